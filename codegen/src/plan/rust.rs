//! From the IR's types to Rust types and codecs.

use super::view::{Codec, RustTy};
use crate::analyze::Facts;
use crate::ir::{Api, BytesForm, DecimalForm, FloatKind, IntKind, TimeKind, Tuple, Ty, TypeId, TypeKind};
use crate::name::Names;

/// Everything that the planning functions look at.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) facts: &'a Facts,
    pub(crate) names: &'a Names,
    pub(crate) config: &'a crate::config::Config,
    pub(crate) provider: &'a str,
}

impl Context<'_> {
    /// The Rust type of a value.
    pub(crate) fn rust(&self, ty: &Ty) -> RustTy {
        match ty {
            Ty::Bool => RustTy::name("bool"),
            Ty::Int(kind) | Ty::IntText(kind) => RustTy::name(int(*kind)),
            Ty::Float(FloatKind::F32) => RustTy::name("f32"),
            Ty::Float(FloatKind::F64) => RustTy::name("f64"),
            Ty::Decimal(_) => RustTy::name("Decimal"),
            Ty::Str => RustTy::name("String"),
            Ty::Bytes(_) => RustTy::name("Bytes"),
            Ty::Time(TimeKind::DateTime) => RustTy::wrap("DateTime", RustTy::name("Utc")),
            Ty::Time(TimeKind::Date) => RustTy::name("NaiveDate"),
            Ty::Uuid => RustTy::name("Uuid"),
            Ty::File => RustTy::name(RustTy::FILE),
            Ty::Any => RustTy::name("JsonValue"),
            Ty::Named(id) => RustTy::name(self.names.ty(*id)),
            Ty::List(of) => RustTy::wrap("Vec", self.rust(of)),
            Ty::Tuple(tuple) => RustTy::Tuple(self.slots(tuple, |ty| self.slot(ty))),
            Ty::Map(of) => RustTy::Of("BTreeMap", vec![RustTy::name("String"), self.rust(of)]),
            Ty::Nullable(of) => RustTy::wrap("Option", self.rust(of)),
        }
    }

    /// The types of a tuple's slots.
    fn slots(&self, tuple: &Tuple, ty: impl Fn(&Ty) -> RustTy) -> Vec<RustTy> {
        let first = tuple.items.iter().enumerate().map(|(index, of)| match index < tuple.required {
            true => ty(of),
            false => RustTy::wrap("Option", ty(self.without_late(of, index, tuple))),
        });
        let rest = tuple.rest.iter().map(|of| RustTy::wrap("Vec", ty(of)));
        first.chain(rest).collect()
    }

    /// What an element that may be missing is where it is there: null is one that is missing.
    fn without_late<'t>(&'t self, ty: &'t Ty, index: usize, tuple: &Tuple) -> &'t Ty {
        if index < tuple.required { ty } else { self.without_null(ty).unwrap_or(ty) }
    }

    /// The type of one slot: objects are in boxes, for a tuple holds its elements itself, and they may hold the tuple.
    fn slot(&self, ty: &Ty) -> RustTy {
        match self.behind(ty) {
            Ty::Nullable(of) => RustTy::wrap("Option", self.slot(of)),
            Ty::Named(id) if !matches!(self.api.types[*id].kind, TypeKind::Enum { .. }) => {
                RustTy::wrap("Box", self.rust(ty))
            }
            _ => self.rust(ty),
        }
    }

    /// The Rust type of a value inside the type `owner`: boxed where the owner would hold itself.
    pub(crate) fn rust_in(&self, owner: TypeId, ty: &Ty) -> RustTy {
        match ty {
            Ty::Named(id) if self.facts.is_boxed(owner, *id) => RustTy::wrap("Box", self.rust(ty)),
            Ty::Nullable(of) => RustTy::wrap("Option", self.rust_in(owner, of)),
            _ => self.rust(ty),
        }
    }

    /// How a value is coded.
    pub(crate) fn codec(&self, ty: &Ty) -> Codec {
        match ty {
            Ty::Bool | Ty::Str | Ty::Any => Codec::PLAIN,
            Ty::Int(_) => Codec::Leaf("Int"),
            Ty::IntText(_) => Codec::Leaf("IntText"),
            Ty::Float(_) => Codec::Leaf("Float"),
            Ty::Decimal(DecimalForm::Number) => Codec::Leaf("DecimalNumber"),
            Ty::Decimal(DecimalForm::Text) => Codec::Leaf("DecimalText"),
            Ty::Bytes(BytesForm::Base64) => Codec::Leaf("Base64"),
            Ty::Bytes(BytesForm::Base64Url) => Codec::Leaf("Base64Url"),
            Ty::Time(TimeKind::DateTime) => Codec::Leaf("Time"),
            Ty::Time(TimeKind::Date) => Codec::Leaf("Date"),
            Ty::Uuid => Codec::Leaf("UuidText"),
            Ty::File => Codec::FILES,
            Ty::Named(id) => match &self.api.types[*id].kind {
                TypeKind::Alias(of) => self.codec(of),
                _ => Codec::PLAIN,
            },
            Ty::List(of) => self.codec(of).inside("List"),
            Ty::Tuple(tuple) => {
                let first = tuple.items.iter().enumerate();
                let first = first.map(|(index, of)| {
                    (if index < tuple.required { "Slot" } else { "Late" }, self.without_late(of, index, tuple))
                });
                let rest = tuple.rest.iter().map(|of| ("Rest", &**of));
                Codec::Tuple(first.chain(rest).map(|(slot, of)| (slot, self.codec(of))).collect())
            }
            Ty::Map(of) => self.codec(of).inside("Map"),
            Ty::Nullable(of) => self.codec(of).inside("Nullable"),
        }
    }

    /// The Rust type of a value without names that are only other names.
    pub(crate) fn resolved(&self, ty: &Ty) -> RustTy {
        match self.behind(ty) {
            Ty::List(of) => RustTy::wrap("Vec", self.resolved(of)),
            Ty::Tuple(tuple) => RustTy::Tuple(self.slots(tuple, |ty| self.resolved(ty))),
            Ty::Map(of) => RustTy::Of("BTreeMap", vec![RustTy::name("String"), self.resolved(of)]),
            Ty::Nullable(of) => RustTy::wrap("Option", self.resolved(of)),
            other => self.rust(other),
        }
    }

    /// The type behind names that are only other names.
    pub(crate) fn behind<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        self.api.behind(ty)
    }

    /// Whether `null` is a value of the type, also behind another name.
    pub(crate) fn without_null<'t>(&'t self, ty: &'t Ty) -> Option<&'t Ty> {
        if let Ty::Nullable(of) = self.behind(ty) { Some(of) } else { None }
    }
}

fn int(kind: IntKind) -> &'static str {
    match kind {
        IntKind::I8 => "i8",
        IntKind::I16 => "i16",
        IntKind::I32 => "i32",
        IntKind::I64 => "i64",
        IntKind::U8 => "u8",
        IntKind::U16 => "u16",
        IntKind::U32 => "u32",
        IntKind::U64 => "u64",
    }
}
