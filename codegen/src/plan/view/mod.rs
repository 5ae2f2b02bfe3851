//! What will be printed, file by file. After this no question about the document remains.

mod ops;
mod paging;
mod rust;
mod types;
mod webhooks;

pub use crate::ir::{Constant, Deprecated};
pub use ops::*;
pub use paging::*;
pub use rust::*;
pub use types::*;
pub use webhooks::*;

use super::doctext::DocText;

/// The files of a crate, in order of their names.
#[derive(Debug, Clone)]
pub struct CrateView {
    /// Path below the crate's folder, and what stands there.
    pub files: Vec<(String, FileView)>,
    /// First line of every Rust file: what it was made from.
    pub header: String,
    /// The public API.
    pub surface: crate::surface::Surface,
    /// Version of the crate.
    pub version: String,
}

/// What stands in a file.
#[derive(Debug, Clone)]
pub enum FileView {
    /// src/lib.rs
    Lib(LibView),
    /// src/client.rs
    Client(ClientView),
    /// src/blocking.rs
    Blocking,
    /// src/request.rs
    Request(RequestView),
    /// src/prelude.rs
    Prelude(Needs),
    /// A module that re-exports its files.
    Modules(ModulesView),
    /// A file of types.
    Types(TypesView),
    /// A file of operations.
    Ops(OpsView),
    /// src/webhooks/mod.rs
    Webhooks(WebhooksView),
    /// src/webhooks/events.rs
    Events(Vec<EventsView>),
    /// src/webhooks/verify.rs
    Verify(VerifyView),
    /// Text that is printed as it is (Cargo.toml, README.md, SURFACE.txt).
    Text(String),
}

/// src/lib.rs
#[derive(Debug, Clone)]
pub struct LibView {
    /// Crate documentation.
    pub docs: DocText,
    /// Whether there are operations; a document of webhooks has none.
    pub calls: Present,
    /// Whether there are types outside of operations.
    pub types: Present,
    /// Whether anything is known of what the provider sends by itself.
    pub hooks: Present,
    /// How deep the compiler has to follow types, where its usual limit is too low.
    pub recursion_limit: Option<usize>,
    /// Whether groups stand behind features, so that some of the crate may not be there.
    pub parts: Present,
}

/// src/request.rs
#[derive(Debug, Clone, Copy)]
pub struct RequestView {
    /// Whether any operation answers in pages.
    pub pages: Present,
    /// Whether any answer can be read as it arrives.
    pub streams: Present,
    /// Whether any operation has servers of its own.
    pub own_servers: Present,
}

/// What of the runtime a crate uses, beyond calls with JSON and a key.
#[derive(Debug, Clone, Copy, Default)]
pub struct Needs {
    /// Exact decimals.
    pub decimal: Present,
    /// Bodies of members or files.
    pub forms: Present,
    /// Tokens by client credentials.
    pub oauth: Present,
    /// Answers in pages.
    pub paging: Present,
    /// Answers that are read as they arrive.
    pub streams: Present,
    /// Dates and times.
    pub time: Present,
    /// UUIDs.
    pub uuid: Present,
}

impl Needs {
    /// The features of the runtime, sorted.
    pub fn features(&self) -> impl Iterator<Item = &'static str> {
        let all = [
            ("decimal", self.decimal),
            ("forms", self.forms),
            ("oauth", self.oauth),
            ("paging", self.paging),
            ("streams", self.streams),
            ("time", self.time),
            ("uuid", self.uuid),
        ];
        all.into_iter().filter(|(_, present)| *present == Present::Yes).map(|(name, _)| name)
    }

    /// What the runtime has only with these features, of what generated types are written with.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let all: [(Present, &[&str]); 4] = [
            (self.decimal, &["Decimal"]),
            (self.streams, &["ByteStream", "EventStream", "JsonLines"]),
            (self.time, &["DateTime", "NaiveDate", "Utc"]),
            (self.uuid, &["Uuid"]),
        ];
        all.into_iter().filter(|(present, _)| *present == Present::Yes).flat_map(|(_, names)| names.iter().copied())
    }
}

