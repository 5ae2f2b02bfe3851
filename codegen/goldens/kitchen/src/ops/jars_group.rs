// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Glass. \`\`\`
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Reads a jar
    ///
    /// */ "#" `tick` {} ${x} \\ \\u{1} \<b\>bold\</b\> \[Jar\]\\u{202e}
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, jar_id: bursar_kitchen::runtime::Uuid) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_jar(jar_id).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_jar(&self, jar_id: Uuid) -> Request<GetJar, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::UuidText, Uuid>(0, &jar_id);
        request
    }

    /// `PUT /jars/{jar_id}`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, jar_id: bursar_kitchen::runtime::Uuid, body: bursar_kitchen::Jar) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.put_jar(jar_id, body).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn put_jar(&self, jar_id: Uuid, body: Jar) -> Request<PutJar, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::UuidText, Uuid>(0, &jar_id);
        request.call.json::<v1::Plain, Jar>(&body);
        request
    }

    /// `DELETE /jars/{jar_id}`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, jar_id: bursar_kitchen::runtime::Uuid) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.into_delete(jar_id).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_delete(&self, jar_id: Uuid) -> Request<IntoDelete, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::UuidText, Uuid>(0, &jar_id);
        request
    }

    /// `HEAD /jars/{jar_id}`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, jar_id: bursar_kitchen::runtime::Uuid) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.head_jar(jar_id).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn head_jar(&self, jar_id: Uuid) -> Request<HeadJar, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::UuidText, Uuid>(0, &jar_id);
        request
    }

    /// `PATCH /jars/{jar_id}`
    ///
    /// Sends an idempotency key in `X-Jar-Key`: [`Request::idempotency_key`], or one made for the call.
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, jar_id: bursar_kitchen::runtime::Uuid) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.patch_jar(jar_id).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    #[deprecated]
    pub fn patch_jar(&self, jar_id: Uuid) -> Request<PatchJar, M> {
        let mut request = Request::new(&self.core);
        request.call.set_as::<v1::UuidText, Uuid>(0, &jar_id);
        request
    }

    /// Without an operationId, and with an undeclared parameter
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.get_jars_by_jar_id_contents_by_format(1, "format").await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_jars_by_jar_id_contents_by_format(
        &self,
        jar_id: i32,
        format: impl Into<String>,
    ) -> Request<GetJarsByJarIdContentsByFormat, M> {
        let mut request = Request::new(&self.core);
        request.call.set(0, &jar_id);
        request.call.set::<String>(1, &format.into());
        request
    }
}

impl<M: v1::Mode> crate::client::JarsGroup<'_, M> {
    /// See [`Client::get_jar`].
    pub fn get_jar(&self, jar_id: Uuid) -> Request<GetJar, M> {
        self.client.get_jar(jar_id)
    }

    /// See [`Client::put_jar`].
    pub fn put_jar(&self, jar_id: Uuid, body: Jar) -> Request<PutJar, M> {
        self.client.put_jar(jar_id, body)
    }

    /// See [`Client::into_delete`].
    pub fn into_delete(&self, jar_id: Uuid) -> Request<IntoDelete, M> {
        self.client.into_delete(jar_id)
    }

    /// See [`Client::head_jar`].
    pub fn head_jar(&self, jar_id: Uuid) -> Request<HeadJar, M> {
        self.client.head_jar(jar_id)
    }

    /// See [`Client::patch_jar`].
    #[deprecated]
    #[allow(deprecated)]
    pub fn patch_jar(&self, jar_id: Uuid) -> Request<PatchJar, M> {
        self.client.patch_jar(jar_id)
    }

    /// See [`Client::get_jars_by_jar_id_contents_by_format`].
    pub fn get_jars_by_jar_id_contents_by_format(
        &self,
        jar_id: i32,
        format: impl Into<String>,
    ) -> Request<GetJarsByJarIdContentsByFormat, M> {
        self.client.get_jars_by_jar_id_contents_by_format(jar_id, format)
    }
}

/// The operation `GET /jars/{jar_id}`.
#[derive(Debug, Clone, Copy)]
pub struct GetJar;

/// What `GET /jars/{jar_id}` answers when it succeeds.
pub type GetJarOk = Jar;

