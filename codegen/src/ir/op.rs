//! Operations: what is sent, what comes back, and who may call.

use super::{Body, Docs, Status, Ty};
use crate::source::Pointer;

/// An operation: one method on one path.
#[derive(Debug, Clone)]
pub struct Op {
    /// `operationId`, when the document gives one.
    pub id: Option<String>,
    /// The method.
    pub method: Method,
    /// The path template, as written.
    pub path: String,
    /// Parameters, in document order, path-level ones first.
    pub params: Vec<Param>,
    /// The request body.
    pub body: Option<Body>,
    /// The header that holds the idempotency key, which is no parameter then.
    pub idempotency: Option<String>,
    /// What a success gives.
    pub ok: Outcome,
    /// What an error gives.
    pub err: Outcome,
    /// Every documented reply, in document order; outcomes refer to them by index.
    pub replies: Vec<Reply>,
    /// Alternatives of `security`, first wins; empty: nothing is sent.
    pub auth: Vec<Alternative>,
    /// How it is paged, where that is declared.
    pub paging: Option<super::Paging>,
    /// Servers of its own, which replace those of the document.
    pub servers: Vec<Server>,
    /// Indices into the groups (tags) of the document.
    pub groups: Vec<usize>,
    /// What the document says about it.
    pub docs: Docs,
    /// The operation.
    pub origin: Pointer,
}

/// HTTP method.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY
    Query,
    /// Any other, as it is sent.
    Other(String),
}

impl Method {
    /// The name on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(verb) => verb,
        }
    }
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Param {
    /// Name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: Location,
    /// Type of its value.
    pub ty: Ty,
    /// How the value is written.
    pub form: ParamForm,
    /// Whether the caller has to give it.
    pub need: super::Presence,
    /// Sent when the caller gives nothing: a required parameter with one possible value.
    pub fixed: Option<String>,
    /// What the document says about it.
    pub docs: Docs,
    /// The parameter.
    pub origin: Pointer,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into the `Cookie` header.
    Cookie,
}

/// How the value of a parameter is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamForm {
    /// By OpenAPI's `style` and `explode`.
    Styled {
        /// The style.
        style: Style,
        /// Whether elements and members become values of their own.
        explode: Explode,
        /// Whether reserved characters stay as they are.
        reserved: Reserved,
    },
    /// As JSON text (`content: application/json`).
    Json,
    /// As the whole query string, which is a form (`in: querystring`).
    QueryPairs,
    /// As the whole query string, which is JSON text.
    QueryJson,
}

/// Whether reserved characters of a query value stay as they are (`allowReserved`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// They are percent-encoded.
    Encoded,
    /// They stay.
    Kept,
}

/// `style` of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `collectionFormat: tsv` of Swagger 2.0
    TabDelimited,
    /// `deepObject`
    DeepObject,
}

/// `explode` of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explode {
    /// true
    Yes,
    /// false
    No,
}

/// What a success, or an error, of an operation gives.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Indices of the replies that can be it.
    pub replies: Vec<usize>,
}

/// A documented reply: a status with one media type, or none.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The key of the Responses Object.
    pub status: Status,
    /// Its content.
    pub content: Content,
    /// What the document says about it.
    pub docs: Docs,
    /// The response.
    pub origin: Pointer,
}

/// Content of a reply.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing is documented.
    None,
    /// JSON of this media type.
    Json(String, Ty),
    /// Text of this media type.
    Text(String),
    /// Octets of this media type.
    Bytes(String),
    /// Server-sent events of this media type.
    Events(String, Events),
    /// JSON texts of this media type, one after the other.
    Items(String, Framing, Ty),
}

/// Server-sent events.
#[derive(Debug, Clone, PartialEq)]
pub struct Events {
    /// What their data is as JSON; `None` for text.
    pub data: Option<Ty>,
    /// The data of the event that ends the stream.
    pub end: Option<String>,
}

/// How JSON texts follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// One on each line.
    Lines,
    /// After a record separator each (RFC 7464).
    Sequence,
}

