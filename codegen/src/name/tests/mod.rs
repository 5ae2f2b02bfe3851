//! Tables of documents and the names that come out, with pins, with a lock, and with everything that was said.
#![allow(clippy::unwrap_used)]

mod newcomers;
mod parameters;

use std::collections::BTreeMap;

use super::*;
use crate::diag::Severity;
use crate::ir::{NameHint, TypeDef, TypeKind};
use crate::model::tests::read;

/// Pins as they are written: pointer and name, one a line from line 1 on.
fn pins(list: &[(&str, &str)]) -> Vec<Pin> {
    let pin = |((pointer, name), line): (&(&str, &str), usize)| Pin {
        pointer: Pointer::parse(pointer).unwrap(),
        name: (*name).to_owned(),
        at: Place::text("provider.toml", line, 1),
    };
    list.iter().zip(1..).map(pin).collect()
}

/// Every name with where it comes from, and everything that was said.
fn named(api: &Api, pins: &[Pin], lock: &Lock) -> (Vec<String>, Vec<String>, Lock) {
    let mut diags = Diags::default();
    let (names, next) = name(api, pins, lock, "openapi.yaml", &mut diags);
    let mut lines: Vec<String> = api.types.iter().map(|(id, def)| format!("{} {}", def.origin, names.ty(id))).collect();
    for (id, op) in api.ops.iter() {
        let OpNames { method, marker, ok, error, .. } = names.op(id);
        lines.push(format!("{} {} {method} {marker} {ok} {error}", op.method.as_str(), op.path));
    }
    let said = diags.iter().map(|diag| {
        let severity = match diag.severity {
            Severity::Note => "note",
            Severity::Degraded => "degraded",
            Severity::Error => "error",
        };
        let at = match &diag.at.at {
            crate::diag::Spot::Text { line, .. } => format!("{}:{line}", diag.at.file),
            crate::diag::Spot::Pointer(pointer) => pointer.to_string(),
            crate::diag::Spot::File => diag.at.file.clone(),
        };
        let help = diag.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{severity} {} {at} {}{help}", diag.code, diag.message)
    });
    (lines, said.collect(), next)
}

fn document(paths: &str, schemas: &str) -> Api {
    let (api, _) = read(&format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}\ncomponents:\n  schemas:\n    Unused: {{}}\n{schemas}"
    ));
    api
}

/// An operation whose reply reaches every schema of `schemas`, named by YAML lines.
fn schemas(list: &[(&str, &str)]) -> Api {
    let members = list.iter().map(|(name, _)| format!("'{name}': {{$ref: '#/components/schemas/{name}'}}"));
    let members = members.collect::<Vec<_>>().join(", ");
    let defined = list.iter().map(|(name, schema)| format!("    '{name}': {schema}\n")).collect::<String>();
    let reply = format!("{{type: object, title: All, properties: {{{members}}}}}");
    document(
        &format!(
            "  /all: {{get: {{operationId: all, responses: {{200: {{description: '', content: {{application/json: {{schema: {reply}}}}}}}}}}}}}"
        ),
        &defined,
    )
}

const OBJECT: &str = "{type: object, properties: {a: {type: string}}}";

/// Names of schemas by their own name.
fn check_schemas(list: &[&str], pinned: &[(&str, &str)], lock: &[(&str, &str)], expect: &[&str], said_expect: &[&str]) {
    let api = schemas(&list.iter().map(|name| (*name, OBJECT)).collect::<Vec<_>>());
    let lock = Lock {
        types: lock.iter().map(|(key, name)| (format!("#/components/schemas/{key}"), (*name).to_owned())).collect(),
        ..Lock::default()
    };
    let pinned: Vec<_> = pinned.iter().map(|(key, name)| (format!("/components/schemas/{key}"), *name)).collect();
    let pinned: Vec<_> = pinned.iter().map(|(key, name)| (key.as_str(), *name)).collect();
    let (lines, said, _) = named(&api, &pins(&pinned), &lock);
    let lines: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix("#/components/schemas/")).collect();
    assert_eq!(
        (lines.as_slice(), said.iter().map(String::as_str).collect::<Vec<_>>().as_slice()),
        (expect, said_expect)
    );
}

fn pin_it(pointer: &str) -> String {
    format!("pin a name for it in provider.toml, under [names]: \"{pointer}\" = \"name\"")
}

