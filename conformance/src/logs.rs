//! Listens to every log line of every level, of `log` and of `tracing`, and keeps those with a secret in them.

use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};

/// How many are kept.
const MOST: usize = 20;

struct Ear {
    secrets: Vec<String>,
    leaks: Mutex<Vec<String>>,
}

static EAR: OnceLock<Ear> = OnceLock::new();
static SPANS: AtomicU64 = AtomicU64::new(1);

/// Begins to listen.
pub fn listen(secrets: Vec<String>) {
    EAR.get_or_init(|| Ear { secrets, leaks: Mutex::default() });
    if log::set_logger(&Logs).is_ok() {
        log::set_max_level(log::LevelFilter::Trace);
    }
    // nobody else is here to have set one
    drop(tracing::subscriber::set_global_default(Spans));
}

/// The lines with a secret in them.
pub fn leaks() -> Vec<String> {
    let ear = EAR.get();
    ear.map(|ear| ear.leaks.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
}

fn heard(line: &str) {
    let Some(ear) = EAR.get() else { return };
    if ear.secrets.iter().any(|secret| line.contains(secret.as_str())) {
        let mut leaks = ear.leaks.lock().unwrap_or_else(PoisonError::into_inner);
        if leaks.len() < MOST {
            leaks.push(line.chars().take(300).collect());
        }
    }
}

struct Logs;

impl log::Log for Logs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        heard(&format!("{} {}: {}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

struct Spans;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // a String takes everything
        let _never = write!(self.0, " {}={value:?}", field.name());
    }
}

impl tracing::Subscriber for Spans {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(span.metadata().name().to_owned());
        span.record(&mut line);
        heard(&line.0);
        Id::from_u64(SPANS.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        heard(&line.0);
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(format!("{} {}:", event.metadata().level(), event.metadata().target()));
        event.record(&mut line);
        heard(&line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
