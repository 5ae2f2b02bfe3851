//! The servers of the document and the environments of provider.toml have to be the same ones.

use crate::config::{Config, FILE};
use crate::diag::{Diag, Diags, Place};
use crate::ir::Api;

/// Reports servers without a name, names without a server, and schemes that provider.toml speaks of and nobody has.
pub(super) fn check(api: &Api, config: &Config, diags: &mut Diags) {
    for server in &api.servers {
        if config.environments.iter().all(|named| named.server != server.url) {
            let message = format!("the server `{}` has no name", crate::diag::escape(&server.url));
            let help = format!(
                "name it in {FILE}: [environments.Name] with server = \"{}\"",
                crate::diag::escape(&server.url)
            );
            diags.push(
                Diag::error("environment-unnamed", Place::pointer(&config.spec, &server.origin), message).help(help),
            );
        }
    }
    for named in &config.environments {
        if api.servers.iter().all(|server| server.url != named.server) {
            let message = format!(
                "the environment `{}` names `{}`, which is no server of the document",
                named.name, named.server
            );
            let known: Vec<String> =
                api.servers.iter().map(|server| format!("`{}`", crate::diag::escape(&server.url))).collect();
            let help =
                format!("the document has {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") });
            diags.push(Diag::error("environment-unknown", named.place.clone(), message).help(help));
        }
    }
    if !config.environments.is_empty() && config.default_environment.is_none() {
        let message = "no environment is the default".to_owned();
        let help = "choose one by default-environment = \"Name\"; list order is no choice";
        diags.push(Diag::error("environment-default", Place::file(FILE), message).help(help));
    }
    for auth in &config.auth {
        if api.schemes.iter().all(|scheme| scheme.key != auth.scheme) {
            let message = format!("[auth.{}] is about a security scheme that the document does not have", auth.scheme);
            let known: Vec<String> =
                api.schemes.iter().map(|scheme| format!("`{}`", crate::diag::escape(&scheme.key))).collect();
            let help =
                format!("the document has {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") });
            diags.push(Diag::error("auth-unknown-scheme", auth.place.clone(), message).help(help));
        }
    }
}
