//! The transport with a network, over reqwest.
//!
//! Holds: one connection pool per value; no redirects, retries, decompression, cookies or `Referer` of reqwest's own; no
//! global state (the TLS provider is handed over, never installed); errors without URLs.

use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::{Body, BodyChunks, BoxFuture, FailureKind, HttpRequest, HttpResponse, Transport, TransportFailure};
use crate::config::ConfigError;
use crate::exclusive::Exclusive;

/// Sends requests over HTTP/1.1, with TLS as the features of this crate say.
///
/// Proxies named by environment variables are not used: a variable of the machine should not decide which host sees a
/// request with credentials. Who needs a proxy configures a `reqwest::Client` with it.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    made: Made,
    tls: Tls,
}

/// Who set the client up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    /// This module: it follows no redirects.
    Here,
    /// Somebody else: it may follow them by itself.
    Elsewhere,
}

/// Whether `https` works.
#[derive(Debug, Clone)]
enum Tls {
    Ready,
    #[cfg_attr(all(feature = "native-tls", not(feature = "rustls")), expect(dead_code, reason = "it is always there"))]
    /// It does not, for this reason. Plain `http` does all the same, so it is told when it matters.
    Missing(String),
}

impl ReqwestTransport {
    /// A transport with its own connection pool.
    ///
    /// # Errors
    /// [`ConfigError::Transport`] when the HTTP client cannot be made.
    pub fn new(connect_timeout: Duration) -> Result<Self, ConfigError> {
        let builder = ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .connect_timeout(connect_timeout);
        let failed = |e: ::reqwest::Error| TransportFailure::new(FailureKind::Other, e).to_string();
        let (builder, tls) = with_tls(builder).map_err(|reason| ConfigError::Transport { reason })?;
        let client = builder.build().map_err(|e| ConfigError::Transport { reason: failed(e) })?;
        Ok(Self { client, made: Made::Here, tls })
    }

    /// A transport over a client that is configured already (proxy, root certificates, connect timeout).
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: a client that follows redirects by itself could send
    /// keys to other hosts, and an exchange in which it did is an error here.
    pub fn from_client(client: ::reqwest::Client) -> Self {
        Self { client, made: Made::Elsewhere, tls: Tls::Ready }
    }

    /// Everything that needs no waiting, so that nothing of the request has to be kept while it is under way. It is not
    /// sent before it is polled.
    fn begin(
        &self,
        request: HttpRequest,
    ) -> Result<Begun<impl Future<Output = ::reqwest::Result<::reqwest::Response>> + use<>>, TransportFailure> {
        if let Tls::Missing(reason) = &self.tls
            && request.url.scheme() == "https"
        {
            return Err(TransportFailure::new(FailureKind::Tls, reason.clone()));
        }
        let meant = (self.made == Made::Elsewhere).then(|| Box::new(request.url.clone()));
        let mut out = ::reqwest::Request::new(request.method, request.url);
        *out.headers_mut() = request.headers;
        if let Some(bytes) = request.body.as_bytes() {
            // hyper says nothing of the length of no bytes, and some servers insist (RFC 9110 §8.6)
            let nothing =
                bytes.is_empty().then_some((http::header::CONTENT_LENGTH, http::HeaderValue::from_static("0")));
            out.headers_mut().extend(nothing);
            *out.body_mut() = Some(bytes.clone().into());
        } else if !request.body.is_empty() {
            *out.body_mut() = Some(::reqwest::Body::wrap(Outgoing::new(&request.body)));
        }
        Ok(Begun { answer: self.client.execute(out), meant })
    }
}

/// A request that is under way once it is polled.
struct Begun<A> {
    answer: A,
    /// The URL that has to answer, where the client could follow redirects.
    meant: Option<Box<url::Url>>,
}

impl<A: Future<Output = ::reqwest::Result<::reqwest::Response>>> Begun<A> {
    async fn end(self) -> Result<HttpResponse, TransportFailure> {
        let mut response = self.answer.await.map_err(unreached)?;
        if self.meant.is_some_and(|meant| *response.url() != *meant) {
            let text = "the given reqwest client follows redirects by itself: build it with redirect(Policy::none())";
            return Err(TransportFailure::new(FailureKind::Other, text));
        }
        if let Some(fault) = super::head::fault(response.headers()) {
            return Err(TransportFailure::new(FailureKind::Protocol, fault));
        }
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        Ok(HttpResponse::new(status, headers, Incoming(response.into())))
    }
}

