//! What is read of provider.toml, and each thing that can be wrong with it.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::diag::Spot;
use crate::source::Pointer;

const FULL: &str = r##"# a comment with ü
title = "Demo Pay"
description = "Typed client for the Demo Pay API."
spec = "openapi.yaml"
version = "0.12.3"
keywords = ["payments", "c++", "2-way_x"]
default-environment = "Live"
[source]
document = "https://docs.example.com/openapi.yaml"
retrieved = "2024-02-29"
note = """
One page
of it."""
[environments.Sandbox]
server = "https://sandbox.example.com"
about = "For trying things out."
token-url = "https://sandbox.example.com/token"
[environments.Live]
server = "https://example.com"
about = "The real thing."
[auth.oauth2]
variables = { client-id = "DEMO_ID", client-secret = "DEMO_SECRET_2" }
client-authentication = "body"
[auth."api key"]
variables = { value = "DEMO_KEY" }
[names]
"#/paths/~1x/get" = "get_x"
"/components/schemas/a" = "Alpha"
[[allow]]
code = "union-opaque"
at = "#/components/schemas/U"
why = "Nothing that is called uses it."
[[allow]]
code = "other"
at = "#"
why = "A draft."
"##;

const LEAST: &str = "\
title = \"Demo\"
description = \"A demo.\"
spec = \"openapi.yaml\"
version = \"0.1.0\"
[source]
document = \"https://example.com\"
retrieved = \"2026-01-01\"
";

fn read(text: &[u8]) -> (Option<Config>, Vec<String>) {
    let mut diags = Diags::default();
    let config = load(&[(FILE.to_owned(), text.to_vec())].into(), &mut diags);
    (config, diags.iter().map(brief).collect())
}

fn brief(diag: &Diag) -> String {
    assert_eq!((diag.severity, diag.at.file.as_str()), (Severity::Error, FILE));
    let at = match &diag.at.at {
        Spot::Text { line, column } => format!("{line}:{column}"),
        Spot::File => "file".to_owned(),
        Spot::Pointer(pointer) => pointer.to_string(),
    };
    format!("{at} {}: {} | {}", diag.code, diag.message, diag.help.as_deref().unwrap_or_default())
}

fn check(text: &str, expect: &[&str]) {
    let (config, said) = read(text.as_bytes());
    assert_eq!(said, expect, "in\n{text}");
    assert_eq!(config.is_some(), expect.is_empty());
}

/// The least file with `from` replaced.
fn check_with(from: &str, to: &str, expect: &[&str]) {
    assert!(LEAST.contains(from));
    check(&LEAST.replacen(from, to, 1), expect);
}

/// The least file with `more` at its end, which is line 8.
fn check_more(more: &str, expect: &[&str]) {
    check(&format!("{LEAST}{more}"), expect);
}

#[test]
fn full() {
    let (config, said) = read(format!("\u{feff}{FULL}").as_bytes());
    assert_eq!(said, Vec::<String>::new());
    let config = config.unwrap();
    assert_eq!([&config.title, &config.description], ["Demo Pay", "Typed client for the Demo Pay API."]);
    assert_eq!([&config.spec, &config.version], ["openapi.yaml", "0.12.3"]);
    assert_eq!(config.keywords, ["payments", "c++", "2-way_x"]);
    assert_eq!(config.default_environment.as_deref(), Some("Live"));
    assert_eq!(config.default_environment_place, Some(Place::text(FILE, 7, 23)));
    assert_eq!(
        [&config.source.document, &config.source.retrieved],
        ["https://docs.example.com/openapi.yaml", "2024-02-29"]
    );
    assert_eq!(config.source.note.as_deref(), Some("One page\nof it."));
    assert_eq!(config.source.retrieved_place, Some(Place::text(FILE, 10, 13)));
    assert_eq!(config.source.note_place, Some(Place::text(FILE, 11, 8)));
    let environments: Vec<_> = config.environments.iter().map(|it| (it.name.as_str(), it.server.as_str())).collect();
    assert_eq!(environments, [("Sandbox", "https://sandbox.example.com"), ("Live", "https://example.com")]);
    assert_eq!(config.environments[0].token_url.as_deref(), Some("https://sandbox.example.com/token"));
    assert_eq!(config.environments[1].token_url, None);
    assert_eq!(config.environments[1].about, "The real thing.");
    assert_eq!(config.environments[1].place, Place::text(FILE, 18, 15));
    let [oauth, key] = config.auth.as_slice() else { panic!("two schemes") };
    assert_eq!((oauth.scheme.as_str(), oauth.client_authentication), ("oauth2", ClientAuth::Body));
    assert_eq!((key.scheme.as_str(), key.client_authentication), ("api key", ClientAuth::Basic));
    assert_eq!(oauth.variables["client-secret"], "DEMO_SECRET_2");
    assert_eq!((oauth.variables.len(), &key.place), (2, &Place::text(FILE, 24, 7)));
    let pins: Vec<_> = config.names.iter().map(|pin| (pin.pointer.to_string(), pin.name.as_str(), &pin.at)).collect();
    let (first, second) = (Place::text(FILE, 27, 1), Place::text(FILE, 28, 1));
    let expect = [("#/paths/~1x/get".into(), "get_x", &first), ("#/components/schemas/a".into(), "Alpha", &second)];
    assert_eq!(pins, expect);
    let allow = |code: &str, at: &str, why: &str, line| {
        let at = Pointer::parse(at).unwrap();
        Allow { code: code.into(), at, why: why.into(), place: Place::text(FILE, line, 1) }
    };
    let union = allow("union-opaque", "#/components/schemas/U", "Nothing that is called uses it.", 29);
    assert_eq!(config.allow, [union, allow("other", "#", "A draft.", 33)]);
}

