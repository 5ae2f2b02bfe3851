//! Bodies that are read item by item: server-sent events and sequences of JSON texts.
//!
//! OAS 3.2 says what an item is (`itemSchema`; for events, the event with its fields). Before it, documents put the schema
//! of the item, or of the data of an event, where that of the body belongs; it is read so, with a note.

use openapiv3::{MediaType, ReferenceOr, Schema};

use super::body::{Side, is_json};
use super::facets::Facets;
use super::schema::inside;
use super::{At, Modeler};
use crate::ir::{Content, Events, Framing, NameHint, Op, Ty};
use crate::source::Pointer;

/// The key under which lowering keeps `itemSchema`.
const ITEM: &str = "x-bursar-itemSchema";
/// The key under which lowering keeps `contentSchema`.
pub(super) const CONTENT_SCHEMA: &str = "x-bursar-contentSchema";
const CONTENT_TYPE: &str = "x-bursar-contentMediaType";
/// The text of the data that ends a stream of events; no keyword of OpenAPI says it.
const END: &str = "x-bursar-stream-end";

/// Parts of a composition that are looked through for the member `data`.
const DEPTH: usize = 16;

/// What a media type is made of.
enum Sequential {
    Events,
    Items(Framing),
}

/// OAS 3.2.0 "Sequential Media Types"; RFC 7464, RFC 8091 for the suffix.
fn sequential(media: &str) -> Option<Sequential> {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/event-stream" => Some(Sequential::Events),
        "application/jsonl" | "application/x-jsonl" | "application/jsonlines" | "application/x-jsonlines" => {
            Some(Sequential::Items(Framing::Lines))
        }
        "application/ndjson" | "application/x-ndjson" => Some(Sequential::Items(Framing::Lines)),
        "application/json-seq" => Some(Sequential::Items(Framing::Sequence)),
        suffixed if suffixed.ends_with("+json-seq") => Some(Sequential::Items(Framing::Sequence)),
        _ => None,
    }
}

/// What is known of the data of events.
enum Data<'d> {
    /// The member of the event, and where it is.
    Member(At<'d>),
    /// Alternatives, each with data of its own.
    Several,
    /// Nothing.
    Unsaid,
}

impl<'d> Modeler<'d> {
    /// The content of a reply, if it is read item by item.
    pub(super) fn streamed(
        &mut self,
        side: Side,
        media: &str,
        content: &'d MediaType,
        at: &Pointer,
        hint: &NameHint,
    ) -> Option<Content> {
        // the body of an error is collected, whatever it is
        let kind = sequential(media).filter(|_| side == Side::Ok);
        let end = self.stream_end(kind.as_ref(), media, content, at);
        match kind {
            Some(Sequential::Events) => {
                let data = self.event_data(media, content, at, hint);
                Some(Content::Events(media.to_owned(), Events { data, end }))
            }
            Some(Sequential::Items(framing)) => {
                Some(Content::Items(media.to_owned(), framing, self.item(media, content, at, hint)))
            }
            None => {
                if content.extensions.contains_key(ITEM) {
                    let message =
                        format!("`itemSchema` says nothing about a body of `{media}` that is read as a whole");
                    self.note("item-schema-unused", &at.child(ITEM), message);
                }
                None
            }
        }
    }

    fn stream_end(
        &mut self,
        kind: Option<&Sequential>,
        media: &str,
        content: &MediaType,
        at: &Pointer,
    ) -> Option<String> {
        let stated = content.extensions.get(END)?;
        let at = at.child(END);
        match (kind, stated.as_str()) {
            (Some(Sequential::Events), Some(end)) => return Some(end.to_owned()),
            (Some(Sequential::Events), None) => {
                let help = "write the data as it is sent, such as `\"[DONE]\"`";
                self.error("stream-end", &at, format!("`{END}` has to be the text of an event's data"), help);
            }
            _ => {
                let message = format!("`{END}` says nothing about a body of `{media}`, which is no stream of events");
                self.error("stream-end", &at, message, "put it beside the schema of a success as `text/event-stream`");
            }
        }
        None
    }

    /// The type of the items.
    fn item(&mut self, media: &str, content: &'d MediaType, at: &Pointer, hint: &NameHint) -> Ty {
        let hint = part(hint, "Item");
        let kept = at.child(ITEM);
        if let Some(schema) = self.doc.kept(&kept) {
            return self.ty(schema, &kept, &hint);
        }
        let Some(schema) = &content.schema else { return Ty::Any };
        let message = format!("the schema of `{media}` is read as that of each item");
        self.assumed(schema, &at.child("schema"), "item-schema-assumed", &message, &hint)
    }

