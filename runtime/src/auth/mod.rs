//! Credentials: checking them when a client is built, choosing the alternative of an operation, and what to add to a
//! request. Holds: a credential that cannot be sent as it is never becomes part of a client.

#[cfg(feature = "oauth")]
pub(crate) mod fetch;
#[cfg(not(feature = "oauth"))]
#[path = "no_token.rs"]
pub(crate) mod token;
#[cfg(feature = "oauth")]
pub(crate) mod token;

use base64::prelude::{BASE64_STANDARD, Engine};
use http::{HeaderName, HeaderValue, header};

use crate::encode::percent;
use crate::redact::Scrubber;
use crate::secret::Secret;
use crate::spec::{In, Need, Scheme, SchemeKind};

/// Credentials of one scheme, as given.
#[derive(Debug, Clone)]
pub(crate) enum Given {
    Bearer(Secret),
    Basic(Secret, Secret),
    ApiKey(Secret),
    #[cfg(feature = "oauth")]
    ClientCredentials(Secret, Secret),
}

/// Credentials of one scheme, ready to be sent.
pub(crate) enum Credential {
    /// A header; the value is marked sensitive.
    Header(HeaderName, HeaderValue),
    /// An encoded name and value of the query.
    Query(String, String),
    /// A cookie, `name=value`.
    Cookie(String),
    /// Exchanged for a token first.
    #[cfg(feature = "oauth")]
    Client { id: Secret, secret: Secret },
}

/// Why a credential is refused: which part of it, and what is wrong.
pub(crate) type Refusal = (&'static str, &'static str);

impl Given {
    /// Adds what of it is secret. The id of an OAuth2 client is not, a user name may be an API key.
    pub(crate) fn tell(&self, scrubber: &mut Scrubber) {
        match self {
            Self::Bearer(secret) | Self::ApiKey(secret) => scrubber.add(secret.expose()),
            Self::Basic(username, password) => {
                scrubber.add(username.expose());
                scrubber.add(password.expose());
                scrubber.add(&format!("{}:{}", username.expose(), password.expose()));
            }
            #[cfg(feature = "oauth")]
            Self::ClientCredentials(id, secret) => {
                scrubber.add(secret.expose());
                scrubber.add(&format!("{}:{}", id.expose(), secret.expose()));
                scrubber.add(&format!("{}:{}", percent::form(id.expose()), percent::form(secret.expose())));
            }
        }
    }

    /// The part that tells which environment it is for: all of a key or token, the user name, the id of a client.
    pub(crate) fn telling(&self) -> &str {
        match self {
            Self::Bearer(secret) | Self::ApiKey(secret) => secret.expose(),
            Self::Basic(first, _) => first.expose(),
            #[cfg(feature = "oauth")]
            Self::ClientCredentials(first, _) => first.expose(),
        }
    }

    /// Checks and prepares. `None`: it is of another kind than the scheme.
    pub(crate) fn prepare(&self, scheme: &Scheme) -> Option<Result<Credential, Refusal>> {
        Some(match (self, &scheme.kind) {
            (Self::Bearer(token), SchemeKind::Bearer { .. }) => bearer(token).map_err(|reason| ("token", reason)),
            (Self::Basic(username, password), SchemeKind::Basic { .. }) => basic(username, password),
            (Self::ApiKey(key), SchemeKind::ApiKey { at, name, .. }) => {
                api_key(*at, name, key.expose()).map_err(|reason| ("key", reason))
            }
            #[cfg(feature = "oauth")]
            (Self::ClientCredentials(id, secret), SchemeKind::ClientCredentials { .. }) => client(id, secret),
            _ => return None,
        })
    }
}

fn bearer(token: &Secret) -> Result<Credential, &'static str> {
    let value = sensitive(&format!("Bearer {}", line(token.expose())?))?;
    Ok(Credential::Header(header::AUTHORIZATION, value))
}

