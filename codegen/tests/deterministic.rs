//! The same input gives the same bytes, whatever the order in which it came together.

#![allow(clippy::unwrap_used)]

mod common;

use bursar_codegen::Files;
use bursar_codegen::generate::{Input, generate};
use common::{folder, generated};

const FOLDERS: [&str; 7] = [
    "tests/golden/kitchen",
    "tests/golden/legacy",
    "../specs/dodopayments",
    "../specs/fedapay",
    "../specs/frontier",
    "../specs/orum",
    "../specs/telnyx",
];

#[test]
fn the_same_bytes_again() {
    for path in FOLDERS {
        let files = folder(path);
        let first = generated("demo", &files);
        let turned: Files = files.into_iter().rev().collect();
        // another thread has other seeds for its hash maps
        let second = std::thread::spawn(move || generated("demo", &turned)).join().unwrap();
        assert_eq!(first.files, second.files, "{path}");
        assert_eq!(first.names_lock, second.names_lock, "{path}");
        assert_eq!((first.stats, first.entry), (second.stats, second.entry), "{path}");
    }
}

#[test]
fn what_is_said_is_the_same_again() {
    let mut files = folder("tests/golden/kitchen");
    let config = String::from_utf8(files["provider.toml"].clone()).unwrap();
    let config = config.split("[[allow]]").next().unwrap().replace("[auth.machine]", "[auth.unknown]");
    files.insert("provider.toml".to_owned(), config.into_bytes());
    let say = move || {
        let (output, report) = generate(&Input { provider: "demo", files: &files });
        assert!(output.is_none());
        report.print(&files, "demo")
    };
    let first = say();
    assert!(first.len() > 10, "{}", first.len());
    assert_eq!(std::thread::spawn(say).join().unwrap(), first);
}

#[test]
fn no_file_has_a_time_or_a_path_of_this_machine() {
    let here = env!("CARGO_MANIFEST_DIR");
    for path in FOLDERS {
        for (name, bytes) in generated("demo", &folder(path)).files {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains(here), "{path}: {name}");
            assert!(text.ends_with('\n') && !text.contains('\r'), "{path}: {name} ends its lines otherwise");
        }
    }
}
