//! Documents in the form of one, in which keywords stand at random places, most of them with a value of the right form.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::words::{anything, name, reference, scalar, text};

/// What a keyword wants.
#[derive(Debug, Clone, Copy)]
enum Form {
    Text,
    Bool,
    Number,
    Texts,
    Values,
    Any,
    Types,
    Schema,
    Schemas,
    SchemaMap,
    TextMap,
    Content,
    Headers,
    Parameters,
    Responses,
    Operation,
    Servers,
    Security,
    Discriminator,
    Callbacks,
}

/// Keywords of schemas, and what they want.
const SCHEMA: &[(&str, Form)] = &[
    ("type", Form::Types),
    ("type", Form::Types),
    ("type", Form::Types),
    ("format", Form::Text),
    ("enum", Form::Values),
    ("const", Form::Any),
    ("default", Form::Any),
    ("title", Form::Text),
    ("description", Form::Text),
    ("nullable", Form::Bool),
    ("readOnly", Form::Bool),
    ("writeOnly", Form::Bool),
    ("deprecated", Form::Bool),
    ("example", Form::Any),
    ("examples", Form::Values),
    ("discriminator", Form::Discriminator),
    ("properties", Form::SchemaMap),
    ("properties", Form::SchemaMap),
    ("additionalProperties", Form::Schema),
    ("items", Form::Schema),
    ("allOf", Form::Schemas),
    ("oneOf", Form::Schemas),
    ("anyOf", Form::Schemas),
    ("not", Form::Schema),
    ("required", Form::Texts),
    ("prefixItems", Form::Schemas),
    ("patternProperties", Form::SchemaMap),
    ("dependentSchemas", Form::SchemaMap),
    ("if", Form::Schema),
    ("then", Form::Schema),
    ("contains", Form::Schema),
    ("propertyNames", Form::Schema),
    ("unevaluatedProperties", Form::Schema),
    ("multipleOf", Form::Number),
    ("maximum", Form::Number),
    ("minimum", Form::Number),
    ("exclusiveMaximum", Form::Number),
    ("exclusiveMinimum", Form::Bool),
    ("maxLength", Form::Number),
    ("minLength", Form::Number),
    ("pattern", Form::Text),
    ("maxItems", Form::Number),
    ("uniqueItems", Form::Bool),
    ("dependentRequired", Form::Any),
    ("$defs", Form::SchemaMap),
    ("definitions", Form::SchemaMap),
    ("contentEncoding", Form::Text),
    ("contentMediaType", Form::Text),
    ("contentSchema", Form::Schema),
    ("$schema", Form::Text),
    ("$id", Form::Text),
    ("$anchor", Form::Text),
    ("$dynamicRef", Form::Text),
    ("$comment", Form::Any),
    ("xml", Form::Any),
    ("x-nullable", Form::Bool),
    ("x-enum-varnames", Form::Texts),
];

/// Keywords of parameters and headers, of both families of versions.
const PARAMETER: &[(&str, Form)] = &[
    ("required", Form::Bool),
    ("schema", Form::Schema),
    ("schema", Form::Schema),
    ("content", Form::Content),
    ("style", Form::Text),
    ("explode", Form::Bool),
    ("allowReserved", Form::Bool),
    ("allowEmptyValue", Form::Bool),
    ("deprecated", Form::Bool),
    ("description", Form::Text),
    ("example", Form::Any),
    ("type", Form::Text),
    ("format", Form::Text),
    ("items", Form::Schema),
    ("collectionFormat", Form::Text),
    ("enum", Form::Values),
    ("default", Form::Any),
];

const OPERATION: &[(&str, Form)] = &[
    ("operationId", Form::Text),
    ("tags", Form::Texts),
    ("parameters", Form::Parameters),
    ("parameters", Form::Parameters),
    ("responses", Form::Responses),
    ("responses", Form::Responses),
    ("callbacks", Form::Callbacks),
    ("security", Form::Security),
    ("servers", Form::Servers),
    ("deprecated", Form::Bool),
    ("summary", Form::Text),
    ("description", Form::Text),
    ("consumes", Form::Texts),
    ("produces", Form::Texts),
    ("schemes", Form::Texts),
    ("requestBody", Form::Content),
    ("externalDocs", Form::Any),
    ("x-bursar-pagination", Form::Any),
    ("x-bursar-idempotency", Form::Any),
];

