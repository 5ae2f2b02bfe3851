//! Discriminators, of OpenAPI 3 and of Swagger 2.0.

use super::lens::{Finding, Local, Pair, Spot};
use super::schemas::Comparer;
use crate::contract::node::{Node, Tree};
use crate::contract::schema::Schema;
use crate::level::Rule;

/// What tells the alternatives apart.
struct Discriminator<'a> {
    node: Node<'a>,
    property: &'a str,
    mapping: Vec<(&'a str, Node<'a>)>,
}

fn of<'a>(tree: &Tree<'a>, schema: &Schema<'a>) -> Option<Discriminator<'a>> {
    let node = tree.member(schema.part("discriminator")?, "discriminator")?;
    // Swagger 2.0 §5.2.21: the name itself
    let property = node.value.as_str().or_else(|| node.text("propertyName"))?;
    Some(Discriminator { node, property, mapping: tree.members_of(node, "mapping") })
}

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, pair: &Pair<'a>, found: &mut Local<'a>) {
    let (one, other) = c.trees();
    let (base, revision) = (&pair.base, &pair.revision);
    let (from, to) = match (of(one, base), of(other, revision)) {
        (Some(from), Some(to)) => (from, to),
        (None, Some(to)) => {
            let name = [to.property.to_owned()];
            let finding = Finding::new(Rule::DiscriminatorAdded, Some(base.at), Some(to.node.place), name);
            return found.findings.push(finding);
        }
        (Some(from), None) => {
            let name = [from.property.to_owned()];
            let finding = Finding::new(Rule::DiscriminatorRemoved, Some(from.node.place), Some(revision.at), name);
            return found.findings.push(finding);
        }
        (None, None) => return,
    };
    if from.property != to.property {
        let names = [from.property.to_owned(), to.property.to_owned()];
        found.findings.push(Finding::new(Rule::DiscriminatorRenamed, Some(from.node), Some(to.node), names));
    }
    mapping(&from, &to, found);
}

fn mapping<'a>(from: &Discriminator<'a>, to: &Discriminator<'a>, found: &mut Local<'a>) {
    // a mapping that says only what holds without it is none (OAS 3.0.3 §4.7.25.1)
    let explicit = |discriminator: &Discriminator<'a>| {
        discriminator.mapping.iter().any(|(key, node)| node.value.as_str().is_none_or(|text| short(text) != *key))
    };
    if (from.mapping.is_empty() || to.mapping.is_empty()) && !explicit(from) && !explicit(to) {
        return;
    }
    let get = |list: &[(&'a str, Node<'a>)], key: &str| list.iter().find(|(other, _)| *other == key).map(|(_, n)| *n);
    for (key, node) in &from.mapping {
        match get(&to.mapping, key) {
            None => {
                let spots = (Some(Spot::from(*node)), Some(Spot::from(to.node)));
                found.findings.push(Finding::new(Rule::MappingRemoved, spots.0, spots.1, [(*key).to_owned()]));
            }
            Some(new) => {
                let text = |node: Node<'a>| node.value.as_str().unwrap_or_default();
                if short(text(*node)) != short(text(new)) {
                    let words = [(*key).to_owned(), text(new).to_owned(), text(*node).to_owned()];
                    found.findings.push(Finding::new(Rule::MappingChanged, Some(*node), Some(new), words));
                }
            }
        }
    }
    for (key, node) in to.mapping.iter().filter(|(key, _)| get(&from.mapping, key).is_none()) {
        let spots = (Some(Spot::from(from.node)), Some(Spot::from(*node)));
        found.findings.push(Finding::new(Rule::MappingAdded, spots.0, spots.1, [(*key).to_owned()]));
    }
}

/// A mapping names a schema, or refers to it.
fn short(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}
