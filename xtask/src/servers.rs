//! `cargo xtask servers`: a client of the document beside a file of hostile servers, and the program that plays them.
//!
//! The judge needs an HTTP client, TLS and a runtime, which this program must not: so it writes a workspace of its own below
//! `target/servers/` with the generated client and a few lines over `bursar-conformance`, and has cargo build and run that.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use bursar_codegen::Files;
use bursar_codegen::generate::{self, Catalogued, Input, Present, Reads, Survey};

use crate::disk::{self, Real};
use crate::stack::on_a_stack;
use crate::tree::{Names, Tree};

/// The file of cases in the folder that is given.
const CASES: &str = "servers.yaml";

/// The name of the provider that is made up: its client is `bursar-probe`.
const PROVIDER: &str = "probe";

/// The module that is added to the client: what the judge needs of its facts.
const ACCESS: &str = "//! The provider, for the program that judges this client.

/// What is known of the provider.
pub fn provider() -> &'static bursar_runtime::__private::v1::Provider {
    &crate::client::PROVIDER
}
";

/// Plays the file of cases in `folder`, as a child of this process, and ends as it does.
pub fn servers(root: &Path, folder: &Path) -> ExitCode {
    let made = match fs::canonicalize(folder).map_err(|error| format!("{}: {error}", folder.display())) {
        Ok(folder) => prepare(root, &folder).map(|place| (folder, place)),
        Err(trouble) => Err(vec![trouble]),
    };
    match made.and_then(|(folder, place)| run(&place, &folder.join(CASES)).map_err(|trouble| vec![trouble])) {
        Ok(code) => code,
        Err(troubles) => {
            for trouble in troubles {
                eprintln!("{}", if trouble.contains("error") { trouble } else { format!("error: {trouble}") });
            }
            ExitCode::from(2)
        }
    }
}

/// Builds and runs the program.
fn run(place: &Path, cases: &Path) -> Result<ExitCode, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--manifest-path"]).arg(place.join("Cargo.toml"));
    // of its own: cargo tells packages of workspaces apart by where they are below them, so two would be one
    command.arg("--target-dir").arg(place.join("target"));
    let status = command.arg("--").arg(cases).status().map_err(|error| format!("cargo: {error}"))?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(2) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    })
}

/// What is generated of a document.
struct Client {
    files: Files,
    entries: Vec<Catalogued>,
}

/// Writes the workspace of the program; gives its folder.
fn prepare(root: &Path, folder: &Path) -> Result<PathBuf, Vec<String>> {
    let one = |trouble: String| vec![trouble];
    let (api, text) = document(folder)?;
    let client = on_a_stack(|| client(&api, text)).map_err(one)??;
    let name: String = folder.file_name().unwrap_or_default().to_string_lossy().chars().map(plain).collect();
    let place = root.join("target/servers").join(name);
    let mut files = workspace(root, &client).map_err(one)?;
    for (path, bytes) in client.files {
        files.insert(format!("client/{path}"), bytes);
    }
    let lib = files.entry("client/src/lib.rs".to_owned()).or_default();
    lib.extend_from_slice(b"\n#[doc(hidden)]\npub mod conformance;\n");
    files.insert("client/src/conformance.rs".to_owned(), ACCESS.into());
    write(&place, &files).map_err(one)?;
    Ok(place)
}

fn plain(c: char) -> char {
    if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }
}

/// The document that the file of cases names, and its text.
fn document(folder: &Path) -> Result<(String, Vec<u8>), Vec<String>> {
    let read = |name: &str| fs::read(folder.join(name)).map_err(|error| vec![format!("{name}: {error}")]);
    let files = Files::from([(CASES.to_owned(), read(CASES)?)]);
    let (value, report) = generate::value(&files, CASES);
    let api = value.as_ref().and_then(|value| value.get("api")?.as_str());
    let Some(api) = api else {
        let mut said = report.print(&files, &folder.to_string_lossy());
        said.push(format!("{CASES} does not name its document as `api`"));
        return Err(said);
    };
    if api.contains(['/', '\\']) {
        return Err(vec![format!("{CASES}: `{api}` is not in the same folder")]);
    }
    Ok((api.to_owned(), read(api)?))
}

/// Generates the client of a document without a provider.toml: the least that one has to say is made up.
fn client(api: &str, text: Vec<u8>) -> Result<Client, Vec<String>> {
    let mut files = Files::from([(api.to_owned(), text)]);
    let (survey, report) = generate::survey(&files, api);
    let survey = survey.ok_or_else(|| report.print(&files, ""))?;
    files.insert("provider.toml".to_owned(), provider(api, &survey).into_bytes());
    let input = Input { provider: PROVIDER, files: &files };
    let (output, report) = generate::generate(&input);
    let (entries, _same) = generate::operations(&input);
    match output.zip(entries) {
        Some((output, entries)) => Ok(Client { files: output.files, entries }),
        None => Err(report.print(&files, "")),
    }
}

fn provider(api: &str, survey: &Survey) -> String {
    let mut text = format!(
        "title = \"Probe\"\ndescription = \"A client under test.\"\nspec = {api:?}\nversion = \"0.0.0\"\n\
         keywords = [\"probe\"]\npublish = false\n"
    );
    let mut line = |line: std::fmt::Arguments<'_>| text.push_str(&format!("{line}\n"));
    if !survey.servers.is_empty() {
        line(format_args!("default-environment = \"Server1\""));
    }
    line(format_args!("\n[source]\ndocument = \"https://example.invalid/{PROVIDER}\"\nretrieved = \"2026-01-01\""));
    for (server, n) in survey.servers.iter().zip(1..) {
        line(format_args!("\n[environments.Server{n}]\nserver = {server:?}\nabout = \"Under test.\""));
    }
    for cursor in &survey.cursors {
        line(format_args!("\n[pagination.{:?}]\nstyle = \"cursor\"", cursor.operation));
        line(format_args!("cursor = {{ in = \"query\", name = \"cursor\" }}\nnext = \"/next_cursor\""));
        line(format_args!("items = {:?}", format!("/{}", cursor.items)));
    }
    text
}

