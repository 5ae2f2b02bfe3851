//! As much of an HTTP server as the demo needs: one request per connection, judged by the contract.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::contract::{Contract, TokenEndpoint};

/// Answers whoever connects.
pub(crate) async fn serve(listener: TcpListener, contract: Arc<Contract>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(exchange(stream, contract.clone()));
    }
}

/// Answers one request, and closes.
async fn exchange(stream: TcpStream, contract: Arc<Contract>) {
    let mut stream = BufReader::new(stream);
    let Some(request) = read(&mut stream).await else { return };
    let (status, body) = answer(&request, &contract);
    let length = body.len();
    let text = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    // a client that went away misses the answer, and nobody else does
    let _gone = stream.write_all(text.as_bytes()).await;
}

struct Request {
    method: String,
    /// Path and query.
    target: String,
    /// Names in lower case.
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// `None` when the client goes away, or speaks something else.
async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut words = lines.first()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let pairs = lines.iter().skip(1).filter_map(|line| line.split_once(':'));
    let headers: HashMap<_, _> = pairs.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    let length: usize = headers.get("content-length").map_or(Ok(0), |length| length.parse()).ok()?;
    let mut body = vec![0; length.min(1 << 16)];
    stream.read_exact(&mut body).await.ok()?;
    Some(Request { method, target, headers, body })
}

type Reply = (&'static str, String);

fn answer(request: &Request, contract: &Contract) -> Reply {
    if let Some(token) = contract.token.as_ref().filter(|token| token.path == request.target) {
        return grant(request, token);
    }
    let refuse = |status, why: &str| (status, json!({ "message": why }).to_string());
    if request.target != contract.path {
        return refuse("404 Not Found", "there is no such path");
    }
    if request.method != contract.method {
        return refuse("405 Method Not Allowed", "this is for reading only");
    }
    if request.header("authorization") != Some(&contract.authorization) {
        return refuse("401 Unauthorized", "these are not the credentials of the demo");
    }
    if let Some((name, value)) = contract.headers.iter().find(|(name, value)| request.header(name) != Some(value)) {
        return refuse("400 Bad Request", &format!("{name} has to be {value}"));
    }
    ("200 OK", contract.example.clone())
}

/// The token endpoint: a form that is right, and nothing else, is worth a token (RFC 6749 §4.4.2, errors §5.2).
fn grant(request: &Request, endpoint: &TokenEndpoint) -> Reply {
    let refuse = |status, code: &str| (status, json!({ "error": code }).to_string());
    let is_form = request.header("content-type") == Some("application/x-www-form-urlencoded");
    if request.method != "POST" || !is_form {
        return refuse("400 Bad Request", "invalid_request");
    }
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let secret = |form: &BTreeMap<String, String>| [form.get("client_id").cloned(), form.get("client_secret").cloned()];
    if secret(&form) != secret(&endpoint.form) || request.header("authorization") != endpoint.authorization.as_deref() {
        return refuse("401 Unauthorized", "invalid_client");
    }
    if form != endpoint.form {
        return refuse("400 Bad Request", "invalid_request");
    }
    let token = json!({ "access_token": endpoint.token, "token_type": "Bearer", "expires_in": 3600 });
    ("200 OK", token.to_string())
}
