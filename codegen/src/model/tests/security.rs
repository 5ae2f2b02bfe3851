//! Security schemes, and who may call.

use super::{check_operations, read, said};

const SCHEMES: &str = "components: {securitySchemes: {
  bearer: {type: http, scheme: BEARER}, basic: {type: http, scheme: Basic}, key: {type: apiKey, in: header, name: X-Key},
  query: {type: apiKey, in: query, name: k}, cookie: {type: apiKey, in: cookie, name: c},
  machine: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://x.test/token, scopes: {r: Read.}}}},
  person: {type: oauth2, flows: {implicit: {authorizationUrl: https://x.test/auth, scopes: {}}}},
  connect: {type: openIdConnect, openIdConnectUrl: https://x.test}, digest: {type: http, scheme: Digest}}}";

const DIGEST: &str = "degraded auth-unsupported #/components/securitySchemes/digest the security scheme `digest` is HTTP authentication `digest`";

#[test]
fn schemes() {
    let (api, diags) = read(&format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{SCHEMES}"));
    let schemes: Vec<String> = api.schemes.iter().map(|scheme| format!("{} {:?}", scheme.key, scheme.kind)).collect();
    let expect = [
        "bearer Bearer",
        "basic Basic",
        "key ApiKey(Header, \"X-Key\")",
        "query ApiKey(Query, \"k\")",
        "cookie ApiKey(Cookie, \"c\")",
        "machine ClientCredentials(\"https://x.test/token\")",
        "person Bearer",
        "connect Bearer",
        "digest ApiKey(Header, \"Authorization\")",
    ];
    assert_eq!(schemes, expect);
    assert_eq!(said(&diags), [DIGEST]);
}

#[test]
fn alternatives() {
    let check = |whole: &str, own: &str, expect: &str| {
        let document =
            format!("{whole}\npaths: {{/x: {{get: {{{own} responses: {{200: {{description: ''}}}}}}}}}}\n{SCHEMES}");
        check_operations(&document, &format!("{expect}\n{DIGEST}"));
    };
    let op = "GET /x in x\n- ok 200: nothing";
    check("", "", op);
    check("security: [{bearer: []}]", "", &format!("{op}\n- auth bearer[]"));
    check("security: [{bearer: []}]", "security: [],", op);
    check("security: [{bearer: []}]", "security: [{}],", &format!("{op}\n- auth none"));
    check(
        "",
        "security: [{machine: [r], key: []}, {basic: []}, {}],",
        &format!("{op}\n- auth machine[\"r\"] and key[]\n- auth basic[]\n- auth none"),
    );
    // the caller has to make what Digest sends
    check("security: [{digest: []}, {bearer: []}]", "", &format!("{op}\n- auth digest[]\n- auth bearer[]"));
}

#[test]
fn unknown_schemes() {
    let said = |index: usize| {
        format!(
            "degraded auth-unknown #/security/{index}/nope the security scheme `nope` is not defined in components/securitySchemes"
        )
    };
    let check = |security: &str, expect: &str| {
        let document = format!(
            "security: {security}\npaths: {{/x: {{get: {{responses: {{200: {{description: ''}}}}}}, put: {{responses: {{200: {{description: \
             ''}}}}}}}}}}\n{SCHEMES}"
        );
        check_operations(&document, expect);
    };
    // an alternative that needs what is not defined falls away; without another the caller adds the credentials
    let with = "- auth bearer[]";
    let ops = |auth: &str| {
        format!("GET /x in x\n- ok 200: nothing\n{auth}\nPUT /x in x\n- ok 200: nothing\n{auth}\n{DIGEST}\n")
    };
    check("[{nope: []}, {bearer: []}]", &format!("{}{}", ops(with), said(0)));
    check("[{nope: []}]", &format!("{}{}", ops(""), said(0)));
}
