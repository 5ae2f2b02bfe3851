//! Every pair of schemas that operations lead to, each once for each way of looking; and from there back to all the
//! places in operations where a change matters. Cycles end where a pair is met again.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::draft::{Draft, Drafts};
use super::lens::{Local, Pair, Step};
use super::schemas::{Comparer, PairKey};
use crate::change::{Area, Occurrence};
use crate::ids::{self, Depth, Root};
use crate::level::{Direction, Reach, Rule};

/// Ways that are followed to one pair below one root.
const WAYS: usize = 4;
/// Above so many pairs that lead to a change, only one way is.
const MANY: usize = 400;

/// A schema in an operation.
pub(crate) struct Entry<'a> {
    pub(crate) pair: Pair<'a>,
    pub(crate) root: Root,
    pub(crate) at: Occurrence,
}

struct Spot<'a> {
    local: Rc<Local<'a>>,
    edges: Vec<(Step<'a>, usize)>,
    pair: Pair<'a>,
    alive: bool,
}

/// Follows all entries and drafts what is found.
pub(crate) fn follow<'a>(c: &Comparer<'a, '_>, entries: &[Entry<'a>], drafts: &mut Drafts<'a, '_>) {
    let mut graph = Graph { spots: Vec::new(), index: HashMap::new() };
    let starts: Vec<_> = entries.iter().map(|entry| graph.add(c, &entry.pair)).collect();
    graph.close(c);
    let ways = if graph.mark() > MANY { 1 } else { WAYS };
    for (entry, start) in entries.iter().zip(starts) {
        graph.walk(entry, start, ways, drafts);
    }
}

struct Graph<'a> {
    spots: Vec<Spot<'a>>,
    index: HashMap<PairKey, usize>,
}

/// One way through the graph: the spots and steps from the root on.
struct Way {
    spot: usize,
    before: Option<(usize, usize)>,
}

impl<'a> Graph<'a> {
    fn add(&mut self, c: &Comparer<'a, '_>, pair: &Pair<'a>) -> usize {
        if let Some(index) = self.index.get(&pair.key()) {
            return *index;
        }
        let index = self.spots.len();
        self.index.insert(pair.key(), index);
        let local = c.local(pair);
        self.spots.push(Spot { local, edges: Vec::new(), pair: pair.clone(), alive: false });
        index
    }

    /// Adds everything below what is there.
    fn close(&mut self, c: &Comparer<'a, '_>) {
        let mut next = 0;
        while next < self.spots.len() {
            let local = Rc::clone(&self.spots[next].local);
            let edges = local.edges.iter().map(|edge| (edge.step.clone(), self.add(c, &edge.pair))).collect();
            self.spots[next].edges = edges;
            next += 1;
        }
    }

    /// Marks what has a change at or below it; gives how many there are.
    fn mark(&mut self) -> usize {
        let mut above: Vec<Vec<usize>> = vec![Vec::new(); self.spots.len()];
        for (index, spot) in self.spots.iter().enumerate() {
            for (_, below) in &spot.edges {
                above[*below].push(index);
            }
        }
        let mut queue: Vec<usize> =
            (0..self.spots.len()).filter(|index| !self.spots[*index].local.findings.is_empty()).collect();
        let mut count = 0;
        while let Some(index) = queue.pop() {
            if !std::mem::replace(&mut self.spots[index].alive, true) {
                count += 1;
                queue.extend(&above[index]);
            }
        }
        count
    }

    /// From one root to all changes below it, the shortest ways first.
    fn walk(&self, entry: &Entry<'a>, start: usize, most: usize, drafts: &mut Drafts<'a, '_>) {
        if !self.spots[start].alive {
            return;
        }
        let mut ways = vec![Way { spot: start, before: None }];
        let mut visits: HashMap<usize, usize> = HashMap::new();
        let mut next = 0;
        while next < ways.len() {
            let spot = ways[next].spot;
            let count = visits.entry(spot).or_default();
            *count += 1;
            if *count <= most {
                self.report(entry, &ways, next, drafts);
                let passed = self.passed(&ways, next);
                for (number, (_, below)) in self.spots[spot].edges.iter().enumerate() {
                    if self.spots[*below].alive && !passed.contains(below) {
                        ways.push(Way { spot: *below, before: Some((next, number)) });
                    }
                }
            }
            next += 1;
        }
    }

    fn passed(&self, ways: &[Way], mut at: usize) -> HashSet<usize> {
        let mut passed = HashSet::from([ways[at].spot]);
        while let Some((before, _)) = ways[at].before {
            passed.insert(ways[before].spot);
            at = before;
        }
        passed
    }

    fn steps(&self, ways: &[Way], mut at: usize) -> Vec<String> {
        let mut steps = Vec::new();
        while let Some((before, number)) = ways[at].before {
            steps.push(self.spots[ways[before].spot].edges[number].0.text());
            at = before;
        }
        steps.reverse();
        steps
    }

    fn report(&self, entry: &Entry<'a>, ways: &[Way], at: usize, drafts: &mut Drafts<'a, '_>) {
        let spot = &self.spots[ways[at].spot];
        if spot.local.findings.is_empty() {
            return;
        }
        let steps = self.steps(ways, at);
        let lens = spot.pair.lens;
        for finding in &spot.local.findings {
            let mut property = steps.clone();
            property.extend(finding.tail.map(str::to_owned));
            let depth = if property.is_empty() { Depth::Whole } else { Depth::Property };
            let reach = if finding.reach == Reach::Unsent { Reach::Unsent } else { lens.reach };
            let mut occurrence = entry.at.clone();
            occurrence.location.property = property;
            let draft = Draft {
                rule: finding.rule,
                id: ids::of_schema(finding.rule, finding.noun, lens.direction, (entry.root, depth), reach),
                direction: lens.direction,
                reach,
                polarity: lens.polarity,
                area: area(entry.root, finding.rule, lens.direction, depth),
                base: finding.base,
                revision: finding.revision,
                arguments: finding.arguments.clone(),
            };
            drafts.push(&draft, Some(occurrence));
        }
    }
}

fn area(root: Root, rule: Rule, direction: Direction, depth: Depth) -> Area {
    let of_content = matches!(rule, Rule::ContentEncodingChanged | Rule::ContentMediaTypeChanged);
    match (root, depth) {
        (Root::Parameter | Root::RequestHeader, _) => Area::Parameters,
        (Root::Header, _) => Area::Headers,
        (Root::Body, Depth::Whole) if of_content && direction == Direction::Response => Area::Responses,
        (Root::Body, Depth::Whole) if of_content => Area::RequestBody,
        (Root::Body, _) => Area::Schema,
    }
}
