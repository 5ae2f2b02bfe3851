//! What the program over this crate knows of an operation. xtask writes it as JSON.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The operationId, or method and path.
    pub id: String,
    /// Parameters, in the order in which calls address them.
    pub params: Vec<ParamFacts>,
    /// The header of the idempotency key.
    pub idempotency: Option<String>,
    /// The request body.
    pub body: Option<BodyFacts>,
    /// An answer that is a success.
    pub answer: SampleAnswer,
}

impl Facts {
    /// Whether a value of this name goes beside the body.
    pub fn has(&self, name: &str) -> bool {
        self.params.iter().any(|param| param.name == name) || self.idempotency.as_deref() == Some(name)
    }
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParamFacts {
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: Place,
    /// A value, where one has to be given.
    pub sample: Option<Value>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// A request body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BodyFacts {
    /// How its first form is written.
    pub writes: Writes,
    /// A value with all that is required; files are text.
    pub sample: Value,
    /// Members that are files.
    pub files: Vec<String>,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Writes {
    Json,
    Form,
    Multipart,
    Text,
    Octets,
}

/// An answer that is a success.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SampleAnswer {
    /// Its status.
    pub status: u16,
    /// Its media type; none: it has no body.
    pub media: Option<String>,
    /// Its body.
    pub body: String,
}

impl SampleAnswer {
    /// The answer as it is sent.
    pub fn to_http(&self) -> String {
        let (status, body) = (self.status, &self.body);
        match &self.media {
            None => format!("HTTP/1.1 {status} OK\r\n\r\n"),
            Some(media) => {
                let length = body.len();
                format!("HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n{body}")
            }
        }
    }
}
