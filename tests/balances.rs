//! The example `balances`, run as a person would run it.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Everything secret that the demo holds.
const SECRETS: [&str; 6] =
    ["demo-dodo", "demo-fedapay", "demo-frontier", "ZGVtbzpkZW1vLWZyb250aWVy", "demo-orum", "demo-telnyx"];

/// Cargo builds examples beside the tests of the package.
fn program() -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    let profile = test.ancestors().nth(2).expect("tests are in <target>/<profile>/deps");
    let program = profile.join("examples").join(format!("balances{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is missing: `cargo test` builds it, `cargo test --test` does not", program.display());
    program
}

/// Runs it with these arguments and variables, and with none of this process's.
fn run(arguments: &[&str], vars: &[(&str, &str)]) -> Output {
    let output = Command::new(program()).args(arguments).env_clear().envs(vars.iter().copied()).output();
    output.expect("the program starts")
}

fn check(output: &Output, status: i32, stdout: &str, stderr: &str) {
    let said = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!((said.0.as_ref(), said.1.as_ref()), (stdout, stderr));
    assert_eq!(output.status.code(), Some(status));
    for secret in SECRETS {
        assert!(!said.0.contains(secret) && !said.1.contains(secret), "{secret} was printed");
    }
}

const TABLE: &str = "\
PROVIDER      ACCOUNT         CURRENCY  AVAILABLE  PENDING  AS OF
dodopayments  cus_8YbR2mHcXp  credits     1250.50        -  2026-11-20T21:40:12Z
fedapay       31              #1            84250        -  2026-11-20T17:05:44Z
frontier      bill_demo       VC             1200        -  2026-11-20T06:12:48Z
orum          balance         USD        10482.50   250.00  2026-11-20T22:58:03Z
orum          total           USD        25000.00   400.00  2026-11-20T22:58:03Z
telnyx        user            USD          400.00    10.00  -
";

const HELP: &str = "\
usage: balances [--demo | --help]

variables, by provider:
  dodopayments  DODO_PAYMENTS_API_KEY, DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID, DODO_PAYMENTS_CUSTOMER_ID
  fedapay       FEDAPAY_SECRET_KEY, FEDAPAY_BALANCE_ID
  frontier      FRONTIER_CLIENT_ID, FRONTIER_CLIENT_SECRET, FRONTIER_ORG_ID, FRONTIER_BILLING_ID
  orum          ORUM_CLIENT_ID, ORUM_CLIENT_SECRET
  telnyx        TELNYX_API_KEY

<PROVIDER>_BASE_URL, such as TELNYX_BASE_URL, replaces a provider's address.
";

#[test]
fn the_demo_prints_every_balance() {
    check(&run(&["--demo"], &[]), 0, TABLE, "");
}

#[test]
fn one_failure_hides_nobody() {
    // a port that nobody listens on: it was free a moment ago
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("loopback has free ports").port();
    let output = run(&["--demo"], &[("TELNYX_BASE_URL", &format!("http://127.0.0.1:{port}"))]);
    let table: String =
        TABLE.lines().filter(|line| !line.starts_with("telnyx")).map(|line| format!("{line}\n")).collect();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("telnyx: telnyx GetUserBalance (GET /balance): "), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    check(&output, 1, &table, &said);
}

#[test]
fn nothing_and_half_of_something() {
    check(&run(&[], &[]), 2, "", &format!("No provider is configured.\n\n{HELP}"));
    check(&run(&["--help"], &[]), 0, HELP, "");
    check(&run(&["--verbose"], &[]), 2, "", HELP);
    let half = [("ORUM_CLIENT_ID", "demo")];
    let expect = format!("orum: not asked, ORUM_CLIENT_SECRET is not set\nNo provider is configured.\n\n{HELP}");
    check(&run(&[], &half), 2, "", &expect);
}
