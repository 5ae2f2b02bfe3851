// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Money` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Money {
    /// `amount`
    pub amount: Decimal,
    /// Default "EUR".
    pub currency: Option<String>,
}

v1::object! {
    de ser Money {
        amount: "amount", required v1::DecimalText;
        currency: "currency", optional v1::Plain;
    }
}

v1::construct! {
    Money(amount: Decimal) {
        currency: Option<String>;
    }
}