/// RFC 7617 §2: base64 of the UTF-8 octets; a user name has no colon, and neither part has control characters.
fn basic(username: &Secret, password: &Secret) -> Result<Credential, Refusal> {
    no_control(username.expose()).map_err(|reason| ("user name", reason))?;
    no_control(password.expose()).map_err(|reason| ("password", reason))?;
    if username.expose().contains(':') {
        return Err(("user name", "has a colon in it, which would end it"));
    }
    if username.expose().is_empty() && password.expose().is_empty() {
        return Err(("user name", "is empty"));
    }
    let value =
        sensitive(&basic_value(username.expose(), password.expose())).map_err(|reason| ("user name", reason))?;
    Ok(Credential::Header(header::AUTHORIZATION, value))
}

/// The value of a Basic `Authorization` header.
pub(crate) fn basic_value(username: &str, password: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{username}:{password}")))
}

fn api_key(at: In, name: &str, key: &str) -> Result<Credential, &'static str> {
    match at {
        In::Header => {
            let name = name.parse().map_err(|_| "goes into a header whose name cannot be sent")?;
            Ok(Credential::Header(name, sensitive(line(key)?)?))
        }
        In::Query => {
            let key = Some(key).filter(|key| !key.is_empty()).ok_or("is empty")?;
            Ok(Credential::Query(percent::all(name), percent::all(no_control(key)?)))
        }
        In::Cookie => {
            let key = line(key)?;
            if name.is_empty() || percent::cookie_name(name) != name {
                return Err("goes into a cookie whose name cannot be sent");
            }
            if key.contains([' ', '"', ',', ';', '\\']) {
                return Err("has characters in it that a cookie cannot hold");
            }
            Ok(Credential::Cookie(format!("{name}={key}")))
        }
    }
}

#[cfg(feature = "oauth")]
fn client(id: &Secret, secret: &Secret) -> Result<Credential, Refusal> {
    let checked = |part: &Secret| match part.expose() {
        "" => Err("is empty"),
        text => no_control(text).map(drop),
    };
    checked(id).map_err(|reason| ("client id", reason))?;
    checked(secret).map_err(|reason| ("client secret", reason))?;
    Ok(Credential::Client { id: id.clone(), secret: secret.clone() })
}

fn no_control(text: &str) -> Result<&str, &'static str> {
    if text.contains(['\r', '\n']) {
        return Err("has a line break in it");
    }
    if text.chars().any(char::is_control) { Err("has control characters in it") } else { Ok(text) }
}

/// What can be a header value as it is: printable ASCII, without white space around it, which receivers would drop.
fn line(text: &str) -> Result<&str, &'static str> {
    no_control(text)?;
    if text.is_empty() {
        return Err("is empty");
    }
    if text.trim() != text {
        return Err("begins or ends with white space");
    }
    if text.is_ascii() { Ok(text) } else { Err("has characters outside of ASCII in it") }
}

/// A header value that is not printed by HTTP libraries.
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(text).map_err(|_| "cannot be a header value")?;
    value.set_sensitive(true);
    Ok(value)
}

/// The first alternative whose schemes are all configured; an anonymous one only if no other is. `None`: none is.
pub(crate) fn choose(
    alternatives: &'static [&'static [Need]],
    is_configured: impl Fn(usize) -> bool,
) -> Option<&'static [Need]> {
    if alternatives.is_empty() {
        return Some(&[]);
    }
    let usable = |needs: &&[Need]| needs.iter().all(|need| is_configured(need.scheme));
    let mut found = alternatives.iter().copied().filter(usable);
    let first = found.clone().find(|needs| !needs.is_empty());
    first.or_else(|| found.next())
}

