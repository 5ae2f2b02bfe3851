//! Tokens to text: the header, the formatter, and blank lines between items.

use crate::emit::Fragment;

/// The text of a Rust file.
///
/// # Errors
///
/// What the formatter cannot parse: a defect of `emit`.
pub fn render(header: &str, fragments: &[Fragment]) -> Result<String, String> {
    let mut text = format!("// {header}\n");
    for fragment in fragments {
        text.push('\n');
        match fragment {
            Fragment::Table(table) => text.push_str(table),
            Fragment::Items(tokens) => {
                let file: syn::File = syn::parse2(tokens.clone()).map_err(|error| format!("{error} in `{tokens}`"))?;
                text.push_str(&spaced(&prettyplease::unparse(&file)));
            }
        }
    }
    Ok(text)
}

/// A blank line before each item and method that follows another one.
fn spaced(code: &str) -> String {
    let mut text = String::with_capacity(code.len() + code.len() / 20);
    let mut before = "";
    for line in code.lines() {
        if parts(before, line) {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        before = line;
    }
    text
}

/// Whether `line` begins an item after `before`, which ends one of the same depth.
fn parts(before: &str, line: &str) -> bool {
    let (inner, start) = (before.trim_start(), line.trim_start());
    let same_depth = before.len() - inner.len() == line.len() - start.len();
    let block = inner == "}" || inner == "};";
    let item =
        inner.ends_with(';') && line.len() == start.len() && !inner.starts_with("use ") && !inner.starts_with("mod ");
    let begins =
        ["///", "#[", "pub ", "fn ", "impl", "type ", "const ", "use "].iter().any(|word| start.starts_with(word));
    let list = inner.starts_with("pub use") || inner.starts_with("pub mod") || inner.starts_with("pub(crate) use");
    same_depth && begins && (block || (item && !list))
}
