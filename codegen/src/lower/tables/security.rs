//! Rows of security schemes and OAuth2 flows.

use crate::lower::table::How::{Aside, Ignored, Kept, Lowered, Parsed};
use crate::lower::table::Shape::{Any, Bool, One, Text, TextMap, Word};
use crate::lower::table::{Kind, Row, row};
use crate::lower::version::{ALL, V3X, V20, V32};

pub(super) const SCHEME: &[&[Row]] = &[&[
    row("type", V20, Lowered, Word(&["basic", "apiKey", "oauth2"])),
    row("type", V3X, Parsed, Word(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"])),
    row("description", ALL, Aside, Text),
    row("name", ALL, Parsed, Text),
    row("in", V20, Parsed, Word(&["query", "header"])),
    row("in", V3X, Parsed, Word(&["query", "header", "cookie"])),
    row("scheme", V3X, Parsed, Text),
    row("bearerFormat", V3X, Aside, Text),
    row("flows", V3X, Parsed, One(Kind::Flows)),
    row("openIdConnectUrl", V3X, Parsed, Text),
    row("oauth2MetadataUrl", V32, Kept, Text),
    row("deprecated", V32, Kept, Bool),
    row("flow", V20, Lowered, Word(&["implicit", "password", "application", "accessCode"])),
    row("authorizationUrl", V20, Lowered, Text),
    row("tokenUrl", V20, Lowered, Text),
    row("scopes", V20, Lowered, TextMap),
]];

pub(super) const FLOWS: &[&[Row]] = &[&[
    row("implicit", V3X, Parsed, One(Kind::Flow)),
    row("password", V3X, Parsed, One(Kind::Flow)),
    row("clientCredentials", V3X, Parsed, One(Kind::Flow)),
    row("authorizationCode", V3X, Parsed, One(Kind::Flow)),
    // as of `implicit`, the token that comes out of it is the caller's
    row("deviceAuthorization", V32, Ignored, Any),
]];

pub(super) const FLOW: &[&[Row]] = &[&[
    row("authorizationUrl", V3X, Parsed, Text),
    row("tokenUrl", V3X, Parsed, Text),
    row("refreshUrl", V3X, Parsed, Text),
    row("scopes", V3X, Parsed, TextMap),
    row("deviceAuthorizationUrl", V32, Ignored, Any),
]];
