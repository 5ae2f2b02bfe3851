//! What can be wrong with the settings of a client, before any call.

use std::fmt;

/// A client cannot be built. Each message names what to change; none shows a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// No credentials were given, and the environment has none either.
    MissingVariable {
        /// The provider.
        provider: &'static str,
        /// Environment variables: each inner list is enough by itself.
        names: Vec<Vec<&'static str>>,
    },
    /// The provider has no default server, so a base URL has to be given.
    NoBaseUrl {
        /// The provider.
        provider: &'static str,
        /// The environment variable that can hold it.
        variable: &'static str,
    },
    /// The base URL cannot be used.
    InvalidBaseUrl {
        /// What was given, without user information and query.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
        /// The environment variable that it comes from.
        variable: Option<&'static str>,
    },
    /// The token URL cannot be used.
    InvalidTokenUrl {
        /// What was given, without user information and query.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The server URL has no variable of this name.
    UnknownServerVariable {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// A server variable cannot have this value.
    InvalidServerVariable {
        /// The variable.
        name: &'static str,
        /// The value that was given.
        value: String,
        /// The allowed values; empty: any that fits into a URL at that place.
        allowed: &'static [&'static str],
    },
    /// A credential cannot be sent.
    InvalidCredential {
        /// The provider.
        provider: &'static str,
        /// Which one: the scheme, the part of it, and its environment variable.
        which: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A credential belongs to another environment than the one that requests would go to.
    OtherEnvironment {
        /// The provider.
        provider: &'static str,
        /// Which one: the scheme and its environment variables.
        which: String,
        /// The environment that it belongs to.
        belongs_to: &'static str,
        /// How its credentials begin.
        prefix: &'static str,
        /// The environment that was chosen.
        environment: &'static str,
    },
    /// No secret for checking webhooks was given, and the environment has none either.
    MissingWebhookSecret {
        /// The provider.
        provider: &'static str,
        /// The environment variable that can hold it.
        variable: &'static str,
    },
    /// A secret for checking webhooks cannot be used.
    InvalidWebhookSecret {
        /// The provider.
        provider: &'static str,
        /// The environment variable that it comes from.
        variable: Option<&'static str>,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// What is stated of how webhooks are signed contradicts itself.
    InvalidWebhookScheme {
        /// The provider.
        provider: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The HTTP client cannot be set up.
    Transport {
        /// Why.
        reason: String,
    },
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingVariable { provider, names } => {
                let sets: Vec<_> = names.iter().map(|set| set.join(" and ")).collect();
                write!(f, "{provider}: no credentials: set {}, or give them to the builder", sets.join(", or "))
            }
            Self::NoBaseUrl { provider, variable } => {
                write!(f, "{provider}: no server is known: call `base_url` on the builder or set {variable}")
            }
            Self::InvalidBaseUrl { value, reason, variable } => {
                let from = variable.map(|name| format!(" of {name}")).unwrap_or_default();
                write!(f, "the base URL {value:?}{from} {reason}; it should look like https://api.example.com/v1")
            }
            Self::InvalidTokenUrl { value, reason } => {
                write!(f, "the token URL {value:?} {reason}; it should look like https://auth.example.com/oauth/token")
            }
            Self::UnknownServerVariable { name, known } if known.is_empty() => {
                write!(f, "the server URL has no variable {name:?}: it has none at all")
            }
            Self::UnknownServerVariable { name, known } => {
                write!(f, "the server URL has no variable {name:?}: there is {}", known.join(", "))
            }
            Self::InvalidServerVariable { name, value, allowed: [] } => {
                write!(f, "the server variable `{name}` cannot be {value:?}: it would change other parts of the URL")
            }
            Self::InvalidServerVariable { name, value, allowed } => {
                write!(f, "the server variable `{name}` cannot be {value:?}: it is one of {}", allowed.join(", "))
            }
            Self::InvalidCredential { provider, which, reason } => write!(f, "{provider}: {which} {reason}"),
            Self::OtherEnvironment { provider, which, belongs_to, prefix, environment } => write!(
                f,
                "{provider}: the credential of {which} belongs to {belongs_to} (it begins with {prefix:?}), and requests \
                 would go to {environment}: give the credential of {environment}, or choose {belongs_to}"
            ),
            Self::MissingWebhookSecret { provider, variable } => {
                write!(f, "{provider}: no webhook secret: set {variable}, or give it to the verifier")
            }
            Self::InvalidWebhookSecret { provider, variable, reason } => {
                let from = variable.map(|name| format!(" of {name}")).unwrap_or_default();
                write!(f, "{provider}: the webhook secret{from} {reason}")
            }
            Self::InvalidWebhookScheme { provider, reason } => {
                write!(f, "{provider}: the scheme of its webhooks {reason}")
            }
            Self::Transport { reason } => write!(f, "the HTTP client cannot be set up: {reason}"),
        }
    }
}

impl std::error::Error for ConfigError {}
