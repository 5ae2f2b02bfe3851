// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: Bodies.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `POST /bodies/form`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::SendFormBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_form(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_form(&self, body: SendFormBody) -> Request<SendForm, M> {
        let mut request = Request::new(&self.core);
        request.call.form::<v1::Plain, SendFormBody>(0, &body);
        request
    }

    /// `PUT /bodies/files`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_album().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_album(&self) -> Request<SendAlbum, M> {
        Request::new(&self.core)
    }

    /// `POST /bodies/files`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::Upload) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_files(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_files(&self, body: Upload) -> Request<SendFiles, M> {
        let mut request = Request::new(&self.core);
        request.call.parts(0, &body);
        request
    }

    /// `POST /bodies/parts`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::Body) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_parts(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_parts(&self, body: Body) -> Request<SendParts, M> {
        let mut request = Request::new(&self.core);
        request.call.multipart::<v1::Plain, Body>(0, &body);
        request
    }

    /// `PUT /bodies/octets`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::runtime::Body) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_octets(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_octets(&self, body: impl Into<v1::Body>) -> Request<SendOctets, M> {
        let mut request = Request::new(&self.core);
        request.call.octets(0, body.into());
        request
    }

    /// `POST /bodies/octets`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_any().await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_any(&self) -> Request<SendAny, M> {
        Request::new(&self.core)
    }

    /// `PATCH /bodies/octets`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::SendImageBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_image(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_image(&self, body: SendImageBody) -> Request<SendImage, M> {
        let mut request = Request::new(&self.core);
        request.call.choose::<SendImageBody>(body);
        request
    }

    /// `PUT /bodies/text`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_text("body").await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_text(&self, body: impl Into<String>) -> Request<SendText, M> {
        let mut request = Request::new(&self.core);
        request.call.text(0, body.into());
        request
    }

    /// `PUT /bodies/choice`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::SendSharedBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_shared(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_shared(&self, body: SendSharedBody) -> Request<SendShared, M> {
        let mut request = Request::new(&self.core);
        request.call.choose::<SendSharedBody>(body);
        request
    }

    /// `POST /bodies/choice`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::SendChoiceBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.send_choice(body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn send_choice(
        &self,
        body: impl Into<SendChoiceBody>,
    ) -> Request<SendChoice, M> {
        let mut request = Request::new(&self.core);
        request.call.choose::<SendChoiceBody>(body.into());
        request
    }
}

impl<M: v1::Mode> crate::client::BodiesGroup<'_, M> {
    /// See [`Client::send_form`].
    pub fn send_form(&self, body: SendFormBody) -> Request<SendForm, M> {
        self.client.send_form(body)
    }

    /// See [`Client::send_album`].
    pub fn send_album(&self) -> Request<SendAlbum, M> {
        self.client.send_album()
    }

    /// See [`Client::send_files`].
    pub fn send_files(&self, body: Upload) -> Request<SendFiles, M> {
        self.client.send_files(body)
    }

    /// See [`Client::send_parts`].
    pub fn send_parts(&self, body: Body) -> Request<SendParts, M> {
        self.client.send_parts(body)
    }

    /// See [`Client::send_octets`].
    pub fn send_octets(&self, body: impl Into<v1::Body>) -> Request<SendOctets, M> {
        self.client.send_octets(body)
    }

    /// See [`Client::send_any`].
    pub fn send_any(&self) -> Request<SendAny, M> {
        self.client.send_any()
    }

    /// See [`Client::send_image`].
    pub fn send_image(&self, body: SendImageBody) -> Request<SendImage, M> {
        self.client.send_image(body)
    }

    /// See [`Client::send_text`].
    pub fn send_text(&self, body: impl Into<String>) -> Request<SendText, M> {
        self.client.send_text(body)
    }

    /// See [`Client::send_shared`].
    pub fn send_shared(&self, body: SendSharedBody) -> Request<SendShared, M> {
        self.client.send_shared(body)
    }

    /// See [`Client::send_choice`].
    pub fn send_choice(
        &self,
        body: impl Into<SendChoiceBody>,
    ) -> Request<SendChoice, M> {
        self.client.send_choice(body)
    }
}

