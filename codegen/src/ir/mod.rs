//! The contract between the halves: what an API means, as plain data.
//!
//! Nothing here is a Rust identifier, a type of the spec or I/O. `Ty` never holds an anonymous object, enum or union;
//! nullability and presence are independent; arenas are in document order; every node knows where it comes from.

mod arena;
mod body;
mod hook;
mod op;
mod paging;
mod status;
mod ty;

pub use arena::{Arena, Id};
pub use body::{Body, BodyContent, BodyForm, PartRule, word};
pub use hook::{Hook, NamedBy};
pub use op::{
    Alternative, AuthKind, AuthScheme, Content, Events, Explode, Framing, Group, Location, Method, Need, Op, Outcome,
    Param, ParamForm, Reply, Reserved, Server, ServerVariable, Style,
};
pub use paging::{Knob, KnobKind, KnobSpot, Paging, PagingItems, PagingWay};
pub use status::Status;
pub use ty::{
    Access, AccessStep, Accessor, Arm, BytesForm, Constant, DecimalForm, EnumRepr, Field, FloatKind, Guard, IntKind,
    JsonKind, NameHint, Presence, Tagging, TimeKind, Tuple, Ty, TypeDef, TypeKind, Variant,
};

use crate::source::Pointer;

/// Index of a type.
pub type TypeId = Id<TypeDef>;
/// Index of an operation.
pub type OpId = Id<Op>;

/// What a document says, with nothing left of how it says it.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// Title, version and description of the document.
    pub info: Info,
    /// Servers of the whole document, in its order.
    pub servers: Vec<Server>,
    /// Security schemes, in document order.
    pub schemes: Vec<AuthScheme>,
    /// Every type that an operation, webhook or callback reaches, in the order of first use.
    pub types: Arena<TypeDef>,
    /// Operations, in document order.
    pub ops: Arena<Op>,
    /// Tags in use, in document order.
    pub groups: Vec<Group>,
    /// Webhooks, in document order.
    pub webhooks: Vec<Hook>,
    /// What tells webhooks apart.
    pub webhooks_by: NamedBy,
    /// Callbacks of operations, in document order.
    pub callbacks: Vec<Hook>,
    /// What is not expressed, and why.
    pub skipped: Vec<Skipped>,
}

impl Api {
    /// What a type is when other names for it are left out.
    pub fn behind<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        match ty {
            Ty::Named(id) => match &self.types[*id].kind {
                TypeKind::Alias(of) => self.behind(of),
                _ => ty,
            },
            _ => ty,
        }
    }

    /// The same, and `null` left out as well.
    pub fn bare<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        match self.behind(ty) {
            Ty::Nullable(of) => self.bare(of),
            found => found,
        }
    }
}

/// `info` of the document.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// Title of the API.
    pub title: String,
    /// Version of the document, as written.
    pub version: String,
    /// Description, as written.
    pub docs: Docs,
}

/// Text from the document, as written: not yet fit for printing into code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// A summary, one line by intent.
    pub summary: Option<String>,
    /// A longer description.
    pub description: Option<String>,
    /// Constraints and defaults, in words.
    pub facts: Vec<String>,
    /// Whether the document calls the thing deprecated.
    pub deprecated: Deprecated,
}

/// Whether the document calls a thing deprecated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Deprecated {
    /// It is not.
    #[default]
    No,
    /// It is.
    Yes,
}

/// Something of the document that the client does not offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// What: an operation, a type, an arm.
    pub what: String,
    /// Why it is not expressed.
    pub why: String,
    /// Where it stands.
    pub at: Pointer,
}
