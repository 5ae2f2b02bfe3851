//! The arguments of a call by wire name, as the types that generated methods take.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bursar_runtime::__private::v1::De;
use bursar_runtime::{Body, Maybe, Upload};

use crate::probes::exact::{Exact, quoted};

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names of the standard")]
pub enum Place {
    Path,
    Query,
    Querystring,
    Header,
    Cookie,
}

/// The arguments of a call.
#[derive(Debug, Clone, Default)]
pub struct Args {
    /// Parameters; that of the whole query string has no name.
    pub params: Vec<(Place, String, Exact)>,
    /// The body.
    pub body: Option<Given>,
    /// The media type of the body.
    pub media_type: Option<String>,
}

/// A body as it is given.
#[derive(Debug, Clone)]
pub enum Given {
    /// A value of the schema.
    Value(Exact),
    /// What is sent as it is.
    Octets(Vec<u8>),
}

/// A value that the generated types cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong.
    pub why: String,
}

impl Refused {
    fn new(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }

    /// No form of the body has the media type.
    pub fn form() -> Self {
        Self::new("the body has no such form")
    }
}

type Taken<T> = Result<T, Refused>;

/// Reads a value through the codec that decodes it.
fn read<C: De<T>, T>(value: &Exact) -> Taken<T> {
    let from = |value: &Exact| {
        let text = value.to_string();
        let mut d = serde_json::Deserializer::from_str(&text);
        // where in this text is of no use to who wrote another
        let words = |e: serde_json::Error| e.to_string().split(" at line ").next().unwrap_or_default().to_owned();
        C::de(&mut d).map_err(|e| Refused::new(format!("{value} cannot be held: {}", words(e))))
    };
    // outside of JSON a number is its digits, and has a codec for text
    from(value).or_else(|refused| from(&digits(value)).map_err(|_| refused))
}

fn digits(value: &Exact) -> Exact {
    match value {
        Exact::Number(text) => Exact::Text(text.clone()),
        Exact::List(items) => Exact::List(items.iter().map(digits).collect()),
        Exact::Map(members) => Exact::Map(members.iter().map(|(name, value)| (name.clone(), digits(value))).collect()),
        other => other.clone(),
    }
}

impl Args {
    fn param(&self, place: Place, name: &str) -> Option<&Exact> {
        let is_it = |at: Place, found: &str| match place {
            Place::Querystring => at == place,
            Place::Header => at == place && found.eq_ignore_ascii_case(name),
            _ => at == place && found == name,
        };
        self.params.iter().find(|(at, found, _)| is_it(*at, found)).map(|(.., value)| value)
    }

    /// Whether a parameter is given.
    pub fn has(&self, place: Place, name: &str) -> bool {
        self.param(place, name).is_some_and(|value| *value != Exact::Null)
    }

    /// A parameter.
    ///
    /// # Errors
    /// When it is not given, or its type cannot hold it.
    pub fn take<C: De<T>, T>(&self, place: Place, name: &str) -> Taken<T> {
        let value = self.param(place, name).ok_or_else(|| Refused::new(format!("`{name}` is not given")))?;
        read::<C, T>(value).map_err(|refused| Refused::new(format!("`{name}`: {}", refused.why)))
    }

