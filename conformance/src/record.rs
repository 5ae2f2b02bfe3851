//! What the servers saw and sent: the half of the evidence that the client cannot touch.

use std::time::SystemTime;

use crate::suite::Host;

/// How much of an answer is kept to be looked at.
pub const KEPT: usize = 256 * 1024;

/// Everything that happened at the hosts of a case.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// In the order of their beginning.
    pub connections: Vec<Connection>,
    /// In the order of their requests.
    pub exchanges: Vec<Exchange>,
}

/// A connection that a client opened.
#[derive(Debug, Clone)]
pub struct Connection {
    /// Where to.
    pub host: Host,
    /// When.
    pub at: SystemTime,
    /// Whether it was secured.
    pub secured: Secured,
    /// What came that was no request.
    pub noise: Vec<u8>,
}

/// Whether a connection was secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secured {
    /// Nobody tried to.
    Plain,
    /// It was.
    Yes,
    /// The client did not go through with it.
    Refused,
    /// The host speaks TLS, and the client did not try.
    Skipped,
}

/// A request, and what was sent then.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Where to.
    pub host: Host,
    /// The connection, by index.
    pub connection: usize,
    /// When the request was complete.
    pub at: SystemTime,
    /// The request.
    pub request: Request,
    /// What was sent.
    pub answer: Answer,
}

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The request line and the headers, as they came, with the empty line.
    pub head: Vec<u8>,
    /// The body, without the framing of chunks.
    pub body: Vec<u8>,
}

impl Request {
    /// A word of the request line: method, target, version.
    fn word(&self, n: usize) -> &str {
        let line = self.head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        std::str::from_utf8(line).ok().and_then(|line| line.trim_end().split(' ').nth(n)).unwrap_or_default()
    }

    /// The method.
    pub fn method(&self) -> &str {
        self.word(0)
    }

    /// The request target.
    pub fn target(&self) -> &str {
        self.word(1)
    }

    /// The headers, names in lower case.
    pub fn headers(&self) -> Vec<(String, String)> {
        let text = String::from_utf8_lossy(&self.head);
        let lines = text.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
        lines.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers().into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }
}

/// What was sent after a request.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The first of it.
    pub bytes: Vec<u8>,
    /// How much it was.
    pub length: u64,
    /// When it was over; `None` while it goes on.
    pub ended: Option<SystemTime>,
    /// How it ended.
    pub end: End,
}

/// How an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// Not yet, or the client went away.
    #[default]
    Open,
    /// The connection stays for the next request.
    Kept,
    /// The server ended the connection.
    Closed,
    /// The server broke the connection.
    Reset,
}
