//! Playing a case: opens the hosts, starts this program again as the client, and collects the evidence.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Subject;
use crate::judge::{Evidence, Exit, Made};
use crate::protocol::{Event, Plan};
use crate::secrets;
use crate::server::certificate::{Authorities, Trouble};
use crate::server::{Scripts, Stage};
use crate::suite::{Case, Certificate, Filling, Step};

/// The argument that makes this program the client.
pub const CHILD: &str = "--child";

/// What a client may last beyond `max_ms` before it is ended, and when there is no limit.
const GRACE_MS: u64 = 3_000;
const NO_LIMIT_MS: u64 = 30_000;

/// How much of standard error is kept.
const MOST_PRINTED: u64 = 64 * 1024;

/// The token that the token endpoint gives where the file does not say what it does.
const TOKEN: &str = r#"{"access_token":"SECRET-token-19be55","token_type":"Bearer","expires_in":3600}"#;

/// Plays a case.
///
/// # Errors
/// When there are no ports, certificates or processes to be had.
pub fn play(subject: &dyn Subject, authorities: &Authorities, case: &Case) -> Result<Evidence, Trouble> {
    let identity = case.tls.map(|kind| authorities.identity(kind)).transpose()?;
    let scripts = scripts(subject, case);
    let mut all = secrets::of(&case.settings.credentials);
    all.extend(scripts.t.iter().flatten().flat_map(tokens));
    let stage = Stage::open(scripts, identity.as_ref())?;
    let root = match case.tls {
        // those whose fault is another one than an unknown authority
        Some(Certificate::Valid | Certificate::WrongHost | Certificate::Expired) => Some(authorities.root().to_vec()),
        Some(Certificate::UnknownCa | Certificate::SelfSigned) | None => None,
    };
    let plan = Plan {
        calls: case.calls.clone(),
        args: case.args.clone(),
        settings: case.settings.clone(),
        origins: stage.origins().clone(),
        root,
        secrets: secrets::forms(&all).into_iter().filter(|secret| secret.len() >= 6).collect(),
    };
    let limit = Duration::from_millis(case.expect.max_ms.map_or(NO_LIMIT_MS, |max| max + GRACE_MS));
    let mut client = Client::start(&plan)?;
    client.follow(limit);
    let (exit, printed) = client.end(limit)?;
    let record = stage.close();
    let (calls, idle_kb, closing) = (client.calls, client.idle_kb, client.closing);
    Ok(Evidence { case: case.clone(), record, calls, idle_kb, closing, printed, exit, secrets: secrets::forms(&all) })
}

/// The scripts of a case, with what the document says where the file says nothing.
fn scripts(subject: &dyn Subject, case: &Case) -> Scripts {
    let answer = |text: String| vec![Step::Send(text), Step::Keep];
    let mut scripts = Scripts { a: case.script.clone(), t: case.token_script.clone() };
    if scripts.a.is_empty() {
        let facts = case.calls.iter().filter_map(|call| subject.facts(&call.operation));
        scripts.a = facts.map(|facts| answer(facts.answer.to_http())).collect();
    }
    if scripts.t.is_empty() {
        let length = TOKEN.len();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n");
        scripts.t = vec![answer(head + TOKEN)];
    }
    scripts
}

/// The tokens that a step gives.
fn tokens(step: &Step) -> Vec<String> {
    match step {
        Step::Send(text) | Step::Drip { text, .. } | Step::SendChunk(Filling::Text(text)) => secrets::tokens(text),
        Step::Repeat(step, _) => tokens(step),
        _ => Vec::new(),
    }
}

/// The program that is the client.
struct Client {
    child: Child,
    events: mpsc::Receiver<Event>,
    printed: Option<thread::JoinHandle<String>>,
    began: Instant,
    calls: Vec<Made>,
    idle_kb: Option<u64>,
    closing: Option<crate::protocol::Closing>,
}

impl Client {
    fn start(plan: &Plan) -> io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(CHILD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        if let Some(mut stdin) = stdin {
            stdin.write_all(&serde_json::to_vec(plan)?)?;
        }
        let (sender, events) = mpsc::channel();
        thread::spawn(move || {
            for line in stdout.map(BufReader::new).into_iter().flat_map(BufReader::lines) {
                let event = line.ok().and_then(|line| serde_json::from_str(&line).ok());
                if event.is_none_or(|event| sender.send(event).is_err()) {
                    return;
                }
            }
        });
        let printed = thread::spawn(move || {
            let mut text = Vec::new();
            if let Some(mut stderr) = stderr {
                // what was read before a failure is there all the same
                drop(stderr.by_ref().take(MOST_PRINTED).read_to_end(&mut text));
                drop(io::copy(&mut stderr, &mut io::sink()));
            }
            String::from_utf8_lossy(&text).into_owned()
        });
        let (calls, idle_kb, closing) = (Vec::new(), None, None);
        Ok(Self { child, events, printed: Some(printed), began: Instant::now(), calls, idle_kb, closing })
    }

    /// Follows what the client tells until it is done, or its time is over.
    fn follow(&mut self, limit: Duration) {
        loop {
            let left = limit.saturating_sub(self.began.elapsed());
            match self.events.recv_timeout(left) {
                Ok(Event::Idle(kb)) => {
                    self.idle_kb = kb;
                    // starting a program takes its time on a busy machine, and is not the client's
                    self.began = Instant::now();
                }
                Ok(Event::Begin(begin)) => self.calls.push(Made { begin, end: u64::MAX, outcome: None }),
                Ok(Event::End(end, outcome)) => {
                    if let Some(call) = self.calls.last_mut() {
                        (call.end, call.outcome) = (end, Some(*outcome));
                    }
                }
                Ok(Event::Done(closing)) => return self.closing = Some(*closing),
                Err(_over) => return,
            }
        }
    }

    fn end(&mut self, limit: Duration) -> io::Result<(Exit, String)> {
        let over = self.closing.is_none() && self.began.elapsed() >= limit;
        if over {
            let _ended_already = self.child.kill();
        }
        let status = self.child.wait()?;
        let printed = self.printed.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        let exit = match (over, status.success(), &self.closing) {
            (true, ..) => Exit::Killed(u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)),
            (false, true, Some(_)) => Exit::Good,
            _ => Exit::Bad(how(status)),
        };
        Ok((exit, printed))
    }
}

fn how(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("status {code}"),
        None => status.to_string(),
    }
}