#[test]
fn components() {
    check_schemas(
        &["Pet", "dog_house", "3d", "type"],
        &[],
        &[],
        &["Pet Pet", "dog_house DogHouse", "3d N3d", "type Type"],
        &[],
    );
    let clash = format!(
        "degraded name-clash #/components/schemas/pet schema `pet` wants the name `Pet`, and so does \
         #/components/schemas/Pet; it would be `PetSchema` | {}",
        pin_it("#/components/schemas/pet")
    );
    check_schemas(&["pet", "Pet"], &[], &[], &["pet PetSchema", "Pet Pet"], &[&clash]);
    // an outcome that was accepted stays what it is, and is still said
    check_schemas(&["pet", "Pet"], &[], &[("pet", "PetSchema")], &["pet PetSchema", "Pet Pet"], &[&clash]);
    // a pin ends it
    check_schemas(&["pet", "Pet"], &[("pet", "OldPet")], &[], &["pet OldPet", "Pet Pet"], &[]);
    // what was published first keeps its name, even against the exact spelling
    let newcomer = format!(
        "degraded name-clash #/components/schemas/Pet schema `Pet` wants the name `Pet`, and so does \
         #/components/schemas/pet; it would be `PetSchema` | {}",
        pin_it("#/components/schemas/Pet")
    );
    check_schemas(&["pet", "Pet"], &[], &[("pet", "Pet")], &["pet Pet", "Pet PetSchema"], &[&newcomer]);
    let reserved =
        "note name-reserved #/components/schemas/Option schema `Option` is named `OptionSchema`: `Option` is reserved";
    check_schemas(&["Option"], &[], &[], &["Option OptionSchema"], &[reserved]);
    check_schemas(&["Option"], &[], &[("Option", "OptionSchema")], &["Option OptionSchema"], &[reserved]);
    // the type parameter of the client hides what has its name
    let reserved = "note name-reserved #/components/schemas/M schema `M` is named `MSchema`: `M` is reserved";
    check_schemas(&["M"], &[], &[], &["M MSchema"], &[reserved]);
}

#[test]
fn neither_has_a_better_claim() {
    let clash = |wire: &str, other: &str, name: &str| {
        format!(
            "degraded name-clash #/components/schemas/{wire} schema `{wire}` wants the name `AB`, and so does \
             #/components/schemas/{other}; it would be `{name}` | {}",
            pin_it(&format!("#/components/schemas/{wire}"))
        )
    };
    let api = schemas(&[("a-b", OBJECT), ("a_b", OBJECT)]);
    let (lines, said, lock) = named(&api, &[], &Lock::default());
    let name = |line: &String| line.rsplit(' ').next().unwrap().to_owned();
    let names: Vec<String> = lines.iter().filter(|line| line.contains("/schemas/")).map(name).collect();
    assert_eq!(said, [clash("a-b", "a_b", &names[0]), clash("a_b", "a-b", &names[1])]);
    assert_ne!(names[0], names[1]);
    let hashed =
        |name: &str| name.len() == 10 && name.starts_with("AB") && name[2..].bytes().all(|b| b.is_ascii_hexdigit());
    assert!(names.iter().all(|name| hashed(name)), "{names:?}");
    // and the lock changes nothing
    assert_eq!(named(&api, &[], &lock), (lines, said, lock));
}

#[test]
fn contexts() {
    let api = document(
        "  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string, enum: [a]}}]
      responses:
        200: {description: '', content: {application/json: {schema: {type: object, properties: {tag: {type: object, properties: {a: {}}}, titled: {type: object, title: Pet Name, properties: {a: {}}}}}}}}
        404: {$ref: '#/components/responses/Missing'}
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {a: {}}}}}}
      responses: {200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/PetName'}}}}}",
        "    PetName: {type: object, properties: {a: {}}}\n  responses:\n    Missing: {description: '', content: {application/json: {schema: {type: object, properties: {a: {}}}}}}\n",
    );
    let (lines, said, lock) = named(&api, &[], &Lock::default());
    let expect = [
        "#/paths/~1pets~1{id}/get/parameters/0/schema GetPetId",
        "#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema GetPetOk",
        "#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/properties/tag GetPetOkTag",
        // the title is taken by a component, so the place names it
        "#/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/properties/titled GetPetOkTitled",
        "#/components/responses/Missing/content/application~1json/schema Missing",
        "#/paths/~1pets~1{id}/post/requestBody/content/application~1json/schema PostPetsByIdBody",
        "#/components/schemas/PetName PetName",
        "GET /pets/{id} get_pet GetPet GetPetOk GetPetError",
        "POST /pets/{id} post_pets_by_id PostPetsById PostPetsByIdOk PostPetsByIdError",
    ];
    assert_eq!(lines, expect);
    assert_eq!(said, [""; 0]);
    // components that are their own names follow from the document alone
    assert!(!lock.types.values().any(|name| name == "PetName"));
    let around: Vec<_> = lock.around.iter().map(|(key, name)| format!("{key}: {name}")).collect();
    let expect_around = [
        "GET /pets/{id} error: GetPetError",
        "GET /pets/{id} marker: GetPet",
        "POST /pets/{id} error: PostPetsByIdError",
        "POST /pets/{id} marker: PostPetsById",
        "POST /pets/{id} success: PostPetsByIdOk",
    ];
    assert_eq!(around, expect_around);
    assert_eq!(lock.operations.values().collect::<Vec<_>>(), ["get_pet", "post_pets_by_id"]);
    assert_eq!(named(&api, &[], &lock), (lines, said, lock));
}

