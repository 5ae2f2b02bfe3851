//! Every `$ref` checked once: it stays in the file, its target is there, is what is expected, and does not lead back to
//! itself. Targets that are no components are made components, so that later stages meet only `#/components/…`.

use std::collections::{HashMap, HashSet};

use crate::diag::{Diag, Place};
use crate::source::{Object, Pointer, Value, percent_decoded};

use super::check::{Checked, RefUse, kept_key};
use super::contain;
use super::context::Context;
use super::imports::Led;
use super::near::nearest;
use super::sites::{Site, Sites, Verdict, stamp, stamped, visit};
use super::table::Kind;
use super::version::Version;

/// A `$ref` whose target is there.
struct Bound {
    target: Site,
    pointer: Pointer,
}

/// Checks and rewrites all references; those that are wrong are reported and taken out.
pub(super) fn settle(checked: &mut Checked, cx: &mut Context) {
    let mut bound: Vec<Option<Bound>> = Vec::with_capacity(checked.refs.len());
    for reference in &checked.refs {
        bound.push(bind(&checked.root, &checked.dropped, reference, cx));
    }
    let broken = broken(&checked.refs, &bound, cx);
    let mut names = Names::new(&checked.root, cx.version);
    let mut rewritten: HashMap<(Site, Option<&str>), String> = HashMap::new();
    let mut hoisted: HashMap<Site, (Pointer, Kind)> = HashMap::new();
    for (reference, bound) in checked.refs.iter().zip(&bound) {
        let Some(bound) = bound.as_ref().filter(|_| !broken.contains(&reference.site)) else { continue };
        let place = match component(&bound.pointer, reference.kind, cx.version) {
            Some(place) => place,
            None => {
                hoisted.entry(bound.target).or_insert_with(|| (bound.pointer.clone(), reference.kind));
                names.place(bound.target, &bound.pointer, reference.kind)
            }
        };
        rewritten.insert((reference.site, reference.mapping.as_deref()), place.to_string());
    }
    rewrite(&mut checked.root, &rewritten, cx);
    hoist(&mut checked.root, hoisted, &names, cx);
}

/// Finds what a reference names; says why when it cannot.
fn bind(root: &Value, dropped: &HashSet<Pointer>, reference: &RefUse, cx: &mut Context) -> Option<Bound> {
    let text = reference.text.as_str();
    let at = place(reference, cx);
    let fragment = match &reference.led {
        Led::Here(text) => percent_decoded(text),
        led => {
            say_unled(text, led, at, effect(reference.kind), cx);
            return None;
        }
    };
    let Some(pointer) = Pointer::parse(&fragment) else {
        let message = format!("`{text}` is no JSON Pointer, and no schema has it as its `$anchor`");
        let diag = Diag::degraded("dangling-ref", at, message).because(effect(reference.kind));
        cx.say(diag.help("write `#/` and the keys on the way from the root, or the `$anchor` of a schema"));
        return None;
    };
    let Some(found) = find(root, &cx.sites, &pointer) else {
        if !ancestors(&pointer).any(|above| dropped.contains(&above)) {
            let diag = Diag::degraded("dangling-ref", at, format!("`{text}` is not in this document"));
            let diag = diag.because(effect(reference.kind));
            cx.say(match near_target(root, &pointer) {
                Some(near) => diag.help(format!("did you mean `{near}`?")),
                None => diag,
            });
        }
        return None;
    };
    let target = found.as_object().and_then(stamped);
    let kind = target.and_then(|target| cx.sites.kind(target));
    if let (Some(target), true) = (target, kind == Some(reference.kind)) {
        return Some(Bound { target, pointer });
    }
    let expected = reference.kind.with_article();
    let message = match kind {
        Some(kind) => format!("`{text}` is {}; {expected} is expected here", kind.with_article()),
        None => format!("`{text}` is not {expected}"),
    };
    cx.say(Diag::degraded("ref-kind", at, message).because(effect(reference.kind)));
    None
}

