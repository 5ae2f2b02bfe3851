//! Alternatives become unions where they can be told apart.

use super::check_schemas as check;

const PARTS: &str = "
Cat: {type: object, required: [meow], properties: {meow: {type: string}, name: {type: string}, kind: {type: string}}}
Dog: {type: object, required: [bark], properties: {bark: {type: string}, name: {type: string}}}
Fish: {type: object, properties: {name: {type: string}, fins: {type: array, items: {type: integer}}}}
Opened: {type: object, required: [kind], properties: {kind: {type: string, enum: [opened]}, at: {type: string}}}
Closed: {type: object, required: [kind], properties: {kind: {type: string, enum: [closed]}, at: {type: string}}}";

fn check_parts(schema: &str, expect: &str) {
    check(&format!("T: {schema}{PARTS}"), expect);
}

#[test]
fn told_apart() {
    let cases = [
        // by JSON type
        ("{oneOf: [{type: string}, {type: integer}, {type: boolean}, {type: array, items: {}}, {type: object}]}", "
            -> T
            T = union | Text: str if String | Integer: i64 if Integer | Bool: bool if Boolean | List: [any] if Array | Map: {*: any} if Object"),
        ("{anyOf: [{type: integer}, {type: number}]}", "
            -> T
            T = union | Integer: i64 if Integer | Number: decimal if Number"),
        ("{oneOf: [{type: string, format: date}, {title: Amount, type: number}]}", "
            -> T
            T = union | Variant0: date if String | Amount: decimal if Number"),
        // by required members
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}", "
            -> T
            T = union | Cat: Cat if Object meow | Dog: Dog if Object bark
            Cat = {meow: str, name?: str, kind?: str}
            Dog = {bark: str, name?: str}"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Fish'}]}", "
            -> T
            T = union | Cat: Cat if Object meow | Fish: Fish if Object
            Cat = {meow: str, name?: str, kind?: str}
            Fish = {name?: str, fins?: [i64]}"),
        // by constants
        ("{oneOf: [{$ref: '#/components/schemas/Opened'}, {$ref: '#/components/schemas/Closed'}]}", r#"
            -> T
            T = union | Opened: Opened if Object kind=opened | Closed: Closed if Object kind=closed
            Opened = {kind: Opened.kind, at?: str}
            Opened.kind = enum "opened"
            Closed = {kind: Closed.kind, at?: str}
            Closed.kind = enum "closed""#),
        // two of one name
        ("{oneOf: [{title: A, type: string}, {title: A, type: integer}]}", "
            -> T
            T = union | A: str if String | A 1: i64 if Integer"),
        // with null
        ("{oneOf: [{type: string}, {type: integer}, {type: 'null'}]}", "
            -> T?
            T = union | Text: str if String | Integer: i64 if Integer"),
        // one alternative is none
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}]}", "
            -> T
            Cat = {meow: str, name?: str, kind?: str}
            T = Cat"),
        // texts are texts
        ("{anyOf: [{type: string}, {type: string, enum: [a, b]}]}", "
            -> T
            T = str"),
        ("{type: object, properties: {pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {type: string}]}}}", "
            -> T
            T = {pet?: T.pet}
            T.pet = union | Cat: Cat if Object meow | Text: str if String
            Cat = {meow: str, name?: str, kind?: str}"),
    ];
    for (schema, expect) in cases {
        check_parts(schema, expect);
    }
}

#[test]
fn indistinct() {
    let cases = [
        ("{oneOf: [{type: number}, {type: integer}]}", "
            -> T
            T = any
            degraded union-indistinct #/components/schemas/T the alternatives `Number` and `Integer` cannot be told apart"),
        ("{oneOf: [{$ref: '#/components/schemas/Fish'}, {$ref: '#/components/schemas/Cat'}]}", "
            -> T
            T = any
            degraded union-indistinct #/components/schemas/T the alternatives `Fish` and `Cat` cannot be told apart"),
        ("{oneOf: [{type: string, format: date}, {type: string, format: uuid}]}", "
            -> T
            T = any
            degraded union-indistinct #/components/schemas/T the alternatives `Variant0` and `Variant1` cannot be told apart"),
        ("{oneOf: [{}, {type: string}]}", "
            -> T
            T = any
            degraded union-indistinct #/components/schemas/T the alternatives `Variant0` and `Text` cannot be told apart"),
        ("{oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}", "
            -> T
            T = any
            degraded union-indistinct #/components/schemas/T the alternatives `List` and `List 1` cannot be told apart"),
        ("{oneOf: [{title: One, type: object, required: [a], properties: {a: {}}, additionalProperties: true}, {title: Two, type: object, properties: {b: {}}, additionalProperties: true}]}", "
            -> T
            T = any
            degraded union-indistinct #/components/schemas/T the alternatives `One` and `Two` cannot be told apart"),
    ];
    for (schema, expect) in cases {
        check_parts(schema, expect);
    }
}

#[test]
fn tagged() {
    let cases = [
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: sort}}", "
            -> T
            T = union on sort | Cat: Cat if Cat | Dog: Dog if Dog
            Cat = {meow: str, name?: str, kind?: str}
            Dog = {bark: str, name?: str}
            degraded discriminator-undefined #/components/schemas/T/discriminator the discriminator `sort` is a member of none of the alternatives"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}", "
            -> T
            T = union on kind | Cat: Cat if Cat | Dog: Dog if Dog
            Cat = {meow: str, name?: str, kind?: str}
            Dog = {bark: str, name?: str}"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', kitten: Cat, other: '#/components/schemas/Fish'}}}", "
            -> T
            T = union on kind | Cat: Cat if cat kitten | Dog: Dog if Dog
            Cat = {meow: str, name?: str, kind?: str}
            Dog = {bark: str, name?: str}
            note union-mapping-unused #/components/schemas/T/discriminator/mapping/other `other` is mapped to none of the alternatives; it is kept as any JSON value"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {Dog: Cat, hound: Dog, cat: Cat}}}", "
            -> T
            T = union on kind | Cat: Cat if Dog cat | Dog: Dog if hound
            Cat = {meow: str, name?: str, kind?: str}
            Dog = {bark: str, name?: str}"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {Dog: Cat}}}", "
            -> T
            T = any
            note union-tag-twice #/components/schemas/T `Dog` stands for `Cat` and for `Dog`; it chooses `Cat`
            degraded union-untagged #/components/schemas/T the alternative `Dog` has no value of the discriminator to itself"),
        ("{anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}", "
            -> T
            T = union on kind | Cat: Cat if Cat | Dog: Dog if Dog
            Cat = {meow: str, name?: str, kind?: str}
            Dog = {bark: str, name?: str}"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {type: object, title: Bird, properties: {kind: {type: string}}}], discriminator: {propertyName: kind}}", "
            -> T
            T = any
            degraded union-untagged #/components/schemas/T the alternative `Bird` is written in place, so the discriminator cannot name it"),
        ("{oneOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {kind: {type: string}}}], discriminator: {propertyName: kind}}", "
            -> T
            T = any
            degraded union-untagged #/components/schemas/T the alternative `Variant1` is written in place, so the discriminator cannot name it"),
    ];
    for (schema, expect) in cases {
        check_parts(schema, expect);
    }
}

#[test]
fn values_that_nothing_maps() {
    let check = |default: &str, expect: &str| {
        let reference = |name: &str| format!("{{$ref: '#/components/schemas/{name}'}}");
        let rest = format!(
            "paths: {{/a: {{get: {{operationId: a, responses: {{'200': {{description: d, content: {{application/json: {{schema: {}}}}}}}}}}}}}}}
components:
  schemas:
    T: {{oneOf: [{}, {}], discriminator: {{propertyName: kind, defaultMapping: {default}}}}}
    Cat: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}
    Dog: {{type: object, required: [kind], properties: {{kind: {{type: string}}, bark: {{type: string}}}}}}",
            reference("T"),
            reference("Cat"),
            reference("Dog"),
        );
        super::check_version("3.2.0", &rest, expect);
    };
    let around = |union: &str, said: &str| {
        format!(
            "
            GET /a 'a' in a
            - ok 200: T as application/json
            T = {union} | Cat: Cat if Cat | Dog: Dog if Dog
            Cat = {{kind: str}}
            Dog = {{kind: str, bark?: str}}{said}"
        )
    };
    check("'#/components/schemas/Dog'", &around("union on kind else Dog", ""));
    check("Cat", &around("union on kind else Cat", ""));
    let none = "
            note union-mapping-unused #/components/schemas/T/discriminator/x-bursar-defaultMapping `Fish` is none of the alternatives; other values are kept as any JSON value";
    check("Fish", &around("union on kind", none));
}

#[test]
fn accessors() {
    let check = |stated: &str, expect: &str| {
        let list = "{title: List, type: array, items: {$ref: '#/components/schemas/Fish'}}";
        let schema =
            format!("{{oneOf: [{list}, {{$ref: '#/components/schemas/Fish'}}], x-bursar-accessors: {stated}}}");
        check_parts(&schema, expect);
    };
    check(
        "{name: [/name, /0/name]}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object | name() -> str by 1:.name 0:[0].name
        Fish = {name?: str, fins?: [i64]}",
    );
    check(
        "{fin: [/fins/1]}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object | fin() -> i64 by 1:.fins[1]
        Fish = {name?: str, fins?: [i64]}",
    );
    check(
        "{name: [/nope]}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name a pointer of it leads nowhere in any form",
    );
    check(
        "{name: [/name, /nope]}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name a pointer of it leads nowhere in any form",
    );
    check(
        "{name: []}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name a pointer of it leads nowhere in any form",
    );
    check(
        "{name: [/name, 5]}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name a pointer of it leads nowhere in any form",
    );
    check(
        "{name: /name}",
        "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name a pointer of it leads nowhere in any form",
    );
    check("{name: [/fins, /0/name]}", "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name its pointers lead to values of different types, or twice into one form");
    check("{name: [/name, /name]}", "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors/name its pointers lead to values of different types, or twice into one form");
    check("[name]", "
        -> T
        T = union | List: [Fish] if Array | Fish: Fish if Object
        Fish = {name?: str, fins?: [i64]}
        error accessor #/components/schemas/T/x-bursar-accessors `x-bursar-accessors` has to be an object of lists of JSON Pointers");
}

#[test]
fn several_at_once() {
    // a value with both members would lose one of them
    check_parts(
        "{anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}",
        "
        -> T
        T = union of any | Cat: Cat if Object meow | Dog: Dog if Object bark
        Cat = {meow: str, name?: str, kind?: str}
        Dog = {bark: str, name?: str}",
    );
    // nobody is both
    check_parts(
        "{anyOf: [{$ref: '#/components/schemas/Opened'}, {type: string}]}",
        r#"
        -> T
        T = union | Opened: Opened if Object kind=opened | Text: str if String
        Opened = {kind: Opened.kind, at?: str}
        Opened.kind = enum "opened""#,
    );
}

#[test]
fn a_parent_with_heirs() {
    check("
T: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {dog: Dog}}}
Dog: {allOf: [{$ref: '#/components/schemas/T'}, {type: object, properties: {bark: {type: string}}}]}
Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {age: {type: integer}}}]}
Other: {type: object, properties: {x: {type: string}}}", "
        -> T
        T = union on kind | Dog: Dog if dog | Puppy: Puppy if Puppy | T: 'T Base' if T
        Dog = {kind: str, bark?: str}
        Puppy = {kind: str, bark?: str, age?: i64}
        'T Base' = {kind: str}");
    check(
        "T: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}",
        "
        -> T
        T = {kind: str}",
    );
}
