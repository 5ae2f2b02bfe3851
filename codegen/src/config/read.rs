//! Sections and values of a TOML table, each with where it stands; what does not fit is reported and reading goes on.

use toml::de::{DeTable, DeValue};

use super::FILE;
use super::pagination::{Said, Tree};
use super::rules::Rule;
use crate::diag::{Diag, Diags, Lines, Place};

/// A key that a section knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    name: &'static str,
    example: &'static str,
    need: Need,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

/// A key that has to be there; `example` is a line that could be written.
pub(super) const fn required(name: &'static str, example: &'static str) -> Key {
    Key { name, example, need: Need::Required }
}

/// A key that may be there.
pub(super) const fn optional(name: &'static str, example: &'static str) -> Key {
    Key { name, example, need: Need::Optional }
}

impl Key {
    /// The example of `name`, if this is it.
    pub(super) fn example_of(&self, name: &str) -> Option<&'static str> {
        (self.name == name).then_some(self.example)
    }
}

/// A table with known keys.
pub(super) struct Section<'t> {
    table: &'t DeTable<'t>,
    label: String,
    keys: &'static [Key],
}

/// A value.
#[derive(Clone)]
pub(super) struct Item<'t> {
    value: &'t DeValue<'t>,
    /// What it is called in messages: the path of keys to it.
    pub(super) label: String,
    /// A line that could be written instead.
    pub(super) example: &'static str,
    /// Where its key begins, in bytes; the value itself where there is no key.
    pub(super) key: usize,
    /// Where it begins, in bytes.
    pub(super) offset: usize,
}

/// Reads, and says what does not fit.
pub(super) struct Reader<'t, 'd> {
    pub(super) lines: Lines<'t>,
    pub(super) diags: &'d mut Diags,
}

impl<'t> Section<'t> {
    /// The value of `key`, which is one of the section's.
    pub(super) fn get(&self, key: &str) -> Option<Item<'t>> {
        let known = self.keys.iter().find(|known| known.name == key)?;
        let (name, value) = self.table.get_key_value(key)?;
        Some(Item {
            value: value.get_ref(),
            label: below(&self.label, key),
            example: known.example,
            key: name.span().start,
            offset: value.span().start,
        })
    }
}

impl Reader<'_, '_> {
    /// The place of the byte at `offset`.
    pub(super) fn place(&self, offset: usize) -> Place {
        let (line, column) = self.lines.position(offset);
        Place::text(FILE, line, column)
    }

    /// Reports an error at `offset`.
    pub(super) fn wrong_at(&mut self, code: &'static str, offset: usize, message: String, help: impl Into<String>) {
        let place = self.place(offset);
        self.diags.push(Diag::error(code, place, message).help(help));
    }

    /// Reports the value of `item`.
    pub(super) fn wrong(&mut self, item: &Item<'_>, message: String, help: impl Into<String>) {
        self.wrong_at("config-value", item.offset, message, help);
    }

