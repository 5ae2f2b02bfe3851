//! Playing a case: the document is generated as often as the case needs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use bursar_codegen::{Files, generate};
use serde_json::{Map, Value};

use super::calls::{Deeds, Watch};
use super::case::Case;
use crate::alone::{self, Ending, Limits, Order, Runs, Watched};
use crate::sum::sha256;
use crate::tree::{Names, Tree};

/// What became of a case.
#[derive(Debug)]
pub(super) struct Played {
    /// The name of its crate, without `bursar-`.
    pub(super) name: String,
    /// Where all output is.
    pub(super) place: PathBuf,
    /// The folder of the document, and its name there.
    pub(super) root: PathBuf,
    pub(super) document: String,
    pub(super) watched: Watched,
    /// Everything in the output folder.
    pub(super) tree: Tree,
    /// What the second run did; nothing where that cannot be seen.
    pub(super) deeds: Option<Deeds>,
    /// How the second run's output differs.
    pub(super) again: Option<String>,
    /// How the output of the twin differs.
    pub(super) twin: Option<String>,
    /// How names differ when the document is in another order.
    pub(super) order: Option<String>,
}

/// What a run may use that is watched, or only compared.
const LOOSE: Limits = Limits { seconds: 180.0, rss_mb: 4 << 10 };

/// Plays a case.
///
/// # Errors
/// When files, processes or the case's own program fail.
pub(super) fn play(case: &Case, place: &Path, name: &str, watch: &Watch) -> Result<Played, String> {
    let told = |error: io::Error| error.to_string();
    let (root, document) = prepare(case, place, name)?;
    let out = fresh(place, name).map_err(told)?;
    let order = Order {
        root: root.clone(),
        document: document.clone(),
        provider: name.to_owned(),
        out: out.clone(),
        runs: Runs::Once,
    };
    let watched = alone::start(&order, case.limits, &[]).map_err(told)?;
    let tree = Tree::read(&out, Names::All).map_err(|(_, error)| told(error))?;

    let second = fresh(place, &format!("{name}-again")).map_err(told)?;
    let log = place.join(format!("{name}.calls"));
    let mut wrapper = vec![
        "env".to_owned(),
        "LC_ALL=tr_TR.UTF-8".to_owned(),
        "LANG=tr_TR.UTF-8".to_owned(),
        "TZ=Asia/Kolkata".to_owned(),
    ];
    wrapper.extend(watch.wrapper(&log));
    alone::start(&Order { out: second.clone(), ..order.clone() }, LOOSE, &wrapper).map_err(told)?;
    let deeds = watch.deeds(&log, &root, &second);
    let again = differs(&tree, &second)?;

    let made = matches!(&watched.ending, Ending::Told(told) if told.made.is_some());
    let twin = match &case.must.same_output_as {
        Some(twin) if made => {
            let third = fresh(place, &format!("{name}-twin")).map_err(told)?;
            alone::start(&Order { document: twin.clone(), out: third.clone(), ..order.clone() }, LOOSE, &[])
                .map_err(told)?;
            differs(&tree, &third)?
        }
        _ => None,
    };
    let reordered = case.must_not.contains("nondeterminism") && made;
    let order = if reordered { reorder(place, name, &order, &tree)? } else { None };
    Ok(Played {
        name: name.to_owned(),
        place: place.to_owned(),
        root,
        document,
        watched,
        tree,
        deeds,
        again,
        twin,
        order,
    })
}

/// The folder of the document, and its name there.
fn prepare(case: &Case, place: &Path, name: &str) -> Result<(PathBuf, String), String> {
    let Some(made) = &case.make else {
        let names = ["spec.yaml", "spec.json"];
        let document = names.into_iter().find(|name| case.folder.join(name).is_file()).ok_or("there is no document")?;
        return Ok((case.folder.clone(), document.to_owned()));
    };
    let folder = fresh(place, &format!("{name}-made")).map_err(|error| error.to_string())?;
    let script = case.folder.join("make.py");
    let done = Command::new("python3").arg(&script).arg(&folder).stdin(Stdio::null()).stdout(Stdio::null()).status();
    let done = done.map_err(|error| format!("python3: {error}"))?;
    let found = fs::read(folder.join(&made.name)).unwrap_or_default();
    if !done.success() || found.len() as u64 != made.bytes {
        return Err(format!("make.py: {done}, {} bytes instead of {}", found.len(), made.bytes));
    }
    let digest = sha256([found.as_slice()]);
    if digest != made.sha256 {
        return Err(format!("make.py: the SHA-256 of `{}` is {digest}, not {}", made.name, made.sha256));
    }
    Ok((folder, made.name.clone()))
}

/// An empty folder.
fn fresh(place: &Path, name: &str) -> io::Result<PathBuf> {
    let folder = place.join(name);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// How a folder differs from what was read of another.
fn differs(first: &Tree, folder: &Path) -> Result<Option<String>, String> {
    let second = Tree::read(folder, Names::All).map_err(|(name, error)| format!("{name}: {error}"))?;
    let names: std::collections::BTreeSet<&String> = first.files.keys().chain(second.files.keys()).collect();
    let differs = names.into_iter().find(|name| first.files.get(*name) != second.files.get(*name));
    Ok(differs.map(|name| format!("`{name}`")))
}

/// Generates the document with its paths and components the other way round, and compares what the client is made of.
fn reorder(place: &Path, name: &str, order: &Order, tree: &Tree) -> Result<Option<String>, String> {
    let text = fs::read(order.root.join(&order.document)).map_err(|error| error.to_string())?;
    let files = Files::from([(order.document.clone(), text)]);
    let Some(mut value) = generate::value(&files, &order.document).0 else { return Ok(None) };
    for pointer in ["/paths", "/definitions", "/components/schemas"] {
        if let Some(Value::Object(members)) = value.pointer_mut(pointer) {
            *members = std::mem::take(members).into_iter().rev().collect::<Map<_, _>>();
        }
    }
    let root = fresh(place, &format!("{name}-order")).map_err(|error| error.to_string())?;
    fs::write(root.join("spec.json"), format!("{value:#}")).map_err(|error| error.to_string())?;
    let out = fresh(place, &format!("{name}-ordered")).map_err(|error| error.to_string())?;
    let order = Order { root, document: "spec.json".to_owned(), out: out.clone(), ..order.clone() };
    alone::start(&order, LOOSE, &[]).map_err(|error| error.to_string())?;
    let lines = |bytes: Option<&Vec<u8>>| {
        let text = String::from_utf8_lossy(bytes.map(Vec::as_slice).unwrap_or_default()).into_owned();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let other = fs::read(out.join("SURFACE.txt")).ok();
    let (first, second) = (lines(tree.files.get("SURFACE.txt")), lines(other.as_ref()));
    Ok(first.iter().find(|line| !second.contains(line)).map(|line| format!("`{line}`")))
}
