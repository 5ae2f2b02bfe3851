// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! The provider's types.

#[cfg(feature = "bodies")]
mod body;
#[cfg(feature = "upload")]
mod box_schema;
mod broken;
#[cfg(feature = "upload")]
mod client_schema;
mod closed;
mod colour;
mod content;
#[cfg(feature = "pages")]
mod crates;
mod either;
#[cfg(feature = "upload")]
mod error_schema;
mod event;
#[cfg(feature = "mod-group")]
mod everything;
#[cfg(feature = "mod-group")]
mod found;
#[cfg(feature = "mod-group")]
mod found_jar;
#[cfg(feature = "mod-group")]
mod found_note;
#[cfg(feature = "mod-group")]
mod found_place;
#[cfg(feature = "upload")]
mod gr_uf6_udf_e;
#[cfg(feature = "mod-group")]
mod indistinct;
mod jar;
mod jar_label;
mod jar_label_schema;
mod jar_opened_payload;
#[cfg(feature = "streams")]
mod json_events_event;
#[cfg(feature = "mod-group")]
mod leaf;
mod left;
mod left_or_nothing;
#[cfg(feature = "upload")]
mod mod_type;
mod money;
#[cfg(feature = "upload")]
mod n3d_model;
mod opened;
#[cfg(feature = "upload")]
mod option_schema;
#[cfg(any(feature = "bodies", feature = "pages", feature = "type"))]
mod point;
#[cfg(feature = "jars-group")]
mod problem;
#[cfg(any(feature = "jars-group", feature = "streams"))]
mod problem_body;
#[cfg(feature = "upload")]
mod readme;
#[cfg(feature = "upload")]
mod result_schema;
mod right;
#[cfg(feature = "upload")]
mod self_schema;
#[cfg(feature = "upload")]
mod send_schema;
#[cfg(feature = "upload")]
mod shadows;
#[cfg(feature = "bodies")]
mod shared_common;
#[cfg(feature = "pages")]
mod shelf_page;
#[cfg(feature = "upload")]
mod some_schema;
#[cfg(feature = "pages")]
mod spoon_list;
#[cfg(feature = "pages")]
mod spoon_page;
#[cfg(feature = "pinned")]
mod sticky_note;
#[cfg(feature = "upload")]
mod string_schema;
#[cfg(feature = "mod-group")]
mod tree;
#[cfg(feature = "bodies")]
mod upload;
mod uploads_on_done_payload;
#[cfg(feature = "upload")]
mod v1;
#[cfg(feature = "upload")]
mod vec_schema;

#[cfg(feature = "bodies")]
pub use body::Body;
#[cfg(feature = "upload")]
pub use box_schema::BoxSchema;
pub use broken::{Broken, BrokenEvent, BrokenEventType};
#[cfg(feature = "upload")]
pub use client_schema::ClientSchema;
pub use closed::Closed;
pub use colour::Colour;
pub use content::Content;
#[cfg(feature = "pages")]
pub use crates::Crates;
pub use either::{Either, EitherOne, EitherOneKind, EitherTwo, EitherTwoKind};
#[cfg(feature = "upload")]
pub use error_schema::ErrorSchema;
pub use event::Event;
#[cfg(feature = "mod-group")]
pub use everything::{Everything, EverythingTexts, EverythingEmpty};
#[cfg(feature = "mod-group")]
pub use found::Found;
#[cfg(feature = "mod-group")]
pub use found_jar::FoundJar;
#[cfg(feature = "mod-group")]
pub use found_note::FoundNote;
#[cfg(feature = "mod-group")]
pub use found_place::FoundPlace;
#[cfg(feature = "upload")]
pub use gr_uf6_udf_e::GrUf6UdfE;
#[cfg(feature = "mod-group")]
pub use indistinct::Indistinct;
pub use jar::{Jar, JarKind, JarShelf, JarLid, JarLidScrew};
pub use jar_label::JarLabel;
pub use jar_label_schema::JarLabelSchema;
pub use jar_opened_payload::{
    JarOpenedPayload, JarOpenedPayloadEvent, JarOpenedPayloadEventType,
};

#[cfg(feature = "streams")]
pub use json_events_event::JsonEventsEvent;
#[cfg(feature = "mod-group")]
pub use leaf::Leaf;
pub use left::Left;
pub use left_or_nothing::LeftOrNothing;
#[cfg(feature = "upload")]
pub use mod_type::Mod;
pub use money::Money;
#[cfg(feature = "upload")]
pub use n3d_model::N3dModel;
pub use opened::Opened;
#[cfg(feature = "upload")]
pub use option_schema::OptionSchema;
#[cfg(any(feature = "bodies", feature = "pages", feature = "type"))]
pub use point::Point;
#[cfg(feature = "jars-group")]
pub use problem::Problem;
#[cfg(any(feature = "jars-group", feature = "streams"))]
pub use problem_body::{ProblemBody, ProblemBodyInner};
#[cfg(feature = "upload")]
pub use readme::Readme;
#[cfg(feature = "upload")]
pub use result_schema::ResultSchema;
pub use right::Right;
#[cfg(feature = "upload")]
pub use self_schema::SelfSchema;
#[cfg(feature = "upload")]
pub use send_schema::SendSchema;
#[cfg(feature = "upload")]
pub use shadows::Shadows;
#[cfg(feature = "bodies")]
pub use shared_common::SharedCommon;
#[cfg(feature = "pages")]
pub use shelf_page::{ShelfPage, ShelfPageResult};
#[cfg(feature = "upload")]
pub use some_schema::SomeSchema;
#[cfg(feature = "pages")]
pub use spoon_list::SpoonList;
#[cfg(feature = "pages")]
pub use spoon_page::SpoonPage;
#[cfg(feature = "pinned")]
pub use sticky_note::StickyNote;
#[cfg(feature = "upload")]
pub use string_schema::StringSchema;
#[cfg(feature = "mod-group")]
pub use tree::Tree;
#[cfg(feature = "bodies")]
pub use upload::Upload;
pub use uploads_on_done_payload::UploadsOnDonePayload;
#[cfg(feature = "upload")]
pub use v1::V1;
#[cfg(feature = "upload")]
pub use vec_schema::VecSchema;
