//! Webhooks and callbacks: payloads, and what tells them apart.

use super::*;
use crate::config::{EventName, Webhooks};
use crate::diag::Place;
use crate::ir::{Hook, NamedBy};
use crate::model::recognise;

fn hook(api: &Api, hook: &Hook) -> String {
    let payload = hook.payload.as_ref().map_or_else(|| "nothing".to_owned(), |ty| ty_text(api, ty));
    format!("{} = {} <- {payload}", hook.name, hook.tags.join(" | "))
}

/// What becomes of the rest of a document, with `event` of provider.toml: the webhooks, what tells them apart, the
/// callbacks, what is left out, and what was said.
fn check(event: Option<&str>, rest: &str, expect: &str) {
    let (mut api, mut diags) = read(&format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{rest}"));
    let event = event.map(|text| match text.starts_with('/') {
        true => EventName::Member(text.to_owned()),
        false => EventName::Header(text.to_owned()),
    });
    let stated = Webhooks { event, verify: None, place: Place::text("provider.toml", 9, 1) };
    recognise(&mut api, Some(&stated), "openapi.yaml", &mut diags);
    let mut lines: Vec<String> = api.webhooks.iter().map(|it| hook(&api, it)).collect();
    lines.push(match &api.webhooks_by {
        NamedBy::Caller => "by the caller".to_owned(),
        NamedBy::Member(pointer) => format!("by {pointer}"),
        NamedBy::Header(name) => format!("by header {name}"),
    });
    lines.extend(api.callbacks.iter().map(|it| format!("callback {}", hook(&api, it))));
    lines.extend(api.skipped.iter().map(|it| format!("skipped {} {}: {}", it.what, it.at, it.why)));
    // what a receiver answers is not the subject
    lines.extend(said(&diags).into_iter().filter(|line| !line.contains(" no-responses ")));
    compare(rest, &lines, expect);
}

fn post(name: &str, schema: &str) -> String {
    format!(
        "  {name}: {{post: {{requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}, responses: {{}}}}}}\n"
    )
}

/// An object whose members are all required.
fn object(members: &[(&str, &str)]) -> String {
    let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let properties: Vec<String> = members.iter().map(|(name, schema)| format!("{name}: {schema}")).collect();
    format!("{{type: object, required: [{}], properties: {{{}}}}}", names.join(", "), properties.join(", "))
}

fn webhooks(of: &[(&str, &str)]) -> String {
    format!("webhooks:\n{}", of.iter().map(|(name, schema)| post(name, schema)).collect::<String>())
}

#[test]
fn constants_tell() {
    let (same, paid, lost) = ("{const: event}", "{const: order.paid}", "{type: string, enum: [order_lost]}");
    let rest = webhooks(&[
        ("paid", &object(&[("object", same), ("type", paid)])),
        ("lost", &object(&[("type", lost), ("object", same)])),
    ]);
    check(
        None,
        &rest,
        "paid = order.paid | paid <- 'paid payload'
        lost = order_lost | lost <- 'lost payload'
        by /type",
    );
    // one alone: a constant that is not its name may be one of all that come later
    let one = webhooks(&[("order.paid", &object(&[("object", same), ("type", paid)]))]);
    check(None, &one, "order.paid = order.paid <- 'order.paid payload'\nby /type");
    let unsure = webhooks(&[("paid", &object(&[("object", same), ("type", paid)]))]);
    let note = "note webhook-event-unstated #/x-bursar-webhooks/paid/post nothing in the document tells its webhooks apart: \
                their names are given by the caller";
    check(None, &unsure, &format!("paid = paid <- 'paid payload'\nby the caller\n{note}"));
    // optional, not constant, or missing in one of them
    for other in [
        "{type: object, properties: {type: {const: b}}}".to_owned(),
        object(&[("type", "{type: string}")]),
        object(&[("type", "{enum: [b, c], type: string}")]),
        object(&[("type", paid)]),
        object(&[("kind", "{const: b}")]),
        "{type: string}".to_owned(),
    ] {
        let rest = webhooks(&[("a", &object(&[("type", paid)])), ("b", &other)]);
        let (api, _) = read(&format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{rest}"));
        let mut told = api.clone();
        recognise(&mut told, None, "openapi.yaml", &mut Diags::default());
        assert_eq!(told.webhooks_by, NamedBy::Caller, "{other}");
        assert_eq!(told.webhooks[0].tags, ["a"], "{other}");
    }
}

#[test]
fn what_provider_toml_states() {
    let nested = |schema: &str| object(&[("data", &object(&[("event_type", schema)]))]);
    let rest = webhooks(&[
        ("call.up", &nested("{type: string}")),
        ("down", &nested("{type: string, enum: [call.down, call.lost]}")),
        ("any", "{}"),
    ]);
    check(
        Some("/data/event_type"),
        &rest,
        "call.up = call.up <- 'call.up payload'
        down = call.down | call.lost | down <- 'down payload'
        any = any <- any
        by /data/event_type",
    );
    check(
        Some("x-event"),
        &rest,
        "call.up = call.up <- 'call.up payload'
        down = down <- 'down payload'
        any = any <- any
        by header x-event",
    );
    let rest = webhooks(&[("a", &object(&[("type", "{type: string}")]))]);
    check(
        Some("/typ"),
        &rest,
        "a = a <- 'a payload'
        by /typ
        error webhook-event-unknown Text { line: 9, column: 1 } `webhooks.event` is `/typ`, which no payload of a webhook has",
    );
    check(
        Some("/type"),
        "paths: {}",
        "by the caller
        error webhook-event-unused Text { line: 9, column: 1 } `webhooks.event` says what tells events apart, and the document has no webhooks",
    );
}

#[test]
fn one_text_for_two() {
    let with = |constant: &str| object(&[("type", &format!("{{enum: [{constant}], type: string}}"))]);
    let rest = webhooks(&[("a", &with("x, y")), ("b", &with("y, z")), ("c", &with("x")), ("z", "{}")]);
    check(
        Some("/type"),
        &rest,
        "a = x | y | a <- 'a payload'
        b = z | b <- 'b payload'
        c = c <- 'c payload'
        by /type
        skipped the webhook `z` #/x-bursar-webhooks/z/post: no text stands for it alone
        degraded webhook-indistinct #/x-bursar-webhooks/b/post `y` at `/type` stands for the webhooks `a` and `b`
        degraded webhook-indistinct #/x-bursar-webhooks/c/post `x` at `/type` stands for the webhooks `a` and `c`
        degraded webhook-indistinct #/x-bursar-webhooks/z/post the name `z` of a webhook stands for another one at `/type`",
    );
}

#[test]
fn payloads() {
    let rest = "webhooks:
  none: {post: {responses: {}}}
  empty: {post: {requestBody: {content: {}}, responses: {}}}
  two: {get: {responses: {}}, put: {requestBody: {$ref: '#/components/requestBodies/Shared'}, responses: {}}}
  csv: {post: {requestBody: {content: {text/csv: {}, text/plain: {}}}, responses: {}}}
  json: {post: {requestBody: {content: {text/csv: {}, application/cloudevents+json: {schema: {type: integer}}}}, responses: {}}}
  shared: {$ref: '#/components/pathItems/Item'}
components:
  pathItems: {Item: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/P'}}}}, responses: {}}}}
  requestBodies: {Shared: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}
  schemas: {P: {type: array, items: {type: string}}}
";
    check(
        Some("x-event"),
        rest,
        "none = none <- nothing
        empty = empty <- nothing
        two GET = two GET <- nothing
        two PUT = two PUT <- 'Shared'
        json = json <- i64
        shared = shared <- P
        by header x-event
        skipped the webhook `csv` #/x-bursar-webhooks/csv/post: its payload is `text/csv` or `text/plain`, and only JSON can be read
        degraded webhook-unsupported #/x-bursar-webhooks/csv/post the webhook `csv` is left out: its payload is `text/csv` or `text/plain`, and only JSON can be read",
    );
}

#[test]
fn callbacks() {
    let body = "requestBody: {content: {application/json: {schema: {type: boolean}}}}, responses: {}";
    let rest = format!(
        "paths:
  /a:
    post:
      operationId: makeA
      responses: {{}}
      callbacks:
        done: {{'{{$url}}': {{post: {{{body}}}}}}}
        more: {{'{{$a}}': {{post: {{{body}}}}}, '{{$b}}': {{post: {{responses: {{}}}}, put: {{responses: {{}}}}}}}}
        bad: {{'{{$url}}': {{post: {{requestBody: {{content: {{text/csv: {{}}}}}}, responses: {{}}}}}}}}
    get: {{responses: {{}}, callbacks: {{shared: {{$ref: '#/components/callbacks/C'}}}}}}
components: {{callbacks: {{C: {{'{{$c}}': {{post: {{responses: {{}}}}}}}}}}}}
"
    );
    check(
        None,
        &rest,
        "by the caller
        callback GET /a shared = GET /a shared <- nothing
        callback makeA done = makeA done <- bool
        callback makeA more {$a} = makeA more {$a} <- bool
        callback makeA more {$b} PUT = makeA more {$b} PUT <- nothing
        callback makeA more {$b} POST = makeA more {$b} POST <- nothing
        skipped the callback `makeA bad` #/paths/~1a/post/x-bursar-callbacks/bad/{$url}/post: its payload is `text/csv`, and only JSON can be read
        degraded webhook-unsupported #/paths/~1a/post/x-bursar-callbacks/bad/{$url}/post the callback `makeA bad` is left out: its payload is `text/csv`, and only JSON can be read",
    );
}
