//! Where documents come from: files, and what their references lead to beside them.

use std::fs;
use std::path::Path;

use bursar_codegen::Files;
use bursar_codegen::source;
use bursar_diff::Document;

/// Reads a document by path, with the files below its folder that it refers to.
pub(super) fn file(path: &str) -> Result<Document, Vec<String>> {
    let at = Path::new(path);
    let folder = at.parent().unwrap_or(Path::new("."));
    let Some(name) = at.file_name().and_then(|name| name.to_str()) else {
        return Err(vec![format!("error: {path}: is no file")]);
    };
    let bytes = fs::read(at).map_err(|error| vec![format!("error: {path}: {error}")])?;
    let mut files = Files::from([(name.to_owned(), bytes)]);
    loop {
        let wanted = source::side_files(&files, name);
        let mut fresh = 0;
        for name in wanted {
            // a file that is not there is a reference that leads nowhere, which the report says
            if let Ok(bytes) = fs::read(folder.join(&name)) {
                files.insert(name, bytes);
                fresh += 1;
            }
        }
        if fresh == 0 {
            return Document::load(path, name, files);
        }
    }
}
