// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

/// At most 20 characters; matches ^\[a-z\]+$.
pub type JarLabel = String;
