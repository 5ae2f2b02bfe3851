// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: pinned.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /pinned`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.read_pinned_note().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn read_pinned_note(&self) -> Request<ReadPinnedNote, M> {
        Request::new(&self.core)
    }

    /// `POST /pinned`
    ///
    /// Sends an idempotency key in `idempotency-key`: [`Request::idempotency_key`], or one made for the call.
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::runtime::JsonValue) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.from_str(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_str(&self, body: JsonValue) -> Request<FromStr, M> {
        let mut request = Request::new(&self.core);
        request.call.json::<v1::Plain, JsonValue>(&body);
        request
    }

    /// `OPTIONS /pinned`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.n1_odd_n_ue4_me("body").await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn n1_odd_n_ue4_me(&self, body: impl Into<String>) -> Request<N1OddNUe4Me, M> {
        let mut request = Request::new(&self.core);
        request.call.json::<v1::Plain, String>(&body.into());
        request
    }

    /// `TRACE /pinned`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.next().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn next(&self) -> Request<Next, M> {
        Request::new(&self.core)
    }
}

impl<M: v1::Mode> crate::client::PinnedGroup<'_, M> {
    /// See [`Client::read_pinned_note`].
    pub fn read_pinned_note(&self) -> Request<ReadPinnedNote, M> {
        self.client.read_pinned_note()
    }

    /// See [`Client::from_str`].
    pub fn from_str(&self, body: JsonValue) -> Request<FromStr, M> {
        self.client.from_str(body)
    }

    /// See [`Client::n1_odd_n_ue4_me`].
    pub fn n1_odd_n_ue4_me(&self, body: impl Into<String>) -> Request<N1OddNUe4Me, M> {
        self.client.n1_odd_n_ue4_me(body)
    }

    /// See [`Client::next`].
    pub fn next(&self) -> Request<Next, M> {
        self.client.next()
    }
}

/// The operation `GET /pinned`.
#[derive(Debug, Clone, Copy)]
pub struct ReadPinnedNote;

/// What `GET /pinned` answers when it succeeds.
pub type ReadPinnedNoteOk = StickyNote;

/// What `GET /pinned` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ReadPinnedNoteError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ReadPinnedNote -> ReadPinnedNoteOk, ReadPinnedNoteError {
        Get "/pinned", "pinned";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

/// The operation `POST /pinned`.
#[derive(Debug, Clone, Copy)]
pub struct FromStr;

/// What `POST /pinned` answers when it succeeds.
pub type FromStrOk = Either;

/// What `POST /pinned` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FromStrError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    FromStr -> FromStrOk, FromStrError {
        Post "/pinned", "from_str";
        body required "application/json";
        key "idempotency-key";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

/// The operation `OPTIONS /pinned`.
#[derive(Debug, Clone, Copy)]
pub struct N1OddNUe4Me;

/// What `OPTIONS /pinned` answers when it succeeds.
pub type N1OddNUe4MeOk = Option<String>;

/// What `OPTIONS /pinned` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum N1OddNUe4MeError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    N1OddNUe4Me -> N1OddNUe4MeOk, N1OddNUe4MeError {
        Options "/pinned", "1 odd · näme";
        body required "application/json";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

/// The operation `TRACE /pinned`.
#[derive(Debug, Clone, Copy)]
pub struct Next;

/// What `TRACE /pinned` answers when it succeeds.
pub type NextOk = Vec<Option<DateTime<Utc>>>;

/// What `TRACE /pinned` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum NextError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    Next -> NextOk, NextError {
        Trace "/pinned", "next";
        body optional "application/json";
        auth 0[];
        replies json "200";
        gives json v1::List<v1::Nullable<v1::Time>>;
    }
}

impl<M: v1::Mode> Request<Next, M> {
    /// Sets the body.
    pub fn body(mut self, body: Option<i32>) -> Self {
        self.call.json::<v1::Nullable<v1::Int>, Option<i32>>(&body);
        self
    }
}
