//! Where documents come from: files with what their references lead to beside them, and folders of providers.

use std::fs;
use std::path::{Component, Path};

use bursar_codegen::diag::{Diags, Printer};
use bursar_codegen::{Files, config, source};
use bursar_diff::Document;

use crate::tree::Names;

/// What is wrong, as text for people.
pub(super) type Wrong = Vec<String>;

/// Reads a document by path, with the files that it refers to.
pub(super) fn file(path: &str) -> Result<Document, Wrong> {
    named(path, path)
}

/// Reads a document by path, and calls it something else.
pub(super) fn named(label: &str, path: &str) -> Result<Document, Wrong> {
    let at = Path::new(path);
    let bytes = fs::read(at).map_err(|error| vec![format!("error: {path}: {error}")])?;
    // references that leave the folder can be followed only from above it
    let levels = if leaves(&bytes) { 3 } else { 0 };
    let (root, name) = rooted(at, levels).ok_or_else(|| vec![format!("error: {path}: the name is not UTF-8")])?;
    Document::open(label, &name, bytes, |wanted| fs::read(root.join(wanted)).ok())
}

/// Whether `../` is in a text. The last of the three bytes says how far to go on, which in a build that does not optimise is a
/// tenth of what a search of the standard library takes.
fn leaves(bytes: &[u8]) -> bool {
    let mut at = 2;
    while at < bytes.len() {
        at += match bytes[at] {
            b'/' if bytes[at - 1] == b'.' && bytes[at - 2] == b'.' => return true,
            b'.' => 1,
            _ => 3,
        };
    }
    false
}

/// The folder so many levels above a file, as far as its path names them, and the file's name below it.
fn rooted(path: &Path, levels: usize) -> Option<(&Path, String)> {
    let mut root = path.parent()?;
    for _ in 0..levels {
        let named = matches!(root.components().next_back(), Some(Component::Normal(_)));
        match root.parent().filter(|_| named) {
            Some(above) => root = above,
            None => break,
        }
    }
    let below = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<_>> = below.components().map(|part| part.as_os_str().to_str()).collect();
    Some((root, parts?.join("/")))
}

/// The document of a provider, from the files of its folder. Of provider.toml only the name of the document is read: what
/// else it has to say changes with the generator, and the one of an old commit is as it was.
pub(super) fn provider(name: &str, files: Files) -> Result<Document, Wrong> {
    let at = format!("specs/{name}/{}", config::FILE);
    let wrong = |what: String| vec![format!("error: {at}: {what}")];
    let bytes = files.get(config::FILE).ok_or_else(|| wrong("there is no such file".to_owned()))?;
    let text = std::str::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
    let spec = table.get("spec").and_then(toml::Value::as_str);
    let spec = spec.ok_or_else(|| wrong("`spec` names no document".to_owned()))?.to_owned();
    Document::load(&format!("specs/{name}/{spec}"), &spec, files)
}

/// The document of a provider as it is in the working tree.
pub(super) fn working(root: &Path, name: &str) -> Result<Document, Wrong> {
    let tree = crate::regen::read(root, &format!("specs/{name}"), Names::Visible)?;
    provider(name, tree.files)
}

/// What provider.toml says is no news. Only where it says so, it has to be valid as a whole.
pub(super) fn ignores(root: &Path, name: &str) -> Result<Vec<config::Ignore>, Wrong> {
    let folder = format!("specs/{name}");
    let files = crate::regen::read(root, &folder, Names::Visible)?.files;
    let text = files.get(config::FILE).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    if !text.parse::<toml::Table>().is_ok_and(|table| table.contains_key("ignore")) {
        return Ok(Vec::new());
    }
    let mut diags = Diags::default();
    config::load(&files, &mut diags).map(|config| config.ignore).ok_or_else(|| {
        let trace = source::Trace::default();
        let mut printer = Printer::new(&files, &trace, config::FILE, &folder);
        diags.iter().map(|diag| printer.print(diag)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_out_of_a_folder_are_seen() {
        for (text, expect) in [
            ("", false),
            ("..", false),
            ("../", true),
            ("a../", true),
            ("ab../", true),
            ("abc../", true),
            (".../", true),
            ("./.../", true),
            ("./a/.b/..c/ . / ./", false),
            ("$ref: 'a/../b.yaml'", true),
        ] {
            assert_eq!(leaves(text.as_bytes()), expect, "{text}");
        }
    }

    #[test]
    fn a_root_is_as_high_as_the_path_names_it() {
        let check = |path: &str, levels, root: &str, name: &str| {
            assert_eq!(rooted(Path::new(path), levels), Some((Path::new(root), name.to_owned())), "{path}");
        };
        check("a/b/c.yaml", 0, "a/b", "c.yaml");
        check("a/b/c.yaml", 1, "a", "b/c.yaml");
        check("a/b/c.yaml", 3, "", "a/b/c.yaml");
        check("/x/a/b/c.yaml", 3, "/", "x/a/b/c.yaml");
        check("../b/c.yaml", 3, "..", "b/c.yaml");
        check("c.yaml", 3, "", "c.yaml");
    }
}
