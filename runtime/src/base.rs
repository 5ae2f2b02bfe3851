//! Base URLs: parsing, server variables, and joining with a path so that the result is what was meant.

use url::Url;

use crate::config::ConfigError;
use crate::spec::{Server, Variable};

/// Scheme, host, port, and a path without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    url: Url,
    origin: String,
    path: String,
}

/// Values of server variables, as given.
pub(crate) type ServerValues = [(String, String)];

impl BaseUrl {
    /// Reads a base URL. One trailing slash is dropped, as templates begin with one.
    pub(crate) fn parse(text: &str) -> Result<Self, ConfigError> {
        let invalid = |reason| ConfigError::InvalidBaseUrl { value: printable(text), reason, variable: None };
        let url = parse_http(text).map_err(invalid)?;
        if url.query().is_some() {
            return Err(invalid("has a query"));
        }
        let path = url.path();
        let path = path.strip_suffix('/').unwrap_or(path).to_owned();
        Ok(Self { origin: url.origin().ascii_serialization(), url, path })
    }

    /// The base URL of a server with its variables filled in. A relative one is resolved against the place where the
    /// document was found (OAS 3.1.1 Server Object, `url`; RFC 3986 §5.2).
    pub(crate) fn of_server(
        server: &Server,
        values: &ServerValues,
        document: Option<&Url>,
    ) -> Result<Self, ConfigError> {
        let text = fill(server, values)?;
        match document.filter(|_| is_relative(&text)) {
            // the URL parser would read these otherwise than they are written
            Some(_) if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') => Self::parse(&text),
            Some(document) => match document.join(&text) {
                Ok(url) => Self::parse(url.as_str()),
                Err(_) => Self::parse(&text),
            },
            None => Self::parse(&text),
        }
    }

    /// Where requests go: scheme, host and port.
    pub(crate) fn origin(&self) -> url::Origin {
        self.url.origin()
    }

