//! The facts that generated code states about a provider and its operations: plain constant data, no behaviour.
//!
//! Everything here is built in `const` position, so that a generated crate holds facts in its read-only data and nothing
//! runs before the first call.

use crate::body::{BodySpec, Field};

/// A provider: its environments and its ways to authenticate.
#[derive(Debug)]
pub struct Provider {
    /// The name in messages and in `User-Agent`.
    pub name: &'static str,
    /// The version of the generated crate, in `User-Agent`.
    pub version: &'static str,
    /// The environment variable that replaces the base URL.
    pub base_url_var: &'static str,
    /// The servers of the document, in its order.
    pub environments: &'static [Server],
    /// Index of the environment used when none is chosen; `None`: a base URL must be given.
    pub default_environment: Option<usize>,
    /// The security schemes, addressed by index.
    pub schemes: &'static [Scheme],
    /// The security requirements of all operations, for requests that the document does not describe.
    pub auth: &'static [&'static [Need]],
    /// How credentials begin that belong to one environment.
    pub prefixes: &'static [Prefix],
}

/// How the credentials of a scheme begin in an environment.
#[derive(Debug, Clone, Copy)]
pub struct Prefix {
    /// Index into [`Provider::schemes`].
    pub scheme: usize,
    /// Index into [`Provider::environments`].
    pub environment: usize,
    /// The first characters.
    pub prefix: &'static str,
}

/// A Server Object (OAS 3.0.4).
#[derive(Debug, Clone, Copy)]
pub struct Server {
    /// The name of the environment.
    pub name: &'static str,
    /// The URL, possibly with `{variables}`.
    pub url: &'static str,
    /// The variables of the URL.
    pub variables: &'static [Variable],
}

/// A Server Variable Object (OAS 3.0.4).
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    /// The name between the braces.
    pub name: &'static str,
    /// What is used when nothing is given.
    pub default: &'static str,
    /// The allowed values; empty: any.
    pub values: &'static [&'static str],
}

/// A Security Scheme Object (OAS 3.0.4).
#[derive(Debug, Clone, Copy)]
pub struct Scheme {
    /// The name in `components.securitySchemes`.
    pub name: &'static str,
    /// What it does.
    pub kind: SchemeKind,
}

/// How a scheme authenticates, and the environment variables that hold its credentials.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "`…_var` are names of environment variables")]
pub enum SchemeKind {
    /// `Authorization: Bearer` (RFC 6750 §2.1).
    Bearer { var: &'static str },
    /// `Authorization: Basic` (RFC 7617).
    Basic { username_var: &'static str, password_var: &'static str },
    /// A key in a header, the query or a cookie.
    ApiKey { at: In, name: &'static str, var: &'static str },
    /// OAuth 2.0 client credentials (RFC 6749 §4.4).
    #[cfg(feature = "oauth")]
    ClientCredentials {
        token_url: &'static str,
        token_url_var: &'static str,
        /// Token URLs of single environments, by index of the environment.
        environment_token_urls: &'static [(usize, &'static str)],
        client_auth: ClientAuth,
        id_var: &'static str,
        secret_var: &'static str,
    },
}

/// Where an API key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// How a client shows its id and secret to the token endpoint (RFC 6749 §2.3.1).
#[cfg(feature = "oauth")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAuth {
    /// In `Authorization: Basic`.
    Basic,
    /// As `client_id` and `client_secret` of the form.
    Body,
}

/// The methods of a Path Item Object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the methods say it")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
    /// Any other, as it is sent.
    Other(&'static str),
}

impl Method {
    /// The method as the `http` crate has it.
    ///
    /// # Panics
    /// When [`Method::Other`] holds what is no token, which generated code does not.
    pub fn to_http(self) -> http::Method {
        let name = self.as_str();
        let other = || http::Method::from_bytes(name.as_bytes()).expect("the generator refuses what is no token");
        match self {
            Self::Get => http::Method::GET,
            Self::Put => http::Method::PUT,
            Self::Post => http::Method::POST,
            Self::Delete => http::Method::DELETE,
            Self::Options => http::Method::OPTIONS,
            Self::Head => http::Method::HEAD,
            Self::Patch => http::Method::PATCH,
            Self::Trace => http::Method::TRACE,
            Self::Query | Self::Other(_) => other(),
        }
    }

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
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
            Self::Other(name) => name,
        }
    }

    /// Whether a repeated request has the effect of one (RFC 9110 §9.2.2; the QUERY method is safe). Of another method
    /// nobody knows.
    pub(crate) const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch | Self::Other(_))
    }
}

