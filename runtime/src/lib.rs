//! TBD

mod maybe;
mod wire;

pub use maybe::Maybe;

#[doc(hidden)]
pub mod __private {
    pub mod v1 {
        pub use crate::wire::*;
    }
}
