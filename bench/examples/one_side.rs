//! Small calls of one side alone, for a profiler: `one_side ours 2500` or `one_side hand 2500`.
//!
//! The figures of two numbers of calls, subtracted, are those of the calls without the start of the program.
#![allow(clippy::unwrap_used, reason = "it is no part of anything")]

use bursar_bench::{by_hand, call_by_hand, call_ours, ours, serve};
use tokio::runtime::Builder;

fn main() {
    let [side, calls] = [1, 2].map(|at| std::env::args().nth(at).unwrap());
    let base = serve().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (core, client) = (ours(&base).unwrap(), by_hand().unwrap());
    for _ in 0..calls.parse().unwrap() {
        match side.as_str() {
            "ours" => runtime.block_on(call_ours(&core, "small")),
            "hand" => runtime.block_on(call_by_hand(&client, &base, "small")),
            other => panic!("{other:?} is neither `ours` nor `hand`"),
        };
    }
}
