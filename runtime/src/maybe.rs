//! Presence of an optional and nullable member: absent, null and a value are three different things to say in a
//! request (RFC 7396 §1 deletes what is null and keeps what is absent).

/// A member of a JSON object that may be left out, may be null, and may have a value.
///
/// ```
/// use bursar_runtime::Maybe;
///
/// assert_eq!(Maybe::<i64>::default(), Maybe::Absent);
/// assert_eq!(Maybe::from(5), Maybe::Value(5));
/// assert_eq!(Maybe::<i64>::from(None), Maybe::Null);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(clippy::exhaustive_enums, reason = "JSON knows no fourth state")]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is there, and is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one; absent and null are both `None`.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Takes the value out, if there is one; absent and null are both `None`.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the member is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there and is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same presence with a reference to the value.
    pub fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The same presence with the value replaced by what `change` makes of it.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is [`Maybe::Null`]: who passes an option has said something about the member. To leave it out, do not set it,
/// or pass [`Maybe::Absent`].
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Maybe;

    #[test]
    fn the_three_states_stay_apart() {
        let check = |maybe: Maybe<u8>, absent: bool, null: bool, option: Option<u8>| {
            assert_eq!(maybe.is_absent(), absent, "{maybe:?}");
            assert_eq!(maybe.is_null(), null, "{maybe:?}");
            assert_eq!(maybe.as_option(), option.as_ref(), "{maybe:?}");
            assert_eq!(maybe.into_option(), option, "{maybe:?}");
            assert_eq!(maybe.as_ref().map(|n| *n), maybe);
        };
        check(Maybe::default(), true, false, None);
        check(None.into(), false, true, None);
        check(Some(3).into(), false, false, Some(3));
        check(3.into(), false, false, Some(3));
    }

    #[test]
    fn text_converts_without_to_owned() {
        assert_eq!(Maybe::<String>::from("a"), Maybe::Value("a".to_owned()));
        assert_eq!(Maybe::Value(2).map(|n| n * 2), Maybe::Value(4));
        assert_eq!(Maybe::<u8>::Null.map(|n| n * 2), Maybe::Null);
    }
}
