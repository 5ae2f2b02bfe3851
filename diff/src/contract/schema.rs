//! A schema as it is compared: one view of all its parts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use bursar_codegen::source::Value;
use indexmap::IndexMap;

use super::gather::{self, Fold, Parts, Siblings, Union, Written};
use super::node::{Node, Place, Tree};
use super::types::Types;
use super::value::same;

/// The number of a schema among the [`Schemas`] of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SchemaId(u32);

/// A field of a form of Swagger 2.0, where the body is a list of parameters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) node: Node<'a>,
}

/// What a schema is made of.
#[derive(Debug, Clone)]
pub(crate) enum Made<'a> {
    /// All of these hold.
    Of(Vec<Node<'a>>),
    /// The parameters of a form, and the list that they stand in.
    Form(Node<'a>, Vec<Field<'a>>),
}

/// Whether null is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Null {
    Valid,
    Invalid,
    /// No type is named, so nothing is said of it.
    Unsaid,
}

/// What holds of properties that are not named.
#[derive(Debug, Clone)]
pub(crate) enum Additional<'a> {
    Open,
    Closed,
    Schema(Vec<Node<'a>>),
}

/// A schema with everything that holds of it.
#[derive(Debug)]
pub(crate) struct Schema<'a> {
    pub(crate) id: SchemaId,
    /// Where it stands; of a reference, where it leads.
    pub(crate) at: Place,
    /// Its schema objects.
    pub(crate) parts: Vec<Node<'a>>,
    /// Without null.
    pub(crate) types: Types,
    pub(crate) written: Written,
    pub(crate) null: Null,
    /// The only valid values, without null, of `enum`; with the place of the list.
    pub(crate) values: Option<(Place, Vec<Node<'a>>)>,
    pub(crate) constant: Option<Node<'a>>,
    pub(crate) properties: IndexMap<&'a str, Vec<Node<'a>>>,
    /// Names, and the list that says they are required.
    pub(crate) required: IndexMap<&'a str, Node<'a>>,
    pub(crate) additional: Additional<'a>,
    pub(crate) items: Vec<Node<'a>>,
    pub(crate) unions: Vec<Union<'a>>,
    pub(crate) all_of: Vec<Node<'a>>,
    /// The same with its alternatives of bare types or values left as alternatives, when it has such.
    pub(crate) unfolded: Option<Rc<Schema<'a>>>,
}

