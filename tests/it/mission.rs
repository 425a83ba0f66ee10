//! The page that started it: a news article wrapped in pleas, in several markups.

use std::fs;

use serde_json::Value;

use crate::{root, run};

/// The gold paragraphs and the page of each markup.
fn pages() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root("data/mission.jsonl")).unwrap();
    let page = |line: &str| {
        let row: Value = serde_json::from_str(line).unwrap();
        let gold = row["text"].as_str().unwrap().split("\n\n").map(str::to_owned).collect();
        (format!("data/{}", row["html"].as_str().unwrap()), gold)
    };
    text.lines().map(page).collect()
}

#[test]
fn the_article_comes_out_whole_and_nothing_else() {
    let pages = pages();
    assert_eq!(pages.len(), 4);
    for (page, gold) in pages {
        let text = run(&format!("extract {page}"));
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, gold, "{page}");
    }
}
