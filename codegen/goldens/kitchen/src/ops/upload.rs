// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: upload.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /upload`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.uploads().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn uploads(&self) -> Request<Uploads, M> {
        Request::new(&self.core)
    }
}

impl<M: v1::Mode> crate::client::UploadGroup<'_, M> {
    /// See [`Client::uploads`].
    pub fn uploads(&self) -> Request<Uploads, M> {
        self.client.uploads()
    }
}

/// The operation `GET /upload`.
#[derive(Debug, Clone, Copy)]
pub struct Uploads;

/// What `GET /upload` answers when it succeeds.
pub type UploadsOk = Shadows;

/// What `GET /upload` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum UploadsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    Uploads -> UploadsOk, UploadsError {
        Get "/upload", "uploads";
        param v1::Param::query("how");
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

impl<M: v1::Mode> Request<Uploads, M> {
    /// Sets the query parameter `how`.
    pub fn how(mut self, how: impl Into<UploadsHow>) -> Self {
        self.call.set::<UploadsHow>(0, &how.into());
        self
    }
}

v1::string_enum! {
    /// `#/paths/~1upload/get/parameters/0/schema` of the document.
    pub enum UploadsHow {
        /// `all`
        All = "all";
        /// `new`
        New = "new";
    }
}
