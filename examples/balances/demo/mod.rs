//! Stands in for the providers: a server on loopback for each, which answers from the example in the provider's document.
//!
//! The servers let in what the document lets in (method, path, fixed headers, credentials, token) and nothing else, so that
//! a client that gets an answer here asked as it would have to ask the provider.

pub(crate) mod contract;
mod serve;

use std::sync::Arc;

use tokio::net::TcpListener;

use super::accounts::{PROVIDERS, Vars};
use contract::Contract;

/// Starts the servers, which end with the runtime; gives the settings of clients that reach them.
pub(crate) async fn start() -> Result<Vars, String> {
    let mut vars = Vars::new();
    for provider in PROVIDERS {
        let contract = Contract::read(provider)?;
        let failed = |error| format!("there is no port on loopback for {}: {error}", provider.name);
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let base_url = format!("http://{address}{}", contract.base_path);
        vars.insert(format!("{}_BASE_URL", provider.name.to_uppercase()), base_url);
        vars.extend(contract.vars.clone());
        tokio::spawn(serve::serve(listener, Arc::new(contract)));
    }
    Ok(vars)
}