    /// The URL as text, without a slash at its end.
    pub(crate) fn as_text(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// Appends an encoded path and query. `None` when the URL is not the one that is written so, which means that something
    /// in it would have been normalised into another route.
    ///
    /// Scheme, host and port are those that were parsed when the client was built.
    pub(crate) fn join(&self, path: &str, query: &str) -> Option<Url> {
        let mut url = self.url.clone();
        match self.path.is_empty() {
            true => url.set_path(path),
            false => url.set_path(&[self.path.as_str(), path].concat()),
        }
        url.set_query(Some(query).filter(|query| !query.is_empty()));
        let length = self.origin.len() + self.path.len() + path.len() + query.len() + usize::from(!query.is_empty());
        // the same text, and read as origin, path and query where they were written
        let same = url.as_str().starts_with(&self.origin)
            && url.path().strip_prefix(self.path.as_str()) == Some(path)
            && url.query().unwrap_or_default() == query
            && url.as_str().len() == length;
        (same && url.fragment().is_none()).then_some(url)
    }

    /// What a relative reference leads to from here.
    #[cfg(feature = "oauth")]
    pub(crate) fn reach(&self, relative: &str) -> Option<Url> {
        self.url.join(relative).ok().filter(|url| url.origin() == self.url.origin())
    }

    /// Moves a URL to this origin, keeping its path.
    #[cfg(feature = "oauth")]
    pub(crate) fn adopt(&self, other: &Url) -> Url {
        let mut moved = self.url.clone();
        moved.set_path(other.path());
        moved.set_query(other.query());
        moved
    }
}

/// Whether a URL says nothing of its scheme (RFC 3986 §4.2).
pub(crate) fn is_relative(url: &str) -> bool {
    let scheme = url.split([':', '/', '?', '#', '{']).next().unwrap_or_default();
    let is_scheme = url[scheme.len()..].starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    // a scheme that is a variable is one, too
    !is_scheme && !url.contains("://")
}

/// Reads an absolute http(s) URL without user information and fragment.
pub(crate) fn parse_http(text: &str) -> Result<Url, &'static str> {
    // The URL parser would drop or rewrite these (WHATWG URL §4.4), so the text would not be the URL.
    if text.is_empty() {
        return Err("is empty");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("has white space or control characters in it");
    }
    if text.contains('\\') {
        return Err("has a backslash in it");
    }
    let url = Url::parse(text).map_err(|e| match e {
        url::ParseError::EmptyHost => "has no host",
        url::ParseError::InvalidPort => "has a port that is none",
        url::ParseError::RelativeUrlWithoutBase => "is not an absolute URL",
        _ => "has a host that is none",
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("is not an http or https URL");
    }
    let has_slashes = text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
    if !has_slashes || url.host_str().is_none_or(str::is_empty) {
        return Err("has no host");
    }
    if !url.username().is_empty() || url.password().is_some() || authority(text).contains('@') {
        return Err("has a user name or password in it, which belong into the credentials");
    }
    if url.fragment().is_some() {
        return Err("has a fragment");
    }
    Ok(url)
}

fn authority(text: &str) -> &str {
    let rest = text.split_once("//").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// The text of a URL for messages: without user information, query and fragment, where secrets could be.
pub(crate) fn printable(text: &str) -> String {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let (kept, cut) = (&text[..end], if end < text.len() { "…" } else { "" });
    match kept.rfind('@') {
        None => format!("{kept}{cut}"),
        Some(at) => {
            let start = kept.find("//").map_or(0, |i| i + 2).min(at);
            format!("{}…{}{cut}", &kept[..start], &kept[at..])
        }
    }
}

/// Puts values or defaults into `{variables}` (OAS 3.0.4 Server Object).
fn fill(server: &Server, values: &ServerValues) -> Result<String, ConfigError> {
    let mut text = server.url.to_owned();
    for variable in server.variables {
        let given = values.iter().rev().find(|(name, _)| name == variable.name).map(|(_, value)| value.as_str());
        if let Some(value) = given {
            check_value(server, variable, value)?;
        }
        text = text.replace(&format!("{{{}}}", variable.name), given.unwrap_or(variable.default));
    }
    Ok(text)
}

/// A value may not end the part of the URL that it stands in: a host stays a host, a path stays a path.
fn check_value(server: &Server, variable: &Variable, value: &str) -> Result<(), ConfigError> {
    let in_path = server.url.split_once("//").is_some_and(|(_, rest)| {
        let place = rest.find(&format!("{{{}}}", variable.name));
        rest.find('/').zip(place).is_some_and(|(slash, place)| slash < place)
    });
    let fits = value
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c) || (in_path && "/:@!$&'()*+,;=".contains(c)));
    let is_allowed = variable.values.is_empty() || variable.values.contains(&value);
    let has_dots = value.split('/').any(|segment| matches!(segment, "." | ".."));
    if fits && is_allowed && !has_dots && !value.is_empty() {
        return Ok(());
    }
    Err(ConfigError::InvalidServerVariable { name: variable.name, value: value.to_owned(), allowed: variable.values })
}

