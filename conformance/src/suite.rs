//! What a file of cases says, as data: nothing is decided here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A file of cases.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The document that the client under test is made from, beside the file.
    pub api: String,
    /// The cases, in the order of the file.
    pub cases: Vec<Case>,
}

/// A behaviour of a server, or values of a caller, and what the client has to do then.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// Where it stands.
    pub line: usize,
    /// The calls, made one after the other.
    pub calls: Vec<CallOf>,
    /// Values by wire name, for every call.
    pub args: Vec<(String, Value)>,
    /// How the client is set up.
    pub settings: Settings,
    /// The certificate of the hosts; none: plain http.
    pub tls: Option<Certificate>,
    /// What host `a` does, by request; empty: it answers as the document says.
    pub script: Vec<Vec<Step>>,
    /// What the token endpoint does, by request; empty: it gives a token.
    pub token_script: Vec<Vec<Step>>,
    /// What has to come of it.
    pub expect: Expect,
}

/// A call of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOf {
    /// The operationId.
    pub operation: String,
    /// How far it goes.
    pub extent: Extent,
}

/// How far a call goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// One answer.
    One,
    /// All pages.
    AllPages,
}

/// How the client is set up; what is `None` stays as the client has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// The longest time for establishing a connection, in ms.
    pub connect_timeout_ms: Option<u64>,
    /// The longest silence while reading, in ms.
    pub read_timeout_ms: Option<u64>,
    /// The longest time for a call, in ms.
    pub total_timeout_ms: Option<u64>,
    /// The largest accepted body of a success, in bytes.
    pub max_body_bytes: Option<u64>,
    /// The largest head of an answer, in bytes.
    pub max_header_bytes: Option<u64>,
    /// The most headers of an answer.
    pub max_headers: Option<u64>,
    /// How much of the body of an error is kept, in bytes.
    pub max_error_body_bytes: Option<u64>,
    /// How much of it an error prints, in bytes.
    pub max_error_text_bytes: Option<u64>,
    /// Repetitions after the first attempt.
    pub max_retries: Option<u64>,
    /// The first pause and the longest one, in ms.
    pub backoff_ms: Option<(u64, u64)>,
    /// The longest pause that a server can ask for, in ms.
    pub retry_after_cap_ms: Option<u64>,
    /// Which redirects are followed.
    pub redirects: Option<Redirects>,
    /// Credentials by their name.
    pub credentials: BTreeMap<String, String>,
}

/// Which redirects a client follows. Those made here know one way only, [`Redirects::SameOrigin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Redirects {
    /// None at all.
    None,
    /// Those within the origin.
    SameOrigin,
    /// All.
    Any,
}

/// A certificate of the hosts under test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certificate {
    /// For the host, of an authority that the client trusts.
    Valid,
    /// Of an authority that nobody knows.
    UnknownCa,
    /// For another host.
    WrongHost,
    /// Its time is over.
    Expired,
    /// Of no authority.
    SelfSigned,
}

/// A step of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Reads a request.
    ReadRequest,
    /// Sends a text, with its placeholders filled.
    Send(String),
    /// Sends octets.
    SendBytes(Vec<u8>),
    /// Sends one chunk of a chunked body.
    SendChunk(Filling),
    /// Sends a compressed run of one byte.
    SendGzip {
        /// The byte.
        byte: u8,
        /// How often it stands in a row.
        length: u64,
        /// How often it is compressed.
        layers: u32,
    },
    /// Sends a text in small pieces.
    Drip {
        /// The text.
        text: String,
        /// The size of a piece.
        bytes: usize,
        /// The time between two pieces, in ms.
        every_ms: u64,
        /// How often the text is sent.
        times: Times,
    },
    /// Does a step again and again.
    Repeat(Box<Step>, Times),
    /// Leaves the connection open for the next request.
    Keep,
    /// Sends nothing more.
    Hang,
    /// Ends the connection.
    Close,
    /// Breaks the connection (TCP RST).
    Reset,
}

/// What a chunk holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// A run of one byte.
    Run(u8, usize),
    /// A text, with its placeholders filled.
    Text(String),
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// So often.
    Count(u64),
    /// Until the other side has gone away.
    Forever,
}

