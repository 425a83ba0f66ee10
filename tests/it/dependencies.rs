//! The arrows between crates point one way: html ← features ← infer ← train ← unboil.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::root;

/// For each package, those that it reaches by normal dependencies.
fn reached_by(package: &str) -> BTreeSet<String> {
    let metadata = MetadataCommand::new()
        .manifest_path(root("Cargo.toml"))
        .other_options(vec!["--offline".to_owned(), "--locked".to_owned()])
        .exec()
        .unwrap();
    let names: BTreeMap<_, _> =
        metadata.packages.iter().map(|p| (p.id.clone(), p.name.to_string())).collect();
    let nodes = metadata.resolve.unwrap().nodes;
    let edges: BTreeMap<_, Vec<_>> = nodes
        .into_iter()
        .map(|node| {
            let is_normal = |dep: &&cargo_metadata::NodeDep| {
                dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
            };
            (node.id, node.deps.iter().filter(is_normal).map(|dep| dep.pkg.clone()).collect())
        })
        .collect();
    let mut reached = BTreeSet::new();
    let mut open: Vec<_> =
        names.iter().filter(|(_, name)| *name == package).map(|(id, _)| id.clone()).collect();
    while let Some(id) = open.pop() {
        for next in &edges[&id] {
            if reached.insert(names[next].clone()) {
                open.push(next.clone());
            }
        }
    }
    reached
}

#[track_caller]
fn check(package: &str, forbidden: &[&str]) {
    let reached = reached_by(package);
    for name in forbidden {
        assert!(!reached.contains(*name), "{package} reaches {name}");
    }
}

#[test]
fn inference_reaches_nothing_of_training() {
    check("unboil-infer", &["unboil-train", "linfa", "linfa-logistic", "ndarray", "argmin", "rayon", "clap"]);
}

#[test]
fn arrows_point_one_way() {
    check("unboil-html", &["unboil-features", "unboil-infer", "unboil-train", "serde_json"]);
    check("unboil-features", &["unboil-infer", "unboil-train", "serde_json"]);
    check("unboil-train", &["unboil", "clap", "indicatif"]);
}
