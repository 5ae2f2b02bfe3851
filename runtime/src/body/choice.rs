//! Operations with several forms of a body: the `choice` macro.
//!
//! ```text
//! v1::choice! { CreateTokenBody {            // an enum with one arm for each form
//!     0 json v1::Plain => Json(NewToken);    // the form of index 0 in the operation's facts
//!     1 form v1::Plain => Form(NewToken);
//!     2 multipart v1::Plain => Multipart(NewToken);
//!     3 parts => Files(NewTokenFiles), from; // `from`: no other arm has this type, so that it becomes the enum by `From`
//!     4 text => Text(String), from;
//!     5 octets => Bytes(v1::Body), from;
//!     6 upload => Any(v1::Upload), from;
//! } }
//! ```

use crate::call::Call;

/// One of several forms of a body.
pub trait BodyChoice {
    /// Sets the body of a call.
    fn put(self, call: &mut Call);
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_choice {
    ($name:ident { $( $at:literal $kind:ident $($codec:ty)? => $arm:ident($ty:ty) $(, $from:ident)?; )* }) => {
        impl $crate::__private::v1::BodyChoice for $name {
            fn put(self, call: &mut $crate::__private::v1::Call) {
                match self {
                    $( Self::$arm(body) => $crate::__bursar_choice!(@put $kind $($codec)? => call $at, body), )*
                }
            }
        }

        $( $( $crate::__bursar_choice! { @$from $kind $name $arm $ty } )? )*
    };
    (@put json $codec:ty => $call:ident $at:literal, $body:ident) => { $call.json_at::<$codec, _>($at, &$body) };
    (@put form $codec:ty => $call:ident $at:literal, $body:ident) => { $call.form::<$codec, _>($at, &$body) };
    (@put multipart $codec:ty => $call:ident $at:literal, $body:ident) => { $call.multipart::<$codec, _>($at, &$body) };
    (@put parts => $call:ident $at:literal, $body:ident) => { $call.parts($at, &$body) };
    (@put text => $call:ident $at:literal, $body:ident) => { $call.text($at, $body) };
    (@put octets => $call:ident $at:literal, $body:ident) => { $call.octets($at, $body) };
    (@put upload => $call:ident $at:literal, $body:ident) => { $call.upload($at, $body) };
    (@from text $name:ident $arm:ident $ty:ty) => {
        impl ::core::convert::From<&str> for $name {
            fn from(body: &str) -> Self {
                Self::$arm(body.into())
            }
        }

        $crate::__bursar_choice! { @from String $name $arm $ty }
    };
    (@from $kind:ident $name:ident $arm:ident $ty:ty) => {
        impl ::core::convert::From<$ty> for $name {
            fn from(body: $ty) -> Self {
                Self::$arm(body)
            }
        }
    };
}
