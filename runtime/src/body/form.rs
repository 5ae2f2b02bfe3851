//! `application/x-www-form-urlencoded` (RFC 1866 §8.2.1) by the Encoding Object (OAS 3.0.4).
//!
//! A member with a style is written as a query parameter of that style; without one, by its type. Names and values are
//! encoded so that neither can end its pair; a space is `+`.

use super::forms::{Fields, member};
use super::value::{Text, Write, texts};
use super::{Field, Refusal, media, subject};
use crate::encode::{self, Node, Unfit, percent, style};
use crate::spec::Param;

/// A body from the JSON text of an object.
pub(super) fn encode(json: &str, fields: Fields) -> Result<String, Refusal> {
    let members =
        encode::members(json).ok_or_else(|| (subject(), "is no object, which a form has to be".to_owned()))?;
    let mut pairs = Vec::with_capacity(members.len());
    for (name, value) in &members {
        let found = written(name, value.get(), fields.of(name)).map_err(|reason| (member(name), reason))?;
        pairs.extend(found.into_iter().map(|(name, value)| format!("{name}={value}")));
    }
    Ok(pairs.join("&"))
}

/// The pairs of a member, encoded.
fn written(name: &str, json: &str, field: Option<&Field>) -> Result<Vec<(String, String)>, Unfit> {
    if let Some(param) = field.and_then(styled) {
        // both signs for a space mean the same here; one of them is used throughout
        let plus = |text: String| text.replace("%20", "+");
        let pairs = style::query(&param, &Node::parse(json)?)?;
        return Ok(pairs.into_iter().map(|(name, value)| (plus(name), plus(value))).collect());
    }
    let is_json = field.and_then(|field| field.media).is_some_and(media::is_json);
    let texts = texts(json, if is_json { Write::Json } else { Write::ByType })?;
    let own = |text: Text| {
        let (Text::Plain(text) | Text::Json(text)) = text;
        (percent::form(name), percent::form(&text))
    };
    Ok(texts.into_iter().map(own).collect())
}

/// The query parameter that a member with a style is written as.
pub(super) fn styled(field: &Field) -> Option<Param> {
    let (style, explode) = field.style?;
    let param = Param::query(field.name).style(style).explode(explode);
    Some(if field.reserved == crate::spec::Reserved::Allow { param.allow_reserved() } else { param })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::{Explode, Style};

    const FIELDS: &[(usize, Field)] = &[
        (0, Field::new("ids").style(Style::Form, Explode::No)),
        (0, Field::new("cols").style(Style::PipeDelimited, Explode::No)),
        (0, Field::new("words").style(Style::SpaceDelimited, Explode::No)),
        (0, Field::new("rows").style(Style::TabDelimited, Explode::No)),
        (0, Field::new("filter").style(Style::DeepObject, Explode::Yes)),
        (0, Field::new("point").style(Style::Form, Explode::Yes)),
        (0, Field::new("back").style(Style::Form, Explode::Yes).allow_reserved()),
        (0, Field::new("meta").media("application/json")),
        (0, Field::new("xml").media("application/xml")),
        (1, Field::new("list").media("application/json")),
    ];

    fn check(json: &str, expect: Result<&str, &str>) {
        let got = encode(json, Fields { all: FIELDS, at: 0 });
        let got = got.map_err(|(subject, reason)| format!("{} {reason}", subject.unwrap()));
        assert_eq!(got.as_deref().map_err(String::as_str), expect, "{json}");
    }

    #[test]
    fn by_type() {
        check("{}", Ok(""));
        check(
            r#"{"amount":1200,"note":"a&b=c + d é","confirm":false}"#,
            Ok("amount=1200&note=a%26b%3Dc+%2B+d+%C3%A9&confirm=false"),
        );
        check(r#"{"amount":0,"note":""}"#, Ok("amount=0&note="));
        check(r#"{"tags":["x","y z"],"none":[],"gone":null}"#, Ok("tags=x&tags=y+z"));
        check(
            r#"{"to":{"city":"Somewhere","zip":"99999+1234"}}"#,
            Ok("to=%7B%22city%22%3A%22Somewhere%22%2C%22zip%22%3A%2299999%2B1234%22%7D"),
        );
        check(r#"{"lines":[{"a":1.0},[2]]}"#, Ok("lines=%7B%22a%22%3A1.0%7D&lines=%5B2%5D"));
        check(r#"{"a b[]":"1","c=d&e":"%"}"#, Ok("a+b%5B%5D=1&c%3Dd%26e=%25"));
        check(r#"{"big":12345678901234567890.123}"#, Ok("big=12345678901234567890.123"));
    }

    #[test]
    fn by_encoding() {
        check(r#"{"ids":[1,2],"cols":["a","b|c"],"words":["a","b c"]}"#, Ok("ids=1,2&cols=a%7Cb%7Cc&words=a+b+c"));
        check(
            r#"{"filter":{"status":"open","min":3,"in":{"a":["x y"]}}}"#,
            Ok("filter%5Bstatus%5D=open&filter%5Bmin%5D=3&filter%5Bin%5D%5Ba%5D%5B%5D=x+y"),
        );
        check(r#"{"point":{"x":1,"y":2}}"#, Ok("x=1&y=2"));
        check(r#"{"rows":["a","b\tc"]}"#, Ok("rows=a%09b%09c"));
        check(r#"{"back":"https://a.test/b?c=d&e f"}"#, Ok("back=https://a.test/b?c=d%26e+f"));
        check(r#"{"meta":{"k":"v"},"list":["p","q"]}"#, Ok("meta=%7B%22k%22%3A%22v%22%7D&list=p&list=q"));
        check(r#"{"meta":"s"}"#, Ok("meta=%22s%22"));
        check(r#"{"meta":null}"#, Ok("meta=null"));
        check(r#"{"xml":"<a b=\"c\"/>"}"#, Ok("xml=%3Ca+b%3D%22c%22%2F%3E"));
        check(r#"{"ids":[],"filter":{}}"#, Ok(""));
    }

    #[test]
    fn refused() {
        check("[1]", Err("the body is no object, which a form has to be"));
        check("\"a\"", Err("the body is no object, which a form has to be"));
        check("null", Err("the body is no object, which a form has to be"));
        check(
            r#"{"ids":[[1]]}"#,
            Err("the body's member `ids` holds an array or object inside another, which its style cannot write"),
        );
        check(r#"{"filter":1}"#, Err("the body's member `filter` has style DeepObject, which only objects can have"));
    }
}
