//! How an operation is paged. Declared in provider.toml or by an extension of the operation, with the same keys; both are
//! read from the same kind of tree, and are wrong in the same words.

use crate::diag::{Diag, Diags, Place};
use crate::source::Pointer;

/// What is declared about an operation.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// The operation: `METHOD /path`, an operationId, or a pointer.
    pub operation: String,
    /// Where the operation is named.
    pub place: Place,
    /// How it is paged.
    pub declared: Declared,
}

/// How an operation is paged.
#[derive(Debug, Clone)]
pub struct Declared {
    /// Where it is declared.
    pub place: Place,
    /// What leads to the next page.
    pub style: Style,
    /// The request parameter that chooses the page, which three of the styles have.
    pub turns: Option<Said<Control>>,
    /// The request parameter that asks for the size of a page.
    pub size: Option<Said<Control>>,
    /// The items, by pointer into a page.
    pub items: Said<Pointer>,
    /// The cursor or address of the next page.
    pub next: Option<Said<Pointer>>,
    /// Whether there is a next page.
    pub more: Option<Said<Pointer>>,
    /// How many items there are in all.
    pub total: Option<Said<Pointer>>,
}

/// What leads to the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The number of the page.
    Page,
    /// The number of items before the page.
    Offset,
    /// A value from the page before.
    Cursor,
    /// The `Link` header (RFC 8288).
    Link,
    /// A URL from the page before.
    NextUrl,
}

/// A part of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Where it is.
    pub within: Within,
    /// Its wire name, or the pointer to it in the body.
    pub name: String,
    /// The number of the first page, where pages are counted.
    pub first: Option<i64>,
}

/// Where a part of the request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// In the query.
    Query,
    /// In the body.
    Body,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A declaration as it is written, in TOML or JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// A text.
    Text(String),
    /// An integer that fits 64 bits.
    Integer(i64),
    /// Members, each with its place.
    Table(Vec<(String, Said<Tree>)>),
    /// Anything else, with its kind in words.
    Other(&'static str),
}

const KEYS: [&str; 9] = ["style", "items", "page", "offset", "cursor", "size", "next", "more", "total"];
const CONTROL_KEYS: [&str; 3] = ["in", "name", "first"];
const STYLES: [(&str, Style); 5] = [
    ("page", Style::Page),
    ("offset", Style::Offset),
    ("cursor", Style::Cursor),
    ("link", Style::Link),
    ("next_url", Style::NextUrl),
];
const STYLE_HELP: &str = "write one of `page`, `offset`, `cursor`, `link`, `next_url`";
const CONTROL_HELP: &str = "name a part of the request, such as {in: query, name: limit}";
const POINTER_HELP: &str = "write a JSON Pointer into a page, such as `/data`; the empty text is the whole body";

impl Style {
    /// Its name in a declaration.
    pub fn name(self) -> &'static str {
        STYLES.iter().find(|(_, style)| *style == self).map_or("", |(name, _)| name)
    }

    /// The key of the parameter that chooses the page.
    pub fn control(self) -> Option<&'static str> {
        matches!(self, Self::Page | Self::Offset | Self::Cursor).then(|| self.name())
    }
}

/// Reads a declaration; `None` when anything in it is wrong.
pub fn declared(tree: &Said<Tree>, diags: &mut Diags) -> Option<Declared> {
    let mut reader = Reader { diags, is_fine: true };
    let declared = reader.declared(tree);
    declared.filter(|_| reader.is_fine)
}

struct Reader<'d> {
    diags: &'d mut Diags,
    is_fine: bool,
}

/// The members of a table with known keys.
type Members<'t> = &'t [(String, Said<Tree>)];

