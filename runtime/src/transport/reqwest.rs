//! The transport with a network, over reqwest.
//!
//! Holds: one connection pool per value; no redirects, retries, decompression, cookies or `Referer` of reqwest's own; no
//! global state (the TLS provider is handed over, never installed); errors without URLs.

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;

use super::{BoxFuture, Chunks, FailureKind, HttpRequest, HttpResponse, Transport, TransportFailure};
use crate::config::ConfigError;

/// Sends requests over HTTP/1.1, with TLS as the features of this crate say.
///
/// Proxies named by environment variables are not used: a variable of the machine should not decide which host sees a
/// request with credentials. Who needs a proxy configures a `reqwest::Client` with it.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    origin: Origin,
}

/// Who made the reqwest client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Own,
    Given,
}

impl ReqwestTransport {
    /// A transport with its own connection pool.
    ///
    /// # Errors
    /// [`ConfigError::Transport`] when TLS cannot be set up, for example without any root certificates.
    pub fn new(connect_timeout: Duration) -> Result<Self, ConfigError> {
        let builder = ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .connect_timeout(connect_timeout);
        let failed = |e: ::reqwest::Error| ConfigError::Transport {
            reason: TransportFailure::new(FailureKind::Other, e).to_string(),
        };
        let client = with_tls(builder)?.build().map_err(failed)?;
        Ok(Self { client, origin: Origin::Own })
    }

    /// A transport over a client that is configured already (proxy, root certificates, connect timeout).
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: a client that follows redirects by itself could send
    /// keys to other hosts, and an exchange in which it did is an error here.
    pub fn from_client(client: ::reqwest::Client) -> Self {
        Self { client, origin: Origin::Given }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportFailure> {
        if self.origin == Origin::Own && request.url.starts_with("https:") && !HAS_TLS {
            let text = "bursar-runtime was built without TLS: enable its feature `rustls` or `native-tls`";
            return Err(TransportFailure::new(FailureKind::Tls, text));
        }
        let mut out = self.client.request(request.method, request.url.as_str()).headers(request.headers);
        if let Some(bytes) = request.body.as_bytes() {
            out = out.body(bytes.clone());
        }
        let response = out.send().await.map_err(failure)?;
        if response.url().as_str() != request.url {
            let text = "the given reqwest client follows redirects by itself: build it with redirect(Policy::none())";
            return Err(TransportFailure::new(FailureKind::Other, text));
        }
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(HttpResponse::new(status, headers, Incoming(response)))
    }
}

const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// rustls with the roots of the platform. The application's provider is used if it installed one, else ring.
#[cfg(feature = "rustls")]
fn with_tls(builder: ::reqwest::ClientBuilder) -> Result<::reqwest::ClientBuilder, ConfigError> {
    use std::sync::Arc;

    let failed = |e: rustls::Error| ConfigError::Transport { reason: e.to_string() };
    let provider = rustls::crypto::CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
    let verifier = rustls_platform_verifier::Verifier::new(Arc::clone(&provider)).map_err(failed)?;
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(builder.tls_backend_preconfigured(config))
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn with_tls(builder: ::reqwest::ClientBuilder) -> Result<::reqwest::ClientBuilder, ConfigError> {
    Ok(builder.tls_backend_native())
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn with_tls(builder: ::reqwest::ClientBuilder) -> Result<::reqwest::ClientBuilder, ConfigError> {
    Ok(builder)
}

impl Transport for ReqwestTransport {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        Box::pin(self.exchange(request))
    }
}

struct Incoming(::reqwest::Response);

impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportFailure>> {
        Box::pin(async { self.0.chunk().await.map_err(failure) })
    }
}

/// Drops the URL, whose query may hold a key, and sorts.
fn failure(error: ::reqwest::Error) -> TransportFailure {
    let error = error.without_url();
    TransportFailure::new(kind(&error), error)
}

fn kind(error: &::reqwest::Error) -> FailureKind {
    if error.is_connect() {
        // rustls reports every refusal of a handshake as invalid data.
        let mut io = causes(error).filter_map(|e| e.downcast_ref::<std::io::Error>());
        let is_tls = io.any(|e| e.kind() == std::io::ErrorKind::InvalidData);
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
