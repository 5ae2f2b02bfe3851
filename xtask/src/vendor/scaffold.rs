//! `cargo xtask new`: the folder of a new provider, with a provider.toml that proposes what no document says.

use std::fmt::Write as _;

use bursar_codegen::generate::{self, Survey};
use bursar_codegen::{Files, config, facade};

use super::{Fetched, Job, day, document, fetch, found, sum, words};
use crate::disk;
use crate::regen::{self, Outcome, Verdict};
use crate::stack::on_a_stack;

/// Makes `specs/<provider>/` from the document at `from`. An error leaves no trace of it.
pub fn scaffold(job: &Job<'_>, provider: &str, from: &str) -> Outcome {
    let folder = format!("specs/{provider}");
    let usage = |what: String| Outcome { verdict: Verdict::Usage, lines: Vec::new(), said: vec![what] };
    if let Err(what) = facade::check_name(provider) {
        return usage(format!("error: `{}` {what}", provider.escape_debug()));
    }
    if job.root.join(&folder).exists() {
        return usage(format!(
            "error: {folder} is there already; `cargo xtask vendor {provider}` brings a new version in"
        ));
    }
    let made = fetch::fetch(from, job.get).map_err(|said| vec![said]).and_then(|bytes| {
        let fetched = [Fetched { from: from.to_owned(), bytes }];
        on_a_stack(|| make(job, provider, &folder, &fetched))
            .unwrap_or_else(|error| Err(vec![format!("error: {error}")]))
    });
    let Made { files, lines, said } = match made {
        Ok(made) => made,
        Err(mut said) => {
            said.push("error: nothing was written".to_owned());
            return regen::bad(said);
        }
    };
    for (name, bytes) in &files {
        if let Err(error) = disk::replace(job.disk, &job.root.join(&folder).join(name), bytes) {
            let _gone = job.disk.remove_tree(&job.root.join(&folder));
            return regen::bad(vec![format!("error: {folder}/{name}: {error}")]);
        }
    }
    Outcome { verdict: Verdict::Good, lines, said }
}

struct Made {
    files: Files,
    lines: Vec<String>,
    said: Vec<String>,
}

fn make(job: &Job<'_>, provider: &str, folder: &str, fetched: &[Fetched; 1]) -> Result<Made, Vec<String>> {
    let mut value = found(fetched)?;
    let missing = words::ours(&mut value, None);
    let spec = if value.get("swagger").is_some() { "swagger.yaml" } else { "openapi.yaml" };
    let mut files = Files::from([(spec.to_owned(), document(&value, spec, folder)?)]);
    let (survey, report) = generate::survey(&files, spec);
    let survey = survey.ok_or_else(|| report.print(&files, folder))?;
    let text = toml(job, provider, spec, &survey, fetched);
    files.insert(config::FILE.to_owned(), text.into_bytes());
    let (output, report) = generate::generate(&generate::Input { provider, files: &files });
    let said = report.print(&files, folder);
    let mut lines = vec![
        format!("{folder}/{spec}: written; words of our own are missing in {} of its places", missing.len()),
        format!("{folder}/{}: proposed; read it through: title, environments, variables and source", config::FILE),
    ];
    lines.push(match output {
        Some(output) => {
            let operations = match output.stats.operations {
                1 => "1 operation".to_owned(),
                many => format!("{many} operations"),
            };
            format!("next: `cargo xtask regen`, which makes the client ({operations}) and its feature `{provider}`")
        }
        None => "next: correct by an overlay, or allow with a reason, what is said above; then `cargo xtask regen`"
            .to_owned(),
    });
    Ok(Made { files, lines, said })
}