/// rustls with the roots of the platform. The application's provider is used if it installed one, else ring.
#[cfg(feature = "rustls")]
fn with_tls(builder: ::reqwest::ClientBuilder) -> Result<(::reqwest::ClientBuilder, Tls), String> {
    use std::sync::Arc;

    let provider = rustls::crypto::CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
    let config = rustls::ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?;
    // A machine without root certificates can still call http, on loopback for example.
    let (mut config, tls) = match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => {
            let verifier = Arc::new(verifier);
            (config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth(), Tls::Ready)
        }
        Err(e) => {
            let none = config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
            (none, Tls::Missing(format!("no usable root certificates: {e}")))
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok((builder.tls_backend_preconfigured(config), tls))
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn with_tls(builder: ::reqwest::ClientBuilder) -> Result<(::reqwest::ClientBuilder, Tls), String> {
    Ok((builder.tls_backend_native(), Tls::Ready))
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn with_tls(builder: ::reqwest::ClientBuilder) -> Result<(::reqwest::ClientBuilder, Tls), String> {
    let reason = "bursar-runtime was built without TLS: enable its feature `rustls` or `native-tls`";
    Ok((builder, Tls::Missing(reason.to_owned())))
}

impl Transport for ReqwestTransport {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        match self.begin(request) {
            Ok(begun) => Box::pin(begun.end()),
            Err(failure) => Box::pin(std::future::ready(Err(failure))),
        }
    }
}

/// A streamed body.
struct Outgoing {
    chunks: Exclusive<BodyChunks>,
    left: Option<u64>,
}

impl Outgoing {
    fn new(body: &Body) -> Self {
        Self { chunks: Exclusive::new(body.chunks()), left: body.length() }
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Unreadable;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Unreadable>>> {
        let chunks = self.chunks.get();
        let chunk = Pin::new(&mut *chunks).poll_next(cx);
        let left = chunks.left();
        self.left = left;
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data).map_err(Unreadable)))
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// The body that was given failed while it was sent.
#[derive(Debug)]
struct Unreadable(std::io::Error);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the body could not be read to its end: {}", self.0)
    }
}

impl StdError for Unreadable {}

struct Incoming(::reqwest::Body);

impl Stream for Incoming {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(http_body::Body::poll_frame(Pin::new(&mut self.0), cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
                // what is no data are trailers
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, http_body::Body::is_end_stream(&self.0).then_some(0))
    }
}

/// A failure before there was an answer: one to connect names the peer, which the settings may have chosen, and the
/// cause at the bottom, since those above it only say that there was one.
fn unreached(error: ::reqwest::Error) -> TransportFailure {
    let kind = kind(&error);
    if !matches!(kind, FailureKind::Connect | FailureKind::ConnectTimeout | FailureKind::Tls) {
        return failure(error);
    }
    let peer = error.url().map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    let error = error.without_url();
    let cause = causes(&error).last().map(ToString::to_string).unwrap_or_default();
    TransportFailure::new(kind, format!("{peer}: {cause}"))
}

/// Drops the URL, whose query may hold a key, and sorts.
fn failure(error: ::reqwest::Error) -> TransportFailure {
    let error = error.without_url();
    // the layers above it only say that there was an error
    if let Some(unreadable) = causes(&error).find_map(|e| e.downcast_ref::<Unreadable>()) {
        return TransportFailure::new(FailureKind::Other, unreadable.to_string());
    }
    TransportFailure::new(kind(&error), error)
}

fn kind(error: &::reqwest::Error) -> FailureKind {
    if error.is_connect() {
        let mut io = causes(error).filter_map(|e| e.downcast_ref::<std::io::Error>());
        let is_tls = io.any(is_handshake);
        return match (error.is_timeout(), is_tls) {
            (true, _) => FailureKind::ConnectTimeout,
            (false, true) => FailureKind::Tls,
            (false, false) => FailureKind::Connect,
        };
    }
    match causes(error).find_map(|e| e.downcast_ref::<hyper::Error>()) {
        Some(e) if e.is_parse() => FailureKind::Protocol,
        Some(_) => FailureKind::Interrupted,
        None if error.is_body() || error.is_decode() || error.is_request() => FailureKind::Interrupted,
        None => FailureKind::Other,
    }
}

/// The error and the errors behind it.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// rustls reports every refusal of a handshake as invalid data, and connectors wrap that once more.
fn is_handshake(error: &std::io::Error) -> bool {
    let inner = || error.get_ref().and_then(|inner| inner.downcast_ref::<std::io::Error>());
    error.kind() == std::io::ErrorKind::InvalidData || inner().is_some_and(is_handshake)
}
