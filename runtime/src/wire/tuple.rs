//! Arrays whose elements have types by their place (JSON Schema 2020-12 §10.3.1.1, `prefixItems`), as tuples.
//!
//! ```text
//! v1::Tuple<(v1::Slot<v1::Plain>, v1::Late<v1::Int>, v1::Rest<v1::Plain>,)>    (String, Option<i64>, Vec<String>)
//! ```
//! An element that may be missing is `None`, as one that is null. Elements behind the last slot are ignored where there is no
//! `Rest`, as unknown members of objects are.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde::ser::{SerializeSeq, Serializer};

use super::locate::in_item;
use super::{As, De, Nullable, Seed, Ser};

/// An array of slots.
#[derive(Debug)]
pub struct Tuple<Slots>(PhantomData<Slots>);

/// An element that is there.
#[derive(Debug)]
pub struct Slot<C>(PhantomData<C>);

/// An element that may be missing.
#[derive(Debug)]
pub struct Late<C>(PhantomData<C>);

/// All elements that follow.
#[derive(Debug)]
pub struct Rest<C>(PhantomData<C>);

/// What reads one slot; `at` is the index of its first element.
pub trait Read<T> {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with the element, or that it is missing.
    fn read<'de, A: SeqAccess<'de>>(seq: &mut A, at: usize) -> Result<T, A::Error>;
}

/// What writes one slot.
pub trait Write<T> {
    /// How many elements it needs at least.
    fn count(value: &T) -> usize;

    /// Writes it; `last` is the number of elements that the whole array has.
    ///
    /// # Errors
    /// Those of the format.
    fn write<S: SerializeSeq>(value: &T, at: usize, last: usize, seq: &mut S) -> Result<(), S::Error>;
}

impl<C: De<T>, T> Read<T> for Slot<C> {
    fn read<'de, A: SeqAccess<'de>>(seq: &mut A, at: usize) -> Result<T, A::Error> {
        match seq.next_element_seed(Seed::<C, T>::new()) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(de::Error::custom(format_args!("missing element {at}"))),
            Err(error) => Err(in_item(at, error)),
        }
    }
}

impl<C: Ser<T>, T> Write<T> for Slot<C> {
    fn count(_: &T) -> usize {
        1
    }

    fn write<S: SerializeSeq>(value: &T, _: usize, _: usize, seq: &mut S) -> Result<(), S::Error> {
        seq.serialize_element(&As::<C, T>::new(value))
    }
}

impl<C: De<T>, T> Read<Option<T>> for Late<C> {
    fn read<'de, A: SeqAccess<'de>>(seq: &mut A, at: usize) -> Result<Option<T>, A::Error> {
        let found = seq.next_element_seed(Seed::<Nullable<C>, Option<T>>::new());
        found.map(Option::flatten).map_err(|error| in_item(at, error))
    }
}

impl<C: Ser<T>, T> Write<Option<T>> for Late<C> {
    fn count(value: &Option<T>) -> usize {
        usize::from(value.is_some())
    }

    fn write<S: SerializeSeq>(value: &Option<T>, at: usize, last: usize, seq: &mut S) -> Result<(), S::Error> {
        // null keeps the place of what is missing before something else
        if at < last { seq.serialize_element(&As::<Nullable<C>, Option<T>>::new(value)) } else { Ok(()) }
    }
}

impl<C: De<T>, T> Read<Vec<T>> for Rest<C> {
    fn read<'de, A: SeqAccess<'de>>(seq: &mut A, at: usize) -> Result<Vec<T>, A::Error> {
        let mut rest = Vec::new();
        loop {
            match seq.next_element_seed(Seed::<C, T>::new()) {
                Ok(Some(value)) => rest.push(value),
                Ok(None) => return Ok(rest),
                Err(error) => return Err(in_item(at + rest.len(), error)),
            }
        }
    }
}

impl<C: Ser<T>, T> Write<Vec<T>> for Rest<C> {
    fn count(value: &Vec<T>) -> usize {
        value.len()
    }

