//! What happened to an item, and what that asks of the version.

use std::fmt;

use super::{Arg, Bump, Form, Kept, Kind, NamedBy, Shape, Taken, Travels, Usual};
use crate::source::Pointer;

/// A change of the public API of a generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustChange {
    /// The item: as it was called, or as it is called when it is new.
    pub item: String,
    /// What the item is.
    pub kind: Kind,
    /// What happened to it.
    pub change: What,
    /// How it was.
    pub from: Option<String>,
    /// How it is.
    pub to: Option<String>,
    /// What that asks of the version.
    pub bump: Bump,
    /// The nodes of the base document that the item was made of.
    pub base: Vec<Pointer>,
    /// The nodes of the revised document that it is made of.
    pub revision: Vec<Pointer>,
}

/// What the changes together ask of the version.
pub fn bump(changes: &[RustChange]) -> Bump {
    changes.iter().map(|change| change.bump).max().unwrap_or_default()
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Gone,
    /// It has another name.
    Renamed,
    /// It is in another module.
    Moved,
    /// It is another kind of thing.
    Form,
    /// Its type is another one.
    Type,
    /// It takes other arguments, or takes them otherwise.
    Arguments,
    /// It implements other traits.
    Traits,
    /// Its method that sets it came or went.
    Setter,
    /// `From` for what it holds came or went.
    Conversion,
    /// It belongs to another group.
    Group,
    /// It calls another operation of the server.
    Route,
    /// It asks for other credentials.
    Auth,
    /// The compiler warns of its use, or no longer does.
    Deprecated,
    /// It stands behind other features, or turns on others.
    Features,
    /// A client goes there untold, or no longer does.
    Default,
    /// `as` gives another number.
    Number,
    /// Other environment variables are read for it.
    Variables,
    /// Nothing that a compiler sees: other bytes are sent, or read.
    Wire,
    /// Its documentation alone.
    Docs,
}

impl What {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Gone => "gone",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Form => "form",
            Self::Type => "type",
            Self::Arguments => "arguments",
            Self::Traits => "traits",
            Self::Setter => "setter",
            Self::Conversion => "conversion",
            Self::Group => "group",
            Self::Route => "route",
            Self::Auth => "auth",
            Self::Deprecated => "deprecated",
            Self::Features => "features",
            Self::Default => "default",
            Self::Number => "number",
            Self::Variables => "variables",
            Self::Wire => "wire",
            Self::Docs => "docs",
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for RustChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.bump, self.kind, self.item, self.change)?;
        let quoted = |text: &Option<String>| text.as_ref().map(|text| format!("`{text}`"));
        match (quoted(&self.from), quoted(&self.to)) {
            (Some(from), Some(to)) => write!(f, ": {from} -> {to}"),
            (Some(one), None) if self.change == What::Gone => write!(f, ": {one}"),
            (None, Some(one)) if self.change == What::Added => write!(f, ": {one}"),
            (Some(from), None) => write!(f, ": no longer {from}"),
            (None, Some(to)) => write!(f, ": now {to}"),
            (None, None) => Ok(()),
        }
    }
}

/// Arguments as they are declared.
pub(super) fn args(args: &[Arg]) -> String {
    let arg = |arg: &Arg| match arg.taken {
        Taken::Plain => format!("{}: {}", arg.name, arg.ty),
        Taken::Into => format!("{}: impl Into<{}>", arg.name, arg.ty),
    };
    format!("({})", args.iter().map(arg).collect::<Vec<_>>().join(", "))
}

impl Shape {
    /// How it reads in a declaration; nothing where its name is all there is.
    pub(super) fn text(&self) -> Option<String> {
        Some(match self {
            Self::Crate | Self::Signed(_) => return None,
            Self::Feature(needs) if needs.is_empty() => return None,
            Self::Feature(needs) => needs.join(", "),
            Self::Environment(_, Usual::Yes) => "default".to_owned(),
            Self::Environment(..) => return None,
            Self::Builder(args) => format!("({})", args.join(", ")),
            Self::Auth(variables) => variables.join(", "),
            Self::Group(handle) => format!("() -> {handle}"),
            Self::Operation(op) => format!("{} -> {} / {}", args(&op.args), op.ok, op.err),
            Self::Setter(arg) => args(std::slice::from_ref(arg)),
            Self::New(list) => args(list),
            Self::Stream(ty) | Self::Pages(ty) | Self::Alias(ty) | Self::Accessor(ty) | Self::Field(ty, _) => {
                ty.to_string()
            }
            Self::Type(form) => form.text().to_owned(),
            Self::Variant(ty, _) => format!("({})", ty.as_ref()?),
        })
    }
}

impl Form {
    /// What it is, in words.
    pub(super) fn text(&self) -> &'static str {
        match self {
            Self::Struct(_) => "struct",
            Self::Parts => "struct with files",
            Self::Texts => "enum of texts",
            Self::Numbers => "enum of integers",
            Self::Union(_) => "union",
            Self::Body => "forms of a body",
            Self::Outcome(_) => "outcome",
            Self::Marker => "operation",
            Self::Events(_) => "events",
            Self::Environments => "environments",
        }
    }

    /// The traits and methods that a type of its kind may lose.
    pub(super) fn traits(&self) -> &'static [&'static str] {
        match self {
            Self::Struct(travels) | Self::Union(travels) => match travels {
                Travels::Read => &["Deserialize"],
                Travels::Sent => &["Serialize"],
                Travels::Both => &["Deserialize", "Serialize"],
            },
            Self::Outcome(Kept::Yes) => &["Clone", "PartialEq"],
            Self::Events(NamedBy::Member) => &["Recognised", "from_payload"],
            Self::Events(NamedBy::Header) => &["Recognised"],
            _ => &[],
        }
    }
}
