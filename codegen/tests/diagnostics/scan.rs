//! The codes that the generator's sources can say, read off their tokens.
//!
//! A code is the text literal that a function takes as its parameter `code`, or that a struct takes as its field of that name. What
//! stands there and is neither a literal nor handed on as `code` is reported: a code that is put together elsewhere would be
//! missed. Tests (`#[cfg(test)]`, `tests.rs`, `tests/`) say codes of their own and are not read.

use std::collections::{BTreeMap, BTreeSet};

use bursar_codegen::Files;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What the sources can say.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The severities that are plain from the call (`Diag::note`, `cx.degraded`), by code; none where it is decided elsewhere.
    pub(crate) codes: BTreeMap<String, BTreeSet<&'static str>>,
    /// What cannot be read, each with its file.
    pub(crate) unclear: Vec<String>,
}

/// A function that takes a code: how it is called, and which of the arguments the code is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Callee {
    /// With the file: another one may have a function of the same name.
    Local(String, String),
    Free(String),
    Method(String),
    Associated(String, String),
}

/// A file on the way.
struct Walk<'a> {
    file: &'a str,
    callees: &'a mut BTreeMap<Callee, Option<usize>>,
    /// Absent while functions are looked for, there while their calls are.
    scan: Option<&'a mut Scan>,
    /// Whether `code` is part of a tuple, and whether it is handed on to a call.
    in_tuple: bool,
    handed_on: bool,
}

/// Reads the Rust files of a folder `src`.
pub(crate) fn scan(sources: &Files) -> Scan {
    let is_test = |name: &str| name.split('/').any(|part| part == "tests" || part == "tests.rs");
    let mut scan = Scan::default();
    let mut parsed = Vec::new();
    for (name, bytes) in sources.iter().filter(|(name, _)| name.ends_with(".rs") && !is_test(name)) {
        match std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<TokenStream>().ok()) {
            Some(tokens) => parsed.push((name, tokens)),
            None => scan.unclear.push(format!("codegen/src/{name}: not Rust")),
        }
    }
    let mut callees = BTreeMap::new();
    for (file, tokens) in &parsed {
        Walk { file, callees: &mut callees, scan: None, in_tuple: false, handed_on: false }.stream(tokens.clone(), "");
    }
    for (file, tokens) in &parsed {
        let mut walk = Walk { file, callees: &mut callees, scan: Some(&mut scan), in_tuple: false, handed_on: false };
        walk.stream(tokens.clone(), "");
        if walk.in_tuple && walk.handed_on {
            walk.unclear("`code` is part of a tuple; make it a field of a struct");
        }
    }
    scan
}

impl Walk<'_> {
    /// Goes through tokens that stand in the `impl` of `owner`; it is empty outside of one.
    fn stream(&mut self, tokens: TokenStream, owner: &str) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut implementing: Option<Vec<TokenTree>> = None;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if is_test_attribute(&tokens[at..]) {
                at = after_item(&tokens, at);
                continue;
            }
            if let Some(after) = after_attribute(&tokens, at) {
                at = after;
                continue;
            }
            match token {
                TokenTree::Ident(word) if word == "impl" && owner.is_empty() => implementing = Some(Vec::new()),
                TokenTree::Ident(word) if word == "let" && tokens.get(at + 1).is_some_and(|name| is(name, "code")) => {
                    self.binding(&tokens[at + 2..]);
                }
                TokenTree::Ident(word) if word == "fn" => self.definition(&tokens[at + 1..], owner),
                TokenTree::Ident(_) => self.use_of(&tokens, at, owner),
                TokenTree::Group(_) if at == 0 || !matches!(tokens[at - 1], TokenTree::Ident(_)) => self.tuple(token),
                _ => {}
            }
            match (token, &mut implementing) {
                (TokenTree::Group(group), Some(head)) if group.delimiter() == Delimiter::Brace => {
                    let of = implemented(head);
                    implementing = None;
                    self.stream(group.stream(), &of);
                }
                (TokenTree::Group(group), _) => self.stream(group.stream(), owner),
                (token, Some(head)) => head.push(token.clone()),
                _ => {}
            }
            at += 1;
        }
    }

    /// Remembers a function, and which parameter is `code: &'static str`.
    fn definition(&mut self, tokens: &[TokenTree], owner: &str) {
        let Some(TokenTree::Ident(name)) = tokens.first() else { return };
        let group = tokens[after_generics(tokens)..].iter().find_map(paren);
        let params = arguments(group.map(Group::stream).unwrap_or_default());
        let index = params.iter().position(|param| text(param) == "code:&'staticstr");
        let method = params.first().is_some_and(|first| first.iter().any(|token| is(token, "self")));
        let name = name.to_string();
        if !method && owner.is_empty() {
            self.callees.insert(Callee::Local(self.file.to_owned(), name.clone()), index);
        }
        let Some(index) = index else { return };
        let callee = match (method, owner) {
            (true, _) => Callee::Method(name),
            (false, "") => Callee::Free(name),
            (false, owner) => Callee::Associated(owner.to_owned(), name),
        };
        self.callees.insert(callee, Some(index - usize::from(method)));
    }

    /// `let code = …`: what is handed on as `code` was a literal in another call, not here.
    fn binding(&mut self, tokens: &[TokenTree]) {
        let value: TokenStream = tokens.iter().take_while(|token| token.to_string() != ";").cloned().collect();
        if has_code(value) {
            self.unclear("`code` is chosen from literals, where no call says them");
        }
    }

    /// A tuple with `code` in it: where it was made, nothing says that one of its texts is a code.
    fn tuple(&mut self, token: &TokenTree) {
        let parts = paren(token).map(|group| arguments(group.stream())).unwrap_or_default();
        if parts.len() > 1 && parts.iter().any(|part| matches!(part.as_slice(), [word] if is(word, "code"))) {
            self.in_tuple = true;
        }
    }

    /// Reads the code off a call, or off a field of a struct.
    fn use_of(&mut self, tokens: &[TokenTree], at: usize, owner: &str) {
        let TokenTree::Ident(name) = &tokens[at] else { return };
        let name = name.to_string();
        let Some(next) = tokens.get(at + 1) else { return };
        if name == "code" && text(std::slice::from_ref(next)) == ":" {
            let value = tokens.get(at + 2).filter(|value| literal(value).is_some());
            if let Some(value) = value {
                self.found(std::slice::from_ref(value), "");
            }
            return;
        }
        let Some(group) = paren(next) else { return };
        let before = |back: usize| at.checked_sub(back).and_then(|index| tokens.get(index));
        let callee = match (before(1).map(ToString::to_string).as_deref(), before(3)) {
            (Some("fn"), _) => return,
            (Some("."), _) => Callee::Method(name.clone()),
            (Some(":"), Some(path)) if is(path, "Self") => Callee::Associated(owner.to_owned(), name.clone()),
            (Some(":"), Some(path)) if path.to_string().starts_with(char::is_uppercase) => {
                Callee::Associated(path.to_string(), name.clone())
            }
            _ => Callee::Free(name.clone()),
        };
        let local = Callee::Local(self.file.to_owned(), name.clone());
        let local = self.callees.get(&local).filter(|_| callee == Callee::Free(name.clone()));
        let Some(&Some(index)) = local.or_else(|| self.callees.get(&callee)) else { return };
        match arguments(group.stream()).get(index) {
            Some(argument) => self.found(argument, &name),
            None => self.unclear(&format!("`{name}` is called without a code")),
        }
    }

    /// What stands where a code belongs, in a call of `name`.
    fn found(&mut self, argument: &[TokenTree], name: &str) {
        let handed_on = argument.last().is_some_and(|last| is(last, "code"));
        let code = match argument {
            [single] => literal(single),
            _ => None,
        };
        match (code, &mut self.scan) {
            (_, None) => {}
            (Some(code), Some(scan)) => {
                let severity = ["error", "degraded", "note"].into_iter().find(|severity| *severity == name);
                scan.codes.entry(code).or_default().extend(severity);
            }
            (None, _) if handed_on => self.handed_on = true,
            (None, _) => self.unclear(&format!("`{}` in a call of `{name}` is no literal", text(argument))),
        }
    }

    fn unclear(&mut self, what: &str) {
        let line = format!("codegen/src/{}: {what}", self.file);
        if let Some(scan) = &mut self.scan {
            scan.unclear.push(line);
        }
    }
}

