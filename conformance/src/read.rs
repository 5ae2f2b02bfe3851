//! From the text of a file to its cases.
//!
//! Holds: every key, step, word and kind is known, or it is a complaint with its line. Nothing is skipped.

mod script;

use serde_json::Value;

use crate::suite::{
    CallOf, Case, Certificate, Expect, Extent, Host, KINDS, Kind, Redirects, Settings, Suite, WORDS, Word,
};
use crate::yaml::{Found, Member, Node, Problem, What};

/// Reads a file.
///
/// # Errors
/// The first thing in it that cannot be understood.
pub fn read(text: &str) -> Found<Suite> {
    let root = Node::parse(text)?;
    let (mut api, mut defaults) = (None, Settings::default());
    let (mut behaviours, mut arguments, mut version) = (&[][..], &[][..], None);
    for member in root.map()? {
        let value = &member.value;
        match member.key.as_str() {
            "version" => version = Some(value.number()?),
            "api" => api = Some(value.text()?.to_owned()),
            "client" => settings(value, &mut defaults)?,
            "behaviours" => behaviours = value.list()?,
            "arguments" => arguments = value.list()?,
            _ => return Err(unknown(member, "the file")),
        }
    }
    if version != Some(1) {
        return Err(Problem::at(root.line, "only `version: 1` is known"));
    }
    let api = api.ok_or_else(|| Problem::at(root.line, "`api` is missing"))?;
    let behaviours = behaviours.iter().map(|node| case(node, &defaults, Section::Behaviours));
    let arguments = arguments.iter().map(|node| case(node, &defaults, Section::Arguments));
    let cases = behaviours.chain(arguments).collect::<Found<Vec<_>>>()?;
    let mut seen = std::collections::HashSet::new();
    if let Some(twice) = cases.iter().find(|case| !seen.insert(&case.id)) {
        return Err(Problem::at(twice.line, format!("there is a case `{}` already", twice.id)));
    }
    if cases.is_empty() {
        return Err(Problem::at(root.line, "there is no case"));
    }
    Ok(Suite { api, cases })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Behaviours,
    Arguments,
}

fn case(node: &Node, defaults: &Settings, section: Section) -> Found<Case> {
    let mut case = Case {
        id: String::new(),
        line: node.line,
        calls: Vec::new(),
        args: Vec::new(),
        settings: defaults.clone(),
        tls: None,
        script: Vec::new(),
        token_script: Vec::new(),
        expect: Expect::default(),
    };
    let mut expected = None;
    for member in node.map()? {
        let value = &member.value;
        match member.key.as_str() {
            "id" => case.id = value.text()?.to_owned(),
            "threat" | "reference" | "note" => drop(value.text()?),
            "call" => case.calls = value.one_or_more().iter().map(call).collect::<Found<_>>()?,
            "args" => case.args = value.map()?.iter().map(argument).collect(),
            "settings" => settings(value, &mut case.settings)?,
            "credentials" => credentials(value, &mut case.settings)?,
            "tls" => case.tls = Some(tls(value)?),
            "script" => case.script = script::scripts(value)?,
            "token_script" => case.token_script = script::scripts(value)?,
            "expect" => expected = Some(value),
            _ => return Err(unknown(member, "a case")),
        }
    }
    let missing = |what: &str| Problem::at(node.line, format!("the case has no `{what}`"));
    if case.id.is_empty() {
        return Err(missing("id"));
    }
    if case.calls.is_empty() {
        return Err(missing("call"));
    }
    if case.script.is_empty() && section == Section::Behaviours {
        return Err(missing("script"));
    }
    case.expect = expect(expected.ok_or_else(|| missing("expect"))?, case.calls.len())?;
    Ok(case)
}

fn argument(member: &Member) -> (String, Value) {
    (member.key.clone(), member.value.json())
}

fn call(node: &Node) -> Found<CallOf> {
    let text = node.text()?;
    let (operation, extent) = match text.split_once('(') {
        None => (text, Extent::One),
        Some((operation, "all)")) => (operation, Extent::AllPages),
        Some(_) => return Err(node.wrong("an operation, or `operation(all)`,")),
    };
    Ok(CallOf { operation: operation.to_owned(), extent })
}

fn settings(node: &Node, into: &mut Settings) -> Found<()> {
    for member in node.map()? {
        let value = &member.value;
        let number = || value.number().map(Some);
        match member.key.as_str() {
            "connect_timeout_ms" => into.connect_timeout_ms = number()?,
            "read_timeout_ms" => into.read_timeout_ms = number()?,
            "total_timeout_ms" => into.total_timeout_ms = number()?,
            "max_body_bytes" => into.max_body_bytes = number()?,
            "max_header_bytes" => into.max_header_bytes = number()?,
            "max_headers" => into.max_headers = number()?,
            "max_error_body_bytes" => into.max_error_body_bytes = number()?,
            "max_error_text_bytes" => into.max_error_text_bytes = number()?,
            "max_retries" => into.max_retries = number()?,
            "retry_after_cap_ms" => into.retry_after_cap_ms = number()?,
            "backoff_ms" => into.backoff_ms = Some(backoff(value)?),
            "redirects" => into.redirects = Some(redirects(value)?),
            "credentials" => credentials(value, into)?,
            _ => return Err(unknown(member, "the settings")),
        }
    }
    Ok(())
}

