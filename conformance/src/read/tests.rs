//! What is understood, and the words of each complaint.

use super::*;
use crate::suite::{Filling, Step, Times};

const HEAD: &str = "version: 1\napi: api.yaml\nclient: {max_retries: 2}\n";

fn behaviour(rest: &str) -> String {
    format!("{HEAD}behaviours:\n  - id: x\n    call: get\n    script: [[keep]]\n    expect: {{kind: ok}}\n{rest}")
}

fn script(steps: &str) -> String {
    format!("{HEAD}behaviours:\n  - {{id: x, call: get, script: [[{steps}]], expect: {{kind: ok}}}}\n")
}

fn expected(expect: &str) -> String {
    format!("{HEAD}behaviours:\n  - {{id: x, call: [get, get], script: [[keep]], expect: {expect}}}\n")
}

fn fails(text: &str, expect: &str) {
    let got = read(text).map(|_| ()).map_err(|e| e.to_string());
    assert_eq!(got, Err(expect.to_owned()), "{text}");
}

fn steps(text: &str, expect: &[Step]) {
    assert_eq!(read(&script(text)).unwrap().cases[0].script, [expect], "{text}");
}

#[test]
fn scripts_are_read() {
    let text = |text: &str| text.to_owned();
    steps("read_request, hang, reset, close", &[Step::ReadRequest, Step::Hang, Step::Reset, Step::Close]);
    steps("{send: \"a\\r\"}, {send_hex: \"ff 0A\"}", &[Step::Send(text("a\r")), Step::SendBytes(vec![0xff, 10])]);
    steps(
        "{send_chunk: {byte: 9, length: 5}}, {send_chunk: \"x\"}",
        &[Step::SendChunk(Filling::Run(9, 5)), Step::SendChunk(Filling::Text(text("x")))],
    );
    steps("{send_gzip: {byte: 32, length: 7, layers: 2}}", &[Step::SendGzip { byte: 32, length: 7, layers: 2 }]);
    let drip = |bytes, times| Step::Drip { text: text("ab"), bytes, every_ms: 5, times };
    steps("{drip: ab, every_ms: 5}", &[drip(1, Times::Count(1))]);
    steps("{drip: ab, bytes: 2, every_ms: 5, times: forever}", &[drip(2, Times::Forever)]);
    let again = |times| Step::Repeat(Box::new(Step::Send(text("a"))), times);
    steps("{repeat: {send: a}, times: 3}", &[again(Times::Count(3))]);
    steps("{repeat: {send: a}, times: forever}", &[again(Times::Forever)]);
    steps("{repeat: {send: a}, forever: true}", &[again(Times::Forever)]);
}

#[test]
fn scripts_are_refused() {
    fails(&script("keeep"), "5: no step `keeep` is known");
    fails(&script("{sent: a}"), "5: no step `sent` is known");
    fails(&script("{}"), "5: the step says nothing");
    fails(&script("{send: a, times: 2}"), "5: `send` has no key `times`");
    fails(&script("{send_hex: abc}"), "5: `abc` stands where pairs of hexadecimal digits is expected");
    fails(&script("{drip: a}"), "5: `drip` needs `every_ms`");
    fails(&script("{drip: a, every_ms: 1, size: 2}"), "5: `drip` has no key `size`");
    fails(&script("{repeat: {send: a}}"), "5: `repeat` needs `times`, and nothing more");
    fails(&script("{repeat: close, times: 2}"), "5: only steps that send can be repeated");
    fails(&script("{repeat: {send: a}, times: often}"), "5: `often` stands where a number is expected");
    fails(&script("{repeat: {send: a}, forever: no}"), "5: `no` stands where `true` is expected");
    fails(&script("{send_chunk: {byte: 1}}"), "5: `send_chunk` needs `byte` and `length`");
    fails(&script("{send_chunk: {byte: 1, size: 2}}"), "5: `send_chunk` has no key `size`");
    fails(&script("{send_chunk: {byte: 256, length: 2}}"), "5: `256` stands where an octet is expected");
    let large = script("{send_chunk: {byte: 1, length: 67108865}}");
    fails(&large, "5: a mapping stands where a chunk of 64 MiB at most is expected");
    fails(&script("{send_gzip: {byte: 1}}"), "5: `send_gzip` needs `byte` and `length`");
    fails(&script("{send_gzip: {byte: 1, depth: 2}}"), "5: `send_gzip` has no key `depth`");
    let deep = script("{send_gzip: {byte: 1, length: 2, layers: 5}}");
    fails(&deep, "5: `send_gzip` makes at most 16 GiB in at most 4 layers");
    fails(&behaviour("").replace("[[keep]]", "[]"), "7: a script needs a list of steps");
}

