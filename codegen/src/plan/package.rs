//! The texts around the code: Cargo.toml, README.md, the crate's documentation, the first line of every file.

use super::doctext::DocText;
use super::examples::package_ident;
use super::features::{Feature, Features};
use super::rust::Context;
use super::view::{ClientView, FileView, Needs, OpView, SchemeKind};
use crate::config::Publish;

/// What a file was made from, without time or path.
pub(super) fn header(cx: Context<'_>) -> String {
    let title = plain(&cx.api.info.title);
    let version = plain(&cx.api.info.version);
    let generator = env!("CARGO_PKG_VERSION");
    format!("Made by bursar-codegen {generator} from \"{title}\" {version}; do not edit, run `cargo xtask regen`.")
}

/// One line without Markdown escapes, for places that are not Markdown.
fn plain(text: &str) -> String {
    DocText::foreign_line(text).replace(['\\', '"'], "")
}

/// The dependency on the runtime, with the features that the crate cannot do without.
fn runtime(needs: Needs) -> String {
    let features: Vec<_> = needs.features().map(|name| format!("\"{name}\"")).collect();
    match features.is_empty() {
        true => "bursar-runtime.workspace = true".to_owned(),
        false => format!("bursar-runtime = {{ workspace = true, features = [{}] }}", features.join(", ")),
    }
}

pub(super) fn manifest(cx: Context<'_>, version: &str, needs: Needs, features: &Features) -> String {
    let config = cx.config;
    let keywords: Vec<toml::Value> = config.keywords.iter().map(|word| word.as_str().into()).collect();
    let description = toml::Value::from(config.description.as_str());
    format!(
        "# {header}\n\
         [package]\n\
         name = \"bursar-{provider}\"\n\
         version = {version}\n{publish}\
         description = {description}\n\
         keywords = {keywords}\n\
         categories = [\"api-bindings\", \"finance\"]\n\
         readme = \"README.md\"\n\
         edition.workspace = true\n\
         rust-version.workspace = true\n\
         license.workspace = true\n\
         repository.workspace = true\n\
         \n\
         # stated, so that cargo can still load the workspace, and regenerate, when the file is gone\n\
         [lib]\n\
         path = \"src/lib.rs\"\n\
         \n\
         [package.metadata.docs.rs]\n\
         all-features = true\n\
         \n\
         [lints]\n\
         workspace = true\n\
         \n\
         [features]\n\
         default = [\"full\", \"rustls\"]\n\
         # sending by reqwest; without it a client needs a transport of one's own\n\
         client = [\"bursar-runtime/client\"]\n\
         # TLS by rustls with the platform's roots, or by the platform's own library\n\
         rustls = [\"client\", \"bursar-runtime/rustls\"]\n\
         native-tls = [\"client\", \"bursar-runtime/native-tls\"]\n\
         # `blocking::Client`, for programs without an async runtime\n\
         blocking = [\"bursar-runtime/blocking\"]\n\
         # `runtime::testing`: a transport without a network, and a clock that does not wait\n\
         testing = [\"bursar-runtime/testing\"]\n\
         # a span for each call\n\
         tracing = [\"bursar-runtime/tracing\"]\n\
         # checking the signatures of webhooks, which needs no client\n\
         webhooks = [\"bursar-runtime/webhooks\"]\n\
         # every type both ways: what is only read can be written, and the other way round\n\
         full-serde = []\n\
         {groups}\
         \n\
         [dependencies]\n\
         {runtime}\n",
        header = header(cx),
        provider = cx.provider,
        version = toml::Value::from(version),
        publish = if config.publish == Publish::Refused { "publish = false\n" } else { "" },
        keywords = toml::Value::Array(keywords),
        groups = groups(features),
        runtime = runtime(needs),
    )
}

/// `full`, which every crate has, and the features of the groups.
fn groups(features: &Features) -> String {
    let line = |name: &str, of: Vec<&str>| format!("{name} = {}\n", toml::Value::from(of));
    let all = features.all();
    let mut text = String::from("# every operation\n");
    text.push_str(&line("full", all.iter().map(|feature| feature.name.as_str()).collect()));
    if !all.is_empty() {
        text.push_str("# one group of operations each, with the types that it uses\n");
    }
    for Feature { name, needs } in all {
        text.push_str(&line(name, needs.iter().map(String::as_str).collect()));
    }
    text
}

pub(super) fn crate_docs(cx: Context<'_>) -> DocText {
    let title = DocText::foreign_line(&cx.config.title);
    let api = format!("{} {}", DocText::foreign_line(&cx.api.info.title), DocText::foreign_line(&cx.api.info.version));
    let described = cx.api.info.docs.description.as_deref().map(DocText::foreign).unwrap_or_default();
    DocText::own(format!("A typed client of the {title} API ({api}).")).then(described).then(DocText::own(
        match cx.api.ops.is_empty() && !cx.api.webhooks.is_empty() {
            true => "Start at [`webhooks::WebhookEvent`]: the document has no operation.",
            false => "Start at [`Client`]; every operation is a method of it.",
        },
    ))
}

