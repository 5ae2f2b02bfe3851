//! What the judge of probes says of a client that does something else than a probe asks for, word for word.
#![allow(clippy::unwrap_used)]

use std::marker::PhantomData;

use bursar_conformance::drive::{self, Driver, Place};
use bursar_conformance::probes::generated::{Generated, Run, Said};
use bursar_conformance::probes::play;
use bursar_runtime::__private::v1;

static PROVIDER: v1::Provider = v1::Provider {
    name: "probe",
    version: "0.0.0",
    base_url_var: "PROBE_BASE_URL",
    environments: &[v1::Server { name: "One", url: "http://api.test", variables: &[] }],
    default_environment: Some(0),
    schemes: &[],
    auth: &[],
    prefixes: &[],
};

#[derive(Debug)]
enum ReadError {
    Undocumented,
}

struct Read(PhantomData<()>);

v1::operation! {
    Read -> Vec<i64>, ReadError {
        Get "/x/{id}", "read";
        param v1::Param::path("id");
        param v1::Param::query("q");
        replies json "200";
        gives json v1::List<v1::Int>;
    }
}

fn driver() -> Driver {
    Driver::new(&PROVIDER).operation::<Read>(
        "GET /x/{id}",
        |core, args| {
            let mut call = v1::Call::new(core, <Read as v1::Operation>::SPEC);
            call.set(0, &args.take::<v1::Plain, String>(Place::Path, "id")?);
            if args.has(Place::Query, "q") {
                call.set(1, &args.take::<v1::Int, i64>(Place::Query, "q")?);
            }
            Ok(call)
        },
        |body| drive::value(drive::json::<v1::List<v1::Int>, _>(&body)),
        |body| match body {
            ReadError::Undocumented => drive::Shown::Nothing,
        },
    )
}

const HEAD: &str = "id: p\ntitle: t\narea: path\nstandard: [s]\n";

/// Lines of a probe with this end, without the sums.
fn lines(end: &str, made: Generated) -> Vec<String> {
    let made = Generated { id: "p".to_owned(), probe: format!("{HEAD}{end}"), ..made };
    let mut said = Vec::new();
    let total = play(&Run { probes: vec![made] }, &[("p", driver)], &[], &mut |line| said.push(line.to_owned()));
    assert_eq!(total.passed + total.failed, 1);
    said.truncate(said.iter().position(|line| line.starts_with("path ")).unwrap_or(said.len()));
    said.iter().map(|line| line.trim().to_owned()).collect()
}

/// A call that is right but for what `change` does to it.
fn check(change: (&str, &str), expect: &str) {
    let call = "calls:\n- operation: 'GET /x/{id}'\n  args: {path: {id: a}, query: {q: 7}}\n  \
        expect_requests: [{method: GET, target: '/x/a?q=7'}]\n  respond: [{status: 200, json: [1, 2]}]\n  \
        outcome: {ok: true, status: 200, value: [1, 2]}\n";
    assert!(call.contains(change.0), "{change:?}");
    let said = lines(&call.replace(change.0, change.1), Generated::default());
    let expect: Vec<&str> = if expect.is_empty() { vec!["ok      p"] } else { vec!["FAILED  p", expect] };
    assert_eq!(said, expect, "{change:?}");
}

#[test]
fn what_is_right_passes() {
    check(("calls", "calls"), "");
    check(("json: [1, 2]}]", "json: [1, 2.0]}]"), "");
}

#[test]
fn requests_that_are_wrong() {
    let wrong = |what: &str| {
        format!(
            "call 0: request 1: {what}; it failed: api (probe read (GET /x/{{id}}): 418 I'm a teapot), expected success"
        )
    };
    check(("method: GET", "method: PUT"), &wrong("the method is GET, expected PUT"));
    check(("'/x/a?q=7'", "'/x/a?q=8'"), &wrong("the target has `/x/a?q=7`, expected `/x/a?q=8`"));
    let header = "[{method: GET, target: '/x/a?q=7', headers: {x-a: b}}]";
    check(("[{method: GET, target: '/x/a?q=7'}]", header), &wrong("the header `x-a` is missing, expected `b`"));
}

#[test]
fn requests_that_are_missing_or_too_many() {
    let two = "expect_requests: [{method: GET, target: '/x/a?q=7'}, {method: GET, target: /next}]\n  \
        respond: [{status: 200, json: [1, 2]}, {status: 200}]";
    let one = "expect_requests: [{method: GET, target: '/x/a?q=7'}]\n  respond: [{status: 200, json: [1, 2]}]";
    check((one, two), "call 0: request 2 did not come: GET /next");
    check(
        (one, "expect_requests: []\n  respond: []"),
        "call 0: request 1: GET /x/a?q=7 was not expected; it failed: api (probe read (GET /x/{id}): 418 I'm a teapot), expected success",
    );
    check(
        ("q: 7", "q: x"),
        "call 0: request 1 did not come: GET /x/a?q=7; it failed: request (`q`: \"x\" cannot be held: invalid type: string \"x\", expected an integer), expected success",
    );
}

#[test]
fn outcomes_that_are_wrong() {
    check(("value: [1, 2]", "value: [1, 3]"), "call 0: the value: $[1] is 2, expected 3");
    check(("status: 200, value", "status: 201, value"), "call 0: the status is 200, expected 201");
    check(("ok: true", "error: api"), "call 0: it succeeded with [1,2], expected api");
    check(("value: [1, 2]", "attempts: 2"), "call 0: the number of attempts is \"1\", expected \"2\"");
    check(("value: [1, 2]", "headers: {x-a: b}"), "call 0: the caller does not see the header `x-a: b`");
    check(
        ("json: [1, 2]}]", "json: [1, x]}]"),
        "call 0: it failed: decode (probe read (GET /x/{id}): 200 OK, but the body cannot be decoded: at $[1]: invalid type: string \"x\", expected an integer (line 1, column 7)), expected success",
    );
}

#[test]
fn files_that_cannot_be_read() {
    assert_eq!(
        lines("calls: []\nwhat: 1\n", Generated::default())[..2],
        ["FAILED  p", "probe.yaml:6: `what` is no key here"]
    );
    let wrong = lines("calls: [{operation: GET /}]\n", Generated::default());
    assert_eq!(wrong[..2], ["FAILED  p", "probe.yaml:5: `expect_requests` is missing"]);
}

#[test]
fn what_the_generator_has_to_say() {
    let probe = "operations: [GET /a]\ndiagnostics: [{severity: note, pointer: '#/paths/~1a', about: it, required: true}]\ncalls: []\n";
    let said = |pointer: &str| {
        let said = Said { severity: "note".to_owned(), code: "c".to_owned(), pointer: pointer.to_owned() };
        Generated { operations: vec!["GET /a".to_owned()], said: vec![said], ..Generated::default() }
    };
    for related in ["#/paths/~1a", "#/paths", "#/paths/~1a/get/operationId"] {
        assert_eq!(lines(probe, said(related)), ["ok      p"], "{related}");
    }
    assert_eq!(lines(probe, said("#/paths/~1b")), ["FAILED  p", "nothing is said at #/paths/~1a (it)"]);
    let other = Generated { operations: Vec::new(), ..said("#/paths") };
    assert_eq!(lines(probe, other), ["FAILED  p", "the operations are [], expected [\"GET /a\"]"]);
}
