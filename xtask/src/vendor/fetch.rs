//! Getting a document: from a file, from standard input, or over https. Bounded everywhere; over the network the host that is
//! named is the only one that is asked.

use std::fs::File;
use std::io::{self, Read};

/// The largest file or answer, in bytes.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// Redirects that are followed, on the same host.
const MAX_REDIRECTS: usize = 5;

/// The head of an answer, and its body still to be read.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `Location`, if it is there.
    pub location: Option<String>,
    /// The body.
    pub body: Box<dyn Read>,
}

/// Makes one GET request over https, and follows nothing.
pub type Get<'a> = &'a (dyn Fn(&str) -> Result<Answer, String> + Sync);

/// What `from` leads to: `-` is standard input, an address is fetched, anything else is a file.
///
/// # Errors
/// Why there is nothing, for people.
pub(super) fn fetch(from: &str, get: Get<'_>) -> Result<Vec<u8>, String> {
    let read = match from {
        "-" => bounded(io::stdin().lock()),
        from if is_address(from) => return network(from, get),
        path => File::open(path).map_err(Unread::Io).and_then(bounded),
    };
    read.map_err(|why| format!("error: {}: {why}", from.escape_debug()))
}

/// Whether it names a scheme.
pub(super) fn is_address(from: &str) -> bool {
    let scheme = from.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn network(address: &str, get: Get<'_>) -> Result<Vec<u8>, String> {
    let wrong = |what: &str| Err(format!("error: {}: {what}", address.escape_debug()));
    let Some(host) = host(address) else {
        return wrong(
            "is not an https address\n  = help: only https is fetched, so that nobody on the way can change a contract",
        );
    };
    let mut at = address.to_owned();
    for _ in 0..=MAX_REDIRECTS {
        let answer = get(&at).map_err(|why| format!("error: {at}: {why}"))?;
        match answer.status {
            200 => return bounded(answer.body).map_err(|why| format!("error: {at}: {why}")),
            301 | 302 | 303 | 307 | 308 => {
                let location = answer.location.unwrap_or_default();
                let next = if location.starts_with('/') && !location.starts_with("//") {
                    format!("https://{host}{location}")
                } else {
                    location
                };
                if self::host(&next) != Some(host) {
                    return wrong(&format!(
                        "leads to another host, {}\n  = help: if that is where the document lives now, name that address",
                        next.escape_debug()
                    ));
                }
                at = next;
            }
            status => return wrong(&format!("the answer has the status {status}")),
        }
    }
    wrong(&format!("there were {MAX_REDIRECTS} redirects"))
}

/// Host and port of an https address without user information.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let fits = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    (!host.is_empty() && host.chars().all(fits) && address.chars().all(|c| c.is_ascii_graphic())).then_some(host)
}

enum Unread {
    Io(io::Error),
    TooLarge,
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::TooLarge => write!(f, "is larger than {} MiB, which no API document is", MAX_BYTES >> 20),
        }
    }
}

fn bounded(reader: impl Read) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    if bytes.len() as u64 > MAX_BYTES { Err(Unread::TooLarge) } else { Ok(bytes) }
}

/// The network, when this program is built with it.
///
/// # Errors
/// Why there is no answer.
#[cfg(not(feature = "network"))]
pub fn over_https(_: &str) -> Result<Answer, String> {
    Err("this program is built without network\n  = help: `cargo vendor-spec PROVIDER` builds it with, or fetch the file and \
         give its path to --from"
        .to_owned())
}

/// The network, when this program is built with it.
///
/// # Errors
/// Why there is no answer.
#[cfg(feature = "network")]
pub fn over_https(address: &str) -> Result<Answer, String> {
    use std::time::Duration;

    let config = ureq::Agent::config_builder()
        .https_only(true)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build();
    let answer = ureq::Agent::new_with_config(config).get(address).call().map_err(|error| error.to_string())?;
    let location = answer.headers().get("location").and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok(Answer { status: answer.status().as_u16(), location, body: Box::new(answer.into_body().into_reader()) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn serve(address: &str) -> Result<Answer, String> {
        let answer = |status, location: &str, body: &'static [u8]| {
            let location = (!location.is_empty()).then(|| location.to_owned());
            Ok(Answer { status, location, body: Box::new(body) })
        };
        match address {
            "https://a.test/x" | "https://a.test/y?z" => answer(200, "", b"openapi: 3.0.0"),
            "https://a.test/moved" => answer(301, "/y?z", b""),
            "https://a.test/same" => answer(302, "https://a.test/x", b""),
            "https://a.test/away" => answer(302, "https://b.test/x", b""),
            "https://a.test/beside" => answer(302, "//b.test/x", b""),
            "https://a.test/down" => answer(302, "http://a.test/x", b""),
            "https://a.test/nowhere" => answer(302, "", b""),
            "https://a.test/round" => answer(302, "https://a.test/round", b""),
            "https://a.test/large" => {
                let body = Box::new(io::repeat(b'a'));
                Ok(Answer { status: 200, location: None, body })
            }
            "https://a.test/down-now" => Err("connection refused".to_owned()),
            _ => answer(404, "", b""),
        }
    }

    #[test]
    fn https_alone_and_one_host() {
        fn check(address: &str, expect: Result<&str, &str>) {
            let got = fetch(address, &serve).map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(got.as_deref().map_err(String::as_str), expect, "{address}");
        }
        check("https://a.test/x", Ok("openapi: 3.0.0"));
        check("https://a.test/moved", Ok("openapi: 3.0.0"));
        check("https://a.test/same", Ok("openapi: 3.0.0"));
        let plain = |address: &str| {
            format!(
                "error: {address}: is not an https address\n  = help: only https is fetched, so that nobody on the way can change a contract"
            )
        };
        for address in ["http://a.test/x", "ftp://a.test/x", "https://", "https://user@a.test/x", "https://a.test/a b"]
        {
            check(address, Err(&plain(address)));
        }
        let away = |from: &str, to: &str| {
            format!(
                "error: https://a.test/{from}: leads to another host, {to}\n  = help: if that is where the document lives now, name that address"
            )
        };
        check("https://a.test/away", Err(&away("away", "https://b.test/x")));
        check("https://a.test/beside", Err(&away("beside", "//b.test/x")));
        check("https://a.test/down", Err(&away("down", "http://a.test/x")));
        check("https://a.test/nowhere", Err(&away("nowhere", "")));
        check("https://a.test/round", Err("error: https://a.test/round: there were 5 redirects"));
        check("https://a.test/gone", Err("error: https://a.test/gone: the answer has the status 404"));
        check("https://a.test/down-now", Err("error: https://a.test/down-now: connection refused"));
        check(
            "https://a.test/large",
            Err("error: https://a.test/large: is larger than 64 MiB, which no API document is"),
        );
        check("/nowhere/at all", Err("error: /nowhere/at all: No such file or directory (os error 2)"));
    }
}
