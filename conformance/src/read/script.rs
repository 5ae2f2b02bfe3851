//! The scripts of the servers.

use super::unknown;
use crate::suite::{Filling, Step, Times};
use crate::yaml::{Found, Member, Node, Problem, What};

/// The most layers that are compressed: each is made in memory.
const MAX_LAYERS: u64 = 4;

/// One list of steps per request.
pub(super) fn scripts(node: &Node) -> Found<Vec<Vec<Step>>> {
    let lists = node.list()?;
    if lists.is_empty() {
        return Err(Problem::at(node.line, "a script needs a list of steps"));
    }
    lists.iter().map(|list| list.list()?.iter().map(step).collect()).collect()
}

fn step(node: &Node) -> Found<Step> {
    if let What::Plain(text) | What::Quoted(text) = &node.what {
        return match text.as_str() {
            "read_request" => Ok(Step::ReadRequest),
            "keep" => Ok(Step::Keep),
            "hang" => Ok(Step::Hang),
            "close" => Ok(Step::Close),
            "reset" => Ok(Step::Reset),
            other => Err(Problem::at(node.line, format!("no step `{}` is known", other.escape_debug()))),
        };
    }
    const NAMES: [&str; 6] = ["send", "send_hex", "send_chunk", "send_gzip", "drip", "repeat"];
    let members = node.map()?;
    let named = members.iter().find(|member| NAMES.contains(&member.key.as_str()));
    let Some(first) = named.or(members.first()) else {
        return Err(Problem::at(node.line, "the step says nothing"));
    };
    let rest: Vec<&Member> = members.iter().filter(|member| member.key != first.key).collect();
    let rest = rest.as_slice();
    match first.key.as_str() {
        "drip" => drip(first, rest),
        "repeat" => repeat(first, rest),
        "send" => alone(rest, "send").and_then(|()| Ok(Step::Send(first.value.text()?.to_owned()))),
        "send_hex" => alone(rest, "send_hex").and_then(|()| hex(&first.value).map(Step::SendBytes)),
        "send_chunk" => alone(rest, "send_chunk").and_then(|()| chunk(&first.value)),
        "send_gzip" => alone(rest, "send_gzip").and_then(|()| gzip(&first.value)),
        other => Err(Problem::at(first.line, format!("no step `{}` is known", other.escape_debug()))),
    }
}

fn alone(rest: &[&Member], step: &str) -> Found<()> {
    rest.first().map_or(Ok(()), |member| Err(unknown(member, &format!("`{step}`"))))
}

fn drip(first: &Member, rest: &[&Member]) -> Found<Step> {
    let (mut bytes, mut every_ms, mut times) = (1, None, Times::Count(1));
    for member in rest {
        match member.key.as_str() {
            "bytes" => bytes = member.value.number()?.max(1),
            "every_ms" => every_ms = Some(member.value.number()?),
            _ => times = how_often(member, "drip")?,
        }
    }
    let every_ms = every_ms.ok_or_else(|| Problem::at(first.line, "`drip` needs `every_ms`"))?;
    let bytes = usize::try_from(bytes).map_err(|_| first.value.wrong("fewer bytes"))?;
    Ok(Step::Drip { text: first.value.text()?.to_owned(), bytes, every_ms, times })
}

fn repeat(first: &Member, rest: &[&Member]) -> Found<Step> {
    let [member] = rest else {
        return Err(Problem::at(first.line, "`repeat` needs `times`, and nothing more"));
    };
    let step = step(&first.value)?;
    if !matches!(step, Step::Send(_) | Step::SendBytes(_) | Step::SendChunk(_) | Step::SendGzip { .. })
        && !matches!(step, Step::Drip { .. } | Step::Repeat(..))
    {
        return Err(Problem::at(first.value.line, "only steps that send can be repeated"));
    }
    Ok(Step::Repeat(Box::new(step), how_often(member, "repeat")?))
}

/// `times: N`, `times: forever` or `forever: true`.
fn how_often(member: &Member, of: &str) -> Found<Times> {
    match (member.key.as_str(), &member.value.what) {
        ("times", What::Plain(text) | What::Quoted(text)) if text == "forever" => Ok(Times::Forever),
        ("times", _) => member.value.number().map(Times::Count),
        ("forever", What::Plain(text)) if text == "true" => Ok(Times::Forever),
        ("forever", _) => Err(member.value.wrong("`true`")),
        _ => Err(unknown(member, &format!("`{of}`"))),
    }
}

fn hex(node: &Node) -> Found<Vec<u8>> {
    let digits: Vec<u8> = node.text()?.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pair = |pair: &[u8]| {
        let text = std::str::from_utf8(pair).ok().filter(|text| text.len() == 2 && !text.starts_with('+'))?;
        u8::from_str_radix(text, 16).ok()
    };
    digits.chunks(2).map(pair).collect::<Option<_>>().ok_or_else(|| node.wrong("pairs of hexadecimal digits"))
}

fn chunk(node: &Node) -> Found<Step> {
    if let What::Plain(text) | What::Quoted(text) = &node.what {
        return Ok(Step::SendChunk(Filling::Text(text.clone())));
    }
    let (mut byte, mut length) = (None, None);
    for member in node.map()? {
        match member.key.as_str() {
            "byte" => byte = Some(octet(&member.value)?),
            "length" => length = Some(member.value.number()?),
            _ => return Err(unknown(member, "`send_chunk`")),
        }
    }
    let (byte, length) =
        byte.zip(length).ok_or_else(|| Problem::at(node.line, "`send_chunk` needs `byte` and `length`"))?;
    // it is made in memory
    let length = usize::try_from(length).ok().filter(|length| *length <= 1 << 26);
    Ok(Step::SendChunk(Filling::Run(byte, length.ok_or_else(|| node.wrong("a chunk of 64 MiB at most"))?)))
}

fn gzip(node: &Node) -> Found<Step> {
    let (mut byte, mut length, mut layers) = (None, None, 1);
    for member in node.map()? {
        match member.key.as_str() {
            "byte" => byte = Some(octet(&member.value)?),
            "length" => length = Some(member.value.number()?),
            "layers" => layers = member.value.number()?,
            _ => return Err(unknown(member, "`send_gzip`")),
        }
    }
    let (byte, length) =
        byte.zip(length).ok_or_else(|| Problem::at(node.line, "`send_gzip` needs `byte` and `length`"))?;
    match u32::try_from(layers) {
        Ok(layers) if (1..=MAX_LAYERS).contains(&u64::from(layers)) && length <= 1 << 34 => {
            Ok(Step::SendGzip { byte, length, layers })
        }
        _ => Err(Problem::at(node.line, "`send_gzip` makes at most 16 GiB in at most 4 layers")),
    }
}

fn octet(node: &Node) -> Found<u8> {
    u8::try_from(node.number()?).map_err(|_| node.wrong("an octet"))
}
