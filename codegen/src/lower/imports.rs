//! What references take from files beside the document: each target becomes a component, read in its own file, so that
//! later passes meet one document. Path items are taken in place, for a path is all that they are for.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::Files;
use crate::diag::Diags;
use crate::source::{Object, Origin, Pointer, Target, Trace, Value, load, percent_decoded};

use super::anchors::{Anchors, Found};
use super::context::Context;
use super::instead;
use super::marks;
use super::refs;
use super::sites::Site;
use super::table::Kind;
use super::version::Version;

/// The files beside the document, and what was asked of them.
pub(super) struct Imports<'f> {
    files: &'f Files,
    spec: String,
    version: Version,
    values: HashMap<String, Option<Value>>,
    /// The names that the schemas of a file give themselves, once they were asked for.
    anchors: HashMap<String, Anchors>,
    places: HashMap<(String, Pointer, Kind), Pointer>,
    taken: HashSet<Pointer>,
    queue: VecDeque<Import>,
    /// Where the places that were made came from.
    origins: Vec<(Pointer, Origin)>,
    said: Diags,
}

/// A target that is still to be read.
pub(super) struct Import {
    pub(super) kind: Kind,
    pub(super) file: String,
    pub(super) value: Value,
    /// Where it is put into the document, as references name it.
    pub(super) place: Pointer,
}

/// Where a reference leads.
#[derive(Debug)]
pub(super) enum Led {
    /// To this reference, within the document.
    Here(String),
    /// Out of the folder.
    Outside,
    /// To a file that is not there, or cannot be read.
    NoFile(String),
    /// To nothing in this file.
    Nothing(String),
    /// To several schemas, which have the same name.
    Several(Vec<Pointer>),
}

/// A part of another file.
pub(super) struct Part {
    pub(super) file: String,
    pub(super) pointer: Pointer,
    pub(super) value: Value,
}

impl<'f> Imports<'f> {
    pub(super) fn new(files: &'f Files, spec: &str, root: &Value, version: Version) -> Self {
        let own = instead::is_needed(root).then(|| (spec.to_owned(), Some(root.clone())));
        Self {
            files,
            spec: spec.to_owned(),
            version,
            values: own.into_iter().collect(),
            anchors: HashMap::new(),
            places: HashMap::new(),
            taken: refs::components(root, version).map(|(part, name)| section(part, version).child(name)).collect(),
            queue: VecDeque::new(),
            origins: Vec::new(),
            said: Diags::default(),
        }
    }

    /// Where the reference `text`, which stands in `file` and means a `kind`, leads.
    pub(super) fn lead(&mut self, text: &str, file: &str, kind: Kind, cx: &mut Context) -> Led {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let Target::File(name) = Target::of(file, path) else { return Led::Outside };
        let named = match self.named(&name, &percent_decoded(fragment), cx) {
            Found::Nothing => None,
            Found::One(pointer) => Some(pointer.clone()),
            Found::Several(all) => return Led::Several(all.to_vec()),
        };
        if name == self.spec {
            let text = named.map(|at| at.to_string().replace('%', "%25"));
            return Led::Here(text.unwrap_or_else(|| format!("#{fragment}")));
        }
        let pointer = named.or_else(|| Pointer::parse(&percent_decoded(fragment)));
        let Some(pointer) = pointer else { return Led::Nothing(name) };
        match self.read(&name, cx) {
            None => return Led::NoFile(name),
            Some(root) if root.at(&pointer).is_none() => return Led::Nothing(name),
            Some(_) => {}
        }
        let key = (name, pointer, kind);
        if let Some(place) = self.places.get(&key) {
            return Led::Here(place.to_string());
        }
        let place = self.place(&key.0, &key.1, kind);
        let (name, pointer, _) = &key;
        let value = self.values.get(name).and_then(Option::as_ref).and_then(|root| root.at(pointer)).cloned();
        let value = value.unwrap_or(Value::Null);
        self.queue.push_back(Import { kind, file: name.clone(), value, place: place.clone() });
        self.origin(&place, name, pointer);
        cx.taken.insert(place.clone(), format!("{name}{pointer}"));
        self.places.insert(key, place.clone());
        Led::Here(place.to_string())
    }

