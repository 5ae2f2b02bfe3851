//! The example `balances`: what it prints, with which status it ends, and that its demo lets nothing in that is wrong.
#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

#[path = "../examples/balances/main.rs"]
#[allow(dead_code, reason = "the program's `main` is not called here")]
mod program;

use base64::prelude::{BASE64_STANDARD, Engine};
use bursar::{dodopayments, fedapay, frontier, orum, telnyx};
use program::Printed;
use program::accounts::{PROVIDERS, Provider, Vars};
use program::demo::contract::Contract;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const TABLE: &str = "\
PROVIDER      ACCOUNT         CURRENCY  AVAILABLE  PENDING  AS OF
dodopayments  cus_8YbR2mHcXp  credits     1250.50        -  2026-11-20T21:40:12Z
fedapay       31              #1            84250        -  2026-11-20T17:05:44Z
frontier      demo-id         VC             1200        -  2026-11-20T06:12:48Z
orum          balance         USD        10482.50   250.00  2026-11-20T22:58:03Z
orum          total           USD        25000.00   400.00  2026-11-20T22:58:03Z
telnyx        user            USD          400.00    10.00  -
";

const HELP: &str = "\
usage: balances [--demo | --help]

Prints the balances of every provider whose variables are set.

  --demo  asks five servers of its own, which answer from the vendored documents; needs no account
  --help  prints this

provider      credentials, and which account
dodopayments  DODO_PAYMENTS_API_KEY
              DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID, DODO_PAYMENTS_CUSTOMER_ID
fedapay       FEDAPAY_SECRET_KEY
              FEDAPAY_BALANCE_ID
frontier      FRONTIER_CLIENT_ID, FRONTIER_CLIENT_SECRET
              FRONTIER_ORG_ID, FRONTIER_BILLING_ID
orum          ORUM_CLIENT_ID, ORUM_CLIENT_SECRET
telnyx        TELNYX_API_KEY

dodopayments, fedapay and orum are asked at their test servers, frontier on this machine. DODOPAYMENTS_BASE_URL,
FEDAPAY_BASE_URL, FRONTIER_BASE_URL, ORUM_BASE_URL and TELNYX_BASE_URL lead elsewhere. BALANCES_RETRIES says how often a
request that failed is repeated; 2 without it.

exit status: 0 every provider answered; 1 one did not, or only a part of its variables is set (the others are
printed all the same); 2 nothing is configured, or the arguments are wrong
";

