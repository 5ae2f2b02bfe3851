//! Bounds of numbers, texts, arrays and objects; patterns.

use bursar_codegen::source::Value;

use super::lens::{Finding, Local, Pair, Spot};
use super::schemas::Comparer;
use crate::contract::node::{Node, Tree};
use crate::contract::schema::Schema;
use crate::level::Rule;

/// Which side of the values a bound is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Upper,
    Lower,
}

/// Keyword, its word in ids, and the side.
const BOUNDS: [(&str, &str, End); 12] = [
    ("maximum", "max", End::Upper),
    ("exclusiveMaximum", "exclusive-max", End::Upper),
    ("minimum", "min", End::Lower),
    ("exclusiveMinimum", "exclusive-min", End::Lower),
    ("maxLength", "max-length", End::Upper),
    ("minLength", "min-length", End::Lower),
    ("maxItems", "max-items", End::Upper),
    ("minItems", "min-items", End::Lower),
    ("maxProperties", "max-properties", End::Upper),
    ("minProperties", "min-properties", End::Lower),
    ("maxContains", "max-contains", End::Upper),
    ("minContains", "min-contains", End::Lower),
];

/// Patterns that any text matches.
const ANY_TEXT: [&str; 6] = [".*", "^.*$", "^.*", ".*$", "", "^"];

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let contained = pair.base.part("contains").is_some() && pair.revision.part("contains").is_some();
    // how many have to match means something only while there is something to match
    let counts = |keyword: &str| contained || !keyword.ends_with("Contains");
    for (keyword, noun, end) in BOUNDS.into_iter().filter(|(keyword, _, _)| counts(keyword)) {
        let from = bound(one, &pair.base, keyword, end);
        let to = bound(other, &pair.revision, keyword, end);
        found.findings.extend(moved(pair, keyword, end, from, to).map(|finding| finding.noun(noun)));
    }
    multiple(c, pair, found);
    unique(c, pair, found);
    pattern(c, pair, found);
}

/// The tightest bound of all parts; zero at the lower end of a count is none.
fn bound<'a>(tree: &Tree<'a>, schema: &Schema<'a>, keyword: &str, end: End) -> Option<(f64, Node<'a>)> {
    let mut tightest: Option<(f64, Node<'a>)> = None;
    for part in &schema.parts {
        let Some(node) = stated(tree, *part, keyword) else { continue };
        let Value::Number(number) = node.value else { continue };
        let value = number.as_f64();
        let tighter = match (tightest, end) {
            (None, _) => true,
            (Some((known, _)), End::Upper) => value < known,
            (Some((known, _)), End::Lower) => value > known,
        };
        if tighter {
            tightest = Some((value, node));
        }
    }
    let counts = !matches!(keyword, "minimum" | "exclusiveMinimum" | "minContains");
    tightest.filter(|(value, _)| !(counts && end == End::Lower && *value == 0.0))
}

/// The number behind a keyword. `exclusiveMaximum: true` of 3.0 makes the bound of `maximum` an exclusive one.
fn stated<'a>(tree: &Tree<'a>, part: Node<'a>, keyword: &str) -> Option<Node<'a>> {
    let partner = match keyword {
        "maximum" => "exclusiveMaximum",
        "minimum" => "exclusiveMinimum",
        "exclusiveMaximum" => "maximum",
        "exclusiveMinimum" => "minimum",
        _ => return tree.member(part, keyword),
    };
    let is_exclusive = keyword.starts_with("exclusive");
    let flag = part.says(if is_exclusive { keyword } else { partner });
    match (is_exclusive, flag) {
        (true, true) => tree.member(part, partner),
        (false, true) => None,
        _ => tree.member(part, keyword),
    }
}

type Bound<'a> = Option<(f64, Node<'a>)>;

fn moved<'a>(pair: &Pair<'a>, keyword: &str, end: End, from: Bound<'a>, to: Bound<'a>) -> Option<Finding<'a>> {
    let text = |node: Node<'a>| match node.value {
        Value::Number(number) => number.as_str().to_owned(),
        _ => String::new(),
    };
    let pick = |upper, lower| if end == End::Upper { upper } else { lower };
    let word = keyword.to_owned();
    match (from, to) {
        (None, Some((_, node))) => {
            let rule = pick(Rule::UpperSet, Rule::LowerSet);
            Some(Finding::new(rule, Some(Spot::from(pair.base.at)), Some(Spot::from(node)), [word, text(node)]))
        }
        (Some((_, node)), None) => {
            let rule = pick(Rule::UpperUnset, Rule::LowerUnset);
            Some(Finding::new(rule, Some(Spot::from(node)), Some(Spot::from(pair.revision.at)), [word, text(node)]))
        }
        (Some((from, one)), Some((to, other))) if from != to => {
            let rule = match to < from {
                true => pick(Rule::UpperDecreased, Rule::LowerDecreased),
                false => pick(Rule::UpperIncreased, Rule::LowerIncreased),
            };
            Some(Finding::new(rule, Some(one), Some(other), [word, text(one), text(other)]))
        }
        _ => None,
    }
}

