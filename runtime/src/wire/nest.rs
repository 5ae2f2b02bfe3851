//! Codecs made of codecs: lists, maps, null, boxes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;

use super::locate::{in_item, in_member};
use super::raw::{QUOTED, excerpt};
use super::{As, De, Seed, Ser};

/// An array of values of one codec.
#[derive(Debug)]
pub struct List<C>(PhantomData<C>);

impl<C: De<T>, T> De<Vec<T>> for List<C> {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<T>, D::Error> {
        d.deserialize_seq(ListVisitor(PhantomData::<(C, T)>))
    }
}

impl<C: Ser<T>, T> Ser<Vec<T>> for List<C> {
    fn ser<S: Serializer>(value: &Vec<T>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(value.iter().map(As::<C, T>::new))
    }
}

struct ListVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: De<T>, T> Visitor<'de> for ListVisitor<C, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        loop {
            match seq.next_element_seed(Seed::<C, T>::new()) {
                Ok(Some(item)) => list.push(item),
                Ok(None) => return Ok(list),
                Err(error) => return Err(in_item(list.len(), error)),
            }
        }
    }
}

/// An object whose members are values of one codec, whatever their names. A name given twice is refused: which of the
/// two values holds, RFC 8259 §4 leaves open.
#[derive(Debug)]
pub struct Map<C>(PhantomData<C>);

impl<C: De<T>, T> De<BTreeMap<String, T>> for Map<C> {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, T>, D::Error> {
        d.deserialize_map(MapVisitor(PhantomData::<(C, T)>))
    }
}

impl<C: Ser<T>, T> Ser<BTreeMap<String, T>> for Map<C> {
    fn ser<S: Serializer>(value: &BTreeMap<String, T>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(value.iter().map(|(name, value)| (name, As::<C, T>::new(value))))
    }
}

struct MapVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: De<T>, T> Visitor<'de> for MapVisitor<C, T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            insert::<C, T, A>(&mut members, name, &mut map)?;
        }
        Ok(members)
    }
}

/// Reads the value of the member `name` into `members`, where it must be new.
pub(crate) fn insert<'de, C: De<T>, T, A: MapAccess<'de>>(
    members: &mut BTreeMap<String, T>,
    name: String,
    map: &mut A,
) -> Result<(), A::Error> {
    match members.entry(name) {
        Entry::Occupied(entry) => Err(duplicate(entry.key())),
        Entry::Vacant(entry) => match map.next_value_seed(Seed::<C, T>::new()) {
            Ok(value) => {
                entry.insert(value);
                Ok(())
            }
            Err(error) => Err(in_member(entry.key(), error)),
        },
    }
}

/// The error for a name given twice, where names are not known beforehand.
#[cold]
pub(crate) fn duplicate<E: de::Error>(name: &str) -> E {
    E::custom(format_args!("duplicate field `{}`", excerpt(name, QUOTED)))
}

/// A value or `null`.
#[derive(Debug)]
pub struct Nullable<C>(PhantomData<C>);

impl<C: De<T>, T> De<Option<T>> for Nullable<C> {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Option<T>, D::Error> {
        d.deserialize_option(NullableVisitor(PhantomData::<(C, T)>))
    }
}

impl<C: Ser<T>, T> Ser<Option<T>> for Nullable<C> {
    fn ser<S: Serializer>(value: &Option<T>, s: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => C::ser(value, s),
            None => s.serialize_unit(),
        }
    }
}

struct NullableVisitor<C, T>(PhantomData<(C, T)>);

impl<'de, C: De<T>, T> Visitor<'de> for NullableVisitor<C, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, d: D) -> Result<Option<T>, D::Error> {
        C::de(d).map(Some)
    }
}

/// A value behind a `Box`, where a type contains itself.
#[derive(Debug)]
pub struct Boxed<C>(PhantomData<C>);

impl<C: De<T>, T> De<Box<T>> for Boxed<C> {
    #[inline]
    fn de<'de, D: Deserializer<'de>>(d: D) -> Result<Box<T>, D::Error> {
        C::de(d).map(Box::new)
    }
}

impl<C: Ser<T>, T> Ser<Box<T>> for Boxed<C> {
    fn ser<S: Serializer>(value: &Box<T>, s: S) -> Result<S::Ok, S::Error> {
        C::ser(value, s)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::super::{Int, IntText, Plain, decode};
    use super::*;

    /// What is read is written again, or where it fails is said.
    pub(in crate::wire) fn check<C: De<T> + Ser<T>, T>(json: &str, expected: &str) {
        let found = decode::<C, T>(json.as_bytes()).map_or_else(
            |e| format!("{}: {}", e.path, e.message),
            |value| serde_json::to_string(&As::<C, _>::new(&value)).unwrap(),
        );
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn lists() {
        let check = check::<List<List<IntText>>, Vec<Vec<i64>>>;
        check("[]", "[]");
        check(r#"[["1"],[],[2,"-3"]]"#, r#"[["1"],[],["2","-3"]]"#);
        check(r#"[["1"],["2","x"]]"#, r#"$[1][1]: invalid value: string "x", expected an integer"#);
        check("{}", "$: invalid type: map, expected an array");
        check("[null]", "$[0]: invalid type: null, expected an array");
    }

    #[test]
    fn maps() {
        let check = check::<Map<Int>, BTreeMap<String, i64>>;
        check("{}", "{}");
        check(r#"{"größe":3,"":0,"b.c":-2}"#, r#"{"":0,"b.c":-2,"größe":3}"#);
        check(r#"{"a":1,"b":"2"}"#, r#"$.b: invalid type: string "2", expected an integer"#);
        check(r#"{"a.b":null}"#, r#"$["a.b"]: invalid type: null, expected an integer"#);
        check(r#"{"a":1,"a":2}"#, "$: duplicate field `a`");
        check("[]", "$: invalid type: sequence, expected an object");
    }

    #[test]
    fn null() {
        let check = check::<Nullable<List<Nullable<Int>>>, Option<Vec<Option<i64>>>>;
        check("null", "null");
        check("[1,null,3]", "[1,null,3]");
        check(r#"[1,null,"3"]"#, r#"$[2]: invalid type: string "3", expected an integer"#);
        check("{}", "$: invalid type: map, expected an array");
    }

    #[test]
    fn boxes() {
        check::<Boxed<List<Plain>>, Box<Vec<String>>>(r#"["a"]"#, r#"["a"]"#);
        check::<Boxed<Plain>, Box<String>>("1", "$: invalid type: integer `1`, expected a string");
    }
}
