//! Events: which one a payload is, and the `webhook_events` macro, which makes an enum of their payloads readable.
//!
//! ```text
//! v1::webhook_events! { full WebhookEvent by member "/type" {  // or: by header "x-event", by caller
//!     OrderPaid = "order.paid", json v1::Plain;                // names that stand for it, and how its payload is read
//!     Ping = "ping" | "pong", none;                            // it has no payload
//! } }
//! ```
//! Any other name is `Unknown { name, payload }`, which every such enum has. With `full` before the name an event writes itself
//! as its payload where the crate's feature `full-serde` is on.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::WebhookError;
use crate::error::Fault;
use crate::redact;
use crate::wire::{self, Choice, De, Located, Plain, Raw};

// What is not generic is `#[inline]` here: few programs take deliveries, and only those compile it.

/// Characters of a path or message that an error shows.
const QUOTED: usize = 300;

/// What a provider sends: one arm for each event of its document.
pub trait Event: Sized {
    /// Reads the payload of the event called `name`. An event that the document does not list keeps its payload as it
    /// came; without a name it is one of those.
    ///
    /// # Errors
    /// [`WebhookError::Decode`]: the payload is not what the document says of this event, or no JSON.
    fn decode(name: Option<&str>, payload: &[u8]) -> Result<Self, WebhookError>;
}

/// An [`Event`] whose deliveries say themselves which one they are.
pub trait Recognised: Event {
    /// By what.
    const BY: NamedBy;
}

