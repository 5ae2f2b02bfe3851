//! The query of a call: parameters in their order, then what the caller added.

use super::{Call, subject};
use crate::body::Refusal;
use crate::encode::{Node, percent, style};
use crate::spec::{Form, Location, Param, Presence};

impl Call {
    /// The query, encoded; empty where there is none.
    pub(super) fn query_text(&self) -> Result<String, Refusal> {
        let mut text = String::new();
        for given in self.given(Location::Query) {
            let (param, value) = given?;
            if let Some(whole) = whole(param, &value)? {
                text.extend((!text.is_empty() && !whole.is_empty()).then_some('&'));
                text.push_str(&whole);
                continue;
            }
            if let Some((name, value)) = style::plain_pair(param, &value) {
                push_pair(&mut text, name, value);
                continue;
            }
            let found = style::query(param, &value).map_err(|reason| (Some(subject(param)), reason))?;
            if found.is_empty() && param.presence == Presence::Required {
                push_pair(&mut text, percent::parts(param.name), None);
            }
            found.iter().for_each(|(name, value)| push_pair(&mut text, Some(name.as_str()), Some(value.as_str())));
        }
        let own = |(name, value): &(String, String)| push_pair(&mut text, percent::parts(name), percent::parts(value));
        self.extras().query.iter().for_each(own);
        Ok(text)
    }
}

/// The whole query string, where the parameter is that (OAS 3.2.0 Parameter Locations, `querystring`).
fn whole(param: &Param, value: &Node<'_>) -> Result<Option<String>, Refusal> {
    match (param.form, value) {
        (Form::QueryJson, Node::Scalar(json)) => Ok(Some(percent::all(json))),
        #[cfg(feature = "forms")]
        (Form::QueryPairs, Node::Scalar(json)) => match crate::body::forms::text(json) {
            Ok(text) => Ok(Some(text)),
            Err((_, reason)) => Err((Some(subject(param)), reason)),
        },
        _ => Ok(None),
    }
}

/// Adds an encoded pair to a query.
fn push_pair<'a>(
    query: &mut String,
    name: impl IntoIterator<Item = &'a str>,
    value: impl IntoIterator<Item = &'a str>,
) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(name);
    query.push('=');
    query.extend(value);
}
