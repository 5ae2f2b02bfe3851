//! From what a call gives to data: the kinds that a caller can tell in code, and every text that an error has.

use std::error::Error as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bursar_runtime::{Error, FailureKind, TimeoutPhase};
use serde::Serialize;
use serde_json::Value;

use crate::protocol::{Outcome, ms};
use crate::suite::Kind;

/// How much of what was returned is kept: an answer without end is not.
const MOST_ITEMS: usize = 10_000;

/// Collects what is returned.
#[derive(Debug, Default)]
pub struct Gather {
    items: Vec<Value>,
    bytes: Vec<u8>,
}

impl Gather {
    /// An item.
    pub fn item(&mut self, item: &impl Serialize) {
        if self.items.len() < MOST_ITEMS {
            self.items.push(json(item));
        }
    }

    /// Octets.
    pub fn octets(&mut self, octets: &[u8]) {
        let room = MOST_ITEMS.saturating_sub(self.bytes.len());
        self.bytes.extend_from_slice(&octets[..octets.len().min(room)]);
    }

    /// What was collected, with the end that it came to.
    pub fn ended<E>(self, end: Result<(), Error<E>>) -> Outcome {
        let value = match self.bytes.is_empty() {
            true => Value::Array(self.items),
            false => octets(&self.bytes),
        };
        let outcome = end.map_or_else(|e| error(&e), |()| Outcome { kinds: vec![Kind::Ok], ..Outcome::default() });
        Outcome { value: Some(value), ..outcome }
    }
}

/// Octets, as text where they are text.
pub(super) fn octets(bytes: &[u8]) -> Value {
    match std::str::from_utf8(bytes) {
        Ok(text) => Value::String(text.to_owned()),
        Err(_) => serde_json::json!({ "$bytes": STANDARD.encode(bytes) }),
    }
}

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_else(|e| Value::String(format!("not JSON: {e}")))
}

/// A success.
pub(super) fn success(value: Value) -> Outcome {
    Outcome { kinds: vec![Kind::Ok], value: Some(value), ..Outcome::default() }
}

/// An error.
pub fn error<E>(error: &Error<E>) -> Outcome {
    let mut texts = vec![format!("{error:?}"), format!("{error:#?}")];
    let sources = std::iter::successors(error.source(), |&error| error.source());
    texts.extend(sources.flat_map(|source| [source.to_string(), format!("{source:?}")]));
    let header = |name: &str| error.headers()?.get(name)?.to_str().ok().map(str::to_owned);
    Outcome {
        kinds: kinds(error),
        value: None,
        display: error.to_string(),
        texts,
        kept_bytes: error.raw_body().map(|body| body.len() as u64),
        status: error.status().map(|status| status.as_u16()),
        retry_after_ms: error.server_retry_after().map(ms),
        retry_after: header("retry-after"),
    }
}

fn kinds<E>(error: &Error<E>) -> Vec<Kind> {
    match error {
        Error::Api(e) if e.status().is_redirection() => vec![Kind::Status(e.status().as_u16()), Kind::Redirect],
        Error::Api(e) => vec![Kind::Status(e.status().as_u16())],
        Error::Decode(_) => vec![Kind::Decode],
        Error::Paging(_) => vec![Kind::Paging],
        Error::Timeout(e) if e.phase() == TimeoutPhase::Connect => vec![Kind::Timeout, Kind::Connect],
        Error::Timeout(_) => vec![Kind::Timeout],
        Error::Auth(_) => vec![Kind::Auth],
        Error::Request(_) => vec![Kind::InvalidRequest],
        Error::OutcomeUnknown(_) => vec![Kind::OutcomeUnknown],
        Error::Transport(e) if e.is_redirect() => vec![Kind::Redirect],
        Error::Transport(e) if e.is_too_large() => vec![Kind::TooLarge],
        Error::Transport(e) => vec![match e.kind() {
            Some(FailureKind::Connect | FailureKind::ConnectTimeout) => Kind::Connect,
            Some(FailureKind::Tls) => Kind::Tls,
            Some(FailureKind::Interrupted) => Kind::Io,
            Some(FailureKind::Protocol) => Kind::Protocol,
            _ => Kind::Other,
        }],
        _ => vec![Kind::Other],
    }
}
