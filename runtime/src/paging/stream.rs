//! Pages and items as streams.

use std::fmt;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::Paged;
use super::walk::{Landed, Walk};
use crate::BoxFuture;
use crate::call::Call;
use crate::error::{Error, PagingError};
use crate::exchange::Want;
use crate::flow;
use crate::response::Response;
use crate::send::Operation;

/// A page. It derefs to the [`Response`], and through it to the body.
pub struct Page<T> {
    response: Response<T>,
    next: Option<String>,
}

impl<T> Page<T> {
    /// Where the next page begins: a cursor, a page number, an offset or an address, whatever the API uses. Kept, it lets
    /// [`Pages::from_cursor`] go on from here at another time. `None` on the last page.
    pub fn next_cursor(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// The body, owned.
    pub fn into_body(self) -> T {
        self.response.into_body()
    }

    /// The response, owned.
    pub fn into_response(self) -> Response<T> {
        self.response
    }
}

impl<T> Deref for Page<T> {
    type Target = Response<T>;

    fn deref(&self) -> &Response<T> {
        &self.response
    }
}

/// The cursor is not printed: as an address it could hold a key that the server repeats.
impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let next = if self.next.is_some() { "there is one" } else { "none" };
        f.debug_struct("Page").field("response", &self.response).field("next", &format_args!("{next}")).finish()
    }
}

/// What one call for a page gives.
type Fetched<O> = Result<(Response<<O as Operation>::Ok>, Landed), Error<<O as Operation>::Err>>;

/// The pages of a call, as a `Stream`, or one by one with [`Pages::next`].
///
/// Each page is a call of its own, with the options of the first: limits of time, a deadline included, and retries are
/// those of one page; an idempotency key that is set is that of the first. Nothing is sent before the stream is polled, and no page before it is asked for. A stream ends
/// after an error; what came before it was handed out, and the last [`Page::next_cursor`] leads on from there.
#[must_use = "pages are not read until the stream is polled"]
pub struct Pages<O: Paged> {
    walk: Walk,
    flight: Option<BoxFuture<'static, Fetched<O>>>,
    failed: Option<Error<O::Err>>,
}

impl<O: Paged> Pages<O> {
    /// The pages of `call`.
    pub(crate) fn new(call: Call) -> Self {
        Self { walk: Walk::new(call, O::PAGING), flight: None, failed: None }
    }

    /// Starts where [`Page::next_cursor`] of an earlier run led to, instead of at the beginning. A cursor that cannot be
    /// used is an [`Error::Request`] of the first page.
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.walk.start_at(cursor.into());
        self
    }

    /// Reads at most this many pages, and then ends without an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.limit(pages);
        self
    }

    /// The next page; `None` after the last one and after an error. Dropping the future early loses nothing.
    ///
    /// # Errors
    /// Those of the call for this page; [`Error::Paging`] when the page before says of it what cannot be followed: a
    /// cursor that was used before, another origin, a value of the wrong kind.
    #[allow(clippy::should_implement_trait, reason = "it is asynchronous")]
    pub async fn next(&mut self) -> Option<Result<Page<O::Ok>, Error<O::Err>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<Page<O::Ok>, Error<O::Err>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(error) = this.failed.take() {
            return Poll::Ready(Some(Err(error)));
        }
        if this.flight.is_none() {
            match this.walk.next_call() {
                Ok(None) => return Poll::Ready(None),
                Ok(Some(call)) => this.flight = Some(Box::pin(fetch::<O>(call))),
                Err(stop) => {
                    this.walk.end();
                    return Poll::Ready(Some(Err(stop.into())));
                }
            }
        }
        let Some(flight) = &mut this.flight else { return Poll::Ready(None) };
        let fetched = ready!(flight.as_mut().poll(cx));
        this.flight = None;
        let (response, landed) = match fetched {
            Ok(fetched) => fetched,
            Err(error) => {
                this.walk.end();
                return Poll::Ready(Some(Err(error)));
            }
        };
        let next = this.walk.advance(&landed).unwrap_or_else(|problem| {
            this.walk.end();
            let Landed { head, bytes: raw, .. } = landed;
            this.failed = Some(Error::Paging(Box::new(PagingError { head, raw, problem })));
            None
        });
        Poll::Ready(Some(Ok(Page { response, next })))
    }
}

async fn fetch<O: Paged>(call: Call) -> Fetched<O> {
    let finished = flow::run(call, Want::Whole).await?;
    let (selected, answer) = finished.success::<O>()?;
    let body = O::ok(selected.index.unwrap_or(usize::MAX), &answer).map_err(|fault| finished.undecodable(fault))?;
    let response = Response { body, arrival: finished.arrival(&selected) };
    let landed = Landed {
        head: finished.head(),
        bytes: answer.bytes,
        asked: finished.prepared.url,
        found: finished.arrived.url,
        base: finished.prepared.base,
    };
    Ok((response, landed))
}

/// The items of all pages, as a `Stream`, or one by one with [`Items::next`]. What [`Pages`] says of calls, limits and
/// errors holds here too.
#[must_use = "items are not read until the stream is polled"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: vec::IntoIter<O::Item>,
}

impl<O: Paged> Items<O> {
    /// The items of the pages of `call`.
    pub(crate) fn new(call: Call) -> Self {
        Self { pages: Pages::new(call), page: Vec::new().into_iter() }
    }

    /// Starts where [`Page::next_cursor`] of an earlier run led to, instead of at the beginning. A cursor that cannot be
    /// used is an [`Error::Request`] of the first item.
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.pages = self.pages.from_cursor(cursor);
        self
    }

    /// Reads at most this many pages, and then ends without an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// The next item; `None` after the last one and after an error. Dropping the future early loses nothing.
    ///
    /// # Errors
    /// As with [`Pages::next`], after the items that came before.
    #[allow(clippy::should_implement_trait, reason = "it is asynchronous")]
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Err>>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Err>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(cx)) {
                Some(Ok(page)) => this.page = O::items(page.into_body()).unwrap_or_default().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}

// Nothing in them is pinned by itself: the one future is boxed.
impl<O: Paged> Unpin for Pages<O> {}
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(self.walk.call()).finish()
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(self.pages.walk.call()).finish()
    }
}
