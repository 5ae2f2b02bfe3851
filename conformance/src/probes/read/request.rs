//! Requests: what each part of one is like.

use super::{Map, alternatives, octets, texts};
use crate::probes::exact::Exact;
use crate::probes::model::{Body, Content, Header, Pair, Part, Path, Target, Value, Wanted};
use crate::yaml::{Found, Node, Problem, What};

pub(super) fn wanted(node: &Node) -> Found<Wanted> {
    let map = Map::of(node)?;
    map.known(&["method", "host", "target", "headers", "absent_headers", "body", "wait_ms", "times"])?;
    let headers = map.get("headers").map(Node::map).transpose()?.unwrap_or_default();
    Ok(Wanted {
        method: map.must("method")?,
        host: map.text("host")?,
        target: target(map.get("target").ok_or_else(|| map.missing("target"))?)?,
        headers: headers
            .iter()
            .map(|member| Ok((member.key.to_lowercase(), header(&member.value)?)))
            .collect::<Found<_>>()?,
        absent: map.get("absent_headers").map(texts).transpose()?.unwrap_or_default(),
        body: map.get("body").map(body).transpose()?,
        wait_ms: map.get("wait_ms").map(range).transpose()?,
    })
}

fn range(node: &Node) -> Found<(u64, u64)> {
    let map = Map::of(node)?;
    map.known(&["min", "max"])?;
    let bound = |key: &str| map.number(key)?.ok_or_else(|| map.missing(key));
    Ok((bound("min")?, bound("max")?))
}

fn target(node: &Node) -> Found<Target> {
    if let Ok(text) = node.text() {
        return Ok(Target::Raw(text.to_owned()));
    }
    let map = Map::of(node)?;
    if let Some(all) = map.get("any_of") {
        map.known(&["any_of"])?;
        return Ok(Target::AnyOf(all.list()?.iter().map(target).collect::<Found<_>>()?));
    }
    if map.get("segments").is_some() {
        map.known(&["segments", "query"])?;
        return Ok(Target::Parts(segments(&map)?, map.get("query").map(pairs).transpose()?));
    }
    map.known(&["path", "query"])?;
    let node = map.get("path").ok_or_else(|| map.missing("path"))?;
    let path = match node.text() {
        Ok(text) => Path::Raw(text.to_owned()),
        Err(_) => {
            let map = Map::of(node)?;
            map.known(&["segments"])?;
            segments(&map)?
        }
    };
    let query = map.get("query").ok_or_else(|| map.missing("query"))?;
    Ok(Target::Parts(path, Some(pairs(query)?)))
}

fn segments(map: &Map<'_>) -> Found<Path> {
    map.get("segments").map_or_else(|| Err(map.missing("segments")), |node| texts(node).map(Path::Segments))
}

fn pairs(node: &Node) -> Found<Vec<Pair>> {
    node.list()?.iter().map(pair).collect()
}

fn pair(node: &Node) -> Found<Pair> {
    if let Ok(text) = node.text() {
        return Ok(Pair::Raw(text.to_owned()));
    }
    // the pairs of a form
    if let What::List(items) = &node.what {
        return match &items[..] {
            [name, value] => Ok(Pair::Decoded(name.text()?.to_owned(), Value::Text(value.text()?.to_owned()))),
            _ => Err(node.wrong("a name and a value")),
        };
    }
    let map = Map::of(node)?;
    if map.get("name").is_none() {
        return alternatives(node).map(Pair::AnyOf);
    }
    map.known(&["name", "value", "json", "date_time", "any_of"])?;
    let name = map.must("name")?;
    let value = match (map.text("value")?, map.get("json"), map.text("date_time")?, map.get("any_of")) {
        (Some(text), ..) => Value::Text(text),
        (_, Some(node), ..) => Value::Json(Exact::of(node)),
        (_, _, Some(text), _) => Value::Instant(text),
        (.., Some(all)) => Value::AnyOf(texts(all)?),
        _ => return Err(Problem::at(node.line, "a pair needs a value")),
    };
    Ok(Pair::Decoded(name, value))
}

fn header(node: &Node) -> Found<Header> {
    if let Ok(text) = node.text() {
        return Ok(Header::Text(text.to_owned()));
    }
    let map = Map::of(node)?;
    map.known(&[
        "any_of",
        "media_type",
        "accepts",
        "pairs",
        "json",
        "date_time",
        "pattern",
        "capture",
        "same_as",
        "differs_from",
    ])?;
    Ok(if let Some(all) = map.get("any_of") {
        Header::AnyOf(texts(all)?)
    } else if let Some(text) = map.text("media_type")? {
        Header::MediaType(text)
    } else if let Some(text) = map.text("accepts")? {
        Header::Accepts(text)
    } else if let Some(all) = map.get("pairs") {
        Header::Pairs(texts(all)?)
    } else if let Some(node) = map.get("json") {
        Header::Json(Exact::of(node))
    } else if let Some(text) = map.text("date_time")? {
        Header::Instant(text)
    } else {
        Header::Compared {
            pattern: map.text("pattern")?,
            capture: map.text("capture")?,
            same_as: map.text("same_as")?,
            differs_from: map.text("differs_from")?,
        }
    })
}

fn body(node: &Node) -> Found<Body> {
    let map = Map::of(node)?;
    map.known(&["none", "json", "json_text", "text", "base64", "form", "multipart", "any_of"])?;
    let [member] = node.map()? else { return Err(node.wrong("one kind of body")) };
    let value = &member.value;
    Ok(match member.key.as_str() {
        "none" => Body::None,
        "json" => Body::Json(Exact::of(value)),
        "json_text" => Body::Json(Exact::parse(value.text()?).map_err(|what| Problem::at(value.line, what))?),
        "text" => Body::Octets(value.text()?.as_bytes().to_vec()),
        "base64" => Body::Octets(octets(value)?),
        "form" => Body::Form(pairs(value)?),
        "multipart" => Body::Multipart(value.list()?.iter().map(part).collect::<Found<_>>()?),
        _ => Body::AnyOf(value.list()?.iter().map(body).collect::<Found<_>>()?),
    })
}

fn part(node: &Node) -> Found<Part> {
    let map = Map::of(node)?;
    map.known(&["name", "filename", "media_type", "text", "json", "base64"])?;
    let content = match (map.text("text")?, map.get("json"), map.get("base64")) {
        (Some(text), ..) => Content::Octets(text.into_bytes()),
        (_, Some(node), _) => Content::Json(Exact::of(node)),
        (.., Some(node)) => Content::Octets(octets(node)?),
        _ => return Err(Problem::at(node.line, "a part needs content")),
    };
    Ok(Part { name: map.must("name")?, filename: map.text("filename")?, media_type: map.text("media_type")?, content })
}
