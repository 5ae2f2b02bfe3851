//! What a document asks provider.toml for, before there is one; and the operations of a client, for a program that calls
//! them by name.

use super::{Input, Report, read};
use crate::config::{self, Config};
use crate::diag::{self, Severity};
use crate::ir::{Api, AuthKind, Content, Location, Method, Op, Ty, TypeKind};
use crate::name::{self, Lock};
use crate::plan::catalogue::{self, Catalogued};
use crate::{Files, doc, lower, model, source};

/// What a document asks provider.toml for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its title.
    pub title: String,
    /// Its security schemes by name, and the roles of what a user brings for each.
    pub schemes: Vec<(String, &'static [&'static str])>,
    /// URLs of its servers, in its order.
    pub servers: Vec<String>,
    /// Operations that could be paged by a cursor.
    pub cursors: Vec<Cursor>,
}

/// An operation with a query parameter `cursor`, whose answer is one array and a `next_cursor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Method and path.
    pub operation: String,
    /// The member that is the array.
    pub items: String,
}

/// Surveys the document `spec` among `files`. There is nothing when there is an error.
pub fn survey(files: &Files, spec: &str) -> (Option<Survey>, Report) {
    let mut report = Report { spec_file: spec.to_owned(), ..Report::default() };
    let api = meaning(files, spec, &mut report).filter(|_| !report.diags.any(Severity::Error));
    let survey = api.map(|api| Survey {
        title: api.info.title.clone(),
        schemes: api.schemes.iter().map(|scheme| (scheme.key.clone(), roles(&scheme.kind))).collect(),
        servers: api.servers.iter().map(|server| server.url.clone()).collect(),
        cursors: api.ops.iter().filter_map(|(_, op)| cursor(&api, op)).collect(),
    });
    (survey, report)
}

/// What `[auth]` of provider.toml takes variables for.
fn roles(kind: &AuthKind) -> &'static [&'static str] {
    match kind {
        AuthKind::Bearer => &["token"],
        AuthKind::Basic => &["username", "password"],
        AuthKind::ApiKey(..) => &["value"],
        AuthKind::ClientCredentials(_) => &["client-id", "client-secret"],
    }
}

fn meaning(files: &Files, spec: &str, report: &mut Report) -> Option<Api> {
    let value = source::load(files, spec, &mut report.diags)?;
    let value = lower::lower(value, spec, files, &mut report.trace, &mut report.diags)?;
    let doc = doc::parse(&value, spec, &mut report.diags)?;
    Some(model::model(&doc, spec, &mut report.diags))
}

fn cursor(api: &Api, op: &Op) -> Option<Cursor> {
    let asked = op.params.iter().any(|param| param.location == Location::Query && param.wire == "cursor");
    let Content::Json(_, ty) = &op.replies[op.usual().next()?].content else { return None };
    let fields = fields(api, ty)?;
    let mut lists = fields.iter().filter(|field| matches!(api.bare(&field.ty), Ty::List(_)));
    let (items, None) = (lists.next()?, lists.next()) else { return None };
    let is_told = fields.iter().any(|field| field.wire == "next_cursor");
    let operation = format!("{} {}", op.method.as_str(), op.path);
    (asked && is_told && op.method == Method::Get).then(|| Cursor { operation, items: items.wire.clone() })
}

