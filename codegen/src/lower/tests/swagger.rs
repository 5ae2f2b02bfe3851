//! Swagger 2.0.

use super::check;

fn document(rest: &str) -> String {
    format!(
        r#"{{"swagger": "2.0", "info": {{"title": "T", "version": "1"}}, "host": "api.test", "schemes": ["https"],
        "consumes": ["application/json"], "produces": ["application/json"], {rest}}}"#
    )
}

/// What an operation `POST /a` becomes.
fn operation(operation: &str, becomes: &str, says: &[&str]) {
    let text = document(&format!(r#""paths": {{"/a": {{"post": {operation}}}}}"#));
    check(&text, "/paths/~1a/post", becomes, says);
}

#[test]
fn location() {
    let check = |location: &str, servers: &str, says: &[&str]| {
        let text =
            format!(r#"{{"swagger": "2.0", "info": {{"title": "T", "version": "1"}}, "paths": {{}}{location}}}"#);
        check(&text, "/servers", servers, says);
    };
    check("", "", &[]);
    check(
        r#", "host": "a.test", "basePath": "/v1/", "schemes": ["https", "http"]"#,
        r#"[{"url": "https://a.test/v1"}, {"url": "http://a.test/v1"}]"#,
        &[],
    );
    check(r#", "basePath": "v1""#, r#"[{"url": "/v1"}]"#, &[]);
    check(
        r#", "host": "a.test""#,
        r#"[{"url": "https://a.test"}]"#,
        &[
            "note[assumed-scheme] #/host: `host` without `schemes`: `https` is assumed = help: say which with `schemes: [https]`",
        ],
    );
    check(
        r#", "host": "a.test", "schemes": ["wss", "http"]"#,
        r#"[{"url": "http://a.test"}]"#,
        &["note[unsupported-scheme] #/schemes: the scheme `wss` is left out: it is not HTTP"],
    );
    operation(
        r#"{"schemes": ["http"], "responses": {"204": {"description": "d"}}}"#,
        r#"{"servers": [{"url": "http://api.test"}], "responses": {"204": {"description": "d"}}}"#,
        &[],
    );
}

#[test]
fn bodies() {
    operation(
        r#"{"parameters": [{"name": "b", "in": "body", "required": true, "description": "d", "schema": {"type": "string", "x-nullable": true}}],
            "consumes": ["application/json", "text/plain"], "responses": {"204": {"description": "d"}}}"#,
        r#"{"requestBody": {"description": "d", "required": true, "content": {
                "application/json": {"schema": {"type": "string", "nullable": true}},
                "text/plain": {"schema": {"type": "string", "nullable": true}}}},
            "responses": {"204": {"description": "d"}}}"#,
        &[],
    );
    operation(
        r#"{"parameters": [{"name": "a", "in": "formData", "type": "string", "required": true, "description": "d"},
                {"name": "l", "in": "formData", "type": "array", "items": {"type": "integer"}}],
            "consumes": ["application/x-www-form-urlencoded"], "responses": {"204": {"description": "d"}}}"#,
        r#"{"requestBody": {"required": true, "content": {"application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["a"], "properties": {
                    "a": {"type": "string", "description": "d"}, "l": {"type": "array", "items": {"type": "integer"}}}},
                "encoding": {"l": {"style": "form", "explode": false}}}}},
            "responses": {"204": {"description": "d"}}}"#,
        &[],
    );
    operation(
        r#"{"parameters": [{"name": "f", "in": "formData", "type": "file"}], "responses": {"204": {"description": "d"}}}"#,
        r#"{"requestBody": {"required": false, "content": {"multipart/form-data": {
                "schema": {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}}}},
            "responses": {"204": {"description": "d"}}}"#,
        &[],
    );
    operation(
        r#"{"parameters": [{"name": "b", "in": "body", "schema": {}}, {"name": "f", "in": "formData", "type": "string"}],
            "responses": {"204": {"description": "d"}}}"#,
        r#"{"requestBody": {"content": {"application/json": {"schema": {}}}}, "responses": {"204": {"description": "d"}}}"#,
        &["error[several-bodies] #/paths/~1a/post/parameters/1: `f` is left out: an operation has one body"],
    );
}

