//! Whether a page has main content at all: a small logistic regression on what the other stages expect of it.
//!
//! Error pages, walls and empty shells are pages whose gold is empty: where the sets have few, there is no such stage. Every
//! page weighs the same, whatever its set, so that a set can serve this stage alone.

use rayon::prelude::*;
use unboil_features::{ExpectedPage, FeatureMatrix, Outline, Schema};
use unboil_infer::{Label, Model, PageScores, PresenceMetrics, Stage, sigmoid};

use super::pages::fit_pages;
use super::plan::{Plan, Scores};
use super::{Options, assemble};
use crate::{Evaluation, Fitted, Rows, TrainError};

const LAMBDA: f64 = 2e-3;

/// The stage of a training.
pub(super) enum Presence {
    /// Fitted on the examples.
    Own(Fits),
    /// That of the model that is adapted: the examples are too few for one of their own.
    Kept(Box<Model>),
}

/// Fits of the stage.
pub(super) struct Fits {
    stage: Stage,
    /// Without each fold.
    by_fold: Vec<Fitted>,
    /// One row an example, out of fold.
    rows: Vec<FeatureMatrix>,
}

impl Presence {
    /// The stage of the model that is adapted, as it is, or one fitted on the out-of-fold scores of the others, those of
    /// the first stage as they are. `None` where the model has none, or where too few of a fit's pages have content, or
    /// have none.
    pub(super) fn new(
        plan: &Plan,
        first: &Scores,
        calibrated: &[PageScores],
        options: &Options,
    ) -> Result<Option<Presence>, TrainError> {
        match &options.base {
            None => Presence::fit(plan, first, calibrated, options.folds),
            Some(base) if base.presence.is_none() => Ok(None),
            Some(base) => Ok(Some(Presence::Kept(Box::new(Model::new(base.clone())?)))),
        }
    }

    fn fit(
        plan: &Plan,
        first: &Scores,
        calibrated: &[PageScores],
        folds: usize,
    ) -> Result<Option<Presence>, TrainError> {
        let pages = plan.examples().par_iter().zip(first).zip(calibrated);
        let rows: Vec<FeatureMatrix> = pages
            .map(|((example, first), last)| row(&example.measured.outline, first, &last.log_odds))
            .collect();
        let without = |fold: usize| fit_on(plan, &rows, &|page| plan.fold(page) != fold);
        let by_fold = (0..folds).map(without).collect::<Result<Option<Vec<Fitted>>, TrainError>>()?;
        let all = fit_on(plan, &rows, &|_| true)?;
        let Some((by_fold, all)) = by_fold.zip(all) else { return Ok(None) };
        let stage = assemble::stage(Schema::expected(), &all, &rows.iter().collect::<Vec<_>>())?;
        Ok(Some(Presence::Own(Fits { stage, by_fold, rows })))
    }

    /// What the model gets of it.
    pub(super) fn stage(&self) -> Option<Stage> {
        match self {
            Presence::Own(fits) => Some(fits.stage.clone()),
            Presence::Kept(base) => base.body().presence.clone(),
        }
    }

    /// Writes the presence of each example, out of fold, given out-of-fold scores: those that the stage is fitted on, or
    /// others.
    pub(super) fn write(&self, plan: &Plan, first: &Scores, scores: &mut [PageScores]) {
        match self {
            Presence::Own(fits) => {
                write_fitted(plan, &|page| &fits.by_fold[plan.fold(page)], first, scores);
            }
            Presence::Kept(base) => write_kept(base, plan, first, scores),
        }
    }

    /// The same by a fit of the pages that a test keeps, given scores by fits of those.
    pub(super) fn write_left_out(
        &self,
        plan: &Plan,
        others: &dyn Fn(usize) -> bool,
        first: &Scores,
        scores: &mut [PageScores],
    ) -> Result<(), TrainError> {
        match self {
            Presence::Own(fits) => {
                if let Some(fitted) = fit_on(plan, &fits.rows, others)? {
                    write_fitted(plan, &|_| &fitted, first, scores);
                }
            }
            Presence::Kept(base) => write_kept(base, plan, first, scores),
        }
        Ok(())
    }

    /// Writes into each set how well its pages are told apart out of fold.
    pub(super) fn write_metrics(&self, plan: &Plan, evaluation: &mut Evaluation) {
        for set in &mut evaluation.sets {
            let of_set = evaluation.pages.iter().enumerate().filter(|(page, _)| plan.is_of(*page, &set.set));
            let pages: Vec<(bool, bool)> = of_set
                .filter_map(|(page, result)| {
                    plan.has_content(page).map(|has| (has, !result.labels.contains(&Label::Content)))
                })
                .collect();
            let of_kind = |has: bool| pages.iter().filter(move |(label, _)| *label == has);
            let found = |has: bool| {
                of_kind(has).filter(|(_, is_empty)| *is_empty).count() as f64
                    / of_kind(has).count().max(1) as f64
            };
            set.presence = Some(PresenceMetrics {
                lost: found(true),
                empty: of_kind(false).count(),
                found: found(false),
            });
        }
    }
}

/// Writes what the fit of each example says of its presence.
fn write_fitted<'f>(
    plan: &Plan,
    fit_of: &(dyn Fn(usize) -> &'f Fitted + Sync),
    first: &Scores,
    scores: &mut [PageScores],
) {
    let pages = scores.par_iter_mut().zip(plan.examples()).zip(first).enumerate();
    pages.for_each(|(place, ((page, example), first))| {
        let row = row(&example.measured.outline, first, &page.log_odds);
        page.presence = Some(sigmoid(fit_of(place).log_odds_of(row.row(0))));
    });
}

/// Writes what a model says of the presence of each example.
fn write_kept(model: &Model, plan: &Plan, first: &Scores, scores: &mut [PageScores]) {
    for ((example, first), page) in plan.examples().iter().zip(first).zip(scores) {
        page.presence = model.presence(first, &page.log_odds, &example.measured.outline);
    }
}

/// The row of a page, by its log-odds of the first stage and its calibrated ones.
fn row(outline: &Outline, first: &[f64], last: &[f64]) -> FeatureMatrix {
    FeatureMatrix::whole(&ExpectedPage::new(outline, first, last), Schema::expected())
}

/// A fit on the examples that a test keeps, of those whose labels tell; `None` where these are too few of a kind.
fn fit_on(
    plan: &Plan,
    rows: &[FeatureMatrix],
    keep: &dyn Fn(usize) -> bool,
) -> Result<Option<Fitted>, TrainError> {
    let row = |(page, features)| {
        let has = plan.has_content(page).filter(|_| keep(page))?;
        Some(Rows { features, labels: vec![has], weights: vec![1.0] })
    };
    let rows: Vec<Rows> = rows.iter().enumerate().filter_map(row).collect();
    fit_pages(&rows, LAMBDA)
}
