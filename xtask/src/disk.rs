//! Every change that regen makes to the file system, behind one trait.
//!
//! A file is replaced by a rename, so that at any moment it is either the old or the new one, whatever fails.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Name of the file that is written and then renamed. One that is left behind was cut short and is nobody's.
pub const TEMPORARY: &str = ".regen-tmp";

/// What can be changed. Tests put failures in here.
pub trait Disk: Sync {
    /// Creates a folder and those above it, where they are missing.
    ///
    /// # Errors
    /// As `std::fs::create_dir_all`.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Writes a whole file and waits until the medium has it.
    ///
    /// # Errors
    /// As `std::fs::File`; the file may then hold anything.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file or folder another name in one step, in place of a file that had it.
    ///
    /// # Errors
    /// As `std::fs::rename`; both are then as before.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// As `std::fs::remove_file`.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// As `std::fs::remove_dir`.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder and everything in it; used below `target/` only.
    ///
    /// # Errors
    /// As `std::fs::remove_dir_all`; some of it may be gone.
    fn remove_tree(&self, path: &Path) -> io::Result<()>;
}

/// The file system.
#[derive(Debug, Clone, Copy)]
pub struct Real;

impl Disk for Real {
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}

/// Replaces the file at `path`, or makes it: written beside it, synced, renamed.
///
/// # Errors
/// As the steps; the file is then as before.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        disk.create_dir(folder)?;
    }
    let temporary = path.with_file_name(TEMPORARY);
    disk.write(&temporary, bytes).and_then(|()| disk.rename(&temporary, path)).inspect_err(|_| {
        // the failure that counts is the first; what is left behind is removed by the next run
        let _ignored = disk.remove_file(&temporary);
    })
}
