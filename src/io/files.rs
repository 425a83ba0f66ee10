//! Files and folders as wholes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::folder_of;

/// The bytes of a file.
///
/// # Errors
/// A file that cannot be read, by its name.
pub fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))
}

/// The `.json` files of a folder, by name.
///
/// # Errors
/// A folder that cannot be listed, or that has none.
pub fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = || format!("{}: cannot be listed", folder.display());
    let entries = fs::read_dir(folder).with_context(listed)?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .with_context(listed)?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    anyhow::ensure!(!files.is_empty(), "{}: has no .json file", folder.display());
    files.sort();
    Ok(files)
}

/// The one path of a file or folder that has no links or `..` in it.
///
/// # Errors
/// What is not there, or cannot be reached.
pub fn canonical(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).with_context(|| path.display().to_string())
}

/// Makes a folder of the files given, each a name and its bytes: whole, or not at all.
///
/// # Errors
/// Where the folder that it is to stand in cannot be written to, or has another of its name.
pub fn write_folder(path: &Path, files: &[(&str, Vec<u8>)]) -> Result<()> {
    let fill = || {
        let beside = tempfile::tempdir_in(folder_of(path))?;
        let folder = beside.path().join("folder");
        fs::create_dir(&folder)?;
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes)?;
        }
        fs::rename(&folder, path)
    };
    fill().with_context(|| format!("{}: cannot be made", path.display()))
}
