//! Recursive types: the strongly connected parts of the graph "holds by value".
//!
//! Every edge inside such a part is boxed. Boxing all of them rather than a chosen few makes the outcome independent of
//! the order of the document: a new type never moves a box in an old one.

use super::{held, parts};
use crate::ir::{Arena, TypeDef, TypeId};

/// For each type the number of its knot, `None` when it does not hold itself.
pub(super) fn knots(types: &Arena<TypeDef>) -> Vec<Option<u32>> {
    let edges: Vec<Vec<TypeId>> =
        types.iter().map(|(_, def)| parts(&def.kind).into_iter().filter_map(held).collect()).collect();
    let mut search = Search {
        edges: &edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        on_stack: vec![Open::No; edges.len()],
        stack: Vec::new(),
        next: 0,
        knots: vec![None; edges.len()],
        found: 0,
    };
    for start in types.ids() {
        if search.order[start.index()].is_none() {
            search.from(start);
        }
    }
    search.knots
}

#[derive(Clone, Copy, PartialEq)]
enum Open {
    No,
    Yes,
}

/// Tarjan's algorithm with a stack of its own: documents may nest deeper than a thread's stack.
struct Search<'a> {
    edges: &'a [Vec<TypeId>],
    order: Vec<Option<u32>>,
    low: Vec<u32>,
    on_stack: Vec<Open>,
    stack: Vec<TypeId>,
    next: u32,
    knots: Vec<Option<u32>>,
    found: u32,
}

impl Search<'_> {
    fn from(&mut self, start: TypeId) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((at, edge)) = path.pop() {
            let Some(&to) = self.edges[at.index()].get(edge) else {
                self.leave(at);
                if let Some(&(above, _)) = path.last() {
                    self.low[above.index()] = self.low[above.index()].min(self.low[at.index()]);
                }
                continue;
            };
            path.push((at, edge + 1));
            match self.order[to.index()] {
                None => {
                    self.enter(to);
                    path.push((to, 0));
                }
                Some(order) if self.on_stack[to.index()] == Open::Yes => {
                    self.low[at.index()] = self.low[at.index()].min(order);
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, at: TypeId) {
        self.order[at.index()] = Some(self.next);
        self.low[at.index()] = self.next;
        self.on_stack[at.index()] = Open::Yes;
        self.stack.push(at);
        self.next += 1;
    }

    fn leave(&mut self, at: TypeId) {
        if Some(self.low[at.index()]) != self.order[at.index()] {
            return;
        }
        let cut = self.stack.iter().rposition(|&id| id == at).unwrap_or(0);
        let part = self.stack.split_off(cut);
        let holds_itself = part.len() > 1 || self.edges[at.index()].contains(&at);
        for id in part {
            self.on_stack[id.index()] = Open::No;
            if holds_itself {
                self.knots[id.index()] = Some(self.found);
            }
        }
        self.found += 1;
    }
}
