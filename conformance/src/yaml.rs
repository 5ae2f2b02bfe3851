//! YAML with the line of every node, so that each complaint about the file can name its place.
//!
//! Holds: keys are plain texts and stand once in their mapping; tags, anchors and aliases are refused, as a file of cases
//! has no use for them.

use std::fmt;

use saphyr_parser::{Event, Parser, ScalarStyle};

/// A complaint about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
}

impl Problem {
    /// `what` is wrong in this line.
    pub fn at(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// What a reader of the file gives.
pub type Found<T> = Result<T, Problem>;

/// A node and its line.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// From 1.
    pub line: usize,
    /// What it is.
    pub what: What,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A scalar without quotes.
    Plain(String),
    /// A scalar in quotes, or a block: always a text.
    Quoted(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<Member>),
}

/// A member of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its key.
    pub key: String,
    /// The line of the key.
    pub line: usize,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Reads a file of one document.
    ///
    /// # Errors
    /// Where it is not such a file.
    pub fn parse(text: &str) -> Found<Self> {
        let mut tree = Tree::default();
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|e| Problem::at(e.marker().line(), e.info().to_owned()))?;
            tree.event(event, span.start.line())?;
        }
        tree.root.ok_or_else(|| Problem::at(1, "there is nothing in it"))
    }

    /// The text of a scalar.
    ///
    /// # Errors
    /// When it is none.
    pub fn text(&self) -> Found<&str> {
        match &self.what {
            What::Plain(text) | What::Quoted(text) => Ok(text),
            _ => Err(self.wrong("a text")),
        }
    }

    /// A number that is not negative.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&self) -> Found<u64> {
        match &self.what {
            What::Plain(text) => text.parse().map_err(|_| self.wrong("a number")),
            _ => Err(self.wrong("a number")),
        }
    }

    /// The items of a sequence.
    ///
    /// # Errors
    /// When it is none.
    pub fn list(&self) -> Found<&[Node]> {
        match &self.what {
            What::List(items) => Ok(items),
            _ => Err(self.wrong("a list")),
        }
    }

    /// The members of a mapping.
    ///
    /// # Errors
    /// When it is none.
    pub fn map(&self) -> Found<&[Member]> {
        match &self.what {
            What::Map(members) => Ok(members),
            _ => Err(self.wrong("a mapping")),
        }
    }

    /// The items of a sequence, or the node itself.
    pub fn one_or_more(&self) -> &[Node] {
        match &self.what {
            What::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The same as JSON: what is plain is read by the core schema of YAML 1.2.
    pub fn json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.what {
            What::Quoted(text) => Value::String(text.clone()),
            What::List(items) => Value::Array(items.iter().map(Self::json).collect()),
            What::Map(members) => Value::Object(members.iter().map(|m| (m.key.clone(), m.value.json())).collect()),
            What::Plain(text) => match text.as_str() {
                "" | "~" | "null" | "Null" | "NULL" => Value::Null,
                "true" | "True" | "TRUE" => Value::Bool(true),
                "false" | "False" | "FALSE" => Value::Bool(false),
                text => {
                    text.parse::<serde_json::Number>().map_or_else(|_| Value::String(text.to_owned()), Value::Number)
                }
            },
        }
    }

    /// That something else is expected here.
    pub fn wrong(&self, expected: &str) -> Problem {
        let is = match &self.what {
            What::Plain(text) | What::Quoted(text) => format!("`{}`", text.escape_debug()),
            What::List(_) => "a list".to_owned(),
            What::Map(_) => "a mapping".to_owned(),
        };
        Problem::at(self.line, format!("{is} stands where {expected} is expected"))
    }
}

#[derive(Default)]
struct Tree {
    root: Option<Node>,
    open: Vec<(Node, Option<(String, usize)>)>,
}

impl Tree {
    fn event(&mut self, event: Event<'_>, line: usize) -> Found<()> {
        let refuse = |what: &str| Err(Problem::at(line, format!("{what} have no meaning here")));
        match event {
            Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                refuse("tags")
            }
            Event::Alias(_) => refuse("aliases"),
            Event::Scalar(text, ScalarStyle::Plain, ..) => self.put(Node { line, what: What::Plain(text.into()) }),
            Event::Scalar(text, ..) => self.put(Node { line, what: What::Quoted(text.into()) }),
            Event::SequenceStart(..) => {
                self.open.push((Node { line, what: What::List(Vec::new()) }, None));
                Ok(())
            }
            Event::MappingStart(..) => {
                self.open.push((Node { line, what: What::Map(Vec::new()) }, None));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((node, _)) => self.put(node),
                None => Ok(()),
            },
            Event::DocumentStart(_) if self.root.is_some() => Err(Problem::at(line, "there is a second document")),
            _ => Ok(()),
        }
    }

    fn put(&mut self, node: Node) -> Found<()> {
        let Some((parent, key)) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match (&mut parent.what, key.take()) {
            (What::List(items), _) => items.push(node),
            (What::Map(members), Some((name, line))) => members.push(Member { key: name, line, value: node }),
            (What::Map(members), None) => {
                let name = node.text()?.to_owned();
                if members.iter().any(|member| member.key == name) {
                    return Err(Problem::at(node.line, format!("`{}` stands here twice", name.escape_debug())));
                }
                *key = Some((name, node.line));
            }
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&str, &str>) {
        let got = Node::parse(text).map(|node| node.json().to_string()).map_err(|e| e.to_string());
        assert_eq!(got, expect.map(str::to_owned).map_err(str::to_owned), "{text:?}");
    }

    #[test]
    fn reads() {
        check("a: [x, {b: \"1\", c: 1}]\nd: ~\n", Ok(r#"{"a":["x",{"b":"1","c":1}],"d":null}"#));
        check("- {send: \"A\\r\\n\\0\"}\n", Ok(r#"[{"send":"A\r\n\u0000"}]"#));
        check("200: true", Ok(r#"{"200":true}"#));
        check("a: 1.50\nb: 1x", Ok(r#"{"a":1.50,"b":"1x"}"#).map(|_| r#"{"a":1.5,"b":"1x"}"#));
    }

    #[test]
    fn refuses() {
        check("a: 1\nb: 2\na: 3\n", Err("3: `a` stands here twice"));
        check("a: 1\n[x]: 2\n", Err("2: a list stands where a text is expected"));
        check("a: !x 1\n", Err("1: tags have no meaning here"));
        check("a: &x 1\nb: *x\n", Err("2: aliases have no meaning here"));
        check("a\n---\nb\n", Err("2: there is a second document"));
        check("", Err("1: there is nothing in it"));
    }
}
