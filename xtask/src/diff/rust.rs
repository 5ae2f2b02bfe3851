//! What the regenerated client does to programs that use it, joined to the changes of its document.

use std::collections::HashSet;
use std::path::Path;
use std::thread;

use bursar_codegen::config;
use bursar_codegen::diag::Severity;
use bursar_codegen::generate::{self, Input, Read, Report as Said, State};
use bursar_codegen::source::Pointer;
use bursar_codegen::surface::{self, RustChange, Spot, Version, What, rust_for};
use bursar_diff::{Bump, Change, Document, RustItem, Site};

use crate::regen::STACK;
use crate::stack;

/// What was found, until the changes of the document are known.
pub(super) struct Found(Option<Clients>);

struct Clients {
    changes: Vec<RustChange>,
    /// The version of the base, and the one that is asked for; a document alone has none.
    versions: Option<(Version, Version)>,
}

/// The changes that no change of the document leads to, without those of documentation alone; and what all ask for.
pub(super) struct Verdict {
    pub(super) bump: Bump,
    pub(super) rest: Vec<RustItem>,
}

/// Compares the clients of two documents: those of a provider with its configuration and locked names, any others alone.
/// Where there is no client of one of them, that is said, and nothing is found.
pub(super) fn compare(base: &Document, revision: &Document) -> Found {
    let is_provider = |document: &Document| document.sources().contains_key(config::FILE);
    if is_provider(base) && is_provider(revision) {
        let (found, [old, new]) = generate::compared(&state(base), &state(revision));
        tell(base, &old);
        tell(revision, &new);
        return Found(
            found.map(|found| Clients { versions: Some((found.current, found.required)), changes: found.changes }),
        );
    }
    if base.main() == revision.main() && base.sources() == revision.sources() {
        return Found(Some(Clients { changes: Vec::new(), versions: None }));
    }
    // one name for both: that one file lies in another folder changes no client
    let provider = input(base).provider;
    let side = |document: &Document| {
        let state = state(document);
        let input = Input { provider, ..state.input };
        generate::side_alone(&State { input, ..state }, document.main())
    };
    let (one, other) = thread::scope(|scope| {
        // documents nest deeper than a thread may have stack for
        let other = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || side(revision));
        let one = side(base);
        let other = other.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (one, other.unwrap_or_else(|_| side(revision)))
    });
    tell(base, &one.1);
    tell(revision, &other.1);
    let found = one.0.zip(other.0).map(|(one, other)| {
        let changes = surface::compare(&one.surface, &other.surface);
        stack::leave((one, other));
        Clients { changes, versions: None }
    });
    Found(found)
}

/// The folder of a provider is what its crate is called after.
fn input(document: &Document) -> Input<'_> {
    let folder = Path::new(document.label()).parent().and_then(Path::file_name).and_then(|name| name.to_str());
    Input { provider: folder.unwrap_or("document"), files: document.sources() }
}

/// The document is not read a second time.
fn state(document: &Document) -> State<'_> {
    let read = Read { spec: document.main(), value: document.root(), trace: document.trace() };
    State { input: input(document), read: Some(read) }
}

fn tell(document: &Document, said: &Said) {
    if let Some(diag) = said.diags.iter().find(|diag| diag.severity == Severity::Error) {
        let why = bursar_codegen::diag::escape(&diag.message).to_string();
        eprintln!("note: {}: there is no client to be compared: {why}", document.label());
    }
}

impl Found {
    /// Gives each change of the document what it leads to.
    pub(super) fn join(self, changes: &mut [Change], mains: (&str, &str)) -> Verdict {
        let Some(found) = self.0 else { return Verdict { bump: Bump::default(), rest: Vec::new() } };
        let mut told = HashSet::new();
        for change in changes {
            let pointer = |site: &Option<Site>, main: &str| {
                let site = site.as_ref()?;
                let pointer = Pointer::parse(&site.pointer)?;
                Some(if site.file == main { pointer } else { generate::in_file(&site.file, &pointer) })
            };
            let (base, revision) = (pointer(&change.base, mains.0), pointer(&change.revision, mains.1));
            let spot = Spot { base: base.as_ref(), revision: revision.as_ref(), property: property(change) };
            let all = rust_for(&found.changes, spot);
            // documentation follows from anything; alone it is what follows
            let is_quiet = all.iter().all(|rust| rust.change == What::Docs);
            let led: Vec<_> = all.into_iter().filter(|rust| is_quiet || rust.change != What::Docs).collect();
            told.extend(led.iter().map(|rust| std::ptr::from_ref(*rust)));
            change.rust = RustItem::folded(led.into_iter().map(item).collect());
        }
        let is_told = |change: &RustChange| told.contains(&std::ptr::from_ref(change)) || change.change == What::Docs;
        let rest = found.changes.iter().filter(|change| !is_told(change));
        Verdict {
            rest: RustItem::folded(rest.map(item).collect()),
            bump: Bump {
                rust_bump: Some(surface::bump(&found.changes).to_string()),
                current_version: found.versions.map(|(current, _)| current.to_string()),
                required_version: found.versions.map(|(_, required)| required.to_string()),
            },
        }
    }
}

