//! `schemes`, `host` and `basePath` as servers (OAS 2.0 §5.2.1).

use crate::diag::Diag;
use crate::lower::context::Context;
use crate::lower::sites::{Site, stamp};
use crate::lower::table::Kind;
use crate::source::{Object, Value};

use super::{site_of, text, texts};

/// Writes the servers of the document; none where it says nothing about its location.
pub(super) fn convert(root: &mut Object, cx: &mut Context) {
    let schemes = texts(root, "schemes");
    let host = text(root, "host").to_owned();
    let base = text(root, "basePath").trim_end_matches('/').to_owned();
    root.shift_remove("host");
    root.shift_remove("basePath");
    let base = if base.is_empty() || base.starts_with('/') { base } else { format!("/{base}") };
    let location = format!("{host}{base}");
    let urls = match (host.is_empty(), base.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => vec![base],
        (false, _) => urls(&location, schemes, Site::ROOT, cx),
    };
    cx.location = (!host.is_empty()).then_some(location);
    write(root, urls, "host", Site::ROOT, cx);
}

/// Writes the servers of an operation that has `schemes` of its own.
pub(super) fn of_operation(operation: &mut Object, cx: &mut Context) {
    let Some(schemes) = texts(operation, "schemes") else { return };
    if let Some(location) = cx.location.clone() {
        let site = site_of(operation);
        let urls = urls(&location, Some(schemes), site, cx);
        write(operation, urls, "schemes", site, cx);
    }
}

fn write(owner: &mut Object, urls: Vec<String>, key: &str, site: Site, cx: &mut Context) {
    if urls.is_empty() {
        return;
    }
    let servers = urls.into_iter().map(|url| {
        let mut server = Object::new();
        server.insert("url".to_owned(), url.into());
        let site = cx.sites.child(site, key, Some(Kind::Server));
        stamp(&mut server, site);
        Value::Object(server)
    });
    let servers = servers.collect();
    owner.insert("servers".to_owned(), Value::Array(servers));
}

fn urls(location: &str, schemes: Option<Vec<String>>, site: Site, cx: &mut Context) -> Vec<String> {
    let schemes = schemes.filter(|schemes| !schemes.is_empty()).unwrap_or_else(|| {
        let at = cx.place_of(site, "host");
        let message = "`host` without `schemes`: `https` is assumed";
        cx.say(Diag::note("assumed-scheme", at, message).help("say which with `schemes: [https]`"));
        vec!["https".to_owned()]
    });
    let mut urls = Vec::new();
    for scheme in schemes {
        if matches!(scheme.as_str(), "http" | "https") {
            urls.push(format!("{scheme}://{location}"));
        } else {
            cx.note(
                "unsupported-scheme",
                site,
                "schemes",
                format!("the scheme `{scheme}` is left out: it is not HTTP"),
            );
        }
    }
    urls
}
