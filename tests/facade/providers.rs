//! The five providers as the tests that hold for all of them see them: facts on one side, the same calls on the other.
//!
//! Holds: nothing here asks a client what it does; every expected value is written down.

use std::fmt::Debug;
use std::time::Duration;

use bursar::runtime::{BoxFuture, RawResponse};
use bursar::{ConfigError, Error, Response};

use crate::support::clock::TestClock;
use crate::support::{Act, Server};

/// What is known of a provider and of its operation.
pub struct Facts {
    pub name: &'static str,
    /// How the operation is called in errors.
    pub call: &'static str,
    /// Where it is, without the path of the base URL.
    pub target: &'static str,
    /// `Authorization` of the operation.
    pub authorization: &'static str,
    /// Headers of the provider's own.
    pub headers: &'static [&'static str],
    /// A success.
    pub body: &'static str,
    /// What a call without credentials says that it needs.
    pub needed: &'static str,
    /// The variables of the credentials, with the values of [`Provider::client`].
    pub vars: &'static [(&'static str, &'static str)],
    /// The variable of the base URL.
    pub base_url_var: &'static str,
    /// The base URL without any setting.
    pub default_url: &'static str,
    /// Name of the security scheme.
    pub scheme: &'static str,
    /// What no text may show: each secret as it is and as it travels.
    pub secrets: &'static [&'static str],
}

/// Settings of a client under test; credentials are given unless it says otherwise.
#[derive(Default, Clone)]
pub struct Settings {
    pub base_url: Option<String>,
    /// Only where tokens are fetched.
    pub token_url: Option<String>,
    pub timeout: Option<Duration>,
    pub deadline: Option<Duration>,
    pub max_response_bytes: Option<u64>,
    pub max_error_bytes: Option<u64>,
    pub clock: Option<TestClock>,
    pub credentials: Credentials,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    #[default]
    Given,
    None,
}

impl Settings {
    pub fn at(url: impl Into<String>) -> Self {
        Self { base_url: Some(url.into()), ..Self::default() }
    }
}

pub type Answer<P> = Result<Response<<P as Provider>::Ok>, Error<<P as Provider>::Err>>;

pub trait Provider: 'static {
    type Builder: Debug + Send;
    type Client: Clone + Debug + Send + Sync + 'static;
    type Request: IntoFuture<Output = Answer<Self>, IntoFuture = BoxFuture<'static, Answer<Self>>> + Debug + Send;
    type Ok: Debug + Send + 'static;
    type Err: Debug + PartialEq + Send + 'static;
    const FACTS: Facts;

    fn builder() -> Self::Builder;
    fn read(builder: Self::Builder, vars: &dyn Fn(&str) -> Option<String>) -> Result<Self::Builder, ConfigError>;
    fn set(builder: Self::Builder, settings: Settings) -> Self::Builder;
    fn build(builder: Self::Builder) -> Result<Self::Client, ConfigError>;
    fn request(client: &Self::Client) -> Self::Request;
    fn within(request: Self::Request, timeout: Duration) -> Self::Request;
    fn header(request: Self::Request, name: &str, value: &str) -> Self::Request;
    fn query(request: Self::Request, name: &str, value: &str) -> Self::Request;
    fn raw(request: Self::Request) -> BoxFuture<'static, Result<RawResponse, Error<Self::Err>>>;

    fn vars(builder: Self::Builder, vars: &[(&str, &str)]) -> Result<Self::Builder, ConfigError> {
        Self::read(builder, &|name| vars.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
    }

    fn client(settings: Settings) -> Self::Client {
        Self::build(Self::set(Self::builder(), settings)).unwrap()
    }

    /// Calls the operation on a server.
    fn call(server: &Server) -> BoxFuture<'static, Answer<Self>> {
        Self::request(&Self::client(Settings::at(server.url()))).into_future()
    }
}

/// A client and its server, for many calls that differ in the answer.
pub struct Bench<P: Provider> {
    server: Server,
    client: P::Client,
}

impl<P: Provider> Bench<P> {
    pub async fn start() -> Self {
        let server = Server::start([]).await;
        let client = P::client(Settings::at(server.url()));
        Self { server, client }
    }

    /// What a call becomes that is answered like this.
    pub async fn call(&self, act: Act) -> Answer<P> {
        self.server.answer(act);
        P::request(&self.client).await
    }

    /// The same for an answer that makes it an error.
    pub async fn fail(&self, act: Act) -> Error<P::Err> {
        self.call(act).await.unwrap_err()
    }
}

