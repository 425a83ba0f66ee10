//! The shape of the repository: files that can be read, documents that are there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::root;

/// Lines of the longest source file that is let through.
const MAX_LINES: usize = 400;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn source_files_are_short() {
    let mut files = Vec::new();
    for folder in ["src", "crates", "tests", "benches"] {
        sources(&root(folder), &mut files);
    }
    assert!(files.len() > 40);
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", file.display());
    }
}

#[test]
fn documents_are_there() {
    for file in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "data/README.md",
        "models/CARD.md",
    ] {
        assert!(root(file).is_file(), "{file} is missing");
    }
}
