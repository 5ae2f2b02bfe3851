//! A provider as generated code states it, and a small client over it.

use std::future::IntoFuture;
use std::marker::PhantomData;

use bursar_runtime::__private::v1;
use bursar_runtime::{Bytes, ConfigError, Error, RawResponse, Response, Retries};

const REGION: v1::Variable = v1::Variable { name: "region", default: "eu", values: &["eu", "us"] };

pub static PROVIDER: v1::Provider = v1::Provider {
    name: "acme",
    version: "1.2.3",
    base_url_var: "ACME_BASE_URL",
    environments: &[
        v1::Server { name: "Sandbox", url: "https://sandbox.acme.test/v1", variables: &[] },
        v1::Server { name: "Live", url: "https://{region}.acme.test/v1/", variables: &[REGION] },
    ],
    default_environment: Some(0),
    schemes: &[
        v1::Scheme { name: "token", kind: v1::SchemeKind::Bearer { var: "ACME_TOKEN" } },
        v1::Scheme {
            name: "login",
            kind: v1::SchemeKind::Basic { username_var: "ACME_USER", password_var: "ACME_PASSWORD" },
        },
        key("inHeader", v1::In::Header, "X-Api-Key", "ACME_HEADER_KEY"),
        key("inQuery", v1::In::Query, "api_key", "ACME_QUERY_KEY"),
        key("inCookie", v1::In::Cookie, "SESSION", "ACME_COOKIE_KEY"),
        v1::Scheme {
            name: "oauth",
            kind: v1::SchemeKind::ClientCredentials {
                token_url: "https://sandbox.acme.test/oauth/token",
                token_url_var: "ACME_TOKEN_URL",
                environment_token_urls: &[(1, "https://auth.acme.test/oauth/token")],
                client_auth: v1::ClientAuth::Basic,
                id_var: "ACME_CLIENT_ID",
                secret_var: "ACME_CLIENT_SECRET",
            },
        },
        v1::Scheme {
            name: "oauthForm",
            kind: v1::SchemeKind::ClientCredentials {
                token_url: "https://sandbox.acme.test/oauth/form",
                token_url_var: "ACME_FORM_TOKEN_URL",
                environment_token_urls: &[],
                client_auth: v1::ClientAuth::Body,
                id_var: "ACME_FORM_ID",
                secret_var: "ACME_FORM_SECRET",
            },
        },
    ],
    auth: SECURITY,
    prefixes: &[
        prefix(TOKEN, 0, "test_"),
        prefix(TOKEN, 1, "live_"),
        prefix(LOGIN, 1, "live_"),
        prefix(OAUTH, 1, "test_live_"),
        prefix(OAUTH, 0, "test_"),
    ],
};

const fn prefix(scheme: usize, environment: usize, prefix: &'static str) -> v1::Prefix {
    v1::Prefix { scheme, environment, prefix }
}

const fn key(name: &'static str, at: v1::In, wire: &'static str, var: &'static str) -> v1::Scheme {
    v1::Scheme { name, kind: v1::SchemeKind::ApiKey { at, name: wire, var } }
}

pub const TOKEN: usize = 0;
pub const LOGIN: usize = 1;
pub const HEADER_KEY: usize = 2;
pub const QUERY_KEY: usize = 3;
pub const COOKIE_KEY: usize = 4;
pub const OAUTH: usize = 5;
pub const OAUTH_FORM: usize = 6;

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub id: String,
    pub amount: i64,
}

v1::object! { de ser Item { id: String = "id", required v1::Plain; amount: i64 = "amount", required v1::Int; } }

#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    pub message: String,
}

v1::object! { de Problem { message: String = "message", required v1::Plain; } }

#[derive(Debug, Clone, PartialEq)]
pub enum ItemError {
    Unauthorized(Problem),
    NotFound,
    Default(Problem),
    Undocumented,
}

/// An operation whose error replies are 401, 404 without a body, and default.
macro_rules! operation {
    ($name:ident -> $ok:ty, $spec:expr, $read:expr) => {
        pub struct $name;
        impl v1::Operation for $name {
            type Ok = $ok;
            type Err = ItemError;
            const SPEC: &'static v1::OpSpec = &$spec.replies(&[
                REPLY_OF_OK.$name,
                v1::Reply::json("401"),
                v1::Reply::none("404"),
                v1::Reply::json("default"),
            ]);
            fn ok(_at: usize, answer: &v1::Answer) -> v1::Decoded<Self::Ok> {
                ($read)(answer)
            }
            fn err(at: usize, answer: &v1::Answer) -> v1::Decoded<Self::Err> {
                match at {
                    1 => answer.json::<v1::Plain, _>().map(ItemError::Unauthorized),
                    2 => Ok(ItemError::NotFound),
                    3 => answer.json::<v1::Plain, _>().map(ItemError::Default),
                    _ => Ok(ItemError::Undocumented),
                }
            }
        }
    };
}

/// The first reply of each operation.
#[allow(non_snake_case)]
struct FirstReplies {
    GetItem: v1::Reply,
    DeleteItem: v1::Reply,
    HeadItem: v1::Reply,
    Search: v1::Reply,
    CreatePayment: v1::Reply,
    CreateKeyed: v1::Reply,
    PutItem: v1::Reply,
    Download: v1::Reply,
    Own: v1::Reply,
    Secured: v1::Reply,
    Machine: v1::Reply,
    MachineForm: v1::Reply,
}

