//! Request types are built by `new` and chained setters: the `construct` macro.
//!
//! ```text
//! v1::construct! { NewPayment(amount: i64, currency: Currency) {   // what `new` takes, in order
//!     note: Option<String>;                                        // .note("…")
//!     nick: Maybe<String>;                                         // .nick("…"), .nick(None)
//!     extra: *, JsonValue;                                         // .extra("name", value)
//! } }
//! ```
//! What has a setter starts absent; the other members start empty.

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_construct {
    (@set $field:ident Option $ty:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<$ty>) -> Self {
            self.$field = ::core::option::Option::Some($field.into());
            self
        }
    };
    (@set $field:ident Maybe $ty:ty) => {
        #[doc = concat!("Sets `", stringify!($field), "`; `None` sends null.")]
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<$crate::Maybe<$ty>>) -> Self {
            self.$field = $field.into();
            self
        }
    };
    (@extra $field:ident $extra:ty) => {
        /// Adds a member that has no field of its own.
        #[must_use]
        pub fn $field(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<$extra>,
        ) -> Self {
            self.$field.insert(name.into(), value.into());
            self
        }
    };
    ($name:ident ($($required:ident : $required_ty:ty),* $(,)?) { $(
        $field:ident : $($presence:ident < $ty:ty >)? $(*, $extra:ty)? ;
    )* }) => {
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
                Self {
                    $($required: $required.into(),)*
                    $($field: ::core::default::Default::default(),)*
                }
            }

            $(
                $( $crate::__bursar_construct! { @set $field $presence $ty } )?
                $( $crate::__bursar_construct! { @extra $field $extra } )?
            )*
        }
    };
}