/// Says why a reference leads nowhere, and what becomes of its place.
pub(super) fn say_unled(text: &str, led: &Led, at: Place, effect: &str, cx: &mut Context) {
    let diag = match led {
        Led::Outside => Diag::degraded("external-ref", at, format!("`{text}` leads out of the folder of the document"))
            .help(
                "references may lead to files below that folder, and nothing else is ever opened: put the file there",
            ),
        Led::NoFile(name) => {
            let message = format!("`{text}` leads to `{name}`, which is not there or cannot be read");
            let help = "put the file below the folder of the document, as YAML or JSON";
            Diag::degraded("external-ref", at, message).help(help)
        }
        Led::Nothing(name) => Diag::degraded("dangling-ref", at, format!("`{text}` leads to nothing in `{name}`")),
        Led::Here(_) => Diag::degraded("dangling-ref", at, format!("`{text}` is not in this document")),
        Led::Several(all) => {
            let all: Vec<String> = all.iter().map(|at| format!("`{at}`")).collect();
            let message = format!("`{text}` is the name of several schemas: {}", all.join(", "));
            Diag::degraded("dangling-ref", at, message).help("refer to one of them by its JSON Pointer")
        }
    };
    cx.say(diag.because(effect));
}

/// What becomes of the place where a reference fails.
fn effect(kind: Kind) -> &'static str {
    match kind {
        Kind::Schema => "the schema is read as one without conditions",
        Kind::Parameter | Kind::RequestBody => "operations that need it are left out",
        Kind::PathItem => "the path is left out",
        _ => "it is left out",
    }
}

fn place(reference: &RefUse, cx: &Context) -> Place {
    match &reference.mapping {
        Some(key) => {
            let at = cx.sites.pointer(reference.site).child("mapping").child(key);
            cx.place_at(&at)
        }
        None => cx.place_of(reference.site, "$ref"),
    }
}

fn ancestors(pointer: &Pointer) -> impl Iterator<Item = Pointer> {
    std::iter::successors(Some(pointer.clone()), Pointer::parent)
}

/// The value that was at `pointer` of the source: keys may have been prefixed and elements taken out since.
fn find<'v>(root: &'v Value, sites: &Sites, pointer: &Pointer) -> Option<&'v Value> {
    pointer.keys().try_fold(root, |value, key| match value {
        Value::Object(members) => members.get(key.as_ref()).or_else(|| members.get(&kept_key(&key))),
        Value::Array(items) => items.get(element(items, sites, &key)?),
        _ => None,
    })
}

fn element(items: &[Value], sites: &Sites, key: &str) -> Option<usize> {
    let index: usize = key.parse().ok().filter(|index: &usize| index.to_string() == key)?;
    let stamp = |item: &Value| item.as_object().and_then(stamped);
    match items.get(index).map(stamp) {
        Some(None) => Some(index),
        Some(Some(site)) if sites.key(site) == key => Some(index),
        _ => items.iter().position(|item| stamp(item).is_some_and(|site| sites.key(site) == key)),
    }
}

fn near_target(root: &Value, pointer: &Pointer) -> Option<Pointer> {
    let section = pointer.parent()?;
    let names = root.at(&section)?.as_object()?.keys();
    let name = pointer.last()?;
    nearest(&name, names.map(String::as_str)).map(|near| section.child(near))
}

/// Where a target is after lowering, when it is a component (or a path item of `paths`).
fn component(pointer: &Pointer, kind: Kind, version: Version) -> Option<Pointer> {
    let keys: Vec<_> = pointer.keys().collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    let section = kind.section()?;
    let own = section.strip_prefix("x-bursar-").unwrap_or(section);
    let name = match (version, keys.as_slice()) {
        (_, ["paths", _]) => return Some(pointer.clone()),
        (Version::V20, ["definitions", name]) if kind == Kind::Schema => name,
        (Version::V20, [section, name]) if *section == own && kind != Kind::Schema => name,
        (Version::V20, _) => return None,
        (_, ["components", section, name]) if *section == own => name,
        _ => return None,
    };
    Some(Pointer::root().join(["components", section, name]))
}

/// The references that lead nowhere: not bound, part of a cycle, or to something that is taken out for this reason.
fn broken(refs: &[RefUse], bound: &[Option<Bound>], cx: &mut Context) -> HashSet<Site> {
    let next: HashMap<Site, (Kind, Option<Site>)> = refs
        .iter()
        .zip(bound)
        .filter(|(reference, _)| reference.mapping.is_none())
        .map(|(reference, bound)| (reference.site, (reference.kind, bound.as_ref().map(|bound| bound.target))))
        .collect();
    let mut sound: HashMap<Site, bool> = HashMap::new();
    for reference in refs.iter().filter(|reference| reference.mapping.is_none()) {
        let mut chain = Vec::new();
        let mut on_chain = HashSet::new();
        let mut at = reference.site;
        let end = loop {
            if let Some(known) = sound.get(&at) {
                break *known;
            }
            let Some((_, target)) = next.get(&at) else { break true };
            if !on_chain.insert(at) {
                say_cycle(&chain, at, cx);
                break false;
            }
            chain.push(at);
            match target {
                Some(target) => at = *target,
                None => break false,
            }
        };
        mark(&chain, at, end, &next, &mut sound);
    }
    sound.into_iter().filter(|(_, sound)| !sound).map(|(site, _)| site).collect()
}

