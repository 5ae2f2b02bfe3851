//! Properties of the public types: sizes, auto traits, and which foreign crates the API names.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

use bursar_runtime::__private::v1;
use bursar_runtime::{
    ApiError, AuthError, Body, ByteStream, Bytes, Clock, ConfigError, DateTime, Decimal, DecodeError, Error,
    EventStream, HeaderMap, HeaderValue, JsonLines, JsonValue, Maybe, Method, NaiveDate, OutcomeUnknown, Page,
    PagingError, RateLimit, RawResponse, RequestError, ReqwestTransport, Response, Secret, StatusCode, StreamError,
    TimeoutError, TokioClock, Transport, TransportError, Upload, Utc, Uuid,
};

#[test]
fn errors_are_small() {
    assert!(size_of::<Error<[u64; 100]>>() <= 32, "{}", size_of::<Error<[u64; 100]>>());
    assert!(size_of::<Result<Response<()>, Error<String>>>() <= 32);
}

#[test]
fn everything_can_cross_threads() {
    fn check<T: Send + Sync + 'static>() {}
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    check::<v1::Core>();
    check::<v1::Builder>();
    check::<v1::Call>();
    check::<Response<String>>();
    check::<RawResponse>();
    check::<Page<String>>();
    check::<(Body, Upload)>();
    check::<(Maybe<String>, Secret, RateLimit, TokioClock, ReqwestTransport)>();
    check::<Box<dyn Transport>>();
    check::<Box<dyn Clock>>();
    is_error::<Error<String>>();
    is_error::<ConfigError>();
    is_error::<DecodeError>();
    is_error::<TransportError>();
    is_error::<TimeoutError>();
    is_error::<AuthError>();
    is_error::<RequestError>();
    is_error::<OutcomeUnknown>();
    is_error::<PagingError>();
    check::<ApiError<String>>();
    check::<(ByteStream, EventStream<String>, JsonLines<String>)>();
    is_error::<StreamError>();
}

#[test]
fn what_generated_code_needs_is_reexported() {
    fn check<T>() {}
    check::<(Bytes, DateTime<Utc>, NaiveDate, Decimal, Uuid, JsonValue)>();
    check::<(HeaderMap, HeaderValue, Method, StatusCode)>();
}

/// Every `crate::path` in a public signature must come from here; a new one is a promise to follow its releases.
#[test]
fn foreign_crates_of_the_api() {
    const ALLOWED: &[&str] = &[
        "bytes",
        "chrono",
        // bodies from streams and readers
        "futures_core",
        "http",
        "reqwest",
        "rust_decimal",
        "serde",
        "serde_json",
        "tokio",
        "uuid",
    ];
    let mut found = Vec::new();
    for file in sources(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let imports: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("use ")).collect();
        let signatures =
            text.lines().map(str::trim).filter(|line| line.starts_with("pub fn ") || line.starts_with("pub async fn "));
        for word in signatures.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')) {
            let qualified = word.trim_start_matches(':').split_once("::").map(|(first, _)| first);
            let by_import = || imports.iter().find(|i| has_word(i, word)).map(|i| i.split("::").next().unwrap());
            found.extend(qualified.or_else(by_import).map(str::to_owned));
        }
    }
    let own = ["crate", "self", "Self", "super", "std", "core", "de", "ser", "v1"];
    // Type parameters have names of one letter.
    found.retain(|name| name.len() > 1 && !own.contains(&name.as_str()));
    found.sort();
    found.dedup();
    let foreign: Vec<_> = found.iter().filter(|name| !ALLOWED.contains(&name.as_str())).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert!(found.contains(&"http".to_owned()) && found.contains(&"bytes".to_owned()), "{found:?}");
}

fn has_word(import: &str, word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && import.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

fn sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => out.extend(sources(&path)),
            false => out.push(path),
        }
    }
    out
}
