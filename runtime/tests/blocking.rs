//! Blocking calls below the generated clients: a given HTTP client, and the life of the thread that drives them.
#![cfg(all(feature = "blocking", feature = "client"))]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use bursar_runtime::__private::v1;
use support::provider::{GetItem, Item, PROVIDER};
use support::{Act, Server, json};

fn core(set: impl FnOnce(&mut v1::Builder)) -> v1::Core {
    let mut builder = v1::Builder::new(&PROVIDER);
    set(&mut builder);
    builder.build_blocking().unwrap()
}

fn get(core: &v1::Core) -> v1::Call {
    let mut call = v1::Call::new(core, <GetItem as v1::Operation>::SPEC);
    call.set(0, &"1");
    call
}

fn serve(script: impl IntoIterator<Item = Act>) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(script));
    (runtime, server)
}

const ITEM: &str = r#"{"id":"1","amount":5}"#;

/// It is made, and may be used, where there is no runtime at all.
#[cfg(feature = "rustls")]
#[test]
fn a_given_http_client_is_used() {
    let (_runtime, server) = serve([json(200, ITEM)]);
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    let mine = [(http::header::PRAGMA, http::HeaderValue::from_static("mine"))].into_iter().collect();
    let http = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls).default_headers(mine);
    let core = core(|b| {
        b.base_url(server.url());
        b.http_client(http.build().unwrap());
    });
    let item = v1::send_blocking::<GetItem>(get(&core)).unwrap();
    assert_eq!(*item, Item { id: "1".into(), amount: 5 });
    assert_eq!(server.seen()[0].header("pragma"), Some("mine"));
}

/// A transport may make a blocking call of its own: it is on the thread of the caller.
#[test]
fn calls_may_nest() {
    use bursar_runtime::{BoxFuture, HttpRequest, HttpResponse, Middleware, Next, TransportFailure};

    struct Nested(v1::Core);
    impl Middleware for Nested {
        fn handle<'a>(
            &'a self,
            request: HttpRequest,
            next: Next<'a>,
        ) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
            Box::pin(async move {
                let (outer, inner) = tokio::join!(next.run(request), async {
                    v1::send_blocking::<GetItem>(get(&self.0)).map(|item| item.amount)
                });
                assert_eq!(inner.unwrap(), 5);
                outer
            })
        }
    }
    let (_runtime, server) = serve([json(200, ITEM)]);
    let inner = core(|b| b.base_url(server.url()));
    let outer = core(|b| {
        b.base_url(server.url());
        b.middleware(Nested(inner));
    });
    for _ in 0..50 {
        assert_eq!(v1::send_blocking::<GetItem>(get(&outer)).unwrap().amount, 5);
    }
    assert_eq!(server.seen().len(), 100);
}

#[cfg(target_os = "linux")]
#[test]
fn the_thread_ends_with_the_client_and_its_calls() {
    let threads = || {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap().flatten();
        // a thread may end between the two
        let names = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
        names.filter(|name| name.trim_end() == "bursar-lonely").count()
    };
    static LONELY: v1::Provider = v1::Provider { name: "lonely", ..PROVIDER };
    let (_runtime, server) = serve([Act::SendAndHang(Vec::new())]);
    let mut builder = v1::Builder::new(&LONELY);
    builder.base_url(server.url());
    let core = builder.build_blocking().unwrap();
    // a thread names itself once it runs
    until(|| threads() == 1);
    // a call that is under way keeps what it needs
    let (call, other) = (get(&core), core.clone());
    let waiting = std::thread::spawn(move || {
        let mut call = call;
        call.timeout(Duration::from_millis(20));
        call.retries(0.into());
        v1::raw_blocking::<GetItem>(call).unwrap_err().is_timeout()
    });
    drop((core, other));
    assert!(waiting.join().unwrap());
    until(|| threads() == 0);
}

#[cfg(target_os = "linux")]
fn until(holds: impl Fn() -> bool) {
    let start = std::time::Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(10));
        std::thread::yield_now();
    }
}

/// Operations whose answers are read as they arrive.
mod streamed {
    use super::v1;
    use bursar_runtime::{ByteStream, Bytes, EventStream, JsonLines};

    #[derive(Debug)]
    pub(super) enum Failure {
        Undocumented,
    }

    pub(super) struct Download;
    v1::operation! { Download -> Bytes, Failure {
        Get "/file", "download";
        replies bytes "200" as "application/pdf";
        stream [0] octets => ByteStream;
        gives bytes;
    } }

    pub(super) struct Rows;
    v1::operation! { Rows -> JsonLines<i64>, Failure {
        Get "/rows", "rows";
        replies lines "200" as "application/x-ndjson";
        gives lines v1::Int;
    } }

