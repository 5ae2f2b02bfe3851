//! What each operation answers when it fails: the status that Prism is asked for, and the arm that it has to become.
//!
//! Holds: every documented status of every operation has a row; the surface of the clients is the witness.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bursar::dodopayments::GetCustomerBalanceError;
use bursar::fedapay::GetBalanceError as FedapayError;
use bursar::frontier::{GetBillingBalanceError, RpcStatus};
use bursar::orum::{ErrorResponse, GetBalanceError as OrumError};
use bursar::telnyx::{BillingErrors, GetUserBalanceError};

/// One documented status.
pub(crate) struct Arm<E> {
    /// The status to ask for.
    pub(crate) asked: u16,
    /// The key in the document that answers for it.
    pub(crate) key: &'static str,
    /// Whether it arrived as what it is, with the body that Prism makes from the schema.
    pub(crate) arrived: fn(&E) -> bool,
    /// How many requests it takes.
    pub(crate) requests: usize,
}

impl<E> Arm<E> {
    const fn requests(self, requests: usize) -> Self {
        Self { requests, ..self }
    }
}

const fn arm<E>(asked: u16, key: &'static str, arrived: fn(&E) -> bool) -> Arm<E> {
    Arm { asked, key, arrived, requests: 1 }
}

pub(crate) const DODOPAYMENTS: &[Arm<GetCustomerBalanceError>] = &[
    arm(404, "404", |error| matches!(error, GetCustomerBalanceError::NotFound)),
    arm(500, "500", |error| matches!(error, GetCustomerBalanceError::InternalServerError)),
];

pub(crate) const FEDAPAY: &[Arm<FedapayError>] = &[
    arm(401, "401", |error| matches!(error, FedapayError::Unauthorized)),
    arm(404, "404", |error| matches!(error, FedapayError::NotFound)),
];

pub(crate) const FRONTIER: &[Arm<GetBillingBalanceError>] = &[
    arm(400, "400", |error| matches!(error, GetBillingBalanceError::BadRequest(body) if rpc_status(body))),
    arm(401, "401", |error| matches!(error, GetBillingBalanceError::Unauthorized(body) if rpc_status(body))),
    arm(403, "403", |error| matches!(error, GetBillingBalanceError::Forbidden(body) if rpc_status(body))),
    arm(404, "404", |error| matches!(error, GetBillingBalanceError::NotFound(body) if rpc_status(body))),
    arm(500, "500", |error| matches!(error, GetBillingBalanceError::InternalServerError(body) if rpc_status(body))),
    arm(418, "default", |error| matches!(error, GetBillingBalanceError::Default(body) if rpc_status(body))),
];

pub(crate) const ORUM: &[Arm<OrumError>] = &[
    // the first 401 makes the client fetch a new token and try once more
    arm(401, "401", |error| matches!(error, OrumError::Unauthorized(body) if error_response(body))).requests(2),
    arm(418, "default", |error| matches!(error, OrumError::Default(body) if error_response(body))),
];

pub(crate) const TELNYX: &[Arm<GetUserBalanceError>] = &[
    arm(403, "403", |error| matches!(error, GetUserBalanceError::Forbidden(body) if first_code(body) == "string")),
    arm(
        422,
        "422",
        |error| matches!(error, GetUserBalanceError::UnprocessableEntity(body) if first_code(body) == "string"),
    ),
    // the overlay has an example of this one
    arm(429, "429", |error| matches!(error, GetUserBalanceError::TooManyRequests(body) if first_code(body) == "10011")),
    arm(
        503,
        "503",
        |error| matches!(error, GetUserBalanceError::ServiceUnavailable(body) if first_code(body) == "string"),
    ),
    arm(418, "default", |error| matches!(error, GetUserBalanceError::Default(body) if first_code(body) == "string")),
];

fn rpc_status(body: &RpcStatus) -> bool {
    body.message.as_deref() == Some("string") && body.details.as_ref().is_some_and(|details| details.len() == 1)
}

fn error_response(body: &ErrorResponse) -> bool {
    body.error_code == "string" && body.message == "string"
}

fn first_code(body: &BillingErrors) -> &str {
    body.errors.as_deref().and_then(|errors| errors.first()).map_or("", |error| error.code.as_str())
}

/// Statuses by provider and operation.
type Statuses = BTreeMap<String, BTreeSet<String>>;

fn row<E>(operation: &str, arms: &[Arm<E>]) -> (String, BTreeSet<String>) {
    let keys: BTreeSet<_> = arms.iter().map(|arm| arm.key.to_owned()).collect();
    assert_eq!(keys.len(), arms.len(), "{operation}: a status stands twice");
    (operation.to_owned(), keys)
}

/// The documented failures of the operations in a `SURFACE.txt`: of lines such as `op name(…) -> Ok / Err = GET /path` and
/// `type Err::Arm = 404`.
fn statuses(provider: &str, surface: &str) -> Statuses {
    let operation = |line: &str| {
        let (name, rest) = line.strip_prefix("op ")?.split_once('(')?;
        let outcome = rest.split_once(" / ")?.1.split_once(" = ")?.0;
        let arm = format!("type {outcome}::");
        let keys = surface.lines().filter(|line| line.starts_with(&arm)).filter_map(|line| line.rsplit_once(" = "));
        Some((format!("{provider} {name}"), keys.map(|(_, key)| key.to_owned()).collect()))
    };
    surface.lines().filter_map(operation).collect()
}

#[test]
fn every_operation_is_called_and_every_status_asked_for() {
    let rows = Statuses::from([
        row("dodopayments get_customer_balance", DODOPAYMENTS),
        row("fedapay get_balance", FEDAPAY),
        row("frontier get_billing_balance", FRONTIER),
        row("orum get_balance", ORUM),
        row("telnyx get_user_balance", TELNYX),
    ]);
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated");
    let mut documented = Statuses::new();
    for provider in bursar::PROVIDERS {
        let surface = fs::read_to_string(generated.join(provider.name).join("SURFACE.txt")).unwrap();
        let of_provider = statuses(provider.name, &surface);
        assert!(!of_provider.is_empty(), "{} has no operation", provider.name);
        documented.extend(of_provider);
    }
    assert_eq!(rows, documented, "an operation or a status is missing here, or is no longer documented");
}
