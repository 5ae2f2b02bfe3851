//! The rules, one function each.

use std::collections::BTreeSet;
use std::path::Path;

use super::scan::{self, Kind, Token};
use super::table::{ALL, DIFF_MODULES, EXTERNALS, FILE_LINES, FUNCTION_LINES, MODULES, Module};
use super::{File, Finding};

type Found<'a> = &'a mut Vec<Finding>;

/// Starts of paths that only exist on somebody's machine; in two parts, or they would be found here.
const HOMES: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/"), concat!(r"C:\Us", r"ers\")];

/// Rules for every text file.
pub(super) fn text(file: &File, root: &Path, found: Found<'_>) {
    // documents of others may name such folders, but not the one that this workspace is in
    let foreign = file.path.starts_with("specs/") || file.path.starts_with("generated/");
    let own = root.to_string_lossy();
    // a short path such as `/src` is found in any text
    let own = (root.components().count() > 2).then_some(own.as_ref());
    let homes = HOMES.into_iter().filter(|_| !foreign);
    for (line, number) in file.text.lines().zip(1..) {
        if let Some(start) = own.into_iter().chain(homes.clone()).find(|start| is_named(line, start)) {
            let what = format!("a path of one machine, below `{start}`");
            found.push(Finding { path: file.path.clone(), line: number, what });
        }
    }
}

/// Whether a line holds a path that starts like this.
fn is_named(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "\"'`=(:<>,[".contains(c))
    })
}

/// Rules for every Rust file that a person wrote.
pub(super) fn source(file: &File, providers: &BTreeSet<String>, found: Found<'_>) {
    head(file, found);
    if is_test(&file.path) {
        return;
    }
    let all = scan::tokens(&file.text);
    let (tokens, tested) = scan::without_tests(&all);
    sizes(file, &tokens, tested, found);
    if let Some((module, depth)) = module(&file.path, "codegen/src/") {
        names(file, &tokens, providers, found);
        if !module.is_empty() {
            layers(file, &tokens, (module, depth), MODULES, found);
            externals(file, &tokens, module, found);
        }
    }
    if let Some((module, depth)) = module(&file.path, "diff/src/") {
        names(file, &tokens, providers, found);
        if !module.is_empty() {
            layers(file, &tokens, (module, depth), DIFF_MODULES, found);
        }
    }
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The module that a file below `folder` belongs to (none at the root), and how deep the file is.
fn module<'a>(path: &'a str, folder: &str) -> Option<(&'a str, usize)> {
    let below = path.strip_prefix(folder)?.strip_suffix(".rs")?;
    let below = below.strip_suffix("/mod").unwrap_or(below);
    if below == "lib" {
        return Some(("", 0));
    }
    Some((below.split('/').next().unwrap_or(below), below.split('/').count()))
}

fn head(file: &File, found: Found<'_>) {
    if !file.text.trim_start_matches('\u{feff}').trim_start().starts_with("//!") {
        let what = "the file has to begin with `//!`: what it owns, and what holds".to_owned();
        found.push(Finding { path: file.path.clone(), line: 1, what });
    }
}

fn sizes(file: &File, tokens: &[Token<'_>], tested: usize, found: Found<'_>) {
    let lines = file.text.lines().count().saturating_sub(tested);
    if lines > FILE_LINES {
        let what = format!("the file has {lines} lines without tests; {FILE_LINES} are allowed");
        found.push(Finding { path: file.path.clone(), line: 1, what });
    }
    for (line, name, lines) in scan::functions(tokens) {
        if lines > FUNCTION_LINES {
            let what = format!("`{name}` has {lines} lines; a function may have {FUNCTION_LINES}");
            found.push(Finding { path: file.path.clone(), line, what });
        }
    }
}

fn layers(file: &File, tokens: &[Token<'_>], (module, depth): (&str, usize), table: &[Module], found: Found<'_>) {
    let mut at = |line, what| found.push(Finding { path: file.path.clone(), line, what });
    let Some(row) = table.iter().find(|row| row.name == module) else {
        return at(1, format!("module `{module}` is not in the table of xtask/src/tidy/table.rs"));
    };
    for path in scan::crate_paths(tokens, depth) {
        let is_module = table.iter().any(|row| row.name == path.first);
        let may = |used: &str| match used.split_once("::") {
            Some((first, second)) => first == path.first && path.second == Some(second),
            None => used == ALL || used == path.first,
        };
        if is_module && path.first != module && !row.uses.iter().any(|used| may(used)) {
            let used = [Some(path.first), path.second].into_iter().flatten().collect::<Vec<_>>().join("::");
            let uses = if row.uses.is_empty() { "nothing of the crate".to_owned() } else { row.uses.join(", ") };
            at(path.line, format!("`{module}` may not use `{used}`; it may use: {uses}"));
        }
    }
}

fn externals(file: &File, tokens: &[Token<'_>], module: &str, found: Found<'_>) {
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
        let near = |step| index.checked_add_signed(step).and_then(|at| tokens.get(at)).map_or("", |near| near.text);
        // `::name` is a crate when no path stands before it
        let path = near(-2).starts_with(|c: char| c.is_alphanumeric() || c == '_') && near(-2) != "use";
        let inner = near(-1) == "." || near(-1) == "::" && path;
        let named = near(1) == "::" || matches!(near(-1), "use" | "crate") && matches!(near(1), ";" | "as");
        if inner || !named {
            continue;
        }
        if let Some(row) = EXTERNALS.iter().find(|row| row.name == token.text)
            && !row.within.contains(&ALL)
            && !row.within.contains(&module)
        {
            let what = format!("`{}` may not appear in `{module}`; it may in: {}", row.name, row.within.join(", "));
            found.push(Finding { path: file.path.clone(), line: token.line, what });
        }
    }
}

/// No provider is known to the generator: what is special about one is said in its overlay.
fn names(file: &File, tokens: &[Token<'_>], providers: &BTreeSet<String>, found: Found<'_>) {
    for token in tokens.iter().filter(|token| token.kind != Kind::Mark) {
        let words = words(token.text);
        if let Some(provider) = providers.iter().find(|provider| words.contains(&provider.replace('-', ""))) {
            let what = format!("the generator may not know the provider `{provider}`; say it in specs/{provider}/");
            found.push(Finding { path: file.path.clone(), line: token.line, what });
        }
    }
}

/// The words of an identifier or a text, in lower case, and each pair of neighbours as one.
fn words(text: &str) -> BTreeSet<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        if !c.is_alphanumeric() || before.is_lowercase() && c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    let pairs: Vec<_> = words.windows(2).map(|pair| pair.concat()).collect();
    words.into_iter().chain(pairs).collect()
}

/// Every dependency of the generator has a row that says where it belongs.
pub(super) fn dependencies(file: &File, found: Found<'_>) {
    let mut section = "";
    for (line, number) in file.text.lines().zip(1..) {
        if line.starts_with('[') {
            section = line.trim();
            continue;
        }
        let Some(name) =
            line.split(['=', '.', ' ']).next().filter(|name| section == "[dependencies]" && !name.is_empty())
        else {
            continue;
        };
        if !name.starts_with('#') && !EXTERNALS.iter().any(|row| row.name == name.replace('-', "_")) {
            let what = format!("dependency `{name}` is not in the table of xtask/src/tidy/table.rs");
            found.push(Finding { path: file.path.clone(), line: number, what });
        }
    }
}
