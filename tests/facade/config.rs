//! Settings: the variables of each provider, base URLs, environments, and the exact words of what is wrong with them.

use bursar::{ConfigError, Error};

use crate::providers::{Credentials, Facts, Provider, Settings, for_each_provider};
use crate::providers::{Dodopayments, Fedapay, Frontier, Orum, Telnyx};
use crate::support::{Server, json};

for_each_provider!(
    variables_make_a_client,
    missing_variables_are_named,
    base_urls_that_are_none,
    what_is_set_wins_over_variables,
    without_credentials_nothing_is_sent,
    no_other_variable_is_read,
);

/// `Debug` of a client.
fn shown<P: Provider>(url: &str) -> String {
    let Facts { name, scheme, .. } = P::FACTS;
    format!("Client {{ provider: {name:?}, base_url: {url:?}, credentials: [{scheme:?}], .. }}")
}

fn from<P: Provider>(vars: &[(&str, &str)]) -> Result<P::Client, ConfigError> {
    P::vars(P::builder(), vars).and_then(P::build)
}

async fn variables_make_a_client<P: Provider>() {
    assert_eq!(format!("{:?}", from::<P>(P::FACTS.vars).unwrap()), shown::<P>(P::FACTS.default_url));
    let server = Server::start([json(200, P::FACTS.body)]).await;
    let url = server.url();
    let vars = [P::FACTS.vars, &[(P::FACTS.base_url_var, &url)]].concat();
    let client = from::<P>(&vars).unwrap();
    assert_eq!(format!("{client:?}"), shown::<P>(&url));
    P::request(&client).await.unwrap();
    let calls = server.calls();
    assert_eq!(calls[0].line(), format!("GET {}", P::FACTS.target));
    assert_eq!(calls[0].header("authorization"), Some(P::FACTS.authorization));
    let vars = [P::FACTS.vars, &[(P::FACTS.base_url_var, "")]].concat();
    assert_eq!(format!("{:?}", from::<P>(&vars).unwrap()), shown::<P>(P::FACTS.default_url), "empty is not set");
}

async fn missing_variables_are_named<P: Provider>() {
    let check = |vars: &[(&str, &str)], missing: &[&'static str]| {
        let error = from::<P>(vars).unwrap_err();
        let expect =
            format!("{}: no credentials: set {}, or give them to the builder", P::FACTS.name, missing.join(" and "));
        assert_eq!(error.to_string(), expect);
        let ConfigError::MissingVariable { provider, names } = error else { panic!("{error}") };
        assert_eq!((provider, names), (P::FACTS.name, vec![missing.to_vec()]));
    };
    let all: Vec<_> = P::FACTS.vars.iter().map(|(name, _)| *name).collect();
    let empty: Vec<_> = all.iter().map(|name| (*name, "")).collect();
    check(&[], &all);
    check(&[(P::FACTS.base_url_var, "http://a.test")], &all);
    check(&empty, &all);
    if let &[first, second] = P::FACTS.vars {
        check(&[first], &[second.0]);
        check(&[second], &[first.0]);
    }
}

async fn base_urls_that_are_none<P: Provider>() {
    let check = |url: &str, shown: &str, what: &str| {
        let expect =
            |from: &str| format!("the base URL {shown:?}{from} {what}; it should look like https://api.example.com/v1");
        let vars = [P::FACTS.vars, &[(P::FACTS.base_url_var, url)]].concat();
        let build = P::build(P::set(P::builder(), Settings::at(url)));
        let variable = format!(" of {}", P::FACTS.base_url_var);
        for (error, from) in [(from::<P>(&vars).unwrap_err(), variable.as_str()), (build.unwrap_err(), "")] {
            assert_eq!(error.to_string(), expect(from));
            assert!(matches!(error, ConfigError::InvalidBaseUrl { .. }));
        }
    };
    check("nonsense", "nonsense", "is not an absolute URL");
    check("api.example.com/v1", "api.example.com/v1", "is not an absolute URL");
    check("http//a.test", "http//a.test", "is not an absolute URL");
    check("ftp://a.test", "ftp://a.test", "is not an http or https URL");
    check("https://", "https://", "has no host");
    check("https://a.test/a b", "https://a.test/a b", "has white space or control characters in it");
    check("https://a.test/?k=hidden", "https://a.test/…", "has a query");
    check("https://a.test#f", "https://a.test…", "has a fragment");
    let user = "has a user name or password in it, which belong into the credentials";
    check("https://me:hidden@a.test/v1", "https://…@a.test/v1", user);
}

