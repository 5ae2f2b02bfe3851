// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

use crate::prelude::{
    BoxSchema, ClientSchema, ErrorSchema, GrUf6UdfE, Mod, N3dModel, OptionSchema, Readme, ResultSchema, SelfSchema,
    SendSchema, SomeSchema, StringSchema, V1, VecSchema, v1,
};

v1::record! {
    /// `#/components/schemas/Shadows` of the document.
    de full pub struct Shadows {
        /// `option`
        pub option: Option<OptionSchema> = "option", optional v1::Plain;
        /// `string`
        pub string: Option<StringSchema> = "string", optional v1::Plain;
        /// `vec`
        pub vec: Option<VecSchema> = "vec", optional v1::Plain;
        /// `box`
        pub r#box: Option<BoxSchema> = "box", optional v1::Plain;
        /// `result`
        pub result: Option<ResultSchema> = "result", optional v1::Plain;
        /// `client`
        pub client: Option<ClientSchema> = "client", optional v1::Plain;
        /// `error`
        pub error: Option<ErrorSchema> = "error", optional v1::Plain;
        /// `some`
        pub some: Option<SomeSchema> = "some", optional v1::Plain;
        /// `self`
        pub self_: Option<SelfSchema> = "self", optional v1::Plain;
        /// `send`
        pub send: Option<SendSchema> = "send", optional v1::Plain;
        /// `mod`
        pub r#mod: Option<Mod> = "mod", optional v1::Plain;
        /// `3d`
        pub n3d: Option<N3dModel> = "3d", optional v1::Plain;
        /// `unicode`
        pub unicode: Option<GrUf6UdfE> = "unicode", optional v1::Plain;
        /// `readme`
        pub readme: Option<Readme> = "readme", optional v1::Plain;
        /// `v1`
        pub v1: Option<V1> = "v1", optional v1::Plain;
        /// `type`
        pub r#type: Option<String> = "type", optional v1::Plain;
        /// `async`
        pub r#async: Option<String> = "async", optional v1::Plain;
        /// `crate`
        pub crate_: Option<String> = "crate", optional v1::Plain;
        /// `Type`
        pub type_af492af6: Option<String> = "Type", optional v1::Plain;
        /// `@type`
        pub type_6cb0c396: Option<String> = "@type", optional v1::Plain;
        /// `a-b`
        pub a_b_member: Option<String> = "a-b", optional v1::Plain;
        /// `a_b`
        pub a_b: Option<String> = "a_b", optional v1::Plain;
        /// `quote"'\`
        pub quote: Option<String> = "quote\"`\\\n", optional v1::Plain;
        /// `ключ`
        pub u43a_u43b_u44e_u447: Option<String> = "ключ", optional v1::Plain;
        /// an empty text
        pub empty: Option<String> = "", optional v1::Plain;
    }
}
