//! Items of types and their members, and of what the provider sends by itself.

use super::{Known, digest, name, ty};
use crate::ir::TypeKind;
use crate::plan::view::{
    ByView, Constant, EnumView, EventsView, Overlap, Repr, Serde, SettingView, StructView, TypeView, UnionView,
    VerifyView, Written,
};
use crate::source::Pointer;
use crate::surface::{self, Converts, Form, Item, NamedBy, Path, Set, Shape, Travels};

/// Where a type stands.
pub(super) struct Home {
    pub(super) module: &'static str,
    /// The operation that it comes and goes with.
    pub(super) within: Option<String>,
    pub(super) gate: Vec<String>,
}

impl Home {
    /// A type, or with `of` a member of one.
    fn item(&self, of: &str, name: &str, shape: Shape, at: &Pointer) -> Item {
        Item {
            gate: self.gate.clone(),
            within: self.within.clone(),
            at: vec![at.clone()],
            ..Item::new(Path::within(self.module, of, name), shape)
        }
    }
}

pub(super) fn items(known: &Known<'_>, view: &TypeView, home: &Home, items: &mut Vec<Item>) {
    match view {
        TypeView::Struct(it) => structure(known, it, home, items),
        TypeView::Union(it) => union(known, it, home, items),
        TypeView::Enum(it) => enumeration(known, it, home, items),
        TypeView::Alias { name, docs, ty: of } => {
            let at = &known.cx.api.types[known.ty(name)].origin;
            items.push(Item { docs: digest(docs), ..home.item("", name, Shape::Alias(ty(of)), at) });
        }
    }
}

fn travels(serde: Serde) -> Travels {
    match serde {
        Serde::De => Travels::Read,
        Serde::Ser => Travels::Sent,
        Serde::Both => Travels::Both,
    }
}

fn structure(known: &Known<'_>, it: &StructView, home: &Home, items: &mut Vec<Item>) {
    let def = &known.cx.api.types[known.ty(&it.name)];
    let form = if it.written == Written::Parts { Form::Parts } else { Form::Struct(travels(it.serde)) };
    items.push(Item { docs: digest(&it.docs), ..home.item("", &it.name, Shape::Type(form), &def.origin) });
    let places: Vec<&Pointer> = match &def.kind {
        TypeKind::Struct { fields, .. } => fields.iter().map(|field| &field.origin).collect(),
        _ => Vec::new(),
    };
    let set = |name: &str| match &it.construct {
        Some(construct) if construct.setters.iter().any(|(field, _)| field == name) => Set::Setter,
        _ => Set::None,
    };
    for (field, at) in it.fields.iter().zip(places) {
        let shape = Shape::Field(ty(&field.ty), set(&field.name));
        let item = home.item(&it.name, &field.name, shape, at).fact("wire", &field.wire);
        // presence shows in the type
        items.push(Item { docs: digest(&field.docs), ..item.fact("codec", name(&field.codec)) });
    }
    if let Some(extra) = &it.extra {
        let set = if it.construct.is_some() { Set::Setter } else { Set::None };
        let at = def.origin.child("additionalProperties");
        let item = home.item(&it.name, &extra.name, Shape::Field(ty(&extra.ty), set), &at);
        items.push(item.fact("codec", name(&extra.codec)));
    }
    if let Some(construct) = &it.construct {
        let arg = |(name, of): &(String, _)| surface::Arg {
            name: name.clone(),
            ty: ty(of),
            taken: surface::Taken::Into,
            wire: it.fields.iter().find(|field| field.name == *name).map(|it| it.wire.clone()).unwrap_or_default(),
        };
        items.push(home.item(&it.name, "new", Shape::New(construct.new.iter().map(arg).collect()), &def.origin));
    }
}

