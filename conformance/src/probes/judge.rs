//! How what came of a call compares with what is expected, and what the generator said with what it has to say.

use super::exact::{Exact, quoted};
use super::generated::Generated;
use super::model::{Diagnostic, Expected, Key, Probe, Wished};
use super::request::Captures;
use crate::drive::{Mode, Outcome, Shown};

/// Compares an outcome.
///
/// # Errors
/// Where it differs.
pub fn outcome(expected: &Expected, found: &Outcome, mode: Mode, captures: &Captures) -> Result<(), String> {
    match expected {
        Expected::AnyOf(all) => super::uri::any(all.iter().map(|one| outcome(one, found, mode, captures))),
        Expected::One(wished) => one(wished, found, mode, captures),
    }
}

fn one(wished: &Wished, found: &Outcome, mode: Mode, captures: &Captures) -> Result<(), String> {
    let wrong = |what: &str, found: String, expected: String| Err(format!("{what} is {found}, expected {expected}"));
    kind(wished, found)?;
    // who goes through pages is not told the status of each
    let is_told = found.status.is_some() || found.error.is_some() || !matches!(mode, Mode::Items | Mode::Pages);
    if wished.status.is_some() && wished.status != found.status && is_told {
        return wrong("the status", shown(&found.status), shown(&wished.status));
    }
    if let Some(documented) = &wished.documented
        && found.documented.as_ref() != Some(documented)
    {
        return wrong("the documented status", shown(&found.documented), shown(&Some(documented)));
    }
    body(wished, &found.body)?;
    for (name, value) in &wished.headers {
        let mut all = found.headers.iter().filter(|(found, _)| found == name);
        if !all.any(|(_, found)| found == value) {
            return Err(format!("the caller does not see the header `{name}: {value}`"));
        }
    }
    if let Some(items) = &wished.items {
        list("item", items, found.items.as_deref().ok_or("there are no items")?, wished)?;
    }
    if let Some(pages) = &wished.pages {
        let found = found.pages.as_deref().ok_or("there are no pages")?;
        if pages.len() != found.len() {
            return wrong("the number of pages", found.len().to_string(), pages.len().to_string());
        }
        pages.iter().zip(found).try_for_each(|(page, found)| list("item", page, found, wished))?;
    }
    let same = |what: &str, wished: Option<String>, found: Option<String>| match wished {
        Some(text) if found.as_ref() != Some(&text) => wrong(what, shown(&found), quoted(&text)),
        _ => Ok(()),
    };
    let raw = found.raw_body.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    same("the raw body", wished.raw_body.clone(), raw)?;
    same("the error of the token endpoint", wished.oauth_error.clone(), found.oauth_error.clone())?;
    same("its description", wished.oauth_error_description.clone(), found.oauth_error_description.clone())?;
    let key = wished.idempotency_key.as_ref().map(|key| match key {
        Key::Text(text) => text.clone(),
        Key::SameAs(name) => captures.get(name).cloned().unwrap_or_default(),
    });
    same("the idempotency key", key, found.idempotency_key.clone())?;
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    same("the pause that the server asked for, in ms,", number(wished.retry_after_ms), number(found.retry_after_ms))?;
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    same("the number of attempts", number(wished.attempts), number(found.attempts))?;
    path(&wished.json_path, found.json_path.as_deref())
}

fn shown<T: std::fmt::Debug>(value: &Option<T>) -> String {
    value.as_ref().map_or_else(|| "unknown".to_owned(), |value| format!("{value:?}"))
}

fn kind(wished: &Wished, found: &Outcome) -> Result<(), String> {
    let names: Vec<&str> = wished.errors.iter().map(|kind| kind.name()).collect();
    match found.error {
        None if wished.errors.is_empty() => Ok(()),
        None => Err(format!("it succeeded with {}, expected {}", found.body.print(), names.join(" or "))),
        Some(kind) if wished.errors.contains(&kind) => Ok(()),
        Some(kind) => {
            let expected = if names.is_empty() { "success".to_owned() } else { names.join(" or ") };
            Err(format!("it failed: {} ({}), expected {expected}", kind.name(), found.said))
        }
    }
}

