//! What the provider sends by itself: webhooks, and the callbacks of operations.
//!
//! A payload is read like the answer of an operation. What tells webhooks apart is stated by provider.toml; without that
//! it is a member that every payload must have, with a constant of its own in each.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Operation;

use super::{Modeler, body};
use crate::config::{EventName, Webhooks};
use crate::diag::{Diag, Diags, Place};
use crate::doc::{Call, Cursor};
use crate::ir::{Api, EnumRepr, Hook, NameHint, NamedBy, Presence, Skipped, Tagging, Ty, TypeKind};
use crate::source::Pointer;

impl<'d> Modeler<'d> {
    pub(super) fn hooks(&mut self) {
        let webhooks: Vec<_> = self.doc.webhooks().collect();
        for found in &webhooks {
            let alone = webhooks.iter().filter(|other| other.path == found.path).count() == 1;
            let name = if alone { found.path.to_owned() } else { with_method(found.path, found) };
            let hook = self.hook("the webhook", name, found);
            self.api.webhooks.extend(hook);
        }
        let callbacks: Vec<_> = self.doc.callbacks().collect();
        for found in &callbacks {
            let same =
                |other: &&crate::doc::Callback<'_>| other.operation == found.operation && other.name == found.name;
            let rivals: Vec<_> = callbacks.iter().filter(same).map(|other| other.call.path).collect();
            let mut name = format!("{} {}", found.operation, found.name);
            if rivals.iter().any(|path| *path != found.call.path) {
                name = format!("{name} {}", found.call.path);
            }
            if rivals.iter().filter(|path| **path == found.call.path).count() > 1 {
                name = with_method(&name, &found.call);
            }
            let hook = self.hook("the callback", name, &found.call);
            self.api.callbacks.extend(hook);
        }
        unique(&mut self.api.webhooks);
        unique(&mut self.api.callbacks);
    }

    fn hook(&mut self, kind: &str, name: String, found: &Call<'d>) -> Option<Hook> {
        let stated: &Cursor<'d, Operation> = &found.operation;
        match self.payload(&name, stated) {
            Ok(payload) => Some(Hook {
                tags: vec![name.clone()],
                name,
                payload,
                docs: super::op::docs_of(found),
                origin: stated.at.clone(),
            }),
            Err(why) => {
                self.leave_out("webhook-unsupported", format!("{kind} `{name}`"), &stated.at, &why);
                None
            }
        }
    }

    /// Type of the payload. `Err`: why it cannot be read.
    fn payload(&mut self, name: &str, stated: &Cursor<'d, Operation>) -> Result<Option<Ty>, String> {
        let Some(stated_body) = &stated.node.request_body else { return Ok(None) };
        let Some(found) = self.doc.request_body(stated_body, &stated.at.child("requestBody")) else { return Ok(None) };
        if found.node.content.is_empty() {
            return Ok(None);
        }
        let Some((media, content)) = found.node.content.iter().find(|(media, _)| body::is_json(media)) else {
            let media: Vec<String> = found.node.content.keys().map(|media| format!("`{media}`")).collect();
            return Err(format!("its payload is {}, and only JSON can be read", media.join(" or ")));
        };
        let shared = found.at.last().filter(|_| found.at.as_str().starts_with("/components/requestBodies/"));
        let hint = NameHint::Words(shared.map_or_else(|| format!("{name} payload"), |name| name.into_owned()));
        let at = found.at.child("content").child(media).child("schema");
        Ok(Some(content.schema.as_ref().map_or(Ty::Any, |schema| self.ty(schema, &at, &hint))))
    }
}

fn with_method(name: &str, found: &Call<'_>) -> String {
    format!("{name} {}", found.verb)
}

/// Two that are still called the same are told apart by their place.
fn unique(hooks: &mut [Hook]) {
    let mut seen = BTreeSet::new();
    for hook in hooks {
        if !seen.insert(hook.name.clone()) {
            hook.name = format!("{} {}", hook.name, hook.origin);
            hook.tags = vec![hook.name.clone()];
            seen.insert(hook.name.clone());
        }
    }
}

