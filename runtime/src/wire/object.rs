//! Structs as JSON objects: the `object` macro.
//!
//! ```text
//! v1::object! { de ser Payment {                                  // Deserialize, Serialize or both
//!     id: String = "id", required v1::Plain;                      // must be there
//!     note: Option<String> = "note", optional v1::Plain;          // absent and null are None; None is not written
//!     nick: Maybe<String> = "nick", maybe v1::Plain;              // absent, null and a value, both ways
//!     nul: Option<String> = "nul", required v1::Nullable<v1::Plain>;  // must be there, may be null
//!     extra: BTreeMap<String, JsonValue> = *, v1::Plain;          // all other members; without it they are skipped
//! } }
//! ```
//! `de full` and `ser full` add the other half where the using crate has the feature `full-serde`.
//!
//! Members are written in the order of the rows, the others after them. The rows expand side by side, without recursion,
//! so their number is not limited. The compiler has to check each expansion anew, so they hold little: a typed place for each
//! member, one call that fills them all through a trait object (no branch for each member, no type to be found out), and the
//! struct literal.
//!
//! Its generics are called `__A` and so on: a provider's type may be called `A`, and macros are not hygienic about types.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};

/// A type that is read from an object, member by member.
pub trait Object: Sized {
    /// Reads all members.
    ///
    /// # Errors
    /// A member is missing, there twice, or of the wrong form.
    fn read<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// Reads an object of type `T`.
///
/// # Errors
/// The value is not an object, or [`Object::read`] fails.
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    d.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(map)
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_object {
    (de ser $name:ident { $($rows:tt)* }) => {
        $crate::__private::v1::object! { de $name { $($rows)* } }
        $crate::__private::v1::object! { ser $name { $($rows)* } }
    };
    (de full $name:ident $rows:tt) => {
        $crate::__private::v1::object! { de $name $rows }
        #[cfg(feature = "full-serde")]
        $crate::__private::v1::object! { ser $name $rows }
    };
    (ser full $name:ident $rows:tt) => {
        $crate::__private::v1::object! { ser $name $rows }
        #[cfg(feature = "full-serde")]
        $crate::__private::v1::object! { de $name $rows }
    };
    (de $name:ident { $(
        $field:ident : $ty:ty = $(*, $extra:ty;)? $($wire:literal, $presence:ident $codec:ty;)?
    )* }) => {
        impl $crate::__private::v1::Object for $name {
            fn read<'de, __A>(map: __A) -> ::core::result::Result<Self, __A::Error>
            where
                __A: $crate::__private::v1::serde::de::MapAccess<'de>,
            {
                $($(
                    let mut $field = $crate::__private::v1::Member::<
                        $crate::__private::v1::presence::$presence<$codec>,
                        $ty,
                    >::EMPTY;
                )?)*
                #[allow(unused_mut)]
                let mut others = (
                    $crate::__private::v1::Ignore,
                    $($( $crate::__private::v1::Extra::<$extra, _>::none(), )?)*
                );
                $crate::__private::v1::read_members(map, &mut [$($( ($wire, &mut $field), )?)*], &mut others)?;
                ::core::result::Result::Ok(Self { $(
                    $( $field: $crate::__private::v1::value($field, $wire), )?
                    $( $field: $crate::__private::v1::Extra::<$extra, _>::members(others.1), )?
                )* })
            }
        }

        impl<'de> $crate::__private::v1::serde::de::Deserialize<'de> for $name {
            fn deserialize<__D>(d: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::__private::v1::serde::de::Deserializer<'de>,
            {
                $crate::__private::v1::read_object(d)
            }
        }
    };
    (ser $name:ident { $(
        $field:ident : $ty:ty = $(*, $extra:ty;)? $($wire:literal, $presence:ident $codec:ty;)?
    )* }) => {
        impl $crate::__private::v1::serde::ser::Serialize for $name {
            fn serialize<__S>(&self, s: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::__private::v1::serde::ser::Serializer,
            {
                #[allow(dead_code)]
                const NAMED: &[&str] = &[$($( $wire, )?)*];
                #[allow(unused_mut)]
                let mut members = $crate::__private::v1::Members::<__S>::start(s)?;
                $(
                    $( members.put_extra::<$extra, _>(&self.$field, NAMED); )?
                    $( members.put::<$crate::__private::v1::presence::$presence<$codec>, $ty>($wire, &self.$field); )?
                )*
                members.end()
            }
        }
    };
}
