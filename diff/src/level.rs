//! The one table of levels: what a kind of change does to the set of valid messages, and what that means to whom.
//!
//! A request is contravariant: the server decides, so that accepting less breaks callers. A response is covariant: the
//! client reads, so that more than it knows may break it. `docs/diff-levels.md` is this table in prose, held by a test.

/// How bad a change is for those who use the API as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing breaks.
    Info,
    /// Something may break, and the documents do not tell.
    Warn,
    /// Something breaks that was within the contract.
    Err,
}

/// What a change does to the set of valid messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// More is valid.
    Widen,
    /// Less is valid.
    Narrow,
    /// The same is valid.
    Equivalent,
    /// Something is no longer valid, and something else is.
    Incomparable,
    /// It cannot be told.
    Unknown,
}

/// Who sends what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// The client does; webhooks and callbacks, which the server sends, are responses here.
    Request,
    /// The server does.
    Response,
    /// Neither: the operation itself, security, servers.
    None,
}

/// What about it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Existence,
    Type,
    Values,
    Constraints,
    Structure,
    Requiredness,
    Mutability,
    Lifecycle,
}

/// How it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Action {
    Add,
    Remove,
    Change,
    Increase,
    Decrease,
    Set,
    Generalize,
    Specialize,
}

/// What weakens a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// The value travels.
    Sent,
    /// It does not in this direction: `readOnly` in a request, `writeOnly` in a response.
    Unsent,
}

/// Whether more of a schema means more of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Polarity {
    /// It does.
    Same,
    /// Below `not`, more means less.
    Inverted,
    /// Below `if`, it means neither.
    Open,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its name; the end of the ids of its changes.
    pub name: &'static str,
    /// What about it changed.
    pub kind: Kind,
    /// How it changed.
    pub action: Action,
    /// In a request, or where there is no direction.
    pub request: (Effect, Level),
    /// In a response.
    pub response: (Effect, Level),
    /// The message, `{}` for each argument.
    pub says: &'static str,
}

use Action::{Add, Change, Decrease, Generalize, Increase, Remove, Set, Specialize};
use Effect::{Equivalent, Incomparable, Narrow, Unknown, Widen};
use Kind::{Constraints, Existence, Lifecycle, Mutability, Requiredness, Structure, Type, Values};
use Level::{Err, Info, Warn};

macro_rules! rules {
    ($($rule:ident $name:literal $kind:ident $action:ident, $($request:ident $level:ident)|+, $says:literal;)*) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Rule { $($rule),* }

        /// All rows, in the order of [`Rule`].
        pub const ROWS: &[Row] = &[$(rules!(@row $name $kind $action, $($request $level)|+, $says)),*];
    };
    (@row $name:literal $kind:ident $action:ident, $e:ident $l:ident, $says:literal) => {
        Row { name: $name, kind: $kind, action: $action, request: ($e, $l), response: ($e, $l), says: $says }
    };
    (@row $name:literal $kind:ident $action:ident, $e:ident $l:ident | $f:ident $m:ident, $says:literal) => {
        Row { name: $name, kind: $kind, action: $action, request: ($e, $l), response: ($f, $m), says: $says }
    };
}

