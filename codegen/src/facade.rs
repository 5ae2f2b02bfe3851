//! What the facade says of the providers: the fenced regions of the root `Cargo.toml`, and `src/providers.rs`.
//!
//! Text to text; both are functions of the entries alone, in the order of the providers' names.

use std::fmt::Write as _;

/// A provider, as the facade sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name of its folder, its feature and (with `_` for `-`) its module.
    pub provider: String,
    /// The name for people.
    pub title: String,
    /// Its package.
    pub package: String,
    /// Version of the package.
    pub version: String,
    /// Version of the document, as the document states it.
    pub spec_version: String,
    /// Where the document comes from.
    pub source: String,
}

/// Which versions of the generated crates the facade accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// The one that is generated.
    Exact,
    /// Whichever is there: while crates are being replaced, cargo has to accept both the old and the new.
    Any,
}

const OPEN: &str = "# <providers>";
const CLOSE: &str = "# </providers>";
/// Features of every generated crate that the facade's feature of the same name turns on.
const FORWARDED: [&str; 7] = ["client", "rustls", "native-tls", "blocking", "testing", "tracing", "webhooks"];
/// Names that mean something else as a feature or as a module of the facade.
const RESERVED: [&str; 21] = [
    "alloc",
    "blocking",
    "client",
    "core",
    "crate",
    "default",
    "error",
    "full",
    "full-serde",
    "native-tls",
    "providers",
    "runtime",
    "rustls",
    "self",
    "std",
    "strict",
    "super",
    "test",
    "testing",
    "tracing",
    "webhooks",
];

/// Whether a folder of `specs/` has a name that works as a feature, a part of a package's name and a module.
///
/// # Errors
/// Says what is wrong with it.
pub fn check_name(provider: &str) -> Result<(), &'static str> {
    let head = provider.starts_with(|c: char| c.is_ascii_lowercase());
    let tail = provider.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !head || !tail || provider.ends_with('-') || provider.contains("--") || provider.len() > 50 {
        return Err("is not a provider's name: lower case letters, digits and single dashes, a letter first");
    }
    if RESERVED.contains(&provider) {
        return Err("means something else in the facade");
    }
    match syn::parse_str::<syn::Ident>(&module(provider)) {
        Ok(_) => Ok(()),
        Err(_) => Err("is a keyword of Rust"),
    }
}

/// The root manifest with its fenced regions rewritten: one below `[features]`, one below `[dependencies]`.
///
/// # Errors
/// Says which region is missing or not closed.
pub fn cargo_toml(text: &str, entries: &[Entry], pin: Pin) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut section = "";
    let mut done = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let line = line.trim();
        if line.starts_with('[') && line.ends_with(']') {
            section = line;
        }
        if line != OPEN {
            continue;
        }
        out.push_str(&match section {
            "[features]" => features(entries),
            "[dependencies]" => dependencies(entries, pin),
            _ => return Err(format!("`{OPEN}` stands outside [features] and [dependencies]")),
        });
        if !lines.any(|line| line.trim() == CLOSE) {
            return Err(format!("`{OPEN}` below {section} has no `{CLOSE}`"));
        }
        out.push_str(CLOSE);
        out.push('\n');
        done.push(section);
    }
    for section in ["[features]", "[dependencies]"] {
        if done.iter().filter(|found| **found == section).count() != 1 {
            return Err(format!("{section} needs one region between `{OPEN}` and `{CLOSE}`"));
        }
    }
    Ok(out)
}

fn features(entries: &[Entry]) -> String {
    let mut text = String::new();
    let mut line = |name: &str, members: Vec<String>| {
        let members: Vec<_> = members.iter().map(|member| format!("\"{member}\"")).collect();
        let _infallible = writeln!(text, "{name} = [{}]", members.join(", "));
    };
    for Entry { provider, package, .. } in entries {
        line(provider, vec![format!("dep:{package}"), format!("{package}/full")]);
    }
    line("full", entries.iter().map(|entry| entry.provider.clone()).collect());
    for feature in FORWARDED {
        let runtime = format!("bursar-runtime/{feature}");
        let providers = entries.iter().map(|entry| format!("{}?/{feature}", entry.package));
        line(feature, std::iter::once(runtime).chain(providers).collect());
    }
    text
}

