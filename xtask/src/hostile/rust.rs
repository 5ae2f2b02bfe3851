//! What a compiler would see in generated source: identifiers, attributes, macros, and the texts of literals.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What is in the source of a crate.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Every identifier, without `r#`.
    pub(super) idents: BTreeSet<String>,
    /// Every attribute but documentation: its name and its tokens.
    pub(super) attributes: BTreeSet<(String, String)>,
    /// Every macro that is called, with the path before it, or else with what it is given.
    pub(super) macros: BTreeSet<String>,
    /// The text of every literal outside of documentation.
    pub(super) texts: BTreeSet<String>,
}

impl Source {
    /// Adds a file.
    ///
    /// # Errors
    /// When it is not Rust.
    pub(super) fn add(&mut self, text: &str) -> Result<(), String> {
        let tokens: TokenStream = text.parse().map_err(|error: proc_macro2::LexError| error.to_string())?;
        self.walk(tokens);
        Ok(())
    }

    fn walk(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if let Some((group, next)) = attribute(&tokens, at) {
                self.attribute(group);
                at = next;
                continue;
            }
            match &tokens[at] {
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    self.idents.insert(name.trim_start_matches("r#").to_owned());
                    if let (true, Some(TokenTree::Group(group))) =
                        (is_punct(tokens.get(at + 1), '!'), tokens.get(at + 2))
                    {
                        let path = before(&tokens, at);
                        let args = if path.is_empty() { format!("!({})", group.stream()) } else { String::new() };
                        self.macros.insert(format!("{path}{name}{args}"));
                    }
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.texts.insert(text.value());
                    }
                }
                TokenTree::Group(group) => self.walk(group.stream()),
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    fn attribute(&mut self, group: TokenStream) {
        let name: String = group
            .clone()
            .into_iter()
            .take_while(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':'))
            .map(|token| token.to_string())
            .collect();
        let is_text =
            name == "doc" && group.clone().into_iter().nth(2).is_some_and(|it| matches!(it, TokenTree::Literal(_)));
        if is_text {
            return;
        }
        self.attributes.insert((name.clone(), group.to_string()));
        // the identifiers in it are code; its texts are reasons and notes
        let mut inner = Self::default();
        inner.walk(group);
        self.idents.extend(inner.idents);
        if name == "doc" {
            self.macros.extend(inner.macros);
        }
    }
}

/// The content of the attribute that begins here, and where the rest does.
fn attribute(tokens: &[TokenTree], at: usize) -> Option<(TokenStream, usize)> {
    if !is_punct(tokens.get(at), '#') {
        return None;
    }
    let group = if is_punct(tokens.get(at + 1), '!') { at + 2 } else { at + 1 };
    match tokens.get(group) {
        Some(TokenTree::Group(found)) if found.delimiter() == Delimiter::Bracket => Some((found.stream(), group + 1)),
        _ => None,
    }
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// `v1::` where that stands before an identifier.
fn before(tokens: &[TokenTree], at: usize) -> String {
    match at.checked_sub(3).and_then(|start| tokens.get(start..at)) {
        Some([TokenTree::Ident(path), first, second]) if is_punct(Some(first), ':') && is_punct(Some(second), ':') => {
            format!("{path}::")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn code_is_told_from_text() {
        let mut source = Source::default();
        let text = "#![allow(dead_code, reason = \"pwned\")]\n/// pwned and `pwned!()`\n#[derive(Debug)]\nstruct A;\nv1::object! { \
                    a: \"wi\\u{72}e\"; }\nfn r#fn() { println!(\"{}\", 1) }\n#[doc = include_str!(\"x\")]\nstruct B;\n";
        source.add(text).unwrap();
        assert!(!source.idents.contains("pwned"));
        for ident in ["A", "fn", "Debug", "dead_code"] {
            assert!(source.idents.contains(ident), "{ident}");
        }
        assert!(source.texts.contains("wire"));
        let macros: Vec<&str> = source.macros.iter().map(String::as_str).collect();
        assert_eq!(macros, ["include_str!(\"x\")", "println!(\"{}\" , 1)", "v1::object"]);
        let attributes: Vec<&str> = source.attributes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(attributes, ["allow", "derive", "doc"]);
        assert!(source.add("fn {").is_err());
    }
}
