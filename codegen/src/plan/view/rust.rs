//! Rust types and codecs, as they are written.

use std::collections::BTreeSet;
use std::fmt;

/// A type as it is written in generated files, where the prelude is in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustTy {
    /// A name.
    Name(String),
    /// A name with arguments.
    Of(&'static str, Vec<RustTy>),
    /// A tuple.
    Tuple(Vec<RustTy>),
}

impl RustTy {
    /// What a body of octets is. The paths keep these names free for the document's schemas.
    pub(crate) const BODY: &'static str = "v1::Body";
    /// What a file is.
    pub(crate) const FILE: &'static str = "v1::Upload";

    pub(crate) fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    pub(crate) fn wrap(outer: &'static str, inner: RustTy) -> Self {
        Self::Of(outer, vec![inner])
    }
}

impl RustTy {
    /// Adds the names that the language and its own prelude do not have.
    pub(crate) fn imports<'t>(&'t self, names: &mut BTreeSet<&'t str>) {
        const PLAIN: [&str; 16] = [
            "String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "()", "Vec",
            "Option", "Box",
        ];
        let (name, inner) = match self {
            Self::Name(name) => (name.as_str(), [].as_slice()),
            Self::Of(outer, inner) => (*outer, inner.as_slice()),
            Self::Tuple(inner) => ("()", inner.as_slice()),
        };
        let first = name.split("::").next().unwrap_or(name);
        if !PLAIN.contains(&first) {
            names.insert(first);
        }
        inner.iter().for_each(|ty| ty.imports(names));
    }
}

impl fmt::Display for RustTy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Of(outer, inner) => {
                write!(f, "{outer}<")?;
                for (index, arg) in inner.iter().enumerate() {
                    write!(f, "{}{arg}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(">")
            }
            Self::Tuple(inner) => {
                f.write_str("(")?;
                inner
                    .iter()
                    .enumerate()
                    .try_for_each(|(index, ty)| write!(f, "{}{ty}", if index > 0 { ", " } else { "" }))?;
                f.write_str(if inner.len() == 1 { ",)" } else { ")" })
            }
        }
    }
}

/// How a value is coded: a codec of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codec {
    /// A codec for values.
    Leaf(&'static str),
    /// A codec for collections of values.
    Of(&'static str, Box<Codec>),
    /// A codec for tuples: the codec of each slot, and that of its value.
    Tuple(Vec<(&'static str, Codec)>),
}

impl Codec {
    /// The codec of types that code themselves.
    pub const PLAIN: Self = Self::Leaf("Plain");
    /// Files are not coded, but sent as they are.
    pub(crate) const FILES: Self = Self::Leaf("Files");

    /// The codec of the same values outside JSON, where a number is its digits: through JSON it could be rounded.
    pub(crate) fn for_text(self) -> Self {
        match self {
            Self::Leaf("DecimalNumber") => Self::Leaf("DecimalText"),
            Self::Of(outer, inner) => Self::Of(outer, Box::new(inner.for_text())),
            Self::Tuple(slots) => Self::Tuple(slots.into_iter().map(|(slot, of)| (slot, of.for_text())).collect()),
            leaf => leaf,
        }
    }

    /// `outer` around this one. Null around plain stays plain; a list or map does not, as serde's own would not say which
    /// item an error is in, and would take a name that is given twice.
    pub(crate) fn inside(self, outer: &'static str) -> Self {
        if self == Self::PLAIN && outer == "Nullable" { self } else { Self::Of(outer, Box::new(self)) }
    }

    /// Whether the value is files.
    pub(crate) fn is_files(&self) -> bool {
        match self {
            Self::Of(_, inner) => inner.is_files(),
            Self::Tuple(slots) => slots.iter().any(|(_, of)| of.is_files()),
            leaf => *leaf == Self::FILES,
        }
    }

    /// Whether a value writes itself as the codec would.
    pub(crate) fn is_plain_to_write(&self) -> bool {
        match self {
            Self::Leaf(name) => matches!(*name, "Plain" | "Int"),
            Self::Of(outer, inner) => matches!(*outer, "List" | "Map" | "Nullable") && inner.is_plain_to_write(),
            // serde would write what is missing
            Self::Tuple(_) => false,
        }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(name) => write!(f, "v1::{name}"),
            Self::Of(name, inner) => write!(f, "v1::{name}<{inner}>"),
            Self::Tuple(slots) => {
                f.write_str("v1::Tuple<(")?;
                slots.iter().try_for_each(|(slot, of)| write!(f, "v1::{slot}<{of}>,"))?;
                f.write_str(")>")
            }
        }
    }
}
