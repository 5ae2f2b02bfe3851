//! Opening: calls of which only the head is awaited, and the body is read by whoever asked.

use http::StatusCode;

use super::{Live, Reopened, Source, StreamError, Streamed};
use crate::answer::{Answer, Decoded};
use crate::call::Call;
use crate::error::{Error, Fault};
use crate::exchange::Want;
use crate::flow::{self, Finished};
use crate::response::Response;
use crate::select::{Selected, View};
use crate::send::{self, Operation};
use crate::spec::{Method, OpSpec, Reply};
use crate::transport::Chunks;

/// Sends a call and gives the answer as it arrives; error statuses are errors as with `send`.
///
/// # Errors
/// All of [`Error`]; the stream has those that come later.
pub async fn stream<O: Streamed>(mut call: Call) -> Result<Response<O::Stream>, Error<O::Err>> {
    call.view = View::Only(O::REPLIES);
    send::decoded::<O, _>(flow::run(call, Want::Head).await?, |_, answer| O::stream(answer))
}

/// Gives a body that is still to be read to its reader.
pub(crate) fn decoded<O: Operation, T>(
    mut finished: Finished,
    selected: &Selected,
    read: impl Fn(&Answer) -> Decoded<T>,
) -> Result<Response<T>, Error<O::Err>> {
    let (arrival, mut answer) = (finished.arrival(selected), finished.answer());
    let Some((body, reply)) = rest(&mut finished, selected) else {
        return Err(finished.undecodable(Fault::of_body("the answer is not a stream")).into());
    };
    answer.live = Live::new(Source::new(finished, body, reply));
    read(&answer).map(|body| Response { body, arrival }).map_err(|fault| {
        let source = answer.live.take().expect("a reader that takes the body does not fail");
        source.unreadable(fault).into()
    })
}

fn rest(finished: &mut Finished, selected: &Selected) -> Option<(Chunks, &'static Reply)> {
    let reply = finished.prepared.op.spec.replies.get(selected.index?)?;
    finished.arrived.rest.take().map(|body| (body.into_inner(), reply))
}

/// Asks for a stream of events once more.
///
/// # Errors
/// All of [`StreamError`].
pub(super) async fn reopen(call: Call) -> Result<Reopened, StreamError> {
    let mut finished = flow::run(call, Want::Head).await?;
    if finished.arrived.arrival.status == StatusCode::NO_CONTENT {
        return Ok(Reopened::Nothing);
    }
    let selected = finished.success::<Untyped>()?;
    match rest(&mut finished, &selected) {
        Some((body, reply)) => Ok(Reopened::Events(Box::new(Source::new(finished, body, reply)))),
        None => Err(finished.undecodable(Fault::of_body("the answer is not a stream of events")).into()),
    }
}

/// Any operation, without a word about its bodies.
struct Untyped;

impl Operation for Untyped {
    type Ok = ();
    type Err = ();
    const SPEC: &'static OpSpec = &OpSpec::new("", Method::Get, "");

    fn ok(_: usize, answer: &Answer) -> Decoded<()> {
        answer.none()
    }

    fn err(_: usize, answer: &Answer) -> Decoded<()> {
        answer.none()
    }
}
