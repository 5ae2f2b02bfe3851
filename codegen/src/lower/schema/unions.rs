//! `oneOf` and `anyOf` with a member that is null: the rest of it, nullable.

use crate::source::{Object, Value};

use super::is_annotation;

/// Takes null out of the members of `key`; one that is left alone takes the place of the union.
pub(super) fn fold_null(schema: &mut Object, key: &str) {
    let Some(Value::Array(members)) = schema.get_mut(key) else { return };
    let count = members.len();
    members.retain(|member| member.get("x-bursar-null").is_none());
    if members.len() == count {
        return;
    }
    let alone = if members.len() == 1 { members.pop() } else { None };
    let none = members.is_empty() && alone.is_none();
    schema.insert("nullable".to_owned(), true.into());
    if none {
        schema.shift_remove(key);
        schema.insert("x-bursar-null".to_owned(), true.into());
    }
    if let Some(alone) = alone {
        schema.shift_remove(key);
        replace(schema, alone);
    }
}

fn replace(schema: &mut Object, member: Value) {
    match member {
        Value::Object(member) if !member.contains_key("$ref") && schema.keys().all(|key| is_annotation(key)) => {
            for (key, value) in member {
                schema.entry(key).or_insert(value);
            }
        }
        member => {
            let mut all = match schema.shift_remove("allOf") {
                Some(Value::Array(all)) => all,
                _ => Vec::new(),
            };
            all.push(member);
            schema.insert("allOf".to_owned(), Value::Array(all));
        }
    }
}
