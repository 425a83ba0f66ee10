//! What each family of features, or a single column, is worth to the first stage, out of fold.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;
use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{ExtractOptions, OperatingPoint};

use super::plan::{Plan, Scores};
use super::{Options, Step, check, columns};
use crate::bootstrap::bootstrap_interval;
use crate::evaluate::{mean_scores, page_results};
use crate::fit::calibrate;
use crate::{Example, Fitted, PageResult, PageScore, Problem, TrainError, fit};

/// What is done to each family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Families {
    /// It is left out.
    LeftOut,
    /// All others are.
    Alone,
}

/// What a change of the columns does to one set.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The set.
    pub set: String,
    /// Mean F1 with the change, 0 to 1.
    pub f1: f64,
    /// That, less the F1 of all columns.
    pub change: f64,
    /// Its 95 % bootstrap interval, sites resampled.
    pub interval: (f64, f64),
}

/// A family or a column, and what its change does, set by set.
#[derive(Clone, Debug, PartialEq)]
pub struct Ablated {
    /// The family's or the column's name.
    pub name: String,
    /// Number of columns.
    pub columns: usize,
    /// In the order of the sets.
    pub changes: Vec<Change>,
}

/// What families and columns are worth: all F1 are of the first stage alone, out of fold, at one operating point.
#[derive(Clone, Debug, PartialEq)]
pub struct Ablation {
    /// The operating point: the given one, or the best for all columns.
    pub operating_point: OperatingPoint,
    /// F1 of each set with all columns.
    pub all: Vec<(String, f64)>,
    /// The families; the largest loss first, over all sets.
    pub families: Vec<Ablated>,
    /// Columns whose values were dealt out again among the blocks of their fold: those of the largest weights, the
    /// largest loss first.
    pub permuted: Vec<Ablated>,
}

