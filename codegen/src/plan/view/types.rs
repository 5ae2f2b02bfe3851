//! Types, as they are printed.

use super::{Codec, Constant, RustTy};
use crate::plan::doctext::DocText;

/// A file of types.
#[derive(Debug, Clone)]
pub struct TypesView {
    /// What it names of the crate's prelude, sorted. Each by its name: a glob in every file would have the compiler look at
    /// every type once for each file.
    pub imports: Vec<String>,
    /// The types, outer ones first.
    pub types: Vec<TypeView>,
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

impl TypeView {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(view) => &view.name,
            Self::Enum(view) => &view.name,
            Self::Union(view) => &view.name,
            Self::Alias { name, .. } => name,
        }
    }
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
    /// How it is written.
    pub written: Written,
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

/// How an object is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// As JSON.
    Json,
    /// As the parts of a body: it holds files, which JSON cannot.
    Parts,
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
    pub variants: Vec<(String, DocText, Constant)>,
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
    /// Index of the arm that any other value of that member means.
    pub default: Option<usize>,
    /// Whether a value can be several arms at once.
    pub overlap: Overlap,
    /// The arms.
    pub arms: Vec<ArmView>,
    /// Short cuts.
    pub accessors: Vec<AccessorView>,
}

/// Whether a value can be several alternatives at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// The first one that fits is meant.
    No,
    /// It is kept as it is then.
    Yes,
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