/// What has to come of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expect {
    /// What each call gives, with the alternatives; one entry stands for all calls.
    pub kinds: Vec<Vec<Kind>>,
    /// The longest time for all calls, in ms.
    pub max_ms: Option<u64>,
    /// The largest growth of the process, in MiB.
    pub max_rss_mb: Option<u64>,
    /// The fewest and most requests by host.
    pub attempts: BTreeMap<Host, (u64, u64)>,
    /// The request target that is sent.
    pub target: Option<String>,
    /// Further checks, in words.
    pub must: Vec<String>,
    /// What must not happen.
    pub must_not: Vec<Word>,
}

/// A host that the client can meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// The one that the client is meant for.
    A,
    /// Another one.
    B,
    /// The token endpoint.
    T,
    /// The first one without TLS.
    APlain,
}

impl Host {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::T, Self::APlain];

    /// Its name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::T => "t",
            Self::APlain => "a_plain",
        }
    }
}

/// What a caller gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// What was asked for.
    Ok,
    /// A limit of time was met.
    Timeout,
    /// No connection was established.
    Connect,
    /// No secure connection was established.
    Tls,
    /// The connection ended or was reset.
    Io,
    /// The answer is not valid HTTP, or more of it than allowed.
    Protocol,
    /// A redirect was not followed.
    Redirect,
    /// The body is not what was promised.
    Decode,
    /// The body is too large.
    TooLarge,
    /// An API error with this status.
    Status(u16),
    /// No credential could be had.
    Auth,
    /// Refused before anything was sent.
    InvalidRequest,
    /// The request may have been carried out.
    OutcomeUnknown,
    /// The pages lead nowhere: the next one is the same again, or on another host. The caller can tell this from the kinds
    /// above; a file calls it `decode`, `protocol` or `redirect`.
    Paging,
    /// Something that the file has no word for.
    Other,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Status(status) => return write!(f, "status({status})"),
            Self::Paging => "paging",
            Self::Other => "other",
            named => KINDS.iter().find(|(_, kind)| kind == named).map_or("other", |(name, _)| name),
        }
        .fmt(f)
    }
}

/// The kinds by their names in the file.
pub const KINDS: &[(&str, Kind)] = &[
    ("ok", Kind::Ok),
    ("timeout", Kind::Timeout),
    ("connect", Kind::Connect),
    ("tls", Kind::Tls),
    ("io", Kind::Io),
    ("protocol", Kind::Protocol),
    ("redirect", Kind::Redirect),
    ("decode", Kind::Decode),
    ("too_large", Kind::TooLarge),
    ("auth", Kind::Auth),
    ("invalid_request", Kind::InvalidRequest),
    ("outcome_unknown", Kind::OutcomeUnknown),
];

/// What must not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "`WORDS` has the names, `words` what they mean")]
pub enum Word {
    Panic,
    OverTotalTimeout,
    SleepOverCap,
    BusyLoop,
    Retry,
    PartialSuccess,
    CrossResponse,
    ConnectionReuse,
    CredentialToB,
    BodyToB,
    CredentialSent,
    PlaintextCredential,
    PlaintextFallback,
    SecretInError,
    SecretInDebug,
    UnboundedErrorText,
    SilentReplacement,
    HeaderInjection,
    Wrap,
    Saturate,
    HostChange,
    LiteralBrace,
    OverLimits,
}

/// The words by their names in the file.
pub const WORDS: &[(&str, Word)] = &[
    ("panic", Word::Panic),
    ("over-total-timeout", Word::OverTotalTimeout),
    ("sleep-over-cap", Word::SleepOverCap),
    ("busy-loop", Word::BusyLoop),
    ("retry", Word::Retry),
    ("partial-success", Word::PartialSuccess),
    ("cross-response", Word::CrossResponse),
    ("connection-reuse", Word::ConnectionReuse),
    ("credential-to-b", Word::CredentialToB),
    ("body-to-b", Word::BodyToB),
    ("credential-sent", Word::CredentialSent),
    ("plaintext-credential", Word::PlaintextCredential),
    ("plaintext-fallback", Word::PlaintextFallback),
    ("secret-in-error", Word::SecretInError),
    ("secret-in-debug", Word::SecretInDebug),
    ("unbounded-error-text", Word::UnboundedErrorText),
    ("silent-replacement", Word::SilentReplacement),
    ("header-injection", Word::HeaderInjection),
    ("wrap", Word::Wrap),
    ("saturate", Word::Saturate),
    ("host-change", Word::HostChange),
    ("literal-brace", Word::LiteralBrace),
    ("over-limits", Word::OverLimits),
];
