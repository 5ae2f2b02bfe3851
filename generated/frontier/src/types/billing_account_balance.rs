// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/BillingAccountBalance` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BillingAccountBalance {
    /// `amount`
    pub amount: Option<i64>,
    /// `currency`
    pub currency: Option<String>,
    /// `updated_at`
    pub updated_at: Option<DateTime<Utc>>,
}

v1::object! {
    de full BillingAccountBalance {
        amount: "amount", optional v1::IntText;
        currency: "currency", optional v1::Plain;
        updated_at: "updated_at", optional v1::Time;
    }
}
