//! Types as programs write them: a name with arguments.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A type: a name with arguments, such as `Option<Vec<Pet>>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub struct Ty {
    /// Its name; empty for a tuple.
    pub name: String,
    /// Its arguments.
    pub args: Vec<Ty>,
}

impl Ty {
    /// A type by its text.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some(inner) =
            text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|inner| !inner.is_empty())
        {
            let slots = split(inner.strip_suffix(',').unwrap_or(inner));
            return Self { name: String::new(), args: slots.into_iter().map(Self::parse).collect() };
        }
        match text.split_once('<') {
            Some((name, rest)) if rest.ends_with('>') => Self {
                name: name.to_owned(),
                args: split(&rest[..rest.len() - 1]).into_iter().map(Self::parse).collect(),
            },
            _ => Self { name: text.to_owned(), args: Vec::new() },
        }
    }

    /// The same type, each name replaced by what `of` gives for it.
    #[must_use]
    pub(crate) fn replaced(&self, of: &dyn Fn(&str) -> Option<Ty>) -> Self {
        match of(&self.name) {
            Some(other) if self.args.is_empty() => other,
            _ => Self { name: self.name.clone(), args: self.args.iter().map(|arg| arg.replaced(of)).collect() },
        }
    }

    /// All names in it, outer ones first.
    pub(crate) fn names(&self) -> Vec<&str> {
        let inner = self.args.iter().flat_map(Self::names);
        std::iter::once(self.name.as_str()).chain(inner).collect()
    }
}

/// The arguments of a list, parted by the commas that stand in no other list.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, sign) in text.char_indices() {
        match sign {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        let args: Vec<String> = self.args.iter().map(Self::to_string).collect();
        match args.as_slice() {
            [] => Ok(()),
            [only] if self.name.is_empty() => write!(f, "({only},)"),
            _ if self.name.is_empty() => write!(f, "({})", args.join(", ")),
            _ => write!(f, "<{}>", args.join(", ")),
        }
    }
}

impl From<Ty> for String {
    fn from(ty: Ty) -> Self {
        ty.to_string()
    }
}

impl From<String> for Ty {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::Ty;

    #[test]
    fn text_and_back() {
        for text in [
            "String",
            "()",
            "Option<Box<Pet>>",
            "BTreeMap<String, Vec<Option<i64>>>",
            "runtime::Body",
            "(A,)",
            "Vec<(A, Option<(B, ())>)>",
        ] {
            assert_eq!(Ty::parse(text).to_string(), text);
        }
        assert_eq!(Ty::parse("BTreeMap<String, Vec<Pet>>").names(), ["BTreeMap", "String", "Vec", "Pet"]);
    }
}
