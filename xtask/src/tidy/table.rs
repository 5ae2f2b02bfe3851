//! The tables that tidy enforces. A new module or dependency is a decision, and is made here.

/// A module of a library.
pub struct Module {
    /// Its name below `src`.
    pub name: &'static str,
    /// What it may use of the crate: whole modules, or single items as `module::Item`.
    pub uses: &'static [&'static str],
}

/// What may stand for all modules.
pub const ALL: &str = "*";

const fn module(name: &'static str, uses: &'static [&'static str]) -> Module {
    Module { name, uses }
}

/// Which module may use which. Data flows one way, from `source` to `render`.
pub const MODULES: &[Module] = &[
    // what every stage speaks: places, and what is said of them
    module("source", &["diag"]),
    module("diag", &["source"]),
    // from bytes to a typed document
    module("overlay", &["source", "diag"]),
    module("lower", &["source", "diag"]),
    module("doc", &["source", "diag"]),
    module("config", &["source", "diag"]),
    // meaning
    module("model", &["doc", "ir", "source", "diag", "config"]),
    module("ir", &["source::Pointer", "diag::Place"]),
    module("analyze", &["ir"]),
    module("name", &["ir", "source", "diag", "config"]),
    // from meaning to text
    // the public API as data, and what of it changed
    module("surface", &["source::Pointer", "digest", "diag"]),
    module("plan", &["ir", "analyze", "name", "config", "diag", "surface", "digest", "source::Pointer"]),
    module("emit", &["plan"]),
    module("render", &["emit"]),
    // the whole line, and what is recorded of a run
    module("generate", &[ALL]),
    module("digest", &[]),
    module("facade", &[]),
    module("manifest", &["digest", "facade", "generate::Stats"]),
];

/// Which module of the comparison may use which.
pub const DIFF_MODULES: &[Module] = &[
    module("document", &[]),
    module("level", &[]),
    module("change", &["level"]),
    module("contract", &["document"]),
    module("edits", &["level"]),
    module("ids", &["level"]),
    module("message", &["change", "level"]),
    module("site", &["change", "document"]),
    module("compare", &["change", "contract", "document", "ids", "level", "message", "site"]),
    module("report", &["change", "compare::Compared", "contract::value", "document", "level"]),
];

/// A dependency of the generator.
pub struct External {
    /// Its name in code.
    pub name: &'static str,
    /// The modules that it may appear in.
    pub within: &'static [&'static str],
}

const fn external(name: &'static str, within: &'static [&'static str]) -> External {
    External { name, within }
}

/// Which dependency may appear where, so that replacing one is one module's change.
pub const EXTERNALS: &[External] = &[
    external("heck", &["name"]),
    external("indexmap", &[ALL]),
    external("openapiv3", &["doc", "model"]),
    external("prettyplease", &["render"]),
    external("proc_macro2", &["emit", "render"]),
    external("quote", &["emit", "render"]),
    external("saphyr_parser", &["source"]),
    external("serde", &[ALL]),
    external("serde_json", &[ALL]),
    external("serde_json_path", &["overlay"]),
    external("serde_yaml", &["source"]),
    // the facade asks it what is a keyword
    external("syn", &["render", "facade"]),
    external("toml", &["config", "name", "plan"]),
];

/// What must not be in the tree of dependencies of xtask, which every first run has to compile.
pub const TOO_HEAVY: &[&str] =
    &["aws-lc-rs", "clap", "hyper", "native-tls", "openssl", "reqwest", "ring", "rustls", "tokio", "ureq"];

/// Lines that a file may have, without tests.
pub const FILE_LINES: usize = 500;

/// Lines that a function may have.
pub const FUNCTION_LINES: usize = 80;
