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

/// A text as a literal of Rust.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
