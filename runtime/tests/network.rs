//! The one transport with a network: connections that do not come about, are shared, or are not to be trusted.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use bursar_runtime::{Error, Retries, TimeoutPhase};
use support::provider::*;
use support::{Server, json, reply};
#[cfg(target_os = "linux")]
use tokio::net::{TcpListener, TcpSocket, TcpStream};

const OK: &str = r#"{"id":"x","amount":1}"#;

/// An address that does not answer: it listens, but its queue is full and nobody empties it.
#[cfg(target_os = "linux")]
async fn silent() -> (String, TcpListener, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut held = Vec::new();
    while let Ok(stream) = tokio::time::timeout(Duration::from_millis(20), TcpStream::connect(address)).await {
        held.push(stream.unwrap());
    }
    assert!(!held.is_empty());
    (format!("http://{address}"), listener, held)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn connecting_has_a_limit_of_its_own() {
    let (url, _listener, _held) = silent().await;
    let client = Client::new(|b| {
        b.base_url(url);
        b.connect_timeout(Duration::from_millis(5));
        b.timeout(Duration::from_secs(2));
        b.retries(Retries::new(1).backoff(Duration::ZERO, Duration::ZERO));
    });
    let error = client.pay::<CreatePayment>().await.unwrap_err();
    let expect = "acme createPayment (POST /payments): not connected within 5ms (connect timeout)";
    assert_eq!(error.to_string(), expect);
    // nothing was sent, so that even a payment is tried again
    assert_eq!((error.attempts(), error.is_connect(), error.is_retryable()), (2, true, true));
    let Error::Timeout(error) = error else { panic!("{error}") };
    assert_eq!((error.phase(), error.limit()), (TimeoutPhase::Connect, Duration::from_millis(5)));
}

#[tokio::test]
async fn clones_share_their_connections() {
    let server = Server::start([json(200, OK), reply(404, &[], "gone"), json(200, "{}"), json(200, OK)]).await;
    let client = Client::new(|b| b.base_url(server.url()));
    client.item::<GetItem>("1").await.unwrap();
    // errors do not cost a connection either
    client.clone().item::<GetItem>("2").await.unwrap_err();
    client.clone().item::<GetItem>("3").await.unwrap_err();
    client.pay::<CreatePayment>().await.unwrap();
    assert_eq!((server.seen().len(), server.connections()), (4, 1));
    Client::new(|b| b.base_url(server.url())).item::<GetItem>("5").await.unwrap();
    assert_eq!(server.connections(), 2);
}

/// For 127.0.0.1, signed by itself, good until 2126; and its key.
#[cfg(feature = "rustls")]
const CERTIFICATE: &str = "MIIBgzCCASmgAwIBAgIUaY2ICzH/y6nwDUeLhrFK+ZijPlkwCgYIKoZIzj0EAwIwDzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjExNjA5MDBaGA\
    8yMTI2MTAyODE2MDkwMFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABO2pIU4UKDpPYQdHDVAhBdevBuKPzjLw\
    5DBJvooyV2CK9d3qPCaxaY65XIGjiI2RLrKxMCIwvBliixvmiLpzKdqjYTBfMB0GA1UdDgQWBBRZNOYsJQC9UNeyNg5RJW4I+lJtLjAfBgNVHS\
    MEGDAWgBRZNOYsJQC9UNeyNg5RJW4I+lJtLjAPBgNVHREECDAGhwR/AAABMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAwRQIhANwJT/4e\
    Y0DDXBmOUI8B67vCaA/VJGQNObt28Ps7/BqvAiBB5WYo+T9DJLTMbimR3f6vfFNrZl1X8gVzIS2sKCJQuA==";
#[cfg(feature = "rustls")]
const KEY: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJ/tPg2/1m80hqlv5nMJC6Fnp/lbtny2PmRZVfM7Lv7ahRANCAATtqSFOFCg6T2\
    EHRw1QIQXXrwbij84y8OQwSb6KMldgivXd6jwmsWmOuVyBo4iNkS6ysTAiMLwZYosb5oi6cyna";

/// Shows the certificate until a request arrives; what each connection said inside of its encryption.
#[cfg(feature = "rustls")]
fn encrypted() -> (String, std::thread::JoinHandle<Vec<String>>) {
    use std::io::{Read, Write};
    use std::sync::Arc;

    use base64::prelude::{BASE64_STANDARD, Engine};
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let certificate = CertificateDer::from(BASE64_STANDARD.decode(CERTIFICATE).unwrap());
    let key = PrivateKeyDer::try_from(BASE64_STANDARD.decode(KEY).unwrap()).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let heard = std::thread::spawn(move || {
        let mut all = Vec::new();
        loop {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, listener.accept().unwrap().0);
            let (mut heard, mut byte) = (Vec::new(), [0]);
            while !heard.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
                heard.push(byte[0]);
            }
            let is_request = heard.ends_with(b"\r\n\r\n");
            all.push(String::from_utf8(heard).unwrap());
            if is_request {
                let answer = support::bytes(200, &[("content-type", "application/json")], OK);
                stream.write_all(&answer).unwrap();
                return all;
            }
        }
    });
    (url, heard)
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    use base64::prelude::{BASE64_STANDARD, Engine};

    let (url, heard) = encrypted();
    let client = |http: Option<reqwest::Client>| {
        Client::new(|b| {
            b.base_url(url.clone());
            b.bearer(TOKEN, "SECRET-token".into());
            b.retries(Retries::default());
            if let Some(http) = http {
                b.http_client(http);
            }
        })
    };
    let error = client(None).call::<Secured>().await.unwrap_err();
    assert!(error.to_string().starts_with("acme secured (GET /secured): no secure connection: "), "{error}");
    assert_eq!((error.attempts(), error.is_connect(), error.is_retryable()), (1, true, false));
    // who vouches for it is heard
    let mut roots = rustls::RootCertStore::empty();
    roots.add(BASE64_STANDARD.decode(CERTIFICATE).unwrap().into()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(roots).with_no_client_auth();
    let trusting = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls).build().unwrap();
    client(Some(trusting)).call::<Secured>().await.unwrap();
    let mut heard = heard.join().unwrap();
    let request = heard.pop().unwrap();
    assert!(request.starts_with("GET /secured ") && request.contains("Bearer SECRET-token"), "{request}");
    assert!(heard.iter().all(String::is_empty), "{heard:?}");
}
