//! Where the first response in the bytes of an answer ends, as RFC 9112 §6.3 has it: what a careful client may take from
//! it, and whether it may use the connection again.

use crate::record::{Answer, End, KEPT};

/// An answer, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framed {
    /// The status; 0 when there is none.
    pub status: u16,
    /// Whether there is a `Location`.
    pub has_location: bool,
    /// Whether there is a `Retry-After` that says now, or a date.
    pub names_a_time: bool,
    /// The body of the first response, without the framing of chunks, as far as it was sent and kept.
    pub body: Vec<u8>,
    /// How it ended.
    pub shape: Shape,
}

/// How a response ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Complete; the connection can be used again.
    Whole,
    /// Complete; the connection is at its end.
    Last,
    /// Not complete.
    Short,
    /// Complete, and more came after it.
    Surplus,
    /// Its end can be read in two ways.
    Ambiguous,
}

/// Takes an answer to a request of this method apart.
pub fn frame(method: &str, answer: &Answer) -> Framed {
    let mut framed =
        Framed { status: 0, has_location: false, names_a_time: false, body: Vec::new(), shape: Shape::Short };
    let mut rest = answer.bytes.as_slice();
    let head = loop {
        let Some(end) = rest.windows(4).position(|four| four == b"\r\n\r\n") else { return framed };
        let head = Head::read(&rest[..end]);
        rest = &rest[end + 4..];
        // interim responses come before the one that counts
        if !(100..200).contains(&head.status) || head.status == 101 {
            break head;
        }
    };
    (framed.status, framed.has_location, framed.names_a_time) = (head.status, head.has_location, head.names_a_time);
    let was_cut = answer.length > KEPT as u64;
    let sent = rest.len() as u64 + answer.length.saturating_sub(answer.bytes.len() as u64);
    framed.shape = if head.status == 0 || head.is_ambiguous() {
        // whatever of it is taken for the body was sent
        framed.body = rest.to_vec();
        Shape::Ambiguous
    } else if method == "HEAD" || matches!(head.status, 204 | 304) {
        if sent == 0 { Shape::Whole } else { Shape::Surplus }
    } else if head.is_chunked {
        let (body, shape) = chunks(rest);
        framed.body = body;
        // what was not kept cannot be told; a script that ends by itself is taken for complete
        if was_cut && answer.end != End::Open { Shape::Whole } else { shape }
    } else if let Some(length) = head.lengths.first() {
        let kept = usize::try_from(*length).unwrap_or(usize::MAX).min(rest.len());
        framed.body = rest[..kept].to_vec();
        match sent.cmp(length) {
            std::cmp::Ordering::Less => Shape::Short,
            std::cmp::Ordering::Equal => Shape::Whole,
            std::cmp::Ordering::Greater => Shape::Surplus,
        }
    } else {
        framed.body = rest.to_vec();
        if answer.end == End::Closed { Shape::Last } else { Shape::Short }
    };
    if framed.shape == Shape::Whole && head.closes {
        framed.shape = Shape::Last;
    }
    framed
}

#[derive(Default)]
struct Head {
    status: u16,
    has_location: bool,
    names_a_time: bool,
    closes: bool,
    is_chunked: bool,
    lengths: Vec<u64>,
    odd: bool,
}

impl Head {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split("\r\n");
        let first = lines.next().unwrap_or_default();
        let mut head = Self::default();
        if let Some(rest) = first.strip_prefix("HTTP/1.") {
            head.closes = rest.starts_with('0');
            head.status = rest.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        }
        for line in lines {
            let Some((name, value)) = line.split_once(':') else {
                head.odd = true;
                continue;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "location" => head.has_location = true,
                "retry-after" | "retry-after-ms" => head.names_a_time = value == "0" || value.ends_with("GMT"),
                "connection" => head.closes |= value.eq_ignore_ascii_case("close"),
                "transfer-encoding" if value.eq_ignore_ascii_case("chunked") => head.is_chunked = true,
                "transfer-encoding" => head.odd = true,
                "content-length" => match value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse()) {
                    Some(Ok(length)) => head.lengths.push(length),
                    _ => head.odd = true,
                },
                _ => {}
            }
        }
        head
    }

    fn is_ambiguous(&self) -> bool {
        let differ = self.lengths.iter().any(|length| Some(length) != self.lengths.first());
        self.odd || differ || (self.is_chunked && !self.lengths.is_empty())
    }
}

