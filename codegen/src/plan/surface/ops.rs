//! Items of operations: the method, its request, what it answers, and the types around it.

use super::types::{self, Home};
use super::{Known, digest, name, ty};
use crate::ir::{self, Deprecated, Location};
use crate::plan::features::Features;
use crate::plan::view::{
    ArgView, ClientView, Codec, Converts, Decode, EnvironmentView, Named, OpView, OutcomeShape, OutcomeView, PagedView,
    PagingWay, ParamFact, ReplyFact, Sets, Taken,
};
use crate::source::Pointer;
use crate::surface::{self, Arg, Form, Item, Kept, Operation, Path, Shape};

pub(super) fn items(known: &Known<'_>, client: &ClientView, features: &Features, op: &OpView, items: &mut Vec<Item>) {
    let id = known.op(&op.method);
    let of = &known.cx.api.ops[id];
    let group = of.groups.first().copied();
    let home = Home {
        module: "ops",
        within: Some(op.method.clone()),
        gate: group.map(|group| features.of_ops(group)).unwrap_or_default(),
    };
    let cx = Cx { of, home: &home };
    let accessor = group.filter(|_| client.groups.len() > 1).map(|group| known.cx.names.groups[group].module.clone());
    items.push(cx.method(client, op, accessor));
    items.push(cx.part(Path::within("ops", "", &op.marker), Shape::Type(Form::Marker)));
    for setter in &op.setters {
        let shape = Shape::Setter(Arg { wire: String::new(), ..cx.arg(setter) });
        let (wire, how) = cx.sent(op, setter);
        let item = cx.part(Path::member(&op.marker, &setter.name), shape).fact(&wire, how);
        items.push(Item { docs: digest(&setter.docs), at: cx.place(setter), ..item });
    }
    items.extend(op.stream.iter().map(|stream| {
        let item = cx.part(Path::member(&op.marker, "stream"), Shape::Stream(ty(&stream.ty)));
        item.fact("read", read(stream.decode, &stream.codec))
    }));
    items.extend(op.paged.iter().map(|paged| cx.pages(op, paged)));
    cx.choice(op, items);
    cx.outcome(op, &op.ok, items);
    cx.outcome(op, &op.err, items);
    op.types.iter().for_each(|view| types::items(known, view, &home, items));
}

struct Cx<'a> {
    of: &'a ir::Op,
    home: &'a Home,
}

