//! What the features bring in: checking webhooks needs no HTTP client.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// The packages that one needs to run, with these features alone.
fn packages(package: &str, features: &str) -> Vec<String> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{lib}"])
        .args(["--no-default-features", "--package", package, "--features", features])
        .current_dir(workspace)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut found: Vec<String> = text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

const CLIENT: [&str; 6] = ["hyper", "hyper_util", "reqwest", "ring", "rustls", "tower"];

#[test]
fn webhooks_need_no_client() {
    for package in ["bursar-runtime", "bursar-telnyx", "bursar-dodopayments"] {
        let found = packages(package, "webhooks");
        let has = |name: &str| found.iter().any(|it| it == name);
        assert!(has("hmac") && has("ed25519_dalek"), "{package}: {found:?}");
        let heavy: Vec<_> = CLIENT.into_iter().filter(|name| has(name)).collect();
        assert!(heavy.is_empty(), "{package}: {heavy:?}");
    }
}

#[test]
fn a_client_needs_no_signatures() {
    let found = packages("bursar-telnyx", "rustls");
    let has = |name: &str| found.iter().any(|it| it == name);
    assert!(CLIENT.into_iter().all(has), "{found:?}");
    assert!(!["hmac", "sha2", "ed25519_dalek"].into_iter().any(has), "{found:?}");
}
