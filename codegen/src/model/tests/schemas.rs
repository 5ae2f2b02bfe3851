//! Schemas become types.

use super::{check_schemas as check, read};
use crate::ir::{Deprecated, Docs};

#[test]
fn leaves() {
    let cases = [
        (
            "T: {type: boolean}",
            "
            -> T
            T = bool",
        ),
        (
            "T: {type: integer}",
            "
            -> T
            T = i64",
        ),
        (
            "T: {type: integer, format: int8}",
            "
            -> T
            T = i8",
        ),
        (
            "T: {type: integer, format: int16}",
            "
            -> T
            T = i16",
        ),
        (
            "T: {type: integer, format: int32}",
            "
            -> T
            T = i32",
        ),
        (
            "T: {type: integer, format: int64}",
            "
            -> T
            T = i64",
        ),
        (
            "T: {type: integer, format: uint8}",
            "
            -> T
            T = u8",
        ),
        (
            "T: {type: integer, format: uint16}",
            "
            -> T
            T = u16",
        ),
        (
            "T: {type: integer, format: uint32}",
            "
            -> T
            T = u32",
        ),
        (
            "T: {type: integer, format: uint64}",
            "
            -> T
            T = u64",
        ),
        (
            "T: {type: integer, format: other}",
            "
            -> T
            T = i64",
        ),
        (
            "T: {type: number}",
            "
            -> T
            T = decimal",
        ),
        (
            "T: {type: number, format: float}",
            "
            -> T
            T = f32",
        ),
        (
            "T: {type: number, format: double}",
            "
            -> T
            T = f64",
        ),
        (
            "T: {type: number, format: decimal}",
            "
            -> T
            T = decimal",
        ),
        (
            "T: {type: number, format: int32}",
            "
            -> T
            T = i32",
        ),
        (
            "T: {type: number, format: int64}",
            "
            -> T
            T = i64",
        ),
        (
            "T: {type: string}",
            "
            -> T
            T = str",
        ),
        (
            "T: {type: string, format: date-time}",
            "
            -> T
            T = datetime",
        ),
        (
            "T: {type: string, format: date}",
            "
            -> T
            T = date",
        ),
        (
            "T: {type: string, format: uuid}",
            "
            -> T
            T = uuid",
        ),
        (
            "T: {type: string, format: byte}",
            "
            -> T
            T = base64",
        ),
        (
            "T: {type: string, format: base64}",
            "
            -> T
            T = base64",
        ),
        (
            "T: {type: string, format: base64url}",
            "
            -> T
            T = base64url",
        ),
        (
            "T: {type: string, format: decimal}",
            "
            -> T
            T = text decimal",
        ),
        (
            "T: {type: string, format: int64}",
            "
            -> T
            T = text i64",
        ),
        (
            "T: {type: string, format: uint32}",
            "
            -> T
            T = text u32",
        ),
        (
            "T: {type: string, format: password}",
            "
            -> T
            T = str",
        ),
        (
            "T: {type: string, format: binary}",
            "
            -> T
            T = str",
        ),
        (
            "T: {type: string, format: email}",
            "
            -> T
            T = str",
        ),
        ("T: {}", "-> any"),
        ("T: {description: Only words.}", "-> any"),
        ("T: true", "-> any"),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn null() {
    let cases = [
        (
            "T: {type: [string, 'null']}",
            "
            -> T?
            T = str",
        ),
        ("T: {type: 'null'}", "-> any"),
        (
            "T: {type: object, required: [a, b], properties: {a: {type: [string, 'null']}, b: {type: integer}, c: {type: [array, 'null'], items: {type: [integer, 'null']}}}}",
            "
            -> T
            T = {a: str?, b: i64, c?: [i64?]?}",
        ),
        (
            "T: {oneOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}\nA: {type: object, properties: {a: {type: string}}}",
            "
            -> T?
            A = {a?: str}
            T = A",
        ),
        (
            "T: {type: object, properties: {a: {anyOf: [{type: string, format: date}, {type: 'null'}]}}}",
            "
            -> T
            T = {a?: date?}",
        ),
        (
            "T: {type: [object, 'null'], properties: {a: {$ref: '#/components/schemas/T'}}}",
            "
            -> T?
            T = {a?: T?}",
        ),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn enums() {
    let cases = [
        (
            "T: {type: string, enum: [b, a, '']}",
            r#"
            -> T
            T = enum "b" "a" """#,
        ),
        (
            "T: {type: [string, 'null'], enum: [a, null]}",
            r#"
            -> T?
            T = enum "a""#,
        ),
        (
            "T: {type: integer, enum: [1, -2, 3]}",
            "
            -> T
            T = enum 1 -2 3",
        ),
        (
            "T: {type: [integer, 'null'], enum: [1, null]}",
            "
            -> T?
            T = enum 1",
        ),
        (
            "T: {enum: [a, b]}",
            r#"
            -> T
            T = enum "a" "b""#,
        ),
        (
            "T: {const: a}",
            r#"
            -> T
            T = enum "a""#,
        ),
        (
            "T: {type: object, properties: {a: {type: string, enum: [x]}, b: {type: array, items: {type: string, enum: [y]}}}}",
            r#"
            -> T
            T = {a?: T.a, b?: [T.b Item]}
            T.a = enum "x"
            T.b Item = enum "y""#,
        ),
        (
            "T: {type: boolean, enum: [true]}",
            "
            -> T
            T = bool",
        ),
        (
            "T: {type: number, enum: [1.5, 2]}",
            "
            -> T
            T = decimal",
        ),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn lists_and_maps() {
    let cases = [
        (
            "T: {type: array}",
            "
            -> T
            T = [any]",
        ),
        (
            "T: {type: array, items: {type: array, items: {type: object, properties: {a: {type: string}}}}}",
            "
            -> T
            'T Item Item' = {a?: str}
            T = [['T Item Item']]",
        ),
        (
            "T: {items: {type: integer}}",
            "
            -> T
            T = [i64]",
        ),
        (
            "T: {type: object}",
            "
            -> T
            T = {*: any}",
        ),
        (
            "T: {type: object, additionalProperties: true}",
            "
            -> T
            T = {*: any}",
        ),
        (
            "T: {type: object, additionalProperties: {type: integer}}",
            "
            -> T
            T = {*: i64}",
        ),
        (
            "T: {additionalProperties: {type: object, properties: {a: {type: integer}}}}",
            "
            -> T
            'T Value' = {a?: i64}
            T = {*: 'T Value'}",
        ),
        (
            "T: {type: object, properties: {a: {type: object, additionalProperties: {type: object, properties: {b: {}}}}}}",
            "
            -> T
            T = {a?: {*: T.a Value}}
            T.a Value = {b?: any}",
        ),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn objects() {
    let cases = [
        (
            "T: {type: object, required: [a, z], properties: {b: {type: string}, a: {type: integer}}}",
            "
            -> T
            T = {b?: str, a: i64, z?: any}
            note required-undefined #/components/schemas/T/required `z` is required and nowhere defined; it is read as an optional member of any value",
        ),
        (
            "T: {properties: {a: {}}}",
            "
            -> T
            T = {a?: any}",
        ),
        (
            "T: {type: object, additionalProperties: false}",
            "
            -> T
            T = {}",
        ),
        (
            "T: {type: object, properties: {a: {}}, additionalProperties: false}",
            "
            -> T
            T = {a?: any}",
        ),
        (
            "T: {type: object, properties: {a: {}}, additionalProperties: true}",
            "
            -> T
            T = {a?: any, ..: any}",
        ),
        (
            "T: {type: object, properties: {a: {}}, additionalProperties: {type: object, properties: {b: {}}}}",
            "
            -> T
            T = {a?: any, ..: T.Extra Value}
            T.Extra Value = {b?: any}",
        ),
        (
            "T: {type: object, properties: {r: {type: string, readOnly: true}, w: {type: string, writeOnly: true}}}",
            "
            -> T
            T = {r?: str ro, w?: str wo}",
        ),
        (
            "T: {type: object, properties: {a: {type: object, title: A Title, properties: {b: {type: object, properties: {c: {}}}}}}}",
            "
            -> T
            T = {a?: T.a titled 'A Title'}
            T.a titled 'A Title' = {b?: T.a titled 'A Title'.b}
            T.a titled 'A Title'.b = {c?: any}",
        ),
        (
            "T: {type: object, properties: {same: {type: object, title: same, properties: {b: {}}}, long: {type: object, title: this is a whole sentence, properties: {b: {}}}}}",
            "
            -> T
            T = {same?: T.same, long?: T.long}
            T.same = {b?: any}
            T.long = {b?: any}",
        ),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn all_of() {
    let cases = [
        // members and requirements of all parts; the last one to speak of a member wins
        (
            "T: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, required: [b], properties: {c: {type: integer}}}], required: [a]}\nA: {type: object, properties: {a: {type: string}, b: {type: string}, c: {}}}",
            "
            -> T
            T = {a: str, b: str, c?: i64}",
        ),
        (
            "T: {allOf: [{$ref: '#/components/schemas/A'}], description: Words., properties: {c: {}}}\nA: {type: object, properties: {a: {}}}",
            "
            -> T
            T = {a?: any, c?: any}",
        ),
        // a reference with words
        (
            "T: {type: object, properties: {a: {allOf: [{$ref: '#/components/schemas/A'}], description: Words.}, b: {$ref: '#/components/schemas/A', description: More.}}}\nA: {type: string, format: date}",
            "
            -> T
            T = {a?: A, b?: A}
            A = date",
        ),
        (
            "T: {allOf: [{$ref: '#/components/schemas/A'}, {description: Words.}]}\nA: {type: object, properties: {a: {}}}",
            "
            -> T
            A = {a?: any}
            T = A",
        ),
        (
            "T: {allOf: [{$ref: '#/components/schemas/A'}, {additionalProperties: {type: integer}}]}\nA: {type: object, properties: {a: {}}, additionalProperties: false}",
            "
            -> T
            T = {a?: any, ..: i64}",
        ),
        (
            "T: {allOf: [{allOf: [{type: object, properties: {a: {}}}]}, {type: object, properties: {b: {}}}]}",
            "
            -> T
            T = {a?: any, b?: any}",
        ),
        (
            "T: {type: [string, 'null'], allOf: [{$ref: '#/components/schemas/U'}]}\nU: {type: string, maxLength: 3}",
            "
            -> T?
            U = str
            T = U",
        ),
        (
            "T: {type: object, properties: {a: {type: [string, 'null'], allOf: [{$ref: '#/components/schemas/U'}]}}}\nU: {type: string, enum: [x]}",
            "
            -> T
            T = {a?: U?}
            U = enum \"x\"",
        ),
        (
            "T: {allOf: [{$ref: '#/components/schemas/U'}, {type: string, description: More.}]}\nU: {type: string, format: date}",
            "
            -> T
            U = date
            T = U",
        ),
        (
            "T: {type: integer, enum: [1], allOf: [{$ref: '#/components/schemas/U'}]}\nU: {type: integer}",
            "
            -> T
            T = enum 1",
        ),
        (
            "T: {type: string, allOf: [{type: string, format: date}, {type: string, format: uuid}]}",
            "
            -> T
            T = str
            degraded allof-mixed #/components/schemas/T several parts of an allOf say more of a value of type `string`",
        ),
        (
            "T: {type: string, allOf: [{oneOf: [{type: string}, {type: integer}]}]}",
            "
            -> any
            degraded allof-mixed #/components/schemas/T the parts of an allOf, which are no objects, are of several types or forms",
        ),
        (
            "T: {allOf: [{type: object, properties: {a: {}}}, {type: string}]}",
            "
            -> T
            T = {a?: any}
            degraded allof-mixed #/components/schemas/T/allOf/1 a part of an allOf is no object, and other parts are",
        ),
        (
            "T: {allOf: [{type: object, properties: {a: {}}}, {oneOf: [{type: object, properties: {b: {}}}, {type: object, properties: {c: {}}}]}]}",
            "
            -> T
            T = {a?: any, ..: any}
            degraded allof-alternatives #/components/schemas/T/allOf/1 alternatives stand beside members that all of them have",
        ),
        (
            "T: {type: object, properties: {a: {type: string}}, oneOf: [{type: object, properties: {b: {}}}, {type: object, properties: {c: {}}}]}",
            "
            -> T
            T = {a?: str, ..: any}
            degraded allof-alternatives #/components/schemas/T alternatives stand beside members that all of them have",
        ),
        (
            "T: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}",
            "
            -> T
            T = {a?: str, b?: str}",
        ),
        (
            "T: {type: object, properties: {a: {type: string}}, patternProperties: {'^x-': {type: integer}}, additionalProperties: false}",
            "
            -> T
            T = {a?: str, ..: i64}
            note pattern-names #/components/schemas/T/patternProperties the client does not check that names match `^x-`",
        ),
        (
            "T: {type: object, patternProperties: {'^a': {type: string}, '^b': {type: integer}}, additionalProperties: {type: boolean}}",
            "
            -> T
            'T Value' = union | Text: str if String | Integer: i64 if Integer | Bool: bool if Boolean
            T = {*: 'T Value'}
            note pattern-names #/components/schemas/T/additionalProperties the client does not check that names match `^a` or another pattern",
        ),
        (
            "T: {type: string, contentMediaType: application/json, contentSchema: {type: object}}",
            "
            -> T
            T = str
            note content-undecoded #/components/schemas/T/x-bursar-contentSchema what `contentSchema` says is in a text; the client gives the text as it is sent",
        ),
        (
            "T: {type: array, prefixItems: [{type: string}, {type: [integer, 'null']}, {type: boolean}], minItems: 2, items: false}",
            "
            -> T
            T = (str, i64?, bool?)",
        ),
        (
            "T: {type: array, prefixItems: [{type: string}, {type: object, properties: {a: {type: boolean}}}], maxItems: 2, minItems: 5}",
            "
            -> T
            'T Item1' = {a?: bool}
            T = (str, 'T Item1')",
        ),
        (
            "T: {type: array, prefixItems: [{type: string}, {type: string}, {type: string}, {type: string}, {type: string}, {type: string}, {type: string}, {type: string}]}",
            "
            -> T
            T = [any]
            degraded tuple-untyped #/components/schemas/T/x-bursar-prefixItems this array has 8 elements with types by their place, and a tuple has 8 with what follows",
        ),
        (
            "T: {type: array, prefixItems: [{type: string}], items: {type: number}}",
            "
            -> T
            T = (str?, ..decimal)",
        ),
        (
            "T: {type: array, prefixItems: [{type: string}], items: {type: string}}",
            "
            -> T
            T = [str]",
        ),
        (
            "T: {allOf: [{$ref: '#/components/schemas/T'}, {type: object, properties: {a: {}}}]}",
            "
            -> any
            error allof-cycle #/components/schemas/T this schema consists of itself through `allOf`: `T` -> `T`",
        ),
        (
            "T: {allOf: [{type: string}, {maxLength: 3}]}",
            "
                -> T
                T = str",
        ),
        (
            "T: {allOf: [{type: object, properties: {a: {}, t: {$ref: '#/components/schemas/T'}}}], description: W.}",
            "
            -> T
            T = {a?: any, t?: T}",
        ),
        (
            "T: {allOf: [{type: string, enum: [a]}], description: Words.}",
            r#"
            -> T
            T = enum "a""#,
        ),
        (
            "T: {allOf: [{type: array, items: {type: object, properties: {t: {$ref: '#/components/schemas/T'}}}}]}",
            "
            -> T
            'T Item' = {t?: T}
            T = ['T Item']",
        ),
        (
            "T: {allOf: [{oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/T'}}]}, {description: W.}]}",
            "
            -> T
            'T Value' = union | Text: str if String | List: [T] if Array
            T = 'T Value'",
        ),
        (
            "T: {allOf: [{type: [object, 'null'], properties: {a: {}}}]}",
            "
            -> T
            'T Value' = {a?: any}
            T = 'T Value'?",
        ),
        (
            "T: {allOf: [{allOf: [{type: object, properties: {a: {}}}]}]}",
            "
            -> T
            T = {a?: any}",
        ),
        (
            "T: {allOf: [{$ref: '#/components/schemas/A'}]}\nA: {allOf: [{$ref: '#/components/schemas/B'}]}\nB: {type: object, properties: {t: {$ref: '#/components/schemas/T'}}}",
            "
            -> T
            B = {t?: T}
            T = A
            A = B",
        ),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn recursion() {
    let cases = [
        (
            "T: {type: object, properties: {t: {$ref: '#/components/schemas/T'}, l: {type: array, items: {$ref: '#/components/schemas/T'}}}}",
            "
            -> T
            T = {t?: T, l?: [T]}",
        ),
        (
            "T: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}\nA: {type: object, properties: {t: {$ref: '#/components/schemas/T'}}}",
            "
            -> T
            T = {a?: A}
            A = {t?: T}",
        ),
        (
            "T: {type: object, properties: {t: {oneOf: [{$ref: '#/components/schemas/T'}, {type: 'null'}]}}}",
            "
            -> T
            T = {t?: T?}",
        ),
        (
            "T: {type: array, items: {type: object, properties: {t: {$ref: '#/components/schemas/T'}}}}",
            "
            -> T
            'T Item' = {t?: T}
            T = ['T Item']",
        ),
        (
            "T: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/T'}}]}",
            "
            -> T
            T = union | Text: str if String | List: [T] if Array",
        ),
        (
            "T: {type: array, items: {$ref: '#/components/schemas/T'}}",
            "
            -> T
            T = any
            degraded recursive-alias #/components/schemas/T a schema is made of nothing but itself",
        ),
        (
            "T: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}\nA: {type: array, items: {$ref: '#/components/schemas/T'}}",
            "
            -> T
            T = any
            A = [T]
            degraded recursive-alias #/components/schemas/T a schema is made of nothing but itself",
        ),
    ];
    for (schemas, expect) in cases {
        check(schemas, expect);
    }
}

#[test]
fn what_is_not_checked() {
    check(
        "T: {type: string, not: {enum: [x]}}",
        "
        -> T
        T = str
        note constraint-unchecked #/components/schemas/T/not `not` narrows the values; the client does not check it",
    );
    check(
        "T: {not: {type: string}}",
        "
        -> any
        note constraint-unchecked #/components/schemas/T/not `not` narrows the values; the client does not check it",
    );
}

#[test]
fn words() {
    let check = |schema: &str, description: Option<&str>, facts: &[&str], deprecated| {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{get: {{responses: {{200: {{description: '', \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}}}}}}}}}\n\
             components: {{schemas: {{T: {schema}}}}}\n"
        );
        let (api, _) = read(&document);
        let facts = facts.iter().map(|fact| (*fact).to_owned()).collect();
        let expect = Docs { summary: None, description: description.map(str::to_owned), facts, deprecated };
        assert_eq!(api.types.iter().next().unwrap().1.docs, expect, "{schema}");
    };
    let no = Deprecated::No;
    check("{type: string, description: ' A\\n b'}", Some(" A\\n b"), &[], no);
    check("{type: string, deprecated: true}", None, &[], Deprecated::Yes);
    check("{type: string, minLength: 1, maxLength: 3, pattern: '^a$'}", None, &["1 to 3 characters; matches ^a$."], no);
    check("{type: string, minLength: 0}", None, &[], no);
    check("{type: string, maxLength: 3, default: x}", None, &["At most 3 characters; default \"x\"."], no);
    check(
        "{type: integer, minimum: 1, exclusiveMinimum: true, maximum: 9}",
        None,
        &["At least 1, exclusive; at most 9."],
        no,
    );
    check("{type: number, maximum: 9.5, exclusiveMaximum: true}", None, &["At most 9.5, exclusive."], no);
    check("{type: array, items: {}, minItems: 2}", None, &["At least 2 items."], no);
    check("{type: object, maxProperties: 2}", None, &["At most 2 members."], no);
}

#[test]
fn types_that_no_compiler_takes() {
    let members: String = (0..=1_000).map(|index| format!("m{index}: {{}}, ")).collect();
    check(
        &format!("T: {{type: object, properties: {{{members}}}}}"),
        "
            -> T
            T = {*: any}
            degraded object-too-wide #/components/schemas/T this object has 1001 members, and 1000 are the most that a struct has",
    );
    let values: String = (0..=10_000).map(|index| format!("v{index}, ")).collect();
    check(
        &format!("T: {{type: string, enum: [{values}]}}"),
        "
            -> T
            T = str
            degraded enum-too-wide #/components/schemas/T this enum has 10001 values, and 10000 are the most that a type has",
    );
}
