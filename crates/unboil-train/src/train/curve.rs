//! The learning curve: what training on a part of the sites gives, out of fold, through both stages on blocks.

use std::collections::BTreeSet;

use unboil_features::sha256;
use unboil_infer::CurvePoint;

use super::candidate::f1_of;
use super::inputs::Inputs;
use super::path::CrossFit;
use super::plan::{Plan, Scores};
use super::presence::Presence;
use super::stages::Stages;
use super::{Options, Step};
use crate::evaluate::evaluate_scores;
use crate::{Evaluation, TrainError};

/// Parts of the sites that are trained on; all of them are the training itself.
const SHARES: [f64; 3] = [0.125, 0.25, 0.5];

/// The number of fits that it takes.
pub(super) fn fits(plan: &Plan, options: &Options) -> usize {
    let stages = if options.second_stage { 2 } else { 1 };
    parts(plan, options).len() * stages * options.folds
}

/// F1 of all pages by trainings on parts of the sites, each part within the next, at the λ, the calibration, the presence
/// and the operating point of the model; last, that of the training on all. Parts are of the sites that blocks are learned
/// from. An altered copy is of a part if the pages that its boilerplate is taken from are, so that small parts have few. A
/// part of fewer sites than folds has no point, nor one that cannot be fitted without each fold, as where all its sites are
/// of one. Empty unless asked for, and where no part has one.
pub(super) fn curve(
    plan: &Plan,
    stages: &Stages,
    presence: Option<&Presence>,
    out_of_fold: &Evaluation,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<CurvePoint>, TrainError> {
    let chosen = &stages.last().chosen;
    let mut points = Vec::new();
    for part in parts(plan, options) {
        let keep = |page: usize| is_of(plan, page, &part);
        let first = fit_part(plan, stages.first_inputs(), &keep, &stages.first.cross, progress)?;
        let mut last = None;
        if let Some(second) = &stages.second {
            let stacked = plan.stacked(&first, &second.schema);
            last = Some(fit_part(plan, second.inputs(&plan.rows(&stacked)), &keep, &second.cross, progress)?);
        }
        let mut calibrated = plan.calibrated(last.as_ref().unwrap_or(&first), chosen.calibration);
        if let Some(presence) = presence {
            presence.write(plan, &first, &mut calibrated);
        }
        let part = evaluate_scores(plan.examples(), calibrated, chosen.point);
        points.push(point(plan, &keep, &part));
    }
    if !points.is_empty() {
        points.push(point(plan, &|_| true, out_of_fold));
    }
    Ok(points)
}

/// A training on the pages that a test keeps, and what it comes to.
fn point(plan: &Plan, keep: &dyn Fn(usize) -> bool, out_of_fold: &Evaluation) -> CurvePoint {
    CurvePoint { pages: plan.learned_pages(keep), f1: out_of_fold.sets.iter().map(f1_of).collect() }
}

/// The sites of each part, in an order that the seed decides.
fn parts<'a>(plan: &Plan<'a>, options: &Options) -> Vec<BTreeSet<&'a str>> {
    let of_examples = 0..plan.examples().len();
    let sites: BTreeSet<&str> =
        of_examples.filter(|&page| plan.is_learned(page)).map(|page| plan.site(page)).collect();
    let mut order: Vec<(String, &str)> =
        sites.into_iter().map(|site| (sha256(format!("curve {} {site}", options.seed)), site)).collect();
    order.sort();
    let part = |share: f64| {
        let count = (share * order.len() as f64).ceil() as usize;
        order.iter().take(count).map(|(_, site)| *site).collect::<BTreeSet<&str>>()
    };
    let shares = SHARES.into_iter().filter(|_| options.curve);
    let has_point = |sites: &BTreeSet<&str>| {
        let keep = |page: usize| is_of(plan, page, sites);
        sites.len() >= options.folds && plan.can_cross_fit(&keep, options.folds)
    };
    shares.map(part).filter(has_point).collect()
}

/// Whether all that a page has is of some sites.
fn is_of(plan: &Plan, page: usize, sites: &BTreeSet<&str>) -> bool {
    plan.sites(page).all(|site| sites.contains(site))
}

/// The scores of each page by a fit of the pages of other folds that a test keeps.
fn fit_part(
    plan: &Plan,
    inputs: Inputs,
    keep: &(dyn Fn(usize) -> bool + Sync),
    whole: &CrossFit,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Scores, TrainError> {
    let masks = plan.masks_without_folds(whole.fits.len(), keep);
    let fits = plan.solve_each(inputs, masks, |fold, problem| {
        let fitted = inputs.fit(problem, whole.lambda, Some(&whole.fits[fold]))?;
        progress(Step::Fitted);
        Ok(fitted)
    })?;
    Ok(plan.scores(&inputs.features(), |page| &fits[plan.fold(page)]))
}
