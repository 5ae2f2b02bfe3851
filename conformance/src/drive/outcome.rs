//! What came of a call, as a caller can tell it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bursar_runtime::{ConfigError, Error, Response};

use super::Shown;

/// In which way a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The server answered with an error status.
    Api,
    /// The answer cannot be decoded.
    Decode,
    /// The connection or the transfer failed.
    Transport,
    /// A limit of time was met.
    Timeout,
    /// No usable credentials, or the token endpoint refused.
    Auth,
    /// A value cannot be used; nothing was sent.
    Request,
    /// The settings of the client cannot be used.
    Config,
    /// Sent, no answer, not repeated.
    OutcomeUnknown,
    /// Paging cannot go on.
    Pagination,
    /// A redirect was not followed.
    Redirect,
}

/// All kinds with their names in a probe.
pub const KINDS: [(&str, Kind); 10] = [
    ("api", Kind::Api),
    ("decode", Kind::Decode),
    ("transport", Kind::Transport),
    ("timeout", Kind::Timeout),
    ("auth", Kind::Auth),
    ("request", Kind::Request),
    ("config", Kind::Config),
    ("outcome_unknown", Kind::OutcomeUnknown),
    ("pagination", Kind::Pagination),
    ("redirect", Kind::Redirect),
];

impl Kind {
    /// Its name in a probe.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// What came of a call. What is `None` is not known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// In which way it failed; `None`: it did not.
    pub error: Option<Kind>,
    /// The line that the error prints.
    pub said: String,
    /// The status.
    pub status: Option<u16>,
    /// The key of the Responses Object that applies, where there was an answer.
    pub documented: Option<Option<String>>,
    /// The headers of the answer.
    pub headers: Vec<(String, String)>,
    /// The number of attempts.
    pub attempts: Option<u32>,
    /// The pause that the server asked for, in ms.
    pub retry_after_ms: Option<u64>,
    /// The idempotency key.
    pub idempotency_key: Option<String>,
    /// What the token endpoint said.
    pub oauth_error: Option<String>,
    /// What it said in words.
    pub oauth_error_description: Option<String>,
    /// The bytes that an error keeps.
    pub raw_body: Option<Vec<u8>>,
    /// The place of a decode error.
    pub json_path: Option<String>,
    /// The body.
    pub body: Shown,
    /// The items of a stream or of all pages.
    pub items: Option<Vec<Shown>>,
    /// The items by page.
    pub pages: Option<Vec<Vec<Shown>>>,
}

fn headers(all: &bursar_runtime::HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    all.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}

/// The head of a success.
pub(super) fn head<T>(response: &Response<T>) -> Outcome {
    Outcome {
        status: Some(response.status().as_u16()),
        documented: Some(response.documented().map(str::to_owned)),
        headers: headers(response.headers()),
        attempts: Some(response.attempts()),
        idempotency_key: response.idempotency_key().map(str::to_owned),
        ..Outcome::default()
    }
}

/// A head with what was read after it.
pub(super) fn joined(head: Outcome, read: Outcome) -> Outcome {
    let said = if read.error.is_some() { read.clone() } else { head.clone() };
    let documented = head.documented;
    Outcome {
        status: said.status.or(head.status),
        documented,
        body: read.body,
        items: read.items,
        pages: read.pages,
        ..said
    }
}

/// An error.
pub(super) fn failure<E>(error: &Error<E>, shown: impl Fn(&E) -> Shown) -> Outcome {
    let ms = |pause: std::time::Duration| u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
    let mut outcome = Outcome {
        error: Some(kind(error)),
        said: error.to_string(),
        status: error.status().map(|status| status.as_u16()),
        headers: error.headers().map(headers).unwrap_or_default(),
        attempts: Some(error.attempts()),
        retry_after_ms: error.server_retry_after().map(ms),
        idempotency_key: error.idempotency_key().map(str::to_owned),
        raw_body: error.raw_body().map(<[u8]>::to_vec),
        ..Outcome::default()
    };
    match error {
        Error::Api(e) => {
            outcome.documented = Some(e.documented().map(str::to_owned));
            outcome.body = shown(e.body());
        }
        Error::Decode(e) => outcome.json_path = Some(e.path().to_owned()),
        Error::Auth(e) => {
            outcome.oauth_error = e.oauth_error().map(str::to_owned);
            outcome.oauth_error_description = e.oauth_error_description().map(str::to_owned);
        }
        _ => {}
    }
    outcome
}

fn kind<E>(error: &Error<E>) -> Kind {
    match error {
        Error::Api(_) => Kind::Api,
        Error::Decode(_) => Kind::Decode,
        Error::Timeout(_) => Kind::Timeout,
        Error::Auth(_) => Kind::Auth,
        Error::Request(_) => Kind::Request,
        Error::OutcomeUnknown(_) => Kind::OutcomeUnknown,
        Error::Paging(_) => Kind::Pagination,
        Error::Transport(_) if error.is_redirect() => Kind::Redirect,
        _ => Kind::Transport,
    }
}

/// Something that was refused before it could be sent.
pub(super) fn refused(kind: Kind, said: String) -> Outcome {
    Outcome { error: Some(kind), said, ..Outcome::default() }
}

impl From<&ConfigError> for Outcome {
    fn from(error: &ConfigError) -> Self {
        refused(Kind::Config, error.to_string())
    }
}

impl Shown {
    /// As text, for messages.
    pub fn print(&self) -> String {
        match self {
            Self::Nothing => "no body".to_owned(),
            Self::Json(text) => text.clone(),
            Self::Bytes(bytes) => format!("the octets {}", STANDARD.encode(bytes)),
            Self::Unwritable(why) => format!("a value that cannot be written: {why}"),
        }
    }
}
