//! Nodes of a document with the way to them: references are followed, pointers written only when something is said.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use bursar_codegen::source::{Object, Pointer, Target, Value, percent_decoded};

use crate::document::Document;

/// Most references that lead to one another before a schema is reached.
const MAX_CHAIN: usize = 64;

/// A value, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    pub(crate) place: Place,
}

/// The number of a place in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place(u32);

#[derive(Debug, Clone, Copy)]
enum Key<'a> {
    Root,
    Member(&'a str),
    Index(usize),
}

#[derive(Debug, Clone, Copy)]
struct Step<'a> {
    up: u32,
    file: u32,
    key: Key<'a>,
}

/// One of the two documents, while it is being read.
pub(crate) struct Tree<'a> {
    document: &'a Document,
    steps: RefCell<Vec<Step<'a>>>,
    targets: RefCell<HashMap<(u32, &'a str), Option<Node<'a>>>>,
    dangling: RefCell<BTreeSet<String>>,
}

impl<'a> Node<'a> {
    /// Tells values apart: the same address is the same value.
    pub(crate) fn address(self) -> usize {
        std::ptr::from_ref(self.value) as usize
    }

    pub(crate) fn object(self) -> Option<&'a Object> {
        self.value.as_object()
    }

    /// The text of the member `key`.
    pub(crate) fn text(self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Whether the member `key` is `true`.
    pub(crate) fn says(self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool) == Some(true)
    }

    /// Whether there is such a member.
    pub(crate) fn has(self, key: &str) -> bool {
        self.value.get(key).is_some()
    }
}

impl<'a> Tree<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let steps = (0u32..).zip(document.files()).map(|(file, _)| Step { up: file, file, key: Key::Root }).collect();
        Self { document, steps: RefCell::new(steps), targets: RefCell::default(), dangling: RefCell::default() }
    }

    pub(crate) fn document(&self) -> &'a Document {
        self.document
    }

    pub(crate) fn root(&self) -> Node<'a> {
        Node { value: self.document.root(), place: Place(0) }
    }

    /// References that lead nowhere, as written.
    pub(crate) fn dangling(&self) -> Vec<String> {
        self.dangling.borrow().iter().cloned().collect()
    }

    fn below(&self, up: Place, key: Key<'a>) -> Place {
        let mut steps = self.steps.borrow_mut();
        let place = Place(u32::try_from(steps.len()).unwrap_or(u32::MAX));
        let file = steps.get(up.0 as usize).map_or(0, |step| step.file);
        steps.push(Step { up: up.0, file, key });
        place
    }

    /// The member `key`.
    pub(crate) fn member(&self, node: Node<'a>, key: &str) -> Option<Node<'a>> {
        let (_, key, value) = node.object()?.get_full(key)?;
        Some(Node { value, place: self.below(node.place, Key::Member(key)) })
    }

    /// All members, in order; none when it is no object.
    pub(crate) fn members(&self, node: Node<'a>) -> Vec<(&'a str, Node<'a>)> {
        let members = node.object().into_iter().flatten();
        let node = |(key, value): (&'a String, &'a Value)| {
            (key.as_str(), Node { value, place: self.below(node.place, Key::Member(key)) })
        };
        members.map(node).collect()
    }

    /// The members of the object below `key`.
    pub(crate) fn members_of(&self, node: Node<'a>, key: &str) -> Vec<(&'a str, Node<'a>)> {
        self.member(node, key).map(|node| self.members(node)).unwrap_or_default()
    }

    /// All elements, in order; none when it is no array.
    pub(crate) fn elements(&self, node: Node<'a>) -> Vec<Node<'a>> {
        let items = node.value.as_array().unwrap_or_default().iter().enumerate();
        items.map(|(index, value)| Node { value, place: self.below(node.place, Key::Index(index)) }).collect()
    }

    /// The elements of the array below `key`.
    pub(crate) fn elements_of(&self, node: Node<'a>, key: &str) -> Vec<Node<'a>> {
        self.member(node, key).map(|node| self.elements(node)).unwrap_or_default()
    }

    /// Follows references to what is no reference; a reference that leads nowhere is itself.
    pub(crate) fn resolve(&self, node: Node<'a>) -> Node<'a> {
        let mut at = node;
        for _ in 0..MAX_CHAIN {
            match self.target(at) {
                Some(next) => at = next,
                None => return at,
            }
        }
        self.dangling.borrow_mut().insert(node.text("$ref").unwrap_or_default().to_owned());
        at
    }

    /// Where the reference `node` leads, one step; `None` when it is none or leads nowhere.
    pub(crate) fn target(&self, node: Node<'a>) -> Option<Node<'a>> {
        let reference = node.text("$ref")?;
        let file = self.steps.borrow().get(node.place.0 as usize).map_or(0, |step| step.file);
        if let Some(known) = self.targets.borrow().get(&(file, reference)) {
            if known.is_none() {
                self.dangling.borrow_mut().insert(reference.to_owned());
            }
            return *known;
        }
        let found = self.find(file, reference);
        if found.is_none() {
            self.dangling.borrow_mut().insert(reference.to_owned());
        }
        self.targets.borrow_mut().insert((file, reference), found);
        found
    }

    /// Where a reference of the document itself leads, one step.
    pub(crate) fn lookup(&self, reference: &'a str) -> Option<Node<'a>> {
        if let Some(known) = self.targets.borrow().get(&(0, reference)) {
            return *known;
        }
        let found = self.find(0, reference);
        self.targets.borrow_mut().insert((0, reference), found);
        found
    }

    fn find(&self, from: u32, reference: &str) -> Option<Node<'a>> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let (name, _) = self.document.files().nth(from as usize)?;
        let Target::File(name) = Target::of(name, path) else { return None };
        let (number, (_, value)) = (0u32..).zip(self.document.files()).find(|(_, (known, _))| *known == name)?;
        let pointer = Pointer::parse(&percent_decoded(fragment))?;
        let root = Node { value, place: Place(number) };
        pointer.keys().try_fold(root, |node, key| match node.value {
            Value::Array(_) => self.elements(node).into_iter().nth(key.parse().ok()?),
            _ => self.member(node, &key),
        })
    }

    /// The file that a place is in, and the pointer to it there.
    pub(crate) fn pointer(&self, place: Place) -> (&'a str, Pointer) {
        let steps = self.steps.borrow();
        let mut keys = Vec::new();
        let mut at = place.0;
        let mut file = 0;
        while let Some(step) = steps.get(at as usize) {
            file = step.file;
            match step.key {
                Key::Root => break,
                key => keys.push(key),
            }
            at = step.up;
        }
        let pointer = keys.iter().rev().fold(Pointer::root(), |pointer, key| match key {
            Key::Member(key) => pointer.child(key),
            Key::Index(index) => pointer.index(*index),
            Key::Root => pointer,
        });
        (self.document.files().nth(file as usize).map_or("", |(name, _)| name), pointer)
    }
}
