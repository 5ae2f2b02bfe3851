// Made by bursar-codegen 0.1.0 from "public" 1.102.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// What a customer has of a credit entitlement.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerCreditBalanceResponse {
    /// `balance`
    pub balance: Decimal,
    /// `created_at`
    pub created_at: DateTime<Utc>,
    /// `credit_entitlement_id`
    pub credit_entitlement_id: String,
    /// `customer_id`
    pub customer_id: String,
    /// `id`
    pub id: String,
    /// `last_transaction_at`
    pub last_transaction_at: Option<DateTime<Utc>>,
    /// `overage`
    pub overage: Decimal,
    /// `updated_at`
    pub updated_at: DateTime<Utc>,
}

v1::object! {
    de full CustomerCreditBalanceResponse {
        balance: "balance", required v1::DecimalText;
        created_at: "created_at", required v1::Time;
        credit_entitlement_id: "credit_entitlement_id", required v1::Plain;
        customer_id: "customer_id", required v1::Plain;
        id: "id", required v1::Plain;
        last_transaction_at: "last_transaction_at", optional v1::Time;
        overage: "overage", required v1::DecimalText;
        updated_at: "updated_at", required v1::Time;
    }
}