/// The manifest, the lock and the program around the client.
fn workspace(root: &Path, client: &Client) -> Result<Files, String> {
    let read = |path: &str| fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"));
    let path = |name: &str| root.join(name).to_string_lossy().into_owned();
    let (conformance, runtime) = (path("conformance"), path("runtime"));
    // what reads each byte of an answer is as fast as users have it: floods are a matter of speed
    let fast = ["bytes", "http", "httparse", "hyper", "hyper-util"];
    let optimised: String =
        fast.iter().map(|name| format!("[profile.dev.package.{name}]\nopt-level = 3\ndebug = false\n\n")).collect();
    let shared = section(&read("Cargo.toml")?, "[workspace.package]");
    let manifest = format!(
        "[workspace]\nmembers = [\"client\"]\nresolver = \"3\"\n\n{shared}\n[workspace.dependencies]\n\
         bursar-runtime = {{ path = {runtime:?}, default-features = false }}\n\n[workspace.lints]\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n[profile.dev.package.\"*\"]\ndebug = false\n\n{optimised}\
         [package]\nname = \"bursar-servers\"\nversion = \"0.0.0\"\nedition.workspace = true\npublish = false\n\n\
         [dependencies]\nbursar-conformance = {{ path = {conformance:?} }}\n\
         bursar-probe = {{ path = \"client\", features = [\"full-serde\"] }}\n"
    );
    let files = [("Cargo.toml", manifest), ("Cargo.lock", read("Cargo.lock")?), ("src/main.rs", program(client))];
    Ok(files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect())
}

/// A section of a manifest, with its head.
pub(crate) fn section(manifest: &str, head: &str) -> String {
    let lines = manifest.lines().skip_while(|line| *line != head);
    let end = |(n, line): &(usize, &str)| *n == 0 || !line.starts_with('[');
    lines.enumerate().take_while(end).fold(String::new(), |text, (_, line)| text + line + "\n")
}

fn program(client: &Client) -> String {
    let mut text = "//! The client under test, and the program that judges it.\n\n\
        fn main() -> std::process::ExitCode {\n    \
        let api = bursar_conformance::client::Api::new(bursar_probe::conformance::provider());\n"
        .to_owned();
    for entry in &client.entries {
        let (marker, facts) = (&entry.marker, entry.facts.to_string());
        let (reads, inferred) = match entry.reads {
            Reads::Json => ("json", ""),
            Reads::Octets => ("octets", ""),
            Reads::Events => ("events", ", _"),
            Reads::Items => ("items", ", _"),
            Reads::Several => ("other", ""),
        };
        let paged = match entry.pages {
            Present::Yes => format!(".paged::<bursar_probe::{marker}>()"),
            Present::No => String::new(),
        };
        let call = format!("{reads}::<bursar_probe::{marker}{inferred}>({facts:?}){paged}");
        text.push_str(&format!("    let api = api.{call};\n"));
    }
    text.push_str("    bursar_conformance::main(&api)\n}\n");
    text
}

/// Writes what differs, so that cargo builds only that, and removes what is not there any more.
fn write(place: &Path, files: &Files) -> Result<(), String> {
    let told = |path: &str, error: std::io::Error| format!("{}: {error}", place.join(path).display());
    for (path, bytes) in files {
        let to = place.join(path);
        if fs::read(&to).ok().as_ref() != Some(bytes) {
            disk::replace(&Real, &to, bytes).map_err(|error| told(path, error))?;
        }
    }
    let there = Tree::read(&place.join("client"), Names::All).map_err(|(path, error)| told(&path, error))?;
    for path in there.files.keys().map(|path| format!("client/{path}")).filter(|path| !files.contains_key(path)) {
        fs::remove_file(place.join(&path)).map_err(|error| told(&path, error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_section_ends_with_the_next() {
        let manifest = "[workspace]\nmembers = []\n\n[workspace.package]\nedition = \"2024\"\n\n[package]\n";
        assert_eq!(section(manifest, "[workspace.package]"), "[workspace.package]\nedition = \"2024\"\n\n");
        assert_eq!(section(manifest, "[other]"), "");
    }

    #[test]
    fn a_provider_is_made_up() {
        let document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: https://a.test}]\npaths:\n  \
            /x: {get: {operationId: getX, parameters: [{name: cursor, in: query, schema: {type: string}}], responses: {'200': \
            {description: x, content: {application/json: {schema: {type: object, required: [rows], properties: \
            {rows: {type: array, items: {type: string}}, next_cursor: {type: string}}}}}}}}}\n";
        let client = client("api.yaml", document.into()).unwrap();
        let program = program(&client);
        assert!(program.contains(".json::<bursar_probe::GetX>(\"{"), "{program}");
        assert!(program.contains(").paged::<bursar_probe::GetX>();"), "{program}");
        assert!(client.files.contains_key("src/client.rs"));
        let said = super::client("api.yaml", "openapi: 4\n".into()).map(|_| ()).unwrap_err();
        assert!(said.iter().any(|text| text.contains("api.yaml:1")), "{said:?}");
    }

    #[test]
    fn what_is_not_there_is_told() {
        let said = document(Path::new("/nowhere")).unwrap_err();
        assert!(said[0].starts_with("servers.yaml: "), "{said:?}");
    }
}
