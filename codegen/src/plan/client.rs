//! View of the client: environments, credentials, groups.

use super::doctext::DocText;
use super::features::Features;
use super::ops::environment;
use super::rust::Context;
use super::types::docs_or;
use super::view::{ClientView, EnvironmentView, GroupView, Present, SchemeKind, SchemeSetter, SchemeView};
use crate::config::ClientAuth;
use crate::ir::{AuthKind, AuthScheme, Location};

pub(super) fn view(cx: Context<'_>, features: &Features) -> ClientView {
    let title = DocText::foreign_line(&cx.config.title);
    let environments: Vec<EnvironmentView> = cx
        .config
        .environments
        .iter()
        .filter_map(|named| {
            let server = cx.api.servers.iter().find(|server| server.url == named.server)?;
            let about =
                if named.about.is_empty() { server.docs.description.clone() } else { Some(named.about.clone()) };
            let about = about.map(|text| DocText::foreign(&text)).unwrap_or_default();
            let docs = about.then(DocText::own(DocText::code(&server.url)));
            Some(environment(cx, named.name.clone(), docs, server))
        })
        .collect();
    let default = cx.config.default_environment.as_deref();
    let mut variables: Vec<String> =
        environments.iter().flat_map(|it| it.variables.iter().map(|(name, ..)| name.clone())).collect();
    variables.sort();
    variables.dedup();
    ClientView {
        docs: DocText::own(format!(
            "A client of the {title} API. Cheap to clone; clones share connections and tokens."
        )),
        provider: cx.provider.to_owned(),
        base_url_var: variable(cx, "BASE_URL"),
        default_environment: environments.iter().position(|it| Some(it.name.as_str()) == default),
        environments,
        variables,
        relative: relative(cx),
        schemes: (0..cx.api.schemes.len()).map(|index| scheme(cx, index)).collect(),
        groups: groups(cx, features),
        auth: auth(cx),
        prefixes: prefixes(cx),
    }
}

/// Whether a server says nothing of scheme and host. Without servers there is one, which is `/`.
fn relative(cx: Context<'_>) -> Present {
    let own = cx.api.ops.iter().flat_map(|(_, op)| &op.servers);
    let is_relative = |url: &str| !url.contains("://");
    let known = cx.api.servers.is_empty() || cx.api.servers.iter().chain(own).any(|server| is_relative(&server.url));
    if known { Present::Yes } else { Present::No }
}

/// How credentials begin: index of the scheme, index of the environment, first characters.
fn prefixes(cx: Context<'_>) -> Vec<(usize, usize, String)> {
    let environment = |name: &String| cx.config.environments.iter().position(|it| it.name == *name);
    let of = |(index, scheme): (usize, &AuthScheme)| {
        let configured = cx.config.auth.iter().filter(|auth| auth.scheme == scheme.key).flat_map(|auth| &auth.prefixes);
        let read = configured.filter_map(|(name, prefix)| Some((index, environment(name)?, prefix.clone())));
        read.collect::<Vec<_>>()
    };
    cx.api.schemes.iter().enumerate().flat_map(of).collect()
}

/// What the operations ask for, each combination of schemes once with all scopes; nothing at all last.
fn auth(cx: Context<'_>) -> Vec<Vec<(usize, Vec<String>)>> {
    let mut ways: Vec<Vec<(usize, Vec<String>)>> = Vec::new();
    for alternative in cx.api.ops.iter().flat_map(|(_, op)| &op.auth) {
        let same = |way: &&mut Vec<(usize, Vec<String>)>| {
            way.iter().map(|(scheme, _)| scheme).eq(alternative.needs.iter().map(|need| &need.scheme))
        };
        match ways.iter_mut().find(same) {
            None => ways.push(alternative.needs.iter().map(|need| (need.scheme, need.scopes.clone())).collect()),
            Some(way) => {
                for ((_, scopes), need) in way.iter_mut().zip(&alternative.needs) {
                    let new: Vec<String> = need.scopes.iter().filter(|it| !scopes.contains(it)).cloned().collect();
                    scopes.extend(new);
                }
            }
        }
    }
    ways.sort_by_key(Vec::is_empty);
    ways
}

fn groups(cx: Context<'_>, features: &Features) -> Vec<GroupView> {
    let used = |group: usize| cx.api.ops.iter().any(|(_, op)| op.groups.first() == Some(&group));
    let named = cx.api.groups.iter().zip(&cx.names.groups).enumerate().filter(|(index, _)| used(*index));
    named
        .map(|(index, (group, names))| GroupView {
            module: names.module.clone(),
            handle: names.handle.clone(),
            docs: docs_or(&group.docs, || format!("The operations of {}.", DocText::code(&group.tag))),
            features: features.of_ops(index),
        })
        .collect()
}

