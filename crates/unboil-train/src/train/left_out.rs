//! Each set scored by a model that saw nothing of it or of its sites, through both stages.

use std::collections::BTreeSet;

use unboil_infer::PageScores;

use super::inputs::Inputs;
use super::plan::{Plan, Scores};
use super::presence::Presence;
use super::stages::Stages;
use super::{Options, Step};
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, Fitted, Problem, TrainError};

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
    let fit = |inputs: Inputs, problem: &Problem, lambda: f64, start: &Fitted| {
        let fitted = inputs.fit(problem, lambda, Some(start))?;
        progress(Step::Fitted);
        Ok(fitted)
    };
    let (first, inputs) = (&stages.first, stages.first_inputs());
    // All pages that are kept, then, for the second stage, without each fold.
    let folds = if stages.second.is_some() { options.folds } else { 0 };
    let masks = [vec![plan.mask(keep)], plan.masks_without_folds(folds, keep)].concat();
    let starts: Vec<&Fitted> = std::iter::once(&first.cross.all).chain(&first.cross.fits).collect();
    let of_mask = |place: usize, problem: &Problem| fit(inputs, problem, first.cross.lambda, starts[place]);
    let fits = plan.solve_each(inputs, masks, of_mask)?;
    let scores = plan.scores(&inputs.features(), |page| {
        let by_fold = stages.second.is_some() && keep(page);
        &fits[if by_fold { 1 + plan.fold(page) } else { 0 }]
    });
    let Some(second) = &stages.second else {
        return Ok([scores.clone(), scores]);
    };
    let stacked = plan.stacked(&scores, &second.schema);
    let rows = plan.rows(&stacked);
    let inputs = second.inputs(&rows);
    let of_second =
        |_: usize, problem: &Problem| fit(inputs, problem, second.cross.lambda, &second.cross.all);
    let fitted = plan.solve_each(inputs, vec![plan.mask(keep)], of_second)?;
    let last = plan.scores(&inputs.features(), |_| &fitted[0]);
    Ok([scores, last])
}
