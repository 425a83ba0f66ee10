//! Measures over labelled blocks.

use unboil_infer::{Label, sigmoid};

/// Bins of the calibration error.
const BINS: usize = 10;

/// Measures over labelled blocks, each block counting once; 0 where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct BlockScores {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    /// Area under the ROC curve: the probability that a content block scores above a boilerplate block. 0.5 where
    /// there is but one kind.
    pub(crate) auc: f64,
    /// Mean distance of probability and share of content over ten bins of probability, by blocks.
    pub(crate) calibration_error: f64,
}

/// Scores blocks of (log-odds, label given, whether it is content).
pub(crate) fn block_scores(blocks: &[(f64, Label, bool)]) -> BlockScores {
    let count = |wanted: fn(&(f64, Label, bool)) -> bool| blocks.iter().filter(|b| wanted(b)).count() as f64;
    let kept = count(|(_, label, truth)| *label == Label::Content && *truth);
    let chosen = count(|(_, label, _)| *label == Label::Content);
    let content = count(|(_, _, truth)| *truth);
    BlockScores {
        precision: kept / chosen.max(1.0),
        recall: kept / content.max(1.0),
        auc: auc(blocks.iter().map(|(z, _, truth)| (*z, *truth))),
        calibration_error: calibration_error(blocks),
    }
}

/// Area under the ROC curve of scores with whether each is right; 0.5 where there is but one kind.
pub(crate) fn auc(scores: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut order: Vec<(f64, bool)> = scores.collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut wins) = (0.0, 0.0);
    let tied = |a: &(f64, bool), b: &(f64, bool)| a.0.total_cmp(&b.0).is_eq();
    for group in order.chunk_by(tied) {
        let content = group.iter().filter(|(_, truth)| *truth).count() as f64;
        let boilerplate = group.len() as f64 - content;
        wins += content * (below + boilerplate / 2.0);
        below += boilerplate;
    }
    let pairs = below * (order.len() as f64 - below);
    if pairs > 0.0 { wins / pairs } else { 0.5 }
}

fn calibration_error(blocks: &[(f64, Label, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for (z, _, truth) in blocks {
        let probability = sigmoid(*z);
        let bin = &mut bins[((probability * BINS as f64) as usize).min(BINS - 1)];
        *bin = (bin.0 + probability, bin.1 + f64::from(u8::from(*truth)));
    }
    bins.iter().map(|(predicted, content)| (predicted - content).abs()).sum::<f64>()
        / blocks.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perfect_and_useless_scores() {
        let (yes, no) = (Label::Content, Label::Boilerplate);
        let perfect = block_scores(&[(9.0, yes, true), (-9.0, no, false)]);
        assert!((perfect.auc - 1.0).abs() < 1e-9 && (perfect.precision - 1.0).abs() < 1e-9);
        assert!(perfect.calibration_error < 0.01);
        let useless = block_scores(&[(0.0, yes, true), (0.0, yes, false)]);
        assert!((useless.auc - 0.5).abs() < 1e-9 && useless.calibration_error < 1e-9);
        assert!((useless.precision - 0.5).abs() < 1e-9 && (useless.recall - 1.0).abs() < 1e-9);
        assert!(block_scores(&[]).recall.abs() < 1e-9);
    }
}
