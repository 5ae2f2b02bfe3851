//! What `cargo xtask vendor` brings in and says, and that an error leaves no trace.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use common::{Quick, Site};
use xtask::regen::{Outcome, Verdict};
use xtask::vendor::{Answer, Job, Options, scaffold, vendor};

const PROVIDER: &str = "\
title = \"Demo\"
description = \"A demonstration.\"
spec = \"openapi.yaml\"
version = \"0.1.0\"
keywords = [\"demo\"]
default-environment = \"Live\"

[source]
document = \"https://docs.test/list.md\"
retrieved = \"2026-01-01\" # by hand

[environments.Live]
server = \"https://api.test\"
about = \"The one.\"
";

const BEFORE: &str = "\
openapi: 3.0.3
info:
  title: Demo
  version: '1'
  description: Lists things.
servers:
  - url: https://api.test
paths:
  /things:
    get:
      operationId: listThings
      summary: Lists the things
      responses:
        '200':
          description: The things.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Thing'
components:
  schemas:
    Thing:
      type: object
      required:
        - id
      properties:
        id:
          type: string
";

/// A page of documentation, with the prose of its provider.
fn page(paths: &str, thing: &str) -> String {
    format!(
        "# Things\n\n```js\nlet openapi = 1\n```\n\n````yaml get /things\nopenapi: 3.0.3\ninfo: {{title: Demo, version: '2', description: Our marvellous \
         API}}\nservers: [{{url: https://api.test}}]\npaths:\n{paths}components:\n  schemas:\n    Thing:\n      type: object\n      description: A \
         marvellous thing\n      required: [id]\n      properties:\n        id: {{type: string}}\n{thing}````\n"
    )
}

const LIST: &str = "  /things:
    get:
      operationId: listThings
      summary: Get all your marvellous things
      x-codeSamples: [{lang: js, source: things()}]
      responses:
        '200':
          description: Marvellous
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
";

const DROP: &str = "  /things/{id}:
    delete:
      operationId: dropThing
      description: Farewell, marvellous thing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '204': {description: It is no more}
";

fn site(name: &str) -> Site {
    let site = Site::new(name);
    site.put("specs/demo/provider.toml", PROVIDER);
    site.put("specs/demo/openapi.yaml", BEFORE);
    site
}

fn get(address: &str) -> Result<Answer, String> {
    let body: Box<dyn std::io::Read> = match address {
        "https://docs.test/list.md" => Box::new(std::io::Cursor::new(page(LIST, "").into_bytes())),
        "https://docs.test/large.md" => Box::new(std::io::repeat(b'a')),
        other => return Err(format!("nobody asks for {other}")),
    };
    Ok(Answer { status: 200, location: None, body })
}

fn run(site: &Site, provider: &str, from: &[&str]) -> Outcome {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let job = Job { root: &site.root, disk: &Quick, get: &get, now };
    let from = from.iter().map(|from| (*from).to_owned()).collect();
    vendor(&job, &Options { provider: provider.to_owned(), from })
}

#[test]
fn a_new_version_comes_in_with_our_words() {
    let site = site("vendor-new");
    site.put("pages/drop.md", &page(DROP, "        size: {type: integer, description: How marvellous}\n"));
    let (drop, all) = (site.root.join("pages/drop.md"), site.root.join("pages/list.md"));
    fs::write(&all, page(LIST, "        size: {type: integer, description: How marvellous}\n")).unwrap();
    let outcome = run(&site, "demo", &[all.to_str().unwrap(), drop.to_str().unwrap()]);
    assert_eq!((outcome.verdict, outcome.said), (Verdict::Good, vec![]));
    let said = outcome.lines.join("\n");
    assert!(said.contains("INFO endpoint-added"), "{said}");
    let to_do = "\
specs/demo/openapi.yaml: written
words of our own are missing in 4 places:
  #/paths/~1things~1{id}/delete
  #/paths/~1things~1{id}/delete/responses/204
  #/components/schemas/Thing
  #/components/schemas/Thing/properties/size
next: `cargo xtask regen demo`, then read the difference of generated/demo/SURFACE.txt";
    assert!(said.ends_with(to_do), "{said}");
    let expect = BEFORE
        .replace("version: '1'", "version: '2'")
        .replace(
            "components:\n  schemas",
            "  /things/{id}:\n    delete:\n      operationId: dropThing\n      parameters:\n        - name: id\n          in: path\n          required: \
             true\n          schema:\n            type: string\n      responses:\n        '204':\n          description: No content.\n\
             components:\n  schemas",
        )
        + "        size:\n          type: integer\n";
    assert_eq!(site.get("specs/demo/openapi.yaml"), expect);
    let pinned = site.get("specs/demo/provider.toml");
    assert!(
        pinned.contains("document = \"https://docs.test/list.md\"\nretrieved = \"2027-01-15\" # by hand\nsha256 = \""),
        "{pinned}"
    );
    let files = site.files();
    let again = run(&site, "demo", &[all.to_str().unwrap(), drop.to_str().unwrap()]);
    let same = [
        "specs/demo/openapi.yaml 2: no change",
        "specs/demo/openapi.yaml: no change; provider.toml says when it was looked at",
    ];
    assert_eq!((again.verdict, again.lines), (Verdict::Good, same.map(str::to_owned).to_vec()));
    assert_eq!(site.files(), files);
}

#[test]
fn the_address_in_provider_toml_is_asked() {
    let site = site("vendor-address");
    let outcome = run(&site, "demo", &[]);
    assert_eq!(outcome.verdict, Verdict::Good, "{outcome:?}");
    assert_eq!(site.get("specs/demo/openapi.yaml"), BEFORE.replace("version: '1'", "version: '2'"));
    // what `sha256sum` says of the page
    let pinned = site.get("specs/demo/provider.toml");
    let sum = pinned.lines().find_map(|line| line.strip_prefix("sha256 = ")).unwrap().trim_matches('"').to_owned();
    assert_eq!(sum, SUM);
    // the rest of the file is as it was
    let rest: Vec<_> =
        pinned.lines().filter(|line| !line.starts_with("retrieved") && !line.starts_with("sha256")).collect();
    let before: Vec<_> = PROVIDER.lines().filter(|line| !line.starts_with("retrieved")).collect();
    assert_eq!(rest, before);
}

const SUM: &str = "965ef31da6e7b416c05cb9d697c9feaa62784098493b67675374c61c790e242d";

#[test]
fn an_error_leaves_no_trace() {
    fn check(name: &str, from: &[&str], expect: &[&str]) {
        let site = site(name);
        site.put("list.md", &page(LIST, ""));
        site.put("cut.md", page(LIST, "").trim_end().trim_end_matches('`'));
        site.put("twice.md", &page(&format!("{LIST}{LIST}"), ""));
        site.put("other.md", &page(DROP, "        id: {type: integer}\n").replace("id: {type: string}\n", ""));
        site.put("none.md", "# Things\n\n```sh\ncurl https://api.test\n```\n");
        let before = site.files();
        let root = site.root.to_str().unwrap();
        let from: Vec<String> = from.iter().map(|from| from.replace("$ROOT", root)).collect();
        let from: Vec<&str> = from.iter().map(String::as_str).collect();
        let outcome = run(&site, "demo", &from);
        let said: Vec<String> = outcome.said.iter().map(|text| text.replace(root, "$ROOT")).collect();
        assert_eq!(
            (outcome.verdict, said, outcome.lines),
            (Verdict::Bad, expect.iter().map(|s| (*s).to_owned()).collect(), vec![]),
            "{name}"
        );
        assert_eq!(site.files(), before, "{name}");
    }
    let nothing = "error: nothing was written";
    check(
        "vendor-cut",
        &["$ROOT/cut.md"],
        &["error: $ROOT/cut.md:7: the fenced block that begins here does not end; the page is not whole", nothing],
    );
    check(
        "vendor-none",
        &["$ROOT/list.md", "$ROOT/none.md"],
        &[
            "error: $ROOT/none.md: is neither an OpenAPI document nor a page with one: its only fenced block has none\n  = help: a document begins \
             with `openapi:` or `swagger:`; look for the page's own link to its specification",
            nothing,
        ],
    );
    check(
        "vendor-twice",
        &["$ROOT/twice.md"],
        &[
            "error[source-duplicate-key]: the key `/things` stands here a second time\n  --> $ROOT/twice.md:21:3\n   |\n21 |   /things:\n   |   ^\nnote: \
             it stands here first\n  --> $ROOT/twice.md:12:3\n   |\n12 |   /things:\n   |   ^\n   = help: keep one of the two: readers disagree on \
             which one counts\n",
            nothing,
        ],
    );
    check(
        "vendor-conflict",
        &["$ROOT/list.md", "$ROOT/other.md"],
        &[
            "error: $ROOT/other.md:8: #/components/schemas/Thing/properties/id/type: \"integer\" here, \"string\" before (before: \
             $ROOT/list.md:8)\n  = help: these are pages of different versions of the document, or of different documents; fetch them again, or bring \
             in the document itself",
            nothing,
        ],
    );
    check(
        "vendor-http",
        &["http://docs.test/list.md"],
        &[
            "error: http://docs.test/list.md: is not an https address\n  = help: only https is fetched, so that nobody on the way can change a contract",
            nothing,
        ],
    );
    check(
        "vendor-large",
        &["https://docs.test/large.md"],
        &["error: https://docs.test/large.md: is larger than 64 MiB, which no API document is", nothing],
    );
    check(
        "vendor-missing",
        &["$ROOT/gone.md"],
        &["error: $ROOT/gone.md: No such file or directory (os error 2)", nothing],
    );
}

#[test]
fn an_unknown_provider_is_a_mistake_of_the_caller() {
    let outcome = run(&site("vendor-unknown"), "nobody", &[]);
    let said = vec!["error: specs/ has no provider `nobody`; it has: demo".to_owned()];
    assert_eq!(outcome, Outcome { verdict: Verdict::Usage, lines: vec![], said });
}

const TWO_SCHEMES: &str = "\
openapi: 3.0.3
info: {title: 'Acme  Pay', version: '1'}
servers: [{url: https://sandbox.acme.test}, {url: 'https://api.acme.io'}]
security: [{key: []}, {'the basic': []}]
paths:
  /balance:
    get:
      operationId: getBalance
      summary: Behold the balance
      responses: {'200': {description: Behold, content: {application/json: {schema: {type: object}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    the basic: {type: http, scheme: basic}
";

fn create(site: &Site, provider: &str, from: &str) -> Outcome {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    scaffold(&Job { root: &site.root, disk: &Quick, get: &get, now }, provider, from)
}

#[test]
fn a_new_provider_is_proposed() {
    let site = site("new-provider");
    site.put("acme.yaml", TWO_SCHEMES);
    let outcome = create(&site, "acme-pay", site.root.join("acme.yaml").to_str().unwrap());
    let lines = [
        "specs/acme-pay/openapi.yaml: written; words of our own are missing in 2 of its places",
        "specs/acme-pay/provider.toml: proposed; read it through: title, environments, variables and source",
        "next: `cargo xtask regen`, which makes the client (1 operation) and its feature `acme-pay`",
    ];
    assert_eq!(
        (outcome.verdict, outcome.lines),
        (Verdict::Good, lines.map(str::to_owned).to_vec()),
        "{:?}",
        outcome.said
    );
    let expect = "\
title = \"Acme Pay\"
description = \"Typed client for the Acme Pay.\"
spec = \"openapi.yaml\"
version = \"0.1.0\"
keywords = [\"acme-pay\", \"api\", \"client\"]
default-environment = \"Sandbox\"

[source]
# the address that it can be fetched from again
document = \"acme.yaml\"
retrieved = \"2027-01-15\"
sha256 = \"$SUM\"

[environments.Sandbox]
server = \"https://sandbox.acme.test\"
about = \"For trying things out.\"

[environments.Production]
server = \"https://api.acme.io\"
about = \"The real thing.\"

[auth.key]
variables = { value = \"ACME_PAY_KEY_API_KEY\" }

[auth.\"the basic\"]
variables = { username = \"ACME_PAY_THE_BASIC_USERNAME\", password = \"ACME_PAY_THE_BASIC_PASSWORD\" }
";
    let text = site.get("specs/acme-pay/provider.toml");
    let sum = text.lines().find_map(|line| line.strip_prefix("sha256 = ")).unwrap().trim_matches('"');
    assert_eq!(text, expect.replace("$SUM", sum));
    assert!(!site.get("specs/acme-pay/openapi.yaml").contains("Behold"));
}

#[test]
fn a_provider_that_cannot_be_made_leaves_no_trace() {
    let site = site("new-bad");
    site.put("bad.yaml", "openapi: 9.0.0\ninfo: {title: T, version: '1'}\npaths: {}\n");
    let before = site.files();
    let bad = site.root.join("bad.yaml");
    let check = |provider: &str, from: &str, verdict: Verdict, expect: &str| {
        let outcome = create(&site, provider, from);
        assert_eq!((outcome.verdict, outcome.lines), (verdict, vec![]), "{provider}");
        assert!(outcome.said.join("\n").starts_with(expect), "{:?}", outcome.said);
        assert_eq!(site.files(), before, "{provider}");
    };
    let there = "error: specs/demo is there already; `cargo xtask vendor demo` brings a new version in";
    check("demo", "-", Verdict::Usage, there);
    let name = "error: `Acme` is not a provider's name: lower case letters, digits and single dashes, a letter first";
    check("Acme", "-", Verdict::Usage, name);
    check("acme", bad.to_str().unwrap(), Verdict::Bad, "error[");
    check("acme", "/nowhere/a.yaml", Verdict::Bad, "error: /nowhere/a.yaml: No such file or directory (os error 2)");
}

/// The pages that the vendored documents came from state the contract that is vendored.
#[test]
fn the_pages_of_the_providers_state_what_is_vendored() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let pages = root.join("../shared/seeds");
    for provider in ["dodopayments", "fedapay", "orum", "telnyx"] {
        let page = pages.join(format!("{provider}.txt"));
        if !page.is_file() {
            println!("skipped: there is no {}", page.display());
            continue;
        }
        let site = Site::new(&format!("vendor-{provider}"));
        for entry in fs::read_dir(root.join("specs").join(provider)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            site.put(&format!("specs/{provider}/{name}"), &fs::read_to_string(&path).unwrap());
        }
        let outcome = run(&site, provider, &[page.to_str().unwrap()]);
        let last = format!("specs/{provider}/openapi.yaml: no change; provider.toml says when it was looked at");
        assert_eq!((outcome.verdict, outcome.lines.last()), (Verdict::Good, Some(&last)), "{:?}", outcome.said);
    }
}
