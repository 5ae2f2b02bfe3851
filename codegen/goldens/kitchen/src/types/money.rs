// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{Decimal, v1};

v1::record! {
    /// `#/components/schemas/Money` of the document.
    de ser pub struct Money new(amount: Decimal) {
        /// `amount`
        pub amount: Decimal = "amount", required v1::DecimalText;
        /// Default "EUR".
        pub currency: Option<String> = "currency", optional v1::Plain;
    }
}
