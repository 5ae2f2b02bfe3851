//! Rust source as tokens, far enough to see paths, functions and tests: comments are dropped, strings are kept apart.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word: identifier, keyword or number.
    Word,
    /// What stands between the quotes of a text.
    Text,
    /// `::`, or a single other character.
    Mark,
}

/// A token and the line that it starts in, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its characters.
    pub text: &'a str,
    /// Its line.
    pub line: usize,
}

/// Splits source into tokens; anything that is not Rust gives some tokens, and never a panic.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut list = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while !rest.is_empty() {
        let (token, taken) = next(rest);
        if let Some((kind, text)) = token {
            list.push(Token { kind, text, line });
        }
        let (done, left) = rest.split_at(taken);
        line += done.matches('\n').count();
        rest = left;
    }
    list
}

/// The first token of `rest`, if it starts with one, and how much is used up.
fn next(rest: &str) -> (Option<(Kind, &str)>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, comment(rest));
    }
    if let Some((text, taken)) = string(rest) {
        return (Some((Kind::Text, text)), taken);
    }
    if first == '\'' {
        return (None, quote(rest));
    }
    if is_word(first) {
        let rest = rest.strip_prefix("r#").filter(|raw| raw.starts_with(is_word)).unwrap_or(rest);
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let raw = if first == 'r' && !rest.starts_with('r') { 2 } else { 0 };
        return (Some((Kind::Word, &rest[..length])), length + raw);
    }
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
    (Some((Kind::Mark, &rest[..length])), length)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a block comment, which may hold others.
fn comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let tail = &rest[at..];
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            match tail.chars().next() {
                Some(c) => at += c.len_utf8(),
                None => return at,
            }
        }
    }
}

/// A text of any kind: what is between the quotes, and the length of all of it.
fn string(rest: &str) -> Option<(&str, usize)> {
    let prefix = ["", "b", "c", "r", "br", "cr"].into_iter().find(|prefix| {
        let tail = rest.strip_prefix(prefix).unwrap_or("");
        let tail = if prefix.ends_with('r') { tail.trim_start_matches('#') } else { tail };
        tail.starts_with('"')
    })?;
    let hashes = rest[prefix.len()..].bytes().take_while(|byte| *byte == b'#').count();
    let start = prefix.len() + hashes + 1;
    let body = &rest[start..];
    let end = if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        body.find(&close).map(|end| (end, close.len()))
    } else {
        let mut escaped = false;
        let close = body.find(|c| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        close.map(|end| (end, 1))
    };
    Some(match end {
        Some((end, close)) => (&body[..end], start + end + close),
        None => (body, rest.len()),
    })
}

/// Length of a character in quotes, or of the mark of a lifetime.
fn quote(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            let from = at + c.len_utf8();
            rest[from..].find('\'').map_or(rest.len(), |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The tokens outside of tests, and the number of lines that tests take.
pub fn without_tests<'a>(tokens: &[Token<'a>]) -> (Vec<Token<'a>>, usize) {
    let (mut kept, mut lines, mut at) = (Vec::with_capacity(tokens.len()), 0, 0);
    while at < tokens.len() {
        let Some(attribute) = test_attribute(&tokens[at..]) else {
            kept.push(tokens[at]);
            at += 1;
            continue;
        };
        let end = at + attribute + item(&tokens[at + attribute..]);
        let last = tokens[end.saturating_sub(1).max(at)].line;
        lines += last + 1 - tokens[at].line;
        at = end;
    }
    (kept, lines)
}

