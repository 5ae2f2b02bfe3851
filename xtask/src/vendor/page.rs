//! What was fetched, as a document: an OpenAPI file as it is, or a page of documentation with one in a fenced block.

use bursar_codegen::diag::{Diags, Printer};
use bursar_codegen::source::{self, Format, Trace, Value};

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Where, for people: the file or address, and the line of a block in it.
    pub(super) label: String,
    /// The document.
    pub(super) value: Value,
}

/// The documents in what was fetched from `label`: one, or those of all blocks of a page.
///
/// # Errors
/// What is wrong, for people.
pub(super) fn documents(label: &str, bytes: &[u8]) -> Result<Vec<Found>, Vec<String>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            return Err(vec![format!("error: {label}: is not UTF-8 from byte {} on", error.valid_up_to())]);
        }
    };
    if is_document(text) {
        let format = if text.trim_start().starts_with('{') { Format::Json } else { Format::Yaml };
        return Ok(vec![Found { label: label.to_owned(), value: read(label, 0, text, format)? }]);
    }
    let blocks = blocks(text).map_err(|line| {
        vec![format!("error: {label}:{line}: the fenced block that begins here does not end; the page is not whole")]
    })?;
    let mut found = Vec::new();
    for block in blocks.iter().filter(|block| is_document(&block.text)) {
        let label = format!("{label}:{}", block.line + 1);
        let format = if block.text.trim_start().starts_with('{') { Format::Json } else { Format::Yaml };
        found.push(Found { value: read(&label, block.line, &block.text, format)?, label });
    }
    if found.is_empty() {
        let what = match blocks.len() {
            0 => "there is no fenced block in it".to_owned(),
            1 => "its only fenced block has none".to_owned(),
            many => format!("none of its {many} fenced blocks has one"),
        };
        return Err(vec![format!(
            "error: {label}: is neither an OpenAPI document nor a page with one: {what}\n  = help: a document begins with \
             `openapi:` or `swagger:`; look for the page's own link to its specification"
        )]);
    }
    Ok(found)
}

/// Whether a text has one of the two keys that every document has, at its top and before any fenced block.
fn is_document(text: &str) -> bool {
    let keys = ["openapi", "swagger"];
    if text.trim_start().starts_with('{') {
        return keys.iter().any(|key| text.contains(&format!("\"{key}\"")));
    }
    let is_it = |line: &str| line.split_once(':').is_some_and(|(key, _)| keys.contains(&key.trim_matches(['"', '\''])));
    text.lines().take_while(|line| fence(line).is_none()).any(is_it)
}

/// Reads a document that begins after `lines` lines of what was fetched.
fn read(label: &str, lines: usize, text: &str, format: Format) -> Result<Value, Vec<String>> {
    let file = match format {
        Format::Json => "document.json",
        Format::Yaml => "document.yaml",
    };
    // empty lines in front of a block keep the numbers of its own; in front of JSON they mean nothing, too
    let padded = "\n".repeat(lines) + text;
    let files = [(file.to_owned(), padded.into_bytes())].into();
    let mut diags = Diags::default();
    match source::load(&files, file, &mut diags) {
        Some(value) => Ok(value),
        None => {
            let trace = Trace::default();
            let mut printer = Printer::new(&files, &trace, file, "");
            let page = label.rsplit_once(':').filter(|_| lines > 0).map_or(label, |(page, _)| page);
            let (from, to) = (format!("--> /{file}"), format!("--> {page}"));
            Err(diags.iter().map(|diag| printer.print(diag).replace(&from, &to)).collect())
        }
    }
}

/// A fenced block (CommonMark 0.31 §4.5).
struct Block {
    /// The lines before its first one.
    line: usize,
    text: String,
}

