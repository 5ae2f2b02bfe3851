//! Structs as JSON objects: the `object` macro.
//!
//! ```text
//! v1::object! { de ser Payment {                // Deserialize, Serialize or both
//!     id: "id", required v1::Plain;             // must be there
//!     note: "note", optional v1::Plain;         // Option<T>: absent and null are None; None is not written
//!     nick: "nick", maybe v1::Plain;            // Maybe<T>: absent, null and a value, both ways
//!     nul: "nul", required v1::Nullable<v1::Plain>;  // Option<T>: must be there, may be null
//!     extra: *, v1::Plain;                      // BTreeMap<String, T> of all other members; without it they are skipped
//! } }
//! ```
//! `de full` and `ser full` add the other half where the using crate has the feature `full-serde`.
//!
//! Members are written in the order of the rows, the others after them. The rows expand side by side, without recursion,
//! so their number is not limited. Slots of fields are `Option`s whose types follow from the struct literal at the end;
//! members are told apart by a local enum of the field names, which one table maps from their wire names.

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
        $field:ident : $(*, $extra:ty;)? $($wire:literal, $presence:ident $codec:ty;)?
    )* }) => {
        impl $crate::__private::v1::Object for $name {
            #[allow(unreachable_code, reason = "without rows no name is found")]
            fn read<'de, A>(mut map: A) -> ::core::result::Result<Self, A::Error>
            where
                A: $crate::__private::v1::serde::de::MapAccess<'de>,
            {
                #[allow(non_camel_case_types)]
                enum Key { $($( #[doc = $wire] $field, )?)* }
                static KEYS: &[(&str, Key)] = &[$($( ($wire, Key::$field), )?)*];
                $($( let mut $field = $crate::__private::v1::slot($wire); )?)*
                #[allow(unused_mut)]
                let mut others = (
                    $crate::__private::v1::Ignore,
                    $($( $crate::__private::v1::Extra::<$extra, _>::none(), )?)*
                );
                let mut keys = $crate::__private::v1::Keys::new(KEYS);
                while let ::core::option::Option::Some(key) = keys.next(&mut map, &mut others)? {
                    let filled: ::core::result::Result<(), A::Error> = match *key { $($(
                        Key::$field => $crate::__private::v1::fill::<
                            $crate::__private::v1::presence::$presence<$codec>, _, _,
                        >(&mut $field, &mut map, $wire),
                    )?)* };
                    filled?;
                }
                ::core::result::Result::Ok(Self { $(
                    $( $field: match $crate::__private::v1::finish::<
                        $crate::__private::v1::presence::$presence<$codec>, _, _,
                    >($field, $wire) {
                        ::core::result::Result::Ok(value) => value,
                        ::core::result::Result::Err(error) => return ::core::result::Result::Err(error),
                    }, )?
                    $( $field: $crate::__private::v1::Extra::<$extra, _>::members(others.1), )?
                )* })
            }
        }

        impl<'de> $crate::__private::v1::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(d: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::v1::serde::de::Deserializer<'de>,
            {
                $crate::__private::v1::read_object(d)
            }
        }
    };
    (ser $name:ident { $(
        $field:ident : $(*, $extra:ty;)? $($wire:literal, $presence:ident $codec:ty;)?
    )* }) => {
        impl $crate::__private::v1::serde::ser::Serialize for $name {
            fn serialize<S>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::v1::serde::ser::Serializer,
            {
                #[allow(dead_code)]
                const NAMED: &[&str] = &[$($( $wire, )?)*];
                #[allow(unused_mut)]
                let mut members = $crate::__private::v1::Members::<S>::start(s)?;
                $(
                    $( members.put_extra::<$extra, _>(&self.$field, NAMED); )?
                    $( members.put::<$crate::__private::v1::presence::$presence<$codec>, _>($wire, &self.$field); )?
                )*
                members.end()
            }
        }
    };
}
