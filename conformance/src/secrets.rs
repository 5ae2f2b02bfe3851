//! Which texts are secret, in all forms that travel.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// Shorter ones would be found by chance.
const SHORTEST: usize = 6;

/// Names of credentials that are no secret.
const PUBLIC: [&str; 2] = ["client_id", "username"];

/// The secrets among credentials, as they are and as `Authorization: Basic` has them.
pub fn of(credentials: &BTreeMap<String, String>) -> Vec<String> {
    let get = |name: &str| credentials.get(name).map(String::as_str);
    let mut all: Vec<String> = Vec::new();
    for (name, value) in credentials {
        if !PUBLIC.contains(&name.as_str()) {
            all.push(value.trim().to_owned());
        }
    }
    for (user, password) in [("client_id", "client_secret"), ("username", "password")] {
        if let (Some(user), Some(password)) = (get(user), get(password)) {
            all.push(STANDARD_NO_PAD.encode(format!("{user}:{password}")));
        }
    }
    all.retain(|secret| secret.len() >= SHORTEST);
    all.sort();
    all.dedup();
    all
}

/// Secrets with the forms that something in between could give them.
pub fn forms(secrets: &[String]) -> Vec<String> {
    let encoded = |secret: &String| [secret.clone(), STANDARD.encode(secret), URL_SAFE_NO_PAD.encode(secret)];
    secrets.iter().flat_map(encoded).collect()
}

/// The tokens that a script of the token endpoint gives.
pub fn tokens(scripts: &str) -> Vec<String> {
    let after = scripts.split("\"access_token\"").skip(1);
    let quoted = after.filter_map(|rest| rest.split('"').nth(1)).map(str::to_owned);
    let mut tokens: Vec<String> = quoted.filter(|token| !token.is_empty()).collect();
    tokens.dedup();
    tokens
}

/// Whether `text` has `secret` in it. One that is short counts only as a word of its own, and not before `=`, `:` or `/`.
pub fn is_in(secret: &str, text: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
    text.match_indices(secret).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + secret.len()..].chars().next());
        secret.len() >= SHORTEST || !(is_word(before) || is_word(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_secret() {
        let pairs =
            [("bearer", "SECRET-1\n"), ("client_id", "probe-client"), ("client_secret", "SECRET-2"), ("k", "short")];
        let credentials = pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert_eq!(of(&credentials), ["SECRET-1", "SECRET-2", "cHJvYmUtY2xpZW50OlNFQ1JFVC0y"]);
        assert_eq!(forms(&["SECRET-1".to_owned()]), ["SECRET-1", "U0VDUkVULTE=", "U0VDUkVULTE"]);
        assert_eq!(tokens(r#"{"access_token":"tok","x":1} {"access_token": "tok2"}"#), ["tok", "tok2"]);
    }

    #[test]
    fn where_a_secret_is() {
        assert!(is_in("SECRET-1", "xSECRET-1x"));
        assert!(is_in("tok", "Bearer tok"));
        assert!(!is_in("tok", "the token endpoint"));
    }
}
