//! Parts, byte by byte.

use std::collections::BTreeMap;

use super::super::Files;
use super::*;
use crate::spec::{Explode, Style};

const FIELDS: &[(usize, Field)] = &[
    (0, Field::new("thumb").media("image/png")),
    (0, Field::new("caption").media("application/vnd.acme.caption+json")),
    (0, Field::new("csv").media("text/csv; charset=utf-8")),
    (0, Field::new("ids").style(Style::Form, Explode::No)),
    (0, Field::new("point").style(Style::Form, Explode::Yes)),
    (0, Field::new("signed").headers(&[("X-Kind", "receipt")])),
];

fn fields() -> Fields {
    Fields { all: FIELDS, at: 0 }
}

fn text(parts: Result<Vec<Part>, Refusal>) -> Result<String, String> {
    let parts = parts.map_err(|(subject, reason)| format!("{} {reason}", subject.unwrap()))?;
    let body = write(&parts, "B");
    Ok(body.as_bytes().map(|bytes| String::from_utf8_lossy(bytes).replace("\r\n", "~")).unwrap())
}

fn disposition(name: &str) -> String {
    format!("--B~Content-Disposition: form-data; name=\"{name}\"")
}

#[test]
fn values() {
    fn check(json: &str, expect: Result<&[(&str, &str)], &str>) {
        let whole = |parts: &[(&str, &str)]| {
            let part = |(name, rest): &(&str, &str)| format!("{}~{rest}~", disposition(name));
            format!("{}--B--~", parts.iter().map(part).collect::<String>())
        };
        assert_eq!(text(of_json(json, fields())), expect.map(whole).map_err(str::to_owned), "{json}");
    }
    check("{}", Ok(&[]));
    check(r#"{"title":"Ünï & \"co\"","pages":3,"gone":null}"#, Ok(&[("title", "~Ünï & \"co\""), ("pages", "~3")]));
    check(
        r#"{"meta":{"lang":"fr","n":1.0}}"#,
        Ok(&[("meta", "Content-Type: application/json~~{\"lang\":\"fr\",\"n\":1.0}")]),
    );
    check(r#"{"labels":["x","y"],"none":[]}"#, Ok(&[("labels", "~x"), ("labels", "~y")]));
    check(
        r#"{"caption":"hi","csv":"a,b"}"#,
        Ok(&[
            ("caption", "Content-Type: application/vnd.acme.caption+json~~\"hi\""),
            ("csv", "Content-Type: text/csv; charset=utf-8~~a,b"),
        ]),
    );
    check(r#"{"ids":["a b","c"],"point":{"x":"é&","y":2}}"#, Ok(&[("ids", "~a b,c"), ("x", "~é&"), ("y", "~2")]));
    check(r#"{"signed":"x"}"#, Ok(&[("signed", "X-Kind: receipt~~x")]));
    check("{\"a\\\"\\r\\nb\\u0000%é\":1}", Ok(&[("a%22%0D%0Ab%00%é", "~1")]));
    check("[]", Err("the body is no object, which a form has to be"));
    check(
        r#"{"ids":[[1]]}"#,
        Err("the body's member `ids` holds an array or object inside another, which its style cannot write"),
    );
}

fn files(name: &str, files: impl Files) -> Result<String, String> {
    let mut list = PartList::default();
    list.put_files(name, &files);
    text(of_parts(list, fields()))
}

#[test]
fn files_with_names_and_types() {
    fn check(file: Upload, expect: Result<&str, &str>) {
        let whole = |rest| format!("{}; {rest}~--B--~", disposition("scan"));
        assert_eq!(
            files("scan", file),
            expect.map(whole).map_err(|reason| format!("the body's member `scan` {reason}"))
        );
    }
    let file = Upload::new("x");
    check(file.clone(), Ok("filename=\"blob\"~Content-Type: application/octet-stream~~x"));
    check(
        Upload::new("").file_name("empty.txt"),
        Ok("filename=\"empty.txt\"~Content-Type: application/octet-stream~~"),
    );
    check(
        file.clone().file_name("a b.bin").content_type("image/png"),
        Ok("filename=\"a b.bin\"~Content-Type: image/png~~x"),
    );
    let odd = file.clone().file_name("\"q\"\\ 100% né\u{1}.pdf");
    check(odd, Ok("filename=\"%22q%22%5C 100%25 n%C3%A9%01.pdf\"~Content-Type: application/octet-stream~~x"));
    let headed = file.clone().header("X-Id", "7 a").header("Content-Language", "fr");
    check(headed, Ok("filename=\"blob\"~Content-Type: application/octet-stream~X-Id: 7 a~Content-Language: fr~~x"));
    for name in ["a\r\nX: y", "a\n", "a\0"] {
        let reason = "has a file name with a line break or NUL in it, which a header cannot hold";
        check(file.clone().file_name(name), Err(reason));
    }
    for media in ["", "png", "image/*", "image/png\r\nX: y", "image/png; a=\u{e9}"] {
        check(file.clone().content_type(media), Err("has a file whose content type is no media type"));
    }
    for (name, value) in [
        ("X", "a\r\nY: b"),
        ("X Y", "a"),
        ("", "a"),
        ("X:", "a"),
        ("X", "\u{e9}"),
        ("content-TYPE", "a/b"),
        ("Content-Disposition", "x"),
    ] {
        check(file.clone().header(name, value), Err("has a file with a header that a part cannot have"));
    }
}

#[test]
fn several_files_and_documented_types() {
    let thumb = |rest: &str| format!("{}; filename=\"blob\"~Content-Type: {rest}~", disposition("thumb"));
    assert_eq!(files("thumb", Upload::new("x")), Ok(format!("{}--B--~", thumb("image/png~~x"))));
    let two = vec![Some(Upload::new("x")), None, Some(Upload::new("y").content_type("image/gif"))];
    assert_eq!(files("thumb", two), Ok(format!("{}{}--B--~", thumb("image/png~~x"), thumb("image/gif~~y"))));
    assert_eq!(files("thumb", Option::<Upload>::None), Ok("--B--~".to_owned()));
    assert_eq!(files("thumb", crate::Maybe::<Upload>::Null), Ok("--B--~".to_owned()));
}

#[test]
fn bytes_are_not_altered() {
    let bytes: Vec<u8> = (0..=255).chain(*b"\r\n--B--\r\n--").collect();
    let parts = vec![of_file("f", Upload::new(bytes.clone()), None).unwrap()];
    let body = write(&parts, "other");
    let sent = body.as_bytes().unwrap();
    let at = sent.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    assert_eq!(sent[at..at + bytes.len()], bytes);
    assert_eq!(&sent[at + bytes.len()..], b"\r\n--other--\r\n");
}

struct Document {
    title: String,
    note: Option<String>,
    scans: Vec<Upload>,
    more: BTreeMap<String, i64>,
}

crate::__private::v1::parts! {
    Document {
        title: "title", required crate::__private::v1::Plain;
        note: "note", optional crate::__private::v1::Plain;
        scans: "scan", files;
        more: *, crate::__private::v1::Int;
    }
}

struct Archive {
    files: BTreeMap<String, Upload>,
    name: String,
}

crate::__private::v1::parts! { Archive { files: * files; name: "name", required crate::__private::v1::Plain; } }

#[test]
fn structs_with_files() {
    fn check(parts: &impl crate::body::Parts, expect: Result<&str, &str>) {
        let got = PartList::of(parts).and_then(|list| of_parts(list, fields()));
        let expect = expect.map(|text| text.replace('@', "--B~Content-Disposition: form-data; name="));
        assert_eq!(text(got), expect.map_err(str::to_owned));
    }
    let more = |name: &str| BTreeMap::from([(name.to_owned(), 7)]);
    let document =
        |more| Document { title: "t".to_owned(), note: None, scans: vec![Upload::new("x"), Upload::new("y")], more };
    let octets = "; filename=\"blob\"~Content-Type: application/octet-stream~~";
    check(&document(more("n")), Ok(&format!("@\"title\"~~t~@\"scan\"{octets}x~@\"scan\"{octets}y~@\"n\"~~7~--B--~")));
    check(&document(more("scan")), Err("the body's member `scan` has a field of its own"));
    let archive = |file: &str| Archive { files: BTreeMap::from([(file.to_owned(), "z".into())]), name: "a".to_owned() };
    check(&archive("f.txt"), Ok(&format!("@\"f.txt\"{octets}z~@\"name\"~~a~--B--~")));
    check(&archive("name"), Err("the body's member `name` has a field of its own"));
}
