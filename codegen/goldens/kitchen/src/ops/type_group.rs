// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: type.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /styles/{simple}/{simple_list}/{simple_object}/{label}/{label_list}/{label_object}/{matrix}/{matrix_list}/{matrix_object}`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, simple_list: Vec<i64>, simple_object: bursar_kitchen::Point, label: bursar_kitchen::runtime::NaiveDate, label_list: Vec<String>, label_object: bursar_kitchen::Point, matrix_list: Vec<f64>, matrix_object: std::collections::BTreeMap<String, String>) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.path_styles(true, simple_list, simple_object, label, label_list, label_object, 1, matrix_list, matrix_object).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn path_styles(
        &self,
        simple: bool,
        simple_list: Vec<i64>,
        simple_object: Point,
        label: NaiveDate,
        label_list: Vec<String>,
        label_object: Point,
        matrix: impl Into<Decimal>,
        matrix_list: Vec<f64>,
        matrix_object: BTreeMap<String, String>,
    ) -> Request<PathStyles, M> {
        let mut request = Request::new(&self.core);
        request.call.set(0, &simple);
        request.call.set(1, &simple_list);
        request.call.set(2, &simple_object);
        request.call.set_as::<v1::Date, NaiveDate>(3, &label);
        request.call.set(4, &label_list);
        request.call.set(5, &label_object);
        request.call.set_as::<v1::DecimalText, Decimal>(6, &matrix.into());
        request.call.set_as::<v1::List<v1::Float>, Vec<f64>>(7, &matrix_list);
        request.call.set(8, &matrix_object);
        request
    }

    /// `GET /styles`
    ///
    /// The answer can also be read as it arrives: [`Request::stream`].
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, core: bursar_kitchen::Colour, empty: bursar_kitchen::runtime::DateTime<bursar_kitchen::runtime::Utc>) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.query_styles("request_param", "self_", core, 1, 1, empty).await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn query_styles(
        &self,
        request_param: impl Into<String>,
        self_: impl Into<String>,
        core: impl Into<Colour>,
        r#type: i64,
        value: impl Into<Decimal>,
        empty: DateTime<Utc>,
    ) -> Request<QueryStyles, M> {
        let mut request = Request::new(&self.core);
        request.call.set::<String>(0, &request_param.into());
        request.call.set::<String>(1, &self_.into());
        request.call.set::<Colour>(2, &core.into());
        request.call.set_as::<v1::IntText, i64>(3, &r#type);
        request.call.set_as::<v1::DecimalText, Decimal>(4, &value.into());
        request.call.set_as::<v1::Time, DateTime<Utc>>(5, &empty);
        request
    }
}

impl<M: v1::Mode> crate::client::TypeGroup<'_, M> {
    /// See [`Client::path_styles`].
    pub fn path_styles(
        &self,
        simple: bool,
        simple_list: Vec<i64>,
        simple_object: Point,
        label: NaiveDate,
        label_list: Vec<String>,
        label_object: Point,
        matrix: impl Into<Decimal>,
        matrix_list: Vec<f64>,
        matrix_object: BTreeMap<String, String>,
    ) -> Request<PathStyles, M> {
        self.client
            .path_styles(
                simple,
                simple_list,
                simple_object,
                label,
                label_list,
                label_object,
                matrix,
                matrix_list,
                matrix_object,
            )
    }

    /// See [`Client::query_styles`].
    pub fn query_styles(
        &self,
        request_param: impl Into<String>,
        self_: impl Into<String>,
        core: impl Into<Colour>,
        r#type: i64,
        value: impl Into<Decimal>,
        empty: DateTime<Utc>,
    ) -> Request<QueryStyles, M> {
        self.client.query_styles(request_param, self_, core, r#type, value, empty)
    }
}

/// The operation `GET /styles/{simple}/{simple_list}/{simple_object}/{label}/{label_list}/{label_object}/{matrix}/{matrix_list}/{matrix_object}`.
#[derive(Debug, Clone, Copy)]
pub struct PathStyles;

/// What `GET /styles/{simple}/{simple_list}/{simple_object}/{label}/{label_list}/{label_object}/{matrix}/{matrix_list}/{matrix_object}` answers when it succeeds.
pub type PathStylesOk = ();

/// What `GET /styles/{simple}/{simple_list}/{simple_object}/{label}/{label_list}/{label_object}/{matrix}/{matrix_list}/{matrix_object}` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum PathStylesError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    PathStyles -> PathStylesOk, PathStylesError {
        Get "/styles/{simple}/{simple_list}/{simple_object}/{label}/{label_list}/{label_object}/{matrix}/{matrix_list}/{matrix_object}", "pathStyles";
        param v1::Param::path("simple");
        param v1::Param::path("simple_list");
        param v1::Param::path("simple_object").explode(v1::Explode::Yes);
        param v1::Param::path("label").style(v1::Style::Label);
        param v1::Param::path("label_list").style(v1::Style::Label).explode(v1::Explode::Yes);
        param v1::Param::path("label_object").style(v1::Style::Label);
        param v1::Param::path("matrix").style(v1::Style::Matrix);
        param v1::Param::path("matrix_list").style(v1::Style::Matrix).explode(v1::Explode::Yes);
        param v1::Param::path("matrix_object").style(v1::Style::Matrix);
        auth 0[];
        replies none "204";
        gives none;
    }
}

/// The operation `GET /styles`.
#[derive(Debug, Clone, Copy)]
pub struct QueryStyles;

