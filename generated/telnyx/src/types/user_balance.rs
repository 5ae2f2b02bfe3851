// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/UserBalance` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct UserBalance {
    /// Money on its way, not yet booked.
    pub pending: Option<Decimal>,
    /// What kind of record this is.
    pub record_type: Option<UserBalanceRecordType>,
    /// Money on the account now.
    pub balance: Option<Decimal>,
    /// How far the account may be overdrawn.
    pub credit_limit: Option<Decimal>,
    /// What can be spent, the credit limit included.
    pub available_credit: Option<Decimal>,
    /// Currency of the amounts, an ISO 4217 code.
    pub currency: Option<String>,
}

v1::object! {
    de full UserBalance {
        pending: "pending", optional v1::DecimalText;
        record_type: "record_type", optional v1::Plain;
        balance: "balance", optional v1::DecimalText;
        credit_limit: "credit_limit", optional v1::DecimalText;
        available_credit: "available_credit", optional v1::DecimalText;
        currency: "currency", optional v1::Plain;
    }
}

/// What kind of record this is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserBalanceRecordType {
    /// `balance`
    Balance,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    UserBalanceRecordType {
        Balance = "balance";
    }
}
