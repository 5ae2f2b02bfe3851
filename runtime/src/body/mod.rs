//! Request bodies: from what a call is given to a media type and bytes.
//!
//! Generated code sets one of the documented forms by its index; the facts about the form (`BodySpec`) say how its members
//! are written. Setters do not fail: what cannot be sent comes out of sending, before any request.

mod choice;
mod facts;
#[cfg(feature = "forms")]
mod form;
#[cfg(feature = "forms")]
pub(crate) mod forms;
mod media;
#[cfg(feature = "forms")]
mod multipart;
#[cfg(feature = "forms")]
mod parts;
#[cfg(feature = "forms")]
mod upload;
#[cfg(feature = "forms")]
mod value;

use std::borrow::Cow;

use http::HeaderValue;

pub use self::choice::BodyChoice;
pub use self::facts::{BodySpec, Field};
#[cfg(feature = "forms")]
pub(crate) use self::multipart::Part;
#[cfg(feature = "forms")]
pub use self::parts::{Files, PartList, Parts};
#[cfg(feature = "forms")]
pub use self::upload::Upload;
use crate::call::{Call, to_json};
use crate::encode::Unfit;
use crate::random::Random;
use crate::transport::Body;
use crate::wire::Ser;

/// What cannot be sent, if it is a thing with a name, and why.
pub(crate) type Refusal = (Option<String>, Unfit);

/// A body that is set.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing {
    media: Cow<'static, str>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Ready(Body),
    #[cfg(feature = "forms")]
    Parts(Vec<Part>),
}

impl Outgoing {
    pub(crate) fn new(media: impl Into<Cow<'static, str>>, body: impl Into<Body>) -> Self {
        Self { media: media.into(), content: Content::Ready(body.into()) }
    }

    /// The text of a body whose bytes are there.
    #[cfg(feature = "paging")]
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Ready(body) => str::from_utf8(body.as_bytes()?).ok(),
            #[cfg(feature = "forms")]
            Content::Parts(_) => None,
        }
    }

    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.content {
            Content::Ready(body) => body.is_repeatable(),
            #[cfg(feature = "forms")]
            Content::Parts(parts) => parts.iter().all(Part::is_repeatable),
        }
    }

    /// The body with its `Content-Type`.
    #[cfg_attr(not(feature = "forms"), expect(unused_variables, reason = "only parts need a boundary"))]
    pub(crate) fn finish(&self, random: &dyn Random) -> Result<(HeaderValue, Body), Refusal> {
        let refuse = |reason: &str| (subject(), reason.to_owned());
        let (media, body) = match &self.content {
            Content::Ready(body) => (self.media.clone(), body.clone()),
            #[cfg(feature = "forms")]
            Content::Parts(parts) => multipart::finish(parts, &self.media, random)?,
        };
        if body.is_spent() {
            return Err(refuse("is a stream that was sent already and cannot be made again"));
        }
        let media = HeaderValue::from_str(&media)
            .ok()
            .filter(|_| media::is_media_type(&media))
            .ok_or_else(|| refuse("has a media type that is none"))?;
        Ok((media, body))
    }
}

fn subject() -> Option<String> {
    Some("the body".to_owned())
}

impl Call {
    /// Sets the body to JSON, written by the codec `C`. `at` is the index of the form in the operation's facts.
    pub fn json_at<C: Ser<T>, T>(&mut self, at: usize, body: &T) {
        self.put_body(at, json::<C, T>(body).map(ready));
    }

    /// Sets the body to text.
    pub fn text(&mut self, at: usize, body: String) {
        let media = self.media_at(at);
        // text without a charset is read as Latin-1 by many a server
        let is_plain = body.is_ascii() || !media::is_text(&media) || media.contains("charset");
        self.put_body(at, Ok(ready(body)));
        if let (false, Some(set)) = (is_plain, &mut self.body) {
            set.media = format!("{media}; charset=utf-8").into();
        }
    }

    /// Sets the body to octets.
    pub fn octets(&mut self, at: usize, body: Body) {
        self.put_body(at, Ok(Content::Ready(body)));
    }

    /// Sets the body to one of several documented forms.
    pub fn choose<B: BodyChoice>(&mut self, body: B) {
        body.put(self);
    }

    /// Replaces the bytes of the body, or sets those of the first documented form.
    #[cfg(feature = "paging")]
    pub(crate) fn rewrite(&mut self, body: String) {
        let media = self.body.as_ref().map_or_else(|| self.media_at(0), |set| set.media.clone());
        self.body = Some(Outgoing::new(media, body));
    }

    fn media_at(&self, at: usize) -> Cow<'static, str> {
        Cow::Borrowed(self.spec.body.and_then(|body| body.media.get(at).copied()).unwrap_or_default())
    }

    fn put_body(&mut self, at: usize, content: Result<Content, Refusal>) {
        if self.spec.body.is_none_or(|body| at >= body.media.len()) {
            return self.fault((subject(), format!("has no form number {at}")));
        }
        match content {
            Ok(content) => self.body = Some(Outgoing { media: self.media_at(at), content }),
            Err(refusal) => self.fault(refusal),
        }
    }
}

fn ready(body: String) -> Content {
    Content::Ready(Body::from(body))
}

fn json<C: Ser<T>, T>(body: &T) -> Result<String, Refusal> {
    to_json::<C, T>(body).map_err(|_| (subject(), "cannot be written as JSON".to_owned()))
}
