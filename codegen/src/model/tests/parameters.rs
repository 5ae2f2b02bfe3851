//! Parameters: place, style, need, and what is left out.

use super::{check_operations, check_version};

/// Parameters of `GET /x/{id}`.
fn check(parameters: &str, expect: &str) {
    let document = format!(
        "paths:\n  /x/{{id}}:\n    get:\n      tags: [t]\n      responses: {{200: {{description: ''}}}}\n      parameters:\n{}\n\
         components: {{schemas: {{P: {{type: object, properties: {{a: {{type: string}}}}}}, One: {{type: string, enum: [v1]}}}}}}\n",
        parameters.lines().map(|line| format!("      - {}", line.trim())).collect::<Vec<_>>().join("\n")
    );
    check_operations(&document, expect);
}

#[test]
fn places_and_styles() {
    check(
        "{name: id, in: path, required: true, schema: {type: string}}
        {name: q, in: query, schema: {type: integer}}
        {name: l, in: query, required: true, schema: {type: array, items: {type: string}}}
        {name: e, in: query, explode: false, schema: {type: array, items: {type: string}}}
        {name: s, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}
        {name: p, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
        {name: d, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/P'}}
        {name: r, in: query, allowReserved: true, schema: {type: string}}
        {name: o, in: query, deprecated: true, schema: {type: string, nullable: true}}
        {name: X-H, in: header, schema: {type: array, items: {type: string}}}
        {name: X-E, in: header, explode: true, schema: {$ref: '#/components/schemas/P'}}
        {name: c, in: cookie, schema: {type: string}}",
        "
            GET /x/{id} in t
            - path id: str simple
            - query q?: i64 form exploded
            - query l: [str] form exploded
            - query e?: [str] form
            - query s?: [str] spacedelimited
            - query p?: [str] pipedelimited
            - query d?: P deepobject exploded
            - query r?: str form exploded reserved
            - query o?: str? form exploded deprecated
            - header X-H?: [str] simple
            - header X-E?: P simple exploded
            - cookie c?: str form exploded
            - ok 200: nothing
            P = {a?: str}",
    );
    for style in ["simple", "label", "matrix"] {
        for explode in ["true", "false"] {
            let word = if explode == "true" { " exploded" } else { "" };
            let input = format!(
                "{{name: id, in: path, required: true, style: {style}, explode: {explode}, schema: {{type: string}}}}"
            );
            check(&input, &format!("GET /x/{{id}} in t\n- path id: str {style}{word}\n- ok 200: nothing"));
        }
    }
}

#[test]
fn content() {
    check(
        "{name: id, in: path, required: true, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}
        {name: q, in: query, content: {application/vnd.x+json: {}}}",
        "
            GET /x/{id} in t
            - path id: op0.id json
            - query q?: any json
            - ok 200: nothing
            op0.id = {a?: any}",
    );
    check(
        "{name: id, in: path, required: true, content: {text/plain: {schema: {type: integer}}}}
        {name: q, in: query, content: {application/xml: {schema: {type: string}}}}
        {name: X-C, in: header, content: {text/csv: {schema: {type: array, items: {type: string}}}}}
        {name: s, in: query, content: {text/plain; charset=utf-8: {schema: {type: string, enum: [a, b]}}}}",
        r#"
            GET /x/{id} in t
            - path id: i64 simple
            - query q?: str form
            - header X-C?: str simple
            - query s?: op0.s form
            - ok 200: nothing
            op0.s = enum "a" "b"
            note parameter-text #/paths/~1x~1{id}/get/parameters/2 the parameter is `text/csv`; its value is the text of it"#,
    );
    check("{name: q, in: query, content: {image/png: {schema: {type: string}}}}", "
        skipped GET /x/{id} #/paths/~1x~1{id}/get: its parameter `q` cannot be sent: its content is `image/png`, which cannot be written into a parameter
        degraded parameter-unsupported #/paths/~1x~1{id}/get GET /x/{id} is left out: its parameter `q` cannot be sent: its content is `image/png`, which cannot be written into a parameter");
}

#[test]
fn fixed_values() {
    check(
        "{name: id, in: path, required: true, schema: {type: string, enum: [only]}}
        {name: X-V, in: header, required: true, schema: {$ref: '#/components/schemas/One'}}
        {name: v, in: query, required: true, schema: {type: string, enum: [v2]}}
        {name: o, in: query, schema: {type: string, enum: [v3]}}
        {name: m, in: query, required: true, schema: {type: string, enum: [v4, v5]}}
        {name: n, in: query, required: true, schema: {type: integer, enum: [6]}}",
        r#"
            GET /x/{id} in t
            - path id: op0.id simple
            - header X-V: One simple = v1
            - query v: op0.v form exploded = v2
            - query o?: op0.o form exploded
            - query m: op0.m form exploded
            - query n: op0.n form exploded = 6
            - ok 200: nothing
            op0.id = enum "only"
            One = enum "v1"
            op0.v = enum "v2"
            op0.o = enum "v3"
            op0.m = enum "v4" "v5"
            op0.n = enum 6"#,
    );
}

#[test]
fn headers_that_the_standard_ignores() {
    check(
        "{name: id, in: path, required: true, schema: {type: string}}
        {name: Accept, in: header, schema: {type: string}}
        {name: content-type, in: header, schema: {type: string}}
        {name: AUTHORIZATION, in: header, required: true, schema: {type: string}}",
        "
            GET /x/{id} in t
            - path id: str simple
            - ok 200: nothing
            note header-ignored #/paths/~1x~1{id}/get/parameters/1 the header parameter `Accept` is ignored, as the standard says
            note header-ignored #/paths/~1x~1{id}/get/parameters/2 the header parameter `content-type` is ignored, as the standard says
            note header-ignored #/paths/~1x~1{id}/get/parameters/3 the header parameter `AUTHORIZATION` is ignored, as the standard says",
    );
}

#[test]
fn path_and_template_disagree() {
    check("{name: other, in: path, required: true, schema: {type: integer}}", "
        GET /x/{id} in t
        - path id: str simple
        - ok 200: nothing
        note path-parameter-unused #/paths/~1x~1{id}/get/parameters/0 the path parameter `other` does not occur in the path; it is left out
        note path-parameter-undeclared #/paths/~1x~1{id}/get the path parameter `id` is not declared; it is taken as text");
    check_operations("paths: {'/a/{x}.{y}/{x}': {get: {responses: {200: {description: ''}}}}}", "
        GET /a/{x}.{y}/{x} in a
        - path x: str simple
        - path y: str simple
        - ok 200: nothing
        note path-parameter-repeated #/paths/~1a~1{x}.{y}~1{x}/get `{x}` stands more than once in the path; its value is put into each place
        note path-parameter-undeclared #/paths/~1a~1{x}.{y}~1{x}/get the path parameter `x` is not declared; it is taken as text
        note path-parameter-undeclared #/paths/~1a~1{x}.{y}~1{x}/get the path parameter `y` is not declared; it is taken as text");
}

#[test]
fn the_whole_query_string() {
    let paths = "paths:
  /x:
    get:
      parameters: [{name: all, in: querystring, content: {MEDIA: {schema: {type: object, properties: {a: {type: string}}}}}}]
      responses: {200: {description: ''}}";
    check_version(
        "3.2.0",
        &paths.replace("MEDIA", "application/x-www-form-urlencoded"),
        "
            GET /x in x
            - query all?: op0.all whole form
            - ok 200: nothing
            op0.all = {a?: str}",
    );
    check_version(
        "3.2.0",
        &paths.replace("MEDIA", "application/json"),
        "
            GET /x in x
            - query all?: op0.all whole json
            - ok 200: nothing
            op0.all = {a?: str}",
    );
}
