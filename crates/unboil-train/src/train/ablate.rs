//! What each family of features, or a single column, is worth to the first stage, out of fold.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{Ablated, Change, ExtractOptions, OperatingPoint, PageScores};

use super::path::CrossFit;
use super::plan::{Plan, Scores};
use super::stages::{StageFit, Stages};
use super::{Options, Step, sets_of};
use crate::bootstrap::bootstrap_interval;
use crate::evaluate::{mean_scores, page_scores, set_f1};
use crate::fit::{calibrate, largest};
use crate::{Example, Fitted, PageScore, Problem, TrainError, fit};

/// What is done to each family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Families {
    /// It is left out.
    LeftOut,
    /// All others are.
    Alone,
}

/// What families and columns are worth: all F1 are of the first stage alone, out of fold, at one operating point.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
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
    options.check(schema, &sets_of(examples))?;
    let mut options = Options { second_stage: false, base: None, ..options.clone() }.settled();
    options.lambdas.truncate(1);
    let options = &options;
    let plan = Plan::new(examples, schema, options)?;
    let features = plan.features();
    progress(Step::Planned(Stages::fits(options) + fits(schema, options)));
    let stages = Stages::fit(&plan, features.iter().copied(), schema.clone(), options, progress)?;
    let families = ablate_families(&plan, &stages, families, progress)?;
    let cross = &stages.first.cross;
    let chosen = &cross.chosen;
    let permuted = largest(&cross.fits, permute).into_iter().map(|column| {
        let scores = permuted(&plan, &features, &cross.out_of_fold, &cross.fits, column, options.seed);
        let changes = changes(&plan, &plan.calibrated(&scores, chosen.calibration), cross);
        Ablated { name: schema.features()[column].name.to_string(), columns: 1, changes }
    });
    Ok(Ablation {
        operating_point: chosen.point,
        all: plan.sets.iter().map(|set| ((*set).to_owned(), set_f1(set, examples, &chosen.pages))).collect(),
        permuted: sorted(permuted.collect()),
        families,
    })
}

/// Fits the first stage once more with each family changed, of the columns that each fold's fit has kept, at the same λ and
/// operating point: folds × families fits. A family has the columns that the fit of all pages has kept.
pub(super) fn ablate_families(
    plan: &Plan,
    stages: &Stages,
    families: Families,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Ablated>, TrainError> {
    let StageFit { schema, cross, .. } = &stages.first;
    let inputs = stages.first_inputs();
    let masks = masks(schema, families);
    let of_fold = |fold: usize, problem: &Problem| {
        let whole = &cross.fits[fold];
        let kept = problem.without(&whole.weights.iter().map(|weight| *weight == 0.0).collect::<Vec<_>>());
        let fit_without = |(_, mask): &(&str, Vec<bool>)| {
            let fitted = fit(&kept.without(mask), cross.lambda, Some(whole))?;
            progress(Step::Fitted);
            Ok(fitted)
        };
        masks.iter().map(fit_without).collect::<Result<Vec<Fitted>, TrainError>>()
    };
    let folds = plan.masks_without_folds(cross.fits.len(), |_| true);
    let fits: Vec<Vec<Fitted>> = plan.solve_each(inputs, folds, of_fold)?;
    let features = inputs.features();
    let mut ablated = Vec::new();
    for (index, (family, mask)) in masks.iter().enumerate() {
        let scores = plan.scores(&features, |page| &fits[plan.fold(page)][index]);
        let calibration = calibrate(&plan.labelled(&scores))?;
        let changes = changes(plan, &plan.calibrated(&scores, calibration), cross);
        let is_kept = |column: usize| cross.all.weights[column] != 0.0;
        let is_of_family = |column: usize| mask[column] == (families == Families::LeftOut);
        let columns = (0..mask.len()).filter(|&column| is_kept(column) && is_of_family(column)).count();
        ablated.push(Ablated { name: (*family).to_owned(), columns, changes });
    }
    Ok(sorted(ablated))
}

/// The number of fits that all families take.
pub(super) fn fits(schema: &Schema, options: &Options) -> usize {
    options.folds * families_of(schema).len()
}

/// The families of a schema, in order.
fn families_of(schema: &Schema) -> Vec<&str> {
    let mut names: Vec<&str> = schema.features().iter().map(unboil_features::Feature::family).collect();
    names.dedup();
    names
}

/// For each family, which columns take no part.
fn masks(schema: &Schema, families: Families) -> Vec<(&str, Vec<bool>)> {
    let mask = |name: &str| {
        let is_of = schema.features().iter().map(|feature| feature.family() == name);
        is_of.map(|is_of| is_of == (families == Families::LeftOut)).collect()
    };
    families_of(schema).into_iter().map(|name| (name, mask(name))).collect()
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

/// What other scores do to the F1 of each set.
fn changes(plan: &Plan, calibrated: &[PageScores], cross: &CrossFit) -> Vec<Change> {
    let examples = plan.examples();
    let pages = page_scores(examples, calibrated, cross.chosen.point, &ExtractOptions::default());
    plan.sets.iter().map(|set| change(set, examples, &cross.chosen.pages, &pages)).collect()
}

/// The change of a set's F1, with an interval over its sites.
fn change(set: &str, examples: &[Example], old: &[PageScore], new: &[PageScore]) -> Change {
    let mut sites: BTreeMap<&str, Vec<(&PageScore, &PageScore)>> = BTreeMap::new();
    for ((example, old), new) in examples.iter().zip(old).zip(new).filter(|((e, _), _)| e.set == set) {
        sites.entry(&example.site).or_default().push((old, new));
    }
    let sites: Vec<_> = sites.into_values().collect();
    let difference = |drawn: &[usize]| {
        let (old, new): (Vec<&PageScore>, Vec<&PageScore>) =
            drawn.iter().flat_map(|&site| sites[site].iter().copied()).unzip();
        mean_scores(new).f1 - mean_scores(old).f1
    };
    let all: Vec<usize> = (0..sites.len()).collect();
    Change {
        set: set.to_owned(),
        f1: set_f1(set, examples, new),
        change: difference(&all),
        interval: bootstrap_interval(sites.len(), difference),
    }
}

/// The largest loss first, all sets counting alike.
fn sorted(mut list: Vec<Ablated>) -> Vec<Ablated> {
    let loss = |ablated: &Ablated| ablated.changes.iter().map(|change| change.change).sum::<f64>();
    list.sort_by(|a, b| loss(a).total_cmp(&loss(b)));
    list
}
