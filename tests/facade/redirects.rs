//! Redirects: followed within the origin, and never with credentials to another one.

use bursar::Error;

use crate::providers::{Provider, for_each_provider};
use crate::support::{Act, Server, json, reply};

for_each_provider!(another_origin_gets_nothing, followed_within_the_origin, five_and_no_more);

fn to(status: u16, location: &str) -> Act {
    reply(status, &[("location", location)], "")
}

async fn another_origin_gets_nothing<P: Provider>() {
    let other = Server::start([json(200, P::FACTS.body)]).await;
    let name = other.url().replace("127.0.0.1", "localhost");
    for status in [301, 302, 303, 307, 308] {
        for origin in [other.url(), name.clone()] {
            let server = Server::start([to(status, &format!("{origin}/stolen?k=1"))]).await;
            let error = P::call(&server).await.unwrap_err();
            let (head, text) = (format!("{}: {status} ", P::FACTS.call), error.to_string());
            let tail = format!(": the redirect is not followed: it leads to another origin, {origin}");
            assert!(text.starts_with(&head) && text.ends_with(&tail), "{text}");
            assert!(error.is_redirect() && !error.is_retryable() && !error.is_connect());
            assert_eq!((error.status().map(|s| s.as_u16()), server.calls().len()), (Some(status), 1));
            assert!(matches!(error, Error::Transport(_)));
        }
    }
    assert_eq!((other.connections(), other.seen()), (0, Vec::new()));
}

/// The request is the same at every stop, credentials included, whether the target is relative or whole.
async fn followed_within_the_origin<P: Provider>() {
    for status in [301, 302, 303, 307, 308] {
        // the address of a server is only known once it runs, so the second target is relative to its host
        let server =
            Server::start([to(status, "/new/place?x=1#f"), to(status, "other"), json(200, P::FACTS.body)]).await;
        let response = P::call(&server).await.unwrap();
        assert_eq!((response.status().as_u16(), response.attempts()), (200, 1));
        let calls = server.calls();
        let lines: Vec<_> = calls.iter().map(|seen| seen.line()).collect();
        assert_eq!(lines, [&format!("GET {}", P::FACTS.target), "GET /new/place?x=1", "GET /new/other"]);
        assert!(calls.iter().all(|seen| seen.header("authorization") == Some(P::FACTS.authorization)));
        assert!(calls.iter().all(|seen| seen.head() == calls[0].head()));
    }
}

async fn five_and_no_more<P: Provider>() {
    let server = Server::start([to(302, "/again")]).await;
    let error = P::call(&server).await.unwrap_err();
    let expect = "302 Found: the redirect is not followed: there were 5 redirects already";
    assert_eq!(error.to_string(), format!("{}: {expect}", P::FACTS.call));
    assert_eq!(server.calls().len(), 6);
}
