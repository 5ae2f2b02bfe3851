//! What a request has to be, and what it is answered: read from the vendored document with its overlay and provider.toml,
//! by the stages of the generator. Nothing of a provider is written down here a second time.

use std::collections::BTreeMap;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use bursar_codegen::config::{self, ClientAuth, Config};
use bursar_codegen::diag::Diags;
use bursar_codegen::ir::{Api, AuthKind, Content, Location, Op, Status};
use bursar_codegen::source::{Trace, Value};
use bursar_codegen::{Files, doc, lower, model, overlay, source};
use url::Url;

use super::super::accounts::{Provider, Vars};

/// The one operation of a provider.
#[derive(Debug)]
pub(crate) struct Contract {
    /// Path of the server that the client asks unless it is told otherwise; it is part of the base URL.
    pub(crate) base_path: String,
    pub(crate) method: String,
    /// With the path of the server, and the account filled in.
    pub(crate) path: String,
    /// Headers with the one value that the document allows; names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The value of `Authorization`.
    pub(crate) authorization: String,
    /// Where that comes from, when it is not a credential itself.
    pub(crate) token: Option<TokenEndpoint>,
    /// The body of the success.
    pub(crate) example: String,
    /// Credentials and account.
    pub(crate) vars: Vars,
}

/// Where OAuth2 client credentials are exchanged for a token (RFC 6749 §4.4).
#[derive(Debug)]
pub(crate) struct TokenEndpoint {
    pub(crate) path: String,
    /// The value of `Authorization`, when the client tells who it is there.
    pub(crate) authorization: Option<String>,
    /// The members of the form.
    pub(crate) form: BTreeMap<String, String>,
    /// The token that is given out.
    pub(crate) token: String,
}

impl Contract {
    /// Reads the folder of `provider` below `specs/`.
    pub(crate) fn read(provider: &Provider) -> Result<Self, String> {
        let files = files(provider.name)?;
        let unreadable = || format!("specs/{0} cannot be read; `cargo xtask regen {0}` says why", provider.name);
        let (config, api, document) = document(&files).ok_or_else(unreadable)?;
        let unsuited = |what: &str| format!("specs/{} {what}, which the demo does not know how to play", provider.name);
        let op = api.ops.iter().map(|(_, op)| op).next().ok_or_else(|| unsuited("has no operation"))?;
        let example = example(op, &document).ok_or_else(|| unsuited("has no example of a success"))?;

        let base_path = base_path(&config).ok_or_else(|| unsuited("has no default environment"))?;
        let (path, account) = fill(op, provider, &example);
        let credentials = credentials(provider.name, &config);
        let Login { authorization, token } =
            login(provider.name, &config, &api, op).ok_or_else(|| unsuited("has another kind of credentials"))?;
        let fixed = op.params.iter().filter(|param| param.location == Location::Header);
        Ok(Self {
            method: op.method.as_str().to_owned(),
            path: format!("{base_path}{path}"),
            base_path,
            headers: fixed.filter_map(|param| Some((param.wire.to_lowercase(), param.fixed.clone()?))).collect(),
            authorization,
            token,
            example: example.to_string(),
            vars: account.into_iter().chain(credentials).collect(),
        })
    }
}

/// The files of a provider, which are in the repository but not in the package.
fn files(name: &str) -> Result<Files, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs").join(name);
    let read = || -> std::io::Result<Files> {
        let mut files = Files::new();
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            files.insert(entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path())?);
        }
        Ok(files)
    };
    read().map_err(|error| {
        format!("it answers from specs/{name}, which only a clone of bursar's repository has ({error})")
    })
}

/// The document as the generator reads it: corrected, in OpenAPI 3.0, and what it means.
fn document(files: &Files) -> Option<(Config, Api, Value)> {
    let (mut diags, mut trace) = (Diags::default(), Trace::default());
    let config = config::load(files, &mut diags)?;
    let mut document = source::load(files, &config.spec, &mut diags)?;
    overlay::apply(&mut document, files, &config.spec, &mut trace, &mut diags);
    let document = lower::lower(document, &config.spec, files, &mut trace, &mut diags)?;
    let parsed = doc::parse(&document, &config.spec, &mut diags)?;
    let api = model::model(&parsed, &config.spec, &mut diags);
    Some((config, api, document))
}

