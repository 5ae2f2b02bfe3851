//! The exact text of everything that is said about structure.

use super::{check, json, run};

/// What is said about a document.
fn says(document: &str, lines: &[&str]) {
    assert_eq!(run(json(document)).1, lines, "{document}");
}

fn says_in_30(rest: &str, lines: &[&str]) {
    says(&format!(r#"{{"openapi": "3.0.3", "info": {{"title": "T", "version": "1"}}, {rest}}}"#), lines);
}

/// What is said about an operation `GET /a`.
fn says_of_operation(operation: &str, lines: &[&str]) {
    says_in_30(&format!(r#""paths": {{"/a": {{"get": {operation}}}}}"#), lines);
}

const SUPPORTED: &str = "supported are `swagger: \"2.0\"` and `openapi: 3.0.x`, `3.1.x` and `3.2.x`";

#[test]
fn versions() {
    let unsupported = |document: &str, line: &str| says(document, &[&format!("{line} = help: {SUPPORTED}")]);
    unsupported(
        "{}",
        "error[unsupported-version] #: neither `openapi` nor `swagger` says which version this document has",
    );
    unsupported(
        r#"{"openapi": "4.0.0"}"#,
        "error[unsupported-version] #/openapi: `openapi: 4.0.0` is not a supported version",
    );
    unsupported(r#"{"openapi": "3"}"#, "error[unsupported-version] #/openapi: `openapi: 3` is not a supported version");
    unsupported(
        r#"{"openapi": []}"#,
        "error[unsupported-version] #/openapi: `openapi: array` is not a supported version",
    );
    unsupported(
        r#"{"swagger": "1.2"}"#,
        "error[unsupported-version] #/swagger: `swagger: 1.2` is not a supported version",
    );
    says(
        r#"{"swagger": "2.0", "openapi": "3.0.3"}"#,
        &[
            "error[ambiguous-version] #/swagger: the document says both `swagger: 2.0` and `openapi: 3.0.3` = help: keep the one that the document is written in",
        ],
    );
    says("[]", &["error[wrong-type] #: the document is an array, expected an object"]);
    says(
        r#"{"a": [{"\u0000bursar-site": 1}]}"#,
        &[
            "error[bad-key] #/a/0/\0bursar-site: the key \"\\0bursar-site\" cannot be read = help: remove it by an overlay: the generator marks nodes by such keys, and no API has one",
        ],
    );
}

#[test]
fn missing_keys() {
    says(
        r#"{"openapi": "3.0.3"}"#,
        &[
            "note[missing-key] #: this document has no `info`; it is read as empty",
            "note[missing-key] #: this document has no `paths`; it is read as empty",
        ],
    );
    says(
        r#"{"openapi": "3.0.3", "info": {}, "paths": {}}"#,
        &[
            "note[missing-key] #/info: this info has no `title`; it is read as empty",
            "note[missing-key] #/info: this info has no `version`; it is read as empty",
        ],
    );
    says_in_30(r#""x-no-paths": 1"#, &["note[missing-key] #: this document has no `paths`; it is read as empty"]);
    says_in_30(r#""paths": {}, "servers": [{}]"#, &["degraded[missing-key] #/servers/0: this server has no `url`"]);
    says_in_30(
        r#""paths": {}, "externalDocs": {"description": "d"}"#,
        &["degraded[missing-key] #/externalDocs: this external documentation has no `url`"],
    );
    says_of_operation(
        "{}",
        &["note[missing-key] #/paths/~1a/get: this operation has no `responses`; it is read as empty"],
    );
    says_of_operation(
        r#"{"responses": {}}"#,
        &[
            "note[no-responses] #/paths/~1a/get/responses: `responses` is empty: whatever is answered is handed over as it is",
        ],
    );
    says_of_operation(
        r#"{"responses": {"200": {}, "404": null}}"#,
        &[
            "note[missing-key] #/paths/~1a/get/responses/200: this response has no `description`; it is read as empty",
            "note[null-value] #/paths/~1a/get/responses/404: `404` is null; it is read as empty",
            "note[missing-key] #/paths/~1a/get/responses/404: this response has no `description`; it is read as empty",
        ],
    );
}

#[test]
fn unknown_and_foreign_keys() {
    says_of_operation(
        r#"{"responses": {"204": {"description": "d"}}, "desciption": "d", "wat": 1, "x-own": 1}"#,
        &[
            "note[unknown-key] #/paths/~1a/get/desciption: `desciption` is not a key of an operation = help: did you mean `description`?",
            "note[unknown-key] #/paths/~1a/get/wat: `wat` is not a key of an operation",
        ],
    );
    says_in_30(
        r#""paths": {}, "webhooks": {}"#,
        &[
            "degraded[foreign-keyword] #/webhooks: `webhooks` is a keyword of OpenAPI 3.1 and has no meaning in OpenAPI 3.0",
        ],
    );
    says_in_30(
        r#""paths": {}, "x-bursar-webhooks": {}, "x-bursar-pagination": 1"#,
        &[
            "error[reserved-key] #/x-bursar-webhooks: `x-bursar-webhooks` is written by the generator and cannot be given",
        ],
    );
    says(
        r##"{"openapi": "3.2.0", "info": {"title": "T", "version": "1"}, "paths": {}, "components": {"schemas": {"S": {"$dynamicRef": "#x"}}}}"##,
        &[
            "degraded[unsupported-keyword] #/components/schemas/S/$dynamicRef: `$dynamicRef` of OpenAPI 3.1 is not supported",
        ],
    );
    says(
        r#"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "jsonSchemaDialect": "https://d.test/s"}"#,
        &[
            "note[other-dialect] #/jsonSchemaDialect: schemas are written in the dialect `https://d.test/s`; they are read as those of OpenAPI 3.1",
        ],
    );
}

#[test]
fn wrong_types() {
    says_in_30(
        r#""paths": {}, "tags": {}, "security": [1], "servers": ["a"], "components": {"schemas": {"A": 1, "B": {"properties": []}}}"#,
        &[
            "note[empty-container] #/tags: `tags` is an object without content; it is read as an empty array",
            "error[wrong-type] #/security/0: `0` is a number, expected an object of scopes by security scheme",
            "degraded[wrong-type] #/servers/0: this server is a string, expected an object",
            "degraded[wrong-type] #/components/schemas/A: this schema is a number, expected an object",
            "note[empty-container] #/components/schemas/B/properties: `properties` is an array without content; it is read as an empty object",
        ],
    );
    says_of_operation(
        r#"{"responses": {"204": {"description": ["d"]}}, "summary": {}, "tags": "a", "deprecated": "yes", "operationId": null}"#,
        &[
            "degraded[wrong-type] #/paths/~1a/get/responses/204/description: `description` is an array, expected a string",
            "note[missing-key] #/paths/~1a/get/responses/204: this response has no `description`; it is read as empty",
            "degraded[wrong-type] #/paths/~1a/get/summary: `summary` is an object, expected a string",
            "degraded[wrong-type] #/paths/~1a/get/tags: `tags` is a string, expected an array of strings",
            "degraded[wrong-type] #/paths/~1a/get/deprecated: `deprecated` is a string, expected a boolean",
            "note[null-value] #/paths/~1a/get/operationId: `operationId` is null; it is read as absent",
        ],
    );
    says_in_30(
        r#""paths": {}, "components": {"schemas": {"A": {"type": "integre", "minLength": "1", "enum": 1}}}"#,
        &[
            "degraded[wrong-value] #/components/schemas/A/type: `type` is `integre`, expected one of `string`, `number`, `integer`, `boolean`, `object`, `array`, `null`, `file`",
            "note[quoted-value] #/components/schemas/A/minLength: `1` is in quotes; it is read as without",
            "degraded[wrong-type] #/components/schemas/A/enum: `enum` is a number, expected an array",
        ],
    );
}

#[test]
fn keys_that_are_data() {
    let none = r#"{"204": {"description": "d"}}"#;
    says_in_30(
        &format!(r#""paths": {{"a": {{}}, "/b": null, "/c": {{"get": {{"responses": {none}}}}}}}"#),
        &[
            "degraded[bad-path] #/paths/a: the path `a` does not begin with `/`; it is read as `/a` = help: write `/a`",
            "note[null-value] #/paths/~1b: `/b` is null; it is read as absent",
        ],
    );
    let document = r#"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {"responses": {
        "20X": {"description": "a"}, "600": {"description": "b"}, "4xx": {"description": "c"}, "default": {"description": "d"}}}}}}"#;
    check(
        document,
        "/paths/~1a/get/responses",
        r#"{"4XX": {"description": "c"}, "default": {"description": "d"}}"#,
        &[
            "degraded[bad-status] #/paths/~1a/get/responses/20X: `20X` is no status: the response is left out = help: use a code such as `404`, a range such as `4XX`, or `default`",
            "degraded[bad-status] #/paths/~1a/get/responses/600: `600` is no status: the response is left out = help: use a code such as `404`, a range such as `4XX`, or `default`",
            "note[status-case] #/paths/~1a/get/responses/4xx: `4xx` is read as `4XX`",
        ],
    );
    says_in_30(
        r#""paths": {}, "components": {"schemas": {"a b": {}}}"#,
        &[
            "note[component-name] #/components/schemas/a b: `a b` is no name that a component may have (letters, digits, `.`, `-`, `_`)",
        ],
    );
}

#[test]
fn parameters() {
    let says = |parameter: &str, lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| line.replace('@', "#/paths/~1a/get/parameters/0")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        says_of_operation(
            &format!(r#"{{"responses": {{"204": {{"description": "d"}}}}, "parameters": [{parameter}]}}"#),
            &lines,
        );
    };
    says(
        r#"{"name": "p", "in": "path", "schema": {}}"#,
        &["note[path-required] @: the path parameter `p` is not `required: true`; it is read so"],
    );
    says(
        r#"{"name": "p", "in": "query"}"#,
        &["note[missing-key] @: this parameter has no `schema`; it is read as text"],
    );
    says(
        r#"{"name": "p", "in": "query", "schema": {}, "content": {}}"#,
        &[
            "degraded[schema-and-content] @/content: a parameter has either `schema` or `content`; `content` is left out",
        ],
    );
    says(
        r#"{"name": "p", "in": "query", "content": {"a/b": {}, "c/d": {}}}"#,
        &[
            "degraded[wrong-value] @/content: `content` of a parameter has 2 media types, expected one; the first is used",
        ],
    );
    says(
        r#"{"name": "p", "in": "header", "style": "form", "schema": {}}"#,
        &["degraded[wrong-value] @/style: `style` is `form` in a header parameter, expected one of `simple`"],
    );
    says(r#"{"in": "query", "schema": {}}"#, &["degraded[missing-key] @: this parameter has no `name`"]);
}

#[test]
fn security() {
    let says = |scheme: &str, lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| line.replace('@', "#/components/securitySchemes/s")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        says_in_30(&format!(r#""paths": {{}}, "components": {{"securitySchemes": {{"s": {scheme}}}}}"#), &lines);
    };
    says(
        r#"{"type": "apiKey", "in": "header"}"#,
        &["degraded[missing-key] @: this security scheme of type `apiKey` has no `name`"],
    );
    says(r#"{"type": "http"}"#, &["degraded[missing-key] @: this security scheme of type `http` has no `scheme`"]);
    says(
        r#"{"type": "mutualTLS"}"#,
        &["degraded[unsupported-keyword] @/type: `type: mutualTLS` of OpenAPI 3.1 is not supported"],
    );
    says(
        r#"{"type": "oauth2", "flows": {"clientCredentials": {"scopes": {"r": null}}}}"#,
        &[
            "note[null-value] @/flows/clientCredentials/scopes/r: `r` is null; it is read as empty text",
            "degraded[missing-key] @/flows/clientCredentials: this flow has no `tokenUrl`",
        ],
    );
    says_in_30(
        r#""paths": {}, "security": [{"s": null}]"#,
        &["note[null-value] #/security/0/s: `s` is null; it is read as a list without scopes"],
    );
    says_in_30(
        r#""paths": {}, "servers": [{"url": "https://{p}.test", "variables": {"p": {"default": 1, "enum": [1]}}}]"#,
        &[
            "note[unquoted-text] #/servers/0/variables/p/default: `1` is not quoted; it is read as text",
            "note[unquoted-text] #/servers/0/variables/p/enum/0: `1` is not quoted; it is read as text",
        ],
    );
}

#[test]
fn references() {
    let says = |schemas: &str, lines: &[&str]| {
        let lines: Vec<String> = lines.iter().map(|line| line.replace('@', "#/components/schemas")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        says_in_30(
            &format!(
                r#""paths": {{}}, "components": {{"schemas": {schemas}, "responses": {{"R": {{"description": "d"}}}}}}"#
            ),
            &lines,
        );
    };
    says(
        r##"{"Pet": {"type": "object"}, "A": {"properties": {"a": {"$ref": "#/components/schemas/Pets"}, "b": {"$ref": "#/nowhere"}}}}"##,
        &[
            "degraded[dangling-ref] @/A/properties/a/$ref: `#/components/schemas/Pets` is not in this document = help: did you mean `#/components/schemas/Pet`?",
            "degraded[dangling-ref] @/A/properties/b/$ref: `#/nowhere` is not in this document",
        ],
    );
    says(
        r##"{"A": {"$ref": "#anchor"}}"##,
        &[
            "degraded[dangling-ref] @/A/$ref: `#anchor` is no JSON Pointer, and no schema has it as its `$anchor` = help: write `#/` and the keys on the way from the root, or the `$anchor` of a schema",
        ],
    );
    says(
        r#"{"A": {"$ref": "other.yaml#/A"}}"#,
        &[
            "degraded[external-ref] @/A/$ref: `other.yaml#/A` leads to `other.yaml`, which is not there or cannot be read = help: put the file below the folder of the document, as YAML or JSON",
        ],
    );
    says(
        r##"{"A": {"$ref": "#/components/responses/R"}, "B": {"$ref": "#/info/title"}}"##,
        &[
            "degraded[ref-kind] @/A/$ref: `#/components/responses/R` is a response; a schema is expected here",
            "degraded[ref-kind] @/B/$ref: `#/info/title` is not a schema",
        ],
    );
    says(r#"{"A": {"$ref": 1}}"#, &["degraded[wrong-type] @/A/$ref: `$ref` is a number, expected a string"]);
    says(
        r##"{"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}, "C": {"$ref": "#/components/schemas/A"}}"##,
        &[
            "degraded[ref-cycle] @/A/$ref: this reference leads back to itself: `@/A` -> `@/B` -> `@/A` = help: define one of them in place",
        ],
    );
    says(
        r##"{"A": {"$ref": "#/components/schemas/Bad"}, "Bad": 1}"##,
        &["degraded[wrong-type] @/Bad: this schema is a number, expected an object"],
    );
    says(
        r##"{"A": {"allOf": [{"$ref": "#/components/schemas/B"}]}, "B": {"allOf": [{"type": "object"}, {"$ref": "#/components/schemas/A"}]},
            "Tree": {"properties": {"next": {"$ref": "#/components/schemas/Tree"}}}}"##,
        &[
            "error[allof-cycle] @/A: this schema consists of itself through `allOf`: `A` -> `B` -> `A` = help: put one of them in a property instead",
        ],
    );
    says_in_30(
        r##""paths": {"/a": {"$ref": "#/paths/~1b", "get": {}, "summary": "s"}, "/b": {}}"##,
        &[
            "degraded[ref-siblings] #/paths/~1a/get: `get` beside `$ref` is ignored, as OpenAPI 3.0 says",
            "note[ref-siblings] #/paths/~1a/summary: `summary` beside `$ref` is ignored, as OpenAPI 3.0 says",
        ],
    );
}

#[test]
fn broken_references_are_taken_out() {
    let document = r##"{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
        "parameters": [{"$ref": "#/components/parameters/X"}, {"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/A"}}],
        "responses": {"200": {"$ref": "#/components/responses/A"}, "204": {"description": "d"}}}}},
        "components": {"schemas": {"A": {"$ref": "#/components/schemas/A"}},
            "responses": {"A": {"$ref": "#/components/responses/B"}, "B": {"$ref": "#/components/responses/B"}}}}"##;
    let says: &[&str] = &[
        "degraded[dangling-ref] #/paths/~1a/get/parameters/0/$ref: `#/components/parameters/X` is not in this document",
        "degraded[ref-cycle] #/components/schemas/A/$ref: this reference leads back to itself: `#/components/schemas/A` -> `#/components/schemas/A` = help: define one of them in place",
        "degraded[ref-cycle] #/components/responses/B/$ref: this reference leads back to itself: `#/components/responses/B` -> `#/components/responses/B` = help: define one of them in place",
    ];
    check(
        document,
        "/paths/~1a/get",
        r##"{"parameters": [{"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/A"}}], "responses": {"204": {"description": "d"}},
            "x-bursar-unusable": "the parameter at `#/paths/~1a/get/parameters/0` cannot be read"}"##,
        says,
    );
    check(document, "/components", r#"{"schemas": {"A": {}}, "responses": {}}"#, says);
}

#[test]
fn reserved_characters() {
    fn check(version: &str, place: &str, line: &str) {
        let required = if place == "path" { r#""required": true, "# } else { "" };
        let document = format!(
            r#"{{"openapi": "{version}", "info": {{"title": "T", "version": "1"}}, "paths": {{}}, "components": {{"parameters": {{
                "P": {{"name": "p", "in": "{place}", {required}"allowReserved": true, "schema": {{"type": "string"}}}}}}}}}}"#
        );
        let line = line.replace('@', "#/components/parameters/P/allowReserved");
        says(&document, &[line.as_str()].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>());
    }
    check("3.0.3", "query", "");
    check("3.2.0", "query", "");
    let unsaid = |place: &str| {
        format!(
            "note[inapplicable-keyword] @: `allowReserved` says nothing about a parameter in `{place}` and is ignored"
        )
    };
    for place in ["path", "header", "cookie"] {
        check("3.1.0", place, &unsaid(place));
    }
    check("3.2.0", "header", &unsaid("header"));
    for place in ["path", "cookie"] {
        let line = format!(
            "degraded[reserved-encoded] @: a value in the {place} is encoded, although the document allows reserved characters"
        );
        check("3.2.0", place, &line);
    }
}
