//! A scriptable HTTP server on loopback, a clock that tests hold in their hand, and a provider written by hand.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by several tests, each of which uses a part"
)]

pub mod clock;
pub mod pauses;
pub mod provider;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub method: String,
    pub target: String,
    /// Names in lower case, in order of arrival.
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The same, where it is not text.
    pub raw: Vec<u8>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
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
    /// Waits until it is released, then writes.
    Wait(Arc<Notify>, Vec<u8>),
    /// Writes these bytes and resets the connection.
    Reset(Vec<u8>),
    /// Writes the head, then this chunk again and again until the client goes away.
    Endless(Vec<u8>, Vec<u8>),
}

/// An address on which nobody listens, nor will: the port is taken, but not for listening.
pub fn nobody() -> String {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let address = socket.local_addr().unwrap();
    std::mem::forget(socket);
    format!("http://{address}")
}

/// A response with a body and its length.
pub fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Act {
    Act::Send(bytes(status, headers, body))
}

pub fn bytes(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} X\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if status != 204 && status != 304 {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    format!("{text}\r\n{body}").into_bytes()
}

pub fn json(status: u16, body: &str) -> Act {
    reply(status, &[("content-type", "application/json")], body)
}

struct State {
    script: Mutex<VecDeque<Act>>,
    seen: Mutex<Vec<Seen>>,
    arrived: Notify,
    connections: AtomicUsize,
}

impl State {
    fn new(script: VecDeque<Act>) -> Arc<Self> {
        let (script, seen) = (Mutex::new(script), Mutex::default());
        Arc::new(Self { script, seen, arrived: Notify::new(), connections: AtomicUsize::new(0) })
    }
}

/// The server; it ends with the test's runtime.
#[derive(Clone)]
pub struct Server {
    state: Arc<State>,
    port: u16,
}

impl Server {
    /// Answers the n-th request with the n-th act, and the ones after that with the last.
    pub async fn start(script: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State::new(script.into_iter().collect());
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { state, port }
    }

    /// Resets the first `count` connections unread, and then answers by the script from where it is.
    pub async fn unread(count: usize, script: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State::new(script.into_iter().skip(count).collect());
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            let mut left = count;
            while let Ok((stream, _)) = listener.accept().await {
                if left > 0 {
                    left -= 1;
                    let _ = stream.set_zero_linger();
                    continue;
                }
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { state, port }
    }

    /// Accepts one connection, and listens no more.
    pub async fn once(act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State::new([act].into());
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            drop(listener);
            serve(stream, shared).await;
        });
        Self { state, port }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers from here on with these acts, which may name the server's own address.
    pub fn answer(&self, script: impl IntoIterator<Item = Act>) {
        *self.state.script.lock().unwrap() = script.into_iter().collect();
    }

    /// Another origin that reaches the same server.
    pub fn other_url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().unwrap().clone()
    }

    /// How many connections were made and read from.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    pub fn lines(&self) -> Vec<String> {
        self.seen().iter().map(Seen::line).collect()
    }

    /// Ends when this many requests have arrived.
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

async fn serve(mut stream: TcpStream, state: Arc<State>) {
    state.connections.fetch_add(1, Ordering::SeqCst);
    let mut buffer = Vec::new();
    while let Some(seen) = read_request(&mut stream, &mut buffer).await {
        let act = {
            let mut script = state.script.lock().unwrap();
            if script.len() > 1 { script.pop_front() } else { script.front().cloned() }
        };
        state.seen.lock().unwrap().push(seen);
        state.arrived.notify_waiters();
        let Some(act) = act else { return };
        match act {
            Act::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::SendAndClose(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Act::SendAndHang(bytes) => {
                let _ = stream.write_all(&bytes).await;
                std::future::pending::<()>().await;
            }
            Act::Wait(release, bytes) => {
                release.notified().await;
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::Reset(bytes) => {
                let _ = stream.write_all(&bytes).await;
                // so that what is before it arrives before it
                tokio::task::yield_now().await;
                let _ = stream.set_zero_linger();
                return;
            }
            Act::Endless(head, chunk) => {
                let _ = stream.write_all(&head).await;
                while stream.write_all(&chunk).await.is_ok() {}
                return;
            }
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
    let mut first = lines.next().unwrap().split(' ');
    let (method, target) = (first.next().unwrap().to_owned(), first.next().unwrap().to_owned());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    if headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        buffer.drain(..end + 4);
        let raw = read_chunks(stream, buffer).await?;
        let body = String::from_utf8_lossy(&raw).into_owned();
        return Some(Seen { method, target, headers, body, raw });
    }
    let length = headers.iter().find(|(n, _)| n == "content-length").map_or(0, |(_, v)| v.parse().unwrap());
    while buffer.len() < end + 4 + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let raw = buffer[end + 4..end + 4 + length].to_vec();
    let body = String::from_utf8_lossy(&raw).into_owned();
    buffer.drain(..end + 4 + length);
    Some(Seen { method, target, headers, body, raw })
}

/// A body of unknown length (RFC 9112 §7.1); `None` when it is cut off.
async fn read_chunks(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        if let Some(at) = buffer.windows(2).position(|w| w == b"\r\n") {
            let size = usize::from_str_radix(std::str::from_utf8(&buffer[..at]).unwrap(), 16).unwrap();
            if buffer.len() >= at + 2 + size + 2 {
                body.extend_from_slice(&buffer[at + 2..at + 2 + size]);
                buffer.drain(..at + 2 + size + 2);
                if size == 0 {
                    return Some(body);
                }
                continue;
            }
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
}
