//! The document held against the keyword table: what does not fit is reported and taken out, every object gets its stamp,
//! and every `$ref` is collected. After it the shapes of all values are known to be right.

use std::collections::HashSet;

use crate::diag::{Diag, Severity};
use crate::source::{Object, Pointer, Value};

use super::contain;
use super::context::Context;
use super::imports::{self, Imports, Led};
use super::instead;
use super::near::nearest;
use super::rules;
use super::shape::{self, Spot};
use super::sites::{Site, Verdict, stamp};
use super::table::{How, Kind, Missing, Row, Shape};
use super::tables::required;
use super::version::{ALL, first_of};
use super::words;

/// A document whose shapes are right.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) root: Value,
    /// Every `$ref`, in document order.
    pub(super) refs: Vec<RefUse>,
    /// What was taken out with an error, so that a reference to it needs no second one.
    pub(super) dropped: HashSet<Pointer>,
}

/// A `$ref` or a value of a discriminator mapping.
#[derive(Debug)]
pub(super) struct RefUse {
    /// The object that has it.
    pub(super) site: Site,
    /// The value of the mapping; `None` for `$ref`.
    pub(super) mapping: Option<String>,
    /// What is expected there.
    pub(super) kind: Kind,
    /// As it is written.
    pub(super) text: String,
    /// Where it leads.
    pub(super) led: Led,
}

/// Holds the document against the table, and what it refers to in other files.
pub(super) fn check(value: Value, imports: &mut Imports<'_>, cx: &mut Context) -> Option<Checked> {
    let file = cx.file().to_owned();
    let mut check = Check {
        depth: 0,
        taken: (0, 0),
        cx,
        imports,
        file,
        within: Vec::new(),
        refs: Vec::new(),
        dropped: HashSet::new(),
    };
    let mut root = check.node(Kind::Root, value, Site::ROOT, Severity::Error)?;
    while let Some(import) = check.imports.next() {
        check.file = import.file;
        let site = imports::site(&import.place, import.kind, check.cx);
        if let Some(value) = check.node(import.kind, import.value, site, Severity::Error) {
            imports::put(&mut root, &import.place, value);
        }
    }
    Some(Checked { root, refs: check.refs, dropped: check.dropped })
}

/// How deep nodes may be in each other: much more than people write, and what every later stage can recurse into.
const DEPTH: usize = 128;

pub(super) struct Check<'c, 'f> {
    depth: usize,
    /// How many references were followed where the standard has none, and to how many values.
    pub(super) taken: (usize, usize),
    pub(super) cx: &'c mut Context,
    pub(super) imports: &'c mut Imports<'f>,
    /// The file that is being read.
    pub(super) file: String,
    /// What is being read in place of references: path items of other files, and what no component can be.
    pub(super) within: Vec<(String, Pointer)>,
    refs: Vec<RefUse>,
    dropped: HashSet<Pointer>,
}

impl Check<'_, '_> {
    /// A node of a known kind; `None` when it is not usable, which was then said with `severity`.
    fn node(&mut self, kind: Kind, value: Value, site: Site, severity: Severity) -> Option<Value> {
        if kind.section().is_some() {
            return self.here(kind, value, site, severity);
        }
        self.instead(Some(kind), value, site, |this, value| this.here(kind, value, site, severity))
    }

    fn here(&mut self, kind: Kind, value: Value, site: Site, severity: Severity) -> Option<Value> {
        let checked = match value {
            Value::Object(_) if self.depth == DEPTH => {
                let at = self.cx.place(site);
                self.cx.say(Diag::error("too-deep", at, format!("nested more than {DEPTH} levels deep")));
                None
            }
            Value::Object(members) => {
                self.depth += 1;
                let before = self.cx.said.len();
                let checked = self.object(kind, members, site, severity);
                self.depth -= 1;
                contain::within(self.cx, kind, checked, site, before)
            }
            Value::Bool(truth) if kind == Kind::Schema && self.cx.version.has_json_schema() => {
                Some(boolean_schema(truth))
            }
            other => {
                let at = self.cx.place(site);
                let message = format!("this {} is {}, expected an object", kind.name(), shape::article(&other));
                self.cx.say(if severity == Severity::Error && !contain::is_part(kind) {
                    Diag::error("wrong-type", at, message)
                } else {
                    Diag::degraded("wrong-type", at, message)
                });
                None
            }
        };
        match checked {
            Some(mut members) => {
                stamp(&mut members, site);
                Some(Value::Object(members))
            }
            None => {
                contain::lost(self.cx, kind, site);
                self.dropped.insert(self.cx.sites.pointer(site));
                None
            }
        }
    }