fn dependencies(entries: &[Entry], pin: Pin) -> String {
    let mut text = String::new();
    for Entry { provider, package, version, .. } in entries {
        let version = match pin {
            Pin::Exact => format!("={version}"),
            Pin::Any => "*".to_owned(),
        };
        // without default features, or the facade's `native-tls` alone would still bring in rustls
        let _infallible = writeln!(
            text,
            "{package} = {{ path = \"generated/{provider}\", version = \"{version}\", default-features = false, optional = true }}"
        );
    }
    text
}

/// The text of `src/providers.rs`.
pub fn providers_rs(entries: &[Entry]) -> String {
    let mut text = HEAD.to_owned();
    for entry in entries {
        let Entry { provider, title, package, .. } = entry;
        let _infallible = write!(
            text,
            "\n/// {}, feature `{provider}`: the crate `{package}`.\n#[cfg(feature = \"{provider}\")]\npub use {} as {};\n",
            doc_text(title),
            package.replace('-', "_"),
            module(provider),
        );
    }
    text.push_str(TABLE);
    for Entry { provider, title, package, version, spec_version, source } in entries {
        let _infallible = write!(
            text,
            "    Provider {{\n        name: {provider:?},\n        title: {title:?},\n        spec_version: {spec_version:?},\n        \
             source: {source:?},\n        package: {package:?},\n        version: {version:?},\n        \
             enabled: cfg!(feature = {provider:?}),\n    }},\n",
        );
    }
    text.push_str("];\n");
    text
}

const HEAD: &str = "\
//! The providers: re-exports, one feature each, and a table of all of them.
//!
//! Written by `cargo xtask regen` from the folders of `specs/`; never edited by hand.

/// What is known of a provider at compile time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// Name of the feature, such as in `cargo add bursar --features NAME`; also of the module, with `_` for `-`.
    pub name: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// Version of the document that the client is generated from, as the document states it.
    pub spec_version: &'static str,
    /// Where that document comes from.
    pub source: &'static str,
    /// The package behind the module.
    pub package: &'static str,
    /// Version of the package.
    pub version: &'static str,
    /// Whether this build has the feature.
    pub enabled: bool,
}
";

