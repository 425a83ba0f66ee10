//! Folds × regularisation path → calibrated model with an operating point.

mod ablate;
mod assemble;
mod confidence;
mod effects;
mod left_out;
mod plan;
mod rows;

use std::collections::BTreeMap;

use rayon::prelude::*;
use unboil_features::{FeatureMatrix, Schema};
use unboil_infer::{Label, Manifest, Model, ModelBody, OperatingPoint};

pub use self::ablate::{Ablated, Ablation, Change, Families, ablate};
use self::plan::{CrossFit, Plan};
pub use self::rows::{PageRows, page_rows};
use crate::{Evaluation, Example, Fitted, TrainError};

/// Shifts of the log-odds that are tried for the operating point.
const SHIFTS: [f64; 7] = [-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25];

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Seed of the folds.
    pub seed: u64,
    /// Number of folds, at least 2.
    pub folds: usize,
    /// Regularisation strengths to try, each more than 0.
    pub lambdas: Vec<f64>,
    /// Weight of each set as a whole; 1 where not named.
    pub set_weights: BTreeMap<String, f64>,
    /// Licence and authors of each set, for the model's manifest.
    pub licences: BTreeMap<String, String>,
    /// Pages of whose gold a smaller share was found take no part in fitting, 0 to 1.
    pub min_found: f64,
    /// The operating point; chosen out of fold where not given.
    pub operating_point: Option<OperatingPoint>,
    /// The share of each set's weight that altered copies of its pages carry, from 0, for none, to below 1.
    pub augment: f64,
    /// How many columns the first stage keeps: those with the largest weights in a fit of all. All where not given.
    pub columns: Option<usize>,
    /// Whether to fit a second stage on the out-of-fold log-odds of the first.
    pub second_stage: bool,
    /// Whether to train once more for each set, without it, and score it.
    pub leave_one_set_out: bool,
    /// The norm of the gradient at which a fit has converged, more than 0; the usual one where not given. Rows are then
    /// summed in double precision, for single precision cannot tell gradients much below the usual one from 0.
    pub tolerance: Option<f64>,
    /// What is written into the manifest as the command that reproduces the model.
    pub command: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 1,
            folds: 5,
            lambdas: vec![1e-2, 3e-3, 1e-3, 3e-4],
            set_weights: BTreeMap::new(),
            licences: BTreeMap::new(),
            min_found: 0.5,
            operating_point: None,
            augment: 0.0,
            columns: None,
            second_stage: true,
            leave_one_set_out: false,
            tolerance: None,
            command: String::new(),
        }
    }
}

/// What a training has done last, for progress bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The number of fits to come.
    Planned(usize),
    /// One more fit is done.
    Fitted,
}

/// A trained model and how it came about.
#[derive(Clone, Debug)]
pub struct Training {
    /// The model, fitted on all examples.
    pub model: Model,
    /// Out-of-fold results, each page scored by a model that saw no page of its site.
    pub out_of_fold: Evaluation,
    /// Out-of-fold mean of the sets' F1 at each λ.
    pub path: Vec<(f64, f64)>,
    /// The same for the second stage; empty where there is none.
    pub second_path: Vec<(f64, f64)>,
    /// Out-of-fold F1 of each set at other operating points, by the shift of the log-odds.
    pub by_shift: Vec<(f64, Vec<f64>)>,
    /// Results of each set by a model that saw nothing of it; empty unless asked for.
    pub left_out: Evaluation,
}

