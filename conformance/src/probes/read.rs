//! Reading `probe.yaml`. A key that is not known is an error: what is not understood must not count as passed.

mod call;
mod request;

use super::exact::{Exact, Nulls};
use super::model::{Diagnostic, Expected, Key, Payload, Probe, Wished};
use crate::drive::KINDS;
use crate::yaml::{Found, Node, Problem};

/// Reads a probe.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn probe(text: &str) -> Found<Probe> {
    let node = Node::parse(text)?;
    let map = Map::of(&node)?;
    map.known(&[
        "id",
        "title",
        "area",
        "standard",
        "policy",
        "needs",
        "notes",
        "operations",
        "diagnostics",
        "calls",
        "webhooks",
    ])?;
    Ok(Probe {
        id: map.text("id")?.ok_or_else(|| map.missing("id"))?,
        area: map.text("area")?.ok_or_else(|| map.missing("area"))?,
        operations: map.get("operations").map(texts).transpose()?,
        diagnostics: map.list("diagnostics", diagnostic)?,
        calls: call::all(map.get("calls").ok_or_else(|| map.missing("calls"))?.list()?)?,
        webhooks: map.list("webhooks", webhook)?,
    })
}

fn diagnostic(node: &Node) -> Found<Diagnostic> {
    let map = Map::of(node)?;
    map.known(&["severity", "pointer", "about", "required"])?;
    Ok(Diagnostic {
        severity: map.must("severity")?,
        pointer: map.must("pointer")?,
        about: map.must("about")?,
        is_required: map.flag("required")?,
    })
}

fn webhook(node: &Node) -> Found<Payload> {
    let map = Map::of(node)?;
    map.known(&["webhook", "payload", "policy", "outcome"])?;
    let outcome = outcome(map.get("outcome").ok_or_else(|| map.missing("outcome"))?)?;
    Ok(Payload { webhook: map.must("webhook")?, payload: map.must("payload")?, outcome })
}

/// What comes of a call.
fn outcome(node: &Node) -> Found<Expected> {
    let map = Map::of(node)?;
    if let Some(all) = map.get("any_of") {
        map.known(&["any_of"])?;
        return Ok(Expected::AnyOf(all.list()?.iter().map(outcome).collect::<Found<_>>()?));
    }
    map.known(&[
        "ok",
        "error",
        "status",
        "documented",
        "value",
        "value_json",
        "bytes_base64",
        "no_body",
        "items",
        "pages",
        "distinguish_null",
        "raw_body",
        "json_path",
        "headers",
        "retry_after_ms",
        "attempts",
        "idempotency_key",
        "oauth_error",
        "oauth_error_description",
    ])?;
    let mut wished = Wished::default();
    for kind in map.get("error").map(Node::one_or_more).unwrap_or_default() {
        let name = kind.text()?;
        let found = KINDS.iter().find(|(known, _)| *known == name).ok_or_else(|| kind.wrong("a kind of error"))?;
        wished.errors.push(found.1);
    }
    if map.flag("ok")? != wished.errors.is_empty() {
        return Err(Problem::at(node.line, "an outcome is `ok: true` or an `error`"));
    }
    if map.flag("distinguish_null")? {
        wished.nulls = Nulls::Distinct;
    }
    wished.status = map.small("status")?;
    wished.documented = map
        .get("documented")
        .map(|node| match Exact::of(node) {
            Exact::Null => Ok(None),
            _ => node.text().map(|text| Some(text.to_owned())),
        })
        .transpose()?;
    wished.value = value(&map, "value", "value_json")?;
    wished.bytes = map.get("bytes_base64").map(octets).transpose()?;
    wished.no_body = map.flag("no_body")?;
    wished.items = map.get("items").map(exacts).transpose()?;
    wished.pages = map.get("pages").map(|node| node.list()?.iter().map(exacts).collect()).transpose()?;
    wished.raw_body = map.text("raw_body")?;
    wished.json_path = map.get("json_path").map(alternatives).transpose()?.unwrap_or_default();
    wished.headers = map.pairs("headers")?;
    wished.retry_after_ms = map.number("retry_after_ms")?;
    wished.attempts = map.small("attempts")?;
    wished.idempotency_key = map.get("idempotency_key").map(key).transpose()?;
    wished.oauth_error = map.text("oauth_error")?;
    wished.oauth_error_description = map.text("oauth_error_description")?;
    Ok(Expected::One(Box::new(wished)))
}

