//! `--check`: says what differs first, and the command that repairs it.

use super::Troubles;
use super::plan::{Change, Plan};

/// Characters of a line that are shown.
const WIDTH: usize = 160;

/// Whether everything is as it would be generated.
pub(super) fn check(plan: &Plan) -> Result<(), Troubles> {
    let changes = plan.changes();
    let Some(first) = changes.first() else { return Ok(()) };
    let mut text = describe(first);
    match changes.len() - 1 {
        0 => {}
        1 => text.push_str("\n  1 more file differs"),
        more => text.push_str(&format!("\n  {more} more files differ")),
    }
    text.push_str("\n  = help: run `cargo xtask regen`");
    Err(vec![text])
}

fn describe(change: &Change<'_>) -> String {
    let path = change.path.escape_debug();
    match (change.old, change.new) {
        (Some(old), Some(new)) => {
            let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
            let mut lines =
                (old.split('\n').map(Some).chain([None])).zip(new.split('\n').map(Some).chain([None])).zip(1..);
            match lines.find(|((old, new), _)| old != new) {
                Some(((old, new), line)) => format!(
                    "error: {path}:{line} is not what specs/ gives\n  is:        {}\n  should be: {}",
                    excerpt(old),
                    excerpt(new)
                ),
                // bytes that are not text and look the same
                None => format!("error: {path} is not what specs/ gives"),
            }
        }
        (None, _) => format!("error: {path} is missing"),
        (_, None) => format!("error: {path} is not generated from specs/"),
    }
}

fn excerpt(line: Option<&str>) -> String {
    let Some(line) = line else { return "(end of file)".to_owned() };
    let text = line.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'");
    match text.char_indices().nth(WIDTH) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}
