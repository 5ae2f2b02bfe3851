//! What is decided: presence, constructors, layout, and the whole of SURFACE.txt for a small document.
#![allow(clippy::unwrap_used)]

use super::view::{Row, Serde, StructView, TypeView};
use super::*;
use crate::config::Environment;
use crate::diag::Place;
use crate::model::tests::read;
use crate::{analyze, name};

pub(super) fn planned(document: &str, config: &Config) -> CrateView {
    let (api, mut diags) = read(document);
    let facts = analyze::analyze(&api);
    let lock = name::Lock::default();
    let (names, _) = name::name(&api, &[], &lock, "openapi.yaml", &mut diags);
    let target = Target { provider: "demo-pay", config, released: None };
    let view = plan(&api, &facts, &names, target);
    // what is compared is what is printed
    assert_eq!(public(&api, &facts, &names, target), (view.surface.clone(), view.version.clone()));
    view
}

fn text<'v>(view: &'v CrateView, path: &str) -> &'v str {
    match view.files.iter().find(|(name, _)| name == path) {
        Some((_, FileView::Text(text))) => text,
        _ => panic!("{path} is no text"),
    }
}

fn types(view: &CrateView) -> impl Iterator<Item = &TypeView> {
    view.files.iter().flat_map(|(_, file)| if let FileView::Types(view) = file { view.types.as_slice() } else { &[] })
}

/// The struct `T` when it is sent, received, or both.
fn structure(schema: &str, serde: Serde) -> StructView {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}";
    let body = if serde == Serde::De { String::new() } else { format!("requestBody: {{{content}}}, ") };
    let reply = if serde == Serde::Ser { "description: ''".to_owned() } else { format!("description: '', {content}") };
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{post: {{{body}responses: {{200: {{{reply}}}}}}}}}}}\n\
         components: {{schemas: {{T: {schema}}}}}\n"
    );
    let view = planned(&document, &Config::default());
    let found = types(&view).find_map(|ty| if let TypeView::Struct(view) = ty { Some(view.clone()) } else { None });
    found.unwrap()
}

#[test]
fn presence() {
    // wanted, access, nullable -> sent, received, both
    let cases = [
        ("", "type: string", ["Optional Option<String>", "Optional Option<String>", "Optional Option<String>"]),
        ("a", "type: string", ["Required String", "Required String", "Required String"]),
        ("", "type: string, nullable: true", ["Maybe Maybe<String>", "Optional Option<String>", "Maybe Maybe<String>"]),
        (
            "a",
            "type: string, nullable: true",
            ["Required Option<String>", "Required Option<String>", "Required Option<String>"],
        ),
        // what only one side sends is not owed by the other
        (
            "a",
            "type: string, readOnly: true",
            ["Optional Option<String>", "Required String", "Optional Option<String>"],
        ),
        (
            "a",
            "type: string, writeOnly: true",
            ["Required String", "Optional Option<String>", "Optional Option<String>"],
        ),
        (
            "a",
            "type: array, items: {type: integer, nullable: true}",
            ["Required Vec<Option<i64>>", "Required Vec<Option<i64>>", "Required Vec<Option<i64>>"],
        ),
    ];
    for (required, member, expect) in cases {
        let required = if required.is_empty() { String::new() } else { format!("required: [{required}], ") };
        let schema = format!("{{type: object, {required}properties: {{a: {{{member}}}}}}}");
        for (serde, expect) in [Serde::Ser, Serde::De, Serde::Both].into_iter().zip(expect) {
            let view = structure(&schema, serde);
            assert_eq!(view.serde, serde);
            let row = match view.fields[0].row {
                Row::Required => "Required",
                Row::Optional => "Optional",
                Row::Maybe => "Maybe",
            };
            assert_eq!(format!("{row} {}", view.fields[0].ty), expect, "{member} {serde:?}");
        }
    }
}

#[test]
fn codecs() {
    let cases = [
        ("type: string", "v1::Plain"),
        ("type: boolean", "v1::Plain"),
        ("type: integer, format: int32", "v1::Int"),
        ("type: string, format: int64", "v1::IntText"),
        ("type: number", "v1::DecimalNumber"),
        ("type: string, format: decimal", "v1::DecimalText"),
        ("type: number, format: double", "v1::Float"),
        ("type: string, format: date-time", "v1::Time"),
        ("type: string, format: date", "v1::Date"),
        ("type: string, format: uuid", "v1::UuidText"),
        ("type: string, format: byte", "v1::Base64"),
        ("type: string, format: base64url", "v1::Base64Url"),
        ("type: array, items: {type: string, nullable: true}", "v1::List<v1::Plain>"),
        ("type: array, items: {type: string, format: date, nullable: true}", "v1::List<v1::Nullable<v1::Date>>"),
        ("type: object, additionalProperties: {type: array, items: {type: integer}}", "v1::Map<v1::List<v1::Int>>"),
    ];
    for (member, expect) in cases {
        let view = structure(&format!("{{type: object, required: [a], properties: {{a: {{{member}}}}}}}"), Serde::De);
        assert_eq!(view.fields[0].codec.to_string(), expect, "{member}");
    }
    let nullable = "{type: object, required: [a], properties: {a: {type: string, nullable: true}}}";
    assert_eq!(structure(nullable, Serde::De).fields[0].codec.to_string(), "v1::Nullable<v1::Plain>");
}

