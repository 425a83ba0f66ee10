//! The files of a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Destination, Found, Input, InputError};
use crate::io::source::{Progress, format_of_name};
use crate::record::{Code, PageError};

/// The files below a folder, depth first. Links are followed, but not to a folder that the walk is in.
pub(super) struct Walk {
    /// What is still to be looked at, each with the folder that it stands in, the next one last.
    ahead: Vec<(PathBuf, Option<Arc<Folder>>)>,
    /// What is passed over; not where the walk begins, which was asked for.
    output: Option<Destination>,
    /// What is told of files that are passed over.
    progress: Progress,
}

/// A folder that the walk is in.
struct Folder {
    /// Its one path without links.
    canonical: PathBuf,
    /// The one that the walk came from.
    above: Option<Arc<Folder>>,
}

impl Folder {
    /// A folder below another; `None` where the walk is in it already.
    fn below(above: Option<Arc<Folder>>, path: &Path) -> io::Result<Option<Arc<Folder>>> {
        let canonical = fs::canonicalize(path)?;
        let mut all = std::iter::successors(above.as_deref(), |folder| folder.above.as_deref());
        let is_loop = all.any(|folder| folder.canonical == canonical);
        Ok((!is_loop).then(|| Arc::new(Folder { canonical, above })))
    }
}

impl Walk {
    /// Begins at a folder.
    pub(super) fn below(folder: PathBuf, output: Option<Destination>, progress: Progress) -> Walk {
        Walk { ahead: vec![(folder, None)], output, progress }
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some((path, above)) = self.ahead.pop() {
            if !path.is_dir() {
                return Some(Ok(Input::File(path)));
            }
            let listed = Folder::below(above, &path).and_then(|folder| Ok((entries(&path)?, folder)));
            match listed {
                Ok((_, None)) => {}
                Ok((Entries { kept: mut entries, passed_over }, folder)) => {
                    self.progress.pass_over(passed_over);
                    entries.retain(|path| !self.output.as_ref().is_some_and(|output| output.is(path)));
                    self.ahead.extend(entries.into_iter().rev().map(|path| (path, folder.clone())));
                }
                Err(error) => {
                    let message = format!("the folder cannot be listed: {error}");
                    return Some(Err(InputError { path, error: PageError::new(Code::Unreadable, message) }));
                }
            }
        }
        None
    }
}

/// What is in a folder.
struct Entries {
    /// The folders, and the files that hold pages by their names, sorted.
    kept: Vec<PathBuf>,
    /// How many other files there are.
    passed_over: usize,
}

fn entries(folder: &Path) -> io::Result<Entries> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    let mut passed_over = 0;
    paths.retain(|path| {
        let is_file = path.is_file();
        let is_kept = if is_file { is_named(path) } else { path.is_dir() };
        passed_over += usize::from(is_file && !is_kept);
        is_kept
    });
    paths.sort();
    Ok(Entries { kept: paths, passed_over })
}

fn is_named(path: &Path) -> bool {
    format_of_name(&path.file_name().unwrap_or_default().to_string_lossy()).is_some()
}