/// Refuses values for variables that no server has.
pub(crate) fn check_names(server: Option<&Server>, values: &ServerValues) -> Result<(), ConfigError> {
    let known: Vec<_> = server.map(|s| s.variables).unwrap_or_default().iter().map(|v| v.name).collect();
    match values.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => Err(ConfigError::UnknownServerVariable { name: name.clone(), known }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        fn check(text: &str, expect: Result<&str, &str>) {
            let got = BaseUrl::parse(text).map(|base| base.as_text()).map_err(|e| e.to_string());
            let expect = expect
                .map(str::to_owned)
                .map_err(|e| format!("the base URL {e}; it should look like https://api.example.com/v1"));
            assert_eq!(got, expect, "{text}");
        }
        check("https://api.example.com", Ok("https://api.example.com"));
        check("https://api.example.com/", Ok("https://api.example.com"));
        check("http://127.0.0.1:8080/a/b/", Ok("http://127.0.0.1:8080/a/b"));
        check("http://[::1]:8080/a//", Ok("http://[::1]:8080/a/"));
        check("HTTPS://API.example.com:443/V1", Ok("https://api.example.com/V1"));
        check("", Err(r#""" is empty"#));
        check("not a url", Err(r#""not a url" has white space or control characters in it"#));
        check("https://a.test\n", Err(r#""https://a.test\n" has white space or control characters in it"#));
        check("api.example.com", Err(r#""api.example.com" is not an absolute URL"#));
        check("/v1", Err(r#""/v1" is not an absolute URL"#));
        check("ftp://a.test", Err(r#""ftp://a.test" is not an http or https URL"#));
        check("http:a.test", Err(r#""http:a.test" has no host"#));
        check("https://", Err(r#""https://" has no host"#));
        check("http://:80", Err(r#""http://:80" has no host"#));
        check("http://a.test:65536", Err(r#""http://a.test:65536" has a port that is none"#));
        check("http://a.test:http", Err(r#""http://a.test:http" has a port that is none"#));
        check("http://1.2.3.400", Err(r#""http://1.2.3.400" has a host that is none"#));
        check("http://a b.test", Err(r#""http://a b.test" has white space or control characters in it"#));
        check("http://<a>.test", Err(r#""http://<a>.test" has a host that is none"#));
        check("http://a.test\\b", Err(r#""http://a.test\\b" has a backslash in it"#));
        let user = "has a user name or password in it, which belong into the credentials";
        check("https://u:p@a.test/x", Err(&format!(r#""https://…@a.test/x" {user}"#)));
        // the URL parser skips slashes (WHATWG URL §4.4, special authority ignore slashes state)
        check("https:///u@a.test", Err(&format!(r#""https://…@a.test" {user}"#)));
        check("https:///:p@a.test", Err(&format!(r#""https://…@a.test" {user}"#)));
        check("https://@a.test", Err(&format!(r#""https://…@a.test" {user}"#)));
        check("https://a.test?key=k", Err(r#""https://a.test…" has a query"#));
        check("https://a.test?", Err(r#""https://a.test…" has a query"#));
        check("https://a.test#f", Err(r#""https://a.test…" has a fragment"#));
    }

    #[test]
    fn joins() {
        fn check(base: &str, path: &str, query: &str, expect: Option<&str>) {
            let got = BaseUrl::parse(base).unwrap().join(path, query);
            assert_eq!(got.as_ref().map(Url::as_str), expect, "{base} {path} {query}");
        }
        check("http://a.test/v1/", "/x/", "", Some("http://a.test/v1/x/"));
        check("http://a.test", "/", "", Some("http://a.test/"));
        check("http://a.test/v2", "/", "q=1", Some("http://a.test/v2/?q=1"));
        check("http://a.test", "//evil.test/x", "", Some("http://a.test//evil.test/x"));
        check("http://a.test", "/a/../b", "", None);
        check("http://a.test", "/a/%2e%2E/b", "", None);
        check("http://a.test", "/a\\b", "", None);
        check("http://a.test", "/a\tb", "", None);
        check("http://a.test", "/a", "q=1#f", None);
        check("http://a.test", "@evil.test/", "", None);
        check("http://a.test", ".evil.test/", "", None);
    }

    #[test]
    fn server_variables() {
        const REGION: Variable = Variable { name: "region", default: "eu", values: &["eu", "us"] };
        const BASE: Variable = Variable { name: "base", default: "v2", values: &[] };
        const HOST: Variable = Variable { name: "host", default: "a", values: &[] };
        const SERVER: Server =
            Server { name: "X", url: "http://{region}.{host}.test/{base}", variables: &[REGION, BASE, HOST] };
        fn check(values: &[(&str, &str)], expect: Result<&str, &str>) {
            let values: Vec<_> = values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            let got = check_names(Some(&SERVER), &values).and_then(|()| BaseUrl::of_server(&SERVER, &values, None));
            let got = got.map(|base| base.as_text()).map_err(|e| e.to_string());
            assert_eq!(got.as_deref().map_err(String::as_str), expect);
        }
        check(&[], Ok("http://eu.a.test/v2"));
        check(&[("region", "us"), ("base", "v3/beta")], Ok("http://us.a.test/v3/beta"));
        check(&[("region", "mars")], Err(r#"the server variable `region` cannot be "mars": it is one of eu, us"#));
        let changes = "it would change other parts of the URL";
        for value in ["evil.test/", "u@evil", "a?b", "", "a#", "a:1"] {
            check(&[("host", value)], Err(&format!("the server variable `host` cannot be {value:?}: {changes}")));
        }
        check(&[("base", "../x")], Err(&format!("the server variable `base` cannot be \"../x\": {changes}")));
        check(&[("zone", "x")], Err(r#"the server URL has no variable "zone": there is region, base, host"#));
        let none = check_names(None, &[("zone".to_owned(), String::new())]).unwrap_err();
        assert_eq!(none.to_string(), r#"the server URL has no variable "zone": it has none at all"#);
    }
}
