//! Structs, their members and how they are made, in one table: the `record` macro.
//!
//! ```text
//! v1::record! {
//!     /// What it is.
//!     ser full pub struct NewPayment new(amount: i64) {              // `de full`, `ser full` and `de ser` as in `object`
//!         /// What the field is.
//!         pub amount: i64 = "amount", required v1::Plain;            // `new` takes it
//!         pub note: Option<String> = "note", optional v1::Plain;     // .note("…")
//!         pub nick: Maybe<String> = "nick", maybe v1::Plain;         // .nick("…"), .nick(None)
//!         pub id: Option<String> = "id", optional_read v1::Plain;    // the server's to say: no setter
//!         pub extra: BTreeMap<String, JsonValue> = *, v1::Plain;     // .extra("name", value)
//!     }
//! }
//! ```
//! A row without `pub` is one of `object`. Without `new(…)` there are neither constructor nor setters. `new` states its
//! arguments, as rows cannot be picked by their presence without recursion, which would limit their number.

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_record {
    (
        $(#[$meta:meta])*
        $half:ident $more:ident pub struct $name:ident { $(
            $(#[$doc:meta])*
            pub $field:ident : $($first:ident $(:: $next:ident)* $(< $($of:ty),+ >)?)? $(($($slot:ty),* $(,)?))?
                = $(*, $extra:ty;)? $($wire:literal, $presence:ident $codec:ty;)?
        )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$doc])* pub $field: $($first $(:: $next)* $(< $($of),+ >)?)? $(($($slot,)*))?, )*
        }

        $crate::__private::v1::object! { $half $more $name { $(
            $field: $($first $(:: $next)* $(< $($of),+ >)?)? $(($($slot,)*))? = $(*, $extra;)? $($wire, $presence $codec;)?
        )* } }
    };
    (
        $(#[$meta:meta])*
        $half:ident $more:ident pub struct $name:ident new($($required:ident : $required_ty:ty),*) { $(
            $(#[$doc:meta])*
            pub $field:ident : $($first:ident $(:: $next:ident)* $(< $($of:ty),+ >)?)? $(($($slot:ty),* $(,)?))?
                = $(*, $extra:ty;)? $($wire:literal, $presence:ident $codec:ty;)?
        )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$doc])* pub $field: $($first $(:: $next)* $(< $($of),+ >)?)? $(($($slot,)*))?, )*
        }

        $crate::__private::v1::object! { $half $more $name { $(
            $field: $($first $(:: $next)* $(< $($of),+ >)?)? $(($($slot,)*))? = $(*, $extra;)? $($wire, $presence $codec;)?
        )* } }

        #[allow(
            clippy::new_without_default,
            clippy::self_named_constructors,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::wrong_self_convention
        )]
        impl $name {
            /// A value with all that is required.
            #[must_use]
            pub fn new($($required: impl ::core::convert::Into<$required_ty>),*) -> Self {
                Self { $( $field: $crate::__bursar_record_start!($($presence)? $field), )* }
            }

            $( $crate::__bursar_record_set! { $($presence)? $field $($first $(< $($of),+ >)?)? } )*
        }
    };
}

/// What a field of a new value holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_record_start {
    (required $field:ident) => {
        $field.into()
    };
    ($($other:ident)+) => {
        ::core::default::Default::default()
    };
}

/// The setter of a field, if it has one.
#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_record_set {
    (optional $field:ident $first:ident < $ty:ty >) => {
        $crate::__bursar_construct! { @set $field Option $ty }
    };
    (maybe $field:ident $first:ident < $ty:ty >) => {
        $crate::__bursar_construct! { @set $field Maybe $ty }
    };
    ($presence:ident $field:ident $first:ident $(< $($of:ty),+ >)?) => {};
    // a tuple
    ($presence:ident $field:ident) => {};
    // the row without a presence is of all other members
    ($field:ident $first:ident < $key:ty, $ty:ty >) => {
        $crate::__bursar_construct! { @extra $field $ty }
    };
}
