//! Folds × regularisation path → calibrated model with an operating point.

mod plan;

use std::collections::BTreeMap;

use rayon::prelude::*;
use unboil_features::Schema;
use unboil_infer::{Column, Golden, Label, Manifest, Model, ModelBody, OperatingPoint};

use self::plan::{Candidate, Plan};
use crate::{Evaluation, Example, Fitted, Problem, TrainError, fit};

/// Golden vectors of a model.
const GOLDEN: usize = 4;
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
    /// Whether to train once more for each set, without it, and score it.
    pub leave_one_set_out: bool,
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
            leave_one_set_out: false,
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
    let plan = Plan::new(examples, options)?;
    let sets = if options.leave_one_set_out { plan.sets.len() } else { 0 };
    progress(Step::Planned(options.folds * options.lambdas.len() + 1 + sets));

    let fold = |fold: usize| plan.fit_path(&options.lambdas, &|page| plan.folds[page] != fold, progress);
    let fits: Vec<Vec<Fitted>> = (0..options.folds).into_par_iter().map(fold).collect::<Result<_, _>>()?;
    let candidates: Vec<Candidate> = (0..options.lambdas.len())
        .map(|index| plan.judge(|page| &fits[plan.folds[page]][index], options.operating_point))
        .collect::<Result<_, _>>()?;
    let path = options.lambdas.iter().zip(&candidates).map(|(lambda, candidate)| (*lambda, candidate.score));
    let path: Vec<(f64, f64)> = path.collect();
    let best = (0..path.len()).max_by(|&a, &b| path[a].1.total_cmp(&path[b].1)).unwrap_or(0);
    let (lambda, chosen) = (path[best].0, &candidates[best]);

    let start = fits[0].get(best);
    let fitted = fit(&Problem::new(&plan.rows(&|_| true))?, lambda, start)?;
    progress(Step::Fitted);
    let left_out = if options.leave_one_set_out {
        plan.leave_one_set_out(lambda, chosen, &fitted, progress)?
    } else {
        Evaluation { pages: Vec::new(), sets: Vec::new() }
    };
    let manifest = Manifest {
        sets: plan.set_manifests(options),
        seed: options.seed,
        folds: options.folds,
        lambdas: options.lambdas.clone(),
        lambda,
        iterations: fitted.iterations,
        out_of_fold: chosen.evaluation.sets.clone(),
        left_out: left_out.sets.clone(),
        command: options.command.clone(),
    };
    let model = assemble(examples, schema, &fitted, chosen, manifest)?;
    Ok(Training { model, out_of_fold: chosen.evaluation.clone(), path, left_out })
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
    if !(0.0..=1.0).contains(&options.min_found) {
        return refuse("the least share of gold found", "0 to 1", options.min_found.to_string());
    }
    Ok(())
}

fn assemble(
    examples: &[Example],
    schema: &Schema,
    fitted: &Fitted,
    chosen: &Candidate,
    manifest: Manifest,
) -> Result<Model, TrainError> {
    let used: Vec<usize> = (0..schema.len()).filter(|&column| fitted.weights[column].abs() > 0.0).collect();
    let columns: Vec<Column> = used
        .iter()
        .map(|&column| Column {
            feature: schema.features()[column].name.to_string(),
            revision: schema.features()[column].revision,
            mean: fitted.means[column],
            scale: fitted.scales[column],
            weight: fitted.weights[column],
        })
        .collect();
    let wanted = columns.iter().map(|column| (column.feature.as_str(), column.revision));
    let schema_sha256 = Schema::select(wanted).map_err(unboil_infer::ModelError::SchemaMismatch)?.sha256();
    let mut body = ModelBody {
        unboil: env!("CARGO_PKG_VERSION").to_owned(),
        schema_sha256,
        columns,
        intercept: fitted.intercept,
        calibration: chosen.calibration,
        operating_point: chosen.point,
        manifest,
        golden: Vec::new(),
    };
    let scorer = Model::new(body.clone())?;
    body.golden =
        golden_rows(examples, &used).map(|row| Golden { log_odds: scorer.raw_log_odds(&row), row }).collect();
    Ok(Model::new(body)?)
}

/// A middle block of a few pages, spread over the examples.
fn golden_rows<'a>(examples: &'a [Example], used: &'a [usize]) -> impl Iterator<Item = Vec<f32>> + 'a {
    let pages: Vec<&Example> = examples.iter().filter(|example| example.features.rows() > 0).collect();
    let step = pages.len().div_ceil(GOLDEN).max(1);
    pages.into_iter().step_by(step).map(move |example| {
        let row = example.features.row(example.features.rows() / 2);
        used.iter().map(|&column| row[column]).collect()
    })
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
