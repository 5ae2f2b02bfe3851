//! The types that belong to operations and groups: markers, outcomes, forms of bodies, handles.
//!
//! They are settled after the schemas, but those that were given once keep their names also against new schemas.

use std::collections::BTreeMap;

use super::scope::{self, Claim, Scope, Settled};
use super::{GroupNames, Lock, OpNames, RESERVED_METHODS, ident, inline_ok, lock, members, op_key};
use crate::ir::{Api, Op, OpId};

/// A type that belongs to an operation.
pub(super) struct Role {
    /// What the lock calls it.
    pub(super) key: &'static str,
    suffix: &'static str,
    /// What follows where that is taken.
    spare: &'static str,
}

const MARKER: Role = Role { key: "marker", suffix: "", spare: "Operation" };
const ERROR: Role = Role { key: "error", suffix: "Error", spare: "Reply" };
const OK: Role = Role { key: "success", suffix: "Ok", spare: "Reply" };
const BODY: Role = Role { key: "body", suffix: "Body", spare: "Choice" };

impl Role {
    pub(super) fn of(&self, op: &Op) -> String {
        format!("the {} of {}", self.key, op_key(op))
    }
}

/// The types that an operation has.
pub(super) fn roles(api: &Api, id: OpId, op: &Op) -> Vec<Role> {
    let is_choice = op.body.as_ref().is_some_and(|body| body.forms.len() > 1);
    let ok = inline_ok(api, id, op).is_none().then_some(OK);
    [MARKER, ERROR].into_iter().chain(ok).chain(is_choice.then_some(BODY)).collect()
}

/// Settles the names of what belongs to operations and groups, after the schemas.
pub(super) struct Around<'a> {
    pub(super) api: &'a Api,
    pub(super) types: &'a [String],
    pub(super) scope: &'a mut Scope,
    pub(super) fixed: &'a BTreeMap<String, Settled>,
    pub(super) lock: &'a Lock,
    pub(super) next: &'a mut Lock,
}

impl Around<'_> {
    fn settle(&mut self, key: String, candidates: Vec<String>) -> String {
        self.scope.settle(&[Claim { key, own: None, candidates }], self.fixed).remove(0).name
    }

    pub(super) fn op(&mut self, id: OpId, op: &Op, method: &str) -> OpNames {
        let base = ident::camel(method);
        let mut given = BTreeMap::new();
        for role in roles(self.api, id, op) {
            let first = format!("{base}{}", role.suffix);
            let name = self.settle(role.of(op), vec![first.clone(), format!("{first}{}", role.spare)]);
            self.next.around.insert(lock::around(&op_key(op), role.key), name.clone());
            given.insert(role.key, name);
        }
        let mut take = |role: Role| given.remove(role.key).unwrap_or_default();
        let ok = inline_ok(self.api, id, op).map_or_else(|| take(OK), |ty| self.types[ty.index()].clone());
        OpNames {
            method: ident::escape_keyword(method),
            marker: take(MARKER),
            ok,
            error: take(ERROR),
            body: take(BODY),
            members: members::of_op(op, &op_key(op), &mut lock::Keep { lock: self.lock, next: self.next }),
        }
    }

    pub(super) fn groups(&mut self, methods: &[String]) -> Vec<GroupNames> {
        let reserved: Vec<&str> = RESERVED_METHODS.into_iter().chain(methods.iter().map(String::as_str)).collect();
        let tags: Vec<&str> = self.api.groups.iter().map(|group| group.tag.as_str()).collect();
        let kept = |tag: &str| self.lock.accessors.get(tag).filter(|name| !reserved.contains(&name.as_str()));
        let modules = scope::settle_kept(&tags, ident::snake, &reserved, "_group", |tag| kept(tag).cloned());
        let mut groups = Vec::new();
        for (tag, module) in tags.into_iter().zip(modules) {
            let name = ident::camel(tag);
            let candidates = vec![format!("{name}Group"), format!("{name}GroupHandle")];
            let handle = self.settle(handle_key(tag), candidates);
            self.next.accessors.insert(tag.to_owned(), module.clone());
            self.next.handles.insert(tag.to_owned(), handle.clone());
            groups.push(GroupNames { module: ident::escape_keyword(&module), handle });
        }
        groups
    }
}

pub(super) fn accessor_key(tag: &str) -> String {
    format!("the group `{tag}`")
}

pub(super) fn handle_key(tag: &str) -> String {
    format!("the handle of the group `{tag}`")
}