fn backoff(node: &Node) -> Found<(u64, u64)> {
    let (mut first, mut cap) = (None, None);
    for member in node.map()? {
        match member.key.as_str() {
            "first" => first = Some(member.value.number()?),
            "cap" => cap = Some(member.value.number()?),
            _ => return Err(unknown(member, "`backoff_ms`")),
        }
    }
    first.zip(cap).ok_or_else(|| Problem::at(node.line, "`backoff_ms` needs `first` and `cap`"))
}

fn redirects(node: &Node) -> Found<Redirects> {
    match node.text()? {
        "none" => Ok(Redirects::None),
        "same-origin" => Ok(Redirects::SameOrigin),
        "any" => Ok(Redirects::Any),
        _ => Err(node.wrong("`none`, `same-origin` or `any`")),
    }
}

fn credentials(node: &Node, into: &mut Settings) -> Found<()> {
    for member in node.map()? {
        into.credentials.insert(member.key.clone(), member.value.text()?.to_owned());
    }
    Ok(())
}

fn tls(node: &Node) -> Found<Certificate> {
    let mut certificate = None;
    for member in node.map()? {
        let value = &member.value;
        certificate = Some(match (member.key.as_str(), value.text()?) {
            ("certificate", "valid") => Certificate::Valid,
            ("certificate", "unknown-ca") => Certificate::UnknownCa,
            ("certificate", "wrong-host") => Certificate::WrongHost,
            ("certificate", "expired") => Certificate::Expired,
            ("certificate", "self-signed") => Certificate::SelfSigned,
            ("certificate", _) => return Err(value.wrong("the name of a certificate")),
            _ => return Err(unknown(member, "`tls`")),
        });
    }
    certificate.ok_or_else(|| Problem::at(node.line, "`tls` needs a `certificate`"))
}

fn expect(node: &Node, calls: usize) -> Found<Expect> {
    let mut expect = Expect::default();
    for member in node.map()? {
        let value = &member.value;
        match member.key.as_str() {
            "kind" => expect.kinds = kinds(value, calls)?,
            "max_ms" => expect.max_ms = Some(value.number()?),
            "max_rss_mb" => expect.max_rss_mb = Some(value.number()?),
            "target" => expect.target = Some(value.text()?.to_owned()),
            "must" => {
                let texts = value.one_or_more().iter().map(|node| node.text().map(str::to_owned));
                expect.must = texts.collect::<Found<_>>()?;
            }
            "must_not" => expect.must_not = value.one_or_more().iter().map(word).collect::<Found<_>>()?,
            "attempts" => {
                for member in value.map()? {
                    let host = Host::ALL.into_iter().find(|host| host.name() == member.key);
                    let host = host.ok_or_else(|| unknown(member, "`attempts`"))?;
                    expect.attempts.insert(host, range(&member.value)?);
                }
            }
            _ => return Err(unknown(member, "`expect`")),
        }
    }
    if expect.kinds.is_empty() {
        return Err(Problem::at(node.line, "`expect` has no `kind`"));
    }
    Ok(expect)
}

/// One entry per call, with its alternatives; for a single call a list has the alternatives.
fn kinds(node: &Node, calls: usize) -> Found<Vec<Vec<Kind>>> {
    let alternatives = |node: &Node| node.one_or_more().iter().map(kind).collect::<Found<Vec<_>>>();
    match &node.what {
        What::List(entries) if calls > 1 => {
            if entries.len() != calls {
                let what = format!("there are {calls} calls, and kinds for {}", entries.len());
                return Err(Problem::at(node.line, what));
            }
            entries.iter().map(alternatives).collect()
        }
        _ => alternatives(node).map(|kinds| vec![kinds]),
    }
}

fn kind(node: &Node) -> Found<Kind> {
    let text = node.text()?;
    if let Some(status) = text.strip_prefix("status(").and_then(|rest| rest.strip_suffix(')')) {
        return status.trim().parse().map(Kind::Status).map_err(|_| node.wrong("`status(N)`"));
    }
    let known = KINDS.iter().find(|(name, _)| *name == text);
    known.map(|(_, kind)| *kind).ok_or_else(|| Problem::at(node.line, format!("no kind `{text}` is known")))
}

fn word(node: &Node) -> Found<Word> {
    let text = node.text()?;
    let known = WORDS.iter().find(|(name, _)| *name == text);
    known.map(|(_, word)| *word).ok_or_else(|| Problem::at(node.line, format!("no word `{text}` is known")))
}

fn range(node: &Node) -> Found<(u64, u64)> {
    match node.one_or_more() {
        [only] => only.number().map(|n| (n, n)),
        [least, most] => Ok((least.number()?, most.number()?)),
        _ => Err(node.wrong("a number, or the least and the most,")),
    }
}

fn unknown(member: &Member, of: &str) -> Problem {
    Problem::at(member.line, format!("{of} has no key `{}`", member.key.escape_debug()))
}

#[cfg(test)]
mod tests;
