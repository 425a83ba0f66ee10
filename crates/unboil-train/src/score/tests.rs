//! Scores of texts and of labels, worked out by hand.

use serde_json::{Value, json};
use unboil_features::Schema;
use unboil_infer::Label;

use super::*;
use crate::LabelledPage;

const PAGE: &str = "<p>The tide comes in</p><p>twice a day</p><ul><li>Home</li><li>Tides</li></ul>";

fn example(html: &str, gold: &Value) -> Example {
    let mut line = json!({ "id": "a", "html": html });
    for (key, value) in gold.as_object().unwrap() {
        line[key] = value.clone();
    }
    let page = LabelledPage::parse(&line.to_string(), "test.jsonl", 1).unwrap();
    Example::new(page, "test", html.as_bytes(), Schema::full())
}

#[track_caller]
fn check(gold: &Value, text: &str, precision: f64, recall: f64) {
    let found = PageScore::of_text(&example(PAGE, gold), text).precision_recall();
    let is_close = |found: f64, expected: f64| (found - expected).abs() < 1e-12;
    let f1 = if precision > 0.0 { 2.0 / (1.0 / precision + 1.0 / recall) } else { 0.0 };
    assert!(is_close(found.precision, precision) && is_close(found.recall, recall), "{found:?}");
    assert!(is_close(found.f1, f1), "{found:?} is not {f1}");
}

#[test]
fn texts_are_scored_by_words_as_bags() {
    let gold = json!({ "text": "The tide comes in twice a day" });
    check(&gold, "The tide comes in twice a day", 1.0, 1.0);
    // 4 of 5 words extracted are among the 7 of the gold; order and case do not count, number does.
    check(&gold, "TIDE, the day: comes comes", 4.0 / 5.0, 4.0 / 7.0);
    check(&gold, "", 0.0, 0.0);
    check(&json!({ "text": "" }), "", 1.0, 1.0);
    check(&json!({ "text": "" }), "tide", 0.0, 0.0);
    // Each of 涨, 潮, 了 counts; 了 is not in the gold.
    check(&json!({ "text": "涨潮" }), "涨潮了", 2.0 / 3.0, 1.0);
}

#[test]
fn texts_are_scored_by_segments() {
    let gold = json!({ "must": ["tide comes in", "a  day", "ebb"], "must_not": ["Tides", "Home"] });
    check(&gold, "The tide comes\nin. Twice a day", 1.0, 2.0 / 3.0);
    // "Tides" stands within "Low Tides"; "home" is another word than "Home".
    check(&gold, "The tide comes in\nLow Tides at home", 1.0 / 2.0, 1.0 / 3.0);
    check(&gold, "", 0.0, 0.0);
}

#[test]
fn a_page_of_which_nothing_is_wanted_is_right_without_it() {
    let check = |text: &str, f1: f64| {
        let buttons = ["Buy now".to_owned()];
        let counts = SegmentCounts::of(text, &[], &buttons, crate::Match::Substring);
        assert!((counts.precision_recall().f1 - f1).abs() < f64::EPSILON, "{text}");
    };
    check("", 1.0);
    check("The ebb", 1.0);
    check("Buy now", 0.0);
}

#[test]
fn short_segments_that_are_blocks_are_lines_of_their_own() {
    let gold = json!({ "must": ["The tide comes in"], "must_not": ["Tides"], "match": "block" });
    check(&gold, "The tide comes in\nLow Tides", 1.0, 1.0);
    check(&gold, "The tide  comes in\nTides", 1.0 / 2.0, 1.0);
    check(&gold, "The tide comes in twice", 0.0, 0.0);
}

#[test]
fn texts_are_scored_by_labelled_blocks() {
    // The first two blocks, of 4 and 3 words, are content; "Home" is boilerplate, and "Tides" is not labelled.
    let first = PAGE.find("<ul>").unwrap();
    let home = PAGE.find("</li>").unwrap();
    let gold = json!({ "blocks": [{ "start": 0, "end": first, "label": "content" },
        { "start": first, "end": home, "label": "boilerplate" }] });
    check(&gold, "The tide comes in twice a day", 1.0, 1.0);
    check(&gold, "The tide comes in Home Tides", 4.0 / 5.0, 4.0 / 7.0);
    check(&gold, "", 0.0, 0.0);
}

#[test]
fn labels_score_as_the_text_that_they_make() {
    let all = [Label::Content, Label::Boilerplate, Label::Content, Label::Boilerplate];
    for gold in [
        json!({ "text": "The tide comes in twice a day" }),
        json!({ "must": ["tide comes in", "a day"], "must_not": ["Tides", "Home"] }),
        json!({ "must": ["tide comes in"], "must_not": ["Tides", "Home"], "match": "block" }),
        json!({ "blocks": [{ "start": 0, "end": PAGE.len(), "label": "content" }] }),
    ] {
        let example = example(PAGE, &gold);
        let text = example.text.render(&all);
        assert_eq!(text, "The tide comes in\n\nHome\n");
        assert_eq!(PageScore::of(&example, &all), PageScore::of_text(&example, &text), "{gold}");
    }
}
