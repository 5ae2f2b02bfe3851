//! What the runtime costs over the call written by hand, as ratios of one run. Fails where a limit is not kept.
//!
//! The limits are about the processor time of both ends of the connection: that is how long a call takes when nobody waits.
//! Where the system puts the server's thread, on this core or on another, decides between a third and three times of it, so
//! both belong on one core: `taskset -c 0 cargo bench -p bursar-bench --bench ratios`. Time on the wall is printed as well, and
//! the processor time of the calling thread alone, which is the strictest of the three, as the server's part is the same for
//! both. Rounds of both alternate, so that whatever else the machine does meets both, and the medians are compared.
//!
//! Where the pages of a process lie in the second cache moves the ratio of a small call by several hundredths either way, for
//! as long as the process lives. So it is measured in [`PROCESSES`] processes, one after the other, and the median is told,
//! with the least and the greatest.
#![allow(clippy::unwrap_used, missing_docs)]

use std::alloc::System;
use std::process::Command;
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

/// What is measured, by size, in this process: the lines of [`ROWS`], of ours and of the call by hand.
fn compare(runtime: &Runtime, base: &str, size: &str, calls: usize) -> [(f64, f64); ROWS.len()] {
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
    let counts = |ours: usize, hand: usize| (ours as f64, hand as f64);
    [(a, b), (a_client, b_client), (a_wall, b_wall), counts(ours_count, hand_count), counts(ours_bytes, hand_bytes)]
}

const ROWS: [&str; 5] =
    ["processor time, µs", "of it the client's, µs", "wall time, µs", "allocations", "bytes allocated"];
const SIZES: [(&str, usize); 2] = [("small", 200), ("large", 3)];
/// An odd number, so that one of them is the median.
const PROCESSES: usize = 9;
/// The argument with which this program measures once, and prints the figures and nothing else.
const ONCE: &str = "once";

fn once() {
    let base = serve().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for (size, calls) in SIZES {
        for (ours, hand) in compare(&runtime, &base, size, calls) {
            println!("{ours} {hand}");
        }
    }
}

/// The figures of a process of its own, line by line.
fn figures() -> Vec<(f64, f64)> {
    let output = Command::new(std::env::current_exe().unwrap()).arg(ONCE).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let number = |text: &str| text.parse::<f64>().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().filter_map(|line| line.split_once(' ')).map(|(ours, hand)| (number(ours), number(hand))).collect()
}

fn main() {
    if std::env::args().any(|arg| arg == ONCE) {
        return once();
    }
    let all: Vec<_> = (0..PROCESSES).map(|_| figures()).collect();
    println!("{:35} {:>12} {:>12} {:>8} {:>8} {:>8}", "a call", "runtime", "by hand", "ratio", "least", "greatest");
    let names = SIZES.iter().flat_map(|(size, _)| ROWS.map(|row| (*size, row)));
    let mut medians = Vec::new();
    for (at, (size, row)) in names.enumerate() {
        let mut runs: Vec<_> = all.iter().map(|run| (run[at].0 / run[at].1, run[at])).collect();
        runs.sort_by(|one, two| one.0.total_cmp(&two.0));
        let (ratio, (ours, hand)) = runs[PROCESSES / 2];
        let (least, greatest) = (runs[0].0, runs[PROCESSES - 1].0);
        println!("{size:6} {row:28} {ours:12.1} {hand:12.1} {ratio:8.3} {least:8.3} {greatest:8.3}");
        medians.push(ratio);
    }
    let kept = medians[0] <= 1.05 && medians[3] <= 1.2 && medians[ROWS.len()] <= 1.0;
    println!(
        "limits: small 1.05 in processor time and 1.2 in allocations, large 1.0 in processor time: {}",
        if kept { "kept" } else { "not kept" }
    );
    std::process::exit(i32::from(!kept));
}
