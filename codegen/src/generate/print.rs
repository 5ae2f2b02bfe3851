//! From views to the bytes of files. Each file is printed by itself, so several are at the same time; what comes out does not
//! depend on it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::diag::{Diag, Diags, Place, Severity};
use crate::plan::view::{CrateView, FileView};
use crate::{Files, emit, render};

/// Code nests as deep as a document does, and the usual stack of a thread is made for less.
const STACK: usize = 64 << 20;

/// Files that are printed at the same time. A fixed number, as nothing here asks the machine: how many processors there are
/// stands in files of the system.
const AT_ONCE: usize = 4;

/// Fewer files than this are not worth a second thread.
const FEW: usize = 16;

/// Prints all files, and reports those that came out as no Rust; there are none then.
pub(super) fn print(view: &CrateView, spec: &str, diags: &mut Diags) -> Option<Files> {
    let mut files = Files::new();
    for (text, (path, _)) in all(view).into_iter().zip(&view.files) {
        match text {
            Ok(text) => {
                files.insert(path.clone(), text.into_bytes());
            }
            Err(why) => {
                let message = format!("`{path}` came out as no Rust: {why}");
                let help = "this is a defect of the generator; please report it with the document";
                diags.push(Diag::error("render", Place::file(spec), message).help(help));
            }
        }
    }
    (!diags.any(Severity::Error)).then_some(files)
}

/// The texts, in the order of the files.
fn all(view: &CrateView) -> Vec<Result<String, String>> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(view.files.len())));
    let work = || {
        let mut mine = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((_, file)) = view.files.get(index) else { break };
            mine.push((index, one(view, file)));
        }
        done.lock().unwrap_or_else(PoisonError::into_inner).append(&mut mine);
    };
    let at_once = if view.files.len() < FEW { 1 } else { AT_ONCE };
    thread::scope(|scope| {
        for _ in 1..at_once {
            // what a thread that cannot be had would do, the others do
            drop(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work));
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, text)| text).collect()
}

fn one(view: &CrateView, file: &FileView) -> Result<String, String> {
    match (file, emit::emit(file)) {
        (FileView::Text(text), _) => Ok(text.clone()),
        (_, Some(fragments)) => render::render(&view.header, &fragments),
        (_, None) => Err("nothing to print".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(files: usize) -> CrateView {
        let file = |index: usize| (format!("{index:03}.txt"), FileView::Text(format!("text {index}\n")));
        CrateView {
            files: (0..files).map(file).collect(),
            header: "Made.".to_owned(),
            version: "0.0.0".to_owned(),
            surface: crate::surface::Surface::default(),
        }
    }

    #[test]
    fn each_file_has_its_own_text() {
        for count in [0, 1, FEW - 1, FEW, 200] {
            let mut diags = Diags::default();
            let files = print(&view(count), "openapi.yaml", &mut diags).unwrap_or_default();
            let expect = (0..count).map(|index| (format!("{index:03}.txt"), format!("text {index}\n").into_bytes()));
            assert_eq!(files, expect.collect(), "{count}");
        }
    }
}