const TABLE: &str = "
/// All providers, by name, whether or not this build has them.
#[rustfmt::skip]
pub const PROVIDERS: &[Provider] = &[
";

fn module(provider: &str) -> String {
    provider.replace('-', "_")
}

/// Text for people as one line of a doc comment that means nothing to Markdown.
fn doc_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && c != '.' && c != '-' {
            out.push('\\');
        }
        match c {
            c if c.is_alphanumeric() || c.is_ascii_punctuation() => out.push(c),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(provider: &str, title: &str) -> Entry {
        Entry {
            provider: provider.into(),
            title: title.into(),
            package: format!("bursar-{provider}"),
            version: "0.2.0".into(),
            spec_version: "1.0".into(),
            source: format!("https://{provider}.test/"),
        }
    }

    const ROOT: &str = "[package]\nname = \"bursar\"\n\n[features]\ndefault = [\"rustls\"]\n# <providers>\nold = []\n# </providers>\n\n\
        [dependencies]\nbursar-runtime.workspace = true\n  # <providers>\n# </providers>\n\n[dev-dependencies]\n";

    #[test]
    fn rewrites_the_regions_and_nothing_else() {
        let entries = [entry("alpha", "Alpha"), entry("two-words", "Two")];
        let expect = "[package]\nname = \"bursar\"\n\n[features]\ndefault = [\"rustls\"]\n# <providers>\n\
            alpha = [\"dep:bursar-alpha\", \"bursar-alpha/full\"]\n\
            two-words = [\"dep:bursar-two-words\", \"bursar-two-words/full\"]\n\
            full = [\"alpha\", \"two-words\"]\n\
            client = [\"bursar-runtime/client\", \"bursar-alpha?/client\", \"bursar-two-words?/client\"]\n\
            rustls = [\"bursar-runtime/rustls\", \"bursar-alpha?/rustls\", \"bursar-two-words?/rustls\"]\n\
            native-tls = [\"bursar-runtime/native-tls\", \"bursar-alpha?/native-tls\", \"bursar-two-words?/native-tls\"]\n\
            blocking = [\"bursar-runtime/blocking\", \"bursar-alpha?/blocking\", \"bursar-two-words?/blocking\"]\n\
            testing = [\"bursar-runtime/testing\", \"bursar-alpha?/testing\", \"bursar-two-words?/testing\"]\n\
            tracing = [\"bursar-runtime/tracing\", \"bursar-alpha?/tracing\", \"bursar-two-words?/tracing\"]\n\
            webhooks = [\"bursar-runtime/webhooks\", \"bursar-alpha?/webhooks\", \"bursar-two-words?/webhooks\"]\n\
            # </providers>\n\n\
            [dependencies]\nbursar-runtime.workspace = true\n  # <providers>\n\
            bursar-alpha = { path = \"generated/alpha\", version = \"=0.2.0\", default-features = false, optional = true }\n\
            bursar-two-words = { path = \"generated/two-words\", version = \"=0.2.0\", default-features = false, optional = true }\n\
            # </providers>\n\n[dev-dependencies]\n";
        assert_eq!(cargo_toml(ROOT, &entries, Pin::Exact).as_deref(), Ok(expect));
        assert_eq!(cargo_toml(expect, &entries, Pin::Exact).as_deref(), Ok(expect), "again");
        let any = expect.replace("=0.2.0", "*");
        assert_eq!(cargo_toml(expect, &entries, Pin::Any).as_deref(), Ok(any.as_str()));
        assert!(cargo_toml(expect, &[], Pin::Exact).is_ok_and(|text| text.contains("\nfull = []\n")));
    }

    #[test]
    fn says_which_region_is_wrong() {
        for (text, expect) in [
            (ROOT.replace("[features]", "[target]"), "`# <providers>` stands outside [features] and [dependencies]"),
            ("[features]\n".to_owned(), "[features] needs one region between `# <providers>` and `# </providers>`"),
            (
                "[features]\n# <providers>\n# </providers>\n".to_owned(),
                "[dependencies] needs one region between `# <providers>` and `# </providers>`",
            ),
            (
                ROOT.replace("[dev-dependencies]", "[dependencies]\n# <providers>\n# </providers>"),
                "[dependencies] needs one region between `# <providers>` and `# </providers>`",
            ),
            (
                "[features]\n# <providers>\nx = []\n".to_owned(),
                "`# <providers>` below [features] has no `# </providers>`",
            ),
        ] {
            assert_eq!(cargo_toml(&text, &[], Pin::Exact), Err(expect.to_owned()));
        }
    }

    #[test]
    fn lists_the_providers() {
        let text = providers_rs(&[entry("alpha", "Alpha \"[x](y)\"\nB\u{202e}"), entry("two-words", "Two")]);
        let expect = r#"
/// Alpha \"\[x\]\(y\)\" B, feature `alpha`: the crate `bursar-alpha`.
#[cfg(feature = "alpha")]
pub use bursar_alpha as alpha;

/// Two, feature `two-words`: the crate `bursar-two-words`.
#[cfg(feature = "two-words")]
pub use bursar_two_words as two_words;

/// All providers, by name, whether or not this build has them.
#[rustfmt::skip]
pub const PROVIDERS: &[Provider] = &[
    Provider {
        name: "alpha",
        title: "Alpha \"[x](y)\"\nB\u{202e}",
        spec_version: "1.0",
        source: "https://alpha.test/",
        package: "bursar-alpha",
        version: "0.2.0",
        enabled: cfg!(feature = "alpha"),
    },
"#;
        assert!(text[HEAD.len()..].starts_with(expect), "{text}");
        assert!(syn::parse_file(&text).is_ok());
        assert!(syn::parse_file(&providers_rs(&[])).is_ok());
    }

    #[test]
    fn refuses_names_that_cannot_be_a_feature_or_a_module() {
        let shape = "is not a provider's name: lower case letters, digits and single dashes, a letter first";
        for (name, expect) in [
            ("alpha", Ok(())),
            ("two-words2", Ok(())),
            ("Alpha", Err(shape)),
            ("2alpha", Err(shape)),
            ("a_b", Err(shape)),
            ("a--b", Err(shape)),
            ("a-", Err(shape)),
            ("", Err(shape)),
            ("full", Err("means something else in the facade")),
            ("match", Err("is a keyword of Rust")),
        ] {
            assert_eq!(check_name(name), expect, "{name:?}");
        }
    }
}
