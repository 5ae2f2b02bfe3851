#![allow(clippy::unwrap_used, missing_docs)]
use bursar_bench::{by_hand, call_by_hand, call_ours, ours, serve};
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let n: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let base = serve().unwrap();
    let rt = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let core = ours(&base).unwrap();
    let client = by_hand().unwrap();
    for _ in 0..n {
        if mode == "ours" {
            rt.block_on(call_ours(&core, "small"));
        } else {
            rt.block_on(call_by_hand(&client, &base, "small"));
        }
    }
}