/// What tells events apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NamedBy {
    /// The text at this JSON Pointer (RFC 6901) in the payload.
    Member(&'static str),
    /// The value of this header.
    Header(&'static str),
}

impl NamedBy {
    /// The name of the event in a payload; `None` when there is no text at that place, or a header tells.
    ///
    /// # Errors
    /// [`WebhookError::Decode`]: the payload is no JSON, or has a member on the way twice.
    #[inline]
    pub fn find(self, payload: &[u8]) -> Result<Option<String>, WebhookError> {
        match self {
            Self::Member(pointer) => text_at(payload, pointer),
            Self::Header(_) => Ok(None),
        }
    }
}

/// Reads a payload through a codec.
///
/// # Errors
/// [`WebhookError::Decode`] with the place.
pub fn read<C: De<T>, T>(payload: &[u8]) -> Result<T, WebhookError> {
    wire::decode::<C, T>(payload).map_err(decode_error)
}

/// Reads the payload of an event that the document does not list. One without content is null.
///
/// # Errors
/// [`WebhookError::Decode`]: it is no JSON.
#[inline]
pub fn unknown(payload: &[u8]) -> Result<Value, WebhookError> {
    if payload.trim_ascii().is_empty() { Ok(Value::Null) } else { read::<Plain, _>(payload) }
}

#[inline]
fn decode_error(at: Located) -> WebhookError {
    // the payload is the provider's, but names in it may be anybody's
    let (path, message) = (redact::line(&at.path, QUOTED), redact::line(&at.message, QUOTED));
    WebhookError::Decode(Box::new(Fault { path, line: at.line, column: at.column, message }))
}

/// The text at a pointer; members that are given twice on the way are refused, as which one counts would be a guess.
#[inline]
fn text_at(payload: &[u8], pointer: &str) -> Result<Option<String>, WebhookError> {
    read::<Plain, IgnoredAny>(payload)?;
    let mut text = String::from_utf8_lossy(payload).into_owned();
    for key in pointer.split('/').skip(1) {
        let key = key.replace("~1", "/").replace("~0", "~");
        match member(&text, &key)
            .map_err(|error| WebhookError::Decode(Fault::of_body(redact::line(&wire::message(&error), QUOTED))))?
        {
            Some(value) => text = value,
            None => return Ok(None),
        }
    }
    let raw = serde_json::from_str::<Raw<'_>>(&text).ok();
    Ok(raw.and_then(|raw| raw.string().map(Cow::into_owned)))
}

/// The text of the value that the object in `text` has under `name`.
#[inline]
fn member(text: &str, name: &str) -> Result<Option<String>, serde_json::Error> {
    let raw = serde_json::from_str::<Raw<'_>>(text)?;
    let choice = Choice::new(&raw);
    Ok(choice.member::<serde_json::Error>(name)?.map(|value| value.text().to_owned()))
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_webhook_events {
    (full $name:ident by $by:ident $($at:literal)? { $( $arm:ident = $($tag:literal)|+ , $kind:ident $($codec:ty)? ; )* }) => {
        $crate::__bursar_webhook_events! { $name by $by $($at)? { $( $arm = $($tag)|+ , $kind $($codec)? ; )* } }
        #[cfg(feature = "full-serde")]
        $crate::__bursar_webhook_events! { @ser $name { $( $arm $kind $($codec)? ; )* } }
    };
    ($name:ident by caller { $($rows:tt)* }) => {
        $crate::__bursar_webhook_events! { @event $name { $($rows)* } }
    };
    ($name:ident by member $pointer:literal { $($rows:tt)* }) => {
        $crate::__bursar_webhook_events! { @event $name { $($rows)* } }
        impl $crate::webhook::Recognised for $name {
            const BY: $crate::webhook::NamedBy = $crate::webhook::NamedBy::Member($pointer);
        }
        impl $name {
            /// Reads a payload, which says itself which event it is.
            ///
            /// # Errors
            /// The payload is not what the document says of its event, or no JSON.
            pub fn from_payload(
                payload: &[u8],
            ) -> ::core::result::Result<Self, $crate::webhook::WebhookError> {
                let name = $crate::webhook::NamedBy::Member($pointer).find(payload)?;
                <Self as $crate::webhook::Event>::decode(name.as_deref(), payload)
            }
        }
    };
    ($name:ident by header $header:literal { $($rows:tt)* }) => {
        $crate::__bursar_webhook_events! { @event $name { $($rows)* } }
        impl $crate::webhook::Recognised for $name {
            const BY: $crate::webhook::NamedBy = $crate::webhook::NamedBy::Header($header);
        }
    };
    (@event $name:ident { $( $arm:ident = $($tag:literal)|+ , $kind:ident $($codec:ty)? ; )* }) => {
        impl $crate::webhook::Event for $name {
            fn decode(
                name: ::core::option::Option<&str>,
                payload: &[u8],
            ) -> ::core::result::Result<Self, $crate::webhook::WebhookError> {
                match name {
                    $(
                        ::core::option::Option::Some($($tag)|+) => {
                            $crate::__bursar_webhook_events!(@arm $arm payload $kind $($codec)?)
                        }
                    )*
                    _ => ::core::result::Result::Ok(Self::Unknown {
                        name: name.map(::core::convert::Into::into),
                        payload: $crate::webhook::unknown(payload)?,
                    }),
                }
            }
        }
        impl $name {
            /// Reads the payload of the event called `name`; one that the document does not list is kept as it came.
            ///
            /// # Errors
            /// The payload is not what the document says of this event, or no JSON.
            pub fn decode(
                name: &str,
                payload: &[u8],
            ) -> ::core::result::Result<Self, $crate::webhook::WebhookError> {
                <Self as $crate::webhook::Event>::decode(::core::option::Option::Some(name), payload)
            }
        }
    };
    (@ser $name:ident { $( $arm:ident $kind:ident $($codec:ty)? ; )* }) => {
        impl $crate::__private::v1::serde::ser::Serialize for $name {
            fn serialize<S>(&self, s: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__private::v1::serde::ser::Serializer,
            {
                $( $crate::__bursar_webhook_events!(@write self s $arm $kind $($codec)?); )*
                match self {
                    Self::Unknown { payload, .. } => {
                        <$crate::__private::v1::Plain as $crate::__private::v1::Ser<_>>::ser(payload, s)
                    }
                    // all that have a payload are written above
                    _ => s.serialize_unit(),
                }
            }
        }
    };
    (@write $self:ident $s:ident $arm:ident none) => {};
    (@write $self:ident $s:ident $arm:ident json $codec:ty) => {
        if let Self::$arm(payload) = $self {
            return <$codec as $crate::__private::v1::Ser<_>>::ser(payload, $s);
        }
    };
    (@arm $arm:ident $payload:ident none) => { ::core::result::Result::Ok(Self::$arm) };
    (@arm $arm:ident $payload:ident json $codec:ty) => {
        $crate::webhook::read::<$codec, _>($payload).map(Self::$arm)
    };
}
