//! provider.toml: what a provider's document cannot say of itself. Crate, environments, where credentials come from,
//! pinned names and accepted degradations.
//!
//! Everything that can be wrong with the file alone is reported here, in one run; whether it fits the document is for
//! the stages that know the document.

pub mod pagination;
mod read;
mod rules;
#[cfg(test)]
mod tests;
mod webhooks;

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::Files;
use crate::diag::{Diag, Diags, Lines, Place, Severity};
use crate::source::Pointer;
use pagination::Pagination;
use read::{Item, Key, Reader, Section, optional, required};

pub use crate::diag::Allow;
pub(crate) use rules::is_token;
pub use webhooks::{EventName, Scheme, Verify, Webhooks};

/// File name in the provider's folder.
pub const FILE: &str = "provider.toml";

/// How an OAuth2 client tells who it is (RFC 6749 §2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAuth {
    /// HTTP basic.
    Basic,
    /// Fields of the form.
    Body,
}

/// Whether the crate may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Publish {
    /// It may.
    #[default]
    Allowed,
    /// It may not: `publish = false`.
    Refused,
}

/// Whether each group of operations stands behind a feature of the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupFeatures {
    /// In a large document.
    #[default]
    BySize,
    /// In any document.
    Always,
    /// In no document.
    Never,
}

/// A name that provider.toml fixes.
#[derive(Debug, Clone)]
pub struct Pin {
    /// The operation or schema.
    pub pointer: Pointer,
    /// Its name in Rust.
    pub name: String,
    /// The line of provider.toml.
    pub at: Place,
}

/// The header in which an operation takes an idempotency key.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// The operation: method and path, such as `POST /payments`.
    pub operation: String,
    /// The header.
    pub header: String,
    /// Where the line begins.
    pub place: Place,
}

/// What provider.toml says.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Display name, such as `Dodo Payments`.
    pub title: String,
    /// Description of the crate, one sentence.
    pub description: String,
    /// Name of the document's file below the provider's folder.
    pub spec: String,
    /// Version of the crate: `major.minor.patch`.
    pub version: String,
    /// Keywords of the crate, by the rules of crates.io.
    pub keywords: Vec<String>,
    /// Whether the crate may be published.
    pub publish: Publish,
    /// Whether each group of operations stands behind a feature.
    pub group_features: GroupFeatures,
    /// The environment of a client that is told none; one of [`Self::environments`].
    pub default_environment: Option<String>,
    /// Where `default-environment` is written.
    pub default_environment_place: Option<Place>,
    /// Where the document comes from.
    pub source: SourceDoc,
    /// Names of servers, in the order of the file.
    pub environments: Vec<Environment>,
    /// Credentials, in the order of the file.
    pub auth: Vec<Auth>,
    /// Headers that hold idempotency keys, in the order of the file.
    pub idempotency: Vec<Idempotency>,
    /// How what the provider sends by itself is signed and told apart.
    pub webhooks: Option<Webhooks>,
    /// Names that are fixed, in the order of the file.
    pub names: Vec<Pin>,
    /// How operations are paged, in the order of the file.
    pub pagination: Vec<Pagination>,
    /// Degradations that are accepted, in the order of the file.
    pub allow: Vec<Allow>,
    /// Changes of the document that somebody has looked at.
    pub ignore: Vec<Ignore>,
}

/// Where the document comes from.
#[derive(Debug, Clone, Default)]
pub struct SourceDoc {
    /// Address.
    pub document: String,
    /// Day of retrieval: `YYYY-MM-DD`, a day of the calendar.
    pub retrieved: String,
    /// Where `retrieved` is written.
    pub retrieved_place: Option<Place>,
    /// SHA-256 of what was retrieved, in hexadecimal; of several files, of one after the other.
    pub sha256: Option<String>,
    /// What else is to be known about it.
    pub note: Option<String>,
    /// Where `note` is written.
    pub note_place: Option<Place>,
}

/// A change of the document that somebody has looked at, and that reports count no longer.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// What kind of change it is.
    pub id: String,
    /// The paths that it may be at: `*` is any text within a segment, `**` any text.
    pub path: String,
    /// The fingerprint of the change.
    pub fingerprint: String,
    /// Why it does not count.
    pub why: String,
    /// Where this is written.
    pub place: Place,
}

/// A server with a name.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Name of the variant: an identifier in UpperCamelCase.
    pub name: String,
    /// URL of the server, as the document writes it.
    pub server: String,
    /// What it is for.
    pub about: String,
    /// Address of its token endpoint, where it is not the one of the document.
    pub token_url: Option<String>,
    /// Where its table begins.
    pub place: Place,
}