fn fields<'a>(api: &'a Api, ty: &'a Ty) -> Option<&'a [crate::ir::Field]> {
    match api.bare(ty) {
        Ty::Named(id) => match &api.types[*id].kind {
            TypeKind::Struct { fields, .. } => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

/// A file beside a document, as JSON. There is nothing when it cannot be read.
pub fn value(files: &Files, file: &str) -> (Option<serde_json::Value>, Report) {
    let mut report = Report { spec_file: file.to_owned(), ..Report::default() };
    let value = source::load(files, file, &mut report.diags);
    (value.map(|value| value.to_json()), report)
}

/// The operations of the client that `generate` makes of the same input, in document order.
pub fn operations(input: &Input<'_>) -> (Option<Vec<Catalogued>>, Report) {
    let mut report = Report::default();
    let entries = catalogue(input, &mut report).filter(|_| !report.diags.any(Severity::Degraded));
    (entries, report)
}

fn catalogue(input: &Input<'_>, report: &mut Report) -> Option<Vec<Catalogued>> {
    let config: Config = config::load(input.files, &mut report.diags)?;
    report.spec_file.clone_from(&config.spec);
    let lock = Lock::load(input.files, &mut report.diags);
    let api = read(input.files, None, &config, report)?;
    let (names, _) = name::name(&api, &config.names, &lock, &config.spec, &mut report.diags);
    diag::apply_allows(&mut report.diags, &config.allow, &config.spec);
    Some(catalogue::catalogue(&api, &names))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const DOCUMENT: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
servers: [{url: https://a.test}, {url: https://b.test}]
paths:
  /x/{id}:
    post:
      operationId: putX
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
        - {name: v, in: header, schema: {type: string}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Knot'}}}}
      responses: {'204': {description: none}}
  /list:
    get:
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [rows, kind]
                properties:
                  rows: {type: array, items: {type: string}}
                  kind: {type: string, enum: [few, many]}
                  next_cursor: {type: string}
  /file:
    get: {responses: {'200': {description: ok, content: {application/octet-stream: {schema: {type: string, format: binary}}}}}}
  /events:
    get: {responses: {'200': {description: ok, content: {text/event-stream: {schema: {type: string}}}}}}
components:
  schemas:
    Knot:
      type: object
      required: [at, price]
      properties:
        at: {type: string, format: date-time}
        price: {type: number}
        more: {$ref: '#/components/schemas/Knot'}
";

    fn files() -> Files {
        let config = "title = \"Demo\"\ndescription = \"A demo.\"\nspec = \"openapi.yaml\"\nversion = \"0.1.0\"\n\
            default-environment = \"A\"\n[source]\ndocument = \"https://example.com\"\nretrieved = \"2026-01-01\"\n\
            [environments.A]\nserver = \"https://a.test\"\nabout = \"A.\"\n\
            [environments.B]\nserver = \"https://b.test\"\nabout = \"B.\"\n";
        let files = [("provider.toml", config), ("openapi.yaml", DOCUMENT)];
        files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn surveys() {
        let (survey, report) = survey(&files(), "openapi.yaml");
        assert_eq!(report.print(&files(), "demo"), Vec::<String>::new());
        let cursors = vec![Cursor { operation: "GET /list".to_owned(), items: "rows".to_owned() }];
        let servers = vec!["https://a.test".to_owned(), "https://b.test".to_owned()];
        let title = "T".to_owned();
        assert_eq!(survey.unwrap(), Survey { title, schemes: Vec::new(), servers, cursors });
    }

    #[test]
    fn catalogues() {
        let (entries, report) = operations(&Input { provider: "demo", files: &files() });
        assert_eq!(report.print(&files(), "demo"), Vec::<String>::new());
        let lines: Vec<String> =
            entries.unwrap().iter().map(|it| format!("{} {:?} {}", it.marker, it.reads, it.facts)).collect();
        let put = r#"PutX Json {"id":"putX","params":[{"name":"id","place":"path","sample":1},{"name":"v","place":"header","sample":null}],"idempotency":"Idempotency-Key","body":{"writes":"json","sample":{"at":"2024-02-29T12:00:00Z","price":1},"files":[]},"answer":{"status":204,"media":null,"body":""}}"#;
        let list = r#"GetList Json {"id":"GET /list","params":[{"name":"cursor","place":"query","sample":null}],"idempotency":null,"body":null,"answer":{"status":200,"media":"application/json","body":"{\"rows\":[],\"kind\":\"few\"}"}}"#;
        let file = r#"GetFile Octets {"id":"GET /file","params":[],"idempotency":null,"body":null,"answer":{"status":200,"media":"application/octet-stream","body":"x"}}"#;
        let events = r#"GetEvents Events {"id":"GET /events","params":[],"idempotency":null,"body":null,"answer":{"status":200,"media":"text/event-stream","body":"data: x\n\n"}}"#;
        assert_eq!(lines, [put, list, file, events]);
    }
}
