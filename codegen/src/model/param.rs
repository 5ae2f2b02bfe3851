//! Parameters: where a value goes and how it is written.

use openapiv3::{CookieStyle, HeaderStyle, Parameter, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};

use super::{Modeler, docs};
use crate::ir::{
    Constant, Docs, Explode, Location, NameHint, OpId, Param, ParamForm, Presence, Reserved, Style, Ty, TypeKind,
};
use crate::source::Pointer;

/// Header parameters of these names are ignored (OAS 3.0.4, Parameter Object, name).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// The mark of lowering on a parameter that is the whole query string (OAS 3.2.0 Parameter Locations, `querystring`).
const WHOLE: &str = "x-bursar-querystring";
/// The style of ours that lowering gives to arrays of Swagger 2.0.
const STYLE: &str = "x-bursar-style";

fn is_form(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// What the place of a parameter says.
struct Site {
    location: Location,
    style: Style,
    reserved: Reserved,
}

impl<'d> Modeler<'d> {
    /// A parameter; `None` when the standard says to ignore it. `Err`: why it cannot be written.
    pub(super) fn param(&mut self, op: OpId, param: &'d Parameter, at: &Pointer) -> Result<Option<Param>, String> {
        let data = param.parameter_data_ref();
        let mut site = site(param);
        match data.extensions.get(STYLE).and_then(serde_json::Value::as_str) {
            Some("spaceDelimited") => site.style = Style::SpaceDelimited,
            Some("pipeDelimited") => site.style = Style::PipeDelimited,
            Some("tabDelimited") => site.style = Style::TabDelimited,
            _ => {}
        }
        if site.location == Location::Header && IGNORED_HEADERS.contains(&data.name.to_ascii_lowercase().as_str()) {
            let message = format!("the header parameter `{}` is ignored, as the standard says", data.name);
            self.note("header-ignored", at, message);
            return Ok(None);
        }
        let hint = match at.last().filter(|_| at.as_str().starts_with("/components/parameters/")) {
            // a shared parameter belongs to no operation
            Some(name) => NameHint::Words(name.into_owned()),
            None => NameHint::OfOp { op, role: data.name.clone() },
        };
        let mut limits = Vec::new();
        let (ty, form) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let exploded = data.explode.unwrap_or(site.style == Style::Form);
                let explode = if exploded { Explode::Yes } else { Explode::No };
                let form = ParamForm::Styled { style: site.style, explode, reserved: site.reserved };
                let ty = self.ty(schema, &at.child("schema"), &hint);
                // a type of its own says its limits itself
                if let (false, ReferenceOr::Item(schema)) = (matches!(ty, Ty::Named(_)), schema) {
                    limits = docs::limits(schema);
                }
                (ty, form)
            }
            ParameterSchemaOrContent::Content(content) => {
                let Some((media, value)) = content.first() else { return Err("its content is empty".to_owned()) };
                let is_whole = data.extensions.contains_key(WHOLE);
                let at_schema = at.child("content").child(media).child("schema");
                let form = match (is_whole, super::body::is_json(media), is_form(media)) {
                    (true, true, _) => ParamForm::QueryJson,
                    (true, _, true) => ParamForm::QueryPairs,
                    (false, true, _) => ParamForm::Json,
                    (false, ..) if super::body::is_text(media) => {
                        ParamForm::Styled { style: site.style, explode: Explode::No, reserved: site.reserved }
                    }
                    _ => return Err(format!("its content is `{media}`, which cannot be written into a parameter")),
                };
                let ty = value.schema.as_ref().map_or(Ty::Any, |schema| self.ty(schema, &at_schema, &hint));
                let is_own_text = matches!(form, ParamForm::Styled { .. });
                (if is_own_text { self.text_of(media, ty, at) } else { ty }, form)
            }
        };
        // a path cannot be sent without its values, whatever the document says
        let required = data.required || site.location == Location::Path;
        let need = if required { Presence::Required } else { Presence::Optional };
        let fixed = if required && site.location != Location::Path { self.only_value(&ty) } else { None };
        let docs = Docs {
            facts: limits,
            deprecated: docs::deprecated(data.deprecated == Some(true)),
            ..docs::described(data.description.as_ref())
        };
        Ok(Some(Param {
            wire: data.name.clone(),
            location: site.location,
            ty,
            form,
            need,
            fixed,
            docs,
            origin: at.clone(),
        }))
    }

    /// What a parameter of text is: plain text can be a number or one of some values, any other text is the caller's.
    fn text_of(&mut self, media: &str, ty: Ty, at: &Pointer) -> Ty {
        let is_plain = media.split(';').next().is_some_and(|media| media.trim().eq_ignore_ascii_case("text/plain"));
        let is_scalar = match self.behind(&ty) {
            Ty::List(_) | Ty::Tuple(_) | Ty::Map(_) | Ty::Any | Ty::File | Ty::Nullable(_) => false,
            Ty::Named(id) => matches!(self.api.types[*id].kind, TypeKind::Enum { .. }),
            _ => true,
        };
        if is_plain && is_scalar {
            return ty;
        }
        if !matches!(self.behind(&ty), Ty::Str) {
            let message = format!("the parameter is `{media}`; its value is the text of it");
            self.note("parameter-text", at, message);
        }
        Ty::Str
    }

    /// A path parameter that the template names and nobody declares: text.
    pub(super) fn undeclared(&mut self, name: &str, at: &Pointer) -> Param {
        self.note(
            "path-parameter-undeclared",
            at,
            format!("the path parameter `{name}` is not declared; it is taken as text"),
        );
        let form = ParamForm::Styled { style: Style::Simple, explode: Explode::No, reserved: Reserved::Encoded };
        Param {
            wire: name.to_owned(),
            location: Location::Path,
            ty: Ty::Str,
            form,
            need: Presence::Required,
            fixed: None,
            docs: Docs::default(),
            origin: at.clone(),
        }
    }

    /// The one value that a type has.
    fn only_value(&self, ty: &Ty) -> Option<String> {
        let Ty::Named(id) = self.behind(ty) else { return None };
        match &self.api.types[*id].kind {
            TypeKind::Enum { variants, .. } if variants.len() == 1 => Some(match &variants[0].value {
                Constant::Str(text) => text.clone(),
                Constant::Int(number) => number.to_string(),
            }),
            _ => None,
        }
    }
}

fn site(param: &Parameter) -> Site {
    let encoded = Reserved::Encoded;
    match param {
        Parameter::Query { allow_reserved, style, .. } => Site {
            location: Location::Query,
            style: match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            },
            reserved: if *allow_reserved { Reserved::Kept } else { encoded },
        },
        Parameter::Header { style: HeaderStyle::Simple, .. } => {
            Site { location: Location::Header, style: Style::Simple, reserved: encoded }
        }
        Parameter::Path { style, .. } => Site {
            location: Location::Path,
            style: match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            },
            reserved: encoded,
        },
        Parameter::Cookie { style: CookieStyle::Form, .. } => {
            Site { location: Location::Cookie, style: Style::Form, reserved: encoded }
        }
    }
}
