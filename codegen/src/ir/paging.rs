//! How an operation is paged.

use super::{Ty, TypeId};

/// How an operation is paged. Pointers (RFC 6901) lead into the body of a page; the index `-1` is the last element.
#[derive(Debug, Clone, PartialEq)]
pub struct Paging {
    /// What leads to the next page.
    pub way: PagingWay,
    /// The array of items.
    pub items: PagingItems,
    /// The cursor or address of the next page, or a sign that there is one.
    pub next: Option<String>,
    /// Whether there is a next page.
    pub more: Option<String>,
    /// How many items there are in all.
    pub total: Option<String>,
    /// What asks for the size of a page.
    pub size: Option<Knob>,
}

/// What leads to the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingWay {
    /// A number that grows by one.
    Page {
        /// What is set.
        at: Knob,
        /// The number of the first page.
        first: i64,
    },
    /// A number that grows by the items of each page.
    Offset {
        /// What is set.
        at: Knob,
        /// The offset of the first page.
        first: i64,
    },
    /// The value at [`Paging::next`].
    Cursor {
        /// What is set.
        at: Knob,
    },
    /// The `Link` header.
    Link,
    /// The URL at [`Paging::next`].
    NextUrl,
}

/// The items of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PagingItems {
    /// Where they are.
    pub pointer: String,
    /// The same way through the types: for each step the struct, and the index of its member.
    pub steps: Vec<(TypeId, usize)>,
    /// Type of one of them.
    pub item: Ty,
}

/// A part of the request that chooses what page it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knob {
    /// Where it is.
    pub spot: KnobSpot,
    /// How it is written.
    pub kind: KnobKind,
}

/// Where a [`Knob`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnobSpot {
    /// The parameter of this index.
    Param(usize),
    /// The member of the body at this pointer.
    Body(String),
}

/// How a [`Knob`] is written as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnobKind {
    /// As text.
    Text,
    /// As a number.
    Number,
}
