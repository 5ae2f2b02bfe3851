// Made by bursar-codegen 0.1.0 from "Customer API" v1; do not edit, run `cargo xtask regen`.

use crate::prelude::{DateTime, Utc, v1};

v1::record! {
    /// `#/components/schemas/Balance` of the document.
    de full pub struct Balance {
        /// Number of the balance.
        pub id: Option<i64> = "id", optional v1::Int;
        /// Kind of the object, `v1/balance`.
        pub klass: Option<String> = "klass", optional v1::Plain;
        /// Number of the currency.
        pub currency_id: Option<i64> = "currency_id", optional v1::Int;
        /// Number of the account that owns the balance.
        pub account_id: Option<i64> = "account_id", optional v1::Int;
        /// How much there is.
        pub amount: Option<i64> = "amount", optional v1::Int;
        /// Means of payment that the balance is kept for.
        pub mode: Option<String> = "mode", optional v1::Plain;
        /// When the balance was opened.
        pub created_at: Option<DateTime<Utc>> = "created_at", optional v1::Time;
        /// When the balance last changed.
        pub updated_at: Option<DateTime<Utc>> = "updated_at", optional v1::Time;
    }
}