fn vars(pairs: &[(&str, &str)]) -> Vars {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn printed(status: u8, stdout: &str, stderr: &str) -> Printed {
    Printed { stdout: stdout.to_owned(), stderr: stderr.to_owned(), status }
}

/// Whether this is what the program says when it shows everything but what `provider` keeps. Columns are as wide as what is
/// left, so only the words are compared.
#[track_caller]
fn all_but(provider: &str, got: &Printed, stderr: &str) {
    fn words(text: &str) -> Vec<Vec<&str>> {
        text.lines().map(|line| line.split_whitespace().collect()).collect()
    }
    let mut rows = words(TABLE);
    rows.retain(|row| row[0] != provider);
    assert_eq!(words(&got.stdout), rows);
    assert_eq!((got.status, got.stderr.as_str()), (1, stderr));
}

/// Every credential of the demo in every form in which it travels, and the token that it gives out.
fn secrets(vars: &Vars) -> Vec<String> {
    let of = |name: &str| vars[name].clone();
    let credentials = PROVIDERS.iter().flat_map(|provider| provider.credentials).map(|name| of(name));
    let pair = |user: &str, password: &str| BASE64_STANDARD.encode(format!("{}:{}", of(user), of(password)));
    let mut secrets: Vec<_> = credentials.collect();
    assert_eq!(secrets.len(), 7);
    secrets.push(pair("FRONTIER_CLIENT_ID", "FRONTIER_CLIENT_SECRET"));
    secrets.push(pair("ORUM_CLIENT_ID", "ORUM_CLIENT_SECRET"));
    secrets.push("demo-orum-access-token".to_owned());
    secrets
}

#[track_caller]
fn free_of(secrets: &[String], text: &str) {
    for secret in secrets {
        assert!(!text.contains(secret), "{secret} is in: {text}");
    }
}

#[tokio::test]
async fn the_demo_prints_every_balance() {
    // what the environment holds stays out of it
    let real = vars(&[("TELNYX_API_KEY", "KEY-real"), ("ORUM_BASE_URL", "https://api-sandbox.orum.io")]);
    assert_eq!(program::run(&["--demo"], real).await, printed(0, TABLE, ""));
}

#[tokio::test]
async fn a_server_that_is_not_there_hides_nobody() {
    // a port that nobody listens on, nor will: it is taken, but not for listening
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    for provider in PROVIDERS {
        let mut demo = program::demo::start().await.unwrap();
        let secrets = secrets(&demo);
        demo.insert(format!("{}_BASE_URL", provider.name.to_uppercase()), format!("http://127.0.0.1:{port}"));
        demo.insert("BALANCES_RETRIES".to_owned(), "0".to_owned());
        let got = program::run(&[], demo).await;
        all_but(provider.name, &got, &got.stderr);
        assert!(got.stderr.starts_with(&format!("{0}: {0} ", provider.name)), "{}", got.stderr);
        assert!(got.stderr.contains("onnect"), "{}", got.stderr);
        assert_eq!(got.stderr.lines().count(), 1, "{}", got.stderr);
        free_of(&secrets, &got.stderr);
    }
}

/// What the provider of `variable` is said to have answered when the variable is `value`, and the others all the same.
async fn check(variable: &str, value: &str, provider: &str, why: &str) {
    let mut demo = program::demo::start().await.unwrap();
    let secrets = secrets(&demo);
    assert!(demo.insert(variable.to_owned(), value.to_owned()).is_some(), "{variable} is no variable of the demo");
    let got = program::run(&[], demo).await;
    all_but(provider, &got, &format!("{provider}: {why}\n"));
    free_of(&secrets, &got.stderr);
}

#[tokio::test]
async fn the_demo_lets_nothing_wrong_in() {
    const DODO: &str = "dodopayments get_customer_balance_handler \
        (GET /credit-entitlements/{credit_entitlement_id}/balances/{customer_id})";
    const FRONTIER: &str =
        "frontier FrontierService_GetBillingBalance (GET /v1beta1/organizations/{org_id}/billing/{id}/balance)";
    let refused = |call: &str| format!("{call}: 401 Unauthorized: these are not the credentials of the demo");
    let lost = |call: &str| format!("{call}: 404 Not Found: there is no such path");
    let fedapay = "fedapay GET /balances/{id}";

    check("DODO_PAYMENTS_API_KEY", "wrong", "dodopayments", &refused(DODO)).await;
    check("DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID", "wrong", "dodopayments", &lost(DODO)).await;
    check("DODO_PAYMENTS_CUSTOMER_ID", "cus_8YbR2mHcXp/x", "dodopayments", &lost(DODO)).await;
    check("FEDAPAY_SECRET_KEY", "wrong", "fedapay", &refused(fedapay)).await;
    check("FEDAPAY_BALANCE_ID", "32", "fedapay", &lost(fedapay)).await;
    check("FEDAPAY_BALANCE_ID", "first", "fedapay", "FEDAPAY_BALANCE_ID is not a whole number").await;
    check("FRONTIER_CLIENT_ID", "wrong", "frontier", &refused(FRONTIER)).await;
    check("FRONTIER_CLIENT_SECRET", "wrong", "frontier", &refused(FRONTIER)).await;
    check("FRONTIER_BILLING_ID", "wrong", "frontier", &lost(FRONTIER)).await;
    check("TELNYX_API_KEY", "wrong", "telnyx", &refused("telnyx GetUserBalance (GET /balance)")).await;
    let telnyx = "telnyx: no credentials: set TELNYX_API_KEY, or give them to the builder";
    check("TELNYX_API_KEY", "", "telnyx", telnyx).await;
}

#[tokio::test]
async fn the_demo_gives_orum_a_token_for_its_credentials_only() {
    for variable in ["ORUM_CLIENT_ID", "ORUM_CLIENT_SECRET"] {
        let mut demo = program::demo::start().await.unwrap();
        let url = format!("{}/oauth/token", demo["ORUM_BASE_URL"]);
        demo.insert(variable.to_owned(), "wrong".to_owned());
        let why = format!(
            "orum: orum get-balance (GET /deliver/balance): the token endpoint {url} answered 401 Unauthorized: \
             invalid_client\n"
        );
        all_but("orum", &program::run(&[], demo).await, &why);
    }
}

#[tokio::test]
async fn the_demo_wants_orums_version() {
    let demo = program::demo::start().await.unwrap();
    let client = orum::Client::builder().from_vars(|name| demo.get(name).cloned()).unwrap().build().unwrap();
    let error = client.get_balance().orum_version(orum::OrumVersion::Unknown("v1".to_owned())).await.unwrap_err();
    let expect = "orum get-balance (GET /deliver/balance): 400 Bad Request: orum-version has to be v2022-09-21";
    assert_eq!(error.to_string(), expect);
}

#[tokio::test]
async fn the_demo_wants_the_method_and_the_form() {
    async fn check(demo: &Vars, base_url: &str, request: &str, expect: &str) {
        let address = demo[base_url].strip_prefix("http://").unwrap().split('/').next().unwrap();
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert_eq!(answer.lines().next().unwrap(), expect, "{request}");
        free_of(&secrets(demo), &answer);
    }
    let demo = program::demo::start().await.unwrap();
    let not_allowed = "HTTP/1.1 405 Method Not Allowed";
    check(&demo, "TELNYX_BASE_URL", "POST /v2/balance HTTP/1.1\r\n\r\n", not_allowed).await;
    check(&demo, "TELNYX_BASE_URL", "GET /balance HTTP/1.1\r\n\r\n", "HTTP/1.1 404 Not Found").await;
    let bad = "HTTP/1.1 400 Bad Request";
    check(&demo, "ORUM_BASE_URL", "GET /oauth/token HTTP/1.1\r\n\r\n", bad).await;
    let ask = |form: &str| {
        let head = "POST /oauth/token HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded";
        let who = format!("client_id={}&client_secret={}", demo["ORUM_CLIENT_ID"], demo["ORUM_CLIENT_SECRET"]);
        format!("{head}\r\ncontent-length: {}\r\n\r\n{who}&{form}", who.len() + 1 + form.len())
    };
    check(&demo, "ORUM_BASE_URL", &ask("grant_type=client_credentials"), bad).await;
    check(&demo, "ORUM_BASE_URL", &ask("grant_type=password&scope=read%3Abalances"), bad).await;
}

#[tokio::test]
async fn nothing_and_half_of_something() {
    async fn check(arguments: &[&str], pairs: &[(&str, &str)], expect: Printed) {
        assert_eq!(program::run(arguments, vars(pairs)).await, expect);
    }
    check(&[], &[], printed(2, "", &format!("No provider is configured.\n\n{HELP}"))).await;
    check(&["--help"], &[], printed(0, HELP, "")).await;
    check(&["-h"], &[("ORUM_CLIENT_ID", "id")], printed(0, HELP, "")).await;
    check(&["--verbose"], &[], printed(2, "", &format!("unknown arguments: --verbose\n\n{HELP}"))).await;
    let both = printed(2, "", &format!("unknown arguments: --demo --help\n\n{HELP}"));
    check(&["--demo", "--help"], &[], both).await;
    // where a server is does not make it configured
    let elsewhere = printed(2, "", &format!("No provider is configured.\n\n{HELP}"));
    check(&[], &[("TELNYX_BASE_URL", "http://127.0.0.1:1")], elsewhere).await;
    let half = "frontier: not asked: FRONTIER_CLIENT_SECRET and FRONTIER_ORG_ID missing\n\
        orum: not asked: ORUM_CLIENT_SECRET missing\n";
    let some = [("ORUM_CLIENT_ID", "id"), ("FRONTIER_CLIENT_ID", "id"), ("FRONTIER_BILLING_ID", "b")];
    check(&[], &some, printed(1, "", half)).await;
}

#[tokio::test]
async fn a_part_of_one_provider_hides_nobody() {
    let mut demo = program::demo::start().await.unwrap();
    demo.remove("FEDAPAY_BALANCE_ID");
    let said = "fedapay: not asked: FEDAPAY_BALANCE_ID missing\n";
    all_but("fedapay", &program::run(&[], demo).await, said);
}

#[test]
fn a_demo_without_documents_says_where_they_are() {
    let nobody = Provider { name: "nobody", credentials: &[], account: &[], ask: PROVIDERS[0].ask };
    let why = Contract::read(&nobody).unwrap_err();
    let expect = "it answers from specs/nobody, which only a clone of bursar's repository has (";
    assert!(why.starts_with(expect), "{why}");
}

/// `{:?}` and `{:#?}` of the builder, of the client and, once it has been used, of the client again.
macro_rules! debugged {
    ($vars:ident, $provider:ident, |$client:ident| $call:expr) => {{
        let builder = $provider::Client::builder().from_vars(|name| $vars.get(name).cloned()).unwrap();
        let mut text = format!("{builder:?} {builder:#?}");
        let $client = builder.build().unwrap();
        text.push_str(&format!("{:?} {:#?}", $client, $client));
        let request = $call;
        text.push_str(&format!("{request:?}"));
        let answer = request.await.unwrap();
        text.push_str(&format!("{answer:?} {:?}", $client));
        text
    }};
}

#[tokio::test]
async fn nothing_prints_a_secret() {
    let vars = program::demo::start().await.unwrap();
    let id = vars["FEDAPAY_BALANCE_ID"].parse().unwrap();
    let (entitlement, customer) = (&vars["DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID"], &vars["DODO_PAYMENTS_CUSTOMER_ID"]);
    let (organization, account) = (&vars["FRONTIER_ORG_ID"], &vars["FRONTIER_BILLING_ID"]);
    let texts = [
        debugged!(vars, dodopayments, |client| client.get_customer_balance(entitlement, customer)),
        debugged!(vars, fedapay, |client| client.get_balance(id)),
        debugged!(vars, frontier, |client| client.get_billing_balance(organization, account)),
        debugged!(vars, orum, |client| client.get_balance()),
        debugged!(vars, telnyx, |client| client.get_user_balance()),
    ];
    for (text, provider) in texts.iter().zip(PROVIDERS) {
        assert!(text.contains(&format!("\"{}\"", provider.name)), "{text}");
        free_of(&secrets(&vars), text);
    }
    let printed = program::run(&["--demo"], Vars::new()).await;
    free_of(&secrets(&vars), &format!("{printed:?}"));
}