#[test]
fn least() {
    check(LEAST, &[]);
    let config = read(LEAST.as_bytes()).0.unwrap();
    assert!(config.environments.is_empty() && config.auth.is_empty() && config.default_environment.is_none());
}

#[test]
fn group_features() {
    let with = |line: &str| LEAST.replacen("spec = ", &format!("{line}spec = "), 1);
    for (line, expect) in [
        ("", GroupFeatures::BySize),
        ("group-features = true\n", GroupFeatures::Always),
        ("group-features = false\n", GroupFeatures::Never),
    ] {
        assert_eq!(read(with(line).as_bytes()).0.unwrap().group_features, expect);
    }
    let expect = "3:18 config-type: `group-features` is a text, where `true` or `false` is expected | write it like group-features = true";
    check(&with("group-features = \"all\"\n"), &[expect]);
}

#[test]
fn publish() {
    let with = |line: &str| LEAST.replacen("spec = ", &format!("{line}spec = "), 1);
    for (line, expect) in
        [("", Publish::Allowed), ("publish = true\n", Publish::Allowed), ("publish = false\n", Publish::Refused)]
    {
        assert_eq!(read(with(line).as_bytes()).0.unwrap().publish, expect);
    }
    let expect =
        "3:11 config-type: `publish` is a text, where `true` or `false` is expected | write it like publish = false";
    check(&with("publish = \"no\"\n"), &[expect]);
}

#[test]
fn missing_file() {
    let mut diags = Diags::default();
    assert!(load(&Files::new(), &mut diags).is_none());
    let expect = "file config-missing: there is no provider.toml | add one: it names the document, the crate, the \
                  environments and where credentials come from";
    assert_eq!(diags.iter().map(brief).collect::<Vec<_>>(), [expect]);
}

#[test]
fn syntax() {
    let help = "see https://toml.io";
    check(
        "title = \"ü\" x\n",
        &[&format!("1:13 config-syntax: unexpected key or value, expected newline, `#` | {help}")],
    );
    let twice = format!("2:1 config-syntax: duplicate key | {help}");
    let open = format!("4:3 config-syntax: unclosed table, expected `]` | {help}");
    check("a = 1\na = 2\n\n[t", &[&twice, &open]);
    let (config, said) = read(b"title = \"\xff\"");
    let expect = "file config-syntax: the file is not UTF-8: byte 9 is no part of a character | save it as UTF-8";
    assert!(config.is_none());
    assert_eq!(said, [expect]);
}

#[test]
fn unknown_keys() {
    check_with(
        "title = \"Demo\"",
        "title = \"Demo\"\nkeyword = []",
        &["2:1 config-unknown-key: `keyword` is not a known key | did you mean `keywords`?"],
    );
    check_more(
        "[environments.Live]\nserver = \"x\"\nabout = \"x\"\nfrobnicate = 1\ntoken_url = \"x\"\n",
        &[
            "11:1 config-unknown-key: `environments.Live.frobnicate` is not a known key | known keys are `server`, `about`, \
         `token-url`",
            "12:1 config-unknown-key: `environments.Live.token_url` is not a known key | did you mean `token-url`?",
        ],
    );
    check_more(
        "[[allow]]\ncode = \"x\"\nat = \"#\"\nwhy = \"x\"\nbecause = \"x\"\n",
        &["12:1 config-unknown-key: `allow[0].because` is not a known key | known keys are `code`, `at`, `why`"],
    );
}