fn body(wished: &Wished, found: &Shown) -> Result<(), String> {
    if let Some(value) = &wished.value {
        return json(value, found, wished).map_err(|what| format!("the value: {what}"));
    }
    match (&wished.bytes, found) {
        (Some(wished), Shown::Bytes(found)) if wished == found => return Ok(()),
        (Some(wished), found) => {
            let expected = Shown::Bytes(wished.clone()).print();
            return Err(format!("the body is {}, expected {expected}", found.print()));
        }
        (None, _) => {}
    }
    match wished.no_body && *found != Shown::Nothing {
        true => Err(format!("the body is {}, expected nothing", found.print())),
        false => Ok(()),
    }
}

fn json(wished: &Exact, found: &Shown, how: &Wished) -> Result<(), String> {
    let Shown::Json(text) = found else { return Err(format!("it is {}, expected {wished}", found.print())) };
    wished.differs(&Exact::parse(text)?, how.nulls).map_or(Ok(()), Err)
}

fn list(word: &str, wished: &[Exact], found: &[Shown], how: &Wished) -> Result<(), String> {
    for (n, (wished, found)) in wished.iter().zip(found).enumerate() {
        json(wished, found, how).map_err(|what| format!("{word} {n}: {what}"))?;
    }
    match wished.len() == found.len() {
        true => Ok(()),
        false => Err(format!("there are {} {word}s, expected {}", found.len(), wished.len())),
    }
}

/// Places are compared as sequences of names and indices.
fn path(wished: &[String], found: Option<&str>) -> Result<(), String> {
    let steps = found.map(steps);
    match wished.is_empty() || wished.iter().any(|one| Some(self::steps(one)) == steps) {
        true => Ok(()),
        false => Err(format!("the place is {}, expected {}", found.unwrap_or("unknown"), wished.join(" or "))),
    }
}

/// `$.a[0]["b c"]` as its names and indices.
fn steps(path: &str) -> Vec<String> {
    let (mut steps, mut rest) = (Vec::new(), path.trim_start_matches('$'));
    while !rest.is_empty() {
        let mut end = rest[1..].find(['.', '[']).map_or(rest.len(), |at| at + 1);
        if rest.starts_with("[\"") {
            let mut texts = serde_json::Deserializer::from_str(&rest[1..]).into_iter::<String>();
            if let Some(Ok(name)) = texts.next() {
                end = 1 + texts.byte_offset() + 1;
                steps.push(name);
                rest = rest.get(end..).unwrap_or_default();
                continue;
            }
        }
        steps.push(rest[..end].trim_matches(['.', '[', ']']).to_owned());
        rest = &rest[end..];
    }
    steps
}

/// What is wrong with what the generator made: operations that are not callable, things that it has not said.
pub fn generated(probe: &Probe, made: &Generated) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(wished) = &probe.operations {
        let mut wished = wished.clone();
        let mut found = made.operations.clone();
        wished.sort();
        found.sort();
        if wished != found {
            said.push(format!("the operations are {found:?}, expected {wished:?}"));
        }
    }
    for wished in probe.diagnostics.iter().filter(|wished| wished.is_required) {
        if !made.said.iter().any(|said| is_related(&said.pointer, wished)) {
            said.push(format!("nothing is said at {} ({})", wished.pointer, wished.about));
        }
    }
    said
}

/// Whether something is said at, above or below a place.
fn is_related(pointer: &str, wished: &Diagnostic) -> bool {
    let parts = |text: &str| text.trim_start_matches('#').split('/').map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (parts(pointer), parts(&wished.pointer));
    one.starts_with(&other) || other.starts_with(&one)
}

/// Whether the generator may stop at the document.
pub fn may_stop(probe: &Probe) -> bool {
    probe.diagnostics.iter().any(|said| said.severity == "error")
}
