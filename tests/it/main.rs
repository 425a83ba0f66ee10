//! All integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod ablate;
mod batch;
mod command_line;
mod compare;
mod dependencies;
mod errors;
mod examples;
mod features;
mod labels;
mod mission;
mod model_life;
mod options;
mod outputs;
mod quality;
mod reference;
mod report;
mod resume;
mod selectors;
mod serve;
mod tidy;
mod training;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A path below the root of the repository.
fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The first of our pages, by name.
fn some_page() -> String {
    let mut pages: Vec<_> =
        fs::read_dir(root("data/pages")).unwrap().map(|e| e.unwrap().file_name()).collect();
    pages.sort();
    format!("data/pages/{}", pages[0].to_str().unwrap())
}

/// The program.
fn unboil() -> Command {
    Command::new(env!("CARGO_BIN_EXE_unboil"))
}

/// What the program prints, run from the root with arguments that are parted by spaces.
#[track_caller]
fn run(arguments: &str) -> String {
    let output = unboil().current_dir(root("")).args(arguments.split_whitespace()).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "unboil {arguments}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

/// Asserts that the program ends with a status and a message that holds all of `expected`.
#[track_caller]
fn check_fails(arguments: &[&str], status: i32, expected: &[&str]) {
    let output = unboil().current_dir(root("")).args(arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{error}");
    for part in expected {
        assert!(error.contains(part), "{part:?} is not in {error:?}");
    }
    assert!(!error.contains("panicked"), "{error}");
}
