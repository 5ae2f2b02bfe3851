//! What an application puts around every request: to count, log, delay or alter it.

use std::fmt;
use std::sync::Arc;

use super::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportFailure};

/// Something around every request that a client sends: each attempt, each redirect that is followed, and each request for
/// a token.
///
/// It sees what leaves, credentials included (they are marked sensitive, and `Debug` does not show them), and may change
/// it. Retries, limits of time and size, and the check of redirects are outside of it and hold whatever it does. An answer
/// that it makes up itself counts as the server's.
///
/// ```
/// use bursar_runtime::{BoxFuture, HttpRequest, HttpResponse, Middleware, Next, TransportFailure};
///
/// struct Traced;
///
/// impl Middleware for Traced {
///     fn handle<'a>(
///         &'a self,
///         mut request: HttpRequest,
///         next: Next<'a>,
///     ) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
///         Box::pin(async move {
///             request.headers.insert("x-trace", "1".parse().expect("a plain header value"));
///             next.run(request).await
///         })
///     }
/// }
/// ```
pub trait Middleware: Send + Sync + 'static {
    /// Handles one request, usually with [`Next::run`]. Dropping the future must give up the request.
    fn handle<'a>(
        &'a self,
        request: HttpRequest,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>>;
}

/// What is inside of a [`Middleware`]: the next one, and the transport at last.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    layers: &'a [Arc<dyn Middleware>],
    transport: &'a dyn Transport,
}

impl<'a> Next<'a> {
    /// Sends the request on.
    pub fn run(self, request: HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
        match self.layers.split_first() {
            Some((first, layers)) => first.handle(request, Next { layers, ..self }),
            None => self.transport.execute(request),
        }
    }
}

impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next").field("layers", &self.layers.len()).finish_non_exhaustive()
    }
}

/// A transport with layers around it.
pub(crate) struct Layered {
    layers: Vec<Arc<dyn Middleware>>,
    transport: Arc<dyn Transport>,
}

impl Layered {
    /// The transport itself when there are no layers.
    pub(crate) fn over(transport: Arc<dyn Transport>, layers: Vec<Arc<dyn Middleware>>) -> Arc<dyn Transport> {
        if layers.is_empty() { transport } else { Arc::new(Self { layers, transport }) }
    }
}

impl Transport for Layered {
    fn execute(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportFailure>> {
        Next { layers: &self.layers, transport: self.transport.as_ref() }.run(request)
    }
}
