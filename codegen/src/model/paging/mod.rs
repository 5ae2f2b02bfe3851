//! How operations are paged: what provider.toml and `x-bursar-pagination` declare, held against what the document says.
//!
//! Nothing is guessed: without a declaration an operation is not paged, and one that does not fit is an error.

mod follow;

use openapiv3::Operation;
use serde_json::Value as Json;

use crate::config::pagination::{self, Control, Declared, Pagination, Said, Style, Tree, Within};
use crate::diag::{Diag, Diags, Place, escape};
use crate::doc::Doc;
use crate::ir::{
    Api, BodyContent, BodyForm, Content, Knob, KnobKind, KnobSpot, Location, Method, Op, OpId, Paging, PagingItems,
    PagingWay, Ty,
};
use crate::source::Pointer;
use follow::{Found, Kind, Types};

/// Extension of an operation, with the keys of provider.toml.
const EXTENSION: &str = "x-bursar-pagination";

/// Adds to each operation how it is paged, as `declared` and the extensions of the document `file` say.
pub fn paginate(api: &mut Api, doc: &Doc, declared: &[Pagination], file: &str, diags: &mut Diags) {
    let mut found: Vec<(OpId, Declared)> = Vec::new();
    for one in declared {
        if let Some(id) = named(api, one, diags) {
            add(&mut found, id, one.declared.clone(), api, diags);
        }
    }
    for call in doc.operations() {
        let Some(stated) = extension(call.operation.node) else { continue };
        let tree = tree(stated, file, &call.operation.at.child(EXTENSION));
        let Some(declared) = pagination::declared(&tree, diags) else { continue };
        // an operation that is left out was reported
        if let Some((id, _)) = api.ops.iter().find(|(_, op)| op.origin == call.operation.at) {
            add(&mut found, id, declared, api, diags);
        }
    }
    for (id, declared) in found {
        let paging = Fitting { api, op: &api.ops[id], file, diags }.paging(&declared);
        api.ops[id].paging = paging;
    }
}

fn extension(operation: &Operation) -> Option<&Json> {
    operation.extensions.get(EXTENSION)
}

fn add(found: &mut Vec<(OpId, Declared)>, id: OpId, declared: Declared, api: &Api, diags: &mut Diags) {
    match found.iter().find(|(known, _)| *known == id) {
        Some((_, first)) => {
            let message = format!("the paging of {} is declared a second time", route(&api.ops[id]));
            let diag = Diag::error("pagination", declared.place, message);
            diags.push(diag.note_at(first.place.clone(), "first declared here").help("remove one of the two"));
        }
        None => found.push((id, declared)),
    }
}

/// The operation that a declaration in provider.toml names.
fn named(api: &Api, one: &Pagination, diags: &mut Diags) -> Option<OpId> {
    let is_it = |op: &Op| {
        op.id.as_deref() == Some(&one.operation)
            || format!("{} {}", op.method.as_str(), op.path) == one.operation
            || op.origin.to_string() == one.operation
    };
    let ids: Vec<OpId> = api.ops.iter().filter(|(_, op)| is_it(op)).map(|(id, _)| id).collect();
    let (why, help) = match ids.as_slice() {
        [id] => return Some(*id),
        [] => {
            ("is no operation of this client", "write `METHOD /path` as in the document, an operationId, or a pointer")
        }
        _ => ("is more than one operation", "write the pointer of the one that is meant"),
    };
    let message = format!("`{}` in [pagination] {why}", escape(&one.operation));
    diags.push(Diag::error("pagination", one.place.clone(), message).help(help));
    None
}

fn route(op: &Op) -> String {
    format!("{} {}", op.method.as_str(), escape(&op.path))
}

/// The extension at `at`, as a declaration is read.
fn tree(value: &Json, file: &str, at: &Pointer) -> Said<Tree> {
    let tree = match value {
        Json::String(text) => Tree::Text(text.clone()),
        Json::Number(number) => number.as_i64().map_or(Tree::Other("a number"), Tree::Integer),
        Json::Object(members) => {
            Tree::Table(members.iter().map(|(key, value)| (key.clone(), tree(value, file, &at.child(key)))).collect())
        }
        Json::Array(_) => Tree::Other("an array"),
        Json::Bool(_) => Tree::Other("a boolean"),
        Json::Null => Tree::Other("null"),
    };
    Said { value: tree, place: Place::pointer(file, at) }
}

/// What is expected of a value.
#[derive(Clone, Copy)]
enum Want {
    /// A text or number that is sent back.
    Cursor,
    Text,
    Count,
    Truth,
}