/// What `GET /jars/{jar_id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetJarError {
    /// Status 304: Not modified.
    NotModified,
    /// Status 401: A problem.
    Unauthorized(ProblemBody),
    /// Status 404: No such jar.
    NotFound(String),
    /// Status 4XX: Other \] faults
    ClientError(Problem),
    /// Any other status.
    Default(Bytes),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    GetJar -> GetJarOk, GetJarError {
        Get "/jars/{jar_id}", "getJar";
        param v1::Param::path("jar_id");
        param v1::Param::header("trace");
        auth 0[];
        replies json "200", none "304", json "401", text "404", json "4XX" as "application/problem+json",
            bytes "default";
        gives json v1::Plain;
        err 1 none => NotModified, 2 json v1::Plain => Unauthorized, 3 text => NotFound,
            4 json v1::Plain => ClientError, 5 bytes => Default;
    }
}

impl<M: v1::Mode> Request<GetJar, M> {
    /// Sets the header parameter `trace`.
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.call.set::<String>(1, &trace.into());
        self
    }
}

/// The operation `PUT /jars/{jar_id}`.
#[derive(Debug, Clone, Copy)]
pub struct PutJar;

/// What `PUT /jars/{jar_id}` answers when it succeeds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PutJarOk {
    /// Status 200: Replaced.
    Ok(Jar),
    /// Status 201: Made.
    Created(Jar),
    /// Status 204: Nothing changed.
    NoContent,
}

/// What `PUT /jars/{jar_id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PutJarError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    PutJar -> PutJarOk, PutJarError {
        Put "/jars/{jar_id}", "putJar";
        param v1::Param::path("jar_id");
        param v1::Param::header("trace");
        body required "application/json";
        auth 0[];
        replies json "200", json "201", none "204";
        ok 0 json v1::Plain => Ok, 1 json v1::Plain => Created, 2 none => NoContent;
    }
}

impl<M: v1::Mode> Request<PutJar, M> {
    /// Sets the header parameter `trace`.
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.call.set::<String>(1, &trace.into());
        self
    }
}

/// The operation `DELETE /jars/{jar_id}`.
#[derive(Debug, Clone, Copy)]
pub struct IntoDelete;

/// What `DELETE /jars/{jar_id}` answers when it succeeds.
pub type IntoDeleteOk = Problem;

/// What `DELETE /jars/{jar_id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum IntoDeleteError {
    /// Any other status: Whatever.
    Default(Problem),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    IntoDelete -> IntoDeleteOk, IntoDeleteError {
        Delete "/jars/{jar_id}", "into_delete";
        param v1::Param::path("jar_id");
        param v1::Param::header("trace");
        auth 5["jars.delete", "jars:write"] & 2[];
        auth 3[];
        auth 4[];
        auth 6[];
        auth;
        replies json "default";
        gives json v1::Plain;
        err 0 json v1::Plain => Default;
    }
}

impl<M: v1::Mode> Request<IntoDelete, M> {
    /// Sets the header parameter `trace`.
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.call.set::<String>(1, &trace.into());
        self
    }
}

/// The operation `HEAD /jars/{jar_id}`.
#[derive(Debug, Clone, Copy)]
pub struct HeadJar;

/// What `HEAD /jars/{jar_id}` answers when it succeeds.
pub type HeadJarOk = ();

/// What `HEAD /jars/{jar_id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum HeadJarError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    HeadJar -> HeadJarOk, HeadJarError {
        Head "/jars/{jar_id}", "headJar";
        param v1::Param::path("jar_id");
        param v1::Param::header("trace");
        auth 0[];
        replies none "200";
        gives none;
    }
}

impl<M: v1::Mode> Request<HeadJar, M> {
    /// Sets the header parameter `trace`.
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.call.set::<String>(1, &trace.into());
        self
    }
}

/// The operation `PATCH /jars/{jar_id}`.
#[derive(Debug, Clone, Copy)]
pub struct PatchJar;

/// What `PATCH /jars/{jar_id}` answers when it succeeds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PatchJarOk {
    /// Status 200.
    Ok(PatchedJar),
    /// Status 202.
    Accepted(PatchJarAccepted),
}

/// What `PATCH /jars/{jar_id}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PatchJarError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    PatchJar -> PatchJarOk, PatchJarError {
        Patch "/jars/{jar_id}", "patchJar";
        param v1::Param::path("jar_id");
        param v1::Param::header("trace");
        body optional "application/merge-patch+json", "application/xml";
        key "X-Jar-Key";
        auth 0[];
        replies json "200", json "202";
        ok 0 json v1::Plain => Ok, 1 json v1::Plain => Accepted;
    }
}

/// The forms that the body of `PATCH /jars/{jar_id}` can have.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PatchJarBodyChoice {
    /// `application/merge-patch+json`.
    MergePatchJson(PatchJarBody),
    /// `application/xml`.
    Xml(String),
}