macro_rules! provider {
    ($name:ident, $module:ident, $operation:ident($($argument:expr),*) -> $ok:ident / $err:ident as $op:ident,
     $credentials:expr, $token_url:expr, $facts:expr) => {
        #[derive(Debug)]
        pub struct $name;

        impl Provider for $name {
            type Builder = bursar::$module::ClientBuilder;
            type Client = bursar::$module::Client;
            type Request = bursar::$module::Request<bursar::$module::$op>;
            type Ok = bursar::$module::$ok;
            type Err = bursar::$module::$err;
            const FACTS: Facts = $facts;

            fn builder() -> Self::Builder {
                // what repeats is told where it is the subject
                bursar::$module::Client::builder().retries(0)
            }
            fn read(builder: Self::Builder, vars: &dyn Fn(&str) -> Option<String>) -> Result<Self::Builder, ConfigError> {
                builder.from_vars(vars)
            }
            fn set(builder: Self::Builder, set: Settings) -> Self::Builder {
                let put_token_url: fn(Self::Builder, String) -> Self::Builder = $token_url;
                let give: fn(Self::Builder) -> Self::Builder = $credentials;
                let builder = if set.credentials == Credentials::Given { give(builder) } else { builder };
                let builder = set.base_url.into_iter().fold(builder, Self::Builder::base_url);
                let builder = set.token_url.into_iter().fold(builder, put_token_url);
                let builder = set.timeout.into_iter().fold(builder, Self::Builder::timeout);
                let builder = set.deadline.into_iter().fold(builder, Self::Builder::deadline);
                let builder = set.max_response_bytes.into_iter().fold(builder, Self::Builder::max_response_bytes);
                let builder = set.max_error_bytes.into_iter().fold(builder, Self::Builder::max_error_bytes);
                set.clock.into_iter().fold(builder, Self::Builder::clock)
            }
            fn build(builder: Self::Builder) -> Result<Self::Client, ConfigError> {
                builder.build()
            }
            fn request(client: &Self::Client) -> Self::Request {
                client.$operation($($argument),*)
            }
            fn within(request: Self::Request, timeout: Duration) -> Self::Request {
                request.timeout(timeout)
            }
            fn header(request: Self::Request, name: &str, value: &str) -> Self::Request {
                request.header(name, value)
            }
            fn query(request: Self::Request, name: &str, value: &str) -> Self::Request {
                request.query(name, value)
            }
            fn raw(request: Self::Request) -> BoxFuture<'static, Result<RawResponse, Error<Self::Err>>> {
                Box::pin(request.raw())
            }
        }
    };
}

/// Runs a function that is generic over the provider as one test for each of the five.
macro_rules! for_each_provider {
    ($($test:ident),* $(,)?) => { $(
        mod $test {
            use crate::providers::*;
            #[tokio::test]
            async fn dodopayments() {
                super::$test::<Dodopayments>().await;
            }
            #[tokio::test]
            async fn fedapay() {
                super::$test::<Fedapay>().await;
            }
            #[tokio::test]
            async fn frontier() {
                super::$test::<Frontier>().await;
            }
            #[tokio::test]
            async fn orum() {
                super::$test::<Orum>().await;
            }
            #[tokio::test]
            async fn telnyx() {
                super::$test::<Telnyx>().await;
            }
        }
    )* };
}
pub(crate) use for_each_provider;

provider!(
    Dodopayments,
    dodopayments,
    get_customer_balance("cde_1", "cus_1") -> GetCustomerBalanceOk / GetCustomerBalanceError as GetCustomerBalance,
    |builder| builder.bearer_token("dodo_sk+test/1="),
    |builder, _| builder,
    Facts {
        name: "dodopayments",
        call: "dodopayments get_customer_balance_handler \
            (GET /credit-entitlements/{credit_entitlement_id}/balances/{customer_id})",
        target: "/credit-entitlements/cde_1/balances/cus_1",
        authorization: "Bearer dodo_sk+test/1=",
        headers: &[],
        body: r#"{"id":"ccb_1","customer_id":"cus_1","credit_entitlement_id":"cde_1","balance":"1250.50","overage":"0",
            "created_at":"2026-02-03T10:15:00Z","updated_at":"2026-11-20T21:40:12.300Z"}"#,
        needed: "API_KEY (DODO_PAYMENTS_API_KEY)",
        vars: &[("DODO_PAYMENTS_API_KEY", "dodo_sk+test/1=")],
        base_url_var: "DODOPAYMENTS_BASE_URL",
        default_url: "https://test.dodopayments.com",
        scheme: "API_KEY",
        secrets: &["dodo_sk+test/1=", "dodo_sk%2Btest%2F1%3D", "ZG9kb19zayt0ZXN0LzE9"],
    }
);

provider!(
    Fedapay,
    fedapay,
    get_balance(7) -> GetBalanceOk / GetBalanceError as GetBalance,
    |builder| builder.bearer_token("sk_sandbox_Fp7+a/b="),
    |builder, _| builder,
    Facts {
        name: "fedapay",
        call: "fedapay GET /balances/{id}",
        target: "/balances/7",
        authorization: "Bearer sk_sandbox_Fp7+a/b=",
        headers: &[],
        body: r#"{"v1/balance":{"id":7,"amount":952}}"#,
        needed: "bearerAuth (FEDAPAY_SECRET_KEY)",
        vars: &[("FEDAPAY_SECRET_KEY", "sk_sandbox_Fp7+a/b=")],
        base_url_var: "FEDAPAY_BASE_URL",
        default_url: "https://sandbox-api.fedapay.com/v1",
        scheme: "bearerAuth",
        secrets: &["sk_sandbox_Fp7+a/b=", "sk_sandbox_Fp7%2Ba%2Fb%3D", "c2tfc2FuZGJveF9GcDcrYS9iPQ"],
    }
);

