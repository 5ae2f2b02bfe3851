//! Operations, as they are printed.

use super::{Codec, Deprecated, EnvironmentView, PagedView, RustTy, TypeView};
use crate::plan::doctext::DocText;

/// A file of operations.
#[derive(Debug, Clone)]
pub struct OpsView {
    /// Documentation of the module.
    pub docs: DocText,
    /// What it names of the crate's prelude, sorted, where it is one of many files: a glob in each of them would have the compiler
    /// look at every type once for each. All of it where there are none.
    pub imports: Vec<String>,
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
    pub deprecated: Deprecated,
    /// Facts for the runtime.
    pub spec: SpecView,
    /// The forms of its body, where there are several.
    pub choice: Option<ChoiceView>,
    /// Arguments of the method.
    pub args: Vec<ArgView>,
    /// Setters of the request.
    pub setters: Vec<ArgView>,
    /// How it is paged.
    pub paged: Option<PagedView>,
    /// What a success gives.
    pub ok: OutcomeView,
    /// What an error gives.
    pub err: OutcomeView,
    /// What a success gives as it arrives, where that can be asked for.
    pub stream: Option<StreamView>,
    /// Types that stand inside the operation.
    pub types: Vec<TypeView>,
}

/// Facts about an operation.
#[derive(Debug, Clone)]
pub struct SpecView {
    /// `operationId`, or method and path.
    pub id: String,
    /// Variant of the runtime's `Method`.
    pub method: String,
    /// The method as it is sent.
    pub verb: String,
    /// Path template.
    pub path: String,
    /// Parameters, as calls of the runtime's constructors.
    pub params: Vec<ParamFact>,
    /// The body.
    pub body: Option<BodyFact>,
    /// Header of the idempotency key.
    pub idempotency: Option<String>,
    /// Replies, as calls of the runtime's constructors.
    pub replies: Vec<ReplyFact>,
    /// Alternatives of schemes with scopes.
    pub auth: Vec<Vec<(usize, Vec<String>)>>,
    /// Servers of its own.
    pub servers: Vec<EnvironmentView>,
}

/// Facts about a body.
#[derive(Debug, Clone)]
pub struct BodyFact {
    /// Whether the caller has to give it.
    pub needed: Needed,
    /// Media types of its forms.
    pub media: Vec<String>,
    /// How members are written, with the index of the form.
    pub fields: Vec<(usize, FieldFact)>,
}

/// How a member of a form is written, as a call of the runtime's constructors.
#[derive(Debug, Clone)]
pub struct FieldFact {
    /// Name on the wire.
    pub wire: String,
    /// Variants of the runtime's `Style` and `Explode`.
    pub style: Option<(&'static str, &'static str)>,
    /// Further calls without arguments.
    pub flags: Vec<&'static str>,
    /// Media type of its parts.
    pub media: Option<String>,
    /// Headers of its parts.
    pub headers: Vec<(String, String)>,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// As JSON.
    Json,
    /// As a form.
    Form,
    /// As parts without files.
    Multipart,
    /// As parts with files.
    Parts,
    /// As the text that it is.
    Text,
    /// As the octets that it is.
    Octets,
    /// As octets of a media type that the caller names.
    Upload,
}

/// The forms that a body can have.
#[derive(Debug, Clone)]
pub struct ChoiceView {
    /// Name of the enum.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// The forms, by their index.
    pub arms: Vec<ChoiceArm>,
}

/// A form that a body can have.
#[derive(Debug, Clone)]
pub struct ChoiceArm {
    /// Variant.
    pub name: String,
    /// Documentation.
    pub docs: DocText,
    /// Its value.
    pub ty: RustTy,
    /// How it is written.
    pub kind: BodyKind,
    /// How the value is coded.
    pub codec: Codec,
    /// Whether a value becomes the enum by itself.
    pub converts: Converts,
}

/// Whether a value becomes an enum by itself: no other variant has its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Converts {
    /// It does.
    Yes,
    /// It does not.
    No,
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
    /// The data that ends a stream of events.
    pub end: Option<String>,
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
    /// Events whose data is text.
    TextEvents,
    /// Events whose data is JSON.
    Events,
    /// JSON texts on lines.
    Lines,
    /// JSON texts of a sequence.
    Sequence,
}

impl Decode {
    /// Whether it is read item by item.
    pub fn is_stream(self) -> bool {
        matches!(self, Self::TextEvents | Self::Events | Self::Lines | Self::Sequence)
    }
}

/// What a success gives as it arrives.
#[derive(Debug, Clone)]
pub struct StreamView {
    /// Indices of the replies that are asked for.
    pub replies: Vec<usize>,
    /// The type of the stream.
    pub ty: RustTy,
    /// How it is decoded; octets and text are given as octets.
    pub decode: Decode,
    /// How items are coded.
    pub codec: Codec,
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
    Body(BodyKind),
    /// The body, by an enum of its forms.
    Choice,
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
