//! One function per provider: make a client, ask, and say what came back in the words of the table.

use std::pin::Pin;
use std::sync::Arc;

use bursar::runtime::{DateTime, Decimal, Utc};
use bursar::{dodopayments, fedapay, frontier, orum, telnyx};

use crate::table::Row;

/// Where settings come from: the environment, or the demo.
pub(crate) type Vars = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// What can go wrong: every error of bursar prints as one line without secrets, so its text is enough here.
type Answer = Result<Vec<Row>, Box<dyn std::error::Error + Send + Sync>>;

/// A provider, as this program knows it.
pub(crate) struct Provider {
    /// Its name.
    pub(crate) name: &'static str,
    /// Variables without which it is not asked.
    pub(crate) needs: &'static [&'static str],
    /// Asks it.
    pub(crate) ask: fn(Vars) -> Pin<Box<dyn Future<Output = Answer> + Send>>,
}

/// All of them.
pub(crate) const PROVIDERS: &[Provider] = &[
    Provider {
        name: "dodopayments",
        needs: &["DODO_PAYMENTS_API_KEY", "DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID", "DODO_PAYMENTS_CUSTOMER_ID"],
        ask: |vars| Box::pin(dodopayments(vars)),
    },
    Provider {
        name: "fedapay",
        needs: &["FEDAPAY_SECRET_KEY", "FEDAPAY_BALANCE_ID"],
        ask: |vars| Box::pin(fedapay(vars)),
    },
    Provider {
        name: "frontier",
        needs: &["FRONTIER_CLIENT_ID", "FRONTIER_CLIENT_SECRET", "FRONTIER_ORG_ID", "FRONTIER_BILLING_ID"],
        ask: |vars| Box::pin(frontier(vars)),
    },
    Provider { name: "orum", needs: &["ORUM_CLIENT_ID", "ORUM_CLIENT_SECRET"], ask: |vars| Box::pin(orum(vars)) },
    Provider { name: "telnyx", needs: &["TELNYX_API_KEY"], ask: |vars| Box::pin(telnyx(vars)) },
];

/// How much of what a provider needs is set.
pub(crate) enum Setting {
    /// All of it.
    Complete,
    /// All but these.
    Partial(Vec<&'static str>),
    /// Nothing.
    Absent,
}

impl Provider {
    /// Looks at the variables.
    pub(crate) fn setting(&self, vars: &Vars) -> Setting {
        let missing: Vec<&str> = self.needs.iter().copied().filter(|name| vars(name).is_none()).collect();
        match missing.len() {
            0 => Setting::Complete,
            all if all == self.needs.len() => Setting::Absent,
            _ => Setting::Partial(missing),
        }
    }
}

async fn dodopayments(vars: Vars) -> Answer {
    // `from_env()` does this with the variables of the process; `from_vars` takes any source of settings
    let client = dodopayments::Client::builder().from_vars(&*vars)?.build()?;
    let entitlement = vars("DODO_PAYMENTS_CREDIT_ENTITLEMENT_ID").unwrap_or_default();
    let customer = vars("DODO_PAYMENTS_CUSTOMER_ID").unwrap_or_default();
    // path parameters are arguments; the answer derefs to the typed body
    let credit = client.get_customer_balance(entitlement, customer).await?;
    Ok(vec![Row {
        provider: "dodopayments",
        account: credit.customer_id.clone(),
        currency: "credits".to_owned(),
        available: credit.balance.to_string(),
        pending: String::new(),
        as_of: time(Some(credit.updated_at)),
    }])
}

async fn fedapay(vars: Vars) -> Answer {
    let client = fedapay::Client::builder().from_vars(&*vars)?.build()?;
    let id = vars("FEDAPAY_BALANCE_ID").unwrap_or_default().parse()?;
    let reply = client.get_balance(id).await?;
    // the document and the provider's own library disagree on the shape of the answer; `balance()` reads both
    let balance = reply.balance().ok_or("the answer holds no balance")?;
    Ok(vec![Row {
        provider: "fedapay",
        account: text(balance.id),
        currency: balance.currency_id.map(|id| format!("#{id}")).unwrap_or_default(),
        available: text(balance.amount),
        pending: String::new(),
        as_of: time(balance.updated_at),
    }])
}

async fn frontier(vars: Vars) -> Answer {
    let client = frontier::Client::builder().from_vars(&*vars)?.build()?;
    let organization = vars("FRONTIER_ORG_ID").unwrap_or_default();
    let account = vars("FRONTIER_BILLING_ID").unwrap_or_default();
    let answer = client.get_billing_balance(organization, account.clone()).await?;
    let balance = answer.balance.as_ref().ok_or("the answer holds no balance")?;
    Ok(vec![Row {
        provider: "frontier",
        account,
        currency: balance.currency.clone().unwrap_or_default(),
        available: text(balance.amount),
        pending: String::new(),
        as_of: time(balance.updated_at),
    }])
}

async fn orum(vars: Vars) -> Answer {
    // the client fetches its OAuth2 token by itself, and sends the version header that Orum wants
    let client = orum::Client::builder().from_vars(&*vars)?.build()?;
    let answer = client.get_balance().await?;
    let row = |account: &str, balance: &orum::Balance| Row {
        provider: "orum",
        account: account.to_owned(),
        currency: balance.currency.to_string(),
        available: Decimal::new(balance.available, 2).to_string(), // integral cents
        pending: Decimal::new(balance.pending, 2).to_string(),
        as_of: time(Some(balance.updated_at)),
    };
    Ok(vec![row("balance", &answer.balance), row("total", &answer.total_balance)])
}

async fn telnyx(vars: Vars) -> Answer {
    let client = telnyx::Client::builder().from_vars(&*vars)?.build()?;
    let answer = client.get_user_balance().await?;
    let data = answer.data.as_ref().ok_or("the answer holds no balance")?;
    Ok(vec![Row {
        provider: "telnyx",
        account: "user".to_owned(),
        currency: data.currency.clone().unwrap_or_default(),
        available: text(data.available_credit),
        pending: text(data.pending),
        as_of: String::new(),
    }])
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn time(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}