#[test]
fn operations() {
    let check =
        |ids: &[&str], pinned: &[(&str, &str)], lock: &[(&str, &str)], expect: &[&str], said_expect: &[String]| {
            let path = |(id, index): (&&str, usize)| {
                format!("  /x{index}: {{get: {{operationId: '{id}', responses: {{}}}}}}\n")
            };
            let api = document(&ids.iter().zip(0..).map(path).collect::<String>(), "");
            let pinned: Vec<_> = pinned.iter().map(|(key, name)| (format!("/paths/~1{key}/get"), *name)).collect();
            let pinned: Vec<_> = pinned.iter().map(|(key, name)| (key.as_str(), *name)).collect();
            let lock = Lock {
                operations: lock.iter().map(|(key, name)| (format!("GET /{key}"), (*name).to_owned())).collect(),
                ..Lock::default()
            };
            let (lines, said, _) = named(&api, &pins(&pinned), &lock);
            let methods: Vec<&str> = lines.iter().map(|line| line.split(' ').nth(2).unwrap()).collect();
            assert_eq!((methods.as_slice(), said.as_slice()), (expect, said_expect));
        };
    check(&["listPets", "GetPet", "type", "2fa"], &[], &[], &["list_pets", "get_pet", "r#type", "n2fa"], &[]);
    let clash = |id: &str, at: &str, rival: &str, wanted: &str, name: &str| {
        format!(
            "degraded name-clash #/paths/~1{at}/get operation `{id}` wants the name `{wanted}`, and so does {rival}; it would be `{name}` | {}",
            pin_it(&format!("#/paths/~1{at}/get"))
        )
    };
    check(
        &["getPet", "get_pet"],
        &[],
        &[],
        &["get_pet_get", "get_pet"],
        &[clash("getPet", "x0", "GET /x1", "get_pet", "get_pet_get")],
    );
    check(&["getPet", "get_pet"], &[("x0", "old_pet")], &[], &["old_pet", "get_pet"], &[]);
    check(
        &["getPet", "get_pet"],
        &[],
        &[("x0", "get_pet")],
        &["get_pet", "get_pet_get"],
        &[clash("get_pet", "x1", "GET /x0", "get_pet", "get_pet_get")],
    );
    let reserved =
        "note name-reserved #/paths/~1x0/get operation `builder` is named `builder_get`: `builder` is reserved";
    check(&["builder"], &[], &[], &["builder_get"], &[reserved.to_owned()]);
}

#[test]
fn pins_that_do_not_fit() {
    let check = |list: &[(&str, &str)], expect: &[&str]| {
        let api = schemas(&[("Pet", OBJECT), ("Dog", OBJECT)]);
        let (_, said, _) = named(&api, &pins(list), &Lock::default());
        assert_eq!(said, expect);
    };
    let (pet, dog) = ("/components/schemas/Pet", "/components/schemas/Dog");
    check(&[(pet, "Cat"), ("/paths/~1all/get", "everything")], &[]);
    check(
        &[(pet, "my pet")],
        &[
            "error pin-invalid provider.toml:1 `my pet` cannot be a name in Rust | use ASCII letters, digits and `_`, and no keyword",
        ],
    );
    check(
        &[(pet, "Self")],
        &[
            "error pin-invalid provider.toml:1 `Self` cannot be a name in Rust | use ASCII letters, digits and `_`, and no keyword",
            "error pin-clash provider.toml:1 the name `Self` cannot be had: it is reserved, or an item around this one has it | choose another name",
        ],
    );
    check(
        &[("/components/schemas/Cat", "Cat")],
        &[
            "error pin-unused provider.toml:1 the pin of `Cat` names #/components/schemas/Cat, which is no operation and no schema in use | remove the pin, or correct its pointer: pins name places after overlays and lowering to 3.0",
        ],
    );
    check(
        &[(pet, "Cat"), (dog, "Cat")],
        &["error pin-clash provider.toml:2 two pins want the name `Cat` | give each its own name"],
    );
    check(
        &[(pet, "Client")],
        &[
            "error pin-clash provider.toml:1 the name `Client` cannot be had: it is reserved, or an item around this one has it | choose another name",
        ],
    );
    check(
        &[("/paths/~1all/get", "from_env")],
        &[
            "error pin-clash provider.toml:1 the name `from_env` cannot be had: it is reserved, or an item around this one has it | choose another name",
        ],
    );
}