/// A reference to a broken schema still holds: the schema reads as one without conditions. Anything else is taken out.
fn mark(
    chain: &[Site],
    end: Site,
    end_is_sound: bool,
    next: &HashMap<Site, (Kind, Option<Site>)>,
    sound: &mut HashMap<Site, bool>,
) {
    let cycle_start = chain.iter().position(|site| *site == end).unwrap_or(chain.len());
    let mut is_sound = end_is_sound;
    for (index, site) in chain.iter().enumerate().rev() {
        let is_schema = next.get(site).is_some_and(|(kind, _)| *kind == Kind::Schema);
        let bound = next.get(site).is_some_and(|(_, target)| target.is_some());
        let in_cycle = !end_is_sound && index >= cycle_start;
        is_sound = bound && !in_cycle && (is_sound || is_schema);
        sound.insert(*site, is_sound);
    }
}

fn say_cycle(chain: &[Site], back_at: Site, cx: &mut Context) {
    let start = chain.iter().position(|site| *site == back_at).unwrap_or_default();
    let cycle = &chain[start..];
    let first = cycle.iter().enumerate().min_by_key(|(_, site)| **site).map_or(0, |(index, _)| index);
    let ordered = cycle[first..].iter().chain(&cycle[..=first]);
    let names: Vec<String> = ordered.map(|site| format!("`{}`", cx.spelled(*site))).collect();
    let at = cx.place_of(cycle[first], "$ref");
    let message = format!("this reference leads back to itself: {}", names.join(" -> "));
    let kind = cx.sites.kind(cycle[first]).unwrap_or(Kind::Schema);
    let diag = Diag::degraded("ref-cycle", at, message).because(effect(kind));
    cx.say(diag.help("define one of them in place"));
}

fn rewrite(root: &mut Value, rewritten: &HashMap<(Site, Option<&str>), String>, cx: &mut Context) {
    visit(root, &mut |site, members| match cx.sites.kind(site) {
        Some(Kind::Discriminator) => {
            if let Some(mapping) = members.get_mut("mapping").and_then(Value::as_object_mut) {
                mapping.retain(|key, value| match rewritten.get(&(site, Some(key.as_str()))) {
                    Some(text) => {
                        *value = text.as_str().into();
                        true
                    }
                    None => false,
                });
            }
            Verdict::Keep
        }
        Some(kind) if kind.section().is_some() && matches!(members.get("$ref"), Some(Value::String(_))) => {
            match rewritten.get(&(site, None)) {
                Some(text) => {
                    members.insert("$ref".to_owned(), text.as_str().into());
                    Verdict::Keep
                }
                None if kind == Kind::Schema => {
                    members.clear();
                    stamp(members, site);
                    Verdict::Keep
                }
                None => {
                    contain::lost(cx, kind, site);
                    Verdict::Drop
                }
            }
        }
        Some(kind @ (Kind::Operation | Kind::PathItem)) => {
            if let Some(why) = cx.lost.remove(&site) {
                contain::unusable(kind, members, &why);
            }
            Verdict::Keep
        }
        _ => Verdict::Keep,
    });
}

/// Moves the targets that are no components, those deepest in the document first.
fn hoist(root: &mut Value, targets: HashMap<Site, (Pointer, Kind)>, names: &Names, cx: &Context) {
    let mut targets: Vec<_> = targets.into_iter().collect();
    targets.sort_by(|(_, (left, _)), (_, (right, _))| right.cmp(left));
    for (site, (pointer, kind)) in targets {
        let Some(place) = names.taken.get(&site) else { continue };
        let Some(node) = find_mut(root, &cx.sites, &pointer).and_then(Value::as_object_mut) else { continue };
        let mut stub = Object::new();
        stub.insert("$ref".to_owned(), place.to_string().into());
        stamp(&mut stub, site);
        let mut definition = std::mem::replace(node, stub);
        if kind == Kind::Schema {
            definition.insert("x-bursar-hoisted".to_owned(), pointer.to_string().into());
        }
        let keys: Vec<String> = lowered_to_source(place, cx.version).keys().map(|key| key.into_owned()).collect();
        let mut at = &mut *root;
        for key in keys {
            let Value::Object(members) = at else { break };
            at = members.entry(key).or_insert_with(|| Value::Object(Object::new()));
        }
        *at = Value::Object(definition);
    }
}

