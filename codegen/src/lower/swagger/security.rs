//! `securityDefinitions` as security schemes (OAS 2.0 §5.2.14).

use crate::lower::context::Context;
use crate::lower::sites::{STAMP, stamp};
use crate::lower::table::Kind;
use crate::source::{Object, Value};

use super::{object, site_of, text};

/// Converts one scheme in place.
pub(super) fn convert(scheme: &mut Value, cx: &mut Context) {
    let Some(scheme) = scheme.as_object_mut() else { return };
    match text(scheme, "type") {
        "basic" => {
            scheme.insert("type".to_owned(), "http".into());
            scheme.insert("scheme".to_owned(), "basic".into());
        }
        "oauth2" => oauth2(scheme, cx),
        _ => {}
    }
}

fn oauth2(scheme: &mut Object, cx: &mut Context) {
    let name = match text(scheme, "flow") {
        "application" => "clientCredentials",
        "accessCode" => "authorizationCode",
        other => other,
    };
    let name = name.to_owned();
    let mut flow = Object::new();
    for key in ["authorizationUrl", "tokenUrl"] {
        flow.extend(scheme.shift_remove(key).map(|url| (key.to_owned(), url)));
    }
    let scopes = object(scheme, "scopes");
    flow.insert("scopes".to_owned(), Value::Object(scopes));
    let site = site_of(scheme);
    let flow_site = cx.sites.alias(site, Kind::Flow);
    stamp(&mut flow, flow_site);
    let mut flows = Object::new();
    flows.insert(name, Value::Object(flow));
    let flows_site = cx.sites.alias(site, Kind::Flows);
    stamp(&mut flows, flows_site);
    scheme.retain(|key, _| key == STAMP || matches!(key.as_str(), "type" | "description") || key.starts_with("x-"));
    scheme.insert("flows".to_owned(), Value::Object(flows));
}