/// All schemas of a document that were asked for, each once.
pub(crate) struct Schemas<'a> {
    pub(crate) tree: Tree<'a>,
    siblings: Siblings,
    known: RefCell<HashMap<Vec<usize>, Rc<Schema<'a>>>>,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(tree: Tree<'a>, siblings: Siblings) -> Self {
        Self { tree, siblings, known: RefCell::default() }
    }

    /// The schema that is made of this.
    pub(crate) fn schema(&self, made: &Made<'a>) -> Rc<Schema<'a>> {
        match made {
            Made::Of(nodes) => self.of(nodes),
            Made::Form(list, fields) => {
                let key = vec![list.address(), 0];
                self.interned(key, |id| form(id, *list, fields))
            }
        }
    }

    /// The schema of which all these hold.
    pub(crate) fn of(&self, nodes: &[Node<'a>]) -> Rc<Schema<'a>> {
        let whole: Vec<_> = nodes.iter().map(|node| self.whole(*node)).collect();
        let mut key: Vec<_> = whole.iter().map(|node| node.address()).collect();
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        // with something beside the reference it is still the schema that it leads to
        let at = whole.first().map_or(self.tree.root().place, |node| self.tree.resolve(*node).place);
        let parts = |fold| gather::gather(&self.tree, self.siblings, fold, &whole);
        let folded = parts(Fold::Yes);
        let unfolded = folded.folded.then(|| {
            // an address that no value has
            key.push(1);
            let schema = self.interned(key.clone(), |id| view(&self.tree, id, at, parts(Fold::No)));
            key.pop();
            schema
        });
        self.interned(key, |id| Schema { unfolded, ..view(&self.tree, id, at, folded) })
    }

    /// Where a reference leads when nothing stands beside it that counts.
    fn whole(&self, node: Node<'a>) -> Node<'a> {
        let mut at = node;
        // bounded as `Tree::resolve` is
        for _ in 0..64 {
            let alone = self.siblings == Siblings::Ignored || gather::is_bare(at);
            match self.tree.target(at).filter(|_| alone) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    fn interned(&self, key: Vec<usize>, make: impl FnOnce(SchemaId) -> Schema<'a>) -> Rc<Schema<'a>> {
        if let Some(schema) = self.known.borrow().get(&key) {
            return Rc::clone(schema);
        }
        let id = SchemaId(u32::try_from(self.known.borrow().len()).unwrap_or(u32::MAX));
        let schema = Rc::new(make(id));
        self.known.borrow_mut().insert(key, Rc::clone(&schema));
        schema
    }
}

impl<'a> Schema<'a> {
    /// Where it says what is required; the schema itself when it does not.
    pub(crate) fn requiring(&self, tree: &Tree<'a>) -> (Place, Option<&'a Value>) {
        let list = self.part("required").and_then(|part| tree.member(part, "required"));
        list.map_or((self.at, None), |list| (list.place, Some(list.value)))
    }

    /// The first part that has the keyword.
    pub(crate) fn part(&self, keyword: &str) -> Option<Node<'a>> {
        self.parts.iter().copied().find(|part| part.has(keyword))
    }

    /// The text of a keyword.
    pub(crate) fn text(&self, keyword: &str) -> Option<&'a str> {
        self.parts.iter().find_map(|part| part.text(keyword))
    }

    /// Whether a keyword is `true` in any part.
    pub(crate) fn says(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.says(keyword))
    }

    /// Whether it says nothing at all about what is valid.
    pub(crate) fn is_any(&self) -> bool {
        self.parts.iter().all(|part| gather::says_nothing(*part)) && self.types == Types::ANY.without(Types::NULL)
    }
}

fn form<'a>(id: SchemaId, list: Node<'a>, fields: &[Field<'a>]) -> Schema<'a> {
    Schema {
        id,
        at: list.place,
        parts: Vec::new(),
        types: Types::OBJECT,
        written: Written::Type,
        null: Null::Invalid,
        values: None,
        constant: None,
        properties: fields.iter().map(|field| (field.name, vec![field.node])).collect(),
        required: fields
            .iter()
            .filter(|field| field.node.says("required"))
            .map(|field| (field.name, field.node))
            .collect(),
        additional: Additional::Open,
        items: Vec::new(),
        unions: Vec::new(),
        all_of: Vec::new(),
        unfolded: None,
    }
}

fn view<'a>(tree: &Tree<'a>, id: SchemaId, at: Place, parts: Parts<'a>) -> Schema<'a> {
    let (types, null) = types_of(tree, &parts);
    let mut properties: IndexMap<&'a str, Vec<Node<'a>>> = IndexMap::new();
    let mut required = IndexMap::new();
    let mut items = Vec::new();
    for part in &parts.nodes {
        for (name, node) in tree.members_of(*part, "properties") {
            properties.entry(name).or_default().push(node);
        }
        if let Some(list) = tree.member(*part, "required") {
            let names = list.value.as_array().unwrap_or_default().iter().filter_map(Value::as_str);
            for name in names {
                required.entry(name).or_insert(list);
            }
        }
        items.extend(tree.member(*part, "items").filter(|items| items.value.as_array().is_none()));
    }
    Schema {
        id,
        at,
        types,
        written: parts.written,
        null,
        values: values_of(tree, &parts),
        constant: parts.nodes.iter().find_map(|part| tree.member(*part, "const")),
        properties,
        required,
        additional: additional_of(tree, &parts.nodes),
        items,
        unions: parts.unions,
        all_of: parts.all_of,
        unfolded: None,
        parts: parts.nodes,
    }
}

/// The types without null, and whether null is valid.
fn types_of<'a>(tree: &Tree<'a>, parts: &Parts<'a>) -> (Types, Null) {
    let mut types = parts.types;
    let mut folded = parts.or_null;
    for (index, part) in parts.nodes.iter().enumerate() {
        let nullable = part.says("nullable") || part.says("x-nullable");
        let these = match gather::declared(tree, *part) {
            Some(declared) if nullable => declared.or(Types::NULL),
            Some(declared) => declared,
            None => inferred(tree, *part),
        };
        // the schema itself is nullable whatever its `allOf` says, which is what people mean by it
        folded |= nullable && index == 0;
        types = types.and(these);
    }
    if parts.nothing {
        types = Types::NONE;
    }
    for values in &parts.values {
        types = types.and(values.iter().fold(Types::NONE, |types, value| types.or(Types::of(value.value))));
    }
    let listed = parts.nodes.iter().filter_map(|part| part.value.get("enum").and_then(Value::as_array));
    let listed_without_null = listed.clone().next().is_some() && !listed.flatten().any(|value| *value == Value::Null);
    let null = match (folded, types) {
        (true, _) => Null::Valid,
        (_, Types::ANY) if parts.unions.is_empty() && !listed_without_null => Null::Unsaid,
        (_, Types::ANY) => Null::Invalid,
        _ if Types::NULL.within(types) && !listed_without_null => Null::Valid,
        _ => Null::Invalid,
    };
    (types.without(Types::NULL), null)
}

/// The types that a schema object without `type` means.
fn inferred<'a>(tree: &Tree<'a>, part: Node<'a>) -> Types {
    if part.has("enum") {
        let values = tree.elements_of(part, "enum");
        return values.iter().fold(Types::NONE, |types, value| types.or(Types::of(value.value)));
    }
    if let Some(constant) = part.value.get("const") {
        return Types::of(constant);
    }
    // nobody writes properties of a text: what has them is an object, or null
    if part.has("properties") || part.has("additionalProperties") {
        Types::OBJECT
    } else if part.has("items") {
        Types::ARRAY
    } else {
        Types::ANY
    }
}

fn values_of<'a>(tree: &Tree<'a>, parts: &Parts<'a>) -> Option<(Place, Vec<Node<'a>>)> {
    let written = parts.nodes.iter().filter_map(|part| tree.member(*part, "enum"));
    let lists = written.map(|list| (list.place, tree.elements(list)));
    let folded = parts.values.iter().filter_map(|values| Some((values.first()?.place, values.clone())));
    let (place, mut values) = lists.chain(folded).reduce(|(place, mut values), (_, other)| {
        values.retain(|value| other.iter().any(|other| same(value.value, other.value)));
        (place, values)
    })?;
    values.retain(|value| *value.value != Value::Null);
    Some((place, values))
}

fn additional_of<'a>(tree: &Tree<'a>, parts: &[Node<'a>]) -> Additional<'a> {
    let written: Vec<_> = parts.iter().filter_map(|part| tree.member(*part, "additionalProperties")).collect();
    if written.iter().any(|node| *node.value == Value::Bool(false)) {
        return Additional::Closed;
    }
    let schemas: Vec<_> = written.into_iter().filter(|node| !gather::says_nothing(tree.resolve(*node))).collect();
    if schemas.is_empty() { Additional::Open } else { Additional::Schema(schemas) }
}
