//! `multipart/form-data` (RFC 7578) by the Encoding Object (OAS 3.0.4).
//!
//! Holds: no name, file name, type or header can add a line to the head of a part; the bytes of a file are not altered;
//! `filename*` is never written (RFC 7578 §4.2).

use std::borrow::Cow;

use super::form::styled;
use super::forms::{Fields, member};
use super::parts::{Given, PartList};
use super::upload::Upload;
use super::value::{Text, Write, texts};
use super::{Field, Refusal, media, subject};
use crate::encode::{self, Node, Unfit, style};
use crate::random::{self, Random};
use crate::transport::Body;

/// What a file without a type is.
const OCTETS: &str = "application/octet-stream";
/// What a file without a name is called (WHATWG XMLHttpRequest, "create an entry").
const NAMELESS: &str = "blob";

/// A part of a body.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The lines of its head.
    head: String,
    body: Body,
}

impl Part {
    pub(super) fn is_repeatable(&self) -> bool {
        self.body.is_repeatable()
    }
}

/// Parts from the JSON text of an object.
pub(super) fn of_json(json: &str, fields: Fields) -> Result<Vec<Part>, Refusal> {
    let members = encode::members(json);
    let members = members.ok_or_else(|| (subject(), "is no object, which a form has to be".to_owned()))?;
    let mut parts = Vec::with_capacity(members.len());
    for (name, value) in &members {
        let found = of_value(name, value.get(), fields.of(name)).map_err(|reason| (member(name), reason))?;
        parts.extend(found);
    }
    Ok(parts)
}

/// Parts from members of which some are files.
pub(super) fn of_parts(list: PartList, fields: Fields) -> Result<Vec<Part>, Refusal> {
    let mut parts = Vec::new();
    for (name, given) in list.members() {
        let field = fields.of(&name);
        let found = match given {
            Given::Json(json) => of_value(&name, &json, field),
            Given::Files(files) => files.into_iter().map(|file| of_file(&name, file, field)).collect(),
        };
        parts.extend(found.map_err(|reason| (member(&name), reason))?);
    }
    Ok(parts)
}

fn of_value(name: &str, json: &str, field: Option<&Field>) -> Result<Vec<Part>, Unfit> {
    if let Some(param) = field.and_then(styled) {
        let pairs = style::unencoded(&param, &Node::parse(json)?)?;
        return Ok(pairs.into_iter().map(|(name, text)| part(&name, None, None, field, text)).collect());
    }
    let media = field.and_then(|field| field.media);
    let write = if media.is_some_and(media::is_json) { Write::Json } else { Write::ByType };
    let of_text = |text: Text| match text {
        // text is what a part without a type is (RFC 7578 §4.4)
        Text::Plain(text) => part(name, None, media, field, text),
        Text::Json(text) => part(name, None, media.or(Some("application/json")), field, text),
    };
    Ok(texts(json, write)?.into_iter().map(of_text).collect())
}

fn of_file(name: &str, file: Upload, field: Option<&Field>) -> Result<Part, Unfit> {
    let file_name = file.name().unwrap_or(NAMELESS);
    if file_name.contains(['\r', '\n', '\0']) {
        return Err("has a file name with a line break or NUL in it, which a header cannot hold".to_owned());
    }
    let media = file.media().or(field.and_then(|field| field.media)).unwrap_or(OCTETS);
    if !media::is_media_type(media) {
        return Err("has a file whose content type is no media type".to_owned());
    }
    let mut part = part(name, Some(file_name), Some(media), field, Body::empty());
    for (header, value) in file.headers() {
        let is_name = !header.is_empty() && header.bytes().all(media::is_tchar);
        let is_taken = ["content-disposition", "content-type"].iter().any(|taken| header.eq_ignore_ascii_case(taken));
        let is_value = value.bytes().all(|byte| byte == b' ' || byte == b'\t' || byte.is_ascii_graphic());
        if !is_name || is_taken || !is_value {
            return Err("has a file with a header that a part cannot have".to_owned());
        }
        part.head.push_str(&format!("{header}: {value}\r\n"));
    }
    part.body = file.into_body();
    Ok(part)
}

fn part(
    name: &str,
    file_name: Option<&str>,
    media: Option<&str>,
    field: Option<&Field>,
    body: impl Into<Body>,
) -> Part {
    let mut head = format!("Content-Disposition: form-data; name=\"{}\"", field_name(name));
    if let Some(file_name) = file_name {
        head.push_str(&format!("; filename=\"{}\"", quoted_name(file_name)));
    }
    head.push_str("\r\n");
    if let Some(media) = media {
        head.push_str(&format!("Content-Type: {media}\r\n"));
    }
    for (name, value) in field.map_or::<&[_], _>(&[], |field| field.headers) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    Part { head, body: body.into() }
}

/// Names of fields are UTF-8 (RFC 7578 §5.1.1); what would end the quotes or the line is escaped as browsers do.
fn field_name(name: &str) -> String {
    let escape = |c: char| match c {
        '"' => "%22".to_owned(),
        c if c.is_ascii_control() => format!("%{:02X}", u32::from(c)),
        c => c.to_string(),
    };
    name.chars().map(escape).collect()
}

/// Percent-encoding of a file name (RFC 7578 §2): what is not printable ASCII, quotes, backslashes, and the percent sign, so
/// that it can be undone.
fn quoted_name(name: &str) -> String {
    let is_plain = |byte: &u8| (byte.is_ascii_graphic() || *byte == b' ') && !b"\"\\%".contains(byte);
    let escape = |byte: u8| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    name.bytes().map(escape).collect()
}

/// The media type and body of parts. The boundary is random, so that no file can contain it.
pub(super) fn finish(parts: &[Part], media: &str, random: &dyn Random) -> Result<(Cow<'static, str>, Body), Refusal> {
    let id =
        random::uuid(random).map_err(|e| (subject(), format!("cannot be parted, as there is no randomness: {e}")))?;
    let boundary = format!("bursar-{}", id.replace('-', ""));
    Ok((format!("{media}; boundary={boundary}").into(), write(parts, &boundary)))
}

/// The parts with their boundary (RFC 2046 §5.1.1). Without a stream among them, the body is bytes.
pub(super) fn write(parts: &[Part], boundary: &str) -> Body {
    let mut pieces = Vec::with_capacity(2 * parts.len() + 1);
    let mut end = "";
    for part in parts {
        pieces.push(Body::from(format!("{end}--{boundary}\r\n{}\r\n", part.head)));
        pieces.push(part.body.clone());
        end = "\r\n";
    }
    pieces.push(Body::from(format!("{end}--{boundary}--\r\n")));
    Body::sequence(pieces)
}

#[cfg(test)]
#[path = "multipart_tests.rs"]
mod tests;