/// Whether `#[cfg(test)]` begins here.
fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [hash, TokenTree::Group(group), ..] if text(std::slice::from_ref(hash)) == "#" && group.to_string().replace(' ', "") == "[cfg(test)]")
}

/// The index after the attribute at `at`, where one begins: what it names is not called.
fn after_attribute(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let shown = |index: usize| tokens.get(index).map(ToString::to_string);
    let bracket = at + if shown(at + 1)? == "!" { 2 } else { 1 };
    let is_bracket =
        matches!(tokens.get(bracket), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket);
    (shown(at)? == "#" && is_bracket).then_some(bracket + 1)
}

/// The index after the item at `at`: its block or semicolon.
fn after_item(tokens: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    tokens[at..].iter().position(ends).map_or(tokens.len(), |found| at + found + 1)
}

/// The index after a name and the `<…>` behind it.
fn after_generics(tokens: &[TokenTree]) -> usize {
    let (mut depth, mut arrow) = (0_usize, false);
    for (index, token) in tokens.iter().enumerate().skip(1) {
        match token.to_string().as_str() {
            "<" => depth += 1,
            ">" if !arrow => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
        arrow = token.to_string() == "-";
    }
    tokens.len()
}

/// The type that the tokens between `impl` and its block are about.
fn implemented(head: &[TokenTree]) -> String {
    let from = head.iter().rposition(|token| is(token, "for")).map_or(0, |at| at + 1);
    let mut depth = 0_usize;
    let mut last = String::new();
    for token in head[from..].iter().skip_while(|token| is(token, "impl")) {
        match token.to_string().as_str() {
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            word if depth == 0 && matches!(token, TokenTree::Ident(_)) => last = word.to_owned(),
            _ => {}
        }
    }
    last
}

/// What stands between the commas of a list, those within `<>` aside.
fn arguments(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut list = vec![Vec::new()];
    let mut depth = 0_usize;
    let mut arrow = false;
    for token in tokens {
        let shown = token.to_string();
        match shown.as_str() {
            "<" => depth += 1,
            ">" if !arrow => depth = depth.saturating_sub(1),
            "," if depth == 0 => {
                list.push(Vec::new());
                continue;
            }
            _ => {}
        }
        arrow = matches!(shown.as_str(), "-" | "=");
        list.last_mut().expect("one was put there").push(token);
    }
    list
}

fn paren(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group),
        _ => None,
    }
}

/// The text of a string literal.
fn literal(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    literal.to_string().strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
}

/// Whether there is a literal of words in kebab case.
fn has_code(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match &token {
        TokenTree::Group(group) => has_code(group.stream()),
        token => literal(token)
            .is_some_and(|text| text.contains('-') && text.chars().all(|c| c == '-' || c.is_ascii_lowercase())),
    })
}

fn is(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn text(tokens: &[TokenTree]) -> String {
    tokens.iter().map(ToString::to_string).collect()
}
