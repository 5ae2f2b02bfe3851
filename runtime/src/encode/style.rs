//! Parameter styles (OAS 3.0.4 "Style Values" and "Style Examples", RFC 6570 §3.2).
//!
//! What has no form in the standard is refused, with two exceptions: an exploded spaceDelimited or pipeDelimited array is
//! written like an exploded form (there is no separator left to write), and deepObject nests its brackets.

use percent_encoding::PercentEncode;

use super::{Node, Unfit, percent};
use crate::spec::{Explode, Param, Reserved, Style};

/// A value without nesting.
enum Flat {
    Scalar(String),
    List(Vec<String>),
    Map(Vec<(String, String)>),
}

/// Flattens a value; null members are undefined and left out (RFC 6570 §2.3). `encode` is applied to every name and value.
fn flatten(node: &Node, encode: &dyn Fn(&str) -> String) -> Result<Flat, Unfit> {
    let member = |node: &Node| match node {
        Node::Null => Ok(None),
        Node::Scalar(text) => Ok(Some(encode(text))),
        Node::List(_) | Node::Map(_) => Err("holds an array or object inside another, which its style cannot write"),
    };
    Ok(match node {
        Node::Null => Flat::List(Vec::new()),
        Node::Scalar(text) => Flat::Scalar(encode(text)),
        Node::List(items) => {
            Flat::List(items.iter().filter_map(|item| member(item).transpose()).collect::<Result<_, _>>()?)
        }
        Node::Map(members) => {
            let read =
                |(name, value): &(String, Node)| Some(member(value).transpose()?.map(|value| (encode(name), value)));
            Flat::Map(members.iter().filter_map(read).collect::<Result<_, _>>()?)
        }
    })
}

/// `k=v` joined, or `k,v` joined: the two forms of an object.
fn members(map: &[(String, String)], explode: Explode, separator: &str) -> String {
    let pair = if explode == Explode::Yes { "=" } else { separator };
    map.iter().map(|(name, value)| format!("{name}{pair}{value}")).collect::<Vec<_>>().join(separator)
}

fn misplaced(style: Style, place: &str) -> Unfit {
    format!("has style {style:?}, which a {place} parameter cannot have")
}

/// Writes a path parameter, percent-encoded.
pub(crate) fn write_path(param: &Param, value: &Node, path: &mut String) -> Result<(), Unfit> {
    match (param.style, value) {
        (Style::Simple, Node::Scalar(text)) => path.extend(percent::parts(text)),
        _ => path.push_str(&self::path(param, value)?),
    }
    Ok(())
}

/// The text of a path parameter, percent-encoded.
fn path(param: &Param, value: &Node) -> Result<String, Unfit> {
    let flat = flatten(value, &percent::all)?;
    match param.style {
        Style::Simple => Ok(simple(flat, param.explodes())),
        Style::Label => Ok(label(&flat, param.explodes())),
        Style::Matrix => Ok(matrix(&percent::all(param.name), &flat, param.explodes())),
        Style::SpaceDelimited => Ok(joined(flat, "%20")),
        Style::PipeDelimited => Ok(joined(flat, "%7C")),
        Style::TabDelimited => Ok(joined(flat, "%09")),
        other => Err(misplaced(other, "path")),
    }
}

fn simple(flat: Flat, explode: Explode) -> String {
    match flat {
        Flat::Scalar(text) => text,
        Flat::List(items) => items.join(","),
        Flat::Map(map) => members(&map, explode, ","),
    }
}

/// What `collectionFormat` joins outside of a query (OAS 2.0 Parameter Object).
fn joined(flat: Flat, separator: &str) -> String {
    match flat {
        Flat::Scalar(text) => text,
        Flat::List(items) => items.join(separator),
        Flat::Map(map) => members(&map, Explode::No, separator),
    }
}

fn label(flat: &Flat, explode: Explode) -> String {
    let separator = if explode == Explode::Yes { "." } else { "," };
    let text = match flat {
        Flat::Scalar(text) => text.clone(),
        Flat::List(items) => items.join(separator),
        Flat::Map(map) => members(map, explode, separator),
    };
    format!(".{text}")
}

fn matrix(name: &str, flat: &Flat, explode: Explode) -> String {
    // RFC 6570 §3.2.7: an empty value has no "=".
    let one = |name: &str, value: &str| match value {
        "" => format!(";{name}"),
        _ => format!(";{name}={value}"),
    };
    match (flat, explode) {
        (Flat::Scalar(text), _) => one(name, text),
        (Flat::List(items), Explode::Yes) => items.iter().map(|item| one(name, item)).collect(),
        (Flat::List(items), Explode::No) => one(name, &items.join(",")),
        (Flat::Map(map), Explode::Yes) => map.iter().map(|(name, value)| one(name, value)).collect(),
        (Flat::Map(map), Explode::No) => one(name, &members(map, explode, ",")),
    }
}

