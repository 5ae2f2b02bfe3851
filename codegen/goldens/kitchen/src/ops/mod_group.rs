// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: Mod.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /mod`
    ///
    /// The answer can also be read as it arrives: [`Request::stream`].
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.r#mod().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn r#mod(&self) -> Request<ModOperation, M> {
        Request::new(&self.core)
    }

    /// `POST /mod`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.jars().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn jars(&self) -> Request<Jars, M> {
        Request::new(&self.core)
    }

    /// `GET /search`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.search_all().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn search_all(&self) -> Request<SearchAll, M> {
        Request::new(&self.core)
    }

    /// How to ask: <https://pantry.example/ask> .
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::Found) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.ask_all(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn ask_all(&self, body: Found) -> Request<AskAll, M> {
        let mut request = Request::new(&self.core);
        request.call.json::<v1::Plain, Found>(&body);
        request
    }

    /// `PURGE /search`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.purge_all().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn purge_all(&self) -> Request<PurgeAll, M> {
        Request::new(&self.core)
    }
}

impl<M: v1::Mode> crate::client::ModGroup<'_, M> {
    /// See [`Client::mod`].
    pub fn r#mod(&self) -> Request<ModOperation, M> {
        self.client.r#mod()
    }

    /// See [`Client::jars`].
    pub fn jars(&self) -> Request<Jars, M> {
        self.client.jars()
    }

    /// See [`Client::search_all`].
    pub fn search_all(&self) -> Request<SearchAll, M> {
        self.client.search_all()
    }

    /// See [`Client::ask_all`].
    pub fn ask_all(&self, body: Found) -> Request<AskAll, M> {
        self.client.ask_all(body)
    }

    /// See [`Client::purge_all`].
    pub fn purge_all(&self) -> Request<PurgeAll, M> {
        self.client.purge_all()
    }
}

/// The operation `GET /mod`.
#[derive(Debug, Clone, Copy)]
pub struct ModOperation;

/// What `GET /mod` answers when it succeeds.
pub type ModOk = Bytes;

/// What `GET /mod` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ModError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ModOperation -> ModOk, ModError {
        Get "/mod", "mod";
        auth 0[];
        replies bytes "200" as "application/pdf";
        stream [0] octets => ByteStream;
        gives bytes;
    }
}

/// The operation `POST /mod`.
#[derive(Debug, Clone, Copy)]
pub struct Jars;

/// What `POST /mod` answers when it succeeds.
pub type JarsOk = Everything;

/// What `POST /mod` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JarsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    Jars -> JarsOk, JarsError {
        Post "/mod", "jars";
        body optional "application/json";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

impl<M: v1::Mode> Request<Jars, M> {
    /// Sets the body.
    pub fn body(mut self, body: Vec<Event>) -> Self {
        self.call.json::<v1::List<v1::Plain>, Vec<Event>>(&body);
        self
    }
}

/// The operation `GET /search`.
#[derive(Debug, Clone, Copy)]
pub struct SearchAll;

/// What `GET /search` answers when it succeeds.
pub type SearchAllOk = Found;

/// What `GET /search` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SearchAllError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SearchAll -> SearchAllOk, SearchAllError {
        Get "/search", "searchAll";
        param v1::Param::query("all").whole();
        param v1::Param::header("X-Row");
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

impl<M: v1::Mode> Request<SearchAll, M> {
    /// Sets the query parameter `all`.
    pub fn all(mut self, all: SearchAllAll) -> Self {
        self.call.set(0, &all);
        self
    }

    /// Sets the header parameter `X-Row`.
    pub fn x_row(mut self, x_row: impl Into<String>) -> Self {
        self.call.set::<String>(1, &x_row.into());
        self
    }
}

v1::record! {
    /// `#/paths/~1search/get/parameters/0/content/application~1x-www-form-urlencoded/schema` of the document.
    ser full pub struct SearchAllAll new() {
        /// `words`
        pub words: Option<String> = "words", optional v1::Plain;
        /// `page`
        pub page: Option<i64> = "page", optional v1::Int;
    }
}

/// The operation `QUERY /search`.
#[derive(Debug, Clone, Copy)]
pub struct AskAll;

/// What `QUERY /search` answers when it succeeds.
pub type AskAllOk = ();

/// What `QUERY /search` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum AskAllError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    AskAll -> AskAllOk, AskAllError {
        Query "/search", "askAll";
        body required "application/json";
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The operation `PURGE /search`.
#[derive(Debug, Clone, Copy)]
pub struct PurgeAll;

/// What `PURGE /search` answers when it succeeds.
pub type PurgeAllOk = ();

/// What `PURGE /search` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PurgeAllError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    PurgeAll -> PurgeAllOk, PurgeAllError {
        Other("PURGE") "/search", "purgeAll";
        auth 0[];
        replies none "204";
        gives none;
    }
}
