//! The page as sections, and sections as text again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::frame;

const BEGIN: &str = "<!-- codes: written by the test -->\n";
const END: &str = "<!-- end of codes -->\n";

/// `docs/diagnostics.md`.
#[derive(Debug)]
pub(crate) struct Page {
    /// Before the table of codes.
    intro: String,
    table: String,
    /// Between the table and the first section.
    rest: String,
    pub(crate) sections: Vec<Section>,
}

/// What is said of one code.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) code: String,
    /// Why it is said.
    cause: String,
    /// None where no document provokes it; the cause tells why then.
    pub(crate) examples: Vec<Example>,
    /// What to do.
    way_out: String,
}

/// Files, and what is printed for them.
#[derive(Debug)]
pub(crate) struct Example {
    /// What leads to it; empty for a first one.
    lead: String,
    /// By name, in the order of the page.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) output: String,
}

impl Page {
    /// Reads the page.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (intro, after) = text.split_once(BEGIN).ok_or("the table of codes is missing")?;
        let (table, after) = after.split_once(END).ok_or("the end of the table of codes is missing")?;
        let (rest, sections) = after.split_once("\n## `").ok_or("there is no section")?;
        let sections = sections.split("\n## `").map(Section::parse).collect::<Result<_, _>>()?;
        Ok(Self { intro: intro.to_owned(), table: table.to_owned(), rest: rest.to_owned(), sections })
    }

    /// One row for each code; `named` are the severities that the sources name.
    pub(crate) fn write_table(&mut self, named: &BTreeMap<String, BTreeSet<&'static str>>) {
        let mut table = "| code | severity | what it says |\n|---|---|---|\n".to_owned();
        for section in &self.sections {
            let severities = section.severities();
            let severities = match named.get(&section.code) {
                Some(named) if severities.is_empty() => named.iter().copied().collect(),
                _ => severities,
            };
            let severities = severities.join(", ");
            let _infallible =
                writeln!(table, "| [`{0}`](#{0}) | {severities} | {1} |", section.code, section.summary());
        }
        self.table = table;
    }

    /// The page as it is written.
    pub(crate) fn text(&self) -> String {
        let sections: String = self.sections.iter().map(Section::text).collect();
        format!("{}{BEGIN}{}{END}{}{sections}", self.intro, self.table, self.rest)
    }
}

impl Section {
    fn parse(text: &str) -> Result<Self, String> {
        let (code, body) = text.split_once("`\n").ok_or("a heading is no code")?;
        let said = |why: &str| format!("`{code}`: {why}");
        let (mut words, mut examples, mut files) = (Vec::<String>::new(), Vec::new(), Vec::new());
        let (mut cause, mut lead) = (None, None);
        let mut lines = body.lines();
        while let Some(line) = lines.next() {
            let Some(language) = line.strip_prefix("```") else {
                words.push(line.to_owned());
                continue;
            };
            let content: String =
                lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            let title = title(&mut words);
            let before = joined(&std::mem::take(&mut words));
            if cause.is_none() {
                cause = Some(before);
                lead = Some(String::new());
            } else if lead.is_none() {
                lead = Some(before);
            } else if !before.is_empty() {
                return Err(said("there are words within an example"));
            }
            match (language, title) {
                ("text", None) => {
                    let lead = lead.take().unwrap_or_default();
                    examples.push(Example { lead, files: std::mem::take(&mut files), output: content });
                }
                ("yaml" | "json" | "toml", title) => {
                    let usual = if language == "toml" { "provider.toml" } else { "openapi.yaml" };
                    let title = title.unwrap_or_else(|| usual.to_owned());
                    if files.iter().any(|(known, _)| *known == title) {
                        return Err(said(&format!("an example has {title} twice")));
                    }
                    files.push((title, content));
                }
                _ => return Err(said(&format!("a block of `{language}` is no part of an example"))),
            }
        }
        if !files.is_empty() {
            return Err(said("an example has no block of `text` for what is printed"));
        }
        let (cause, way_out) = match cause {
            Some(cause) => (cause, joined(&words)),
            None => (joined(&words), String::new()),
        };
        if cause.is_empty() || (way_out.is_empty() && !examples.is_empty()) {
            return Err(said("cause or way out is missing"));
        }
        let is_told = cause.contains("No document provokes it") || cause.contains("No example is shown");
        if examples.is_empty() && !is_told {
            return Err(said("there is no example"));
        }
        Ok(Self { code: code.to_owned(), cause, examples, way_out })
    }

    /// The first sentence.
    fn summary(&self) -> String {
        let words = self.cause.replace('\n', " ");
        let end = words.find(". ").unwrap_or_else(|| words.trim_end().trim_end_matches('.').len());
        words[..end].replace('|', "\\|")
    }

    /// The severities that examples show, the worst first.
    pub(crate) fn severities(&self) -> Vec<&'static str> {
        let said = |severity: &&str| {
            let head = format!("{severity}[{}]: ", self.code);
            self.examples.iter().any(|example| example.output.lines().any(|line| line.starts_with(&head)))
        };
        ["error", "degraded", "note"].into_iter().filter(said).collect()
    }

    fn text(&self) -> String {
        let mut text = format!("\n## `{}`\n\n{}", self.code, self.cause);
        for example in &self.examples {
            if !example.lead.is_empty() {
                let _infallible = write!(text, "\n{}", example.lead);
            }
            for (name, content) in &example.files {
                let language = if name.ends_with(".toml") || name == "names.lock" {
                    "toml"
                } else if name.ends_with(".json") {
                    "json"
                } else {
                    "yaml"
                };
                let usual = if language == "toml" { "provider.toml" } else { "openapi.yaml" };
                let title = match name.strip_suffix(frame::LATIN) {
                    None if name == usual && !content.is_empty() => String::new(),
                    None => format!("\n`{name}`\n"),
                    Some(name) => format!("\n`{name}`{}\n", frame::LATIN),
                };
                let _infallible = write!(text, "{title}\n```{language}\n{content}```\n");
            }
            let _infallible = write!(text, "\n```text\n{}```\n", example.output);
        }
        if !self.way_out.is_empty() {
            let _infallible = write!(text, "\n{}", self.way_out);
        }
        text
    }
}

/// The name of a file, and how it is saved, where a line before a block is nothing else.
fn title(words: &mut Vec<String>) -> Option<String> {
    while words.last().is_some_and(String::is_empty) {
        words.pop();
    }
    let (name, rest) = words.last()?.strip_prefix('`')?.split_once('`')?;
    let is_file = name.ends_with(".yaml") || name.ends_with(".json") || name.ends_with(".toml") || name == "names.lock";
    let title = format!("{name}{rest}");
    (is_file && (rest.is_empty() || rest == frame::LATIN)).then(|| words.pop()).map(|_| title)
}

/// Paragraphs, without empty lines around them.
fn joined(words: &[String]) -> String {
    let text = words.join("\n");
    let text = text.trim_matches('\n');
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}