/// The operation `POST /bodies/form`.
#[derive(Debug, Clone, Copy)]
pub struct SendForm;

/// What `POST /bodies/form` answers when it succeeds.
pub type SendFormOk = ();

/// What `POST /bodies/form` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendFormError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendForm -> SendFormOk, SendFormError {
        Post "/bodies/form", "sendForm";
        body required "application/x-www-form-urlencoded";
        field 0 v1::Field::new("ids").style(v1::Style::PipeDelimited, v1::Explode::No);
        field 0 v1::Field::new("filter").style(v1::Style::DeepObject, v1::Explode::Yes);
        field 0 v1::Field::new("back").style(v1::Style::Form, v1::Explode::Yes).allow_reserved();
        field 0 v1::Field::new("meta").media("application/json");
        auth 0[];
        replies none "204";
        gives none;
    }
}

v1::record! {
    /// `#/paths/~1bodies~1form/post/requestBody/content/application~1x-www-form-urlencoded/schema` of the document.
    ser full pub struct SendFormBody new(amount: Decimal) {
        /// `amount`
        pub amount: Decimal = "amount", required v1::DecimalNumber;
        /// `tags`
        pub tags: Option<Vec<String>> = "tags", optional v1::List<v1::Plain>;
        /// `to`
        pub to: Option<Point> = "to", optional v1::Plain;
        /// `ids`
        pub ids: Option<Vec<i64>> = "ids", optional v1::List<v1::Int>;
        /// `filter`
        pub filter: Option<BTreeMap<String, String>> = "filter", optional v1::Map<v1::Plain>;
        /// `back`
        pub back: Option<String> = "back", optional v1::Plain;
        /// `meta`
        pub meta: Option<Point> = "meta", optional v1::Plain;
    }
}

/// The operation `PUT /bodies/files`.
#[derive(Debug, Clone, Copy)]
pub struct SendAlbum;

/// What `PUT /bodies/files` answers when it succeeds.
pub type SendAlbumOk = ();

/// What `PUT /bodies/files` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendAlbumError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendAlbum -> SendAlbumOk, SendAlbumError {
        Put "/bodies/files", "sendAlbum";
        body optional "multipart/form-data";
        auth 0[];
        replies none "204";
        gives none;
    }
}

impl<M: v1::Mode> Request<SendAlbum, M> {
    /// Sets the body.
    pub fn body(mut self, body: SendAlbumBody) -> Self {
        self.call.parts(0, &body);
        self
    }
}

/// `#/paths/~1bodies~1files/put/requestBody/content/multipart~1form-data/schema` of the document.
///
/// Holds files: it is sent as `multipart/form-data`, and has no form in JSON.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SendAlbumBody {
    /// Members that the document does not list.
    pub extra: BTreeMap<String, Vec<v1::Upload>>,
}

v1::parts! {
    SendAlbumBody {
        extra: * files;
    }
}

v1::construct! {
    SendAlbumBody() {
        extra: *, Vec<v1::Upload>;
    }
}

/// The operation `POST /bodies/files`.
#[derive(Debug, Clone, Copy)]
pub struct SendFiles;

/// What `POST /bodies/files` answers when it succeeds.
pub type SendFilesOk = ();

/// What `POST /bodies/files` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendFilesError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendFiles -> SendFilesOk, SendFilesError {
        Post "/bodies/files", "sendFiles";
        body required "multipart/form-data";
        field 0 v1::Field::new("scan").media("image/png");
        field 0 v1::Field::new("about").headers(&[("X-Kind", "about")]);
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The operation `POST /bodies/parts`.
#[derive(Debug, Clone, Copy)]
pub struct SendParts;

/// What `POST /bodies/parts` answers when it succeeds.
pub type SendPartsOk = ();

/// What `POST /bodies/parts` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendPartsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendParts -> SendPartsOk, SendPartsError {
        Post "/bodies/parts", "sendParts";
        body required "multipart/form-data";
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The operation `PUT /bodies/octets`.
#[derive(Debug, Clone, Copy)]
pub struct SendOctets;

/// What `PUT /bodies/octets` answers when it succeeds.
pub type SendOctetsOk = ();

