//! The same calls twice: through the runtime, as generated code makes them, and by hand with reqwest and serde_json.
//!
//! Both use one HTTP client with the same settings; what is compared is what the runtime adds: building the request,
//! credentials, limits, retries, choosing the reply, decoding.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::ReqwestTransport;
/// A row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// An amount in the smallest unit.
    pub amount: i64,
    /// A code of three letters.
    pub currency: String,
    /// Free text.
    pub note: Option<String>,
}

v1::object! { de Row {
    id: String = "id", required v1::Plain;
    amount: i64 = "amount", required v1::Int;
    currency: String = "currency", required v1::Plain;
    note: Option<String> = "note", optional v1::Plain;
} }

/// A list of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The rows.
    pub data: Vec<Row>,
}

v1::object! { de Rows {
    data: Vec<Row> = "data", required v1::List<v1::Plain>;
} }

/// The same types with serde's derives.
mod derived {
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[allow(dead_code, reason = "decoding them is what is measured")]
    pub(super) struct Row {
        id: String,
        amount: i64,
        currency: String,
        note: Option<String>,
    }

    #[derive(Deserialize)]
    pub(super) struct Rows {
        pub(super) data: Vec<Row>,
    }
}

/// What an error gives.
#[derive(Debug, Clone, PartialEq)]
pub enum ListError {
    /// Anything.
    Undocumented,
}

/// `GET /rows/{size}`.
pub struct List;

v1::operation! { List -> Rows, ListError {
    Get "/rows/{size}", "list";
    param v1::Param::path("size");
    param v1::Param::query("limit");
    auth 0[];
    replies json "200";
    gives json v1::Plain;
} }

static PROVIDER: v1::Provider = v1::Provider {
    name: "bench",
    version: "0.0.0",
    base_url_var: "BENCH_BASE_URL",
    environments: &[],
    default_environment: None,
    schemes: &[v1::Scheme { name: "token", kind: v1::SchemeKind::Bearer { var: "BENCH_TOKEN" } }],
    auth: &[],
    prefixes: &[],
};

/// The client of the runtime.
pub fn ours(base: &str) -> Result<v1::Core, Box<dyn std::error::Error>> {
    let mut builder = v1::Builder::new(&PROVIDER);
    builder.base_url(base.to_owned());
    builder.bearer(0, "token".to_owned());
    builder.transport(ReqwestTransport::new(Duration::from_secs(5))?);
    Ok(builder.build()?)
}

/// One call through the runtime, as generated code makes it.
pub async fn call_ours(core: &v1::Core, size: &str) -> usize {
    let mut call = v1::Call::new(core, <List as v1::Operation>::SPEC);
    call.set::<String>(0, &size.to_owned());
    call.set(1, &100);
    match v1::send::<List>(call).await {
        Ok(rows) => rows.data.len(),
        Err(error) => panic!("{error}"),
    }
}

/// The client written by hand: what a careful programmer sets.
pub fn by_hand() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(60))
        .user_agent("bench/0.0.0")
        .build()
}

/// The same call by hand.
pub async fn call_by_hand(client: &reqwest::Client, base: &str, size: &str) -> usize {
    let url = format!("{base}/rows/{size}");
    let request = client.get(url).bearer_auth("token").header("accept", "application/json").query(&[("limit", 100)]);
    let rows = async { request.send().await?.error_for_status()?.json::<derived::Rows>().await };
    match rows.await {
        Ok(rows) => rows.data.len(),
        Err(error) => panic!("{error}"),
    }
}

fn body(rows: usize) -> String {
    let row = |n| format!(r#"{{"id":"row_{n:08}","amount":{n},"currency":"EUR","note":"paid in full, as agreed"}}"#);
    format!(r#"{{"data":[{}]}}"#, (0..rows).map(row).collect::<Vec<_>>().join(","))
}

/// Rows of a small answer, and of one of a megabyte.
pub const SMALL: usize = 1;
/// See [`SMALL`].
pub const LARGE: usize = 12_000;

/// Starts a server that answers `/rows/small` and `/rows/large` from memory; gives its address.
pub fn serve() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    let answer = |rows| {
        let body = body(rows);
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
        (head + &body).into_bytes()
    };
    let (small, large): (&'static [u8], &'static [u8]) = (answer(SMALL).leak(), answer(LARGE).leak());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer_all(stream, small, large));
        }
    });
    Ok(address)
}

fn answer_all(mut stream: std::net::TcpStream, small: &[u8], large: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = [0; 4096];
    let mut length = 0;
    loop {
        let read = stream.read(&mut buffer[length..])?;
        if read == 0 {
            return Ok(());
        }
        length += read;
        if buffer[..length].ends_with(b"\r\n\r\n") {
            stream.write_all(if buffer.starts_with(b"GET /rows/large") { large } else { small })?;
            length = 0;
        }
    }
}
