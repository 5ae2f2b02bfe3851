//! Files: content with the name and the media type that go with it.

use bytes::Bytes;

use crate::transport::Body;

/// A file to be sent: its content, and the name and media type that go with it.
///
/// ```
/// use bursar_runtime::{Body, Upload};
///
/// let scan = Upload::new(vec![0xff, 0xd8]).file_name("receipt 7.jpg").content_type("image/jpeg");
/// assert_eq!(scan.body().length(), Some(2));
/// // bytes and bodies are files without a name
/// let plain: Upload = Body::from("a,b\n").into();
/// # let _ = plain;
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Upload {
    body: Body,
    name: Option<String>,
    media: Option<String>,
    headers: Vec<(String, String)>,
}

impl Upload {
    /// A file with this content.
    pub fn new(content: impl Into<Body>) -> Self {
        Self { body: content.into(), name: None, media: None, headers: Vec::new() }
    }

    /// Its name, which a part of a `multipart/form-data` body has in `filename` (RFC 7578 §4.2): what a header cannot hold
    /// there is percent-encoded, line breaks and NUL are refused. Without a name it is sent as `blob`, as browsers do:
    /// servers take a part without `filename` for text.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Its media type. Without one it is the type that the document gives, if it is one, else `application/octet-stream`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.media = Some(media_type.into());
        self
    }

    /// Adds a header to its part of a `multipart/form-data` body.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Its content.
    pub fn body(&self) -> &Body {
        &self.body
    }

    pub(super) fn into_body(self) -> Body {
        self.body
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(super) fn media(&self) -> Option<&str> {
        self.media.as_deref()
    }

    pub(super) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

macro_rules! from {
    ($($content:ty),*) => {$(
        impl From<$content> for Upload {
            fn from(content: $content) -> Self {
                Self::new(content)
            }
        }
    )*};
}

from!(Body, Bytes, Vec<u8>, String, &'static [u8], &'static str);
