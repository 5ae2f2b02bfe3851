//! A connection, plain or secured, that keeps what was read and not used yet.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use socket2::SockRef;

use crate::record::{KEPT, Request, Secured};

/// The first byte of every TLS record of a handshake.
const HANDSHAKE: u8 = 0x16;

/// The most that a request may be.
const MAX_REQUEST: usize = 64 << 20;

/// A socket. The stage knows it too, but weakly: a reset needs the last handle to be dropped.
#[derive(Debug, Clone)]
pub(crate) struct Socket(pub(crate) Arc<TcpStream>);

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(buffer)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self.0).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

enum Side {
    Plain(Socket),
    Tls(Box<StreamOwned<ServerConnection, Socket>>),
}

/// A connection.
pub(crate) struct Wire {
    side: Side,
    ahead: Vec<u8>,
}

impl Wire {
    /// Takes the socket and, where the host speaks TLS, shakes hands.
    pub(crate) fn accept(socket: Socket, tls: Option<&Arc<ServerConfig>>) -> (Self, Secured) {
        let _only_slower = socket.0.set_nodelay(true);
        let mut first = [0];
        let (Some(config), Ok(1)) = (tls, socket.0.peek(&mut first)) else {
            let secured = if tls.is_some() { Secured::Refused } else { Secured::Plain };
            return (Self::plain(socket), secured);
        };
        if first[0] != HANDSHAKE {
            return (Self::plain(socket), Secured::Skipped);
        }
        let Ok(mut connection) = ServerConnection::new(Arc::clone(config)) else {
            return (Self::plain(socket), Secured::Refused);
        };
        let mut socket = socket;
        while connection.is_handshaking() {
            if connection.complete_io(&mut socket).is_err() {
                return (Self::plain(socket), Secured::Refused);
            }
        }
        let stream = StreamOwned::new(connection, socket);
        (Self { side: Side::Tls(Box::new(stream)), ahead: Vec::new() }, Secured::Yes)
    }

    fn plain(socket: Socket) -> Self {
        Self { side: Side::Plain(socket), ahead: Vec::new() }
    }

    fn socket(&self) -> &TcpStream {
        match &self.side {
            Side::Plain(socket) => &socket.0,
            Side::Tls(stream) => &stream.sock.0,
        }
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.side {
            Side::Plain(socket) => socket.write_all(bytes),
            Side::Tls(stream) => {
                stream.write_all(bytes)?;
                stream.flush()
            }
        }
    }

    /// Reads more; `false` at the end.
    fn more(&mut self) -> io::Result<bool> {
        let mut buffer = [0; 16 * 1024];
        let read = match &mut self.side {
            Side::Plain(socket) => socket.read(&mut buffer)?,
            Side::Tls(stream) => stream.read(&mut buffer)?,
        };
        self.ahead.extend_from_slice(&buffer[..read]);
        Ok(read > 0)
    }

    /// Reads until `found` finds the end of something in what is there, and takes it.
    fn until(&mut self, found: impl Fn(&[u8]) -> Option<usize>) -> Option<Vec<u8>> {
        loop {
            if let Some(end) = found(&self.ahead) {
                return Some(self.ahead.drain(..end).collect());
            }
            if self.ahead.len() > MAX_REQUEST || !self.more().unwrap_or(false) {
                return None;
            }
        }
    }

    fn line(&mut self) -> Option<Vec<u8>> {
        self.until(|bytes| bytes.iter().position(|byte| *byte == b'\n').map(|at| at + 1))
    }

    /// Reads a request; `None` when the client has gone away before it was complete.
    pub(crate) fn request(&mut self) -> Option<Request> {
        let head = self.until(|bytes| bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4))?;
        let mut request = Request { head, body: Vec::new() };
        let chunked = request.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        let length = request.header("content-length").and_then(|value| value.parse::<usize>().ok());
        match (chunked, length) {
            (true, _) => loop {
                let size = self.line()?;
                let size = std::str::from_utf8(&size).ok()?.split([';', '\r']).next()?.trim().to_owned();
                let size = usize::from_str_radix(&size, 16).ok().filter(|size| *size <= MAX_REQUEST)?;
                if size == 0 {
                    while self.line()?.len() > 2 {}
                    return Some(request);
                }
                let chunk = self.until(|bytes| (bytes.len() >= size + 2).then_some(size + 2))?;
                request.body.extend_from_slice(&chunk[..size]);
            },
            (false, length) => {
                let length = length.unwrap_or(0);
                request.body = self.until(|bytes| (bytes.len() >= length).then_some(length))?;
                Some(request)
            }
        }
    }

    /// What was read and is no request.
    pub(crate) fn noise(&self) -> Vec<u8> {
        self.ahead[..self.ahead.len().min(KEPT)].to_vec()
    }

    /// Waits until the client has gone away.
    pub(crate) fn wait(&mut self) {
        while self.more().unwrap_or(false) {
            self.ahead.clear();
        }
    }

    /// Ends the connection so that everything sent arrives.
    pub(crate) fn close(&mut self) {
        if let Side::Tls(stream) = &mut self.side {
            stream.conn.send_close_notify();
            let _gone_already = stream.conn.complete_io(&mut stream.sock);
        }
        let socket = self.socket();
        let _gone_already = socket.shutdown(Shutdown::Write);
        // bytes that nobody has read would turn the end into a reset
        let _unsupported = socket.set_read_timeout(Some(Duration::from_secs(2)));
        let mut buffer = [0; 4096];
        let mut socket = socket;
        while matches!(socket.read(&mut buffer), Ok(1..)) {}
    }

    /// Breaks the connection: what is not sent yet is lost, and the client sees a reset.
    pub(crate) fn reset(self) {
        let _unsupported = SockRef::from(self.socket()).set_linger(Some(Duration::ZERO));
    }
}
