//! A model on labelled pages.

use std::collections::BTreeMap;

use rayon::prelude::*;
use unboil_features::Schema;
use unboil_infer::{
    ExtractOptions, Group, GroupMetrics, Label, Model, OperatingPoint, PageScores, SetMetrics,
};

use crate::bootstrap::bootstrap_interval;
use crate::grouping::{by_type_and_language, distinct};
use crate::score::block_scores;
use crate::{Example, PageScore, PrecisionRecall, SegmentCounts};

/// What became of one page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageResult {
    /// The page's id.
    pub id: String,
    /// Its set.
    pub set: String,
    /// Its site: the registrable domain.
    pub site: String,
    /// Its type and language; empty where unknown.
    pub page_type: String,
    /// See `page_type`.
    pub lang: String,
    /// How good the extraction is.
    pub score: PageScore,
    /// Calibrated log-odds, one a block.
    pub log_odds: Vec<f64>,
    /// The probability that the page has main content at all, where that is known.
    pub presence: Option<f64>,
    /// Labels, one a block.
    pub labels: Vec<Label>,
}

/// A model's results, page by page and set by set.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Evaluation {
    /// In the order of the examples.
    pub pages: Vec<PageResult>,
    /// In the order in which sets first appear.
    pub sets: Vec<SetMetrics>,
}

/// Scores a model on examples.
///
/// # Panics
/// When they were not measured with the full schema.
pub fn evaluate(model: &Model, examples: &[Example]) -> Evaluation {
    let schema = model.first().schema();
    let places = schema.features().iter().map(|feature| Schema::full().position(&feature.name));
    let columns: Vec<usize> = places.flatten().collect();
    let scores = |example: &Example| {
        let mut row = vec![0.0; columns.len()];
        let score = |block: usize| {
            let values = example.measured.features.row(block);
            row.iter_mut().zip(&columns).for_each(|(slot, column)| *slot = values[*column]);
            model.first().log_odds_of(&row)
        };
        let first: Vec<f64> = (0..example.measured.features.rows()).map(score).collect();
        model.scores(&first, &example.measured.outline)
    };
    let scores: Vec<PageScores> = examples.par_iter().map(scores).collect();
    evaluate_scores(examples, scores, model.body().operating_point)
}

/// Scores examples by what a model says of each.
pub fn evaluate_scores(examples: &[Example], scores: Vec<PageScores>, point: OperatingPoint) -> Evaluation {
    let pages = page_results(examples, scores, point);
    let names = distinct(pages.iter().map(|page| &*page.set));
    let sets = names.into_iter().map(|name| metrics(name, examples, &pages)).collect();
    Evaluation { pages, sets }
}

/// What becomes of each page, given what a model says of it.
fn page_results(examples: &[Example], scores: Vec<PageScores>, point: OperatingPoint) -> Vec<PageResult> {
    let result = |(example, scores): (&Example, PageScores)| {
        let labels = ExtractOptions::default().label(&scores, &example.measured.outline, point);
        PageResult {
            id: example.page.id.clone(),
            set: example.set.clone(),
            site: example.site.clone(),
            page_type: example.page.page_type.clone(),
            lang: example.page.lang.clone(),
            score: PageScore::of(example, &labels),
            log_odds: scores.log_odds,
            presence: scores.presence,
            labels,
        }
    };
    examples.par_iter().zip(scores).map(result).collect()
}

/// How good the extraction of each page is with some options, given what a model says of it.
pub(crate) fn page_scores(
    examples: &[Example],
    scores: &[PageScores],
    point: OperatingPoint,
    options: &ExtractOptions,
) -> Vec<PageScore> {
    let score = |(example, scores): (&Example, &PageScores)| {
        PageScore::of(example, &options.label(scores, &example.measured.outline, point))
    };
    examples.par_iter().zip(scores).map(score).collect()
}

/// The F1 of all pages of a set, given the score of each example.
pub(crate) fn set_f1(set: &str, examples: &[Example], scores: &[PageScore]) -> f64 {
    let of_set = examples.iter().zip(scores).filter(|(example, _)| example.set == set);
    mean_scores(of_set.map(|(_, score)| score)).f1
}

fn metrics(set: &str, examples: &[Example], pages: &[PageResult]) -> SetMetrics {
    let mut blocks = Vec::new();
    for (example, page) in examples.iter().zip(pages).filter(|(_, page)| page.set == set) {
        for ((truth, z), label) in example.measured.labels.iter().zip(&page.log_odds).zip(&page.labels) {
            blocks.extend(truth.map(|truth| (*z, *label, truth)));
        }
    }
    let scores = block_scores(&blocks);
    let pages: Vec<&PageResult> = pages.iter().filter(|page| page.set == set).collect();
    SetMetrics {
        set: set.to_owned(),
        auc: scores.auc,
        block_precision: scores.precision,
        block_recall: scores.recall,
        calibration_error: scores.calibration_error,
        confidence_auc: None,
        presence: None,
        groups: groups(&pages),
    }
}

/// Means over pages: all of them first, then by type and by language, the largest groups first. Pages that cannot be judged
/// are left out.
pub fn groups(pages: &[&PageResult]) -> Vec<GroupMetrics> {
    let pages: Vec<&PageResult> =
        pages.iter().copied().filter(|page| page.score != PageScore::Unknown).collect();
    let of_pages = pages.iter().map(|page| (&*page.page_type, &*page.lang));
    let group_of = |(group, places): (Group, Vec<usize>)| {
        let pages: Vec<&PageResult> = places.into_iter().map(|place| pages[place]).collect();
        group_metrics(group, &pages)
    };
    std::iter::once(group_metrics(Group::All, &pages))
        .chain(by_type_and_language(of_pages).into_iter().map(group_of))
        .collect()
}

fn group_metrics(group: Group, pages: &[&PageResult]) -> GroupMetrics {
    let PrecisionRecall { precision, recall, f1 } = mean_scores(pages.iter().map(|page| &page.score));
    // Pages of one site err alike.
    let mut by_site: BTreeMap<&str, Vec<&PageScore>> = BTreeMap::new();
    for page in pages {
        by_site.entry(&page.site).or_default().push(&page.score);
    }
    let sites: Vec<Vec<&PageScore>> = by_site.into_values().collect();
    let interval = bootstrap_interval(sites.len(), |drawn| {
        let scores: Vec<&PageScore> = drawn.iter().flat_map(|&site| &sites[site]).copied().collect();
        mean_scores(scores).f1
    });
    let interval = interval.map(|(low, high)| (low.max(0.0), high.min(1.0)));
    GroupMetrics { group, pages: pages.len(), f1, interval, precision, recall }
}

/// Precision, recall and F1: the mean of the pages scored by words; segments are counted over all pages first. Pages of
/// both kinds are averaged by their number, and those that cannot be judged are left out.
pub(crate) fn mean_scores<'a>(scores: impl IntoIterator<Item = &'a PageScore>) -> PrecisionRecall {
    let (mut of_words, mut by_words) = (PrecisionRecall::default(), 0);
    let (mut counts, mut by_segments) = (SegmentCounts::default(), 0);
    for score in scores {
        match score {
            PageScore::Words(page) => {
                by_words += 1;
                of_words = of_words + *page;
            }
            PageScore::Segments(page) => {
                by_segments += 1;
                counts.kept += page.kept;
                counts.missed += page.missed;
                counts.wrong += page.wrong;
            }
            PageScore::Unknown => {}
        }
    }
    let of_segments = counts.precision_recall() * f64::from(by_segments);
    (of_words + of_segments) / f64::from((by_words + by_segments).max(1))
}
