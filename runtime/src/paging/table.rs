//! How an operation is paged, as a table of facts: the `paged` macro.
//!
//! ```text
//! v1::paged! { ListThings -> Thing {                                   // operation, and the type of its items
//!     paging v1::Paging::cursor(v1::Knob::param(0), "/next").items("/page/things");
//!     items |page| page.page?.things?;                                 // the way to them; `?` where it may be missing
//! } }
//! ```

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_paged {
    ($op:ident -> $item:ty {
        paging $paging:expr;
        items |$page:ident| $items:expr;
    }) => {
        impl $crate::__private::v1::Paged for $op {
            type Item = $item;
            const PAGING: &'static $crate::__private::v1::Paging = &$paging;

            fn items(
                $page: <Self as $crate::__private::v1::Operation>::Ok,
            ) -> ::core::option::Option<::std::vec::Vec<$item>> {
                let items = $items;
                ::core::option::Option::Some(items)
            }
        }
    };
}
