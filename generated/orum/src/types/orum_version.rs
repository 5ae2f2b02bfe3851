// Made by bursar-codegen 0.1.0 from "Orum API" v2022-09-21; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// Version of the API that the request is written for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OrumVersion {
    /// `v2022-09-21`
    V20220921,
    /// A value that the document does not list; it is kept and written back as it came.
    Unknown(String),
}

v1::string_enum! {
    OrumVersion {
        V20220921 = "v2022-09-21";
    }
}
