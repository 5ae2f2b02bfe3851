// Made by bursar-codegen 0.1.0 from "Pantry API */ <b>" 2.0.0-β; do not edit, run `cargo xtask regen`.

//! Operations: Pages.
use crate::prelude::*;
use crate::{Client, Request};

impl<M: v1::Mode> Client<M> {
    /// Page numbers, and items that stand in place
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.list_shelves().items();
    /// while let Some(item) = items.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_shelves(&self) -> Request<ListShelves, M> {
        Request::new(&self.core)
    }

    /// A cursor in the body, and a page that is sent as well as received
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client, body: bursar_kitchen::SearchShelvesBody) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.search_shelves(body).items();
    /// while let Some(item) = items.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn search_shelves(&self, body: SearchShelvesBody) -> Request<SearchShelves, M> {
        let mut request = Request::new(&self.core);
        request.call.json::<v1::Plain, SearchShelvesBody>(&body);
        request
    }

    /// Offsets, and a page that may be null
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.list_crates("offset").items();
    /// while let Some(item) = items.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_crates(&self, offset: impl Into<String>) -> Request<ListCrates, M> {
        let mut request = Request::new(&self.core);
        request.call.set::<String>(0, &offset.into());
        request
    }

    /// Links, and a page that is a list
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.list_lids().items();
    /// while let Some(item) = items.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_lids(&self) -> Request<ListLids, M> {
        Request::new(&self.core)
    }

    /// Addresses, and a page inside a knot of types
    ///
    /// ```no_run
    /// # async fn example(client: &bursar_kitchen::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut items = client.list_spoons().items();
    /// while let Some(item) = items.next().await {
    ///     println!("{:?}", item?);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_spoons(&self) -> Request<ListSpoons, M> {
        Request::new(&self.core)
    }
}

impl<M: v1::Mode> crate::client::PagesGroup<'_, M> {
    /// See [`Client::list_shelves`].
    pub fn list_shelves(&self) -> Request<ListShelves, M> {
        self.client.list_shelves()
    }

    /// See [`Client::search_shelves`].
    pub fn search_shelves(&self, body: SearchShelvesBody) -> Request<SearchShelves, M> {
        self.client.search_shelves(body)
    }

    /// See [`Client::list_crates`].
    pub fn list_crates(&self, offset: impl Into<String>) -> Request<ListCrates, M> {
        self.client.list_crates(offset)
    }

    /// See [`Client::list_lids`].
    pub fn list_lids(&self) -> Request<ListLids, M> {
        self.client.list_lids()
    }

    /// See [`Client::list_spoons`].
    pub fn list_spoons(&self) -> Request<ListSpoons, M> {
        self.client.list_spoons()
    }
}

/// The operation `GET /shelves`.
#[derive(Debug, Clone, Copy)]
pub struct ListShelves;

/// What `GET /shelves` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ListShelvesError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ListShelves -> ListShelvesOk, ListShelvesError {
        Get "/shelves", "listShelves";
        param v1::Param::query("page");
        param v1::Param::query("per_page");
        param v1::Param::query("items");
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

v1::paged! {
    ListShelves -> ListShelvesOkShelvesItem {
        paging v1::Paging::page(v1::Knob::param(0).number(), 0).items("/shelves").total("/total")
            .size(v1::Knob::param(1).number());
        items |page| page.shelves;
    }
}

impl<M: v1::Mode> Request<ListShelves, M> {
    /// Sets the query parameter `page`.
    pub fn page(mut self, page: i64) -> Self {
        self.call.set(0, &page);
        self
    }

    /// Sets the query parameter `per_page`.
    ///
    /// At most 100.
    pub fn per_page(mut self, per_page: i64) -> Self {
        self.call.set(1, &per_page);
        self
    }

    /// Sets the query parameter `items`.
    pub fn items_param(mut self, items_param: impl Into<String>) -> Self {
        self.call.set::<String>(2, &items_param.into());
        self
    }
}

v1::record! {
    /// `#/paths/~1shelves/get/responses/200/content/application~1json/schema` of the document.
    de full pub struct ListShelvesOk {
        /// `shelves`
        pub shelves: Vec<ListShelvesOkShelvesItem> = "shelves", required v1::List<v1::Plain>;
        /// `total`
        pub total: Option<i64> = "total", optional v1::Int;
    }
}

