//! Which types travel in which direction, and which edges are boxed.

use super::*;
use crate::ir::NameHint;
use crate::model::tests::read;

/// One line for each component: its name, its directions, and the types that it holds in a box.
fn check(paths: &str, schemas: &str, expect: &[&str]) {
    let (api, _) = read(&format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{post: {{{paths}}}}}}}\ncomponents:\n  schemas:\n    {}\n",
        schemas.trim().replace('\n', "\n    ")
    ));
    let facts = analyze(&api);
    let name = |id: TypeId| match &api.types[id].hint {
        NameHint::Component(name) => name.clone(),
        other => format!("{other:?}"),
    };
    let mut lines: Vec<String> = Vec::new();
    for (id, def) in api.types.iter() {
        let Use { request, response } = facts.uses(id);
        let mut line = name(id);
        line.push_str(if request.yes() { " sent" } else { "" });
        line.push_str(if response.yes() { " received" } else { "" });
        let held: Vec<TypeId> = parts(&def.kind).into_iter().filter_map(held).collect();
        let boxed = held.into_iter().filter(|to| facts.is_boxed(id, *to)).map(|to| format!(" box {}", name(to)));
        line.extend(boxed);
        lines.push(line);
    }
    lines.sort();
    assert_eq!(lines, expect, "{schemas}");
}

const GET: &str =
    "responses: {200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}";

#[test]
fn directions() {
    let schemas = "
A: {type: object, properties: {b: {type: array, items: {$ref: '#/components/schemas/B'}}}}
B: {type: object, properties: {c: {type: object, additionalProperties: {$ref: '#/components/schemas/C'}}}}
C: {type: string, enum: [x]}
D: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}, additionalProperties: {$ref: '#/components/schemas/E'}}
E: {type: string, format: date}
F: {oneOf: [{$ref: '#/components/schemas/E'}, {type: integer}]}";
    check(GET, schemas, &["A received", "B received", "C received"]);
    let body = "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/D'}}}}, ";
    check(&format!("{body}{GET}"), schemas, &["A received", "B received", "C sent received", "D sent", "E sent"]);
    let param = "parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/F'}}], responses: {}";
    check(param, schemas, &["E sent", "F sent"]);
    let error =
        "responses: {404: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/F'}}}}}";
    check(error, schemas, &["E received", "F received"]);
}

#[test]
fn boxes() {
    let cases: [(&str, &[&str]); 8] = [
        ("A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}", &["A received box A"]),
        (
            "A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\n\
             B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, c: {$ref: '#/components/schemas/C'}}}\n\
             C: {type: object, properties: {d: {type: string}}}",
            &["A received box B", "B received box A", "C received"],
        ),
        // lists and maps are pointers already
        ("A: {type: object, properties: {a: {type: array, items: {$ref: '#/components/schemas/A'}}}}", &["A received"]),
        (
            "A: {type: object, properties: {a: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}}}",
            &["A received"],
        ),
        // null is no way out
        (
            "A: {type: object, properties: {a: {nullable: true, allOf: [{$ref: '#/components/schemas/A'}]}}}",
            &["A received box A"],
        ),
        // nor is another name
        (
            "A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}\nB: {allOf: [{$ref: '#/components/schemas/A'}]}",
            &["A received box B", "B received box A"],
        ),
        (
            "A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}\n\
             B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}",
            &["A received box B", "B received box A"],
        ),
        // two knots that touch are two
        (
            "A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}}}\n\
             B: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}",
            &["A received box A", "B received box B"],
        ),
    ];
    for (schemas, expect) in cases {
        check(GET, schemas, expect);
    }
}

#[test]
fn the_order_of_the_document_moves_no_box() {
    let parts = [
        "A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/C'}}}",
        "B: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}",
        "C: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}",
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let schemas = order.map(|index| parts[index]).join("\n");
        check(GET, &schemas, &["A received box B box C", "B received box C", "C received box A"]);
    }
}