/// Whether a crate has something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Present {
    /// It has none.
    #[default]
    No,
    /// It has some.
    Yes,
}

impl Present {
    /// Notes that there is some, where `found` says so.
    pub(crate) fn mark(&mut self, found: bool) {
        if found {
            *self = Self::Yes;
        }
    }
}

/// A module that re-exports its files.
#[derive(Debug, Clone)]
pub struct ModulesView {
    /// Module documentation.
    pub docs: DocText,
    /// Modules, sorted.
    pub modules: Vec<ModuleView>,
}

/// A module of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleView {
    /// Its name.
    pub name: String,
    /// The features of the crate any of which brings it; none when it is always there.
    pub features: Vec<String>,
    /// The types in it, each re-exported by its name; none where a glob does it. With a glob for each of thousands of files
    /// the compiler would look through all of them for every name that it does not know yet.
    pub types: Vec<String>,
}

/// src/client.rs
#[derive(Debug, Clone)]
pub struct ClientView {
    /// Documentation of `Client`.
    pub docs: DocText,
    /// The provider's name.
    pub provider: String,
    /// Variable with a base URL.
    pub base_url_var: String,
    /// Environments, in the order of provider.toml.
    pub environments: Vec<EnvironmentView>,
    /// Index of the default environment.
    pub default_environment: Option<usize>,
    /// Server variables of any environment: setters are offered when there are some.
    pub variables: Vec<String>,
    /// Whether a server is relative to where the document was found.
    pub relative: Present,
    /// Security schemes.
    pub schemes: Vec<SchemeView>,
    /// Accessors of groups; empty when there is only one.
    pub groups: Vec<GroupView>,
    /// Alternatives of schemes with scopes, for requests that the document does not describe.
    pub auth: Vec<Vec<(usize, Vec<String>)>>,
    /// How credentials begin: index of the scheme, index of the environment, first characters.
    pub prefixes: Vec<(usize, usize, String)>,
}

/// An environment.
#[derive(Debug, Clone)]
pub struct EnvironmentView {
    /// Variant.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// URL template.
    pub url: String,
    /// Variables: name, default, allowed values.
    pub variables: Vec<(String, String, Vec<String>)>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct SchemeView {
    /// Its name in the document.
    pub key: String,
    /// What it is.
    pub kind: SchemeKind,
    /// Its setters on the builder.
    pub setters: Vec<SchemeSetter>,
}

/// What a scheme is, with the variables that hold its credentials.
#[derive(Debug, Clone)]
pub enum SchemeKind {
    /// HTTP bearer.
    Bearer {
        /// Variable with the token.
        var: String,
    },
    /// HTTP basic.
    Basic {
        /// Variable with the user name.
        username_var: String,
        /// Variable with the password.
        password_var: String,
    },
    /// A key.
    ApiKey {
        /// `Header`, `Query` or `Cookie`.
        at: &'static str,
        /// Name on the wire.
        name: String,
        /// Variable with the key.
        var: String,
    },
    /// OAuth2 client credentials.
    ClientCredentials {
        /// Token endpoint.
        token_url: String,
        /// Variable that overrides it.
        token_url_var: String,
        /// Token endpoints of single environments.
        environment_token_urls: Vec<(usize, String)>,
        /// `Basic` or `Body`.
        client_auth: &'static str,
        /// Variable with the client id.
        id_var: String,
        /// Variable with the client secret.
        secret_var: String,
    },
}

/// A setter of credentials on the builder.
#[derive(Debug, Clone)]
pub struct SchemeSetter {
    /// Method on the builder.
    pub name: String,
    /// Method on the runtime's builder.
    pub calls: &'static str,
    /// Arguments.
    pub args: Vec<&'static str>,
    /// Documentation.
    pub docs: DocText,
}

/// A group's accessor.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// Accessor and module.
    pub module: String,
    /// Type of the handle.
    pub handle: String,
    /// The features of the crate any of which brings it; none when it is always there.
    pub features: Vec<String>,
    /// Documentation.
    pub docs: DocText,
}
