//! One request to a token endpoint (RFC 6749 §4.4.2, §5). Redirects are not followed: the secret would travel with them.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::Value;
use url::Url;

use super::token::Token;
use super::{basic_value, sensitive};
use crate::clock::race;
use crate::core::Core;
use crate::encode::percent;
use crate::error::{AuthProblem, TimeoutPhase, TokenFailure};
use crate::exchange::{BodyEnd, read_body};
use crate::meta;
use crate::redact::Scrubber;
use crate::secret::Secret;
use crate::spec::{ClientAuth, Need, SchemeKind};
use crate::trace::Span;
use crate::transport::{Body, FailureKind, HttpRequest};

/// What a token request needs to know.
struct TokenRequest<'a> {
    core: &'a Core,
    url: &'a Url,
    client_auth: ClientAuth,
    id: &'a Secret,
    secret: &'a Secret,
    /// Sorted and separated by spaces.
    scopes: &'a str,
    attempt_timeout: Duration,
}

/// The token of a client for the scopes of a call: the one that is kept, or a new one.
pub(crate) async fn token(
    core: &Core,
    span: &Span,
    need: &Need,
    (id, secret): (&Secret, &Secret),
    rejected: &[Arc<Token>],
) -> Result<Arc<Token>, AuthProblem> {
    let not_oauth = || AuthProblem::NoCredentials { needed: "a scheme with a token URL".to_owned() };
    let url = core.inner.token_urls[need.scheme].as_ref().ok_or_else(not_oauth)?;
    let SchemeKind::ClientCredentials { client_auth, .. } = core.inner.provider.schemes[need.scheme].kind else {
        return Err(not_oauth());
    };
    let mut scopes = need.scopes.to_vec();
    scopes.sort_unstable();
    scopes.dedup();
    let scopes = scopes.join(" ");
    // Shared with calls that have other limits, so it has the client's.
    let attempt_timeout = core.limits().attempt_timeout;
    let request = TokenRequest { core, url, client_auth, id, secret, scopes: &scopes, attempt_timeout };
    let key = (need.scheme, scopes.clone());
    let ask = || {
        span.asking_for_token();
        request.send()
    };
    let fetched = core.inner.tokens.get(key, rejected, || core.clock().now(), ask).await;
    fetched.map_err(AuthProblem::Token)
}

struct TokenAnswer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    is_whole: bool,
}

impl TokenRequest<'_> {
    /// Asks for a token.
    async fn send(&self) -> Result<Token, TokenFailure> {
        let core = self.core;
        let asked = core.clock().now();
        let mut limit = core.clock().sleep(self.attempt_timeout);
        let answer = match race(pin!(self.exchange()), &mut limit).await {
            Some(answer) => answer?,
            None => return Err(self.timeout(TimeoutPhase::Attempt, self.attempt_timeout)),
        };
        let scrubber = core.scrubber(&[]);
        if !answer.status.is_success() {
            return Err(self.refused(&answer, &scrubber));
        }
        self.token(&answer, asked).map_err(|reason| TokenFailure::Unusable {
            url: self.shown_url(),
            status: answer.status,
            reason: reason.to_owned(),
        })
    }

    async fn exchange(&self) -> Result<TokenAnswer, TokenFailure> {
        let failed = |failure: crate::transport::TransportFailure| match failure.kind() {
            FailureKind::ConnectTimeout => self.timeout(TimeoutPhase::Connect, self.core.limits().connect_timeout),
            _ => TokenFailure::Transport { url: self.shown_url(), failure },
        };
        let mut response = self.core.transport().execute(self.request()).await.map_err(failed)?;
        let read = read_body(&mut response, self.core.limits().max_error_bytes).await;
        let (status, headers, bytes) = (response.status, response.headers, read.bytes);
        match read.end {
            BodyEnd::Failed(failure) if status.is_success() => Err(failed(failure)),
            end => Ok(TokenAnswer { status, headers, bytes, is_whole: matches!(end, BodyEnd::Complete) }),
        }
    }

    fn request(&self) -> HttpRequest {
        let (id, secret) = (percent::form(self.id.expose()), percent::form(self.secret.expose()));
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            form.push_str(&format!("&scope={}", percent::form(self.scopes)));
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(header::USER_AGENT, self.core.user_agent().clone());
        match self.client_auth {
            // RFC 6749 §2.3.1: both are form-encoded before they are joined.
            ClientAuth::Basic => {
                let value = sensitive(&basic_value(&id, &secret)).expect("base64 is ASCII");
                headers.insert(header::AUTHORIZATION, value);
            }
            ClientAuth::Body => form.push_str(&format!("&client_id={id}&client_secret={secret}")),
        }
        HttpRequest {
            operation: "OAuth2 token",
            route: "",
            attempt: 1,
            method: http::Method::POST,
            url: self.url.clone(),
            headers,
            body: Body::from(Bytes::from(form)),
            connect_timeout: self.core.limits().connect_timeout,
            attempt_timeout: self.attempt_timeout,
        }
    }

    /// RFC 6749 §5.2. A page of a proxy has no words for the caller, so nothing of it is shown.
    fn refused(&self, answer: &TokenAnswer, scrubber: &Scrubber) -> TokenFailure {
        let value = json(&answer.bytes).unwrap_or_default();
        let text = |name: &str| Some(scrubber.line(value.get(name)?.as_str()?, 200)).filter(|text| !text.is_empty());
        let redirect = answer.status.is_redirection().then(|| "a redirect, which is not followed".to_owned());
        TokenFailure::Refused {
            url: self.shown_url(),
            status: answer.status,
            error: text("error").or(redirect),
            description: text("error_description"),
            retry_after: meta::retry_after(&answer.headers, self.core.clock().wall()),
        }
    }

    /// RFC 6749 §5.1; `expires_in` is also read from text, as some endpoints write it.
    fn token(&self, answer: &TokenAnswer, asked: std::time::Instant) -> Result<Token, &'static str> {
        if !answer.is_whole {
            return Err("the body is too large");
        }
        let value = json(&answer.bytes).ok_or("the body is not JSON")?;
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let secret = text("access_token").filter(|t| !t.is_empty()).ok_or("the body has no `access_token`")?;
        if !text("token_type").is_none_or(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return Err("the token is not a bearer token");
        }
        let header = sensitive(&format!("Bearer {secret}")).map_err(|_| "the token cannot be sent in a header")?;
        let life = match value.get("expires_in") {
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        let life = life.map(|seconds: f64| Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX));
        Ok(Token::new(Secret::new(secret), header, asked, life))
    }

    fn timeout(&self, phase: TimeoutPhase, limit: Duration) -> TokenFailure {
        TokenFailure::Timeout { url: self.shown_url(), phase, limit }
    }

    /// Without the query, which may hold a key.
    fn shown_url(&self) -> String {
        format!("{}{}", self.url.origin().ascii_serialization(), self.url.path())
    }
}

/// The reader of texts is the one that everything else here uses.
fn json(bytes: &[u8]) -> Option<Value> {
    serde_json::from_str(str::from_utf8(bytes).ok()?).ok()
}
