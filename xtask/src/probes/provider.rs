//! The provider.toml of a probe: the least that has to be said, and what `side.yaml` says.

use bursar_codegen::Files;
use bursar_codegen::generate;
use serde_json::Value;

/// Facts that no field of a document states.
const SIDE: &str = "side.yaml";

/// The text of provider.toml.
///
/// # Errors
/// What was said of the document or of `side.yaml`.
pub(super) fn toml(files: &Files, spec: &str) -> Result<String, Vec<String>> {
    let (survey, report) = generate::survey(files, spec);
    let mut servers = survey.ok_or_else(|| report.print(files, ""))?.servers;
    let mut seen = Vec::new();
    servers.retain(|url| {
        !seen.contains(url) && {
            seen.push(url.clone());
            true
        }
    });
    let mut text = format!(
        "title = \"Probe\"\ndescription = \"A client under test.\"\nspec = {}\nversion = \"0.0.0\"\n\
         keywords = [\"probe\"]\npublish = false\n",
        quoted(spec)
    );
    if !servers.is_empty() {
        text.push_str("default-environment = \"Server1\"\n");
    }
    text.push_str("\n[source]\ndocument = \"https://example.invalid/probe\"\nretrieved = \"2026-01-01\"\n");
    for (server, n) in servers.iter().zip(1..) {
        text.push_str(&format!("\n[environments.Server{n}]\nserver = {}\nabout = \"Under test.\"\n", quoted(server)));
    }
    if files.contains_key(SIDE) {
        let (value, report) = generate::value(files, SIDE);
        let value = value.ok_or_else(|| report.print(files, ""))?;
        side(&value, &mut text).map_err(|what| vec![format!("{SIDE}: {what}")])?;
    }
    Ok(text)
}

fn side(value: &Value, text: &mut String) -> Result<(), String> {
    for (key, value) in value.as_object().ok_or("it is no mapping")? {
        let members = value.as_object().ok_or_else(|| format!("`{key}` is no mapping"))?;
        match key.as_str() {
            "pagination" => {
                for (operation, declared) in members {
                    text.push_str(&format!("\n[pagination.{}]\n", quoted(operation)));
                    for (key, value) in declared.as_object().ok_or("a declaration of paging is no mapping")? {
                        text.push_str(&format!("{key} = {}\n", inline(value)));
                    }
                }
            }
            "idempotency_header" => {
                text.push_str("\n[idempotency]\n");
                for (operation, header) in members {
                    text.push_str(&format!("{} = {}\n", quoted(operation), inline(header)));
                }
            }
            "token_auth" => {
                for (scheme, way) in members {
                    let variables = "{ client-id = \"PROBE_ID\", client-secret = \"PROBE_SECRET\" }";
                    let (scheme, way) = (quoted(scheme), inline(way));
                    let lines = format!("variables = {variables}\nclient-authentication = {way}\n");
                    text.push_str(&format!("\n[auth.{scheme}]\n{lines}"));
                }
            }
            other => return Err(format!("`{other}` is no key here")),
        }
    }
    Ok(())
}

/// A value as TOML.
fn inline(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A basic string of TOML; what JSON escapes is escaped there in the same way.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const DOCUMENT: &str =
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: 'http://a.test'}]\npaths: {}\n";

    fn check(side: &str, expect: Result<&str, &str>) {
        let files = [("spec.yaml", DOCUMENT), (SIDE, side)];
        let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
        let end = |text: String| text.split("about = \"Under test.\"\n").nth(1).unwrap_or_default().to_owned();
        let got = toml(&files, "spec.yaml").map(end).map_err(|said| said.join("\n"));
        assert_eq!(got, expect.map(str::to_owned).map_err(str::to_owned), "{side}");
    }

    #[test]
    fn what_is_said_beside_the_document() {
        check(
            "pagination: {'GET /x': {style: page, page: {in: query, name: p, first: 1}, items: /d}}\n",
            Ok(
                "\n[pagination.\"GET /x\"]\nstyle = \"page\"\npage = { in = \"query\", name = \"p\", first = 1 }\nitems = \"/d\"\n",
            ),
        );
        check("idempotency_header: {'POST /x': K}\n", Ok("\n[idempotency]\n\"POST /x\" = \"K\"\n"));
        check(
            "token_auth: {o: body}\n",
            Ok(
                "\n[auth.\"o\"]\nvariables = { client-id = \"PROBE_ID\", client-secret = \"PROBE_SECRET\" }\nclient-authentication = \"body\"\n",
            ),
        );
        check("x: {}\n", Err("side.yaml: `x` is no key here"));
        check("pagination: 1\n", Err("side.yaml: `pagination` is no mapping"));
    }
}