/// A variable of this provider: `TELNYX_BASE_URL`.
fn variable(cx: Context<'_>, name: &str) -> String {
    let provider: String = cx
        .provider
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() { sign.to_ascii_uppercase() } else { '_' })
        .collect();
    format!("{provider}_{name}")
}

fn scheme(cx: Context<'_>, index: usize) -> SchemeView {
    let scheme = &cx.api.schemes[index];
    let word = cx.names.schemes[index].as_str();
    let configured = cx.config.auth.iter().find(|auth| auth.scheme == scheme.key);
    let var = |role: &str, usual: &str| {
        let usual = if word.is_empty() { usual.to_owned() } else { format!("{}_{usual}", word.to_ascii_uppercase()) };
        configured.and_then(|auth| auth.variables.get(role).cloned()).unwrap_or_else(|| variable(cx, &usual))
    };
    let kind = match &scheme.kind {
        AuthKind::Bearer => SchemeKind::Bearer { var: var("token", "TOKEN") },
        AuthKind::Basic => {
            SchemeKind::Basic { username_var: var("username", "USERNAME"), password_var: var("password", "PASSWORD") }
        }
        AuthKind::ApiKey(at, name) => {
            SchemeKind::ApiKey { at: place(*at), name: name.clone(), var: var("value", "API_KEY") }
        }
        AuthKind::ClientCredentials(token_url) => SchemeKind::ClientCredentials {
            token_url: token_url.clone(),
            token_url_var: var("token-url", "TOKEN_URL"),
            environment_token_urls: cx
                .config
                .environments
                .iter()
                .enumerate()
                .filter_map(|(index, it)| Some((index, it.token_url.clone()?)))
                .collect(),
            client_auth: match configured.map_or(ClientAuth::Basic, |auth| auth.client_authentication) {
                ClientAuth::Basic => "Basic",
                ClientAuth::Body => "Body",
            },
            id_var: var("client-id", "CLIENT_ID"),
            secret_var: var("client-secret", "CLIENT_SECRET"),
        },
    };
    SchemeView { key: scheme.key.clone(), setters: setters(scheme, &kind, word), kind }
}

fn place(at: Location) -> &'static str {
    match at {
        Location::Query => "Query",
        Location::Cookie => "Cookie",
        Location::Header | Location::Path => "Header",
    }
}

fn setters(scheme: &AuthScheme, kind: &SchemeKind, word: &str) -> Vec<SchemeSetter> {
    let named = |usual: &str| {
        if word.is_empty() { usual.to_owned() } else { format!("{}_{usual}", word.trim_start_matches("r#")) }
    };
    let setter = |usual: &str, calls, args: &[&'static str], about: String| SchemeSetter {
        name: named(usual),
        calls,
        args: args.to_vec(),
        docs: DocText::own(about).then(super::types::docs_of(&scheme.docs)),
    };
    match kind {
        SchemeKind::Bearer { var } => {
            vec![setter(
                "bearer_token",
                "bearer",
                &["token"],
                format!("Sets the bearer token; from the environment: `{var}`."),
            )]
        }
        SchemeKind::Basic { username_var, password_var } => {
            let about =
                format!("Sets user name and password; from the environment: `{username_var}`, `{password_var}`.");
            vec![setter("basic_auth", "basic", &["username", "password"], about)]
        }
        SchemeKind::ApiKey { name, at, var } => {
            let wire = DocText::foreign_line(name).replace('`', "'");
            let about =
                format!("Sets the key that is sent as {} `{wire}`; from the environment: `{var}`.", at.to_lowercase());
            vec![setter("api_key", "api_key", &["key"], about)]
        }
        SchemeKind::ClientCredentials { id_var, secret_var, token_url_var, .. } => {
            let about =
                format!("Sets the OAuth2 client id and secret; from the environment: `{id_var}`, `{secret_var}`.");
            let url = format!("Replaces the token endpoint; from the environment: `{token_url_var}`.");
            vec![
                setter("client_credentials", "client_credentials", &["client_id", "client_secret"], about),
                SchemeSetter { docs: DocText::own(url), ..setter("token_url", "token_url", &["url"], String::new()) },
            ]
        }
    }
}
