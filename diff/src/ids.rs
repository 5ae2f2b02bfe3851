//! Ids of changes: oasdiff's words where the meaning is the same, the same pattern of words where it has none.

use crate::level::{Direction, Reach, Rule};

/// What a schema is the schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Root {
    Body,
    /// In a path, query or cookie.
    Parameter,
    /// A parameter that is a header.
    RequestHeader,
    /// Of a response.
    Header,
}

/// How deep in it a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Depth {
    Whole,
    Property,
}

/// Keywords that have an id of their own for read-only properties of requests.
const READ_ONLY: [(&str, Rule); 5] = [
    ("max", Rule::UpperDecreased),
    ("exclusive-max", Rule::UpperDecreased),
    ("max-length", Rule::UpperDecreased),
    ("min", Rule::LowerIncreased),
    ("exclusive-min", Rule::LowerIncreased),
];

/// The id of a change of a schema.
pub(crate) fn of_schema(
    rule: Rule,
    noun: &str,
    direction: Direction,
    (root, depth): (Root, Depth),
    reach: Reach,
) -> String {
    let side = if direction == Direction::Response { "response" } else { "request" };
    let place = match (root, depth) {
        (Root::Body, Depth::Whole) => format!("{side}-body"),
        (Root::Body, Depth::Property) => format!("{side}-property"),
        (Root::Parameter | Root::RequestHeader, Depth::Whole) => format!("{side}-parameter"),
        (Root::Parameter | Root::RequestHeader, Depth::Property) => format!("{side}-parameter-property"),
        (Root::Header, Depth::Whole) => format!("{side}-header"),
        (Root::Header, Depth::Property) => format!("{side}-header-property"),
    };
    let whole = |end: &str| format!("{place}-{end}");
    let unsent = reach == Reach::Unsent;
    match (direction, rule) {
        (_, Rule::BecameReadOnly | Rule::BecameNotReadOnly | Rule::BecameWriteOnly | Rule::BecameNotWriteOnly) => {
            format!("{side}-{noun}-property-{}", rule.row().name)
        }
        (_, Rule::RequiredBecameNotWriteOnly) => format!("{side}-required-property-became-not-write-only"),
        (Direction::Response, _) => {
            response(rule, noun, (root, depth), unsent).unwrap_or_else(|| whole(&end(rule, noun)))
        }
        _ => request(rule, noun, (root, depth), unsent).unwrap_or_else(|| whole(&end(rule, noun))),
    }
}

fn request(rule: Rule, noun: &str, (root, depth): (Root, Depth), unsent: bool) -> Option<String> {
    let read_only = unsent && root == Root::Body && depth == Depth::Property;
    let is_parameter = matches!(root, Root::Parameter | Root::RequestHeader);
    let inner = if is_parameter { "parameter-property" } else { "property" };
    let of_header = root == Root::RequestHeader && depth == Depth::Property;
    Some(match rule {
        Rule::NewRequiredProperty if of_header => "new-required-request-header-property".to_owned(),
        Rule::BecameEnum | Rule::BecameRequired if of_header => {
            format!("request-header-property-{}", rule.row().name)
        }
        Rule::NewOptionalProperty => format!("new-optional-request-{inner}"),
        Rule::NewRequiredProperty => format!("new-required-request-{inner}"),
        Rule::NewRequiredPropertyWithDefault => format!("new-required-request-{inner}-with-default"),
        Rule::OptionalPropertyRemoved | Rule::RequiredPropertyRemoved => format!("request-{inner}-removed"),
        Rule::EnumValueRemoved if read_only => "request-read-only-property-enum-value-removed".to_owned(),
        _ if read_only && READ_ONLY.contains(&(noun, rule)) => {
            format!("request-read-only-property-{}", end(rule, noun))
        }
        // a request has no word of its own for a narrower type, but below a parameter it has
        Rule::TypeSpecialized if !(is_parameter && depth == Depth::Property) => {
            let place = match (root, depth) {
                _ if is_parameter => "parameter",
                (_, Depth::Whole) => "body",
                (_, Depth::Property) => "property",
            };
            format!("request-{place}-type-changed")
        }
        _ => return None,
    })
}

fn response(rule: Rule, _noun: &str, (root, depth): (Root, Depth), unsent: bool) -> Option<String> {
    let of = if root == Root::Header { "header-" } else { "" };
    let silent = if unsent { "write-only-" } else { "" };
    Some(match rule {
        Rule::NewOptionalProperty => format!("response-{of}optional-{silent}property-added"),
        Rule::NewRequiredProperty | Rule::NewRequiredPropertyWithDefault => {
            format!("response-{of}required-{silent}property-added")
        }
        Rule::OptionalPropertyRemoved => format!("response-{of}optional-{silent}property-removed"),
        Rule::RequiredPropertyRemoved => format!("response-{of}required-{silent}property-removed"),
        Rule::BecameOptional | Rule::BecameRequired if unsent => {
            format!("response-{of}write-only-property-{}", rule.row().name)
        }
        Rule::BecameRequiredWithDefault => format!("response-{of}property-became-required"),
        Rule::EnumValueAdded if unsent => format!("response-{of}write-only-property-enum-value-added"),
        Rule::EnumValueRemoved if (root, depth) == (Root::Body, Depth::Whole) => {
            "response-mediatype-enum-value-removed".to_owned()
        }
        _ => return None,
    })
}