    /// What the data of the events is as JSON; `None` for text.
    fn event_data(&mut self, media: &str, content: &'d MediaType, at: &Pointer, hint: &NameHint) -> Option<Ty> {
        let hint = part(hint, "Event");
        let kept = at.child(ITEM);
        if let Some(schema) = self.doc.kept(&kept) {
            return match self.data_member(self.doc.schema(schema, &kept)?.into(), DEPTH) {
                Data::Member(data) => self.member_data(&data, &hint),
                Data::Several => {
                    let message = "the events have data of several kinds; it is given as text";
                    self.note("event-data-untyped", &kept, message);
                    None
                }
                Data::Unsaid => None,
            };
        }
        let schema = content.schema.as_ref()?;
        let at = at.child("schema");
        let facets = Facets::of(self.doc.schema(schema, &at)?.node);
        if facets.ty == Some("string") || is_unsaid(&facets) {
            return None;
        }
        let message = format!("the schema of `{media}` is read as that of the data of each event, which is JSON");
        Some(self.assumed(schema, &at, "event-data-assumed", &message, &hint))
    }

    /// The type of a schema that stands where that of the body belongs: an array of items, or one item.
    fn assumed(
        &mut self,
        schema: &'d ReferenceOr<Schema>,
        at: &Pointer,
        code: &'static str,
        message: &str,
        hint: &NameHint,
    ) -> Ty {
        self.note(code, at, message);
        if let ReferenceOr::Item(list) = schema
            && let Some(items) = Facets::of(list).items
        {
            return self.boxed(items, &at.child("items"), hint);
        }
        self.ty(schema, at, hint)
    }

    /// The member `data` of an event, also in the parts of an `allOf`.
    fn data_member(&self, event: At<'d>, depth: usize) -> Data<'d> {
        let facets = Facets::of(event.schema);
        let stated = facets.properties.and_then(|properties| properties.get("data"));
        let at = event.pointer.child("properties").child("data");
        if let Some(found) = stated.and_then(|data| self.doc.boxed_schema(data, &at)) {
            return Data::Member(found.into());
        }
        if !facets.one_of.is_empty() || !facets.any_of.is_empty() {
            return Data::Several;
        }
        let parts = facets.all_of.iter().enumerate().filter(|_| depth > 0);
        let parts = parts.filter_map(|(index, part)| {
            self.doc.schema(part, &event.pointer.child("allOf").index(index)).map(|found| found.into())
        });
        let mut found = Data::Unsaid;
        for part in parts {
            match (self.data_member(part, depth - 1), &found) {
                (Data::Unsaid, _) => {}
                (said, Data::Unsaid) => found = said,
                // said twice: alternatives are the more exact word
                (Data::Several, _) => return Data::Several,
                (Data::Member(_), _) => {}
            }
        }
        found
    }

    /// The type of data: that of its content where it is JSON.
    fn member_data(&mut self, data: &At<'d>, hint: &NameHint) -> Option<Ty> {
        let extensions = &data.schema.schema_data.extensions;
        if extensions.get(CONTENT_TYPE).and_then(|media| media.as_str()).is_some_and(is_json) {
            let kept = data.pointer.child(CONTENT_SCHEMA);
            let hint = shared(&data.pointer).unwrap_or_else(|| hint.clone());
            return Some(self.doc.kept(&kept).map_or(Ty::Any, |schema| self.ty(schema, &kept, &hint)));
        }
        let facets = Facets::of(data.schema);
        if facets.ty == Some("string") || is_unsaid(&facets) {
            return None;
        }
        let message = "the data of an event is text; it is read as JSON of this schema";
        self.note("event-data-assumed", &data.pointer, message);
        Some(self.ty_at(data.clone(), hint))
    }

    /// Says which streams nobody can ask for.
    pub(super) fn unasked(&mut self, op: &Op) {
        let asked = op.streamed();
        let Some(&first) = asked.first() else { return };
        for (index, reply) in op.replies.iter().enumerate() {
            if op.is_aside(index) && !asked.contains(&index) {
                let media = |reply: &crate::ir::Reply| reply.content.media().unwrap_or_default().to_owned();
                let message =
                    format!("`{}` is not asked for: a stream is read as `{}`", media(reply), media(&op.replies[first]));
                self.note("stream-unasked", &reply.origin.child("content").child(&media(reply)), message);
            }
        }
    }
}

impl<'d> From<crate::doc::Cursor<'d, Schema>> for At<'d> {
    fn from(found: crate::doc::Cursor<'d, Schema>) -> Self {
        Self { schema: found.node, pointer: found.at }
    }
}

/// The hint of data that stands inside a component: operations can share it.
fn shared(data: &Pointer) -> Option<NameHint> {
    let (name, _) = data.as_str().strip_prefix("/components/schemas/")?.split_once('/')?;
    Some(NameHint::Words(format!("{} Data", name.replace("~1", " ").replace("~0", " "))))
}

/// Whether a schema allows any value.
fn is_unsaid(facets: &Facets<'_>) -> bool {
    let composed = !facets.one_of.is_empty() || !facets.any_of.is_empty() || !facets.all_of.is_empty();
    facets.ty.is_none() && !composed && !facets.is_object() && facets.items.is_none()
}

/// The hint of what a success is made of: `<Operation>Item`, not `<Operation>OkItem`.
fn part(hint: &NameHint, role: &str) -> NameHint {
    match hint {
        NameHint::OfOp { op, role: outer } if outer == "Ok" => NameHint::OfOp { op: *op, role: role.to_owned() },
        _ => inside(hint, role),
    }
}
