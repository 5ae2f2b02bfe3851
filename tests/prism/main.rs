//! An independent judge of the requests: Prism serves each document, and every operation is called through the facade.
//!
//! Holds: no request that a client makes is objected to, every documented status arrives as its own arm with its body, and
//! wrong requests are objected to, or the judge would judge nothing. `.ci/prism` starts the servers, runs what is ignored
//! here and reads what they logged; without them only the tables are checked against the surface of the clients.

#![allow(clippy::unwrap_used)]

mod arms;
mod controls;
mod judged;
#[path = "../support/mod.rs"]
mod support;

use std::io;

use support::Server;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The address at which `.ci/prism` lets a provider's document be served.
fn address(provider: &str) -> String {
    let name = format!("BURSAR_PRISM_{}", provider.to_uppercase().replace('-', "_"));
    std::env::var(&name).unwrap_or_else(|_| panic!("{name} has no address of a Prism: run .ci/prism, which sets it"))
}

/// The whole answer to a request that no client makes: its lines are sent as they are.
async fn raw(address: &str, lines: &[&str]) -> io::Result<String> {
    let host = address.strip_prefix("http://").unwrap_or(address);
    let mut stream = TcpStream::connect(host).await?;
    let head = format!("{}\r\nHost: {host}\r\nConnection: close\r\n\r\n", lines.join("\r\n"));
    stream.write_all(head.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

/// The URL of a token endpoint that gives tokens to whoever asks: Prism serves operations, and that is none.
async fn token_url() -> String {
    format!("{}{}", Server::start([]).await.url(), support::TOKEN_PATH)
}