v1::choice! {
    PatchJarBodyChoice {
        0 json v1::Plain => MergePatchJson(PatchJarBody), from;
        1 text => Xml(String), from;
    }
}

impl<M: v1::Mode> Request<PatchJar, M> {
    /// Sets the header parameter `trace`.
    pub fn trace(mut self, trace: impl Into<String>) -> Self {
        self.call.set::<String>(1, &trace.into());
        self
    }

    /// Sets the body.
    ///
    /// What changes.
    pub fn body(mut self, body: impl Into<PatchJarBodyChoice>) -> Self {
        self.call.choose::<PatchJarBodyChoice>(body.into());
        self
    }
}

v1::record! {
    /// `#/paths/~1jars~1{jar_id}/patch/requestBody/content/application~1merge-patch+json/schema` of the document.
    ser full pub struct PatchJarBody new(etag: Option<String>) {
        /// `etag`
        pub etag: Option<String> = "etag", required v1::Nullable<v1::Plain>;
        /// Absent, null and a text are three things.
        pub label: Maybe<String> = "label", maybe v1::Plain;
        /// `weight`
        pub weight: Maybe<Decimal> = "weight", maybe v1::DecimalNumber;
        /// `opened`
        pub opened: Maybe<DateTime<Utc>> = "opened", maybe v1::Time;
        /// `lid`
        pub lid: Maybe<PatchJarBodyLid> = "lid", maybe v1::Plain;
        /// `new`
        pub new_member: Option<bool> = "new", optional v1::Plain;
        /// `extra`
        pub extra: Option<String> = "extra", optional v1::Plain;
        /// `self`
        pub self_: Option<String> = "self", optional v1::Plain;
        /// Sent only: no answer has it.
        pub secret: Option<String> = "secret", optional v1::Plain;
        /// `id`
        pub id: Option<String> = "id", optional_read v1::Plain;
        /// Members that the document does not list.
        pub extra_members: BTreeMap<String, i64> = *, v1::Int;
    }
}

v1::record! {
    /// `#/paths/~1jars~1{jar_id}/patch/requestBody/content/application~1merge-patch+json/schema/properties/lid` of the document.
    ser full pub struct PatchJarBodyLid new() {
        /// `colour`
        pub colour: Option<String> = "colour", optional v1::Plain;
    }
}

v1::record! {
    /// `#/paths/~1jars~1{jar_id}/patch/responses/200/content/application~1json/schema` of the document.
    de full pub struct PatchedJar {
        /// `ok`
        pub ok: Option<bool> = "ok", optional v1::Plain;
    }
}

v1::record! {
    /// `#/paths/~1jars~1{jar_id}/patch/responses/202/content/application~1json/schema` of the document.
    de full pub struct PatchJarAccepted {
        /// `later`
        pub later: Option<bool> = "later", optional v1::Plain;
    }
}

/// The operation `GET /jars/{jar_id}/contents.{format}`.
#[derive(Debug, Clone, Copy)]
pub struct GetJarsByJarIdContentsByFormat;

/// What `GET /jars/{jar_id}/contents.{format}` answers when it succeeds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetJarsByJarIdContentsByFormatOk {
    /// Status 200: Several forms.
    OkApplicationJson(Vec<GetJarsByJarIdContentsByFormatOkItem>),
    /// Status 200: Several forms.
    OkTextCsv(String),
    /// Status 200: Several forms.
    OkImagePng(Bytes),
}

/// What `GET /jars/{jar_id}/contents.{format}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GetJarsByJarIdContentsByFormatError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    GetJarsByJarIdContentsByFormat -> GetJarsByJarIdContentsByFormatOk, GetJarsByJarIdContentsByFormatError {
        Get "/jars/{jar_id}/contents.{format}", "GET /jars/{jar_id}/contents.{format}";
        param v1::Param::path("jar_id");
        param v1::Param::path("format");
        replies json "200", text "200" as "text/csv", bytes "200" as "image/png";
        ok 0 json v1::List<v1::Plain> => OkApplicationJson, 1 text => OkTextCsv, 2 bytes => OkImagePng;
    }
}

v1::record! {
    /// `#/paths/~1jars~1{jar_id}~1contents.{format}/get/responses/200/content/application~1json/schema/items` of the document.
    de full pub struct GetJarsByJarIdContentsByFormatOkItem {
        /// `name`
        pub name: Option<String> = "name", optional v1::Plain;
    }
}