    /// A `$dynamicRef` is a `$ref` where only one schema can be meant (JSON Schema 2020-12 §8.2.3.2): it names no anchor, or the
    /// only one of that name.
    pub(super) fn settle_dynamic(&mut self, members: &mut Object, file: &str, cx: &mut Context) {
        const KEY: &str = "$dynamicRef";
        let Some(text) = members.get(KEY).and_then(Value::as_str).filter(|_| !members.contains_key("$ref")) else {
            return;
        };
        let Some((path, fragment)) = text.split_once('#') else { return };
        let fragment = percent_decoded(fragment).into_owned();
        let Target::File(name) = Target::of(file, path) else { return };
        if Pointer::parse(&fragment).is_some() || matches!(self.named(&name, &fragment, cx), Found::One(_)) {
            let target = Value::from(text);
            members.shift_remove(KEY);
            members.insert("$ref".to_owned(), target);
        }
    }

    /// What has the name `fragment` in a file, if that is a name and no JSON Pointer.
    fn named(&mut self, file: &str, fragment: &str, cx: &mut Context) -> Found<'_> {
        if Pointer::parse(fragment).is_some() {
            return Found::Nothing;
        }
        if !self.anchors.contains_key(file) {
            let is_kept = file != self.spec || self.values.contains_key(file);
            let root = if is_kept { self.read(file, cx) } else { None };
            let anchors = root.map(Anchors::of).unwrap_or_default();
            self.anchors.insert(file.to_owned(), anchors);
        }
        self.anchors.get(file).map_or(Found::Nothing, |anchors| anchors.find(fragment))
    }

    /// The same for the value of a discriminator's mapping, which may also be the name of a schema (OAS 3.0.4 §4.7.25).
    pub(super) fn lead_mapping(&mut self, text: &str, file: &str, cx: &mut Context) -> Led {
        let named = section("schemas", self.version).child(text);
        let is_name = self.taken.contains(&named) || !text.contains(['/', '.', '#']);
        if is_name { Led::Here(named.to_string()) } else { self.lead(text, file, Kind::Schema, cx) }
    }

    /// What the reference `text`, which stands in `file`, names in another file; nothing when that is not another file.
    pub(super) fn part(&mut self, text: &str, file: &str, cx: &mut Context) -> Option<Part> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let Target::File(name) = Target::of(file, path) else { return None };
        let pointer = Pointer::parse(&percent_decoded(fragment))?;
        if name == self.spec {
            return None;
        }
        let value = self.read(&name, cx)?.at(&pointer)?.clone();
        Some(Part { file: name, pointer, value })
    }

    /// What the reference `text`, which stands in `file`, names, in whichever file; or why there is nothing.
    pub(super) fn take(&mut self, text: &str, file: &str, cx: &mut Context) -> Result<Part, Led> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let Target::File(name) = Target::of(file, path) else { return Err(Led::Outside) };
        let nothing = || match name == self.spec {
            true => Led::Here(text.to_owned()),
            false => Led::Nothing(name.clone()),
        };
        let (nothing, pointer) = (nothing(), Pointer::parse(&percent_decoded(fragment)));
        let Some(pointer) = pointer else { return Err(nothing) };
        let Some(root) = self.read(&name, cx) else { return Err(Led::NoFile(name)) };
        match root.at(&pointer).cloned() {
            Some(value) => Ok(Part { file: name, pointer, value }),
            None => Err(nothing),
        }
    }

    /// Remembers that what is at `place` stands at `pointer` of `file`.
    pub(super) fn origin(&mut self, place: &Pointer, file: &str, pointer: &Pointer) {
        self.origins.push((place.clone(), Origin::new(file, pointer.clone())));
    }

    /// The next target to be read.
    pub(super) fn next(&mut self) -> Option<Import> {
        self.queue.pop_front()
    }

    /// Hands over where the places come from, and what was wrong with the files.
    pub(super) fn close(self, trace: &mut Trace, diags: &mut Diags) {
        if !self.origins.is_empty() {
            trace.next_layer();
            for (place, origin) in self.origins {
                trace.moved(place, origin);
            }
        }
        diags.extend(self.said);
    }

    fn read(&mut self, name: &str, cx: &mut Context) -> Option<&Value> {
        if !self.values.contains_key(name) {
            let value = self.files.contains_key(name).then(|| load(self.files, name, &mut self.said)).flatten();
            let value = value.filter(|value| marks::refuse(value, cx).is_some());
            self.values.insert(name.to_owned(), value);
        }
        self.values.get(name)?.as_ref()
    }

    /// A name for a new component: that of its target, of the file before it, or told apart by a hash of both.
    fn place(&mut self, file: &str, pointer: &Pointer, kind: Kind) -> Pointer {
        let stem = file.rsplit('/').next().unwrap_or(file);
        let stem = safe(stem.rsplit_once('.').map_or(stem, |(stem, _)| stem));
        let last = pointer.last().map(|key| safe(&key)).filter(|key| !key.is_empty());
        let short = last.clone().unwrap_or_else(|| stem.clone());
        let long = last.map_or_else(|| safe(file), |last| format!("{stem}_{last}"));
        let hashed = format!("{short}_{:08x}", refs::fnv(&format!("{file}{pointer}")));
        let at = |name: &str| section(kind.section().unwrap_or("schemas"), self.version).child(name);
        let free = [short, long, hashed.clone()].iter().map(|name| at(name)).find(|at| !self.taken.contains(at));
        let place = free.unwrap_or_else(|| at(&format!("{hashed}{}", pointer.as_str())));
        self.taken.insert(place.clone());
        place
    }
}

