//! Starting the process of one document, and watching its time and memory.

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use super::{COMMAND, Order, Runs, TWICE, Told};

/// How often a process is looked at.
const PACE: Duration = Duration::from_millis(5);

/// What a process may use; beyond it is ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Time, by the clock on the wall.
    pub seconds: f64,
    /// Memory, in MiB.
    pub rss_mb: u64,
}

/// How a process ended.
#[derive(Debug)]
pub enum Ending {
    /// It told what became of the document.
    Told(Box<Told>),
    /// It used more than it may: in which way.
    Over(String),
    /// It panicked, was ended by a signal, or could not work: how, and the last that it printed.
    Broken(String, String),
}

/// A process that has ended.
#[derive(Debug)]
pub struct Watched {
    /// How.
    pub ending: Ending,
    /// How long it ran.
    pub seconds: f64,
    /// The most memory that it was seen with, in KiB.
    pub peak_kb: u64,
}

/// Runs an order in a process of this program and waits until it ends, or has to be ended. `wrapper` goes before the
/// program, such as a tracer with its options.
///
/// # Errors
/// As starting a process.
pub fn start(order: &Order, limits: Limits, wrapper: &[String]) -> io::Result<Watched> {
    let program = env::current_exe()?;
    let mut command = match wrapper.split_first() {
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        None => Command::new(program),
    };
    command.arg(COMMAND).arg(&order.root).arg(&order.document).arg(&order.provider).arg(&order.out);
    if order.runs == Runs::Twice {
        command.arg(TWICE);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let began = Instant::now();
    let mut child = command.spawn()?;
    let out = drain(child.stdout.take());
    let err = drain(child.stderr.take());
    let (over, status, peak_kb) = watch(&mut child, limits, began)?;
    let seconds = began.elapsed().as_secs_f64();
    let (out, err) = (out.join().unwrap_or_default(), err.join().unwrap_or_default());
    let told = serde_json::from_slice::<Told>(&out).ok().filter(|_| matches!(status.code(), Some(0 | 1)));
    let ending = match (over, told) {
        (Some(what), _) => Ending::Over(what),
        (None, Some(told)) => Ending::Told(Box::new(told)),
        (None, None) => Ending::Broken(how(status), last(&err)),
    };
    // what the process says of itself is of the first run alone
    let told_kb = if let Ending::Told(told) = &ending { told.peak_kb } else { None };
    Ok(Watched { ending, seconds, peak_kb: told_kb.unwrap_or(peak_kb) })
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // what was read before a failure is there all the same
            drop(pipe.read_to_end(&mut bytes));
        }
        bytes
    })
}

/// Waits for the end, and looks at time and memory on the way.
fn watch(child: &mut Child, limits: Limits, began: Instant) -> io::Result<(Option<String>, ExitStatus, u64)> {
    let id = child.id().to_string();
    let mut peak = 0;
    loop {
        peak = peak.max(memory(&id).unwrap_or_default());
        if let Some(status) = child.try_wait()? {
            return Ok((None, status, peak));
        }
        let over = if peak > limits.rss_mb << 10 {
            Some(format!("more than {} MiB of memory", limits.rss_mb))
        } else if began.elapsed().as_secs_f64() > limits.seconds {
            Some(format!("more than {} s", limits.seconds))
        } else {
            None
        };
        if over.is_some() {
            let _ended_already = child.kill();
            return Ok((over, child.wait()?, peak));
        }
        thread::sleep(PACE);
    }
}

/// Waits for a process that may use what it wants; gives how it ended, and its most memory in KiB.
///
/// # Errors
/// As waiting for it.
pub fn wait(child: &mut Child) -> io::Result<(ExitStatus, u64)> {
    let limits = Limits { seconds: f64::INFINITY, rss_mb: u64::MAX >> 10 };
    watch(child, limits, Instant::now()).map(|(_, status, peak)| (status, peak))
}

/// The most memory that a process has had, in KiB, as Linux tells it; elsewhere it is not known.
pub(super) fn memory(process: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn how(status: ExitStatus) -> String {
    match status.code() {
        Some(101) => "panicked".to_owned(),
        Some(code) => format!("ended with status {code}"),
        None => status.to_string(),
    }
}

/// The last lines of what was printed.
fn last(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}
