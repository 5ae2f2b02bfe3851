//! Many calls at once against a server that fails at random, and many calls that are dropped at random points.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::{HashMap, HashSet};
use std::future::IntoFuture;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bursar_runtime::__private::v1;
use bursar_runtime::{
    BoxFuture, Bytes, Chunks, Error, HttpRequest, HttpResponse, Middleware, Next, Retries, Stream, TransportFailure,
};
use support::provider::{Client, Item, OAUTH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

const CALLS: u64 = 10_000;
const AT_ONCE: usize = 256;

#[derive(Debug, Clone, PartialEq)]
enum PayError {
    Undocumented,
}

struct Pay;
struct PayKeyed;
struct Look;

v1::operation! { Pay -> Item, PayError {
    Post "/pay", "pay";
    body required "application/json";
    auth 5[];
    replies json "200";
    gives json v1::Plain;
} }

v1::operation! { PayKeyed -> Item, PayError {
    Post "/pay-keyed", "payKeyed";
    body required "application/json";
    key "Idempotency-Key";
    auth 5[];
    replies json "200";
    gives json v1::Plain;
} }

v1::operation! { Look -> Item, PayError {
    Get "/look/{id}", "look";
    param v1::Param::path("id");
    auth 5[];
    replies json "200";
    gives json v1::Plain;
} }

/// xorshift64*, so that a seed gives the same numbers everywhere.
struct Dice(AtomicU64);

impl Dice {
    fn roll(&self, sides: u64) -> u64 {
        let next = |mut x: u64| {
            x ^= x >> 12;
            x ^= x << 25;
            x ^ (x >> 27)
        };
        let old = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |x| Some(next(x))).unwrap();
        (next(old).wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }
}

/// What a server that moves money knows.
#[derive(Default)]
struct Books {
    /// Requests by payment.
    asked: HashMap<String, usize>,
    /// Carried out by payment.
    done: HashMap<String, usize>,
    /// Keys by payment.
    keys: HashMap<String, HashSet<String>>,
}

struct Bank {
    dice: Dice,
    books: Mutex<Books>,
    /// The token that is taken, and how many were given out.
    token: AtomicUsize,
    given: AtomicUsize,
    /// Of a hundred requests, so many go wrong.
    wrong: u64,
    port: u16,
}

impl Bank {
    async fn open(seed: u64, wrong: u64) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (dice, books) = (Dice(AtomicU64::new(seed)), Mutex::default());
        let (token, given) = (AtomicUsize::new(1), AtomicUsize::new(0));
        let bank = Arc::new(Self { dice, books, token, given, wrong, port });
        let shared = Arc::clone(&bank);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let bank = Arc::clone(&shared);
                tokio::spawn(async move { bank.serve(stream).await });
            }
        });
        bank
    }

    fn client(&self, alive: &Alive) -> Client {
        Client::new(|b| {
            b.middleware(alive.clone());
            b.base_url(format!("http://127.0.0.1:{}", self.port));
            b.token_url(OAUTH, format!("http://127.0.0.1:{}/token", self.port));
            b.client_credentials(OAUTH, "id".into(), "SECRET".into());
            b.retries(Retries::new(2).backoff(Duration::from_millis(1), Duration::from_millis(2)));
        })
    }

    async fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let mut buffer = Vec::new();
        loop {
            let end = loop {
                match buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                    Some(at) => break at + 4,
                    None if stream.read_buf(&mut buffer).await.ok()? == 0 => return None,
                    None => {}
                }
            };
            let head = String::from_utf8(buffer[..end].to_vec()).unwrap();
            let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
            let length = header("content-length: ").map_or(0, |text| text.parse().unwrap());
            while buffer.len() < end + length {
                if stream.read_buf(&mut buffer).await.ok()? == 0 {
                    return None;
                }
            }
            let body = buffer[end..end + length].to_vec();
            buffer.drain(..end + length);
            let answer = self.answer(&head, &body, header("idempotency-key: "), header("authorization: "))?;
            let is_cut = answer.ends_with(CUT);
            stream.write_all(&answer).await.ok()?;
            if is_cut {
                return None;
            }
        }
    }

    /// `None`: the connection is closed without a word.
    fn answer(&self, head: &str, body: &[u8], key: Option<String>, authorization: Option<String>) -> Option<Vec<u8>> {
        if head.starts_with("POST /token ") {
            self.given.fetch_add(1, Ordering::SeqCst);
            let token = self.token.load(Ordering::SeqCst);
            return Some(answer(
                200,
                &format!(r#"{{"access_token":"t{token}","token_type":"bearer","expires_in":3600}}"#),
            ));
        }
        if authorization != Some(format!("Bearer t{}", self.token.load(Ordering::SeqCst))) {
            return Some(answer(401, "{}"));
        }
        let id = match head.strip_prefix("GET /look/") {
            Some(rest) => rest.split(' ').next().unwrap().to_owned(),
            None => serde_json::from_slice::<serde_json::Value>(body).unwrap()["id"].as_str().unwrap().to_owned(),
        };
        let is_wrong = self.dice.roll(100) < self.wrong;
        let way = self.dice.roll(6);
        let mut books = self.books.lock().unwrap();
        *books.asked.entry(id.clone()).or_default() += 1;
        let is_new = match key {
            Some(key) => books.keys.entry(id.clone()).or_default().insert(key),
            None => true,
        };
        // it is carried out unless it goes wrong before that
        if is_new && !(is_wrong && way < 3) {
            *books.done.entry(id.clone()).or_default() += 1;
        } else if is_new && let Some(keys) = books.keys.get_mut(&id) {
            keys.clear();
        }
        match (is_wrong, way) {
            (true, 0 | 3) => None,
            (true, 1 | 4) => Some(answer(503, "{}")),
            (true, 2) => Some(answer(429, "{}")),
            (true, _) => {
                let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n";
                Some([head, CUT].concat())
            }
            (false, _) => Some(answer(200, &format!(r#"{{"id":"{id}","amount":7}}"#))),
        }
    }
}

/// A body that breaks off.
const CUT: &[u8] = b"{\"id\":";

fn answer(status: u16, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}

/// A clone of it is in the client, in each exchange and in each body of an answer: what is left over is a leak.
#[derive(Clone, Default)]
struct Alive(Arc<()>);

struct Watched(Chunks, #[expect(dead_code, reason = "counted while it is there")] Alive);

impl Stream for Watched {
    type Item = Result<Bytes, TransportFailure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl Middleware for Alive {
    fn handle<'a>(
        &'a self,
        request: HttpRequest,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportFailure>> {
        let alive = self.clone();
        Box::pin(async move {
            let mut response = next.run(request).await?;
            response.body = Box::pin(Watched(response.body, alive));
            Ok(response)
        })
    }
}

impl Alive {
    /// How many clones there are besides this one.
    fn count(&self) -> usize {
        Arc::strong_count(&self.0) - 1
    }
}

/// One test after the other, so that the memory is that of one.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn pay<O: v1::Operation>(client: &Client, id: u64) -> support::provider::Request<O> {
    client.call::<O>().with(|call| call.json::<v1::Plain, _>(&Item { id: id.to_string(), amount: 7 }))
}

#[derive(Debug, PartialEq)]
enum Came {
    Ok,
    Refused,
    Lost,
    Unknown,
}

fn came<T>(got: Result<T, Error<PayError>>) -> Came {
    match got {
        Ok(_) => Came::Ok,
        Err(Error::Api(_)) => Came::Refused,
        Err(Error::Transport(_)) => Came::Lost,
        Err(Error::OutcomeUnknown(_)) => Came::Unknown,
        Err(other) => panic!("{other}"),
    }
}

/// Resident memory in bytes, where the system tells.
fn resident() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// Makes these calls, so many at once, and tells what came of each. The token that is taken changes at `change`.
async fn made(bank: &Bank, client: &Client, ids: std::ops::Range<u64>, change: u64) -> Vec<(u64, Came)> {
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut calls = tokio::task::JoinSet::new();
    let mut results = Vec::new();
    for id in ids {
        if id == change {
            bank.token.fetch_add(1, Ordering::SeqCst);
        }
        let (client, permit) = (client.clone(), Arc::clone(&gate).acquire_owned().await.unwrap());
        calls.spawn(async move {
            let got = match id % 3 {
                0 => came(pay::<Pay>(&client, id).await),
                1 => came(pay::<PayKeyed>(&client, id).await),
                _ => came(client.item::<Look>(&id.to_string()).await),
            };
            drop(permit);
            (id, got)
        });
        while let Some(done) = calls.try_join_next() {
            results.push(done.unwrap());
        }
    }
    while let Some(done) = calls.join_next().await {
        results.push(done.unwrap());
    }
    results
}

impl Books {
    /// Whether a call came to what the bank did.
    fn check(&self, id: u64, came: &Came) {
        let asked = self.asked.get(&id.to_string()).copied().unwrap_or_default();
        let done = self.done.get(&id.to_string()).copied().unwrap_or_default();
        match id % 3 {
            // sent once, whatever happens; a success was carried out, and what is refused for load was not asked again
            0 => {
                assert_eq!(asked, 1, "{id} {came:?}");
                assert!(done <= 1 && (*came != Came::Ok || done == 1) && *came != Came::Lost, "{id} {came:?} {done}");
            }
            // up to three times with one key, and carried out once at most
            1 => {
                assert!((1..=3).contains(&asked) && done <= 1, "{id} {came:?} {asked} {done}");
                assert!((*came != Came::Ok || done == 1) && *came != Came::Lost, "{id} {came:?} {done}");
            }
            _ => assert!((1..=3).contains(&asked) && *came != Came::Unknown, "{id} {came:?} {asked}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_done_twice() {
    let _turn = TURN.lock().await;
    let (bank, alive) = (Bank::open(0x5EED, 30).await, Alive::default());
    let client = bank.client(&alive);
    let (mut counts, mut memory) = (HashMap::new(), Vec::new());
    let part = CALLS / 4;
    for first in (0..CALLS).step_by(part as usize) {
        // the first token is refused once half of the calls, and some more, were made
        let results = made(&bank, &client, first..first + part, CALLS / 2 + 100).await;
        assert_eq!(results.len() as u64, part);
        // each part begins with empty books, so that what grows is the client
        let books = std::mem::take(&mut *bank.books.lock().unwrap());
        for (id, came) in &results {
            books.check(*id, came);
            *counts.entry((id % 3, format!("{came:?}"))).or_insert(0) += 1;
        }
        drop((books, results));
        memory.extend(resident());
    }
    // the faults did happen, and repeating helped where it was allowed
    let count = |kind: u64, came: &str| counts.get(&(kind, came.to_owned())).copied().unwrap_or(0);
    assert!(count(0, "Unknown") > 200 && count(0, "Refused") > 200 && count(0, "Ok") > 2000, "{counts:?}");
    assert!(count(1, "Ok") > count(0, "Ok") + 500 && count(2, "Ok") > count(0, "Ok") + 500, "{counts:?}");
    assert_eq!(bank.given.load(Ordering::SeqCst), 2, "one token for each life");
    // the one in the client is all there is, and goes with it
    assert_eq!(alive.count(), 1);
    drop(client);
    assert_eq!(alive.count(), 0);
    let grown = memory.last().zip(memory.first()).map_or(0, |(last, first)| last.saturating_sub(*first));
    // buffers and the allocator settle after some 20,000 calls, at 4 to 5 MiB more than here; a leak has no end
    assert!(grown < 6 << 20, "{grown} bytes more: {memory:?}");
}

/// Polls a call so many times at most.
async fn dropped_after<F: Future>(polls: u64, call: F) -> Option<F::Output> {
    let (mut call, mut left) = (Box::pin(call), polls);
    std::future::poll_fn(move |cx| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        call.as_mut().poll(cx).map(Some)
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropped_calls_leave_nothing_behind() {
    let _turn = TURN.lock().await;
    let (bank, alive) = (Bank::open(0xCA11, 0).await, Alive::default());
    let (client, gate) = (bank.client(&alive), Arc::new(Semaphore::new(64)));
    let dice = Arc::new(Dice(AtomicU64::new(0xD1CE)));
    let mut calls = tokio::task::JoinSet::new();
    for id in 0..CALLS {
        if id % 100 == 0 {
            // the kept token is refused from now on, so that calls are dropped while they fetch one, too
            bank.token.fetch_add(1, Ordering::SeqCst);
        }
        let (client, dice) = (client.clone(), Arc::clone(&dice));
        let permit = Arc::clone(&gate).acquire_owned().await.unwrap();
        calls.spawn(async move {
            let polls = dice.roll(9);
            let finished = match id % 2 {
                0 => dropped_after(polls, pay::<Pay>(&client, id).into_future()).await.map(came),
                _ => dropped_after(polls, client.item::<Look>(&id.to_string()).into_future()).await.map(came),
            };
            drop(permit);
            finished
        });
    }
    let (mut dropped, mut finished) = (0, 0);
    while let Some(call) = calls.join_next().await {
        match call.unwrap() {
            None => dropped += 1,
            // a token can be refused twice within a call, as it is replaced that often here
            Some(Came::Ok | Came::Refused) => finished += 1,
            Some(other) => panic!("{other:?}"),
        }
    }
    assert!(dropped > 2000 && finished > 500, "{dropped} {finished}");
    assert_eq!(alive.count(), 1);
    // and now as if nothing had been
    let tokens = bank.given.load(Ordering::SeqCst);
    for id in CALLS..CALLS + 200 {
        let call = tokio::time::timeout(Duration::from_secs(5), pay::<Pay>(&client, id).into_future());
        assert_eq!(came(call.await.unwrap()), Came::Ok, "{id}");
    }
    assert!(bank.given.load(Ordering::SeqCst) <= tokens + 1);
    let books = bank.books.lock().unwrap();
    assert!((0..CALLS).step_by(2).all(|id| books.asked.get(&id.to_string()).copied().unwrap_or_default() <= 1));
}
