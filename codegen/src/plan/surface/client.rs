//! Items of the client: environments, credentials, groups, and what the builder has for some documents only.

use super::digest;
use crate::plan::rust::Context;
use crate::plan::view::{ClientView, EnvironmentView, Present, SchemeKind, SchemeView};
use crate::source::Pointer;
use crate::surface::{Form, Item, Path, Shape, Usual};

pub(super) fn items(cx: Context<'_>, client: &ClientView, items: &mut Vec<Item>) {
    let of = |of: &str, name: &str, args: &[&str]| {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Item::new(Path::member(of, name), Shape::Builder(args))
    };
    let method = |name: &str, args: &[&str]| of("ClientBuilder", name, args);
    // where a call goes can be said of each, in a crate in which that is not always the same
    if cx.api.ops.iter().any(|(_, op)| !op.servers.is_empty()) {
        let all: [(&str, &[&str]); 3] =
            [("base_url", &["url"]), ("server", &["index"]), ("server_variable", &["name", "value"])];
        items.extend(all.into_iter().map(|(name, args)| of("Request", name, args)));
    }
    if !client.environments.is_empty() {
        items.push(method("environment", &["environment"]));
        items.push(Item::new(Path::root("Environment"), Shape::Type(Form::Environments)));
    }
    if !client.variables.is_empty() {
        items.push(method("server_variable", &["name", "value"]));
    }
    if client.relative == Present::Yes {
        items.push(method("document_url", &["url"]));
    }
    items.extend(client.environments.iter().enumerate().map(|(number, view)| environment(cx, client, number, view)));
    for (scheme, known) in client.schemes.iter().zip(&cx.api.schemes) {
        let at = vec![known.origin.clone()];
        for setter in &scheme.setters {
            let mut item = method(&setter.name, &setter.args);
            item.docs = digest(&setter.docs);
            item.at.clone_from(&at);
            items.push(item);
        }
        items.push(Item { at, ..auth(scheme) });
    }
    if client.groups.len() > 1 {
        items.extend(client.groups.iter().map(|group| Item {
            docs: digest(&group.docs),
            gate: group.features.clone(),
            ..Item::new(Path::member("Client", &group.module), Shape::Group(group.handle.clone()))
        }));
    }
}

fn environment(cx: Context<'_>, client: &ClientView, number: usize, view: &EnvironmentView) -> Item {
    let usual = if client.default_environment == Some(number) { Usual::Yes } else { Usual::No };
    let server = cx.api.servers.iter().find(|server| server.url == view.url);
    let at: Vec<Pointer> = server.map(|server| server.origin.clone()).into_iter().collect();
    let mut item =
        Item::new(Path::member("Environment", &view.name), Shape::Environment(number, usual)).fact("url", &view.url);
    if !view.variables.is_empty() {
        item = item.fact("variables", format!("{:?}", view.variables));
    }
    Item { docs: digest(&view.docs), at, ..item }
}

fn auth(scheme: &SchemeView) -> Item {
    let (is, variables) = match &scheme.kind {
        SchemeKind::Bearer { var } => (format!("http bearer from {var}"), vec![var]),
        SchemeKind::Basic { username_var, password_var } => {
            (format!("http basic from {username_var}, {password_var}"), vec![username_var, password_var])
        }
        SchemeKind::ApiKey { at, name, var } => {
            (format!("key in {} {name:?} from {var}", at.to_lowercase()), vec![var])
        }
        SchemeKind::ClientCredentials { token_url, token_url_var, id_var, secret_var, client_auth, .. } => {
            let way = client_auth.to_lowercase();
            let is = format!("oauth2 client credentials ({way}) at {token_url:?} from {id_var}, {secret_var}");
            (is, vec![id_var, secret_var, token_url_var])
        }
    };
    let variables = variables.into_iter().cloned().collect();
    let mut item = Item::new(Path::root(&scheme.key), Shape::Auth(variables)).fact("is", is);
    if let SchemeKind::ClientCredentials { environment_token_urls: urls, .. } = &scheme.kind
        && !urls.is_empty()
    {
        item = item.fact("tokens", format!("{urls:?}"));
    }
    item
}
