//! Lengths, repetitions and the chunks of every kind of body.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// An iterator as a stream.
struct Items<I>(I);

impl<I: Iterator<Item = io::Result<Bytes>> + Unpin> Stream for Items<I> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

fn items(texts: &'static [&'static str]) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    Items(texts.iter().map(|text| Ok(Bytes::from_static(text.as_bytes()))))
}

/// The chunks, with what is left after each; an error ends the list.
async fn drain(body: &Body) -> Vec<String> {
    let mut chunks = body.chunks();
    let mut seen = Vec::new();
    loop {
        let next = std::future::poll_fn(|cx| Pin::new(&mut chunks).poll_next(cx)).await;
        let left = chunks.left().map_or(String::new(), |left| format!("|{left}"));
        match next {
            None => return seen,
            Some(Ok(chunk)) => seen.push(format!("{}{left}", String::from_utf8(chunk.to_vec()).unwrap())),
            Some(Err(error)) => seen.push(error.to_string()),
        }
    }
}

#[tokio::test]
async fn kinds() {
    async fn check(body: Body, length: Option<u64>, debug: &str, expect: &[&str]) {
        assert_eq!((body.length(), format!("{body:?}").as_str()), (length, debug));
        assert_eq!(drain(&body).await, expect, "{debug}");
    }
    check(Body::empty(), Some(0), "Body(none)", &[]).await;
    check(Body::from(""), Some(0), "Body(0 bytes)", &[]).await;
    check(Body::from(vec![b'a', b'b']), Some(2), "Body(2 bytes)", &["ab|0"]).await;
    let once = "a stream that can be sent once";
    check(Body::stream(None, items(&["a", "", "bc"])), None, &format!("Body(of unknown length, {once})"), &["a", "bc"])
        .await;
    check(Body::stream(3, items(&["a", "bc"])), Some(3), &format!("Body(3 bytes, {once})"), &["a|2", "bc|0"]).await;
    check(Body::repeatable(1, || items(&["a"])), Some(1), "Body(1 bytes, a stream)", &["a|0"]).await;
    check(Body::reader(4, &b"abcd"[..]), Some(4), &format!("Body(4 bytes, {once})"), &["abcd|0"]).await;
    let sequence = |last| Body::sequence(vec![Body::from("x"), Body::empty(), last, Body::from("y")]);
    check(sequence(Body::from("-")), Some(3), "Body(3 bytes)", &["x-y|0"]).await;
    let known = sequence(Body::repeatable(2, || items(&["a", "b"])));
    check(known, Some(4), "Body(4 bytes, a stream)", &["x|3", "a|2", "b|1", "y|0"]).await;
    check(
        sequence(Body::stream(None, items(&["a"]))),
        None,
        &format!("Body(of unknown length, {once})"),
        &["x", "a", "y"],
    )
    .await;
}

#[tokio::test]
async fn a_stream_has_the_length_that_it_says() {
    async fn check(body: Body, expect: &[&str]) {
        assert_eq!(drain(&body).await, expect, "{body:?}");
    }
    check(Body::stream(2, items(&["a", "bc"])), &["a|1", "the stream has more than the 2 bytes that were announced"])
        .await;
    let early = "the stream ended after 1 of the 2 bytes that were announced";
    check(Body::stream(2, items(&["a"])), &["a|1", early]).await;
    let broken =
        Items([Ok(Bytes::from_static(b"a")), Err(io::Error::other("disk gone")), Ok(Bytes::new())].into_iter());
    check(Body::stream(None, broken), &["a", "disk gone"]).await;
    // nothing follows what was cut off
    let cut = Body::sequence(vec![Body::stream(2, items(&["a"])), Body::from("end")]);
    check(cut, &["a|4", early]).await;
}

#[tokio::test]
async fn what_cannot_be_made_again_is_given_out_once() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let again = Body::repeatable(None, move || {
        count.fetch_add(1, Ordering::SeqCst);
        items(&["a"])
    });
    let once = Body::stream(None, items(&["a"]));
    for (body, repeatable) in [(&again, true), (&once, false)] {
        assert_eq!((body.is_repeatable(), body.is_spent()), (repeatable, false));
        // not touched before it is asked for
        drop(body.chunks());
        let clone = body.clone();
        assert!(!clone.is_spent() && clone == *body);
        assert_eq!(drain(body).await, ["a"]);
        assert_eq!(clone.is_spent(), !repeatable);
    }
    assert_eq!(drain(&again).await, ["a"]);
    assert_eq!(made.load(Ordering::SeqCst), 2);
    assert_eq!(drain(&once).await, ["the stream was sent already and cannot be made again"]);
    let around = Body::sequence(vec![Body::from("x"), once]);
    assert!(around.is_spent() && !around.is_repeatable());
    assert_ne!(Body::stream(None, items(&["a"])), Body::stream(None, items(&["a"])));
    assert_ne!(Body::empty(), Body::from(""));
}
