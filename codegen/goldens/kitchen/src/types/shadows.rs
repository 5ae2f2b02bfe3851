// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::*;

/// `#/components/schemas/Shadows` of the document.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Shadows {
    /// `option`
    pub option: Option<OptionSchema>,
    /// `string`
    pub string: Option<StringSchema>,
    /// `vec`
    pub vec: Option<VecSchema>,
    /// `box`
    pub r#box: Option<BoxSchema>,
    /// `result`
    pub result: Option<ResultSchema>,
    /// `client`
    pub client: Option<ClientSchema>,
    /// `error`
    pub error: Option<ErrorSchema>,
    /// `some`
    pub some: Option<SomeSchema>,
    /// `self`
    pub self_: Option<SelfSchema>,
    /// `send`
    pub send: Option<SendSchema>,
    /// `mod`
    pub r#mod: Option<Mod>,
    /// `3d`
    pub n3d: Option<N3dModel>,
    /// `unicode`
    pub unicode: Option<GrUf6UdfE>,
    /// `readme`
    pub readme: Option<Readme>,
    /// `v1`
    pub v1: Option<V1>,
    /// `type`
    pub r#type: Option<String>,
    /// `async`
    pub r#async: Option<String>,
    /// `crate`
    pub crate_: Option<String>,
    /// `Type`
    pub type_af492af6: Option<String>,
    /// `@type`
    pub type_6cb0c396: Option<String>,
    /// `a-b`
    pub a_b_member: Option<String>,
    /// `a_b`
    pub a_b: Option<String>,
    /// `quote"'\`
    pub quote: Option<String>,
    /// `ключ`
    pub u43a_u43b_u44e_u447: Option<String>,
    /// an empty text
    pub empty: Option<String>,
}

v1::object! {
    de full Shadows {
        option: "option", optional v1::Plain;
        string: "string", optional v1::Plain;
        vec: "vec", optional v1::Plain;
        r#box: "box", optional v1::Plain;
        result: "result", optional v1::Plain;
        client: "client", optional v1::Plain;
        error: "error", optional v1::Plain;
        some: "some", optional v1::Plain;
        self_: "self", optional v1::Plain;
        send: "send", optional v1::Plain;
        r#mod: "mod", optional v1::Plain;
        n3d: "3d", optional v1::Plain;
        unicode: "unicode", optional v1::Plain;
        readme: "readme", optional v1::Plain;
        v1: "v1", optional v1::Plain;
        r#type: "type", optional v1::Plain;
        r#async: "async", optional v1::Plain;
        crate_: "crate", optional v1::Plain;
        type_af492af6: "Type", optional v1::Plain;
        type_6cb0c396: "@type", optional v1::Plain;
        a_b_member: "a-b", optional v1::Plain;
        a_b: "a_b", optional v1::Plain;
        quote: "quote\"`\\\n", optional v1::Plain;
        u43a_u43b_u44e_u447: "ключ", optional v1::Plain;
        empty: "", optional v1::Plain;
    }
}
