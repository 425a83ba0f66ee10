//! How sure a choice of blocks is, as a page: a small logistic regression on out-of-fold choices.

use unboil_features::{ChosenPage, FeatureMatrix, Schema};
use unboil_infer::{Label, SetMetrics, Stage, sigmoid};

use super::assemble;
use super::plan::Plan;
use crate::score::auc;
use crate::{Evaluation, Fitted, Gold, PageScore, Problem, Rows, TrainError, fit};

/// A page is good from this word F1 on.
const GOOD: f64 = 0.8;
const LAMBDA: f64 = 1e-3;

/// Fits the stage on the pages of an out-of-fold evaluation whose gold is whole, and writes into `sets` how well its
/// own out-of-fold scores tell good pages from others. `None` where no page, or every page, is good.
pub(super) fn fit_stage(
    plan: &Plan,
    evaluation: &Evaluation,
    folds: usize,
    sets: &mut [SetMetrics],
) -> Result<Option<Stage>, TrainError> {
    let is_whole = |page: &usize| !matches!(plan.examples()[*page].page.gold, Gold::Segments { .. });
    let pages: Vec<usize> = (0..evaluation.pages.len()).filter(is_whole).collect();
    let matrices: Vec<FeatureMatrix> = pages.iter().map(|&page| row(plan, evaluation, page)).collect();
    let is_good = |page: usize| evaluation.pages[page].score.f1() >= GOOD;
    let rows = |keep: &dyn Fn(usize) -> bool| -> Vec<Rows> {
        let kept = pages.iter().zip(&matrices).filter(|(page, _)| keep(**page));
        let rows = kept.map(|(&page, features)| Rows {
            features,
            labels: vec![is_good(page)],
            weights: vec![plan.weight(page)],
        });
        rows.collect()
    };
    let has_both = |rows: &[Rows]| {
        let has = |good: bool| rows.iter().any(|row| row.labels == [good] && row.weights[0] > 0.0);
        has(true) && has(false)
    };
    let all = rows(&|_| true);
    let mut by_fold: Vec<Fitted> = Vec::new();
    for fold in 0..folds {
        let rest = rows(&|page| plan.fold(page) != fold);
        if !has_both(&rest) {
            return Ok(None);
        }
        by_fold.push(fit(&Problem::new(&rest)?, LAMBDA, None)?);
    }
    for set in sets.iter_mut() {
        let of_set = pages.iter().zip(&matrices).filter(|(page, _)| plan.is_of(**page, &set.set));
        let scores: Vec<(f64, bool)> = of_set
            .map(|(&page, matrix)| (by_fold[plan.fold(page)].log_odds_of(matrix.row(0)), is_good(page)))
            .collect();
        set.confidence_auc = (!scores.is_empty()).then(|| auc(scores.into_iter()));
    }
    let fitted = fit(&Problem::new(&all)?, LAMBDA, None)?;
    let matrices: Vec<&FeatureMatrix> = matrices.iter().collect();
    assemble::stage(Schema::chosen(), &fitted, &matrices).map(Some)
}

fn row(plan: &Plan, evaluation: &Evaluation, page: usize) -> FeatureMatrix {
    let result = &evaluation.pages[page];
    debug_assert!(matches!(result.score, PageScore::Words { .. }));
    let probabilities: Vec<f64> = result.log_odds.iter().map(|z| sigmoid(*z)).collect();
    let is_chosen: Vec<bool> = result.labels.iter().map(|label| *label == Label::Content).collect();
    let chosen = ChosenPage::new(&plan.examples()[page].measured.outline, &probabilities, &is_chosen);
    FeatureMatrix::chosen(&chosen, Schema::chosen())
}
