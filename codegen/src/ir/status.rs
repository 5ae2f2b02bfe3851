//! Keys of the Responses Object, and the words for them.

/// A key of the Responses Object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred of them: `2XX` is 2.
    Class(u8),
    /// `default`
    Default,
}

impl Status {
    /// The registry's words for it, in lower case.
    pub fn words(self) -> String {
        match self {
            Self::Default => "default".to_owned(),
            Self::Class(2) => "success".to_owned(),
            Self::Class(3) => "redirect".to_owned(),
            Self::Class(4) => "client error".to_owned(),
            Self::Class(5) => "server error".to_owned(),
            Self::Class(class) => format!("class {class}"),
            Self::Code(code) => REASONS
                .iter()
                .find(|(known, _)| *known == code)
                .map_or_else(|| format!("status {code}"), |(_, reason)| (*reason).to_owned()),
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// Reason phrases of the HTTP status code registry (RFC 9110 §15 and the RFCs that extend it).
const REASONS: [(u16, &str); 42] = [
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (421, "misdirected request"),
    (422, "unprocessable entity"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (428, "precondition required"),
    (429, "too many requests"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
];
