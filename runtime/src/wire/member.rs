//! Members of objects: how each presence is read and written, and how names are found.
//!
//! The `object` macro calls these functions, once per field; what does not depend on the field is here, not in the
//! expansion.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, Serializer};

use super::locate::in_member;
use super::nest::insert;
use super::{As, De, Nullable, Ser};
use crate::Maybe;

/// The reading half of a presence: what is in the JSON, and what its absence means, for a field of type `F`.
pub trait Take<F>: Sized {
    /// Reads the member's value.
    ///
    /// # Errors
    /// Those of the codec.
    fn take<'de, D: Deserializer<'de>>(d: D) -> Result<F, D::Error>;

    /// The field's value when the member is not there.
    ///
    /// # Errors
    /// The member is required.
    fn absent<E: de::Error>(name: &'static str) -> Result<F, E>;
}

/// The writing half of a presence.
pub trait Put<F> {
    /// Writes the member, or nothing.
    ///
    /// # Errors
    /// Those of the codec.
    fn put<M: SerializeMap>(map: &mut M, name: &'static str, value: &F) -> Result<(), M::Error>;
}

/// The presences, under the words by which the `object` macro knows them.
#[allow(non_camel_case_types, reason = "the words of the macro")]
pub mod presence {
    use std::marker::PhantomData;

    /// The member must be there; a codec that admits null decides about null.
    #[derive(Debug)]
    pub struct required<C>(PhantomData<C>);

    /// An `Option`: absent and null are `None`, which is not written.
    #[derive(Debug)]
    pub struct optional<C>(PhantomData<C>);

    /// A `Maybe`: absent, null and a value stay apart.
    #[derive(Debug)]
    pub struct maybe<C>(PhantomData<C>);

    /// As `optional`, of a field that `record` gives no setter.
    pub type optional_read<C> = optional<C>;

    /// As `maybe`, of a field that `record` gives no setter.
    pub type maybe_read<C> = maybe<C>;
}

impl<C: De<T>, T> Take<T> for presence::required<C> {
    #[inline]
    fn take<'de, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
        C::de(d)
    }

    fn absent<E: de::Error>(name: &'static str) -> Result<T, E> {
        Err(E::missing_field(name))
    }
}

impl<C: Ser<T>, T> Put<T> for presence::required<C> {
    #[inline]
    fn put<M: SerializeMap>(map: &mut M, name: &'static str, value: &T) -> Result<(), M::Error> {
        map.serialize_entry(name, &As::<C, T>::new(value))
    }
}

impl<C: De<T>, T> Take<Option<T>> for presence::optional<C> {
    #[inline]
    fn take<'de, D: Deserializer<'de>>(d: D) -> Result<Option<T>, D::Error> {
        Nullable::<C>::de(d)
    }

    fn absent<E: de::Error>(_: &'static str) -> Result<Option<T>, E> {
        Ok(None)
    }
}

impl<C: Ser<T>, T> Put<Option<T>> for presence::optional<C> {
    #[inline]
    fn put<M: SerializeMap>(map: &mut M, name: &'static str, value: &Option<T>) -> Result<(), M::Error> {
        match value {
            Some(value) => map.serialize_entry(name, &As::<C, T>::new(value)),
            None => Ok(()),
        }
    }
}

impl<C: De<T>, T> Take<Maybe<T>> for presence::maybe<C> {
    #[inline]
    fn take<'de, D: Deserializer<'de>>(d: D) -> Result<Maybe<T>, D::Error> {
        Nullable::<C>::de(d).map(Maybe::from)
    }

