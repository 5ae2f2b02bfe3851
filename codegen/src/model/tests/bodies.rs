//! Request bodies: forms, files, encodings, and what cannot be written.

use super::{check_operations, compare, op_lines, read, said, types};

/// The body of one operation, beside a few components.
fn check(body: &str, expect: &str) {
    const REST: &str = "components: {schemas: {N: {type: object, properties: {n: {type: string}}}, B: {type: string, format: binary}, \
        U: {type: object, required: [f], properties: {f: {$ref: '#/components/schemas/B'}, m: {type: object, properties: {x: {}}}}}}}";
    let document =
        format!("paths: {{/x: {{post: {{requestBody: {body}, responses: {{204: {{description: ''}}}}}}}}}}\n{REST}");
    let (api, diags) = read(&format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{document}"));
    let mut lines: Vec<String> = api.ops.iter().flat_map(|(_, op)| op_lines(&api, op)).skip(1).collect();
    lines.retain(|line| line != "- ok 204: nothing");
    lines.extend(types(&api));
    lines.extend(said(&diags).into_iter().map(|line| line.replace("#/paths/~1x/post/requestBody/content", "#")));
    compare(body, &lines, expect);
}

#[test]
fn one_form() {
    check(
        "{required: true, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}",
        "
        - body: op0.Body as application/json
        op0.Body = {a?: any}",
    );
    check("{content: {application/json: {}}}", "- body?: any as application/json");
    check(
        "{content: {'application/json; charset=utf-8': {schema: {type: string}}}}",
        "- body?: str as application/json; charset=utf-8",
    );
    check(
        "{content: {application/merge-patch+json: {schema: {type: string}}}}",
        "- body?: str as application/merge-patch+json",
    );
    for media in ["text/plain", "text/csv", "application/xml", "application/soap+xml"] {
        check(&format!("{{content: {{{media}: {{schema: {{type: string}}}}}}}}"), &format!("- body?: text as {media}"));
    }
    for media in ["application/octet-stream", "image/png", "application/x-ndjson"] {
        check(
            &format!("{{content: {{{media}: {{schema: {{type: string, format: binary}}}}}}}}"),
            &format!("- body?: octets as {media}"),
        );
    }
    for media in ["*/*", "application/*", "image/*", "application/*+json"] {
        check(&format!("{{content: {{'{media}': {{}}}}}}"), &format!("- body?: octets of a type as {media}"));
    }
}

#[test]
fn several_forms() {
    let n = "schema: {$ref: '#/components/schemas/N'}";
    check(
        &format!(
            "{{content: {{application/json: {{{n}}}, application/x-www-form-urlencoded: {{{n}}}, text/plain: {{schema: {{type: string}}}}}}}}"
        ),
        "
        - body?: N as application/json
        - body?: form N as application/x-www-form-urlencoded
        - body?: text as text/plain
        N = {n?: str}",
    );
    let inline = "schema: {type: object, properties: {a: {type: string}}}";
    check(
        &format!("{{content: {{application/json: {{{inline}}}, application/x-www-form-urlencoded: {{{inline}}}}}}}"),
        "
        - body?: op0.Common Body as application/json
        - body?: form op0.Common Body as application/x-www-form-urlencoded
        op0.Common Body = {a?: str}",
    );
    check(&format!("{{content: {{'application/*+json': {{{inline}}}, text/json: {{{inline}}}, application/json: {{{inline}}}, application/xml: {{}}, text/xml: {{}}}}}}"), "
        - body?: op0.json Body as application/json
        - body?: text as application/xml
        op0.json Body = {a?: str}
        note body-media-unused #/application~1*+json the body can also be `application/*+json`, with the same content; the client sends `text/json`
        note body-media-unused #/text~1json the body can also be `text/json`, with the same content; the client sends `application/json`
        note body-media-unused #/text~1xml the body can also be `text/xml`, with the same content; the client sends `application/xml`");
    check(
        &format!(
            "{{content: {{application/json: {{{inline}}}, application/vnd.x+json: {{{n}}}, application/merge-patch+json: {{{n}}}}}}}"
        ),
        "
        - body?: op0.json Body as application/json
        - body?: N as application/vnd.x+json
        - body?: N as application/merge-patch+json
        op0.json Body = {a?: str}
        N = {n?: str}",
    );
    check(
        "{content: {image/jpeg: {}, image/png: {}}}",
        "
        - body?: octets as image/jpeg
        - body?: octets as image/png",
    );
}

#[test]
fn forms_with_encodings() {
    let form = |more: &str| {
        format!(
            "{{content: {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{a: {{type: array, items: {{type: integer}}}}, o: {{type: object}}}}}}, encoding: {{{more}}}}}}}}}"
        )
    };
    check(
        &form("a: {style: form, explode: false}, o: {style: deepObject, explode: true}"),
        "
        - body?: form op0.Body as application/x-www-form-urlencoded
        - part a form
        - part o deepobject exploded
        op0.Body = {a?: [i64], o?: {*: any}}",
    );
    check(
        &form("a: {explode: true}, o: {allowReserved: true}"),
        "
        - body?: form op0.Body as application/x-www-form-urlencoded
        - part a form exploded
        - part o form exploded reserved
        op0.Body = {a?: [i64], o?: {*: any}}",
    );
    check(
        &form(
            "a: {contentType: text/plain}, o: {contentType: application/json, headers: {X: {schema: {type: string}}}}",
        ),
        "
        - body?: form op0.Body as application/x-www-form-urlencoded
        - part o as application/json
        op0.Body = {a?: [i64], o?: {*: any}}",
    );
    check(&form("a: {style: pipeDelimited, contentType: application/json}, zz: {}"), "
        - body?: form op0.Body as application/x-www-form-urlencoded
        - part a pipedelimited
        op0.Body = {a?: [i64], o?: {*: any}}
        note encoding-unused #/application~1x-www-form-urlencoded/encoding/zz the encoding of `zz` is not used: the form has no such member");
    check(
        "{content: {application/x-www-form-urlencoded: {schema: {type: string}}}}",
        "
        - body?: text as application/x-www-form-urlencoded",
    );
    check(
        "{content: {application/x-www-form-urlencoded: {}}}",
        "
        - body?: form any as application/x-www-form-urlencoded",
    );
    check(
        "{content: {application/x-www-form-urlencoded: {schema: {type: object, additionalProperties: {type: string}}, encoding: {any: {explode: false}}}}}",
        "
        - body?: form {*: str} as application/x-www-form-urlencoded
        - part any form",
    );
}

#[test]
fn an_encoding_of_what_is_no_form() {
    check(
        "{content: {application/json: {encoding: {a: {contentType: text/plain}}}}}",
        "
        - body?: any as application/json
        note encoding-unused #/application~1json/encoding the encoding is not used: `application/json` is no form",
    );
}

#[test]
fn multipart() {
    let parts = |schema: &str, more: &str| {
        format!("{{content: {{multipart/form-data: {{schema: {{{schema}}}, encoding: {{{more}}}}}}}}}")
    };
    check(
        &parts(
            "type: object, properties: {t: {type: string}, m: {type: object}}",
            "m: {contentType: application/vnd.m+json}",
        ),
        "
        - body?: parts op0.Body as multipart/form-data
        - part m as application/vnd.m+json
        op0.Body = {t?: str, m?: {*: any}}",
    );
    check(
        &parts("type: object", ""),
        "
        - body?: parts {*: any} as multipart/form-data",
    );
    check(
        &parts(
            "type: object, required: [t, f], properties: {t: {type: string}, f: {type: string, format: binary}, l: {type: array, items: {type: string, format: binary}}, n: {type: string, format: binary, nullable: true}, b: {type: string, format: byte}}",
            "",
        ),
        "
        - body?: files op0.Body as multipart/form-data
        op0.Body = {t: str, f: file, l?: [file], n?: file, b?: base64}",
    );
    check(
        &parts(
            "type: object, properties: {f: {}, g: {description: Any., anyOf: [{$ref: '#/components/schemas/B'}, {type: array, items: {$ref: '#/components/schemas/B'}}]}, s: {type: string}, x: {type: string}, e: {type: string, enum: [a]}, j: {}}",
            "s: {contentType: 'image/png, image/jpeg'}, x: {contentType: application/sdp}, e: {contentType: image/png}, j: {contentType: application/json}",
        ),
        r#"
        - body?: files op0.Body as multipart/form-data
        - part x as application/sdp
        - part e as image/png
        - part j as application/json
        op0.Body = {f?: file, g?: [file], s?: file, x?: str, e?: op0.Body.e, j?: any}
        op0.Body.e = enum "a""#,
    );
    check(
        &parts(
            "type: object, properties: {f: {type: string, format: binary}, g: {type: string, format: binary}, h: {type: string, format: binary}}",
            "f: {contentType: image/png}, g: {contentType: 'image/png, image/jpeg'}, h: {contentType: 'image/*', style: form}",
        ),
        "
        - body?: files op0.Body as multipart/form-data
        - part f as image/png
        op0.Body = {f?: file, g?: file, h?: file}",
    );
    check(
        &parts("type: object, additionalProperties: {type: string, format: binary}", ""),
        "
        - body?: files op0.Body as multipart/form-data
        op0.Body = {..: file}",
    );
    check(
        &parts(
            "type: object, properties: {t: {type: string}}, additionalProperties: {type: array, items: {type: string, format: binary}}",
            "",
        ),
        "
        - body?: files op0.Body as multipart/form-data
        op0.Body = {t?: str, ..: [file]}",
    );
    check(
        &parts("allOf: [{$ref: '#/components/schemas/U'}, {properties: {more: {type: integer}}}]", ""),
        "
        - body?: files op0.Body as multipart/form-data
        op0.Body = {f: file, m?: op0.Body.m, more?: i64}
        op0.Body.m = {x?: any}",
    );
    check(
        &parts("$ref: '#/components/schemas/U'", ""),
        "
        - body?: files U as multipart/form-data
        U = {f: file, m?: U.m}
        U.m = {x?: any}",
    );
    check(
        &parts("allOf: [{$ref: '#/components/schemas/U'}]", ""),
        "
        - body?: files U as multipart/form-data
        U = {f: file, m?: U.m}
        U.m = {x?: any}",
    );
}

#[test]
fn part_headers() {
    let parts = |header: &str| {
        format!(
            "{{content: {{multipart/form-data: {{schema: {{type: object, properties: {{t: {{type: string}}, f: {{type: string, format: binary}}}}}}, encoding: {{t: {{headers: {{H: {header}, Content-Type: {{schema: {{type: string}}}}}}}}, f: {{headers: {{H: {header}}}}}}}}}}}}}"
        )
    };
    check(
        &parts("{required: true, schema: {type: string, enum: [a b]}}"),
        "
        - body?: files op0.Body as multipart/form-data
        - part t with H: a b
        - part f with H: a b
        op0.Body = {t?: str, f?: file}",
    );
    check(&parts("{schema: {type: string, enum: [a]}}"), "
        - body?: files op0.Body as multipart/form-data
        op0.Body = {t?: str, f?: file}
        note part-header #/multipart~1form-data/encoding/t/headers/H the header `H` of parts of `t` is not sent
        note part-header #/multipart~1form-data/encoding/f/headers/H the header `H` of the file `f` is sent where `Upload::header` adds it");
    check(&parts("{required: true, schema: {type: string}}"), "
        - body?: files op0.Body as multipart/form-data
        op0.Body = {t?: str, f?: file}
        degraded part-header #/multipart~1form-data/encoding/t/headers/H parts of `t` need the header `H`, which has no place in a call
        note part-header #/multipart~1form-data/encoding/f/headers/H the header `H` of the file `f` is sent where `Upload::header` adds it");
}

#[test]
fn what_cannot_be_written() {
    check(
        "{content: {}}",
        "
        note body-content-empty # the body has no media type, so nobody knows how to write it; none is sent",
    );
    check(
        "{required: true, content: {}}",
        "
        degraded body-content-empty # the body has no media type, so nobody knows how to write it",
    );
    check("{content: {multipart/mixed: {}, application/x-www-form-urlencoded: {schema: {type: array, items: {}}}}}", "
        degraded body-unsupported #/paths/~1x/post POST /x is left out: its body is `multipart/mixed`, whose parts have no names, which cannot be written, or `application/x-www-form-urlencoded`, whose schema is no object, which a form has to be");
    check("{content: {multipart/related: {}, application/json: {}}}", "
        - body?: any as application/json
        degraded body-media-unsupported #/multipart~1related the body can also be `multipart/related`, whose parts have no names, which cannot be written");
    check("{content: {multipart/form-data: {schema: {oneOf: [{$ref: '#/components/schemas/U'}, {type: object, properties: {a: {}}}]}}}}", "
        degraded body-unsupported #/paths/~1x/post POST /x is left out: its body is `multipart/form-data`, whose schema is a choice of objects with files, which cannot be written");
    check("{content: {application/xml: {schema: {$ref: '#/components/schemas/N'}}, application/pdf: {schema: {$ref: '#/components/schemas/N'}}, '*/*': {schema: {$ref: '#/components/schemas/N'}}}}", "
        - body?: text as application/xml
        - body?: octets as application/pdf
        - body?: octets of a type as */*
        note body-schema-unused #/application~1xml/schema the body `application/xml` is text that the caller has written; its schema is not used
        note body-schema-unused #/application~1pdf/schema the body `application/pdf` is octets; its schema is not used
        note body-schema-unused #/*~1*/schema the body `*/*` is octets of a media type that the caller names; its schema is not used");
}

#[test]
fn a_component_with_files_that_is_json_elsewhere() {
    let components = "components: {schemas: {U: {type: object, properties: {f: {type: string, format: binary}, m: {type: object, properties: {x: {type: string}}}}}}}";
    let op = |media: &str| {
        format!(
            "{{requestBody: {{content: {{{media}: {{schema: {{$ref: '#/components/schemas/U'}}}}}}}}, responses: {{204: {{description: ''}}}}}}"
        )
    };
    check_operations(
        &format!(
            "paths: {{/x: {{post: {}, put: {}}}, /y: {{put: {}}}}}\n{components}",
            op("multipart/form-data"),
            op("application/json"),
            op("multipart/form-data")
        ),
        "
        PUT /x in x
        - body?: U as application/json
        - ok 204: nothing
        POST /x in x
        - body?: files 'U Form' as multipart/form-data
        - ok 204: nothing
        PUT /y in y
        - body?: files 'U Form' as multipart/form-data
        - ok 204: nothing
        U = {f?: str, m?: U.m}
        U.m = {x?: str}
        'U Form' = {f?: file, m?: U.m}",
    );
}