/// The member that a change is about, as far as its place names one.
fn property(change: &Change) -> Option<&str> {
    let last = change.occurrences.first()?.location.property.last()?;
    (last != "[]" && !last.contains(':')).then_some(last)
}

fn item(change: &RustChange) -> RustItem {
    RustItem {
        item: change.item.clone(),
        others: Vec::new(),
        kind: change.kind.to_string(),
        change: change.change.to_string(),
        from: change.from.clone(),
        to: change.to.clone(),
        bump: change.bump.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use bursar_codegen::Files;

    use super::*;

    const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /pets:\n    get:\n      operationId: pets\n      \
        parameters: [{name: limit, in: query, schema: {type: integer}}]\n      \
        responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}\n\
        components: {schemas: {Pet: {type: object, required: [id], properties: {id: {type: string}, age: {type: integer}, \
        home: {type: object, title: Home, properties: {city: {type: string}}}}}}}\n";

    /// The ids of the changes with the items that they lead to, the items that none leads to, and the bump.
    fn check(edits: &[(&str, &str)], expect: &[&str], rest: &[&str], bump: &str) {
        let load = |text: &str| {
            let files = Files::from([("api.yaml".to_owned(), text.as_bytes().to_vec())]);
            Document::load("api.yaml", "api.yaml", files).unwrap()
        };
        let revised = edits.iter().fold(DOCUMENT.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        let (base, revision) = (load(DOCUMENT), load(&revised));
        let mut compared = bursar_diff::compare(&base, &revision, bursar_diff::Options::default());
        let verdict = compare(&base, &revision).join(&mut compared.changes, ("api.yaml", "api.yaml"));
        let show = |item: &RustItem| format!("{} {} {}", item.bump, item.item, item.change);
        let found = compared.changes.iter().map(|change| {
            let rust: Vec<String> = change.rust.iter().map(show).collect();
            format!("{}: {}", change.id, rust.join(", "))
        });
        assert_eq!(found.collect::<Vec<_>>(), expect);
        assert_eq!(verdict.rest.iter().map(show).collect::<Vec<_>>(), rest);
        assert_eq!(verdict.bump.rust_bump.as_deref(), Some(bump));
    }

    #[test]
    fn a_change_leads_to_what_is_made_of_its_node() {
        check(
            &[("age: {type: integer}", "age: {type: string}")],
            &["response-property-type-changed: major types::Pet::age type"],
            &[],
            "major",
        );
        check(
            &[("required: [id]", "required: [id, age]")],
            &["response-property-became-required: major types::Pet::age type"],
            &[],
            "major",
        );
        check(
            &[("{name: limit, in: query,", "{name: limit, in: query, explode: false, style: form, required: true,")],
            &["request-parameter-became-required: major Client::pets arguments, major Pets::limit gone"],
            &[],
            "major",
        );
        check(&[], &[], &[], "none");
    }

    /// One way to be let in for another is one line, not one for each operation.
    #[test]
    fn credentials_of_all_operations_are_one_item() {
        let paths: String = (0..5)
            .map(|n| format!("  /x{n}: {{get: {{operationId: x{n}, responses: {{'200': {{description: ''}}}}}}}}\n"))
            .collect();
        let text = |way: &str| {
            let schemes = "{key: {type: apiKey, in: header, name: K}, token: {type: http, scheme: bearer}}";
            let head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";
            format!("{head}security: [{{{way}: []}}]\npaths:\n{paths}components: {{securitySchemes: {schemes}}}\n")
        };
        let load = |text: String| {
            let files = Files::from([("api.yaml".to_owned(), text.into_bytes())]);
            Document::load("api.yaml", "api.yaml", files).unwrap()
        };
        let (base, revision) = (load(text("key")), load(text("token")));
        let mut compared = bursar_diff::compare(&base, &revision, bursar_diff::Options::default());
        let verdict = compare(&base, &revision).join(&mut compared.changes, ("api.yaml", "api.yaml"));
        assert_eq!(verdict.rest, []);
        let found = compared.changes.iter().map(|change| {
            let rust = change.rust.iter().map(|item| item.all().collect::<Vec<_>>().join(" "));
            format!("{}: {}", change.id, rust.collect::<Vec<_>>().join(", "))
        });
        let all = "Client::x0 Client::x1 Client::x2 Client::x3 Client::x4";
        let expect = ["api-global-security-removed", "api-global-security-added"].map(|id| format!("{id}: {all}"));
        assert_eq!(found.collect::<Vec<_>>(), expect);
    }

    #[test]
    fn what_the_wire_does_not_show_is_told_beside_it() {
        check(
            &[("schemas/Pet'", "schemas/Animal'"), ("{Pet: {", "{Animal: {")],
            &["api-schema-removed: major types::Pet renamed"],
            &[],
            "major",
        );
        let named = "api-operation-id-removed: major Client::pets renamed, major ops::Pets renamed, major ops::PetsError renamed, \
                     major ops::PetsOk renamed";
        check(&[("operationId: pets", "operationId: list_pets")], &[named], &[], "major");
        check(&[("title: Home", "title: House")], &[], &["major types::Home renamed"], "major");
    }
}
