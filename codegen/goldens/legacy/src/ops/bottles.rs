// Made by bursar-codegen 0.1.0 from "Cellar" 1; do not edit, run `cargo xtask regen`.

//! Operations: bottles.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /bottles`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_legacy::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.cellar_list_bottles().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn cellar_list_bottles(&self) -> Request<CellarListBottles, M> {
        Request::new(&self.core)
    }

    /// `POST /bottles`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_legacy::Client, body: bursar_legacy::Bottle) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.cellar_add_bottle(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn cellar_add_bottle(&self, body: Bottle) -> Request<CellarAddBottle, M> {
        let mut request = Request::new(&self.core);
        request.call.json::<v1::Plain, Bottle>(&body);
        request
    }

    /// `POST /bottles/search`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_legacy::Client, body: bursar_legacy::CellarSearchBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.cellar_search(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn cellar_search(&self, body: CellarSearchBody) -> Request<CellarSearch, M> {
        let mut request = Request::new(&self.core);
        request.call.choose::<CellarSearchBody>(body);
        request
    }

    /// `GET /bottles/{id}/label`
    ///
    /// The answer can also be read as it arrives: [`Request::stream`].
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_legacy::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.cellar_get_label(1).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn cellar_get_label(&self, id: i64) -> Request<CellarGetLabel, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::IntText, i64>(0, &id);
        request
    }

    /// `PUT /bottles/{id}/label`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_legacy::Client, body: bursar_legacy::CellarPutLabelBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.cellar_put_label(1, body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn cellar_put_label(
        &self,
        id: i64,
        body: CellarPutLabelBody,
    ) -> Request<CellarPutLabel, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::IntText, i64>(0, &id);
        request.call.parts(0, &body);
        request
    }
}

/// The operation `GET /bottles`.
#[derive(Debug, Clone, Copy)]
pub struct CellarListBottles;

/// What `GET /bottles` answers when it succeeds.
pub type CellarListBottlesOk = Vec<Bottle>;

/// What `GET /bottles` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellarListBottlesError {
    /// Any other status: A fault.
    Default(Fault),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    CellarListBottles -> CellarListBottlesOk, CellarListBottlesError {
        Get "/bottles", "Cellar_ListBottles";
        param v1::Param::query("page");
        param v1::Param::query("csv").explode(v1::Explode::No);
        param v1::Param::query("multi");
        param v1::Param::query("ssv").style(v1::Style::SpaceDelimited);
        param v1::Param::query("pipes").style(v1::Style::PipeDelimited);
        param v1::Param::header("X-Since");
        auth 0[];
        auth 1[];
        replies json "200", json "default";
        gives json v1::List<v1::Plain>;
        err 1 json v1::Plain => Default;
    }
}

impl<M: v1::Mode> Request<CellarListBottles, M> {
    /// Sets the query parameter `page`.
    ///
    /// Default 1.
    pub fn page(mut self, page: i32) -> Self {
        self.call.set(0, &page);
        self
    }

    /// Sets the query parameter `csv`.
    pub fn csv(mut self, csv: Vec<String>) -> Self {
        self.call.set(1, &csv);
        self
    }

    /// Sets the query parameter `multi`.
    pub fn multi(mut self, multi: Vec<CellarListBottlesMultiItem>) -> Self {
        self.call.set(2, &multi);
        self
    }

    /// Sets the query parameter `ssv`.
    pub fn ssv(mut self, ssv: Vec<i64>) -> Self {
        self.call.set(3, &ssv);
        self
    }

    /// Sets the query parameter `pipes`.
    pub fn pipes(mut self, pipes: Vec<Decimal>) -> Self {
        self.call.set_as::<v1::List<v1::DecimalText>, Vec<Decimal>>(4, &pipes);
        self
    }

    /// Sets the header parameter `X-Since`.
    pub fn x_since(mut self, x_since: DateTime<Utc>) -> Self {
        self.call.set_as::<v1::Time, DateTime<Utc>>(5, &x_since);
        self
    }
}

v1::string_enum! {
    /// `#/paths/~1bottles/get/parameters/2/schema/items` of the document.
    pub enum CellarListBottlesMultiItem {
        /// `a`
        A = "a";
        /// `b`
        B = "b";
    }
}

/// The operation `POST /bottles`.
#[derive(Debug, Clone, Copy)]
pub struct CellarAddBottle;

/// What `POST /bottles` answers when it succeeds.
pub type CellarAddBottleOk = Bottle;

