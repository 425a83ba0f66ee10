//! Trainings on pages made up for them.

use std::collections::BTreeMap;

use unboil_infer::OperatingPoint;

use super::*;
use crate::LabelledPage;

/// A page of a site: an article and a menu, of words that differ from page to page; without content where it is a wall.
fn page(set: &str, site: &str, id: usize, is_wall: bool) -> Example {
    let sentence = |n: usize| {
        format!(
            "Sentence {n} of page {id} says that the tide comes in fast, and that walkers have to know the hour."
        )
    };
    let text: Vec<String> = (0..if is_wall { 0 } else { 3 + id % 4 }).map(sentence).collect();
    let html = format!(
        "<nav><a href=/>Home {id}</a> <a href=/shop>Shop {id}</a></nav><main>{}</main><p>Please sign in to go on {id}</p>",
        text.iter().map(|text| format!("<p>{text}</p>")).collect::<String>()
    );
    let line = serde_json::json!({ "id": id.to_string(), "url": format!("https://{site}.example/{id}"), "html": html,
        "page_type": "article", "text": text.join("\n") });
    let page = LabelledPage::parse(&line.to_string(), "test.jsonl", 1).unwrap();
    Example::new(page, set, html.as_bytes(), Schema::full())
}

/// Articles, so many a site, then walls of a set of their own, each of a site of its own.
fn pages(sites: usize, of_site: usize, walls: usize) -> Vec<Example> {
    let articles = (0..sites * of_site).map(|id| page("articles", &format!("site{}", id % sites), id, false));
    let walls = (0..walls).map(|id| page("walls", &format!("wall{id}"), 1000 + id, true));
    articles.chain(walls).collect()
}

fn options() -> Options {
    Options { folds: 2, lambdas: vec![0.01], ..Options::default() }
}

/// The same where there are walls, which have no weight.
fn options_with_walls() -> Options {
    Options { set_weights: BTreeMap::from([("walls".to_owned(), 0.0)]), ..options() }
}

fn trained(examples: &[Example], options: &Options) -> Training {
    train(examples, Schema::full(), options, &|_| ()).unwrap()
}

#[test]
fn few_pages_of_a_kind_do_not_replace_the_confidence_of_the_model_that_is_adapted() {
    let base = Model::builtin().body();
    // Nothing is a good choice, and no fit has thirty pages of either kind.
    let examples =
        [pages(4, 4, 0), (0..2).map(|id| page("articles", "x", 100 + id, true)).collect()].concat();
    let of_base = trained(&examples, &Options { base: Some(base.clone()), ..options() });
    assert_eq!(of_base.model.body().confidence, base.confidence);
    assert_eq!(trained(&examples, &options()).model.body().confidence, None);
}

#[test]
fn walls_without_weight_leave_a_training_of_two_sites_possible() {
    let examples = pages(2, 3, 20);
    for seed in 0..6 {
        trained(&examples, &Options { seed, ..options_with_walls() });
    }
}

#[test]
fn a_curve_is_of_what_is_learned_from_and_ends_with_the_training() {
    let examples = pages(8, 8, 64);
    let training = trained(&examples, &Options { curve: true, ..options_with_walls() });
    let manifest = &training.model.body().manifest;
    let told: Vec<f64> = training.out_of_fold.sets.iter().map(|set| set.all().unwrap().f1).collect();
    let pages: Vec<usize> = manifest.curve.iter().map(|point| point.pages).collect();
    assert_eq!(pages, [16, 32, 64]);
    assert_eq!(manifest.curve[2].f1, told);
    // Walls are told by the presence in each point, and would score 0 without it.
    assert!(training.model.body().presence.is_some());
    assert!(manifest.curve.iter().all(|point| point.f1[1] > 0.9), "{:?}", manifest.curve);
}

#[test]
fn of_equal_operating_points_that_nearest_to_0_is_chosen() {
    let training = trained(&pages(4, 4, 0), &options());
    let best = training.by_shift.iter().map(|(_, f1)| f1[0]).fold(0.0, f64::max);
    let nearest = training.by_shift.iter().filter(|(_, f1)| f1[0] >= best).map(|(shift, _)| shift.abs());
    let OperatingPoint::ExpectedF1 { shift, .. } = training.model.body().operating_point else { panic!() };
    assert!((shift.abs() - nearest.fold(9.0, f64::min)).abs() < 1e-12, "{:?}", training.by_shift);
    assert!(training.by_shift.is_sorted_by(|less, more| less.0 < more.0));
}
