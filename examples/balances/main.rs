//! Prints the balances of every provider whose credentials are in the environment.
//!
//! ```sh
//! cargo run --example balances --features full              # asks the providers that are configured
//! cargo run --example balances --features full -- --demo    # asks five loopback servers; needs no account
//! cargo run --example balances --features full -- --help    # lists the variables and the exit status
//! ```
//!
//! What it takes to call a provider is in `accounts.rs`; `demo/` stands in for the providers, and is not needed to read it.

pub(crate) mod accounts;
pub(crate) mod demo;
mod table;

use std::fmt::Write as _;
use std::process::ExitCode;

use accounts::{PROVIDERS, Provider, Vars};

/// What the program says, and how it ends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: u8,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|it| it.to_string_lossy().into_owned()).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let printed = run(&arguments, environment()).await;
    eprint!("{}", printed.stderr);
    print!("{}", printed.stdout);
    ExitCode::from(printed.status)
}

/// The variables of the process; an empty one counts as not set.
fn environment() -> Vars {
    let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?)).filter(|(_, value)| !value.is_empty())
    };
    std::env::vars_os().filter_map(text).collect()
}

/// The whole program, but for what belongs to the process.
pub(crate) async fn run(arguments: &[&str], environment: Vars) -> Printed {
    match arguments {
        [] => balances(environment).await,
        // the same way with other settings; those of the environment stay out of it, or real keys would be sent
        ["--demo"] => match demo::start().await {
            Ok(vars) => balances(vars).await,
            Err(why) => Printed { stdout: String::new(), stderr: format!("no demo: {why}\n"), status: 2 },
        },
        ["--help" | "-h"] => Printed { stdout: help(), stderr: String::new(), status: 0 },
        other => {
            let stderr = format!("unknown arguments: {}\n\n{}", other.join(" "), help());
            Printed { stdout: String::new(), stderr, status: 2 }
        }
    }
}

/// Asks every configured provider at the same time, and waits for all of them.
async fn balances(vars: Vars) -> Printed {
    let mut asked = Vec::new();
    let mut problems = Vec::new();
    for provider in PROVIDERS {
        let needed: Vec<&str> = provider.credentials.iter().chain(provider.account).copied().collect();
        let missing: Vec<&str> = needed.iter().copied().filter(|name| !vars.contains_key(*name)).collect();
        if missing.is_empty() {
            // a task of its own: a slow or failing provider holds nobody up
            asked.push((provider, tokio::spawn((provider.ask)(vars.clone()))));
        } else if missing.len() < needed.len() {
            problems.push(format!("{}: not asked: {} missing", provider.name, missing.join(" and ")));
        }
    }
    if asked.is_empty() && problems.is_empty() {
        let stderr = format!("No provider is configured.\n\n{}", help());
        return Printed { stdout: String::new(), stderr, status: 2 };
    }
    let mut rows = Vec::new();
    for (provider, answer) in asked {
        match answer.await {
            Ok(Ok(found)) => rows.extend(found),
            Ok(Err(why)) => problems.push(format!("{}: {why}", provider.name)),
            Err(stopped) => problems.push(format!("{}: {stopped}", provider.name)),
        }
    }
    Printed {
        stdout: if rows.is_empty() { String::new() } else { table::print(&rows) },
        stderr: problems.iter().map(|line| format!("{line}\n")).collect(),
        status: u8::from(!problems.is_empty()),
    }
}

fn help() -> String {
    let mut text = "\
usage: balances [--demo | --help]

Prints the balances of every provider whose variables are set.

  --demo  asks five servers of its own, which answer from the vendored documents; needs no account
  --help  prints this

provider      credentials, and which account
"
    .to_owned();
    for Provider { name, credentials, account, .. } in PROVIDERS {
        let mut name = *name;
        for variables in [credentials, account].into_iter().filter(|list| !list.is_empty()) {
            // writing to a `String` cannot fail
            let _infallible = writeln!(text, "{name:12}  {}", variables.join(", "));
            name = "";
        }
    }
    text.push_str(
        "
dodopayments, fedapay and orum are asked at their test servers, frontier on this machine. DODOPAYMENTS_BASE_URL,
FEDAPAY_BASE_URL, FRONTIER_BASE_URL, ORUM_BASE_URL and TELNYX_BASE_URL lead elsewhere. BALANCES_RETRIES says how often a
request that failed is repeated; 2 without it.

exit status: 0 every provider answered; 1 one did not, or only a part of its variables is set (the others are
printed all the same); 2 nothing is configured, or the arguments are wrong
",
    );
    text
}
