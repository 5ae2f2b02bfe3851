//! Where an API is served: of the document, of paths, of operations.

use super::draft::{Draft, Drafts};
use super::lens::Spot;
use super::operations::{Note, Scope};
use super::schemas::Comparer;
use crate::change::Area;
use crate::contract::node::Node;
use crate::contract::operation::Operation;
use crate::ids;
use crate::level::{Direction, Polarity, Reach, Rule};

/// Addresses, each with where it is written.
type Servers<'a> = [(String, Node<'a>)];

/// A change of a list: the rule, its words, and where.
type Moved<'a> = (Rule, Vec<String>, Option<Spot<'a>>, Option<Spot<'a>>);

pub(super) fn compare<'a>(c: &Comparer<'a, '_>, drafts: &mut Drafts<'a, '_>) {
    for (rule, arguments, base, revision) in moved(&c.base.servers, &c.revision.servers) {
        let draft = Draft {
            rule,
            id: ids::of_operation(rule, "api", Direction::None),
            direction: Direction::None,
            reach: Reach::Sent,
            polarity: Polarity::Same,
            area: Area::Servers,
            base: base.or(Some(c.base.tree().root().place.into())),
            revision: revision.or(Some(c.revision.tree().root().place.into())),
            arguments,
        };
        drafts.push(&draft, None);
    }
}

/// Where one operation alone is served.
pub(super) fn operation<'a>(scope: &mut Scope<'a, '_, '_>, base: &Operation<'a>, revision: &Operation<'a>) {
    if base.servers.is_none() && revision.servers.is_none() {
        return;
    }
    let from = base.servers.as_deref().unwrap_or(&scope.c.base.servers);
    let to = revision.servers.as_deref().unwrap_or(&scope.c.revision.servers);
    for (rule, words, base, revision) in moved(from, to) {
        let mut note = Note::new(rule, Direction::None, Area::Servers).noun("operation").with(words);
        (note.base, note.revision) = (base, revision);
        let at = scope.at.clone();
        scope.push(note, at);
    }
}

fn moved<'a>(from: &Servers<'a>, to: &Servers<'a>) -> Vec<Moved<'a>> {
    // without a list the document is served where it was found (OAS 3.0.3 §4.7.1.1)
    let is_default = |list: &Servers<'a>| list.is_empty() || list.iter().all(|(url, _)| url == "/");
    if is_default(from) && is_default(to) {
        return Vec::new();
    }
    let has = |list: &Servers<'a>, url: &str| list.iter().any(|(other, _)| other == url);
    let gone: Vec<_> = from.iter().filter(|(url, _)| !has(to, url)).collect();
    let come: Vec<_> = to.iter().filter(|(url, _)| !has(from, url)).collect();
    if let ([(old, one)], [(new, other)]) = (gone.as_slice(), come.as_slice()) {
        let spots = (Some(Spot::from(one.place)), Some(Spot::from(other.place)));
        return vec![(Rule::ServerChanged, vec![old.clone(), new.clone()], spots.0, spots.1)];
    }
    let gone = gone
        .into_iter()
        .map(|(url, node)| (Rule::ServerRemoved, vec![url.clone()], Some(Spot::from(node.place)), None));
    let come =
        come.into_iter().map(|(url, node)| (Rule::ServerAdded, vec![url.clone()], None, Some(Spot::from(node.place))));
    gone.chain(come).collect()
}
