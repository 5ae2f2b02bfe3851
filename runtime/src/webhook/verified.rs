//! A delivery that comes from the provider, and what it says.

use std::fmt;
use std::time::SystemTime;

use serde::de::DeserializeOwned;

use super::{Event, NamedBy, Recognised, WebhookError, event};
use crate::error::Fault;
use crate::wire::Plain;

/// A delivery whose signature was checked. Only [`Verifier::verify`](super::Verifier::verify) makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct Verified<'b> {
    pub(super) body: &'b [u8],
    pub(super) id: Option<String>,
    pub(super) timestamp: Option<SystemTime>,
    pub(super) secret: usize,
    pub(super) event: Option<(&'static str, String)>,
}

impl<'b> Verified<'b> {
    /// The payload as it was received and signed.
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The payload as text.
    ///
    /// # Errors
    /// [`WebhookError::Decode`]: it is not UTF-8.
    pub fn text(&self) -> Result<&'b str, WebhookError> {
        let fault = |error: std::str::Utf8Error| {
            Fault::of_body(format!("the text is not UTF-8 from byte {} on", error.valid_up_to()))
        };
        str::from_utf8(self.body).map_err(|error| WebhookError::Decode(fault(error)))
    }

    /// The id of the delivery, where the scheme signs one: the same when the provider delivers once more.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// When it was signed, where the scheme signs a time.
    pub fn timestamp(&self) -> Option<SystemTime> {
        self.timestamp
    }

    /// Which of the secrets matched, counted from 0 in the order in which they were given: once deliveries only match the
    /// new one, the old one can go.
    pub fn secret_index(&self) -> usize {
        self.secret
    }

    /// Reads the payload as JSON.
    ///
    /// # Errors
    /// [`WebhookError::Decode`] with the place.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, WebhookError> {
        event::read::<Plain, T>(self.body)
    }

    /// Reads the payload as the event that the delivery says it is.
    ///
    /// # Errors
    /// [`WebhookError::Decode`]: the payload is not what the document says of this event, or no JSON;
    /// [`WebhookError::MissingHeader`]: the header that names the event is not there.
    pub fn event<E: Recognised>(&self) -> Result<E, WebhookError> {
        match E::BY {
            by @ NamedBy::Member(_) => E::decode(by.find(self.body)?.as_deref(), self.body),
            NamedBy::Header(name) => match &self.event {
                Some((known, value)) if known.eq_ignore_ascii_case(name) => E::decode(Some(value), self.body),
                _ => Err(WebhookError::MissingHeader { name }),
            },
        }
    }

    /// Reads the payload as the event called `name`, where something else than the delivery tells: an address for each
    /// event, say.
    ///
    /// # Errors
    /// [`WebhookError::Decode`]: the payload is not what the document says of this event, or no JSON.
    pub fn event_named<E: Event>(&self, name: &str) -> Result<E, WebhookError> {
        E::decode(Some(name), self.body)
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("id", &self.id)
            .field("timestamp", &self.timestamp)
            .field("secret", &self.secret)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
