//! Reading to the end what comes in parts. An error ends it; what came before stays.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::{ByteStream, EventStream, JsonLines};
use serde::Serialize;

use super::Gather;
use crate::protocol::Outcome;
use crate::suite::Kind;

pub(super) async fn octets(mut stream: ByteStream) -> Outcome {
    let mut gather = Gather::default();
    loop {
        match stream.next().await {
            Some(Ok(octets)) => gather.octets(&octets),
            Some(Err(e)) => return gather.ended(Err(e)),
            None => return gather.ended::<()>(Ok(())),
        }
    }
}

pub(super) async fn events<T: Serialize>(mut stream: EventStream<T>) -> Outcome {
    let mut gather = Gather::default();
    loop {
        match stream.next().await {
            Some(Ok(event)) => gather.item(&event.data),
            Some(Err(e)) => return gather.ended(Err(e)),
            None => return gather.ended::<()>(Ok(())),
        }
    }
}

pub(super) async fn lines<T: Serialize>(mut stream: JsonLines<T>) -> Outcome {
    let mut gather = Gather::default();
    loop {
        match stream.next().await {
            Some(Ok(item)) => gather.item(&item),
            Some(Err(e)) => return gather.ended(Err(e)),
            None => return gather.ended::<()>(Ok(())),
        }
    }
}

/// Goes through all pages. Each page is a call with limits of its own; that all of them together take no longer than `limit`
/// is up to the caller, who stops asking.
pub(super) async fn pages<O: v1::Paged>(call: v1::Call, limit: Option<Duration>) -> Outcome
where
    O::Item: Serialize,
{
    let mut gather = Gather::default();
    let mut items = v1::items::<O, v1::Async>(call);
    let give_up = async {
        match limit {
            Some(limit) => tokio::time::sleep(limit).await,
            None => std::future::pending().await,
        }
    };
    let mut give_up = std::pin::pin!(give_up);
    loop {
        let next = std::pin::pin!(items.next());
        match first(next, give_up.as_mut()).await {
            Some(Some(Ok(item))) => gather.item(&item),
            Some(Some(Err(e))) => return gather.ended(Err(e)),
            Some(None) => return gather.ended::<O::Err>(Ok(())),
            None => {
                let outcome = gather.ended::<O::Err>(Ok(()));
                return Outcome { kinds: vec![Kind::Timeout], ..outcome };
            }
        }
    }
}

/// What `work` gives, unless `limit` ends before.
async fn first<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    mut limit: Pin<&mut impl Future<Output = ()>>,
) -> Option<T> {
    poll_fn(|cx| match work.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => limit.as_mut().poll(cx).map(|()| None),
    })
    .await
}
