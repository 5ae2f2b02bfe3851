//! Hosts that do what a script says, byte for byte, and keep a record of what they see.
//!
//! Holds: threads and blocking sockets, so that no runtime is between script and wire; everything ends when a [`Stage`] is
//! dropped.

pub mod certificate;
mod play;
pub(crate) mod wire;

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::SystemTime;

use rustls::ServerConfig;

use self::certificate::Identity;
use self::wire::Socket;
use crate::record::{Connection, Record, Secured};
use crate::suite::{Host, Step};

/// What the hosts of a case do.
#[derive(Debug, Clone, Default)]
pub struct Scripts {
    /// Of host `a`, by request; the last repeats.
    pub a: Vec<Vec<Step>>,
    /// Of the token endpoint.
    pub t: Vec<Vec<Step>>,
}

/// What `b` answers, and `a` where a request without TLS should never have gone.
const ACCEPTED: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"id\":\"b\",\"amount\":0}";

/// The hosts of a case.
pub struct Stage {
    shared: Arc<Shared>,
    origins: Origins,
    addresses: Vec<SocketAddr>,
}

/// Where the hosts are.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Origins {
    /// `a`
    pub a: String,
    /// `b`
    pub b: String,
    /// `t`
    pub t: String,
    /// `a` without TLS.
    pub a_plain: String,
}

impl Origins {
    /// A text with its placeholders filled; `{n}` is `count`.
    pub fn fill(&self, text: &str, count: impl Fn() -> u64) -> String {
        let authority = self.b.split("://").nth(1).unwrap_or_default();
        let mut text = text.to_owned();
        for (name, value) in
            [("{a}", &*self.a), ("{b}", &*self.b), ("{a_plain}", &*self.a_plain), ("{b_authority}", authority)]
        {
            if text.contains(name) {
                text = text.replace(name, value);
            }
        }
        if text.contains("{n}") { text.replace("{n}", &count().to_string()) } else { text }
    }
}

struct Shared {
    scripts: Scripts,
    origins: Origins,
    tls: Option<Arc<ServerConfig>>,
    record: Mutex<Record>,
    /// All sockets, to end what hangs.
    sockets: Mutex<Vec<Weak<TcpStream>>>,
    requests: [AtomicUsize; 4],
    counter: AtomicU64,
    over: AtomicBool,
}

impl Shared {
    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self) -> u64 {
        self.counter.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The script of the next request to a host.
    fn script(&self, host: Host) -> Vec<Step> {
        let n = self.requests[host as usize].fetch_add(1, Ordering::Relaxed);
        let scripts = match host {
            Host::A => &self.scripts.a,
            Host::T => &self.scripts.t,
            Host::B | Host::APlain => return vec![Step::Send(ACCEPTED.to_owned()), Step::Keep],
        };
        scripts.get(n).or(scripts.last()).cloned().unwrap_or_default()
    }
}

impl Stage {
    /// Opens the hosts on loopback.
    ///
    /// # Errors
    /// When there is no port to be had.
    pub fn open(scripts: Scripts, identity: Option<&Identity>) -> io::Result<Self> {
        let listeners: Vec<(Host, TcpListener)> = Host::ALL
            .into_iter()
            .map(|host| Ok((host, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)))
            .collect::<io::Result<_>>()?;
        let addresses: Vec<_> =
            listeners.iter().map(|(_, listener)| listener.local_addr()).collect::<io::Result<_>>()?;
        let scheme = if identity.is_some() { "https" } else { "http" };
        let [a, b, t, plain] = [0, 1, 2, 3].map(|n: usize| addresses[n]);
        let origins = Origins {
            a: format!("{scheme}://{a}"),
            b: format!("{scheme}://{b}"),
            t: format!("{scheme}://{t}"),
            a_plain: if identity.is_some() { format!("http://{plain}") } else { format!("http://{a}") },
        };
        let shared = Arc::new(Shared {
            scripts,
            origins: origins.clone(),
            tls: identity.map(|identity| Arc::clone(&identity.config)),
            record: Mutex::default(),
            sockets: Mutex::default(),
            requests: Default::default(),
            counter: AtomicU64::new(0),
            over: AtomicBool::new(false),
        });
        for (host, listener) in listeners {
            let shared = Arc::clone(&shared);
            thread::Builder::new()
                .name(format!("host {}", host.name()))
                .spawn(move || listen(&shared, host, &listener))?;
        }
        Ok(Self { shared, origins, addresses })
    }

    /// Where the hosts are.
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Ends everything, and gives what was seen.
    pub fn close(self) -> Record {
        self.end();
        self.shared.record().clone()
    }

    fn end(&self) {
        self.shared.over.store(true, Ordering::SeqCst);
        for address in &self.addresses {
            // wakes the listener, which sees that it is over
            drop(TcpStream::connect(address));
        }
        for socket in self.shared.sockets.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let _gone_already = socket.upgrade().map(|socket| socket.shutdown(Shutdown::Both));
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.end();
    }
}

fn listen(shared: &Arc<Shared>, host: Host, listener: &TcpListener) {
    for socket in listener.incoming() {
        let Ok(socket) = socket else { continue };
        if shared.over.load(Ordering::SeqCst) {
            return;
        }
        let socket = Arc::new(socket);
        shared.sockets.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&socket));
        let secured = Secured::Plain;
        let index = {
            let mut record = shared.record();
            record.connections.push(Connection { host, at: SystemTime::now(), secured, noise: Vec::new() });
            record.connections.len() - 1
        };
        let shared = Arc::clone(shared);
        let serve = move || play::serve(&shared, host, index, Socket(socket));
        // without a thread the connection is dropped, which the client sees
        drop(thread::Builder::new().name(format!("connection {index}")).spawn(serve));
    }
}
