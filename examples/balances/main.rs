//! Prints the balances of every provider whose credentials are in the environment.
//!
//! ```sh
//! cargo run --example balances --features full              # asks the providers that are configured
//! cargo run --example balances --features full -- --demo    # asks five loopback servers, needs no account
//! cargo run --example balances --features full -- --help    # lists the variables
//! ```
//!
//! Exit status: 0 when every provider answered, 1 when one did not (the others are printed all the same), 2 when nothing
//! is configured or the arguments are wrong.

mod accounts;
mod demo;
mod table;

use std::process::ExitCode;
use std::sync::Arc;

use accounts::{PROVIDERS, Provider, Setting, Vars};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let vars: Vars = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Arc::new(|name| std::env::var(name).ok()),
        ["--demo"] => match demo::start().await {
            Ok(vars) => vars,
            Err(why) => {
                eprintln!("the demo cannot start: {why}");
                return ExitCode::from(2);
            }
        },
        ["--help" | "-h"] => {
            print!("{}", help());
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{}", help());
            return ExitCode::from(2);
        }
    };
    run(vars).await
}

/// Asks every configured provider at the same time, and prints what came back.
async fn run(vars: Vars) -> ExitCode {
    let mut asked = Vec::new();
    let mut status = ExitCode::SUCCESS;
    for provider in PROVIDERS {
        match provider.setting(&vars) {
            Setting::Complete => {
                // a task of its own: a slow or failing provider holds nobody up
                asked.push((provider, tokio::spawn((provider.ask)(vars.clone()))));
            }
            Setting::Partial(missing) => {
                eprintln!("{}: not asked, {} is not set", provider.name, missing.join(", "));
                status = ExitCode::from(1);
            }
            Setting::Absent => {}
        }
    }
    if asked.is_empty() {
        eprint!("No provider is configured.\n\n{}", help());
        return ExitCode::from(2);
    }
    let mut rows = Vec::new();
    for (provider, answer) in asked {
        match answer.await {
            Ok(Ok(found)) => rows.extend(found),
            Ok(Err(why)) => {
                eprintln!("{}: {why}", provider.name);
                status = ExitCode::from(1);
            }
            Err(stopped) => {
                eprintln!("{}: the task stopped: {stopped}", provider.name);
                status = ExitCode::from(1);
            }
        }
    }
    print!("{}", table::print(&rows));
    status
}

fn help() -> String {
    let mut text = String::from("usage: balances [--demo | --help]\n\nvariables, by provider:\n");
    for Provider { name, needs, .. } in PROVIDERS {
        text.push_str(&format!("  {name:13} {}\n", needs.join(", ")));
    }
    text.push_str("\n<PROVIDER>_BASE_URL, such as TELNYX_BASE_URL, replaces a provider's address.\n");
    text
}
