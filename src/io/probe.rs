//! Whether outputs can be written, before the work that they are of.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::{Output, is_standard_stream};

/// Finds out whether outputs can be written, that none takes the place of an input or of another output, and that none is
/// named as what it will not be.
///
/// # Errors
/// The first output of which one of these does not hold.
pub fn probe<'a>(
    outputs: impl IntoIterator<Item = &'a PathBuf>,
    inputs: impl IntoIterator<Item = &'a PathBuf>,
) -> Result<()> {
    // What is no file yet is named but once by its path as it is written; a device can be named often.
    let place = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    let inputs: HashSet<PathBuf> = inputs.into_iter().map(place).collect();
    let mut taken = HashSet::new();
    for path in outputs {
        let is_stdout = is_standard_stream(path);
        let place = if is_stdout { path.clone() } else { place(path) };
        if !is_stdout {
            let ending = ending_of(path);
            ensure!(
                !["gz", "zst", "bz2", "xz", "zip"].contains(&ending.as_str()),
                "{}: outputs are not packed; leave the ending .{ending} out, and pack the file when it is there",
                path.display()
            );
            Output::probe(path)?;
            ensure!(!inputs.contains(&place), "{}: is an input; name another output", path.display());
        }
        let is_device = !is_stdout && fs::metadata(path).is_ok_and(|found| !found.is_file());
        ensure!(
            is_device || taken.insert(place),
            "{}: two outputs would be written there; name another for one",
            path.display()
        );
    }
    Ok(())
}

/// What a file's name ends in behind its last dot, in lower case; empty where there is none.
pub fn ending_of(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}
