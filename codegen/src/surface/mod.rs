//! What a program can rely on in a generated crate, as data: one [`Item`] for each public thing, made by `plan` and never read
//! back from code. SURFACE.txt is a print of it; the Rust verdict of a change is a comparison of two.
//!
//! An item has three parts. Its [`Shape`] is what the compiler holds a program to: names, types, order of arguments, traits.
//! Its facts are what is sent and read for it, which no signature shows. Its documentation is kept as a digest. A change of
//! a shape is breaking or not by the rules of `compare`; a change of facts or documentation alone never breaks compiling.
//!
//! What every generated crate has alike (the builder's timeouts, `Client::request`, the features `rustls`, `blocking`, …) is
//! no item: it changes with the generator and the runtime, not with a document.

mod bump;
mod change;
mod changelog;
mod compare;
mod fit;
mod gates;
mod join;
mod print;
mod record;
mod renames;
#[cfg(test)]
mod tests;
mod ty;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::Pointer;

pub use bump::{Bump, Version, required_version};
pub use change::{RustChange, What, bump};
pub use changelog::changelog;
pub use compare::compare;
pub use join::{Spot, rust_for};
pub use record::{FILE as RELEASED, Noted, Released};
pub use ty::Ty;

/// The public API of a generated crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items, sorted by path; no two have the same path and kind.
    pub items: Vec<Item>,
}

/// A public thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Where programs find it.
    pub path: Path,
    /// What the compiler holds programs to.
    pub shape: Shape,
    /// What is sent and read for it, by keyword.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
    /// Digest of its documentation; empty when it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The features of the crate any of which brings it; none when it is always there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gate: Vec<String>,
    /// The method of the operation that it comes and goes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The nodes of the document that it is made of. Not recorded: a recorded surface outlives its document.
    #[serde(skip)]
    pub at: Vec<Pointer>,
}

/// Where programs find an item below the crate's root.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Path {
    /// Module, of a type and its members; the root re-exports all but `webhooks`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub module: String,
    /// The type that it is a member of.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// Its own name.
    pub name: String,
}

/// What the compiler holds programs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// The crate itself.
    Crate,
    /// A feature of the crate for a group of operations, and the features that it turns on.
    Feature(Vec<String>),
    /// A variant of `Environment`: its number, by which `as` casts it, and whether a client goes there untold.
    Environment(usize, Usual),
    /// A method of `ClientBuilder`, or of `Request` where only some documents have it, with its arguments.
    Builder(Vec<String>),
    /// A security scheme: the variables that `from_env` reads.
    Auth(Vec<String>),
    /// An accessor of a group, and the type of the handle that it gives.
    Group(String),
    /// A method of `Client`, and of the handle of its group.
    Operation(Box<Operation>),
    /// A setter of the request of an operation.
    Setter(Arg),
    /// `stream()` of the request of an operation, and what it gives.
    Stream(Ty),
    /// `pages()` and `items()` of the request of an operation, and what an item is.
    Pages(Ty),
    /// A type of its own.
    Type(Form),
    /// Another name of a type.
    Alias(Ty),
    /// A field.
    Field(Ty, Set),
    /// `new`, with its arguments in their order.
    New(Vec<Arg>),
    /// A variant, with what it holds.
    Variant(Option<Ty>, Converts),
    /// A short cut into a union.
    Accessor(Ty),
    /// How webhooks are signed: the variable with the secrets.
    Signed(String),
}

/// A method of `Client` that calls an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its arguments in their order.
    pub args: Vec<Arg>,
    /// Name of what a success gives.
    pub ok: String,
    /// Name of what an error gives.
    pub err: String,
    /// The type that stands for it.
    pub marker: String,
    /// The accessor of the group that has it as well.
    pub group: Option<String>,
    /// HTTP method.
    pub verb: String,
    /// Path template.
    pub path: String,
    /// Alternatives of security schemes, each with its scopes; no alternative: nobody is asked.
    pub auth: Vec<Vec<(String, Vec<String>)>>,
    /// Whether the compiler warns of its use.
    pub deprecated: Deprecated,
}

impl Operation {
    /// Method and path, the names of parameters left out: what makes it the same operation for a server.
    pub fn route(&self) -> String {
        let mut route = format!("{} ", self.verb);
        let mut depth = 0_usize;
        for sign in self.path.chars() {
            depth = if sign == '}' { depth.saturating_sub(1) } else { depth };
            if depth == 0 {
                route.push(sign);
            }
            depth += usize::from(sign == '{');
        }
        route
    }
}

/// An argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arg {
    /// Its name, which callers do not write.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// How it is taken.
    pub taken: Taken,
    /// What it is on the wire, such as `query limit`; empty for a body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wire: String,
}

