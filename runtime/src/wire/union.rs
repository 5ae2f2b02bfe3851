//! Unions without discriminator: the `union` macro.
//!
//! ```text
//! v1::union! { de ser BalanceReply {
//!     List: array, v1::List<v1::Plain>;              // by kind: null boolean integer number string array object
//!     Wrapped: object "v1/balance", v1::Plain;       // by members that must be there
//!     Card: object "kind" == "card" "pan", v1::Plain;    // by constants (text, integers, booleans)
//!     Unknown                                        // JsonValue: anything else but null
//! } }
//! ```
//! With `any` after the name (`v1::union! { de ser Contact any { … } }`) a value for which several guards hold is several
//! things at once, of which no row would keep all; it is `Unknown`, as it came.
//!
//! Guards are tried in the order of the rows. Without `Unknown` a value that no guard admits is an error.

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_union {
    (de ser $name:ident $rows:tt) => {
        $crate::__bursar_union! { de $name $rows }
        $crate::__bursar_union! { ser $name $rows }
    };
    (de full $name:ident $rows:tt) => {
        $crate::__bursar_union! { de $name $rows }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_union! { ser $name $rows }
    };
    (ser full $name:ident $rows:tt) => {
        $crate::__bursar_union! { ser $name $rows }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_union! { de $name $rows }
    };
    (de ser $name:ident any $rows:tt) => {
        $crate::__bursar_union! { de $name any $rows }
        $crate::__bursar_union! { ser $name any $rows }
    };
    (de full $name:ident any $rows:tt) => {
        $crate::__bursar_union! { de $name any $rows }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_union! { ser $name any $rows }
    };
    (ser full $name:ident any $rows:tt) => {
        $crate::__bursar_union! { ser $name any $rows }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_union! { de $name any $rows }
    };
    ($half:ident $name:ident any { $(
        $arm:ident $(: $guard:ident $($member:literal $(== $constant:literal)?)*, $codec:ty ;)?
    )* }) => {
        $crate::__bursar_union! { @$half any $name { $($(
            $arm: $guard $($member $(== $constant)?)*, $codec;
        )?)* } }
    };
    ($half:ident $name:ident { $(
        $arm:ident : $guard:ident $($member:literal $(== $constant:literal)?)*, $codec:ty ;
    )* }) => {
        $crate::__bursar_union! { @$half closed $name { $(
            $arm: $guard $($member $(== $constant)?)*, $codec;
        )* } }
    };
    // The one row without a guard is `Unknown`.
    ($half:ident $name:ident { $(
        $arm:ident $(: $guard:ident $($member:literal $(== $constant:literal)?)*, $codec:ty ;)?
    )* }) => {
        $crate::__bursar_union! { @$half open $name { $($(
            $arm: $guard $($member $(== $constant)?)*, $codec;
        )?)* } }
    };
    (@de $rest:ident $name:ident { $(
        $arm:ident : $guard:ident $($member:literal $(== $constant:literal)?)*, $codec:ty ;
    )* }) => {
        impl<'de> $crate::__private::v1::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(d: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::v1::serde::de::Deserializer<'de>,
            {
                const EXPECTED: &str = ::core::concat!("one of" $(
                    , " (", ::core::stringify!($guard)
                    $(, " `", $member $(, "` = `", $constant)?, "`")*
                    , ")"
                )*);
                let raw = $crate::__private::v1::Raw::read_bounded(d)?;
                let choice = $crate::__private::v1::Choice::new(&raw);
                $crate::__bursar_union!(@several $rest choice $($guard [$($member $(== $constant)?)*])*);
                $(
                    if choice.fits::<D::Error>(
                        $crate::__private::v1::guard::$guard,
                        &[$( $crate::__private::v1::Must::member($member) $(.equal($constant))? ),*],
                    )? {
                        return choice.arm::<$codec, _, D::Error>().map(Self::$arm);
                    }
                )*
                $crate::__bursar_union!(@rest $rest choice)
            }
        }
    };
    (@several any $choice:ident $($guard:ident [$($member:literal $(== $constant:literal)?)*])*) => {
        let fitting = [$( $choice.fits::<D::Error>(
            $crate::__private::v1::guard::$guard,
            &[$( $crate::__private::v1::Must::member($member) $(.equal($constant))? ),*],
        )? ),*];
        if fitting.iter().filter(|fits| **fits).count() > 1 {
            return $choice.keep(EXPECTED).map(Self::Unknown);
        }
    };
    (@several $rest:ident $($all:tt)*) => {};
    (@rest any $choice:ident) => { $choice.keep(EXPECTED).map(Self::Unknown) };
    (@rest closed $choice:ident) => { ::core::result::Result::Err($choice.refuse(EXPECTED)) };
    (@rest open $choice:ident) => { $choice.keep(EXPECTED).map(Self::Unknown) };
    (@ser $rest:ident $name:ident { $(
        $arm:ident : $guard:ident $($member:literal $(== $constant:literal)?)*, $codec:ty ;
    )* }) => {
        $crate::__bursar_arms! { $rest $name $($arm $codec;)* }
    };
}

/// Writes an enum of arms as what the arm in use holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_arms {
    (closed $name:ident $($arm:ident $codec:ty;)*) => {
        impl $crate::__private::v1::serde::ser::Serialize for $name {
            fn serialize<S>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::v1::serde::ser::Serializer,
            {
                match self {
                    $(Self::$arm(value) => <$codec as $crate::__private::v1::Ser<_>>::ser(value, s),)*
                }
            }
        }
    };
    (any $name:ident $($arm:ident $codec:ty;)*) => {
        $crate::__bursar_arms! { open $name $($arm $codec;)* }
    };
    (open $name:ident $($arm:ident $codec:ty;)*) => {
        $crate::__bursar_arms! { closed $name $($arm $codec;)* Unknown $crate::__private::v1::Plain; }
    };
}
