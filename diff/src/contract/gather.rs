//! The parts of a schema: references followed, `allOf` flattened in place, compositions of one member folded, null
//! taken out of unions, unions of bare types or of values read as a list of types or an enum.

use bursar_codegen::source::Value;

use super::node::{Node, Tree};
use super::types::Types;

/// Keywords that say nothing about which values are valid (JSON Schema 2020-12 validation §9, OAS 3.1 §4.8.24).
const ANNOTATIONS: [&str; 12] = [
    "$anchor",
    "$comment",
    "$id",
    "$schema",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "title",
    "xml",
];

/// What `$ref` means with other keywords beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Siblings {
    /// They do not count (2.0 and 3.0: a Reference Object has no other members).
    Ignored,
    /// They hold too (3.1, JSON Schema 2020-12 core §8.2.3.1).
    Hold,
}

/// `oneOf` or `anyOf`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Choice {
    OneOf,
    AnyOf,
}

impl Choice {
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
        }
    }
}

/// A list of alternatives that is one.
#[derive(Debug, Clone)]
pub(crate) struct Union<'a> {
    pub(crate) choice: Choice,
    /// The list itself.
    pub(crate) at: Node<'a>,
    /// Without null.
    pub(crate) members: Vec<Node<'a>>,
}

/// How the types of a schema are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Written {
    /// `type`, or not at all.
    Type,
    /// As alternatives of bare types.
    Union,
}

/// Everything that holds of a value at the same time.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'a> {
    /// The schema objects; their `allOf`, and the compositions that were folded, are done with.
    pub(crate) nodes: Vec<Node<'a>>,
    /// `false` is among them.
    pub(crate) nothing: bool,
    /// Null was an alternative to the rest.
    pub(crate) or_null: bool,
    /// From unions of bare types.
    pub(crate) types: Types,
    pub(crate) written: Written,
    /// From unions of values.
    pub(crate) values: Vec<Vec<Node<'a>>>,
    pub(crate) unions: Vec<Union<'a>>,
    /// Whether alternatives were read as a list of types or of values, or as the only one.
    pub(crate) folded: bool,
    /// The members of `allOf` as written at the top.
    pub(crate) all_of: Vec<Node<'a>>,
}

/// Whether alternatives of bare types or values are a list of types or values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fold {
    Yes,
    /// They stay alternatives, to be compared with alternatives.
    No,
}

