//! Documentation as a browser gets it: what stands in the blocks that hold a document's words must be inert.

use std::fs;
use std::path::Path;

/// Elements that text becomes; nothing else comes of Markdown without HTML.
const INERT: [&str; 34] = [
    "a",
    "blockquote",
    "br",
    "button",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "rustdoc-breadcrumbs",
    "section",
    "span",
    "strong",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
];
/// The rest of them.
const MORE: [&str; 4] = ["tr", "ul", "wbr", "input"];

/// What is active in the rendered documentation below a folder; the first few places.
pub(super) fn active(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "html") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                found.extend(in_page(&text).into_iter().map(|what| format!("{name}: {what}")));
            }
        }
    }
    found.truncate(5);
    found
}

/// What is active in the blocks of documentation of a page.
fn in_page(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    // rustdoc puts documentation into these, in full and in tables
    while let Some(at) = ["class=\"docblock", "<dd>"].iter().filter_map(|begin| rest.find(begin)).min() {
        let (element, from) =
            if rest[at..].starts_with("<dd>") { ("dd", at) } else { ("div", rest[..at].rfind('<').unwrap_or(at)) };
        let block = &rest[from..];
        let length = tags(block, element, &mut found);
        rest = &block[length.max(1)..];
        while !rest.is_char_boundary(0) {
            rest = &rest[1..];
        }
    }
    found
}

/// Looks at the tags of a block up to its end; gives its length.
fn tags(block: &str, element: &str, found: &mut Vec<String>) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(start) = block[at..].find('<').map(|next| at + next) {
        let end = tag_end(block, start);
        let tag = &block[start + 1..end.saturating_sub(1).max(start + 1)];
        at = end;
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let name = name.to_ascii_lowercase();
        if name == element {
            depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
            if depth == 0 {
                return at;
            }
        }
        if !INERT.contains(&name.as_str()) && !MORE.contains(&name.as_str()) {
            found.push(format!("`<{}>`", tag.escape_debug()));
        } else if let Some(what) = attribute(tag) {
            found.push(format!("`{}` in `<{}>`", what, tag.escape_debug()));
        }
    }
    block.len()
}

/// Where a tag ends: quotes may hold what would end it.
fn tag_end(block: &str, start: usize) -> usize {
    let mut quote = None;
    for (index, c) in block[start..].char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return start + index + 1,
            _ => {}
        }
    }
    block.len()
}

/// An attribute that does something: a handler of events, or an address that is a script.
fn attribute(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut quote = None;
    let mut word = String::new();
    for c in lower.chars() {
        match (quote, c) {
            (None, '"' | '\'') => {
                quote = Some(c);
                if word.starts_with("on") && word.ends_with('=') {
                    return Some(word.trim_end_matches('=').to_owned());
                }
                word.push(c);
            }
            (Some(open), c) if open == c => {
                let value: String = word.split(['"', '\'']).skip(1).collect();
                let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let is_address = word.starts_with("href=") || word.starts_with("src=");
                if is_address && ["javascript:", "data:", "vbscript:"].iter().any(|scheme| plain.starts_with(scheme)) {
                    return Some(plain);
                }
                quote = None;
                word.clear();
            }
            (None, c) if c.is_whitespace() || c == '/' => {
                if word.starts_with("on") && word.contains('=') {
                    return Some(word);
                }
                word.clear();
            }
            _ => word.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::in_page;

    #[test]
    fn what_a_browser_would_run() {
        let check = |block: &str, expect: &[&str]| {
            let page = format!(
                "<script>own()</script><main><div class=\"docblock\">{block}</div><script>own()</script></main>"
            );
            assert_eq!(in_page(&page), expect, "{block}");
            assert_eq!(in_page(&format!("<dl><dt></dt><dd>{block}</dd></dl>")), expect, "{block}");
        };
        check("<p>Words, <code>&lt;script&gt;</code> and <a href=\"https://example.com\">a link</a>.</p>", &[]);
        check("<div><p>a &gt; b</p></div>", &[]);
        check("<p><script>x</script></p>", &["`<script>`", "`</script>`"]);
        check("<p><img src=x></p>", &["`<img src=x>`"]);
        check("<p onclick=\"x()\">a</p>", &["`onclick` in `<p onclick=\\\"x()\\\">`"]);
        check("<a href=\"java\tscript:x\">a</a>", &["`javascript:x` in `<a href=\\\"java\\tscript:x\\\">`"]);
        check("<a href='data:text/html,x'>a</a>", &["`data:text/html,x` in `<a href=\\'data:text/html,x\\'>`"]);
    }
}
