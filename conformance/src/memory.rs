//! The memory of this process, as Linux tells it. Elsewhere it is not measured, and said to be not measured.

use std::fs;

/// Memory in use now, in KiB; the peak begins anew from here.
pub fn idle() -> Option<u64> {
    // 5: the peak is what is in use (proc(5), clear_refs); where it is refused, the peak is that of the whole life
    let _refused = fs::write("/proc/self/clear_refs", "5");
    status("VmRSS:")
}

/// The most that was in use, in KiB.
pub fn peak() -> Option<u64> {
    status("VmHWM:")
}

fn status(name: &str) -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
