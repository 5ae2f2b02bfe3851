//! The providers: re-exports, one feature each, and a table of all of them.
//!
//! Written by `cargo xtask regen` from the folders of `specs/`; never edited by hand.

/// What is known of a provider at compile time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// Name of the feature, such as in `cargo add bursar --features NAME`; also of the module, with `_` for `-`.
    pub name: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// Version of the document that the client is generated from, as the document states it.
    pub spec_version: &'static str,
    /// Where that document comes from.
    pub source: &'static str,
    /// The package behind the module.
    pub package: &'static str,
    /// Version of the package.
    pub version: &'static str,
    /// Whether this build has the feature.
    pub enabled: bool,
}

/// Dodo Payments, feature `dodopayments`: the crate `bursar-dodopayments`.
#[cfg(feature = "dodopayments")]
pub use bursar_dodopayments as dodopayments;

/// FedaPay, feature `fedapay`: the crate `bursar-fedapay`.
#[cfg(feature = "fedapay")]
pub use bursar_fedapay as fedapay;

/// Frontier, feature `frontier`: the crate `bursar-frontier`.
#[cfg(feature = "frontier")]
pub use bursar_frontier as frontier;

/// Orum, feature `orum`: the crate `bursar-orum`.
#[cfg(feature = "orum")]
pub use bursar_orum as orum;

/// Telnyx, feature `telnyx`: the crate `bursar-telnyx`.
#[cfg(feature = "telnyx")]
pub use bursar_telnyx as telnyx;

/// All providers, by name, whether or not this build has them.
#[rustfmt::skip]
pub const PROVIDERS: &[Provider] = &[
    Provider {
        name: "dodopayments",
        title: "Dodo Payments",
        spec_version: "1.102.0",
        source: "https://docs.dodopayments.com/api-reference/credit-entitlements/get-customer-balance.md",
        package: "bursar-dodopayments",
        version: "0.1.0",
        enabled: cfg!(feature = "dodopayments"),
    },
    Provider {
        name: "fedapay",
        title: "FedaPay",
        spec_version: "v1",
        source: "https://docs.fedapay.com/api-reference/balances/get-by-id.md",
        package: "bursar-fedapay",
        version: "0.1.0",
        enabled: cfg!(feature = "fedapay"),
    },
    Provider {
        name: "frontier",
        title: "Frontier",
        spec_version: "0.2.0",
        source: "https://github.com/raystack/frontier/blob/main/proto/apidocs.swagger.yaml",
        package: "bursar-frontier",
        version: "0.1.0",
        enabled: cfg!(feature = "frontier"),
    },
    Provider {
        name: "orum",
        title: "Orum",
        spec_version: "v2022-09-21",
        source: "https://docs.orum.io/api-reference/deliver/balance/get-balance.md",
        package: "bursar-orum",
        version: "0.1.0",
        enabled: cfg!(feature = "orum"),
    },
    Provider {
        name: "telnyx",
        title: "Telnyx",
        spec_version: "2.0.0",
        source: "https://telnyx-openapi-ng.s3.us-east-1.amazonaws.com/account-billing/balance.yml",
        package: "bursar-telnyx",
        version: "0.1.0",
        enabled: cfg!(feature = "telnyx"),
    },
];
