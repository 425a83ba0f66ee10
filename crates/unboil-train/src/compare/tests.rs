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
    let score = |f1: &f64| PageScore::Words(PrecisionRecall { precision: *f1, recall: f1 / 2.0, f1: *f1 });
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
    // Resamples are of site x twice, y twice, or both; p is large, for y is tied.
    assert!(of_a.standings[1].difference.unwrap().p > 0.4, "{of_a:?}");
    // Few sites do not tell how sites vary.
    for row in comparison.all_rows() {
        let Standing { interval, difference, .. } = row.standings[1];
        assert_eq!((interval, difference.unwrap().interval), (None, None), "{row:?}");
    }
    let names: Vec<String> = comparison.rows.iter().map(|row| row.group.to_string()).collect();
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
        assert_eq!((f1.to_bits(), interval), (0, None));
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

/// Two competitors on sets of pages, each a site and what the second gains there.
fn gains(sets: &[(&str, &[(&str, f64)])]) -> Comparison {
    let pages: Vec<(&str, &str, f64)> = sets
        .iter()
        .flat_map(|(set, pages)| pages.iter().map(move |(site, gain)| (*set, *site, *gain)))
        .collect();
    let examples: Vec<Example> =
        pages.iter().enumerate().map(|(id, (set, site, _))| example(set, site, id)).collect();
    let new: Vec<f64> = pages.iter().map(|(_, _, gain)| 0.5 + gain).collect();
    compare(&examples, &[competitor("old", &vec![0.5; new.len()]), competitor("new", &new)], 1)
}

#[test]
fn the_same_pages_twice_tell_no_more_than_once() {
    let pages =
        [("a", 0.1), ("b", 0.2), ("c", -0.05), ("d", 0.3), ("e", 0.1), ("f", -0.1), ("g", 0.05), ("h", 0.0)];
    let (once, twice) = (gains(&[("one", &pages)]), gains(&[("one", &pages), ("copy", &pages)]));
    let row = |comparison: &Comparison| {
        let Difference { interval, p, sign_p, .. } = comparison.overall.standings[1].difference.unwrap();
        let (low, high) = interval.unwrap();
        (comparison.overall.sites, [low, high, p, sign_p].map(|number| (number * 1e9).round()))
    };
    assert_eq!(row(&twice), row(&once));
    assert_eq!(once.overall.standings[1].difference, once.rows[0].standings[1].difference);
}

#[test]
fn all_sets_are_no_surer_than_the_set_of_the_fewest_sites() {
    let sites: Vec<String> = (0..40).map(|site| format!("site{site}")).collect();
    let large: Vec<(&str, f64)> = sites.iter().map(|site| (&**site, 0.1)).collect();
    let check = |sites: usize, is_told: bool| {
        let small: Vec<(&str, f64)> =
            ["u", "v", "w", "x", "y", "z"][..sites].iter().map(|&s| (s, 0.1)).collect();
        let comparison = gains(&[("large", &large), ("small", &small)]);
        let difference = comparison.overall.standings[1].difference.unwrap();
        assert_eq!(
            (difference.interval.is_some(), difference.p < 0.05),
            (is_told, is_told),
            "{difference:?}"
        );
        let gate = comparison.judge(&"f1.low>=0".parse().unwrap());
        assert_eq!(gate.is_ok_and(|verdict| verdict.passed), is_told);
    };
    check(1, false);
    check(5, false);
    check(6, true);
}

#[test]
fn pages_whose_gold_labels_nothing_are_in_no_mean() {
    let line = r#"{ "id": "none", "html": "<p>a", "blocks": [] }"#;
    let page = LabelledPage::parse(line, "test.jsonl", 1).unwrap();
    let examples = [example("a", "x", 0), Example::new(page, "a", b"<p>a", Schema::full())];
    let unlabelled = PageScore::of_text(&examples[1], "a");
    let mut all = competitor("all", &[0.5, 1.0]);
    all.scores[1] = unlabelled;
    let row = &compare(&examples, &[all], 1).rows[0];
    assert_eq!((unlabelled, row.pages, row.standings[0].mean.f1), (PageScore::Unknown, 1, 0.5));
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
    assert!(error.contains("fewer than six sites"), "{error}");
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
