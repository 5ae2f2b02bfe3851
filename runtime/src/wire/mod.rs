//! How values are read from and written to JSON: the codec traits and the codec that leaves it to serde.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Reads a `T` from any serde format. Implemented by codecs, which are unit types.
pub trait De<T> {
    /// Reads one value.
    ///
    /// # Errors
    /// The error of the deserializer when the value is not a `T`.
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error>;
}

/// Writes a `T` to any serde format.
pub trait Ser<T> {
    /// Writes one value.
    ///
    /// # Errors
    /// The error of the serializer when the value cannot be written.
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error>;
}

/// The codec of types that know how to read and write themselves.
#[derive(Debug, Clone, Copy)]
pub struct Plain;

impl<T: for<'de> Deserialize<'de>> De<T> for Plain {
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
        T::deserialize(d)
    }
}

impl<T: Serialize> Ser<T> for Plain {
    fn ser<S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
        value.serialize(s)
    }
}

/// Takes the inner path out of an error message of the form `\u{1}<path>\u{1}<message>`, in which a decoder of buffered
/// values hands up the place inside the buffer.
pub(crate) fn split_inner(message: &str) -> (Option<&str>, &str) {
    match message.strip_prefix('\u{1}').and_then(|rest| rest.split_once('\u{1}')) {
        Some((path, rest)) => (Some(path), rest),
        None => (None, message),
    }
}
