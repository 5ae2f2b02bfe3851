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
    // a line of documentation may end like an item
    let near = ["use ", "mod ", "//"].iter().any(|word| inner.starts_with(word));
    let item = inner.ends_with(';') && line.len() == start.len() && !near;
    let begins =
        ["///", "#[", "pub ", "fn ", "impl", "type ", "const ", "use "].iter().any(|word| start.starts_with(word));
    let list = inner.starts_with("pub use") || inner.starts_with("pub mod") || inner.starts_with("pub(crate) use");
    same_depth && begins && (block || (item && !list))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use quote::quote;

    use super::*;

    fn check(fragments: &[Fragment], expect: &str) {
        assert_eq!(render("Made.", fragments).unwrap(), format!("// Made.\n{expect}"));
    }

    #[test]
    fn blank_lines() {
        let items = |tokens| Fragment::Items(tokens);
        check(&[], "");
        check(
            &[items(quote!(
                use a;
                use b;
                mod c;
                mod d;
            ))],
            "\nuse a;\nuse b;\nmod c;\nmod d;\n",
        );
        check(
            &[items(quote!(
                pub use a;
                pub use b;
            ))],
            "\npub use a;\npub use b;\n",
        );
        check(
            &[items(
                quote!(#[doc = " A."] pub struct A; #[doc = " B."] pub struct B { pub c: u8, pub d: u8 } impl B {}),
            )],
            "\n/// A.\npub struct A;\n\n/// B.\npub struct B {\n    pub c: u8,\n    pub d: u8,\n}\n\nimpl B {}\n",
        );
        check(
            &[items(quote!(
                #[doc = " a;"]
                #[doc = " b;"]
                type A = B;
                #[doc = " C."]
                type C = B;
            ))],
            "\n/// a;\n/// b;\ntype A = B;\n\n/// C.\ntype C = B;\n",
        );
        check(
            &[items(quote!(impl A { fn a() {} #[doc = " B."] pub fn b(self) { let c = 1; c.d(); } fn e() {} }))],
            "\nimpl A {\n    fn a() {}\n    /// B.\n    pub fn b(self) {\n        let c = 1;\n        c.d();\n    }\n\n    fn e() {}\n}\n",
        );
        check(
            &[items(quote!(
                pub enum A {
                    #[doc = " B."]
                    B,
                    C {
                        d: u8,
                    },
                }
            ))],
            "\npub enum A {\n    /// B.\n    B,\n    C { d: u8 },\n}\n",
        );
        // statements inside a block are left alone
        check(
            &[items(quote!(
                fn a() {
                    if b {
                        c();
                    }
                    pub_this();
                    {
                        d();
                    }
                }
            ))],
            "\nfn a() {\n    if b {\n        c();\n    }\n    pub_this();\n    {\n        d();\n    }\n}\n",
        );
        check(
            &[
                items(quote!(
                    use a;
                )),
                Fragment::Table("t! {\n}\n".to_owned()),
            ],
            "\nuse a;\n\nt! {\n}\n",
        );
    }

    #[test]
    fn what_is_no_rust_is_refused() {
        let why = render("Made.", &[Fragment::Items(quote!(fn))]).unwrap_err();
        assert!(why.ends_with(" in `fn`"), "{why}");
    }
}
