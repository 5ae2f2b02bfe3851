//! Parameters of one name in several places: who has the plain name, and that nobody loses a name to a newcomer.

use super::newcomers::Random;
use super::*;

const PLACES: [&str; 4] = ["path", "query", "header", "cookie"];

/// The names of an operation's parameters, by place and wire name, and what the lock keeps of them.
fn settled(params: &[(&str, &str)], lock: &Lock) -> (BTreeMap<String, String>, Lock) {
    let listed = params.iter().map(|(place, wire)| {
        let required = if *place == "path" { "required: true, " } else { "" };
        format!("{{name: '{wire}', in: {place}, {required}schema: {{type: string}}}}")
    });
    let template: String = in_path(params).map(|wire| format!("/{{{wire}}}")).collect();
    let listed = listed.collect::<Vec<_>>().join(", ");
    let (api, _) = read(&format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  '/x{template}':\n    get: {{operationId: read, \
         parameters: [{listed}], responses: {{204: {{description: ''}}}}}}\n"
    ));
    let (names, next) = name(&api, &[], lock, "openapi.yaml", &mut Diags::default());
    let (id, op) = api.ops.iter().next().unwrap();
    let key = |param: &crate::ir::Param| format!("{} {}", format!("{:?}", param.location).to_lowercase(), param.wire);
    let named = op.params.iter().zip(&names.op(id).members.params);
    (named.map(|(param, name)| (key(param), name.clone())).collect(), next)
}

/// What an operation has in its path, in one order whatever the order of its parameters.
fn in_path<'a>(params: &[(&str, &'a str)]) -> impl Iterator<Item = &'a str> {
    let mut wires: Vec<&str> = params.iter().filter(|(place, _)| *place == "path").map(|(_, wire)| *wire).collect();
    wires.sort_unstable();
    wires.into_iter()
}

/// Parameters, what the lock has of them, and names with what the lock keeps.
fn check(params: &[(&str, &str)], locked: &[(&str, &str)], expect: &[&str], kept: &[&str]) {
    let template: String = in_path(params).map(|wire| format!("/{{{wire}}}")).collect();
    let entry = |(key, name): &(&str, &str)| (format!("GET%20/x{template} {key}"), (*name).to_owned());
    let lock = Lock { parameters: locked.iter().map(entry).collect(), ..Lock::default() };
    let (names, next) = settled(params, &lock);
    let names: Vec<String> = names.iter().map(|(key, name)| format!("{key} = {name}")).collect();
    let next = next.parameters.iter().map(|(key, name)| {
        let key = key.strip_prefix(&format!("GET%20/x{template} ")).unwrap();
        format!("{key} = {name}")
    });
    assert_eq!((names, next.collect::<Vec<_>>()), (owned(expect), owned(kept)), "{params:?} {locked:?}");
}

fn owned(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[test]
fn places() {
    // the first place has the plain name; one that is its own spelling needs no line in path and query
    check(&[("path", "id")], &[], &["path id = id"], &[]);
    check(
        &[("path", "id"), ("query", "id")],
        &[],
        &["path id = id", "query id = id_in_query"],
        &["query id = id_in_query"],
    );
    check(
        &[("query", "userId"), ("header", "userId"), ("cookie", "userId")],
        &[],
        &["cookie userId = user_id_in_cookie", "header userId = user_id_in_header", "query userId = user_id"],
        &["cookie userId = user_id_in_cookie", "header userId = user_id_in_header", "query userId = user_id"],
    );
    // a header or cookie that came first keeps the plain name
    check(&[("cookie", "id")], &[], &["cookie id = id"], &["cookie id = id"]);
    check(
        &[("query", "id"), ("cookie", "id")],
        &[("cookie id", "id")],
        &["cookie id = id", "query id = id_in_query"],
        &["cookie id = id", "query id = id_in_query"],
    );
    // and one that came second keeps the other one, when the first is gone
    check(
        &[("header", "id")],
        &[("header id", "id_in_header")],
        &["header id = id_in_header"],
        &["header id = id_in_header"],
    );
    // a parameter that is spelled as another one would be
    check(
        &[("path", "id"), ("query", "id"), ("query", "id_in_query")],
        &[],
        &["path id = id", "query id = id_in_query_param", "query id_in_query = id_in_query"],
        &["query id = id_in_query_param"],
    );
    check(
        &[("path", "id"), ("query", "id"), ("query", "id_in_query")],
        &[("query id", "id_in_query")],
        &["path id = id", "query id = id_in_query", "query id_in_query = id_in_query_param"],
        &["query id = id_in_query", "query id_in_query = id_in_query_param"],
    );
    // methods of a request, and what the language reserves
    check(
        &[("query", "timeout"), ("header", "timeout"), ("path", "type"), ("query", "type")],
        &[],
        &[
            "header timeout = timeout_in_header",
            "path type = r#type",
            "query timeout = timeout_in_query",
            "query type = type_in_query",
        ],
        &["header timeout = timeout_in_header", "query timeout = timeout_in_query", "query type = type_in_query"],
    );
    check(
        &[("query", "timeout"), ("header", "timeout")],
        &[("query timeout", "timeout_param")],
        &["header timeout = timeout_in_header", "query timeout = timeout_param"],
        &["header timeout = timeout_in_header", "query timeout = timeout_param"],
    );
}

#[test]
fn what_comes_and_goes_renames_no_other() {
    for seed in 0..40 {
        let mut random = Random(seed);
        let wires =
            ["id", "Id", "ID", "userId", "user_id", "id_in_query", "id in header", "timeout", "self", "header id"];
        // what stands in the path is what the operation is: it does not change
        let in_path: Vec<&str> = wires.into_iter().filter(|_| random.below(4) == 0).collect();
        let mut params: Vec<(&str, &str)> = in_path.into_iter().map(|wire| ("path", wire)).collect();
        let mut before = BTreeMap::new();
        let mut lock = Lock::default();
        for step in 0..6 {
            let newcomer = (PLACES[1 + random.below(3)], wires[random.below(wires.len())]);
            match params.iter().position(|known| *known == newcomer) {
                Some(index) if random.below(2) == 0 => _ = params.remove(index),
                Some(_) => {}
                None => params.push(newcomer),
            }
            random.shuffle(&mut params);
            let (after, next) = settled(&params, &lock);
            for (what, name) in &before {
                let now = after.get(what).unwrap_or(name);
                assert_eq!(now, name, "seed {seed}, step {step}: {what} was renamed among {params:?}");
            }
            let mut unique: Vec<&String> = after.values().collect();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), params.len(), "seed {seed}, step {step}: two have one name in {after:?}");
            random.shuffle(&mut params);
            assert_eq!(
                settled(&params, &lock),
                (after.clone(), next.clone()),
                "seed {seed}, step {step}: order matters"
            );
            assert_eq!(
                settled(&params, &next),
                (after.clone(), next.clone()),
                "seed {seed}, step {step}: a second run"
            );
            let file = crate::Files::from([("names.lock".to_owned(), next.to_text().unwrap().into_bytes())]);
            assert_eq!(Lock::load(&file, &mut Diags::default()), next, "seed {seed}, step {step}: the file");
            (before, lock) = (after, next);
        }
    }
}
