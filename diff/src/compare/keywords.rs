//! Keywords that apply schemas: `not`, conditions, what arrays contain, names of properties, contents, dependencies.

use super::lens::{Edge, Finding, Go, Lens, Local, Pair, Spot, Step};
use super::schemas::Comparer;
use super::unions::label;
use crate::contract::gather::says_nothing;
use crate::contract::node::{Node, Tree};
use crate::contract::schema::Schema;
use crate::level::Rule;

/// What more of the schema below a keyword means.
#[derive(Debug, Clone, Copy)]
enum More {
    Same,
    Less,
    Either,
}

/// Keyword, its word in ids, and what more below it means.
const APPLIED: [(&str, &str, More); 8] = [
    ("not", "not", More::Less),
    ("if", "if", More::Either),
    ("then", "then", More::Same),
    ("else", "else", More::Same),
    ("contains", "contains", More::Same),
    ("propertyNames", "property-names", More::Same),
    ("unevaluatedItems", "unevaluated-items", More::Same),
    ("unevaluatedProperties", "unevaluated-properties", More::Same),
];

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    for (keyword, noun, more) in APPLIED {
        applied(c, pair, (keyword, noun, more), found);
    }
    entries(c, pair, ("patternProperties", "pattern-property"), found);
    entries(c, pair, ("dependentSchemas", "dependent-schema"), found);
    dependent(c, pair, found);
    prefix(c, pair, found);
    content(c, pair, found);
}

/// What stands below a keyword; what accepts everything is as good as missing.
fn below<'a>(tree: &Tree<'a>, schema: &Schema<'a>, keyword: &str) -> Vec<Node<'a>> {
    let nodes = schema.parts.iter().filter_map(|part| tree.member(*part, keyword));
    nodes.filter(|node| keyword == "not" || keyword == "if" || !says_nothing(tree.resolve(*node))).collect()
}

fn applied<'a>(
    c: &Comparer<'a, '_>,
    pair: &Pair<'a>,
    (keyword, noun, more): (&'static str, &'static str, More),
    found: &mut Local<'a>,
) {
    let (one, other) = c.trees();
    let (from, to) = (below(one, &pair.base, keyword), below(other, &pair.revision, keyword));
    match (from.first(), to.first()) {
        (None, Some(node)) => found.findings.push(added(pair, keyword, String::new(), *node).noun(noun)),
        (Some(node), None) => found.findings.push(removed(pair, keyword, String::new(), *node).noun(noun)),
        (Some(_), Some(_)) => {
            let lens = pair.lens.below();
            let lens = match more {
                More::Same => lens,
                More::Less => lens.inverted(),
                More::Either => lens.open(),
            };
            found.edges.push(Edge { step: Step::Keyword(keyword), pair: c.pair_of(&from, &to, lens) });
        }
        (None, None) => {}
    }
}

fn added<'a>(pair: &Pair<'a>, keyword: &str, key: String, node: Node<'a>) -> Finding<'a> {
    let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(node.place)));
    Finding::new(Rule::KeywordAdded, spots.0, spots.1, [keyword.to_owned(), suffix(key)])
}

fn removed<'a>(pair: &Pair<'a>, keyword: &str, key: String, node: Node<'a>) -> Finding<'a> {
    let spots = (Some(Spot::from(node.place)), Some(Spot::from(pair.revision.at)));
    Finding::new(Rule::KeywordRemoved, spots.0, spots.1, [keyword.to_owned(), suffix(key)])
}

fn suffix(key: String) -> String {
    if key.is_empty() { key } else { format!(" for {key}") }
}

fn map<'a>(tree: &Tree<'a>, schema: &Schema<'a>, keyword: &str) -> Vec<(&'a str, Node<'a>)> {
    schema.parts.iter().flat_map(|part| tree.members_of(*part, keyword)).collect()
}

fn get<'a>(list: &[(&'a str, Node<'a>)], key: &str) -> Option<Node<'a>> {
    list.iter().find(|(other, _)| *other == key).map(|(_, node)| *node)
}

/// Maps of schemas.
fn entries<'a>(
    c: &Comparer<'a, '_>,
    pair: &Pair<'a>,
    (keyword, noun): (&'static str, &'static str),
    found: &mut Local<'a>,
) {
    let (one, other) = c.trees();
    let (from, to) = (map(one, &pair.base, keyword), map(other, &pair.revision, keyword));
    let pattern = keyword == "patternProperties";
    for (key, node) in &from {
        match get(&to, key) {
            Some(new) => {
                let step = Step::Entry(keyword, (*key).to_owned());
                found.edges.push(Edge { step, pair: c.pair_of(&[*node], &[new], pair.lens.below()) });
            }
            None if pattern => {
                let spots = (Some(Spot::from(node.place)), Some(Spot::from(pair.revision.at)));
                let finding = Finding::new(Rule::PatternPropertyRemoved, spots.0, spots.1, [(*key).to_owned()]);
                found.findings.push(finding);
            }
            None => found.findings.push(removed(pair, keyword, (*key).to_owned(), *node).noun(noun)),
        }
    }
    for (key, node) in to.iter().filter(|(key, _)| get(&from, key).is_none()) {
        if pattern {
            let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(node.place)));
            found.findings.push(Finding::new(Rule::PatternPropertyAdded, spots.0, spots.1, [(*key).to_owned()]));
        } else {
            found.findings.push(added(pair, keyword, (*key).to_owned(), *node).noun(noun));
        }
    }
}

