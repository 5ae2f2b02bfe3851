//! How operations are paged: what a declaration becomes, and each thing that can be wrong with one.

use super::{CONFIG, check, files};
use crate::generate::{Input, generate};

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: https://live.test}, {url: https://test.test}]
paths:
  /events:
    get:
      operationId: listEvents
      parameters:
      - {name: X-Note, in: header, schema: {type: string}}
      - {name: at, in: query, schema: {type: string}}
      - {name: limit, in: query, schema: {type: integer}}
      - {name: tags, in: query, schema: {type: array, items: {type: string}}}
      - {name: any, in: query, schema: {oneOf: [{type: boolean}, {type: integer}]}}
      responses: {200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
    post:
      operationId: search
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Query'}}}}
      responses: {200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
  /jobs:
    get:
      operationId: listJobs
      responses:
        200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
        202: {description: ''}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: K}}
  schemas:
    Page:
      type: object
      properties:
        data: {type: array, items: {$ref: '#/components/schemas/Event'}}
        next: {type: string, nullable: true}
        more: {type: boolean}
        total: {type: integer}
        links: {type: object, additionalProperties: {type: string}}
        either: {oneOf: [{type: string}, {type: object, properties: {cursor: {type: string}}}]}
        free: {}
    Event: {type: object, properties: {id: {type: integer}, made: {type: string, format: date}, n: {type: object}}}
    Query: {type: object, properties: {text: {type: string}, page: {type: object, properties: {after: {type: integer}}}}}
";

fn with(toml: &str) -> String {
    format!("{CONFIG}[pagination.\"GET /events\"]\n{toml}\n")
}

/// The document with a declaration at `GET /events`, which is line 8.
fn extended(yaml: &str) -> String {
    DOCUMENT.replacen("      parameters:", &format!("      x-bursar-pagination: {yaml}\n      parameters:"), 1)
}