// rule, name, kind, action, effect and level in a request | in a response (one pair where they are the same), message
rules! {
    // properties
    NewOptionalProperty "optional-property-added" Existence Add, Widen Info | Widen Info, "the optional property was added";
    NewRequiredProperty "required-property-added" Existence Add, Narrow Err | Narrow Info, "the required property was added";
    NewRequiredPropertyWithDefault "required-property-with-default-added" Existence Add, Narrow Err | Narrow Info, "the required property was added, with a default";
    OptionalPropertyRemoved "optional-property-removed" Existence Remove, Unknown Warn | Narrow Warn, "the optional property was removed";
    RequiredPropertyRemoved "required-property-removed" Existence Remove, Unknown Warn | Widen Err, "the required property was removed";
    BecameRequired "became-required" Requiredness Change, Narrow Err | Narrow Info, "it became required";
    BecameRequiredWithDefault "became-required-with-default" Requiredness Change, Narrow Err | Narrow Info, "it became required, with a default";
    BecameOptional "became-optional" Requiredness Change, Widen Info | Widen Err, "it became optional";
    BecameNullable "became-nullable" Requiredness Change, Widen Info | Widen Err, "null became valid";
    BecameNotNullable "became-not-nullable" Requiredness Change, Narrow Err | Narrow Info, "null is no longer valid";
    BecameReadOnly "became-read-only" Mutability Change, Unknown Info | Widen Info, "it became read-only";
    BecameNotReadOnly "became-not-read-only" Mutability Change, Widen Info | Equivalent Info, "it is no longer read-only";
    BecameWriteOnly "became-write-only" Mutability Change, Widen Info | Unknown Info, "it became write-only";
    BecameNotWriteOnly "became-not-write-only" Mutability Change, Equivalent Info | Widen Info, "it is no longer write-only";
    RequiredBecameNotWriteOnly "required-became-not-write-only" Mutability Change, Equivalent Info | Unknown Warn, "it is required, and no longer write-only";

    // types
    TypeChanged "type-changed" Type Change, Incomparable Err, "the type changed from {} to {}";
    TypeGeneralized "type-generalized" Type Generalize, Widen Info | Widen Err, "the type was widened from {} to {}";
    TypeSpecialized "type-specialized" Type Specialize, Narrow Err | Narrow Info, "the type was narrowed from {} to {}";
    TypeCompatible "type-compatible" Type Change, Equivalent Info, "the type changed from {} to {}, which is the same text on the wire";
    TypeUnclear "type-unclear" Type Change, Unknown Warn, "the type changed from {} to {}, and it depends on the serialization whether that is the same text";
    TypesNarrowed "list-of-types-narrowed" Type Remove, Narrow Err | Narrow Info, "{} is no longer among the types";
    TypesWidened "list-of-types-widened" Type Add, Widen Info | Widen Err, "{} is now among the types";
    ContentEncodingChanged "content-encoding-changed" Type Change, Incomparable Err, "contentEncoding changed from {} to {}";
    ContentMediaTypeChanged "content-media-type-changed" Type Change, Incomparable Err, "contentMediaType changed from {} to {}";

    // values
    EnumValueAdded "enum-value-added" Values Add, Widen Info | Widen Warn, "the enum value {} was added";
    EnumValueRemoved "enum-value-removed" Values Remove, Narrow Err | Narrow Info, "the enum value {} was removed";
    BecameEnum "became-enum" Values Change, Narrow Err | Narrow Info, "the values were restricted to {}";
    BecameNotEnum "became-not-enum" Values Change, Widen Info | Widen Warn, "the values are no longer restricted to {}";
    ConstAdded "const-added" Values Add, Narrow Err | Narrow Info, "the value was restricted to {}";
    ConstChanged "const-changed" Values Change, Incomparable Err, "the only value changed from {} to {}";
    ConstRemoved "const-removed" Values Remove, Widen Info | Widen Err, "the value is no longer restricted to {}";
    DefaultAdded "default-value-added" Values Add, Unknown Info, "the default {} was added";
    DefaultChanged "default-value-changed" Values Change, Unknown Info, "the default changed from {} to {}";
    DefaultRemoved "default-value-removed" Values Remove, Unknown Info, "the default {} was removed";
    ParameterDefaultAdded "parameter-default-value-added" Values Add, Unknown Warn, "the default {} was added";
    ParameterDefaultChanged "parameter-default-value-changed" Values Change, Unknown Warn, "the default changed from {} to {}";
    ParameterDefaultRemoved "parameter-default-value-removed" Values Remove, Unknown Warn, "the default {} was removed";
    ExtensibleEnumValueRemoved "x-extensible-enum-value-removed" Values Remove, Unknown Err | Narrow Info, "the value {} was removed from x-extensible-enum";
    ExtensibleEnumValueAdded "x-extensible-enum-value-added" Values Add, Widen Info, "the value {} was added to x-extensible-enum";

    // bounds
    UpperSet "upper-bound-set" Constraints Set, Narrow Err | Narrow Info, "{} was set to {}";
    UpperUnset "upper-bound-unset" Constraints Remove, Widen Info | Widen Err, "{} {} was removed";
    UpperDecreased "upper-bound-decreased" Constraints Decrease, Narrow Err | Narrow Info, "{} was decreased from {} to {}";
    UpperIncreased "upper-bound-increased" Constraints Increase, Widen Info | Widen Err, "{} was increased from {} to {}";
    LowerSet "lower-bound-set" Constraints Set, Narrow Err | Narrow Info, "{} was set to {}";
    LowerUnset "lower-bound-unset" Constraints Remove, Widen Info | Widen Err, "{} {} was removed";
    LowerDecreased "lower-bound-decreased" Constraints Decrease, Widen Info | Widen Err, "{} was decreased from {} to {}";
    LowerIncreased "lower-bound-increased" Constraints Increase, Narrow Err | Narrow Info, "{} was increased from {} to {}";
    MultipleOfSet "multiple-of-set" Constraints Set, Narrow Err | Narrow Info, "multipleOf was set to {}";
    MultipleOfUnset "multiple-of-unset" Constraints Remove, Widen Info | Widen Err, "multipleOf {} was removed";
    MultipleOfChanged "multiple-of-changed" Constraints Change, Incomparable Err, "multipleOf changed from {} to {}";
    MultipleOfGeneralized "multiple-of-generalized" Constraints Generalize, Widen Info | Widen Err, "multipleOf was widened from {} to {}";
    MultipleOfSpecialized "multiple-of-specialized" Constraints Specialize, Narrow Err | Narrow Info, "multipleOf was narrowed from {} to {}";
    UniqueItemsSet "unique-items-set" Constraints Set, Narrow Err | Narrow Info, "items have to be unique";
    UniqueItemsUnset "unique-items-unset" Constraints Remove, Widen Info | Widen Err, "items no longer have to be unique";
    PatternAdded "pattern-added" Constraints Add, Narrow Err | Narrow Info, "the pattern {} was added";
    PatternRemoved "pattern-removed" Constraints Remove, Widen Info | Widen Err, "the pattern {} was removed";
    PatternChanged "pattern-changed" Constraints Change, Unknown Warn, "the pattern changed from {} to {}, and which one is wider is not decided";
    PatternGeneralized "pattern-generalized" Constraints Generalize, Widen Info | Widen Err, "the pattern changed from {} to {}, which matches any text";
    PatternPropertyAdded "pattern-property-added" Constraints Add, Narrow Err | Narrow Info, "the pattern property {} was added";
    PatternPropertyRemoved "pattern-property-removed" Constraints Remove, Widen Info | Widen Err, "the pattern property {} was removed";

    // composition
    AllOfAdded "all-of-added" Structure Add, Narrow Err | Narrow Info, "{} was added to allOf";
    AllOfRemoved "all-of-removed" Structure Remove, Widen Info | Widen Err, "{} was removed from allOf";
    AllOfRestated "all-of-added-idle" Structure Add, Equivalent Info, "{} was added to allOf, and demands nothing that was not demanded";
    AllOfUnstated "all-of-removed-idle" Structure Remove, Equivalent Info, "{} was removed from allOf, and nothing that it demanded";
    AllOfAnnotationAdded "all-of-added-annotation-only" Structure Add, Equivalent Info, "{}, which says nothing of values, was added to allOf";
    AllOfAnnotationRemoved "all-of-removed-annotation-only" Structure Remove, Equivalent Info, "{}, which says nothing of values, was removed from allOf";
    OneOfAdded "one-of-added" Structure Add, Widen Info | Widen Err, "{} was added to oneOf";
    OneOfRemoved "one-of-removed" Structure Remove, Narrow Err | Narrow Info, "{} was removed from oneOf";
    AnyOfAdded "any-of-added" Structure Add, Widen Info | Widen Err, "{} was added to anyOf";
    AnyOfRemoved "any-of-removed" Structure Remove, Narrow Err | Narrow Info, "{} was removed from anyOf";
    WrappedInOneOf "wrapped-in-one-of" Structure Change, Incomparable Err, "it was restructured into alternatives: {}";
    UnwrappedFromOneOf "unwrapped-from-one-of" Structure Change, Incomparable Err, "the alternatives {} became one schema";
    UnionAdded "alternatives-added" Structure Add, Narrow Err | Narrow Info, "it has to be one of {} as well";
    UnionRemoved "alternatives-removed" Structure Remove, Widen Info | Widen Err, "it no longer has to be one of {}";
    UnionRelaxed "one-of-became-any-of" Structure Generalize, Widen Info | Unknown Warn, "oneOf became anyOf, and the alternatives overlap";
    UnionTightened "any-of-became-one-of" Structure Specialize, Unknown Warn | Narrow Info, "anyOf became oneOf, and the alternatives overlap";
    DiscriminatorAdded "discriminator-added" Structure Add, Unknown Warn | Narrow Info, "the discriminator {} was added";
    DiscriminatorRemoved "discriminator-removed" Structure Remove, Widen Info | Unknown Warn, "the discriminator {} was removed";
    DiscriminatorRenamed "discriminator-property-name-changed" Structure Change, Incomparable Err, "the discriminating property changed from {} to {}";
    MappingAdded "discriminator-mapping-added" Structure Add, Widen Info | Widen Warn, "{} was added to the mapping of the discriminator";
    MappingRemoved "discriminator-mapping-deleted" Structure Remove, Narrow Err | Narrow Info, "{} was removed from the mapping of the discriminator";
    MappingChanged "discriminator-mapping-changed" Structure Change, Incomparable Err, "the discriminator maps {} to {} instead of {}";
    AdditionalClosed "additional-properties-closed" Structure Specialize, Narrow Err | Narrow Info, "other properties are no longer valid";
    AdditionalOpened "additional-properties-opened" Structure Generalize, Widen Info | Widen Err, "other properties became valid";
    AdditionalRestricted "additional-properties-restricted" Structure Specialize, Narrow Err | Narrow Info, "other properties have to be {}";
    AdditionalReleased "additional-properties-released" Structure Generalize, Widen Info | Widen Err, "other properties no longer have to be {}";
    ItemsRestricted "items-restricted" Structure Specialize, Narrow Err | Narrow Info, "items have to be {}";
    ItemsReleased "items-released" Structure Generalize, Widen Info | Widen Err, "items no longer have to be {}";
    KeywordAdded "keyword-added" Structure Add, Narrow Err | Narrow Info, "{} was added{}";
    KeywordRemoved "keyword-removed" Structure Remove, Widen Info | Widen Err, "{} was removed{}";
    DependentRequiredChanged "dependent-required-changed" Structure Change, Incomparable Err, "what {} requires changed from {} to {}";
    PrefixItemsAdded "prefix-items-added" Structure Add, Narrow Err | Narrow Info, "{} was added to prefixItems";
    PrefixItemsRemoved "prefix-items-removed" Structure Remove, Widen Info | Widen Err, "{} was removed from prefixItems";
    ContentSchemaAdded "content-schema-added" Existence Add, Narrow Err | Narrow Info, "contentSchema was added";
    ContentSchemaRemoved "content-schema-removed" Existence Remove, Widen Info | Widen Err, "contentSchema was removed";
    UnresolvedChanged "reference-changed" Structure Change, Unknown Warn, "the reference changed from {} to {}, and not both lead somewhere";

    // life of a part
    Deprecated "deprecated" Lifecycle Change, Equivalent Info, "it was deprecated";
    DeprecatedWithSunset "deprecated-with-sunset" Lifecycle Change, Equivalent Info, "it was deprecated, with the sunset date {1}";
    DeprecatedSunsetInvalid "deprecated-sunset-invalid" Lifecycle Change, Unknown Err, "it was deprecated, and the sunset date {1} is no date";
    Reactivated "reactivated" Lifecycle Change, Equivalent Info, "it is no longer deprecated";
    SunsetDeleted "sunset-deleted" Lifecycle Change, Unknown Err, "the sunset date {} was deleted, though it is still deprecated";
    SunsetEarlier "sunset-date-changed-too-small" Lifecycle Change, Narrow Err, "the sunset date moved forward from {} to {}";
    StabilityDecreased "stability-decreased" Lifecycle Decrease, Unknown Err, "the stability decreased from {} to {}";
    StabilityIncreased "stability-increased" Lifecycle Increase, Equivalent Info, "the stability increased from {} to {}";
    StabilityInvalid "invalid-stability-level" Lifecycle Change, Unknown Err, "{} is no level of stability";

    // parameters
    NewPathParameter "new-path-parameter" Existence Add, Narrow Err, "the parameter was added";
    NewRequiredParameter "new-required-parameter" Existence Add, Narrow Err, "the required parameter was added";
    NewOptionalParameter "new-optional-parameter" Existence Add, Widen Info, "the optional parameter was added";
    ParameterRemoved "parameter-removed" Existence Remove, Unknown Warn, "it was removed";
    ParameterRemovedWithDeprecation "parameter-removed-with-deprecation" Existence Remove, Unknown Info, "it was deprecated, and was removed";
    ParameterRemovedBeforeSunset "parameter-removed-before-sunset" Existence Remove, Unknown Err, "it was removed before its sunset date {2}";
    ParameterSunsetParse "parameter-sunset-parse" Lifecycle Change, Unknown Err, "it was removed, and its sunset date {0} is no date";
    SerializationChanged "parameter-serialization-changed" Type Change, Incomparable Err, "the parameter is written {} instead of {}";
    ParameterMediaTypeChanged "parameter-media-type-changed" Type Change, Incomparable Err, "the parameter is {} instead of {}";

    // bodies and responses
    BodyAddedRequired "body-added-required" Existence Add, Narrow Err, "a required body was added";
    BodyAddedOptional "body-added-optional" Existence Add, Widen Info, "an optional body was added";
    BodyRemoved "body-removed" Existence Remove, Narrow Err, "the body was removed";
    MediaTypeAdded "media-type-added" Existence Add, Widen Info | Widen Info, "the media type {} was added";
    MediaTypeRemoved "media-type-removed" Existence Remove, Narrow Err | Unknown Err, "the media type {} was removed";
    MediaTypeNameChanged "media-type-name-changed" Type Change, Unknown Info, "the media type changed from {} to {}";
    MediaTypeNameGeneralized "media-type-name-generalized" Type Generalize, Widen Info | Widen Err, "the media type was widened from {} to {}";
    MediaTypeNameSpecialized "media-type-name-specialized" Type Specialize, Narrow Err | Narrow Info, "the media type was narrowed from {} to {}";
    MediaTypeSchemaAdded "media-type-schema-added" Existence Add, Narrow Err | Narrow Info, "{} got a schema";
    MediaTypeSchemaRemoved "media-type-schema-removed" Existence Remove, Widen Info | Widen Warn, "{} lost its schema";
    EncodingChanged "encoding-changed" Type Change, Unknown Warn, "the encoding of {} changed";
    SuccessAdded "success-status-added" Existence Add, Widen Info, "the response was added";
    SuccessRemoved "success-status-removed" Existence Remove, Unknown Err, "the response was removed";
    ErrorAdded "non-success-status-added" Existence Add, Widen Info, "the response was added";
    ErrorRemoved "non-success-status-removed" Existence Remove, Narrow Info, "the response was removed";
    HeaderAdded "header-added" Existence Add, Widen Info, "the header was added";
    OptionalHeaderRemoved "optional-header-removed" Existence Remove, Narrow Warn, "the optional header was removed";
    RequiredHeaderRemoved "required-header-removed" Existence Remove, Widen Err, "the required header was removed";

    // operations
    OperationAdded "endpoint-added" Existence Add, Widen Info, "the operation was added";
    OperationRemoved "removed-without-deprecation" Existence Remove, Narrow Err, "the operation was removed";
    OperationRemovedWithDeprecation "removed-with-deprecation" Existence Remove, Narrow Info, "the operation, which was deprecated, was removed";
    OperationRemovedBeforeSunset "removed-before-sunset" Existence Remove, Narrow Err, "the operation was removed before its sunset date {}";
    OperationSunsetParse "sunset-parse" Lifecycle Change, Unknown Err, "the sunset date {} is no date";
    OperationDeprecated "endpoint-deprecated" Lifecycle Change, Equivalent Info, "the operation was deprecated";
    OperationDeprecatedWithSunset "endpoint-deprecated-with-sunset" Lifecycle Change, Equivalent Info, "the operation was deprecated, with the sunset date {}";
    OperationReactivated "endpoint-reactivated" Lifecycle Change, Equivalent Info, "the operation is no longer deprecated";
    OperationSunsetDeleted "endpoint-sunset-deleted" Lifecycle Remove, Unknown Err, "the sunset date {} was deleted, though the operation is still deprecated";
    OperationIdAdded "operation-id-added" Existence Add, Equivalent Info, "the operation id {} was added";
    OperationIdRemoved "operation-id-removed" Existence Remove, Equivalent Info, "the operation id {} became {}";
    TagAdded "tag-added" Existence Add, Equivalent Info, "the tag {} was added";
    TagRemoved "tag-removed" Existence Remove, Equivalent Info, "the tag {} was removed";
    WebhookAdded "webhook-added" Existence Add, Widen Info, "the webhook {} was added";
    WebhookRemoved "webhook-removed" Existence Remove, Narrow Err, "the webhook {} was removed";
    CallbackAdded "callback-added" Existence Add, Widen Warn, "the callback {} was added";
    CallbackRemoved "callback-removed" Existence Remove, Narrow Err, "the callback {} was removed";

    // security, servers, components
    SecurityAlternativeAdded "security-added" Existence Add, Widen Info, "{} became a way to be let in";
    SecurityDemanded "security-demanded" Existence Add, Narrow Err, "{} became necessary";
    SecurityAlternativeRemoved "security-removed" Existence Remove, Narrow Err, "{} is no longer a way to be let in";
    SecurityReleased "security-released" Existence Remove, Widen Info, "{} is no longer necessary";
    ScopeDemanded "security-scope-added" Existence Add, Narrow Err, "{} demands the scope {}";
    ScopeReleased "security-scope-removed" Existence Remove, Widen Info, "{} no longer demands the scope {}";
    SchemeAdded "security-component-added" Existence Add, Equivalent Info, "the security scheme {} was added";
    SchemeRemoved "security-component-removed" Existence Remove, Equivalent Info, "the security scheme {} was removed";
    SchemeTypeChanged "security-component-type-changed" Type Change, Incomparable Err, "the security scheme {} changed from {} to {}";
    SchemeChanged "security-component-changed" Type Change, Incomparable Err, "{} of the security scheme {} changed from {} to {}";
    FlowAdded "security-component-oauth-flow-added" Existence Add, Widen Info, "the flow {} came to the security scheme {}";
    FlowRemoved "security-component-oauth-flow-removed" Existence Remove, Narrow Err, "the flow {} left the security scheme {}";
    AuthorizationUrlChanged "security-component-oauth-url-changed" Type Change, Incomparable Warn, "the authorization address of {} changed from {} to {}";
    TokenUrlChanged "security-component-oauth-token-url-changed" Type Change, Incomparable Err, "the token address of {} changed from {} to {}";
    FlowScopeAdded "security-component-oauth-scope-added" Existence Add, Widen Info, "the scope {1} came to {0}";
    FlowScopeRemoved "security-component-oauth-scope-removed" Existence Remove, Narrow Warn, "the scope {1} left {0}";
    FlowScopeChanged "security-component-oauth-scope-changed" Type Change, Equivalent Info, "the scope {1} of {0} is described as {3} instead of {2}";
    ServerAdded "server-added" Existence Add, Widen Info, "the server {} was added";
    ServerRemoved "server-removed" Existence Remove, Narrow Err, "the server {} was removed";
    ServerChanged "server-changed" Type Change, Incomparable Err, "the server changed from {} to {}";
    SchemaRemoved "schema-removed" Existence Remove, Equivalent Info, "the schema {} was removed";
}