/// The content of chunks, and how they end.
fn chunks(mut rest: &[u8]) -> (Vec<u8>, Shape) {
    let mut body = Vec::new();
    loop {
        let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else { return (body, Shape::Short) };
        let line = std::str::from_utf8(&rest[..end]).unwrap_or_default();
        let Ok(size) = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16) else {
            return (body, Shape::Ambiguous);
        };
        rest = &rest[end + 2..];
        if size == 0 {
            let trailer = if rest.starts_with(b"\r\n") { Some(2) } else { trailer(rest) };
            return match trailer {
                Some(end) if end == rest.len() => (body, Shape::Whole),
                Some(_) => (body, Shape::Surplus),
                None => (body, Shape::Short),
            };
        }
        let taken = size.min(rest.len());
        body.extend_from_slice(&rest[..taken]);
        match rest[taken..].get(..2) {
            Some(b"\r\n") => rest = &rest[taken + 2..],
            Some(_) => return (body, Shape::Ambiguous),
            None => return (body, Shape::Short),
        }
    }
}

fn trailer(rest: &[u8]) -> Option<usize> {
    rest.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, end: End, shape: Shape, body: &str) {
        let answer = Answer { bytes: text.into(), length: text.len() as u64, ended: None, end };
        let framed = frame("GET", &answer);
        assert_eq!((framed.shape, String::from_utf8(framed.body).unwrap()), (shape, body.to_owned()), "{text:?}");
    }

    #[test]
    fn ends_are_found() {
        let ok = |rest: &str| format!("HTTP/1.1 200 OK\r\n{rest}");
        check(&ok("Content-Length: 2\r\n\r\nab"), End::Kept, Shape::Whole, "ab");
        check(&ok("Content-Length: 2\r\nConnection: close\r\n\r\nab"), End::Closed, Shape::Last, "ab");
        check("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nab", End::Kept, Shape::Last, "ab");
        check(&ok("Content-Length: 3\r\n\r\nab"), End::Closed, Shape::Short, "ab");
        check(&ok("Content-Length: 1\r\n\r\nab"), End::Kept, Shape::Surplus, "a");
        check(&ok("Content-Length: 2\r\nContent-Length: 2\r\n\r\nab"), End::Kept, Shape::Whole, "ab");
        check(&ok("Content-Length: 2\r\nContent-Length: 1\r\n\r\nab"), End::Kept, Shape::Ambiguous, "ab");
        check(&ok("Content-Length: +2\r\n\r\nab"), End::Kept, Shape::Ambiguous, "ab");
        check(&ok("\r\nab"), End::Closed, Shape::Last, "ab");
        check(&ok("\r\nab"), End::Reset, Shape::Short, "ab");
        check(&ok("Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"), End::Kept, Shape::Whole, "ab");
        check(&ok("Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nX: y\r\n\r\nz"), End::Kept, Shape::Surplus, "ab");
        check(&ok("Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"), End::Closed, Shape::Short, "ab");
        check(&ok("Transfer-Encoding: chunked\r\n\r\nz\r\nab\r\n"), End::Closed, Shape::Ambiguous, "");
        check(&ok("Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"), End::Closed, Shape::Ambiguous, "a");
        check(&ok("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"), End::Kept, Shape::Ambiguous, "");
        check(&ok("Transfer-Encoding: gzip\r\n\r\n"), End::Kept, Shape::Ambiguous, "");
        check("HTTP/1.1 204 No Content\r\n\r\n", End::Kept, Shape::Whole, "");
        check("HTTP/1.1 204 No Content\r\nContent-Length: 1\r\n\r\na", End::Kept, Shape::Surplus, "");
        check(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
            End::Kept,
            Shape::Whole,
            "a",
        );
        check("HTTP/1.1 200 OK\r\n", End::Closed, Shape::Short, "");
        check("nonsense\r\n\r\n", End::Kept, Shape::Ambiguous, "");
    }
}
