//! Label files → examples.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use unboil_features::Schema;
use unboil_train::{Example, LabelledPage, PageSource, TrainError};

use super::{Input, json_lines, read, read_file};
use crate::signature::Packing;

/// A line of a label file, and where it stands.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The line.
    pub page: LabelledPage,
    /// The set: the file's name without its ending.
    pub set: String,
    /// The file, as given.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// Reads the lines of label files; empty lines are skipped.
///
/// # Errors
/// A file that cannot be read; a line that is no labelled page, or whose id another line of the file has; two files
/// whose sets have one name.
pub fn read_lines(files: &[PathBuf]) -> Result<Vec<Labelled>> {
    let mut sets = HashSet::new();
    for file in files {
        let set = set_of(file);
        anyhow::ensure!(
            sets.insert(set.clone()),
            "{}: another label file is named `{set}` too; a set takes its name from its file, so rename one",
            file.display()
        );
    }
    Ok(scan_lines(files)?.into_iter().collect::<Result<_, _>>()?)
}

/// As [`read_lines`], but goes on after lines that cannot be read, and takes files of one name.
///
/// # Errors
/// A file that cannot be read, is packed, or holds nothing.
pub fn scan_lines(files: &[PathBuf]) -> Result<Vec<Result<Labelled, TrainError>>> {
    let mut lines = Vec::new();
    for file in files {
        let bytes = read_file(file)?;
        let is_plain = Packing::of(&bytes) == Packing::Plain;
        anyhow::ensure!(is_plain, "{}: is packed; unpack it first", file.display());
        let mut ids = HashSet::new();
        let before = lines.len();
        lines.extend(json_lines(&bytes).map(|(number, text)| line(file, number, text, &mut ids)));
        anyhow::ensure!(
            lines.len() > before,
            "{}: holds no labelled page; it needs one JSON object a line",
            file.display()
        );
    }
    Ok(lines)
}

fn line(file: &Path, line: usize, text: &[u8], ids: &mut HashSet<String>) -> Result<Labelled, TrainError> {
    let text = std::str::from_utf8(text)
        .map_err(|_| refuse(file, line, "the line is no UTF-8; save the label file as UTF-8".to_owned()))?;
    let page = LabelledPage::parse(text, &file.display().to_string(), line)?;
    if !ids.insert(page.id.clone()) {
        let reason = format!("the id `{}` stands in an earlier line too; every page needs its own", page.id);
        return Err(refuse(file, line, reason));
    }
    Ok(Labelled { page, set: set_of(file), file: file.to_owned(), line })
}

/// The names of the sets that lines are of.
pub fn sets_of(lines: &[Labelled]) -> BTreeSet<&str> {
    lines.iter().map(|line| line.set.as_str()).collect()
}

fn set_of(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads and measures the pages of label lines, in parallel and in order; calls `done` after each.
///
/// # Errors
/// The first line whose page cannot be read.
pub fn load(lines: Vec<Labelled>, schema: &Schema, done: &(dyn Fn() + Sync)) -> Result<Vec<Example>> {
    let example = |labelled: Labelled| {
        let bytes = page_bytes(&labelled)?;
        let example = Example::new(labelled.page, &labelled.set, &bytes, schema);
        done();
        Ok(example)
    };
    // Of several errors, threads would give any.
    let examples: Vec<Result<Example>> = lines.into_par_iter().map(example).collect();
    examples.into_iter().collect()
}

/// The bytes of a labelled page.
///
/// # Errors
/// When its file cannot be read.
pub fn page_bytes(labelled: &Labelled) -> Result<Vec<u8>, TrainError> {
    match &labelled.page.html {
        PageSource::Inline(html) => Ok(html.clone().into_bytes()),
        PageSource::Path(path) => {
            let path = labelled.file.parent().unwrap_or(Path::new("")).join(path);
            read(&Input::File(path.clone())).map_err(|error| {
                let reason =
                    format!("page file {}: {error}; paths are relative to the label file", path.display());
                refuse(&labelled.file, labelled.line, reason)
            })
        }
    }
}

fn refuse(file: &Path, line: usize, reason: String) -> TrainError {
    TrainError::Label { file: file.display().to_string(), line, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_that_cannot_be_read_is_told() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("set.jsonl");
        // Threads that begin further on meet their errors while the first is still at its page.
        let long = "<p>The tide comes in twice a day.".repeat(2000);
        let mut lines = vec![format!(r#"{{"id":"1","html":"{long}","text":""}}"#)];
        lines.extend((2..=200).map(|n| format!(r#"{{"id":"{n}","html":"none-{n}.html","text":""}}"#)));
        std::fs::write(&file, lines.join("\n"))?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(8).build()?;
        let lines = read_lines(&[file])?;
        let loaded = pool.install(|| load(lines, Schema::full(), &|| ()));
        let told = loaded.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("none-2.html"), "{told}");
        Ok(())
    }
}
