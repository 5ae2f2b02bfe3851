//! The half that is the client: makes the calls of a plan and tells what happens. A panic is for the other half to see.

use std::io::{self, Write as _};

use crate::client::Subject;
use crate::protocol::{Closing, Event, Outcome, Plan, now};
use crate::{logs, memory};

/// Runs the plan on standard input.
///
/// # Errors
/// When standard input or output fail, or the plan is none.
pub fn run(subject: &dyn Subject) -> io::Result<()> {
    let plan: Plan = serde_json::from_reader(io::stdin().lock())?;
    logs::listen(plan.secrets.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // inside of the runtime, as an application would
    runtime.block_on(calls(subject, &plan))
}

async fn calls(subject: &dyn Subject, plan: &Plan) -> io::Result<()> {
    let opened = subject.open(plan);
    tell(&Event::Idle(memory::idle()))?;
    let mut debug = Vec::new();
    for call in &plan.calls {
        tell(&Event::Begin(now()))?;
        let outcome = match &opened {
            Ok(session) => {
                let (made, text) = session.call(call, &plan.args);
                debug.push(text);
                made.await
            }
            Err(refused) => Outcome::clone(refused),
        };
        tell(&Event::End(now(), Box::new(outcome)))?;
    }
    debug.extend(opened.ok().map(|session| session.debug()));
    let closing = Closing { peak_kb: memory::peak(), debug, leaks: logs::leaks() };
    tell(&Event::Done(Box::new(closing)))
}

fn tell(event: &Event) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, event)?;
    out.write_all(b"\n")?;
    out.flush()
}
