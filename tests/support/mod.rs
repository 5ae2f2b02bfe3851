//! A scriptable HTTP server on loopback. It records every request in full, and answers what it was told to.
//!
//! Holds: a server ends with the runtime of its test; tokens have a script of their own, so that what a test says about
//! an operation does not depend on how its calls authenticate.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test program uses a part of it")]

pub mod clock;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// Where the server gives out tokens.
pub const TOKEN_PATH: &str = "/oauth/token";

/// The token of servers that were not told otherwise.
pub const TOKEN: &str = "at-1+/=.orum";

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub method: String,
    /// Path and query, as written by the client.
    pub target: String,
    /// Names in lower case, in order of arrival.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// All headers, sorted by name, as `name: value`.
    pub fn head(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        lines.sort();
        lines
    }
}

/// What the server does with one request.
#[derive(Debug, Clone)]
pub enum Act {
    /// Writes these bytes and keeps the connection.
    Send(Vec<u8>),
    /// Writes these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Writes these bytes, then nothing, and keeps the connection.
    SendAndHang(Vec<u8>),
    /// Writes these bytes once it is released.
    Wait(Arc<Notify>, Vec<u8>),
    /// Writes the first bytes, then the second again and again until the client goes away.
    Endless(Vec<u8>, Vec<u8>),
}

impl Act {
    /// Never answers.
    pub fn silence() -> Self {
        Self::SendAndHang(Vec::new())
    }
}

/// The bytes of a response whose length is declared.
pub fn bytes(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} X\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    text.into_bytes()
}

pub fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Act {
    Act::Send(bytes(status, headers, body))
}

pub fn json(status: u16, body: &str) -> Act {
    reply(status, &[("content-type", "application/json")], body)
}

pub fn html(status: u16, body: &str) -> Act {
    reply(status, &[("content-type", "text/html; charset=utf-8")], body)
}

/// A token that lives for so many seconds.
pub fn token(text: &str, life: u64) -> Act {
    json(200, &format!(r#"{{"access_token":"{text}","token_type":"Bearer","expires_in":{life}}}"#))
}

#[derive(Default)]
struct State {
    script: Mutex<VecDeque<Act>>,
    tokens: Mutex<VecDeque<Act>>,
    seen: Mutex<Vec<Seen>>,
    connections: AtomicUsize,
    arrived: Notify,
}

/// The server.
#[derive(Clone)]
pub struct Server {
    state: Arc<State>,
    address: SocketAddr,
}

impl Server {
    /// Answers the n-th request with the n-th act, and the ones after the last act with that.
    pub async fn start(script: impl IntoIterator<Item = Act>) -> Self {
        Self::with_tokens([token(TOKEN, 3600)], script).await
    }

    /// The same, with a script for requests of tokens.
    pub async fn with_tokens(tokens: impl IntoIterator<Item = Act>, script: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tokens, script) = (Mutex::new(tokens.into_iter().collect()), Mutex::new(script.into_iter().collect()));
        let state = Arc::new(State { script, tokens, ..State::default() });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                shared.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { state, address }
    }

    /// Forgets the script of what was not answered yet: from now on every request is answered like this.
    pub fn answer(&self, act: Act) {
        *self.state.script.lock().unwrap() = VecDeque::from([act]);
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `127.0.0.1:4010`, as in the header `Host`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Everything that arrived, in order.
    pub fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    /// What arrived beside requests of tokens.
    pub fn calls(&self) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.target != TOKEN_PATH).collect()
    }

    /// The requests of tokens.
    pub fn tokens(&self) -> Vec<Seen> {
        self.seen().into_iter().filter(|seen| seen.target == TOKEN_PATH).collect()
    }

    /// How often somebody connected.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// Ends when so many requests have arrived.
    pub async fn until(&self, count: usize) {
        loop {
            let arrived = self.state.arrived.notified();
            if self.seen().len() >= count {
                return;
            }
            arrived.await;
        }
    }
}

/// An address on which nobody listens.
pub async fn nobody() -> String {
    // taken, but not for listening: nobody else can begin to
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let address = socket.local_addr().unwrap();
    std::mem::forget(socket);
    format!("http://{address}")
}

async fn serve(mut stream: TcpStream, state: Arc<State>) {
    let mut buffer = Vec::new();
    while let Some(seen) = read_request(&mut stream, &mut buffer).await {
        let act = {
            let script = if seen.target == TOKEN_PATH { &state.tokens } else { &state.script };
            let mut script = script.lock().unwrap();
            if script.len() > 1 { script.pop_front() } else { script.front().cloned() }
        };
        state.seen.lock().unwrap().push(seen);
        state.arrived.notify_waiters();
        let Some(act) = act else { return };
        if !perform(&mut stream, act).await {
            return;
        }
    }
}

/// Tells whether the connection is still of use.
async fn perform(stream: &mut TcpStream, act: Act) -> bool {
    match act {
        Act::Send(bytes) => stream.write_all(&bytes).await.is_ok(),
        Act::SendAndClose(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
            false
        }
        Act::SendAndHang(bytes) => {
            let _ = stream.write_all(&bytes).await;
            std::future::pending().await
        }
        Act::Wait(release, bytes) => {
            release.notified().await;
            stream.write_all(&bytes).await.is_ok()
        }
        Act::Endless(head, chunk) => {
            let _ = stream.write_all(&head).await;
            while stream.write_all(&chunk).await.is_ok() {}
            false
        }
    }
}

async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Seen> {
    let end = loop {
        if let Some(at) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(buffer[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let [method, target, "HTTP/1.1"] = lines.next().unwrap().split(' ').collect::<Vec<_>>()[..] else {
        panic!("not a request line in {head:?}")
    };
    let pair = |line: &str| line.split_once(':').map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned()));
    let headers: Vec<_> = lines.map(|line| pair(line).unwrap()).collect();
    assert!(headers.iter().all(|(name, _)| name != "transfer-encoding"), "bodies have a length: {head:?}");
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, v)| v.parse().unwrap());
    let (start, whole) = (end + 4, end + 4 + length);
    while buffer.len() < whole {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(buffer[start..whole].to_vec()).unwrap();
    let seen = Seen { method: method.to_owned(), target: target.to_owned(), headers, body };
    buffer.drain(..whole);
    Some(seen)
}