    pub(super) fn object(&mut self, kind: Kind, mut members: Object, site: Site, severity: Severity) -> Option<Object> {
        if kind == Kind::Schema && self.cx.version.has_json_schema() {
            self.imports.settle_dynamic(&mut members, &self.file, self.cx);
        }
        let is_ref = kind.section().is_some() && members.contains_key("$ref");
        if kind == Kind::PathItem
            && let Some(read) = self.path_item(&members, site, severity)
        {
            return read;
        }
        if is_ref {
            self.reference(kind, &mut members, site)?;
        }
        words::read(kind, &mut members, site, self.cx);
        if kind == Kind::Root {
            self.one_list_of_webhooks(&mut members, site);
        }
        let mut read = Object::with_capacity(members.len() + 1);
        for (key, value) in members {
            if self.is_reserved(kind, &key, site) {
                continue;
            }
            let own = || kind.row(&key, ALL).is_some_and(|row| row.versions & self.cx.version.bit() != 0);
            if (key.starts_with("x-") && !own()) || (is_ref && key == "$ref") {
                read.insert(key, value);
            } else if let Some((key, value)) = self.member(kind, key, value, site) {
                read.insert(key, value);
            }
        }
        if !is_ref {
            self.complete(kind, &mut read, site, severity)?;
            if rules::apply(self.cx, kind, &mut read, site, severity) == Verdict::Drop {
                return None;
            }
        }
        Some(read)
    }

    /// `x-webhooks` is `webhooks` under another name, and only one of them can be kept.
    fn one_list_of_webhooks(&mut self, members: &mut Object, site: Site) {
        if self.cx.version.has_json_schema() && members.contains_key("webhooks") && members.contains_key("x-webhooks") {
            let message = "`x-webhooks` is left out: `webhooks` says what is sent".to_owned();
            self.cx.degraded("webhooks-twice", site, "x-webhooks", message);
            members.shift_remove("x-webhooks");
        }
    }

    /// Keys that lowering writes would be taken for its own.
    fn is_reserved(&mut self, kind: Kind, key: &str, site: Site) -> bool {
        let Some(own) = key.strip_prefix("x-bursar-") else { return false };
        let kept = kind.row(own, ALL).is_some_and(|row| matches!(row.how, How::Kept | How::Constraint));
        let reserved = kept || RESERVED.contains(&own);
        if reserved {
            let message = format!("`{key}` is written by the generator and cannot be given");
            self.cx.say(Diag::error("reserved-key", self.cx.place_of(site, key), message));
        }
        reserved
    }

    /// Collects a `$ref` and takes out the siblings that have no meaning beside it.
    fn reference(&mut self, kind: Kind, members: &mut Object, site: Site) -> Option<()> {
        match members.get("$ref") {
            Some(Value::String(text)) => {
                let led = self.imports.lead(text, &self.file, kind, self.cx);
                self.refs.push(RefUse { site, mapping: None, kind, text: text.clone(), led });
            }
            Some(other) => {
                let spot = Spot { site, key: "$ref", severity: Severity::Error };
                shape::wrong_type(self.cx, spot, other, "a string");
                return None;
            }
            None => {}
        }
        let version = self.cx.version;
        if kind == Kind::Schema && version.has_json_schema() {
            return Some(());
        }
        let mut ignored = Vec::new();
        members.retain(|key, _| {
            let keep = key == "$ref"
                || (kind == Kind::Schema
                    && (matches!(key.as_str(), "nullable" | "x-nullable") || key.starts_with("x-bursar-")));
            // OAS 3.1.1 §4.8.23: both are allowed there, and say nothing that a client needs
            let silent = key.starts_with("x-") || (version.has_json_schema() && is_remark(key));
            if !keep && !silent {
                ignored.push(key.clone());
            }
            keep
        });
        for key in ignored {
            let message = format!("`{key}` beside `$ref` is ignored, as {} says", version.name());
            if kind == Kind::PathItem && !is_remark(&key) {
                self.cx.degraded("ref-siblings", site, &key, message);
            } else {
                self.cx.note("ref-siblings", site, &key, message);
            }
        }
        Some(())
    }

