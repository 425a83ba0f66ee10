//! README's shell examples run as they stand.

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

#[test]
fn readme_commands_run() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let commands: Vec<String> = commands(&readme)
        .into_iter()
        .map(|line| line.replace("cargo run --release -- ", "unboil "))
        .filter(|line| line.starts_with("unboil "))
        .collect();
    assert!(commands.len() >= 5, "{commands:?}");
    let folder = tempfile::tempdir().unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root("data"), folder.path().join("data")).unwrap();
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
        assert!(!output.stdout.is_empty(), "{command} prints nothing");
    }
}
