//! Rules that no pair of documents shows, the record of a release, and the changelog.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::Files;
use crate::diag::Diags;
use crate::generate::{self, Compared, Input, Read, State};
use crate::source::{self, Trace};

const CONFIG: &str = "title = \"Demo\"\ndescription = \"A demo.\"\nspec = \"openapi.yaml\"\nversion = \"1.2.0\"\n\
    default-environment = \"Live\"\n[source]\ndocument = \"https://x.test\"\nretrieved = \"2026-01-01\"\n\
    [environments.Live]\nserver = \"https://x.test\"\nabout = \"Live.\"\n";

fn document(id: &str, schema: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://x.test}}]\npaths:\n  \
         /pets/{{id}}:\n    get:\n      operationId: {id}\n      \
         parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      \
         responses: {{'200': {{description: '', content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}}}}}\n\
         components: {{schemas: {{Pet: {schema}}}}}\n"
    )
}

fn files(config: &str, document: &str) -> Files {
    let files = [("provider.toml", config), ("openapi.yaml", document)];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

fn input(files: &Files) -> Input<'_> {
    Input { provider: "demo", files }
}

fn state(files: &Files) -> State<'_> {
    State { input: input(files), read: None }
}

fn said(found: &Compared) -> Vec<String> {
    found.changes.iter().map(RustChange::to_string).collect()
}

const PET: &str = "{type: object, properties: {name: {type: string}}}";

#[test]
fn names_are_kept_as_regen_keeps_them() {
    let (old, new) = (files(CONFIG, &document("get_pet", PET)), files(CONFIG, &document("fetch_pet", PET)));
    let (found, _) = generate::compared(&state(&old), &state(&new));
    let found = found.unwrap();
    assert_eq!((said(&found).as_slice(), found.required.to_string().as_str()), (&[][..], "1.2.0"));
    // one that a maintainer has unlocked is renamed
    let mut unlocked = new.clone();
    unlocked.insert("names.lock".to_owned(), Vec::new());
    let (found, _) = generate::compared(&state(&old), &state(&unlocked));
    assert_eq!(found.as_ref().unwrap().bump, Bump::Major);
    assert_eq!(
        said(&found.unwrap())[0],
        "major operation Client::get_pet renamed: `Client::get_pet` -> `Client::fetch_pet`"
    );
    // documents alone have no lock
    let alone = |files| generate::side_alone(&state(files), "openapi.yaml").0.unwrap();
    assert_eq!(Compared::of(&alone(&old), &alone(&new)).bump, Bump::Major);
    assert_eq!(Compared::of(&alone(&old), &alone(&old)).changes, []);
}

/// A document that was read before is not read again: the files need not even have it.
#[test]
fn what_was_read_before_is_what_is_compared() {
    let files = files(CONFIG, &document("get_pet", PET));
    let value = source::load(&files, "openapi.yaml", &mut Diags::default()).unwrap();
    let trace = Trace::default();
    let check = |spec: &str, expect: &[&str]| {
        let without = Files::from([("provider.toml".to_owned(), CONFIG.as_bytes().to_vec())]);
        let read = Some(Read { spec, value: &value, trace: &trace });
        let known = State { input: input(&without), read };
        let (found, [_, report]) = generate::compared(&state(&files), &known);
        assert_eq!(found.map(|found| said(&found)), expect.is_empty().then(Vec::new));
        assert_eq!(report.diags.iter().map(|diag| diag.code).collect::<Vec<_>>(), expect);
        let alone = generate::side_alone(&known, "openapi.yaml").0;
        let whole = generate::side_alone(&state(&files), "openapi.yaml").0.unwrap().surface;
        assert_eq!(alone.map(|side| side.surface), expect.is_empty().then_some(whole));
    };
    check("openapi.yaml", &[]);
    check("other.yaml", &["source-missing"]);
}

#[test]
fn a_side_with_an_error_is_none() {
    let (old, new) = (files(CONFIG, &document("a", PET)), files(CONFIG, "openapi: 3.0.3\n"));
    let (found, [fine, wrong]) = generate::compared(&state(&old), &state(&new));
    assert!(found.is_none());
    assert!(fine.diags.iter().next().is_none() && wrong.diags.iter().next().is_some());
}

#[test]
fn items_know_the_document_as_it_was_written() {
    let swagger = "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths:\n  /pets:\n    get:\n      operationId: pets\n      \
                   parameters: [{name: limit, in: query, type: integer}]\n      \
                   responses: {200: {description: '', schema: {$ref: '#/definitions/Pet'}}}\n\
                   definitions: {Pet: {type: object, properties: {name: {type: string}}}}\n";
    let files = files(CONFIG, swagger);
    let (side, _) = generate::side_alone(&state(&files), "openapi.yaml");
    let surface = side.unwrap().surface;
    let check = |pointer: &str, expect: &[&str]| {
        let pointer = Pointer::parse(pointer).unwrap();
        let found: Vec<String> = surface.made_of(&pointer).map(|item| item.path.to_string()).collect();
        assert_eq!(found, expect, "{pointer}");
    };
    check("/definitions/Pet", &["types::Pet", "types::Pet::name"]);
    check("/definitions/Pet/properties/name", &["types::Pet::name"]);
    check("/paths/~1pets/get/parameters/0", &["Pets::limit"]);
    check("/paths/~1pets/get/responses", &["ops::PetsOk"]);
}

