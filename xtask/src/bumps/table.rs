//! docs/bumps.md: what was found, as a table.

use super::{Compiles, Found};

const HEAD: &str = "# Versions of the clients

What a change of a provider's document asks of the version of its crate, by the rows of the table that the generator follows, in
both directions. `cargo xtask verify-bumps` writes this page: it generates both crates of each pair of `codegen/tests/bumps`, has
cargo-semver-checks judge them, and compiles a program against both. The verdict is never below that of the judge. Where it is
above, the last column says why; a `minor` above the judge's `none` is something that is there now and was not before, for which it has
few rules, and a `patch` is bytes or documentation, for which it has none. Below 1.0.0 every bump is one place lower.

Both crates have the names that their documents give. A published one keeps those of its names.lock: an operation whose `operationId`
changes keeps its method then, and nothing is renamed.

Each change in words: `codegen/tests/bumps/expected.txt`.

";

/// The page.
pub(super) fn text(found: &[Found]) -> String {
    let mut text = HEAD.to_owned();
    let equal = found.iter().filter(|one| one.judged == one.pair.ours).count();
    text.push_str(&format!("{} pairs, {equal} with the same verdict.\n\n", found.len()));
    text.push_str("| change | | ours | cargo-semver-checks | program | above, because |\n|---|---|---|---|---|---|\n");
    let mut row = "";
    for one in found {
        let pair = &one.pair;
        if pair.row != row {
            row = &pair.row;
            text.push_str(&format!("| **{}** | | | | | |\n", cell(row)));
        }
        let program = match one.program {
            None => "",
            Some((Compiles::Yes, Compiles::Yes)) => "compiles",
            Some((Compiles::Yes, Compiles::No)) => "no longer compiles",
            Some((Compiles::No, _)) => "never compiled",
        };
        let is_above = one.judged < pair.ours && pair.ours == bursar_codegen::surface::Bump::Major;
        let why = if is_above { one.why().unwrap_or_default() } else { String::new() };
        text.push_str(&format!(
            "| {} | {} | {} | {} | {program} | {} |\n",
            cell(&pair.case),
            pair.direction,
            pair.ours,
            one.judged,
            cell(&why)
        ));
    }
    text
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
