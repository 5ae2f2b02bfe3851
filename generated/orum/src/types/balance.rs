// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::{Currency, UpdatedAt, v1};

v1::record! {
    /// `#/components/schemas/Balance` of the document.
    de full pub struct Balance {
        /// Money on its way, in cents.
        pub pending: i64 = "pending", required v1::Int;
        /// Money that can be paid out, in cents.
        pub available: i64 = "available", required v1::Int;
        /// An ISO 4217 code; so far USD alone.
        pub currency: Currency = "currency", required v1::Plain;
        /// Time of the last change.
        pub updated_at: UpdatedAt = "updated_at", required v1::Time;
    }
}
