//! Operations as tables of facts: the `operation` macro.
//!
//! ```text
//! v1::operation! { GetThing -> GetThingOk, GetThingError {
//!     Get "/things/{id}", "getThing";                 // method, path template, operationId or method and path;
//!                                                     // one without a name here is `Other("COPY")`
//!     param v1::Param::path("id");                    // in the order that calls address them by
//!     body required "application/json", "multipart/form-data";   // its forms; calls address them by index
//!     field 1 v1::Field::new("scan").media("image/png");         // how a member of form 1 is written
//!     key "Idempotency-Key";                          // the header of the idempotency key, which every call has
//!     auth 0["read:things"] & 1[];                    // an alternative: all of these schemes with their scopes
//!     auth;                                           // an alternative that asks nobody
//!     server v1::Server { … };                        // instead of the environments
//!     replies json "200", none "204", json "404" as "application/problem+json", json "default";
//!     ok 0 json v1::Plain => Ok, 1 none => NoContent;  // replies 0 and 1 are these arms of `GetThingOk`; or, for all:
//!     gives json v1::Plain;                           // `GetThingOk` is the body itself
//!     stream [1] events v1::Plain => EventStream<Thing>; // reply 1 is what `stream()` asks for
//!     err 2 json v1::Plain => NotFound;               // reply 2 is this arm of `GetThingError`
//! } }
//! ```
//! An answer that is none of the rows is `Undocumented`, which every error enum has.

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_operation {
    ($op:ident -> $ok:ty, $err:ident {
        $method:ident $(($verb:literal))? $path:literal, $id:literal;
        $(param $param:expr;)*
        $(body $presence:ident $($media:literal),+;)?
        $(field $form:literal $field:expr;)*
        $(key $key:literal;)?
        $(auth $($scheme:literal [$($scope:literal),*])&*;)*
        $(server $server:expr;)*
        $(replies $($kind:ident $status:literal $(as $reply_media:literal)? $(until $reply_end:literal)?),+;)?
        $(stream [$($stream_at:literal),+] $stream:ident $($stream_codec:ty)? => $stream_ty:ty;)?
        $(gives $gives:ident $($gives_codec:ty)?;)?
        $(ok $($ok_at:literal $ok_kind:ident $($ok_codec:ty)? => $ok_arm:ident),+;)?
        $(err $($err_at:literal $err_kind:ident $($err_codec:ty)? => $err_arm:ident),+;)?
    }) => {
        impl $crate::__private::v1::Operation for $op {
            type Ok = $ok;
            type Err = $err;
            const SPEC: &'static $crate::__private::v1::OpSpec = &$crate::__private::v1::OpSpec::new(
                $id,
                $crate::__private::v1::Method::$method $(($verb))?,
                $path,
            )
            .params(&[$($param),*])
            $(.body($crate::__private::v1::BodySpec::$presence(&[$($media),+])))?
            .fields(&[$(($form, $field)),*])
            $(.idempotency($key))?
            .auth(&[$(&[$($crate::__private::v1::Need { scheme: $scheme, scopes: &[$($scope),*] }),*]),*])
            .servers(&[$($server),*])
            $(.replies(&[$($crate::__bursar_operation!(@reply $kind $status $($reply_media)?) $(.until($reply_end))?),+]))?;

            #[allow(unused_variables, clippy::match_single_binding)]
            fn ok(at: usize, answer: &$crate::__private::v1::Answer) -> $crate::__private::v1::Decoded<Self::Ok> {
                $(return $crate::__bursar_operation!(@read answer $gives $($gives_codec)?);)?
                #[allow(unreachable_code)]
                match at {
                    $($($ok_at => $crate::__bursar_operation!(@arm answer $ok_kind $($ok_codec)? => <$ok>::$ok_arm),)+)?
                    _ => answer.undocumented(),
                }
            }

            #[allow(unused_variables, clippy::match_single_binding)]
            fn err(at: usize, answer: &$crate::__private::v1::Answer) -> $crate::__private::v1::Decoded<Self::Err> {
                match at {
                    $($($err_at => $crate::__bursar_operation!(@arm answer $err_kind $($err_codec)? => $err::$err_arm),)+)?
                    _ => ::core::result::Result::Ok($err::Undocumented),
                }
            }
        }

        $(impl $crate::__private::v1::Streamed for $op {
            type Stream = $stream_ty;
            const REPLIES: &'static [usize] = &[$($stream_at),+];

            fn stream(answer: &$crate::__private::v1::Answer) -> $crate::__private::v1::Decoded<Self::Stream> {
                $crate::__bursar_operation!(@read answer $stream $($stream_codec)?)
            }
        })?
    };

    (@reply none $status:literal) => { $crate::__private::v1::Reply::none($status) };
    (@reply json $status:literal) => { $crate::__private::v1::Reply::json($status) };
    (@reply text $status:literal) => { $crate::__private::v1::Reply::text($status) };
    (@reply bytes $status:literal) => { $crate::__private::v1::Reply::bytes($status) };
    (@reply events $status:literal) => { $crate::__private::v1::Reply::events($status) };
    (@reply lines $status:literal) => { $crate::__private::v1::Reply::lines($status) };
    (@reply sequence $status:literal) => { $crate::__private::v1::Reply::sequence($status) };
    (@reply json $status:literal $media:literal) => {
        $crate::__private::v1::Reply::media($status, $media, $crate::__private::v1::Decode::Json)
    };
    (@reply text $status:literal $media:literal) => {
        $crate::__private::v1::Reply::media($status, $media, $crate::__private::v1::Decode::Text)
    };
    (@reply bytes $status:literal $media:literal) => {
        $crate::__private::v1::Reply::media($status, $media, $crate::__private::v1::Decode::Bytes)
    };

    (@reply events $status:literal $media:literal) => {
        $crate::__private::v1::Reply::media($status, $media, $crate::__private::v1::Decode::Events)
    };
    (@reply lines $status:literal $media:literal) => {
        $crate::__private::v1::Reply::media($status, $media, $crate::__private::v1::Decode::Lines)
    };
    (@reply sequence $status:literal $media:literal) => {
        $crate::__private::v1::Reply::media($status, $media, $crate::__private::v1::Decode::Sequence)
    };

    (@read $answer:ident none) => { $answer.none() };
    (@read $answer:ident text) => { $answer.text() };
    (@read $answer:ident bytes) => { $answer.bytes() };
    (@read $answer:ident json $codec:ty) => { $answer.json::<$codec, _>() };
    (@read $answer:ident octets) => { $answer.octets() };
    (@read $answer:ident events) => { $answer.text_events() };
    (@read $answer:ident events $codec:ty) => { $answer.events::<$codec, _>() };
    (@read $answer:ident lines $codec:ty) => { $answer.lines::<$codec, _>() };

    (@arm $answer:ident none => $arm:expr) => { ::core::result::Result::Ok($arm) };
    (@arm $answer:ident $kind:ident $($codec:ty)? => $arm:expr) => {
        $crate::__bursar_operation!(@read $answer $kind $($codec)?).map($arm)
    };
}