    fn member(&mut self, kind: Kind, key: String, value: Value, site: Site) -> Option<(String, Value)> {
        if let Some(below) = rules::pattern(self.cx, kind, &key, site) {
            let below = below?;
            let child = self.cx.sites.child(site, &key, Some(below));
            let value = self.present(below, &key, value, site)?;
            let value = self.node(below, value, child, Severity::Error)?;
            return Some((rules::canonical(self.cx, kind, key, child), value));
        }
        let version = self.cx.version;
        let Some(row) = kind.row(&key, version.bit()) else {
            self.unknown(kind, &key, site);
            return None;
        };
        if row.versions & version.bit() == 0 {
            self.foreign(kind, row, site)?;
        }
        match row.how {
            How::Ignored => return None,
            How::Unsupported => {
                let message = format!("`{key}` of {} is not supported", first_of(row.versions));
                self.cx.degraded("unsupported-keyword", site, &key, message);
                return None;
            }
            How::Constraint => {
                let message = format!("`{key}` restricts values and changes no type; it is kept for documentation");
                self.cx.note("constraint-keyword", site, &key, message);
            }
            How::Parsed | How::Aside | How::Lowered | How::Kept => {}
        }
        let value = self.value(row, value, site)?;
        let kept = matches!(row.how, How::Kept | How::Constraint);
        Some((if kept { kept_key(&key) } else { key }, value))
    }

    /// A path or status with nothing after it.
    fn present(&mut self, kind: Kind, key: &str, value: Value, site: Site) -> Option<Value> {
        if !matches!(value, Value::Null) {
            return Some(value);
        }
        let reading = if kind == Kind::Response { "empty" } else { "absent" };
        self.cx.note("null-value", site, key, format!("`{key}` is null; it is read as {reading}"));
        (kind == Kind::Response).then(|| Value::Object(Object::new()))
    }

    fn unknown(&mut self, kind: Kind, key: &str, site: Site) {
        let at = self.cx.place_of(site, key);
        let message = format!("`{key}` is not a key of {}", kind.with_article());
        let diag = Diag::note("unknown-key", at, message);
        self.cx.say(match nearest(key, kind.keys(self.cx.version.bit())) {
            Some(near) => diag.help(format!("did you mean `{near}`?")),
            None => diag,
        });
    }

    /// A keyword of another version: schemas may have it all the same, elsewhere it has no meaning.
    fn foreign(&mut self, kind: Kind, row: &Row, site: Site) -> Option<()> {
        let (key, other, own) = (row.key, first_of(row.versions), self.cx.version.name());
        if kind == Kind::Schema {
            let message = format!("`{key}` is a keyword of {other}, not of {own}; it is read as there");
            self.cx.note("foreign-keyword", site, key, message);
            return Some(());
        }
        let message = format!("`{key}` is a keyword of {other} and has no meaning in {own}");
        self.cx.degraded("foreign-keyword", site, key, message);
        None
    }

    fn value(&mut self, row: &Row, value: Value, site: Site) -> Option<Value> {
        if matches!(row.shape, Shape::Map(_) | Shape::Many(_)) && instead::reference(&value).is_some() {
            let whole = self.cx.sites.child(site, row.key, None);
            return self.instead(None, value, whole, |this, value| this.own_value(row, value, site));
        }
        self.own_value(row, value, site)
    }

    fn own_value(&mut self, row: &Row, value: Value, site: Site) -> Option<Value> {
        let severity = if row.how == How::Aside { Severity::Degraded } else { Severity::Error };
        let spot = Spot { site, key: row.key, severity };
        if matches!(value, Value::Null) && !matches!(row.shape, Shape::Any | Shape::Types) {
            self.cx.note("null-value", site, row.key, format!("`{}` is null; it is read as absent", row.key));
            return None;
        }
        match (row.shape, self.emptied(row, value, site)) {
            (Shape::SchemaOrBool, value @ Value::Bool(_)) => Some(value),
            (Shape::SchemaOrBool, value) => self.one(Kind::Schema, value, spot),
            (Shape::One(kind), value) => self.one(kind, value, spot),
            (Shape::Many(kind), Value::Array(items)) => Some(self.many(kind, items, spot)),
            (Shape::Many(_), other) => {
                shape::wrong_type(self.cx, spot, &other, "an array");
                None
            }
            (Shape::Map(kind), Value::Object(members)) => Some(self.map(kind, members, spot)),
            (Shape::Map(_), other) => {
                shape::wrong_type(self.cx, spot, &other, "an object");
                None
            }
            (_, value) => {
                let value = shape::plain(self.cx, row, spot, value)?;
                self.mapping(row, &value, site);
                Some(value)
            }
        }
    }

    /// Languages that have one type for lists and maps write either, when it is empty, as the other.
    fn emptied(&mut self, row: &Row, value: Value, site: Site) -> Value {
        let (read, what) = match (row.shape, &value) {
            (Shape::Map(_) | Shape::One(_) | Shape::TextMap, Value::Array(items)) if items.is_empty() => {
                (Value::Object(Object::new()), "object")
            }
            (
                Shape::Many(_) | Shape::Texts | Shape::Values | Shape::Required | Shape::Security,
                Value::Object(members),
            ) if members.is_empty() => (Value::Array(Vec::new()), "array"),
            _ => return value,
        };
        let found = shape::article(&value);
        let message = format!("`{}` is {found} without content; it is read as an empty {what}", row.key);
        self.cx.note("empty-container", site, row.key, message);
        read
    }

