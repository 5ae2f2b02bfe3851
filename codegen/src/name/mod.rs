//! Every identifier of a client, created here and once.
//!
//! Names come from pins (provider.toml), earlier outcomes (names.lock) and candidates by context, in phases over a whole
//! scope; see `scope`. Two scopes are public and guarded by the lock: the types of the crate and the operations.

mod around;
mod ident;
mod lock;
mod members;
mod params;
mod scope;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use lock::{FILE as LOCK, Lock};
pub use members::{OpMembers, TypeMembers};
pub(crate) use members::{must_be_given, single_ok};

use crate::config::Pin;
use crate::diag::{Diag, Diags, Place, Spot};
use crate::ir::{Api, NameHint, Op, OpId, TypeId};
use crate::source::Pointer;
use around::{Around, accessor_key, handle_key, roles};
use lock::Keep;
use scope::{By, Claim, Scope, Settled};

/// Every identifier of a client.
#[derive(Debug, Clone)]
pub struct Names {
    types: Vec<String>,
    members: Vec<TypeMembers>,
    ops: Vec<OpNames>,
    /// For each group: its module, which is also the accessor on the client, and the type of the accessor's handle.
    pub groups: Vec<GroupNames>,
    /// For each security scheme: the word that its setters are made of; empty when it is the only one of its kind.
    pub schemes: Vec<String>,
    /// For each webhook: its variant.
    pub webhooks: Vec<String>,
    /// For each callback: its variant.
    pub callbacks: Vec<String>,
    /// For each type: the module of the file that holds it, when it is a root.
    modules: Vec<String>,
}

/// The names around one operation.
#[derive(Debug, Clone)]
pub struct OpNames {
    /// Method on the client.
    pub method: String,
    /// Type that stands for the operation.
    pub marker: String,
    /// What a success gives.
    pub ok: String,
    /// What an error gives.
    pub error: String,
    /// The enum of the forms of its body; empty when there are not several.
    pub body: String,
    /// Arguments, setters and arms.
    pub members: OpMembers,
}

/// The names of a group.
#[derive(Debug, Clone)]
pub struct GroupNames {
    /// Module and accessor.
    pub module: String,
    /// Type of the handle.
    pub handle: String,
}

impl Names {
    /// Name of a type.
    pub fn ty(&self, id: TypeId) -> &str {
        &self.types[id.index()]
    }

    /// Names of its fields, variants or arms.
    pub fn members(&self, id: TypeId) -> &TypeMembers {
        &self.members[id.index()]
    }

    /// Names around an operation.
    pub fn op(&self, id: OpId) -> &OpNames {
        &self.ops[id.index()]
    }

    /// Module of the file that a root type gets.
    pub fn module(&self, id: TypeId) -> &str {
        &self.modules[id.index()]
    }
}

/// Names of the crate's own items, of what generated files import, and of the prelude of Rust; no schema gets them.
const RESERVED_TYPES: [&str; 76] = [
    "ApiError",
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "BTreeMap",
    "Box",
    "ByteStream",
    "Bytes",
    "CallbackEvent",
    "Client",
    "ClientBuilder",
    "Clock",
    "Clone",
    "ConfigError",
    "Copy",
    "DateTime",
    "Debug",
    "Decimal",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Duration",
    "Environment",
    "Eq",
    "Err",
    "Error",
    "EventStream",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "HeaderMap",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "JsonLines",
    "JsonValue",
    // the type parameter of the client
    "M",
    "Maybe",
    "NaiveDate",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "PhantomData",
    "RawResponse",
    "Request",
    "Response",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "StatusCode",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "Transport",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Utc",
    "Uuid",
    "Vec",
    "WebhookEvent",
];

/// Names of the client's own methods.
const RESERVED_METHODS: [&str; 12] = [
    "base_url",
    "blocking",
    "borrow",
    "builder",
    "clone",
    "clone_from",
    "core",
    "drop",
    "fmt",
    "from_env",
    "into",
    "request",
];