/// Length of a `#[cfg(test)]` or the like that `tokens` start with.
fn test_attribute(tokens: &[Token<'_>]) -> Option<usize> {
    let head: Vec<_> = tokens.iter().take(4).map(|token| token.text).collect();
    if head != ["#", "[", "cfg", "("] {
        return None;
    }
    let length = tokens.iter().position(|token| token.text == "]" && token.kind == Kind::Mark)? + 1;
    let has = |word| tokens[..length].iter().any(|token| token.kind == Kind::Word && token.text == word);
    (has("test") && !has("not")).then_some(length)
}

/// Length of the item that `tokens` start with: to its `;`, or to the end of its braces.
fn item(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Mark) {
        match token.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.text == "}" {
                    // the braces of a `use` are followed by its end
                    let ends = tokens.get(at + 1).is_some_and(|next| next.text == ";");
                    return at + 1 + usize::from(ends);
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// A path into the crate: its first segment, and its second if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CratePath<'a> {
    /// The line.
    pub line: usize,
    /// The first segment after `crate`.
    pub first: &'a str,
    /// The second segment.
    pub second: Option<&'a str>,
}

/// Every path into the crate, by `crate::` or by as many `super::` as lead there from a file of this depth.
pub fn crate_paths<'a>(tokens: &[Token<'a>], depth: usize) -> Vec<CratePath<'a>> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let steps = match tokens[at].text {
            "crate" => 1,
            "super" => depth,
            _ => 0,
        };
        let word = if steps > 0 { tokens[at].text } else { "" };
        let run = tokens[at..].chunks(2).take_while(|pair| !word.is_empty() && is_step(pair, word)).count();
        if steps > 0 && run == steps {
            tree(&tokens[at + 2 * run..], &mut Vec::new(), &mut paths);
        }
        at += (2 * run).max(1);
    }
    paths
}

fn is_step(pair: &[Token<'_>], word: &str) -> bool {
    matches!(pair, [first, second] if first.text == word && first.kind == Kind::Word && second.text == "::")
}

/// Follows a path or a tree of `use`; gives its length.
fn tree<'a>(tokens: &[Token<'a>], path: &mut Vec<Token<'a>>, paths: &mut Vec<CratePath<'a>>) -> usize {
    let mut emit = |path: &[Token<'a>]| {
        if let Some(first) = path.first() {
            let second = path.get(1).map(|token| token.text);
            paths.push(CratePath { line: path.last().map_or(first.line, |last| last.line), first: first.text, second });
        }
    };
    match tokens.first() {
        Some(token) if token.kind == Kind::Word || token.text == "*" => {
            path.push(*token);
            let length = match tokens.get(1) {
                Some(next) if next.text == "::" => 2 + tree(&tokens[2..], path, paths),
                _ => {
                    emit(path);
                    1
                }
            };
            path.pop();
            length
        }
        Some(token) if token.text == "{" => {
            let mut at = 1;
            while at < tokens.len() && tokens[at].text != "}" {
                // between the members stand commas and `as NAME`
                at += match tokens[at].text {
                    "," => 1,
                    "as" => 2,
                    _ => tree(&tokens[at..], path, paths),
                };
            }
            at + 1
        }
        // a turbofish, or an end
        _ => {
            emit(path);
            1
        }
    }
}

