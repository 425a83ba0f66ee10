//! The arrows between crates point one way: html ← features ← infer ← train ← unboil.

use std::collections::BTreeSet;
use std::process::Command;

use crate::root;

/// The packages that one reaches by normal dependencies.
fn reached_by(package: &str) -> BTreeSet<String> {
    let arguments = ["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--locked"];
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root("")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    tree.lines().skip(1).filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[track_caller]
fn check(package: &str, forbidden: &[&str]) {
    let reached = reached_by(package);
    assert!(!reached.is_empty());
    for name in forbidden {
        assert!(!reached.contains(*name), "{package} reaches {name}");
    }
}

#[test]
fn inference_reaches_nothing_of_training() {
    let training = ["unboil-train", "linfa", "linfa-logistic", "ndarray", "argmin", "rayon", "clap"];
    check("unboil-infer", &training);
    check("unboil-infer", &["scraper", "html5ever"]);
}

#[test]
fn arrows_point_one_way() {
    check("unboil-html", &["unboil-features", "unboil-infer", "unboil-train", "serde_json"]);
    check("unboil-features", &["unboil-infer", "unboil-train", "serde_json"]);
    check("unboil-train", &["unboil", "clap", "indicatif"]);
    check("unboil", &["unboil-py", "pyo3"]);
}
