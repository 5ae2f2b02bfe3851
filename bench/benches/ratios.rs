//! What the runtime costs over the call written by hand, as ratios of one run. Fails where a limit is not kept.
//!
//! The limits are about the processor time of both ends of the connection: that is how long a call takes when nobody waits.
//! Where the system puts the server's thread, on this core or on another, decides between a third and three times of it, so
//! both belong on one core: `taskset -c 0 cargo bench -p bursar-bench --bench ratios`. Time on the wall is printed as well, and
//! the processor time of the calling thread alone, which is the strictest of the three, as the server's part is the same for
//! both. Rounds of both alternate, so that whatever else the machine does meets both, and the medians are compared.
#![allow(clippy::unwrap_used, missing_docs)]

use std::alloc::System;
use std::time::{Duration, Instant};

use bursar_bench::{by_hand, call_by_hand, call_ours, ours, serve};
use cpu_time::{ProcessTime, ThreadTime};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const ROUNDS: usize = 101;

/// What a call takes of the processor, with the server's part and without, and on the wall.
#[derive(Default)]
struct Times {
    both: Vec<Duration>,
    client: Vec<Duration>,
    wall: Vec<Duration>,
}

impl Times {
    fn round<F: Future<Output = usize>>(&mut self, runtime: &Runtime, calls: usize, call: impl Fn() -> F) {
        let (both, client, wall) = (ProcessTime::now(), ThreadTime::now(), Instant::now());
        for _ in 0..calls {
            std::hint::black_box(runtime.block_on(call()));
        }
        let calls = u32::try_from(calls).unwrap();
        self.both.push(both.elapsed() / calls);
        self.client.push(client.elapsed() / calls);
        self.wall.push(wall.elapsed() / calls);
    }

    /// Medians in microseconds.
    fn medians(self) -> [f64; 3] {
        [self.both, self.client, self.wall].map(median)
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
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

/// How much of the processor's time, and how many allocations, for one by hand.
fn compare(runtime: &Runtime, base: &str, size: &str, calls: usize) -> (f64, f64) {
    let (core, client) = (ours(base).unwrap(), by_hand().unwrap());
    let (ours, hand) = (|| call_ours(&core, size), || call_by_hand(&client, base, size));
    let warm = calls.min(50);
    Times::default().round(runtime, warm, ours);
    Times::default().round(runtime, warm, hand);
    let (mut a, mut b) = (Times::default(), Times::default());
    for round in 0..ROUNDS {
        // neither is always the first
        if round % 2 == 0 {
            a.round(runtime, calls, ours);
            b.round(runtime, calls, hand);
        } else {
            b.round(runtime, calls, hand);
            a.round(runtime, calls, ours);
        }
    }
    let ([a, a_client, a_wall], [b, b_client, b_wall]) = (a.medians(), b.medians());
    let ((ours_count, ours_bytes), (hand_count, hand_bytes)) = (allocated(runtime, ours), allocated(runtime, hand));
    let row = |what: &str, a: f64, b: f64| println!("{size:6} {what:28} {a:12.1} {b:12.1} {:8.3}", a / b);
    row("processor time, µs", a, b);
    row("of it the client's, µs", a_client, b_client);
    row("wall time, µs", a_wall, b_wall);
    row("allocations", ours_count as f64, hand_count as f64);
    row("bytes allocated", ours_bytes as f64, hand_bytes as f64);
    (a / b, ours_count as f64 / hand_count as f64)
}

fn main() {
    let base = serve().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    println!("{:35} {:>12} {:>12} {:>8}", "a call", "runtime", "by hand", "ratio");
    let (small, small_count) = compare(&runtime, &base, "small", 200);
    let (large, _) = compare(&runtime, &base, "large", 3);
    let kept = small <= 1.05 && small_count <= 1.2 && large <= 1.0;
    println!(
        "limits: small 1.05 in processor time and 1.2 in allocations, large 1.0 in processor time: {}",
        if kept { "kept" } else { "not kept" }
    );
    std::process::exit(i32::from(!kept));
}
