//! One server on loopback for all names under `.test`, and the way of a client to it.
//!
//! Holds: no request leaves the machine; the client's clock stands still while a request is under way.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, ready};
use std::thread;
use std::time::Duration;

use bursar_runtime::{
    BoxFuture, Bytes, Chunks, Clock as _, ConfigError, DateTime, FailureKind, HttpRequest, HttpResponse,
    ReqwestTransport, Stream, Transport, TransportFailure, Utc,
};

use super::clock::{Flight, Timeline};
use super::course::Playing;
use super::model::{Came, Fault, Framing, Reply};
use crate::record::Request;
use crate::server::wire::{Socket, Wire};

/// The pause between two chunks, so that they arrive one by one.
const BETWEEN: Duration = Duration::from_millis(2);

/// The longest time for a connection.
const CONNECT: Duration = Duration::from_secs(5);

struct Shared {
    timeline: Timeline,
    playing: Mutex<Option<Playing>>,
    /// When the last answer was given, or the call began, by the client's clock.
    last: Mutex<Duration>,
    sockets: Mutex<Vec<Weak<TcpStream>>>,
    over: AtomicBool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The server.
pub struct Loopback {
    shared: Arc<Shared>,
    address: SocketAddr,
}

impl Loopback {
    /// Opens a port on loopback.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(timeline: &Timeline) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            timeline: timeline.clone(),
            playing: Mutex::default(),
            last: Mutex::default(),
            sockets: Mutex::default(),
            over: AtomicBool::new(false),
        });
        let listening = Arc::clone(&shared);
        thread::Builder::new().name("loopback".to_owned()).spawn(move || listen(&listening, &listener))?;
        Ok(Self { shared, address })
    }

    /// Begins a call.
    pub fn begin(&self, playing: Playing) {
        *lock(&self.shared.last) = self.shared.timeline.passed();
        *lock(&self.shared.playing) = Some(playing);
    }

    /// Ends it, with what happened.
    pub fn end(&self) -> Option<Playing> {
        lock(&self.shared.playing).take()
    }

    /// A transport to this server.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn transport(&self) -> Result<impl Transport + use<>, ConfigError> {
        let inner = ReqwestTransport::new(CONNECT)?;
        Ok(Road { inner, shared: Arc::clone(&self.shared), address: self.address })
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        // wakes the listener, which sees that it is over
        drop(TcpStream::connect(self.address));
        for socket in lock(&self.shared.sockets).drain(..) {
            let _gone_already = socket.upgrade().map(|socket| socket.shutdown(Shutdown::Both));
        }
    }
}

/// The way to the server.
struct Road {
    inner: ReqwestTransport,
    shared: Arc<Shared>,
    address: SocketAddr,
}

impl Road {
    async fn go(&self, mut request: HttpRequest) -> Result<HttpResponse, TransportFailure> {
        let mut flight = self.shared.timeline.flight();
        let refuse = |kind: FailureKind, text: String| Err(TransportFailure::new(kind, text));
        let host = request.url.host_str().unwrap_or_default().to_owned();
        if !host.ends_with(".test") || request.url.scheme() != "http" {
            flight.land();
            return refuse(FailureKind::Refused, format!("{}://{host} is no host of a probe", request.url.scheme()));
        }
        if lock(&self.shared.playing).as_mut().is_some_and(Playing::is_refused) {
            flight.land();
            *lock(&self.shared.last) = self.shared.timeline.passed();
            return refuse(FailureKind::Connect, "connection refused".to_owned());
        }
        let authority = request.url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
        let moved = request.url.set_ip_host(self.address.ip()).and(request.url.set_port(Some(self.address.port())));
        let name = authority.parse();
        let (Ok(()), Ok(name)) = (moved, name) else {
            return refuse(FailureKind::Refused, format!("{authority} cannot be a host"));
        };
        request.headers.insert("host", name);
        let answer = self.inner.execute(request).await;
        match answer {
            Ok(response) => {
                let body = Watched { body: response.body, flight: Some(flight) };
                Ok(HttpResponse::new(response.status, response.headers, body))
            }
            Err(failure) => {
                flight.land();
                Err(failure)
            }
        }
    }
}

impl Transport for Road {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        Box::pin(self.go(request))
    }
}

/// A body that keeps its request under way until it ends.
struct Watched {
    body: Chunks,
    flight: Option<Flight>,
}

impl Stream for Watched {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.body.as_mut().poll_next(cx));
        if !matches!(next, Some(Ok(_)))
            && let Some(mut flight) = self.flight.take()
        {
            flight.land();
        }
        Poll::Ready(next)
    }
}