const ITEM: &[(&str, Form)] = &[
    ("get", Form::Operation),
    ("post", Form::Operation),
    ("put", Form::Operation),
    ("delete", Form::Operation),
    ("query", Form::Operation),
    ("parameters", Form::Parameters),
    ("servers", Form::Servers),
    ("summary", Form::Text),
    ("additionalOperations", Form::Any),
];

const MORE: [&str; 24] = [
    "openapi",
    "swagger",
    "info",
    "paths",
    "components",
    "schemas",
    "in",
    "name",
    "content",
    "headers",
    "encoding",
    "links",
    "mapping",
    "propertyName",
    "itemSchema",
    "itemEncoding",
    "webhooks",
    "tags",
    "host",
    "basePath",
    "securityDefinitions",
    "securitySchemes",
    "flows",
    "$ref",
];

/// All keywords, for edits.
pub(crate) fn keywords() -> Vec<&'static str> {
    [SCHEMA, PARAMETER, OPERATION, ITEM].into_iter().flatten().map(|(key, _)| *key).chain(MORE).collect()
}

fn object(members: Vec<(String, Value)>) -> Value {
    Value::Object(members.into_iter().collect())
}

/// An object with some of the keywords.
fn some(rows: &'static [(&'static str, Form)], most: usize, schema: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let member = prop::sample::select(rows).prop_flat_map(move |(key, form)| {
        let value = prop_oneof![12 => value(form, schema.clone()), 1 => anything()];
        value.prop_map(move |value| (key.to_owned(), value))
    });
    vec(member, 0..most).prop_map(object).boxed()
}

fn value(form: Form, schema: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let map = |of: BoxedStrategy<Value>| vec((name(), of), 0..4).prop_map(object).boxed();
    match form {
        Form::Text => text().prop_map(Value::from).boxed(),
        Form::Bool => any::<bool>().prop_map(Value::from).boxed(),
        Form::Number => scalar().boxed(),
        Form::Texts => vec(name(), 0..3).prop_map(Value::from).boxed(),
        Form::Values => vec(scalar(), 0..4).prop_map(Value::from).boxed(),
        Form::Any => anything().boxed(),
        Form::Types => {
            let one = prop::sample::select(vec![
                "object", "object", "array", "string", "integer", "number", "boolean", "null", "file",
            ]);
            prop_oneof![4 => one.clone().prop_map(Value::from), 1 => vec(one, 0..3).prop_map(Value::from)].boxed()
        }
        Form::Schema => prop_oneof![6 => schema, 1 => any::<bool>().prop_map(Value::from)].boxed(),
        Form::Schemas => vec(schema, 0..4).prop_map(Value::from).boxed(),
        Form::SchemaMap => map(schema),
        Form::TextMap => map(text().prop_map(Value::from).boxed()),
        Form::Content => {
            let media = some(
                &[
                    ("schema", Form::Schema),
                    ("itemSchema", Form::Schema),
                    ("encoding", Form::Headers),
                    ("example", Form::Any),
                ],
                3,
                schema,
            );
            let content = vec((text(), media), 0..3).prop_map(object).boxed();
            let body = (content.clone(), any::<bool>())
                .prop_map(|(content, required)| json!({"content": content, "required": required}));
            // an object in either place: a map of media types, and a body around it
            prop_oneof![1 => content, 3 => body].boxed()
        }
        Form::Headers => map(some(PARAMETER, 4, schema)),
        Form::Parameters => {
            vec(prop_oneof![6 => parameter(schema), 1 => reference()], 0..4).prop_map(Value::from).boxed()
        }
        Form::Responses => {
            let response = prop_oneof![6 => response(schema), 1 => reference()];
            let status =
                prop::sample::select(vec!["200", "201", "204", "2XX", "404", "4XX", "default", "600", "x-a", ""]);
            vec((status.prop_map(str::to_owned), response), 0..4).prop_map(object).boxed()
        }
        Form::Operation => some(OPERATION, 7, schema),
        Form::Servers => vec(text().prop_map(|url| json!({"url": url, "variables": {"h": {"default": "a"}}})), 0..3)
            .prop_map(Value::from)
            .boxed(),
        Form::Security => {
            let one = prop::sample::select(vec![
                json!({}),
                json!({"k": []}),
                json!({"o": ["r"]}),
                json!({"k": [], "b": []}),
                json!({"none": []}),
            ]);
            vec(one, 0..3).prop_map(Value::from).boxed()
        }
        Form::Discriminator => {
            let mapping = value(Form::TextMap, schema);
            let object =
                (name(), mapping).prop_map(|(name, mapping)| json!({"propertyName": name, "mapping": mapping}));
            prop_oneof![3 => object, 1 => name().prop_map(Value::from)].boxed()
        }
        Form::Callbacks => map(map(some(&[("requestBody", Form::Content), ("responses", Form::Responses)], 2, schema)
            .prop_map(|op| json!({"post": op}))
            .boxed())),
    }
}