/// The proposal.
fn toml(job: &Job<'_>, provider: &str, spec: &str, survey: &Survey, fetched: &[Fetched; 1]) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let [Fetched { from, .. }] = fetched;
    let title = if survey.title.trim().is_empty() { provider } else { survey.title.trim() };
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = format!("Typed client for the {title}.");
    let environments = environments(&survey.servers);
    let mut text = String::new();
    let mut line = |line: std::fmt::Arguments<'_>| {
        let _infallible = text.write_fmt(line);
        text.push('\n');
    };
    line(format_args!("title = {}", quoted(&title)));
    line(format_args!("description = {}", quoted(&description)));
    line(format_args!("spec = {}", quoted(spec)));
    line(format_args!("version = \"0.1.0\""));
    line(format_args!("keywords = [{}, \"api\", \"client\"]", quoted(&provider.chars().take(20).collect::<String>())));
    if let Some((name, _)) = environments.first() {
        line(format_args!("default-environment = {}", quoted(name)));
    }
    line(format_args!("\n[source]"));
    if fetch::is_address(from) {
        line(format_args!("document = {}", quoted(from)));
    } else {
        let file = from.rsplit(['/', '\\']).next().unwrap_or(from);
        line(format_args!("# the address that it can be fetched from again\ndocument = {}", quoted(file)));
    }
    line(format_args!("retrieved = \"{}\"", day(job)));
    line(format_args!("sha256 = \"{}\"", sum(fetched)));
    for (name, server) in &environments {
        let about = about(name);
        line(format_args!("\n[environments.{name}]\nserver = {}\nabout = \"{about}\"", quoted(server)));
    }
    for (scheme, roles) in &survey.schemes {
        let variables: Vec<String> = roles
            .iter()
            .map(|role| {
                let scheme = if survey.schemes.len() > 1 { Some(scheme.as_str()) } else { None };
                format!("{role} = \"{}\"", variable(provider, scheme, role))
            })
            .collect();
        let key = if is_bare(scheme) { scheme.clone() } else { quoted(scheme) };
        line(format_args!("\n[auth.{key}]\nvariables = {{ {} }}", variables.join(", ")));
    }
    text
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// A name for each server, by what its URL says of itself.
fn environments(servers: &[String]) -> Vec<(String, &str)> {
    let mut names: Vec<(String, &str)> = Vec::new();
    for server in servers {
        if names.iter().any(|(_, known)| known == server) {
            continue;
        }
        let url = server.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| url.contains(word));
        let base = if says(&["sandbox"]) {
            "Sandbox"
        } else if says(&["localhost", "127.0.0.1"]) {
            "Local"
        } else if says(&["test", "staging"]) {
            "Test"
        } else {
            "Production"
        };
        let taken =
            names.iter().filter(|(name, _)| name.trim_end_matches(|c: char| c.is_ascii_digit()) == base).count();
        let name = if taken == 0 { base.to_owned() } else { format!("{base}{}", taken + 1) };
        names.push((name, server));
    }
    names
}

fn about(name: &str) -> &'static str {
    match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "Sandbox" | "Test" => "For trying things out.",
        "Local" => "A server on this machine.",
        _ => "The real thing.",
    }
}

/// `ACME_API_KEY`, and with the scheme in it where there are several.
fn variable(provider: &str, scheme: Option<&str>, role: &str) -> String {
    let role = match role {
        "value" => "api-key",
        other => other,
    };
    let words = [Some(provider), scheme, Some(role)].into_iter().flatten().collect::<Vec<_>>().join("_");
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    words.chars().map(upper).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environments_are_named_by_their_urls() {
        let servers = [
            "https://api.a.test",
            "https://sandbox.a.io",
            "https://api.a.io",
            "https://b.io",
            "https://b.io",
            "http://localhost:1",
        ];
        let servers = servers.map(str::to_owned);
        let names = environments(&servers);
        let names: Vec<String> = names.iter().map(|(name, url)| format!("{name} {url}")).collect();
        let expect = [
            "Test https://api.a.test",
            "Sandbox https://sandbox.a.io",
            "Production https://api.a.io",
            "Production2 https://b.io",
            "Local http://localhost:1",
        ];
        assert_eq!(names, expect);
    }

    #[test]
    fn variables_are_named_by_provider_and_role() {
        assert_eq!(variable("acme-pay", None, "value"), "ACME_PAY_API_KEY");
        assert_eq!(variable("acme", Some("api.key"), "client-id"), "ACME_API_KEY_CLIENT_ID");
    }
}
