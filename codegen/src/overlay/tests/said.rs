//! Every problem of an overlay with its exact text.

use super::{check_action, check_said, run, with_head};

#[test]
fn versions() {
    let with = |version: &str| {
        format!("{version}info: {{title: T, version: '1'}}\nactions: [{{target: $.info, x-why: W, update: {{a: 1}}}}]")
    };
    for known in ["overlay: 1.0.0\n", "overlay: 1.1.0\n", "overlay: 1.0.12\n"] {
        check_said(&with(known), &[]);
    }
    let missing = ["overlay-version overlay.yaml #: the overlay does not say its version"];
    check_said(&with(""), &[missing[0], "help: begin it with `overlay: 1.0.0`"]);
    let wrong = [
        ("2.0.0", "2.0.0"),
        ("1.0", "1.0"),
        ("1.0.", "1.0."),
        ("1.2.0", "1.2.0"),
        ("1.0.0-rc1", "1.0.0-rc1"),
        ("[1]", "an array"),
    ];
    for (version, shown) in wrong {
        let message =
            format!("overlay-version overlay.yaml #/overlay: `{shown}` is not a version of overlays that can be read");
        check_said(
            &with(&format!("overlay: {version}\n")),
            &[&message, "help: write `overlay: 1.0.0` or `overlay: 1.1.0`"],
        );
    }
}

#[test]
fn shape_of_the_overlay() {
    check_said(
        "overlay: 1.0.0\nx-note: 1\nactoins: []\n",
        &[
            "overlay-shape overlay.yaml #/actoins: the overlay has the unknown key `actoins`",
            "help: known here are `overlay`, `info`, `extends`, `actions` and keys that begin with `x-`",
            "overlay-shape overlay.yaml #: the overlay lacks `info`",
            "help: add `info`",
            "overlay-shape overlay.yaml #: the overlay lacks `actions`",
            "help: add `actions`",
        ],
    );
    check_said(
        "overlay: 1.0.0\ninfo: {version: 1, name: n}\nextends: {}\nactions: []\n",
        &[
            "overlay-shape overlay.yaml #/info/name: `info` has the unknown key `name`",
            "help: known here are `title`, `version`, `description` and keys that begin with `x-`",
            "overlay-shape overlay.yaml #/info: `info` lacks `title`",
            "help: add `title`",
            "overlay-shape overlay.yaml #/info/version: `version` is a number, not a string",
            "help: write a string",
            "overlay-shape overlay.yaml #/extends: `extends` is an object, not a string",
            "help: write a string",
            "overlay-shape overlay.yaml #/actions: there are no actions",
            "help: add one, or delete overlay.yaml",
        ],
    );
    check_said(
        "overlay: 1.0.0\ninfo: []\nactions: {}\n",
        &[
            "overlay-shape overlay.yaml #/info: `info` is an array, not an object",
            "help: write an object",
            "overlay-shape overlay.yaml #/actions: `actions` is an object, not an array",
            "help: write an array",
        ],
    );
}

#[test]
fn a_file_that_cannot_be_read_is_said_once() {
    let (_, _, diags) = run("- just\n- a list\n");
    let codes: Vec<&str> = diags.iter().map(|diag| diag.code).collect();
    assert_eq!(codes, ["source-shape"]);
}

#[test]
fn shape_of_actions() {
    check_said(
        &with_head("- null\n- {x-why: W}\n- {target: 7, x-why: W, update: 1, remove: true}\n"),
        &[
            "overlay-shape overlay.yaml #/actions/0: the action is null, not an object",
            "help: write an object",
            "overlay-shape overlay.yaml #/actions/1: the action lacks `target`",
            "help: add `target`",
            "overlay-shape overlay.yaml #/actions/1: the action neither updates nor removes",
            "help: give it `update` with what to merge, or `remove: true`",
            "overlay-shape overlay.yaml #/actions/2/target: `target` is a number, not a string",
            "help: write a string",
            "overlay-shape overlay.yaml #/actions/2: the action both updates and removes",
            "help: split it into two actions, the one that removes first",
        ],
    );
    check_action(
        "$.info",
        "remove: 'yes', copy: $.paths, description: 1",
        &[
            "overlay-shape overlay.yaml #/actions/0/copy: the action has the unknown key `copy`",
            "help: known here are `target`, `description`, `update`, `remove`, `x-why` and keys that begin with `x-`",
            "overlay-shape overlay.yaml #/actions/0/description: `description` is a number, not a string",
            "help: write a string",
            "overlay-shape overlay.yaml #/actions/0/remove: `remove` is a string, not a boolean",
            "help: write a boolean",
        ],
    );
    let neither = "overlay-shape overlay.yaml #/actions/0: the action neither updates nor removes";
    let help = "help: give it `update` with what to merge, or `remove: true`";
    check_action("$.info", "remove: false", &[neither, help]);
    check_action("$.info", "remove: false, update: {a: 1}, x-seen: on, description: D", &[]);
}

#[test]
fn reasons() {
    let help = "help: add `x-why`: what is wrong in the document, and how that is known";
    check_said(
        &with_head(
            "- {target: $.info, update: {a: 1}}\n- {target: $.info, update: {b: 1}, x-why: ' '}\n\
             - {target: $.info, update: {c: 1}, x-why: 3}\n- {target: $.info.a, remove: true, x-why: W}\n",
        ),
        &[
            "overlay-why overlay.yaml #/actions/0: the action does not say why it is needed",
            help,
            "overlay-why overlay.yaml #/actions/1/x-why: the reason of the action is empty",
            help,
            "overlay-shape overlay.yaml #/actions/2/x-why: `x-why` is a number, not a string",
            "help: write a string",
        ],
    );
}

