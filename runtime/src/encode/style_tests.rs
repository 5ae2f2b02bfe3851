//! The style table of OAS 3.0.4 ("Style Examples"), row by row, and what the table calls n/a.

use super::*;
use crate::spec::Param;

const EMPTY: &str = r#""""#;
const TEXT: &str = r#""blue""#;
const LIST: &str = r#"["blue","black","brown"]"#;
const MAP: &str = r#"{"R":100,"G":200,"B":150}"#;

fn joined(pairs: Result<Vec<(String, String)>, Unfit>, by: &str) -> Result<String, Unfit> {
    pairs.map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(by))
}

/// One row: style and explode, then the columns empty, string, array, object.
fn check(param: Param, write: fn(&Param, &Node) -> Result<String, Unfit>, expect: [&str; 4]) {
    for (json, expect) in [EMPTY, TEXT, LIST, MAP].into_iter().zip(expect) {
        let got = write(&param, &Node::parse(json).unwrap());
        assert_eq!(got.as_deref(), Ok(expect), "{:?} {:?} {json}", param.style, param.explode);
    }
}

#[test]
fn path_rows() {
    let row = |style, explode| Param::path("color").style(style).explode(explode);
    let m = Style::Matrix;
    check(row(m, Explode::No), path, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]);
    let exploded = ";color=blue;color=black;color=brown";
    check(row(m, Explode::Yes), path, [";color", ";color=blue", exploded, ";R=100;G=200;B=150"]);
    let l = Style::Label;
    check(row(l, Explode::No), path, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]);
    check(row(l, Explode::Yes), path, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]);
    let s = Style::Simple;
    check(row(s, Explode::No), path, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
    check(row(s, Explode::Yes), path, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
}

#[test]
fn query_rows() {
    let text: fn(&Param, &Node) -> _ = |param, node| joined(query(param, node), "&");
    let row = |style, explode| Param::query("color").style(style).explode(explode);
    let f = Style::Form;
    check(row(f, Explode::No), text, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
    let exploded = "color=blue&color=black&color=brown";
    check(row(f, Explode::Yes), text, ["color=", "color=blue", exploded, "R=100&G=200&B=150"]);
    let (list, map) = ("color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150");
    check(row(Style::SpaceDelimited, Explode::No), text, ["color=", "color=blue", list, map]);
    let (list, map) = ("color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150");
    check(row(Style::PipeDelimited, Explode::No), text, ["color=", "color=blue", list, map]);
    check(row(Style::PipeDelimited, Explode::Yes), text, ["color=", "color=blue", exploded, "R=100&G=200&B=150"]);
    let deep = Param::query("color").style(Style::DeepObject);
    let got = text(&deep, &Node::parse(MAP).unwrap());
    assert_eq!(got.as_deref(), Ok("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"));
}

#[test]
fn header_and_cookie_rows() {
    let text: fn(&Param, &Node) -> _ = |param, node| header(param, node).map(Option::unwrap_or_default);
    check(Param::header("color"), text, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
    let exploded = Param::header("color").explode(Explode::Yes);
    check(exploded, text, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
    let text: fn(&Param, &Node) -> _ = |param, node| joined(cookie(param, node), "; ");
    let list = "color=blue; color=black; color=brown";
    check(Param::cookie("color"), text, ["color=", "color=blue", list, "R=100; G=200; B=150"]);
    let whole = Param::cookie("color").explode(Explode::No);
    check(whole, text, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
}

#[test]
fn members_are_encoded_and_separators_are_not() {
    fn check(param: Param, json: &str, expect: Result<&str, &str>) {
        let node = Node::parse(json).unwrap();
        let got = match param.location {
            crate::spec::Location::Path => path(&param, &node),
            _ => joined(query(&param, &node), "&"),
        };
        assert_eq!(got.as_deref().map_err(String::as_str), expect, "{json}");
    }
    let (id, tags) = (Param::path("id"), Param::query("tags"));
    let nested = Err("holds an array or object inside another, which its style cannot write");
    check(id, r#"["a","b,c","d e"]"#, Ok("a,b%2Cc,d%20e"));
    check(id, "[[1]]", nested);
    check(id.style(Style::Form), "1", Err("has style Form, which a path parameter cannot have"));
    check(tags.style(Style::Simple), "1", Err("has style Simple, which a query parameter cannot have"));
    check(tags, r#"["a b","c+d",null]"#, Ok("tags=a%20b&tags=c%2Bd"));
    check(tags.explode(Explode::No), r#"["x","y,z"]"#, Ok("tags=x,y%2Cz"));
    check(tags.explode(Explode::No), "[]", Ok(""));
    check(tags, "[]", Ok(""));
    check(tags, r#"{"a":null}"#, Ok(""));
    check(Param::query("ids[]"), r#"["a"]"#, Ok("ids%5B%5D=a"));
    check(Param::query("to").allow_reserved(), r#""a/b?c&d""#, Ok("to=a/b?c%26d"));
    check(tags, "9007199254740993", Ok("tags=9007199254740993"));
    check(tags, "300.00", Ok("tags=300.00"));
    let deep = tags.style(Style::DeepObject);
    check(
        deep,
        r#"{"a":{"b":1,"n":null},"c":["x","y"]}"#,
        Ok("tags%5Ba%5D%5Bb%5D=1&tags%5Bc%5D%5B%5D=x&tags%5Bc%5D%5B%5D=y"),
    );
    check(deep, r#"{"a":[{"b":1}]}"#, nested);
    check(deep, "1", Err("has style DeepObject, which only objects can have"));
    let of_depth = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(Node::parse(&of_depth(33)), Err("is nested deeper than 32 levels".to_owned()));
    assert!(Node::parse(&of_depth(32)).is_ok());
    let objects = |depth: usize| format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
    assert_eq!(Node::parse(&objects(33)), Err("is nested deeper than 32 levels".to_owned()));
    assert!(Node::parse(&objects(32)).is_ok());
}
