//! The shape of an overlay: its keys and their types (Overlay 1.0.0 and 1.1.0, "Schema"), to actions that can be run.
//!
//! Whatever can be run is, even if something else is wrong with it, so that later actions find what they build on.

use crate::diag::{Diags, escape};
use crate::source::{Object, Pointer, Value};

use super::{Target, a_kind, error};

/// One action.
#[derive(Debug)]
pub(super) struct Action<'o> {
    /// Where it stands in the overlay.
    pub(super) at: Pointer,
    pub(super) target: Target<'o>,
    pub(super) change: Change<'o>,
}

/// What an action does to what it matches.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change<'o> {
    Update(&'o Value),
    Remove,
}

/// The actions of `overlay` that can be run, in order.
pub(super) fn actions<'o>(overlay: &'o Value, diags: &mut Diags) -> Vec<Action<'o>> {
    let root = Pointer::root();
    let mut reader = Reader { diags };
    let Some(members) = reader.object(overlay, "the overlay", &root) else { return Vec::new() };
    reader.version(members);
    reader.known(members, "the overlay", &root, &["overlay", "info", "extends", "actions"]);
    match members.get("info") {
        None => reader.lacks("the overlay", "info", &root),
        Some(info) => reader.info(info, &root.child("info")),
    }
    reader.text(members, "extends", &root);
    let at = root.child("actions");
    match members.get("actions") {
        None => reader.lacks("the overlay", "actions", &root),
        Some(Value::Array(items)) if items.is_empty() => {
            let help = "add one, or delete overlay.yaml";
            reader.diags.push(error("overlay-shape", &at, "there are no actions").help(help));
        }
        Some(Value::Array(items)) => {
            let read = |(index, item)| reader.action(item, &at.index(index));
            return items.iter().enumerate().filter_map(read).collect();
        }
        Some(other) => reader.mistyped("`actions`", other, "an array", &at),
    }
    Vec::new()
}

struct Reader<'d> {
    diags: &'d mut Diags,
}

impl Reader<'_> {
    fn version(&mut self, members: &Object) {
        let text = match members.get("overlay") {
            None => {
                let help = "begin it with `overlay: 1.0.0`";
                let message = "the overlay does not say its version";
                self.diags.push(error("overlay-version", &Pointer::root(), message).help(help));
                return;
            }
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.as_str().to_owned(),
            Some(other) => a_kind(other),
        };
        let patch = text.strip_prefix("1.0.").or_else(|| text.strip_prefix("1.1."));
        if !patch.is_some_and(|patch| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())) {
            let message = format!("`{}` is not a version of overlays that can be read", escape(&text));
            let help = "write `overlay: 1.0.0` or `overlay: 1.1.0`";
            self.diags.push(error("overlay-version", &Pointer::root().child("overlay"), message).help(help));
        }
    }

    fn info(&mut self, info: &Value, at: &Pointer) {
        let Some(members) = self.object(info, "`info`", at) else { return };
        self.known(members, "`info`", at, &["title", "version", "description"]);
        for key in ["title", "version"] {
            if !members.contains_key(key) {
                self.lacks("`info`", key, at);
            }
        }
        for key in ["title", "version", "description"] {
            self.text(members, key, at);
        }
    }

    fn action<'o>(&mut self, action: &'o Value, at: &Pointer) -> Option<Action<'o>> {
        let members = self.object(action, "the action", at)?;
        self.known(members, "the action", at, &["target", "description", "update", "remove", "x-why"]);
        self.text(members, "description", at);
        self.why(members, at);
        let target = self.target(members, at);
        let change = self.change(members, at);
        Some(Action { at: at.clone(), target: target?, change: change? })
    }

    fn why(&mut self, members: &Object, at: &Pointer) {
        let help = "add `x-why`: what is wrong in the document, and how that is known";
        if !members.contains_key("x-why") {
            let message = "the action does not say why it is needed";
            self.diags.push(error("overlay-why", at, message).help(help));
        } else if self.text(members, "x-why", at).is_some_and(|text| text.trim().is_empty()) {
            self.diags.push(error("overlay-why", &at.child("x-why"), "the reason of the action is empty").help(help));
        }
    }

    fn target<'o>(&mut self, members: &'o Object, at: &Pointer) -> Option<Target<'o>> {
        if !members.contains_key("target") {
            self.lacks("the action", "target", at);
        }
        let text = self.text(members, "target", at)?;
        match Target::parse(text) {
            Ok(target) => Some(target),
            Err(unreadable) => {
                let message = format!("`{}` is not a JSONPath: {}", escape(text), unreadable.message);
                let mut diag = error("overlay-target", &at.child("target"), message);
                if !unreadable.read.is_empty() {
                    diag = diag.because(format!("it could be read up to `{}`", escape(unreadable.read)));
                }
                let help = "write a query of RFC 9535; keys with `/`, `-` or blanks are quoted: `$.paths['/x'].get`";
                self.diags.push(diag.help(help));
                None
            }
        }
    }

    fn change<'o>(&mut self, members: &'o Object, at: &Pointer) -> Option<Change<'o>> {
        let remove = match members.get("remove") {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) => true,
            Some(other) => {
                self.mistyped("`remove`", other, "a boolean", &at.child("remove"));
                return None;
            }
        };
        let (message, help) = match (members.get("update"), remove) {
            (Some(update), false) => return Some(Change::Update(update)),
            (None, true) => return Some(Change::Remove),
            (None, false) => {
                ("the action neither updates nor removes", "give it `update` with what to merge, or `remove: true`")
            }
            (Some(_), true) => {
                ("the action both updates and removes", "split it into two actions, the one that removes first")
            }
        };
        self.diags.push(error("overlay-shape", at, message).help(help));
        None
    }

    fn object<'o>(&mut self, value: &'o Value, what: &str, at: &Pointer) -> Option<&'o Object> {
        let members = value.as_object();
        if members.is_none() {
            self.mistyped(what, value, "an object", at);
        }
        members
    }

    /// The text `key`, when it is there and is one.
    fn text<'o>(&mut self, members: &'o Object, key: &str, at: &Pointer) -> Option<&'o str> {
        let value = members.get(key)?;
        if value.as_str().is_none() {
            self.mistyped(&format!("`{key}`"), value, "a string", &at.child(key));
        }
        value.as_str()
    }

    /// Specification Extensions (`x-`) are always allowed.
    fn known(&mut self, members: &Object, what: &str, at: &Pointer, known: &[&str]) {
        for key in members.keys().filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
            let message = format!("{what} has the unknown key `{}`", escape(key));
            let list: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
            let help = format!("known here are {} and keys that begin with `x-`", list.join(", "));
            self.diags.push(error("overlay-shape", &at.child(key), message).help(help));
        }
    }

    fn lacks(&mut self, what: &str, key: &str, at: &Pointer) {
        self.diags.push(error("overlay-shape", at, format!("{what} lacks `{key}`")).help(format!("add `{key}`")));
    }

    fn mistyped(&mut self, what: &str, value: &Value, wanted: &str, at: &Pointer) {
        let message = format!("{what} is {}, not {wanted}", a_kind(value));
        self.diags.push(error("overlay-shape", at, message).help(format!("write {wanted}")));
    }
}