#[test]
fn constructors() {
    let schema = "{type: object, required: [b, a, id, n], additionalProperties: {type: integer}, properties: {a: {type: string}, \
                  b: {type: integer}, id: {type: string, readOnly: true}, n: {type: string, nullable: true}, \
                  o: {type: string}, m: {type: string, nullable: true}, r: {type: string, readOnly: true}}}";
    assert!(structure(schema, Serde::De).construct.is_none());
    for serde in [Serde::Ser, Serde::Both] {
        let view = structure(schema, serde);
        let list = |list: &[(String, view::RustTy)]| {
            list.iter().map(|(name, ty)| format!("{name}: {ty}")).collect::<Vec<_>>().join(", ")
        };
        let construct = view.construct.unwrap();
        assert_eq!(list(&construct.new), "a: String, b: i64, n: Option<String>");
        assert_eq!(list(&construct.setters), "o: Option<String>, m: Maybe<String>");
        assert_eq!(view.extra.unwrap().ty.to_string(), "BTreeMap<String, i64>");
    }
}

#[test]
fn layout() {
    let object =
        "{type: object, properties: {a: {type: object, properties: {b: {type: object, properties: {c: {}}}}}}}";
    let names = ["Plain", "Mod", "Type", "Lib", "Types", "Com1", "Aux", "Main"];
    let members: Vec<String> =
        names.iter().map(|name| format!("{name}: {{$ref: '#/components/schemas/{name}'}}")).collect();
    let defined: Vec<String> = names.iter().map(|name| format!("{name}: {object}")).collect();
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  /x: {{get: {{tags: [Mod, other], responses: {{200: {{description: '', \
         content: {{application/json: {{schema: {{type: object, properties: {{{}}}}}}}}}}}}}}}, put: {{tags: [Ops], responses: {{}}}}, post: {{tags: [con], responses: {{}}}}}}\n\
         components: {{schemas: {{{}}}}}\n",
        members.join(", "),
        defined.join(", ")
    );
    let view = planned(&document, &Config::default());
    let files: Vec<&str> = view.files.iter().map(|(path, _)| path.as_str()).collect();
    let expect = [
        "CHANGELOG.md",
        "Cargo.toml",
        "README.md",
        "SURFACE.txt",
        "rustfmt.toml",
        "src/blocking.rs",
        "src/client.rs",
        "src/lib.rs",
        "src/ops/con_group.rs",
        "src/ops/mod.rs",
        "src/ops/mod_group.rs",
        "src/ops/ops_group.rs",
        "src/prelude.rs",
        "src/request.rs",
        "src/types/aux_type.rs",
        "src/types/com1_type.rs",
        "src/types/lib_type.rs",
        "src/types/main_type.rs",
        "src/types/mod.rs",
        "src/types/mod_type.rs",
        "src/types/plain.rs",
        "src/types/type_type.rs",
        "src/types/types_type.rs",
    ];
    assert_eq!(files, expect);
    // a component's file holds what stands inside it, outer types first
    let (_, FileView::Types(plain)) = view.files.iter().find(|(path, _)| path == "src/types/plain.rs").unwrap() else {
        panic!("types")
    };
    let names: Vec<&str> =
        plain.types.iter().map(|ty| if let TypeView::Struct(it) = ty { &*it.name } else { "" }).collect();
    assert_eq!(names, ["Plain", "PlainA", "PlainAB"]);
    // what stands inside an operation is printed beside it
    let ops = view.files.iter().find_map(|(path, file)| match file {
        FileView::Ops(view) if path == "src/ops/mod_group.rs" => Some(view),
        _ => None,
    });
    assert_eq!(ops.unwrap().ops[0].types.len(), 1);
}