/// The rows of the runtime's table.
fn rows(config: &str, document: &str) -> String {
    let files = files(config, document);
    let (output, report) = generate(&Input { provider: "demo", files: &files });
    let output = output.unwrap_or_else(|| panic!("{}", report.print(&files, "demo").join("\n")));
    let text = |name: &str| String::from_utf8(output.files[name].clone()).unwrap();
    let events = text("src/ops/events.rs");
    let table = events.split("v1::paged! {\n").nth(1).map(|rest| rest.split("\n}\n").next().unwrap());
    let has_methods = text("src/request.rs").contains("impl<O: v1::Paged, M: v1::Mode> Request<O, M>");
    assert_eq!((has_methods, text("SURFACE.txt").contains(" (pages by ")), (table.is_some(), table.is_some()));
    let lines = table.unwrap_or_default().lines().map(str::trim).filter(|line| *line != "}");
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn declarations() {
    fn check(toml: &str, yaml: &str, expect: &str) {
        assert_eq!(rows(&with(toml), DOCUMENT), expect, "{toml}");
        assert_eq!(rows(CONFIG, &extended(yaml)), expect, "{yaml}");
    }
    assert_eq!(rows(CONFIG, DOCUMENT), "");
    check(
        "style = \"cursor\"\ncursor = { in = \"query\", name = \"at\" }\nnext = \"/next\"\nitems = \"/data\"",
        "{style: cursor, cursor: {in: query, name: at}, next: /next, items: /data}",
        "ListEvents -> Event {\n\
         paging v1::Paging::cursor(v1::Knob::param(1), \"/next\").items(\"/data\");\n\
         items |page| page.data?;",
    );
    check(
        "style = \"page\"\npage = { in = \"query\", name = \"limit\", first = 0 }\nitems = \"/data\"\ntotal = \"/total\"\n\
         more = \"/more\"\nsize = { in = \"query\", name = \"at\" }",
        "{style: page, page: {in: query, name: limit, first: 0}, items: /data, total: /total, more: /more, size: {in: query, name: at}}",
        "ListEvents -> Event {\n\
         paging v1::Paging::page(v1::Knob::param(2).number(), 0).items(\"/data\").more(\"/more\")\n\
         .total(\"/total\").size(v1::Knob::param(1));\n\
         items |page| page.data?;",
    );
    check(
        "style = \"offset\"\noffset = { in = \"query\", name = \"any\" }\nitems = \"/data\"\nnext = \"/either/cursor\"",
        "{style: offset, offset: {in: query, name: any}, items: /data, next: /either/cursor}",
        "ListEvents -> Event {\n\
         paging v1::Paging::offset(v1::Knob::param(4).number(), 0).items(\"/data\").next(\"/either/cursor\");\n\
         items |page| page.data?;",
    );
    check(
        "style = \"next_url\"\nitems = \"/data\"\nnext = \"/links/next\"\nmore = \"/free/more\"",
        "{style: next_url, items: /data, next: /links/next, more: /free/more}",
        "ListEvents -> Event {\n\
         paging v1::Paging::next_url(\"/links/next\").items(\"/data\").more(\"/free/more\");\n\
         items |page| page.data?;",
    );
    check(
        "style = \"link\"\nitems = \"/data\"",
        "{style: link, items: /data}",
        "ListEvents -> Event {\npaging v1::Paging::link().items(\"/data\");\nitems |page| page.data?;",
    );
}

#[test]
fn a_parameter_that_is_taken_out_moves_none() {
    let config = with("style = \"link\"\nitems = \"/data\"\nsize = { in = \"query\", name = \"limit\" }");
    let config = format!("{config}[idempotency]\n\"GET /events\" = \"X-Note\"\n");
    assert!(rows(&config, DOCUMENT).contains(".size(v1::Knob::param(1).number());"), "{}", rows(&config, DOCUMENT));
}

#[test]
fn operations_are_named_in_three_ways() {
    let link = "style = \"link\"\nitems = \"/data\"\n";
    for name in ["\"GET /events\"", "listEvents", "\"#/paths/~1events/get\""] {
        let config = format!("{CONFIG}[pagination.{name}]\n{link}");
        assert!(rows(&config, DOCUMENT).starts_with("ListEvents -> Event"), "{name}");
    }
    check(
        &format!("{CONFIG}[pagination.\"GET /event\"]\n{link}"),
        DOCUMENT,
        &["error[pagination]: `GET /event` in [pagination] is no operation of this client\n\
           --> demo/provider.toml:17:13\n\
           = help: write `METHOD /path` as in the document, an operationId, or a pointer"],
    );
    let body = "[pagination.search]\nstyle = \"cursor\"\ncursor = { in = \"body\", name = \"/page/after\" }\n\
                items = \"/data\"\nnext = \"/data/-1/id\"\n";
    assert_eq!(
        rows(&format!("{CONFIG}{body}"), DOCUMENT),
        "Search -> Event {\n\
         paging v1::Paging::cursor(v1::Knob::body(\"/page/after\").number(), \"/data/-1/id\").items(\"/data\");\n\
         items |page| page.data?;"
    );
    check(
        &with("style = \"link\"\nitems = \"/data\""),
        &extended("{style: link, items: /data}"),
        &["error[pagination]: the paging of GET /events is declared a second time\n\
           --> demo/openapi.yaml:8:7 #/paths/~1events/get/x-bursar-pagination\n\
           note: first declared here\n\
           --> demo/provider.toml:17:13\n\
           = help: remove one of the two"],
    );
    let same = DOCUMENT.replacen("listEvents", "GET /jobs", 1);
    check(
        &format!("{CONFIG}[pagination.\"GET /jobs\"]\n{link}"),
        &same,
        &["error[pagination]: `GET /jobs` in [pagination] is more than one operation\n\
           --> demo/provider.toml:17:13\n\
           = help: write the pointer of the one that is meant"],
    );
}

#[test]
fn what_a_declaration_has_to_say() {
    // the declaration is at line 8, column 7; its members stand in that line
    fn wrong(yaml: &str, expect: &[(&str, &str, &str)]) {
        let one = |(at, message, help): &(&str, &str, &str)| {
            let key = at.split('/').next_back().unwrap();
            let column = if at.is_empty() { 7 } else { 28 + yaml.find(&format!("{key}:")).unwrap() };
            let at = format!("#/paths/~1events/get/x-bursar-pagination{at}");
            format!("error[pagination]: {message}\n--> demo/openapi.yaml:8:{column} {at}\n= help: {help}")
        };
        let expect: Vec<String> = expect.iter().map(one).collect();
        check(CONFIG, &extended(yaml), &expect.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let styles = "write one of `page`, `offset`, `cursor`, `link`, `next_url`";
    let pointers = "write a JSON Pointer into a page, such as `/data`; the empty text is the whole body";
    let controls = "name a part of the request, such as {in: query, name: limit}";
    let keys = "known keys are `style`, `items`, `page`, `offset`, `cursor`, `size`, `next`, `more`, `total`";
    wrong(
        "[]",
        &[("", "`pagination` is an array, where a table is expected", "write a table with `style` and `items`")],
    );
    wrong("{}", &[("", "`style` is missing", styles), ("", "`items` is missing", pointers)]);
    wrong("{style: pages, items: ''}", &[("/style", "`style` is `pages`, which is no way of paging", styles)]);
    wrong("{style: 1, items: ''}", &[("/style", "`style` is an integer, where a text is expected", styles)]);
    wrong("{style: link, items: [x]}", &[("/items", "`items` is an array, where a text is expected", pointers)]);
    wrong("{style: link, items: data}", &[("/items", "`items` is `data`, which is not a JSON Pointer", pointers)]);
    wrong(
        "{style: link, items: '#/data'}",
        &[("/items", "`items` is `#/data`, which is not a JSON Pointer", pointers)],
    );
    wrong("{style: link, items: /a~b}", &[("/items", "`items` is `/a~b`, which is not a JSON Pointer", pointers)]);
    wrong("{style: link, items: /data, nxt: /n}", &[("/nxt", "`nxt` is not a known key of `pagination`", keys)]);
    let needs = |key: &str, style: &str| format!("`{key}` is missing, which the style `{style}` needs");
    wrong("{style: page, items: /data}", &[("", &needs("page", "page"), controls)]);
    wrong("{style: offset, items: /data}", &[("", &needs("offset", "offset"), controls)]);
    wrong(
        "{style: cursor, items: /data}",
        &[("", &needs("cursor", "cursor"), controls), ("", &needs("next", "cursor"), pointers)],
    );
    wrong("{style: next_url, items: /data}", &[("", &needs("next", "next_url"), pointers)]);
    wrong(
        "{style: link, items: /data, page: {in: query, name: limit}}",
        &[("/page", "`page` is not for the style `link`", "remove it, or choose the style `page`")],
    );
    wrong(
        "{style: link, items: /data, size: {in: query, name: limit, first: 1}}",
        &[("/size", "`first` is for `page` and `offset` only", "remove it")],
    );
    wrong(
        "{style: link, items: /data, size: {}}",
        &[("/size", "`size.in` is missing", controls), ("/size", "`size.name` is missing", controls)],
    );
    wrong(
        "{style: link, items: /data, size: {in: header, name: X-Note}}",
        &[("/size/in", "`size.in` is `header`, which is neither `query` nor `body`", controls)],
    );
    wrong(
        "{style: page, items: /data, page: {in: query, name: limit, first: one}}",
        &[("/page/first", "`page.first` is a text, where an integer is expected", controls)],
    );
    wrong(
        "{style: link, items: /data, size: {in: body, name: limit}}",
        &[(
            "/size/name",
            "`size.name` is `limit`, which is not a JSON Pointer to a member of the body",
            "begin with `/`, such as `/page/cursor`",
        )],
    );
}

#[test]
fn toml_has_the_same_words_with_places_of_its_own() {
    check(
        &with("style = \"cursor\"\nitems = 7\nnext = \"next\"\nfirst = 1\ncursor = { in = \"query\" }"),
        DOCUMENT,
        &[
            "error[pagination]: `first` is not a known key of `pagination`\n\
             --> demo/provider.toml:21:9\n\
             = help: known keys are `style`, `items`, `page`, `offset`, `cursor`, `size`, `next`, `more`, `total`",
            "error[pagination]: `items` is an integer, where a text is expected\n\
             --> demo/provider.toml:19:9\n\
             = help: write a JSON Pointer into a page, such as `/data`; the empty text is the whole body",
            "error[pagination]: `next` is `next`, which is not a JSON Pointer\n\
             --> demo/provider.toml:20:8\n\
             = help: write a JSON Pointer into a page, such as `/data`; the empty text is the whole body",
            "error[pagination]: `cursor.name` is missing\n\
             --> demo/provider.toml:22:10\n\
             = help: name a part of the request, such as {in: query, name: limit}",
        ],
    );
    check(
        &format!("{CONFIG}pagination = 1\n").replacen("[source]", "pagination = 1\n[source]", 1).replacen(
            "variables = { value = \"DEMO_KEY\" }\npagination = 1",
            "variables = { value = \"DEMO_KEY\" }",
            1,
        ),
        DOCUMENT,
        &["error[config-type]: `pagination` is an integer, where a table is expected\n\
           --> demo/provider.toml:6:14\n\
           = help: write it like [pagination.\"GET /events\"]"],
    );
}

/// What does not fit the document: the key at fault, its message and its help. All are about `GET /events`.
fn misfit(yaml: &str, code: &str, expect: &[(&str, &str, &str)]) {
    let one = |(key, message, help): &(&str, &str, &str)| {
        let column = 28 + yaml.find(&format!("{key}:")).unwrap();
        let at = format!("#/paths/~1events/get/x-bursar-pagination/{key}");
        format!(
            "error[{code}]: {message}\n--> demo/openapi.yaml:8:{column} {at}\n\
             note: about GET /events\n--> demo/openapi.yaml:6:5 #/paths/~1events/get\n= help: {help}"
        )
    };
    let expect: Vec<String> = expect.iter().map(one).collect();
    check(CONFIG, &extended(yaml), &expect.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn parameters_are_there_and_take_it() {
    let wrong = |yaml: &str, expect: (&str, &str, &str)| misfit(yaml, "pagination-parameter", &[expect]);
    let known = "its query parameters are `at`, `limit`, `tags`, `any`";
    let other = "name another part of the request";
    wrong(
        "{style: cursor, cursor: {in: query, name: X-Note}, next: /next, items: /data}",
        ("cursor", "`cursor` names the query parameter `X-Note`, which the operation does not have", known),
    );
    wrong(
        "{style: link, size: {in: query, name: limits}, items: /data}",
        ("size", "`size` names the query parameter `limits`, which the operation does not have", known),
    );
    wrong(
        "{style: cursor, cursor: {in: query, name: tags}, next: /next, items: /data}",
        ("cursor", "`cursor` names the query parameter `tags`, which is an array and not text or a number", other),
    );
    wrong(
        "{style: page, page: {in: query, name: tags}, items: /data}",
        ("page", "`page` names the query parameter `tags`, which is an array and not a number", other),
    );
    wrong(
        "{style: page, page: {in: body, name: /page}, items: /data}",
        ("page", "`page` names `/page` in the body, and the operation has no body of JSON", "name a query parameter"),
    );
}

#[test]
fn places_of_the_body_are_there_and_take_it() {
    let wrong = |name: &str, message: &str, help: &str| {
        let toml = format!(
            "{CONFIG}[pagination.\"POST /events\"]\nstyle = \"page\"\nitems = \"/data\"\n\
             page = {{ in = \"body\", name = \"{name}\" }}\n"
        );
        let expect = format!(
            "error[pagination-parameter]: {message}\n--> demo/provider.toml:20:8\n\
             note: about POST /events\n--> demo/openapi.yaml:15:5 #/paths/~1events/post\n= help: {help}"
        );
        check(&toml, DOCUMENT, &[&expect]);
    };
    wrong(
        "/page/number",
        "`page` names `/page/number` in the body, which leads nowhere in what is sent",
        "the members there are `after`",
    );
    wrong(
        "/text/number",
        "`page` names `/text/number` in the body, which leads nowhere in what is sent",
        "there are no members that the document names",
    );
    wrong(
        "/page",
        "`page` names `/page` in the body, which is an object and not a number",
        "name another part of the request",
    );
    check(
        &format!(
            "{CONFIG}[pagination.listJobs]\nstyle = \"page\"\nitems = \"/data\"\npage = {{ in = \"query\", name = \"p\" }}\n"
        ),
        &DOCUMENT.replacen("        202: {description: ''}\n", "", 1),
        &["error[pagination-parameter]: `page` names the query parameter `p`, which the operation does not have\n\
           --> demo/provider.toml:20:8\n\
           note: about GET /jobs\n\
           --> demo/openapi.yaml:20:5 #/paths/~1jobs/get\n\
           = help: it has no query parameters"],
    );
}

#[test]
fn pointers_lead_to_what_they_are_for() {
    let wrong = |yaml: &str, expect: &[(&str, &str, &str)]| misfit(yaml, "pagination-pointer", expect);
    let members = "the members there are `data`, `next`, `more`, `total`, `links`, `either`, `free`";
    let (array, value) = ("point at the array of items", "point at another value of a page");
    let nowhere = |key: &str, at: &str| format!("`{key}` is `{at}`, which leads nowhere in what the operation answers");
    wrong("{style: link, items: /dta}", &[("items", &nowhere("items", "/dta"), members)]);
    wrong("{style: link, items: /next}", &[("items", "`items` is `/next`, which is text and not an array", array)]);
    wrong("{style: link, items: ''}", &[("items", "`items` is the body, which is an object and not an array", array)]);
    let none = "there are no members that the document names";
    wrong("{style: link, items: /data/0/n}", &[("items", &nowhere("items", "/data/0/n"), none)]);
    wrong("{style: link, items: /free/data}", &[("items", &nowhere("items", "/free/data"), none)]);
    wrong(
        "{style: link, items: /data, next: /nxt, more: /next, total: /more}",
        &[
            ("next", &nowhere("next", "/nxt"), members),
            ("more", "`more` is `/next`, which is text and not true or false", value),
            ("total", "`total` is `/more`, which is true or false and not a number", value),
        ],
    );
    let cursor = |next: &str| format!("{{style: cursor, cursor: {{in: query, name: at}}, items: /data, next: {next}}}");
    wrong(&cursor("/links"), &[("next", "`next` is `/links`, which is an object and not text or a number", value)]);
    wrong(&cursor("/data"), &[("next", "`next` is `/data`, which is an array and not text or a number", value)]);
    wrong(&cursor("/data/first/id"), &[("next", &nowhere("next", "/data/first/id"), none)]);
    wrong(
        &cursor("/data/-1/ids"),
        &[("next", &nowhere("next", "/data/-1/ids"), "the members there are `id`, `made`, `n`")],
    );
    wrong(&cursor("/either/x"), &[("next", &nowhere("next", "/either/x"), "the members there are `cursor`")]);
    let url = |next: &str| format!("{{style: next_url, items: /data, next: {next}}}");
    wrong(&url("/total"), &[("next", "`next` is `/total`, which is a number and not text", value)]);
    wrong(
        &url("/data/0/made"),
        &[("next", "`next` is `/data/0/made`, which is text of a fixed form and not text", value)],
    );
}

#[test]
fn an_overlay_is_told_where_it_is_wrong() {
    let overlay = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n- target: $.paths['/events'].get\n  x-why: Paged.\n\
                   \x20 update:\n    x-bursar-pagination: {style: link, items: /dta}\n";
    let mut files = files(CONFIG, DOCUMENT);
    files.insert("overlay.yaml".to_owned(), overlay.as_bytes().to_vec());
    let (output, report) = generate(&Input { provider: "demo", files: &files });
    assert!(output.is_none());
    let expect = "error[pagination-pointer]: `items` is `/dta`, which leads nowhere in what the operation answers\n \
                  --> demo/overlay.yaml:7:40 #/paths/~1events/get/x-bursar-pagination/items\n";
    let said = report.print(&files, "demo").concat();
    assert!(said.starts_with(expect), "{said}");
}

#[test]
fn a_page_is_one_type_and_addresses_are_read() {
    let link = "style = \"link\"\nitems = \"/data\"\n";
    check(
        &format!("{CONFIG}[pagination.listJobs]\n{link}"),
        DOCUMENT,
        &["error[pagination]: GET /jobs has no page: its success is not JSON of one type\n\
           --> demo/provider.toml:17:13\n\
           note: about GET /jobs\n\
           --> demo/openapi.yaml:20:5 #/paths/~1jobs/get\n\
           = help: correct the responses by an overlay, or remove the declaration"],
    );
    check(
        &format!("{CONFIG}[pagination.search]\n{link}"),
        DOCUMENT,
        &["error[pagination]: the style `link` follows an address by GET, and this is POST /events\n\
           --> demo/provider.toml:17:13\n\
           note: about POST /events\n\
           --> demo/openapi.yaml:15:5 #/paths/~1events/post\n\
           = help: choose a style that sets a part of the request"],
    );
}
