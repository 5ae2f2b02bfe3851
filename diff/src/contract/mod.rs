//! Any dialect to one contract: operations, and schemas as conjunctions of what is written about them. References are
//! followed lazily, `allOf` is flattened, compositions of one member and the forms of null are folded. Nothing here
//! compares.

pub(crate) mod gather;
pub(crate) mod node;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod swagger;
pub(crate) mod types;
pub(crate) mod value;