fn parameter(schema: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let place = prop::sample::select(vec![
        "query",
        "query",
        "header",
        "path",
        "cookie",
        "body",
        "formData",
        "querystring",
        "here",
    ]);
    let more = some(PARAMETER, 5, schema);
    let made = (name(), place, more).prop_map(|(name, place, more)| {
        let mut members = Map::from_iter([("name".to_owned(), name.into()), ("in".to_owned(), place.into())]);
        members.extend(more.as_object().cloned().unwrap_or_default());
        Value::Object(members)
    });
    made.boxed()
}

fn response(schema: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let rows: &[(&str, Form)] =
        &[("description", Form::Text), ("schema", Form::Schema), ("headers", Form::Headers), ("links", Form::Any)];
    let media =
        some(&[("schema", Form::Schema), ("itemSchema", Form::Schema), ("examples", Form::Any)], 3, schema.clone());
    let made =
        (some(rows, 3, schema), prop::option::of(vec((text(), media), 0..3))).prop_map(|(mut response, content)| {
            if let (Some(members), Some(content)) = (response.as_object_mut(), content) {
                members.insert("content".to_owned(), object(content));
            }
            response
        });
    made.boxed()
}

fn schema() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![3 => some(SCHEMA, 3, anything().boxed()), 2 => reference()];
    leaf.prop_recursive(3, 24, 4, |inner| prop_oneof![5 => some(SCHEMA, 6, inner.boxed()), 1 => reference()]).boxed()
}

/// A document of any version.
pub(crate) fn document() -> impl Strategy<Value = Value> {
    let version = prop::sample::select(vec!["2.0", "3.0.3", "3.0.4", "3.1.0", "3.1.1", "3.2.0", "3.9", "1.2"]);
    let path = prop::sample::select(vec![
        "/a", "/a/{id}", "/{a}/{b}", "/b.{f}", "a", "/", "/a//b", "/{a}{b}", "/{", "/é/*/", "x-a",
    ]);
    let item = prop_oneof![8 => some(ITEM, 5, schema()), 1 => reference()];
    let paths = vec((path.prop_map(str::to_owned), item), 0..4).prop_map(object);
    let schemas = vec((name(), schema()), 0..5).prop_map(object);
    let hooks = prop::option::of(vec((name(), some(ITEM, 3, schema())), 0..3).prop_map(object));
    let parts = (parameter(schema()), response(schema()), value(Form::Content, schema()));
    let root = (
        value(Form::Servers, schema()),
        value(Form::Security, schema()),
        anything(),
        prop::option::weighted(0.1, (key_of_root(), anything())),
    );
    (version, paths, schemas, hooks, parts, root).prop_map(|(version, paths, schemas, hooks, (parameter, response, body), (servers, security, tags, odd))| {
        let mut root = json!({"info": {"title": "T", "version": "1"}, "paths": paths, "security": security, "tags": tags});
        let schemes = json!({"k": {"type": "apiKey", "in": "header", "name": "X-K"}, "b": {"type": "http", "scheme": "bearer"},
            "o": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/t", "scopes": {"r": ""}}}}});
        if version == "2.0" {
            root["swagger"] = version.into();
            root["definitions"] = schemas;
            root["parameters"] = json!({ "P": parameter });
            root["responses"] = json!({ "R": response });
            root["securityDefinitions"] = schemes;
        } else {
            root["openapi"] = version.into();
            root["servers"] = servers;
            root["components"] = json!({"schemas": schemas, "parameters": {"P": parameter}, "responses": {"R": response},
                "requestBodies": {"Q": body}, "securitySchemes": schemes});
        }
        if let Some(hooks) = hooks {
            root["webhooks"] = hooks;
        }
        if let (Some(members), Some((key, value))) = (root.as_object_mut(), odd) {
            members.insert(key, value);
        }
        root
    })
}

fn key_of_root() -> impl Strategy<Value = String> {
    let keys = vec![
        "openapi",
        "swagger",
        "info",
        "paths",
        "components",
        "definitions",
        "host",
        "basePath",
        "schemes",
        "jsonSchemaDialect",
        "$self",
    ];
    prop::sample::select(keys).prop_map(str::to_owned)
}