impl Reader<'_> {
    fn wrong(&mut self, place: &Place, message: String, help: impl Into<String>) {
        self.is_fine = false;
        self.diags.push(Diag::error("pagination", place.clone(), message).help(help));
    }

    fn declared(&mut self, tree: &Said<Tree>) -> Option<Declared> {
        let members = self.table(tree, "pagination", &KEYS, "write a table with `style` and `items`")?;
        let style = self.style(members, &tree.place);
        let items = self.pointer(members, "items");
        if items.is_none() && find(members, "items").is_none() {
            self.wrong(&tree.place, "`items` is missing".to_owned(), POINTER_HELP);
        }
        let [next, more, total] = ["next", "more", "total"].map(|key| self.pointer(members, key));
        let controls = ["page", "offset", "cursor", "size"].map(|key| (key, self.control(members, key)));
        let style = style?;
        let mut turns = None;
        for (key, control) in &controls[..3] {
            let Some(control) = control else { continue };
            if style.control() == Some(key) {
                turns = Some(control.clone());
            } else {
                let message = format!("`{key}` is not for the style `{}`", style.name());
                self.wrong(&control.place, message, format!("remove it, or choose the style `{key}`"));
            }
        }
        let missing = style.control().filter(|key| find(members, key).is_none());
        self.need(missing, style, &tree.place, CONTROL_HELP);
        let missing = matches!(style, Style::Cursor | Style::NextUrl).then_some("next");
        self.need(missing.filter(|key| find(members, key).is_none()), style, &tree.place, POINTER_HELP);
        for control in
            controls.iter().filter(|(key, _)| matches!(*key, "cursor" | "size")).filter_map(|(_, it)| it.as_ref())
        {
            if control.value.first.is_some() {
                let message = "`first` is for `page` and `offset` only".to_owned();
                self.wrong(&control.place, message, "remove it");
            }
        }
        let [.., (_, size)] = controls;
        Some(Declared { place: tree.place.clone(), style, turns, size, items: items?, next, more, total })
    }

    fn need(&mut self, key: Option<&str>, style: Style, place: &Place, help: &str) {
        if let Some(key) = key {
            self.wrong(place, format!("`{key}` is missing, which the style `{}` needs", style.name()), help);
        }
    }

    fn style(&mut self, members: Members<'_>, place: &Place) -> Option<Style> {
        let Some(stated) = find(members, "style") else {
            self.wrong(place, "`style` is missing".to_owned(), STYLE_HELP);
            return None;
        };
        let text = self.text(stated, "style", STYLE_HELP)?;
        let style = STYLES.iter().find(|(name, _)| *name == text).map(|(_, style)| *style);
        if style.is_none() {
            let message = format!("`style` is `{}`, which is no way of paging", crate::diag::escape(text));
            self.wrong(&stated.place, message, STYLE_HELP);
        }
        style
    }

    fn pointer(&mut self, members: Members<'_>, key: &str) -> Option<Said<Pointer>> {
        let stated = find(members, key)?;
        let text = self.text(stated, key, POINTER_HELP)?;
        let Some(value) = pointer(text) else {
            let message = format!("`{key}` is `{}`, which is not a JSON Pointer", crate::diag::escape(text));
            self.wrong(&stated.place, message, POINTER_HELP);
            return None;
        };
        Some(Said { value, place: stated.place.clone() })
    }

    fn control(&mut self, members: Members<'_>, key: &str) -> Option<Said<Control>> {
        let stated = find(members, key)?;
        let members = self.table(stated, key, &CONTROL_KEYS, CONTROL_HELP)?;
        for needed in ["in", "name"] {
            if find(members, needed).is_none() {
                self.wrong(&stated.place, format!("`{key}.{needed}` is missing"), CONTROL_HELP);
            }
        }
        let within = find(members, "in").and_then(|it| Some((it, self.text(it, &format!("{key}.in"), CONTROL_HELP)?)));
        let within = within.and_then(|(it, text)| match text {
            "query" => Some(Within::Query),
            "body" => Some(Within::Body),
            other => {
                let other = crate::diag::escape(other);
                let message = format!("`{key}.in` is `{other}`, which is neither `query` nor `body`");
                self.wrong(&it.place, message, CONTROL_HELP);
                None
            }
        });
        let named = find(members, "name");
        let name = named.and_then(|it| self.text(it, &format!("{key}.name"), CONTROL_HELP).map(str::to_owned));
        if let (Some(Within::Body), Some(it), Some(text)) = (within, named, &name)
            && pointer(text).is_none_or(|pointer| pointer == Pointer::root())
        {
            let text = crate::diag::escape(text);
            let message = format!("`{key}.name` is `{text}`, which is not a JSON Pointer to a member of the body");
            self.wrong(&it.place, message, "begin with `/`, such as `/page/cursor`");
            return None;
        }
        let first = match find(members, "first") {
            Some(Said { value: Tree::Integer(first), .. }) => Some(*first),
            Some(other) => {
                self.wrong_type(other, &format!("{key}.first"), "an integer", CONTROL_HELP);
                None
            }
            None => None,
        };
        Some(Said { value: Control { within: within?, name: name?, first }, place: stated.place.clone() })
    }

    fn table<'t>(&mut self, tree: &'t Said<Tree>, label: &str, keys: &[&str], help: &str) -> Option<Members<'t>> {
        let Tree::Table(members) = &tree.value else {
            self.wrong_type(tree, label, "a table", help);
            return None;
        };
        for (name, member) in members.iter().filter(|(name, _)| !keys.contains(&name.as_str())) {
            let known: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let message = format!("`{}` is not a known key of `{label}`", crate::diag::escape(name));
            self.wrong(&member.place, message, format!("known keys are {}", known.join(", ")));
        }
        Some(members)
    }

    fn text<'t>(&mut self, tree: &'t Said<Tree>, label: &str, help: &str) -> Option<&'t str> {
        if let Tree::Text(text) = &tree.value {
            return Some(text);
        }
        self.wrong_type(tree, label, "a text", help);
        None
    }

    fn wrong_type(&mut self, tree: &Said<Tree>, label: &str, expected: &str, help: &str) {
        let found = match tree.value {
            Tree::Text(_) => "a text",
            Tree::Integer(_) => "an integer",
            Tree::Table(_) => "a table",
            Tree::Other(kind) => kind,
        };
        self.wrong(&tree.place, format!("`{label}` is {found}, where {expected} is expected"), help);
    }
}

fn find<'t>(members: Members<'t>, key: &str) -> Option<&'t Said<Tree>> {
    members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// A JSON Pointer as RFC 6901 §3 writes it, without the `#` of a fragment.
fn pointer(text: &str) -> Option<Pointer> {
    let is_escaped = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    Pointer::parse(text).filter(|_| is_escaped && !text.starts_with('#'))
}
