//! Pages and items, one after the other, as streams.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::Paged;
use super::walk::{Landed, Walk};
use crate::BoxFuture;
use crate::call::Call;
use crate::error::{Error, PagingError, Stop};
use crate::exchange::Want;
use crate::flow;
use crate::mode::{Async, Mode};
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

/// What comes next of a paged operation.
type Next<T, O> = Option<Result<T, Error<<O as Operation>::Err>>>;

/// The pages of a call: a `Stream`, or one by one with [`Pages::next`]; of a blocking client, an `Iterator`.
///
/// Each page is a call of its own, with the options of the first: limits of time, a deadline included, and retries are
/// those of one page; an idempotency key that is set is that of the first. Nothing is sent before it is asked for. There is
/// nothing after an error; what came before it was handed out, and the last [`Page::next_cursor`] leads on from there.
#[must_use = "pages are not read until they are asked for"]
pub struct Pages<O: Paged, M: Mode = Async> {
    pub(super) walk: Walk,
    flight: Option<BoxFuture<'static, Fetched<O>>>,
    failed: Option<Error<O::Err>>,
    mode: PhantomData<fn() -> M>,
}

impl<O: Paged, M: Mode> Pages<O, M> {
    /// The pages of `call`.
    pub(crate) fn new(call: Call) -> Self {
        Self { walk: Walk::new(call, O::PAGING), flight: None, failed: None, mode: PhantomData }
    }

    /// Starts where [`Page::next_cursor`] of an earlier run led to, instead of at the beginning. A cursor that cannot be
    /// used is an [`Error::Request`] in place of the first page.
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.walk.start_at(cursor.into());
        self
    }

    /// Reads at most this many pages, and then ends without an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.limit(pages);
        self
    }

    /// Ends with the reason why a call cannot be made.
    pub(super) fn stop(&mut self, stop: Stop) -> Next<Page<O::Ok>, O> {
        self.flight = None;
        self.walk.end();
        Some(Err(stop.into()))
    }

    /// What comes next without a call: an error that was kept, or the end.
    pub(super) fn settled(&mut self) -> Option<Next<Page<O::Ok>, O>> {
        if let Some(error) = self.failed.take() {
            return Some(Some(Err(error)));
        }
        (self.flight.is_none() && self.walk.is_over()).then_some(None)
    }

    pub(super) fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Next<Page<O::Ok>, O>> {
        if let Some(next) = self.settled() {
            return Poll::Ready(next);
        }
        let mut flight = match self.flight.take() {
            Some(flight) => flight,
            None => match self.walk.next_call() {
                Ok(call) => Box::pin(fetch::<O>(call)),
                Err(stop) => return Poll::Ready(self.stop(stop)),
            },
        };
        let Poll::Ready(fetched) = flight.as_mut().poll(cx) else {
            self.flight = Some(flight);
            return Poll::Pending;
        };
        Poll::Ready(Some(
            fetched.map(|(response, landed)| self.land(response, landed)).inspect_err(|_| self.walk.end()),
        ))
    }

    /// A page has arrived; what is wrong with the way on from it comes after it.
    fn land(&mut self, response: Response<O::Ok>, landed: Landed) -> Page<O::Ok> {
        let next = self.walk.advance(&landed).unwrap_or_else(|problem| {
            self.walk.end();
            let Landed { head, bytes: raw, .. } = landed;
            self.failed = Some(Error::Paging(Box::new(PagingError { head, raw, problem })));
            None
        });
        Page { response, next }
    }
}

impl<O: Paged> Pages<O> {
    /// The next page; `None` after the last one and after an error. Dropping the future early loses nothing.
    ///
    /// # Errors
    /// Those of the call for this page; [`Error::Paging`] when the page before says of it what cannot be followed: a
    /// cursor that was used before, another origin, a value of the wrong kind.
    #[allow(clippy::should_implement_trait, reason = "it is asynchronous")]
    pub async fn next(&mut self) -> Option<Result<Page<O::Ok>, Error<O::Err>>> {
        std::future::poll_fn(|cx| self.poll_page(cx)).await
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<Page<O::Ok>, Error<O::Err>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(cx)
    }
}

async fn fetch<O: Paged>(call: Call) -> Fetched<O> {
    let finished = flow::run(call, Want::Whole).await?;
    let selected = finished.success::<O>()?;
    let answer = finished.answer();
    let body = O::ok(selected.index.unwrap_or(usize::MAX), &answer).map_err(|fault| finished.undecodable(fault))?;
    let response = Response { body, arrival: finished.arrival(&selected) };
    let landed = Landed {
        head: finished.head(),
        bytes: answer.bytes,
        found: finished.arrived.moved.map_or_else(|| finished.prepared.url.clone(), |url| *url),
        asked: finished.prepared.url,
        base: finished.prepared.base,
    };
    Ok((response, landed))
}

/// The items of all pages of a call: a `Stream`, or one by one with [`Items::next`]; of a blocking client, an `Iterator`.
/// What [`Pages`] says of calls, limits and errors holds here too.
#[must_use = "items are not read until they are asked for"]
pub struct Items<O: Paged, M: Mode = Async> {
    pub(super) pages: Pages<O, M>,
    pub(super) page: vec::IntoIter<O::Item>,
}

impl<O: Paged, M: Mode> Items<O, M> {
    /// The items of the pages of `call`.
    pub(crate) fn new(call: Call) -> Self {
        Self { pages: Pages::new(call), page: Vec::new().into_iter() }
    }

    /// Starts where [`Page::next_cursor`] of an earlier run led to, instead of at the beginning. A cursor that cannot be
    /// used is an [`Error::Request`] in place of the first item.
    pub fn from_cursor(mut self, cursor: impl Into<String>) -> Self {
        self.pages = self.pages.from_cursor(cursor);
        self
    }

    /// Reads at most this many pages, and then ends without an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Takes the items out of a page.
    pub(super) fn open(&mut self, page: Page<O::Ok>) {
        self.page = O::items(page.into_body()).unwrap_or_default().into_iter();
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Next<O::Item, O>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.open(page),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> Items<O> {
    /// The next item; `None` after the last one and after an error. Dropping the future early loses nothing.
    ///
    /// # Errors
    /// As with [`Pages::next`], after the items that came before.
    #[allow(clippy::should_implement_trait, reason = "it is asynchronous")]
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Err>>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Err>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}

// Nothing in them is pinned by itself: the one future is boxed.
impl<O: Paged, M: Mode> Unpin for Pages<O, M> {}
impl<O: Paged, M: Mode> Unpin for Items<O, M> {}

impl<O: Paged, M: Mode> fmt::Debug for Pages<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(self.walk.call()).finish()
    }
}

impl<O: Paged, M: Mode> fmt::Debug for Items<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(self.pages.walk.call()).finish()
    }
}
