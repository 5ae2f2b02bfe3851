//! What a caller gets, as data: values are serialised again by the codecs that read them.

use std::pin::Pin;

use bursar_runtime::__private::v1::{As, Ser};
use bursar_runtime::{ByteStream, Bytes, EventStream, JsonLines};

use super::outcome::{Outcome, failure};

/// A body as the caller has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Shown {
    /// There is none.
    #[default]
    Nothing,
    /// A value, as JSON text.
    Json(String),
    /// Octets.
    Bytes(Vec<u8>),
    /// A value that could not be written.
    Unwritable(String),
}

/// What is known of a success beside its head: at once, or when it has been read.
pub type Yielded = Pin<Box<dyn Future<Output = Outcome>>>;

/// A value, as JSON.
pub fn json<C: Ser<T>, T>(value: &T) -> Shown {
    match serde_json::to_string(&As::<C, T>::new(value)) {
        Ok(text) => Shown::Json(text),
        Err(e) => Shown::Unwritable(e.to_string()),
    }
}

/// Text.
pub fn text(text: &str) -> Shown {
    json::<bursar_runtime::__private::v1::Plain, _>(&text.to_owned())
}

/// Octets.
pub fn bytes(bytes: &Bytes) -> Shown {
    Shown::Bytes(bytes.to_vec())
}

/// A success that is there.
pub fn value(shown: Shown) -> Yielded {
    Box::pin(async { Outcome { body: shown, ..Outcome::default() } })
}

/// A success without a body.
pub fn nothing<T>(_body: T) -> Yielded {
    value(Shown::Nothing)
}

/// Something that gives octets: all of them, or as they arrive.
pub trait Octets {
    /// Reads them.
    fn read(self) -> Yielded;
}

impl Octets for Bytes {
    fn read(self) -> Yielded {
        value(bytes(&self))
    }
}

impl Octets for ByteStream {
    fn read(mut self) -> Yielded {
        Box::pin(async move {
            let mut all = Vec::new();
            loop {
                match self.next().await {
                    Some(Ok(more)) => all.extend_from_slice(&more),
                    Some(Err(e)) => return Outcome { body: Shown::Bytes(all), ..failure(&e, |()| Shown::Nothing) },
                    None => return Outcome { body: Shown::Bytes(all), ..Outcome::default() },
                }
            }
        })
    }
}

/// Octets.
pub fn octets(body: impl Octets) -> Yielded {
    body.read()
}

/// Events, each as the object that the standard describes (OAS 3.2.0, "Special Considerations for Server-Sent Events").
pub fn events<C: Ser<T>, T: 'static>(mut stream: EventStream<T>) -> Yielded {
    Box::pin(async move {
        let mut items = Vec::new();
        loop {
            let event = match stream.next().await {
                Some(Ok(event)) => event,
                Some(Err(e)) => return Outcome { items: Some(items), ..failure(&e, |()| Shown::Nothing) },
                None => return Outcome { items: Some(items), ..Outcome::default() },
            };
            let Shown::Json(data) = json::<C, T>(&event.data) else {
                items.push(Shown::Unwritable("the data of an event".to_owned()));
                continue;
            };
            let word = |text: &Option<String>| serde_json::Value::from(text.clone()).to_string();
            let retry = event.retry.map_or_else(|| "null".to_owned(), |pause| pause.as_millis().to_string());
            let (name, id) = (word(&event.event), word(&event.id));
            items.push(Shown::Json(format!(r#"{{"data":{data},"event":{name},"id":{id},"retry":{retry}}}"#)));
        }
    })
}

/// JSON texts, one after the other.
pub fn lines<C: Ser<T>, T: 'static>(mut stream: JsonLines<T>) -> Yielded {
    Box::pin(async move {
        let mut items = Vec::new();
        loop {
            match stream.next().await {
                Some(Ok(item)) => items.push(json::<C, T>(&item)),
                Some(Err(e)) => return Outcome { items: Some(items), ..failure(&e, |()| Shown::Nothing) },
                None => return Outcome { items: Some(items), ..Outcome::default() },
            }
        }
    })
}
