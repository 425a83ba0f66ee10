//! Folds × regularisation path → calibrated model with an operating point.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use unboil_features::Schema;
use unboil_infer::{
    Calibration, Column, Golden, Label, Manifest, Model, ModelBody, OperatingPoint, SetManifest, SetMetrics,
};

use crate::evaluate::evaluate_scores;
use crate::fit::calibrate;
use crate::{Evaluation, Example, Fitted, Problem, Rows, TrainError, assign_folds, fit};

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

/// One λ, judged out of fold.
struct Candidate {
    calibration: Calibration,
    point: OperatingPoint,
    evaluation: Evaluation,
    /// Mean of the sets' F1.
    score: f64,
}

/// What stays the same over all fits.
struct Plan<'a> {
    examples: &'a [Example],
    /// The fold of each page.
    folds: Vec<usize>,
    /// The sets in the order in which they first appear.
    sets: Vec<&'a str>,
    takes_part: Vec<bool>,
    /// The weight of each page's rows in all fits.
    weights: Vec<Vec<f64>>,
}

impl<'a> Plan<'a> {
    fn new(examples: &'a [Example], options: &Options) -> Result<Plan<'a>, TrainError> {
        let mut sets: Vec<&str> = Vec::new();
        for example in examples {
            if !sets.contains(&example.set.as_str()) {
                sets.push(&example.set);
            }
        }
        let is_labelled = |example: &Example| example.labels.iter().any(Option::is_some);
        let takes_part: Vec<bool> =
            examples.iter().map(|e| e.found >= options.min_found && is_labelled(e)).collect();
        if !takes_part.contains(&true) {
            return Err(TrainError::EmptyDataset { left_out: examples.len() });
        }
        let sites: Vec<String> = examples.iter().map(|example| example.site.clone()).collect();
        let mut distinct = sites.clone();
        distinct.sort();
        distinct.dedup();
        if distinct.len() < options.folds {
            return Err(TrainError::TooFewSites { sites: distinct.len(), folds: options.folds });
        }
        let mut plan = Plan {
            examples,
            folds: assign_folds(&sites, options.folds, options.seed),
            sets,
            takes_part,
            weights: vec![],
        };
        plan.weights = plan.set_weighted(options);
        Ok(plan)
    }

    /// Row weights under which each set weighs, as a whole, what the options say.
    fn set_weighted(&self, options: &Options) -> Vec<Vec<f64>> {
        let mut weights: Vec<Vec<f64>> = self.examples.iter().map(Example::row_weights).collect();
        for (weights, takes_part) in weights.iter_mut().zip(&self.takes_part) {
            if !takes_part {
                weights.fill(0.0);
            }
        }
        for set in &self.sets {
            let pages: Vec<usize> =
                (0..self.examples.len()).filter(|&page| self.examples[page].set == *set).collect();
            let total: f64 = pages.iter().flat_map(|&page| &weights[page]).sum();
            let wanted = options.set_weights.get(*set).copied().unwrap_or(1.0);
            if total > 0.0 {
                pages.iter().for_each(|&page| weights[page].iter_mut().for_each(|w| *w *= wanted / total));
            }
        }
        weights
    }

    /// The rows of the pages that a test keeps.
    fn rows(&self, keep: &(dyn Fn(usize) -> bool + Sync)) -> Vec<Rows<'a>> {
        let examples = self.examples;
        let pages = (0..examples.len()).filter(|&page| keep(page) && self.takes_part[page]);
        let rows = pages.map(|page| Rows {
            features: &examples[page].features,
            labels: examples[page].labels.iter().map(|label| *label == Some(true)).collect(),
            weights: self.weights[page].clone(),
        });
        rows.collect()
    }

