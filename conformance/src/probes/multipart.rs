//! Bodies of `multipart/form-data` (RFC 2046 §5.1, RFC 7578), taken apart strictly.

use super::exact::{Exact, Nulls};
use super::model::{Content, Part};

/// A part as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    name: String,
    filename: Option<String>,
    media_type: String,
    content: Vec<u8>,
}

/// Compares a body with parts: in any order, those of one name in theirs, and no others.
///
/// # Errors
/// Where it differs.
pub fn compare(wanted: &[Part], content_type: &str, body: &[u8]) -> Result<(), String> {
    let found = parts(&boundary(content_type)?, body)?;
    let mut left: Vec<&Found> = found.iter().collect();
    for part in wanted {
        let at = left.iter().position(|found| found.name == part.name);
        let at = at.ok_or_else(|| format!("there is no part `{}`", part.name))?;
        one(part, left.remove(at))?;
    }
    left.first().map_or(Ok(()), |extra| Err(format!("there is another part `{}`", extra.name)))
}

fn one(wanted: &Part, found: &Found) -> Result<(), String> {
    let name = &wanted.name;
    if wanted.filename.is_some() && wanted.filename != found.filename {
        return Err(format!(
            "the part `{name}` has the file name {:?}, expected {:?}",
            found.filename, wanted.filename
        ));
    }
    let essence = found.media_type.split(';').next().unwrap_or_default().trim();
    if let Some(media) = wanted.media_type.as_deref().filter(|media| !media.eq_ignore_ascii_case(essence)) {
        return Err(format!("the part `{name}` is `{}`, expected `{media}`", found.media_type));
    }
    let text = || String::from_utf8_lossy(&found.content).into_owned();
    match &wanted.content {
        Content::Octets(octets) if *octets == found.content => Ok(()),
        Content::Octets(octets) => {
            Err(format!("the part `{name}` is {:?}, expected {:?}", text(), String::from_utf8_lossy(octets)))
        }
        Content::Json(value) => {
            let found = Exact::parse(&text()).map_err(|what| format!("the part `{name}` is {what}"))?;
            value.differs(&found, Nulls::Distinct).map_or(Ok(()), |what| Err(format!("the part `{name}`: {what}")))
        }
    }
}

/// The boundary that a media type names.
fn boundary(content_type: &str) -> Result<String, String> {
    let (media, params) = content_type.split_once(';').unwrap_or((content_type, ""));
    if !media.trim().eq_ignore_ascii_case("multipart/form-data") {
        return Err(format!("the body is `{content_type}`, expected multipart/form-data"));
    }
    let found = parameters(params)?.into_iter().find(|(name, _)| name == "boundary").map(|(_, value)| value);
    found.filter(|text| !text.is_empty()).ok_or_else(|| format!("`{content_type}` names no boundary"))
}

/// The parameters of a header: names in lower case, values without their quotes.
fn parameters(text: &str) -> Result<Vec<(String, String)>, String> {
    let (mut all, mut rest) = (Vec::new(), text.trim());
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').ok_or_else(|| format!("`{text}` is no list of parameters"))?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => unquoted(quoted).ok_or_else(|| format!("a quote in `{text}` does not end"))?,
            None => {
                let end = after.find(';').unwrap_or(after.len());
                (after[..end].trim().to_owned(), &after[end..])
            }
        };
        all.push((name.trim().to_ascii_lowercase(), value));
        rest = after.trim_start().trim_start_matches(';').trim_start();
    }
    Ok(all)
}

/// A quoted string, with its quoted pairs undone, and what follows it.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let (mut out, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, &text[at + 1..])),
            '\\' => out.push(chars.next()?.1),
            c => out.push(c),
        }
    }
    None
}

