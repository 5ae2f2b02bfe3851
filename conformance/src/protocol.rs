//! What the two programs say to each other: a plan goes in, a line of JSON comes out for each event.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::server::Origins;
use crate::suite::{CallOf, Kind, Settings};

/// What the client is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// The calls, one after the other.
    pub calls: Vec<CallOf>,
    /// Values by wire name.
    pub args: Vec<(String, Value)>,
    /// How the client is set up.
    pub settings: Settings,
    /// Where the hosts are.
    pub origins: Origins,
    /// The root certificate that the client trusts, as DER; none: those of the platform.
    pub root: Option<Vec<u8>>,
    /// What must not be in a log.
    pub secrets: Vec<String>,
}

/// Something that happened to the client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Event {
    /// It is ready, with so many KiB of memory; `None` where that cannot be measured.
    Idle(Option<u64>),
    /// A call begins, at this time.
    Begin(u64),
    /// A call ended, at this time.
    End(u64, Box<Outcome>),
    /// All is done.
    Done(Box<Closing>),
}

/// What came of a call.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Outcome {
    /// What the caller can tell without reading texts; several where it is several things.
    pub kinds: Vec<Kind>,
    /// What was returned, also before an error: by wire name, as JSON.
    pub value: Option<Value>,
    /// `Display` of the error.
    pub display: String,
    /// All other texts of the error: `Debug`, and those of its sources.
    pub texts: Vec<String>,
    /// How many bytes of the body the error keeps.
    pub kept_bytes: Option<u64>,
    /// The status that the error knows.
    pub status: Option<u16>,
    /// How long the server asked to wait, as the error has it, in ms.
    pub retry_after_ms: Option<u64>,
    /// `Retry-After`, as the headers of the error have it.
    pub retry_after: Option<String>,
}

/// What is known at the end.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Closing {
    /// The most memory that was in use, in KiB; `None` where that cannot be measured.
    pub peak_kb: Option<u64>,
    /// `Debug` of the client, and of a request of each operation.
    pub debug: Vec<String>,
    /// Lines of logs with a secret in them.
    pub leaks: Vec<String>,
}

/// A time as the protocol has it: µs since 1970.
pub fn micros(at: SystemTime) -> u64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// Now.
pub fn now() -> u64 {
    micros(SystemTime::now())
}

/// A duration in ms, as far as 64 bits go.
pub fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
