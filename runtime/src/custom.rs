//! Requests that no document describes, sent as all others are: same base URL, credentials, retries, limits and errors.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answer::{Answer, Decoded};
use crate::call::Call;
use crate::core::Core;
use crate::error::{Error, Fault};
use crate::mode::{Async, Mode};
use crate::response::{RawResponse, Response};
use crate::retry::Retries;
use crate::send::{self, Operation};
use crate::spec::{Method, OpSpec, Reply};
use crate::transport::Body;
use crate::wire::Plain;

/// A success is JSON; an error is anything.
const REPLIES: &[Reply] = &[Reply::json("2XX"), Reply::media("default", "*/*", crate::spec::Decode::Bytes)];

const fn spec(method: Method) -> OpSpec {
    OpSpec::new("request", method, "{path}").replies(REPLIES)
}

static SPECS: [OpSpec; 8] = [
    spec(Method::Get),
    spec(Method::Put),
    spec(Method::Post),
    spec(Method::Delete),
    spec(Method::Options),
    spec(Method::Head),
    spec(Method::Patch),
    spec(Method::Trace),
];

/// A request for a path that the provider's document does not describe; a client's `request` begins one.
///
/// It goes to the same server with the same credentials, and everything else holds as well: a POST or PATCH is not sent
/// again once a byte may have left, unless it has an idempotency key.
///
/// ```no_run
/// # async fn example(client: bursar_runtime::__private::v1::Core) -> Result<(), Box<dyn std::error::Error>> {
/// # #[derive(serde::Deserialize)] struct Refund { id: String }
/// # let request = |method, path: &str| <bursar_runtime::CustomRequest>::new(&client, method, path);
/// use bursar_runtime::Method;
///
/// let refund = request(Method::POST, "/v2/refunds") // client.request(Method::POST, "/v2/refunds")
///     .json(&serde_json::json!({"payment": "pay_1"}))
///     .idempotency_key("Idempotency-Key", "refund-of-pay_1")
///     .send::<Refund>()
///     .await?;
/// println!("{}", refund.id);
/// # Ok(())
/// # }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct CustomRequest<M: Mode = Async> {
    call: Call,
    mode: PhantomData<fn() -> M>,
}

impl<M: Mode> CustomRequest<M> {
    /// A request to `path`, which begins with `/` and follows the base URL. It is sent as it is: what is not allowed in a
    /// path has to be percent-encoded already; a query is added by [`CustomRequest::query`].
    #[doc(hidden)]
    pub fn new(core: &Core, method: http::Method, path: impl Into<String>) -> Self {
        let known = SPECS.iter().find(|spec| spec.method.to_http() == method);
        let mut call = Call::new(core, known.unwrap_or(&SPECS[0]));
        call.custom(path.into());
        if known.is_none() {
            call.refuse(format!("the method `{}` is not supported", crate::redact::line(method.as_str(), 40)));
        }
        Self { call, mode: PhantomData }
    }

    /// Sets the body to JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => self.call.content("application/json", json.into()),
            Err(_) => self.call.refuse("the body cannot be written as JSON".to_owned()),
        }
        self
    }

    /// Sets the body to content of this media type.
    pub fn body(mut self, media_type: impl AsRef<str>, body: impl Into<Body>) -> Self {
        self.call.content(media_type.as_ref(), body.into());
        self
    }

    /// Adds a header, or replaces one of the client's, credentials included.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.header(name.as_ref(), value.as_ref());
        self
    }

    /// Adds a pair to the query.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.call.query(name.as_ref(), value.as_ref());
        self
    }

    /// Sends no credentials.
    pub fn anonymous(mut self) -> Self {
        self.call.anonymous();
        self
    }

    /// Sends this idempotency key in this header. Only where the provider honours it there: a failed attempt is repeated.
    pub fn idempotency_key(mut self, header: impl AsRef<str>, key: impl AsRef<str>) -> Self {
        self.call.key_in(header.as_ref(), key.as_ref());
        self
    }

    /// Limits each attempt.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.call.timeout(limit);
        self
    }

    /// Limits the whole call.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.call.deadline(limit);
        self
    }

    /// How failed attempts are repeated.
    pub fn retries(mut self, retries: impl Into<Retries>) -> Self {
        self.call.retries(retries.into());
        self
    }

    /// Limits the body of a success in bytes.
    pub fn max_response_bytes(mut self, limit: u64) -> Self {
        self.call.max_response_bytes(limit);
        self
    }
}

impl CustomRequest {
    /// Sends the request and decodes the JSON of a success. No content is read as `null`, so `()` and `Option` take it.
    ///
    /// # Errors
    /// All of [`Error`]. The body of an error status is JSON where the server says so; the bytes are kept in any case.
    pub async fn send<T: DeserializeOwned + Send + 'static>(
        self,
    ) -> Result<Response<T>, Error<Option<serde_json::Value>>> {
        send::send::<Custom<T>>(self.call).await
    }

    /// Sends the request and gives a success as it came, whatever it is.
    ///
    /// # Errors
    /// All of [`Error`] but `Decode`.
    pub async fn raw(self) -> Result<RawResponse, Error<Option<serde_json::Value>>> {
        send::raw::<Custom<()>>(self.call).await
    }
}

#[cfg(feature = "blocking")]
impl CustomRequest<crate::mode::Blocking> {
    /// Sends the request, waits for the answer and decodes the JSON of a success. No content is read as `null`, so `()` and
    /// `Option` take it.
    ///
    /// # Errors
    /// All of [`Error`]. The body of an error status is JSON where the server says so; the bytes are kept in any case.
    pub fn send<T: DeserializeOwned + Send + 'static>(self) -> Result<Response<T>, Error<Option<serde_json::Value>>> {
        crate::blocking::send_blocking::<Custom<T>>(self.call)
    }

    /// Sends the request, waits for the answer and gives a success as it came, whatever it is.
    ///
    /// # Errors
    /// All of [`Error`] but `Decode`.
    pub fn raw(self) -> Result<RawResponse, Error<Option<serde_json::Value>>> {
        crate::blocking::raw_blocking::<Custom<()>>(self.call)
    }
}

impl<M: Mode> fmt::Debug for CustomRequest<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.fmt(f)
    }
}

struct Custom<T>(PhantomData<fn() -> T>);

impl<T: DeserializeOwned + Send + 'static> Operation for Custom<T> {
    type Ok = T;
    type Err = Option<serde_json::Value>;
    const SPEC: &'static OpSpec = &spec(Method::Get);

    fn ok(_at: usize, answer: &Answer) -> Decoded<T> {
        if answer.bytes.is_empty() {
            return serde_json::from_slice(b"null").map_err(|_| Fault::of_body("the body is empty"));
        }
        answer.json::<Plain, T>()
    }

    fn err(_at: usize, answer: &Answer) -> Decoded<Self::Err> {
        Ok(answer.json::<Plain, serde_json::Value>().ok())
    }
}