/// What `POST /bottles` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellarAddBottleError {
    /// Status 400: A fault.
    BadRequest(Fault),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    CellarAddBottle -> CellarAddBottleOk, CellarAddBottleError {
        Post "/bottles", "Cellar_AddBottle";
        body required "application/json";
        auth 2["bottles"];
        replies json "201", json "400";
        gives json v1::Plain;
        err 1 json v1::Plain => BadRequest;
    }
}

/// The operation `POST /bottles/search`.
#[derive(Debug, Clone, Copy)]
pub struct CellarSearch;

/// What `POST /bottles/search` answers when it succeeds.
pub type CellarSearchOk = Vec<Bottle>;

/// What `POST /bottles/search` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellarSearchError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    CellarSearch -> CellarSearchOk, CellarSearchError {
        Post "/bottles/search", "Cellar_Search";
        body required "application/x-www-form-urlencoded", "multipart/form-data";
        field 0 v1::Field::new("years").style(v1::Style::Form, v1::Explode::No);
        field 0 v1::Field::new("colours").style(v1::Style::Form, v1::Explode::Yes);
        field 1 v1::Field::new("years").style(v1::Style::Form, v1::Explode::No);
        field 1 v1::Field::new("colours").style(v1::Style::Form, v1::Explode::Yes);
        auth 0[];
        auth 1[];
        replies json "200";
        gives json v1::List<v1::Plain>;
    }
}

/// The forms that the body of `POST /bottles/search` can have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellarSearchBody {
    /// `application/x-www-form-urlencoded`.
    Form(CellarSearchCommonBody),
    /// `multipart/form-data`.
    Multipart(CellarSearchCommonBody),
}

v1::choice! {
    CellarSearchBody {
        0 form v1::Plain => Form(CellarSearchCommonBody);
        1 multipart v1::Plain => Multipart(CellarSearchCommonBody);
    }
}

v1::record! {
    /// `#/paths/~1bottles~1search/post/requestBody/content/application~1x-www-form-urlencoded/schema` of the document.
    ser full pub struct CellarSearchCommonBody new(grape: String) {
        /// `grape`
        pub grape: String = "grape", required v1::Plain;
        /// `years`
        pub years: Option<Vec<i64>> = "years", optional v1::List<v1::Int>;
        /// `colours`
        pub colours: Option<Vec<String>> = "colours", optional v1::List<v1::Plain>;
    }
}

/// The operation `GET /bottles/{id}/label`.
#[derive(Debug, Clone, Copy)]
pub struct CellarGetLabel;

/// What `GET /bottles/{id}/label` answers when it succeeds.
pub type CellarGetLabelOk = Bytes;

/// What `GET /bottles/{id}/label` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellarGetLabelError {
    /// Status 404: None.
    NotFound,
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    CellarGetLabel -> CellarGetLabelOk, CellarGetLabelError {
        Get "/bottles/{id}/label", "Cellar_GetLabel";
        param v1::Param::path("id");
        auth 0[];
        auth 1[];
        replies bytes "200" as "image/png", none "404";
        stream [0] octets => ByteStream;
        gives bytes;
        err 1 none => NotFound;
    }
}

/// The operation `PUT /bottles/{id}/label`.
#[derive(Debug, Clone, Copy)]
pub struct CellarPutLabel;

/// What `PUT /bottles/{id}/label` answers when it succeeds.
pub type CellarPutLabelOk = ();

/// What `PUT /bottles/{id}/label` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CellarPutLabelError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    CellarPutLabel -> CellarPutLabelOk, CellarPutLabelError {
        Put "/bottles/{id}/label", "Cellar_PutLabel";
        param v1::Param::path("id");
        body required "multipart/form-data";
        auth 0[];
        auth 1[];
        replies none "204";
        gives none;
    }
}

/// `#/paths/~1bottles~1{id}~1label/put/requestBody/content/multipart~1form-data/schema` of the document.
///
/// Holds files: it is sent as `multipart/form-data`, and has no form in JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CellarPutLabelBody {
    /// `note`
    pub note: Option<String>,
    /// `picture`
    pub picture: v1::Upload,
}

v1::parts! {
    CellarPutLabelBody {
        note: "note", optional v1::Plain;
        picture: "picture", files;
    }
}

v1::construct! {
    CellarPutLabelBody(picture: v1::Upload) {
        note: Option<String>;
    }
}
