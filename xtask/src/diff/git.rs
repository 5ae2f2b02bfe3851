//! What git knows: the files of a commit.

use std::path::Path;
use std::process::Command;

use bursar_codegen::Files;

/// The commit that is compared with, when none is named: what a pull request is about to be merged into, as GitHub
/// Actions says it, or the last commit.
pub(super) fn default_base(root: &Path, target: Option<&str>) -> Result<String, String> {
    match target.filter(|target| !target.is_empty()) {
        Some(target) => {
            let remote = format!("origin/{target}");
            let found = git(root, &["merge-base", "HEAD", &remote]);
            let found = found.map_err(|error| format!("error: the base `{remote}` of the pull request: {error}"))?;
            Ok(String::from_utf8_lossy(&found).trim().to_owned())
        }
        None => Ok("HEAD".to_owned()),
    }
}

/// The commit that a name stands for.
pub(crate) fn commit(root: &Path, name: &str) -> Result<String, String> {
    let wanted = format!("{name}^{{commit}}");
    match git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]) {
        Ok(found) => Ok(String::from_utf8_lossy(&found).trim().to_owned()),
        Err(_) => Err(format!("error: git knows no commit `{}`", name.escape_debug())),
    }
}

/// The files below a folder of a commit, without hidden ones; none when there is no such folder.
pub(crate) fn files(root: &Path, commit: &str, folder: &str) -> Result<Files, String> {
    let failed = |error| format!("error: {folder} in {commit}: {error}");
    let prefix = format!("{folder}/");
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", &prefix]);
    let listed = listed.map_err(failed)?;
    let mut files = Files::new();
    for path in listed.split(|byte| *byte == 0).filter(|path| !path.is_empty()) {
        let Ok(path) = std::str::from_utf8(path) else { continue };
        let Some(name) = path.strip_prefix(&prefix) else { continue };
        if name.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        let bytes = git(root, &["cat-file", "blob", &format!("{commit}:{path}")]).map_err(failed)?;
        files.insert(name.to_owned(), bytes);
    }
    Ok(files)
}

/// The names of the providers of a commit.
pub(super) fn providers(root: &Path, commit: &str) -> Result<Vec<String>, String> {
    let listed = git(root, &["ls-tree", "-d", "-z", "--name-only", "--full-tree", commit, "--", "specs/"]);
    let listed = listed.map_err(|error| format!("error: specs in {commit}: {error}"))?;
    let names =
        listed.split(|byte| *byte == 0).filter_map(|path| std::str::from_utf8(path).ok()?.strip_prefix("specs/"));
    Ok(names.map(str::to_owned).collect())
}

/// The lines that differ between two files, as git shows them.
pub(super) fn plain(old: &str, new: &str) -> Result<String, String> {
    let args = ["diff", "--no-index", "--no-ext-diff", "--no-color", "--", old, new];
    let output = Command::new("git").args(args).output().map_err(|error| format!("git cannot be run: {error}"))?;
    // 1 says that they differ
    match output.status.code() {
        Some(0 | 1) => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

fn git(root: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git").arg("-C").arg(root).args(args).output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.trim().trim_start_matches("fatal: ").to_owned())
}