/// A function: its line, its name, and how many lines it has.
pub fn functions<'a>(tokens: &[Token<'a>]) -> Vec<(usize, &'a str, usize)> {
    let mut list = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word && token.text == "fn") {
        // without a name it is the type of a function
        if let Some(name) = tokens.get(at + 1).filter(|name| name.kind == Kind::Word) {
            let length = item(&tokens[at..]);
            list.push((token.line, name.text, tokens[at + length - 1].line + 1 - token.line));
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn splits_into_tokens() {
        for (source, expect) in [
            ("a::b", &["a", "::", "b"][..]),
            ("a // b\nc", &["a", "c"]),
            ("a /* b /* c */ d */ e", &["a", "e"]),
            ("/* open", &[]),
            (r#"f("crate::x // y")"#, &["f", "(", "crate::x // y", ")"]),
            (r#""a\"b\\" c"#, &[r#"a\"b\\"#, "c"]),
            (r###"r#"a "b" c"# d"###, &[r#"a "b" c"#, "d"]),
            (r#"b"x" c"y" br"z\" r"w" "#, &["x", "y", r"z\", "w"]),
            (r#"bar"x""#, &["bar", "x"]),
            (r#""open"#, &["open"]),
            ("'a' '\\'' '\\u{1}' b", &["b"]),
            ("&'a str", &["&", "a", "str"]),
            ("'\"' x '{'", &["x"]),
            ("r#match x", &["match", "x"]),
            ("ré = 1_0u8;", &["ré", "=", "1_0u8", ";"]),
        ] {
            assert_eq!(words(source), expect, "{source}");
        }
        let lines: Vec<_> = tokens("a\n\"b\nc\" d\n/*\n*/ e").into_iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 3, 5]);
    }

    #[test]
    fn leaves_tests_out() {
        for (source, expect, lines) in [
            ("a\n#[cfg(test)]\nmod tests {\n fn x() { y }\n}\nb", "a b", 4),
            ("#[cfg(test)] mod tests;\nb", "b", 1),
            ("#[cfg(test)]\n#[path = \"x\"]\nmod tests;\nb", "b", 3),
            ("#[cfg(all(test, unix))] use x::{y, z};\nb", "b", 1),
            ("#[cfg(test)] const X: [u8; 2] = [1, 2];\nb", "b", 1),
            ("#[cfg(not(test))] a", "# [ cfg ( not ( test ) ) ] a", 0),
            ("#[cfg(unix)] a", "# [ cfg ( unix ) ] a", 0),
            ("#[cfg(test)]", "", 1),
        ] {
            let all = tokens(source);
            let (kept, count) = without_tests(&all);
            let kept: Vec<_> = kept.iter().map(|token| token.text).collect();
            assert_eq!((kept.join(" ").as_str(), count), (expect, lines), "{source}");
        }
    }

    #[test]
    fn finds_paths_into_the_crate() {
        for (source, depth, expect) in [
            ("use crate::a;", 1, "a"),
            ("use crate::a::B;", 1, "a::B"),
            ("use crate::a::b::C;", 1, "a::b"),
            ("use crate::a::{B, c::{D, E}, self};", 1, "a::B a::c a::c a::self"),
            ("use crate::{a::{B as X, C}, d as y, e::*};", 1, "a::B a::C d e::*"),
            ("let x = crate::a::b(crate::c);", 1, "a::b c"),
            ("crate::a::<T>()", 1, "a"),
            ("pub(crate) fn x() {}", 1, ""),
            ("use super::a::B;", 1, "a::B"),
            ("use super::a::B;", 2, ""),
            ("use super::super::{a, b::C};", 2, "a b::C"),
            ("use self::a; use other::crate_a;", 1, ""),
            ("// crate::a\n\"crate::b\"", 1, ""),
            ("use crate::{", 1, ""),
            ("crate::", 1, ""),
        ] {
            let list = tokens(source);
            let show = |path: CratePath<'_>| {
                [Some(path.first), path.second].into_iter().flatten().collect::<Vec<_>>().join("::")
            };
            let paths: Vec<_> = crate_paths(&list, depth).into_iter().map(show).collect();
            assert_eq!(paths.join(" "), expect, "{source}");
        }
        let list = tokens("use crate::{\n    a,\n    b,\n};");
        let lines: Vec<_> = crate_paths(&list, 1).into_iter().map(|path| path.line).collect();
        assert_eq!(lines, [2, 3]);
    }

    #[test]
    fn measures_functions() {
        let source = "fn a() {}\nfn b(x: [u8; 2]) -> [u8; 2]\nwhere\n{\n    fn c() {\n    }\n    x\n}\ntrait T {\n    fn d(\n    );\n}\ntype F = fn(u8);";
        assert_eq!(functions(&tokens(source)), [(1, "a", 1), (2, "b", 7), (5, "c", 2), (10, "d", 2)]);
    }
}
