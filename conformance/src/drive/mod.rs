//! A generated client by names: operations, arguments, credentials, webhooks. Its `driver` module, which the generator writes
//! for tests, fills a [`Driver`] with calls of the client's own methods.

mod args;
mod outcome;
mod shown;

use std::pin::Pin;

use bursar_runtime::__private::v1;
use bursar_runtime::webhook::WebhookError;

pub use self::args::{Args, FromFiles, Given, Place, Refused};
pub use self::outcome::{KINDS, Kind, Outcome};
use self::outcome::{failure, head, joined, refused};
pub use self::shown::{Octets, Shown, Yielded, bytes, events, json, lines, nothing, octets, text, value};

/// Makes a call of its arguments.
pub type Make = fn(&v1::Core, &Args) -> Result<v1::Call, Refused>;

/// A call that is being made.
pub type Going = Pin<Box<dyn Future<Output = Outcome>>>;

type Send = Box<dyn Fn(v1::Call) -> Going>;
type SendAll = Box<dyn Fn(v1::Call, Option<usize>) -> Going>;
type Read = fn(&[u8]) -> Result<Shown, WebhookError>;

/// A generated client.
pub struct Driver {
    provider: &'static v1::Provider,
    operations: Vec<Operation>,
    hooks: Vec<(&'static str, Read)>,
}

struct Operation {
    name: &'static str,
    make: Make,
    send: Send,
    stream: Option<Send>,
    items: Option<SendAll>,
    pages: Option<SendAll>,
    /// The header of the idempotency key, which is no parameter.
    key: Option<&'static str>,
}

/// How a call is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// One answer.
    #[default]
    Call,
    /// The items of a streamed answer.
    Stream,
    /// All items of all pages.
    Items,
    /// All pages.
    Pages,
}

impl Driver {
    /// A client without operations.
    pub fn new(provider: &'static v1::Provider) -> Self {
        Self { provider, operations: Vec::new(), hooks: Vec::new() }
    }

    /// Adds an operation.
    #[must_use]
    pub fn operation<O: v1::Operation>(
        mut self,
        name: &'static str,
        make: Make,
        ok: fn(O::Ok) -> Yielded,
        err: fn(&O::Err) -> Shown,
    ) -> Self {
        let send: Send = Box::new(move |call| {
            Box::pin(async move {
                match v1::send::<O>(call).await {
                    Ok(response) => {
                        let head = head(&response);
                        joined(head, ok(response.into_body()).await)
                    }
                    Err(e) => failure(&e, err),
                }
            })
        });
        self.operations.push(Operation { name, make, send, stream: None, items: None, pages: None, key: None });
        self
    }

    fn last(&mut self) -> &mut Operation {
        self.operations.last_mut().expect("an operation was added before")
    }

    /// Says how the operation added last is read as it arrives.
    #[must_use]
    pub fn streamed<O: v1::Streamed>(mut self, read: fn(O::Stream) -> Yielded, err: fn(&O::Err) -> Shown) -> Self {
        self.last().stream = Some(Box::new(move |call| {
            Box::pin(async move {
                match v1::stream::<O>(call).await {
                    Ok(response) => {
                        let head = head(&response);
                        joined(head, read(response.into_body()).await)
                    }
                    Err(e) => failure(&e, err),
                }
            })
        }));
        self
    }

    /// Says that the operation added last has pages.
    #[must_use]
    pub fn paged<O: v1::Paged>(mut self, item: fn(&O::Item) -> Shown, err: fn(&O::Err) -> Shown) -> Self {
        let last = self.last();
        last.items = Some(Box::new(move |call, most| Box::pin(items::<O>(call, most, item, err))));
        last.pages = Some(Box::new(move |call, most| Box::pin(pages::<O>(call, most, item, err))));
        self
    }

    /// Says in which header the operation added last takes an idempotency key.
    #[must_use]
    pub fn keyed(mut self, header: &'static str) -> Self {
        self.last().key = Some(header);
        self
    }