provider!(
    Frontier,
    frontier,
    get_billing_balance("org_1", "bil_1") -> GetBillingBalanceOk / GetBillingBalanceError as GetBillingBalance,
    |builder| builder.basic_auth("cli-4f2a", "p@ss:w+rd/é"),
    |builder, _| builder,
    Facts {
        name: "frontier",
        call: "frontier FrontierService_GetBillingBalance (GET /v1beta1/organizations/{org_id}/billing/{id}/balance)",
        target: "/v1beta1/organizations/org_1/billing/bil_1/balance",
        authorization: "Basic Y2xpLTRmMmE6cEBzczp3K3JkL8Op",
        headers: &[],
        body: r#"{"balance":{"amount":"1200","currency":"VC","updated_at":"2026-11-20T06:12:48.253Z"}}"#,
        needed: "Basic (FRONTIER_CLIENT_ID, FRONTIER_CLIENT_SECRET)",
        vars: &[("FRONTIER_CLIENT_ID", "cli-4f2a"), ("FRONTIER_CLIENT_SECRET", "p@ss:w+rd/é")],
        base_url_var: "FRONTIER_BASE_URL",
        default_url: "http://127.0.0.1:7400",
        scheme: "Basic",
        secrets: &[
            "cli-4f2a",
            "Y2xpLTRmMmE",
            "p@ss:w+rd/é",
            "p%40ss%3Aw%2Brd%2F%C3%A9",
            "cEBzczp3K3JkL8Op",
            "Y2xpLTRmMmE6cEBzczp3K3JkL8Op",
        ],
    }
);

provider!(
    Orum,
    orum,
    get_balance() -> GetBalanceOk / GetBalanceError as GetBalance,
    |builder| builder.client_credentials("orum client/1", "s3cr&t+=/ö?"),
    |builder, url| builder.token_url(url),
    Facts {
        name: "orum",
        call: "orum get-balance (GET /deliver/balance)",
        target: "/deliver/balance",
        authorization: "Bearer at-1+/=.orum",
        headers: &["orum-version: v2022-09-21"],
        body: r#"{"balance":{"pending":1,"available":2,"currency":"USD","updated_at":"2026-11-20T22:58:03Z"},
            "total_balance":{"pending":3,"available":4,"currency":"USD","updated_at":"2026-11-20T22:58:03Z"}}"#,
        needed: "oauth2 (ORUM_CLIENT_ID, ORUM_CLIENT_SECRET)",
        vars: &[("ORUM_CLIENT_ID", "orum client/1"), ("ORUM_CLIENT_SECRET", "s3cr&t+=/ö?")],
        base_url_var: "ORUM_BASE_URL",
        default_url: "https://api-sandbox.orum.io",
        scheme: "oauth2",
        secrets: &[
            "s3cr&t+=/ö?",
            "s3cr%26t%2B%3D%2F%C3%B6%3F",
            "czNjciZ0Kz0vw7Y/",
            "czNjciZ0Kz0vw7Y_",
            "b3J1bSBjbGllbnQvMTpzM2NyJnQrPS/Dtj8",
            "b3J1bSBjbGllbnQvMTpzM2NyJnQrPS_Dtj8",
            "at-1+/=.orum",
            "at-1%2B%2F%3D.orum",
            "YXQtMSsvPS5vcnVt",
        ],
    }
);

provider!(
    Telnyx,
    telnyx,
    get_user_balance() -> GetUserBalanceOk / GetUserBalanceError as GetUserBalance,
    |builder| builder.bearer_token("KEY0199_telnyx+secret/x="),
    |builder, _| builder,
    Facts {
        name: "telnyx",
        call: "telnyx GetUserBalance (GET /balance)",
        target: "/balance",
        authorization: "Bearer KEY0199_telnyx+secret/x=",
        headers: &[],
        body: r#"{"data":{"balance":"300.00"}}"#,
        needed: "bearerAuth (TELNYX_API_KEY)",
        vars: &[("TELNYX_API_KEY", "KEY0199_telnyx+secret/x=")],
        base_url_var: "TELNYX_BASE_URL",
        default_url: "https://api.telnyx.com/v2",
        scheme: "bearerAuth",
        secrets: &["KEY0199_telnyx+secret/x=", "KEY0199_telnyx%2Bsecret%2Fx%3D", "S0VZMDE5OV90ZWxueXgrc2VjcmV0L3g9"],
    }
);
