//! How a pair of schemas is looked at, and what is found: the words that the rules of comparison share.

use std::rc::Rc;

use bursar_codegen::source::Value;

use crate::contract::gather::Choice;
use crate::contract::node::{Node, Place};
use crate::contract::schema::Schema;
use crate::level::{Direction, Effect, Polarity, Reach, Rule};

/// What a schema is compared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Lens {
    pub(crate) direction: Direction,
    pub(crate) typing: Typing,
    pub(crate) reach: Reach,
    pub(crate) polarity: Polarity,
}

/// How much of a type is left on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Typing {
    /// JSON: all of it.
    Strict,
    /// Text of another format, where a number is the text of the number.
    Loose,
    /// A parameter itself, which is text.
    Parameter,
    /// A parameter which is repeated for each element of an array (`form` with `explode`).
    Repeated,
    /// Below a parameter; it depends on the serialization.
    BelowParameter,
    /// A header of a response.
    Header,
}

/// One step through a schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Step<'a> {
    Name(&'a str),
    Items,
    Additional,
    Member(Choice, String),
    Keyword(&'static str),
    Entry(&'static str, String),
}

impl Step<'_> {
    /// As a report writes it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Name(name) => (*name).to_owned(),
            Self::Items => "[]".to_owned(),
            Self::Additional => "additionalProperties".to_owned(),
            Self::Member(choice, label) => format!("{}:{label}", choice.keyword()),
            Self::Keyword(keyword) => (*keyword).to_owned(),
            Self::Entry(keyword, label) => format!("{keyword}:{label}"),
        }
    }
}

/// A place with what is worth showing of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'a> {
    pub(crate) place: Place,
    pub(crate) value: Option<&'a Value>,
}

impl<'a> From<Node<'a>> for Spot<'a> {
    fn from(node: Node<'a>) -> Self {
        let short = match node.value {
            Value::Object(_) => None,
            Value::Array(items) if items.len() > 20 => None,
            value => Some(value),
        };
        Self { place: node.place, value: short }
    }
}

impl From<Place> for Spot<'_> {
    fn from(place: Place) -> Self {
        Self { place, value: None }
    }
}

/// What is found at one pair of schemas.
#[derive(Debug, Clone)]
pub(crate) struct Finding<'a> {
    pub(crate) rule: Rule,
    /// The keyword in an id, where the rule is about several.
    pub(crate) noun: &'static str,
    /// The property of this schema that it is about.
    pub(crate) tail: Option<&'a str>,
    /// Whether that property travels.
    pub(crate) reach: Reach,
    pub(crate) base: Option<Spot<'a>>,
    pub(crate) revision: Option<Spot<'a>>,
    pub(crate) arguments: Vec<String>,
}

/// A pair of schemas below another one.
#[derive(Debug, Clone)]
pub(crate) struct Edge<'a> {
    pub(crate) step: Step<'a>,
    pub(crate) pair: Pair<'a>,
}

/// Two schemas, and how they are looked at.
#[derive(Debug, Clone)]
pub(crate) struct Pair<'a> {
    pub(crate) base: Rc<Schema<'a>>,
    pub(crate) revision: Rc<Schema<'a>>,
    pub(crate) lens: Lens,
}

/// Everything that is found at one pair of schemas, and where to look further.
#[derive(Debug, Default)]
pub(crate) struct Local<'a> {
    pub(crate) findings: Vec<Finding<'a>>,
    pub(crate) edges: Vec<Edge<'a>>,
}

/// Whether the rules that follow have anything to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Go {
    On,
    /// The two have nothing in common: what else differs is part of that.
    Stop,
}

impl Lens {
    /// For what is inside.
    pub(crate) fn below(self) -> Self {
        let typing = match self.typing {
            Typing::Parameter | Typing::Repeated => Typing::BelowParameter,
            other => other,
        };
        Self { typing, ..self }
    }

    pub(crate) fn inverted(self) -> Self {
        let polarity = match self.polarity {
            Polarity::Same => Polarity::Inverted,
            Polarity::Inverted => Polarity::Same,
            Polarity::Open => Polarity::Open,
        };
        Self { polarity, ..self }
    }

    pub(crate) fn open(self) -> Self {
        Self { polarity: Polarity::Open, ..self }
    }

    pub(crate) fn unsent(self) -> Self {
        Self { reach: Reach::Unsent, ..self }
    }
}

impl<'a> Finding<'a> {
    /// Between two places.
    pub(crate) fn new(
        rule: Rule,
        base: Option<impl Into<Spot<'a>>>,
        revision: Option<impl Into<Spot<'a>>>,
        arguments: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            rule,
            noun: "",
            tail: None,
            reach: Reach::Sent,
            base: base.map(Into::into),
            revision: revision.map(Into::into),
            arguments: arguments.into_iter().collect(),
        }
    }

    pub(crate) fn noun(mut self, noun: &'static str) -> Self {
        self.noun = noun;
        self
    }

    pub(crate) fn tail(mut self, name: &'a str, reach: Reach) -> Self {
        self.tail = Some(name);
        self.reach = reach;
        self
    }
}

/// The effect of two changes together.
pub(crate) fn both(one: Effect, other: Effect) -> Effect {
    match (one, other) {
        (Effect::Equivalent, effect) | (effect, Effect::Equivalent) => effect,
        (one, other) if one == other => one,
        (Effect::Unknown, _) | (_, Effect::Unknown) => Effect::Unknown,
        _ => Effect::Incomparable,
    }
}
