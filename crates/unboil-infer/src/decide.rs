//! Probabilities → labels.

use serde::{Deserialize, Serialize};
use unboil_features::{best_choice, likeliest_first, sigmoid};

use crate::OperatingPoint;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Main content.
    Content,
    /// Anything else.
    Boilerplate,
}

/// A choice of fewer words is no content: such pages are shells, walls and errors.
const LEAST_WORDS: f64 = 10.0;
/// Content of this many words is of usual length.
const USUAL_WORDS: f64 = 400.0;

/// Labels the blocks of one page by their log-odds and words; one label a block, none for a page without blocks.
pub fn decide(log_odds: &[f64], words: &[f64], point: OperatingPoint) -> Vec<Label> {
    match point {
        OperatingPoint::Threshold { probability } => label_from(log_odds, logit(probability.clamp(0.0, 1.0))),
        OperatingPoint::ExpectedF1 { shift, doubt, length } => {
            let page = Ranked::new(log_odds, words);
            page.labels(page.usual(), shift, doubt, length)
        }
    }
}

/// Labels as content what has at least these log-odds.
fn label_from(log_odds: &[f64], least: f64) -> Vec<Label> {
    let label = |z: &f64| if *z >= least { Label::Content } else { Label::Boilerplate };
    log_odds.iter().map(label).collect()
}

/// The blocks of a page, by their log-odds and words.
pub(crate) struct Ranked<'a> {
    log_odds: &'a [f64],
    words: &'a [f64],
    /// The likeliest first.
    order: Vec<usize>,
}

/// A choice of blocks.
#[derive(Clone, Copy)]
pub(crate) struct BlockChoice {
    /// The log-odds from which on blocks are chosen; infinite where these are fewer than [`LEAST_WORDS`].
    cut: f64,
    /// Its expected F1, 0 to 1; 0 without blocks.
    pub(crate) f1: f64,
    /// Words of the page that are expected to be content.
    expected: f64,
}

impl<'a> Ranked<'a> {
    pub(crate) fn new(log_odds: &'a [f64], words: &'a [f64]) -> Ranked<'a> {
        Ranked { log_odds, words, order: likeliest_first(log_odds).collect() }
    }

    /// The choice of largest expected F1 without a shift.
    pub(crate) fn usual(&self) -> BlockChoice {
        self.best_choice(0.0)
    }

    /// The labels at a point whose shift follows from the usual choice: see [`OperatingPoint::ExpectedF1`].
    pub(crate) fn labels(&self, usual: BlockChoice, shift: f64, doubt: f64, length: f64) -> Vec<Label> {
        let longer = (usual.expected.max(1.0) / USUAL_WORDS).ln();
        let shift = shift + doubt * (1.0 - usual.f1) + length * longer;
        label_from(self.log_odds, self.best_choice(shift).cut)
    }

    /// The choice of largest expected F1.
    fn best_choice(&self, shift: f64) -> BlockChoice {
        let blocks = self.log_odds.iter().zip(self.words);
        let content: Vec<f64> = blocks.map(|(z, words)| sigmoid(z + shift) * words).collect();
        let best = best_choice(&self.order, self.words, &content);
        let enough = best.filter(|best| best.words >= LEAST_WORDS);
        BlockChoice {
            cut: enough.map_or(f64::INFINITY, |best| self.log_odds[best.last]),
            f1: best.map_or(0.0, |best| best.f1),
            expected: content.iter().sum(),
        }
    }
}

fn logit(probability: f64) -> f64 {
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(log_odds: &[f64], point: OperatingPoint, content: &[usize]) {
        let words = vec![10.0; log_odds.len()];
        let labels = decide(log_odds, &words, point);
        let found: Vec<usize> = (0..labels.len()).filter(|&i| labels[i] == Label::Content).collect();
        assert_eq!(found, content);
    }

    #[test]
    fn a_threshold_keeps_what_reaches_it() {
        check(&[0.0, -0.1, 3.0], OperatingPoint::Threshold { probability: 0.5 }, &[0, 2]);
        check(&[0.0, -0.1, 3.0], OperatingPoint::Threshold { probability: 0.0 }, &[0, 1, 2]);
        check(&[0.0, -0.1, 3.0], OperatingPoint::Threshold { probability: 1.0 }, &[]);
        check(&[0.0, -0.1, 3.0], OperatingPoint::Threshold { probability: 7.0 }, &[]);
        check(&[0.0, -0.1, 3.0], OperatingPoint::Threshold { probability: -7.0 }, &[0, 1, 2]);
    }

    #[test]
    fn expected_f1_follows_the_page() {
        check(&[4.0, 4.0, -4.0], OperatingPoint::shifted(0.0), &[0, 1]);
        // Where nothing is likely, the likeliest is still the best guess.
        check(&[-3.0, -6.0, -6.0], OperatingPoint::shifted(0.0), &[0]);
        check(&[], OperatingPoint::shifted(0.0), &[]);
    }

    #[test]
    fn a_few_words_are_no_content() {
        let point = OperatingPoint::shifted(0.0);
        let labels = |words: f64| decide(&[3.0, -3.0], &[words, 50.0], point);
        assert_eq!(labels(9.9), [Label::Boilerplate; 2]);
        assert_eq!(labels(10.0), [Label::Content, Label::Boilerplate]);
    }

    #[test]
    fn a_shift_trades_precision_for_recall() {
        let z = [3.0, 0.5, 0.0, -0.5, -3.0];
        check(&z, OperatingPoint::shifted(-3.0), &[0]);
        check(&z, OperatingPoint::shifted(3.0), &[0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_page_in_doubt_is_taken_more_of() {
        // Nothing is added where all is told apart ...
        let z = [12.0, 12.0, -12.0, -12.0, -12.0];
        let point = OperatingPoint::ExpectedF1 { shift: -2.0, doubt: 9.0, length: 0.0 };
        check(&z, point, &[0, 1]);
        // ... and much where nothing is.
        let z = [0.0, -0.5, -1.0, -1.5, -2.0];
        check(&z, OperatingPoint::shifted(-2.0), &[0]);
        check(&z, point, &[0, 1, 2, 3, 4]);
        check(&[], point, &[]);
    }

    #[test]
    fn long_content_is_taken_more_of() {
        let point = OperatingPoint::ExpectedF1 { shift: 0.0, doubt: 0.0, length: 2.0 };
        let chosen = |words: f64| {
            let labels = decide(&[3.0, 0.0, -1.0, -2.0], &[words; 4], point);
            labels.iter().filter(|label| **label == Label::Content).count()
        };
        assert!(chosen(10.0) < chosen(200.0) && chosen(200.0) < chosen(4000.0));
    }
}
