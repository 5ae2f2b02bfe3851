//! The whole of it, both programs, with a client that does what it must not: the judge sees it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::ExitCode;

use bursar_conformance::client::{Facts, Made, Session, Subject};
use bursar_conformance::protocol::{Outcome, Plan};
use bursar_conformance::suite::{CallOf, Kind};
use bursar_conformance::{child, report, run};
use serde_json::Value;

/// Every operation, known by its name alone.
struct Careless(Facts);

struct Opened {
    authority: String,
    secret: String,
}

impl Subject for Careless {
    fn facts(&self, _: &str) -> Option<&Facts> {
        Some(&self.0)
    }

    fn is_paged(&self, _: &str) -> bool {
        false
    }

    fn credentials(&self) -> Vec<String> {
        vec!["bearer".to_owned()]
    }

    fn open(&self, plan: &Plan) -> Result<Box<dyn Session>, Box<Outcome>> {
        let authority = plan.origins.a.split("://").nth(1).unwrap_or_default().to_owned();
        Ok(Box::new(Opened { authority, secret: plan.settings.credentials["bearer"].clone() }))
    }
}

impl Session for Opened {
    fn call(&self, call: &CallOf, _: &[(String, Value)]) -> (Made, String) {
        let mut outcome = Outcome { kinds: vec![Kind::Ok], ..Outcome::default() };
        match call.operation.as_str() {
            "panic" => panic!("careless"),
            "hang" => std::thread::sleep(std::time::Duration::from_secs(60)),
            "hoard" => outcome.kept_bytes = Some(vec![1_u8; 32 << 20].iter().map(|byte| u64::from(*byte)).sum()),
            "log" => log::trace!("sending {}", self.secret),
            "print" => eprintln!("sending {}", self.secret),
            "twice" => drop([self.send(), self.send()]),
            _ => outcome.value = Some(self.send().into()),
        }
        (Box::pin(std::future::ready(outcome)), "Request".to_owned())
    }

    fn debug(&self) -> String {
        "Client".to_owned()
    }
}

impl Opened {
    /// The body of whatever comes back.
    fn send(&self) -> String {
        let mut socket = TcpStream::connect(&self.authority).expect("the host is there");
        let request = format!("GET /x HTTP/1.1\r\nauthorization: {}\r\n\r\n", self.secret);
        // a broken connection is no reason for this client to stop
        drop(socket.write_all(request.as_bytes()));
        let mut answer = Vec::new();
        drop(socket.read_to_end(&mut answer));
        String::from_utf8_lossy(&answer).split("\r\n\r\n").nth(1).unwrap_or_default().to_owned()
    }
}

const EXPECTED: &[&str] = &[
    "ok   good",
    "FAIL panics: panic: the client ended with status 101: ",
    "FAIL never-ends: panic: the client was still busy after 3050 ms",
    "FAIL hoards: grew by 3",
    "FAIL repeats: retry: GET /x was sent again; busy-loop: again after ",
    "FAIL logs: secret-in-debug: a log line has a secret in it: TRACE careless…",
    "FAIL prints: secret-in-debug: a secret was printed",
    "FAIL believes-half: partial-success: call 1 took an incomplete response for a success",
    "FAIL ignores-tls: 1 requests to a instead of 0; plaintext-credential: a got a secret without TLS; plaintext-fallback: a connection to a is not secured",
    "1 passed, 8 failed",
];

fn main() -> ExitCode {
    let facts =
        r#"{"id":"any","params":[],"idempotency":null,"body":null,"answer":{"status":204,"media":null,"body":""}}"#;
    let subject = Careless(serde_json::from_str(facts).expect("these are facts"));
    if std::env::args().nth(1).as_deref() == Some(run::CHILD) {
        return child::run(&subject).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/careless.yaml");
    let mut lines = Vec::new();
    let total = report::play(&subject, &file, &[], &mut |line| lines.push(line.to_owned()));
    // without Linux nobody measures memory
    let same = |line: &String, expected: &&str| line.starts_with(*expected) || line.contains("memory is measured");
    let as_expected = total.is_ok()
        && lines.len() == EXPECTED.len()
        && lines.iter().zip(EXPECTED).all(|(line, expected)| same(line, expected));
    println!("{}\n{total:?}", lines.join("\n"));
    println!(
        "test result: {}. {} passed; {} failed",
        if as_expected { "ok" } else { "FAILED" },
        u8::from(as_expected),
        u8::from(!as_expected)
    );
    if as_expected { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
