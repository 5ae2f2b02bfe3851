// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

use crate::prelude::{DateTime, Utc, v1};

v1::record! {
    /// `#/components/schemas/BillingAccountBalance` of the document.
    de full pub struct BillingAccountBalance {
        /// `amount`
        pub amount: Option<i64> = "amount", optional v1::IntText;
        /// `currency`
        pub currency: Option<String> = "currency", optional v1::Plain;
        /// `updated_at`
        pub updated_at: Option<DateTime<Utc>> = "updated_at", optional v1::Time;
    }
}