#[test]
fn shared_bodies_and_parameters_of_the_path() {
    let text = document(
        r##""parameters": {"B": {"name": "b", "in": "body", "schema": {"type": "string"}}, "Q": {"name": "q", "in": "query", "type": "string"}},
        "paths": {"/a": {"parameters": [{"$ref": "#/parameters/B"}, {"$ref": "#/parameters/Q"}],
            "post": {"responses": {"204": {"description": "d"}}},
            "put": {"consumes": ["text/plain"], "responses": {"204": {"description": "d"}}}}}"##,
    );
    check(&text, "/paths/~1a/parameters", r##"[{"$ref": "#/components/parameters/Q"}]"##, &[]);
    check(&text, "/paths/~1a/post/requestBody", r##"{"$ref": "#/components/requestBodies/B"}"##, &[]);
    check(&text, "/paths/~1a/put/requestBody", r#"{"content": {"text/plain": {"schema": {"type": "string"}}}}"#, &[]);
    check(
        &text,
        "/components",
        r#"{"parameters": {"Q": {"name": "q", "in": "query", "schema": {"type": "string"}}},
            "requestBodies": {"B": {"content": {"application/json": {"schema": {"type": "string"}}}}}}"#,
        &[],
    );
}

#[test]
fn array_formats() {
    let check = |location: &str, format: &str, becomes: &str, says: &[&str]| {
        let format = if format.is_empty() { String::new() } else { format!(r#", "collectionFormat": "{format}""#) };
        operation(
            &format!(
                r#"{{"parameters": [{{"name": "p", "in": "{location}", "required": true, "type": "array", "items": {{"type": "string"}}{format}}}],
                "responses": {{"204": {{"description": "d"}}}}}}"#
            ),
            &format!(
                r#"{{"parameters": [{{"name": "p", "in": "{location}", "required": true, {becomes}}}],
                "responses": {{"204": {{"description": "d"}}}}}}"#
            ),
            says,
        );
    };
    let schema = r#""schema": {"type": "array", "items": {"type": "string"}}"#;
    check("query", "", &format!(r#""style": "form", "explode": false, {schema}"#), &[]);
    check("query", "csv", &format!(r#""style": "form", "explode": false, {schema}"#), &[]);
    check("query", "multi", &format!(r#""style": "form", "explode": true, {schema}"#), &[]);
    check("query", "ssv", &format!(r#""style": "spaceDelimited", "explode": false, {schema}"#), &[]);
    check("query", "pipes", &format!(r#""style": "pipeDelimited", "explode": false, {schema}"#), &[]);
    check("path", "csv", &format!(r#""explode": false, {schema}"#), &[]);
    check("header", "", &format!(r#""explode": false, {schema}"#), &[]);
    check("query", "tsv", &format!(r#""explode": false, "x-bursar-style": "tabDelimited", {schema}"#), &[]);
    check("header", "pipes", &format!(r#""explode": false, "x-bursar-style": "pipeDelimited", {schema}"#), &[]);
    check("path", "ssv", &format!(r#""explode": false, "x-bursar-style": "spaceDelimited", {schema}"#), &[]);
    operation(
        r#"{"parameters": [{"name": "p", "in": "formData", "type": "array", "items": {"type": "string"}, "collectionFormat": "tsv"}],
            "responses": {"204": {"description": "d"}}}"#,
        r#"{"requestBody": {"content": {"application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"p": {"type": "array", "items": {"type": "string"}}}},
                "encoding": {"p": {"x-bursar-style": "tabDelimited", "style": "form", "explode": false}}}}, "required": false},
            "responses": {"204": {"description": "d"}}}"#,
        &[],
    );
    // of a header in an answer nobody writes the array
    operation(
        r#"{"responses": {"204": {"description": "d", "headers": {"X": {"type": "array", "items": {"type": "string"}, "collectionFormat": "pipes"}}}}}"#,
        r#"{"responses": {"204": {"description": "d", "headers": {"X": {"schema": {"type": "array", "items": {"type": "string"}}}}}}}"#,
        &[],
    );
    let at = "#/paths/~1a/post/parameters/0/collectionFormat";
    check(
        "header",
        "multi",
        r#""schema": {"type": "string", "x-bursar-collectionFormat": "multi"}"#,
        &[&format!(
            "degraded[unsupported-collection-format] {at}: `collectionFormat: multi` in header cannot be expressed; the argument is the joined text"
        )],
    );
    operation(
        r#"{"parameters": [{"name": "p", "in": "query", "type": "array", "items": {"type": "array", "items": {"type": "string"}}}],
            "responses": {"204": {"description": "d"}}}"#,
        r#"{"parameters": [{"name": "p", "in": "query", "style": "form", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}}],
            "responses": {"204": {"description": "d"}}}"#,
        &[
            "degraded[unsupported-collection-format] #/paths/~1a/post/parameters/0/items/type: an array in an array of a parameter cannot be expressed; its elements are the joined texts",
        ],
    );
}

#[test]
fn responses() {
    operation(
        r#"{"produces": ["image/png"], "responses": {"200": {"description": "d", "schema": {"type": "file"},
            "headers": {"X-Rate": {"type": "integer", "description": "r"}}}}}"#,
        r#"{"responses": {"200": {"description": "d", "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
            "headers": {"X-Rate": {"description": "r", "schema": {"type": "integer"}}}}}}"#,
        &[],
    );
    operation(
        r#"{"responses": {"200": {"description": "d", "schema": {"type": "integer"}, "examples": {"application/json": 1, "text/plain": "1"}}}}"#,
        r#"{"responses": {"200": {"description": "d", "content": {
            "application/json": {"schema": {"type": "integer"}, "example": 1}, "text/plain": {"schema": {"type": "integer"}, "example": "1"}}}}}"#,
        &[],
    );
    let text = document(
        r##""responses": {"R": {"description": "d", "schema": {"type": "string"}}}, "paths": {
            "/a": {"get": {"responses": {"200": {"$ref": "#/responses/R"}}}},
            "/b": {"get": {"produces": ["text/plain"], "responses": {"200": {"$ref": "#/responses/R"}}}}}"##,
    );
    check(&text, "/paths/~1a/get/responses/200", r##"{"$ref": "#/components/responses/R"}"##, &[]);
    check(
        &text,
        "/paths/~1b/get/responses/200",
        r#"{"description": "d", "content": {"text/plain": {"schema": {"type": "string"}}}}"#,
        &[],
    );
}

#[test]
fn media_types_that_nobody_states() {
    let text = r#"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"post": {
        "parameters": [{"name": "b", "in": "body", "schema": {}}], "responses": {"200": {"description": "d", "schema": {}}}}}}}"#;
    check(
        text,
        "/paths/~1a/post/requestBody",
        r#"{"content": {"application/json": {"schema": {}}}}"#,
        &[
            "note[assumed-media-type] #: bodies without `consumes`: `application/json` is assumed = help: say which with `consumes: [application/json]`",
            "note[assumed-media-type] #: bodies without `produces`: `application/json` is assumed = help: say which with `produces: [application/json]`",
        ],
    );
}

