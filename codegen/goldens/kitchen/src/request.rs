// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;
use bursar_runtime::{Error, RawResponse, Response, Retries};
use std::marker::PhantomData;
use std::time::Duration;

/// A call that is ready to be sent: `.await` it, or call `.send()`.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct Request<O: v1::Operation, M: v1::Mode = v1::Async> {
    pub(crate) call: v1::Call,
    operation: PhantomData<fn() -> (O, M)>,
}

impl<O: v1::Operation, M: v1::Mode> Request<O, M> {
    pub(crate) fn new(core: &v1::Core) -> Self {
        Self {
            call: v1::Call::new(core, O::SPEC),
            operation: PhantomData,
        }
    }

    /// Limits each attempt of this call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.call.timeout(timeout);
        self
    }

    /// Limits this call with everything it needs.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.call.deadline(deadline);
        self
    }

    /// Limits the body of a success in bytes, for this call.
    pub fn max_response_bytes(mut self, max_response_bytes: u64) -> Self {
        self.call.max_response_bytes(max_response_bytes);
        self
    }

    /// How failed attempts of this call are repeated: how often, or a [`Retries`].
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.call.retries(retries.into());
        self
    }

    /// The idempotency key of this call, where the operation takes one; without it, one is made.
    pub fn idempotency_key(mut self, key: impl AsRef<str>) -> Self {
        self.call.idempotency_key(key.as_ref());
        self
    }

    /// Limits each item of a stream in bytes, for this call.
    pub fn max_item_bytes(mut self, max_item_bytes: u64) -> Self {
        self.call.max_item_bytes(max_item_bytes);
        self
    }

    /// Adds a header that the document does not describe.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.header(name.as_ref(), value.as_ref());
        self
    }

    /// Adds a query parameter that the document does not describe.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.query(name.as_ref(), value.as_ref());
        self
    }

    /// Sends this call to another address: before the client's own, and before servers of the operation.
    pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
        self.call.base_url(url.as_ref());
        self
    }

    /// Chooses one of the servers that the operation has of its own, counted from 0; a base URL goes before it.
    pub fn server(mut self, index: usize) -> Self {
        self.call.server(index);
        self
    }

    /// Chooses a variable in the address of the operation's own server.
    pub fn server_variable(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.call.server_variable(name, value);
        self
    }
}

impl<O: v1::Operation> Request<O> {
    /// Sends the request and decodes the answer by its status.
    pub async fn send(self) -> Result<Response<O::Ok>, Error<O::Err>> {
        v1::send::<O>(self.call).await
    }

    /// Sends the request and gives the answer of a success as it came.
    pub async fn raw(self) -> Result<RawResponse, Error<O::Err>> {
        v1::raw::<O>(self.call).await
    }
}

impl<O: v1::Streamed> Request<O> {
    /// Sends the request and gives the answer as it arrives, when its head has.
    pub async fn stream(self) -> Result<Response<O::Stream>, Error<O::Err>> {
        v1::stream::<O>(self.call).await
    }
}

#[cfg(feature = "blocking")]
impl<O: v1::Streamed> Request<O, v1::Blocking> {
    /// Sends the request and gives the answer as it arrives, when its head has: an iterator, and a reader for octets.
    pub fn stream(
        self,
    ) -> Result<Response<bursar_runtime::BlockingStream<O::Stream>>, Error<O::Err>> {
        v1::stream_blocking::<O>(self.call)
    }
}

#[cfg(feature = "blocking")]
impl<O: v1::Operation> Request<O, v1::Blocking> {
    /// Sends the request, waits for the answer and decodes it by its status.
    pub fn send(self) -> Result<Response<O::Ok>, Error<O::Err>> {
        v1::send_blocking::<O>(self.call)
    }

    /// Sends the request, waits for the answer and gives that of a success as it came.
    pub fn raw(self) -> Result<RawResponse, Error<O::Err>> {
        v1::raw_blocking::<O>(self.call)
    }
}

impl<O: v1::Operation> IntoFuture for Request<O> {
    type Output = Result<Response<O::Ok>, Error<O::Err>>;
    type IntoFuture = v1::BoxFuture<Self::Output>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<O: v1::Operation, M: v1::Mode> ::core::fmt::Debug for Request<O, M> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.call.fmt(f)
    }
}

impl<O: v1::Paged, M: v1::Mode> Request<O, M> {
    /// The pages of the answer, one after the other. Each is a call of its own with the options of this one.
    pub fn pages(self) -> bursar_runtime::Pages<O, M> {
        v1::pages(self.call)
    }

    /// The items of all pages of the answer, one after the other.
    pub fn items(self) -> bursar_runtime::Items<O, M> {
        v1::items(self.call)
    }
}
