//! JSON with its numbers as they are written, and how an expected value compares with one that was found.
//!
//! Holds: no number passes through a float; the order of members does not count.

use std::fmt;

use crate::yaml::{Node, What};

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Exact {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// The text of a number (RFC 8259 §6).
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Exact>),
    /// An object, in its order.
    Map(Vec<(String, Exact)>),
}

/// What null means as a member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nulls {
    /// The same as no member.
    #[default]
    Absent,
    /// A value of its own.
    Distinct,
}

/// How deep a text may nest.
const DEPTH: usize = 200;

impl Exact {
    /// Reads JSON text.
    ///
    /// # Errors
    /// That it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        // what is JSON at all is serde_json's to say; here it is only taken apart
        serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|e| format!("no JSON: {e}"))?;
        let mut parser = Parser { bytes: text.as_bytes(), text, at: 0 };
        parser.value(DEPTH)
    }

    /// A node of YAML, by its core schema.
    pub fn of(node: &Node) -> Self {
        match &node.what {
            What::Quoted(text) => Self::Text(text.clone()),
            What::List(items) => Self::List(items.iter().map(Self::of).collect()),
            What::Map(members) => Self::Map(members.iter().map(|m| (m.key.clone(), Self::of(&m.value))).collect()),
            What::Plain(text) => match text.as_str() {
                "" | "~" | "null" | "Null" | "NULL" => Self::Null,
                "true" | "True" | "TRUE" => Self::Bool(true),
                "false" | "False" | "FALSE" => Self::Bool(false),
                text if Decimal::of(text).is_some() => Self::Number(text.to_owned()),
                text => Self::Text(text.to_owned()),
            },
        }
    }

    /// The member of this name.
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(members) => members.iter().find(|(found, _)| found == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Where `found` differs from what is expected; `None` where it does not.
    pub fn differs(&self, found: &Self, nulls: Nulls) -> Option<String> {
        self.at("$", found, nulls)
    }

    fn at(&self, path: &str, found: &Self, nulls: Nulls) -> Option<String> {
        let unlike = || Some(format!("{path} is {found}, expected {self}"));
        if let Some((key, inner)) = self.special() {
            return special(path, key, inner, found, nulls);
        }
        match (self, found) {
            (Self::Number(one), Self::Number(other)) if Decimal::of(one) == Decimal::of(other) => None,
            (Self::List(one), Self::List(other)) if one.len() == other.len() => {
                let mut pairs = one.iter().zip(other).enumerate();
                pairs.find_map(|(n, (one, other))| one.at(&format!("{path}[{n}]"), other, nulls))
            }
            (Self::Map(one), Self::Map(other)) => members(path, one, other, nulls),
            (Self::Number(_) | Self::List(_), _) => unlike(),
            (one, other) if one == other => None,
            _ => unlike(),
        }
    }

    /// An object that is no value but says what a value is like.
    fn special(&self) -> Option<(&str, &Self)> {
        match self {
            Self::Map(members) => match &members[..] {
                [(key, inner)] if matches!(key.as_str(), "$any_of" | "$instant" | "$ci") => Some((key, inner)),
                _ => None,
            },
            _ => None,
        }
    }
}

fn special(path: &str, key: &str, inner: &Exact, found: &Exact, nulls: Nulls) -> Option<String> {
    let fits = match (key, inner, found) {
        ("$any_of", Exact::List(all), _) => all.iter().any(|one| one.at(path, found, nulls).is_none()),
        ("$instant", Exact::Text(one), Exact::Text(other)) => same_instant(one, other),
        ("$ci", Exact::Text(one), Exact::Text(other)) => one.to_lowercase() == other.to_lowercase(),
        _ => false,
    };
    (!fits).then(|| format!("{path} is {found}, expected {key}: {inner}"))
}

fn members(path: &str, one: &[(String, Exact)], other: &[(String, Exact)], nulls: Nulls) -> Option<String> {
    fn get<'a>(all: &'a [(String, Exact)], name: &str) -> Option<&'a Exact> {
        all.iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }
    let is_nothing = |value: &Exact| nulls == Nulls::Absent && *value == Exact::Null;
    for (name, expected) in one {
        let found = match get(other, name) {
            Some(found) => found,
            // also an alternative may be that there is nothing
            None if nulls == Nulls::Absent => &Exact::Null,
            None => return Some(format!("{path}.{name} is missing, expected {expected}")),
        };
        if let Some(what) = expected.at(&format!("{path}.{name}"), found, nulls) {
            return Some(what);
        }
    }
    let extra = other.iter().find(|(name, value)| get(one, name).is_none() && !is_nothing(value));
    extra.map(|(name, value)| format!("{path}.{name} is {value}, expected nothing there"))
}

/// Whether two texts are the same instant (RFC 3339).
pub fn same_instant(one: &str, other: &str) -> bool {
    let read = |text: &str| bursar_runtime::DateTime::parse_from_rfc3339(text).ok();
    read(one).zip(read(other)).is_some_and(|(one, other)| one == other)
}

