// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: Mod.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /mod`
    ///
    /// The answer can also be read as it arrives: [`Request::stream`].
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.r#mod().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn r#mod(&self) -> Request<ModOperation, M> {
        Request::new(&self.core)
    }

    /// `POST /mod`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.jars().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn jars(&self) -> Request<Jars, M> {
        Request::new(&self.core)
    }
}

impl<M: v1::Mode> crate::client::ModGroup<'_, M> {
    /// See [`Client::mod`].
    pub fn r#mod(&self) -> Request<ModOperation, M> {
        self.client.r#mod()
    }

    /// See [`Client::jars`].
    pub fn jars(&self) -> Request<Jars, M> {
        self.client.jars()
    }
}

/// The operation `GET /mod`.
#[derive(Debug, Clone, Copy)]
pub struct ModOperation;

/// What `GET /mod` answers when it succeeds.
pub type ModOk = Bytes;

/// What `GET /mod` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ModError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ModOperation -> ModOk, ModError {
        Get "/mod", "mod";
        auth 0[];
        replies bytes "200" as "application/pdf";
        stream [0] octets => ByteStream;
        gives bytes;
    }
}

/// The operation `POST /mod`.
#[derive(Debug, Clone, Copy)]
pub struct Jars;

/// What `POST /mod` answers when it succeeds.
pub type JarsOk = Everything;

/// What `POST /mod` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JarsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    Jars -> JarsOk, JarsError {
        Post "/mod", "jars";
        body optional "application/json";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

impl<M: v1::Mode> Request<Jars, M> {
    /// Sets the body.
    pub fn body(mut self, body: Vec<Event>) -> Self {
        self.call.json::<v1::List<v1::Plain>, Vec<Event>>(&body);
        self
    }
}
