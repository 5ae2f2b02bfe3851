//! Replies: what each status answers.

use openapiv3::{MediaType, Responses, StatusCode};

use super::{Modeler, docs};
use crate::ir::{Content, Docs, Method, NameHint, OpId, Outcome, Reply, Status, Ty};
use crate::source::Pointer;

/// Whether a media type is JSON (RFC 8259, RFC 6839 §3.1).
pub(super) fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

pub(super) fn is_text(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.starts_with("text/") || essence.ends_with("/xml") || essence.ends_with("+xml")
}

impl<'d> Modeler<'d> {
    pub(super) fn media(&mut self, media: &'d MediaType, at: &Pointer, hint: &NameHint) -> Ty {
        media.schema.as_ref().map_or(Ty::Any, |schema| self.ty(schema, &at.child("schema"), hint))
    }

    /// Every documented reply of an operation, and which of them are successes and errors.
    pub(super) fn replies(
        &mut self,
        op: OpId,
        method: &Method,
        responses: &'d Responses,
        at: &Pointer,
    ) -> (Vec<Reply>, Outcome, Outcome) {
        let mut replies = Vec::new();
        let stated = responses.responses.iter().map(|(status, response)| {
            let status = match status {
                StatusCode::Code(code) => Status::Code(*code),
                StatusCode::Range(class) => Status::Class(u8::try_from(*class).unwrap_or(0)),
            };
            (status, response)
        });
        let stated: Vec<_> =
            stated.chain(responses.default.iter().map(|response| (Status::Default, response))).collect();
        let successes = stated.iter().filter(|(status, _)| is_success(*status)).count();
        for (status, response) in stated {
            let Some(found) = self.doc.response(response, &at.child(&status.to_string())) else { continue };
            let role = if successes <= 1 && is_success(status) { "Ok".to_owned() } else { status.words() };
            let hint = match component(&found.at) {
                Some(name) => NameHint::Words(name),
                None => NameHint::OfOp { op, role },
            };
            let docs = docs::described(Some(&found.node.description));
            let side = Side::of(status, successes);
            self.reply(status, side, method, found.node, &found.at, &hint, &docs, &mut replies);
        }
        let of = |wanted: fn(Status) -> bool| Outcome {
            replies: (0..replies.len()).filter(|&index| wanted(replies[index].status)).collect(),
        };
        let (mut ok, mut err) = (of(is_success), of(|status| !is_success(status)));
        if ok.replies.is_empty() {
            // `default` covers success when nothing else does
            ok = of(|status| status == Status::Default);
        }
        err.replies.retain(|&index| !matches!(replies[index].status, Status::Code(100..=199)));
        (replies, ok, err)
    }

    #[allow(clippy::too_many_arguments, reason = "one reply is this many facts")]
    fn reply(
        &mut self,
        status: Status,
        side: Side,
        method: &Method,
        response: &'d openapiv3::Response,
        at: &Pointer,
        hint: &NameHint,
        docs: &Docs,
        replies: &mut Vec<Reply>,
    ) {
        let empty =
            response.content.is_empty() || *method == Method::Head || matches!(status, Status::Code(204 | 205 | 304));
        let mut push = |content| replies.push(Reply { status, content, docs: docs.clone(), origin: at.clone() });
        if empty {
            return push(Content::None);
        }
        for (media, content) in &response.content {
            let at = at.child("content").child(media);
            if let Some(streamed) = self.streamed(side, media, content, &at, hint) {
                push(streamed);
                continue;
            }
            let content = match media.to_ascii_lowercase().as_str() {
                _ if is_json(media) => Content::Json(media.clone(), self.media(content, &at, hint)),
                _ if is_text(media) => Content::Text(media.clone()),
                _ => Content::Bytes(media.clone()),
            };
            push(content);
        }
    }
}

/// What a reply speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A success, or also one.
    Ok,
    /// Errors.
    Err,
}

impl Side {
    fn of(status: Status, successes: usize) -> Self {
        // `default` covers success when nothing else does
        let is_ok = is_success(status) || (status == Status::Default && successes == 0);
        if is_ok { Self::Ok } else { Self::Err }
    }
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Class(2))
}

/// The name of the component response at this pointer.
fn component(pointer: &Pointer) -> Option<String> {
    let rest = pointer.as_str().strip_prefix("/components/responses/")?;
    if rest.contains('/') { None } else { pointer.last().map(|name| name.into_owned()) }
}
