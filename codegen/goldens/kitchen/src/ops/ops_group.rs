// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: Ops.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// `GET /keywords`
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = client.r#match("match").await?;
    /// println!("{} {answer:?}", answer.status());
    /// # Ok(())
    /// # }
    /// ```
    pub fn r#match(&self, r#match: impl Into<String>) -> Request<Match, M> {
        let mut request = Request::new(&self.core);
        request.call.set::<String>(0, &r#match.into());
        request
    }
}

impl<M: v1::Mode> crate::client::OpsGroup<'_, M> {
    /// See [`Client::match`].
    pub fn r#match(&self, r#match: impl Into<String>) -> Request<Match, M> {
        self.client.r#match(r#match)
    }
}

/// The operation `GET /keywords`.
#[derive(Debug, Clone, Copy)]
pub struct Match;

/// What `GET /keywords` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum MatchError {
    /// Status 400.
    BadRequestApplicationJson(MatchBadRequest),
    /// Status 400.
    BadRequestTextPlain(String),
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
}

v1::operation! {
    Match -> MatchOk, MatchError {
        Get "/keywords", "Match";
        param v1::Param::query("match").required();
        param v1::Param::query("new");
        param v1::Param::query("clone");
        auth 0[];
        replies json "200", json "400", text "400";
        gives json v1::Plain;
        err 1 json v1::Plain => BadRequestApplicationJson, 2 text => BadRequestTextPlain;
    }
}

impl<M: v1::Mode> Request<Match, M> {
    /// Sets the query parameter `new`.
    pub fn new_param(mut self, new_param: impl Into<String>) -> Self {
        self.call.set::<String>(1, &new_param.into());
        self
    }

    /// Sets the query parameter `clone`.
    pub fn clone(mut self, clone: impl Into<String>) -> Self {
        self.call.set::<String>(2, &clone.into());
        self
    }
}

v1::record! {
    /// `#/paths/~1keywords/get/responses/200/content/application~1json/schema` of the document.
    de full pub struct MatchOk {
        /// Sent only: no answer has it.
        pub secret: Option<String> = "secret", optional v1::Plain;
        /// `parent`
        pub parent: Option<Jar> = "parent", required v1::Nullable<v1::Plain>;
    }
}

v1::string_enum! {
    /// `#/paths/~1keywords/get/responses/400/content/application~1json/schema` of the document.
    pub enum MatchBadRequest {
        /// `a`
        A = "a";
    }
}
