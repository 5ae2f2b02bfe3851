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
