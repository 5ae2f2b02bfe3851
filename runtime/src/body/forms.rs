//! The forms of a body that are made of members or files, which few documents ask for.

use super::upload::Upload;
use super::{Content, Field, Outgoing, PartList, Parts, form, json, media, multipart, subject};
use crate::call::Call;
use crate::redact;
use crate::wire::Ser;

impl Call {
    /// Sets the body to `application/x-www-form-urlencoded`. The codec gives members; the facts say how they are written.
    pub fn form<C: Ser<T>, T>(&mut self, at: usize, body: &T) {
        let content = json::<C, T>(body).and_then(|json| form::encode(&json, self.fields_of(at)));
        self.put_body(at, content.map(super::ready));
    }

    /// Sets the body to `multipart/form-data`, without files.
    pub fn multipart<C: Ser<T>, T>(&mut self, at: usize, body: &T) {
        let content = json::<C, T>(body).and_then(|json| multipart::of_json(&json, self.fields_of(at)));
        self.put_body(at, content.map(Content::Parts));
    }

    /// Sets the body to `multipart/form-data`, with files.
    pub fn parts<T: Parts>(&mut self, at: usize, body: &T) {
        let content = PartList::of(body).and_then(|parts| multipart::of_parts(parts, self.fields_of(at)));
        self.put_body(at, content.map(Content::Parts));
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

    fn fields_of(&self, at: usize) -> Fields {
        Fields { all: self.spec.body.map_or(&[], |body| body.fields), at }
    }
}

/// A member of the body; its name can be the caller's.
pub(super) fn member(name: &str) -> Option<String> {
    Some(format!("the body's member `{}`", redact::line(name, 80)))
}

/// What the document says about the members of one form.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) all: &'static [(usize, Field)],
    pub(super) at: usize,
}

impl Fields {
    pub(super) fn of(self, name: &str) -> Option<&'static Field> {
        self.all.iter().find(|(at, field)| *at == self.at && field.name == name).map(|(_, field)| field)
    }
}

/// A form without anything said about its members: for a query string that is one.
pub(crate) fn text(json: &str) -> Result<String, super::Refusal> {
    form::encode(json, Fields { all: &[], at: 0 })
}
