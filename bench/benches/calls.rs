//! Times of single calls and of many at once, by criterion.
#![allow(clippy::unwrap_used, missing_docs)]

use bursar_bench::{by_hand, call_by_hand, call_ours, ours, serve};
use criterion::{Criterion, criterion_group, criterion_main};
use tokio::runtime::Builder;
use tokio::task::JoinSet;

fn calls(c: &mut Criterion) {
    let base = serve().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let (core, client) = (ours(&base).unwrap(), by_hand().unwrap());
    for size in ["small", "large"] {
        let mut group = c.benchmark_group(size);
        group.bench_function("runtime", |b| b.to_async(&runtime).iter(|| call_ours(&core, size)));
        group.bench_function("by hand", |b| b.to_async(&runtime).iter(|| call_by_hand(&client, &base, size)));
        group.finish();
    }
    let mut group = c.benchmark_group("a thousand at once");
    group.sample_size(20);
    group.bench_function("runtime", |b| {
        b.to_async(&runtime).iter(|| async {
            let mut calls = JoinSet::new();
            for _ in 0..1000 {
                let core = core.clone();
                calls.spawn(async move { call_ours(&core, "small").await });
            }
            calls.join_all().await.len()
        });
    });
    group.bench_function("by hand", |b| {
        b.to_async(&runtime).iter(|| async {
            let mut calls = JoinSet::new();
            for _ in 0..1000 {
                let (client, base) = (client.clone(), base.clone());
                calls.spawn(async move { call_by_hand(&client, &base, "small").await });
            }
            calls.join_all().await.len()
        });
    });
    group.finish();
}

criterion_group!(benches, calls);
criterion_main!(benches);
