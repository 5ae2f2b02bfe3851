// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

//! The client for programs without an async runtime: the same methods, whose requests end in `.send()`.
//!
//! A call waits on the thread that makes it. On a thread that runs async tasks it is refused, with nothing sent;
//! [`Client`](crate::Client) is for those.
use crate::prelude::*;
use bursar_runtime::ConfigError;
use std::marker::PhantomData;
use std::ops::Deref;

/// Sets a [`Client`] up.
pub type ClientBuilder = crate::ClientBuilder<v1::Blocking>;

/// A call that is ready to be sent by `.send()`.
pub type Request<O> = crate::Request<O, v1::Blocking>;

/// [`crate::Client`] with calls that wait for their answer. Cheap to clone; clones share connections, tokens and
/// the thread that drives them.
#[derive(Clone)]
pub struct Client(crate::Client<v1::Blocking>);

impl Client {
    /// A client with credentials and base URL from the environment; see the crate's README for the variables.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names the variable that is missing or cannot be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder().from_env()?.build()
    }

    /// A client that is set up step by step.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl Deref for Client {
    type Target = crate::Client<v1::Blocking>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl ::core::fmt::Debug for Client {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.0.fmt(f)
    }
}

impl ClientBuilder {
    /// The client; it can be made anywhere, also where its calls would be refused.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] when the base URL is none, a credential cannot be sent, or there is no thread.
    pub fn build(self) -> Result<Client, ConfigError> {
        Ok(
            Client(crate::Client {
                core: self.inner.build_blocking()?,
                mode: PhantomData,
            }),
        )
    }
}