/// Fits the first stage at the first λ of the options with all columns and with each family changed, and permutes the
/// `permute` columns of the largest weights.
///
/// # Errors
/// As [`train`](super::train).
pub fn ablate(
    examples: &[Example],
    schema: &Schema,
    options: &Options,
    families: Families,
    permute: usize,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Ablation, TrainError> {
    check(options)?;
    let plan = Plan::new(examples, schema, options)?;
    let columns = columns(&plan, schema, options)?;
    let schema = columns.as_ref().map_or_else(|| schema.clone(), |columns| schema.at(columns));
    let narrowed = columns.map(|columns| plan.select(&columns));
    let features: Vec<&FeatureMatrix> =
        narrowed.as_ref().map_or_else(|| plan.features(), |narrowed| narrowed.iter().collect());
    let masks = masks(&schema, families);
    progress(Step::Planned(options.folds * (masks.len() + 1)));
    let of_fold = |fold| fits_of_fold(&plan, &features, fold, &masks, options, progress);
    let fits: Vec<Vec<Fitted>> =
        (0..options.folds).into_par_iter().map(of_fold).collect::<Result<_, TrainError>>()?;

    let scores = plan.scores(&features, |page| &fits[plan.fold(page)][0]);
    let chosen = plan.judge(&scores, options.operating_point)?;
    let whole = chosen.evaluation.pages;
    let judge = |calibrated: Scores| -> Vec<Change> {
        let pages = page_results(examples, calibrated, chosen.point, &ExtractOptions::default());
        plan.sets.iter().map(|set| change(set, examples, &whole, &pages)).collect()
    };
    let mut ablated = Vec::new();
    for (index, (family, mask)) in masks.iter().enumerate() {
        let scores = plan.scores(&features, |page| &fits[plan.fold(page)][index + 1]);
        let calibration = calibrate(&plan.labelled(&scores))?;
        let changes = judge(plan.calibrated(&scores, calibration));
        let of_family = match families {
            Families::LeftOut => mask.iter().filter(|is_left_out| **is_left_out).count(),
            Families::Alone => mask.iter().filter(|is_left_out| !**is_left_out).count(),
        };
        ablated.push(Ablated { name: family.clone(), columns: of_family, changes });
    }
    let all: Vec<Fitted> = fits.into_iter().map(|mut fits| fits.swap_remove(0)).collect();
    let permuted = largest(&all, permute).into_iter().map(|column| {
        let scores = permuted(&plan, &features, &scores, &all, column, options.seed);
        let changes = judge(plan.calibrated(&scores, chosen.calibration));
        Ablated { name: schema.features()[column].name.to_string(), columns: 1, changes }
    });
    let f1 = |set: &&str| ((*set).to_owned(), mean_of(set, &whole));
    Ok(Ablation {
        operating_point: chosen.point,
        all: plan.sets.iter().map(f1).collect(),
        permuted: sorted(permuted.collect()),
        families: sorted(ablated),
    })
}

/// For each family, which columns take no part.
fn masks(schema: &Schema, families: Families) -> Vec<(String, Vec<bool>)> {
    let mut names: Vec<&str> = schema.features().iter().map(unboil_features::Feature::family).collect();
    names.dedup();
    let mask = |name: &str| {
        let is_of = schema.features().iter().map(|feature| feature.family() == name);
        is_of.map(|is_of| is_of == (families == Families::LeftOut)).collect()
    };
    names.into_iter().map(|name| (name.to_owned(), mask(name))).collect()
}

/// The fit of all columns without a fold, then that of each mask.
fn fits_of_fold(
    plan: &Plan,
    features: &[&FeatureMatrix],
    fold: usize,
    masks: &[(String, Vec<bool>)],
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Fitted>, TrainError> {
    let rows = plan.rows(features, &|page| plan.fold(page) != fold);
    let problem = Problem::new(&rows)?.with(plan.precision());
    let lambda = options.lambdas[0];
    let all = fit(&problem, lambda, None)?;
    progress(Step::Fitted);
    let mut fits = vec![all];
    for (_, mask) in masks {
        let fitted = fit(&problem.without(mask), lambda, Some(&fits[0]))?;
        progress(Step::Fitted);
        fits.push(fitted);
    }
    Ok(fits)
}

/// The columns of the largest weights, by their mean over the fits.
fn largest(fits: &[Fitted], count: usize) -> Vec<usize> {
    let weight = |column: usize| fits.iter().map(|fit| fit.weights[column].abs()).sum::<f64>();
    let mut order: Vec<usize> = (0..fits.first().map_or(0, |fit| fit.weights.len())).collect();
    order.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    order.truncate(count);
    order
}

/// The scores of the examples with the values of a column dealt out again among all blocks of each fold.
fn permuted(
    plan: &Plan,
    features: &[&FeatureMatrix],
    scores: &Scores,
    fits: &[Fitted],
    column: usize,
    seed: u64,
) -> Scores {
    let mut scores: Scores = scores.iter().take(plan.examples().len()).cloned().collect();
    for (fold, fit) in fits.iter().enumerate() {
        let slope = fit.weights[column] / fit.scales[column];
        let pages = (0..scores.len()).filter(|&page| plan.fold(page) == fold);
        let blocks: Vec<(usize, usize)> =
            pages.flat_map(|page| (0..features[page].rows()).map(move |block| (page, block))).collect();
        let value = |&(page, block): &(usize, usize)| f64::from(features[page].row(block)[column]);
        let mut values: Vec<f64> = blocks.iter().map(value).collect();
        // Fisher & Yates 1938, with a stream of random numbers for each column.
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(column as u64);
        for last in (1..values.len()).rev() {
            values.swap(last, (random.next_u64() % (last as u64 + 1)) as usize);
        }
        for (at, new) in blocks.iter().zip(values) {
            scores[at.0][at.1] += slope * (new - value(at));
        }
    }
    scores
}

/// The change of a set's F1, with an interval over its sites.
fn change(set: &str, examples: &[Example], old: &[PageResult], new: &[PageResult]) -> Change {
    let mut sites: BTreeMap<&str, Vec<(&PageScore, &PageScore)>> = BTreeMap::new();
    for ((example, old), new) in examples.iter().zip(old).zip(new).filter(|((e, _), _)| e.set == set) {
        sites.entry(&example.site).or_default().push((&old.score, &new.score));
    }
    let sites: Vec<_> = sites.into_values().collect();
    let difference = |drawn: &[usize]| {
        let (old, new): (Vec<&PageScore>, Vec<&PageScore>) =
            drawn.iter().flat_map(|&site| sites[site].iter().copied()).unzip();
        mean_scores(new.into_iter()).2 - mean_scores(old.into_iter()).2
    };
    let all: Vec<usize> = (0..sites.len()).collect();
    Change {
        set: set.to_owned(),
        f1: mean_of(set, new),
        change: difference(&all),
        interval: bootstrap_interval(sites.len(), difference),
    }
}

fn mean_of(set: &str, pages: &[PageResult]) -> f64 {
    let scores: Vec<&PageScore> =
        pages.iter().filter(|page| page.set == set).map(|page| &page.score).collect();
    mean_scores(scores.into_iter()).2
}

/// The largest loss first, all sets counting alike.
fn sorted(mut list: Vec<Ablated>) -> Vec<Ablated> {
    let loss = |ablated: &Ablated| ablated.changes.iter().map(|change| change.change).sum::<f64>();
    list.sort_by(|a, b| loss(a).total_cmp(&loss(b)));
    list
}
