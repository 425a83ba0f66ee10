//! Each set scored by a model that saw nothing of it or of its sites, through both stages.

use std::collections::BTreeSet;

use unboil_features::FeatureMatrix;
use unboil_infer::PageScores;

use super::inputs::Inputs;
use super::plan::{Plan, Scores};
use super::presence::Presence;
use super::stages::Stages;
use super::{Options, Step};
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, Fitted, TrainError};

/// The number of fits that it takes.
pub(super) fn fits(plan: &Plan, options: &Options) -> usize {
    let of_set = if options.second_stage { options.folds + 2 } else { 1 };
    if options.leave_one_set_out { of_set * plan.sets.len() } else { 0 }
}

/// Refuses, before anything is fitted, to leave the only set out, and a set without which some fit has nothing to learn.
/// Nothing to say where no set is left out.
pub(super) fn check(plan: &Plan, options: &Options) -> Result<(), TrainError> {
    if !options.leave_one_set_out {
        return Ok(());
    }
    if plan.sets.len() < 2 {
        return Err(TrainError::OneSet);
    }
    let can_fit = |set: &str| {
        let sites = plan.sites_of(set);
        let others = |page: usize| is_other(plan, page, &sites);
        plan.can_fit(&others) && (!options.second_stage || plan.can_cross_fit(&others, options.folds))
    };
    match plan.sets.iter().find(|set| !can_fit(set)) {
        Some(set) => Err(TrainError::NothingWithout { set: (*set).to_owned(), folds: options.folds }),
        None => Ok(()),
    }
}

/// Whether a page has nothing of some sites.
fn is_other(plan: &Plan, page: usize, sites: &BTreeSet<&str>) -> bool {
    plan.sites(page).all(|site| !sites.contains(site))
}

/// Trains without each set in turn, at the λ and the calibration of the model, and scores the set; empty unless asked
/// for. Pages of other sets that are of its sites are left out with it.
pub(super) fn evaluate(
    plan: &Plan,
    stages: &Stages,
    presence: Option<&Presence>,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Evaluation, TrainError> {
    if !options.leave_one_set_out {
        return Ok(Evaluation { pages: Vec::new(), sets: Vec::new() });
    }
    let chosen = &stages.last().chosen;
    let mut scores = vec![PageScores::default(); plan.examples().len()];
    for set in &plan.sets {
        let sites = plan.sites_of(set);
        let others = |page: usize| is_other(plan, page, &sites);
        let [by_first, by_last] = without(plan, stages, &others, options, progress)?;
        let mut of_set = plan.calibrated(&by_last, chosen.calibration);
        if let Some(presence) = presence {
            presence.write_left_out(plan, &others, &by_first, &mut of_set)?;
        }
        for (page, found) in of_set.into_iter().enumerate().filter(|(page, _)| plan.is_of(*page, set)) {
            scores[page] = found;
        }
    }
    Ok(evaluate_scores(plan.examples(), scores, chosen.point))
}

/// The scores of all pages, of the first stage and of the last, by a training on those that a test keeps. Pages that it
/// keeps get out-of-fold scores in the first stage, for the second to be fitted on.
fn without(
    plan: &Plan,
    stages: &Stages,
    keep: &(dyn Fn(usize) -> bool + Sync),
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<[Scores; 2], TrainError> {
    let first = &stages.first;
    let inputs = stages.first_inputs();
    let refit = |inputs: Inputs, keep: &(dyn Fn(usize) -> bool + Sync), lambda: f64, start: &Fitted| {
        let fitted = plan.fit(inputs, keep, lambda, Some(start));
        progress(Step::Fitted);
        fitted
    };
    let all = refit(inputs, keep, first.cross.lambda, &first.all)?;
    let Some(second) = &stages.second else {
        let scores = plan.scores(inputs.features, |_| &all);
        return Ok([scores.clone(), scores]);
    };
    let of_fold = |fold: usize| {
        let rest = |page: usize| keep(page) && plan.fold(page) != fold;
        refit(inputs, &rest, first.cross.lambda, &first.cross.fits[fold])
    };
    let by_fold: Vec<Fitted> = (0..options.folds).map(of_fold).collect::<Result<_, _>>()?;
    let scores =
        plan.scores(inputs.features, |page| if keep(page) { &by_fold[plan.fold(page)] } else { &all });
    let stacked = plan.stacked(&scores, &second.schema);
    let stacked: Vec<&FeatureMatrix> = stacked.iter().collect();
    let fitted = refit(second.inputs(&stacked), keep, second.cross.lambda, &second.all)?;
    let last = plan.scores(&stacked, |_| &fitted);
    Ok([scores, last])
}
