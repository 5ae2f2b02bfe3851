//! What goes over the wire: method, target and every header; and what is refused before anything does.

use bursar::Error;

use crate::providers::{Dodopayments, Fedapay, Frontier, Orum};
use crate::providers::{Facts, Provider, Settings, for_each_provider};
use crate::support::{Server, json};

/// All headers of the operation, sorted.
fn head(facts: &Facts, host: &str) -> Vec<String> {
    let mut lines = vec![
        "accept: application/json".to_owned(),
        format!("authorization: {}", facts.authorization),
        format!("host: {host}"),
        format!("user-agent: bursar-{}/0.1.0", facts.name),
    ];
    lines.extend(facts.headers.iter().map(|line| (*line).to_owned()));
    lines.sort();
    lines
}

for_each_provider!(the_whole_request, a_base_url_with_a_path, extras_of_one_call, requests_print_no_values);

/// Nothing else is in the head: no cookie, no second credential, no length or type of a body.
async fn the_whole_request<P: Provider>() {
    let server = Server::start([json(200, P::FACTS.body)]).await;
    P::call(&server).await.unwrap();
    let calls = server.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].line(), format!("GET {}", P::FACTS.target));
    assert_eq!(calls[0].head(), head(&P::FACTS, &server.host()));
    assert_eq!(calls[0].body, "");
}

async fn a_base_url_with_a_path<P: Provider>() {
    let server = Server::start([json(200, P::FACTS.body)]).await;
    for base in ["/gw/v9", "/gw/v9/", "/", "", "/a%20b/ü"] {
        let client = P::client(Settings {
            token_url: Some(format!("{}/oauth/token", server.url())),
            ..Settings::at(format!("{}{base}", server.url()))
        });
        P::request(&client).await.unwrap();
    }
    let targets: Vec<_> = server.calls().into_iter().map(|seen| seen.target).collect();
    let expect = ["/gw/v9", "/gw/v9", "", "", "/a%20b/%C3%BC"].map(|base| format!("{base}{}", P::FACTS.target));
    assert_eq!(targets, expect);
}

async fn extras_of_one_call<P: Provider>() {
    let server = Server::start([json(200, P::FACTS.body)]).await;
    let client = P::client(Settings::at(server.url()));
    let request = P::query(P::request(&client), "a b&c", "1+2=ü#");
    let raw = P::raw(P::header(request, "X-Trace", "t-1")).await.unwrap();
    assert_eq!((raw.status().as_u16(), raw.body().as_ref()), (200, P::FACTS.body.as_bytes()));
    P::request(&client).await.unwrap();
    let calls = server.calls();
    assert_eq!(calls[0].target, format!("{}?a%20b%26c=1%2B2%3D%C3%BC%23", P::FACTS.target));
    assert_eq!(calls[0].header("x-trace"), Some("t-1"));
    assert_eq!((calls[1].target.as_str(), calls[1].header("x-trace")), (P::FACTS.target, None));
}

async fn requests_print_no_values<P: Provider>() {
    let client = P::client(Settings::at("http://a.test"));
    let request = P::header(P::query(P::request(&client), "q", "hidden-1"), "X-Key", "hidden-2");
    let text = format!("{request:?} {request:#?}");
    assert!(text.contains(P::FACTS.call), "{text}");
    assert!(!text.contains("hidden"), "{text}");
}

#[tokio::test]
async fn path_arguments_stay_in_their_segment() {
    let values = [
        ("plain-1_2.3~4", "plain-1_2.3~4"),
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        (r"..\admin", "..%5Cadmin"),
        ("%2e%2e", "%252e%252e"),
        ("x?y=1&z#f", "x%3Fy%3D1%26z%23f"),
        ("a b+c", "a%20b%2Bc"),
        ("é水\u{202e}", "%C3%A9%E6%B0%B4%E2%80%AE"),
        ("...", "..."),
        (" ", "%20"),
        ("a\r\nX-Evil: 1", "a%0D%0AX-Evil%3A%201"),
    ];
    let dodo = Server::start([json(200, Dodopayments::FACTS.body)]).await;
    let frontier = Server::start([json(200, Frontier::FACTS.body)]).await;
    let dodo_client = Dodopayments::client(Settings::at(dodo.url()));
    let frontier_client = Frontier::client(Settings::at(frontier.url()));
    for (value, _) in values {
        dodo_client.get_customer_balance(value, "second").await.unwrap();
        dodo_client.get_customer_balance(String::from("first"), value).await.unwrap();
        frontier_client.get_billing_balance(value, "second").await.unwrap();
        frontier_client.get_billing_balance("first", value).await.unwrap();
    }
    let targets = |server: &Server| server.seen().into_iter().map(|seen| seen.target).collect::<Vec<_>>();
    let expect = |write: &dyn Fn(&str, &str) -> String| {
        values.iter().flat_map(|(_, wire)| [write(wire, "second"), write("first", wire)]).collect::<Vec<_>>()
    };
    assert_eq!(targets(&dodo), expect(&|a, b| format!("/credit-entitlements/{a}/balances/{b}")));
    assert_eq!(targets(&frontier), expect(&|a, b| format!("/v1beta1/organizations/{a}/billing/{b}/balance")));
    for server in [&dodo, &frontier] {
        assert!(server.seen().iter().all(|seen| seen.headers.len() == 4 && seen.header("x-evil").is_none()));
    }
}

