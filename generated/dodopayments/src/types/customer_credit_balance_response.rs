// Made by bursar-codegen 0.1.0 from "public" 1.102.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{DateTime, Decimal, Utc, v1};

v1::record! {
    /// What a customer has of a credit entitlement.
    de full pub struct CustomerCreditBalanceResponse {
        /// `balance`
        pub balance: Decimal = "balance", required v1::DecimalText;
        /// `created_at`
        pub created_at: DateTime<Utc> = "created_at", required v1::Time;
        /// `credit_entitlement_id`
        pub credit_entitlement_id: String = "credit_entitlement_id", required v1::Plain;
        /// `customer_id`
        pub customer_id: String = "customer_id", required v1::Plain;
        /// `id`
        pub id: String = "id", required v1::Plain;
        /// `last_transaction_at`
        pub last_transaction_at: Option<DateTime<Utc>> = "last_transaction_at", optional v1::Time;
        /// `overage`
        pub overage: Decimal = "overage", required v1::DecimalText;
        /// `updated_at`
        pub updated_at: DateTime<Utc> = "updated_at", required v1::Time;
    }
}