#[test]
fn missing_keys() {
    check(
        "",
        &[
            "file config-missing-key: `title` is missing | add title = \"Demo\"",
            "file config-missing-key: `description` is missing | add description = \"Typed client for the Demo API.\"",
            "file config-missing-key: `spec` is missing | add spec = \"openapi.yaml\"",
            "file config-missing-key: `version` is missing | add version = \"0.1.0\"",
            "file config-missing-key: `source` is missing | add [source]",
        ],
    );
    check_with(
        "retrieved = \"2026-01-01\"\n",
        "",
        &["5:2 config-missing-key: `source.retrieved` is missing | add retrieved = \"2026-11-21\""],
    );
    check_more(
        "[environments.Live]\n[auth.key]\n[[allow]]\n",
        &[
            "8:15 config-missing-key: `environments.Live.server` is missing | add server = \"https://sandbox.example.com\"",
            "8:15 config-missing-key: `environments.Live.about` is missing | add about = \"For trying things out; no money \
         moves.\"",
            "9:7 config-missing-key: `auth.key.variables` is missing | add variables = { token = \"EXAMPLE_TOKEN\" }",
            "10:1 config-missing-key: `allow[0].code` is missing | add code = \"union-opaque\"",
            "10:1 config-missing-key: `allow[0].at` is missing | add at = \"#/components/schemas/Example\"",
            "10:1 config-missing-key: `allow[0].why` is missing | add why = \"Nothing that is called uses it.\"",
        ],
    );
}

#[test]
fn types() {
    check_with(
        "title = \"Demo\"",
        "title = 1\nkeywords = \"x\"",
        &[
            "1:9 config-type: `title` is an integer, where a text is expected | write it like title = \"Demo\"",
            "2:12 config-type: `keywords` is a text, where an array is expected | write it like keywords = [\"payments\"]",
        ],
    );
    check_with(
        "title = \"Demo\"",
        "title = \"Demo\"\nkeywords = [\"a\", true]\nauth = [1.5]\nallow = [2]\nnames = 1",
        &[
            "2:18 config-type: `keywords[1]` is a boolean, where a text is expected | write it like keywords = [\"payments\"]",
            "3:8 config-type: `auth` is an array, where a table is expected | write it like [auth.bearerAuth]",
            "5:9 config-type: `names` is an integer, where a table is expected | write it like [names]",
            "4:10 config-type: `allow[0]` is an integer, where a table is expected | write it like [[allow]]",
        ],
    );
    check_with(
        "\"2026-01-01\"",
        "2026-01-01",
        &[
            "7:13 config-type: `source.retrieved` is a date or time, where a text is expected | write it like retrieved = \
         \"2026-11-21\"",
        ],
    );
    check_more(
        "[environments]\nLive = 0.5\n[auth.key]\nvariables = \"X\"\n[names]\n\"#/a\" = {}\n",
        &[
            "9:8 config-type: `environments.Live` is a float, where a table is expected | write it like \
         [environments.Sandbox]",
            "11:13 config-type: `auth.key.variables` is a text, where a table is expected | write it like variables = { \
         token = \"EXAMPLE_TOKEN\" }",
            "13:9 config-type: `names.#/a` is a table, where a text is expected | write it like \"#/paths/~1x/get\" = \
         \"get_x\"",
        ],
    );
}

#[test]
fn texts() {
    check_with("\"Demo\"", "\" \"", &["1:9 config-value: `title` is empty | write title = \"Demo\""]);
    check_with(
        "\"Demo\"",
        "\"a\\nb\"",
        &["1:9 config-value: `title` has line breaks or other control characters in it | write it on one line"],
    );
}

#[test]
fn versions() {
    for version in ["0.1", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.3-rc.1", "1..3", "+1.2.3", "99999999999999999999.0.0"] {
        let expect = format!(
            "4:11 config-value: `version` is `{version}`, which is not a version of the form x.y.z | write three numbers, \
             such as \"0.1.0\""
        );
        check_with("0.1.0", version, &[&expect]);
    }
    for version in ["0.0.0", "10.20.30"] {
        check_with("0.1.0", version, &[]);
    }
}

