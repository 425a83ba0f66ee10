//! The regularisation path, and the strength that is chosen on it.

use super::candidate::{Candidate, first_best};
use super::inputs::Inputs;
use super::plan::{Plan, Scores};
use super::{Options, Step};
use crate::{Fitted, Problem, TrainError};

/// A cross-validated regularisation path.
pub(super) struct CrossFit {
    /// Mean of the sets' F1 at each λ.
    pub(super) path: Vec<(f64, f64)>,
    /// The chosen λ, and how it did.
    pub(super) lambda: f64,
    pub(super) chosen: Candidate,
    /// Its fit without each fold.
    pub(super) fits: Vec<Fitted>,
    /// Its fit of all pages.
    pub(super) all: Fitted,
    /// Its out-of-fold log-odds, before calibration.
    pub(super) out_of_fold: Scores,
}

impl CrossFit {
    /// Fits each λ without each fold and on all pages, along the path, judges each λ out of fold, and chooses one.
    pub(super) fn new(
        plan: &Plan,
        inputs: Inputs,
        lambdas: &[f64],
        options: &Options,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<CrossFit, TrainError> {
        let path_of = |_: usize, problem: &Problem| {
            let mut fits: Vec<Fitted> = Vec::new();
            for lambda in lambdas {
                let fitted = inputs.fit(problem, *lambda, fits.last())?;
                progress(Step::Fitted);
                fits.push(fitted);
            }
            Ok(fits)
        };
        let masks = [plan.masks_without_folds(options.folds, |_| true), vec![plan.mask(|_| true)]].concat();
        let mut paths: Vec<Vec<Fitted>> = plan.solve_each(inputs, masks, path_of)?;
        let features = inputs.features();
        let judge = |index: usize| {
            let scores = plan.scores(&features, |page| &paths[plan.fold(page)][index]);
            Ok((plan.judge(&scores, options)?, scores))
        };
        let mut judged: Vec<(Candidate, Scores)> =
            (0..lambdas.len()).map(judge).collect::<Result<_, TrainError>>()?;
        let path: Vec<(f64, f64)> =
            lambdas.iter().zip(&judged).map(|(lambda, (candidate, _))| (*lambda, candidate.score)).collect();
        // A model that is adapted is moved from its base as little as the pages allow.
        let is_as_good = |index: usize, best: usize| {
            inputs.base.is_some() && judged[index].0.is_as_good_as(&judged[best].0, plan)
        };
        let index = choose(&path, is_as_good);
        let (chosen, out_of_fold) = judged.swap_remove(index);
        let mut fits: Vec<Fitted> = paths.iter_mut().map(|fits| fits.swap_remove(index)).collect();
        let all = fits.swap_remove(options.folds);
        Ok(CrossFit { lambda: path[index].0, path, chosen, fits, all, out_of_fold })
    }
}

/// The place of the largest λ that is as good as the one with the best score.
fn choose(path: &[(f64, f64)], is_as_good: impl Fn(usize, usize) -> bool) -> usize {
    let best = first_best(path.iter().map(|(_, score)| *score));
    let good = (0..path.len()).filter(|&index| index == best || is_as_good(index, best));
    good.reduce(|largest, next| if path[next].0 > path[largest].0 { next } else { largest }).unwrap_or(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_penalty_that_is_as_good_is_chosen() {
        let check = |path: &[(f64, f64)], tolerated: f64, expected: usize| {
            assert_eq!(choose(path, |index, best| path[best].1 - path[index].1 < tolerated), expected);
        };
        let path = [(1.0, 0.80), (0.1, 0.86), (0.01, 0.87), (0.001, 0.84)];
        check(&path, 0.0, 2);
        check(&path, 0.02, 1);
        check(&path, 0.08, 0);
        check(&[(0.1, 0.5), (1.0, 0.5)], 0.0, 0);
        check(&[(1.0, 0.5)], 0.1, 0);
    }
}
