//! A small workspace in a temporary folder, and a generator whose specs spell out what it gives.

#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use bursar_codegen::Files;
use bursar_codegen::facade::Entry;
use bursar_codegen::generate::{Output, Stats};
use bursar_codegen::surface::Surface;
use xtask::disk::{Disk, Real};
use xtask::regen::{Generator, Job, Made, Mode, Outcome, regen};
use xtask::tree::{Names, Tree};

pub const CARGO: &str = "[package]\nname = \"demo\"\n\n[features]\n# <providers>\n# </providers>\n\n[dependencies]\n# <providers>\n\
    # </providers>\n";

/// The file system without waiting for the medium, which is not what is tested and is slow on a busy machine.
pub struct Quick;

impl Disk for Quick {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        Real.create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Real.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        Real.remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        Real.remove_dir(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        Real.remove_tree(path)
    }
}

/// A workspace; its folder is emptied first, and left for looking at afterwards.
pub struct Site {
    pub root: PathBuf,
}

impl Site {
    pub fn new(name: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("{name}-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _missing = fs::remove_dir_all(&root);
        let site = Self { root };
        site.put("Cargo.toml", CARGO);
        site
    }

    pub fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn get(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    pub fn remove(&self, path: &str) {
        let path = self.root.join(path);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }

    /// All files but those that regen keeps for itself.
    pub fn files(&self) -> Files {
        let mut files = Tree::read(&self.root, Names::All).unwrap().files;
        files.retain(|name, _| !name.starts_with("target/"));
        files
    }

    pub fn job(&self, disk: &dyn Disk, chosen: &[&str], mode: Mode) -> Outcome {
        self.job_by("one", disk, chosen, mode)
    }

    pub fn job_by(&self, stamp: &str, disk: &dyn Disk, chosen: &[&str], mode: Mode) -> Outcome {
        let chosen: Vec<_> = chosen.iter().map(|name| (*name).to_owned()).collect();
        let generator = Generator { stamp, make: &make };
        let mut outcome = regen(&Job { root: &self.root, disk, generator, chosen: &chosen, mode });
        for line in &mut outcome.lines {
            if let Some(cut) = line.strip_suffix(" ms").and_then(|line| line.rfind(' ')) {
                line.replace_range(cut + 1.., "N ms");
            }
        }
        outcome
    }

    pub fn write(&self, chosen: &[&str]) -> Outcome {
        self.job(&Quick, chosen, Mode::Write)
    }

    pub fn check(&self, chosen: &[&str]) -> Outcome {
        self.job(&Quick, chosen, Mode::Check)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _left = fs::remove_dir_all(&self.root);
        }
    }
}

/// A generator whose document lists what to make: `file NAME TEXT`, `version V`, `lock TEXT`, `say TEXT`, `fail TEXT`,
/// and `unsettled` for one that locks another name in each run. `Cargo.toml` comes by itself.
fn make(provider: &str, files: &Files) -> Made {
    let spec = String::from_utf8_lossy(&files["spec"]);
    let lines: Vec<(&str, &str)> = spec.lines().map(|line| line.split_once(' ').unwrap_or((line, ""))).collect();
    let all = |key: &'static str| lines.iter().filter(move |line| line.0 == key).map(|line| line.1);
    let one = |key| all(key).next();
    let said: Vec<_> = all("say").chain(all("fail")).map(|text| format!("{provider}: {text}")).collect();
    if one("fail").is_some() {
        return Made { output: None, said };
    }
    let version = one("version").unwrap_or("0.1.0");
    let mut output = BTreeMap::from([("Cargo.toml".to_owned(), format!("version = {version}\n").into_bytes())]);
    for (name, text) in all("file").map(|text| text.split_once(' ').unwrap()) {
        output.insert(name.to_owned(), text.replace("\\n", "\n").into_bytes());
    }
    let grown = || [files.get("names.lock").map_or(&b""[..], Vec::as_slice), b"x"].concat();
    let lock = one("lock").map(|text| text.as_bytes().to_vec()).or_else(|| one("unsettled").map(|_| grown()));
    let entry = Entry {
        provider: one("provider").unwrap_or(provider).to_owned(),
        title: provider.to_uppercase(),
        package: format!("bursar-{provider}"),
        version: version.to_owned(),
        spec_version: "1".to_owned(),
        source: format!("https://{provider}.test/"),
    };
    Made {
        output: Some(Output {
            files: output,
            names_lock: lock,
            stats: Stats { operations: 1, types: 9 },
            entry,
            surface: Surface::default(),
        }),
        said,
    }
}