const REPLY_OF_OK: FirstReplies = FirstReplies {
    GetItem: v1::Reply::json("200"),
    DeleteItem: v1::Reply::none("204"),
    HeadItem: v1::Reply::none("200"),
    Search: v1::Reply::json("200"),
    CreatePayment: v1::Reply::json("200"),
    CreateKeyed: v1::Reply::json("200"),
    PutItem: v1::Reply::json("200"),
    Download: v1::Reply::bytes("200"),
    Own: v1::Reply::json("200"),
    Secured: v1::Reply::json("200"),
    Machine: v1::Reply::json("200"),
    MachineForm: v1::Reply::json("200"),
};

const ID: v1::Param = v1::Param::path("id");
const BODY: v1::BodySpec = v1::BodySpec::required(&["application/json"]);

const fn spec(id: &'static str, method: v1::Method, template: &'static str) -> v1::OpSpec {
    v1::OpSpec::new(id, method, template)
}

const fn need(scheme: usize) -> v1::Need {
    v1::Need { scheme, scopes: &[] }
}

const READ: v1::Need = v1::Need { scheme: OAUTH, scopes: &["read:b", "read:a"] };

operation!(GetItem -> Item, spec("getItem", v1::Method::Get, "/items/{id}").params(&[ID]), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(DeleteItem -> (), spec("DELETE /items/{id}", v1::Method::Delete, "/items/{id}").params(&[ID]), |a: &v1::Answer| a.none());
operation!(HeadItem -> (), spec("headItem", v1::Method::Head, "/items/{id}").params(&[ID]), |a: &v1::Answer| a.none());
operation!(Search -> Item, spec("search", v1::Method::Get, "/search").params(SEARCH), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(CreatePayment -> Item, spec("createPayment", v1::Method::Post, "/payments").body(BODY), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(CreateKeyed -> Item, spec("createKeyed", v1::Method::Post, "/keyed").params(&[v1::Param::header("Idempotency-Key")]).body(BODY).idempotency("Idempotency-Key"), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(PutItem -> Item, spec("putItem", v1::Method::Put, "/items").body(BODY), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(Download -> Bytes, spec("download", v1::Method::Get, "/files/{id}").params(&[ID]), |a: &v1::Answer| a.bytes());
operation!(Own -> Item, spec("own", v1::Method::Get, "/own").servers(OWN_SERVERS), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(Secured -> Item, spec("secured", v1::Method::Get, "/secured").params(&[v1::Param::cookie("theme"), v1::Param::query("page")]).auth(SECURITY), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(Machine -> Item, spec("machine", v1::Method::Get, "/machine").auth(&[&[READ]]), |a: &v1::Answer| a.json::<v1::Plain, _>());
operation!(MachineForm -> Item, spec("machineForm", v1::Method::Post, "/machine-form").auth(&[&[need(OAUTH_FORM)]]), |a: &v1::Answer| a.json::<v1::Plain, _>());

const OWN_SERVERS: &[v1::Server] = &[
    v1::Server { name: "Other", url: "https://other.acme.test/o", variables: &[] },
    v1::Server { name: "Live", url: "https://own-{region}.acme.test/o", variables: &[REGION] },
];
const SECURITY: &[&[v1::Need]] = &[
    &[need(TOKEN), need(HEADER_KEY)],
    &[need(LOGIN)],
    &[need(HEADER_KEY)],
    &[need(QUERY_KEY), need(COOKIE_KEY)],
    &[need(TOKEN)],
];
const SEARCH: &[v1::Param] = &[
    v1::Param::query("q"),
    v1::Param::query("tags").explode(v1::Explode::No),
    v1::Param::query("filter").style(v1::Style::DeepObject),
    v1::Param::query("near").json(),
    v1::Param::query("to").allow_reserved(),
    v1::Param::header("X-Note"),
    v1::Param::header("X-Ids"),
    v1::Param::header("Acme-Version").fixed("2026-01-01").required(),
    v1::Param::cookie("theme"),
    v1::Param::query("required").fixed("yes").required(),
];

#[derive(Debug, Clone)]
pub struct Client {
    core: v1::Core,
}

impl Client {
    pub fn new(set: impl FnOnce(&mut v1::Builder)) -> Self {
        Self::try_new(set).unwrap()
    }

    pub fn try_new(set: impl FnOnce(&mut v1::Builder)) -> Result<Self, ConfigError> {
        let mut builder = v1::Builder::new(&PROVIDER);
        // what repeats is told where it is the subject
        builder.retries(Retries::none());
        set(&mut builder);
        Ok(Self { core: builder.build()? })
    }

    pub fn call<O: v1::Operation>(&self) -> Request<O> {
        Request { call: v1::Call::new(&self.core, O::SPEC), operation: PhantomData }
    }

    pub fn item<O: v1::Operation>(&self, id: &str) -> Request<O> {
        let mut request = self.call();
        request.call.set(0, &id);
        request
    }

    pub fn pay<O: v1::Operation>(&self) -> Request<O> {
        let mut request = self.call();
        request.call.json::<v1::Plain, _>(&Item { id: "p".into(), amount: 7 });
        request
    }
}

#[must_use]
pub struct Request<O: v1::Operation> {
    pub call: v1::Call,
    operation: PhantomData<fn() -> O>,
}

impl<O: v1::Operation> Request<O> {
    pub fn with(mut self, set: impl FnOnce(&mut v1::Call)) -> Self {
        set(&mut self.call);
        self
    }

    pub async fn send(self) -> Result<Response<O::Ok>, Error<O::Err>> {
        v1::send::<O>(self.call).await
    }

    pub async fn raw(self) -> Result<RawResponse, Error<O::Err>> {
        v1::raw::<O>(self.call).await
    }
}

impl<O: v1::Operation> IntoFuture for Request<O> {
    type Output = Result<Response<O::Ok>, Error<O::Err>>;
    type IntoFuture = v1::BoxFuture<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