fn released(schema: &str) -> Released {
    let files = files(CONFIG, &document("get_pet", schema));
    let side = generate::side(&input(&files)).0.unwrap();
    Released::next(None, side.surface, side.version)
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let mut record = released(PET);
    let read = Released::parse(record.to_text().as_bytes()).unwrap();
    // the record outlives the document
    record.surface.items.iter_mut().for_each(|item| item.at.clear());
    assert_eq!(read, record);
    assert_eq!(read.to_text(), record.to_text());
}

#[test]
fn a_record_that_cannot_be_read_is_an_error() {
    let text = released(PET).to_text();
    let check = |text: &str, expect: &str| {
        let files = Files::from([(RELEASED.to_owned(), text.as_bytes().to_vec())]);
        let mut diags = Diags::default();
        assert_eq!(Released::load(&files, &mut diags), None);
        let said: Vec<_> = diags.iter().map(|diag| (diag.code, diag.message.as_str())).collect();
        assert_eq!(said, [("released", expect)]);
    };
    check(&text.replacen("1.2.0", "1.2", 1), "released.json cannot be read: `1.2` is no version");
    check(
        &text.replacen("\"format\": 1", "\"format\": 2", 1),
        "released.json cannot be read: it has format 2, and not 1",
    );
    check("[", "released.json cannot be read: EOF while parsing a list at line 1 column 1");
    assert_eq!(Released::load(&Files::new(), &mut Diags::default()), None);
}

/// The version and the changelog of the crate of a document, after a release of another.
fn after(before: &str, now: &str, config: &str) -> (String, String) {
    let mut files = files(config, &document("get_pet", now));
    files.insert(RELEASED.to_owned(), released(before).to_text().into_bytes());
    let (output, report) = generate::generate(&input(&files));
    let output = output.unwrap_or_else(|| panic!("{:?}", report.diags));
    let text = |name: &str| String::from_utf8(output.files[name].clone()).unwrap();
    let cargo = format!("version = \"{}\"", output.entry.version);
    assert!(text("Cargo.toml").contains(&cargo) && text("README.md").contains(&output.entry.version));
    let log = text("CHANGELOG.md");
    (output.entry.version, log.split_once("from version to version.\n\n").unwrap().1.to_owned())
}

#[test]
fn the_version_rises_with_what_changed_since_the_release() {
    let first = "## 1.2.0\n\nThe first version.\n";
    assert_eq!(after(PET, PET, CONFIG), ("1.2.0".to_owned(), first.to_owned()));
    let gone = "{type: object, properties: {'kind`': {type: string}}}";
    let expect = "## 2.0.0\n\n### Breaking\n\n- field `types::Pet::name` is gone\n\n\
                  ### New\n\n- field `types::Pet::kind`: `Option<String>`\n\n## 1.2.0\n\nThe first version.\n";
    assert_eq!(after(PET, gone, CONFIG), ("2.0.0".to_owned(), expect.to_owned()));
    let told = "{type: object, properties: {name: {type: string, description: A name.}}}";
    let expect = "## 1.2.1\n\nThe documentation of 1 item changed.\n\n## 1.2.0\n\nThe first version.\n";
    assert_eq!(after(PET, told, CONFIG), ("1.2.1".to_owned(), expect.to_owned()));
    let other = "{type: object, properties: {Name: {type: string}}}";
    let expect = "## 1.2.1\n\n### On the wire\n\n- field `types::Pet::name`, wire: `wire name` is now `wire Name`\n\n## 1.2.0\n\nThe first version.\n";
    assert_eq!(after(PET, other, CONFIG), ("1.2.1".to_owned(), expect.to_owned()));
    // provider.toml may ask for more
    let config = CONFIG.replace("1.2.0", "3.0.0");
    let expect = "## 3.0.0\n\nAs 1.2.0.\n\n## 1.2.0\n\nThe first version.\n";
    assert_eq!(after(PET, PET, &config), ("3.0.0".to_owned(), expect.to_owned()));
}

#[test]
fn releases_follow_each_other() {
    let (first, more) = (released(PET), "{type: object, properties: {name: {type: string}, age: {type: integer}}}");
    let files = files(CONFIG, &document("get_pet", more));
    let surface = generate::side(&input(&files)).0.unwrap().surface;
    let (_, version) = first.since(&surface);
    assert_eq!(version.to_string(), "1.3.0");
    assert_eq!(first.covers(&surface, first.version), Err((version, Bump::Minor)));
    assert_eq!(first.covers(&surface, version), Ok(()));
    let second = Released::next(Some(&first), surface.clone(), version);
    let noted: Vec<_> = second.noted.iter().map(|noted| (noted.version.as_str(), noted.text.as_str())).collect();
    assert_eq!(
        noted,
        [("1.3.0", "### New\n\n- field `types::Pet::age`: `Option<i64>`\n"), ("1.2.0", "The first version.\n")]
    );
    assert_eq!(second.since(&surface), (Vec::new(), version));
}