fn listen(shared: &Arc<Shared>, listener: &TcpListener) {
    for socket in listener.incoming() {
        let Ok(socket) = socket else { continue };
        if shared.over.load(Ordering::SeqCst) {
            return;
        }
        let socket = Arc::new(socket);
        lock(&shared.sockets).push(Arc::downgrade(&socket));
        let shared = Arc::clone(shared);
        let serve = move || serve(&shared, Socket(socket));
        // without a thread the connection is dropped, which the client sees
        drop(thread::Builder::new().name("connection".to_owned()).spawn(serve));
    }
}

fn serve(shared: &Shared, socket: Socket) {
    let (mut wire, _plain) = Wire::accept(socket, None);
    while let Some(request) = wire.request() {
        let reply = answer(shared, &request);
        if reply.fault == Some(Fault::CloseBeforeResponse) {
            return wire.close();
        }
        if send(&mut wire, &reply, &request, &shared.timeline).is_err() {
            return;
        }
        if reply.fault.is_some() {
            return wire.close();
        }
    }
}

/// The answer to a request, when its time has come.
fn answer(shared: &Shared, request: &Request) -> Reply {
    let waited = shared.timeline.passed().saturating_sub(*lock(&shared.last));
    let waited_ms = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX);
    let came = Came { request: request.clone(), waited_ms };
    let reply = lock(&shared.playing).as_mut().and_then(|playing| playing.request(&came));
    // an answer that nothing hopes for: not repeated, and an error
    let reply = reply.unwrap_or_else(|| Reply { status: Some(418), ..Reply::default() });
    if reply.delay_ms > 0 {
        shared.timeline.delay(Duration::from_millis(reply.delay_ms));
    }
    *lock(&shared.last) = shared.timeline.passed();
    reply
}

fn send(wire: &mut Wire, reply: &Reply, request: &Request, timeline: &Timeline) -> io::Result<()> {
    let status = reply.status.unwrap_or(500);
    let is_bodiless = matches!(status, 100..=199 | 204 | 304);
    let mut head = format!("HTTP/1.1 {status} Status\r\n");
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {}\r\n", filled(value, timeline)));
    }
    let has = |name: &str| reply.headers.iter().any(|(found, _)| found.eq_ignore_ascii_case(name));
    if let Some(media) = reply.media_type.filter(|_| !has("content-type")) {
        head.push_str(&format!("Content-Type: {media}\r\n"));
    }
    let body = reply.chunks.concat();
    match reply.framing {
        _ if is_bodiless || has("content-length") => {}
        Framing::Length => head.push_str(&format!("Content-Length: {}\r\n", body.len())),
        Framing::Chunks => head.push_str("Transfer-Encoding: chunked\r\n"),
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if is_bodiless || request.method() == "HEAD" {
        return wire.send(&bytes);
    }
    match reply.framing {
        Framing::Length => {
            let length = if reply.fault == Some(Fault::CloseMidBody) { body.len() / 2 } else { body.len() };
            bytes.extend_from_slice(&body[..length]);
            wire.send(&bytes)
        }
        Framing::Chunks => {
            wire.send(&bytes)?;
            let pieces = if reply.fault.is_some() { reply.chunks.len().div_ceil(2) } else { reply.chunks.len() };
            for chunk in &reply.chunks[..pieces] {
                thread::sleep(BETWEEN);
                wire.send(&[format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat())?;
            }
            if reply.fault.is_none() { wire.send(b"0\r\n\r\n") } else { Ok(()) }
        }
    }
}

/// A header with its dates, by the client's clock.
fn filled(text: &str, timeline: &Timeline) -> String {
    let forms =
        BTreeMap::from([("http_date", "%a, %d %b %Y %H:%M:%S GMT"), ("rfc850_date", "%A, %d-%b-%y %H:%M:%S GMT")]);
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inside, after)) = after.split_once("}}") else { break };
        let (name, offset) = inside.split_once(':').unwrap_or((inside, "+0s"));
        let seconds: i64 = offset.trim_end_matches('s').parse().unwrap_or_default();
        let now: DateTime<Utc> = timeline.wall().into();
        let at = DateTime::from_timestamp(now.timestamp() + seconds, 0).unwrap_or(now);
        out.push_str(before);
        out.push_str(&forms.get(name).map_or_else(|| inside.to_owned(), |form| at.format(form).to_string()));
        rest = after;
    }
    out + rest
}
