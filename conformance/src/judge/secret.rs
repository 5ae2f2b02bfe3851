//! Words about secrets: where one must not be.

use super::Evidence;
use crate::record::{Exchange, Secured};
use crate::secrets;
use crate::suite::{Certificate, Host};

/// Whether a text has a secret of the case in it.
fn leaks(evidence: &Evidence, text: &str) -> bool {
    evidence.secrets.iter().any(|secret| secrets::is_in(secret, text))
}

fn sent(exchange: &Exchange) -> String {
    let request = &exchange.request;
    format!("{}{}", String::from_utf8_lossy(&request.head), String::from_utf8_lossy(&request.body))
}

/// The hosts of the connections that fit and carried a secret.
fn carried(evidence: &Evidence, fits: impl Fn(Host, Secured) -> bool) -> Option<&'static str> {
    let connections = evidence.record.connections.iter().enumerate();
    let mut fitting = connections.filter(|(_, connection)| fits(connection.host, connection.secured));
    let found = fitting.find(|(index, connection)| {
        let mut requests = evidence.record.exchanges.iter().filter(|exchange| exchange.connection == *index);
        leaks(evidence, &String::from_utf8_lossy(&connection.noise))
            || requests.any(|exchange| leaks(evidence, &sent(exchange)))
    });
    found.map(|(_, connection)| connection.host.name())
}

pub(super) fn credential_to_b(evidence: &Evidence) -> Option<String> {
    if carried(evidence, |host, _| host == Host::B).is_some() {
        return Some("b got a secret".to_owned());
    }
    let at_b = || evidence.record.exchanges.iter().filter(|exchange| exchange.host == Host::B);
    let has = |name: &str| at_b().any(|exchange| exchange.request.header(name).is_some());
    let named = ["authorization", "cookie", "idempotency-key", "x-api-key"].into_iter().find(|name| has(name));
    named.map(|name| format!("b got `{name}`"))
}

/// Where the peer cannot be verified, nothing may be sent; without TLS there is nobody who is verified.
pub(super) fn credential_sent(evidence: &Evidence) -> Option<String> {
    let is_verified = evidence.case.tls == Some(Certificate::Valid);
    let host = carried(evidence, |_, secured| !is_verified || secured != Secured::Yes);
    host.map(|host| format!("{host} got a secret"))
}

pub(super) fn plaintext_credential(evidence: &Evidence) -> Result<Option<String>, &'static str> {
    evidence.case.tls.ok_or("as nothing is secured in this case")?;
    let host = carried(evidence, |_, secured| secured != Secured::Yes);
    Ok(host.map(|host| format!("{host} got a secret without TLS")))
}

pub(super) fn in_error(evidence: &Evidence) -> Option<String> {
    let outcomes = evidence.calls.iter().filter_map(|call| call.outcome.as_ref());
    let mut texts = outcomes.flat_map(|outcome| outcome.texts.iter().chain([&outcome.display]));
    texts.any(|text| leaks(evidence, text)).then(|| "an error prints a secret".to_owned())
}

pub(super) fn in_debug(evidence: &Evidence) -> Option<String> {
    if let Some(found) = in_error(evidence) {
        return Some(found);
    }
    let closing = evidence.closing.as_ref()?;
    if closing.debug.iter().any(|text| leaks(evidence, text)) {
        return Some("a client or a request prints a secret".to_owned());
    }
    if let Some(line) = closing.leaks.first() {
        let place: String = line.chars().take_while(|c| *c != ':' && *c != '=').collect();
        return Some(format!("a log line has a secret in it: {place}…"));
    }
    leaks(evidence, &evidence.printed).then(|| "a secret was printed".to_owned())
}
