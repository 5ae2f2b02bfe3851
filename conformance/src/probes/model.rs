//! What a probe says, as data: nothing is decided here.

use super::exact::{Exact, Nulls};
use crate::drive::{Args, Kind, Mode};
use crate::record::Request;

/// A probe: a document about one feature, calls of its operations, and what has to come of them.
#[derive(Debug, Clone)]
pub struct Probe {
    /// Its name, which is that of its folder.
    pub id: String,
    /// What it is about.
    pub area: String,
    /// The operations that can be called, where that is said.
    pub operations: Option<Vec<String>>,
    /// What the generator says.
    pub diagnostics: Vec<Diagnostic>,
    /// The calls, in their order.
    pub calls: Vec<CallOf>,
    /// Payloads by webhook.
    pub webhooks: Vec<Payload>,
}

/// Something that the generator says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// `note`, `degraded` or `error`.
    pub severity: String,
    /// A pointer into the document.
    pub pointer: String,
    /// What it is about.
    pub about: String,
    /// Whether it has to be said.
    pub is_required: bool,
}

/// A payload of a webhook.
#[derive(Debug, Clone)]
pub struct Payload {
    /// The webhook.
    pub webhook: String,
    /// JSON text.
    pub payload: String,
    /// What comes of it.
    pub outcome: Expected,
}

/// A call.
#[derive(Debug, Clone)]
pub struct CallOf {
    /// Its number and name, for messages.
    pub title: String,
    /// `METHOD /template`.
    pub operation: String,
    /// How it is read.
    pub mode: Mode,
    /// Which client makes it.
    pub client: ClientOf,
    /// How often it is made at once.
    pub concurrent: usize,
    /// How far the clock moves before it, in ms.
    pub advance_ms: u64,
    /// Its arguments.
    pub args: Args,
    /// How the client is set up.
    pub settings: Settings,
    /// What may happen; one of these has to.
    pub courses: Vec<Course>,
}

/// Which client makes a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientOf {
    /// A new one.
    New,
    /// That of the call before.
    Same,
}

/// How a client is set up, and the options of the call.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Credentials by security scheme.
    pub credentials: Vec<(String, Credential)>,
    /// Which of the servers.
    pub index: Option<usize>,
    /// Variables of the server.
    pub variables: Vec<(String, String)>,
    /// What replaces server and base path.
    pub base_url: Option<String>,
    /// Where the document was found.
    pub document_url: Option<String>,
    /// Repetitions after the first attempt.
    pub max_retries: u32,
    /// Limit for the whole call.
    pub deadline_ms: Option<u64>,
    /// Limit of pages.
    pub max_pages: Option<usize>,
    /// The idempotency key.
    pub idempotency_key: Option<String>,
}

/// A credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// A bearer token.
    Token(String),
    /// A user name and a password.
    Basic(String, String),
    /// An API key.
    Value(String),
    /// Id and secret of an OAuth2 client.
    Client(String, String),
}

/// One thing that may happen: requests, answers, outcome.
#[derive(Debug, Clone)]
pub struct Course {
    /// The requests with their answers.
    pub steps: Vec<Step>,
    /// Whether the order of requests counts.
    pub order: Order,
    /// What comes of it.
    pub outcome: Expected,
}

/// Whether the order of requests counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// It does.
    Given,
    /// It does not.
    Any,
}

/// A request and its answer.
#[derive(Debug, Clone)]
pub struct Step {
    /// The request; `None`: an attempt whose connection is refused.
    pub request: Option<Wanted>,
    /// The answer.
    pub answer: Reply,
    /// How often at least and at most.
    pub times: (u64, u64),
}

/// What a request is like.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The method.
    pub method: String,
    /// The value of `Host`.
    pub host: Option<String>,
    /// Path and query.
    pub target: Target,
    /// Headers that have to be there.
    pub headers: Vec<(String, Header)>,
    /// Headers that must not be there.
    pub absent: Vec<String>,
    /// The body.
    pub body: Option<Body>,
    /// The pause before it, in ms.
    pub wait_ms: Option<(u64, u64)>,
}

/// Path and query.
#[derive(Debug, Clone)]
pub enum Target {
    /// Exactly these.
    Raw(String),
    /// One of these.
    AnyOf(Vec<Target>),
    /// A path, and a query in any order; no query given: none.
    Parts(Path, Option<Vec<Pair>>),
}

/// A path.
#[derive(Debug, Clone)]
pub enum Path {
    /// Exactly this.
    Raw(String),
    /// Its segments, decoded.
    Segments(Vec<String>),
}