/// Where the credentials of a security scheme come from.
#[derive(Debug, Clone)]
pub struct Auth {
    /// Name of the security scheme.
    pub scheme: String,
    /// Environment variables by what they hold: one of `token`, `username`, `password`, `value`, `client-id`,
    /// `client-secret`, `token-url`.
    pub variables: BTreeMap<String, String>,
    /// How an OAuth2 client tells who it is (RFC 6749 §2.3.1).
    pub client_authentication: ClientAuth,
    /// How the credentials of an environment begin, by name of the environment.
    pub prefixes: Vec<(String, String)>,
    /// Where its table begins.
    pub place: Place,
}

const ROOT: &[Key] = &[
    required("title", "title = \"Demo\""),
    required("description", "description = \"Typed client for the Demo API.\""),
    required("spec", "spec = \"openapi.yaml\""),
    required("version", "version = \"0.1.0\""),
    optional("keywords", "keywords = [\"payments\"]"),
    optional("publish", "publish = false"),
    optional("group-features", "group-features = true"),
    optional("default-environment", "default-environment = \"Sandbox\""),
    required("source", "[source]"),
    optional("environments", "[environments.Sandbox]"),
    optional("auth", "[auth.bearerAuth]"),
    optional("idempotency", "[idempotency]"),
    optional("webhooks", "[webhooks]"),
    optional("names", "[names]"),
    optional("pagination", "[pagination.\"GET /events\"]"),
    optional("allow", "[[allow]]"),
    optional("ignore", "[[ignore]]"),
];
const SOURCE: &[Key] = &[
    required("document", "document = \"https://docs.example.com/openapi.yaml\""),
    required("retrieved", "retrieved = \"2026-11-21\""),
    optional("note", "note = \"One page of it.\""),
    optional("sha256", "sha256 = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""),
];
const ENVIRONMENT: &[Key] = &[
    required("server", "server = \"https://sandbox.example.com\""),
    required("about", "about = \"For trying things out; no money moves.\""),
    optional("token-url", "token-url = \"https://sandbox.example.com/oauth/token\""),
];
const AUTH: &[Key] = &[
    required("variables", "variables = { token = \"EXAMPLE_TOKEN\" }"),
    optional("client-authentication", "client-authentication = \"basic\""),
    optional("prefixes", "prefixes = { Sandbox = \"sk_test_\", Live = \"sk_live_\" }"),
];
const ALLOW: &[Key] = &[
    required("code", "code = \"union-opaque\""),
    required("at", "at = \"#/components/schemas/Example\""),
    required("why", "why = \"Nothing that is called uses it.\""),
];
const IGNORE: &[Key] = &[
    required("id", "id = \"request-parameter-removed\""),
    required("path", "path = \"/payments/**\""),
    required("fingerprint", "fingerprint = \"9f2c3a41d0b7e855\""),
    required("why", "why = \"The provider never read it.\""),
];

/// Reads provider.toml; `None` when anything in it is wrong.
pub fn load(files: &Files, diags: &mut Diags) -> Option<Config> {
    let mut said = Diags::default();
    let config = text(files, &mut said).and_then(|text| {
        let lines = Lines::new(text);
        let (document, errors) = DeTable::parse_recoverable(lines.text());
        if errors.is_empty() {
            return Some(root(document.get_ref(), Reader { lines, diags: &mut said }));
        }
        let mut errors: Vec<_> =
            errors.iter().map(|error| (error.span().map_or(0, |span| span.start), error.message())).collect();
        errors.sort_unstable();
        for (offset, message) in errors {
            let (line, column) = lines.position(offset);
            said.push(
                Diag::error("config-syntax", Place::text(FILE, line, column), message).help("see https://toml.io"),
            );
        }
        None
    });
    let fine = !said.any(Severity::Error);
    diags.extend(said);
    config.filter(|_| fine)
}

fn text<'f>(files: &'f Files, diags: &mut Diags) -> Option<&'f str> {
    let Some(bytes) = files.get(FILE) else {
        let message = format!("there is no {FILE}");
        let help = "add one: it names the document, the crate, the environments and where credentials come from";
        diags.push(Diag::error("config-missing", Place::file(FILE), message).help(help));
        return None;
    };
    let text = std::str::from_utf8(bytes);
    text.map_err(|error| {
        let message = format!("the file is not UTF-8: byte {} is no part of a character", error.valid_up_to());
        diags.push(Diag::error("config-syntax", Place::file(FILE), message).help("save it as UTF-8"));
    })
    .ok()
}