/// Collects the parts of `nodes`, which all hold.
pub(crate) fn gather<'a>(tree: &Tree<'a>, siblings: Siblings, fold: Fold, nodes: &[Node<'a>]) -> Parts<'a> {
    let parts = Parts {
        nodes: Vec::new(),
        nothing: false,
        or_null: false,
        types: Types::ANY,
        written: Written::Type,
        values: Vec::new(),
        unions: Vec::new(),
        folded: false,
        all_of: Vec::new(),
    };
    let mut gatherer = Gatherer { tree, siblings, fold, parts, seen: Vec::new() };
    for node in nodes {
        gatherer.all_of(*node);
        gatherer.enter(*node);
    }
    gatherer.parts
}

struct Gatherer<'a, 't> {
    tree: &'t Tree<'a>,
    siblings: Siblings,
    fold: Fold,
    parts: Parts<'a>,
    seen: Vec<usize>,
}

impl<'a> Gatherer<'a, '_> {
    /// Notes the members of `allOf` of the schema itself, for what is said of them.
    fn all_of(&mut self, node: Node<'a>) {
        let node = self.tree.resolve(node);
        self.parts.all_of.extend(self.tree.elements_of(node, "allOf"));
    }

    fn enter(&mut self, node: Node<'a>) {
        // a schema that is a part of itself says nothing more the second time
        if self.seen.contains(&node.address()) {
            return;
        }
        self.seen.push(node.address());
        if node.has("$ref") {
            if self.siblings == Siblings::Hold && !is_bare(node) {
                self.schema(node);
            }
            match self.tree.target(node) {
                Some(target) => self.enter(target),
                None => self.parts.nodes.push(node),
            }
        } else {
            self.schema(node);
        }
    }

    fn schema(&mut self, node: Node<'a>) {
        match node.value {
            Value::Object(_) => self.parts.nodes.push(node),
            Value::Bool(false) => self.parts.nothing = true,
            _ => return,
        }
        for member in self.tree.elements_of(node, "allOf") {
            self.enter(member);
        }
        for choice in [Choice::OneOf, Choice::AnyOf] {
            if let Some(list) = self.tree.member(node, choice.keyword()) {
                self.choice(choice, list);
            }
        }
    }

    fn choice(&mut self, choice: Choice, list: Node<'a>) {
        let (nulls, members): (Vec<_>, Vec<_>) =
            self.tree.elements(list).into_iter().partition(|member| is_null(self.tree.resolve(*member)));
        let or_null = !nulls.is_empty();
        match members.as_slice() {
            [] if or_null => self.parts.types = self.parts.types.and(Types::NULL),
            [] => {}
            [only] if self.fold == Fold::Yes => {
                self.parts.or_null |= or_null;
                self.parts.folded = true;
                self.enter(*only);
            }
            _ => {
                self.parts.or_null |= or_null;
                let types = self.bare_types(&members);
                let values = if types.is_none() { self.bare_values(&members) } else { None };
                self.parts.folded |= types.is_some() || values.is_some();
                match (self.fold, types, values) {
                    (Fold::Yes, Some(types), _) => {
                        self.parts.types = self.parts.types.and(types);
                        self.parts.written = Written::Union;
                    }
                    (Fold::Yes, _, Some(values)) => self.parts.values.push(values),
                    _ => self.parts.unions.push(Union { choice, at: list, members }),
                }
            }
        }
    }

    /// The types of alternatives that say nothing else.
    fn bare_types(&self, members: &[Node<'a>]) -> Option<Types> {
        members.iter().try_fold(Types::NONE, |types, member| {
            let member = self.tree.resolve(*member);
            says_only(member, &["type"]).then(|| declared(self.tree, member)).flatten().map(|these| types.or(these))
        })
    }

    /// The values of alternatives that are lists of values.
    fn bare_values(&self, members: &[Node<'a>]) -> Option<Vec<Node<'a>>> {
        let mut values = Vec::new();
        for member in members {
            let member = self.tree.resolve(*member);
            if !says_only(member, &["type", "enum", "const"]) {
                return None;
            }
            let before = values.len();
            values.extend(self.tree.elements_of(member, "enum"));
            values.extend(self.tree.member(member, "const"));
            if values.len() == before {
                return None;
            }
        }
        Some(values)
    }
}

/// What `type` says; `None` without it, or when it is no type.
pub(crate) fn declared<'a>(tree: &Tree<'a>, node: Node<'a>) -> Option<Types> {
    match node.value.get("type")? {
        Value::String(name) => Types::named(name),
        Value::Array(_) => {
            let names = tree.elements_of(node, "type");
            let types = names.iter().filter_map(|name| Types::named(name.value.as_str()?));
            Some(types.fold(Types::NONE, Types::or))
        }
        _ => None,
    }
}

/// Whether a schema has no keyword of weight but these.
fn says_only(node: Node<'_>, keywords: &[&str]) -> bool {
    node.object().is_some_and(|members| {
        members.keys().all(|key| keywords.contains(&key.as_str()) || is_annotation(key))
            && keywords.iter().any(|key| members.contains_key(*key))
    })
}

/// Whether a schema accepts whatever its place accepts: it says nothing of weight.
pub(crate) fn says_nothing(node: Node<'_>) -> bool {
    match node.value {
        Value::Bool(truth) => *truth,
        Value::Object(members) => members.keys().all(|key| is_annotation(key)),
        _ => false,
    }
}

/// Whether nothing stands beside a reference that says anything to a program.
pub(crate) fn is_bare(node: Node<'_>) -> bool {
    const WORDS: [&str; 7] = ["$comment", "description", "example", "examples", "externalDocs", "summary", "title"];
    let told = |key: &String| key == "$ref" || WORDS.contains(&key.as_str());
    node.object().is_some_and(|members| members.keys().all(told))
}

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Whether null is the only valid value.
fn is_null(node: Node<'_>) -> bool {
    let only = |value: Option<&Value>| matches!(value, Some(Value::Null));
    let enumerated = node.value.get("enum").and_then(Value::as_array);
    node.text("type") == Some("null")
        || node.has("const") && only(node.value.get("const"))
        || enumerated.is_some_and(|values| values.len() == 1 && only(values.first()))
        || node
            .value
            .get("type")
            .and_then(Value::as_array)
            .is_some_and(|names| names.len() == 1 && names.first().and_then(Value::as_str) == Some("null"))
}
