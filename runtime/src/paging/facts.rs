//! How the pages of an operation follow each other: constant data that generated code states.

/// How the pages of an operation follow each other, and what a page says of itself. Places in a page are JSON Pointers
/// (RFC 6901) into its body; the empty one is the whole body, and the index `-1` is the last element of an array.
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    pub(crate) way: Way,
    pub(crate) items: &'static str,
    pub(crate) next: Option<&'static str>,
    pub(crate) more: Option<&'static str>,
    pub(crate) total: Option<&'static str>,
    pub(crate) size: Option<Knob>,
}

/// What leads to the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// A number that grows by one.
    Page { at: Knob, first: i64 },
    /// A number that grows by the items of each page.
    Offset { at: Knob, first: i64 },
    /// A value of the page that becomes a value of the request.
    Cursor { at: Knob },
    /// A link with the relation `next` (RFC 8288 §3).
    Link,
    /// A URL in the page.
    NextUrl,
}

/// What of a request chooses the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Knob {
    pub(crate) spot: Spot,
    pub(crate) kind: KnobKind,
}

/// Where a [`Knob`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A parameter, by its index in the operation.
    Param(usize),
    /// A member of the JSON body, by its pointer.
    Body(&'static str),
}

/// How a [`Knob`] is written as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KnobKind {
    Text,
    Number,
}

impl Knob {
    /// The parameter of this index, which is text.
    pub const fn param(index: usize) -> Self {
        Self { spot: Spot::Param(index), kind: KnobKind::Text }
    }

    /// The member of the JSON body at this pointer, which is text.
    pub const fn body(pointer: &'static str) -> Self {
        Self { spot: Spot::Body(pointer), kind: KnobKind::Text }
    }

    /// Its value is a number in JSON.
    pub const fn number(mut self) -> Self {
        self.kind = KnobKind::Number;
        self
    }
}

impl Paging {
    const fn new(way: Way, next: Option<&'static str>) -> Self {
        Self { way, items: "", next, more: None, total: None, size: None }
    }

    /// By page number; `first` is the number of the first page.
    pub const fn page(at: Knob, first: i64) -> Self {
        Self::new(Way::Page { at, first }, None)
    }

    /// By the number of items before the page; `first` is that of the first page.
    pub const fn offset(at: Knob, first: i64) -> Self {
        Self::new(Way::Offset { at, first }, None)
    }

    /// By the value at `next` in the page before.
    pub const fn cursor(at: Knob, next: &'static str) -> Self {
        Self::new(Way::Cursor { at }, Some(next))
    }

    /// By the `Link` header (RFC 8288).
    pub const fn link() -> Self {
        Self::new(Way::Link, None)
    }

    /// By the URL at `next` in the page before.
    pub const fn next_url(next: &'static str) -> Self {
        Self::new(Way::NextUrl, Some(next))
    }

    /// Where the items are; without this, the body itself is the array.
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// Paging ends where this is absent, null or empty.
    pub const fn next(mut self, pointer: &'static str) -> Self {
        self.next = Some(pointer);
        self
    }

    /// Paging ends where this is false.
    pub const fn more(mut self, pointer: &'static str) -> Self {
        self.more = Some(pointer);
        self
    }

    /// Paging ends when as many items have come.
    pub const fn total(mut self, pointer: &'static str) -> Self {
        self.total = Some(pointer);
        self
    }

    /// What asks for the size of a page; a shorter page is the last one where pages are counted.
    pub const fn size(mut self, at: Knob) -> Self {
        self.size = Some(at);
        self
    }
}
