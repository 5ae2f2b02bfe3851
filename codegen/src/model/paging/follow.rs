//! Ways through types, by pointer.

use crate::ir::{Api, DecimalForm, EnumRepr, Field, Ty, TypeId, TypeKind};
use crate::source::Pointer;

/// Alternatives inside alternatives that are looked into; documents have two or three.
const DEPTH: usize = 16;

/// Where a pointer leads to.
pub(super) enum Found {
    /// To a value that fits.
    Fits(Ty),
    /// To another one.
    Unfit(Ty),
    /// Nowhere; these members are at the last place that there is.
    Nowhere(Vec<String>),
}

/// The way to a member: for each step the struct, and the index of its member; and the type of the value.
pub(super) type Way = (Vec<(TypeId, usize)>, Ty);

/// The types of an API.
#[derive(Clone, Copy)]
pub(super) struct Types<'a>(pub(super) &'a Api);

impl<'a> Types<'a> {
    /// The type behind other names and `null`.
    pub(super) fn bare(self, ty: &Ty) -> Ty {
        self.0.bare(ty).clone()
    }

    /// The type of the elements, when it is a list.
    pub(super) fn element(self, ty: &Ty) -> Option<Ty> {
        if let Ty::List(of) = self.bare(ty) { Some(*of) } else { None }
    }

    /// The way through members of structs alone. `Err`: the members where it ends.
    pub(super) fn members(self, from: &Ty, pointer: &Pointer) -> Result<Way, Vec<String>> {
        let (mut ty, mut steps) = (self.bare(from), Vec::new());
        for key in pointer.keys() {
            let Ty::Named(id) = ty else { return Err(Vec::new()) };
            let TypeKind::Struct { fields, .. } = &self.0.types[id].kind else { return Err(Vec::new()) };
            let Some(index) = fields.iter().position(|field| field.wire == key) else {
                return Err(names(fields));
            };
            steps.push((id, index));
            ty = self.bare(&fields[index].ty);
        }
        Ok((steps, ty))
    }

    /// Where a pointer leads to, through anything; one alternative that fits is enough.
    pub(super) fn reach(self, from: &Ty, pointer: &Pointer, fits: &dyn Fn(Kind) -> bool) -> Found {
        let keys: Vec<String> = pointer.keys().map(|key| key.into_owned()).collect();
        self.go(from, &keys, fits, DEPTH)
    }

    fn go(self, from: &Ty, keys: &[String], fits: &dyn Fn(Kind) -> bool, depth: usize) -> Found {
        let ty = self.bare(from);
        let kind = if let Ty::Named(id) = &ty { Some(&self.0.types[*id].kind) } else { None };
        match (kind, depth.checked_sub(1)) {
            (Some(TypeKind::Union { arms, .. }), Some(depth)) => {
                let found = arms.iter().map(|arm| self.go(&arm.ty, keys, fits, depth));
                return found.fold(Found::Nowhere(Vec::new()), better);
            }
            (Some(TypeKind::Union { .. }), None) => return Found::Nowhere(Vec::new()),
            _ => {}
        }
        let Some((key, rest)) = keys.split_first() else {
            return if fits(self.kind(&ty)) { Found::Fits(ty) } else { Found::Unfit(ty) };
        };
        match (&ty, kind) {
            (Ty::Any, _) => Found::Fits(Ty::Any),
            (Ty::List(of), _) if is_index(key) => self.go(of, rest, fits, depth),
            (Ty::Map(of), _) => self.go(of, rest, fits, depth),
            (_, Some(TypeKind::Struct { fields, extra })) => {
                let field = fields.iter().find(|field| field.wire == *key).map(|field| &field.ty);
                match field.or(extra.as_ref()) {
                    Some(of) => self.go(of, rest, fits, depth),
                    None => Found::Nowhere(names(fields)),
                }
            }
            _ => Found::Nowhere(Vec::new()),
        }
    }

    /// What a value is.
    pub(super) fn kind(self, ty: &Ty) -> Kind {
        match self.bare(ty) {
            Ty::Bool => Kind::Truth,
            Ty::Int(_) | Ty::Float(_) | Ty::Decimal(DecimalForm::Number) => Kind::Number,
            Ty::IntText(_) | Ty::Decimal(DecimalForm::Text) => Kind::NumberText,
            Ty::Str => Kind::Text,
            Ty::File => Kind::Any,
            Ty::Bytes(_) | Ty::Time(_) | Ty::Uuid => Kind::OtherText,
            Ty::List(_) | Ty::Tuple(_) => Kind::Array,
            Ty::Map(_) => Kind::Object,
            Ty::Any | Ty::Nullable(_) => Kind::Any,
            Ty::Named(id) => match &self.0.types[id].kind {
                TypeKind::Struct { .. } => Kind::Object,
                TypeKind::Enum { repr: EnumRepr::Str, .. } => Kind::OtherText,
                TypeKind::Enum { repr: EnumRepr::Int, .. } => Kind::Number,
                TypeKind::Union { .. } => Kind::Several,
                TypeKind::Alias(_) => Kind::Any,
            },
        }
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Truth,
    Number,
    /// A number that travels as text.
    NumberText,
    Text,
    /// Text of a form: a date, an enum.
    OtherText,
    Array,
    Object,
    /// One of several types.
    Several,
    /// The document does not say.
    Any,
}

impl Kind {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Truth => "true or false",
            Self::Number => "a number",
            Self::NumberText | Self::Text => "text",
            Self::OtherText => "text of a fixed form",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Several => "one of several types",
            Self::Any => "any value",
        }
    }
}

fn names(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| field.wire.clone()).collect()
}

/// An index of an array; `-1` is the last element.
fn is_index(key: &str) -> bool {
    key == "-1" || key == "0" || (!key.starts_with('0') && !key.is_empty() && key.bytes().all(|it| it.is_ascii_digit()))
}

fn better(one: Found, other: Found) -> Found {
    match (&one, &other) {
        (Found::Fits(_), _) => one,
        (_, Found::Fits(_)) => other,
        (Found::Unfit(_), _) => one,
        (_, Found::Unfit(_)) => other,
        (Found::Nowhere(known), _) if !known.is_empty() => one,
        _ => other,
    }
}
