//! How values are read from and written to JSON (RFC 8259).
//!
//! A *codec* is a unit type that says how one Rust type looks on the wire; codecs nest (`List<Nullable<Int>>`), so one
//! Rust type may have several forms without wrapper types in public structs. Generated types implement serde's traits
//! through the macros of this module: `record` (which stands on `object`),
//! `string_enum`, `int_enum`, `union`, `tagged`, `construct`.
//!
//! What holds:
//! - A number is exact or refused; only `f32` and `f64` round, and then to the nearest value.
//! - Absent, null and a value are told apart wherever a type can say so; a member given twice is refused.
//! - Unknown members, enum values and tags never make a value unreadable.
//! - An error names the kind found, the kind expected and the place; [`decode`] takes the place apart.

mod binary;
mod choice;
mod construct;
#[cfg(feature = "decimal")]
mod decimal;
mod float;
mod integer;
mod locate;
mod member;
mod nest;
mod number;
mod object;
mod open;
mod raw;
mod record;
mod tagged;
mod text;
#[cfg(feature = "time")]
mod time;
mod tuple;
mod union;
#[cfg(feature = "uuid")]
mod uuid;

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer};
use serde::ser::{Serialize, Serializer};

pub use self::binary::{Base64, Base64Url};
pub use self::choice::{Choice, Constant, Guard, Must, guard};
#[cfg(feature = "decimal")]
pub use self::decimal::{DecimalNumber, DecimalText};
pub use self::float::Float;
pub use self::integer::{Int, IntText, Integer};
pub(crate) use self::locate::message;
pub use self::locate::{Located, decode, split_inner};
pub use self::member::{Extra, Fill, Ignore, Member, Members, Others, Put, Take, presence, read_members, value};
pub use self::nest::{Boxed, List, Map, Nullable};
pub use self::object::{Object, read_object};
pub use self::open::{Open, read_int_enum, read_string_enum};
pub use self::raw::{Kind, Raw};
#[cfg(feature = "time")]
pub use self::time::{Date, Time};
pub use self::tuple::{Late, Rest, Slot, Tuple};
#[cfg(feature = "uuid")]
pub use self::uuid::UuidText;
pub use crate::{
    __bursar_construct as construct, __bursar_int_enum as int_enum, __bursar_object as object,
    __bursar_record as record, __bursar_string_enum as string_enum, __bursar_tagged as tagged, __bursar_union as union,
};
pub use serde;

/// The reading half of a codec for `T`.
pub trait De<T> {
    /// Reads one value.
    ///
    /// # Errors
    /// The value has another kind, or is one that `T` cannot hold exactly.
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error>;
}

/// The writing half of a codec for `T`.
pub trait Ser<T> {
    /// Writes one value.
    ///
    /// # Errors
    /// The value has no form on the wire, such as a year beyond 9999, or the serializer failed.
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error>;
}

/// The type's own serde implementation.
#[derive(Debug)]
pub struct Plain;

impl<T: DeserializeOwned> De<T> for Plain {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
        T::deserialize(d)
    }
}

impl<T: Serialize> Ser<T> for Plain {
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
        value.serialize(s)
    }
}

/// A value together with the codec that writes it, for whatever takes a `Serialize`.
#[derive(Debug)]
pub struct As<'a, C, T>(&'a T, PhantomData<C>);

impl<'a, C, T> As<'a, C, T> {
    /// Lends `value` to a serializer.
    pub fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Ser<T>, T> Serialize for As<'_, C, T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        C::ser(self.0, s)
    }
}

/// The reading half of a codec as a serde seed.
pub(crate) struct Seed<C, T>(PhantomData<(C, T)>);

impl<C, T> Seed<C, T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, C: De<T>, T> DeserializeSeed<'de> for Seed<C, T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        C::de(d)
    }
}
