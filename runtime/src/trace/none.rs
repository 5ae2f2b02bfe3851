//! The span of a build without `tracing`.

use std::time::Duration;

use url::Url;

use crate::call::Call;
use crate::error::Stop;
use crate::exchange::Arrived;
use crate::flow::Finished;

/// Nothing.
#[derive(Clone)]
pub(crate) struct Span;

impl Span {
    pub(crate) fn of(_: &Call) -> Self {
        Self
    }

    pub(crate) fn within<F: Future>(&self, work: F) -> F {
        work
    }

    pub(crate) fn server(&self, _: &Url) {}

    #[cfg(feature = "oauth")]
    pub(crate) fn asking_for_token(&self) {}

    pub(crate) fn token_refused(&self) {}

    pub(crate) fn retrying(&self, _: &Result<Arrived, Stop>, _: u32, _: Duration) {}

    pub(crate) fn finished(&self, _: &Finished) {}

    pub(crate) fn stopped(&self, _: &Stop) {}
}