async fn what_is_set_wins_over_variables<P: Provider>() {
    let builder = P::set(P::builder(), Settings::at("http://set.test/x"));
    let other: Vec<_> = P::FACTS.vars.iter().map(|(name, _)| (*name, "from-a-variable")).collect();
    let vars = [&other[..], &[(P::FACTS.base_url_var, "http://var.test")]].concat();
    let client = P::build(P::vars(builder, &vars).unwrap()).unwrap();
    assert_eq!(format!("{client:?}"), shown::<P>("http://set.test/x"));

    let server = Server::start([json(200, P::FACTS.body)]).await;
    let builder = P::set(P::builder(), Settings::at(server.url()));
    let client = P::build(P::vars(builder, &vars).unwrap()).unwrap();
    P::request(&client).await.unwrap();
    assert_eq!(server.calls()[0].header("authorization"), Some(P::FACTS.authorization));
    assert!(server.seen().iter().all(|seen| !seen.body.contains("from-a-variable")));
}

async fn without_credentials_nothing_is_sent<P: Provider>() {
    let server = Server::start([json(200, P::FACTS.body)]).await;
    let settings = Settings { credentials: Credentials::None, ..Settings::at(server.url()) };
    let error = P::request(&P::client(settings)).await.unwrap_err();
    let expect = format!("{}: no credentials for this call: it needs {}", P::FACTS.call, P::FACTS.needed);
    assert_eq!(error.to_string(), expect);
    assert_eq!((error.status(), error.is_unauthorized(), error.is_retryable()), (None, false, false));
    assert!(matches!(error, Error::Auth(e) if e.is_missing_credentials()));
    assert_eq!((server.seen().len(), server.connections()), (0, 0));
}

async fn no_other_variable_is_read<P: Provider>() {
    let asked = std::sync::Mutex::new(std::collections::BTreeSet::new());
    let record = |name: &str| {
        asked.lock().unwrap().insert(name.to_owned());
        None
    };
    assert!(P::read(P::builder(), &record).is_err());
    let mut expect: Vec<_> = P::FACTS.vars.iter().map(|(name, _)| *name).chain([P::FACTS.base_url_var]).collect();
    expect.extend((P::FACTS.name == "orum").then_some("ORUM_TOKEN_URL"));
    expect.sort_unstable();
    assert_eq!(asked.into_inner().unwrap().into_iter().collect::<Vec<_>>(), expect);
}

#[test]
fn environments_lead_to_their_servers() {
    macro_rules! check {
        ($($provider:ident $module:ident $environment:ident $default:literal $url:literal;)*) => { $({
            use bursar::$module::{Client, Environment};
            let vars = $provider::FACTS.vars;
            // some keys tell which environment they are for
            let get = |name: &str| {
                let value = vars.iter().find(|(n, _)| *n == name).map(|(_, value)| *value)?;
                Some(value.replace("sk_sandbox_", if $default { "sk_sandbox_" } else { "sk_live_" }))
            };
            let builder = || Client::builder().from_vars(get).unwrap();
            let client = builder().environment(Environment::$environment).build().unwrap();
            assert_eq!(format!("{client:?}"), shown::<$provider>($url));
            assert_eq!(Environment::default() == Environment::$environment, $default, "{}", stringify!($environment));
            let over = builder().environment(Environment::$environment).base_url("http://own.test").build().unwrap();
            assert_eq!(format!("{over:?}"), shown::<$provider>("http://own.test"));
        })* };
    }
    check! {
        Dodopayments dodopayments TestMode true "https://test.dodopayments.com";
        Dodopayments dodopayments LiveMode false "https://live.dodopayments.com";
        Fedapay fedapay Sandbox true "https://sandbox-api.fedapay.com/v1";
        Fedapay fedapay Live false "https://api.fedapay.com/v1";
        Frontier frontier Local true "http://127.0.0.1:7400";
        Orum orum Sandbox true "https://api-sandbox.orum.io";
        Orum orum VaultSandbox false "https://vault.api-sandbox.orum.io";
        Telnyx telnyx Production true "https://api.telnyx.com/v2";
    }
}

#[test]
fn a_live_key_is_not_for_tests() {
    use bursar::fedapay::{Client, Environment};
    let build = |environment, key: &str| Client::builder().environment(environment).bearer_token(key).build();
    let error = build(Environment::Sandbox, "sk_live_SECRET").unwrap_err().to_string();
    let expect = "fedapay: the credential of bearerAuth (FEDAPAY_SECRET_KEY) belongs to Live (it begins with \"sk_live_\"), and \
        requests would go to Sandbox: give the credential of Sandbox, or choose Live";
    assert_eq!(error, expect);
    assert!(build(Environment::Live, "sk_sandbox_SECRET").is_err());
    assert!(build(Environment::Live, "sk_live_SECRET").is_ok());
}

#[test]
fn all_five_are_in_the_table() {
    let rows: Vec<_> = bursar::PROVIDERS.iter().map(|p| (p.name, p.package, p.version, p.enabled)).collect();
    let expect = [
        ("dodopayments", "bursar-dodopayments", "0.1.0", true),
        ("fedapay", "bursar-fedapay", "0.1.0", true),
        ("frontier", "bursar-frontier", "0.1.0", true),
        ("orum", "bursar-orum", "0.1.0", true),
        ("telnyx", "bursar-telnyx", "0.1.0", true),
    ];
    assert_eq!(rows, expect);
}