    /// Adds a webhook.
    #[must_use]
    pub fn webhook(mut self, name: &'static str, read: Read) -> Self {
        self.hooks.push((name, read));
        self
    }

    /// What is known of the provider.
    pub fn provider(&self) -> &'static v1::Provider {
        self.provider
    }

    /// Makes a call; `adjust` sets its options.
    pub fn call(
        &self,
        core: &v1::Core,
        operation: &str,
        mode: (Mode, Option<usize>),
        args: &Args,
        adjust: &dyn Fn(&mut v1::Call),
    ) -> Result<Going, String> {
        let found = self.operations.iter().find(|found| found.name.eq_ignore_ascii_case(operation));
        let found = found.ok_or_else(|| format!("the client has no operation `{operation}`"))?;
        let mut call = match (found.make)(core, args) {
            Ok(call) => call,
            Err(said) => return Ok(Box::pin(std::future::ready(refused(Kind::Request, said.why)))),
        };
        if let Some(header) = found.key.filter(|header| args.has(Place::Header, header)) {
            let key = args.params.iter().find(|(_, name, _)| name.eq_ignore_ascii_case(header));
            key.into_iter().filter_map(|(.., value)| value.text()).for_each(|key| call.idempotency_key(key));
        }
        adjust(&mut call);
        let none = |what: &str| format!("`{operation}` has no {what}");
        Ok(match mode {
            (Mode::Call, _) => (found.send)(call),
            (Mode::Stream, _) => found.stream.as_ref().unwrap_or(&found.send)(call),
            (Mode::Items, most) => found.items.as_ref().ok_or_else(|| none("items"))?(call, most),
            (Mode::Pages, most) => found.pages.as_ref().ok_or_else(|| none("pages"))?(call, most),
        })
    }

    /// Reads the payload of a webhook; `None`: there is no such webhook.
    pub fn decode(&self, webhook: &str, payload: &[u8]) -> Option<Outcome> {
        let (_, read) = self.hooks.iter().find(|(name, _)| *name == webhook)?;
        Some(match read(payload) {
            Ok(body) => Outcome { body, ..Outcome::default() },
            Err(WebhookError::Decode(fault)) => Outcome {
                json_path: Some(fault.path().to_owned()),
                ..refused(Kind::Decode, fault.message().to_owned())
            },
            Err(other) => refused(Kind::Request, other.to_string()),
        })
    }
}

async fn items<O: v1::Paged>(
    call: v1::Call,
    most: Option<usize>,
    item: fn(&O::Item) -> Shown,
    err: fn(&O::Err) -> Shown,
) -> Outcome {
    let mut stream = v1::items::<O, v1::Async>(call);
    if let Some(most) = most {
        stream = stream.max_pages(most);
    }
    let mut all = Vec::new();
    loop {
        match stream.next().await {
            Some(Ok(found)) => all.push(item(&found)),
            Some(Err(e)) => return Outcome { items: Some(all), ..failure(&e, err) },
            None => return Outcome { items: Some(all), ..Outcome::default() },
        }
    }
}

async fn pages<O: v1::Paged>(
    call: v1::Call,
    most: Option<usize>,
    item: fn(&O::Item) -> Shown,
    err: fn(&O::Err) -> Shown,
) -> Outcome {
    let mut stream = v1::pages::<O, v1::Async>(call);
    if let Some(most) = most {
        stream = stream.max_pages(most);
    }
    let (mut all, mut last) = (Vec::new(), Outcome::default());
    loop {
        match stream.next().await {
            Some(Ok(page)) => {
                last = head(&page);
                all.push(O::items(page.into_body()).iter().flatten().map(item).collect());
            }
            Some(Err(e)) => return Outcome { pages: Some(all), ..failure(&e, err) },
            None => return Outcome { pages: Some(all), ..last },
        }
    }
}
