// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{Decimal, v1};

v1::record! {
    /// `#/components/schemas/UserBalance` of the document.
    de full pub struct UserBalance {
        /// Money on its way, not yet booked.
        pub pending: Option<Decimal> = "pending", optional v1::DecimalText;
        /// What kind of record this is.
        pub record_type: Option<UserBalanceRecordType> = "record_type", optional v1::Plain;
        /// Money on the account now.
        pub balance: Option<Decimal> = "balance", optional v1::DecimalText;
        /// How far the account may be overdrawn.
        pub credit_limit: Option<Decimal> = "credit_limit", optional v1::DecimalText;
        /// What can be spent, the credit limit included.
        pub available_credit: Option<Decimal> = "available_credit", optional v1::DecimalText;
        /// Currency of the amounts, an ISO 4217 code.
        pub currency: Option<String> = "currency", optional v1::Plain;
    }
}

v1::string_enum! {
    /// What kind of record this is.
    pub enum UserBalanceRecordType {
        /// `balance`
        Balance = "balance";
    }
}