/// How an argument is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taken {
    /// As it is.
    Plain,
    /// As `impl Into<…>`.
    Into,
}

/// Whether a client goes to an environment that was not told any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Usual {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Whether the compiler warns of a use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deprecated {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Whether a field has a method that sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Set {
    /// It has: a setter of the builder kind.
    Setter,
    /// It has none, as `new` takes it, or the type is only read.
    None,
}

/// Whether what a variant holds becomes the enum by `From`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Converts {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// What a type is. Each comes with traits and methods of its kind; those that may be lost are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// An object; read, sent or both.
    Struct(Travels),
    /// An object with files, which serde does not know.
    Parts,
    /// An open list of texts.
    Texts,
    /// An open list of integers.
    Numbers,
    /// Alternatives; read, sent or both.
    Union(Travels),
    /// The forms of a body.
    Body,
    /// What an operation answers.
    Outcome(Kept),
    /// What stands for an operation.
    Marker,
    /// What the provider sends by itself.
    Events(NamedBy),
    /// The environments.
    Environments,
}

/// In which directions a type is coded without the feature `full-serde`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Travels {
    /// It is read: `Deserialize`.
    Read,
    /// It is sent: `Serialize`.
    Sent,
    /// Both.
    Both,
}

/// Whether an answer can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// It can: `Clone` and `PartialEq`.
    Yes,
    /// It is read once, as a stream is.
    No,
}

/// What tells events apart, which decides how they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamedBy {
    /// The caller.
    Caller,
    /// A member of the payload: `from_payload`.
    Member,
    /// A header.
    Header,
}

/// The kind of an item, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(&'static str);

impl Kind {
    /// The word.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Shape {
    /// The kind, in a word.
    pub fn kind(&self) -> Kind {
        Kind(match self {
            Self::Crate => "crate",
            Self::Feature(_) => "feature",
            Self::Environment(..) => "environment",
            Self::Builder(_) => "builder",
            Self::Auth(_) => "auth",
            Self::Group(_) => "group",
            Self::Operation(_) => "operation",
            Self::Setter(_) => "setter",
            Self::Stream(_) => "stream",
            Self::Pages(_) => "pages",
            Self::Type(form) => form.word(),
            Self::Alias(_) => "alias",
            Self::Field(..) => "field",
            Self::New(_) => "constructor",
            Self::Variant(..) => "variant",
            Self::Accessor(_) => "accessor",
            Self::Signed(_) => "signature",
        })
    }
}

impl Form {
    /// The kind, in a word.
    fn word(&self) -> &'static str {
        match self {
            Self::Struct(_) | Self::Parts => "struct",
            Self::Texts | Self::Numbers | Self::Environments => "enum",
            Self::Union(_) => "union",
            Self::Body => "body",
            Self::Outcome(_) => "outcome",
            Self::Marker => "marker",
            Self::Events(_) => "events",
        }
    }
}

impl Surface {
    /// Sorts the items.
    pub(crate) fn new(mut items: Vec<Item>) -> Self {
        items.sort_by(|a, b| (&a.path, a.shape.kind()).cmp(&(&b.path, b.shape.kind())));
        Self { items }
    }

    /// Where an item is of the document at `pointer`, or of what is below it.
    pub fn made_of<'s>(&'s self, pointer: &'s Pointer) -> impl Iterator<Item = &'s Item> {
        self.items.iter().filter(|item| item.at.iter().any(|at| at.is_within(pointer)))
    }
}

impl Item {
    /// An item without facts, documentation and place.
    pub(crate) fn new(path: Path, shape: Shape) -> Self {
        Self {
            path,
            shape,
            facts: BTreeMap::new(),
            docs: String::new(),
            gate: Vec::new(),
            within: None,
            at: Vec::new(),
        }
    }

    /// Adds a fact.
    #[must_use]
    pub(crate) fn fact(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    /// A fact; empty when there is none.
    pub(crate) fn says(&self, name: &str) -> &str {
        self.facts.get(name).map_or("", String::as_str)
    }

    /// Whether it is a type, under whatever form.
    pub(crate) fn is_type(&self) -> bool {
        matches!(self.shape, Shape::Type(_) | Shape::Alias(_))
    }
}

impl Path {
    /// A path at the root.
    pub(crate) fn root(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// A member of a type at the root.
    pub(crate) fn member(of: impl Into<String>, name: impl Into<String>) -> Self {
        Self { of: of.into(), name: name.into(), ..Self::default() }
    }

    /// A type, or a member of one, in a module.
    pub(crate) fn within(module: &str, of: impl Into<String>, name: impl Into<String>) -> Self {
        Self { module: module.to_owned(), of: of.into(), name: name.into() }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.module, &self.of, &self.name];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join("::"))
    }
}