/// Settles what tells the webhooks of `api` apart, and by which texts.
pub fn recognise(api: &mut Api, stated: Option<&Webhooks>, file: &str, diags: &mut Diags) {
    let event = stated.and_then(|stated| Some((stated.event.as_ref()?, &stated.place)));
    match event {
        Some((_, place)) if api.webhooks.is_empty() => {
            let message = "`webhooks.event` says what tells events apart, and the document has no webhooks".to_owned();
            diags.push(Diag::error("webhook-event-unused", place.clone(), message).help("remove the line"));
        }
        Some((EventName::Header(name), _)) => api.webhooks_by = NamedBy::Header(name.clone()),
        Some((EventName::Member(pointer), place)) => {
            let found: Vec<_> = api.webhooks.iter().map(|hook| at(api, hook.payload.as_ref(), pointer)).collect();
            if found.iter().all(|found| *found == Found::Nothing) {
                let message = format!("`webhooks.event` is `{pointer}`, which no payload of a webhook has");
                let help = "name a member of the payloads by a JSON Pointer, or the header that tells";
                diags.push(Diag::error("webhook-event-unknown", place.clone(), message).help(help));
            }
            tag(api, found.into_iter().map(Found::into_values).collect(), pointer, file, diags);
            api.webhooks_by = NamedBy::Member(pointer.clone());
        }
        None => match telling_member(api) {
            Some(member) => {
                let pointer = Pointer::root().child(&member).as_str().to_owned();
                let found = api.webhooks.iter().map(|hook| at(api, hook.payload.as_ref(), &pointer).into_values());
                tag(api, found.collect(), &pointer, file, diags);
                api.webhooks_by = NamedBy::Member(pointer);
            }
            None => {
                if let Some(first) = api.webhooks.first() {
                    let message =
                        "nothing in the document tells its webhooks apart: their names are given by the caller";
                    let help =
                        "state what does in provider.toml: [webhooks] event = \"/member\", or the name of a header";
                    let diag = Diag::note("webhook-event-unstated", Place::pointer(file, &first.origin), message);
                    diags.push(diag.help(help));
                }
            }
        },
    }
}

const INDISTINCT: &str =
    "correct the document by an overlay, or state what tells them apart in provider.toml: [webhooks] event";

/// Gives each hook the constants that were found in its payload, and its own name unless that is another one's constant.
fn tag(api: &mut Api, found: Vec<Vec<String>>, pointer: &str, file: &str, diags: &mut Diags) {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (index, value) in found.iter().enumerate().flat_map(|(index, values)| values.iter().map(move |it| (index, it)))
    {
        let first = *owners.entry(value.clone()).or_insert(index);
        if first != index {
            let (first, hook) = (&api.webhooks[first].name, &api.webhooks[index]);
            let message = format!("`{value}` at `{pointer}` stands for the webhooks `{first}` and `{}`", hook.name);
            let help =
                "correct the document by an overlay, or state what tells them apart in provider.toml: [webhooks] event";
            let diag = Diag::degraded("webhook-indistinct", Place::pointer(file, &hook.origin), message);
            diags.push(diag.because(format!("it is read as `{first}`")).help(help));
        }
    }
    for (index, (hook, found)) in api.webhooks.iter_mut().zip(&found).enumerate() {
        let own = found.iter().filter(|value| owners.get(*value) == Some(&index)).cloned();
        hook.tags = own.collect();
        if !owners.contains_key(&hook.name) {
            hook.tags.push(hook.name.clone());
        } else if hook.tags.is_empty() && found.is_empty() {
            let message = format!("the name `{}` of a webhook stands for another one at `{pointer}`", hook.name);
            let diag = Diag::degraded("webhook-indistinct", Place::pointer(file, &hook.origin), message);
            diags.push(diag.because("it is never read as itself").help(INDISTINCT));
        }
    }
    let lost = api.webhooks.extract_if(.., |hook| hook.tags.is_empty());
    let why = "no text stands for it alone";
    api.skipped.extend(lost.map(|hook| Skipped {
        what: format!("the webhook `{}`", hook.name),
        why: why.to_owned(),
        at: hook.origin,
    }));
}