/// `dependentRequired`: which names ask for which others.
fn dependent<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    const KEYWORD: &str = "dependentRequired";
    let (one, other) = c.trees();
    let (from, to) = (map(one, &pair.base, KEYWORD), map(other, &pair.revision, KEYWORD));
    let names = |tree: &Tree<'a>, node: Node<'a>| {
        let mut names: Vec<_> = tree.elements(node).iter().filter_map(|name| name.value.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let noun = "dependent-required";
    for (key, node) in &from {
        let old = names(one, *node);
        match get(&to, key) {
            None => found.findings.push(removed(pair, KEYWORD, (*key).to_owned(), *node).noun(noun)),
            Some(new) if names(other, new) != old => {
                let words = [(*key).to_owned(), old.join(", "), names(other, new).join(", ")];
                found.findings.push(Finding::new(Rule::DependentRequiredChanged, Some(*node), Some(new), words));
            }
            Some(_) => {}
        }
    }
    for (key, node) in to.iter().filter(|(key, _)| get(&from, key).is_none()) {
        found.findings.push(added(pair, KEYWORD, (*key).to_owned(), *node).noun(noun));
    }
}

fn prefix<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    const KEYWORD: &str = "prefixItems";
    let (one, other) = c.trees();
    let list = |tree: &Tree<'a>, schema: &Schema<'a>| {
        schema.part(KEYWORD).map(|part| tree.elements_of(part, KEYWORD)).unwrap_or_default()
    };
    let (from, to) = (list(one, &pair.base), list(other, &pair.revision));
    for (index, (old, new)) in from.iter().zip(&to).enumerate() {
        let step = Step::Entry(KEYWORD, index.to_string());
        found.edges.push(Edge { step, pair: c.pair_of(&[*old], &[*new], pair.lens.below()) });
    }
    for (index, node) in to.iter().enumerate().skip(from.len()) {
        let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(*node)));
        found.findings.push(Finding::new(Rule::PrefixItemsAdded, spots.0, spots.1, [label(other, *node, index)]));
    }
    for (index, node) in from.iter().enumerate().skip(to.len()) {
        let spots = (Some(Spot::from(*node)), Some(Spot::from(pair.revision.at)));
        found.findings.push(Finding::new(Rule::PrefixItemsRemoved, spots.0, spots.1, [label(one, *node, index)]));
    }
}

/// What a text holds (JSON Schema validation §8).
fn content<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let texts =
        [("contentEncoding", Rule::ContentEncodingChanged), ("contentMediaType", Rule::ContentMediaTypeChanged)];
    for (keyword, rule) in texts {
        let (from, to) = (pair.base.text(keyword), pair.revision.text(keyword));
        if from != to {
            let shown = |text: Option<&str>| text.unwrap_or("nothing").to_owned();
            let at = |tree, schema| super::types::written(tree, schema, &[keyword, "type"]);
            let spots = (at(one, &pair.base), at(other, &pair.revision));
            found.findings.push(Finding::new(rule, Some(spots.0), Some(spots.1), [shown(from), shown(to)]));
        }
    }
    let keyword = "contentSchema";
    let (from, to) = (below(one, &pair.base, keyword), below(other, &pair.revision, keyword));
    match (from.first(), to.first()) {
        (None, Some(node)) => {
            let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(node.place)));
            found.findings.push(Finding::new(Rule::ContentSchemaAdded, spots.0, spots.1, []));
        }
        (Some(node), None) => {
            let spots = (Some(Spot::from(node.place)), Some(Spot::from(pair.revision.at)));
            found.findings.push(Finding::new(Rule::ContentSchemaRemoved, spots.0, spots.1, []));
        }
        (Some(_), Some(_)) => {
            let lens = Lens { typing: super::lens::Typing::Strict, ..pair.lens.below() };
            found.edges.push(Edge { step: Step::Keyword(keyword), pair: c.pair_of(&from, &to, lens) });
        }
        (None, None) => {}
    }
}

/// References that lead nowhere, of which only the text can be compared.
pub(super) fn dangling<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) -> Go {
    let (one, other) = c.trees();
    let open = |tree: &Tree<'a>, schema: &Schema<'a>| {
        schema.parts.iter().copied().find(|part| part.has("$ref") && tree.target(*part).is_none())
    };
    let (from, to) = (open(one, &pair.base), open(other, &pair.revision));
    let text = |node: Option<Node<'a>>| node.and_then(|node| node.text("$ref")).unwrap_or("nothing").to_owned();
    if from.is_none() && to.is_none() || text(from) == text(to) {
        return Go::On;
    }
    let spots = (
        from.map_or(Spot::from(pair.base.at), |node| node.place.into()),
        to.map_or(Spot::from(pair.revision.at), |node| node.place.into()),
    );
    found.findings.push(Finding::new(Rule::UnresolvedChanged, Some(spots.0), Some(spots.1), [text(from), text(to)]));
    Go::Stop
}
