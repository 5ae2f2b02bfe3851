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

/// A text as a literal of Rust.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
