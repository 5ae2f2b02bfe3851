//! Names of the parameters of an operation: its arguments and setters.
//!
//! The same name may stand in several places (`id` in the path and in the query). The one of the first place in the order
//! path, query, header, cookie has the plain name, any other one that of its place, unless the lock says who came first.
//! The parameters in the path belong to what an operation is, so none of them comes later; one in the query that is its own
//! spelling is to be beaten only by a place that the lock knows. So every parameter of a header or cookie has a line there.

use super::ident::{escape_keyword, snake};
use super::lock::Keep;
use super::scope::{By, Claim, Scope};
use crate::ir::{Location, Op, Param};

/// Methods of a request; a parameter's setter cannot have their names.
const REQUEST_METHODS: [&str; 20] = [
    "base_url",
    "body",
    "call",
    "deadline",
    "header",
    "idempotency_key",
    "into_future",
    "items",
    "max_item_bytes",
    "max_response_bytes",
    "new",
    "pages",
    "query",
    "raw",
    "retries",
    "send",
    "server",
    "server_variable",
    "stream",
    "timeout",
];

/// Arguments and setters, by parameter; `owner` is what the lock calls the operation.
pub(super) fn of_op(op: &Op, owner: &str, keep: &mut Keep<'_>) -> Vec<String> {
    // `request` is what a method calls the request that it fills
    let reserved: Vec<&str> = REQUEST_METHODS.into_iter().chain(["request"]).collect();
    let mut scope = Scope::reserving(&reserved);
    let claims: Vec<Claim> = op.params.iter().map(|param| claim(op, param)).collect();
    let given = op.params.iter().zip(&claims).filter_map(|(param, claim)| {
        let name = keep.parameter(owner, place(param), &param.wire)?;
        Some((claim.key.clone(), (name, By::Lock)))
    });
    let given = scope.fix(given.collect());
    let names = scope.settle(&claims, &given).into_iter().map(|end| end.name);
    let named = op.params.iter().zip(names).map(|(param, name)| {
        if name != param.wire || !is_first_to_come(param.location) {
            keep.keep_parameter(owner, place(param), &param.wire, &name);
        }
        escape_keyword(&name)
    });
    named.collect()
}

fn claim(op: &Op, param: &Param) -> Claim {
    let elsewhere = |other: &&Param| other.wire == param.wire && other.location != param.location;
    let mut rivals = op.params.iter().filter(elsewhere).map(|other| rank(other.location)).peekable();
    let plain = snake(&param.wire);
    let key = format!("{} {}", place(param), param.wire);
    if rivals.peek().is_none() {
        let candidates = vec![plain.clone(), format!("{plain}_param")];
        return Claim { key, own: Some(param.wire.clone()), candidates };
    }
    let placed = snake(&format!("{} in {}", param.wire, place(param)));
    let spare = format!("{placed}_param");
    if rivals.all(|rival| rank(param.location) < rival) {
        return Claim { key, own: Some(param.wire.clone()), candidates: vec![plain, placed, spare] };
    }
    Claim { key, own: None, candidates: vec![placed, spare] }
}

/// The order in which places have the plain name.
fn rank(location: Location) -> u8 {
    match location {
        Location::Path => 0,
        Location::Query => 1,
        Location::Header => 2,
        Location::Cookie => 3,
    }
}

/// Whether a place goes before all that a document can put beside it later.
fn is_first_to_come(location: Location) -> bool {
    matches!(location, Location::Path | Location::Query)
}

/// The word of a place, in names and in the lock.
fn place(param: &Param) -> &'static str {
    match param.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