    /// Whether a body is given.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    fn given(&self) -> Taken<&Given> {
        self.body.as_ref().ok_or_else(|| Refused::new("the body is not given"))
    }

    /// The body as a value. What is to be sent as it is has to be a value, too.
    ///
    /// # Errors
    /// When it is not given, or its type cannot hold it.
    pub fn body<C: De<T>, T>(&self) -> Taken<T> {
        match self.given()? {
            Given::Value(value) => read::<C, T>(value),
            Given::Octets(octets) => {
                let text = String::from_utf8_lossy(octets);
                let value = Exact::parse(&text).unwrap_or_else(|_| Exact::Text(text.into_owned()));
                read::<C, T>(&value)
            }
        }
    }

    /// The body as text.
    ///
    /// # Errors
    /// When it is not given.
    pub fn body_text(&self) -> Taken<String> {
        Ok(match self.given()? {
            Given::Value(Exact::Text(text)) => text.clone(),
            Given::Value(value) => value.to_string(),
            Given::Octets(octets) => {
                String::from_utf8(octets.clone()).map_err(|_| Refused::new("the body is no text"))?
            }
        })
    }

    /// The body as octets.
    ///
    /// # Errors
    /// When it is not given.
    pub fn body_octets(&self) -> Taken<Body> {
        match self.given()? {
            Given::Octets(octets) => Ok(Body::from(octets.clone())),
            Given::Value(value) if value.member("$file").is_some() => Ok(file(value)?.body().clone()),
            Given::Value(_) => self.body_text().map(Body::from),
        }
    }

    /// The body as octets with the media type that is named.
    ///
    /// # Errors
    /// When it is not given.
    pub fn body_upload(&self) -> Taken<Upload> {
        let upload = Upload::new(self.body_octets()?);
        Ok(self.media_type.iter().fold(upload, |upload, media| upload.content_type(media)))
    }

    /// Which of the forms is given.
    ///
    /// # Errors
    /// When none of them is, or nothing tells which.
    pub fn form(&self, media: &[&str]) -> Taken<usize> {
        let named = self.media_type.as_deref().ok_or_else(|| Refused::new("no media type is named"))?;
        let range = |key: &str| {
            key == "*/*" || key.strip_suffix('*').is_some_and(|main| main.ends_with('/') && named.starts_with(main))
        };
        let exact = media.iter().position(|key| key.eq_ignore_ascii_case(named));
        exact.or_else(|| media.iter().position(|key| range(key))).ok_or_else(Refused::form)
    }

    /// A member of a body that is no JSON.
    fn part(&self, name: &str) -> Option<&Exact> {
        match self.body.as_ref()? {
            Given::Value(value) => value.member(name),
            Given::Octets(_) => None,
        }
    }

    /// A member that has to be there.
    ///
    /// # Errors
    /// When it is not given, or its type cannot hold it.
    pub fn member<C: De<T>, T>(&self, name: &str) -> Taken<T> {
        let value = self.part(name).ok_or_else(|| Refused::new(format!("`{name}` is not given")))?;
        read::<C, T>(value)
    }

    /// A member that may be missing.
    ///
    /// # Errors
    /// When its type cannot hold it.
    pub fn member_if<C: De<T>, T>(&self, name: &str) -> Taken<Option<T>> {
        self.part(name).filter(|value| **value != Exact::Null).map(read::<C, T>).transpose()
    }

    /// A member that may be missing or null.
    ///
    /// # Errors
    /// When its type cannot hold it.
    pub fn member_maybe<C: De<T>, T>(&self, name: &str) -> Taken<Maybe<T>> {
        match self.part(name) {
            None => Ok(Maybe::Absent),
            Some(Exact::Null) => Ok(Maybe::Null),
            Some(value) => read::<C, T>(value).map(Maybe::Value),
        }
    }

    /// A member of files.
    ///
    /// # Errors
    /// When it is not given where it has to be, or is no file.
    pub fn files<F: FromFiles>(&self, name: &str) -> Taken<F> {
        F::from_files(self.part(name)).map_err(|refused| Refused::new(format!("`{name}`: {}", refused.why)))
    }

    fn others(&self, known: &[&str]) -> impl Iterator<Item = (&String, &Exact)> {
        let members = match &self.body {
            Some(Given::Value(Exact::Map(members))) => members.as_slice(),
            _ => &[],
        };
        members.iter().filter(|(name, _)| !known.contains(&name.as_str())).map(|(name, value)| (name, value))
    }

    /// The members that have no name in the document.
    ///
    /// # Errors
    /// When their type cannot hold them.
    pub fn rest<C: De<T>, T>(&self, known: &[&str]) -> Taken<BTreeMap<String, T>> {
        self.others(known).map(|(name, value)| Ok((name.clone(), read::<C, T>(value)?))).collect()
    }

    /// The files that have no name in the document.
    ///
    /// # Errors
    /// When they are none.
    pub fn rest_files<F: FromFiles>(&self, known: &[&str]) -> Taken<BTreeMap<String, F>> {
        self.others(known).map(|(name, value)| Ok((name.clone(), F::from_files(Some(value))?))).collect()
    }
}

/// What holds files.
pub trait FromFiles: Sized {
    /// Takes them.
    ///
    /// # Errors
    /// When it is none.
    fn from_files(value: Option<&Exact>) -> Taken<Self>;
}

impl FromFiles for Upload {
    fn from_files(value: Option<&Exact>) -> Taken<Self> {
        file(value.ok_or_else(|| Refused::new("a file is not given"))?)
    }
}

impl<F: FromFiles> FromFiles for Vec<F> {
    fn from_files(value: Option<&Exact>) -> Taken<Self> {
        match value {
            Some(Exact::List(items)) => items.iter().map(|item| F::from_files(Some(item))).collect(),
            one => Ok(vec![F::from_files(one)?]),
        }
    }
}

impl<F: FromFiles> FromFiles for Option<F> {
    fn from_files(value: Option<&Exact>) -> Taken<Self> {
        value.filter(|value| **value != Exact::Null).map(|value| F::from_files(Some(value))).transpose()
    }
}

impl<F: FromFiles> FromFiles for Maybe<F> {
    fn from_files(value: Option<&Exact>) -> Taken<Self> {
        match value {
            None => Ok(Self::Absent),
            Some(Exact::Null) => Ok(Self::Null),
            value => F::from_files(value).map(Self::Value),
        }
    }
}

/// `{"$file": {text | base64, filename, content_type}}`, or a text that is the content.
fn file(value: &Exact) -> Taken<Upload> {
    let Some(said) = value.member("$file") else {
        return match value {
            Exact::Text(text) => Ok(Upload::new(text.clone())),
            other => Err(Refused::new(format!("{} is no file", quoted(&other.to_string())))),
        };
    };
    let get = |name: &str| said.member(name).and_then(Exact::text);
    let content = match (get("text"), get("base64")) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(text)) => STANDARD.decode(text).map_err(|e| Refused::new(e.to_string()))?,
        (None, None) => return Err(Refused::new("a file needs `text` or `base64`")),
    };
    let mut upload = Upload::new(content);
    if let Some(name) = get("filename") {
        upload = upload.file_name(name);
    }
    if let Some(media) = get("content_type") {
        upload = upload.content_type(media);
    }
    Ok(upload)
}