/// The end of an id.
fn end(rule: Rule, noun: &str) -> String {
    match rule {
        Rule::UpperSet | Rule::LowerSet => format!("{noun}-set"),
        Rule::UpperUnset | Rule::LowerUnset => format!("{noun}-unset"),
        Rule::UpperDecreased | Rule::LowerDecreased => format!("{noun}-decreased"),
        Rule::UpperIncreased | Rule::LowerIncreased => format!("{noun}-increased"),
        Rule::KeywordAdded => format!("{noun}-added"),
        Rule::KeywordRemoved => format!("{noun}-removed"),
        Rule::ParameterDefaultAdded => "default-value-added".to_owned(),
        Rule::ParameterDefaultChanged => "default-value-changed".to_owned(),
        Rule::ParameterDefaultRemoved => "default-value-removed".to_owned(),
        Rule::AllOfRestated => Rule::AllOfAdded.row().name.to_owned(),
        Rule::AllOfUnstated => Rule::AllOfRemoved.row().name.to_owned(),
        Rule::TypeUnclear => "type-changed".to_owned(),
        _ => rule.row().name.to_owned(),
    }
}

/// The id of a change that is no schema's. `noun` is what comes before the row's name where the row serves several.
pub(crate) fn of_operation(rule: Rule, noun: &str, direction: Direction) -> String {
    let name = rule.row().name;
    match rule {
        Rule::NewPathParameter => "new-request-path-parameter".to_owned(),
        Rule::NewRequiredParameter => "new-required-request-parameter".to_owned(),
        Rule::NewOptionalParameter => "new-optional-request-parameter".to_owned(),
        Rule::OptionalHeaderRemoved => "optional-response-header-removed".to_owned(),
        Rule::RequiredHeaderRemoved => "required-response-header-removed".to_owned(),
        Rule::SuccessAdded | Rule::SuccessRemoved | Rule::ErrorAdded | Rule::ErrorRemoved | Rule::HeaderAdded => {
            format!("response-{name}")
        }
        Rule::ParameterRemoved
        | Rule::ParameterRemovedWithDeprecation
        | Rule::ParameterRemovedBeforeSunset
        | Rule::ParameterSunsetParse
        | Rule::SerializationChanged
        | Rule::ParameterMediaTypeChanged
        | Rule::BodyAddedRequired
        | Rule::BodyAddedOptional
        | Rule::BodyRemoved => format!("request-{name}"),
        Rule::MediaTypeAdded | Rule::MediaTypeRemoved | Rule::EncodingChanged if direction == Direction::Request => {
            format!("request-body-{name}")
        }
        Rule::MediaTypeSchemaAdded | Rule::MediaTypeSchemaRemoved if direction == Direction::Request => {
            format!("request-body-{name}")
        }
        Rule::MediaTypeSchemaAdded | Rule::MediaTypeSchemaRemoved => format!("response-body-{name}"),
        Rule::MediaTypeAdded
        | Rule::MediaTypeRemoved
        | Rule::MediaTypeNameChanged
        | Rule::MediaTypeNameGeneralized
        | Rule::MediaTypeNameSpecialized
        | Rule::EncodingChanged => {
            let side = if direction == Direction::Request { "request-body" } else { "response" };
            format!("{side}-{name}")
        }
        Rule::OperationSunsetDeleted => "sunset-deleted".to_owned(),
        Rule::OperationAdded
        | Rule::OperationDeprecated
        | Rule::OperationDeprecatedWithSunset
        | Rule::OperationReactivated
        | Rule::WebhookAdded
        | Rule::WebhookRemoved
        | Rule::CallbackAdded
        | Rule::CallbackRemoved => name.to_owned(),
        Rule::DeprecatedSunsetInvalid if noun == "api" => "api-deprecated-sunset-parse".to_owned(),
        Rule::DeprecatedSunsetInvalid if noun == "request-parameter" => "request-parameter-sunset-parse".to_owned(),
        Rule::DeprecatedWithSunset if noun == "request-parameter" => "request-parameter-deprecated".to_owned(),
        // every scheme that becomes a way in, or necessary, is one added
        Rule::SecurityDemanded => format!("{noun}-security-added"),
        Rule::SecurityReleased => format!("{noun}-security-removed"),
        _ => format!("{noun}-{name}"),
    }
}