impl Want {
    fn words(self) -> &'static str {
        match self {
            Self::Cursor => "text or a number",
            Self::Text => "text",
            Self::Count => "a number",
            Self::Truth => "true or false",
        }
    }

    /// Whether a value of a page can be it. One that the document says nothing of can.
    fn takes(self, kind: Kind) -> bool {
        let is_number = matches!(kind, Kind::Number | Kind::NumberText);
        kind == Kind::Any
            || match self {
                Self::Cursor => is_number || matches!(kind, Kind::Text | Kind::OtherText),
                Self::Text => kind == Kind::Text,
                Self::Count => is_number,
                Self::Truth => kind == Kind::Truth,
            }
    }

    /// Whether a part of the request can be set to it: a number can be sent where text is.
    fn is_taken_by(self, kind: Kind) -> bool {
        self.takes(kind) || (matches!(self, Self::Count) && kind == Kind::Text)
    }
}

/// One operation, and what is declared about it.
struct Fitting<'a> {
    api: &'a Api,
    op: &'a Op,
    file: &'a str,
    diags: &'a mut Diags,
}

impl Fitting<'_> {
    fn misfit(&mut self, code: &'static str, place: &Place, message: String, help: impl Into<String>) {
        let note = format!("about {}", route(self.op));
        let operation = Place::pointer(self.file, &self.op.origin);
        self.diags.push(Diag::error(code, place.clone(), message).note_at(operation, note).help(help));
    }

    fn types(&self) -> Types<'_> {
        Types(self.api)
    }

    /// The declaration in terms of the operation; `None` when it does not fit, which is reported in whole.
    fn paging(&mut self, declared: &Declared) -> Option<Paging> {
        let is_read = self.op.method == Method::Get;
        if matches!(declared.style, Style::Link | Style::NextUrl) && !is_read {
            let style = declared.style.name();
            let message = format!("the style `{style}` follows an address by GET, and this is {}", route(self.op));
            self.misfit("pagination", &declared.place, message, "choose a style that sets a part of the request");
        }
        let want = match declared.style {
            Style::NextUrl => Want::Text,
            _ => Want::Cursor,
        };
        let page = self.page(&declared.place);
        let items = page.as_ref().and_then(|page| self.items(page, &declared.items));
        let mut sign = |key, said: &Option<Said<Pointer>>, want| {
            let said = said.as_ref()?;
            self.sign(page.as_ref()?, key, said, want)
        };
        let next = sign("next", &declared.next, want);
        let more = sign("more", &declared.more, Want::Truth);
        let total = sign("total", &declared.total, Want::Count);
        let size = declared.size.as_ref().and_then(|control| self.knob("size", control, Want::Count));
        let way = self.way(declared);
        Some(Paging { way: way?, items: items?, next, more, total, size })
    }

    fn way(&mut self, declared: &Declared) -> Option<PagingWay> {
        let key = declared.style.control().unwrap_or_default();
        let mut turn = |want| {
            let control = declared.turns.as_ref()?;
            Some((self.knob(key, control, want)?, control.value.first))
        };
        Some(match declared.style {
            Style::Page => turn(Want::Count).map(|(at, first)| PagingWay::Page { at, first: first.unwrap_or(1) })?,
            Style::Offset => {
                turn(Want::Count).map(|(at, first)| PagingWay::Offset { at, first: first.unwrap_or(0) })?
            }
            Style::Cursor => turn(Want::Cursor).map(|(at, _)| PagingWay::Cursor { at })?,
            Style::Link => PagingWay::Link,
            Style::NextUrl => PagingWay::NextUrl,
        })
    }

    /// The type of a page: the one form of success.
    fn page(&mut self, place: &Place) -> Option<Ty> {
        let forms = self.op.ok.replies.iter().map(|&index| match &self.op.replies[index].content {
            Content::Json(_, ty) => Some(ty.clone()),
            _ => None,
        });
        let forms: Vec<Option<Ty>> = forms.collect();
        if let Some(Some(first)) = forms.first()
            && forms.iter().all(|form| form.as_ref() == Some(first))
        {
            return Some(first.clone());
        }
        let message = format!("{} has no page: its success is not JSON of one type", route(self.op));
        self.misfit("pagination", place, message, "correct the responses by an overlay, or remove the declaration");
        None
    }

    fn items(&mut self, page: &Ty, said: &Said<Pointer>) -> Option<PagingItems> {
        let shown = shown(&said.value);
        match self.types().members(page, &said.value) {
            Ok((steps, ty)) => match self.types().element(&ty) {
                Some(item) => Some(PagingItems { pointer: said.value.as_str().to_owned(), steps, item }),
                None => {
                    let message =
                        format!("`items` is {shown}, which is {} and not an array", self.types().kind(&ty).words());
                    self.misfit("pagination-pointer", &said.place, message, "point at the array of items");
                    None
                }
            },
            Err(known) => {
                let message = format!("`items` is {shown}, which leads nowhere in what the operation answers");
                self.misfit("pagination-pointer", &said.place, message, members_help(&known));
                None
            }
        }
    }

    fn sign(&mut self, page: &Ty, key: &str, said: &Said<Pointer>, want: Want) -> Option<String> {
        let shown = shown(&said.value);
        match self.types().reach(page, &said.value, &|kind| want.takes(kind)) {
            Found::Fits(_) => return Some(said.value.as_str().to_owned()),
            Found::Unfit(ty) => {
                let words = self.types().kind(&ty).words();
                let message = format!("`{key}` is {shown}, which is {words} and not {}", want.words());
                self.misfit("pagination-pointer", &said.place, message, "point at another value of a page");
            }
            Found::Nowhere(known) => {
                let message = format!("`{key}` is {shown}, which leads nowhere in what the operation answers");
                self.misfit("pagination-pointer", &said.place, message, members_help(&known));
            }
        }
        None
    }

    fn knob(&mut self, key: &str, said: &Said<Control>, want: Want) -> Option<Knob> {
        let (spot, ty, place) = match said.value.within {
            Within::Query => self.parameter(key, said)?,
            Within::Body => self.member(key, said)?,
        };
        let found = self.types().reach(&ty, &Pointer::root(), &|kind| want.is_taken_by(kind));
        let Found::Fits(ty) = found else {
            let words = self.types().kind(&ty).words();
            let message = format!("`{key}` names {place}, which is {words} and not {}", want.words());
            self.misfit("pagination-parameter", &said.place, message, "name another part of the request");
            return None;
        };
        let is_number = match self.types().kind(&ty) {
            Kind::Any => matches!(want, Want::Count),
            kind => kind == Kind::Number,
        };
        Some(Knob { spot, kind: if is_number { KnobKind::Number } else { KnobKind::Text } })
    }

    fn parameter(&mut self, key: &str, said: &Said<Control>) -> Option<(KnobSpot, Ty, String)> {
        let name = &said.value.name;
        let place = format!("the query parameter `{}`", escape(name));
        let params = self.op.params.iter().enumerate().filter(|(_, param)| param.location == Location::Query);
        let (mut known, mut found) = (Vec::new(), None);
        for (index, param) in params {
            known.push(format!("`{}`", escape(&param.wire)));
            if param.wire == *name {
                found = Some((KnobSpot::Param(index), param.ty.clone()));
            }
        }
        let Some((spot, ty)) = found else {
            let help = match known.as_slice() {
                [] => "it has no query parameters".to_owned(),
                known => format!("its query parameters are {}", known.join(", ")),
            };
            let message = format!("`{key}` names {place}, which the operation does not have");
            self.misfit("pagination-parameter", &said.place, message, help);
            return None;
        };
        Some((spot, ty, place))
    }

    fn member(&mut self, key: &str, said: &Said<Control>) -> Option<(KnobSpot, Ty, String)> {
        let name = &said.value.name;
        let place = format!("`{}` in the body", escape(name));
        let only = self.op.body.as_ref().and_then(|body| match body.forms.as_slice() {
            [BodyForm { content: BodyContent::Json(ty), .. }] => Some(ty),
            _ => None,
        });
        let Some(ty) = only else {
            let message = format!("`{key}` names {place}, and the operation has no body of JSON");
            self.misfit("pagination-parameter", &said.place, message, "name a query parameter");
            return None;
        };
        // the reader of the declaration has seen that it is one
        let pointer = Pointer::parse(name)?;
        match self.types().members(ty, &pointer) {
            Ok((_, ty)) => Some((KnobSpot::Body(name.clone()), ty, place)),
            Err(known) => {
                let message = format!("`{key}` names {place}, which leads nowhere in what is sent");
                self.misfit("pagination-parameter", &said.place, message, members_help(&known));
                None
            }
        }
    }
}

fn shown(pointer: &Pointer) -> String {
    if *pointer == Pointer::root() { "the body".to_owned() } else { format!("`{}`", escape(pointer.as_str())) }
}

fn members_help(known: &[String]) -> String {
    match known {
        [] => "there are no members that the document names".to_owned(),
        known => {
            let known: Vec<String> = known.iter().map(|name| format!("`{}`", escape(name))).collect();
            format!("the members there are {}", known.join(", "))
        }
    }
}
