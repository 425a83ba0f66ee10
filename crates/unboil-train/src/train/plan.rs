//! What stays the same over all fits of a training, and the fits themselves.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use unboil_infer::{Calibration, OperatingPoint, SetManifest, SetMetrics};

use super::{Options, SHIFTS, Step};
use crate::evaluate::evaluate_scores;
use crate::fit::calibrate;
use crate::{Evaluation, Example, Fitted, Problem, Rows, TrainError, assign_folds, fit};

/// One λ, judged out of fold.
pub(super) struct Candidate {
    pub(super) calibration: Calibration,
    pub(super) point: OperatingPoint,
    pub(super) evaluation: Evaluation,
    /// Mean of the sets' F1.
    pub(super) score: f64,
}

/// What stays the same over all fits.
pub(super) struct Plan<'a> {
    examples: &'a [Example],
    /// The fold of each page.
    pub(super) folds: Vec<usize>,
    /// The sets in the order in which they first appear.
    pub(super) sets: Vec<&'a str>,
    takes_part: Vec<bool>,
    /// The weight of each page's rows in all fits.
    weights: Vec<Vec<f64>>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(examples: &'a [Example], options: &Options) -> Result<Plan<'a>, TrainError> {
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
    pub(super) fn rows(&self, keep: &(dyn Fn(usize) -> bool + Sync)) -> Vec<Rows<'a>> {
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
    pub(super) fn fit_path(
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
    pub(super) fn judge<'f>(
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
    pub(super) fn leave_one_set_out(
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

    pub(super) fn set_manifests(&self, options: &Options) -> Vec<SetManifest> {
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
