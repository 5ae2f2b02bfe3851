//! Lines of Rust, counted for both sides by the same rule.

use std::io;
use std::path::Path;

use crate::tidy::scan::{self, Kind};
use crate::tree::{Names, Tree};

/// How many lines there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// With code on them: neither blank nor comment alone, documentation included.
    pub(super) code: usize,
    /// All of them.
    pub(super) all: usize,
}

/// The lines of all files of Rust below a folder.
///
/// # Errors
/// What cannot be read.
pub(super) fn below(folder: &Path) -> Result<Lines, (String, io::Error)> {
    let tree = Tree::read(folder, Names::All)?;
    let rust = tree.files.iter().filter(|(name, _)| name.ends_with(".rs"));
    Ok(rust
        .map(|(_, bytes)| of(&String::from_utf8_lossy(bytes)))
        .fold(Lines::default(), |sum, lines| Lines { code: sum.code + lines.code, all: sum.all + lines.all }))
}

/// The lines of one text.
pub(super) fn of(text: &str) -> Lines {
    let (mut code, mut last) = (0, 0);
    for token in scan::tokens(text) {
        // a text between quotes may take several
        let more = if token.kind == Kind::Text { token.text.matches('\n').count() } else { 0 };
        let end = token.line + more;
        code += end - last.max(token.line - 1).min(end);
        last = last.max(end);
    }
    Lines { code, all: text.lines().count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_code() {
        let check = |text: &str, code: usize, all: usize| assert_eq!(of(text), Lines { code, all }, "{text}");
        check("", 0, 0);
        check("\n\n", 0, 2);
        check("// a\n/// b\n//! c\n", 0, 3);
        check("fn a() {}\n", 1, 1);
        check("fn a() { // why\n\n    b();\n}\n", 3, 4);
        check("/** a\n b\n*/\nfn a() {}\n/* c */ fn d() {}\n", 2, 5);
        check("const A: &str = \"a\nb // no comment\n\";\nfn c() {}\n", 4, 4);
        check("const A: &str = r#\"a\n\n\"#; fn c() {}\n", 3, 3);
        check("#[doc = \" a\"]\nstruct A;\n", 2, 2);
    }

    #[test]
    fn of_all_files_of_rust() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/peers");
        let sum = below(&folder).unwrap_or_else(|(name, error)| panic!("{name}: {error}"));
        assert!(sum.code > 100 && sum.all > sum.code, "{sum:?}");
    }
}