/// The environment variables that hold the credentials of a scheme.
pub(crate) fn variables(kind: &SchemeKind) -> Vec<&'static str> {
    match kind {
        SchemeKind::Bearer { var } | SchemeKind::ApiKey { var, .. } => vec![var],
        SchemeKind::Basic { username_var, password_var } => vec![username_var, password_var],
        #[cfg(feature = "oauth")]
        SchemeKind::ClientCredentials { id_var, secret_var, .. } => vec![id_var, secret_var],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEARER: Scheme = Scheme { name: "tok", kind: SchemeKind::Bearer { var: "V" } };
    const BASIC: Scheme = Scheme { name: "login", kind: SchemeKind::Basic { username_var: "U", password_var: "P" } };

    fn key(at: In) -> Scheme {
        Scheme { name: "key", kind: SchemeKind::ApiKey { at, name: "sid", var: "K" } }
    }

    #[test]
    fn prepares() {
        fn check(given: Given, scheme: Scheme, expect: Result<&str, Refusal>) {
            let got = given.prepare(&scheme).unwrap().map(|credential| match credential {
                Credential::Header(name, value) => {
                    assert!(value.is_sensitive());
                    format!("{name}: {}", value.to_str().unwrap())
                }
                Credential::Query(name, value) => format!("?{name}={value}"),
                Credential::Cookie(pair) => pair,
                Credential::Client { .. } => "client".to_owned(),
            });
            assert_eq!(got.as_deref().map_err(|e| *e), expect);
        }
        let bearer = |t: &str| Given::Bearer(t.into());
        check(bearer("a.b-c"), BEARER, Ok("authorization: Bearer a.b-c"));
        check(bearer("a\r\nX-Evil: 1"), BEARER, Err(("token", "has a line break in it")));
        check(bearer("a\n"), BEARER, Err(("token", "has a line break in it")));
        check(bearer("a\0"), BEARER, Err(("token", "has control characters in it")));
        check(bearer(" a"), BEARER, Err(("token", "begins or ends with white space")));
        check(bearer("é"), BEARER, Err(("token", "has characters outside of ASCII in it")));
        check(bearer(""), BEARER, Err(("token", "is empty")));
        let basic = |u: &str, p: &str| Given::Basic(u.into(), p.into());
        check(basic("Aladdin", "open sesame"), BASIC, Ok("authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
        check(basic("test", "123£"), BASIC, Ok("authorization: Basic dGVzdDoxMjPCow=="));
        check(basic("u", "a:b:c"), BASIC, Ok("authorization: Basic dTphOmI6Yw=="));
        check(basic("sk_test_1", ""), BASIC, Ok("authorization: Basic c2tfdGVzdF8xOg=="));
        check(basic("a:b", "c"), BASIC, Err(("user name", "has a colon in it, which would end it")));
        check(basic("", ""), BASIC, Err(("user name", "is empty")));
        check(basic("u", "p\n"), BASIC, Err(("password", "has a line break in it")));
        let api = |k: &str| Given::ApiKey(k.into());
        check(api("k+2&x="), key(In::Query), Ok("?sid=k%2B2%26x%3D"));
        check(api("k\n"), key(In::Query), Err(("key", "has a line break in it")));
        check(api(""), key(In::Query), Err(("key", "is empty")));
        check(api("k1"), key(In::Header), Ok("sid: k1"));
        check(api("k3"), key(In::Cookie), Ok("sid=k3"));
        check(api("k;x=1"), key(In::Cookie), Err(("key", "has characters in it that a cookie cannot hold")));
        let odd = SchemeKind::ApiKey { at: In::Cookie, name: "a;b", var: "K" };
        let refused = Err(("key", "goes into a cookie whose name cannot be sent"));
        check(api("k"), Scheme { name: "odd", kind: odd }, refused);
        assert!(api("k").prepare(&BEARER).is_none());
    }

    #[test]
    fn chooses() {
        const fn need(scheme: usize) -> Need {
            Need { scheme, scopes: &[] }
        }
        const BOTH: &[Need] = &[need(0), need(1)];
        const TWO: &[Need] = &[need(2)];
        fn check(alternatives: &'static [&'static [Need]], configured: &[usize], expect: Option<&[usize]>) {
            let got = choose(alternatives, |scheme| configured.contains(&scheme));
            let got = got.map(|needs| needs.iter().map(|need| need.scheme).collect::<Vec<_>>());
            assert_eq!(got.as_deref(), expect);
        }
        check(&[], &[0, 1, 2], Some(&[]));
        check(&[BOTH, TWO], &[0, 1, 2], Some(&[0, 1]));
        check(&[BOTH, TWO], &[0, 2], Some(&[2]));
        check(&[BOTH, TWO], &[0], None);
        check(&[&[], TWO], &[2], Some(&[2]));
        check(&[TWO, &[]], &[], Some(&[]));
    }
}
