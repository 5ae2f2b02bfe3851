//! `enum`, `const`, `default` and `x-extensible-enum`.

use bursar_codegen::source::Value;

use super::lens::{Finding, Local, Pair, Spot, Typing};
use super::schemas::Comparer;
use super::types::written;
use crate::contract::node::{Node, Place};
use crate::contract::schema::Schema;
use crate::contract::types::Types;
use crate::contract::value::{same, shown};
use crate::level::Rule;

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    match (values(base), values(revision)) {
        (None, None) => {}
        (Some((at, list)), None) => became(c, pair, Rule::BecameNotEnum, at, &list, found),
        (None, Some((at, list))) => became(c, pair, Rule::BecameEnum, at, &list, found),
        (Some(from), Some(to)) if base.constant.is_some() && revision.constant.is_some() => {
            if let ([one], [other]) = (from.1.as_slice(), to.1.as_slice())
                && !same(one.value, other.value)
            {
                let texts = [shown(one.value), shown(other.value)];
                found.findings.push(Finding::new(Rule::ConstChanged, Some(*one), Some(*other), texts));
            }
        }
        (Some(from), Some(to)) => lists(&from, &to, found),
    }
    default(c, pair, found);
    extensible(c, pair, found);
}

/// Of a schema that is of another type now: whether its values are listed now.
pub(super) fn restricted<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    if let (None, Some((at, list))) = (values(&pair.base), values(&pair.revision)) {
        became(c, pair, Rule::BecameEnum, at, &list, found);
    }
}

type Values<'a> = (Place, Vec<Node<'a>>);

/// The only valid values, of `const` or `enum`; nothing where they are all there are of their type.
fn values<'a>(schema: &Schema<'a>) -> Option<Values<'a>> {
    if let Some(constant) = schema.constant {
        return Some((constant.place, vec![constant]));
    }
    let all = |list: &[Node<'a>]| {
        schema.types == Types::BOOLEAN && list.iter().filter(|node| matches!(node.value, Value::Bool(_))).count() == 2
    };
    schema.values.clone().filter(|(_, list)| !all(list))
}

fn became<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, rule: Rule, at: Place, list: &[Node<'a>], found: &mut Local<'a>) {
    let (base, revision) = (&pair.base, &pair.revision);
    let names = list.iter().map(|node| shown(node.value)).collect::<Vec<_>>().join(", ");
    let constant = base.constant.or(revision.constant);
    let (one, other) = c.trees();
    let finding = match (rule, constant) {
        (Rule::BecameEnum, None) => {
            Finding::new(rule, Some(written(one, base, &["type"])), Some(Spot::from(at)), [names])
        }
        (Rule::BecameEnum, Some(_)) => {
            Finding::new(Rule::ConstAdded, Some(written(one, base, &["type"])), Some(Spot::from(at)), [names])
        }
        (_, None) => Finding::new(rule, Some(Spot::from(at)), Some(written(other, revision, &["type"])), [names]),
        (_, Some(_)) => {
            let spot = written(other, revision, &["type"]);
            Finding::new(Rule::ConstRemoved, Some(Spot::from(at)), Some(spot), [names])
        }
    };
    found.findings.push(finding);
}

fn lists<'a>(from: &Values<'a>, to: &Values<'a>, found: &mut Local<'a>) {
    let lacks = |list: &[Node<'a>], node: &Node<'a>| !list.iter().any(|other| same(other.value, node.value));
    for node in from.1.iter().filter(|node| lacks(&to.1, node)) {
        let spots = (Some(Spot::from(*node)), Some(Spot::from(to.0)));
        found.findings.push(Finding::new(Rule::EnumValueRemoved, spots.0, spots.1, [shown(node.value)]));
    }
    for node in to.1.iter().filter(|node| lacks(&from.1, node)) {
        let spots = (Some(Spot::from(from.0)), Some(Spot::from(*node)));
        found.findings.push(Finding::new(Rule::EnumValueAdded, spots.0, spots.1, [shown(node.value)]));
    }
}

fn default<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let base = pair.base.part("default").and_then(|part| one.member(part, "default"));
    let revision = pair.revision.part("default").and_then(|part| other.member(part, "default"));
    let parameter = matches!(pair.lens.typing, Typing::Parameter | Typing::Repeated);
    let rule = |plain, of_parameter| if parameter { of_parameter } else { plain };
    let finding = match (base, revision) {
        (None, Some(node)) => {
            let rule = rule(Rule::DefaultAdded, Rule::ParameterDefaultAdded);
            Finding::new(rule, Some(Spot::from(pair.base.at)), Some(Spot::from(node)), [shown(node.value)])
        }
        (Some(node), None) => {
            let rule = rule(Rule::DefaultRemoved, Rule::ParameterDefaultRemoved);
            Finding::new(rule, Some(Spot::from(node)), Some(Spot::from(pair.revision.at)), [shown(node.value)])
        }
        (Some(from), Some(to)) if !same(from.value, to.value) => {
            let rule = rule(Rule::DefaultChanged, Rule::ParameterDefaultChanged);
            Finding::new(rule, Some(from), Some(to), [shown(from.value), shown(to.value)])
        }
        _ => return,
    };
    found.findings.push(finding);
}

/// `x-extensible-enum` (Zalando's guidelines): values of which more may come.
fn extensible<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    const KEYWORD: &str = "x-extensible-enum";
    let (one, other) = c.trees();
    let (Some(base), Some(revision)) = (pair.base.part(KEYWORD), pair.revision.part(KEYWORD)) else { return };
    let (from, to) = (one.elements_of(base, KEYWORD), other.elements_of(revision, KEYWORD));
    let lacks = |list: &[Node<'a>], node: &Node<'a>| !list.iter().any(|other| same(other.value, node.value));
    for node in from.iter().filter(|node| lacks(&to, node)) {
        let spots = (Some(Spot::from(*node)), Some(Spot::from(revision.place)));
        found.findings.push(Finding::new(Rule::ExtensibleEnumValueRemoved, spots.0, spots.1, [shown(node.value)]));
    }
    for node in to.iter().filter(|node| lacks(&from, node)) {
        let spots = (Some(Spot::from(base.place)), Some(Spot::from(*node)));
        found.findings.push(Finding::new(Rule::ExtensibleEnumValueAdded, spots.0, spots.1, [shown(node.value)]));
    }
}
