//! Headers of idempotency keys that provider.toml names go to the operations they are about.

use crate::config::Config;
use crate::diag::{Diag, Diags, escape};
use crate::ir::Api;
use crate::model::is_header;

/// Puts them there; a header parameter of the same name is no parameter then. Reports operations that nobody has.
pub(super) fn apply(api: &mut Api, config: &Config, diags: &mut Diags) {
    for stated in &config.idempotency {
        let is_meant = |op: &&mut crate::ir::Op| format!("{} {}", op.method.as_str(), op.path) == stated.operation;
        match api.ops.iter_mut().find(is_meant) {
            Some(op) => {
                op.params.retain(|param| !is_header(param, &stated.header));
                op.idempotency = Some(stated.header.clone());
            }
            None => {
                let message = format!(
                    "[idempotency] names `{}`, which is no operation of the document",
                    escape(&stated.operation)
                );
                let help = "write method and path as the document does, such as \"POST /payments\"";
                diags.push(Diag::error("idempotency-unknown", stated.place.clone(), message).help(help));
            }
        }
    }
}
