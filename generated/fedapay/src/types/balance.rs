// Made by bursar-codegen 0.1.0 from "Customer API" v1; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Balance` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Balance {
    /// Number of the balance.
    pub id: Option<i64>,
    /// Kind of the object, `v1/balance`.
    pub klass: Option<String>,
    /// Number of the currency.
    pub currency_id: Option<i64>,
    /// Number of the account that owns the balance.
    pub account_id: Option<i64>,
    /// How much there is.
    pub amount: Option<i64>,
    /// Means of payment that the balance is kept for.
    pub mode: Option<String>,
    /// When the balance was opened.
    pub created_at: Option<DateTime<Utc>>,
    /// When the balance last changed.
    pub updated_at: Option<DateTime<Utc>>,
}

v1::object! {
    de full Balance {
        id: "id", optional v1::Int;
        klass: "klass", optional v1::Plain;
        currency_id: "currency_id", optional v1::Int;
        account_id: "account_id", optional v1::Int;
        amount: "amount", optional v1::Int;
        mode: "mode", optional v1::Plain;
        created_at: "created_at", optional v1::Time;
        updated_at: "updated_at", optional v1::Time;
    }
}
