//! Calls: arguments, settings, answers, and what may happen.

use super::request::wanted;
use super::{Map, octets, outcome, value};
use crate::drive::{Args, Given, Mode, Place};
use crate::probes::exact::Exact;
use crate::probes::model::{CallOf, ClientOf, Course, Credential, Fault, Framing, Order, Reply, Settings, Step};
use crate::yaml::{Found, Node, Problem};

/// All calls of a probe.
pub(super) fn all(nodes: &[Node]) -> Found<Vec<CallOf>> {
    nodes.iter().enumerate().map(|(index, node)| call(index, node)).collect()
}

fn call(index: usize, node: &Node) -> Found<CallOf> {
    let map = Map::of(node)?;
    map.known(&[
        "name",
        "standard",
        "policy",
        "operation",
        "mode",
        "same_client",
        "concurrent",
        "advance_clock_ms",
        "args",
        "server",
        "credentials",
        "options",
        "expect_requests",
        "order",
        "respond",
        "outcome",
        "any_of",
    ])?;
    let title = match map.text("name")? {
        Some(name) => format!("call {index} ({name})"),
        None => format!("call {index}"),
    };
    let order = match map.text("order")?.as_deref() {
        None => Order::Given,
        Some("any") => Order::Any,
        Some(_) => return Err(node.wrong("`order: any`")),
    };
    let courses = match map.get("any_of") {
        Some(all) => all.list()?.iter().map(|node| course(&Map::of(node)?, order)).collect::<Found<_>>()?,
        None => vec![course(&map, order)?],
    };
    Ok(CallOf {
        title,
        operation: map.must("operation")?,
        mode: mode(&map)?,
        client: if map.flag("same_client")? { ClientOf::Same } else { ClientOf::New },
        concurrent: map.small("concurrent")?.unwrap_or(1),
        advance_ms: map.number("advance_clock_ms")?.unwrap_or(0),
        args: map.get("args").map(args).transpose()?.unwrap_or_default(),
        settings: settings(&map)?,
        courses,
    })
}

fn mode(map: &Map<'_>) -> Found<Mode> {
    Ok(match map.text("mode")?.as_deref() {
        None | Some("call") => Mode::Call,
        Some("stream") => Mode::Stream,
        Some("items") => Mode::Items,
        Some("pages") => Mode::Pages,
        Some(_) => return Err(map.node.wrong("a known mode")),
    })
}

fn args(node: &Node) -> Found<Args> {
    let map = Map::of(node)?;
    map.known(&["path", "query", "querystring", "header", "cookie", "body"])?;
    let mut args = Args::default();
    let places = [("path", Place::Path), ("query", Place::Query), ("header", Place::Header), ("cookie", Place::Cookie)];
    for (key, place) in places {
        for member in map.get(key).map(Node::map).transpose()?.unwrap_or_default() {
            args.params.push((place, member.key.clone(), Exact::of(&member.value)));
        }
    }
    if let Some(node) = map.get("querystring") {
        args.params.push((Place::Querystring, String::new(), Exact::of(node)));
    }
    if let Some(node) = map.get("body") {
        let body = Map::of(node)?;
        body.known(&["media_type", "value", "value_json", "text", "base64"])?;
        args.media_type = body.text("media_type")?;
        args.body = Some(match (value(&body, "value", "value_json")?, body.text("text")?, body.get("base64")) {
            (Some(value), _, _) => Given::Value(value),
            (_, Some(text), _) => Given::Octets(text.into_bytes()),
            (_, _, Some(node)) => Given::Octets(octets(node)?),
            _ => return Err(Problem::at(node.line, "a body needs a value")),
        });
    }
    Ok(args)
}

fn settings(call: &Map<'_>) -> Found<Settings> {
    let mut settings = Settings::default();
    if let Some(node) = call.get("server") {
        let map = Map::of(node)?;
        map.known(&["index", "variables", "base_url", "document_url"])?;
        settings.index = map.small("index")?;
        settings.variables = map.pairs("variables")?;
        settings.base_url = map.text("base_url")?;
        settings.document_url = map.text("document_url")?;
    }
    if let Some(node) = call.get("options") {
        let map = Map::of(node)?;
        map.known(&["max_retries", "deadline_ms", "max_pages", "idempotency_key"])?;
        settings.max_retries = map.small("max_retries")?.unwrap_or(0);
        settings.deadline_ms = map.number("deadline_ms")?;
        settings.max_pages = map.small("max_pages")?;
        settings.idempotency_key = map.text("idempotency_key")?;
    }
    for member in call.get("credentials").map(Node::map).transpose()?.unwrap_or_default() {
        settings.credentials.push((member.key.clone(), credential(&member.value)?));
    }
    Ok(settings)
}