fn multiple<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let stated = |tree: &Tree<'a>, schema: &Schema<'a>| {
        let node = tree.member(schema.part("multipleOf")?, "multipleOf")?;
        match node.value {
            Value::Number(number) => Some((number.as_f64(), number.as_str().to_owned(), node)),
            _ => None,
        }
    };
    let divides = |small: f64, large: f64| small != 0.0 && (large / small).fract().abs() < 1e-9;
    let finding = match (stated(one, &pair.base), stated(other, &pair.revision)) {
        (None, Some((_, text, node))) => {
            Finding::new(Rule::MultipleOfSet, Some(Spot::from(pair.base.at)), Some(Spot::from(node)), [text])
        }
        (Some((_, text, node)), None) => {
            Finding::new(Rule::MultipleOfUnset, Some(Spot::from(node)), Some(Spot::from(pair.revision.at)), [text])
        }
        (Some((from, text, node)), Some((to, new, at))) if from != to => {
            let rule = match (divides(to, from), divides(from, to)) {
                (true, _) => Rule::MultipleOfGeneralized,
                (_, true) => Rule::MultipleOfSpecialized,
                _ => Rule::MultipleOfChanged,
            };
            Finding::new(rule, Some(node), Some(at), [text, new])
        }
        _ => return,
    };
    found.findings.push(finding);
}

fn unique<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let rule = match (pair.base.says("uniqueItems"), pair.revision.says("uniqueItems")) {
        (false, true) => Rule::UniqueItemsSet,
        (true, false) => Rule::UniqueItemsUnset,
        _ => return,
    };
    let (one, other) = c.trees();
    let at = |tree: &Tree<'a>, schema: &Schema<'a>| super::types::written(tree, schema, &["uniqueItems", "type"]);
    found.findings.push(Finding::new(rule, Some(at(one, &pair.base)), Some(at(other, &pair.revision)), []));
}

fn pattern<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let all = |tree: &Tree<'a>, schema: &Schema<'a>| -> Vec<(&'a str, Node<'a>)> {
        let nodes = schema.parts.iter().filter_map(|part| tree.member(*part, "pattern"));
        nodes.filter_map(|node| Some((node.value.as_str()?, node))).collect()
    };
    let (from, to) = (all(one, &pair.base), all(other, &pair.revision));
    let lacks = |list: &[(&str, Node<'a>)], text: &str| !list.iter().any(|(other, _)| *other == text);
    let gone: Vec<_> = from.iter().filter(|(text, _)| lacks(&to, text)).collect();
    let come: Vec<_> = to.iter().filter(|(text, _)| lacks(&from, text)).collect();
    let mut push = |finding| found.findings.push(finding);
    for index in 0..gone.len().max(come.len()) {
        match (gone.get(index), come.get(index)) {
            (Some((text, node)), Some((new, at))) => {
                let rule = match (ANY_TEXT.contains(text), ANY_TEXT.contains(new)) {
                    (true, true) => continue,
                    (false, true) => Rule::PatternGeneralized,
                    (false, false) => Rule::PatternChanged,
                    (true, false) => {
                        push(Finding::new(Rule::PatternAdded, Some(*node), Some(*at), [(*new).to_owned()]));
                        continue;
                    }
                };
                push(Finding::new(rule, Some(*node), Some(*at), [(*text).to_owned(), (*new).to_owned()]));
            }
            (Some((text, node)), None) if !ANY_TEXT.contains(text) => {
                let spots = (Some(Spot::from(*node)), Some(Spot::from(pair.revision.at)));
                push(Finding::new(Rule::PatternRemoved, spots.0, spots.1, [(*text).to_owned()]));
            }
            (None, Some((text, node))) if !ANY_TEXT.contains(text) => {
                let spots = (Some(Spot::from(pair.base.at)), Some(Spot::from(*node)));
                push(Finding::new(Rule::PatternAdded, spots.0, spots.1, [(*text).to_owned()]));
            }
            _ => {}
        }
    }
}
