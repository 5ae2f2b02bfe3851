//! From the bytes of an answer to values, and to the place of what is wrong with them.

use bytes::Bytes;
use http::StatusCode;

use crate::error::Fault;
#[cfg(feature = "streams")]
use crate::stream::Live;
use crate::wire::{self, De};

/// A value, or the place where the body is not one.
pub type Decoded<T> = Result<T, Box<Fault>>;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub bytes: Bytes,
    /// The body of an answer that is read as it arrives; `bytes` is empty then.
    #[cfg(feature = "streams")]
    pub(crate) live: Live,
}

impl Answer {
    /// An answer that is there as a whole.
    pub(crate) fn new(status: StatusCode, bytes: Bytes) -> Self {
        Self {
            status,
            bytes,
            #[cfg(feature = "streams")]
            live: Live::default(),
        }
    }

    /// Reads JSON through the codec `C`.
    ///
    /// # Errors
    /// The place and the reason; an empty body is one.
    pub fn json<C: De<T>, T>(&self) -> Decoded<T> {
        read_json::<C, T>(&self.bytes)
    }

    /// Reads UTF-8 text.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8.
    pub fn text(&self) -> Decoded<String> {
        read_text(&self.bytes)
    }

    /// The bytes as they are.
    ///
    /// # Errors
    /// None; the type is that of the other readers.
    pub fn bytes(&self) -> Decoded<Bytes> {
        Ok(self.bytes.clone())
    }

    /// Nothing: a body that nobody documented is ignored.
    ///
    /// # Errors
    /// None; the type is that of the other readers.
    pub fn none(&self) -> Decoded<()> {
        Ok(())
    }

    /// What no row of an operation's table speaks of.
    ///
    /// # Errors
    /// Always.
    pub fn undocumented<T>(&self) -> Decoded<T> {
        Err(Fault::of_body(format!("status {} is not documented", self.status)))
    }
}

/// Reads a JSON text through the codec `C`. RFC 8259 §8.1 lets parsers ignore a byte order mark.
pub(crate) fn read_json<C: De<T>, T>(bytes: &[u8]) -> Decoded<T> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.is_empty() {
        return Err(Fault::of_body("the body is empty"));
    }
    wire::decode::<C, T>(text)
        .map_err(|at| Box::new(Fault { path: at.path, line: at.line, column: at.column, message: at.message }))
}

/// Reads UTF-8 text.
pub(crate) fn read_text(bytes: &[u8]) -> Decoded<String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(Fault::of_body(format!("the text is not UTF-8 from byte {} on", error.valid_up_to()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Plain;

    fn answer(body: &[u8]) -> Answer {
        Answer::new(StatusCode::OK, Bytes::copy_from_slice(body))
    }

    #[test]
    fn places() {
        fn check(body: &str, expect: &str) {
            let got = answer(body.as_bytes()).json::<Plain, serde_json::Value>().unwrap_err();
            assert_eq!((got.path(), got.to_string().as_str()), ("$", expect), "{body}");
        }
        check("", "the body is empty");
        check("{} x", "trailing characters (line 1, column 4)");
        check("<html>", "expected value (line 1, column 1)");
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let got = answer(deep.as_bytes()).json::<Plain, serde_json::Value>().unwrap_err();
        assert_eq!(got.message(), "recursion limit exceeded");
    }

    #[test]
    fn values() {
        let doc =
            answer(b"\xef\xbb\xbf{\"lines\":[{\"sku\":\"a\",\"qty\":1}]}").json::<Plain, serde_json::Value>().unwrap();
        assert_eq!(doc["lines"][0]["qty"], 1);
        assert_eq!(answer("ü\"".as_bytes()).text(), Ok("ü\"".to_owned()));
        let bad = answer(b"ab\xff").text().unwrap_err();
        assert_eq!(bad.to_string(), "the text is not UTF-8 from byte 2 on");
        assert!(answer(b"\"\xff\xfe\"").json::<Plain, String>().is_err());
        assert_eq!(answer(b"\0\xff").bytes().unwrap().as_ref(), b"\0\xff");
        assert_eq!(answer(b"anything").none(), Ok(()));
    }
}