    fn write<S: SerializeSeq>(value: &Vec<T>, _: usize, _: usize, seq: &mut S) -> Result<(), S::Error> {
        value.iter().try_for_each(|item| seq.serialize_element(&As::<C, T>::new(item)))
    }
}

struct TupleVisitor<Slots, T>(PhantomData<(Slots, T)>);

macro_rules! tuples {
    ($($count:literal: $($slot:ident $value:ident $at:tt)*;)*) => { $(
        impl<$($slot: Read<$value>, $value),*> De<($($value,)*)> for Tuple<($($slot,)*)> {
            fn de<'de, D: Deserializer<'de>>(d: D) -> Result<($($value,)*), D::Error> {
                d.deserialize_seq(TupleVisitor(PhantomData::<(($($slot,)*), ($($value,)*))>))
            }
        }

        impl<'de, $($slot: Read<$value>, $value),*> Visitor<'de> for TupleVisitor<($($slot,)*), ($($value,)*)> {
            type Value = ($($value,)*);

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let value = ($($slot::read(&mut seq, $at)?,)*);
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(value)
            }
        }

        impl<$($slot: Write<$value>, $value),*> Ser<($($value,)*)> for Tuple<($($slot,)*)> {
            fn ser<S: Serializer>(value: &($($value,)*), s: S) -> Result<S::Ok, S::Error> {
                let mut last = 0;
                $(if $slot::count(&value.$at) > 0 { last = $at + $slot::count(&value.$at); })*
                let mut seq = s.serialize_seq(Some(last))?;
                $($slot::write(&value.$at, $at, last, &mut seq)?;)*
                seq.end()
            }
        }
    )* };
}

tuples! {
    1: S0 T0 0;
    2: S0 T0 0 S1 T1 1;
    3: S0 T0 0 S1 T1 1 S2 T2 2;
    4: S0 T0 0 S1 T1 1 S2 T2 2 S3 T3 3;
    5: S0 T0 0 S1 T1 1 S2 T2 2 S3 T3 3 S4 T4 4;
    6: S0 T0 0 S1 T1 1 S2 T2 2 S3 T3 3 S4 T4 4 S5 T5 5;
    7: S0 T0 0 S1 T1 1 S2 T2 2 S3 T3 3 S4 T4 4 S5 T5 5 S6 T6 6;
    8: S0 T0 0 S1 T1 1 S2 T2 2 S3 T3 3 S4 T4 4 S5 T5 5 S6 T6 6 S7 T7 7;
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::nest::tests::check;
    use super::super::{Int, IntText, List, Plain};
    use super::*;

    #[test]
    fn elements_by_their_place() {
        let check = check::<Tuple<(Slot<Plain>, Slot<IntText>)>, (String, i64)>;
        check(r#"["a","1"]"#, r#"["a","1"]"#);
        check(r#"["a",1,true]"#, r#"["a","1"]"#);
        check(r#"["a"]"#, "$: missing element 1");
        check(r#"["a","x"]"#, r#"$[1]: invalid value: string "x", expected an integer"#);
        check("{}", "$: invalid type: map, expected an array");
    }

    #[test]
    fn elements_that_may_be_missing_and_the_rest() {
        type Codec = Tuple<(Slot<Plain>, Late<Int>, Late<List<Int>>, Rest<Plain>)>;
        let check = check::<Codec, (String, Option<i64>, Option<Vec<i64>>, Vec<bool>)>;
        check(r#"["a"]"#, r#"["a"]"#);
        check(r#"["a",2]"#, r#"["a",2]"#);
        check(r#"["a",null,[3]]"#, r#"["a",null,[3]]"#);
        check(r#"["a",null,null]"#, r#"["a"]"#);
        check(r#"["a",null,null,true]"#, r#"["a",null,null,true]"#);
        check(r#"["a",2,[3,"x"]]"#, r#"$[2][1]: invalid type: string "x", expected an integer"#);
        check(r#"["a",2,[3],true,5]"#, "$[4]: invalid type: integer `5`, expected a boolean");
        check("[]", "$: missing element 0");
    }
}
