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

/// A blank line before each item and method that is documented or begins a block.
fn spaced(code: &str) -> String {
    let mut text = String::with_capacity(code.len() + code.len() / 20);
    let mut before = "";
    for line in code.lines() {
        let indent = line.len() - line.trim_start().len();
        let starts = line.trim_start().starts_with("///") || line.trim_start().starts_with("#[");
        let within = before.trim_start().starts_with("///") || before.trim_start().starts_with("#[");
        let closes = before.trim_start() == "}" && before.len() - 1 == indent;
        if closes
            && !line.trim_start().starts_with('}')
            && (starts || indent == 0 || line.trim_start().starts_with("fn ") || line.trim_start().starts_with("pub "))
            && !within
        {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        before = line;
    }
    text
}