impl Content {
    /// The type of its value, or of the values in it.
    pub fn ty(&self) -> Option<&Ty> {
        match self {
            Self::Json(_, ty) | Self::Items(_, _, ty) => Some(ty),
            Self::Events(_, events) => events.data.as_ref(),
            Self::None | Self::Text(_) | Self::Bytes(_) => None,
        }
    }

    /// Its media type.
    pub fn media(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Json(media, _) | Self::Items(media, ..) | Self::Events(media, _) => Some(media),
            Self::Text(media) | Self::Bytes(media) => Some(media),
        }
    }

    /// Whether it is read item by item.
    pub fn is_stream(&self) -> bool {
        matches!(self, Self::Events(..) | Self::Items(..))
    }

    /// Whether both are read into one type.
    pub fn is_alike(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json(_, one), Self::Json(_, other)) => one == other,
            (Self::Events(_, one), Self::Events(_, other)) => one.data == other.data,
            (Self::Items(_, _, one), Self::Items(_, _, other)) => one == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Op {
    /// Whether a success is a stream that the same status also has in another form: that form is the usual one.
    pub fn is_aside(&self, reply: usize) -> bool {
        let is_whole = |other: &Reply| {
            other.status == self.replies[reply].status && other.content != Content::None && !other.content.is_stream()
        };
        self.replies[reply].content.is_stream() && self.replies.iter().any(is_whole)
    }

    /// The successes that a call asks for.
    pub fn usual(&self) -> impl Iterator<Item = usize> {
        self.ok.replies.iter().copied().filter(|&index| !self.is_aside(index))
    }

    /// The successes that a call for a stream asks for: streams that are not asked for otherwise, which are read as the
    /// first of them; or else every body, where all are text or octets.
    pub fn streamed(&self) -> Vec<usize> {
        let mut asides = self.ok.replies.iter().copied().filter(|&index| self.is_aside(index));
        if let Some(first) = asides.next() {
            let is_alike = |index: &usize| self.replies[*index].content.is_alike(&self.replies[first].content);
            return std::iter::once(first).chain(asides.filter(is_alike)).collect();
        }
        let bodies = || self.ok.replies.iter().copied().filter(|&index| self.replies[index].content != Content::None);
        let is_octets = |index: usize| matches!(self.replies[index].content, Content::Text(_) | Content::Bytes(_));
        if bodies().all(is_octets) { bodies().collect() } else { Vec::new() }
    }
}

/// One way to be let in: all of these schemes. Empty: nobody is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alternative {
    /// Schemes that are needed together.
    pub needs: Vec<Need>,
}

/// A scheme that is needed, with its scopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Index into the schemes of the document.
    pub scheme: usize,
    /// Scopes (OAuth2).
    pub scopes: Vec<String>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct AuthScheme {
    /// Its name in the document.
    pub key: String,
    /// What it is.
    pub kind: AuthKind,
    /// What the document says about it.
    pub docs: Docs,
    /// The scheme.
    pub origin: Pointer,
}

/// What a security scheme is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthKind {
    /// HTTP bearer; also OAuth2 flows and OpenID Connect, whose token the user brings.
    Bearer,
    /// HTTP basic.
    Basic,
    /// A key in a header, the query or a cookie.
    ApiKey(Location, String),
    /// OAuth2 client credentials with this token URL.
    ClientCredentials(String),
}

/// A server of the document.
#[derive(Debug, Clone)]
pub struct Server {
    /// URL template, as written.
    pub url: String,
    /// Variables of the template.
    pub variables: Vec<ServerVariable>,
    /// What the document says about it.
    pub docs: Docs,
    /// The server.
    pub origin: Pointer,
}

/// A variable of a server's URL.
#[derive(Debug, Clone)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Used when nothing is chosen.
    pub default: String,
    /// The values allowed; empty: any.
    pub values: Vec<String>,
}

/// A tag in use.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name in the document.
    pub tag: String,
    /// What the document says about it.
    pub docs: Docs,
}
