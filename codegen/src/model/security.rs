//! Security schemes, and the alternatives of `security`.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme};

use super::{Modeler, docs};
use crate::diag::Diag;
use crate::ir::{Alternative, AuthKind, AuthScheme, Docs, Location, Need};
use crate::source::Pointer;

impl<'d> Modeler<'d> {
    pub(super) fn security_schemes(&mut self) {
        let doc = self.doc;
        let Some(components) = &doc.openapi().components else { return };
        let at = Pointer::root().join(["components", "securitySchemes"]);
        for (key, scheme) in &components.security_schemes {
            let pointer = at.child(key);
            let Some(scheme) = self.doc.security_scheme(scheme, &pointer) else { continue };
            let (kind, description) = self.kind(scheme.node, key, &pointer);
            let is_deprecated = extensions(scheme.node).get("x-bursar-deprecated") == Some(&true.into());
            let docs = Docs { deprecated: docs::deprecated(is_deprecated), ..docs::described(description) };
            self.api.schemes.push(AuthScheme { key: key.clone(), kind, docs, origin: pointer });
        }
    }

    /// The alternatives of an operation. One that needs a scheme which the document does not define falls away; where none
    /// is left the operation sends no credentials by itself, and the caller has to add them.
    pub(super) fn auth(&mut self, own: Option<&'d Vec<SecurityRequirement>>, at: &Pointer) -> Vec<Alternative> {
        let doc = self.doc;
        let (stated, at) = match own {
            Some(own) => (own.as_slice(), at.child("security")),
            None => (doc.openapi().security.as_deref().unwrap_or_default(), Pointer::root().child("security")),
        };
        let mut ways = Vec::with_capacity(stated.len());
        for (index, requirement) in stated.iter().enumerate() {
            let needs: Option<Vec<Need>> =
                requirement.iter().map(|(key, scopes)| self.need(key, scopes, &at.index(index))).collect();
            ways.extend(needs.map(|needs| Alternative { needs }));
        }
        ways
    }

    fn need(&mut self, key: &str, scopes: &[String], at: &Pointer) -> Option<Need> {
        if let Some(scheme) = self.api.schemes.iter().position(|scheme| scheme.key == key) {
            return Some(Need { scheme, scopes: scopes.to_vec() });
        }
        if self.unknown_schemes.insert(at.child(key)) {
            let message = format!("the security scheme `{key}` is not defined in components/securitySchemes");
            let help = "define it by an overlay, or allow `auth-unknown` here in provider.toml with a reason";
            let effect = "it is no way to be let in; where no other is left, no credentials are sent unless the caller adds them";
            let place = self.place(&at.child(key));
            self.diags.push(Diag::degraded("auth-unknown", place, message).because(effect).help(help));
        }
        None
    }

    fn kind(&mut self, scheme: &'d SecurityScheme, key: &str, at: &Pointer) -> (AuthKind, Option<&'d String>) {
        match scheme {
            SecurityScheme::HTTP { scheme, description, .. } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "bearer" => AuthKind::Bearer,
                    "basic" => AuthKind::Basic,
                    other => {
                        let message = format!("the security scheme `{key}` is HTTP authentication `{other}`");
                        let effect =
                            "its key is sent as the whole value of `Authorization`, which the caller has to make";
                        self.degraded("auth-unsupported", at, message, effect);
                        AuthKind::ApiKey(Location::Header, "Authorization".to_owned())
                    }
                };
                (kind, description.as_ref())
            }
            SecurityScheme::APIKey { location, name, description, .. } => {
                let location = match location {
                    APIKeyLocation::Query => Location::Query,
                    APIKeyLocation::Header => Location::Header,
                    APIKeyLocation::Cookie => Location::Cookie,
                };
                (AuthKind::ApiKey(location, name.clone()), description.as_ref())
            }
            SecurityScheme::OAuth2 { flows, description, .. } => match &flows.client_credentials {
                Some(flow) => (AuthKind::ClientCredentials(flow.token_url.clone()), description.as_ref()),
                // the user walks through the flow; the client sends the token that comes out of it
                None => (AuthKind::Bearer, description.as_ref()),
            },
            SecurityScheme::OpenIDConnect { description, .. } => (AuthKind::Bearer, description.as_ref()),
        }
    }
}

fn extensions(scheme: &SecurityScheme) -> &IndexMap<String, serde_json::Value> {
    match scheme {
        SecurityScheme::APIKey { extensions, .. }
        | SecurityScheme::HTTP { extensions, .. }
        | SecurityScheme::OAuth2 { extensions, .. }
        | SecurityScheme::OpenIDConnect { extensions, .. } => extensions,
    }
}
