// Made by bursar-codegen 0.1.0 from "Frontier Administration API" 0.2.0; do not edit, run `cargo xtask regen`.

//! The provider's types.

mod billing_account_balance;
mod protobuf_any;
mod rpc_status;
mod v1beta1_get_billing_balance_response;

pub use billing_account_balance::BillingAccountBalance;
pub use protobuf_any::ProtobufAny;
pub use rpc_status::RpcStatus;
pub use v1beta1_get_billing_balance_response::V1beta1GetBillingBalanceResponse;
