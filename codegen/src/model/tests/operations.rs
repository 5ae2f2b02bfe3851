//! Operations: bodies, replies, servers, groups.

use super::check_operations as check;

#[test]
fn idempotency_keys() {
    let stated = |more: &str, expect: &str| {
        check(&format!("paths: {{/x: {{post: {{{more}responses: {{200: {{description: ''}}}}}}}}}}"), expect);
    };
    stated(
        "parameters: [{name: idempotency-KEY, in: header, required: true, schema: {type: string}}],",
        "
        POST /x in x
        - key in idempotency-KEY
        - ok 200: nothing",
    );
    stated(
        "parameters: [{name: Idempotency-Key, in: query, schema: {type: string}}],",
        "
        POST /x in x
        - query Idempotency-Key?: str form exploded
        - ok 200: nothing",
    );
    stated(
        "x-bursar-idempotency: X-Key, parameters: [{name: x-key, in: header, schema: {type: string}}],",
        "
        POST /x in x
        - key in x-key
        - ok 200: nothing",
    );
    stated(
        "x-bursar-idempotency: X-Key,",
        "
        POST /x in x
        - key in X-Key
        - ok 200: nothing",
    );
    for wrong in ["'X Key'", "''", "[a]"] {
        stated(
            &format!("x-bursar-idempotency: {wrong},"),
            "
            POST /x in x
            - ok 200: nothing
            error idempotency-header #/paths/~1x/post/x-bursar-idempotency `x-bursar-idempotency` has to be the name of a header",
        );
    }
}

#[test]
fn an_operation_that_is_left_out_leaves_nothing() {
    check(
        "paths:
  /x:
    post:
      parameters: [{name: q, in: query, schema: {type: string, enum: [a]}}, {name: u, in: query, schema: {oneOf: [{}, {type: string}]}}]
      requestBody: {content: {multipart/mixed: {}}}
      responses: {200: {description: ''}}
    get:
      parameters: [{name: q, in: query, schema: {type: string, enum: [b]}}]
      responses: {200: {description: ''}}",
        r#"
            GET /x in x
            - query q?: op0.q form exploded
            - ok 200: nothing
            op0.q = enum "b"
            skipped POST /x #/paths/~1x/post: its body is `multipart/mixed`, whose parts have no names, which cannot be written
            degraded body-unsupported #/paths/~1x/post POST /x is left out: its body is `multipart/mixed`, whose parts have no names, which cannot be written"#,
    );
}

