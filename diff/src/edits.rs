//! Edits of known kinds at seeded places of a document: what a comparison is tested and measured with. The same seed makes the
//! same edits, everywhere.

use std::collections::BTreeSet;

use bursar_codegen::source::{Pointer, Value};

use crate::level::Kind;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// How often an edit is asked for until there is one.
const TRIES: usize = 8;

/// References that are followed to one place.
const HOPS: usize = 16;

/// What is done to a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Edit {
    RemoveProperty,
    AddProperty,
    Require,
    ChangeType,
    AddEnum,
    AddValue,
    RemoveValue,
    Bound,
    Pattern,
    Null,
    Describe,
}

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What was done.
    pub edit: Edit,
    /// To which schema.
    pub at: Pointer,
    /// What has to be found: what about it changed, and the property that it is about; nothing when it means nothing.
    pub expected: Option<(Kind, Option<String>)>,
}

/// All edits that a document offers, in the order that a seed gives.
#[derive(Debug)]
pub struct Edits<'v> {
    value: &'v Value,
    all: Vec<(Edit, Pointer)>,
    seed: Seed,
}

/// Numbers that look random and are always the same (xorshift64*).
#[derive(Debug)]
struct Seed(u64);

impl Seed {
    /// A number below `end`; 0 when there is none.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize;
        number.checked_rem(end).unwrap_or_default()
    }
}

impl<'v> Edits<'v> {
    /// Looks at every schema that operations lead to.
    pub fn of(value: &'v Value) -> Self {
        let offered = |at: &Pointer| value.at(at).map(possible).unwrap_or_default();
        let all = schemas(value).into_iter();
        let all = all.flat_map(|at| offered(&at).into_iter().map(move |edit| (edit, at.clone()))).collect();
        Self { value, all, seed: Seed(0x9E37_79B9_7F4A_7C15) }
    }

    /// The document with the next edit; `None` when it offers none.
    pub fn next_one(&mut self) -> Option<(Value, Made)> {
        let mut edited = self.value.clone();
        let made = self.edit(&mut edited)?;
        Some((edited, made))
    }

    /// The document with so many edits, or fewer when it does not offer as many.
    pub fn many(&mut self, count: usize) -> (Value, Vec<Made>) {
        let mut edited = self.value.clone();
        let mut made: Vec<Made> = Vec::new();
        // some are met twice, and some are no longer to be had after others
        for _ in 0..count * TRIES {
            if made.len() == count {
                break;
            }
            made.extend(self.edit(&mut edited));
        }
        (edited, made)
    }

    /// Makes the next edit, if it can still be made.
    fn edit(&mut self, edited: &mut Value) -> Option<Made> {
        let (edit, at) = self.all.get(self.seed.below(self.all.len()))?.clone();
        let schema = edited.at_mut(&at)?;
        if !possible(schema).contains(&edit) {
            return None;
        }
        let expected = apply(schema, edit, &mut self.seed)?;
        Some(Made { edit, at, expected })
    }
}

fn follow(root: &Value, at: Pointer) -> Option<Pointer> {
    let mut at = at;
    for _ in 0..HOPS {
        match root.at(&at)?.get("$ref").and_then(Value::as_str) {
            Some(reference) => at = Pointer::parse(reference)?,
            None => return Some(at),
        }
    }
    None
}

/// The schemas that operations lead to, by where they stand.
fn schemas(root: &Value) -> BTreeSet<Pointer> {
    let mut queue = Vec::new();
    let keys = |at: &Pointer| -> Vec<Pointer> {
        match root.at(at) {
            Some(Value::Object(members)) => members.keys().map(|key| at.child(key)).collect(),
            Some(Value::Array(items)) => (0..items.len()).map(|index| at.index(index)).collect(),
            _ => Vec::new(),
        }
    };
    for path in keys(&Pointer::root().child("paths")) {
        for operation in
            keys(&path).into_iter().filter(|at| at.last().is_some_and(|key| METHODS.contains(&key.as_ref())))
        {
            let carriers = keys(&operation.child("parameters")).into_iter();
            let carriers = carriers.chain([operation.child("requestBody")]).chain(keys(&operation.child("responses")));
            for carrier in carriers.filter_map(|at| follow(root, at)) {
                queue.push(carrier.child("schema"));
                queue.extend(keys(&carrier.child("content")).into_iter().map(|media| media.child("schema")));
            }
        }
    }
    let mut found = BTreeSet::new();
    while let Some(at) = queue.pop() {
        let Some(at) = follow(root, at).filter(|at| root.at(at).is_some_and(|value| value.as_object().is_some()))
        else {
            continue;
        };
        let unsent = |at: &Pointer| ["readOnly", "writeOnly"].iter().any(|key| root.at(&at.child(key)).is_some());
        if unsent(&at) || !found.insert(at.clone()) {
            continue;
        }
        queue.extend(keys(&at.child("properties")));
        queue.extend([at.child("items"), at.child("additionalProperties")]);
        queue.extend(["allOf", "oneOf", "anyOf"].iter().flat_map(|key| keys(&at.child(key))));
    }
    found
}