/// What `PUT /bodies/octets` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendOctetsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendOctets -> SendOctetsOk, SendOctetsError {
        Put "/bodies/octets", "sendOctets";
        body required "application/octet-stream";
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The operation `POST /bodies/octets`.
#[derive(Debug, Clone, Copy)]
pub struct SendAny;

/// What `POST /bodies/octets` answers when it succeeds.
pub type SendAnyOk = ();

/// What `POST /bodies/octets` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendAnyError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendAny -> SendAnyOk, SendAnyError {
        Post "/bodies/octets", "sendAny";
        body optional "*/*";
        auth 0[];
        replies none "204";
        gives none;
    }
}

impl<M: v1::Mode> Request<SendAny, M> {
    /// Sets the body.
    pub fn body(mut self, body: impl Into<v1::Upload>) -> Self {
        self.call.upload(0, body.into());
        self
    }
}

/// The operation `PATCH /bodies/octets`.
#[derive(Debug, Clone, Copy)]
pub struct SendImage;

/// What `PATCH /bodies/octets` answers when it succeeds.
pub type SendImageOk = ();

/// What `PATCH /bodies/octets` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendImageError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendImage -> SendImageOk, SendImageError {
        Patch "/bodies/octets", "sendImage";
        body required "image/png", "image/jpeg";
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The forms that the body of `PATCH /bodies/octets` can have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendImageBody {
    /// `image/png`.
    Png(v1::Body),
    /// `image/jpeg`.
    Jpeg(v1::Body),
}

v1::choice! {
    SendImageBody {
        0 octets => Png(v1::Body);
        1 octets => Jpeg(v1::Body);
    }
}

/// The operation `PUT /bodies/text`.
#[derive(Debug, Clone, Copy)]
pub struct SendText;

/// What `PUT /bodies/text` answers when it succeeds.
pub type SendTextOk = ();

/// What `PUT /bodies/text` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendTextError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendText -> SendTextOk, SendTextError {
        Put "/bodies/text", "sendText";
        body required "text/plain";
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The operation `PUT /bodies/choice`.
#[derive(Debug, Clone, Copy)]
pub struct SendShared;

/// What `PUT /bodies/choice` answers when it succeeds.
pub type SendSharedOk = ();

/// What `PUT /bodies/choice` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendSharedError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendShared -> SendSharedOk, SendSharedError {
        Put "/bodies/choice", "sendShared";
        body required "application/json", "application/x-www-form-urlencoded";
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The forms that the body of `PUT /bodies/choice` can have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendSharedBody {
    /// `application/json`.
    Json(SharedCommon),
    /// `application/x-www-form-urlencoded`.
    Form(SharedCommon),
}

v1::choice! {
    SendSharedBody {
        0 json v1::Plain => Json(SharedCommon);
        1 form v1::Plain => Form(SharedCommon);
    }
}

/// The operation `POST /bodies/choice`.
#[derive(Debug, Clone, Copy)]
pub struct SendChoice;

/// What `POST /bodies/choice` answers when it succeeds.
pub type SendChoiceOk = ();

/// What `POST /bodies/choice` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendChoiceError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SendChoice -> SendChoiceOk, SendChoiceError {
        Post "/bodies/choice", "sendChoice";
        body required "application/json", "application/x-www-form-urlencoded", "multipart/form-data",
            "text/plain", "application/octet-stream", "image/*";
        field 1 v1::Field::new("tags").style(v1::Style::Form, v1::Explode::No);
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The forms that the body of `POST /bodies/choice` can have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SendChoiceBody {
    /// `application/json`.
    Json(Body),
    /// `application/x-www-form-urlencoded`.
    Form(Body),
    /// `multipart/form-data`.
    Multipart(Upload),
    /// `text/plain`.
    Text(String),
    /// `application/octet-stream`.
    Bytes(v1::Body),
    /// `image/*`.
    Image(v1::Upload),
}

v1::choice! {
    SendChoiceBody {
        0 json v1::Plain => Json(Body);
        1 form v1::Plain => Form(Body);
        2 parts => Multipart(Upload), from;
        3 text => Text(String), from;
        4 octets => Bytes(v1::Body), from;
        5 upload => Image(v1::Upload), from;
    }
}