fn parts(boundary: &str, body: &[u8]) -> Result<Vec<Found>, String> {
    let delimiter = format!("\r\n--{boundary}").into_bytes();
    // the first delimiter may stand at the very beginning
    let body = [b"\r\n", body].concat();
    let mut rest = after(&body, &delimiter).ok_or("the body has no delimiter")?.1;
    let mut all = Vec::new();
    loop {
        if let Some(end) = rest.strip_prefix(b"--") {
            return match end.trim_ascii().is_empty() {
                true => Ok(all),
                false => Err("something follows the last part".to_owned()),
            };
        }
        let line = rest.strip_prefix(b"\r\n").ok_or("a delimiter is no line of its own")?;
        let (part, next) = after(line, &delimiter).ok_or("the last part has no end")?;
        all.push(self::part(part)?);
        rest = next;
    }
}

/// What stands before and after a text.
fn after<'a>(bytes: &'a [u8], wanted: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(wanted.len()).position(|window| window == wanted)?;
    Some((&bytes[..at], &bytes[at + wanted.len()..]))
}

fn part(bytes: &[u8]) -> Result<Found, String> {
    let (head, content) = match bytes.strip_prefix(b"\r\n") {
        Some(content) => (&b""[..], content),
        None => after(bytes, b"\r\n\r\n").ok_or("the head of a part has no end")?,
    };
    let head = std::str::from_utf8(head).map_err(|_| "the head of a part is no text")?;
    let header = |name: &str| {
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let disposition = header("content-disposition").ok_or("a part has no Content-Disposition")?;
    let params = disposition.strip_prefix("form-data").ok_or_else(|| format!("a part is `{disposition}`"))?;
    let params = parameters(params.trim_start().trim_start_matches(';'))?;
    if let Some((name, _)) = params.iter().find(|(name, _)| name.ends_with('*')) {
        return Err(format!("a part has `{name}`, which RFC 7578 §4.2 forbids"));
    }
    let get = |name: &str| {
        let found = params.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| String::from_utf8_lossy(&super::uri::decoded(value)).into_owned())
    };
    Ok(Found {
        name: get("name").ok_or_else(|| format!("a part has no name: `{disposition}`"))?,
        filename: get("filename"),
        media_type: header("content-type").unwrap_or("text/plain").to_owned(),
        content: content.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\ncontent-disposition: form-data; \
        name=\"f\\\"%0A\"; filename=\"b c.bin\"\r\nContent-Type: application/json; v=1\r\n\r\n{\"n\": 1}\r\n--x--\r\n";

    fn wanted(name: &str, media: Option<&str>, text: &str) -> Part {
        let media_type = media.map(str::to_owned);
        Part { name: name.to_owned(), filename: None, media_type, content: Content::Octets(text.as_bytes().to_vec()) }
    }

    fn check(wanted: &[Part], body: &str, expect: Option<&str>) {
        let got = compare(wanted, "multipart/form-data; boundary=\"x\"", body.as_bytes());
        assert_eq!(got.err().as_deref(), expect, "{body}");
    }

    #[test]
    fn parts() {
        let json = Part {
            filename: Some("b c.bin".to_owned()),
            content: Content::Json(Exact::parse(r#"{"n":1.0}"#).unwrap()),
            ..wanted("f\"\n", Some("application/json"), "")
        };
        check(&[json.clone(), wanted("a", Some("text/plain"), "1")], BODY, None);
        check(&[wanted("a", None, "1")], BODY, Some("there is another part `f\"\n`"));
        check(&[wanted("a", None, "2"), json.clone()], BODY, Some(r#"the part `a` is "1", expected "2""#));
        check(
            &[wanted("a", Some("text/csv"), "1"), json.clone()],
            BODY,
            Some("the part `a` is `text/plain`, expected `text/csv`"),
        );
        check(&[wanted("b", None, "1")], BODY, Some("there is no part `b`"));
        let other = Part { filename: Some("d".to_owned()), ..json };
        let said = "the part `f\"\n` has the file name Some(\"b c.bin\"), expected Some(\"d\")";
        check(&[other], BODY, Some(said));
        check(
            &[],
            &BODY.replace("filename=", "filename*="),
            Some("a part has `filename*`, which RFC 7578 §4.2 forbids"),
        );
        check(&[], "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1", Some("the last part has no end"));
        check(&[], "--y", Some("the body has no delimiter"));
    }
}