fn possible(schema: &Value) -> Vec<Edit> {
    use Edit::{
        AddEnum, AddProperty, AddValue, Bound, ChangeType, Describe, Null, Pattern, RemoveProperty, RemoveValue,
        Require,
    };
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let has = |key: &str| schema.get(key).is_some();
    let mut edits = Vec::new();
    if schema.get("properties").and_then(Value::as_object).is_some_and(|members| !members.is_empty()) {
        edits.extend([RemoveProperty, AddProperty, Require]);
    }
    match text("type") {
        Some("string") if !has("enum") && !has("const") => {
            edits.extend([ChangeType, AddEnum, Bound, Pattern, Describe]);
            edits.extend((!has("nullable")).then_some(Null));
        }
        Some("string") if schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.len() > 1) => {
            edits.extend([AddValue, RemoveValue]);
        }
        Some("integer") if !has("enum") => edits.extend([ChangeType, Bound, Describe]),
        _ => {}
    }
    edits
}

/// What has to be found of an edit; `None` where it cannot be made.
type Expected = Option<(Kind, Option<String>)>;

fn apply(schema: &mut Value, edit: Edit, seed: &mut Seed) -> Option<Expected> {
    let is_text = schema.get("type").and_then(Value::as_str) == Some("string");
    let name = match edit {
        Edit::RemoveProperty | Edit::Require => Some(chosen(schema, seed)?),
        _ => None,
    };
    let members = schema.as_object_mut()?;
    let mut set = |key: &str, value: Value| drop(members.insert(key.to_owned(), value));
    let kind = match edit {
        Edit::RemoveProperty => {
            members.get_mut("properties")?.as_object_mut()?.shift_remove(name.as_ref()?);
            Kind::Existence
        }
        Edit::AddProperty => {
            let text = Value::Object([("type".to_owned(), Value::from("string"))].into_iter().collect());
            members.get_mut("properties")?.as_object_mut()?.insert("brand_new".to_owned(), text);
            return Some(Some((Kind::Existence, Some("brand_new".to_owned()))));
        }
        Edit::Require => {
            let mut list = members.get("required").and_then(Value::as_array).unwrap_or_default().to_vec();
            let before = list.len();
            list.retain(|other| other.as_str() != name.as_deref());
            if list.len() == before {
                list.push(Value::from(name.as_deref()?));
            }
            members.insert("required".to_owned(), Value::Array(list));
            Kind::Requiredness
        }
        Edit::ChangeType => {
            set("type", Value::from("boolean"));
            Kind::Type
        }
        Edit::AddEnum => {
            set("enum", Value::Array(vec![Value::from("a"), Value::from("b")]));
            Kind::Values
        }
        Edit::AddValue | Edit::RemoveValue => {
            let Value::Array(values) = members.get_mut("enum")? else { return None };
            match edit {
                Edit::AddValue => values.push(Value::from("brand new")),
                _ => drop(values.remove(seed.below(values.len()))),
            }
            Kind::Values
        }
        Edit::Bound => {
            set(if is_text { "maxLength" } else { "maximum" }, Value::Number(17_i64.into()));
            Kind::Constraints
        }
        Edit::Pattern => {
            set("pattern", Value::from("^brand new$"));
            Kind::Constraints
        }
        Edit::Null => {
            set("type", Value::Array(vec![Value::from("string"), Value::from("null")]));
            Kind::Requiredness
        }
        Edit::Describe => {
            set("description", Value::from("brand new"));
            return Some(None);
        }
    };
    Some(Some((kind, name)))
}

/// One of the properties.
fn chosen(schema: &Value, seed: &mut Seed) -> Option<String> {
    let members = schema.get("properties")?.as_object()?;
    members.get_index(seed.below(members.len())).map(|(name, _)| name.clone())
}
