//! Where one call goes: to the client's server, to one of the operation's own, or to an address of the caller's.

use std::sync::Arc;

use crate::base::{BaseUrl, check_names};
use crate::config::ConfigError;
use crate::core::{BaseFrom, Core};
use crate::spec::OpSpec;

/// What the caller says of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// Which of the operation's own servers.
    own: Option<usize>,
    /// Values for the variables of that server.
    values: Vec<(String, String)>,
    /// Instead of any server.
    at: Option<Arc<BaseUrl>>,
}

impl Place {
    /// Where the client goes.
    pub(crate) const CLIENT: Self = Self { own: None, values: Vec::new(), at: None };

    /// Chooses one of the operation's own servers. `Err`: it has no such one.
    pub(crate) fn choose(&mut self, spec: &OpSpec, index: usize) -> Result<(), String> {
        let count = spec.servers.len();
        if index < count {
            self.own = Some(index);
            return Ok(());
        }
        Err(format!("number {index} is not one of the {count} that the operation has of its own, counted from 0"))
    }

    pub(crate) fn set(&mut self, name: String, value: String) {
        self.values.push((name, value));
    }

    /// Goes to an address, whatever servers there are.
    pub(crate) fn go_to(&mut self, url: &str) -> Result<(), ConfigError> {
        self.at = Some(Arc::new(BaseUrl::parse(url)?));
        Ok(())
    }

    /// The base URL of a call: that of the call; that of the client; the operation's own server, the one chosen, the one named
    /// like the environment or else the first; the environment's.
    pub(crate) fn base(&self, core: &Core, spec: &OpSpec) -> Result<Arc<BaseUrl>, ConfigError> {
        if let Some(base) = &self.at {
            return Ok(Arc::clone(base));
        }
        if spec.servers.is_empty() && self.values.is_empty() {
            return Ok(Arc::clone(&core.inner.base));
        }
        self.chosen(core, spec)
    }

    /// That base URL, where the operation has servers or the call says something of them.
    #[cold]
    fn chosen(&self, core: &Core, spec: &OpSpec) -> Result<Arc<BaseUrl>, ConfigError> {
        let inner = &core.inner;
        let named = || spec.servers.iter().find(|server| Some(server.name) == inner.environment);
        let chosen = self.own.and_then(|index| spec.servers.get(index));
        let own = chosen.or_else(named).or(spec.servers.first());
        check_names(own, &self.values)?;
        match own {
            Some(server) if inner.base_from == BaseFrom::Environment => {
                let values: Vec<_> = inner.server_values.iter().chain(&self.values).cloned().collect();
                BaseUrl::of_server(server, &values, inner.document.as_ref()).map(Arc::new)
            }
            _ => Ok(Arc::clone(&inner.base)),
        }
    }
}
