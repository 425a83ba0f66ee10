//! What families and columns are worth, as the command shows it.

use std::fs;

use serde_json::{Value, json};

use crate::{check_fails, root, run};

/// A label file of pages of two blocks of the same words, told apart by the names of their classes alone.
fn told_by_class(folder: &std::path::Path) -> String {
    let page = |index: usize| {
        let words = format!("Words of page {index}, so many and no more. ").repeat(5);
        let block = |class: &str| format!("<div class={class}><p>{words}</p></div>");
        let mut blocks = [("content", block("article-body")), ("boilerplate", block("related-links"))];
        blocks.rotate_left(index % 2);
        let [first, second] = &blocks;
        let (middle, end) = (first.1.len(), first.1.len() + second.1.len());
        let line = json!({ "id": index.to_string(), "url": format!("https://site{index}.example/"),
            "html": (format!("{}{}", first.1, second.1)),
            "blocks": [{ "start": 0, "end": middle, "label": first.0 },
                { "start": middle, "end": end, "label": second.0 }] });
        format!("{line}\n")
    };
    let path = folder.join("told.jsonl");
    fs::write(&path, (0..30).map(page).collect::<String>()).unwrap();
    path.display().to_string()
}

#[test]
fn the_family_that_tells_content_is_worth_most() {
    let folder = tempfile::tempdir().unwrap();
    let data = told_by_class(folder.path());
    let json = folder.path().join("ablation.json").display().to_string();
    let read = |options: &str| -> Value {
        run(&format!("ablate {data} --folds 3 --shift 0 --json {json} {options}"));
        serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap()
    };
    let others = "--without class_text --without ancestor --without container --without group --without unit";
    let left_out = read(others);
    assert!(left_out["all"][0]["f1"].as_f64().unwrap() > 0.99, "{left_out}");
    assert_eq!(left_out["families"][0]["name"], "class", "{left_out}");
    let worst = &left_out["families"][0]["sets"][0];
    assert!(
        worst["change"].as_f64().unwrap() < -0.1 && worst["interval"][1].as_f64().unwrap() < 0.0,
        "{worst}"
    );
    let alone = read(&format!("{others} --add-alone --permute 3"));
    assert_eq!(alone["families"].as_array().unwrap().last().unwrap()["name"], "class");
    assert!(alone["permuted"][0]["name"].as_str().unwrap().starts_with("class."), "{alone}");
}

#[test]
fn tables_are_the_same_with_any_number_of_threads() {
    let ablate = |threads: usize| {
        run(&format!("ablate data/pages.jsonl --folds 3 --lambda 0.1 --columns 150 --permute 2 -j {threads}"))
    };
    let table = ablate(1);
    assert_eq!(table, ablate(2));
    assert!(table.contains("without the family") && table.contains("the column permuted"), "{table}");
    let data = root("data/pages.jsonl").display().to_string();
    check_fails(&["ablate", &data, "--lambda", "0"], 1, &["λ must be from 1e-12 to 1e12"]);
    check_fails(&["ablate", &data, "--shift", "99"], 1, &["-20 to 20"]);
}