    /// The values of a discriminator's `mapping` refer to schemas (OAS 3.0.4 §4.7.25).
    fn mapping(&mut self, row: &Row, value: &Value, site: Site) {
        if row.key != "mapping" || !matches!(row.shape, Shape::TextMap) {
            return;
        }
        for (key, target) in value.as_object().into_iter().flatten() {
            let text = target.as_str().unwrap_or_default().to_owned();
            let led = self.imports.lead_mapping(&text, &self.file, self.cx);
            self.refs.push(RefUse { site, mapping: Some(key.clone()), kind: Kind::Schema, text, led });
        }
    }

    fn one(&mut self, kind: Kind, value: Value, spot: Spot<'_>) -> Option<Value> {
        let site = self.cx.sites.child(spot.site, spot.key, Some(kind));
        self.node(kind, value, site, spot.severity)
    }

    fn many(&mut self, kind: Kind, items: Vec<Value>, spot: Spot<'_>) -> Value {
        let list = self.cx.sites.child(spot.site, spot.key, None);
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let site = self.cx.sites.child(list, &index.to_string(), Some(kind));
            read.extend(self.node(kind, item, site, spot.severity));
        }
        Value::Array(read)
    }

    fn map(&mut self, kind: Kind, members: Object, spot: Spot<'_>) -> Value {
        let map = self.cx.sites.child(spot.site, spot.key, None);
        let in_components = self.cx.sites.kind(spot.site) == Some(Kind::Components);
        let mut read = Object::with_capacity(members.len());
        for (key, member) in members {
            if in_components && !is_component_name(&key) {
                let message = format!("`{key}` is no name that a component may have (letters, digits, `.`, `-`, `_`)");
                self.cx.note("component-name", map, &key, message);
            }
            let member = if matches!(member, Value::Null) && kind == Kind::Schema {
                self.cx.note(
                    "null-value",
                    map,
                    &key,
                    format!("`{key}` is null; it is read as a schema without conditions"),
                );
                Value::Object(Object::new())
            } else {
                member
            };
            let site = self.cx.sites.child(map, &key, Some(kind));
            let member = self.node(kind, member, site, spot.severity);
            read.extend(member.map(|member| (key, member)));
        }
        Value::Object(read)
    }

    /// Required keys that are missing.
    fn complete(&mut self, kind: Kind, members: &mut Object, site: Site, severity: Severity) -> Option<()> {
        for (key, versions, missing) in required(kind) {
            if versions & self.cx.version.bit() == 0 || members.contains_key(*key) {
                continue;
            }
            let message = format!("this {} has no `{key}`", kind.name());
            let at = self.cx.place(site);
            match missing {
                Missing::Fatal if severity == Severity::Error => {
                    self.cx.say(Diag::error("missing-key", at, message));
                    return None;
                }
                Missing::Fatal => {
                    self.cx.say(Diag::degraded("missing-key", at, message));
                    return None;
                }
                Missing::Text => {
                    self.cx.say(Diag::note("missing-key", at, format!("{message}; it is read as empty")));
                    members.insert((*key).to_owned(), "".into());
                }
                Missing::Object(texts) => {
                    self.cx.say(Diag::note("missing-key", at, format!("{message}; it is read as empty")));
                    let empty = texts.iter().map(|text| ((*text).to_owned(), Value::from("")));
                    members.insert((*key).to_owned(), Value::Object(empty.collect()));
                }
            }
        }
        Some(())
    }
}

/// The ends of `x-bursar-*` keys that are written beside those of kept keywords.
const RESERVED: &[&str] = &[
    "version",
    "hoisted",
    "const",
    "null",
    "types",
    "enum",
    "default",
    "minimum",
    "maximum",
    "multipleOf",
    "examples",
    "collectionFormat",
    "contentEncoding",
    "contentMediaType",
    "left-out",
    "unusable",
];

/// `true` allows everything, `false` nothing (JSON Schema 2020-12 §4.3.2).
fn boolean_schema(truth: bool) -> Object {
    let mut schema = Object::new();
    if !truth {
        schema.insert("not".to_owned(), Value::Object(Object::new()));
    }
    schema
}

/// What a key that is kept is called afterwards.
pub(super) fn kept_key(key: &str) -> String {
    format!("x-bursar-{}", key.strip_prefix("x-").unwrap_or(key))
}

pub(super) fn is_remark(key: &str) -> bool {
    matches!(key, "summary" | "description")
}

fn is_component_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}
