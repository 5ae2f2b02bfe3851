//! Media types (RFC 9110 §8.3.1) as far as requests need them.

/// Whether it is `type/subtype` with or without parameters, and nothing that could end a header.
pub(super) fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = text.split_once(';').map_or((text, ""), |(essence, rest)| (essence, rest));
    let is_token = |text: &str| !text.is_empty() && text.bytes().all(is_tchar);
    let mut halves = essence.trim_end().splitn(2, '/');
    let has_halves = halves.next().is_some_and(is_token) && halves.next().is_some_and(is_token);
    let is_printable = |byte: u8| byte == b' ' || byte == b'\t' || byte.is_ascii_graphic();
    has_halves && !essence.contains('*') && parameters.bytes().all(is_printable)
}

/// RFC 9110 §5.6.2.
pub(super) fn is_tchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// JSON (RFC 8259, RFC 6839 §3.1).
#[cfg(feature = "forms")]
pub(super) fn is_json(media: &str) -> bool {
    let essence = essence(media);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// A type whose default charset is in doubt.
pub(super) fn is_text(media: &str) -> bool {
    essence(media).starts_with("text/")
}

/// What octets of nobody knows what kind are called within a range; a narrower range has no such type.
#[cfg(feature = "forms")]
pub(super) fn usual(range: &str) -> Option<&'static str> {
    match essence(range).as_str() {
        "*/*" | "application/*" => Some("application/octet-stream"),
        "text/*" => Some("text/plain"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types() {
        fn check(text: &str, expect: bool) {
            assert_eq!(is_media_type(text), expect, "{text:?}");
        }
        for text in
            ["image/png", "a/b", "application/vnd.a.v1+json", "text/csv; header=present", "a/b;c=\"d e\"", "a/b ;c=d"]
        {
            check(text, true);
        }
        for text in [
            "",
            "image",
            "image/",
            "/png",
            "image/*",
            "*/*",
            "a b/c",
            "a/b c",
            "a/b/c",
            "a/b\r\nX: y",
            "a/b;c=\r\nX: y",
            "a/b;c=\0",
            "ä/b",
            "a/b;c=ä",
        ] {
            check(text, false);
        }
    }

    #[cfg(feature = "forms")]
    #[test]
    fn kinds() {
        fn check(media: &str, json: bool, text: bool, of_range: Option<&str>) {
            assert_eq!((is_json(media), is_text(media), usual(media)), (json, text, of_range), "{media}");
        }
        check("Application/JSON; charset=utf-8", true, false, None);
        check("application/problem+json", true, false, None);
        check("text/json", true, true, None);
        check("text/csv", false, true, None);
        check("application/xml", false, false, None);
        check("*/*", false, false, Some("application/octet-stream"));
        check("application/*", false, false, Some("application/octet-stream"));
        check("text/*", false, true, Some("text/plain"));
        check("image/*", false, false, None);
    }
}