/// What a payload says at a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// There is no such member.
    Nothing,
    /// There may be any text.
    Anything,
    /// One of these texts.
    Constants(Vec<String>),
}

impl Found {
    fn into_values(self) -> Vec<String> {
        if let Self::Constants(values) = self { values } else { Vec::new() }
    }
}

fn at(api: &Api, payload: Option<&Ty>, pointer: &str) -> Found {
    let Some(mut ty) = payload else { return Found::Nothing };
    let Some(pointer) = Pointer::parse(pointer) else { return Found::Nothing };
    let keys: Vec<_> = pointer.keys().collect();
    for (depth, key) in keys.iter().enumerate() {
        ty = match api.bare(ty) {
            Ty::Any | Ty::Map(_) => return Found::Anything,
            Ty::Named(id) => match &api.types[*id].kind {
                TypeKind::Struct { fields, extra } => match fields.iter().find(|field| field.wire == **key) {
                    Some(field) => &field.ty,
                    None if extra.is_some() => return Found::Anything,
                    None => return Found::Nothing,
                },
                TypeKind::Union {
                    tagging: Tagging::Discriminator(tag) | Tagging::DiscriminatorOr(tag, _),
                    arms,
                    ..
                } if *tag == **key && depth + 1 == keys.len() => {
                    return Found::Constants(arms.iter().flat_map(|arm| arm.tags.iter().cloned()).collect());
                }
                TypeKind::Union { .. } => return Found::Anything,
                TypeKind::Enum { .. } | TypeKind::Alias(_) => return Found::Nothing,
            },
            _ => return Found::Nothing,
        };
    }
    constants(api, ty).map_or(Found::Anything, Found::Constants)
}

fn constants(api: &Api, ty: &Ty) -> Option<Vec<String>> {
    let Ty::Named(id) = api.bare(ty) else { return None };
    match &api.types[*id].kind {
        TypeKind::Enum { repr: EnumRepr::Str, variants } => {
            Some(variants.iter().filter_map(|variant| variant.value.as_str().map(str::to_owned)).collect())
        }
        _ => None,
    }
}

/// The first member that every payload must have, with one constant, which is another one in each of them. A single
/// webhook needs no telling apart, so there the constant has to be its name.
fn telling_member(api: &Api) -> Option<String> {
    let required = |hook: &Hook| -> Vec<(String, String)> {
        let Some(Ty::Named(id)) = hook.payload.as_ref().map(|ty| api.bare(ty)) else { return Vec::new() };
        let TypeKind::Struct { fields, .. } = &api.types[*id].kind else { return Vec::new() };
        let fixed = fields.iter().filter(|field| field.presence == Presence::Required);
        let fixed = fixed.filter_map(|field| match constants(api, &field.ty)?.as_slice() {
            [only] => Some((field.wire.clone(), only.clone())),
            _ => None,
        });
        fixed.collect()
    };
    let all: Vec<_> = api.webhooks.iter().map(required).collect();
    let tells = |member: &str| {
        let values: Vec<&String> =
            all.iter().filter_map(|own| own.iter().find(|(name, _)| name == member).map(|(_, value)| value)).collect();
        let distinct: BTreeSet<_> = values.iter().collect();
        let named = api.webhooks.iter().zip(&values).all(|(hook, value)| hook.name == **value);
        values.len() == all.len() && distinct.len() == all.len() && (all.len() > 1 || named)
    };
    all.first()?.iter().map(|(member, _)| member).find(|member| tells(member)).cloned()
}