/// Name and value of a query parameter with a value and in the style that most of them have, percent-encoded.
pub(crate) fn plain_pair<'a>(param: &Param, value: &'a Node<'_>) -> Option<(PercentEncode<'a>, PercentEncode<'a>)> {
    match (param.style, param.reserved, value) {
        (Style::Form, Reserved::Encode, Node::Scalar(text)) => Some((percent::parts(param.name), percent::parts(text))),
        _ => None,
    }
}

/// The pairs of a query parameter, percent-encoded, in order. Empty: the value is undefined.
pub(crate) fn query(param: &Param, value: &Node) -> Result<Vec<(String, String)>, Unfit> {
    let encode = |text: &str| match param.reserved {
        Reserved::Encode => percent::all(text),
        Reserved::Allow => percent::reserved(text),
    };
    let separator = match param.style {
        Style::Form => ",",
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        Style::DeepObject => return deep_object(param.name, value, &encode),
        other => return Err(misplaced(other, "query")),
    };
    Ok(pairs(percent::all(param.name), flatten(value, &encode)?, param.explodes(), separator))
}

/// The pairs of a query parameter without percent-encoding, for places that have none.
#[cfg(feature = "forms")]
pub(crate) fn unencoded(param: &Param, value: &Node) -> Result<Vec<(String, String)>, Unfit> {
    // every byte that could be misread is encoded, so this is the exact way back
    let plain = Param { reserved: Reserved::Encode, ..*param };
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    Ok(query(&plain, value)?.iter().map(|(name, value)| (decode(name), decode(value))).collect())
}

/// The pairs of a cookie parameter. Cookies have no `&`, so an exploded value gives one cookie per member.
pub(crate) fn cookie(param: &Param, value: &Node) -> Result<Vec<(String, String)>, Unfit> {
    match param.style {
        Style::Form => {
            let pairs =
                pairs(percent::cookie_name(param.name), flatten(value, &percent::cookie)?, param.explodes(), ",");
            // Members of an exploded object are names, too.
            Ok(pairs.into_iter().map(|(name, value)| (name.replace('=', "%3D"), value)).collect())
        }
        other => Err(misplaced(other, "cookie")),
    }
}

fn pairs(name: String, flat: Flat, explode: Explode, separator: &str) -> Vec<(String, String)> {
    if let Flat::Scalar(text) = flat {
        return vec![(name, text)];
    }
    let own = |value: String| (name.clone(), value);
    match (flat, explode) {
        (Flat::Scalar(text), _) => vec![own(text)],
        (Flat::List(items), Explode::Yes) => items.into_iter().map(own).collect(),
        (Flat::List(items), Explode::No) if items.is_empty() => Vec::new(),
        (Flat::List(items), Explode::No) => vec![own(items.join(separator))],
        (Flat::Map(map), Explode::Yes) => map,
        (Flat::Map(map), Explode::No) if map.is_empty() => Vec::new(),
        (Flat::Map(map), Explode::No) => vec![own(members(&map, explode, separator))],
    }
}

/// `name[key]=value`; objects inside nest brackets, arrays of scalars inside use `[]`, which the standard leaves open.
fn deep_object(name: &str, value: &Node, encode: &dyn Fn(&str) -> String) -> Result<Vec<(String, String)>, Unfit> {
    fn walk(
        key: &str,
        node: &Node,
        encode: &dyn Fn(&str) -> String,
        out: &mut Vec<(String, String)>,
    ) -> Result<(), Unfit> {
        match node {
            Node::Null => {}
            Node::Scalar(text) => out.push((key.to_owned(), encode(text))),
            Node::Map(members) => {
                for (name, value) in members {
                    walk(&format!("{key}%5B{}%5D", percent::all(name)), value, encode, out)?;
                }
            }
            Node::List(items) => {
                let Flat::List(items) = flatten(&Node::List(items.clone()), encode)? else { return Ok(()) };
                out.extend(items.into_iter().map(|item| (format!("{key}%5B%5D"), item)));
            }
        }
        Ok(())
    }
    match value {
        Node::Null => Ok(Vec::new()),
        Node::Map(_) => {
            let mut out = Vec::new();
            walk(&percent::all(name), value, encode, &mut out)?;
            Ok(out)
        }
        Node::Scalar(_) | Node::List(_) => Err("has style DeepObject, which only objects can have".to_owned()),
    }
}

/// The text of a header parameter, not encoded (OAS 3.0.4 Appendix D). `None`: the value is undefined.
pub(crate) fn header(param: &Param, value: &Node) -> Result<Option<String>, Unfit> {
    let separator = match param.style {
        Style::Simple => None,
        Style::SpaceDelimited => Some(" "),
        Style::PipeDelimited => Some("|"),
        Style::TabDelimited => Some("\t"),
        other => return Err(misplaced(other, "header")),
    };
    let flat = flatten(value, &str::to_owned)?;
    let undefined = match &flat {
        Flat::Scalar(_) => false,
        Flat::List(items) => items.is_empty(),
        Flat::Map(map) => map.is_empty(),
    };
    Ok((!undefined).then(|| match separator {
        Some(separator) => joined(flat, separator),
        None => simple(flat, param.explodes()),
    }))
}

#[cfg(test)]
#[path = "style_tests.rs"]
mod tests;