    /// Fits along the regularisation path, each from the one before.
    fn fit_path(
        &self,
        lambdas: &[f64],
        keep: &(dyn Fn(usize) -> bool + Sync),
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<Vec<Fitted>, TrainError> {
        let rows = self.rows(keep);
        let problem = Problem::new(&rows)?;
        let mut fits: Vec<Fitted> = Vec::new();
        for lambda in lambdas {
            let fitted = fit(&problem, *lambda, fits.last())?;
            progress(Step::Fitted);
            fits.push(fitted);
        }
        Ok(fits)
    }

    /// Calibrates the scores that `fit_of` gives each page, and chooses the operating point that is best for them.
    fn judge<'f>(
        &self,
        fit_of: impl Fn(usize) -> &'f Fitted + Sync,
        point: Option<OperatingPoint>,
    ) -> Result<Candidate, TrainError> {
        let raw: Vec<Vec<f64>> = (0..self.examples.len())
            .into_par_iter()
            .map(|page| raw_log_odds(&self.examples[page], fit_of(page)))
            .collect();
        let calibration = calibrate(&self.labelled(&raw))?;
        let calibrated: Vec<Vec<f64>> =
            raw.iter().map(|page| page.iter().map(|z| calibration.apply(*z)).collect()).collect();
        let candidates = point.map_or_else(
            || SHIFTS.iter().map(|&shift| OperatingPoint::ExpectedF1 { shift }).collect(),
            |point| vec![point],
        );
        let judged = candidates.into_iter().map(|point| {
            let evaluation = evaluate_scores(self.examples, calibrated.clone(), point);
            let score = mean_f1(&evaluation.sets);
            Candidate { calibration, point, evaluation, score }
        });
        // There is at least one candidate; the first of equals is kept.
        judged.reduce(|best, next| if next.score > best.score { next } else { best }).ok_or(
            TrainError::Hyperparameter {
                name: "the operating point",
                bounds: "given",
                value: "none".to_owned(),
            },
        )
    }

    /// Log-odds and labels of all blocks that took part.
    fn labelled(&self, log_odds: &[Vec<f64>]) -> Vec<(f64, bool)> {
        let pages =
            self.examples.iter().zip(log_odds).zip(&self.takes_part).filter(|(_, takes_part)| **takes_part);
        pages
            .flat_map(|((example, z), _)| example.labels.iter().zip(z))
            .filter_map(|(label, z)| label.map(|label| (*z, label)))
            .collect()
    }

    /// Scores each set by a fit on the others, calibrated as the model is.
    fn leave_one_set_out(
        &self,
        lambda: f64,
        chosen: &Candidate,
        start: &Fitted,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<Evaluation, TrainError> {
        if self.sets.len() < 2 {
            return Ok(Evaluation { pages: Vec::new(), sets: Vec::new() });
        }
        let without = |set: &&'a str| {
            let rows = self.rows(&|page| self.examples[page].set != **set);
            let fitted = fit(&Problem::new(&rows)?, lambda, Some(start))?;
            progress(Step::Fitted);
            Ok((*set, fitted))
        };
        let fits: BTreeMap<&str, Fitted> =
            self.sets.iter().map(without).collect::<Result<_, TrainError>>()?;
        let scores = self.examples.iter().map(|example| {
            let raw = raw_log_odds(example, &fits[example.set.as_str()]);
            raw.into_iter().map(|z| chosen.calibration.apply(z)).collect()
        });
        Ok(evaluate_scores(self.examples, scores.collect(), chosen.point))
    }

    fn set_manifests(&self, options: &Options) -> Vec<SetManifest> {
        let manifest = |set: &&str| {
            let mut hash = Sha256::new();
            let (mut pages, mut left_out, mut blocks) = (0, 0, 0);
            for (example, takes_part) in
                self.examples.iter().zip(&self.takes_part).filter(|(e, _)| e.set == **set)
            {
                hash.update(format!("{} {}\n", example.page.id, example.sha256));
                if *takes_part {
                    pages += 1;
                    blocks += example.labels.iter().flatten().count();
                } else {
                    left_out += 1;
                }
            }
            SetManifest {
                name: (*set).to_owned(),
                licence: options.licences.get(*set).cloned().unwrap_or_default(),
                pages,
                left_out,
                blocks,
                weight: options.set_weights.get(*set).copied().unwrap_or(1.0),
                sha256: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
            }
        };
        self.sets.iter().map(manifest).collect()
    }
}

fn mean_f1(sets: &[SetMetrics]) -> f64 {
    let of_all = |set: &SetMetrics| set.groups.first().map_or(0.0, |group| group.f1);
    sets.iter().map(of_all).sum::<f64>() / sets.len().max(1) as f64
}

fn raw_log_odds(example: &Example, fitted: &Fitted) -> Vec<f64> {
    let slopes: Vec<f64> =
        fitted.weights.iter().zip(&fitted.scales).map(|(weight, scale)| weight / scale).collect();
    let offset = fitted.intercept - slopes.iter().zip(&fitted.means).map(|(s, m)| s * m).sum::<f64>();
    let score = |block| {
        let row = example.features.row(block);
        offset + row.iter().zip(&slopes).map(|(value, slope)| f64::from(*value) * slope).sum::<f64>()
    };
    (0..example.features.rows()).map(score).collect()
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
