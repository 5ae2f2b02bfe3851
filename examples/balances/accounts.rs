//! One function per provider: make a client, ask, and put what came back into the words of the table.

use std::collections::HashMap;

use bursar::runtime::Retries;
use bursar::runtime::{BoxFuture, DateTime, Decimal, Utc};
use bursar::{dodopayments, fedapay, frontier, orum, telnyx};

use super::table::Row;

/// Settings by name: the variables of the environment, or those of the demo. None is empty.
pub(crate) type Vars = HashMap<String, String>;

/// A provider may keep more than one balance. Every error of bursar prints as one line without secrets, so nothing more
/// than its text is needed here; `telnyx::GetUserBalanceError` and its like tell apart what the server answered.
type Answer = Result<Vec<Row>, Box<dyn std::error::Error + Send + Sync>>;

/// A provider, as this program knows it.
pub(crate) struct Provider {
    /// Its name.
    pub(crate) name: &'static str,
    /// The variables that its client reads for its credentials.
    pub(crate) credentials: &'static [&'static str],
    /// The variables that say which account, in the order of the parameters in the path; they are this program's own.
    pub(crate) account: &'static [&'static str],
    /// Asks it.
    pub(crate) ask: fn(Vars) -> BoxFuture<'static, Answer>,
}

/// All of them.
pub(crate) const PROVIDERS: &[Provider] = &[
    Provider {
        name: "dodopayments",
        credentials: &["DODO_PAYMENTS_API_KEY"],
        account: &["DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID", "DODO_PAYMENTS_CUSTOMER_ID"],
        ask: |vars| Box::pin(dodopayments(vars)),
    },
    Provider {
        name: "fedapay",
        credentials: &["FEDAPAY_SECRET_KEY"],
        account: &["FEDAPAY_BALANCE_ID"],
        ask: |vars| Box::pin(fedapay(vars)),
    },
    Provider {
        name: "frontier",
        credentials: &["FRONTIER_CLIENT_ID", "FRONTIER_CLIENT_SECRET"],
        account: &["FRONTIER_ORG_ID", "FRONTIER_BILLING_ID"],
        ask: |vars| Box::pin(frontier(vars)),
    },
    Provider {
        name: "orum",
        credentials: &["ORUM_CLIENT_ID", "ORUM_CLIENT_SECRET"],
        account: &[],
        ask: |vars| Box::pin(orum(vars)),
    },
    Provider { name: "telnyx", credentials: &["TELNYX_API_KEY"], account: &[], ask: |vars| Box::pin(telnyx(vars)) },
];

async fn dodopayments(vars: Vars) -> Answer {
    // `Client::from_env()` does this with the variables of the process; `from_vars` takes any source of settings
    let client =
        dodopayments::Client::builder().from_vars(|name| vars.get(name).cloned())?.retries(retries(&vars)?).build()?;
    let entitlement = get(&vars, "DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID")?;
    let customer = get(&vars, "DODO_PAYMENTS_CUSTOMER_ID")?;
    // path parameters are arguments; what comes back derefs to the typed body
    let credit = client.get_customer_balance(entitlement, customer).await?;
    Ok(vec![Row {
        provider: "dodopayments",
        account: credit.customer_id.clone(),
        // an entitlement counts in a unit of its own
        currency: "credits".to_owned(),
        available: credit.balance.to_string(),
        pending: String::new(),
        as_of: time(Some(credit.updated_at)),
    }])
}

async fn fedapay(vars: Vars) -> Answer {
    let client =
        fedapay::Client::builder().from_vars(|name| vars.get(name).cloned())?.retries(retries(&vars)?).build()?;
    let id = get(&vars, "FEDAPAY_BALANCE_ID")?.parse().map_err(|_| "FEDAPAY_BALANCE_ID is not a whole number")?;
    let reply = client.get_balance(id).await?;
    // the document and the provider's own library disagree on the shape of the answer; `balance()` reads both
    let balance = reply.balance().ok_or("the answer holds no balance")?;
    Ok(vec![Row {
        provider: "fedapay",
        account: text(balance.id),
        // a number of FedaPay's, not a code: what the amount is of is for the account's owner to know
        currency: text(balance.currency_id.map(|id| format!("#{id}"))),
        available: text(balance.amount),
        pending: String::new(),
        as_of: time(balance.updated_at),
    }])
}

async fn frontier(vars: Vars) -> Answer {
    let client =
        frontier::Client::builder().from_vars(|name| vars.get(name).cloned())?.retries(retries(&vars)?).build()?;
    let organization = get(&vars, "FRONTIER_ORG_ID")?;
    let account = get(&vars, "FRONTIER_BILLING_ID")?;
    let answer = client.get_billing_balance(organization, account).await?;
    let balance = answer.balance.as_ref().ok_or("the answer holds no balance")?;
    Ok(vec![Row {
        provider: "frontier",
        account: account.to_owned(),
        currency: text(balance.currency.as_ref()),
        // an int64 that travels as text; here it is a number
        available: text(balance.amount),
        pending: String::new(),
        as_of: time(balance.updated_at),
    }])
}

async fn orum(vars: Vars) -> Answer {
    // the client fetches its OAuth2 token by itself, and sends the version header that Orum wants
    let client = orum::Client::builder().from_vars(|name| vars.get(name).cloned())?.retries(retries(&vars)?).build()?;
    let answer = client.get_balance().await?;
    let row = |account: &str, balance: &orum::Balance| Row {
        provider: "orum",
        account: account.to_owned(),
        // an open enum: a currency that the document does not list yet is printed as it came
        currency: balance.currency.to_string(),
        available: cents(balance.available),
        pending: cents(balance.pending),
        as_of: time(Some(balance.updated_at)),
    };
    Ok(vec![row("balance", &answer.balance), row("total", &answer.total_balance)])
}

async fn telnyx(vars: Vars) -> Answer {
    let client =
        telnyx::Client::builder().from_vars(|name| vars.get(name).cloned())?.retries(retries(&vars)?).build()?;
    let answer = client.get_user_balance().await?;
    let balance = answer.data.as_ref().ok_or("the answer holds no balance")?;
    Ok(vec![Row {
        provider: "telnyx",
        account: "user".to_owned(),
        currency: text(balance.currency.as_ref()),
        // `Decimal`: 400.00 stays 400.00, and never was a float
        available: text(balance.available_credit),
        pending: text(balance.pending),
        as_of: String::new(),
    }])
}

fn get<'v>(vars: &'v Vars, name: &str) -> Result<&'v str, String> {
    vars.get(name).map(String::as_str).ok_or_else(|| format!("{name} is not set"))
}

/// What is harmless to repeat is repeated twice by default; reading a balance is.
fn retries(vars: &Vars) -> Result<Retries, String> {
    match vars.get("BALANCES_RETRIES") {
        Some(text) => text.parse().map(Retries::new).map_err(|_| format!("BALANCES_RETRIES is not a number: {text:?}")),
        None => Ok(Retries::default()),
    }
}

/// Hundredths, exactly.
fn cents(amount: i64) -> String {
    Decimal::new(amount, 2).to_string()
}

/// What the provider left out is an empty cell.
fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// RFC 3339, to the second.
fn time(at: Option<DateTime<Utc>>) -> String {
    text(at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ")))
}