#[test]
fn keyword_rules() {
    let keywords = |list: &str, expect: &[&str]| {
        check_with("title = \"Demo\"", &format!("title = \"Demo\"\nkeywords = {list}"), expect);
    };
    keywords("[\"a\", \"b\", \"c\", \"d\", \"12345678901234567890\"]", &[]);
    keywords(
        "[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]",
        &["2:38 config-value: `keywords` has 6 items, and crates.io takes 5 | leave out the least telling"],
    );
    let charset = "start with an ASCII letter or digit, and use these, `_`, `-` and `+` only";
    let refused = |at: &str, word: &str| {
        let (column, index) = at.split_once(' ').unwrap();
        format!(
            "2:{column} config-value: `keywords[{index}]` is `{word}`, which crates.io does not take as a keyword | {charset}"
        )
    };
    keywords("[\"-a\", \"a b\", \"ü\"]", &[&refused("13 0", "-a"), &refused("19 1", "a b"), &refused("26 2", "ü")]);
    keywords(
        "[\"123456789012345678901\"]",
        &[
            "2:13 config-value: `keywords[0]` is `123456789012345678901`, which is longer than a keyword may be | use at most \
         20 characters",
        ],
    );
}

#[test]
fn days() {
    for day in
        ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-1-1", "2026-01-00", "ü26-01-01"]
    {
        let expect = format!(
            "7:13 config-value: `source.retrieved` is `{day}`, which is not a day | write YYYY-MM-DD, such as \
             \"2026-11-21\""
        );
        check_with("2026-01-01", day, &[&expect]);
    }
    for day in ["2000-02-29", "2026-12-31", "2026-04-30"] {
        check_with("2026-01-01", day, &[]);
    }
}

#[test]
fn environment_names() {
    for name in ["sandbox", "Test_Mode", "\"Test Mode\"", "\"1\"", "Self", "\"Ü\"", "\"\""] {
        let bare = name.trim_matches('"');
        let expect = format!(
            "8:15 config-value: `environments.{bare}` is not an identifier in UpperCamelCase | use a name such as `Sandbox` \
             or `TestMode`: it becomes a variant of `Environment`"
        );
        check_more(&format!("[environments.{name}]\nserver = \"x\"\nabout = \"x\"\n"), &[&expect]);
    }
}

#[test]
fn default_is_one_of_the_environments() {
    let with = |environments: &str, expect: &[&str]| {
        check(&format!("default-environment = \"Live\"\n{LEAST}{environments}"), expect);
    };
    with("[environments.Live]\nserver = \"x\"\nabout = \"x\"\n", &[]);
    with(
        "[environments.A]\nserver = \"x\"\nabout = \"x\"\n[environments.B]\nserver = \"y\"\nabout = \"y\"\n",
        &["1:23 config-value: `default-environment` is `Live`, which is not in [environments] | write one of `A`, `B`"],
    );
    with(
        "",
        &[
            "1:23 config-value: `default-environment` is `Live`, which is not in [environments] | add [environments.Live], or \
         remove the line where the document has no servers",
        ],
    );
    // a name that is there counts, even when its table is wrong
    with(
        "[environments]\nLive = 1\n",
        &["10:8 config-type: `environments.Live` is an integer, where a table is expected | write it like \
         [environments.Sandbox]"],
    );
}

#[test]
fn credentials() {
    check_more(
        "[auth.key]\nvariables = {}\n",
        &["9:13 config-value: `auth.key.variables` is empty | write variables = { token = \"EXAMPLE_TOKEN\" }"],
    );
    check_more(
        "[auth.key]\nvariables = { tokn = \"A\", token = \"a-b\", value = \"1A\" }\n",
        &[
            "9:15 config-value: `auth.key.variables.tokn` is not a role of a credential | use `token` (bearer), `username` and \
         `password` (basic), `value` (API key), or `client-id`, `client-secret` and `token-url` (OAuth2)",
            "9:35 config-value: `auth.key.variables.token` is `a-b`, which is not the name of an environment variable | use A \
         to Z, 0 to 9 and `_`, beginning with a letter",
            "9:50 config-value: `auth.key.variables.value` is `1A`, which is not the name of an environment variable | use A to \
         Z, 0 to 9 and `_`, beginning with a letter",
        ],
    );
    check_more(
        "[auth.key]\nvariables = { token = \"A\" }\nclient-authentication = \"Basic\"\n",
        &[
            "10:25 config-value: `auth.key.client-authentication` is `Basic`, which is no way to authenticate a client | write \
         \"basic\" or \"body\"",
        ],
    );
}

