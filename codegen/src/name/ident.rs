//! Words to identifiers: the rules of spelling, without knowing what else is named.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Longest identifier before it is cut and marked with a hash; keeps file names far below the limits of file systems.
const LONGEST: usize = 80;

/// A type, a variant, an operation's type: `UpperCamelCase`.
pub(crate) fn camel(text: &str) -> String {
    let name = plain(text).to_upper_camel_case();
    let name = if name.is_empty() { spelled(text).to_upper_camel_case() } else { name };
    let name = cut(name, text);
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("N{name}") } else { name }
}

/// A field, a method, a module: `snake_case`, without regard to keywords.
pub(crate) fn snake(text: &str) -> String {
    let name = plain(text).to_snake_case();
    let name = if name.is_empty() { spelled(text).to_snake_case() } else { name };
    let name = cut(name, text);
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("n{name}") } else { name }
}

/// The identifier as it is written in code: keywords become raw, or get an underscore where Rust has no raw form.
pub(crate) fn escape_keyword(name: &str) -> String {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => format!("{name}_"),
        _ if KEYWORDS.binary_search(&name).is_ok() => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// Whether `text` can be used as an identifier as it is.
pub(crate) fn is_identifier(text: &str) -> bool {
    is_word(text) && escape_keyword(text) == text
}

/// Whether `text` is an identifier, or a keyword that can be escaped.
pub(crate) fn is_word(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|next| next.is_ascii_alphanumeric() || next == '_')
        && text != "_"
}

/// Eight hex digits of FNV-1a: tells names apart where words cannot.
pub(crate) fn hash(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{:08x}", (hash >> 32) as u32 ^ hash as u32)
}

/// ASCII letters and digits stay, other letters are spelled by number, anything else parts words.
fn plain(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut plain, next| {
        match next {
            _ if next.is_ascii_alphanumeric() => plain.push(next),
            _ if next.is_alphanumeric() => plain.push_str(&format!(" u{:x} ", next as u32)),
            _ => plain.push(' '),
        }
        plain
    })
}

/// Words for a text without letters and digits.
fn spelled(text: &str) -> String {
    if text.is_empty() {
        return "empty".to_owned();
    }
    text.chars()
        .map(|sign| {
            SIGNS
                .iter()
                .find(|(known, _)| *known == sign)
                .map_or_else(|| format!("u{:x}", sign as u32), |(_, word)| (*word).to_owned())
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn cut(name: String, text: &str) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    // identifiers are ASCII here, so every index is a character boundary
    format!("{}{}", name[..LONGEST - 8].trim_end_matches('_'), hash(text))
}

const SIGNS: [(char, &str); 30] = [
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('=', "equal"),
    ('<', "less"),
    ('>', "greater"),
    ('!', "not"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('^', "caret"),
    ('~', "tilde"),
    ('?', "question"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('@', "at"),
    ('#', "hash"),
    ('$', "dollar"),
    ('_', "underscore"),
    (' ', "space"),
    ('(', "open"),
    (')', "close"),
    ('[', "left"),
    (']', "right"),
    ('"', "quote"),
    ('\'', "apostrophe"),
    ('\\', "backslash"),
];

/// Reserved words of every edition up to 2024, sorted.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling() {
        let cases = [
            ("UserBalance", "UserBalance", "user_balance"),
            ("billing_Errors", "BillingErrors", "billing_errors"),
            ("get-balance", "GetBalance", "get_balance"),
            ("v1/balance", "V1Balance", "v1_balance"),
            ("API_KEY", "ApiKey", "api_key"),
            ("1st", "N1st", "n1st"),
            ("", "Empty", "empty"),
            ("*", "Star", "star"),
            ("-", "Minus", "minus"),
            ("__", "UnderscoreUnderscore", "underscore_underscore"),
            ("é", "Ue9", "ue9"),
            ("🙂", "U1f642", "u1f642"),
            ("@type", "Type", "type"),
        ];
        for (text, type_name, field) in cases {
            assert_eq!((camel(text).as_str(), snake(text).as_str()), (type_name, field), "{text:?}");
        }
    }

    #[test]
    fn keywords_are_sorted_and_escaped() {
        assert!(KEYWORDS.is_sorted());
        for (name, written) in
            [("type", "r#type"), ("self", "self_"), ("id", "id"), ("Self", "Self_"), ("gen", "r#gen")]
        {
            assert_eq!(escape_keyword(name), written);
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let (a, b) = ("x".repeat(300), format!("{}y", "x".repeat(300)));
        assert!(snake(&a).len() <= LONGEST && camel(&b).len() <= LONGEST);
        assert_ne!(snake(&a), snake(&b));
    }
}