/// Settles every name of `api`, and the lock that keeps them.
pub fn name(api: &Api, pins: &[Pin], lock: &Lock, file: &str, diags: &mut Diags) -> (Names, Lock) {
    check_pins(api, pins, diags);
    let mut next = Lock::default();
    let methods = name_methods(api, pins, lock, &mut next, file, diags);
    let mut scope = Scope::reserving(&RESERVED_TYPES);
    // all of them first: a newcomer that is settled earlier must not take the name of an old type further in, nor of one
    // that belongs to an operation or a group
    let fixed = scope.fix(fixed_types(api, pins, lock));
    let types = TypeNaming { api, methods: &methods, file, fixed: &fixed }.run(&mut scope, &mut next, diags);
    let named = api.types.iter().zip(&types).map(|((_, def), name)| (&def.origin, name));
    check_kept(pins, named.chain(api.ops.iter().zip(&methods).map(|((_, op), name)| (&op.origin, name))), diags);
    let mut around = Around { api, types: &types, scope: &mut scope, fixed: &fixed, lock, next: &mut next };
    let ops = api.ops.iter().zip(&methods).map(|((id, op), method)| around.op(id, op, method)).collect();
    let groups = around.groups(&methods);
    let mut keep = Keep { lock, next: &mut next };
    let members = api.types.iter().map(|(_, def)| members::of_type(def, &mut keep)).collect();
    let webhooks = members::of_hooks(&api.webhooks, "webhooks", &mut keep);
    let callbacks = members::of_hooks(&api.callbacks, "callbacks", &mut keep);
    let modules = types.iter().map(|name| ident::snake(name)).collect();
    let names = Names { types, members, ops, groups, schemes: name_schemes(api), webhooks, callbacks, modules };
    (names, next)
}

fn check_pins(api: &Api, pins: &[Pin], diags: &mut Diags) {
    for pin in pins {
        if !ident::is_identifier(&pin.name) {
            let message = format!("`{}` cannot be a name in Rust", pin.name);
            let help = "use ASCII letters, digits and `_`, and no keyword";
            diags.push(Diag::error("pin-invalid", pin.at.clone(), message).help(help));
        }
        let known = api.types.iter().any(|(_, def)| def.origin == pin.pointer)
            || api.ops.iter().any(|(_, op)| op.origin == pin.pointer);
        if !known {
            let message =
                format!("the pin of `{}` names {}, which is no operation and no schema in use", pin.name, pin.pointer);
            let help = "remove the pin, or correct its pointer: pins name places after overlays and lowering to 3.0";
            diags.push(Diag::error("pin-unused", pin.at.clone(), message).help(help));
        }
    }
    for (index, pin) in pins.iter().enumerate() {
        if let Some(first) = pins[..index].iter().find(|first| first.name == pin.name) {
            let message = format!("two pins want the name `{}`", pin.name);
            let diag = Diag::error("pin-clash", pin.at.clone(), message);
            diags.push(diag.note_at(first.at.clone(), "first wanted here").help("give each its own name"));
        }
    }
}

/// A pin that could not be kept is an error: nothing else would say so.
fn check_kept<'a>(pins: &[Pin], named: impl Iterator<Item = (&'a Pointer, &'a String)>, diags: &mut Diags) {
    for (pointer, name) in named {
        if let Some(pin) = pins.iter().find(|pin| pin.pointer == *pointer).filter(|pin| pin.name != *name)
            && pins.iter().all(|other| other.pointer == pin.pointer || other.name != pin.name)
        {
            let message =
                format!("the name `{}` cannot be had: it is reserved, or an item around this one has it", pin.name);
            diags.push(Diag::error("pin-clash", pin.at.clone(), message).help("choose another name"));
        }
    }
}

/// What is known before anything is proposed: pins, then the lock.
fn fixed(
    keys: impl Iterator<Item = (String, Pointer)>,
    pins: &[Pin],
    locked: &BTreeMap<String, String>,
) -> BTreeMap<String, (String, By)> {
    keys.filter_map(|(key, pointer)| {
        let pin = pins.iter().find(|pin| pin.pointer == pointer).map(|pin| (pin.name.clone(), By::Pin));
        let fixed = pin.or_else(|| locked.get(&key).map(|name| (name.clone(), By::Lock)))?;
        Some((key, fixed))
    })
    .collect()
}

