//! What a process costs: time on the wall, the processor's time, memory. Processes are measured one after the other, as the
//! processor's time is known of all children together that have ended.

use std::process::{Command, ExitStatus};
use std::time::Instant;

use crate::alone::{self, of_children};

/// What one run cost, or the middle of several.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Cost {
    /// Seconds on the wall.
    pub(crate) wall: f64,
    /// Seconds of the processor, of the process and of the system for it.
    pub(crate) processor: f64,
    /// The most memory, in KiB.
    pub(crate) peak_kb: u64,
}

/// Runs a process to its end; what it prints is for the caller to lead away.
///
/// # Errors
/// The process cannot be started, or waited for.
pub(crate) fn run(command: &mut Command) -> Result<(ExitStatus, Cost), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let (began, before) = (Instant::now(), of_children());
    let ended = command.spawn().and_then(|mut child| alone::wait(&mut child));
    let (status, peak_kb) = ended.map_err(|error| format!("{program}: {error}"))?;
    Ok((status, Cost { wall: began.elapsed().as_secs_f64(), processor: of_children() - before, peak_kb }))
}

/// The middle of each figure; nothing costs nothing.
pub(crate) fn median(costs: &[Cost]) -> Cost {
    Cost {
        wall: middle(costs.iter().map(|cost| cost.wall).collect()),
        processor: middle(costs.iter().map(|cost| cost.processor).collect()),
        peak_kb: middle(costs.iter().map(|cost| cost.peak_kb as f64).collect()).round() as u64,
    }
}

fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    let half = figures.len() / 2;
    match figures.len() % 2 {
        _ if figures.is_empty() => 0.0,
        0 => f64::midpoint(figures[half - 1], figures[half]),
        _ => figures[half],
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_middle_of_each_figure() {
        let cost = |wall: f64, processor: f64, peak_kb: u64| Cost { wall, processor, peak_kb };
        let check = |costs: &[Cost], expect: Cost| assert_eq!(median(costs), expect, "{costs:?}");
        check(&[], Cost::default());
        check(&[cost(1.0, 2.0, 3)], cost(1.0, 2.0, 3));
        check(&[cost(9.0, 1.0, 5), cost(1.0, 2.0, 9), cost(2.0, 9.0, 7)], cost(2.0, 2.0, 7));
        check(&[cost(4.0, 1.0, 5), cost(2.0, 2.0, 8)], cost(3.0, 1.5, 7));
    }

    #[test]
    fn a_process_costs_something() {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let (status, cost) = run(command.arg("--list").stdout(std::process::Stdio::null())).unwrap();
        assert!(status.success() && cost.wall > 0.0, "{cost:?}");
        let what = run(&mut Command::new("/no/such/program")).unwrap_err();
        assert!(what.starts_with("/no/such/program: "), "{what}");
    }
}
