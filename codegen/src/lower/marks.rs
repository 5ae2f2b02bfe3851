//! Keys that begin like the marks of this stage: no API has one, and they would be taken for marks.

use crate::diag::Diag;
use crate::source::{Pointer, Value};

use super::context::Context;
use super::sites::MARK;

/// Refuses a document with a key that begins like a mark.
pub(super) fn refuse(value: &Value, cx: &mut Context) -> Option<()> {
    // places are spelled only where there is something to be said of one
    if is_marked(value) { say(value, cx) } else { Some(()) }
}

fn is_marked(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            members.iter().any(|(key, member)| key.as_bytes().starts_with(MARK.as_bytes()) || is_marked(member))
        }
        Value::Array(items) => items.iter().any(is_marked),
        _ => false,
    }
}

fn say(value: &Value, cx: &mut Context) -> Option<()> {
    let mut stack = vec![(value, Pointer::root())];
    while let Some((value, at)) = stack.pop() {
        match value {
            Value::Object(members) => {
                if let Some(key) = members.keys().find(|key| key.starts_with(MARK)) {
                    let message = format!("the key {key:?} cannot be read");
                    let help = "remove it by an overlay: the generator marks nodes by such keys, and no API has one";
                    cx.say(Diag::error("bad-key", cx.place_at(&at.child(key)), message).help(help));
                    return None;
                }
                let nested = members.iter().filter(|(_, member)| is_nested(member));
                stack.extend(nested.map(|(key, member)| (member, at.child(key))));
            }
            Value::Array(items) => {
                let nested = items.iter().enumerate().filter(|(_, item)| is_nested(item));
                stack.extend(nested.map(|(index, item)| (item, at.index(index))));
            }
            _ => {}
        }
    }
    Some(())
}

fn is_nested(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}