/// The types that have a name already: by pins, then by the lock.
fn fixed_types(api: &Api, pins: &[Pin], lock: &Lock) -> BTreeMap<String, (String, By)> {
    let keys = api.types.iter().map(|(_, def)| (def.origin.to_string(), def.origin.clone()));
    let mut all = fixed(keys, pins, &lock.types);
    let mut keep = |key: String, name: Option<&String>| {
        all.extend(name.map(|name| (key, (name.clone(), By::Lock))));
    };
    for (id, op) in api.ops.iter() {
        for role in roles(api, id, op) {
            keep(role.of(op), lock.around.get(&lock::around(&op_key(op), role.key)));
        }
    }
    for group in &api.groups {
        keep(handle_key(&group.tag), lock.handles.get(&group.tag));
    }
    all
}

/// Identity of an operation: `operationId` may change while the wire stays the same.
fn op_key(op: &Op) -> String {
    format!("{} {}", op.method.as_str(), op.path)
}

fn name_methods(api: &Api, pins: &[Pin], lock: &Lock, next: &mut Lock, file: &str, diags: &mut Diags) -> Vec<String> {
    let claims: Vec<Claim> = api.ops.iter().map(|(_, op)| method_claim(op)).collect();
    let keys = api.ops.iter().map(|(_, op)| (op_key(op), op.origin.clone()));
    let mut scope = Scope::reserving(&RESERVED_METHODS);
    let mut fixed = fixed(keys, pins, &lock.operations);
    // accessors stand beside the operations on the client
    for group in &api.groups {
        let accessor = lock.accessors.get(&group.tag);
        fixed.extend(accessor.map(|name| (accessor_key(&group.tag), (name.clone(), By::Lock))));
    }
    let fixed = scope.fix(fixed);
    let settled = scope.settle(&claims, &fixed);
    for (((_, op), claim), end) in api.ops.iter().zip(&claims).zip(&settled) {
        if let By::Clash(rival) = &end.by {
            diags.push(clash(
                "operation",
                op.id.as_deref().unwrap_or(&claim.key),
                end,
                claim,
                rival,
                Place::pointer(file, &op.origin),
            ));
        }
        next.operations.insert(claim.key.clone(), end.name.clone());
    }
    settled.into_iter().map(|end| end.name).collect()
}

fn method_claim(op: &Op) -> Claim {
    let route =
        op.path.split('/').filter(|part| !part.is_empty()).map(|part| part.replace('{', " by ").replace('}', " "));
    let route = format!("{} {}", op.method.as_str().to_lowercase(), route.collect::<Vec<_>>().join(" "));
    let mut candidates: Vec<String> = op.id.iter().map(|id| ident::snake(id)).collect();
    candidates.extend(op.id.iter().map(|id| ident::snake(&format!("{id} {}", op.method.as_str().to_lowercase()))));
    candidates.push(ident::snake(&route));
    Claim { key: op_key(op), own: op.id.clone(), candidates }
}

fn clash(what: &str, wire: &str, end: &Settled, claim: &Claim, rival: &str, at: Place) -> Diag {
    let wanted = &claim.candidates[0];
    let message = format!("{what} `{wire}` wants the name `{wanted}`, and so does {rival}; it would be `{}`", end.name);
    if rival.starts_with("the reserved name") {
        let message = format!("{what} `{wire}` is named `{}`: `{wanted}` is reserved", end.name);
        return Diag::note("name-reserved", at, message);
    }
    let place = if let Spot::Pointer(pointer) = &at.at { pointer.to_string() } else { String::new() };
    Diag::degraded("name-clash", at, message)
        .help(format!("pin a name for it in provider.toml, under [names]: \"{place}\" = \"name\""))
}

/// Settles the names of types, outer ones before the ones inside them.
struct TypeNaming<'a> {
    api: &'a Api,
    methods: &'a [String],
    file: &'a str,
    fixed: &'a BTreeMap<String, Settled>,
}