#[test]
fn a_pin_wins_against_the_lock() {
    let clash = format!(
        "degraded name-clash #/components/schemas/a schema `a` wants the name `A`, and so does #/components/schemas/b; \
         it would be `ASchema` | {}",
        pin_it("#/components/schemas/a")
    );
    check_schemas(&["a", "b"], &[("b", "A")], &[("a", "A")], &["a ASchema", "b A"], &[&clash]);
}

#[test]
fn members() {
    let check = |schema: &str, expect: &str| {
        let api = schemas(&[("T", schema)]);
        let (names, _) = name(&api, &[], &Lock::default(), "openapi.yaml", &mut Diags::default());
        let id = api.types.ids().find(|id| names.ty(*id) == "T").unwrap();
        let TypeMembers { members, extra, accessors } = names.members(id);
        assert_eq!([members.join(" "), extra.clone(), accessors.join(" ")].join(" | "), expect, "{schema}");
    };
    let object = |wires: &str| format!("{{type: object, properties: {{{wires}}}}}");
    check(
        &object("fooBar: {}, type: {}, self: {}, crate: {}, '1': {}, '': {}, '@id': {}"),
        "foo_bar r#type self_ crate_ n1 empty id | extra | ",
    );
    check(&object("a_b: {}, a-b: {}"), "a_b a_b_member | extra | ");
    check(&object("new: {}, extra: {}, extra_members: {}"), "new_member extra extra_members | other_extra_members | ");
    check("{type: string, enum: [ok, err, Unknown, '', 1a, self]}", "Ok Err UnknownValue Empty N1a Self_ |  | ");
    check("{type: integer, enum: [0, -1, 20]}", "N0 Minus1 N20 |  | ");
    check("{oneOf: [{type: string}, {title: Unknown, type: boolean}]}", "Text UnknownValue |  | ");
}

#[test]
fn arguments_and_replies() {
    let api = document(
        "  /x/{id}:
    get:
      operationId: x
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: id, in: query, schema: {type: string}}
      - {name: request, in: query, schema: {type: string}}
      - {name: timeout, in: query, schema: {type: string}}
      - {name: X-Type, in: header, schema: {type: string}}
      - {name: type, in: query, schema: {type: string}}
      responses:
        200: {description: '', content: {application/json: {}, text/plain: {}}}
        404: {description: ''}
        418: {description: ''}
        4XX: {description: ''}
        default: {description: ''}",
        "",
    );
    let (names, _) = name(&api, &[], &Lock::default(), "openapi.yaml", &mut Diags::default());
    let OpMembers { params, body, replies, .. } = &names.op(api.ops.ids().next().unwrap()).members;
    assert_eq!(params.join(" "), "id id_in_query request_param timeout_param x_type r#type");
    assert_eq!(body, "body");
    assert_eq!(replies.join(" "), "OkApplicationJson OkTextPlain NotFound Status418 ClientError Default");
}

#[test]
fn forms_of_a_body() {
    fn check(media: &[&str], enumeration: &str, variants: &str) {
        let content: Vec<String> = media.iter().map(|media| format!("'{media}': {{}}")).collect();
        let body = format!("{{content: {{{}}}}}", content.join(", "));
        let api =
            document(&format!("  /a: {{post: {{operationId: send, requestBody: {body}, responses: {{}}}}}}\n"), "");
        let (names, _) = name(&api, &[], &Lock::default(), "openapi.yaml", &mut Diags::default());
        let op = names.op(api.ops.ids().next().unwrap());
        assert_eq!((op.body.as_str(), op.members.forms.join(" ").as_str()), (enumeration, variants), "{media:?}");
    }
    check(&["application/json"], "", "Json");
    let usual = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
    check(&usual, "SendBody", "Json Form Multipart Text");
    check(&["application/octet-stream", "*/*", "image/*", "image/svg+xml"], "SendBody", "Bytes Any Image SvgXml");
    check(
        &["application/merge-patch+json", "application/vnd.acme.v2+json; x=y"],
        "SendBody",
        "MergePatchJson VndAcmeV2Json",
    );
    check(&["image/png", "application/png"], "SendBody", "ImagePng ApplicationPng");
    check(&["text/plain", "text/plain; charset=utf-8"], "SendBody", "TextPlain TextPlainCharsetUtf8");
}

