//! Replies that are read item by item.

use super::check_version;

const EVENT: &str = "text/event-stream";

/// One GET whose success has this content.
fn check(version: &str, content: &str, schemas: &str, expect: &str) {
    let schemas = if schemas.is_empty() { String::new() } else { format!("components: {{schemas: {schemas}}}\n") };
    let paths = format!("paths: {{/x: {{get: {{responses: {{200: {{description: '', content: {content}}}}}}}}}}}");
    check_version(version, &format!("{paths}\n{schemas}"), expect);
}

#[test]
fn events_by_their_item_schema() {
    let events = |item: &str, schemas: &str, expect: &str| {
        check("3.2.0", &format!("{{{EVENT}: {{itemSchema: {item}}}}}"), schemas, &format!("GET /x in x\n{expect}"));
    };
    let text = "- ok 200: events of text as text/event-stream";
    events("{type: object, properties: {data: {type: string}, event: {type: string, enum: [a]}}}", "", text);
    events("{}", "", text);
    events("{type: object, properties: {id: {type: string}}}", "", text);
    events("{properties: {data: {}}}", "", text);
    events("{properties: {data: {type: string, contentMediaType: text/plain}}}", "", text);
    let json = "data: {type: string, contentMediaType: application/json";
    events(
        &format!("{{properties: {{{json}, contentSchema: {{type: object, properties: {{a: {{}}}}}}}}}}}}"),
        "",
        "
        - ok 200: events of op0.Event as text/event-stream
        op0.Event = {a?: any}",
    );
    events(&format!("{{properties: {{{json}}}}}}}"), "", "- ok 200: events of any as text/event-stream");
    events(
        "{$ref: '#/components/schemas/E'}",
        &format!("{{E: {{properties: {{{json}, contentSchema: {{type: [integer, 'null']}}}}}}}}}}"),
        "- ok 200: events of i64? as text/event-stream",
    );
    events(
        "{$ref: '#/components/schemas/E', required: [data]}",
        &format!(
            "{{E: {{allOf: [{{required: [id]}}, {{properties: {{{json}, contentSchema: {{$ref: '#/components/schemas/D'}}}}}}}}]}}, D: {{type: object, properties: {{d: {{}}}}}}}}"
        ),
        "
        - ok 200: events of D as text/event-stream
        D = {d?: any}",
    );
    events(
        "{$ref: '#/components/schemas/E'}",
        &format!("{{E: {{properties: {{{json}, contentSchema: {{type: object, properties: {{d: {{}}}}}}}}}}}}}}"),
        "
        - ok 200: events of 'E Data' as text/event-stream
        'E Data' = {d?: any}",
    );
}

#[test]
fn events_that_their_item_schema_does_not_settle() {
    let events = |item: &str, expect: &str| {
        check("3.2.0", &format!("{{{EVENT}: {{itemSchema: {item}}}}}"), "", &format!("GET /x in x\n{expect}"));
    };
    let at = "#/paths/~1x/get/responses/200/content/text~1event-stream/x-bursar-itemSchema";
    events(
        "{oneOf: [{properties: {data: {type: string}, event: {const: a}}}, {properties: {data: {type: integer}}}]}",
        &format!(
            "
            - ok 200: events of text as text/event-stream
            note event-data-untyped {at} the events have data of several kinds; it is given as text"
        ),
    );
    events(
        "{properties: {data: {type: array, items: {type: string}}}}",
        &format!(
            "
            - ok 200: events of [str] as text/event-stream
            note event-data-assumed {at}/properties/data the data of an event is text; it is read as JSON of this schema"
        ),
    );
}

#[test]
fn events_before_item_schemas() {
    let at = "#/paths/~1x/get/responses/200/content/text~1event-stream/schema";
    let note = format!(
        "note event-data-assumed {at} the schema of `text/event-stream` is read as that of the data of each event, which is JSON"
    );
    let text = "GET /x in x\n- ok 200: events of text as text/event-stream";
    for version in ["3.0.3", "3.1.0"] {
        check(version, &format!("{{{EVENT}: {{schema: {{type: string}}}}}}"), "", text);
        check(version, &format!("{{{EVENT}: {{schema: {{}}}}}}"), "", text);
        check(version, &format!("{{{EVENT}: {{}}}}"), "", text);
        let list = format!("{{{EVENT}: {{schema: {{type: array, items: {{type: integer}}}}}}}}");
        check(version, &list, "", &format!("GET /x in x\n- ok 200: events of i64 as text/event-stream\n{note}"));
    }
    check(
        "3.0.3",
        "{'Text/Event-Stream; charset=utf-8': {schema: {$ref: '#/components/schemas/D'}}}",
        "{D: {type: object, properties: {d: {}}}}",
        &format!(
            "
            GET /x in x
            - ok 200: events of D as Text/Event-Stream; charset=utf-8
            D = {{d?: any}}
            {}",
            note.replace("text~1event-stream", "Text~1Event-Stream; charset=utf-8")
                .replace("`text/event-stream`", "`Text/Event-Stream; charset=utf-8`")
        ),
    );
}