/// Trains a model on examples that were all measured with `schema`.
///
/// # Errors
/// See [`TrainError`]: no labels, one class, too few sites, options out of bounds, no convergence.
pub fn train(
    examples: &[Example],
    schema: &Schema,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Training, TrainError> {
    check(options)?;
    let plan = Plan::new(examples, schema, options)?;
    let stages = if options.second_stage { 2 } else { 1 };
    let left_out_fits = left_out::fits(&plan, options);
    progress(Step::Planned(stages * (options.folds * options.lambdas.len() + 1) + left_out_fits));

    let (schema, narrowed) = narrow(&plan, schema, options)?;
    let features: Vec<&FeatureMatrix> =
        narrowed.as_ref().map_or_else(|| plan.features(), |narrowed| narrowed.iter().collect());
    let first = StageFit::new(&plan, &features, options, progress)?;
    let scores = plan.stacked(&first.cross.out_of_fold);
    let stacked: Vec<&FeatureMatrix> = scores.iter().collect();
    let second =
        options.second_stage.then(|| StageFit::new(&plan, &stacked, options, progress)).transpose()?;

    let left_out = left_out::evaluate(&plan, &features, &first, second.as_ref(), options, progress)?;
    let last = second.as_ref().unwrap_or(&first);
    let chosen = &last.cross.chosen;
    let mut out_of_fold = chosen.evaluation.clone();
    let confidence = confidence::fit_stage(&plan, &chosen.evaluation, options.folds, &mut out_of_fold.sets)?;
    let calibrated = plan.calibrated(&last.cross.out_of_fold, chosen.calibration);
    let manifest = Manifest {
        sets: plan.set_manifests(options),
        seed: options.seed,
        folds: options.folds,
        lambdas: options.lambdas.clone(),
        lambda: first.cross.lambda,
        second_lambda: second.as_ref().map(|second| second.cross.lambda),
        augment: options.augment,
        iterations: first.all.iterations,
        out_of_fold: out_of_fold.sets.clone(),
        effects: effects::effects(&plan, &calibrated, chosen.point),
        left_out: left_out.sets.clone(),
        curve: Vec::new(),
        command: options.command.clone(),
    };
    let second_stage =
        second.as_ref().map(|second| assemble::stage(Schema::stacked(), &second.all, &stacked));
    let body = ModelBody {
        unboil: env!("CARGO_PKG_VERSION").to_owned(),
        first: assemble::stage(&schema, &first.all, &features)?,
        second: second_stage.transpose()?,
        confidence,
        calibration: chosen.calibration,
        operating_point: chosen.point,
        manifest,
    };
    let path = first.cross.path.clone();
    let second_path = second.as_ref().map(|second| second.cross.path.clone()).unwrap_or_default();
    let by_shift = effects::by_shift(&plan, &calibrated);
    Ok(Training { model: Model::new(body)?, out_of_fold, path, second_path, by_shift, left_out })
}

/// The columns that the first stage keeps, and the matrices of these alone where they are not all.
fn narrow(
    plan: &Plan,
    schema: &Schema,
    options: &Options,
) -> Result<(Schema, Option<Vec<FeatureMatrix>>), TrainError> {
    let Some(wanted) = options.columns.filter(|wanted| *wanted < schema.len()) else {
        return Ok((schema.clone(), None));
    };
    let features = plan.features();
    let lambda = options.lambdas.iter().copied().fold(f64::INFINITY, f64::min);
    let fitted = plan.fit(&features, &|_| true, lambda, None)?;
    let mut order: Vec<usize> = (0..schema.len()).collect();
    order.sort_by(|&a, &b| fitted.weights[b].abs().total_cmp(&fitted.weights[a].abs()).then(a.cmp(&b)));
    order.truncate(wanted);
    order.sort_unstable();
    let names: Vec<&str> = order.iter().map(|&column| &*schema.features()[column].name).collect();
    let kept = schema.filter(|feature| names.contains(&&*feature.name));
    Ok((kept, Some(features.par_iter().map(|matrix| matrix.select(&order)).collect())))
}

/// One stage, fitted without each fold and on everything.
struct StageFit {
    cross: CrossFit,
    all: Fitted,
}

impl StageFit {
    fn new(
        plan: &Plan,
        features: &[&FeatureMatrix],
        options: &Options,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<StageFit, TrainError> {
        let cross = plan.cross_fit(features, options, progress)?;
        let all = plan.fit(features, &|_| true, cross.lambda, cross.fits.first())?;
        progress(Step::Fitted);
        Ok(StageFit { cross, all })
    }
}

fn check(options: &Options) -> Result<(), TrainError> {
    let refuse = |name, bounds, value: String| Err(TrainError::Hyperparameter { name, bounds, value });
    if options.folds < 2 {
        return refuse("the number of folds", "at least 2", options.folds.to_string());
    }
    if options.lambdas.is_empty() {
        return refuse("the list of λ", "of at least one number", "empty".to_owned());
    }
    if let Some(lambda) = options.lambdas.iter().find(|lambda| !(lambda.is_finite() && **lambda > 0.0)) {
        return refuse("λ", "more than 0", lambda.to_string());
    }
    if let Some((_, weight)) = options.set_weights.iter().find(|(_, w)| !(w.is_finite() && **w >= 0.0)) {
        return refuse("a set's weight", "0 or more", weight.to_string());
    }
    if let Some(tolerance) = options.tolerance.filter(|t| !(t.is_finite() && *t > 0.0)) {
        return refuse("the tolerance", "more than 0", tolerance.to_string());
    }
    if options.columns == Some(0) {
        return refuse("the number of columns", "at least 1", "0".to_owned());
    }
    if !(0.0..1.0).contains(&options.augment) {
        return refuse("the weight of altered copies", "from 0 to below 1", options.augment.to_string());
    }
    if !(0.0..=1.0).contains(&options.min_found) {
        return refuse("the least share of gold found", "0 to 1", options.min_found.to_string());
    }
    Ok(())
}

impl Training {
    /// The out-of-fold text of each example, in order.
    pub fn out_of_fold_texts<'a>(
        &'a self,
        examples: &'a [Example],
    ) -> impl Iterator<Item = (&'a str, String)> {
        texts(&self.out_of_fold, examples)
    }

    /// The text of each example by the model that saw nothing of its set; empty unless asked for.
    pub fn left_out_texts<'a>(&'a self, examples: &'a [Example]) -> impl Iterator<Item = (&'a str, String)> {
        texts(&self.left_out, examples)
    }
}

fn texts<'a>(evaluation: &'a Evaluation, examples: &'a [Example]) -> impl Iterator<Item = (&'a str, String)> {
    let render = |labels: &[Label], example: &Example| example.text.render(labels);
    evaluation
        .pages
        .iter()
        .zip(examples)
        .map(move |(page, example)| (page.id.as_str(), render(&page.labels, example)))
}
