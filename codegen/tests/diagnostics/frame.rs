//! What stands around an example, so that it shows only what matters. The page says so in its first part.

use bursar_codegen::Files;
use bursar_codegen::generate::{Input, generate};

/// What follows the name of a file that is not UTF-8.
pub(crate) const LATIN: &str = ", saved as ISO 8859-1";

/// What begins every document that an example does not begin itself.
const INFO: &str = "info: { title: Example, version: '1' }\n";
const SERVERS: &str = "servers: [{ url: 'https://api.example.com' }]\n";

/// What follows where an example is about components.
const OPERATION: &str = "paths:
  /example:
    get:
      operationId: getExample
      responses:
        '200':
          description: An example
          content: { application/json: { schema: { $ref: '#/components/schemas/Example' } } }
";

/// What stands in provider.toml where an example has none, or only adds to it.
const PROVIDER: &str = "title = \"Example\"
description = \"Typed client for the Example API.\"
spec = \"openapi.yaml\"
version = \"0.1.0\"
default-environment = \"Live\"

[source]
document = \"https://docs.example.com/openapi.yaml\"
retrieved = \"2026-11-21\"

[environments.Live]
server = \"https://api.example.com\"
about = \"Moves money.\"
";

/// Generates the client of an example; gives what is printed, and whether there is a client.
pub(crate) fn run(files: &Files) -> (Vec<String>, Verdict) {
    let (output, report) = generate(&Input { provider: "example", files });
    let verdict = if output.is_some() { Verdict::Generated } else { Verdict::Refused };
    (report.print(files, "specs/example"), verdict)
}

/// What became of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Generated,
    Refused,
}

/// The files of an example with what stands around them.
pub(crate) fn whole(example: &[(String, String)]) -> Files {
    let document = example.iter().map(|(name, _)| name.as_str()).find(|name| *name == "swagger.yaml");
    let document = document.unwrap_or("openapi.yaml");
    let mut files = Files::from([
        (document.to_owned(), framed("paths: {}\n").into_bytes()),
        ("provider.toml".to_owned(), provider("", document).into_bytes()),
    ]);
    for (title, text) in example {
        let name = title.strip_suffix(LATIN).unwrap_or(title);
        let whole = match name {
            // a block without text is a file that is not there
            _ if text.is_empty() => String::new(),
            "openapi.yaml" => framed(text),
            "provider.toml" => provider(text, document),
            _ => text.clone(),
        };
        let latin = |text: &str| text.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        let bytes = if name == title { whole.into_bytes() } else { latin(&whole) };
        files.insert(name.to_owned(), bytes);
    }
    files.retain(|_, bytes| !bytes.is_empty());
    files
}

/// A document with what it does not say itself.
fn framed(text: &str) -> String {
    let begins = |key: &str| text.lines().any(|line| line.starts_with(key));
    if begins("info:") || text.starts_with(['{', '[', '-']) {
        return text.to_owned();
    }
    let (version, rest) = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("openapi:") => (first, rest),
        _ => ("openapi: 3.0.3", text),
    };
    let servers = if begins("servers:") { "" } else { SERVERS };
    let operation = if begins("paths:") { "" } else { OPERATION };
    format!("{version}\n{INFO}{servers}{operation}{rest}")
}

fn provider(text: &str, document: &str) -> String {
    if text.lines().any(|line| line.starts_with("title")) {
        return text.to_owned();
    }
    let begin = PROVIDER.replace("openapi.yaml\"\nversion", &format!("{document}\"\nversion"));
    if text.is_empty() { begin } else { format!("{begin}\n{text}") }
}

/// The frame as the page has to show it.
pub(crate) fn shown() -> [String; 3] {
    [
        format!("```yaml\nopenapi: 3.0.3\n{INFO}{SERVERS}```"),
        format!("```yaml\n{OPERATION}```"),
        format!("```toml\n{PROVIDER}```"),
    ]
}