/// Where a component is kept until a 2.0 document is converted.
fn lowered_to_source(place: &Pointer, version: Version) -> Pointer {
    if version != Version::V20 {
        return place.clone();
    }
    let keys: Vec<_> = place.keys().skip(1).collect();
    let section = if keys[0] == "schemas" { "definitions" } else { keys[0].as_ref() };
    Pointer::root().child(section).join(keys[1..].iter().map(AsRef::as_ref))
}

fn find_mut<'v>(root: &'v mut Value, sites: &Sites, pointer: &Pointer) -> Option<&'v mut Value> {
    pointer.keys().try_fold(root, |value, key| match value {
        Value::Object(members) => {
            let kept = kept_key(&key);
            let key = if members.contains_key(key.as_ref()) { key.as_ref() } else { kept.as_str() };
            members.get_mut(key)
        }
        Value::Array(items) => {
            let index = element(items, sites, &key)?;
            items.get_mut(index)
        }
        _ => None,
    })
}

/// The components of a document, checked or not: the section that each is in after lowering, and its name.
pub(super) fn components(root: &Value, version: Version) -> impl Iterator<Item = (&'static str, &str)> {
    let sections: &[(&[&str], &str)] = if version == Version::V20 {
        &[
            (&["definitions"], "schemas"),
            (&["parameters"], "parameters"),
            (&["responses"], "responses"),
            (&["securityDefinitions"], "securitySchemes"),
        ]
    } else {
        &[
            (&["components", "schemas"], "schemas"),
            (&["components", "responses"], "responses"),
            (&["components", "parameters"], "parameters"),
            (&["components", "examples"], "examples"),
            (&["components", "requestBodies"], "requestBodies"),
            (&["components", "headers"], "headers"),
            (&["components", "securitySchemes"], "securitySchemes"),
            (&["components", "callbacks"], "x-bursar-callbacks"),
            (&["components", "pathItems"], "x-bursar-pathItems"),
            (&["components", "x-bursar-callbacks"], "x-bursar-callbacks"),
            (&["components", "x-bursar-pathItems"], "x-bursar-pathItems"),
        ]
    };
    sections.iter().flat_map(move |(place, section)| {
        let members = root.at(&Pointer::root().join(place.iter().copied())).and_then(Value::as_object);
        members.into_iter().flat_map(Object::keys).map(move |name| (*section, name.as_str()))
    })
}

/// Names for new components: from the place alone, so that another one never changes them.
struct Names {
    existing: HashSet<Pointer>,
    taken: HashMap<Site, Pointer>,
}

impl Names {
    fn new(root: &Value, version: Version) -> Self {
        let existing =
            components(root, version).map(|(section, name)| Pointer::root().join(["components", section, name]));
        Self { existing: existing.collect(), taken: HashMap::new() }
    }

    fn place(&mut self, target: Site, pointer: &Pointer, kind: Kind) -> Pointer {
        if let Some(place) = self.taken.get(&target) {
            return place.clone();
        }
        let section = kind.section().unwrap_or("schemas");
        let full = spelled(pointer);
        let hashed = format!("{full}_{:08x}", fnv(pointer.as_str()));
        let place = [full, hashed]
            .into_iter()
            .map(|name| Pointer::root().join(["components", section, &name]))
            .find(|place| !self.existing.contains(place))
            .unwrap_or_else(|| Pointer::root().join(["components", section, pointer.as_str()]));
        self.existing.insert(place.clone());
        self.taken.insert(target, place.clone());
        place
    }
}

/// `/components/schemas/Money/$defs/Minor` is `Money_Minor`: the keys that name something, joined.
fn spelled(pointer: &Pointer) -> String {
    let silent = ["components", "schemas", "definitions", "$defs", "properties"];
    let keys: Vec<String> = pointer
        .keys()
        .filter(|key| !silent.contains(&key.as_ref()))
        .map(|key| {
            let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' };
            key.chars().map(safe).collect::<String>().trim_matches('_').to_owned()
        })
        .filter(|key| !key.is_empty())
        .collect();
    keys.join("_")
}

/// FNV-1a, 32 bits: only to tell places apart whose spelled names are equal.
pub(super) fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
