// Made by bursar-codegen 0.1.0 from "Telnyx Balance API" 2.0.0; do not edit, run `cargo xtask regen`.

//! What the files of this crate have in scope.
#![allow(unused_imports, reason = "one list for every crate")]
pub(crate) use crate::ops::*;
pub(crate) use crate::types::*;
pub(crate) use bursar_runtime::__private::v1;
pub(crate) use bursar_runtime::{Bytes, Decimal, JsonValue, Maybe};
pub(crate) use std::collections::BTreeMap;