impl Cx<'_> {
    /// An item that comes and goes with the operation.
    fn part(&self, path: Path, shape: Shape) -> Item {
        Item {
            gate: self.home.gate.clone(),
            within: self.home.within.clone(),
            at: vec![self.of.origin.clone()],
            ..Item::new(path, shape)
        }
    }

    fn method(&self, client: &ClientView, op: &OpView, group: Option<String>) -> Item {
        let key = |(scheme, scopes): &(usize, Vec<String>)| (client.schemes[*scheme].key.clone(), scopes.clone());
        let shape = Operation {
            args: op.args.iter().map(|arg| self.arg(arg)).collect(),
            ok: op.ok.name.clone(),
            err: op.err.name.clone(),
            marker: op.marker.clone(),
            group,
            verb: op.spec.verb.clone(),
            path: op.spec.path.clone(),
            auth: op.spec.auth.iter().map(|way| way.iter().map(key).collect()).collect(),
            deprecated: if op.deprecated == Deprecated::Yes {
                surface::Deprecated::Yes
            } else {
                surface::Deprecated::No
            },
        };
        let mut item = self.part(Path::member("Client", &op.method), Shape::Operation(Box::new(shape)));
        item.within = None;
        item.docs = digest(&op.docs);
        item.at.extend(op.args.iter().flat_map(|arg| self.place(arg)));
        for (name, fact) in self.facts(op) {
            item = item.fact(&name, fact);
        }
        item
    }

    /// What is sent and read, without what setters and answers say of themselves.
    fn facts(&self, op: &OpView) -> Vec<(String, String)> {
        let spec = &op.spec;
        let mut facts: Vec<(String, String)> = op.args.iter().map(|arg| self.sent(op, arg)).collect();
        // parameters that nobody gives are sent by themselves
        let given = |index: usize| op.args.iter().chain(&op.setters).any(|arg| arg.sets == Sets::Param(index));
        let alone = (0..spec.params.len()).filter(|&index| !given(index));
        facts.extend(alone.map(|index| (self.wire(&self.of.params[index]), how(&spec.params[index]))));
        let mut add = |name: &str, fact: String| {
            if !fact.is_empty() {
                facts.push((name.to_owned(), fact));
            }
        };
        // a choice of forms says it of each
        let body = spec.body.iter().filter(|_| op.choice.is_none());
        add("body", body.map(|body| body.media.join(", ")).collect());
        add(
            "parts",
            spec.body
                .iter()
                .map(|body| if body.fields.is_empty() { String::new() } else { format!("{:?}", body.fields) })
                .collect(),
        );
        add("key", spec.idempotency.clone().unwrap_or_default());
        let server = |server: &EnvironmentView| match server.variables.is_empty() {
            true => server.url.clone(),
            false => format!("{} {:?}", server.url, server.variables),
        };
        add("servers", spec.servers.iter().map(server).collect::<Vec<_>>().join(", "));
        if let OutcomeShape::Single { decode, codec, .. } = &op.ok.shape {
            let replies = self.of.usual().map(|index| reply(&spec.replies[index]));
            add("success", format!("{} {}", replies.collect::<Vec<_>>().join(", "), read(*decode, codec)));
        }
        facts
    }

    /// How an argument or option is sent.
    fn sent(&self, op: &OpView, arg: &ArgView) -> (String, String) {
        match arg.sets {
            Sets::Param(index) => {
                let how = [how(&op.spec.params[index]), name(&arg.codec)];
                (self.wire(&self.of.params[index]), how.join(" ").trim().to_owned())
            }
            Sets::Body(kind) => ("body as".to_owned(), format!("{kind:?} {}", name(&arg.codec))),
            Sets::Choice => ("body as".to_owned(), "one of its forms".to_owned()),
        }
    }

    fn arg(&self, view: &ArgView) -> Arg {
        let wire = match view.sets {
            Sets::Param(index) => self.wire(&self.of.params[index]),
            Sets::Body(_) | Sets::Choice => String::new(),
        };
        let taken = if view.taken == Taken::Into { surface::Taken::Into } else { surface::Taken::Plain };
        Arg { name: view.name.clone(), ty: ty(&view.ty), taken, wire }
    }

    /// Where a parameter is sent; a path parameter is known by its place.
    fn wire(&self, param: &ir::Param) -> String {
        let place = match param.location {
            Location::Path => {
                let segment = self.of.path.find(&format!("{{{}}}", param.wire));
                let number = segment.map_or(0, |cut| self.of.path[..cut].matches('{').count());
                return format!("path {number}");
            }
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        format!("{place} {}", param.wire)
    }

    fn place(&self, view: &ArgView) -> Vec<Pointer> {
        match view.sets {
            Sets::Param(index) => vec![self.of.params[index].origin.clone()],
            Sets::Body(_) | Sets::Choice => vec![self.of.origin.child("requestBody")],
        }
    }

    fn pages(&self, op: &OpView, paged: &PagedView) -> Item {
        let by = match paged.paging.way {
            PagingWay::Page { .. } => "page number",
            PagingWay::Offset { .. } => "offset",
            PagingWay::Cursor { .. } => "cursor",
            PagingWay::Link => "Link header",
            PagingWay::NextUrl => "next URL",
        };
        let item = self.part(Path::member(&op.marker, "pages"), Shape::Pages(ty(&paged.item)));
        // where in Rust the items are follows from the types; how they are asked for does not
        item.fact("by", by).fact("paging", format!("{:?} {}", paged.paging.way, name(&paged.codec)))
    }

    fn choice(&self, op: &OpView, items: &mut Vec<Item>) {
        let Some(choice) = &op.choice else { return };
        let path = Path::within("ops", "", &choice.name);
        items.push(Item { docs: digest(&choice.docs), ..self.part(path, Shape::Type(Form::Body)) });
        let media = op.spec.body.iter().flat_map(|body| &body.media);
        for (arm, media) in choice.arms.iter().zip(media) {
            let converts = if arm.converts == Converts::Yes { surface::Converts::Yes } else { surface::Converts::No };
            let shape = Shape::Variant(Some(ty(&arm.ty)), converts);
            let item = self.part(Path::within("ops", &choice.name, &arm.name), shape);
            let at = vec![self.of.origin.join(["requestBody", "content", media])];
            let form = format!("{:?} {}", arm.kind, name(&arm.codec));
            items.push(Item { at, ..item.fact("is", format!("{media:?}")).fact("form", form) });
        }
    }

    fn outcome(&self, op: &OpView, outcome: &OutcomeView, items: &mut Vec<Item>) {
        let path = Path::within("ops", "", &outcome.name);
        match &outcome.shape {
            OutcomeShape::Single { ty: of, named: Named::Alias, .. } => {
                let item = self.part(path, Shape::Alias(ty(of)));
                let at = self.of.ok.replies.iter().map(|&index| self.of.replies[index].origin.clone()).collect();
                items.push(Item { docs: digest(&outcome.docs), at, ..item });
            }
            OutcomeShape::Single { .. } => {}
            OutcomeShape::Arms(arms) => {
                let kept = if arms.iter().any(|arm| arm.decode.is_stream()) { Kept::No } else { Kept::Yes };
                let item = self.part(path, Shape::Type(Form::Outcome(kept)));
                items.push(Item { docs: digest(&outcome.docs), ..item });
                for arm in arms {
                    let shape = Shape::Variant(arm.ty.as_ref().map(ty), surface::Converts::No);
                    let item = self.part(Path::within("ops", &outcome.name, &arm.name), shape);
                    let told = &op.spec.replies[arm.reply];
                    let item = item.fact("is", &told.status).fact("read", read(arm.decode, &arm.codec));
                    let item = if let Some(media) = &told.media { item.fact("media", media) } else { item };
                    let at = vec![self.of.replies[arm.reply].origin.clone()];
                    items.push(Item { docs: digest(&arm.docs), at, ..item });
                }
            }
        }
    }
}

/// How a parameter is written, where that is not the usual way of its place.
fn how(param: &ParamFact) -> String {
    let style = param.style.map(|style| format!("style {style}"));
    let explode = param.explode.map(|explode| format!("explode {explode}"));
    let fixed = param.fixed.as_ref().map(|value| format!("fixed {value:?}"));
    let flags = param.flags.iter().map(|flag| (*flag).to_owned());
    style.into_iter().chain(explode).chain(flags).chain(fixed).collect::<Vec<_>>().join(", ")
}

fn reply(fact: &ReplyFact) -> String {
    let parts = [Some(&fact.status), fact.media.as_ref(), fact.end.as_ref()];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}

fn read(decode: Decode, codec: &Codec) -> String {
    match decode {
        Decode::Json | Decode::Events | Decode::Lines | Decode::Sequence => format!("{decode:?} {}", name(codec)),
        Decode::None | Decode::Text | Decode::Bytes | Decode::TextEvents => format!("{decode:?}"),
    }
}
