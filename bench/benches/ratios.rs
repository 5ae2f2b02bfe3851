//! What the runtime costs over the call written by hand, as ratios of one run: rounds of both alternate, so that whatever
//! else the machine does meets both, and medians are compared. Fails where a limit is not kept.
#![allow(clippy::unwrap_used, missing_docs)]

use std::alloc::System;
use std::time::{Duration, Instant};

use bursar_bench::{by_hand, call_by_hand, call_ours, ours, serve};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const ROUNDS: usize = 61;

fn timed<F: Future<Output = usize>>(runtime: &Runtime, calls: usize, call: impl Fn() -> F) -> Duration {
    let start = Instant::now();
    for _ in 0..calls {
        std::hint::black_box(runtime.block_on(call()));
    }
    start.elapsed() / u32::try_from(calls).unwrap()
}

fn allocated<F: Future<Output = usize>>(runtime: &Runtime, call: impl Fn() -> F) -> (usize, usize) {
    let calls = 20;
    let region = Region::new(ALLOCATOR);
    for _ in 0..calls {
        std::hint::black_box(runtime.block_on(call()));
    }
    let stats = region.change();
    ((stats.allocations + stats.reallocations) / calls, stats.bytes_allocated / calls)
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
}

/// How often as long, and with how many allocations.
fn compare(runtime: &Runtime, base: &str, size: &str, calls: usize) -> (f64, f64) {
    let (core, client) = (ours(base).unwrap(), by_hand().unwrap());
    let (ours, hand) = (|| call_ours(&core, size), || call_by_hand(&client, base, size));
    let warm = calls.min(50);
    timed(runtime, warm, ours);
    timed(runtime, warm, hand);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // neither is always the first
        if round % 2 == 0 {
            a.push(timed(runtime, calls, ours));
            b.push(timed(runtime, calls, hand));
        } else {
            b.push(timed(runtime, calls, hand));
            a.push(timed(runtime, calls, ours));
        }
    }
    let (a, b) = (median(&mut a), median(&mut b));
    let ((ours_count, ours_bytes), (hand_count, hand_bytes)) = (allocated(runtime, ours), allocated(runtime, hand));
    println!(
        "{size:8} {a:9.1} µs {b:9.1} µs {:6.3}   {ours_count:7} {hand_count:7} {:6.3}   {ours_bytes:9} {hand_bytes:9} {:6.3}",
        a / b,
        ours_count as f64 / hand_count as f64,
        ours_bytes as f64 / hand_bytes as f64,
    );
    (a / b, ours_count as f64 / hand_count as f64)
}

fn main() {
    let base = serve().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    println!("            runtime     by hand  ratio   allocations by hand  ratio       bytes   by hand  ratio");
    let (small, small_count) = compare(&runtime, &base, "small", 200);
    let (large, _) = compare(&runtime, &base, "large", 3);
    let kept = small <= 1.05 && small_count <= 1.2 && large <= 1.0;
    println!(
        "limits: small 1.05 in time and 1.2 in allocations, large 1.0 in time: {}",
        if kept { "kept" } else { "not kept" }
    );
    std::process::exit(i32::from(!kept));
}