fn credential(node: &Node) -> Found<Credential> {
    let map = Map::of(node)?;
    map.known(&["token", "username", "password", "value", "client_id", "client_secret"])?;
    let get = |key: &str| map.text(key).ok().flatten();
    let pair = |one: &str, other: &str| get(one).zip(get(other));
    if let Some(token) = get("token") {
        return Ok(Credential::Token(token));
    }
    if let Some(value) = get("value") {
        return Ok(Credential::Value(value));
    }
    if let Some((name, password)) = pair("username", "password") {
        return Ok(Credential::Basic(name, password));
    }
    pair("client_id", "client_secret")
        .map(|(id, secret)| Credential::Client(id, secret))
        .ok_or_else(|| node.wrong("a credential"))
}

fn course(map: &Map<'_>, order: Order) -> Found<Course> {
    let list = |key: &str| map.get(key).ok_or_else(|| map.missing(key))?.list();
    let (requests, answers) = (list("expect_requests")?, list("respond")?);
    if requests.len() != answers.len() {
        let what = format!("{} requests, {} answers", requests.len(), answers.len());
        return Err(Problem::at(map.node.line, what));
    }
    let steps = requests.iter().zip(answers).map(|(request, answer)| step(request, answer)).collect::<Found<_>>()?;
    let outcome = outcome(map.get("outcome").ok_or_else(|| map.missing("outcome"))?)?;
    Ok(Course { steps, order, outcome })
}

fn step(request: &Node, answer: &Node) -> Found<Step> {
    let (said, replied) = (Map::of(request)?, Map::of(answer)?);
    let wanted = if said.get("not_connected").is_some() { None } else { Some(wanted(request)?) };
    let answer = reply(&replied)?;
    if wanted.is_none() != (answer.fault == Some(Fault::ConnectRefused)) {
        return Err(Problem::at(request.line, "`not_connected` belongs to `connect_refused`"));
    }
    let (one, other) = (times(&said)?, times(&replied)?);
    if one != other {
        return Err(Problem::at(request.line, "request and answer differ in `times`"));
    }
    Ok(Step { request: wanted, answer, times: one })
}

fn times(map: &Map<'_>) -> Found<(u64, u64)> {
    let Some(node) = map.get("times") else { return Ok((1, 1)) };
    if let Ok(number) = node.number() {
        return Ok((number, number));
    }
    let range = Map::of(node)?;
    range.known(&["min", "max"])?;
    let bound = |key: &str| range.number(key)?.ok_or_else(|| range.missing(key));
    Ok((bound("min")?, bound("max")?))
}

fn reply(map: &Map<'_>) -> Found<Reply> {
    map.known(&["status", "headers", "json", "text", "base64", "chunks", "delay_ms", "fault", "times"])?;
    let mut reply = Reply {
        status: map.small("status")?,
        headers: map.pairs("headers")?,
        delay_ms: map.number("delay_ms")?.unwrap_or(0),
        ..Reply::default()
    };
    reply.fault = match map.text("fault")?.as_deref() {
        None => None,
        Some("connect_refused") => Some(Fault::ConnectRefused),
        Some("close_before_response") => Some(Fault::CloseBeforeResponse),
        Some("close_mid_body") => Some(Fault::CloseMidBody),
        Some(_) => return Err(map.node.wrong("a known fault")),
    };
    if let Some(node) = map.get("json") {
        reply.chunks.push(Exact::of(node).to_string().into_bytes());
        reply.media_type = Some("application/json");
    }
    if let Some(text) = map.text("text")? {
        reply.chunks.push(text.into_bytes());
    }
    if let Some(node) = map.get("base64") {
        reply.chunks.push(octets(node)?);
    }
    if let Some(node) = map.get("chunks") {
        reply.framing = Framing::Chunks;
        reply.chunks = super::texts(node)?.into_iter().map(String::into_bytes).collect();
    }
    if reply.status.is_none() && !matches!(reply.fault, Some(Fault::ConnectRefused | Fault::CloseBeforeResponse)) {
        return Err(map.missing("status"));
    }
    Ok(reply)
}
