//! The facts about a body: constant data, as in `spec`.

use crate::spec::{Explode, Presence, Reserved, Style};

/// A request body.
#[derive(Debug, Clone, Copy)]
pub struct BodySpec {
    /// The media types or ranges of its forms, which calls address by index; sent as `Content-Type`.
    pub(crate) media: &'static [&'static str],
    /// Whether a call may leave it out.
    pub(crate) presence: Presence,
    /// How members are written, with the index of the form that they belong to; the others go by their type.
    pub(crate) fields: &'static [(usize, Field)],
}

impl BodySpec {
    /// A body that every call has.
    pub const fn required(media: &'static [&'static str]) -> Self {
        Self { media, presence: Presence::Required, fields: &[] }
    }

    /// A body that a call may leave out.
    pub const fn optional(media: &'static [&'static str]) -> Self {
        Self { media, presence: Presence::Optional, fields: &[] }
    }

    /// How members are written.
    pub const fn fields(mut self, fields: &'static [(usize, Field)]) -> Self {
        self.fields = fields;
        self
    }
}

/// An Encoding Object (OAS 3.0.4): how one member of a form is written.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(not(feature = "forms"), expect(dead_code, reason = "forms read it"))]
pub struct Field {
    pub(crate) name: &'static str,
    /// Only where the document gives one of `style`, `explode` and `allowReserved`; `media` is ignored then.
    pub(crate) style: Option<(Style, Explode)>,
    pub(crate) reserved: Reserved,
    pub(crate) media: Option<&'static str>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Field {
    /// A member that is written by its type.
    pub const fn new(name: &'static str) -> Self {
        Self { name, style: None, reserved: Reserved::Encode, media: None, headers: &[] }
    }

    /// Written as a query parameter of this style.
    pub const fn style(mut self, style: Style, explode: Explode) -> Self {
        self.style = Some((style, explode));
        self
    }

    /// `allowReserved: true`; only with a style.
    pub const fn allow_reserved(mut self) -> Self {
        self.reserved = Reserved::Allow;
        self
    }

    /// The media type of its parts; JSON: its values are JSON text.
    pub const fn media(mut self, media: &'static str) -> Self {
        self.media = Some(media);
        self
    }

    /// Headers that its parts have, with the only value that each can have.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }
}
