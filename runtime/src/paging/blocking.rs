//! Pages and items of a blocking client, as iterators.

use super::{Items, Page, Paged, Pages};
use crate::blocking;
use crate::error::Error;
use crate::mode::Blocking;

impl<O: Paged> Iterator for Pages<O, Blocking> {
    type Item = Result<Page<O::Ok>, Error<O::Err>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(next) = self.settled() {
            return next;
        }
        let call = self.walk.call();
        let (core, op) = (call.core.clone(), call.op(None));
        blocking::wait(&core, op, std::future::poll_fn(|cx| self.poll_page(cx))).unwrap_or_else(|stop| self.stop(stop))
    }
}

impl<O: Paged> Iterator for Items<O, Blocking> {
    type Item = Result<O::Item, Error<O::Err>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.open(page),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}
