//! One view of a schema, whichever of its shapes the typed document chose for it.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::Value as Json;

/// What a schema says of its values.
#[derive(Debug, Clone, Default)]
pub(super) struct Facets<'d> {
    pub(super) ty: Option<&'d str>,
    pub(super) format: Option<String>,
    pub(super) values: Vec<Json>,
    pub(super) properties: Option<&'d IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(super) required: &'d [String],
    pub(super) additional: Option<&'d AdditionalProperties>,
    pub(super) items: Option<&'d ReferenceOr<Box<Schema>>>,
    /// `minItems` and `maxItems`.
    pub(super) items_least: Option<usize>,
    pub(super) items_most: Option<usize>,
    pub(super) one_of: &'d [ReferenceOr<Schema>],
    pub(super) any_of: &'d [ReferenceOr<Schema>],
    pub(super) all_of: &'d [ReferenceOr<Schema>],
    pub(super) not: Option<&'d ReferenceOr<Schema>>,
    pub(super) limits: Vec<String>,
}

impl<'d> Facets<'d> {
    pub(super) fn of(schema: &'d Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { not } => Self { not: Some(not.as_ref()), ..Self::default() },
            SchemaKind::Any(any) => Self::of_any(any),
        }
    }

    fn of_type(ty: &'d Type) -> Self {
        let mut facets = Self::default();
        match ty {
            Type::Boolean(it) => {
                facets.ty = Some("boolean");
                facets.values = values(&it.enumeration);
            }
            Type::Integer(it) => {
                facets.ty = Some("integer");
                facets.format = format(&it.format, |known| match known {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                });
                facets.values = values(&it.enumeration);
                facets.bound("at least", it.minimum, it.exclusive_minimum);
                facets.bound("at most", it.maximum, it.exclusive_maximum);
                facets.multiple(it.multiple_of);
            }
            Type::Number(it) => {
                facets.ty = Some("number");
                facets.format = format(&it.format, |known| match known {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                });
                facets.values = values(&it.enumeration);
                facets.bound("at least", it.minimum, it.exclusive_minimum);
                facets.bound("at most", it.maximum, it.exclusive_maximum);
                facets.multiple(it.multiple_of);
            }
            Type::String(it) => {
                facets.ty = Some("string");
                facets.format = format(&it.format, |known| match known {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                });
                facets.values = values(&it.enumeration);
                facets.length("characters", it.min_length, it.max_length);
                facets.pattern(it.pattern.as_deref());
            }
            Type::Array(it) => {
                facets.ty = Some("array");
                facets.items = it.items.as_ref();
                (facets.items_least, facets.items_most) = (it.min_items, it.max_items);
                facets.length("items", it.min_items, it.max_items);
                facets.unique(it.unique_items);
            }
            Type::Object(it) => {
                facets.ty = Some("object");
                facets.properties = Some(&it.properties).filter(|members| !members.is_empty());
                facets.required = &it.required;
                facets.additional = it.additional_properties.as_ref();
                facets.length("members", it.min_properties, it.max_properties);
            }
        }
        facets
    }

    fn of_any(any: &'d AnySchema) -> Self {
        let mut facets = Self {
            ty: any.typ.as_deref(),
            format: any.format.clone(),
            values: any.enumeration.clone(),
            properties: Some(&any.properties).filter(|members| !members.is_empty()),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            items: any.items.as_ref(),
            items_least: any.min_items,
            items_most: any.max_items,
            one_of: &any.one_of,
            any_of: &any.any_of,
            all_of: &any.all_of,
            not: any.not.as_deref(),
            limits: Vec::new(),
        };
        facets.bound("at least", any.minimum, any.exclusive_minimum.unwrap_or_default());
        facets.bound("at most", any.maximum, any.exclusive_maximum.unwrap_or_default());
        facets.length("characters", any.min_length, any.max_length);
        facets.multiple(any.multiple_of);
        facets.length("items", any.min_items, any.max_items);
        facets.unique(any.unique_items.unwrap_or_default());
        facets.length("members", any.min_properties, any.max_properties);
        facets.pattern(any.pattern.as_deref());
        facets
    }

    fn bound(&mut self, words: &str, limit: Option<impl std::fmt::Display>, exclusive: bool) {
        if let Some(limit) = limit {
            let beyond = if exclusive { ", exclusive" } else { "" };
            self.limits.push(format!("{words} {limit}{beyond}"));
        }
    }

    fn multiple(&mut self, of: Option<impl std::fmt::Display>) {
        self.limits.extend(of.map(|of| format!("a multiple of {of}")));
    }

    fn unique(&mut self, unique: bool) {
        if unique {
            self.limits.push("no element twice".to_owned());
        }
    }

    fn length(&mut self, of: &str, least: Option<usize>, most: Option<usize>) {
        match (least, most) {
            (Some(least), Some(most)) => self.limits.push(format!("{least} to {most} {of}")),
            (Some(least), None) if least > 0 => self.limits.push(format!("at least {least} {of}")),
            (None, Some(most)) => self.limits.push(format!("at most {most} {of}")),
            _ => {}
        }
    }

    fn pattern(&mut self, pattern: Option<&str>) {
        self.limits.extend(pattern.map(|pattern| format!("matches {pattern}")));
    }

    /// Whether it says anything of the shape of objects.
    pub(super) fn is_object(&self) -> bool {
        self.ty == Some("object") || self.properties.is_some() || self.additional.is_some()
    }

    /// Whether it says no more of its values than things about one type.
    pub(super) fn is_one_type(&self) -> bool {
        self.one_of.is_empty() && self.any_of.is_empty() && self.all_of.is_empty() && !self.is_object()
    }

    /// Whether it says more than a type, that makes another type in Rust.
    pub(super) fn has_details(&self) -> bool {
        self.format.is_some() || !self.values.is_empty() || self.items.is_some()
    }

    /// Whether it says nothing of the type of its values.
    pub(super) fn is_silent(&self) -> bool {
        self.ty.is_none()
            && !self.is_object()
            && self.items.is_none()
            && self.values.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.all_of.is_empty()
    }
}

fn values<T: Clone + Into<Json>>(values: &[Option<T>]) -> Vec<Json> {
    values.iter().map(|value| value.clone().map_or(Json::Null, Into::into)).collect()
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, name: fn(&T) -> &'static str) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(name(known).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(other) => Some(other.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
