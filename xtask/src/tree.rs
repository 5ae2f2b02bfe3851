//! Reading: the folders of `specs/` and `generated/`, and the files below one.
//!
//! Nothing is followed: a symbolic link could lead out of the workspace, so it is reported wherever it stands.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use bursar_codegen::Files;

/// Which names are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// All of them.
    All,
    /// Those that do not begin with a dot, as editors and file managers leave such files behind.
    Visible,
}

/// What is in a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// The files by name, with `/` between folders.
    pub files: Files,
    /// The folders in it, by name.
    pub folders: BTreeSet<String>,
    /// What is neither a file nor a folder, by name; the empty name is the folder itself.
    pub others: BTreeSet<String>,
}

/// What could not be read: the name below the folder, and why.
pub type Unreadable = (String, io::Error);

impl Tree {
    /// Reads a folder; a missing one is empty.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(folder: &Path, names: Names) -> Result<Self, Unreadable> {
        let mut tree = Self::default();
        match fs::symlink_metadata(folder) {
            Ok(meta) if meta.is_dir() => tree.enter(folder, "", names)?,
            Ok(_) => drop(tree.others.insert(String::new())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err((String::new(), error)),
        }
        Ok(tree)
    }

    fn enter(&mut self, folder: &Path, prefix: &str, names: Names) -> Result<(), Unreadable> {
        let failed = |error| (prefix.trim_end_matches('/').to_owned(), error);
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let kind = entry.file_type().map_err(failed)?;
            let (name, readable) = match entry.file_name().into_string() {
                Ok(name) => (name, true),
                Err(name) => (name.to_string_lossy().into_owned(), false),
            };
            if names == Names::Visible && name.starts_with('.') {
                continue;
            }
            let name = format!("{prefix}{name}");
            if readable && kind.is_dir() {
                self.enter(&entry.path(), &format!("{name}/"), names)?;
                self.folders.insert(name);
            } else if readable && kind.is_file() {
                let bytes = fs::read(entry.path()).map_err(|error| (name.clone(), error))?;
                self.files.insert(name, bytes);
            } else {
                self.others.insert(name);
            }
        }
        Ok(())
    }
}

/// The names of the folders directly below `folder`, sorted; none when it is missing. A link to one counts.
///
/// # Errors
/// As `std::fs::read_dir`.
pub fn folders(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    if !folder.is_dir() {
        return Ok(names);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.path().is_dir() {
            names.insert(name);
        }
    }
    Ok(names)
}