#[tokio::test]
async fn numbers_in_the_path() {
    let server = Server::start([json(200, Fedapay::FACTS.body)]).await;
    let client = Fedapay::client(Settings::at(server.url()));
    for id in [0, -1, 9_007_199_254_740_993, i64::MAX, i64::MIN] {
        client.get_balance(id).await.unwrap();
    }
    let targets: Vec<_> = server.seen().into_iter().map(|seen| seen.target).collect();
    let expect = ["0", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808"];
    assert_eq!(targets, expect.map(|id| format!("/balances/{id}")));
}

/// Checks that a call was refused for one of its values, and that the server saw nothing of it.
fn refused<T, E>(result: Result<T, Error<E>>, server: &Server, parameter: &str, expect: &str) {
    let Err(error) = result else { panic!("{parameter} was accepted") };
    assert_eq!(error.to_string(), expect);
    assert_eq!((error.status(), error.is_retryable()), (None, false));
    let Error::Request(error) = error else { panic!("{error}") };
    assert_eq!(error.parameter(), Some(parameter));
    assert_eq!((server.seen().len(), server.connections()), (0, 0));
}

#[tokio::test]
async fn unusable_path_arguments_are_refused() {
    let server = Server::start([json(200, "{}")]).await;
    let dodo = Dodopayments::client(Settings::at(server.url()));
    let frontier = Frontier::client(Settings::at(server.url()));
    for (value, what) in [("", "is empty"), (".", "is \".\""), ("..", "is \"..\"")] {
        let text = |facts: Facts, parameter: &str| {
            let reason = format!("{what}, which would address another resource");
            format!("{}: the path parameter `{parameter}` {reason}", facts.call)
        };
        for (first, second, name) in [(value, "x", "credit_entitlement_id"), ("x", value, "customer_id")] {
            let result = dodo.get_customer_balance(first, second).await;
            refused(result, &server, name, &text(Dodopayments::FACTS, name));
        }
        for (first, second, name) in [(value, "x", "org_id"), ("x", value, "id")] {
            let result = frontier.get_billing_balance(first, second).await;
            refused(result, &server, name, &text(Frontier::FACTS, name));
        }
    }
}

#[tokio::test]
async fn the_version_is_sent_by_itself_and_can_be_set() {
    use bursar::orum::OrumVersion;

    let server = Server::start([json(200, Orum::FACTS.body)]).await;
    let client = Orum::client(Settings::at(server.url()));
    client.get_balance().await.unwrap();
    client.get_balance().orum_version(OrumVersion::V20220921).await.unwrap();
    client.get_balance().orum_version("v2027-01-01").await.unwrap();
    client.get_balance().orum_version(String::from("v2028-01-01")).await.unwrap();
    let versions: Vec<_> = server.calls().iter().map(|seen| seen.header("orum-version").unwrap().to_owned()).collect();
    assert_eq!(versions, ["v2022-09-21", "v2022-09-21", "v2027-01-01", "v2028-01-01"]);
    let count = |seen: &crate::support::Seen| seen.headers.iter().filter(|(name, _)| name == "orum-version").count();
    assert!(server.calls().iter().all(|seen| count(seen) == 1));
    assert_eq!(server.tokens()[0].header("orum-version"), None);
}

#[tokio::test]
async fn what_would_break_a_header_is_refused() {
    let server = Server::start([json(200, Orum::FACTS.body)]).await;
    let client = Orum::client(Settings::at(server.url()));
    let line_break = "has a line break or NUL in it, which a header cannot hold";
    for value in ["v1\r\nX-Evil: 1", "v1\nX-Evil: 1", "v1\rX-Evil", "v1\0"] {
        let expect = format!("{}: the header parameter `Orum-Version` {line_break}", Orum::FACTS.call);
        refused(client.get_balance().orum_version(value).await, &server, "Orum-Version", &expect);
        let expect = format!("{}: the header `X-Own` {line_break}", Orum::FACTS.call);
        refused(client.get_balance().header("X-Own", value).await, &server, "X-Own", &expect);
    }
    let ascii = "has characters outside of ASCII in it, which a header cannot hold";
    let expect = format!("{}: the header parameter `Orum-Version` {ascii}", Orum::FACTS.call);
    refused(client.get_balance().orum_version("v²").await, &server, "Orum-Version", &expect);
    let expect = format!("{}: the header `Host` belongs to the HTTP library", Orum::FACTS.call);
    refused(client.get_balance().header("Host", "evil.test").await, &server, "Host", &expect);
}