/// One operation.
#[derive(Debug, Clone, Copy)]
pub struct OpSpec {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) params: &'static [Param],
    pub(crate) replies: &'static [Reply],
    pub(crate) auth: &'static [&'static [Need]],
    pub(crate) body: Option<BodySpec>,
    pub(crate) servers: &'static [Server],
    pub(crate) idempotency: Option<&'static str>,
}

impl OpSpec {
    /// An operation without parameters, replies, body or authentication. `id` is the operationId, or method and path.
    pub const fn new(id: &'static str, method: Method, template: &'static str) -> Self {
        let (params, replies, auth, servers): (&[_], &[_], &[_], &[_]) = (&[], &[], &[], &[]);
        Self { id, method, template, params, replies, auth, body: None, servers, idempotency: None }
    }

    /// The parameters, which calls address by index.
    pub const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// The documented replies, in document order, one per status and media type.
    pub const fn replies(mut self, replies: &'static [Reply]) -> Self {
        self.replies = replies;
        self
    }

    /// The security requirements: one of these lists, and all of its needs. An empty inner list allows anonymous calls.
    pub const fn auth(mut self, alternatives: &'static [&'static [Need]]) -> Self {
        self.auth = alternatives;
        self
    }

    /// The request body.
    pub const fn body(mut self, body: BodySpec) -> Self {
        self.body = Some(body);
        self
    }

    /// How members of the body are written, with the index of the form that they belong to.
    pub const fn fields(mut self, fields: &'static [(usize, Field)]) -> Self {
        if let Some(body) = self.body {
            self.body = Some(body.fields(fields));
        }
        self
    }

    /// Servers of this operation, instead of the environments.
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// The header that holds the idempotency key: one is made for every call that sets none.
    pub const fn idempotency(mut self, header: &'static str) -> Self {
        self.idempotency = Some(header);
        self
    }
}

/// A security scheme that a call needs.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// Index into [`Provider::schemes`].
    pub scheme: usize,
    /// The OAuth2 scopes; empty for other kinds.
    pub scopes: &'static [&'static str],
}

/// Whether something may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Presence {
    Required,
    Optional,
}

/// The location of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// The style of a parameter (OAS 3.0.4 Style Values).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the standard")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    /// `collectionFormat: tsv` (OAS 2.0 Parameter Object).
    TabDelimited,
    DeepObject,
}

/// Whether arrays and objects give one pair per member (OAS 3.0.4, `explode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Explode {
    Yes,
    No,
}

/// What of a value is percent-encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reserved {
    Encode,
    Allow,
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Styled,
    Json,
    /// The whole query string, as a form (OAS 3.2.0 Parameter Locations, `querystring`).
    QueryPairs,
    /// The whole query string, as JSON text.
    QueryJson,
}

impl Form {
    /// Whether the value is taken as the JSON text that it is.
    pub(crate) const fn is_raw(self) -> bool {
        !matches!(self, Self::Styled)
    }
}

/// A Parameter Object (OAS 3.0.4).
#[derive(Debug, Clone, Copy)]
pub struct Param {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: Option<Explode>,
    pub(crate) reserved: Reserved,
    pub(crate) form: Form,
    pub(crate) fixed: Option<&'static str>,
    pub(crate) presence: Presence,
}

impl Param {
    const fn new(name: &'static str, location: Location, style: Style, presence: Presence) -> Self {
        let (reserved, form) = (Reserved::Encode, Form::Styled);
        Self { name, location, style, explode: None, reserved, form, fixed: None, presence }
    }