impl Rule {
    /// Its row.
    pub fn row(self) -> &'static Row {
        // the macro makes one row for each rule, in the same order
        &ROWS[self as usize]
    }

    /// Effect and level of such a change.
    pub fn verdict(self, direction: Direction, reach: Reach, polarity: Polarity) -> (Effect, Level) {
        let row = self.row();
        let (plain, opposite) = match direction {
            Direction::Response => (row.response, row.request),
            Direction::Request | Direction::None => (row.request, row.response),
        };
        let (effect, level) = match (polarity, plain.0) {
            (Polarity::Same, _) => plain,
            // less below `not` is more: breaking for whom it was not
            (Polarity::Inverted, Narrow) => (Widen, opposite.1),
            (Polarity::Inverted, Widen) => (Narrow, opposite.1),
            (Polarity::Inverted, _) => plain,
            (Polarity::Open, Equivalent) => plain,
            (Polarity::Open, _) => (Unknown, plain.1.max(opposite.1).min(Warn)),
        };
        match reach {
            Reach::Sent => (effect, level),
            Reach::Unsent => (effect, level.min(Info)),
        }
    }
}

impl Level {
    /// `ERR`, `WARN` or `INFO`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Err => "ERR",
            Self::Warn => "WARN",
            Self::Info => "INFO",
        }
    }
}

macro_rules! words {
    ($($type:ident { $($variant:ident $word:literal),* })*) => {$(
        impl $type {
            /// The word of the report.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    )*};
}

words! {
    Effect { Widen "widen", Narrow "narrow", Equivalent "equivalent", Incomparable "incomparable", Unknown "unknown" }
    Direction { Request "request", Response "response", None "none" }
    Kind {
        Existence "existence", Type "type", Values "values", Constraints "constraints", Structure "structure",
        Requiredness "requiredness", Mutability "mutability", Lifecycle "lifecycle"
    }
    Action {
        Add "add", Remove "remove", Change "change", Increase "increase", Decrease "decrease", Set "set",
        Generalize "generalize", Specialize "specialize"
    }
}