#[test]
fn prefixes_are_of_environments() {
    check_more(
        "[auth.key]\nvariables = { token = \"A\" }\nprefixes = { Live = \"sk_live_\", Test = \"\" }\n",
        &[
            "10:14 config-value: `auth.key.prefixes.Live` is not in [environments] | remove it",
            "10:33 config-value: `auth.key.prefixes.Test` is not in [environments] | remove it",
            "10:40 config-value: `auth.key.prefixes.Test` is empty | write prefixes = { Sandbox = \"sk_test_\", Live = \
         \"sk_live_\" }",
        ],
    );
}

#[test]
fn idempotency_headers() {
    check_more(
        "[idempotency]\n\"POST /x\" = \"Idempotency Key\"\n\"POST /y\" = 7\n",
        &[
            "9:13 config-value: `idempotency.POST /x` is `Idempotency Key`, which is not the name of a header | write it as it \
         is sent, such as \"Idempotency-Key\"",
            "10:13 config-type: `idempotency.POST /y` is an integer, where a text is expected | write it like \"POST \
         /payments\" = \"Idempotency-Key\"",
        ],
    );
}

#[test]
fn pointers() {
    let help = "begin with `#/`, and write `~1` for `/` and `~0` for `~` within a key";
    check_more(
        "[names]\npaths = \"x\"\n\"#/a\" = \"x\"\n\"/a\" = \"y\"\n",
        &[
            &format!("9:1 config-value: `paths` in [names] is not a JSON Pointer | {help}"),
            "11:1 config-value: `/a` in [names] is named a second time | remove one of the two lines",
        ],
    );
    check_more(
        "[[allow]]\ncode = \"x\"\nat = \"components\"\nwhy = \"\"\n",
        &[
            &format!("10:6 config-value: `allow[0].at` is `components`, which is not a JSON Pointer | {help}"),
            "11:7 config-value: `allow[0].why` is empty | write why = \"Nothing that is called uses it.\"",
        ],
    );
}

fn webhooks(more: &str) -> Webhooks {
    let (config, said) = read(format!("{LEAST}{more}").as_bytes());
    assert_eq!(said, Vec::<String>::new());
    config.unwrap().webhooks.unwrap()
}

#[test]
fn webhooks_are_told_apart_and_signed() {
    let event = |text: &str| webhooks(&format!("[webhooks]\nevent = \"{text}\"\n")).event.unwrap();
    assert_eq!(event("/data/event~1type"), EventName::Member("/data/event~1type".to_owned()));
    assert_eq!(event("X-Event"), EventName::Header("x-event".to_owned()));
    let found = webhooks("[webhooks]\n");
    assert_eq!((found.event, found.verify, found.place), (None, None, Place::text(FILE, 8, 2)));

    let verify = |lines: &str| webhooks(&format!("[webhooks.verify]\nsecret-var = \"V\"\n{lines}")).verify.unwrap();
    let plain = |scheme| Verify { scheme, secret_var: "V".to_owned(), settings: BTreeMap::new(), tolerance: None };
    assert_eq!(verify("scheme = \"standard-webhooks\"\n"), plain(Scheme::Standard));
    let headers = "signature-header = \"X-S\"\ntimestamp-header = \"x-t\"\n";
    let found = verify(&format!("scheme = \"ed25519\"\n{headers}"));
    let settings = [("signature-header", "x-s"), ("timestamp-header", "x-t")];
    let settings: BTreeMap<_, _> = settings.into_iter().map(|(key, value)| (key, value.to_owned())).collect();
    assert_eq!(found, Verify { settings, ..plain(Scheme::Ed25519) });
    assert_eq!(verify("scheme = \"stripe\"\nsignature-header = \"s\"\ntolerance = 0x3c\n").tolerance, Some(60));
    let more = "id-header = \"i\"\nsigned = \"{id}:{timestamp}:{body}\"\nhash = \"sha512\"\nencoding = \"base64\"\n\
                prefix = \"v0=\"\nsecret-encoding = \"hex\"\n";
    assert_eq!(verify(&format!("scheme = \"hmac\"\n{headers}{more}")).settings.len(), 8);
}

