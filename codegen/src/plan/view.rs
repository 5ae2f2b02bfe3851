//! What will be printed, file by file. After this no question about the document remains.

use std::fmt;

use super::doctext::DocText;

/// The files of a crate, in order of their names.
#[derive(Debug, Clone)]
pub struct CrateView {
    /// Path below the crate's folder, and what stands there.
    pub files: Vec<(String, FileView)>,
    /// First line of every Rust file: what it was made from.
    pub header: String,
}

/// What stands in a file.
#[derive(Debug, Clone)]
pub enum FileView {
    /// src/lib.rs
    Lib(LibView),
    /// src/client.rs
    Client(ClientView),
    /// src/request.rs
    Request,
    /// src/prelude.rs
    Prelude,
    /// A module that re-exports its files.
    Modules(ModulesView),
    /// A file of types.
    Types(Vec<TypeView>),
    /// A file of operations.
    Ops(OpsView),
    /// Text that is printed as it is (Cargo.toml, README.md, SURFACE.txt).
    Text(String),
}

/// src/lib.rs
#[derive(Debug, Clone)]
pub struct LibView {
    /// Crate documentation.
    pub docs: DocText,
}

/// A module that re-exports its files.
#[derive(Debug, Clone)]
pub struct ModulesView {
    /// Module documentation.
    pub docs: DocText,
    /// Modules, sorted.
    pub modules: Vec<String>,
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
    /// Security schemes.
    pub schemes: Vec<SchemeView>,
    /// Accessors of groups; empty when there is only one.
    pub groups: Vec<GroupView>,
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
    /// Documentation.
    pub docs: DocText,
}

/// A type.
#[derive(Debug, Clone)]
pub enum TypeView {
    /// An object.
    Struct(StructView),
    /// A list of values.
    Enum(EnumView),
    /// Alternatives.
    Union(UnionView),
    /// Another name.
    Alias {
        /// Its name.
        name: String,
        /// Documentation.
        docs: DocText,
        /// What it names.
        ty: RustTy,
    },
}

/// An object.
#[derive(Debug, Clone)]
pub struct StructView {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Fields.
    pub fields: Vec<FieldView>,
    /// The field that keeps other members.
    pub extra: Option<ExtraView>,
    /// Directions on the wire.
    pub serde: Serde,
    /// Constructor and setters, when the type is sent.
    pub construct: Option<ConstructView>,
}

/// In which direction a type is coded. The other one is there with the feature `full-serde`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serde {
    /// It is read.
    De,
    /// It is written.
    Ser,
    /// Both.
    Both,
}

/// A field.
#[derive(Debug, Clone)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Name on the wire.
    pub wire: String,
    /// Documentation.
    pub docs: DocText,
    /// Its type.
    pub ty: RustTy,
    /// How presence is coded.
    pub row: Row,
    /// How the value is coded.
    pub codec: Codec,
}

/// How the presence of a member is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// It has to be there.
    Required,
    /// Absent and null are `None`.
    Optional,
    /// Absent, null and a value are three things.
    Maybe,
}

/// The field that keeps other members.
#[derive(Debug, Clone)]
pub struct ExtraView {
    /// Its name.
    pub name: String,
    /// Its type: a map.
    pub ty: RustTy,
    /// Type of the values.
    pub value: RustTy,
    /// How the values are coded.
    pub codec: Codec,
}

/// Constructor and setters.
#[derive(Debug, Clone)]
pub struct ConstructView {
    /// Arguments of `new`: fields with their types.
    pub new: Vec<(String, RustTy)>,
    /// Setters: fields with their types.
    pub setters: Vec<(String, RustTy)>,
}

/// A list of values.
#[derive(Debug, Clone)]
pub struct EnumView {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Variants: name, documentation, literal.
    pub variants: Vec<(String, DocText, Literal)>,
    /// Whether values are texts or integers.
    pub repr: Repr,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repr {
    /// Texts.
    Str,
    /// Integers.
    Int,
}

/// A value in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A text.
    Str(String),
    /// An integer.
    Int(i64),
}

/// Alternatives.
#[derive(Debug, Clone)]
pub struct UnionView {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Directions on the wire.
    pub serde: Serde,
    /// The member that tells the arms apart.
    pub tag: Option<String>,
    /// The arms.
    pub arms: Vec<ArmView>,
    /// Short cuts.
    pub accessors: Vec<AccessorView>,
}

/// An alternative.
#[derive(Debug, Clone)]
pub struct ArmView {
    /// Variant.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Its type.
    pub ty: RustTy,
    /// How it is coded.
    pub codec: Codec,
    /// What tells it apart.
    pub guard: GuardView,
}

/// What tells an arm apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuardView {
    /// Values of the discriminator.
    Tags(Vec<String>),
    /// JSON type (in the runtime's words), members that have to be there, members with known texts.
    Shape(&'static str, Vec<String>, Vec<(String, String)>),
}

/// A short cut into a union.
#[derive(Debug, Clone)]
pub struct AccessorView {
    /// Method.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Type of the value.
    pub ty: RustTy,
    /// For each arm: the variant and the steps.
    pub paths: Vec<(String, Vec<StepView>)>,
}

/// A step of a short cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepView {
    /// An element of a list.
    Element(usize),
    /// A field that is always there.
    Field(String),
    /// A field that may be missing.
    OptionalField(String),
}