#[test]
fn targets() {
    let help = "help: write a query of RFC 9535; keys with `/`, `-` or blanks are quoted: `$.paths['/x'].get`";
    let table = [
        ("paths", "it does not begin with `$`", None),
        ("", "it does not begin with `$`", None),
        ("$.a b", "a query cannot go on like this", Some("$.a")),
        ("$.x-y", "a query cannot go on like this", Some("$.x")),
        ("$.paths./x", "in dot member name, must start with lowercase alpha or '_'", Some("$.paths.")),
        ("$.paths['/x]", "in long-hand segment, expected an ending quote", Some("$.paths['/x]")),
        ("$.paths[?@.a=]", "in long-hand segment, expected closing ']'", Some("$.paths[?@.a")),
        ("$[?count(@)]", "in long-hand segment, function with incorrect return type used", Some("$[?")),
    ];
    for (target, why, read) in table {
        let message = format!("overlay-target overlay.yaml #/actions/0/target: `{target}` is not a JSONPath: {why}");
        let note = read.map(|read| format!("note: it could be read up to `{read}`"));
        let lines: Vec<&str> = [Some(message.as_str()), note.as_deref(), Some(help)].into_iter().flatten().collect();
        check_action(target, "remove: true", &lines);
    }
    let long = format!("$.{}", "a".repeat(2_000));
    let deep = format!("$[?{}a{}]", "@[?".repeat(30), "]".repeat(30));
    let table = [(long, "it is longer than 2000 bytes"), (deep, "more than 8 brackets are open at once")];
    for (target, why) in &table {
        let message = format!("overlay-target overlay.yaml #/actions/0/target: `{target}` is not a JSONPath: {why}");
        check_action(target, "remove: true", &[&message, help]);
    }
    check_action("$.paths[?(@.get['tags'][?(@ == 'a')])].get", "remove: true", &[]);
}

#[test]
fn unmatched() {
    let help = "help: correct the target, or remove the action if the document no longer needs it";
    check_action(
        "$.paths['/x'].post.tags",
        "remove: true",
        &[
            "overlay-unmatched overlay.yaml #/actions/0/target: `$.paths['/x'].post.tags` matches nothing",
            "note: `$.paths['/x']` is the longest beginning of it that matches",
            help,
        ],
    );
    check_action(
        "$..[?@.format=='nope']",
        "update: {a: 1}",
        &["overlay-unmatched overlay.yaml #/actions/0/target: `$..[?@.format=='nope']` matches nothing", help],
    );
}

#[test]
fn unused() {
    let help = "help: remove the action";
    let only = "overlay-unused overlay.yaml #/actions/0/update: the update changes nothing: \
                `#/paths/~1x/get` says all of it already";
    for update in ["update: {limit: 1.50}", "update: {}", "update: {tags: []}"] {
        check_action("$.paths['/x'].get", update, &[only, help]);
    }
    let all = "overlay-unused overlay.yaml #/actions/0/update: the update changes nothing: \
               all 3 places that it matches say it already";
    check_action("$..[?@.format=='x']", "update: {format: x}", &[all, help]);
}

#[test]
fn whole_document() {
    check_action(
        "$",
        "remove: true",
        &[
            "overlay-root overlay.yaml #/actions/0/target: `$` removes the whole document",
            "help: name what is to be removed in it, such as `$.paths['/x'].get`",
        ],
    );
}

#[test]
fn incompatible() {
    let help =
        "help: remove what is there by an action of its own before this one, then put the new value in its place";
    let table = [
        ("$.info", "update: {title: {a: 1}}", "/title: an object cannot be merged into a string at `#/info/title`"),
        ("$.info", "update: {title: [a]}", "/title: an array cannot be merged into a string at `#/info/title`"),
        ("$", "update: {info: null}", "/info: null cannot be merged into an object at `#/info`"),
        (
            "$.paths['/x'].get",
            "update: {tags: d}",
            "/tags: a string cannot be merged into an array at `#/paths/~1x/get/tags`",
        ),
        ("$.info", "update: [a]", ": an array cannot be merged into an object at `#/info`"),
        ("$.info.title", "update: {}", ": an object cannot be merged into a string at `#/info/title`"),
    ];
    for (target, update, expect) in table {
        let line = format!("overlay-incompatible overlay.yaml #/actions/0/update{expect}");
        check_action(target, update, &[&line, help]);
    }
    check_action(
        "$.paths['/x'].get[*]",
        "update: {a: 1}",
        &[
            "overlay-incompatible overlay.yaml #/actions/0/target: `$.paths['/x'].get[*]` matches arrays and primitives",
            "help: split the action: one update fits objects, arrays or primitives, not several of them",
        ],
    );
}

#[test]
fn everything_is_said_in_one_run() {
    let (_, _, diags) = run(&with_head(
        "- {target: '$[', x-why: W, remove: true}\n- {target: $.nope, x-why: W, remove: true}\n\
         - {target: $.info, update: {title: Demo}}\n- {target: $, x-why: W, remove: true}\n",
    ));
    let codes: Vec<&str> = diags.iter().map(|diag| diag.code).collect();
    assert_eq!(codes, ["overlay-target", "overlay-why", "overlay-unmatched", "overlay-unused", "overlay-root"]);
}
