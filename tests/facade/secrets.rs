//! No secret in any text: clients, builders, requests and every kind of error, as it is or encoded, also when the server
//! sends back what it was sent.

use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;

use bursar::Error;

use crate::providers::{Bench, Credentials, Orum, Provider, Settings, for_each_provider};
use crate::support::{Act, Server, json, nobody, reply, token};

for_each_provider!(
    before_anything_is_sent,
    errors_without_an_answer,
    answers_that_echo,
    credentials_that_cannot_be_sent,
    the_needles_are_in_what_is_sent,
);

fn clean<P: Provider>(text: &str) {
    for secret in P::FACTS.secrets {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

fn hidden<P: Provider>(value: &impl Debug) {
    clean::<P>(&format!("{value:?}"));
    clean::<P>(&format!("{value:#?}"));
}

/// Which kind of error it is, after checking that none of its texts, nor of its causes, has a secret in it.
fn kind<P: Provider>(error: &Error<P::Err>) -> &'static str {
    hidden::<P>(error);
    clean::<P>(&error.to_string());
    assert!(!error.to_string().contains(['\n', '\r', '\0']), "{error}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        clean::<P>(&format!("{inner} {inner:?} {inner:#?}"));
        cause = inner.source();
    }
    match error {
        Error::Api(e) => {
            hidden::<P>(e);
            hidden::<P>(&e.decode_error());
            clean::<P>(&format!("{e} {:?}", e.message()));
            "api"
        }
        Error::Decode(e) => {
            hidden::<P>(e);
            clean::<P>(&format!("{e} {} {}", e.fault(), e.excerpt()));
            "decode"
        }
        Error::Transport(_) => "transport",
        Error::Timeout(_) => "timeout",
        Error::Auth(_) => "auth",
        Error::Request(_) => "request",
        _ => "another",
    }
}

/// What the checks look for is what travels: otherwise they would find nothing in any text.
async fn the_needles_are_in_what_is_sent<P: Provider>() {
    let server = Server::start([json(200, P::FACTS.body)]).await;
    P::call(&server).await.unwrap();
    let sent: Vec<_> = server.seen().iter().map(|seen| format!("{:?} {}", seen.headers, seen.body)).collect();
    assert!(P::FACTS.secrets.iter().any(|secret| sent.iter().any(|text| text.contains(secret))));
    let values: Vec<_> = P::FACTS.vars.iter().map(|(_, value)| *value).collect();
    assert!(P::FACTS.secrets.contains(values.last().unwrap()));
}

async fn before_anything_is_sent<P: Provider>() {
    let builder = P::set(P::builder(), Settings::default());
    hidden::<P>(&builder);
    let client = P::build(builder).unwrap();
    hidden::<P>(&client);
    hidden::<P>(&P::request(&client));
    hidden::<P>(&P::vars(P::builder(), P::FACTS.vars).unwrap());
    let secret = P::FACTS.secrets[0];
    let request = P::query(P::header(P::request(&client), "X-Key", secret), "key", secret);
    hidden::<P>(&request);

    let bad = Settings::at(format!("https://me:{secret}@a.test/v1?key={secret}#{secret}"));
    let builder = P::set(P::builder(), bad);
    hidden::<P>(&builder);
    let error = P::build(builder).unwrap_err();
    hidden::<P>(&error);
    clean::<P>(&error.to_string());
}

async fn errors_without_an_answer<P: Provider>() {
    let secret = P::FACTS.secrets[0];
    let server = Server::start([Act::silence()]).await;
    let client = P::client(Settings::at(server.url()));
    let timeout = P::within(P::request(&client), Duration::from_millis(30)).await.unwrap_err();
    assert_eq!(kind::<P>(&timeout), "timeout");

    let values = [format!("{secret}\r\n"), format!("{secret}\0"), format!("{secret}é")];
    for value in values {
        let request = P::header(P::request(&client), "Authorization", &value);
        assert_eq!(kind::<P>(&request.await.unwrap_err()), "request");
    }

    let live = format!("{}/oauth/token", server.url());
    let refused = Settings { token_url: Some(live), ..Settings::at(nobody().await) };
    let query = P::query(P::request(&P::client(refused)), "key", secret);
    assert_eq!(kind::<P>(&query.await.unwrap_err()), "transport");

    let none = Settings { credentials: Credentials::None, ..Settings::at(server.url()) };
    assert_eq!(kind::<P>(&P::request(&P::client(none)).await.unwrap_err()), "auth");

    let location = format!("http://me:{secret}@evil.test/{secret}?k={secret}");
    let ascii: String = location.chars().filter(char::is_ascii).collect();
    for location in [ascii, "http://[".to_owned()] {
        let server = Server::start([reply(302, &[("location", &location)], "")]).await;
        let error = P::call(&server).await.unwrap_err();
        assert_eq!(kind::<P>(&error), "transport");
        assert!(error.is_redirect() && !error.to_string().contains("k="));
    }
}

/// Every secret in every place that an error takes text from: body, words of the body, member names, headers.
async fn answers_that_echo<P: Provider>() {
    let bench = Bench::<P>::start().await;
    for secret in P::FACTS.secrets {
        let quoted = serde_json::to_string(&format!("you sent <{secret}>")).unwrap();
        let ascii: String = secret.chars().filter(char::is_ascii).collect();
        let headers =
            [("content-type", "application/json"), ("set-cookie", ascii.as_str()), ("x-echo", ascii.as_str())];
        let words = ["message", "error", "detail", "title"].map(|name| format!("{{{name:?}:{quoted}}}"));
        let errors = format!(r#"{{"errors":[{{"code":"1","title":{quoted},"detail":{quoted}}}]}}"#);
        for body in words.iter().chain([&errors, &quoted, &format!("<{secret}>")]) {
            for status in [400, 401, 404, 500] {
                let error = bench.fail(reply(status, &headers, body)).await;
                assert_eq!((kind::<P>(&error), error.raw_body()), ("api", Some(body.as_bytes())));
            }
        }
        let member = format!("{{{quoted}:{quoted}");
        for body in [format!("{member},"), member, format!("<{secret}>"), quoted.clone()] {
            let error = match bench.call(reply(200, &headers, &body)).await {
                Err(error) => error,
                // a form that the document does not know is kept as a value
                Ok(_) => continue,
            };
            assert_eq!(kind::<P>(&error), "decode");
        }
        hidden::<P>(&bench.call(reply(200, &headers, P::FACTS.body)).await.unwrap());
    }
}

async fn credentials_that_cannot_be_sent<P: Provider>() {
    for (index, (name, value)) in P::FACTS.vars.iter().enumerate() {
        let mut vars = P::FACTS.vars.to_vec();
        let broken = format!("{value}\r\nX-Evil: 1");
        vars[index] = (name, &broken);
        let builder = P::vars(P::builder(), &vars).unwrap();
        hidden::<P>(&builder);
        let error = P::build(builder).unwrap_err();
        hidden::<P>(&error);
        clean::<P>(&error.to_string());
        let all: Vec<_> = P::FACTS.vars.iter().map(|(name, _)| *name).collect();
        let text = error.to_string();
        let head = format!("{}: the ", P::FACTS.name);
        let tail = format!(" of {} ({}) has a line break in it", P::FACTS.scheme, all.join(", "));
        assert!(text.starts_with(&head) && text.ends_with(&tail), "{text}");
    }
}

#[tokio::test]
async fn the_token_endpoint_echoes() {
    for secret in Orum::FACTS.secrets {
        let quoted = serde_json::to_string(&format!("you sent <{secret}>")).unwrap();
        let tokens = [
            token(crate::support::TOKEN, 3600),
            json(400, &format!("{{\"error\":{quoted},\"error_description\":{quoted}}}")),
        ];
        let refused = r#"{"error_code":"c","message":"m"}"#;
        let server = Server::with_tokens(tokens, [json(200, Orum::FACTS.body), json(401, refused)]).await;
        let client = Orum::client(Settings::at(server.url()));
        client.get_balance().await.unwrap();
        let error = client.get_balance().await.unwrap_err();
        assert_eq!(kind::<Orum>(&error), "auth");
        let Error::Auth(error) = &error else { panic!("{error}") };
        clean::<Orum>(&format!("{:?} {:?} {error:#?}", error.oauth_error(), error.oauth_error_description()));
        assert_eq!(error.oauth_error(), Some("you sent <[redacted]>"), "{secret}");
    }
}
