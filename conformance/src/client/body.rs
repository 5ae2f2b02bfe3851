//! The body of a call, from values by wire name.

use bursar_runtime::__private::v1;
use bursar_runtime::{Body, Upload};
use serde_json::{Map, Value};

use super::{BodyFacts, Facts, Writes};

/// Values that are no member of a body with files, but tell of them.
const FILE_NAME: &str = "filename";
const FILE_TYPE: &str = "content_type";

/// Gives a call its body: `body`, or a sample with the members named.
pub(super) fn give(call: &mut v1::Call, facts: &Facts, body: &BodyFacts, args: &[(String, Value)]) {
    let whole = args.iter().find(|(name, _)| name == "body").map(|(_, value)| value);
    let mut value = whole.unwrap_or(&body.sample).clone();
    let others = || args.iter().filter(|(name, _)| name != "body" && !facts.has(name));
    if let Some(members) = value.as_object_mut() {
        members.extend(others().cloned());
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match body.writes {
        Writes::Json => call.json::<v1::Plain, Value>(&value),
        Writes::Form => call.form::<v1::Plain, Value>(0, &value),
        Writes::Multipart if body.files.is_empty() => call.multipart::<v1::Plain, Value>(0, &value),
        Writes::Multipart => call.parts(0, &Members { files: &body.files, members: value.as_object().cloned() }),
        Writes::Text => call.text(0, text(&value)),
        Writes::Octets => call.octets(0, Body::from(text(&value))),
    }
}

/// The members of a body with files.
struct Members<'a> {
    files: &'a [String],
    members: Option<Map<String, Value>>,
}

impl Members<'_> {
    fn file(&self, content: &Value) -> Upload {
        let get = |name: &str| self.members.as_ref()?.get(name)?.as_str().map(str::to_owned);
        let content = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
        let mut file = Upload::new(content);
        if let Some(name) = get(FILE_NAME) {
            file = file.file_name(name);
        }
        if let Some(media) = get(FILE_TYPE) {
            file = file.content_type(media);
        }
        file
    }
}

impl v1::Parts for Members<'_> {
    fn list(&self, to: &mut v1::PartList) {
        for (name, value) in self.members.iter().flatten() {
            if self.files.contains(name) {
                to.put_files(name, &self.file(value));
            } else if name != FILE_NAME && name != FILE_TYPE {
                let one = [(name.clone(), value.clone())].into_iter().collect();
                to.put_extra::<v1::Plain, Value>(&one, &[]);
            }
        }
    }
}
