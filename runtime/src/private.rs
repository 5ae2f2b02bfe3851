//! What generated code uses. Not for anybody else, and without promises to anybody else.

/// The first version of the contract with generated code; it only ever grows.
pub mod v1 {
    pub use crate::__bursar_choice as choice;
    pub use crate::__bursar_operation as operation;
    #[cfg(feature = "paging")]
    pub use crate::__bursar_paged as paged;
    #[cfg(feature = "forms")]
    pub use crate::__bursar_parts as parts;
    pub use crate::__bursar_webhook_events as webhook_events;
    pub use crate::answer::{Answer, Decoded};
    #[cfg(all(feature = "blocking", feature = "streams"))]
    pub use crate::blocking::stream_blocking;
    #[cfg(feature = "blocking")]
    pub use crate::blocking::{raw_blocking, send_blocking};
    pub use crate::body::{BodyChoice, BodySpec, Field};
    #[cfg(feature = "forms")]
    pub use crate::body::{Files, PartList, Parts, Upload};
    pub use crate::builder::Builder;
    pub use crate::call::Call;
    pub use crate::core::Core;
    #[cfg(feature = "blocking")]
    pub use crate::mode::Blocking;
    pub use crate::mode::{Async, Mode};
    #[cfg(feature = "paging")]
    pub use crate::paging::{Knob, Paged, Paging, items, pages};
    pub use crate::send::{Operation, raw, send};
    #[cfg(feature = "oauth")]
    pub use crate::spec::ClientAuth;
    pub use crate::spec::{
        Decode, Explode, In, Method, Need, OpSpec, Param, Prefix, Presence, Provider, Reply, Scheme, SchemeKind,
        Server, Style, Variable,
    };
    #[cfg(feature = "streams")]
    pub use crate::stream::{Streamed, stream};
    pub use crate::transport::Body;
    pub use crate::wire::*;

    /// What awaiting a request gives.
    pub type BoxFuture<T> = crate::BoxFuture<'static, T>;
}
