// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Balance` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Balance {
    /// Money on its way, in cents.
    pub pending: i64,
    /// Money that can be paid out, in cents.
    pub available: i64,
    /// An ISO 4217 code; so far USD alone.
    pub currency: Currency,
    /// Time of the last change.
    pub updated_at: UpdatedAt,
}

v1::object! {
    de full Balance {
        pending: "pending", required v1::Int;
        available: "available", required v1::Int;
        currency: "currency", required v1::Plain;
        updated_at: "updated_at", required v1::Time;
    }
}