#[test]
fn expectations_are_read() {
    let kinds = |text: &str| read(&expected(text)).unwrap().cases[0].expect.kinds.clone();
    assert_eq!(kinds("{kind: ok}"), [[Kind::Ok]]);
    assert_eq!(kinds("{kind: [status(404), [io, tls]]}"), [vec![Kind::Status(404)], vec![Kind::Io, Kind::Tls]]);
    let one = expected("{kind: [io, tls], attempts: {a: 1, t: [0, 2]}}").replace("[get, get]", "get");
    let case = &read(&one).unwrap().cases[0];
    assert_eq!(case.expect.kinds, [[Kind::Io, Kind::Tls]]);
    assert_eq!(case.expect.attempts.clone().into_iter().collect::<Vec<_>>(), [(Host::A, (1, 1)), (Host::T, (0, 2))]);
    let all = behaviour("").replace("call: get", "call: list(all)");
    assert_eq!(read(&all).unwrap().cases[0].calls[0].extent, Extent::AllPages);
    let own = behaviour("    settings: {max_retries: 0, backoff_ms: {first: 1, cap: 2}}\n    credentials: {k: v}\n");
    let settings = &read(&own).unwrap().cases[0].settings;
    assert_eq!((settings.max_retries, settings.backoff_ms), (Some(0), Some((1, 2))));
    assert_eq!(settings.credentials["k"], "v");
}

#[test]
fn expectations_are_refused() {
    fails(&expected("{kind: [ok]}"), "5: there are 2 calls, and kinds for 1");
    fails(&expected("{kind: fine}"), "5: no kind `fine` is known");
    fails(&expected("{kind: status(x)}"), "5: `status(x)` stands where `status(N)` is expected");
    fails(&expected("{kind: ok, must_not: [panic, fail]}"), "5: no word `fail` is known");
    fails(&expected("{kind: ok, attempts: {c: 1}}"), "5: `attempts` has no key `c`");
    fails(
        &expected("{kind: ok, attempts: {a: [1, 2, 3]}}"),
        "5: a list stands where a number, or the least and the most, is expected",
    );
    fails(&expected("{kind: ok, speed: 1}"), "5: `expect` has no key `speed`");
    fails(&expected("{max_ms: 1}"), "5: `expect` has no `kind`");
}

#[test]
fn files_are_refused() {
    fails("version: 2\napi: a\n", "1: only `version: 1` is known");
    fails("version: 1\n", "1: `api` is missing");
    fails(HEAD, "1: there is no case");
    fails(&format!("{HEAD}extra: 1\n"), "4: the file has no key `extra`");
    fails(&behaviour("    retries: 2\n"), "9: a case has no key `retries`");
    fails(&behaviour("    settings: {speed: 2}\n"), "9: the settings has no key `speed`");
    fails(
        &behaviour("    settings: {redirects: some}\n"),
        "9: `some` stands where `none`, `same-origin` or `any` is expected",
    );
    fails(&behaviour("    settings: {backoff_ms: {first: 1}}\n"), "9: `backoff_ms` needs `first` and `cap`");
    fails(&behaviour("    settings: {backoff_ms: {last: 1}}\n"), "9: `backoff_ms` has no key `last`");
    fails(&behaviour("    tls: {certificate: odd}\n"), "9: `odd` stands where the name of a certificate is expected");
    fails(&behaviour("    tls: {key: odd}\n"), "9: `tls` has no key `key`");
    fails(&behaviour("    tls: {}\n"), "9: `tls` needs a `certificate`");
    fails(&behaviour("  - {id: x, call: a, script: [[keep]], expect: {kind: ok}}\n"), "9: there is a case `x` already");
    for key in ["id: x", "call: get", "script: [[keep]]", "expect: {kind: ok}"] {
        let name = key.split(':').next().unwrap();
        fails(&behaviour("").replace(key, "note: none"), &format!("5: the case has no `{name}`"));
    }
    fails(
        &behaviour("").replace("call: get", "call: get(some)"),
        "6: `get(some)` stands where an operation, or `operation(all)`, is expected",
    );
}
