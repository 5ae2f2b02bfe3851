//! The page about levels holds the table of levels as it is. Written anew with `UPDATE_GOLDENS=1`.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use bursar_diff::level::ROWS;
use bursar_diff::{Effect, Level};

fn table() -> String {
    let mut text = "| change | request | response |\n|---|---|---|\n".to_owned();
    let cell = |(effect, level): (Effect, Level)| format!("{} {}", effect.word(), level.name());
    for row in ROWS {
        let _infallible = writeln!(text, "| {} | {} | {} |", row.name, cell(row.request), cell(row.response));
    }
    text
}

#[test]
fn the_page_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff-levels.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- table -->\n").unwrap();
    let (held, after) = rest.split_once("<!-- /table -->").unwrap();
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, format!("{before}<!-- table -->\n{}<!-- /table -->{after}", table())).unwrap();
    } else {
        assert_eq!(held, table(), "run the tests with UPDATE_GOLDENS=1, and read the difference");
    }
}