    fn absent<E: de::Error>(_: &'static str) -> Result<Maybe<T>, E> {
        Ok(Maybe::Absent)
    }
}

impl<C: Ser<T>, T> Put<Maybe<T>> for presence::maybe<C> {
    #[inline]
    fn put<M: SerializeMap>(map: &mut M, name: &'static str, value: &Maybe<T>) -> Result<(), M::Error> {
        match value {
            Maybe::Absent => Ok(()),
            Maybe::Null => map.serialize_entry(name, &()),
            Maybe::Value(value) => map.serialize_entry(name, &As::<C, T>::new(value)),
        }
    }
}

struct TakeSeed<P, F>(PhantomData<(P, F)>);

impl<'de, P: Take<F>, F> DeserializeSeed<'de> for TakeSeed<P, F> {
    type Value = F;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<F, D::Error> {
        P::take(d)
    }
}

/// A member that is read into a field of type `F`, as the presence `P` says.
#[derive(Debug)]
pub struct Member<P, F> {
    value: Option<F>,
    presence: PhantomData<P>,
}

impl<P: Take<F>, F> Member<P, F> {
    /// Not read yet.
    pub const EMPTY: Self = Self { value: None, presence: PhantomData };
}

/// The value of a field, after [`read_members`]. The name only ties the call to its row in the macro.
///
/// # Panics
/// Before it.
#[inline]
pub fn value<P, F>(member: Member<P, F>, _: &'static str) -> F {
    member.value.expect("`read_members` leaves no member empty")
}

/// A [`Member`], whatever its type is.
pub trait Fill<'de, A: MapAccess<'de>> {
    /// Reads the value.
    ///
    /// # Errors
    /// The member was there before, or its value is wrong.
    fn fill(&mut self, map: &mut A, name: &'static str) -> Result<(), A::Error>;

    /// Takes what the absence of the member means, if it was not there.
    ///
    /// # Errors
    /// The member is required.
    fn end(&mut self, name: &'static str) -> Result<(), A::Error>;
}

impl<'de, P: Take<F>, F, A: MapAccess<'de>> Fill<'de, A> for Member<P, F> {
    fn fill(&mut self, map: &mut A, name: &'static str) -> Result<(), A::Error> {
        if self.value.is_some() {
            return Err(de::Error::duplicate_field(name));
        }
        match map.next_value_seed(TakeSeed::<P, F>(PhantomData)) {
            Ok(value) => {
                self.value = Some(value);
                Ok(())
            }
            Err(error) => Err(in_member(name, error)),
        }
    }

    #[inline]
    fn end(&mut self, name: &'static str) -> Result<(), A::Error> {
        if self.value.is_none() {
            self.value = Some(P::absent(name)?);
        }
        Ok(())
    }
}

/// A name, and the member of this name.
pub(crate) type Named<'m, 'de, A> = (&'static str, &'m mut dyn Fill<'de, A>);

/// Reads the members of an object, each by its name; the others are left to `others`.
///
/// # Errors
/// The input is not JSON; a required member is missing, one is there twice or is wrong; those of `others`.
pub fn read_members<'de, A: MapAccess<'de>, O: Others>(
    mut map: A,
    members: &mut [Named<'_, 'de, A>],
    others: &mut O,
) -> Result<(), A::Error> {
    let (mut next, mut filled) = (0, 0);
    while let Some(found) = map.next_key_seed(KeySeed { members: &*members, next: &mut next, others: &*others })? {
        match found {
            Found::Named(at) => {
                let (name, member) = &mut members[at];
                member.fill(&mut map, name)?;
                filled += 1;
            }
            Found::Other(name) => others.value(name, &mut map)?,
        }
    }
    // none is filled twice
    if filled == members.len() {
        return Ok(());
    }
    members.iter_mut().try_for_each(|(name, member)| member.end(name))
}

/// An object being written. The first error is kept and the rest skipped, so that the macro need not branch after every
/// field.
#[derive(Debug)]
pub struct Members<S: Serializer> {
    map: S::SerializeMap,
    state: Result<(), S::Error>,
}

impl<S: Serializer> Members<S> {
    /// Begins the object.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn start(s: S) -> Result<Self, S::Error> {
        Ok(Self { map: s.serialize_map(None)?, state: Ok(()) })
    }

    /// Writes a field as its presence says.
    #[inline]
    pub fn put<P: Put<F>, F>(&mut self, name: &'static str, value: &F) {
        if self.state.is_ok()
            && let Err(error) = P::put(&mut self.map, name, value)
        {
            self.state = Err(error);
        }
    }

    /// Writes the members that no field names. A member that a field names too would be in the object twice; it is an
    /// error.
    pub fn put_extra<C: Ser<T>, T>(&mut self, extra: &BTreeMap<String, T>, named: &[&str]) {
        for (name, value) in extra {
            if self.state.is_ok() {
                self.state = match named.contains(&name.as_str()) {
                    true => Err(S::Error::custom(format_args!("member `{name}` has a field of its own"))),
                    false => self.map.serialize_entry(name, &As::<C, T>::new(value)),
                };
            }
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// The first one since [`Members::start`].
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.state?;
        self.map.end()
    }
}

/// What becomes of members that no field names.
pub trait Others {
    /// What is remembered of the name until the value is read.
    type Name;

    /// Takes the name, where it is to be remembered.
    fn name(&self, name: &str) -> Self::Name;

    /// Takes the value.
    ///
    /// # Errors
    /// Those of the codec, and a name given twice.
    fn value<'de, A: MapAccess<'de>>(&mut self, name: Self::Name, map: &mut A) -> Result<(), A::Error>;
}

/// Members that no field names are skipped.
#[derive(Debug)]
pub struct Ignore;

impl Others for (Ignore,) {
    type Name = ();

    #[inline]
    fn name(&self, _: &str) {}

    fn value<'de, A: MapAccess<'de>>(&mut self, (): (), map: &mut A) -> Result<(), A::Error> {
        map.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// Members that no field names are kept.
#[derive(Debug)]
pub struct Extra<C, T> {
    members: BTreeMap<String, T>,
    codec: PhantomData<C>,
}

impl<C, T> Extra<C, T> {
    /// No members yet.
    pub fn none() -> Self {
        Self { members: BTreeMap::new(), codec: PhantomData }
    }

    /// The members found.
    pub fn members(self) -> BTreeMap<String, T> {
        self.members
    }
}

impl<C: De<T>, T> Others for (Ignore, Extra<C, T>) {
    type Name = String;

    #[inline]
    fn name(&self, name: &str) -> String {
        name.to_owned()
    }

    fn value<'de, A: MapAccess<'de>>(&mut self, name: String, map: &mut A) -> Result<(), A::Error> {
        insert::<C, T, A>(&mut self.1.members, name, map)
    }
}

enum Found<N> {
    /// By its place.
    Named(usize),
    Other(N),
}

/// Finds a member by its name. Servers write members in a fixed order, mostly the documented one, so the one after the last
/// is tried first and any number of members costs one comparison.
struct KeySeed<'a, 'm, 'de, A, O> {
    members: &'a [Named<'m, 'de, A>],
    /// The place after the last one found.
    next: &'a mut usize,
    others: &'a O,
}

impl<'de, A: MapAccess<'de>, O> KeySeed<'_, '_, 'de, A, O> {
    #[inline]
    fn find(&mut self, name: &str) -> Option<usize> {
        let at = match self.members.get(*self.next) {
            Some((expected, _)) if *expected == name => *self.next,
            _ => self.search(name)?,
        };
        *self.next = at + 1;
        Some(at)
    }

    /// Forwards first: what was skipped are absent members.
    fn search(&self, name: &str) -> Option<usize> {
        let (before, after) = self.members.split_at(*self.next);
        let at = |members: &[Named<'_, 'de, A>]| members.iter().position(|(named, _)| *named == name);
        at(after).map(|at| at + *self.next).or_else(|| at(before))
    }
}

impl<'de, A: MapAccess<'de>, O: Others> DeserializeSeed<'de> for KeySeed<'_, '_, 'de, A, O> {
    type Value = Found<O::Name>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_identifier(self)
    }
}

impl<'de, A: MapAccess<'de>, O: Others> Visitor<'de> for KeySeed<'_, '_, 'de, A, O> {
    type Value = Found<O::Name>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    #[inline]
    fn visit_str<E: de::Error>(mut self, name: &str) -> Result<Self::Value, E> {
        Ok(match self.find(name) {
            Some(at) => Found::Named(at),
            None => Found::Other(self.others.name(name)),
        })
    }
}
