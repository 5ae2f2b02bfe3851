//! Security schemes, and the alternatives of `security`.

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme};

use super::{Modeler, docs};
use crate::ir::{Alternative, AuthKind, AuthScheme, Location, Need};
use crate::source::Pointer;

/// Why a requirement cannot be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// The document does not define the scheme.
    Unknown,
    /// The client cannot send it.
    Unsupported,
}

impl<'d> Modeler<'d> {
    pub(super) fn security_schemes(&mut self) {
        let doc = self.doc;
        let Some(components) = &doc.openapi().components else { return };
        let at = Pointer::root().join(["components", "securitySchemes"]);
        for (key, scheme) in &components.security_schemes {
            let pointer = at.child(key);
            let Some(scheme) = self.doc.security_scheme(scheme, &pointer) else { continue };
            match kind(scheme.node) {
                Ok((kind, description)) => {
                    let docs = docs::described(description);
                    self.api.schemes.push(AuthScheme { key: key.clone(), kind, docs, origin: pointer });
                }
                Err(why) => self.degraded(
                    "auth-unsupported",
                    &pointer,
                    format!("the security scheme `{key}` is not supported: {why}"),
                    "operations cannot use it",
                ),
            }
        }
    }

    /// The alternatives of an operation; `None` when every one needs something that is not supported.
    pub(super) fn auth(&mut self, own: Option<&'d Vec<SecurityRequirement>>, at: &Pointer) -> Option<Vec<Alternative>> {
        let doc = self.doc;
        let (stated, at) = match own {
            Some(own) => (own.as_slice(), at.child("security")),
            None => (doc.openapi().security.as_deref().unwrap_or_default(), Pointer::root().child("security")),
        };
        let (mut ways, mut lacks) = (Vec::with_capacity(stated.len()), Vec::new());
        for (index, requirement) in stated.iter().enumerate() {
            let needs: Result<Vec<Need>, Lack> =
                requirement.iter().map(|(key, scopes)| self.need(key, scopes, &at.index(index))).collect();
            match needs {
                Ok(needs) => ways.push(Alternative { needs }),
                Err(lack) => lacks.push(lack),
            }
        }
        // a scheme that is not there was an error already, and may well be one that is supported
        (!ways.is_empty() || lacks.iter().all(|lack| *lack == Lack::Unknown)).then_some(ways)
    }

    fn need(&mut self, key: &str, scopes: &[String], at: &Pointer) -> Result<Need, Lack> {
        if let Some(scheme) = self.api.schemes.iter().position(|scheme| scheme.key == key) {
            return Ok(Need { scheme, scopes: scopes.to_vec() });
        }
        let components = self.doc.openapi().components.as_ref();
        if components.is_none_or(|components| !components.security_schemes.contains_key(key)) {
            let message = format!("the security scheme `{key}` is not in components/securitySchemes");
            self.error(
                "auth-unknown",
                &at.child(key),
                message,
                "name a scheme of the document, or add it by an overlay",
            );
            return Err(Lack::Unknown);
        }
        Err(Lack::Unsupported)
    }
}

fn kind(scheme: &SecurityScheme) -> Result<(AuthKind, Option<&String>), String> {
    match scheme {
        SecurityScheme::HTTP { scheme, description, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Ok((AuthKind::Bearer, description.as_ref())),
            "basic" => Ok((AuthKind::Basic, description.as_ref())),
            other => Err(format!("HTTP authentication `{other}`")),
        },
        SecurityScheme::APIKey { location, name, description, .. } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            Ok((AuthKind::ApiKey(location, name.clone()), description.as_ref()))
        }
        SecurityScheme::OAuth2 { flows, description, .. } => match &flows.client_credentials {
            Some(flow) => Ok((AuthKind::ClientCredentials(flow.token_url.clone()), description.as_ref())),
            // the user walks through the flow; the client sends the token that comes out of it
            None => Ok((AuthKind::Bearer, description.as_ref())),
        },
        SecurityScheme::OpenIDConnect { description, .. } => Ok((AuthKind::Bearer, description.as_ref())),
    }
}
