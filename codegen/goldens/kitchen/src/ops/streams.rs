// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: Streams.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /streams/events`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut answer = client.text_events().await?;
    /// while let Some(item) = answer.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn text_events(&self) -> Request<TextEvents, M> {
        Request::new(&self.core)
    }

    /// `PUT /streams/events`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.assumed_events().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn assumed_events(&self) -> Request<AssumedEvents, M> {
        Request::new(&self.core)
    }

    /// `POST /streams/events`
    ///
    /// The answer can also be read as it arrives: [`Request::stream`].
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::JsonEventsBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.json_events(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn json_events(&self, body: JsonEventsBody) -> Request<JsonEvents, M> {
        let mut request = Request::new(&self.core);
        request.call.json::<v1::Plain, JsonEventsBody>(&body);
        request
    }

    /// `GET /streams/items`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut answer = client.rows().await?;
    /// while let Some(item) = answer.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn rows(&self) -> Request<Rows, M> {
        Request::new(&self.core)
    }

    /// `PUT /streams/items`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut answer = client.sequence().await?;
    /// while let Some(item) = answer.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn sequence(&self) -> Request<Sequence, M> {
        Request::new(&self.core)
    }

    /// `GET /streams/file`
    ///
    /// The answer can also be read as it arrives: [`Request::stream`].
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.file().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn file(&self) -> Request<File, M> {
        Request::new(&self.core)
    }
}

impl<M: v1::Mode> crate::client::StreamsGroup<'_, M> {
    /// See [`Client::text_events`].
    pub fn text_events(&self) -> Request<TextEvents, M> {
        self.client.text_events()
    }

    /// See [`Client::assumed_events`].
    pub fn assumed_events(&self) -> Request<AssumedEvents, M> {
        self.client.assumed_events()
    }

    /// See [`Client::json_events`].
    pub fn json_events(&self, body: JsonEventsBody) -> Request<JsonEvents, M> {
        self.client.json_events(body)
    }

    /// See [`Client::rows`].
    pub fn rows(&self) -> Request<Rows, M> {
        self.client.rows()
    }

    /// See [`Client::sequence`].
    pub fn sequence(&self) -> Request<Sequence, M> {
        self.client.sequence()
    }

    /// See [`Client::file`].
    pub fn file(&self) -> Request<File, M> {
        self.client.file()
    }
}

/// The operation `GET /streams/events`.
#[derive(Debug, Clone, Copy)]
pub struct TextEvents;

/// What `GET /streams/events` answers when it succeeds.
pub type TextEventsOk = EventStream<String>;

/// What `GET /streams/events` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TextEventsError {
    /// Status 404: A problem.
    NotFound(ProblemBody),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    TextEvents -> TextEventsOk, TextEventsError {
        Get "/streams/events", "textEvents";
        auth 0[];
        replies events "200", json "404";
        gives events;
        err 1 json v1::Plain => NotFound;
    }
}

/// The operation `PUT /streams/events`.
#[derive(Debug, Clone, Copy)]
pub struct AssumedEvents;

/// What `PUT /streams/events` answers when it succeeds.
#[derive(Debug)]
#[non_exhaustive]
pub enum AssumedEventsOk {
    /// Status 200: As documents had it before 3.2.
    Ok(EventStream<Event>),
    /// Status 202: Not yet.
    Accepted(AssumedEventsAccepted),
}

/// What `PUT /streams/events` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum AssumedEventsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    AssumedEvents -> AssumedEventsOk, AssumedEventsError {
        Put "/streams/events", "assumedEvents";
        auth 0[];
        replies events "200", json "202";
        ok 0 events v1::Plain => Ok, 1 json v1::Plain => Accepted;
    }
}

v1::record! {
    /// `#/paths/~1streams~1events/put/responses/202/content/application~1json/schema` of the document.
    de full pub struct AssumedEventsAccepted {
        /// `later`
        pub later: Option<bool> = "later", optional v1::Plain;
    }
}

/// The operation `POST /streams/events`.
#[derive(Debug, Clone, Copy)]
pub struct JsonEvents;

/// What `POST /streams/events` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JsonEventsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    JsonEvents -> JsonEventsOk, JsonEventsError {
        Post "/streams/events", "jsonEvents";
        body required "application/json";
        auth 0[];
        replies json "200", events "200" until "[DONE]", lines "200" as "application/x-ndjson";
        stream [1] events v1::Plain => EventStream<JsonEventsEvent>;
        gives json v1::Plain;
    }
}

v1::record! {
    /// `#/paths/~1streams~1events/post/requestBody/content/application~1json/schema` of the document.
    ser full pub struct JsonEventsBody new() {
        /// `stream`
        pub stream: Option<bool> = "stream", optional v1::Plain;
    }
}

v1::record! {
    /// `#/paths/~1streams~1events/post/responses/200/content/application~1json/schema` of the document.
    de full pub struct JsonEventsOk {
        /// `words`
        pub words: Vec<String> = "words", required v1::List<v1::Plain>;
    }
}

/// The operation `GET /streams/items`.
#[derive(Debug, Clone, Copy)]
pub struct Rows;

/// What `GET /streams/items` answers when it succeeds.
pub type RowsOk = JsonLines<RowsItem>;

/// What `GET /streams/items` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum RowsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    Rows -> RowsOk, RowsError {
        Get "/streams/items", "rows";
        auth 0[];
        replies lines "200";
        gives lines v1::Plain;
    }
}

v1::record! {
    /// `#/paths/~1streams~1items/get/responses/200/content/application~1jsonl/x-bursar-itemSchema` of the document.
    de full pub struct RowsItem {
        /// `amount`
        pub amount: Decimal = "amount", required v1::DecimalNumber;
    }
}

/// The operation `PUT /streams/items`.
#[derive(Debug, Clone, Copy)]
pub struct Sequence;

/// What `PUT /streams/items` answers when it succeeds.
pub type SequenceOk = JsonLines<Option<DateTime<Utc>>>;

/// What `PUT /streams/items` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SequenceError {
    /// Any other status: A sequence.
    Default(String),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    Sequence -> SequenceOk, SequenceError {
        Put "/streams/items", "sequence";
        auth 0[];
        replies sequence "default";
        gives lines v1::Nullable<v1::Time>;
        err 0 text => Default;
    }
}

/// The operation `GET /streams/file`.
#[derive(Debug, Clone, Copy)]
pub struct File;

/// What `GET /streams/file` answers when it succeeds.
pub type FileOk = Bytes;

/// What `GET /streams/file` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FileError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    File -> FileOk, FileError {
        Get "/streams/file", "file";
        auth 0[];
        replies bytes "200" as "application/pdf";
        stream [0] octets => ByteStream;
        gives bytes;
    }
}
