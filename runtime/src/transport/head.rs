//! Heads of answers that the HTTP library lets pass and that are not to be trusted: those whose body ends in two ways, which
//! is how one answer is smuggled into another (RFC 9112 §6.3), and those that are too large.
//!
//! A connection that such a head came over is not used again, as its body is never read.

use http::header::{CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};

/// The largest head, in bytes of names and values.
const MAX_HEAD: usize = 64 * 1024;

/// What is wrong with the head of an answer.
pub(super) fn fault(headers: &HeaderMap) -> Option<&'static str> {
    if let Some(coding) = headers.get(TRANSFER_ENCODING) {
        if headers.contains_key(CONTENT_LENGTH) {
            return Some("the answer has both Transfer-Encoding and Content-Length");
        }
        // no other coding was asked for (RFC 9110 §10.1.4)
        if !coding.as_bytes().eq_ignore_ascii_case(b"chunked") || headers.get_all(TRANSFER_ENCODING).iter().count() > 1
        {
            return Some("the answer has a transfer coding other than chunked");
        }
    }
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    (size > MAX_HEAD).then_some("the head of the answer is larger than 64 KiB")
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn check(headers: &[(&str, &str)], expect: Option<&str>) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap());
        }
        assert_eq!(fault(&map), expect, "{headers:?}");
    }

    #[test]
    fn heads() {
        check(&[("content-length", "5"), ("x", "y")], None);
        check(&[("transfer-encoding", "Chunked")], None);
        let both = Some("the answer has both Transfer-Encoding and Content-Length");
        check(&[("transfer-encoding", "chunked"), ("content-length", "5")], both);
        let other = Some("the answer has a transfer coding other than chunked");
        check(&[("transfer-encoding", "xchunked")], other);
        check(&[("transfer-encoding", "gzip, chunked")], other);
        check(&[("transfer-encoding", "chunked"), ("transfer-encoding", "chunked")], other);
        check(&[("x", &"a".repeat(64 * 1024 - 1))], None);
        check(&[("x", &"a".repeat(64 * 1024))], Some("the head of the answer is larger than 64 KiB"));
    }
}
