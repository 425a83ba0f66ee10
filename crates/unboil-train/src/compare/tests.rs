//! Comparisons worked out by hand.

use unboil_features::Schema;
use unboil_infer::{Model, StageKind};

use super::*;
use crate::LabelledPage;

/// An example of a set, on a site.
fn example(set: &str, site: &str, id: usize) -> Example {
    let line = serde_json::json!({ "id": id.to_string(), "url": format!("https://{site}.example/{id}"),
        "page_type": if id.is_multiple_of(2) { "article" } else { "forum" }, "html": "<p>a", "text": "a" });
    let page = LabelledPage::parse(&line.to_string(), "test.jsonl", 1).unwrap();
    Example::new(page, set, b"<p>a", Schema::full())
}

fn competitor(name: &str, f1: &[f64]) -> Competitor {
    let score = |f1: &f64| PageScore::Words { precision: *f1, recall: f1 / 2.0, f1: *f1 };
    Competitor { name: name.to_owned(), scores: f1.iter().map(score).collect() }
}

/// Two competitors on four pages of two sets.
fn comparison(old: [f64; 4], new: [f64; 4]) -> Comparison {
    let examples = [example("a", "x", 0), example("a", "x", 1), example("a", "y", 2), example("b", "z", 3)];
    compare(&examples, &[competitor("old", &old), competitor("new", &new)], 1)
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn every_set_counts_once_and_sites_are_won_as_wholes() {
    let comparison = comparison([0.5, 0.9, 0.4, 0.8], [0.6, 0.7, 0.4, 0.9]);
    let difference = comparison.overall.standings[1].difference.unwrap();
    close(difference.f1, (-0.1 / 3.0 + 0.1) / 2.0);
    assert_eq!((difference.won, difference.lost), (2, 1));
    // Site x is lost, y is tied and z is won.
    close(difference.sign_p, 1.0);
    let of_a = &comparison.rows[0];
    assert_eq!((of_a.set.as_deref(), of_a.pages, of_a.sites), (Some("a"), 3, 2));
    let of_a = of_a.standings[1].difference.unwrap();
    // Resamples are of site x twice, y twice, or both; p is large, for y is tied.
    let (low, high) = of_a.interval.unwrap();
    assert!(low < of_a.f1 && high > -1e-9 && of_a.p > 0.4, "{of_a:?}");
    // One site does not tell how sites vary.
    let of_b = comparison.rows.iter().find(|row| row.set.as_deref() == Some("b")).unwrap();
    let of_b = (of_b.sites, of_b.standings[1].interval, of_b.standings[1].difference.unwrap().interval);
    assert_eq!(of_b, (1, None, None));
    let names: Vec<&str> = comparison.rows.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["all", "page_type=article", "page_type=forum", "all", "page_type=forum"]);
    let order: Vec<usize> = comparison.changes[0].iter().map(|change| change.page).collect();
    assert_eq!(order, [0, 3, 1]);
}

#[test]
fn a_competitor_against_itself_changes_nothing() {
    let scores = [0.5, 0.9, 0.1, 0.3];
    let comparison = comparison(scores, scores);
    assert!(comparison.changes[0].is_empty());
    for row in comparison.all_rows() {
        let Difference { f1, interval, p, sign_p, .. } = row.standings[1].difference.unwrap();
        assert_eq!((f1.to_bits(), interval), (0, (row.sites > 1).then_some((0.0, 0.0))));
        close(p, 1.0);
        close(sign_p, 1.0);
    }
}

#[test]
fn a_gain_on_every_site_is_told_from_chance() {
    let examples: Vec<Example> = (0..20).map(|id| example("a", &format!("site{id}"), id)).collect();
    let (old, new): (Vec<f64>, Vec<f64>) = (0..20).map(|id| (0.5, 0.6 + f64::from(id) / 100.0)).unzip();
    let comparison = compare(&examples, &[competitor("old", &old), competitor("new", &new)], 1);
    let difference = comparison.rows[0].standings[1].difference.unwrap();
    assert!(difference.interval.unwrap().0 > 0.1 && difference.p < 0.001, "{difference:?}");
    close(difference.sign_p, 2.0 / 2f64.powi(20));
}

#[test]
fn gates_hold_sets_groups_and_measures() {
    let comparison = comparison([0.5, 0.9, 0.4, 0.8], [0.6, 0.7, 0.4, 0.9]);
    let check = |gate: &str, difference: f64, passed: bool| {
        let verdict = comparison.judge(&gate.parse().unwrap()).unwrap();
        close(verdict.difference, difference);
        assert_eq!(verdict.passed, passed, "{gate}");
    };
    let overall = (-0.1 / 3.0 + 0.1) / 2.0;
    check("f1>=0.03", overall, true);
    check("f1 >= 0.04", overall, false);
    check("a:f1>=-0.04", -0.1 / 3.0, true);
    check("a: f1 >= -0.03", -0.1 / 3.0, false);
    check("a/page_type=forum:f1>=-0.1", -0.2, false);
    check("b/page_type=forum: recall>=0.04", 0.05, true);
    check("b:precision>=0.11", 0.1, false);
    for broken in ["f2>1", "f1>=", "f1>=inf", "f1=0", "", "a:b"] {
        assert!(broken.parse::<Gate>().is_err(), "{broken}");
    }
    let refused = |gate: &str| comparison.judge(&gate.parse().unwrap()).unwrap_err().to_string();
    let error = refused("c:f1>=0");
    assert!(error.contains("c:f1>=0") && error.contains("a/page_type=forum"), "{error}");
    let error = refused("b:f1.low>=0");
    assert!(error.contains("a single site"), "{error}");
}

#[test]
fn a_gate_on_the_interval_takes_more_than_a_lucky_mean() {
    let examples: Vec<Example> = (0..20).map(|id| example("a", &format!("site{id}"), id)).collect();
    let check = |gain: fn(u32) -> f64, expected: [bool; 2]| {
        let new: Vec<f64> = (0..20).map(|id| 0.5 + gain(id)).collect();
        let comparison = compare(&examples, &[competitor("old", &[0.5; 20]), competitor("new", &new)], 1);
        let passes = |gate: &str| comparison.judge(&gate.parse().unwrap()).unwrap().passed;
        assert_eq!(["f1>=0", "f1.low>=0"].map(passes), expected);
    };
    check(|_| 0.02, [true, true]);
    check(|id| if id == 0 { 0.4 } else { -0.01 }, [true, false]);
    check(|_| -0.02, [false, false]);
}

#[test]
fn models_differ_by_families_and_weights() {
    let old = Model::builtin();
    let same = ModelChanges::between(old, old);
    assert!(same.families.is_empty() && same.weights.is_empty());
    let mut body = old.body().clone();
    body.first.columns.iter_mut().for_each(|column| column.mean = 0.0);
    body.first.columns[3].weight += 9.0;
    let moved = body.first.columns[3].feature.clone();
    let changes = ModelChanges::between(old, &Model::new(body).unwrap());
    assert!(changes.families.is_empty());
    assert_eq!(changes.weights.len(), 1);
    assert_eq!(
        (changes.weights[0].feature.as_str(), changes.weights[0].stage),
        (moved.as_str(), StageKind::First)
    );
    close(changes.weights[0].size(), 9.0);
}