v1::record! {
    /// `#/paths/~1shelves/get/responses/200/content/application~1json/schema/properties/shelves/items` of the document.
    de full pub struct ListShelvesOkShelvesItem {
        /// `id`
        pub id: Option<i64> = "id", optional v1::Int;
    }
}

/// The operation `POST /shelves`.
#[derive(Debug, Clone, Copy)]
pub struct SearchShelves;

/// What `POST /shelves` answers when it succeeds.
pub type SearchShelvesOk = ShelfPage;

/// What `POST /shelves` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SearchShelvesError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    SearchShelves -> SearchShelvesOk, SearchShelvesError {
        Post "/shelves", "searchShelves";
        body required "application/json";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

v1::paged! {
    SearchShelves -> Point {
        paging v1::Paging::cursor(v1::Knob::body("/page/after").number(), "/result/type/-1/x")
            .items("/result/type").more("/result/more").size(v1::Knob::body("/page/size").number());
        items |page| page.result.into_option()?.r#type.into_option()?;
    }
}

v1::record! {
    /// `#/paths/~1shelves/post/requestBody/content/application~1json/schema` of the document.
    ser full pub struct SearchShelvesBody new() {
        /// `like`
        pub like: Option<ShelfPage> = "like", optional v1::Plain;
        /// `page`
        pub page: Option<SearchShelvesBodyPage> = "page", optional v1::Plain;
    }
}

v1::record! {
    /// `#/paths/~1shelves/post/requestBody/content/application~1json/schema/properties/page` of the document.
    ser full pub struct SearchShelvesBodyPage new() {
        /// `after`
        pub after: Maybe<i64> = "after", maybe v1::Int;
        /// `size`
        pub size: Option<i64> = "size", optional v1::Int;
    }
}

/// The operation `GET /crates`.
#[derive(Debug, Clone, Copy)]
pub struct ListCrates;

/// What `GET /crates` answers when it succeeds.
pub type ListCratesOkReply = Option<ListCratesOk>;

/// What `GET /crates` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ListCratesError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ListCrates -> ListCratesOkReply, ListCratesError {
        Get "/crates", "listCrates";
        param v1::Param::query("offset").required();
        param v1::Param::query("limit");
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

v1::paged! {
    ListCrates -> Money {
        paging v1::Paging::offset(v1::Knob::param(0), 0).items("/crates").next("/next")
            .size(v1::Knob::param(1));
        items |page| page?.crates?;
    }
}

impl<M: v1::Mode> Request<ListCrates, M> {
    /// Sets the query parameter `limit`.
    pub fn limit(mut self, limit: i64) -> Self {
        self.call.set_as::<v1::IntText, i64>(1, &limit);
        self
    }
}

v1::record! {
    /// `#/paths/~1crates/get/responses/200/content/application~1json/schema` of the document.
    de full pub struct ListCratesOk {
        /// `crates`
        pub crates: Option<Crates> = "crates", optional v1::List<v1::Plain>;
        /// `next`
        pub next: Option<String> = "next", optional v1::Plain;
    }
}

/// The operation `GET /lids`.
#[derive(Debug, Clone, Copy)]
pub struct ListLids;

/// What `GET /lids` answers when it succeeds.
pub type ListLidsOk = Vec<Option<NaiveDate>>;

/// What `GET /lids` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ListLidsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ListLids -> ListLidsOk, ListLidsError {
        Get "/lids", "listLids";
        auth 0[];
        replies json "200";
        gives json v1::List<v1::Nullable<v1::Date>>;
    }
}

v1::paged! {
    ListLids -> Option<NaiveDate> {
        paging v1::Paging::link().items("");
        items |page| page;
    }
}

/// The operation `GET /spoons`.
#[derive(Debug, Clone, Copy)]
pub struct ListSpoons;

/// What `GET /spoons` answers when it succeeds.
pub type ListSpoonsOk = SpoonPage;

/// What `GET /spoons` answers when it fails.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ListSpoonsError {
    /// None of the documented answers, or one whose body is not what the document says.
    Undocumented,
    #[doc(hidden)]
    NoNumber(::core::convert::Infallible),
}

v1::operation! {
    ListSpoons -> ListSpoonsOk, ListSpoonsError {
        Get "/spoons", "listSpoons";
        auth 0[];
        replies json "200";
        gives json v1::Plain;
    }
}

v1::paged! {
    ListSpoons -> Point {
        paging v1::Paging::next_url("/links/next").items("/inner/spoons");
        items |page| page.inner.spoons;
    }
}
