//! Operations that answer in pages: what leads from one page to the next, and running through all of them.
//!
//! Holds:
//! - A page is an ordinary call, with the retries, limits and errors of one.
//! - No page is read twice: a cursor or address that was used before is an error, and so is what cannot be followed. What
//!   came before an error has been handed out.
//! - Credentials follow an address within the origin of the base URL, and no further.

#[cfg(feature = "blocking")]
mod blocking;
mod decide;
mod facts;
mod json;
mod link;
mod stream;
mod table;
mod walk;

pub use self::facts::{Knob, Paging};
pub(crate) use self::link::Astray;
pub use self::stream::{Items, Page, Pages};
use crate::call::Call;
use crate::mode::Mode;
use crate::send::Operation;

/// An operation that answers in pages.
pub trait Paged: Operation {
    /// What the pages are made of.
    type Item: Send + 'static;
    /// How one page leads to the next.
    const PAGING: &'static Paging;

    /// The items of a page; `None` where the list is absent or null.
    fn items(page: Self::Ok) -> Option<Vec<Self::Item>>;
}

/// The pages of a call.
pub fn pages<O: Paged, M: Mode>(call: Call) -> Pages<O, M> {
    Pages::new(call)
}

/// The items of all pages of a call.
pub fn items<O: Paged, M: Mode>(call: Call) -> Items<O, M> {
    Items::new(call)
}