#[test]
fn webhooks_that_make_no_sense() {
    let said = |lines: &str, expect: &[&str]| check_more(&format!("[webhooks]\n{lines}"), expect);
    said(
        "event = \"type of\"\n",
        &[
            "9:9 config-value: `webhooks.event` is `type of`, which is not the name of a header | use letters, digits and \
           `-`; a member begins with `/`",
        ],
    );
    said(
        "verify = {}\n",
        &[
            "9:1 config-missing-key: `webhooks.verify.scheme` is missing | add scheme = \"standard-webhooks\"",
            "9:1 config-missing-key: `webhooks.verify.secret-var` is missing | add secret-var = \"EXAMPLE_WEBHOOK_SECRET\"",
        ],
    );
    let verify = |lines: &str, expect: &[&str]| {
        check_more(&format!("[webhooks.verify]\nsecret-var = \"V\"\n{lines}"), expect);
    };
    verify(
        "scheme = \"svix\"\n",
        &["10:10 config-value: `webhooks.verify.scheme` is `svix`, which is no family of signatures | write one of \
           \"standard-webhooks\", \"stripe\", \"ed25519\", \"hmac\""],
    );
    verify(
        "scheme = \"ed25519\"\n",
        &[
            "8:11 config-missing-key: `webhooks.verify.signature-header` is missing, which the scheme `ed25519` needs | add \
             signature-header = \"x-signature\"",
            "8:11 config-missing-key: `webhooks.verify.timestamp-header` is missing, which the scheme `ed25519` needs | add \
             timestamp-header = \"x-timestamp\"",
        ],
    );
    verify(
        "scheme = \"standard-webhooks\"\nhash = \"sha512\"\n",
        &[
            "11:1 config-value: `webhooks.verify.hash` has no meaning for the scheme `standard-webhooks` | remove the line, or \
           use the scheme \"hmac\"",
        ],
    );
    let hmac = |lines: &str, expect: &[&str]| {
        verify(&format!("scheme = \"hmac\"\nsignature-header = \"s\"\n{lines}\n"), expect);
    };
    hmac(
        "timestamp-header = \"t\"",
        &[
            "8:11 config-value: `webhooks.verify.signed` does not have {timestamp} in it, so the `timestamp-header` proves \
           nothing | what is checked or handed on has to be signed: name it in `signed`, or remove its header",
        ],
    );
    hmac(
        "signed = \"{id}{body}\"",
        &[
            "12:10 config-value: `webhooks.verify.signed` has {id} in it, and there is no `id-header` | what is checked or \
           handed on has to be signed: name it in `signed`, or remove its header",
        ],
    );
    for (line, what) in [
        (
            "signed = \"{timestamp}\"",
            "12:10 config-value: `webhooks.verify.signed` is `{timestamp}`, which does not have {body} in it | write {body}, \
             and {id} and {timestamp} where they are signed too, such as \"{timestamp}.{body}\"",
        ),
        (
            "signed = \"{url}{body}\"",
            "12:10 config-value: `webhooks.verify.signed` is `{url}{body}`, which has something else between braces | write \
             {body}, and {id} and {timestamp} where they are signed too, such as \"{timestamp}.{body}\"",
        ),
        (
            "hash = \"md5\"",
            "12:8 config-value: `webhooks.verify.hash` is `md5`, which is not known | write \"sha256\", \"sha384\" or \
             \"sha512\"",
        ),
        (
            "encoding = \"text\"",
            "12:12 config-value: `webhooks.verify.encoding` is `text`, which is not known | write \"hex\" or \"base64\"",
        ),
        (
            "secret-encoding = \"whsec\"",
            "12:19 config-value: `webhooks.verify.secret-encoding` is `whsec`, which is not known | write \"text\", \"hex\" or \
             \"base64\"",
        ),
        (
            "prefix = \"a b\"",
            "12:10 config-value: `webhooks.verify.prefix` is `a b`, which is not visible ASCII | write what stands before the \
             signature",
        ),
        (
            "tolerance = 0",
            "12:13 config-value: `webhooks.verify.tolerance` is not from 1 to 86400 | write it like tolerance = 300",
        ),
        (
            "tolerance = \"5m\"",
            "12:13 config-type: `webhooks.verify.tolerance` is a text, where an integer is expected | write it like tolerance \
             = 300",
        ),
    ] {
        hmac(line, &[what]);
    }
    verify(
        "scheme = \"ed25519\"\nsignature-header = \"s\"\ntimestamp-header = \"t\"\nsecret-encoding = \"text\"\n",
        &[
            "13:19 config-value: `webhooks.verify.secret-encoding` is `text`, which no key of Ed25519 is | write \"base64\" or \
           \"hex\"",
        ],
    );
}
