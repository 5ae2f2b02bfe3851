//! Unions by discriminator: the `tagged` macro.
//!
//! ```text
//! v1::tagged! { de ser Event on "kind" {
//!     Card = "card", v1::Plain;
//!     Transfer = "sepa" | "wire", v1::Plain;   // several tags of one type
//!     Unknown                                  // JsonValue: any other tag, or none
//! } }
//! ```
//! With `else Card, v1::Plain` after the member's name (`v1::tagged! { de ser Event on "kind" else Card, v1::Plain { … } }`) any other
//! tag, or none, is a `Card` where it can be one, and `Unknown` where it cannot.
//!
//! The payload has the tag as a member of its own, so writing is the payload's writing. A known tag with a broken
//! payload is an error, never `Unknown`. Without `Unknown` an unknown tag is an error too.

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_tagged {
    (de ser $name:ident on $tag:literal $(else $default:ident, $default_codec:ty)? { $($rows:tt)* }) => {
        $crate::__bursar_tagged! { de $name on $tag $(else $default, $default_codec)? { $($rows)* } }
        $crate::__bursar_tagged! { ser $name on $tag { $($rows)* } }
    };
    (de full $name:ident on $tag:literal $(else $default:ident, $default_codec:ty)? { $($rows:tt)* }) => {
        $crate::__bursar_tagged! { de $name on $tag $(else $default, $default_codec)? { $($rows)* } }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_tagged! { ser $name on $tag { $($rows)* } }
    };
    (ser full $name:ident on $tag:literal $(else $default:ident, $default_codec:ty)? { $($rows:tt)* }) => {
        $crate::__bursar_tagged! { ser $name on $tag { $($rows)* } }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_tagged! { de $name on $tag $(else $default, $default_codec)? { $($rows)* } }
    };
    (de $name:ident on $tag:literal else $default:ident, $default_codec:ty { $(
        $arm:ident $(= $($value:literal)|+, $codec:ty ;)?
    )* }) => {
        $crate::__bursar_tagged! {
            @de (or $default, $default_codec) $name $tag { $($($arm = $($value)|+, $codec;)?)* }
        }
    };
    ($half:ident $name:ident on $tag:literal { $(
        $arm:ident = $($value:literal)|+, $codec:ty ;
    )* }) => {
        $crate::__bursar_tagged! { @$half closed $name $tag { $($arm = $($value)|+, $codec;)* } }
    };
    // The one row without a tag is `Unknown`.
    ($half:ident $name:ident on $tag:literal { $(
        $arm:ident $(= $($value:literal)|+, $codec:ty ;)?
    )* }) => {
        $crate::__bursar_tagged! { @$half open $name $tag { $($($arm = $($value)|+, $codec;)?)* } }
    };
    (@de $rest:tt $name:ident $tag:literal { $( $arm:ident = $($value:literal)|+, $codec:ty ; )* }) => {
        impl<'de> $crate::__private::v1::serde::de::Deserialize<'de> for $name {
            fn deserialize<D>(d: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::__private::v1::serde::de::Deserializer<'de>,
            {
                const EXPECTED: &str = ::core::concat!("one of" $($(, " `", $value, "`")+)*);
                let raw = $crate::__private::v1::Raw::read_bounded(d)?;
                let choice = $crate::__private::v1::Choice::new(&raw);
                let tag = choice.tag::<D::Error>($tag)?;
                match tag.as_deref() {
                    $(
                        ::core::option::Option::Some($($value)|+) => {
                            choice.arm::<$codec, _, D::Error>().map(Self::$arm)
                        }
                    )*
                    other => $crate::__bursar_tagged!(@rest $rest choice $tag other),
                }
            }
        }
    };
    (@rest closed $choice:ident $tag:literal $other:ident) => {
        ::core::result::Result::Err($choice.refuse_tag($tag, $other, EXPECTED))
    };
    (@rest (or $default:ident, $codec:ty) $choice:ident $tag:literal $other:ident) => {{
        let _ = $other;
        match $choice.arm::<$codec, _, D::Error>() {
            ::core::result::Result::Ok(value) => ::core::result::Result::Ok(Self::$default(value)),
            // a tag that nobody foresaw may come with anything
            ::core::result::Result::Err(_) => $choice.keep(EXPECTED).map(Self::Unknown),
        }
    }};
    (@rest open $choice:ident $tag:literal $other:ident) => {{
        let _ = $other;
        $choice.keep(EXPECTED).map(Self::Unknown)
    }};
    (@ser $rest:ident $name:ident $tag:literal { $( $arm:ident = $($value:literal)|+, $codec:ty ; )* }) => {
        $crate::__bursar_arms! { $rest $name $($arm $codec;)* }
    };
}
