//! Versions from the first release to a change, and what a commit says of them.

#![allow(clippy::unwrap_used)]

mod common;

use std::process::Command;

use common::{Quick, Site};
use xtask::regen::{Generator, Job, Mode, Outcome, Verdict, regen};
use xtask::versions;

const CONFIG: &str = "title = \"Demo\"\ndescription = \"A demo.\"\nspec = \"openapi.yaml\"\nversion = \"0.1.0\"\n\
    default-environment = \"Live\"\n[source]\ndocument = \"https://x.test\"\nretrieved = \"2026-01-01\"\n\
    [environments.Live]\nserver = \"https://x.test\"\nabout = \"Live.\"\n";

const PET: &str = "{type: object, properties: {id: {type: string}, name: {type: string}}}";
const LESS: &str = "{type: object, properties: {id: {type: string}}}";
const MORE: &str = "{type: object, properties: {id: {type: string}, name: {type: string}, age: {type: integer}}}";

struct Demo(Site);

impl Demo {
    fn new() -> Self {
        let demo = Self(Site::new("versions"));
        demo.0.put("specs/demo/provider.toml", CONFIG);
        demo.pet(PET);
        demo
    }

    fn pet(&self, schema: &str) {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://x.test}}]\npaths:\n  /pet:\n    get:\n      \
             operationId: get_pet\n      responses: {{'200': {{description: '', content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/Pet'}}}}}}}}}}\ncomponents: {{schemas: {{Pet: {schema}}}}}\n"
        );
        self.0.put("specs/demo/openapi.yaml", &document);
    }

    fn regen(&self) -> Outcome {
        let generator = Generator::real("one");
        let outcome = regen(&Job { root: &self.0.root, disk: &Quick, generator, chosen: &[], mode: Mode::Write });
        assert_eq!(outcome.verdict, Verdict::Good, "{outcome:?}");
        outcome
    }

    fn version(&self) -> String {
        let cargo = self.0.get("generated/demo/Cargo.toml");
        cargo.lines().find_map(|line| line.strip_prefix("version = ")).unwrap().trim_matches('"').to_owned()
    }

    fn release(&self, line: &str) {
        let outcome = versions::release(&self.0.root, &Quick, &["demo".to_owned()]);
        assert_eq!((outcome.verdict, outcome.lines), (Verdict::Good, vec![line.to_owned()]));
        self.regen();
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.0.root).args(["-c", "user.name=t", "-c", "user.email=t@x.test"]).args(args);
        assert!(git.output().unwrap().status.success(), "{args:?}");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "State"]);
    }

    fn check(&self, base: &str, verdict: Verdict, text: &str) {
        let outcome = versions::check(&self.0.root, base, &[]);
        let said = [outcome.lines, outcome.said].concat().join("\n");
        assert_eq!((outcome.verdict, said.as_str()), (verdict, text));
    }
}

#[test]
fn a_version_rises_once_for_all_changes_since_the_release() {
    let demo = Demo::new();
    demo.regen();
    // before the first release there is nothing to cover
    demo.pet(LESS);
    demo.regen();
    assert_eq!(demo.version(), "0.1.0");
    demo.pet(PET);
    demo.release("demo  0.1.0");
    for (schema, version) in [(PET, "0.1.0"), (MORE, "0.1.1"), (LESS, "0.2.0"), (MORE, "0.1.1"), (PET, "0.1.0")] {
        demo.pet(schema);
        demo.regen();
        assert_eq!(demo.version(), version, "{schema}");
        let files = demo.0.files();
        demo.regen();
        assert_eq!(demo.0.files(), files);
    }
    demo.release("demo  0.1.0 was released already");
    demo.pet(LESS);
    demo.regen();
    let log = demo.0.get("generated/demo/CHANGELOG.md");
    assert!(
        log.ends_with(
            "## 0.2.0\n\n### Breaking\n\n- field `types::Pet::name` is gone\n\n## 0.1.0\n\nThe first version.\n"
        ),
        "{log}"
    );
    demo.release("demo  0.2.0 after 0.1.0");
    assert_eq!((demo.version(), demo.0.get("generated/demo/CHANGELOG.md")), ("0.2.0".to_owned(), log));
    demo.pet(PET);
    demo.regen();
    assert_eq!(demo.version(), "0.2.1");
    assert!(demo.0.get("Cargo.toml").contains("version = \"=0.2.1\""));
}

#[test]
fn a_commit_knows_what_a_version_has_to_cover() {
    let demo = Demo::new();
    demo.git(&["init", "-q"]);
    demo.0.put(".gitignore", "target\n");
    demo.regen();
    demo.commit();
    demo.check("HEAD", Verdict::Good, "");
    // without a record, the commit itself is what is covered
    demo.pet(LESS);
    demo.regen();
    let wrong = "error: generated/demo: version 0.1.0 does not cover its changes since 0.1.0, which are major and ask for 0.2.0\n  \
                 major field types::Pet::name gone: `Option<String>`\n  \
                 = help: restore specs/demo/released.json as HEAD has it, and run `cargo xtask regen`";
    demo.check("HEAD", Verdict::Bad, wrong);
    demo.pet(PET);
    demo.release("demo  0.1.0");
    demo.commit();
    demo.pet(LESS);
    demo.regen();
    demo.check("HEAD", Verdict::Good, "demo  0.2.0 covers a major change since 0.1.0");
    demo.commit();
    // a second change on top of one that is not released needs no version of its own
    demo.check("HEAD", Verdict::Good, "demo  0.2.0 covers a major change since 0.1.0");
    // a record that moved along hides nothing
    demo.0.remove("specs/demo/released.json");
    demo.regen();
    assert_eq!(demo.version(), "0.1.0");
    demo.check("HEAD", Verdict::Bad, wrong);
    demo.check("no-such-thing", Verdict::Bad, "error: git knows no commit `no-such-thing`");
    demo.0.put("specs/demo/released.json", "{}");
    demo.commit();
    demo.0.remove("specs/demo/released.json");
    demo.check("HEAD", Verdict::Bad, "error: HEAD:specs/demo/released.json: missing field `format` at line 1 column 2");
}

#[test]
fn only_what_can_be_generated_is_released() {
    let demo = Demo::new();
    let unknown = versions::release(&demo.0.root, &Quick, &["demi".to_owned()]);
    assert_eq!(unknown.said, ["error: specs/ has no provider `demi`; it has: demo"]);
    demo.0.put("specs/demo/openapi.yaml", "openapi: 3.0.3\n");
    let outcome = versions::release(&demo.0.root, &Quick, &["demo".to_owned()]);
    assert_eq!(outcome.verdict, Verdict::Bad);
    assert!(!demo.0.has("specs/demo/released.json"));
}
