//! Request bodies: from what a call is given to a media type and bytes.
//!
//! Generated code sets one of the documented forms by its index; the facts about the form (`BodySpec`) say how its members
//! are written. Setters do not fail: what cannot be sent comes out of sending, before any request.

mod choice;
mod facts;
mod form;
mod media;
mod multipart;
mod parts;
mod upload;
mod value;

use std::borrow::Cow;

use http::HeaderValue;

pub use self::choice::BodyChoice;
pub use self::facts::{BodySpec, Field};
pub(crate) use self::multipart::Part;
pub use self::parts::{Files, PartList, Parts};
pub use self::upload::Upload;
use crate::call::{Call, to_json};
use crate::encode::Unfit;
use crate::random::{self, Random};
use crate::redact;
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
    Parts(Vec<Part>),
}

impl Outgoing {
    pub(crate) fn new(media: impl Into<Cow<'static, str>>, body: impl Into<Body>) -> Self {
        Self { media: media.into(), content: Content::Ready(body.into()) }
    }

    /// The text of a body whose bytes are there.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Ready(body) => str::from_utf8(body.as_bytes()?).ok(),
            Content::Parts(_) => None,
        }
    }

    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.content {
            Content::Ready(body) => body.is_repeatable(),
            Content::Parts(parts) => parts.iter().all(Part::is_repeatable),
        }
    }

    /// The body with its `Content-Type`. The boundary between parts is random, so that no file can contain it.
    pub(crate) fn finish(&self, random: &dyn Random) -> Result<(HeaderValue, Body), Refusal> {
        let refuse = |reason: &str| (subject(), reason.to_owned());
        let (media, body) = match &self.content {
            Content::Ready(body) => (self.media.clone(), body.clone()),
            Content::Parts(parts) => {
                let id = random::uuid(random)
                    .map_err(|e| (subject(), format!("cannot be parted, as there is no randomness: {e}")))?;
                let boundary = format!("bursar-{}", id.simple());
                let media = format!("{}; boundary={boundary}", self.media);
                (media.into(), multipart::write(parts, &boundary))
            }
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

/// A member of the body; its name can be the caller's.
fn member(name: &str) -> Option<String> {
    Some(format!("the body's member `{}`", redact::line(name, 80)))
}

impl Call {
    /// Sets the body to JSON, written by the codec `C`. `at` is the index of the form in the operation's facts.
    pub fn json_at<C: Ser<T>, T>(&mut self, at: usize, body: &T) {
        self.put_body(at, |_| Ok(Content::Ready(Body::from(json::<C, T>(body)?))));
    }

    /// Sets the body to `application/x-www-form-urlencoded`. The codec gives members; the facts say how they are written.
    pub fn form<C: Ser<T>, T>(&mut self, at: usize, body: &T) {
        self.put_body(at, |fields| Ok(Content::Ready(Body::from(form::encode(&json::<C, T>(body)?, fields)?))));
    }

    /// Sets the body to `multipart/form-data`, without files.
    pub fn multipart<C: Ser<T>, T>(&mut self, at: usize, body: &T) {
        self.put_body(at, |fields| Ok(Content::Parts(multipart::of_json(&json::<C, T>(body)?, fields)?)));
    }

    /// Sets the body to `multipart/form-data`, with files.
    pub fn parts<T: Parts>(&mut self, at: usize, body: &T) {
        self.put_body(at, |fields| Ok(Content::Parts(multipart::of_parts(PartList::of(body)?, fields)?)));
    }

    /// Sets the body to text.
    pub fn text(&mut self, at: usize, body: String) {
        let media = self.media_at(at);
        // text without a charset is read as Latin-1 by many a server
        let is_plain = body.is_ascii() || !media::is_text(&media) || media.contains("charset");
        self.put_body(at, |_| Ok(Content::Ready(Body::from(body))));
        if let (false, Some(set)) = (is_plain, &mut self.body) {
            set.media = format!("{media}; charset=utf-8").into();
        }
    }

    /// Sets the body to octets.
    pub fn octets(&mut self, at: usize, body: Body) {
        self.put_body(at, |_| Ok(Content::Ready(body)));
    }

    /// Sets the body to octets of a media type that the file itself has, within the range that is documented.
    pub fn upload(&mut self, at: usize, body: Upload) {
        let media = match body.media().or(media::usual(&self.media_at(at))) {
            Some(media) if media::is_media_type(media) => media.to_owned(),
            Some(_) => return self.fault((subject(), "has a content type that is no media type".to_owned())),
            None => {
                let reason = format!("needs a content type, one of `{}`", self.media_at(at));
                return self.fault((subject(), reason));
            }
        };
        self.body = Some(Outgoing::new(media, body.into_body()));
    }

    /// Sets the body to one of several documented forms.
    pub fn choose<B: BodyChoice>(&mut self, body: B) {
        body.put(self);
    }

    /// Replaces the bytes of the body, or sets those of the first documented form.
    pub(crate) fn rewrite(&mut self, body: String) {
        let media = self.body.as_ref().map_or_else(|| self.media_at(0), |set| set.media.clone());
        self.body = Some(Outgoing::new(media, body));
    }

    fn media_at(&self, at: usize) -> Cow<'static, str> {
        Cow::Borrowed(self.spec.body.and_then(|body| body.media.get(at).copied()).unwrap_or_default())
    }

    fn put_body(&mut self, at: usize, make: impl FnOnce(Fields) -> Result<Content, Refusal>) {
        let Some(spec) = self.spec.body.filter(|body| at < body.media.len()) else {
            return self.fault((subject(), format!("has no form number {at}")));
        };
        match make(Fields { all: spec.fields, at }) {
            Ok(content) => self.body = Some(Outgoing { media: self.media_at(at), content }),
            Err(refusal) => self.fault(refusal),
        }
    }
}

fn json<C: Ser<T>, T>(body: &T) -> Result<String, Refusal> {
    to_json::<C, T>(body).map_err(|_| (subject(), "cannot be written as JSON".to_owned()))
}

/// A form without anything said about its members: for a query string that is one.
pub(crate) fn form_text(json: &str) -> Result<String, Refusal> {
    form::encode(json, Fields { all: &[], at: 0 })
}

/// What the document says about the members of one form.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    all: &'static [(usize, Field)],
    at: usize,
}

impl Fields {
    fn of(self, name: &str) -> Option<&'static Field> {
        self.all.iter().find(|(at, field)| *at == self.at && field.name == name).map(|(_, field)| field)
    }
}