/// All fenced blocks, or the line of one that does not end.
fn blocks(page: &str) -> Result<Vec<Block>, usize> {
    let mut blocks = Vec::new();
    let mut open: Option<(char, usize, usize, Block)> = None;
    for (at, line) in page.lines().enumerate() {
        match &mut open {
            None => {
                if let Some((mark, length, indent)) = fence(line) {
                    open = Some((mark, length, indent, Block { line: at + 1, text: String::new() }));
                }
            }
            Some((mark, length, indent, block)) => {
                let closes = fence(line).is_some_and(|(found, long, _)| found == *mark && long >= *length);
                if closes && line.trim().chars().all(|c| c == *mark) {
                    blocks.extend(open.take().map(|(.., block)| block));
                } else {
                    let spaces = line.len() - line.trim_start_matches(' ').len();
                    block.text.push_str(&line[spaces.min(*indent)..]);
                    block.text.push('\n');
                }
            }
        }
    }
    match open {
        Some((.., block)) => Err(block.line),
        None => Ok(blocks),
    }
}

/// The mark of a fence, how many there are of it, and how far it is indented.
fn fence(line: &str) -> Option<(char, usize, usize)> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.chars().take_while(|c| *c == mark).count();
    let is_code = mark == '`' && rest[length..].contains('`');
    (indent <= 3 && length >= 3 && !is_code).then_some((mark, length, indent))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn found(page: &str) -> Result<Vec<(String, String)>, String> {
        let found = documents("page.md", page.as_bytes()).map_err(|said| said.join("\n"))?;
        Ok(found.into_iter().map(|found| (found.label, found.value.to_json().to_string())).collect())
    }

    fn check(page: &str, expect: &[(&str, &str)]) {
        let got = found(page).unwrap();
        let got: Vec<_> = got.iter().map(|(label, json)| (label.as_str(), json.as_str())).collect();
        assert_eq!(got, expect, "{page}");
    }

    #[test]
    fn documents_are_found() {
        check("openapi: 3.0.0\ninfo: {}\n", &[("page.md", r#"{"openapi":"3.0.0","info":{}}"#)]);
        check("{\"swagger\": \"2.0\"}", &[("page.md", r#"{"swagger":"2.0"}"#)]);
        let page = "# Page\n\n```js\nlet openapi = 1;\n```\n\n````yaml https://example.com/x.yml get /x\nopenapi: 3.1.0\ntext: |\n  ```\n  code\n  ```\n````\n\n~~~ json\n{\"openapi\": \"3.0.0\"}\n~~~\n";
        let both = [
            ("page.md:8", r#"{"openapi":"3.1.0","text":"```\ncode\n```\n"}"#),
            ("page.md:16", r#"{"openapi":"3.0.0"}"#),
        ];
        check(page, &both);
        check(
            "  ```yaml\n  openapi: 3.0.0\n  a:\n    b: 1\n  ```\n",
            &[("page.md:2", r#"{"openapi":"3.0.0","a":{"b":1}}"#)],
        );
        check("```yaml\r\nopenapi: 3.0.0\r\n```\r\n", &[("page.md:2", r#"{"openapi":"3.0.0"}"#)]);
    }

    #[test]
    fn what_is_no_document_is_said() {
        fn check(page: &str, expect: &str) {
            assert_eq!(found(page).unwrap_err(), expect, "{page}");
        }
        let neither = |what: &str| {
            format!(
                "error: page.md: is neither an OpenAPI document nor a page with one: {what}\n  = help: a document begins with \
                 `openapi:` or `swagger:`; look for the page's own link to its specification"
            )
        };
        check("# A page\n", &neither("there is no fenced block in it"));
        check("<html>openapi: no</html>", &neither("there is no fenced block in it"));
        check("```sh\ncurl x\n```\n", &neither("its only fenced block has none"));
        check("```\na\n```\n```\nb\n```\n", &neither("none of its 2 fenced blocks has one"));
        check(
            "# A\n````yaml\nopenapi: 3.0.0\n```\n",
            "error: page.md:2: the fenced block that begins here does not end; the page is not whole",
        );
        check(
            "# A\n```yaml\nopenapi: 3.0.0\na: 1\na: 2\n```\n",
            "error[source-duplicate-key]: the key `a` stands here a second time\n --> page.md:5:1\n  |\n5 | a: 2\n  | ^\nnote: it \
             stands here first\n --> page.md:4:1\n  |\n4 | a: 1\n  | ^\n  = help: keep one of the two: readers disagree on which one \
             counts\n",
        );
        let bytes = documents("page.md", b"openapi: \xff").unwrap_err().join("\n");
        assert_eq!(bytes, "error: page.md: is not UTF-8 from byte 9 on");
    }
}
