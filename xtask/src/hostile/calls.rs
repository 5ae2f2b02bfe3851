//! What a process asks of the system: sockets, and files that are none of its business. Seen by `strace`, where there is one.
//!
//! What it does whatever the document is (its libraries, its memory) is known from a document that is harmless.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use crate::alone::{self, Limits, Order, Runs};

/// A tracer, and what every process of ours does.
#[derive(Debug)]
pub(super) struct Watch {
    usual: Option<BTreeSet<String>>,
}

/// What a process did that it must not do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Deeds {
    /// Calls about sockets.
    pub(super) network: Vec<String>,
    /// Files outside of the document's folder that were opened.
    pub(super) read: Vec<String>,
    /// Files outside of the output folder that were made, changed or removed.
    pub(super) written: Vec<String>,
}

/// A harmless document.
const HARMLESS: &str = "openapi: 3.0.3\ninfo: {title: Harmless, version: '1'}\nservers: [{url: https://a.test}]\npaths:\n  /a: {get: \
                        {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'b.yaml'}}}}}}}\n";

impl Watch {
    /// Learns what is usual, or that there is no tracer.
    pub(super) fn begin(place: &Path) -> io::Result<Self> {
        let folder = place.join("harmless");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("spec.yaml"), HARMLESS)?;
        fs::write(folder.join("b.yaml"), "type: object\nproperties: {a: {type: string}}\n")?;
        let out = place.join("harmless-out");
        let order = Order {
            root: folder,
            document: "spec.yaml".to_owned(),
            provider: "case".to_owned(),
            out,
            runs: Runs::Once,
        };
        let limits = Limits { seconds: 120.0, rss_mb: 1 << 12 };
        let found =
            Command::new("strace").arg("-V").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !found.is_ok_and(|status| status.success()) {
            alone::start(&order, limits, &[])?;
            return Ok(Self { usual: None });
        }
        let log = place.join("harmless.calls");
        alone::start(&order, limits, &tracer(&log))?;
        let lines = fs::read_to_string(&log)?;
        // a tracer that may not trace writes nothing
        let usual: BTreeSet<String> = lines.lines().filter_map(asked).collect();
        Ok(Self { usual: (!usual.is_empty()).then_some(usual) })
    }

    /// What goes before a program that is watched; nothing where there is no tracer.
    pub(super) fn wrapper(&self, log: &Path) -> Vec<String> {
        if self.usual.is_some() { tracer(log) } else { Vec::new() }
    }

    /// What was done according to a log.
    pub(super) fn deeds(&self, log: &Path, root: &Path, out: &Path) -> Option<Deeds> {
        let usual = self.usual.as_ref()?;
        let text = fs::read(log).ok()?;
        let mut deeds = Deeds::default();
        for line in String::from_utf8_lossy(&text).lines() {
            judge(line, usual, root, out, &mut deeds);
        }
        Some(deeds)
    }
}

fn tracer(log: &Path) -> Vec<String> {
    let calls = "trace=%network,openat,open,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,\
                 symlink,symlinkat,truncate,chmod,fchmodat,execve";
    let words = ["strace", "-f", "-qq", "-s", "4096", "-e", calls, "-o"];
    words.iter().map(|word| (*word).to_owned()).chain([log.to_string_lossy().into_owned()]).collect()
}

/// What a line of a log is about: the call and its first path.
fn asked(line: &str) -> Option<String> {
    let (_, call) = line.split_once(' ')?;
    let call = call.trim_start();
    let (name, rest) = call.split_once('(')?;
    Some(format!(
        "{name} {}",
        paths(rest).next().unwrap_or_else(|| rest.split(',').next().unwrap_or_default().to_owned())
    ))
}

/// The texts in quotes.
fn paths(text: &str) -> impl Iterator<Item = String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned)
}

fn judge(line: &str, usual: &BTreeSet<String>, root: &Path, out: &Path, deeds: &mut Deeds) {
    let Some(asked) = asked(line) else { return };
    if usual.contains(&asked) {
        return;
    }
    let name = asked.split(' ').next().unwrap_or_default();
    let opens = matches!(name, "open" | "openat" | "openat2");
    let changes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].iter().any(|flag| line.contains(flag));
    if ["socket", "connect", "bind", "sendto", "sendmsg", "getsockname"].iter().any(|call| name.starts_with(call)) {
        deeds.network.push(line.to_owned());
    } else if opens && !changes {
        let foreign =
            paths(line).map(|path| real(&path)).find(|path| !path.starts_with(root) && !path.starts_with(out));
        // the process looks at itself when it tells its memory
        deeds.read.extend(foreign.filter(|path| !path.starts_with("/proc")).map(|path| path.display().to_string()));
    } else if name == "execve" {
        deeds.written.push(line.to_owned());
    } else {
        let outside = paths(line).map(|path| real(&path)).find(|path| !path.starts_with(out));
        deeds
            .written
            .extend(outside.filter(|path| *path != Path::new("/dev/null")).map(|path| path.display().to_string()));
    }
}

/// Where a path leads: links followed where the file is there, else by its words.
fn real(path: &str) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        Path::new(path).components().fold(PathBuf::new(), |mut at, part| {
            match part {
                Component::ParentDir => drop(at.pop()),
                Component::CurDir => {}
                part => at.push(part),
            }
            at
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_told_apart() {
        let usual = BTreeSet::from(["openat /etc/ld.so.cache".to_owned()]);
        let check = |line: &str, network: usize, read: usize, written: usize| {
            let mut deeds = Deeds::default();
            judge(line, &usual, Path::new("/case"), Path::new("/out"), &mut deeds);
            assert_eq!(
                (deeds.network.len(), deeds.read.len(), deeds.written.len()),
                (network, read, written),
                "{line}"
            );
        };
        check("1 openat(AT_FDCWD, \"/etc/ld.so.cache\", O_RDONLY|O_CLOEXEC) = 3", 0, 0, 0);
        check("1 openat(AT_FDCWD, \"/case/spec.yaml\", O_RDONLY) = 3", 0, 0, 0);
        check("1 openat(AT_FDCWD, \"/case/../etc/passwd\", O_RDONLY) = 3", 0, 1, 0);
        check("1 openat(AT_FDCWD, \"/out/a\", O_WRONLY|O_CREAT, 0666) = 3", 0, 0, 0);
        check("1 openat(AT_FDCWD, \"/out/../a\", O_WRONLY|O_CREAT, 0666) = 3", 0, 0, 1);
        check("1 mkdir(\"/other\", 0777) = 0", 0, 0, 1);
        check("1 socket(AF_INET, SOCK_STREAM, 0) = 3", 1, 0, 0);
    }
}
