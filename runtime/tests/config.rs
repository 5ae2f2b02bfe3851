//! Settings: variables, what is refused, and the exact words of it.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use bursar_runtime::__private::v1;
use bursar_runtime::ConfigError;
use support::provider::*;

fn from(vars: &[(&str, &str)]) -> Result<v1::Builder, ConfigError> {
    let mut builder = v1::Builder::new(&PROVIDER);
    let get = |name: &str| vars.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
    builder.from_vars(&get).map(|()| builder)
}

#[test]
fn variables_fill_what_is_not_set() {
    let check = |vars: &[(&str, &str)], expect: Result<&str, &str>| {
        let got = from(vars).and_then(v1::Builder::build).map(|core| format!("{core:?}")).map_err(|e| e.to_string());
        assert_eq!(got.as_deref().map_err(String::as_str), expect);
    };
    let core = |base: &str, schemes: &str| {
        format!("Client {{ provider: \"acme\", base_url: \"{base}\", credentials: {schemes}, .. }}")
    };
    let sandbox = "https://sandbox.acme.test/v1";
    check(&[("ACME_TOKEN", "t")], Ok(&core(sandbox, r#"["token"]"#)));
    let both =
        [("ACME_USER", "u"), ("ACME_PASSWORD", ""), ("ACME_HEADER_KEY", "k"), ("ACME_BASE_URL", "http://a.test:1/b")];
    check(&both, Ok(&core("http://a.test:1/b", r#"["login", "inHeader"]"#)));
    check(&[("ACME_CLIENT_ID", "i"), ("ACME_CLIENT_SECRET", "s")], Ok(&core(sandbox, r#"["oauth"]"#)));
    let all = "acme: no credentials: set ACME_TOKEN, or ACME_USER and ACME_PASSWORD, or ACME_HEADER_KEY, or ACME_QUERY_KEY, \
        or ACME_COOKIE_KEY, or ACME_CLIENT_ID and ACME_CLIENT_SECRET, or ACME_FORM_ID and ACME_FORM_SECRET, \
        or give them to the builder";
    check(&[("ACME_TOKEN", "")], Err(all));
    let secret = "acme: no credentials: set ACME_CLIENT_SECRET, or give them to the builder";
    check(&[("ACME_CLIENT_ID", "i")], Err(secret));
    check(&[("ACME_CLIENT_ID", "i"), ("ACME_CLIENT_SECRET", "")], Err(secret));
    check(&[("ACME_USER", "u")], Err("acme: no credentials: set ACME_PASSWORD, or give them to the builder"));
    check(&[("ACME_PASSWORD", "p")], Err("acme: no credentials: set ACME_USER, or give them to the builder"));
    let token = "acme: the token of token (ACME_TOKEN) has a line break in it";
    check(&[("ACME_TOKEN", "SECRET\n")], Err(token));
    let base = "the base URL \"nonsense\" of ACME_BASE_URL is not an absolute URL; it should look like https://api.example.com/v1";
    check(&[("ACME_TOKEN", "t"), ("ACME_BASE_URL", "nonsense")], Err(base));
    let url = "the token URL \"https://…@a.test/t…\" has a user name or password in it, which belong into the credentials; \
        it should look like https://auth.example.com/oauth/token";
    let vars = [("ACME_CLIENT_ID", "i"), ("ACME_CLIENT_SECRET", "s"), ("ACME_TOKEN_URL", "https://u:p@a.test/t?k=1")];
    check(&vars, Err(url));
}

#[test]
fn what_is_set_wins_over_variables() {
    let mut builder = v1::Builder::new(&PROVIDER);
    builder.base_url("http://set.test".into());
    builder.bearer(TOKEN, "set".into());
    builder.from_vars(&|name| (name == "ACME_BASE_URL").then(|| "http://var.test".to_owned())).unwrap();
    assert!(format!("{:?}", builder.build().unwrap()).contains("http://set.test"));
}

#[test]
fn a_server_must_be_known() {
    const RELATIVE: v1::Server = v1::Server { name: "X", url: "/api/v3", variables: &[] };
    static NONE: v1::Provider = v1::Provider {
        name: "self-hosted",
        version: "1",
        base_url_var: "SELF_BASE_URL",
        environments: &[RELATIVE],
        default_environment: None,
        schemes: &[],
        auth: &[],
        prefixes: &[],
    };
    let expect = "self-hosted: no server is known: call `base_url` on the builder or set SELF_BASE_URL";
    let mut relative = v1::Builder::new(&NONE);
    relative.environment(0);
    for builder in [v1::Builder::new(&NONE), relative] {
        assert_eq!(builder.build().unwrap_err().to_string(), expect);
    }
    let mut builder = v1::Builder::new(&NONE);
    builder.from_vars(&|name| (name == "SELF_BASE_URL").then(|| "http://own.test/v1".to_owned())).unwrap();
    assert!(builder.build().is_ok());
}

#[test]
fn credentials_that_cannot_be_sent_are_refused() {
    let check = |set: &dyn Fn(&mut v1::Builder), expect: &str| {
        let error = Client::try_new(set).unwrap_err().to_string();
        assert_eq!(error, expect);
    };
    check(&|b| b.bearer(TOKEN, String::new()), "acme: the token of token (ACME_TOKEN) is empty");
    let colon = "acme: the user name of login (ACME_USER, ACME_PASSWORD) has a colon in it, which would end it";
    check(&|b| b.basic(LOGIN, "a:b".into(), "c".into()), colon);
    let empty = "acme: the client secret of oauth (ACME_CLIENT_ID, ACME_CLIENT_SECRET) is empty";
    check(&|b| b.client_credentials(OAUTH, "i".into(), String::new()), empty);
    let kind = "acme: the credential of token (ACME_TOKEN) is of another kind than the scheme";
    check(&|b| b.api_key(TOKEN, "k".into()), kind);
    let mars = "the server variable `region` cannot be \"mars\": it is one of eu, us";
    check(
        &|b| {
            b.environment(1);
            b.server_variable("region", "mars");
        },
        mars,
    );
    check(&|b| b.server_variable("zone", "x"), "the server URL has no variable \"zone\": it has none at all");
}

#[test]
fn a_key_of_another_environment_is_refused() {
    type Set = fn(&mut v1::Builder);
    fn check(set: Set, expect: Option<&str>) {
        let got = Client::try_new(set).err().map(|e| e.to_string());
        assert_eq!(got.as_deref(), expect);
    }
    check(|b| b.bearer(TOKEN, "test_1".into()), None);
    check(|b| b.bearer(TOKEN, "anything".into()), None);
    check(
        |b| b.bearer(TOKEN, "live_SECRET".into()),
        Some(
            "acme: the credential of token (ACME_TOKEN) belongs to Live (it begins with \"live_\"), and requests would go to \
             Sandbox: give the credential of Sandbox, or choose Live",
        ),
    );
    check(
        |b| {
            b.environment(1);
            b.bearer(TOKEN, "test_SECRET".into());
        },
        Some(
            "acme: the credential of token (ACME_TOKEN) belongs to Sandbox (it begins with \"test_\"), and requests would go \
             to Live: give the credential of Live, or choose Sandbox",
        ),
    );
    check(
        |b| b.basic(LOGIN, "live_1".into(), "SECRET".into()),
        Some(
            "acme: the credential of login (ACME_USER, ACME_PASSWORD) belongs to Live (it begins with \"live_\"), and requests \
             would go to Sandbox: give the credential of Sandbox, or choose Live",
        ),
    );
    // a longer prefix says more
    check(
        |b| {
            b.environment(1);
            b.client_credentials(OAUTH, "test_live_1".into(), "SECRET".into());
        },
        None,
    );
    // a base URL of one's own is no environment: a server for tests takes any key
    check(
        |b| {
            b.base_url("http://127.0.0.1:1".into());
            b.bearer(TOKEN, "live_1".into());
        },
        None,
    );
}