    /// A path parameter: required, style simple.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple, Presence::Required)
    }

    /// A query parameter: optional, style form, exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form, Presence::Optional)
    }

    /// A header parameter: optional, style simple.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple, Presence::Optional)
    }

    /// A cookie parameter: optional, style form, exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form, Presence::Optional)
    }

    /// Another style than the location's.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Another `explode` than the style's.
    pub const fn explode(mut self, explode: Explode) -> Self {
        self.explode = Some(explode);
        self
    }

    /// `allowReserved: true`: reserved characters of a query value are sent as they are.
    pub const fn allow_reserved(mut self) -> Self {
        self.reserved = Reserved::Allow;
        self
    }

    /// `content: application/json`: the value is JSON text.
    pub const fn json(mut self) -> Self {
        self.form = Form::Json;
        self
    }

    /// `in: querystring`: the value is the whole query string.
    pub const fn whole(mut self) -> Self {
        self.form = if matches!(self.form, Form::Json) { Form::QueryJson } else { Form::QueryPairs };
        self
    }

    /// Sent when the call does not set the parameter.
    pub const fn fixed(mut self, value: &'static str) -> Self {
        self.fixed = Some(value);
        self
    }

    /// A call without it is refused.
    pub const fn required(mut self) -> Self {
        self.presence = Presence::Required;
        self
    }

    /// `explode`, or the default of the style: true for form only (OAS 3.0.4 Parameter Object).
    pub(crate) const fn explodes(&self) -> Explode {
        match (self.explode, self.style) {
            (Some(explode), _) => explode,
            (None, Style::Form) => Explode::Yes,
            (None, _) => Explode::No,
        }
    }
}

/// What becomes of the bytes of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decode {
    /// JSON (RFC 8259).
    Json,
    /// UTF-8 text.
    Text,
    /// The bytes as they are.
    Bytes,
    /// Server-sent events.
    Events,
    /// JSON texts, one on each line.
    Lines,
    /// JSON texts after a record separator each (RFC 7464).
    Sequence,
}

impl Decode {
    /// Whether the items are given as they arrive.
    pub(crate) const fn is_stream(self) -> bool {
        matches!(self, Self::Events | Self::Lines | Self::Sequence)
    }
}

/// A documented reply: a key of the Responses Object with one of its media types.
#[derive(Debug, Clone, Copy)]
pub struct Reply {
    pub(crate) status: &'static str,
    /// `None`: no body is documented, and one that comes is ignored.
    pub(crate) content: Option<(&'static str, Decode)>,
    /// The data of the event that ends a stream of events.
    pub(crate) end: Option<&'static str>,
}

impl Reply {
    /// `application/json`. `status` is `"200"`, `"2XX"` or `"default"`.
    pub const fn json(status: &'static str) -> Self {
        Self::media(status, "application/json", Decode::Json)
    }

    /// No body.
    pub const fn none(status: &'static str) -> Self {
        Self { status, content: None, end: None }
    }

    /// `text/plain`.
    pub const fn text(status: &'static str) -> Self {
        Self::media(status, "text/plain", Decode::Text)
    }

    /// `application/octet-stream`.
    pub const fn bytes(status: &'static str) -> Self {
        Self::media(status, "application/octet-stream", Decode::Bytes)
    }

    /// `text/event-stream`.
    pub const fn events(status: &'static str) -> Self {
        Self::media(status, "text/event-stream", Decode::Events)
    }

    /// `application/jsonl`.
    pub const fn lines(status: &'static str) -> Self {
        Self::media(status, "application/jsonl", Decode::Lines)
    }

    /// `application/json-seq`.
    pub const fn sequence(status: &'static str) -> Self {
        Self::media(status, "application/json-seq", Decode::Sequence)
    }

    /// The stream of events ends with one that has this data, which is not given.
    pub const fn until(mut self, end: &'static str) -> Self {
        self.end = Some(end);
        self
    }

    /// Any other media type or range.
    pub const fn media(status: &'static str, media: &'static str, decode: Decode) -> Self {
        Self { status, content: Some((media, decode)), end: None }
    }
}