#[test]
fn replies() {
    let replies = |method: &str, replies: &str, expect: &str| {
        check(
            &format!(
                "paths: {{/x: {{{method}: {{responses: {replies}}}}}}}\ncomponents: {{schemas: {{E: {{type: object, properties: {{m: {{}}}}}}}}, \
                 responses: {{Bad: {{description: Bad., content: {{application/json: {{schema: {{type: object, properties: {{b: {{}}}}}}}}}}}}}}}}"
            ),
            expect,
        );
    };
    let json = "content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}";
    let inline = "content: {application/json: {schema: {type: object, properties: {a: {}}}}}";
    replies(
        "get",
        &format!(
            "{{200: {{description: '', {inline}}}, 404: {{description: '', {inline}}}, default: {{description: '', {json}}}}}"
        ),
        "
        GET /x in x
        - ok 200: op0.Ok as application/json
        - err 404: op0.not found as application/json
        - err default: E as application/json
        op0.Ok = {a?: any}
        op0.not found = {a?: any}
        E = {m?: any}",
    );
    replies(
        "get",
        &format!(
            "{{200: {{description: '', {inline}}}, 201: {{description: '', {inline}}}, 2XX: {{description: ''}}, 4XX: {{description: ''}}}}"
        ),
        "
        GET /x in x
        - ok 200: op0.ok as application/json
        - ok 201: op0.created as application/json
        - ok 2XX: nothing
        - err 4XX: nothing
        op0.ok = {a?: any}
        op0.created = {a?: any}",
    );
    replies(
        "get",
        &format!("{{default: {{description: '', {inline}}}}}"),
        "
        GET /x in x
        - ok and err default: op0.default as application/json
        op0.default = {a?: any}",
    );
    replies(
        "get",
        "{404: {$ref: '#/components/responses/Bad'}, 400: {$ref: '#/components/responses/Bad'}}",
        "
        GET /x in x
        - err 404: 'Bad' as application/json
        - err 400: 'Bad' as application/json
        'Bad' = {b?: any}",
    );
    replies(
        "head",
        &format!("{{200: {{description: '', {json}}}, 404: {{description: '', {json}}}}}"),
        "
        HEAD /x in x
        - ok 200: nothing
        - err 404: nothing",
    );
    replies(
        "get",
        &format!("{{204: {{description: '', {json}}}, 304: {{description: '', {json}}}, 102: {{description: ''}}}}"),
        "
        GET /x in x
        - ok 204: nothing
        - err 304: nothing
        - neither 102: nothing",
    );
    replies(
        "get",
        "{200: {description: '', content: {application/json: {schema: {type: string}}, text/csv: {}, application/xml: {}, image/png: {}, 'application/problem+json; charset=utf-8': {}}}}",
        "
        GET /x in x
        - ok 200: str as application/json
        - ok 200: text as text/csv
        - ok 200: text as application/xml
        - ok 200: bytes as image/png
        - ok 200: any as application/problem+json; charset=utf-8",
    );
    replies(
        "get",
        "{}",
        "
        GET /x in x
        note no-responses #/paths/~1x/get/responses `responses` is empty: whatever is answered is handed over as it is",
    );
}

#[test]
fn servers_groups_and_words() {
    check(
        "servers: [{url: https://doc.test}]
tags: [{name: unused}, {name: b, description: B.}]
paths:
  /v1/jars/{id}:
    servers: [{url: https://path.test}]
    get: {operationId: ' ', summary: S., description: D., deprecated: true, responses: {200: {description: ''}}, parameters: [{name: id, in: path, required: true, schema: {type: string}}]}
    put: {operationId: putJar, tags: [a, b], servers: [{url: 'https://{v}.test', variables: {v: {default: op, enum: [op]}}}], responses: {200: {description: ''}}, parameters: [{name: id, in: path, required: true, schema: {type: string}}]}
  /{id}: {get: {responses: {200: {description: ''}}, parameters: [{name: id, in: path, required: true, schema: {type: string}}]}}
  /: {trace: {responses: {200: {description: ''}}}}",
        r#"
            GET /v1/jars/{id} in v1 deprecated
            - path id: str simple
            - ok 200: nothing
            - server https://path.test at #/paths/~1v1~1jars~1{id}/servers/0
            PUT /v1/jars/{id} 'putJar' in a, b
            - path id: str simple
            - ok 200: nothing
            - server https://{v}.test v=op["op"] at #/paths/~1v1~1jars~1{id}/put/servers/0
            GET /{id} in root
            - path id: str simple
            - ok 200: nothing
            TRACE / in root
            - ok 200: nothing"#,
    );
}

#[test]
fn methods_of_3_2() {
    super::check_version(
        "3.2.0",
        "paths:
  /x:
    query: {operationId: find, responses: {204: {description: ''}}}
    additionalOperations:
      Link: {operationId: link, responses: {204: {description: ''}}}
      'no token': {operationId: bad, responses: {204: {description: ''}}}",
        "
        QUERY /x 'find' in x
        - ok 204: nothing
        Link /x 'link' in x
        - ok 204: nothing
        skipped no token /x #/paths/~1x/x-bursar-additionalOperations/no token: `no token` is no name of a method
        degraded method-unsupported #/paths/~1x/x-bursar-additionalOperations/no token no token /x is left out: `no token` is no name of a method",
    );
}