/// What `GET /styles` answers when it succeeds.
pub type QueryStylesOk = String;

/// What `GET /styles` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum QueryStylesError {
    /// Status 500.
    InternalServerError(JsonValue),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    QueryStyles -> QueryStylesOk, QueryStylesError {
        Get "/styles", "queryStyles";
        param v1::Param::query("request").required();
        param v1::Param::query("self").required();
        param v1::Param::query("core").required();
        param v1::Param::query("type").required();
        param v1::Param::query("value").allow_reserved().required();
        param v1::Param::query("").required();
        param v1::Param::query("form");
        param v1::Param::query("form_plain").explode(v1::Explode::No);
        param v1::Param::query("form_object");
        param v1::Param::query("spaced").style(v1::Style::SpaceDelimited);
        param v1::Param::query("piped").style(v1::Style::PipeDelimited);
        param v1::Param::query("deep[]").style(v1::Style::DeepObject).explode(v1::Explode::Yes);
        param v1::Param::query("filter").json();
        param v1::Param::query("maybe");
        param v1::Param::query("timeout");
        param v1::Param::query("old");
        param v1::Param::header("X-Fixed").required().fixed("2026-01-01");
        param v1::Param::header("X-List");
        param v1::Param::header("X-Point").explode(v1::Explode::Yes);
        param v1::Param::cookie("session");
        param v1::Param::cookie("type");
        auth 0[];
        server v1::Server { name: "", url: "https://styles.pantry.example/{v}", variables: &[v1::Variable { name: "v", default: "1", values: &[] }] };
        replies text "200", text "2XX", json "500";
        stream [0, 1] octets => ByteStream;
        gives text;
        err 2 json v1::Plain => InternalServerError;
    }
}

impl<M: v1::Mode> Request<QueryStyles, M> {
    /// Sets the query parameter `form`.
    pub fn form(mut self, form: Vec<Colour>) -> Self {
        self.call.set(6, &form);
        self
    }

    /// Sets the query parameter `form_plain`.
    pub fn form_plain(mut self, form_plain: Vec<Bytes>) -> Self {
        self.call.set_as::<v1::List<v1::Base64>, Vec<Bytes>>(7, &form_plain);
        self
    }

    /// Sets the query parameter `form_object`.
    pub fn form_object(mut self, form_object: Point) -> Self {
        self.call.set(8, &form_object);
        self
    }

    /// Sets the query parameter `spaced`.
    pub fn spaced(mut self, spaced: Vec<String>) -> Self {
        self.call.set(9, &spaced);
        self
    }

    /// Sets the query parameter `piped`.
    pub fn piped(mut self, piped: Vec<Decimal>) -> Self {
        self.call.set_as::<v1::List<v1::DecimalText>, Vec<Decimal>>(10, &piped);
        self
    }

    /// Sets the query parameter `deep[]`.
    pub fn deep(mut self, deep: QueryStylesDeep) -> Self {
        self.call.set(11, &deep);
        self
    }

    /// Sets the query parameter `filter`.
    pub fn filter(mut self, filter: Point) -> Self {
        self.call.set(12, &filter);
        self
    }

    /// Sets the query parameter `maybe`.
    pub fn maybe(mut self, maybe: i64) -> Self {
        self.call.set(13, &maybe);
        self
    }

    /// Sets the query parameter `timeout`.
    ///
    /// At least 1; at most 60; default 30.
    pub fn timeout_param(mut self, timeout_param: i64) -> Self {
        self.call.set(14, &timeout_param);
        self
    }

    /// Sets the query parameter `old`.
    ///
    /// Default "\`\`\` x".
    ///
    /// Deprecated.
    pub fn old(mut self, old: impl Into<String>) -> Self {
        self.call.set::<String>(15, &old.into());
        self
    }

    /// Sets the header parameter `X-Fixed`; `2026-01-01` is sent without it.
    pub fn x_fixed(mut self, x_fixed: impl Into<QueryStylesXFixed>) -> Self {
        self.call.set::<QueryStylesXFixed>(16, &x_fixed.into());
        self
    }

    /// Sets the header parameter `X-List`.
    pub fn x_list(mut self, x_list: Vec<String>) -> Self {
        self.call.set(17, &x_list);
        self
    }

    /// Sets the header parameter `X-Point`.
    pub fn x_point(mut self, x_point: Point) -> Self {
        self.call.set(18, &x_point);
        self
    }

    /// Sets the cookie parameter `session`.
    pub fn session(mut self, session: impl Into<String>) -> Self {
        self.call.set::<String>(19, &session.into());
        self
    }

    /// Sets the cookie parameter `type`.
    pub fn type_in_cookie(mut self, type_in_cookie: impl Into<String>) -> Self {
        self.call.set::<String>(20, &type_in_cookie.into());
        self
    }
}

v1::record! {
    /// `#/paths/~1styles/get/parameters/11/schema` of the document.
    ser full pub struct QueryStylesDeep new() {
        /// `from`
        pub from: Option<NaiveDate> = "from", optional v1::Date;
        /// `to`
        pub to: Maybe<NaiveDate> = "to", maybe v1::Date;
    }
}

v1::string_enum! {
    /// `#/paths/~1styles/get/parameters/16/schema` of the document.
    pub enum QueryStylesXFixed {
        /// `2026-01-01`
        N20260101 = "2026-01-01";
    }
}