const SMALL: &str = r#"
openapi: 3.0.3
info: {title: Demo, version: '7'}
servers: [{url: https://live.test}, {url: 'https://{zone}.test', variables: {zone: {default: a, enum: [a, b]}}}]
security: [{key: [], machine: [read]}, {}]
paths:
  /jars/{id}:
    get:
      operationId: getJar
      tags: [Jars]
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: page_size, in: query, schema: {type: integer, format: int32}}
      - {name: X-Version, in: header, required: true, schema: {type: string, enum: [v1]}}
      responses:
        200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Jar'}}}}
        404: {description: ''}
        5XX: {description: '', content: {text/plain: {}}}
    put:
      tags: [Shelves]
      security: []
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Jar'}}}}
      responses: {200: {description: '', content: {application/json: {}}}, 204: {description: ''}}
    post:
      requestBody: {content: {multipart/mixed: {}}}
      responses: {200: {description: ''}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    machine: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://live.test/token, scopes: {read: ''}}}}
  schemas:
    Jar:
      type: object
      required: [id, kind]
      properties:
        id: {type: string}
        kind: {type: string, enum: [glass, 1-l]}
        opened: {type: string, format: date-time, nullable: true}
        lid: {oneOf: [{type: boolean}, {$ref: '#/components/schemas/Lid'}], x-bursar-accessors: {colour: [/colour]}}
        inner: {$ref: '#/components/schemas/Jar'}
        type: {$ref: '#/components/schemas/Level'}
      additionalProperties: true
    Lid: {type: object, properties: {colour: {type: string}}}
    Level: {type: integer, enum: [0, -1]}
"#;

const SURFACE: &str = r#"
Made by bursar-codegen 0.1.0 from "Demo" 7; do not edit, run `cargo xtask regen`.

auth "key": key in header "X-Key" from DEMO_PAY_API_KEY
auth "machine": oauth2 client credentials (basic) at "https://live.test/token" from DEMO_PAY_CLIENT_ID, DEMO_PAY_CLIENT_SECRET
builder ClientBuilder::api_key(key)
builder ClientBuilder::client_credentials(client_id, client_secret)
builder ClientBuilder::environment(environment)
builder ClientBuilder::server_variable(name, value)
builder ClientBuilder::token_url(url)
environment Environment::Live = "https://live.test"
environment Environment::Zone = "https://{zone}.test" (default)
group Client::jars() -> JarsGroup
group Client::shelves() -> ShelvesGroup
op get_jar (auth: key and machine ["read"])
op get_jar (auth: none)
op get_jar (group: jars)
op get_jar(id: String) -> GetJarOk / GetJarError = GET /jars/{id}
op get_jar.page_size(i32)
op get_jar.x_version(GetJarXVersion)
op put_jars_by_id (group: shelves)
op put_jars_by_id(id: i64, body: Jar) -> PutJarsByIdOk / PutJarsByIdError = PUT /jars/{id}
type GetJar (operation)
type GetJarError (outcome)
type GetJarError::NotFound = 404
type GetJarError::ServerError(String) = 5XX
type GetJarOk = Jar
type GetJarXVersion (open enum; in ops)
type GetJarXVersion::V1 = "v1"
type Jar (struct, read and sent)
type Jar.extra: BTreeMap<String, JsonValue> (other members) (set)
type Jar.id: String
type Jar.inner: Option<Box<Jar>> (set)
type Jar.kind: JarKind
type Jar.lid: Option<JarLid> (set)
type Jar.opened: Maybe<DateTime<Utc>> (set)
type Jar.r#type: Option<Level> (set)
type Jar::new(id: String, kind: JarKind)
type JarKind (open enum)
type JarKind::Glass = "glass"
type JarKind::N1L = "1-l"
type JarLid (union, read and sent)
type JarLid::Bool(bool)
type JarLid::Lid(Lid)
type JarLid::colour() -> Option<&String>
type Level (open enum of integers)
type Level::Minus1 = -1
type Level::N0 = 0
type Lid (struct, read and sent)
type Lid.colour: Option<String> (set)
type Lid::new()
type PutJarsById (operation)
type PutJarsByIdError (outcome)
type PutJarsByIdOk (outcome)
type PutJarsByIdOk::NoContent = 204
type PutJarsByIdOk::Ok(JsonValue) = 200

Not expressed:
  POST /jars/{id} #/paths/~1jars~1{id}/post: its body is `multipart/mixed`, whose parts have no names, which cannot be written
"#;

fn small() -> Config {
    let environment = |name: &str, server: &str| Environment {
        name: name.into(),
        server: server.into(),
        about: String::new(),
        token_url: None,
        place: Place::file("provider.toml"),
    };
    Config {
        environments: vec![environment("Live", "https://live.test"), environment("Zone", "https://{zone}.test")],
        default_environment: Some("Zone".to_owned()),
        ..Config::default()
    }
}

#[test]
fn surface() {
    assert_eq!(text(&planned(SMALL, &small()), "SURFACE.txt"), SURFACE.trim_start());
}

#[test]
fn documentation_of_what_has_none_is_ours() {
    let view = structure("{type: object, properties: {'a`b': {}, c: {description: ' ', deprecated: true}}}", Serde::De);
    let docs = |text: &DocText| text.lines().collect::<Vec<_>>().join("|");
    assert_eq!(docs(&view.docs), "`#/components/schemas/T` of the document.");
    assert_eq!([docs(&view.fields[0].docs), docs(&view.fields[1].docs)], ["`a'b`", "Deprecated."]);
}

#[test]
fn variables_of_the_provider() {
    let view = planned(SMALL, &small());
    let readme = text(&view, "README.md");
    for name in ["DEMO_PAY_API_KEY", "DEMO_PAY_CLIENT_ID", "DEMO_PAY_CLIENT_SECRET", "DEMO_PAY_BASE_URL"] {
        assert!(readme.contains(name), "{name}");
    }
    assert!(text(&view, "Cargo.toml").contains("\nname = \"bursar-demo-pay\"\n"));
}

/// A ring of `size` types, each of which holds the next one.
fn limit_of_a_ring(size: usize) -> Option<usize> {
    let member = |index: usize| {
        let next = (index + 1) % size;
        format!("    T{index}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/T{next}'}}}}}}\n")
    };
    let content = "{application/json: {schema: {$ref: '#/components/schemas/T0'}}}";
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n\
         paths: {{/x: {{get: {{responses: {{200: {{description: '', content: {content}}}}}}}}}}}\ncomponents:\n  schemas:\n{}",
        (0..size).map(member).collect::<String>()
    );
    let view = planned(&document, &Config::default());
    view.files.iter().find_map(|(_, file)| if let FileView::Lib(lib) = file { lib.recursion_limit } else { None })
}

#[test]
fn large_knots_of_types_get_a_larger_limit() {
    let cases = [(1, None), (16, None), (17, Some(256)), (70, Some(1024))];
    for (size, expect) in cases {
        assert_eq!(limit_of_a_ring(size), expect, "{size}");
    }
}

/// Successes of one operation, the lines of SURFACE.txt about it, and the call in the README.
#[test]
fn streams() {
    let check = |responses: &str, surface: &str, call: &str| {
        let document = format!(
            "openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{get: {{operationId: x, responses: {responses}}}}}}}\n"
        );
        let view = planned(&document, &small());
        let lines = text(&view, "SURFACE.txt").lines().filter(|line| line.starts_with("op x.") || line.contains("XOk"));
        let lines: Vec<_> = lines.filter(|line| !line.starts_with("op x()")).collect();
        assert_eq!(lines.join("\n"), surface, "{responses}");
        let readme = text(&view, "README.md");
        assert!(readme.contains(&format!("\n    let answer = {call}\n    println!(\"{{answer:?}}\");\n")), "{readme}");
    };
    let call = "client.x().await?;";
    let one = |content: &str| format!("{{200: {{description: '', content: {{{content}}}}}}}");
    check(&one("text/event-stream: {}"), "type XOk = EventStream<String>", call);
    let typed = "application/json-seq: {itemSchema: {type: number}}";
    check(&one(typed), "type XOk = JsonLines<Decimal>", call);
    check(&one("text/csv: {}"), "op x.stream() -> ByteStream\ntype XOk = String", call);
    let mixed = "application/json: {schema: {type: string}}, text/event-stream: {}";
    check(&one(mixed), "op x.stream() -> EventStream<String>\ntype XOk = String", call);
    let mixed = "application/json: {schema: {type: string}}, text/csv: {}, application/jsonl: {}";
    let surface = "op x.stream() -> JsonLines<JsonValue>\ntype XOk (outcome)\ntype XOk::OkApplicationJson(String) = 200\n\
                   type XOk::OkTextCsv(String) = 200";
    check(&one(mixed), surface, call);
    let several = "{200: {description: '', content: {text/event-stream: {}}}, 204: {description: ''}}";
    let surface = "type XOk (outcome, read once)\ntype XOk::NoContent = 204\ntype XOk::Ok(EventStream<String>) = 200";
    check(several, surface, call);
    let octets = "{200: {description: '', content: {application/pdf: {}}}, 204: {description: ''}}";
    let surface =
        "op x.stream() -> ByteStream\ntype XOk (outcome)\ntype XOk::NoContent = 204\ntype XOk::Ok(Bytes) = 200";
    check(octets, surface, call);
}