impl TypeNaming<'_> {
    fn run(&self, scope: &mut Scope, next: &mut Lock, diags: &mut Diags) -> Vec<String> {
        let depths: Vec<usize> = self.api.types.ids().map(|id| self.depth(id)).collect();
        let mut names: Vec<String> = vec![String::new(); depths.len()];
        for depth in 0..=depths.iter().copied().max().unwrap_or(0) {
            let ids: Vec<TypeId> = self.api.types.ids().filter(|id| depths[id.index()] == depth).collect();
            let claims: Vec<Claim> = ids.iter().map(|&id| self.claim(id, &names)).collect();
            let settled = scope.settle(&claims, self.fixed);
            for ((id, claim), end) in ids.into_iter().zip(claims).zip(settled) {
                self.record(id, &claim, &end, next, diags);
                names[id.index()] = end.name;
            }
        }
        names
    }

    fn record(&self, id: TypeId, claim: &Claim, end: &Settled, next: &mut Lock, diags: &mut Diags) {
        if let (By::Clash(rival), Some(wire)) = (&end.by, &claim.own) {
            diags.push(clash("schema", wire, end, claim, rival, Place::pointer(self.file, &self.api.types[id].origin)));
        }
        if claim.own.as_deref() != Some(end.name.as_str()) {
            next.types.insert(claim.key.clone(), end.name.clone());
        }
    }

    /// Components first, then what stands inside operations, then what stands inside types.
    fn depth(&self, id: TypeId) -> usize {
        let mut hint = &self.api.types[id].hint;
        let mut depth = 0;
        loop {
            match hint {
                NameHint::Component(_) => return depth,
                NameHint::Words(_) => return depth + 1,
                NameHint::OfOp { .. } => return depth + 2,
                NameHint::Titled { context, .. } => hint = context,
                NameHint::Child { parent, .. } => {
                    depth += 3;
                    hint = &self.api.types[*parent].hint;
                }
            }
        }
    }

    fn claim(&self, id: TypeId, names: &[String]) -> Claim {
        let def = &self.api.types[id];
        let own = if let NameHint::Component(name) = &def.hint { Some(name.clone()) } else { None };
        Claim { key: def.origin.to_string(), own, candidates: self.candidates(&def.hint, names) }
    }

    fn candidates(&self, hint: &NameHint, names: &[String]) -> Vec<String> {
        let spare = |name: String, suffix: &str| vec![name.clone(), format!("{name}{suffix}")];
        match hint {
            NameHint::Component(name) => spare(ident::camel(name), "Schema"),
            NameHint::Words(words) => spare(ident::camel(words), "Body"),
            NameHint::OfOp { op, role } => spare(ident::camel(&format!("{} {role}", self.methods[op.index()])), "Body"),
            NameHint::Child { parent, role } => {
                spare(format!("{}{}", names[parent.index()], ident::camel(role)), "Value")
            }
            NameHint::Titled { title, context } => {
                let mut all = vec![ident::camel(title)];
                all.extend(self.candidates(context, names));
                all
            }
        }
    }
}

/// The type of a success that stands inside the operation: it carries the name `…Ok` itself.
pub(crate) fn inline_ok(api: &Api, id: OpId, op: &Op) -> Option<TypeId> {
    let single = members::single_ok(op)?;
    let crate::ir::Ty::Named(ty) = single else { return None };
    let hint = &api.types[*ty].hint;
    matches!(hint, NameHint::OfOp { op, role } if *op == id && role == "Ok").then_some(*ty)
}

/// A scheme needs a word of its own only where another one of its kind stands beside it.
fn name_schemes(api: &Api) -> Vec<String> {
    let kinds: Vec<_> = api.schemes.iter().map(|scheme| std::mem::discriminant(&scheme.kind)).collect();
    let keys: Vec<&str> = api.schemes.iter().map(|scheme| scheme.key.as_str()).collect();
    let words = scope::settle_small(&keys, ident::snake, &[], "_scheme");
    let alone = |kind| kinds.iter().filter(|other| **other == kind).count() == 1;
    words.into_iter().zip(&kinds).map(|(word, kind)| if alone(*kind) { String::new() } else { word }).collect()
}

/// The module of a file that words are about; not escaped.
pub(crate) fn module(words: &str) -> String {
    ident::snake(words)
}

/// Whether `name` is reserved by the language.
pub(crate) fn is_keyword(name: &str) -> bool {
    ident::escape_keyword(name) != name
}