/// A file of operations.
#[derive(Debug, Clone)]
pub struct OpsView {
    /// Documentation of the module.
    pub docs: DocText,
    /// The group's handle, where the client has an accessor for it.
    pub handle: Option<String>,
    /// The operations, with the types inside them.
    pub ops: Vec<OpView>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct OpView {
    /// Method on the client.
    pub method: String,
    /// Type that stands for it.
    pub marker: String,
    /// Documentation of the method.
    pub docs: DocText,
    /// Documentation of the marker.
    pub marker_docs: DocText,
    /// Whether the document calls it deprecated.
    pub deprecated: crate::ir::Deprecated,
    /// Facts for the runtime.
    pub spec: SpecView,
    /// Arguments of the method.
    pub args: Vec<ArgView>,
    /// Setters of the request.
    pub setters: Vec<ArgView>,
    /// What a success gives.
    pub ok: OutcomeView,
    /// What an error gives.
    pub err: OutcomeView,
    /// Types that stand inside the operation.
    pub types: Vec<TypeView>,
}

/// Facts about an operation.
#[derive(Debug, Clone)]
pub struct SpecView {
    /// `operationId`, or method and path.
    pub id: String,
    /// Variant of the runtime's `Method`.
    pub method: &'static str,
    /// Path template.
    pub path: String,
    /// Parameters, as calls of the runtime's constructors.
    pub params: Vec<ParamFact>,
    /// Media type and necessity of the body.
    pub body: Option<(String, Needed)>,
    /// Replies, as calls of the runtime's constructors.
    pub replies: Vec<ReplyFact>,
    /// Alternatives of schemes with scopes.
    pub auth: Vec<Vec<(usize, Vec<String>)>>,
    /// Servers of its own.
    pub servers: Vec<EnvironmentView>,
}

/// Whether the caller has to give something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// Yes.
    Required,
    /// No.
    Optional,
}

/// A parameter, as a call of the runtime's constructors.
#[derive(Debug, Clone)]
pub struct ParamFact {
    /// `path`, `query`, `header` or `cookie`.
    pub place: &'static str,
    /// Name on the wire.
    pub wire: String,
    /// Variant of the runtime's `Style`, where it is not the default.
    pub style: Option<&'static str>,
    /// Variant of the runtime's `Explode`, where it is not the default.
    pub explode: Option<&'static str>,
    /// Further calls without arguments.
    pub flags: Vec<&'static str>,
    /// Value that is sent when none is set.
    pub fixed: Option<String>,
}

/// A reply, as a call of the runtime's constructors.
#[derive(Debug, Clone)]
pub struct ReplyFact {
    /// Key of the Responses Object.
    pub status: String,
    /// Media type, unless it follows from the kind.
    pub media: Option<String>,
    /// How it is decoded.
    pub decode: Decode,
}

/// How a reply is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decode {
    /// Nothing is expected.
    None,
    /// JSON.
    Json,
    /// Text.
    Text,
    /// Octets.
    Bytes,
}

/// An argument or setter.
#[derive(Debug, Clone)]
pub struct ArgView {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: RustTy,
    /// How it is taken.
    pub taken: Taken,
    /// What it sets.
    pub sets: Sets,
    /// How it is coded.
    pub codec: Codec,
    /// Documentation (of a setter).
    pub docs: DocText,
}

/// How an argument is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// As it is.
    Plain,
    /// As `impl Into<…>`.
    Into,
}

/// What an argument sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sets {
    /// The parameter of this index.
    Param(usize),
    /// The body.
    Body,
}

/// What a success or an error gives.
#[derive(Debug, Clone)]
pub struct OutcomeView {
    /// Its name.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// How it looks.
    pub shape: OutcomeShape,
}

/// How an outcome looks.
#[derive(Debug, Clone)]
pub enum OutcomeShape {
    /// One type for all replies; `alias` when the name is another name of it.
    Single {
        /// The type.
        ty: RustTy,
        /// How it is decoded.
        decode: Decode,
        /// How JSON is coded.
        codec: Codec,
        /// Whether the name has to be made.
        named: Named,
    },
    /// An enum of replies.
    Arms(Vec<OutcomeArm>),
}

/// Whether an outcome's name has to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// As another name of the type.
    Alias,
    /// The type has this name itself.
    Itself,
}

/// A reply in an enum.
#[derive(Debug, Clone)]
pub struct OutcomeArm {
    /// Index into the replies.
    pub reply: usize,
    /// Variant.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Its body.
    pub ty: Option<RustTy>,
    /// How it is decoded.
    pub decode: Decode,
    /// How JSON is coded.
    pub codec: Codec,
}

/// A type as it is written in generated files, where the prelude is in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustTy {
    /// A name.
    Name(String),
    /// A name with arguments.
    Of(&'static str, Vec<RustTy>),
}

impl RustTy {
    pub(crate) fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    pub(crate) fn wrap(outer: &'static str, inner: RustTy) -> Self {
        Self::Of(outer, vec![inner])
    }
}

impl fmt::Display for RustTy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Of(outer, inner) => {
                write!(f, "{outer}<")?;
                for (index, arg) in inner.iter().enumerate() {
                    write!(f, "{}{arg}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(">")
            }
        }
    }
}

/// How a value is coded: a codec of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Codec {
    /// A codec for values.
    Leaf(&'static str),
    /// A codec for collections of values.
    Of(&'static str, Box<Codec>),
}

impl Codec {
    /// The codec of types that code themselves.
    pub const PLAIN: Self = Self::Leaf("Plain");

    /// `outer` around this one; plain stays plain.
    pub(crate) fn inside(self, outer: &'static str) -> Self {
        if self == Self::PLAIN { self } else { Self::Of(outer, Box::new(self)) }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(name) => write!(f, "v1::{name}"),
            Self::Of(name, inner) => write!(f, "v1::{name}<{inner}>"),
        }
    }
}
