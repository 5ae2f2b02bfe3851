//! The whole line: what is refused, and what provider.toml has to say of the document.
#![allow(clippy::unwrap_used)]

mod paging;

use super::*;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: https://live.test}, {url: https://test.test}]
paths: {/x: {get: {responses: {200: {description: ''}}}}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: K}}}
";

const CONFIG: &str = r#"title = "Demo"
description = "A demo."
spec = "openapi.yaml"
version = "0.1.0"
default-environment = "Live"
[source]
document = "https://example.com"
retrieved = "2026-01-01"
[environments.Live]
server = "https://live.test"
about = "Live."
[environments.Test]
server = "https://test.test"
about = "Test."
[auth.key]
variables = { value = "DEMO_KEY" }
"#;

fn files(config: &str, document: &str) -> Files {
    let files = [("provider.toml", config), ("openapi.yaml", document)];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

fn check(config: &str, document: &str, expect: &[&str]) {
    let files = files(config, document);
    let (output, report) = generate(&Input { provider: "demo", files: &files });
    let said = report.print(&files, "demo").into_iter().map(|text| {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let kept = lines.iter().filter(|line| !line.starts_with(|c: char| c.is_ascii_digit() || c == '|'));
        kept.copied().collect::<Vec<_>>().join("\n")
    });
    assert_eq!(said.collect::<Vec<_>>(), expect);
    assert_eq!(output.is_some(), expect.is_empty());
}

#[test]
fn environments_and_servers_are_the_same() {
    check(CONFIG, DOCUMENT, &[]);
    let without = |from: &str| CONFIG.replacen(from, "", 1);
    let test = "[environments.Test]\nserver = \"https://test.test\"\nabout = \"Test.\"\n";
    check(
        &without(test),
        DOCUMENT,
        &["error[environment-unnamed]: the server `https://test.test` has no name\n\
           --> demo/openapi.yaml:3:37 #/servers/1\n\
           = help: name it in provider.toml: [environments.Name] with server = \"https://test.test\""],
    );
    check(
        &CONFIG.replacen("server = \"https://test.test\"", "server = \"https://tset.test\"", 1),
        DOCUMENT,
        &[
            "error[environment-unnamed]: the server `https://test.test` has no name\n\
             --> demo/openapi.yaml:3:37 #/servers/1\n\
             = help: name it in provider.toml: [environments.Name] with server = \"https://test.test\"",
            "error[environment-unknown]: the environment `Test` names `https://tset.test`, which is no server of the document\n\
             --> demo/provider.toml:12:15\n\
             = help: the document has `https://live.test`, `https://test.test`",
        ],
    );
    check(
        &without("default-environment = \"Live\"\n"),
        DOCUMENT,
        &["error[environment-default]: no environment is the default\n\
           --> demo/provider.toml\n\
           = help: choose one by default-environment = \"Name\"; list order is no choice"],
    );
}

#[test]
fn credentials_are_of_a_scheme() {
    check(
        &CONFIG.replacen("[auth.key]", "[auth.kye]", 1),
        DOCUMENT,
        &["error[auth-unknown-scheme]: [auth.kye] is about a security scheme that the document does not have\n\
           --> demo/provider.toml:15:7\n\
           = help: the document has `key`"],
    );
    check(
        &CONFIG.replacen("[auth.key]", "[auth.kye]", 1),
        &DOCUMENT[..DOCUMENT.find("components").unwrap()],
        &["error[auth-unknown-scheme]: [auth.kye] is about a security scheme that the document does not have\n\
           --> demo/provider.toml:15:7\n\
           = help: the document has none"],
    );
}

#[test]
fn idempotency_keys_are_of_an_operation() {
    check(&CONFIG.replacen("[auth.key]", "[idempotency]\n\"GET /x\" = \"Key\"\n[auth.key]", 1), DOCUMENT, &[]);
    check(
        &CONFIG.replacen("[auth.key]", "[idempotency]\n\"POST /x\" = \"Key\"\n[auth.key]", 1),
        DOCUMENT,
        &["error[idempotency-unknown]: [idempotency] names `POST /x`, which is no operation of the document\n\
           --> demo/provider.toml:16:1\n\
           = help: write method and path as the document does, such as \"POST /payments\""],
    );
}

#[test]
fn degraded_fails_unless_it_is_allowed() {
    let document = DOCUMENT.replacen("get: {", "post: {requestBody: {content: {multipart/mixed: {}}}, ", 1);
    let degraded = "degraded[body-unsupported]: POST /x is left out: its body is `multipart/mixed`, whose parts have no names, which cannot be written\n\
                    --> demo/openapi.yaml:4:14 #/paths/~1x/post\n\
                    = help: correct the document by an overlay, or allow `body-unsupported` here in provider.toml with a reason";
    check(CONFIG, &document, &[degraded]);
    let allow = "[[allow]]\ncode = \"body-unsupported\"\nat = \"#/paths/~1x/post\"\nwhy = \"Nobody calls it.\"\n";
    let files = files(&format!("{CONFIG}{allow}"), &document);
    let (output, _) = generate(&Input { provider: "demo", files: &files });
    let output = output.unwrap();
    assert_eq!((output.stats.operations, output.stats.types), (0, 0));
    assert!(
        String::from_utf8(output.files["SURFACE.txt"].clone()).unwrap().ends_with(
            "Not expressed:\n  POST /x #/paths/~1x/post: its body is `multipart/mixed`, whose parts have no names, which cannot be written\n"
        )
    );
}

#[test]
fn the_entry_of_the_facade() {
    let files = files(CONFIG, DOCUMENT);
    let output = generate(&Input { provider: "demo", files: &files }).0.unwrap();
    let Entry { provider, title, package, version, spec_version, source } = output.entry;
    assert_eq!([provider, title, package], ["demo", "Demo", "bursar-demo"]);
    assert_eq!([version, spec_version, source], ["0.1.0", "1", "https://example.com"]);
    let lock = String::from_utf8(output.names_lock.unwrap()).unwrap();
    let sections = [
        "# Names given to published items; kept by `cargo xtask regen`, do not edit.\n",
        "[operations]\n\"GET /x\" = \"get_x\"\n",
        "[around-operations]\n\"GET /x error\" = \"GetXError\"\n\"GET /x marker\" = \"GetX\"\n\"GET /x success\" = \"GetXOk\"\n",
        "[groups]\n\"x\" = \"x\"\n",
        "[group-handles]\n\"x\" = \"XGroup\"\n",
    ];
    assert_eq!(lock, sections.join("\n"));
}

#[test]
fn a_document_of_webhooks_alone() {
    let document = "openapi: 3.1.1
info: {title: T, version: '1'}
servers: [{url: https://live.test}]
webhooks:
  order.paid: {post: {operationId: onPaid, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Paid'}}}}, responses: {200: {description: Seen.}}}}
  order.lost: {post: {requestBody: {content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}}, responses: {2XX: {description: Seen.}}}}
components: {schemas: {Paid: {type: object, required: [type, amount], properties: {type: {const: order.paid}, amount: {type: integer}}}}}
";
    let test = "[environments.Test]\nserver = \"https://test.test\"\nabout = \"Test.\"\n";
    let config = CONFIG.replacen(test, "", 1);
    let config = &config[..config.find("[auth").unwrap()];
    let files = files(config, document);
    let (output, report) = generate(&Input { provider: "demo", files: &files });
    let said: Vec<_> = report.diags.iter().map(|diag| (diag.code, diag.severity)).collect();
    assert_eq!(said, [("webhook-event-unstated", Severity::Note)]);
    let output = output.unwrap();
    let text = |name: &str| std::str::from_utf8(&output.files[name]).unwrap();
    assert!(text("src/webhooks/events.rs").ends_with(
        "v1::webhook_events! {
    full WebhookEvent by caller {
        OrderPaid = \"order.paid\", json v1::Plain;
        OrderLost = \"order.lost\", json v1::Plain;
    }
}
"
    ));
    assert!(text("src/lib.rs").contains("Start at [`webhooks::WebhookEvent`]: the document has no operation."));
    assert!(text("src/types/order_lost_payload.rs").contains("pub struct OrderLostPayload {"));
    assert!(!output.files.contains_key("src/webhooks/verify.rs"));
}

#[test]
fn what_is_said_of_events_that_are_not_there() {
    let config = format!("{CONFIG}[webhooks]\nevent = \"/type\"\n");
    check(
        &config,
        DOCUMENT,
        &[
            "error[webhook-event-unused]: `webhooks.event` says what tells events apart, and the document has no webhooks\n\
           --> demo/provider.toml:17:2\n\
           = help: remove the line",
        ],
    );
    let hook = "{post: {requestBody: {content: {application/json: {schema: {type: object, properties: {kind: {type: string}}}}}}, responses: {200: {description: ''}}}}";
    check(
        &config,
        &format!("{DOCUMENT}x-webhooks: {{paid: {hook}}}\n"),
        &["error[webhook-event-unknown]: `webhooks.event` is `/type`, which no payload of a webhook has\n\
           --> demo/provider.toml:17:2\n\
           = help: name a member of the payloads by a JSON Pointer, or the header that tells"],
    );
}