fn enumeration(known: &Known<'_>, it: &EnumView, home: &Home, items: &mut Vec<Item>) {
    let at = &known.cx.api.types[known.ty(&it.name)].origin;
    let form = if it.repr == Repr::Int { Form::Numbers } else { Form::Texts };
    items.push(Item { docs: digest(&it.docs), ..home.item("", &it.name, Shape::Type(form), at) });
    for (variant, docs, literal) in &it.variants {
        let value = match literal {
            Constant::Str(text) => format!("{text:?}"),
            Constant::Int(value) => value.to_string(),
        };
        let item = home.item(&it.name, variant, Shape::Variant(None, Converts::No), &at.child("enum"));
        items.push(Item { docs: digest(docs), ..item.fact("is", value) });
    }
}

fn union(known: &Known<'_>, it: &UnionView, home: &Home, items: &mut Vec<Item>) {
    let at = &known.cx.api.types[known.ty(&it.name)].origin;
    let mut item = home.item("", &it.name, Shape::Type(Form::Union(travels(it.serde))), at);
    if let Some(tag) = &it.tag {
        item = item.fact("tag", tag);
    }
    if let Some(arm) = it.default.and_then(|index| it.arms.get(index)) {
        item = item.fact("else", &arm.name);
    }
    if it.overlap == Overlap::Yes {
        item = item.fact("several", "kept as JSON");
    }
    items.push(Item { docs: digest(&it.docs), ..item });
    for arm in &it.arms {
        let item = home.item(&it.name, &arm.name, Shape::Variant(Some(ty(&arm.ty)), Converts::No), at);
        let item = item.fact("guard", format!("{:?}", arm.guard)).fact("codec", name(&arm.codec));
        items.push(Item { docs: digest(&arm.docs), ..item });
    }
    for short in &it.accessors {
        let item = home.item(&it.name, &short.name, Shape::Accessor(ty(&short.ty)), at);
        items.push(Item { docs: digest(&short.docs), ..item.fact("paths", format!("{:?}", short.paths)) });
    }
}

/// The module of what the provider sends by itself.
const WEBHOOKS: Home = Home { module: "webhooks", within: None, gate: Vec::new() };

pub(super) fn events(known: &Known<'_>, view: &EventsView, items: &mut Vec<Item>) {
    let (named, by) = match &view.by {
        ByView::Caller => (NamedBy::Caller, "named by the caller".to_owned()),
        ByView::Member(pointer) => (NamedBy::Member, format!("named by {pointer:?}")),
        ByView::Header(name) => (NamedBy::Header, format!("named by the header {name:?}")),
    };
    let item = WEBHOOKS.item("", view.name, Shape::Type(Form::Events(named)), &Pointer::root());
    items.push(Item { docs: digest(&view.docs), at: Vec::new(), ..item.fact("by", by) });
    let api = known.cx.api;
    let hooks = || api.webhooks.iter().chain(&api.callbacks);
    for arm in &view.arms {
        let tags: Vec<String> = arm.tags.iter().map(|tag| format!("{tag:?}")).collect();
        let payload = arm.payload.as_ref().map(|(of, _)| ty(of));
        let at = hooks().find(|hook| hook.name == arm.hook).map(|hook| hook.origin.clone()).unwrap_or_default();
        let mut item = WEBHOOKS.item(view.name, &arm.name, Shape::Variant(payload, Converts::No), &at);
        if let Some((_, codec)) = &arm.payload {
            item = item.fact("codec", name(codec));
        }
        items.push(Item { docs: digest(&arm.docs), ..item.fact("is", tags.join(" | ")) });
    }
}

pub(super) fn signed(view: &VerifyView) -> Item {
    let args: Vec<String> = view.constructor.1.iter().map(|arg| format!(" {arg:?}")).collect();
    let settings = view.settings.iter().map(|(name, value)| match value {
        SettingView::Text(text) => format!(", {name} {text:?}"),
        SettingView::Variant(_, word) => format!(", {name} {word}"),
        SettingView::Seconds(seconds) => format!(", {name} {seconds} s"),
    });
    let settings: String = settings.collect();
    let is = format!("{}{}{settings} from {}", view.family, args.concat(), view.secret_var);
    let item = Item::new(Path::within("webhooks", "", "Verifier"), Shape::Signed(view.secret_var.clone()));
    let item = item.fact("is", is);
    match &view.event_header {
        Some(header) => item.fact("event", header),
        None => item,
    }
}
