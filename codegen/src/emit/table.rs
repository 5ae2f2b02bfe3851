//! Tables for the macros of the runtime. The formatter does not look into macro calls, so rows are laid out here.

use super::Fragment;

/// `v1::name! { head { row row } }`, one row a line.
pub(super) fn table(name: &str, head: &str, rows: &[String]) -> Fragment {
    let mut text = format!("v1::{name}! {{\n    {head} {{\n");
    for row in rows {
        text.push_str("        ");
        text.push_str(row);
        text.push('\n');
    }
    text.push_str("    }\n}\n");
    Fragment::Table(text)
}

/// `v1::name! { docs head { docs row docs row } }`, each line of documentation in front of what it is about.
pub(super) fn documented(name: &str, docs: &[String], head: &str, rows: &[(Vec<String>, String)]) -> Fragment {
    let mut text = format!("v1::{name}! {{\n");
    let mut line = |indent: &str, line: &str| {
        text.push_str(indent);
        text.push_str(line);
        text.push('\n');
    };
    docs.iter().for_each(|doc| line("    ", doc));
    line("    ", &format!("{head} {{"));
    for (docs, row) in rows {
        docs.iter().for_each(|doc| line("        ", doc));
        line("        ", row);
    }
    line("    ", "}");
    text.push_str("}\n");
    Fragment::Table(text)
}

/// `use from::{a, b};`, as many names in a line as fit.
pub(super) fn imports(from: &str, names: &[String]) -> Fragment {
    const WIDTH: usize = 120;
    if let [one] = names {
        return Fragment::Table(format!("use {from}::{one};\n"));
    }
    let line = format!("use {from}::{{{}}};\n", names.join(", "));
    if line.len() <= WIDTH {
        return Fragment::Table(line);
    }
    let (mut text, mut width) = (format!("use {from}::{{"), WIDTH);
    for name in names {
        if width + name.len() + 2 > WIDTH {
            text.push_str("\n   ");
            width = 3;
        }
        text.push_str(&format!(" {name},"));
        width += name.len() + 2;
    }
    text.push_str("\n};\n");
    Fragment::Table(text)
}

/// A text as a literal of Rust.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