#[test]
fn definitions_and_security() {
    let text = document(
        r##""paths": {}, "definitions": {"Pet": {"type": "object", "discriminator": "kind", "required": ["kind"],
            "properties": {"kind": {"type": "string"}, "next": {"$ref": "#/definitions/Pet"}}}},
        "securityDefinitions": {"b": {"type": "basic", "description": "d"}, "k": {"type": "apiKey", "in": "query", "name": "key"},
            "a": {"type": "oauth2", "flow": "application", "tokenUrl": "https://t.test/t", "scopes": {"r": "Read."}},
            "c": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://t.test/a", "tokenUrl": "https://t.test/t", "scopes": {}}}"##,
    );
    check(
        &text,
        "/components",
        r##"{"schemas": {"Pet": {"type": "object", "discriminator": {"propertyName": "kind"}, "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "next": {"$ref": "#/components/schemas/Pet"}}}},
            "securitySchemes": {"b": {"type": "http", "scheme": "basic", "description": "d"},
                "k": {"type": "apiKey", "in": "query", "name": "key"},
                "a": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://t.test/t", "scopes": {"r": "Read."}}}},
                "c": {"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "https://t.test/a", "tokenUrl": "https://t.test/t", "scopes": {}}}}}}"##,
        &[],
    );
}

#[test]
fn slips() {
    operation(
        r#"{"parameters": [{"name": "p", "in": "query"}, {"name": "s", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"204": {"description": "d"}}}"#,
        r#"{"parameters": [{"name": "p", "in": "query", "schema": {"type": "string"}}, {"name": "s", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"204": {"description": "d"}}}"#,
        &[
            "note[missing-key] #/paths/~1a/post/parameters/0: this parameter has no `type`; it is read as text",
            "note[foreign-keyword] #/paths/~1a/post/parameters/1/schema: `schema` at a query parameter is of OpenAPI 3.0; it is read as there",
        ],
    );
}