fn root(table: &DeTable<'_>, mut reader: Reader<'_, '_>) -> Config {
    let root = reader.section(table, "", Place::file(FILE), ROOT);
    let environments = environments(&mut reader, &root);
    let default = root.get("default-environment");
    let named: Vec<String> = environments.iter().map(|(name, _)| name.clone()).collect();
    Config {
        title: reader.line(&root, "title"),
        description: reader.line(&root, "description"),
        spec: reader.line(&root, "spec"),
        version: reader.checked(&root, "version", rules::version),
        keywords: keywords(&mut reader, &root),
        publish: publish(&mut reader, &root),
        group_features: group_features(&mut reader, &root),
        default_environment: default_environment(&mut reader, default.as_ref(), &environments),
        default_environment_place: default.map(|item| reader.place(item.offset)),
        source: source(&mut reader, &root),
        environments: environments.into_iter().filter_map(|(_, read)| read).collect(),
        auth: auth(&mut reader, &root, &named),
        idempotency: idempotency(&mut reader, &root),
        webhooks: webhooks::read(&mut reader, &root),
        names: names(&mut reader, &root),
        pagination: pagination(&mut reader, &root),
        allow: allow(&mut reader, &root),
        ignore: ignore(&mut reader, &root),
    }
}

fn keywords(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<String> {
    let Some(item) = root.get("keywords") else { return Vec::new() };
    let items = reader.array(&item);
    if let Some(sixth) = items.get(rules::KEYWORDS) {
        let message = format!("`keywords` has {} items, and crates.io takes {}", items.len(), rules::KEYWORDS);
        reader.wrong(sixth, message, "leave out the least telling");
    }
    items.iter().filter_map(|item| reader.item_checked(item, rules::keyword)).collect()
}

fn publish(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Publish {
    let stated = root.get("publish").and_then(|item| reader.truth(&item));
    if stated == Some(false) { Publish::Refused } else { Publish::Allowed }
}

fn group_features(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> GroupFeatures {
    match root.get("group-features").and_then(|item| reader.truth(&item)) {
        Some(true) => GroupFeatures::Always,
        Some(false) => GroupFeatures::Never,
        None => GroupFeatures::BySize,
    }
}

fn source(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> SourceDoc {
    let Some(section) = root.get("source").and_then(|item| reader.open(&item, SOURCE)) else {
        return SourceDoc::default();
    };
    let place = |key: &str| section.get(key).map(|item| reader.place(item.offset));
    let (retrieved_place, note_place) = (place("retrieved"), place("note"));
    SourceDoc {
        document: reader.line(&section, "document"),
        retrieved: reader.checked(&section, "retrieved", rules::day),
        retrieved_place,
        sha256: section.get("sha256").and_then(|item| reader.item_checked(&item, rules::sum)),
        note: section.get("note").and_then(|item| reader.text(&item)),
        note_place,
    }
}

/// Each name that is given, with what could be read of it.
fn environments(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<(String, Option<Environment>)> {
    let entries = root.get("environments").map(|item| reader.entries(&item)).unwrap_or_default();
    let read = entries.into_iter().map(|(name, item)| {
        if let Err((message, help)) = rules::environment(&name) {
            reader.wrong_at("config-value", item.key, format!("`{}` {message}", item.label), help);
        }
        let place = reader.place(item.key);
        let environment = reader.open(&item, ENVIRONMENT).map(|section| Environment {
            name: name.clone(),
            server: reader.line(&section, "server"),
            about: reader.line(&section, "about"),
            token_url: section.get("token-url").and_then(|item| reader.item_line(&item)),
            place,
        });
        (name, environment)
    });
    read.collect()
}

fn default_environment(
    reader: &mut Reader<'_, '_>,
    item: Option<&Item<'_>>,
    environments: &[(String, Option<Environment>)],
) -> Option<String> {
    let item = item?;
    let default = reader.item_line(item)?;
    if environments.iter().all(|(name, _)| *name != default) {
        let known: Vec<_> = environments.iter().map(|(name, _)| format!("`{name}`")).collect();
        let help = match known.as_slice() {
            [] => format!("add [environments.{default}], or remove the line where the document has no servers"),
            known => format!("write one of {}", known.join(", ")),
        };
        reader.wrong(item, format!("`default-environment` is `{default}`, which is not in [environments]"), help);
    }
    Some(default)
}

fn auth(reader: &mut Reader<'_, '_>, root: &Section<'_>, environments: &[String]) -> Vec<Auth> {
    let entries = root.get("auth").map(|item| reader.entries(&item)).unwrap_or_default();
    let read = entries.into_iter().filter_map(|(scheme, item)| {
        let place = reader.place(item.key);
        let section = reader.open(&item, AUTH)?;
        let client = section.get("client-authentication").and_then(|item| reader.item_checked(&item, rules::client));
        let client_authentication =
            if client.as_deref() == Some("body") { ClientAuth::Body } else { ClientAuth::Basic };
        let prefixes = prefixes(reader, &section, environments);
        Some(Auth { scheme, variables: variables(reader, &section), client_authentication, prefixes, place })
    });
    read.collect()
}

fn prefixes(reader: &mut Reader<'_, '_>, section: &Section<'_>, environments: &[String]) -> Vec<(String, String)> {
    let entries = section.get("prefixes").map(|item| reader.entries(&item)).unwrap_or_default();
    let read = entries.into_iter().filter_map(|(environment, item)| {
        if !environments.contains(&environment) {
            let message = format!("`{}` is not in [environments]", item.label);
            let known: Vec<_> = environments.iter().map(|name| format!("`{name}`")).collect();
            let help =
                if known.is_empty() { "remove it".to_owned() } else { format!("write one of {}", known.join(", ")) };
            reader.wrong_at("config-value", item.key, message, help);
        }
        Some((environment, reader.item_line(&item)?))
    });
    read.collect()
}

fn variables(reader: &mut Reader<'_, '_>, section: &Section<'_>) -> BTreeMap<String, String> {
    let Some(item) = section.get("variables") else { return BTreeMap::new() };
    let Some(entries) = reader.try_entries(&item) else { return BTreeMap::new() };
    if entries.is_empty() {
        reader.wrong(&item, format!("`{}` is empty", item.label), format!("write {}", item.example));
    }
    let read = entries.into_iter().filter_map(|(role, item)| {
        if let Err((message, help)) = rules::role(&role) {
            reader.wrong_at("config-value", item.key, format!("`{}` {message}", item.label), help);
        }
        Some((role, reader.item_checked(&item, rules::variable)?))
    });
    read.collect()
}

fn idempotency(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<Idempotency> {
    let entries = root.get("idempotency").map(|item| reader.entries(&item)).unwrap_or_default();
    let read = entries.into_iter().filter_map(|(operation, mut item)| {
        item.example = "\"POST /payments\" = \"Idempotency-Key\"";
        let header = reader.item_checked(&item, rules::header)?;
        Some(Idempotency { operation, header, place: reader.place(item.key) })
    });
    read.collect()
}

fn names(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<Pin> {
    let entries = root.get("names").map(|item| reader.entries(&item)).unwrap_or_default();
    let mut pins: Vec<Pin> = Vec::new();
    for (key, mut item) in entries {
        item.example = "\"#/paths/~1x/get\" = \"get_x\"";
        let (name, pointer) = (reader.item_line(&item), rules::pointer(&key));
        if let Err((message, help)) = &pointer {
            reader.wrong_at("config-value", item.key, format!("`{key}` in [names] {message}"), *help);
        }
        let (Some(name), Ok(pointer)) = (name, pointer) else { continue };
        if pins.iter().any(|pin| pin.pointer == pointer) {
            // TOML tells `#/a` and `/a` apart, but they are one place
            let message = format!("`{key}` in [names] is named a second time");
            reader.wrong_at("config-value", item.key, message, "remove one of the two lines");
        }
        pins.push(Pin { pointer, name, at: reader.place(item.key) });
    }
    pins
}

fn pagination(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<Pagination> {
    let entries = root.get("pagination").map(|item| reader.entries(&item)).unwrap_or_default();
    let read = entries.into_iter().filter_map(|(operation, item)| {
        let (place, tree) = (reader.place(item.key), reader.tree(&item));
        let declared = pagination::declared(&tree, reader.diags)?;
        Some(Pagination { operation, place, declared })
    });
    read.collect()
}

fn ignore(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<Ignore> {
    let Some(item) = root.get("ignore") else { return Vec::new() };
    let items = reader.array(&item);
    let read = items.iter().filter_map(|item| {
        let section = reader.open(item, IGNORE)?;
        let place = reader.place(item.offset);
        Some(Ignore {
            id: reader.line(&section, "id"),
            path: reader.line(&section, "path"),
            fingerprint: reader.line(&section, "fingerprint"),
            why: section.get("why").and_then(|item| reader.text(&item)).unwrap_or_default(),
            place,
        })
    });
    read.collect()
}

fn allow(reader: &mut Reader<'_, '_>, root: &Section<'_>) -> Vec<Allow> {
    let Some(item) = root.get("allow") else { return Vec::new() };
    let items = reader.array(&item);
    let read = items.iter().filter_map(|item| {
        let section = reader.open(item, ALLOW)?;
        let place = reader.place(item.offset);
        let code = reader.line(&section, "code");
        let at = section.get("at").and_then(|item| {
            let text = reader.item_checked(&item, |text| rules::pointer(text).map(drop))?;
            rules::pointer(&text).ok()
        });
        let why = section.get("why").and_then(|item| reader.text(&item)).unwrap_or_default();
        Some(Allow { code, at: at?, why, place })
    });
    read.collect()
}