    /// `table` as a section with these `keys`: reports those that it does not know, and those that are missing.
    pub(super) fn section<'t>(
        &mut self,
        table: &'t DeTable<'t>,
        label: &str,
        place: Place,
        keys: &'static [Key],
    ) -> Section<'t> {
        let mut unknown: Vec<_> =
            table.keys().filter(|name| keys.iter().all(|key| key.name != *name.get_ref())).collect();
        unknown.sort_by_key(|name| name.span().start);
        for name in unknown {
            let message = format!("`{}` is not a known key", below(label, name.get_ref()));
            self.wrong_at("config-unknown-key", name.span().start, message, known_keys(name.get_ref(), keys));
        }
        let missing = keys.iter().filter(|key| key.need == Need::Required && !table.contains_key(key.name));
        for key in missing {
            let message = format!("`{}` is missing", below(label, key.name));
            let help = format!("add {}", key.example);
            self.diags.push(Diag::error("config-missing-key", place.clone(), message).help(help));
        }
        Section { table, label: label.to_owned(), keys }
    }

    /// The section that `item` has to be.
    pub(super) fn open<'t>(&mut self, item: &Item<'t>, keys: &'static [Key]) -> Option<Section<'t>> {
        let table = self.table(item)?;
        let place = self.place(item.key);
        Some(self.section(table, &item.label, place, keys))
    }

    /// The members of the table that `item` has to be, in the order of the text.
    pub(super) fn try_entries<'t>(&mut self, item: &Item<'t>) -> Option<Vec<(String, Item<'t>)>> {
        let mut entries: Vec<_> = self.table(item)?.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let named = entries.into_iter().map(|(name, value)| {
            let label = below(&item.label, name.get_ref());
            let (key, offset) = (name.span().start, value.span().start);
            (name.get_ref().to_string(), Item { value: value.get_ref(), label, example: item.example, key, offset })
        });
        Some(named.collect())
    }

    /// As [`Self::try_entries`]; none when it is not a table.
    pub(super) fn entries<'t>(&mut self, item: &Item<'t>) -> Vec<(String, Item<'t>)> {
        self.try_entries(item).unwrap_or_default()
    }

    /// The items of the array that `item` has to be.
    pub(super) fn array<'t>(&mut self, item: &Item<'t>) -> Vec<Item<'t>> {
        let DeValue::Array(items) = item.value else {
            self.wrong_type(item, "an array");
            return Vec::new();
        };
        let named = items.iter().enumerate().map(|(index, value)| {
            let (label, offset) = (format!("{}[{index}]", item.label), value.span().start);
            Item { value: value.get_ref(), label, example: item.example, key: offset, offset }
        });
        named.collect()
    }

    /// The text that `item` has to be, with something in it.
    pub(super) fn text(&mut self, item: &Item<'_>) -> Option<String> {
        let DeValue::String(text) = item.value else {
            self.wrong_type(item, "a text");
            return None;
        };
        if text.trim().is_empty() {
            self.wrong(item, format!("`{}` is empty", item.label), format!("write {}", item.example));
            return None;
        }
        Some(text.to_string())
    }

    /// The text that `item` has to be, on one line.
    pub(super) fn item_line(&mut self, item: &Item<'_>) -> Option<String> {
        let text = self.text(item)?;
        if text.contains(char::is_control) {
            let message = format!("`{}` has line breaks or other control characters in it", item.label);
            self.wrong(item, message, "write it on one line");
            return None;
        }
        Some(text)
    }

    /// The text that `item` has to be, by this `rule`.
    pub(super) fn item_checked(&mut self, item: &Item<'_>, rule: impl Fn(&str) -> Rule) -> Option<String> {
        let text = self.item_line(item)?;
        if let Err((message, help)) = rule(&text) {
            self.wrong(item, format!("`{}` is `{text}`, which {message}", item.label), help);
            return None;
        }
        Some(text)
    }

    /// The line at `key`; empty where it was reported, or may be missing.
    pub(super) fn line(&mut self, section: &Section<'_>, key: &str) -> String {
        section.get(key).and_then(|item| self.item_line(&item)).unwrap_or_default()
    }

    /// The line at `key`, by this `rule`; empty where it was reported, or may be missing.
    pub(super) fn checked(&mut self, section: &Section<'_>, key: &str, rule: impl Fn(&str) -> Rule) -> String {
        section.get(key).and_then(|item| self.item_checked(&item, rule)).unwrap_or_default()
    }

    /// The truth value that `item` has to be.
    pub(super) fn truth(&mut self, item: &Item<'_>) -> Option<bool> {
        if let DeValue::Boolean(truth) = item.value {
            return Some(*truth);
        }
        self.wrong_type(item, "`true` or `false`");
        None
    }

    /// The integer in `range` that `item` has to be.
    pub(super) fn whole(&mut self, item: &Item<'_>, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        let DeValue::Integer(number) = item.value else {
            self.wrong_type(item, "an integer");
            return None;
        };
        let value = u64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok();
        let value = value.filter(|value| range.contains(value));
        if value.is_none() {
            let message = format!("`{}` is not from {} to {}", item.label, range.start(), range.end());
            self.wrong(item, message, format!("write it like {}", item.example));
        }
        value
    }

    /// `item` as a tree, in which every value has a place.
    pub(super) fn tree(&self, item: &Item<'_>) -> Said<Tree> {
        self.tree_at(item.value, item.key)
    }

    fn tree_at(&self, value: &DeValue<'_>, offset: usize) -> Said<Tree> {
        let value = match value {
            DeValue::String(text) => Tree::Text(text.to_string()),
            DeValue::Integer(integer) => {
                let value = i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix());
                value.map_or(Tree::Other("an integer of more than 64 bits"), Tree::Integer)
            }
            DeValue::Table(table) => {
                let mut entries: Vec<_> = table.iter().collect();
                entries.sort_by_key(|(name, _)| name.span().start);
                let read = entries.into_iter().map(|(name, value)| {
                    // a table below a heading begins at the heading, and a value is what is wrong about a line
                    let start = value.span().start;
                    (name.get_ref().to_string(), self.tree_at(value.get_ref(), start))
                });
                Tree::Table(read.collect())
            }
            other => Tree::Other(kind(other)),
        };
        Said { value, place: self.place(offset) }
    }

    fn table<'t>(&mut self, item: &Item<'t>) -> Option<&'t DeTable<'t>> {
        if let DeValue::Table(table) = item.value {
            return Some(table);
        }
        self.wrong_type(item, "a table");
        None
    }

    fn wrong_type(&mut self, item: &Item<'_>, expected: &str) {
        let message = format!("`{}` is {}, where {expected} is expected", item.label, kind(item.value));
        self.wrong_at("config-type", item.offset, message, format!("write it like {}", item.example));
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

fn below(label: &str, key: &str) -> String {
    if label.is_empty() { key.to_owned() } else { format!("{label}.{key}") }
}

fn known_keys(name: &str, keys: &[Key]) -> String {
    let nearest = keys.iter().map(|key| (distance(name, key.name), key.name)).min();
    match nearest {
        // a third of the letters may be wrong, or it is more likely another word
        Some((distance, nearest)) if distance * 3 <= nearest.len() => format!("did you mean `{nearest}`?"),
        _ => {
            let known: Vec<_> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
            format!("known keys are {}", known.join(", "))
        }
    }
}

/// Levenshtein's distance in characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (index, b) in right.iter().enumerate() {
            let replace = diagonal + usize::from(a != *b);
            diagonal = row[index + 1];
            row[index + 1] = replace.min(diagonal + 1).min(row[index] + 1);
        }
    }
    row[right.len()]
}