fn key(node: &Node) -> Found<Key> {
    match node.text() {
        Ok(text) => Ok(Key::Text(text.to_owned())),
        Err(_) => {
            let map = Map::of(node)?;
            map.known(&["same_as"])?;
            map.must("same_as").map(Key::SameAs)
        }
    }
}

/// A text, or `any_of` texts.
fn alternatives(node: &Node) -> Found<Vec<String>> {
    match node.text() {
        Ok(text) => Ok(vec![text.to_owned()]),
        Err(_) => {
            let map = Map::of(node)?;
            map.known(&["any_of"])?;
            texts(map.get("any_of").ok_or_else(|| map.missing("any_of"))?)
        }
    }
}

/// A value, as YAML or as JSON text.
fn value(map: &Map<'_>, key: &str, key_json: &str) -> Found<Option<Exact>> {
    match (map.get(key), map.get(key_json)) {
        (Some(node), _) => Ok(Some(Exact::of(node))),
        (None, Some(node)) => Exact::parse(node.text()?).map(Some).map_err(|what| Problem::at(node.line, what)),
        (None, None) => Ok(None),
    }
}

fn texts(node: &Node) -> Found<Vec<String>> {
    node.list()?.iter().map(|item| item.text().map(str::to_owned)).collect()
}

fn exacts(node: &Node) -> Found<Vec<Exact>> {
    Ok(node.list()?.iter().map(Exact::of).collect())
}

fn octets(node: &Node) -> Found<Vec<u8>> {
    use base64::Engine as _;
    let text = node.text()?;
    base64::engine::general_purpose::STANDARD.decode(text).map_err(|e| Problem::at(node.line, e.to_string()))
}

/// A mapping, asked by key.
struct Map<'a> {
    node: &'a Node,
}

impl<'a> Map<'a> {
    fn of(node: &'a Node) -> Found<Self> {
        node.map().map(|_| Self { node })
    }

    /// Refuses keys that are not among these.
    fn known(&self, keys: &[&str]) -> Found<()> {
        match self.node.map()?.iter().find(|member| !keys.contains(&member.key.as_str())) {
            Some(member) => Err(Problem::at(member.line, format!("`{}` is no key here", member.key.escape_debug()))),
            None => Ok(()),
        }
    }

    fn get(&self, key: &str) -> Option<&'a Node> {
        self.node.map().ok()?.iter().find(|member| member.key == key).map(|member| &member.value)
    }

    fn missing(&self, key: &str) -> Problem {
        Problem::at(self.node.line, format!("`{key}` is missing"))
    }

    fn text(&self, key: &str) -> Found<Option<String>> {
        self.get(key).map(|node| node.text().map(str::to_owned)).transpose()
    }

    fn must(&self, key: &str) -> Found<String> {
        self.text(key)?.ok_or_else(|| self.missing(key))
    }

    fn number(&self, key: &str) -> Found<Option<u64>> {
        self.get(key).map(Node::number).transpose()
    }

    /// A number of a smaller type.
    fn small<T: TryFrom<u64>>(&self, key: &str) -> Found<Option<T>> {
        let Some(node) = self.get(key) else { return Ok(None) };
        T::try_from(node.number()?).map(Some).map_err(|_| node.wrong("a smaller number"))
    }

    fn flag(&self, key: &str) -> Found<bool> {
        match self.get(key).map(Exact::of) {
            None => Ok(false),
            Some(Exact::Bool(value)) => Ok(value),
            Some(_) => Err(self.get(key).unwrap_or(self.node).wrong("true or false")),
        }
    }

    fn list<T>(&self, key: &str, read: impl Fn(&Node) -> Found<T>) -> Found<Vec<T>> {
        self.get(key).map_or(Ok(Vec::new()), |node| node.list()?.iter().map(read).collect())
    }

    /// Members that are texts.
    fn pairs(&self, key: &str) -> Found<Vec<(String, String)>> {
        let Some(node) = self.get(key) else { return Ok(Vec::new()) };
        node.map()?.iter().map(|member| Ok((member.key.clone(), member.value.text()?.to_owned()))).collect()
    }
}

/// A request from YAML, for tests of other modules.
#[cfg(test)]
pub(crate) fn tests_request(text: &str) -> super::model::Wanted {
    request::wanted(&Node::parse(text).unwrap()).unwrap()
}