#[test]
fn several_changes_between_two_releases_need_one_version() {
    let mut states = [PET, "{type: object}", "{type: object, properties: {age: {type: integer}}}"]
        .map(|schema| files(CONFIG, &document("get_pet", schema)));
    for state in &mut states {
        state.insert(RELEASED.to_owned(), released(PET).to_text().into_bytes());
    }
    let between = |old: usize, new: usize| {
        let found = generate::compared(&state(&states[old]), &state(&states[new])).0.unwrap();
        format!("{} {} -> {}", found.bump, found.current, found.required)
    };
    assert_eq!(between(0, 1), "major 1.2.0 -> 2.0.0");
    assert_eq!(between(1, 2), "major 2.0.0 -> 2.0.0");
    assert_eq!(between(2, 0), "major 2.0.0 -> 1.2.0");
    assert_eq!(between(0, 0), "none 1.2.0 -> 1.2.0");
}

#[test]
fn a_feature_that_brought_something_has_to_go_on() {
    let item = |gate: &[&str]| Item {
        gate: gate.iter().map(|gate| (*gate).to_owned()).collect(),
        ..Item::new(Path::within("types", "", "Pet"), Shape::Type(Form::Texts))
    };
    let feature = |(name, needs): &(&str, &[&str])| {
        Item::new(Path::root(*name), Shape::Feature(needs.iter().map(|name| (*name).to_owned()).collect()))
    };
    let check = |old: &[&str], new: &[&str], needs: &[(&str, &[&str])], expect: Bump| {
        let features = || needs.iter().map(feature);
        let one = Surface::new(features().chain([item(old)]).collect());
        let other = Surface::new(features().chain([item(new)]).collect());
        assert_eq!(bump(&compare(&one, &other)), expect, "{old:?} -> {new:?}");
    };
    let plain: &[(&str, &[&str])] = &[("a", &[]), ("b", &[])];
    check(&["a"], &["a", "b"], plain, Bump::None);
    check(&["a", "b"], &["a"], plain, Bump::Major);
    check(&[], &["a", "b"], plain, Bump::Major);
    check(&["a"], &[], plain, Bump::None);
    check(&["a", "b"], &["a"], &[("a", &[]), ("b", &["a"])], Bump::None);
}

#[test]
fn members_lose_a_feature_with_their_type() {
    let gated = |item: Item, gate: &[&str]| Item { gate: gate.iter().map(|gate| (*gate).to_owned()).collect(), ..item };
    let surface = |ty: &[&str], member: &[&str]| {
        let pet = Item::new(Path::within("types", "", "Pet"), Shape::Type(Form::Texts));
        let value = Item::new(Path::within("types", "Pet", "Cat"), Shape::Auth(Vec::new()));
        let features = ["a", "b"].map(|name| Item::new(Path::root(name), Shape::Feature(Vec::new())));
        Surface::new(features.into_iter().chain([gated(pet, ty), gated(value, member)]).collect())
    };
    let check = |member: (&[&str], &[&str]), expect: &[&str]| {
        let changes = compare(&surface(&["a", "b"], member.0), &surface(&["a"], member.1));
        assert_eq!(changes.iter().map(|change| change.item.to_string()).collect::<Vec<_>>(), expect);
    };
    check((&["a", "b"], &["a"]), &["types::Pet"]);
    check((&["b"], &["a"]), &["types::Pet", "types::Pet::Cat"]);
}

#[test]
fn an_operation_that_takes_the_place_of_another_breaks() {
    let op = |name: &str, path: &str| {
        let shape = Operation {
            args: Vec::new(),
            ok: String::new(),
            err: String::new(),
            marker: String::new(),
            group: None,
            verb: "GET".to_owned(),
            path: path.to_owned(),
            auth: Vec::new(),
            deprecated: Deprecated::No,
        };
        Item::new(Path::member("Client", name), Shape::Operation(Box::new(shape)))
    };
    let surface = |ops: &[(&str, &str)]| Surface::new(ops.iter().map(|(name, path)| op(name, path)).collect());
    let check = |old: &[(&str, &str)], new: &[(&str, &str)], expect: &[&str]| {
        let changes = compare(&surface(old), &surface(new));
        assert_eq!(changes.iter().map(RustChange::to_string).collect::<Vec<_>>(), expect);
    };
    check(&[("a", "/x/{id}")], &[("a", "/x/{key}")], &[]);
    check(&[("a", "/x")], &[("a", "/y")], &["patch operation Client::a route: `GET /x` -> `GET /y`"]);
    check(
        &[("a", "/x"), ("b", "/y")],
        &[("a", "/y"), ("b", "/x")],
        &[
            "major operation Client::a renamed: `Client::a` -> `Client::b`",
            "major operation Client::b renamed: `Client::b` -> `Client::a`",
        ],
    );
    check(
        &[("a", "/x")],
        &[("a", "/y"), ("b", "/x")],
        &[
            "minor operation Client::a added: `() ->  / `",
            "major operation Client::a renamed: `Client::a` -> `Client::b`",
        ],
    );
}
