//! The generator against documents that nobody wrote: bytes, keywords at random places, and fixtures that were taken apart.
//!
//! Without a word the same few cases run each time. `BURSAR_FUZZ_CASES` is how many, `BURSAR_FUZZ_SEED` which; docs/fuzzing.md
//! says how to run it long and what it has found. What holds for every case is in `fuzz/hold.rs`.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "fuzz/edit.rs"]
mod edit;
#[path = "fuzz/hold.rs"]
mod hold;
#[path = "fuzz/random.rs"]
mod random;
#[path = "fuzz/words.rs"]
mod words;

use std::env;
use std::fmt::Debug;
use std::thread;

use bursar_codegen::Files;
use bursar_codegen::generate::value;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use common::folder;

/// Cases of each test without `BURSAR_FUZZ_CASES`.
const CASES: u32 = 48;

/// What threads of the generator's programs have.
const STACK: usize = 64 << 20;

fn number<N: std::str::FromStr>(name: &str, usual: N) -> N {
    match env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")),
        Err(_) => usual,
    }
}

/// Runs a test over cases; the first that fails is made as small as it goes. Case and seed are in the panic.
fn run<S, M>(strategy: M, test: fn(S::Value))
where
    M: FnOnce() -> S + Send + 'static,
    S: Strategy,
    S::Value: Debug + 'static,
{
    let work = move || {
        let seed = number("BURSAR_FUZZ_SEED", 0_u64);
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let config = Config {
            cases: number("BURSAR_FUZZ_CASES", CASES),
            failure_persistence: None,
            max_shrink_iters: number("BURSAR_FUZZ_SHRINK", 400),
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        let held = runner.run(&strategy(), |case| {
            test(case);
            Ok(())
        });
        held.unwrap_or_else(|what| panic!("seed {seed}: {what}"));
    };
    thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap_or_else(|what| {
        let text = what.downcast_ref::<String>().cloned().unwrap_or_default();
        panic!("{text}")
    });
}

/// The own documents that are taken apart, as text and as values.
fn fixtures() -> Vec<(String, Value)> {
    let read = |path: &str, file: &str| {
        let bytes = folder(path)[file].clone();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let files = Files::from([(file.to_owned(), bytes)]);
        (text, value(&files, file).0.unwrap())
    };
    vec![
        read("tests/golden/kitchen", "openapi.yaml"),
        read("tests/golden/legacy", "swagger.yaml"),
        read("tests/fuzz", "modern.yaml"),
    ]
}

#[test]
fn the_fixtures_hold_as_they_are() {
    for (text, value) in fixtures() {
        hold::document(&value.to_string());
        hold::document(&text);
    }
}

#[test]
fn any_bytes_are_read_or_refused() {
    run(|| vec(any::<u8>(), 0..200), |bytes| hold::bytes(&bytes));
    run(|| vec(words::yaml(), 0..30), |parts| hold::bytes(parts.concat().as_bytes()));
}

#[test]
fn text_that_was_damaged_is_read_or_refused() {
    let damaged = || {
        let texts: Vec<String> = fixtures().into_iter().flat_map(|(text, value)| [text, value.to_string()]).collect();
        (prop::sample::select(texts), vec(edit::damage(), 1..6))
            .prop_map(|(text, edits)| edit::damaged(text.into_bytes(), &edits))
    };
    run(damaged, |bytes| hold::bytes(&bytes));
}

#[test]
fn keywords_at_random_places() {
    run(random::document, |document| hold::document(&document.to_string()));
}

#[test]
fn fixtures_that_were_taken_apart() {
    let edited = || {
        let values: Vec<Value> = fixtures().into_iter().map(|(_, value)| value).collect();
        (prop::sample::select(values), vec(any::<prop::sample::Index>(), 1..6), vec(edit::edit(), 1..8))
            .prop_map(|(value, paths, edits)| edit::edited(edit::few_paths(value, &paths), &edits))
    };
    run(edited, |document| hold::document(&document.to_string()));
}
