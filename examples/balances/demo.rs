//! Five loopback servers that answer from the examples of the vendored documents, so that everything can be tried
//! without an account. They check method, path, credentials and required headers, as the providers do.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use bursar_codegen::diag::Diags;
use bursar_codegen::source::{Pointer, Trace, Value};
use bursar_codegen::{Files, lower, overlay, source};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::accounts::Vars;

/// A provider of the demo.
struct Demo {
    name: &'static str,
    spec: &'static str,
    /// What a request has to carry.
    headers: &'static [(&'static str, &'static str)],
    /// Settings of the client; its base URL is added.
    settings: &'static [(&'static str, &'static str)],
    base_url: &'static str,
}

const DEMOS: [Demo; 5] = [
    Demo {
        name: "dodopayments",
        spec: "openapi.yaml",
        headers: &[("authorization", "Bearer demo-dodo")],
        settings: &[
            ("DODO_PAYMENTS_API_KEY", "demo-dodo"),
            ("DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID", "cent_demo"),
            ("DODO_PAYMENTS_CUSTOMER_ID", "cus_demo"),
        ],
        base_url: "DODOPAYMENTS_BASE_URL",
    },
    Demo {
        name: "fedapay",
        spec: "openapi.yaml",
        headers: &[("authorization", "Bearer demo-fedapay")],
        settings: &[("FEDAPAY_SECRET_KEY", "demo-fedapay"), ("FEDAPAY_BALANCE_ID", "1")],
        base_url: "FEDAPAY_BASE_URL",
    },
    Demo {
        name: "frontier",
        spec: "swagger.yaml",
        // "demo:demo-frontier" in base64
        headers: &[("authorization", "Basic ZGVtbzpkZW1vLWZyb250aWVy")],
        settings: &[
            ("FRONTIER_CLIENT_ID", "demo"),
            ("FRONTIER_CLIENT_SECRET", "demo-frontier"),
            ("FRONTIER_ORG_ID", "org_demo"),
            ("FRONTIER_BILLING_ID", "bill_demo"),
        ],
        base_url: "FRONTIER_BASE_URL",
    },
    Demo {
        name: "orum",
        spec: "openapi.yaml",
        headers: &[("authorization", "Bearer demo-orum-token"), ("orum-version", "v2022-09-21")],
        settings: &[("ORUM_CLIENT_ID", "demo"), ("ORUM_CLIENT_SECRET", "demo-orum")],
        base_url: "ORUM_BASE_URL",
    },
    Demo {
        name: "telnyx",
        spec: "openapi.yaml",
        headers: &[("authorization", "Bearer demo-telnyx")],
        settings: &[("TELNYX_API_KEY", "demo-telnyx")],
        base_url: "TELNYX_BASE_URL",
    },
];

/// What a server answers: its path template, and the example.
struct Script {
    template: String,
    body: String,
}

/// Starts the servers; gives the settings of clients that reach them. A setting of the environment wins, so that one
/// of the servers can be replaced.
pub(crate) async fn start() -> Result<Vars, String> {
    let mut settings: HashMap<&str, String> = HashMap::new();
    for demo in &DEMOS {
        let script = Arc::new(script(demo)?);
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        settings.extend(demo.settings.iter().map(|(name, value)| (*name, (*value).to_owned())));
        settings.insert(demo.base_url, format!("http://{address}"));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, demo, script.clone()));
            }
        });
    }
    Ok(Arc::new(move |name| {
        let replaced = name.ends_with("_BASE_URL").then(|| std::env::var(name).ok()).flatten();
        replaced.or_else(|| settings.get(name).cloned())
    }))
}

/// Reads the one operation of a vendored document, with its overlay, and the example of its success.
fn script(demo: &Demo) -> Result<Script, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs").join(demo.name);
    let mut files = Files::new();
    for name in [demo.spec, overlay::FILE] {
        let bytes = std::fs::read(folder.join(name));
        let bytes = bytes.map_err(|error| format!("specs/{}/{name} (part of the repository): {error}", demo.name))?;
        files.insert(name.to_owned(), bytes);
    }
    example(demo, &files).ok_or_else(|| format!("specs/{}/{} has no example of a success", demo.name, demo.spec))
}

fn example(demo: &Demo, files: &Files) -> Option<Script> {
    let (mut diags, mut trace) = (Diags::default(), Trace::default());
    let mut document = source::load(files, demo.spec, &mut diags)?;
    overlay::apply(&mut document, files, demo.spec, &mut trace, &mut diags);
    let document = lower::lower(document, demo.spec, &mut trace, &mut diags)?;
    let (template, item) = document.get("paths")?.as_object()?.first()?;
    let reply = item.get("get")?.get("responses")?.get("200")?;
    let reply = match reply.get("$ref").and_then(Value::as_str) {
        Some(shared) => document.at(&Pointer::parse(shared)?)?,
        None => reply,
    };
    let body = reply.get("content")?.get("application/json")?.get("example")?.to_json().to_string();
    Some(Script { template: template.clone(), body })
}

/// Answers one request, and closes.
async fn serve(stream: TcpStream, demo: &Demo, script: Arc<Script>) {
    let mut stream = BufReader::new(stream);
    let Some(request) = read(&mut stream).await else { return };
    let (status, body) = answer(&request, demo, &script);
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    // a client that went away misses the answer, and nobody else does
    let _gone = stream.get_mut().write_all((head + &body).as_bytes()).await;
}

/// A request, as far as the demo looks at it.
struct Request {
    line: String,
    headers: HashMap<String, String>,
    body: String,
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok().filter(|read| *read > 0)?;
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let pairs = lines.iter().skip(1).filter_map(|line| line.split_once(": "));
    let headers: HashMap<String, String> = pairs.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0_usize);
    let mut body = vec![0; length.min(65_536)];
    stream.read_exact(&mut body).await.ok()?;
    Some(Request { line: lines.first()?.clone(), headers, body: String::from_utf8(body).ok()? })
}

fn answer(request: &Request, demo: &Demo, script: &Script) -> (&'static str, String) {
    let refuse = |status, why: &str| (status, format!("{{\"message\":\"{why}\",\"error_code\":\"demo\"}}"));
    let mut words = request.line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if method == "POST" && target == "/oauth/token" && demo.name == "orum" {
        let granted =
            request.body.contains("grant_type=client_credentials") && request.body.contains("scope=read%3Abalances");
        if !granted {
            return ("400 Bad Request", "{\"error\":\"invalid_request\"}".to_owned());
        }
        let token = "{\"access_token\":\"demo-orum-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
        return ("200 OK", token.to_owned());
    }
    if method != "GET" || !fits(&script.template, target) {
        return refuse("404 Not Found", "no such operation");
    }
    for (name, value) in demo.headers {
        match request.headers.get(*name) {
            Some(sent) if sent == value => {}
            _ if *name == "authorization" => return refuse("401 Unauthorized", "wrong credentials"),
            _ => return refuse("400 Bad Request", "a header is missing"),
        }
    }
    ("200 OK", script.body.clone())
}

/// Whether a path is one of a template.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len() && template.iter().zip(path).all(|(want, got)| want.starts_with('{') || *want == got)
}
