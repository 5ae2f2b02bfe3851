//! Types: what a schema means.

use super::{Docs, OpId, TypeId};
use crate::source::Pointer;

/// The type of a value on the wire.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    /// `true` or `false`.
    Bool,
    /// A JSON integer.
    Int(IntKind),
    /// An integer that travels as text (`type: string`, `format: int64`; protobuf JSON).
    IntText(IntKind),
    /// A JSON number with `format: float` or `double`.
    Float(FloatKind),
    /// An exact decimal number.
    Decimal(DecimalForm),
    /// Text.
    Str,
    /// Octets as text.
    Bytes(BytesForm),
    /// A file, in a part of a body; in no other place.
    File,
    /// A date or a time.
    Time(TimeKind),
    /// `format: uuid`.
    Uuid,
    /// Any JSON value.
    Any,
    /// A type of its own.
    Named(TypeId),
    /// `type: array`.
    List(Box<Ty>),
    /// An array whose first elements have types by their place (`prefixItems`).
    Tuple(Tuple),
    /// An object with members of one type and arbitrary names.
    Map(Box<Ty>),
    /// The type, or `null`.
    Nullable(Box<Ty>),
}

/// An array with types by place.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuple {
    /// The first elements; those from `required` on may be missing.
    pub items: Vec<Ty>,
    /// How many elements there are at least.
    pub required: usize,
    /// What follows; `None`: nothing.
    pub rest: Option<Box<Ty>>,
}

impl Tuple {
    /// All types in it.
    pub fn all(&self) -> impl Iterator<Item = &Ty> {
        self.items.iter().chain(self.rest.as_deref())
    }
}

/// Width and sign of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntKind {
    /// 8 bits, signed.
    I8,
    /// 16 bits, signed.
    I16,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed; also an integer without format.
    I64,
    /// 8 bits.
    U8,
    /// 16 bits.
    U16,
    /// 32 bits.
    U32,
    /// 64 bits.
    U64,
}

/// Precision of a binary floating-point number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FloatKind {
    /// `format: float`.
    F32,
    /// `format: double`.
    F64,
}

/// How a decimal travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalForm {
    /// As a JSON number.
    Number,
    /// As text (`type: string`, `format: decimal`).
    Text,
}

/// How octets travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BytesForm {
    /// RFC 4648 §4.
    Base64,
    /// RFC 4648 §5.
    Base64Url,
}

/// What a date or time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// `format: date-time` (RFC 3339).
    DateTime,
    /// `format: date` (RFC 3339 full-date).
    Date,
}

/// A type with a name.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Where its name comes from.
    pub hint: NameHint,
    /// What it is.
    pub kind: TypeKind,
    /// What the document says about it.
    pub docs: Docs,
    /// The schema.
    pub origin: Pointer,
}

/// Where the name of a type comes from, best first.
#[derive(Debug, Clone, PartialEq)]
pub enum NameHint {
    /// A component schema of this name.
    Component(String),
    /// The schema's own `title`, else what `context` gives.
    Titled {
        /// The title.
        title: String,
        /// What it is called without one.
        context: Box<NameHint>,
    },
    /// A component of another kind (a response, a parameter), or words that the document gives.
    Words(String),
    /// A schema inside an operation.
    OfOp {
        /// The operation.
        op: OpId,
        /// What it is there, such as `Ok` or a parameter's name.
        role: String,
    },
    /// A schema inside another type.
    Child {
        /// The type around it.
        parent: TypeId,
        /// Property name or role inside the parent.
        role: String,
    },
}

/// What a named type is.
#[derive(Debug, Clone)]
pub enum TypeKind {
    /// An object with known members.
    Struct {
        /// Members in document order; wire names are unique.
        fields: Vec<Field>,
        /// Type of members that are not listed, when the document allows for them.
        extra: Option<Ty>,
    },
    /// A closed list of values in the document; open in the client.
    Enum {
        /// What the values are.
        repr: EnumRepr,
        /// Values in document order.
        variants: Vec<Variant>,
    },
    /// One of several types.
    Union {
        /// How the arms are told apart.
        tagging: Tagging,
        /// The arms, in document order.
        arms: Vec<Arm>,
        /// Named short cuts into the arms.
        accessors: Vec<Accessor>,
    },
    /// Another name of a type.
    Alias(Ty),
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name on the wire.
    pub wire: String,
    /// Type of the value; nullable when `null` is a value of the schema.
    pub ty: Ty,
    /// Whether it has to be there.
    pub presence: Presence,
    /// Who sends it.
    pub access: Access,
    /// What the document says about it.
    pub docs: Docs,
    /// The property's schema.
    pub origin: Pointer,
}

/// Whether a member has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Listed in `required`.
    Required,
    /// Not listed.
    Optional,
}

/// Who sends a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    ReadWrite,
    /// Only the server (`readOnly`).
    ReadOnly,
    /// Only the client (`writeOnly`).
    WriteOnly,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    /// Texts.
    Str,
    /// Integers.
    Int,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The value; a text or an integer by the enum's [`EnumRepr`].
    pub value: Constant,
    /// What the document says about it.
    pub docs: Docs,
}

/// A value that the document writes down.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Constant {
    /// A text.
    Str(String),
    /// An integer.
    Int(i64),
}

impl Constant {
    /// The text, when this is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Str(text) = self { Some(text) } else { None }
    }
}

/// How the arms of a union are told apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Tagging {
    /// By the value of a member, with the values of each arm in [`Arm::tags`].
    Discriminator(String),
    /// The same, where any other value, and none, is the arm of this index if it can be (`defaultMapping`, OAS 3.2.0).
    DiscriminatorOr(String, usize),
    /// By the first guard that holds.
    Guards,
    /// By the only guard that holds: a value of which several hold is several things at once, and is kept as it is.
    AnyOf,
}

/// An alternative of a union.
#[derive(Debug, Clone)]
pub struct Arm {
    /// Words for its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Discriminator values that choose it.
    pub tags: Vec<String>,
    /// What tells it apart where there is no discriminator.
    pub guard: Guard,
    /// What the document says about it.
    pub docs: Docs,
}

/// What tells an arm apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The JSON type of its values; `None`: any.
    pub kind: Option<JsonKind>,
    /// For an object: members that have to be there.
    pub keys: Vec<String>,
    /// For an object: members with a known text.
    pub constants: Vec<(String, String)>,
}

/// The JSON type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// An integral number.
    Integer,
    /// Any number.
    Number,
    /// A text.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A named short cut into a union (`x-bursar-accessors`): the first value that one of the pointers finds.
#[derive(Debug, Clone)]
pub struct Accessor {
    /// Its name, as the document gives it.
    pub name: String,
    /// Type of the value.
    pub ty: Ty,
    /// For each arm that has one: its index, and the steps to the value.
    pub paths: Vec<(usize, Vec<AccessStep>)>,
}

/// A step of an [`Accessor`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessStep {
    /// The element at this index of a list.
    Element(usize),
    /// The member of this wire name; `Presence` says whether it may be missing.
    Member(TypeId, usize),
}
