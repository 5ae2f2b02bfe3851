//! What of the runtime a crate uses: features that its manifest turns on, so that nobody compiles the rest.

use super::view::{Needs, Present};
use crate::analyze;
use crate::ir::{Api, AuthKind, Body, BodyContent, Op, ParamForm, Ty};

/// What `api` needs.
pub(super) fn of(api: &Api) -> Needs {
    let mut needs = Needs::default();
    let hooks = api.webhooks.iter().chain(&api.callbacks).filter_map(|hook| hook.payload.as_ref());
    let defined = api.types.iter().flat_map(|(_, def)| analyze::parts(&def.kind));
    hooks.chain(defined).for_each(|ty| value(ty, &mut needs));
    for (_, op) in api.ops.iter() {
        op.params.iter().for_each(|param| value(&param.ty, &mut needs));
        needs.forms.mark(op.params.iter().any(|param| param.form == ParamForm::QueryPairs));
        op.replies.iter().filter_map(|reply| reply.content.ty()).for_each(|ty| value(ty, &mut needs));
        op.body.iter().for_each(|given| body(given, &mut needs));
        needs.streams.mark(is_streamed(op));
        needs.paging.mark(op.paging.is_some());
    }
    needs.oauth.mark(api.schemes.iter().any(|scheme| matches!(scheme.kind, AuthKind::ClientCredentials(_))));
    needs
}

fn value(ty: &Ty, needs: &mut Needs) {
    match ty {
        Ty::Decimal(_) => needs.decimal = Present::Yes,
        Ty::Time(_) => needs.time = Present::Yes,
        Ty::Uuid => needs.uuid = Present::Yes,
        Ty::File => needs.forms = Present::Yes,
        Ty::Tuple(tuple) => tuple.all().for_each(|of| value(of, needs)),
        Ty::List(of) | Ty::Map(of) | Ty::Nullable(of) => value(of, needs),
        Ty::Bool | Ty::Int(_) | Ty::IntText(_) | Ty::Float(_) | Ty::Str | Ty::Bytes(_) | Ty::Any | Ty::Named(_) => {}
    }
}

fn body(body: &Body, needs: &mut Needs) {
    for form in &body.forms {
        form.content.ty().into_iter().for_each(|ty| value(ty, needs));
        let is_plain = matches!(form.content, BodyContent::Json(_) | BodyContent::Text | BodyContent::Octets);
        needs.forms.mark(!is_plain);
    }
}

fn is_streamed(op: &Op) -> bool {
    op.replies.iter().any(|reply| reply.content.is_stream()) || !op.streamed().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tests::read;

    /// A document with one operation, whose keys are `op`.
    fn check(op: &str, expect: &[&str]) {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{post: {{{op}}}}}}}\n\
             components: {{schemas: {{T: {{type: object, properties: {{a: {{type: string}}}}}}}}}}\n"
        );
        let (api, _) = read(&document);
        assert_eq!(api.ops.len(), 1, "{op}: {:?}", api.skipped);
        assert_eq!(of(&api).features().collect::<Vec<_>>(), expect, "{op}");
    }

    fn gives(schema: &str) -> String {
        format!("responses: {{200: {{description: '', content: {{application/json: {{schema: {schema}}}}}}}}}")
    }

    fn takes(media: &str, schema: &str) -> String {
        format!("requestBody: {{content: {{{media}: {{schema: {schema}}}}}}}, responses: {{204: {{description: ''}}}}")
    }

    fn gives_as(media: &str, schema: &str) -> String {
        format!("responses: {{200: {{description: '', content: {{{media}: {{schema: {schema}}}}}}}}}")
    }

    #[test]
    fn what_a_document_uses() {
        let t = "{$ref: '#/components/schemas/T'}";
        check(&gives(t), &[]);
        check(&takes("application/json", t), &[]);
        check(&takes("text/plain", "{type: string}"), &[]);
        check(&takes("application/octet-stream", "{type: string, format: binary}"), &[]);
        check(&gives("{type: array, items: {type: number, nullable: true}}"), &["decimal"]);
        check(&gives("{type: object, properties: {a: {type: string, format: decimal}}}"), &["decimal"]);
        check(&gives("{type: object, additionalProperties: {type: string, format: date}}"), &["time"]);
        check(&takes("application/json", "{type: string, format: date-time}"), &["time"]);
        let uuid = "parameters: [{name: a, in: query, schema: {type: string, format: uuid}}], ";
        check(&format!("{uuid}{}", gives(t)), &["uuid"]);
        check(&takes("application/x-www-form-urlencoded", t), &["forms"]);
        check(&takes("multipart/form-data", t), &["forms"]);
        let file = "{type: object, properties: {f: {type: string, format: binary}}}";
        check(&takes("multipart/form-data", file), &["forms"]);
        check(&takes("'image/*'", "{}"), &["forms"]);
        check(&gives_as("text/event-stream", "{type: string}"), &["streams"]);
        check(&gives_as("application/jsonl", t), &["streams"]);
        check(&gives_as("application/octet-stream", "{type: string, format: binary}"), &["streams"]);
        check(&gives_as("text/csv", "{type: string}"), &["streams"]);
    }

    #[test]
    fn how_a_document_authenticates() {
        fn check(security: &str, expect: &[&str]) {
            let document = format!(
                "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{get: {{responses: {{200: \
                 {{description: ''}}}}}}}}}}\ncomponents: {{securitySchemes: {{s: {security}}}}}\nsecurity: [{{s: []}}]\n"
            );
            assert_eq!(of(&read(&document).0).features().collect::<Vec<_>>(), expect, "{security}");
        }
        check("{type: http, scheme: bearer}", &[]);
        check("{type: http, scheme: basic}", &[]);
        check("{type: apiKey, in: header, name: X-Key}", &[]);
        let flow = "{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.test/t', scopes: {}}}}";
        check(flow, &["oauth"]);
    }

    #[test]
    fn names_follow_features() {
        let needs = Needs { decimal: Present::Yes, time: Present::Yes, ..Needs::default() };
        assert_eq!(needs.features().collect::<Vec<_>>(), ["decimal", "time"]);
        assert_eq!(needs.names().collect::<Vec<_>>(), ["Decimal", "DateTime", "NaiveDate", "Utc"]);
    }
}
