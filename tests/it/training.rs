//! Training on our own pages: reproducible, scored out of fold, and of use.

use std::fs;

use serde_json::Value;

use crate::{check_fails, root, run};

#[test]
fn the_same_data_gives_the_same_model_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let train = |threads: usize| {
        let path = folder.path().join("model.json");
        let texts = folder.path().join("texts.jsonl");
        run(&format!(
            "train data/pages.jsonl -o {} --folds 3 --lambda 0.01 --augment 0.3 --columns 200 --out-of-fold {} -j {threads}",
            path.display(),
            texts.display()
        ));
        (fs::read(path).unwrap(), fs::read(texts).unwrap())
    };
    let (model, texts) = train(1);
    assert_eq!(train(2), (model.clone(), texts.clone()));
    assert_eq!(train(8), (model, texts.clone()));
    let pages = fs::read_to_string(root("data/pages.jsonl")).unwrap().lines().count();
    let texts = String::from_utf8(texts).unwrap();
    assert_eq!(texts.lines().count(), pages);
    let first: Value = serde_json::from_str(texts.lines().next().unwrap()).unwrap();
    assert!(first["id"].is_string() && first["text"].is_string() && first["set"] == "pages");
}

#[test]
fn a_trained_model_can_be_used_compared_and_gated() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("ours.json").display().to_string();
    let report = run(&format!("train data/pages.jsonl -o {model} --folds 3 --lambda 0.01 --without keyword"));
    assert!(report.contains("out of fold") && report.contains("page_type=forum"));
    assert!(!run(&format!("inspect {model}")).contains("keyword"));
    assert!(run(&format!("evaluate {model} data/mission.jsonl")).contains("mission"));
    let compare = |gate: &str| format!("compare {model} default --data data/mission.jsonl --gate {gate}");
    assert!(run(&compare("f1>=-0.9")).contains("passed"));
    check_fails(&compare("f1>=0.9").split(' ').collect::<Vec<_>>(), 1, &[]);
    check_fails(&compare("f2>1").split(' ').collect::<Vec<_>>(), 2, &["is no gate"]);
}

#[test]
fn options_out_of_bounds_are_refused() {
    let check = |option: &str, value: &str, expected: &str| {
        check_fails(&["train", "data/pages.jsonl", "-o", "never.json", option, value], 1, &[expected]);
    };
    check("--folds", "1", "at least 2");
    check("--lambda", "0", "more than 0");
    check("--augment", "1", "below 1");
    check("--columns", "0", "at least 1");
    check("--tolerance", "0", "more than 0");
    check("--min-found", "2", "0 to 1");
    check("--weight", "nosuch=2", "no label file is named `nosuch`");
    check("--without", "nosuch", "no feature family `nosuch`");
}

#[test]
fn wcxb_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["html", "ground-truth"] {
        fs::create_dir(folder.path().join(part)).unwrap();
    }
    let truth = r#"{"url":"https://a.example/x","_internal":{"page_type":{"primary":"category"}},
        "ground_truth":{"main_content":"one two"}}"#;
    fs::write(folder.path().join("ground-truth/0001.json"), truth).unwrap();
    let output = folder.path().join("set.jsonl");
    let import = format!("import wcxb {} -o {}", folder.path().display(), output.display());
    check_fails(&import.split(' ').collect::<Vec<_>>(), 1, &["0001.html.gz", "missing"]);
    assert!(!output.exists());
    fs::write(folder.path().join("html/0001.html.gz"), "<p>one two<p>three").unwrap();
    run(&import);
    let row: Value = serde_json::from_str(&fs::read_to_string(&output).unwrap()).unwrap();
    assert_eq!((row["id"].as_str(), row["page_type"].as_str()), (Some("0001"), Some("collection")));
    assert!(run(&format!("evaluate default {}", output.display())).contains("page_type=collection"));
}
