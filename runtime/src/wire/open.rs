//! Open enums: the `string_enum` and `int_enum` macros.
//!
//! ```text
//! v1::string_enum! { pub enum Currency { Usd = "USD"; Eur = "EUR"; } }   // and `Unknown(String)`
//! v1::int_enum! { pub enum Level { Low = 0; Minus1 = -1; } }             // and `Unknown(i64)`
//! ```
//! Attributes, such as documentation, may stand before the enum and its variants. `v1::string_enum! { Currency { … } }` is for
//! an enum that is there already.
//!
//! A value that the spec does not name is kept in `Unknown` and written back, so that a new value of the server is not an
//! outage of the client. Values are compared exactly (JSON Schema Validation §6.1.2): case matters.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, Visitor};

use super::{De, Int};

/// An open enum over text.
pub trait Open: Sized {
    /// The variant of a documented value.
    fn known(text: &str) -> Option<Self>;

    /// The variant of any other value.
    fn unknown(text: String) -> Self;
}

/// Reads a string enum.
///
/// # Errors
/// The value is not a string.
pub fn read_string_enum<'de, T: Open, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    d.deserialize_str(OpenVisitor(PhantomData))
}

/// Reads the number of an integer enum.
///
/// # Errors
/// The value is not an integer, or does not fit `i64`.
pub fn read_int_enum<'de, D: Deserializer<'de>>(d: D) -> Result<i64, D::Error> {
    Int::de(d)
}

struct OpenVisitor<T>(PhantomData<T>);

impl<T: Open> Visitor<'_> for OpenVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        Ok(T::known(text).unwrap_or_else(|| T::unknown(text.to_owned())))
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_string_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$doc:meta])* $variant:ident = $text:literal; )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$doc])* $variant, )*
            /// A value that the document does not list; it is kept and written back as it came.
            Unknown(::std::string::String),
        }

        $crate::__private::v1::string_enum! { $name { $($variant = $text;)* } }
    };
    ($name:ident { $($variant:ident = $text:literal;)* }) => {
        impl $name {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl $crate::__private::v1::Open for $name {
            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn unknown(text: ::std::string::String) -> Self {
                Self::Unknown(text)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                <Self as $crate::__private::v1::Open>::known(text)
                    .unwrap_or_else(|| Self::Unknown(::std::string::String::from(text)))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                <Self as $crate::__private::v1::Open>::known(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl<'de> $crate::__private::v1::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(d: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::v1::serde::de::Deserializer<'de>,
            {
                $crate::__private::v1::read_string_enum(d)
            }
        }

        impl $crate::__private::v1::serde::ser::Serialize for $name {
            fn serialize<S>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::v1::serde::ser::Serializer,
            {
                s.serialize_str(self.as_str())
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_int_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$doc:meta])* $variant:ident = $number:literal; )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$doc])* $variant, )*
            /// A value that the document does not list; it is kept and written back as it came.
            Unknown(i64),
        }

        $crate::__private::v1::int_enum! { $name { $($variant = $number;)* } }
    };
    ($name:ident { $($variant:ident = $number:literal;)* }) => {
        impl $name {
            /// The value on the wire.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unknown(number) => *number,
                }
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unknown(number),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl<'de> $crate::__private::v1::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(d: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::v1::serde::de::Deserializer<'de>,
            {
                $crate::__private::v1::read_int_enum(d).map(Self::from)
            }
        }

        impl $crate::__private::v1::serde::ser::Serialize for $name {
            fn serialize<S>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::v1::serde::ser::Serializer,
            {
                s.serialize_i64(self.as_i64())
            }
        }
    };
}