    pub(super) struct Events;
    v1::operation! { Events -> EventStream<String>, Failure {
        Get "/events", "events";
        replies events "200";
        gives events;
    } }
}

fn call<O: v1::Operation>(core: &v1::Core) -> v1::Call {
    v1::Call::new(core, O::SPEC)
}

/// A chunked answer, whole.
fn chunked(media: &str, chunks: &[&str]) -> Act {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {media}\r\ntransfer-encoding: chunked\r\n\r\n");
    let chunks = chunks.iter().map(|chunk| format!("{:x}\r\n{chunk}\r\n", chunk.len()));
    Act::Send(format!("{head}{}0\r\n\r\n", chunks.collect::<String>()).into_bytes())
}

#[test]
fn a_download_is_a_reader_and_an_iterator() {
    use std::io::Read as _;

    let file = || chunked("application/pdf", &["first ", "second ", "third"]);
    let (_runtime, server) = serve([file(), file(), file()]);
    let core = core(|b| b.base_url(server.url()));
    let open = || v1::stream_blocking::<streamed::Download>(call::<streamed::Download>(&core)).unwrap();

    let mut text = String::new();
    open().into_body().read_to_string(&mut text).unwrap();
    assert_eq!(text, "first second third");

    let mut reader = open().into_body();
    let mut few = [0; 4];
    reader.read_exact(&mut few).unwrap();
    assert_eq!(&few, b"firs");
    assert_eq!(reader.read(&mut []).unwrap(), 0);
    reader.read_exact(&mut few).unwrap();
    assert_eq!(&few, b"t se");

    let chunks: Result<Vec<_>, _> = open().into_body().collect();
    assert_eq!(chunks.unwrap().concat(), b"first second third");
}

#[test]
fn a_connection_that_is_lost_is_an_error_of_the_reader() {
    use std::io::{ErrorKind, Read as _};

    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/pdf\r\ncontent-length: 100\r\n\r\nfirst";
    let (_runtime, server) = serve([Act::SendAndClose(head.as_bytes().to_vec())]);
    let core = core(|b| b.base_url(server.url()));
    let file = v1::stream_blocking::<streamed::Download>(call::<streamed::Download>(&core)).unwrap();
    assert_eq!(file.content_length(), Some(100));
    let mut octets = Vec::new();
    let error = file.into_body().read_to_end(&mut octets).unwrap_err();
    assert_eq!((octets.as_slice(), error.kind()), (&b"first"[..], ErrorKind::Other));
    assert!(error.to_string().contains("GET /file"), "{error}");
}

#[test]
fn items_and_events_are_iterators() {
    let (_runtime, server) = serve([
        chunked("application/x-ndjson", &["1\n2", "3\n\"x\"\n", "4\n"]),
        chunked("text/event-stream", &["id: 7\nda", "ta: hello\n\n", "data: world\n\n"]),
    ]);
    let core = core(|b| b.base_url(server.url()));
    let rows = v1::send_blocking::<streamed::Rows>(call::<streamed::Rows>(&core)).unwrap().into_body().into_blocking();
    let rows: Vec<_> = rows.map(|row| row.ok()).collect();
    assert_eq!(rows, [Some(1), Some(23), None, Some(4)]);

    let events = v1::send_blocking::<streamed::Events>(call::<streamed::Events>(&core)).unwrap();
    let mut events = events.into_body().into_blocking().reconnect(0);
    assert_eq!(events.next().unwrap().unwrap().data, "hello");
    assert_eq!(events.last_event_id(), Some("7"));
    assert_eq!(events.next().unwrap().unwrap().data, "world");
    assert!(events.next().is_none());
}

#[test]
fn a_stream_is_refused_once_where_it_cannot_wait() {
    let rows = || chunked("application/x-ndjson", &["1\n"]);
    let (runtime, server) = serve([rows(), rows()]);
    let mut builder = v1::Builder::new(&PROVIDER);
    builder.base_url(server.url());
    let client = builder.build().unwrap();
    let stream = runtime.block_on(v1::send::<streamed::Rows>(call::<streamed::Rows>(&client))).unwrap();
    let mut stream = stream.into_body().into_blocking();
    let error = stream.next().unwrap().unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the stream is one of an async client: read it with `next().await`, or call a blocking client"),
        "{error}"
    );
    assert!(stream.next().is_none());

    let core = core(|b| b.base_url(server.url()));
    let rows = v1::send_blocking::<streamed::Rows>(call::<streamed::Rows>(&core)).unwrap().into_body();
    let mut rows = rows.into_blocking();
    let error = runtime.block_on(async { rows.next() }).unwrap().unwrap_err();
    assert!(matches!(error, bursar_runtime::Error::Request(_)), "{error}");
    assert!(error.to_string().contains("would stall the async runtime"), "{error}");
    assert!(rows.next().is_none());
}