/// A pair of a query or form.
#[derive(Debug, Clone)]
pub enum Pair {
    /// As it is sent.
    Raw(String),
    /// One of these, as it is sent.
    AnyOf(Vec<String>),
    /// A name, and what the value is, both decoded.
    Decoded(String, Value),
}

/// A decoded value.
#[derive(Debug, Clone)]
pub enum Value {
    /// This text.
    Text(String),
    /// One of these texts.
    AnyOf(Vec<String>),
    /// JSON text of this value.
    Json(Exact),
    /// The same instant.
    Instant(String),
}

/// A header.
#[derive(Debug, Clone)]
pub enum Header {
    /// This text.
    Text(String),
    /// One of these texts.
    AnyOf(Vec<String>),
    /// A media type, whatever its parameters.
    MediaType(String),
    /// Absent, or accepting this media type.
    Accepts(String),
    /// Pairs in any order on one line.
    Pairs(Vec<String>),
    /// JSON text of this value.
    Json(Exact),
    /// The same instant, percent-decoded.
    Instant(String),
    /// A pattern, and how it compares with others.
    Compared {
        /// A regular expression.
        pattern: Option<String>,
        /// What it is remembered as.
        capture: Option<String>,
        /// What it has to be equal to.
        same_as: Option<String>,
        /// What it must not be equal to.
        differs_from: Option<String>,
    },
}

/// A request body.
#[derive(Debug, Clone)]
pub enum Body {
    /// No content.
    None,
    /// JSON, equal as JSON.
    Json(Exact),
    /// These octets.
    Octets(Vec<u8>),
    /// A form.
    Form(Vec<Pair>),
    /// Parts.
    Multipart(Vec<Part>),
    /// One of these.
    AnyOf(Vec<Body>),
}

/// A part of a multipart body.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The name of its file.
    pub filename: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// Its content.
    pub content: Content,
}

/// The content of a part.
#[derive(Debug, Clone)]
pub enum Content {
    /// These octets.
    Octets(Vec<u8>),
    /// JSON, equal as JSON.
    Json(Exact),
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Its status.
    pub status: Option<u16>,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its body, in pieces.
    pub chunks: Vec<Vec<u8>>,
    /// How the body is framed.
    pub framing: Framing,
    /// The media type where no header says it.
    pub media_type: Option<&'static str>,
    /// The time before its first byte, in ms of the client's clock.
    pub delay_ms: u64,
    /// What goes wrong.
    pub fault: Option<Fault>,
}

/// How a body is framed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Framing {
    /// By its length.
    #[default]
    Length,
    /// In chunks that are sent one by one.
    Chunks,
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no connection.
    ConnectRefused,
    /// The connection ends after the request.
    CloseBeforeResponse,
    /// The connection ends in the middle of the body.
    CloseMidBody,
}

/// What comes of a call.
#[derive(Debug, Clone)]
pub enum Expected {
    /// One of these.
    AnyOf(Vec<Expected>),
    /// This.
    One(Box<Wished>),
}

/// What comes of a call; what is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub struct Wished {
    /// The errors that it may be; empty: it is none.
    pub errors: Vec<Kind>,
    /// The status.
    pub status: Option<u16>,
    /// The key of the Responses Object.
    pub documented: Option<Option<String>>,
    /// The decoded value.
    pub value: Option<Exact>,
    /// What null means in it.
    pub nulls: Nulls,
    /// Octets.
    pub bytes: Option<Vec<u8>>,
    /// Whether there is nothing.
    pub no_body: bool,
    /// The items.
    pub items: Option<Vec<Exact>>,
    /// The items by page.
    pub pages: Option<Vec<Vec<Exact>>>,
    /// The bytes that an error keeps.
    pub raw_body: Option<String>,
    /// Places that a decode error may name.
    pub json_path: Vec<String>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// The pause that the server asked for, in ms.
    pub retry_after_ms: Option<u64>,
    /// The number of attempts.
    pub attempts: Option<u32>,
    /// The idempotency key: itself, or what it was remembered as.
    pub idempotency_key: Option<Key>,
    /// What the token endpoint said.
    pub oauth_error: Option<String>,
    /// What it said in words.
    pub oauth_error_description: Option<String>,
}

/// An idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// This one.
    Text(String),
    /// One that was remembered.
    SameAs(String),
}

/// A request that came, with the pause before it.
#[derive(Debug, Clone, Default)]
pub struct Came {
    /// The request.
    pub request: Request,
    /// The pause before it, in ms of the client's clock.
    pub waited_ms: u64,
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Raw(text) | Self::Parts(Path::Raw(text), _) => f.write_str(text),
            Self::AnyOf(all) => all.first().map_or(Ok(()), |first| first.fmt(f)),
            Self::Parts(Path::Segments(all), _) => write!(f, "/{}", all.join("/")),
        }
    }
}
