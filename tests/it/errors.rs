//! What a model gets wrong, as the command shows it.

use std::fs;

use serde_json::{Value, json};

use crate::{check_fails, root, run, unboil};

#[test]
fn errors_are_shown_by_cause_and_page() {
    let folder = tempfile::tempdir().unwrap();
    let html = folder.path().join("errors.html");
    let text = run(&format!("errors default data/pages.jsonl --html {} --top 5", html.display()));
    for part in
        ["before", "inside", "after", "no content", "missed", "not in page", "page_type=forum", "lang=de"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let html = fs::read_to_string(html).unwrap();
    assert_eq!(html.matches("<details>").count(), 5);
    assert_eq!(html.matches(" · lost: ").count(), 5);
    crate::report::check_self_contained(&html);
}

#[test]
fn a_page_without_content_and_loss_has_neither_causes_nor_measures_of_content() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let line = json!({ "id": "a", "html": "<p>Home", "text": "", "page_type": "none" });
    fs::write(path("set.jsonl"), line.to_string()).unwrap();
    run(&format!("errors default {} --html {}", path("set.jsonl"), path("errors.html")));
    let html = fs::read_to_string(path("errors.html")).unwrap();
    assert!(html.contains("</b> a <small>set · none</small></summary>"), "{html}");
    // Nor has it content, whose precision and recall could be told.
    let text = run(&format!("evaluate default {} --json {}", path("set.jsonl"), path("scores.json")));
    let of_blocks: Vec<&str> = text.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(of_blocks[..4], ["set", "–", "–", "–"], "{text}");
    let scores: Value = serde_json::from_str(&fs::read_to_string(path("scores.json")).unwrap()).unwrap();
    for undefined in ["block_precision", "block_recall", "auc"] {
        assert!(scores["sets"][0][undefined].is_null(), "{scores}");
    }
    run(&format!("report default {} -o {}", path("set.jsonl"), path("report.html")));
    assert!(fs::read_to_string(path("report.html")).unwrap().contains("set –"));
}

#[test]
fn pages_of_some_groups_alone_are_shown() {
    let text = run("errors default data/pages.jsonl --only page_type=forum");
    let types = |line: &&str| line.starts_with("  page_type=");
    assert_eq!(text.lines().filter(types).count(), 1, "{text}");
    assert!(text.contains("  page_type=forum"), "{text}");
    let of_two = run("errors default data/pages.jsonl --only lang=de --only lang=ja");
    assert!(
        of_two.contains("lang=de") && of_two.contains("lang=ja") && !of_two.contains("lang=fr"),
        "{of_two}"
    );
    let unknown = ["errors", "default", "data/pages.jsonl", "--only", "page_type=poem"];
    check_fails(&unknown, 1, &["no page is of the group `page_type=poem`", "page_type=forum"]);
}

#[test]
fn out_of_fold_scores_are_shown_instead() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (model, scores) = (path("model.json"), path("scores.jsonl"));
    run(&format!(
        "train data/pages.jsonl -o {model} --folds 3 --lambda 0.01 --one-stage --out-of-fold {scores}"
    ));
    let out_of_fold = run(&format!("errors {model} data/pages.jsonl --scores {scores}"));
    let of_model = run(&format!("errors {model} data/pages.jsonl"));
    assert_ne!(out_of_fold, of_model);
    let told = "model.json: trained on these very pages, so its F1 is too high: pages\n";
    assert!(of_model.contains(told) && !out_of_fold.contains(told), "{of_model}");
    // Pages that are left out are told: the first has no scores, the second those of other blocks.
    let lines: Vec<String> =
        fs::read_to_string(&scores).unwrap().lines().skip(1).map(str::to_owned).collect();
    let mut second: Value = serde_json::from_str(&lines[0]).unwrap();
    second["log_odds"].as_array_mut().unwrap().pop();
    fs::write(path("some.jsonl"), [&[second.to_string()], &lines[1..]].concat().join("\n")).unwrap();
    let arguments = ["errors", &model, "data/pages.jsonl", "--scores", &path("some.jsonl")];
    let told = unboil().current_dir(root("")).args(arguments).output().unwrap().stderr;
    let told = String::from_utf8(told).unwrap();
    let first = "some.jsonl: 1 page without scores, left out: ";
    let changed = "some.jsonl: 1 page whose blocks are others than those scored, left out: ";
    let id = second["id"].as_str().unwrap();
    assert!(told.contains(first) && told.contains(&format!("{changed}{id} is the first")), "{told}");
    fs::write(path("broken.jsonl"), "{}\n").unwrap();
    let broken = path("broken.jsonl");
    let expected = ["broken.jsonl:1", "no line of scores"];
    check_fails(&["errors", &model, "data/pages.jsonl", "--scores", &broken], 1, &expected);
}