/// A number taken apart: sign, digits without zeros around them, exponent of the last digit.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Takes the text of a JSON number apart.
    fn of(text: &str) -> Option<Self> {
        let (is_negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) || !is_digits(whole) || !is_digits(fraction)
        {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let cut = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - cut.len()).ok()?;
        let digits = cut.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: 0 });
        }
        let exponent = i64::from(exponent) - i64::try_from(fraction.len()).ok()? + zeros;
        Some(Self { is_negative, digits, exponent })
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(items) => {
                f.write_str("[")?;
                for (n, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if n > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Map(members) => {
                f.write_str("{")?;
                for (n, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{}:{value}", if n > 0 { "," } else { "" }, quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Takes apart what is known to be JSON.
struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn skip(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Exact, String> {
        let Some(depth) = depth.checked_sub(1) else { return Err("it nests too deep".to_owned()) };
        self.skip();
        match self.bytes.get(self.at) {
            Some(b'"') => self.string().map(Exact::Text),
            Some(b'[') => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.ends(b']') {
                    items.push(self.value(depth)?);
                }
                Ok(Exact::List(items))
            }
            Some(b'{') => {
                self.at += 1;
                let mut members = Vec::new();
                while !self.ends(b'}') {
                    members.push((self.string()?, self.value(depth)?));
                }
                Ok(Exact::Map(members))
            }
            _ => Ok(self.word()),
        }
    }

    /// Whether the list or object ends here; goes beyond it then.
    fn ends(&mut self, byte: u8) -> bool {
        self.skip();
        let is_end = self.bytes.get(self.at).is_none_or(|found| *found == byte);
        self.at += usize::from(is_end);
        is_end
    }

    fn string(&mut self) -> Result<String, String> {
        let begin = self.at;
        self.at += 1;
        while self.bytes.get(self.at).is_some_and(|byte| *byte != b'"') {
            self.at += if self.bytes[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        serde_json::from_str(&self.text[begin..self.at]).map_err(|e| e.to_string())
    }

    fn word(&mut self) -> Exact {
        let rest = &self.text[self.at..];
        let end = rest.find([' ', '\t', '\r', '\n', ',', ']', '}']).unwrap_or(rest.len());
        self.at += end;
        match &rest[..end] {
            "null" => Exact::Null,
            "true" => Exact::Bool(true),
            "false" => Exact::Bool(false),
            number => Exact::Number(number.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses() {
        fn check(text: &str, expect: &str) {
            let got = Exact::parse(text).map_or_else(|e| e, |value| value.to_string());
            assert_eq!(got, expect, "{text}");
        }
        check(r#" {"a" : [1.50, -0, 1e400, true, null], "b\n": {}} "#, r#"{"a":[1.50,-0,1e400,true,null],"b\n":{}}"#);
        check(r#""x\"é\u00e9""#, r#""x\"éé""#);
        check("12345678901234567890.123456789", "12345678901234567890.123456789");
        check("[1,]", "no JSON: expected value at line 1 column 4");
    }

    #[test]
    fn compares() {
        fn check(expected: &str, found: &str, expect: Option<&str>) {
            let read = |text: &str| Exact::parse(text).unwrap();
            let got = read(expected).differs(&read(found), Nulls::Absent);
            assert_eq!(got.as_deref(), expect, "{expected} {found}");
        }
        check("1.0", "1", None);
        check("100", "1e2", None);
        check("0", "-0.0", None);
        check("9007199254740993", "9007199254740992", Some("$ is 9007199254740992, expected 9007199254740993"));
        check(r#"{"a":1,"b":[{"c":"x"}]}"#, r#"{"b":[{"c":"x","d":null}],"a":1}"#, None);
        check(r#"{"b":[{"c":"x"}]}"#, r#"{"b":[{"c":"y"}]}"#, Some(r#"$.b[0].c is "y", expected "x""#));
        check(r#"{"a":1}"#, r#"{}"#, Some("$.a is null, expected 1"));
        check("{}", r#"{"a":1}"#, Some("$.a is 1, expected nothing there"));
        check(r#"{"a":{"$any_of":[null,"m"]}}"#, "{}", None);
        check(r#"{"a":{"$any_of":[1,"m"]}}"#, "{}", Some(r#"$.a is null, expected $any_of: [1,"m"]"#));
        check(r#"{"$instant":"2026-03-01T00:00:00Z"}"#, r#""2026-03-01T01:00:00+01:00""#, None);
        check(r#"{"$ci":"Ab"}"#, r#""aB""#, None);
        check(r#""1""#, "1", Some(r#"$ is 1, expected "1""#));
        let (one, other) = (Exact::parse(r#"{"a":null}"#).unwrap(), Exact::parse("{}").unwrap());
        assert_eq!(one.differs(&other, Nulls::Distinct).as_deref(), Some("$.a is missing, expected null"));
        assert_eq!(other.differs(&one, Nulls::Distinct).as_deref(), Some("$.a is null, expected nothing there"));
    }

    #[test]
    fn reads_yaml() {
        let node = Node::parse("{a: 1.50, b: '1', c: 1x, d: ~, e: 0123, f: -1e3}").unwrap();
        assert_eq!(Exact::of(&node).to_string(), r#"{"a":1.50,"b":"1","c":"1x","d":null,"e":"0123","f":-1e3}"#);
    }
}