pub(super) fn readme(
    cx: Context<'_>,
    version: &str,
    client: &ClientView,
    features: &Features,
    files: &[(String, FileView)],
) -> String {
    let ops: Vec<&OpView> = files
        .iter()
        .filter_map(|(_, file)| if let FileView::Ops(view) = file { Some(&view.ops) } else { None })
        .flatten()
        .collect();
    let title = DocText::foreign_line(&cx.config.title);
    let mut text = format!(
        "# bursar-{provider}\n\n{description}\n\nMade from \"{api}\" {version}, which comes from <{source}>.\n\n\
         ## Use\n\n```toml\n[dependencies]\nbursar-{provider} = \"{crate_version}\"\n```\n",
        provider = cx.provider,
        description = DocText::foreign_line(&cx.config.description),
        api = DocText::foreign_line(&cx.api.info.title),
        version = DocText::foreign_line(&cx.api.info.version),
        source = cx.config.source.document,
        crate_version = version,
    );
    if let Some(op) = ops.first() {
        text.push_str(&example(cx, op));
    }
    text.push_str(&parts(cx, version, features));
    text.push_str("\n## Credentials\n\n");
    text.push_str(&credentials(client, &title));
    text.push_str("\n## Environments\n\n| environment | address |\n|---|---|\n");
    for (index, it) in client.environments.iter().enumerate() {
        let mark = if client.default_environment == Some(index) { " (default)" } else { "" };
        text.push_str(&format!("| `{}`{mark} | {} |\n", it.name, DocText::code(&it.url)));
    }
    text.push_str(&format!(
        "\n`{}` replaces the address.\n\n## Operations\n\n| method | operation | |\n|---|---|---|\n",
        client.base_url_var
    ));
    for op in ops {
        let route = DocText::code(&format!("{} {}", op.spec.verb, op.spec.path));
        let about = op.docs.lines().next().unwrap_or_default();
        text.push_str(&format!("| `{}` | {route} | {about} |\n", op.method));
    }
    text.push_str(&super::webhooks::readme(files));
    text.push_str("\n## Licence\n\nMIT or Apache-2.0, at your choice.\n");
    text
}

/// How to compile less.
fn parts(cx: Context<'_>, version: &str, features: &Features) -> String {
    let all = features.all();
    let Some(first) = all.first() else { return String::new() };
    let names: Vec<String> = all.iter().map(|feature| format!("`{}`", feature.name)).collect();
    format!(
        "\nEach group of operations is a feature, and all of them are on. A program that needs few compiles faster \
         with these alone:\n\n```toml\nbursar-{} = {{ version = \"{}\", default-features = false, features = \
         [\"rustls\", \"{}\"] }}\n```\n\nThey are {}.\n",
        cx.provider,
        version,
        first.name,
        names.join(", "),
    )
}

fn example(cx: Context<'_>, op: &OpView) -> String {
    let call =
        op.docs.lines().find_map(|line| line.strip_prefix("let mut answer = ").or(line.strip_prefix("let answer = ")));
    let call = format!("let answer = {}", call.unwrap_or_default());
    let package = package_ident(cx.provider);
    let given = super::examples::given(&package, op).join(", ");
    format!(
        "\n```rust,no_run\nasync fn run({given}) -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let client = {package}::Client::from_env()?;\n    {call}\n    println!(\"{{answer:?}}\");\n    Ok(())\n}}\n```\n"
    )
}

fn credentials(client: &ClientView, title: &str) -> String {
    if client.schemes.is_empty() {
        return format!("{title} asks for none.\n");
    }
    let mut text =
        String::from("`Client::from_env()` reads them from the environment; the builder takes them directly.\n\n");
    text.push_str("| scheme | variables | builder |\n|---|---|---|\n");
    for scheme in &client.schemes {
        let (kind, vars) = match &scheme.kind {
            SchemeKind::Bearer { var } => ("bearer token", vec![var]),
            SchemeKind::Basic { username_var, password_var } => {
                ("user name and password", vec![username_var, password_var])
            }
            SchemeKind::ApiKey { var, .. } => ("key", vec![var]),
            SchemeKind::ClientCredentials { id_var, secret_var, token_url_var, .. } => (
                "OAuth2 client credentials; the address of the token endpoint",
                vec![id_var, secret_var, token_url_var],
            ),
        };
        let vars: Vec<String> = vars.into_iter().map(|var| format!("`{var}`")).collect();
        let setters: Vec<String> = scheme.setters.iter().map(|setter| format!("`{}`", setter.name)).collect();
        text.push_str(&format!("| {kind} | {} | {} |\n", vars.join(", "), setters.join(", ")));
    }
    text
}
