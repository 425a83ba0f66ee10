//! The shell examples of the documents run as they stand.

use std::fs;
use std::process::Command;

use crate::root;

/// The lines of the fenced `sh` blocks.
fn commands(markdown: &str) -> Vec<String> {
    let blocks = markdown.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    blocks
        .flat_map(|block| block.replace("\\\n", " ").lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Runs the `unboil` commands of a document one after the other, in a folder that holds what the repository has.
#[track_caller]
fn check(document: &str, at_least: usize) {
    let text = fs::read_to_string(root(document)).unwrap();
    let commands: Vec<String> = commands(&text)
        .into_iter()
        .map(|line| line.replace("cargo run --release -- ", "unboil "))
        .filter(|line| line.starts_with("unboil "))
        .collect();
    assert!(commands.len() >= at_least, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    #[cfg(unix)]
    for name in ["data", "examples"] {
        std::os::unix::fs::symlink(root(name), folder.path().join(name)).unwrap();
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_unboil")).parent().unwrap().to_owned();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    for command in commands {
        let output = Command::new("sh")
            .arg("-c")
            .arg(&command)
            .current_dir(folder.path())
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty(), "{command} says nothing");
    }
}

#[test]
fn readme_commands_run() {
    check("README.md", 5);
}

#[test]
fn tutorial_commands_run() {
    check("docs/train-your-own.md", 12);
}
