//! The client under test, as the judge sees it: operations by name, arguments by wire name, outcomes as data.

mod api;
mod body;
mod drain;
mod facts;
mod outcome;

use std::pin::Pin;

use serde_json::Value;

pub use self::api::Api;
pub use self::facts::{BodyFacts, Facts, ParamFacts, Place, SampleAnswer, Writes};
pub use self::outcome::{Gather, error};
use crate::protocol::{Outcome, Plan};
use crate::suite::CallOf;

/// A call that is being made.
pub type Made = Pin<Box<dyn Future<Output = Outcome>>>;

/// A client that can be set up.
pub trait Subject {
    /// What is known of an operation.
    fn facts(&self, operation: &str) -> Option<&Facts>;

    /// Whether a call of this operation can go through all pages.
    fn is_paged(&self, operation: &str) -> bool;

    /// The names of the credentials that it knows.
    fn credentials(&self) -> Vec<String>;

    /// Sets the client up.
    ///
    /// # Errors
    /// The refusal, as the outcome of every call.
    fn open(&self, plan: &Plan) -> Result<Box<dyn Session>, Box<Outcome>>;
}

/// A client that is set up.
pub trait Session {
    /// Begins a call; also gives the request's `Debug`.
    fn call(&self, call: &CallOf, args: &[(String, Value)]) -> (Made, String);

    /// The client's `Debug`.
    fn debug(&self) -> String;
}
