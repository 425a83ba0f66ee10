//! Measures over labelled blocks.

use unboil_infer::{Label, sigmoid};

/// Bins of the reliability diagram and of its error.
const BINS: usize = 10;

/// Measures over labelled blocks, each block counting once; `None` where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct BlockScores {
    pub(crate) precision: Option<f64>,
    pub(crate) recall: Option<f64>,
    /// Area under the ROC curve: the probability that a content block scores above a boilerplate block. `None` where
    /// there is but one kind.
    pub(crate) auc: Option<f64>,
    /// Mean distance of probability and share of content over ten bins of probability, by blocks; 0 for none.
    pub(crate) calibration_error: f64,
}

/// Scores blocks of (log-odds, label given, whether it is content).
pub(crate) fn block_scores(blocks: &[(f64, Label, bool)]) -> BlockScores {
    let count = |wanted: fn(&(f64, Label, bool)) -> bool| blocks.iter().filter(|b| wanted(b)).count() as f64;
    let kept = count(|(_, label, truth)| *label == Label::Content && *truth);
    let chosen = count(|(_, label, _)| *label == Label::Content);
    let content = count(|(_, _, truth)| *truth);
    BlockScores {
        precision: (chosen > 0.0).then(|| kept / chosen),
        recall: (content > 0.0).then(|| kept / content),
        auc: auc(blocks.iter().map(|(z, _, truth)| (*z, *truth))),
        calibration_error: calibration_error(&reliability(blocks.iter().map(|(z, _, truth)| (*z, *truth)))),
    }
}

/// Area under the ROC curve of scores with whether each is right; `None` where there is but one kind.
pub(crate) fn auc(scores: impl Iterator<Item = (f64, bool)>) -> Option<f64> {
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
    (pairs > 0.0).then(|| wins / pairs)
}

/// Labelled blocks whose probabilities lie in one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Bin {
    /// Number of blocks.
    pub blocks: f64,
    /// Sum of their probabilities of content.
    pub predicted: f64,
    /// Number of those that are content.
    pub content: f64,
}

/// Blocks of (log-odds, whether it is content) by tenths of their probability.
pub(crate) fn reliability(blocks: impl Iterator<Item = (f64, bool)>) -> Vec<Bin> {
    let mut bins = vec![Bin::default(); BINS];
    for (z, truth) in blocks {
        let probability = sigmoid(z);
        let bin = &mut bins[((probability * BINS as f64) as usize).min(BINS - 1)];
        bin.blocks += 1.0;
        bin.predicted += probability;
        bin.content += f64::from(u8::from(truth));
    }
    bins
}

/// Mean distance of probability and share of content over bins, by blocks; 0 for none. Source: Naeini, Cooper &
/// Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian binning".
pub(crate) fn calibration_error(bins: &[Bin]) -> f64 {
    let all: f64 = bins.iter().map(|bin| bin.blocks).sum();
    bins.iter().map(|bin| (bin.predicted - bin.content).abs()).sum::<f64>() / all.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn perfect_and_useless_scores() {
        let (yes, no) = (Label::Content, Label::Boilerplate);
        let check = |blocks: &[(f64, Label, bool)], expected: [Option<f64>; 3]| {
            let scores = block_scores(blocks);
            assert_eq!([scores.precision, scores.recall, scores.auc], expected);
            assert!(scores.calibration_error < 0.01);
        };
        check(&[(9.0, yes, true), (-9.0, no, false)], [Some(1.0), Some(1.0), Some(1.0)]);
        check(&[(0.0, yes, true), (0.0, yes, false)], [Some(0.5), Some(1.0), Some(0.5)]);
        check(&[(-9.0, no, false)], [None, None, None]);
        check(&[(9.0, yes, true)], [Some(1.0), Some(1.0), None]);
        check(&[], [None, None, None]);
    }
}