/// The example of the answer with status 200.
fn example(op: &Op, document: &Value) -> Option<serde_json::Value> {
    let success = op.replies.iter().find(|reply| reply.status == Status::Code(200))?;
    let Content::Json(media_type, _) = &success.content else { return None };
    Some(document.at(&success.origin.join(["content", media_type, "example"]))?.to_json())
}

/// The path of the server that is asked by default.
fn base_path(config: &Config) -> Option<String> {
    let default = config.default_environment.as_deref()?;
    let environment = config.environments.iter().find(|environment| environment.name == default)?;
    let url = Url::parse(&environment.server).ok()?;
    Some(url.path().trim_end_matches('/').to_owned())
}

/// The path of the account that the example is about, and the settings that say so.
fn fill(op: &Op, provider: &Provider, example: &serde_json::Value) -> (String, Vars) {
    let (mut path, mut vars) = (op.path.clone(), Vars::new());
    let parameters = op.params.iter().filter(|param| param.location == Location::Path);
    for (param, variable) in parameters.zip(provider.account) {
        let value = find(example, &param.wire).unwrap_or_else(|| format!("demo-{}", param.wire));
        path = path.replace(&format!("{{{}}}", param.wire), &value);
        vars.insert((*variable).to_owned(), value);
    }
    (path, vars)
}

/// The first member of this name, at any depth.
fn find(value: &serde_json::Value, name: &str) -> Option<String> {
    let members = value.as_object()?;
    match members.get(name) {
        Some(serde_json::Value::String(text)) => Some(text.clone()),
        Some(serde_json::Value::Number(number)) => Some(number.to_string()),
        _ => members.values().find_map(|value| find(value, name)),
    }
}

/// A credential of the demo: nobody else takes it.
fn credential(provider: &str, role: &str) -> String {
    format!("demo-{provider}-{role}")
}

/// A value for every variable of provider.toml that holds a credential.
fn credentials(provider: &str, config: &Config) -> Vars {
    let variables = config.auth.iter().flat_map(|auth| &auth.variables);
    let held = variables.filter(|(role, _)| *role != "token-url");
    held.map(|(role, variable)| (variable.clone(), credential(provider, role))).collect()
}

struct Login {
    authorization: String,
    token: Option<TokenEndpoint>,
}

/// How the operation wants to be let in; `None` when it is a way that no provider here has.
fn login(provider: &str, config: &Config, api: &Api, op: &Op) -> Option<Login> {
    let [need] = op.auth.first()?.needs.as_slice() else { return None };
    let scheme = &api.schemes[need.scheme];
    let basic = |user: &str, password: &str| {
        let pair = format!("{}:{}", credential(provider, user), credential(provider, password));
        format!("Basic {}", BASE64_STANDARD.encode(pair))
    };
    match &scheme.kind {
        AuthKind::Bearer => {
            Some(Login { authorization: format!("Bearer {}", credential(provider, "token")), token: None })
        }
        AuthKind::Basic => Some(Login { authorization: basic("username", "password"), token: None }),
        AuthKind::ClientCredentials(url) => {
            let mut form = BTreeMap::from([
                ("grant_type".to_owned(), "client_credentials".to_owned()),
                ("scope".to_owned(), need.scopes.join(" ")),
            ]);
            // who asks is told in the body or in the header, as provider.toml says
            let how = config.auth.iter().find(|auth| auth.scheme == scheme.key)?.client_authentication;
            let authorization = match how {
                ClientAuth::Basic => Some(basic("client-id", "client-secret")),
                ClientAuth::Body => {
                    form.insert("client_id".to_owned(), credential(provider, "client-id"));
                    form.insert("client_secret".to_owned(), credential(provider, "client-secret"));
                    None
                }
            };
            let path = Url::parse(url).ok()?.path().to_owned();
            let token = credential(provider, "access-token");
            let authorization_of_calls = format!("Bearer {token}");
            let endpoint = TokenEndpoint { path, authorization, form, token };
            Some(Login { authorization: authorization_of_calls, token: Some(endpoint) })
        }
        AuthKind::ApiKey(..) => None,
    }
}