#[test]
fn groups_and_schemes() {
    let api = document(
        "  /a: {get: {operationId: jars, tags: [Jars], responses: {}}, put: {operationId: b, tags: ['Type', request], responses: {}}}",
        "  securitySchemes: {a: {type: http, scheme: bearer}, one: {type: apiKey, in: query, name: a}, Two: {type: apiKey, in: header, name: b}}\n",
    );
    let (names, _) = name(&api, &[], &Lock::default(), "openapi.yaml", &mut Diags::default());
    let groups: Vec<_> = names.groups.iter().map(|group| format!("{} {}", group.module, group.handle)).collect();
    // an operation of the same name stands on the client, too
    assert_eq!(groups, ["jars_group JarsGroup", "r#type TypeGroup", "request_group RequestGroup"]);
    assert_eq!(names.schemes, ["", "one", "two"]);
}

/// What was published keeps its name when a schema, an operation or a tag comes that would like it better.
#[test]
fn newcomers_around_operations_and_groups() {
    let paths = "  /pets:
    get: {operationId: getPet, tags: [Jars], responses: {}}
    post:
      operationId: sendPet
      tags: ['type']
      requestBody: {content: {application/json: {}, text/plain: {}}}
      responses: {}
";
    let before = document(paths, "");
    let (first, said, lock) = named(&before, &[], &Lock::default());
    assert_eq!(said, [""; 0]);
    let names = ["GetPet", "GetPetOk", "GetPetError", "SendPet", "SendPetBody", "JarsGroup", "TypeGroup"];
    let defined = names.iter().map(|name| format!("    {name}: {OBJECT}\n")).collect::<String>();
    let members = names.iter().map(|name| format!("{name}: {{$ref: '#/components/schemas/{name}'}}"));
    let all = members.collect::<Vec<_>>().join(", ");
    let later = "  /jars:
    get: {operationId: jars, responses: {}}
    put: {operationId: all, tags: [jars], responses: {200: {description: '', content: {application/json: {schema: {type: object, properties: {ALL}}}}}}}
";
    let api = document(&format!("{}{paths}", later.replace("ALL", &all)), &defined);
    let (second, said, next) = named(&api, &[], &lock);
    for line in &first {
        assert!(second.contains(line), "{line} is not in {second:#?}");
    }
    let (names, _) = name(&api, &[], &lock, "openapi.yaml", &mut Diags::default());
    let groups: Vec<_> = names.groups.iter().map(|group| format!("{} {}", group.module, group.handle)).collect();
    assert_eq!(groups, ["jars_group JarsGroupHandle", "jars JarsGroup", "r#type TypeGroup"]);
    let wanted = |what: &str, wants: &str, rival: &str, name: &str, at: &str| {
        format!(
            "degraded name-clash #{at} {what} wants the name `{wants}`, and so does {rival}; it would be `{name}` | {}",
            pin_it(&format!("#{at}"))
        )
    };
    let schema = |wire: &str, rival: &str| {
        let at = format!("/components/schemas/{wire}");
        wanted(&format!("schema `{wire}`"), wire, rival, &format!("{wire}Schema"), &at)
    };
    let expect = [
        wanted("operation `jars`", "jars", "the group `Jars`", "jars_get", "/paths/~1jars/get"),
        schema("GetPet", "the marker of GET /pets"),
        schema("GetPetError", "the error of GET /pets"),
        schema("GetPetOk", "the success of GET /pets"),
        schema("JarsGroup", "the handle of the group `Jars`"),
        schema("SendPet", "the marker of POST /pets"),
        schema("SendPetBody", "the body of POST /pets"),
        schema("TypeGroup", "the handle of the group `type`"),
    ];
    let mut said = said;
    said.sort();
    let mut expect = expect.to_vec();
    expect.sort();
    assert_eq!(said, expect);
    // and a second run says and does the same
    let (third, _, again) = named(&api, &[], &next);
    assert_eq!((third, again), (second, next));
}