fn safe(text: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' };
    text.chars().map(safe).collect::<String>().trim_matches('_').to_owned()
}

/// Where the components of a section are, as references name them.
fn section(section: &str, version: Version) -> Pointer {
    let section = section.strip_prefix("x-bursar-").unwrap_or(section);
    match (version, section) {
        (Version::V20, "schemas") => Pointer::root().child("definitions"),
        (Version::V20, "securitySchemes") => Pointer::root().child("securityDefinitions"),
        (Version::V20, section) => Pointer::root().child(section),
        (_, section) => Pointer::root().join(["components", section]),
    }
}

/// Puts what was read at its place; sections that are missing are made.
pub(super) fn put(root: &mut Value, place: &Pointer, value: Value) {
    let keys: Vec<String> = place.keys().map(|key| key.into_owned()).collect();
    let Some((name, above)) = keys.split_last() else { return };
    let mut at = root;
    for key in above {
        let Value::Object(members) = at else { return };
        let kept = super::check::kept_key(key);
        let is_kept = members.contains_key(&kept) || matches!(key.as_str(), "pathItems" | "callbacks");
        let key = if is_kept { kept } else { key.clone() };
        at = members.entry(key).or_insert_with(|| Value::Object(Object::new()));
    }
    if let Value::Object(members) = at {
        members.insert(name.clone(), value);
    }
}

/// The site of a place: it is spelled like it, and belongs to no object of the document.
pub(super) fn site(place: &Pointer, kind: Kind, cx: &mut Context) -> Site {
    let keys: Vec<String> = place.keys().map(|key| key.into_owned()).collect();
    let last = keys.len().saturating_sub(1);
    keys.iter().enumerate().fold(Site::ROOT, |at, (index, key)| {
        let kind = (index == last).then_some(kind);
        cx.sites.child(at, key, kind)
    })
}
