//! The program itself: exit status, and which stream says what.

#![allow(clippy::unwrap_used)]

use std::process::Command;

use xtask::args::HELP;

fn check(args: &[&str], status: i32, stdout: &str, stderr: &str) {
    // from another folder, as the workspace is found from any
    let output =
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(args).current_dir(env!("CARGO_TARGET_TMPDIR")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), stderr, "{args:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), stdout, "{args:?}");
    assert_eq!(output.status.code(), Some(status), "{args:?}");
}

#[test]
fn helps() {
    check(&["--help"], 0, HELP, "");
    check(&["regen", "-h"], 0, HELP, "");
    check(&[], 2, "", &format!("error: a command is missing\n\n{HELP}"));
    check(&["regne"], 2, "", &format!("error: there is no command `regne`\n\n{HELP}"));
    check(&["regen", "--chekc"], 2, "", &format!("error: `regen` has no option `--chekc`\n\n{HELP}"));
}

#[test]
fn tidies_from_anywhere() {
    check(&["tidy"], 0, "", "");
    check(&["tidy", "--list"], 0, &xtask::tidy::list(), "");
}
