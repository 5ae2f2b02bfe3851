//! Structs with files among their members: the `parts` macro.
//!
//! ```text
//! v1::parts! { NewDocument {
//!     title: "title", required v1::Plain;       // as in `object`
//!     labels: "labels", optional v1::List<v1::Plain>;
//!     scan: "scan", files;                      // Upload, or Option, Maybe or Vec of it
//!     extra: *, v1::Plain;                      // members that no field names; `* files;` where they are files
//! } }
//! ```
//! Such a struct has no form in JSON: it does not implement serde's traits, and is sent as `multipart/form-data` only.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap};

use super::forms::member;
use super::{Refusal, Upload, subject};
use crate::maybe::Maybe;
use crate::wire::{As, Put, Ser};

/// A type that is sent as parts.
pub trait Parts {
    /// Adds its members, in their order.
    fn list(&self, to: &mut PartList);
}

/// A member as it was given.
#[derive(Debug)]
pub(super) enum Given {
    /// JSON text.
    Json(String),
    /// Files, each a part of its own.
    Files(Vec<Upload>),
}

/// The members of a body with files. The first fault is kept.
#[derive(Debug, Default)]
pub struct PartList {
    members: Vec<(String, Given)>,
    fault: Option<Refusal>,
}

impl PartList {
    pub(super) fn of(parts: &impl Parts) -> Result<Self, Refusal> {
        let mut list = Self::default();
        parts.list(&mut list);
        list.fault.take().map_or(Ok(list), Err)
    }

    pub(super) fn members(self) -> Vec<(String, Given)> {
        self.members
    }

    /// Adds a field as its presence says.
    pub fn put<P: Put<F>, F>(&mut self, name: &'static str, value: &F) {
        let mut written = Written(None);
        match P::put(&mut written, name, value) {
            Ok(()) => self.members.extend(written.0.map(|json| (name.to_owned(), Given::Json(json)))),
            Err(_) => self.refuse(member(name), "cannot be written as JSON"),
        }
    }

    /// Adds a field of files.
    pub fn put_files(&mut self, name: &str, files: &impl Files) {
        let mut list = Vec::new();
        files.each(&mut |file| list.push(file.clone()));
        self.members.push((name.to_owned(), Given::Files(list)));
    }

    /// Adds the members that no field names.
    pub fn put_extra<C: Ser<T>, T>(&mut self, extra: &BTreeMap<String, T>, named: &[&str]) {
        for (name, value) in extra {
            match serde_json::to_string(&As::<C, T>::new(value)) {
                _ if named.contains(&name.as_str()) => self.named_twice(name),
                Ok(json) => self.members.push((name.clone(), Given::Json(json))),
                Err(_) => self.refuse(member(name), "cannot be written as JSON"),
            }
        }
    }

    /// Adds the files that no field names.
    pub fn put_extra_files(&mut self, extra: &BTreeMap<String, impl Files>, named: &[&str]) {
        for (name, files) in extra {
            match named.contains(&name.as_str()) {
                true => self.named_twice(name),
                false => self.put_files(name, files),
            }
        }
    }

    fn named_twice(&mut self, name: &str) {
        self.refuse(member(name), "has a field of its own");
    }

    fn refuse(&mut self, about: Option<String>, reason: &str) {
        self.fault.get_or_insert((about.or_else(subject), reason.to_owned()));
    }
}

/// What can hold files.
pub trait Files {
    /// Gives each file, in their order.
    fn each(&self, to: &mut dyn FnMut(&Upload));
}

impl Files for Upload {
    fn each(&self, to: &mut dyn FnMut(&Upload)) {
        to(self);
    }
}

impl<F: Files> Files for Option<F> {
    fn each(&self, to: &mut dyn FnMut(&Upload)) {
        self.iter().for_each(|files| files.each(to));
    }
}

impl<F: Files> Files for Maybe<F> {
    fn each(&self, to: &mut dyn FnMut(&Upload)) {
        if let Self::Value(files) = self {
            files.each(to);
        }
    }
}

impl<F: Files> Files for Vec<F> {
    fn each(&self, to: &mut dyn FnMut(&Upload)) {
        self.iter().for_each(|files| files.each(to));
    }
}

/// Takes the one value that a presence writes, if it writes one.
struct Written(Option<String>);

impl SerializeMap for Written {
    type Ok = ();
    type Error = serde_json::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> serde_json::Result<()> {
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> serde_json::Result<()> {
        self.0 = Some(serde_json::to_string(value)?);
        Ok(())
    }

    fn end(self) -> serde_json::Result<()> {
        Ok(())
    }
}

#[doc(hidden)]
#[macro_export]
macro_rules! __bursar_parts {
    ($name:ident { $(
        $field:ident : $(* $files:ident;)? $(*, $extra:ty;)? $($wire:literal, $presence:ident $($codec:ty)?;)?
    )* }) => {
        impl $crate::__private::v1::Parts for $name {
            fn list(&self, to: &mut $crate::__private::v1::PartList) {
                #[allow(dead_code)]
                const NAMED: &[&str] = &[$($( $wire, )?)*];
                $(
                    $( $crate::__bursar_parts!(@extra $files to &self.$field, NAMED); )?
                    $( to.put_extra::<$extra, _>(&self.$field, NAMED); )?
                    $( $crate::__bursar_parts!(@put $presence $($codec)? => to $wire, &self.$field); )?
                )*
            }
        }
    };
    (@extra files $to:ident $extra:expr, $named:expr) => { $to.put_extra_files($extra, $named) };
    (@put files => $to:ident $wire:literal, $value:expr) => { $to.put_files($wire, $value) };
    (@put $presence:ident $codec:ty => $to:ident $wire:literal, $value:expr) => {
        $to.put::<$crate::__private::v1::presence::$presence<$codec>, _>($wire, $value)
    };
}
