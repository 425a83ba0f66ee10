//! How sure a choice of blocks is, as a page: a small logistic regression on out-of-fold choices, to which every page
//! counts the same.

use unboil_features::{ChosenPage, FeatureMatrix, Schema};
use unboil_infer::{Label, SetMetrics, Stage, sigmoid};

use super::assemble;
use super::pages::fit_pages;
use super::plan::Plan;
use crate::score::auc;
use crate::{Evaluation, Fitted, PageScore, Rows, TrainError};

/// A page is good from this word F1 on.
const GOOD: f64 = 0.8;
const LAMBDA: f64 = 1e-3;

/// Fits the stage on the pages of an out-of-fold evaluation whose gold is whole, and writes into its sets how well its
/// own out-of-fold scores tell good pages from others. `None` where too few of a fit's pages are good, or are not.
pub(super) fn fit_stage(
    plan: &Plan,
    evaluation: &mut Evaluation,
    folds: usize,
) -> Result<Option<Stage>, TrainError> {
    let is_whole = |page: usize| plan.takes_part(page) && plan.examples()[page].is_whole();
    let pages: Vec<usize> = (0..evaluation.pages.len()).filter(|page| is_whole(*page)).collect();
    let matrices: Vec<FeatureMatrix> = pages.iter().map(|&page| row(plan, evaluation, page)).collect();
    // Nothing is no good choice, even where it is right: where there may be no content, confidence is low.
    let is_good = |page: usize| {
        let result = &evaluation.pages[page];
        result.labels.contains(&Label::Content) && result.score.f1() >= GOOD
    };
    let rows = |keep: &dyn Fn(usize) -> bool| -> Vec<Rows> {
        let kept = pages.iter().zip(&matrices).filter(|(page, _)| keep(**page));
        let rows =
            kept.map(|(&page, features)| Rows { features, labels: vec![is_good(page)], weights: vec![1.0] });
        rows.collect()
    };
    let without = |fold: usize| fit_pages(&rows(&|page| plan.fold(page) != fold), LAMBDA);
    let by_fold = (0..folds).map(without).collect::<Result<Option<Vec<Fitted>>, TrainError>>()?;
    let all = fit_pages(&rows(&|_| true), LAMBDA)?;
    let Some((by_fold, fitted)) = by_fold.zip(all) else { return Ok(None) };
    let auc_of = |set: &SetMetrics| {
        let of_set = pages.iter().zip(&matrices).filter(|(page, _)| plan.is_of(**page, &set.set));
        let scores: Vec<(f64, bool)> = of_set
            .map(|(&page, matrix)| (by_fold[plan.fold(page)].log_odds_of(matrix.row(0)), is_good(page)))
            .collect();
        auc(scores.into_iter())
    };
    let aucs: Vec<Option<f64>> = evaluation.sets.iter().map(auc_of).collect();
    evaluation.sets.iter_mut().zip(aucs).for_each(|(set, auc)| set.confidence_auc = auc);
    let matrices: Vec<&FeatureMatrix> = matrices.iter().collect();
    assemble::stage(Schema::chosen(), &fitted, &matrices).map(Some)
}

fn row(plan: &Plan, evaluation: &Evaluation, page: usize) -> FeatureMatrix {
    let result = &evaluation.pages[page];
    debug_assert!(matches!(result.score, PageScore::Words { .. }));
    let probabilities: Vec<f64> = result.log_odds.iter().map(|z| sigmoid(*z)).collect();
    let is_chosen: Vec<bool> = result.labels.iter().map(|label| *label == Label::Content).collect();
    let chosen =
        ChosenPage::new(&plan.examples()[page].measured.outline, &probabilities, &is_chosen, result.presence);
    FeatureMatrix::whole(&chosen, Schema::chosen())
}