#[test]
fn the_end_of_a_stream_of_events() {
    let at = "#/paths/~1x/get/responses/200/content";
    check(
        "3.0.3",
        &format!("{{{EVENT}: {{x-bursar-stream-end: '[DONE]'}}}}"),
        "",
        "
        GET /x in x
        - ok 200: events of text until \"[DONE]\" as text/event-stream",
    );
    check(
        "3.0.3",
        &format!("{{{EVENT}: {{x-bursar-stream-end: [DONE]}}}}"),
        "",
        &format!(
            "
            GET /x in x
            - ok 200: events of text as text/event-stream
            error stream-end {at}/text~1event-stream/x-bursar-stream-end `x-bursar-stream-end` has to be the text of an event's data"
        ),
    );
    check(
        "3.0.3",
        "{application/jsonl: {schema: {}, x-bursar-stream-end: x}, text/plain: {x-bursar-stream-end: x}}",
        "",
        &format!(
            "
            GET /x in x
            - ok 200: lines of any as application/jsonl (aside)
            - ok 200: text as text/plain
            error stream-end {at}/application~1jsonl/x-bursar-stream-end `x-bursar-stream-end` says nothing about a body of `application/jsonl`, which is no stream of events
            note item-schema-assumed {at}/application~1jsonl/schema the schema of `application/jsonl` is read as that of each item
            error stream-end {at}/text~1plain/x-bursar-stream-end `x-bursar-stream-end` says nothing about a body of `text/plain`, which is no stream of events"
        ),
    );
}

#[test]
fn sequences_of_json() {
    let of = |media: &str, framing: &str| {
        let expect = format!("GET /x in x\n- ok 200: {framing} of op0.Item as {media}\nop0.Item = {{a?: any}}");
        check("3.2.0", &format!("{{{media}: {{itemSchema: {{properties: {{a: {{}}}}}}}}}}"), "", &expect);
    };
    for media in [
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/ndjson",
        "application/x-ndjson",
    ] {
        of(media, "lines");
    }
    of("application/json-seq", "sequence");
    of("application/geo+json-seq", "sequence");
    let at = "#/paths/~1x/get/responses/200/content/application~1x-ndjson";
    let note = format!(
        "note item-schema-assumed {at}/schema the schema of `application/x-ndjson` is read as that of each item"
    );
    for (schema, item) in [("{type: string}", "str"), ("{type: array, items: {type: integer}}", "i64")] {
        let expect = format!("GET /x in x\n- ok 200: lines of {item} as application/x-ndjson\n{note}");
        check("3.1.0", &format!("{{application/x-ndjson: {{schema: {schema}}}}}"), "", &expect);
    }
    check("3.1.0", "{application/x-ndjson: {}}", "", "GET /x in x\n- ok 200: lines of any as application/x-ndjson");
    let expect = format!(
        "
        GET /x in x
        - ok 200: any as application/json
        note item-schema-unused {}/x-bursar-itemSchema `itemSchema` says nothing about a body of `application/json` that is read as a whole",
        at.replace("x-ndjson", "json")
    );
    check("3.2.0", "{application/json: {itemSchema: {}}}", "", &expect);
}

#[test]
fn streams_beside_other_replies() {
    check(
        "3.2.0",
        &format!("{{application/json: {{}}, {EVENT}: {{}}, application/x-ndjson: {{}}, application/jsonl: {{}}}}"),
        "",
        "
        GET /x in x
        - ok 200: any as application/json
        - ok 200: events of text as text/event-stream (aside)
        - ok 200: lines of any as application/x-ndjson (aside)
        - ok 200: lines of any as application/jsonl (aside)
        note stream-unasked #/paths/~1x/get/responses/200/content/application~1x-ndjson `application/x-ndjson` is not asked for: a stream is read as `text/event-stream`
        note stream-unasked #/paths/~1x/get/responses/200/content/application~1jsonl `application/jsonl` is not asked for: a stream is read as `text/event-stream`",
    );
    check_version(
        "3.2.0",
        "paths: {/x: {get: {responses: {202: {description: '', content: {application/json: {}}}, 200: {description: '', content: {text/event-stream: {}}}, default: {description: '', content: {text/event-stream: {}}}}}}}",
        "
        GET /x in x
        - ok 202: any as application/json
        - ok 200: events of text as text/event-stream
        - err default: text as text/event-stream",
    );
    check_version(
        "3.2.0",
        "paths: {/x: {get: {responses: {default: {description: '', content: {text/event-stream: {}}}}}}}",
        "
        GET /x in x
        - ok and err default: events of text as text/event-stream",
    );
}
