//! Precision, recall and F1.

use std::ops::{Add, Div, Mul};

/// Precision, recall and F1 of content, each 0 to 1; all 0 by default. Sums, and shares of sums, are taken number by number,
/// so that the F1 of a mean is the mean F1, and not that of the mean precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PrecisionRecall {
    /// The share of what was extracted that is content.
    pub precision: f64,
    /// The share of the content that was extracted.
    pub recall: f64,
    /// Harmonic mean of the two, 0 where both are; or a mean of such.
    pub f1: f64,
}

impl PrecisionRecall {
    /// Nothing missed and nothing wrong.
    pub(crate) const PERFECT: PrecisionRecall = PrecisionRecall { precision: 1.0, recall: 1.0, f1: 1.0 };

    /// Both with their F1.
    pub(crate) fn of(precision: f64, recall: f64) -> PrecisionRecall {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        PrecisionRecall { precision, recall, f1 }
    }
}

impl Add for PrecisionRecall {
    type Output = PrecisionRecall;

    fn add(self, other: PrecisionRecall) -> PrecisionRecall {
        PrecisionRecall {
            precision: self.precision + other.precision,
            recall: self.recall + other.recall,
            f1: self.f1 + other.f1,
        }
    }
}

impl Mul<f64> for PrecisionRecall {
    type Output = PrecisionRecall;

    fn mul(self, factor: f64) -> PrecisionRecall {
        PrecisionRecall {
            precision: self.precision * factor,
            recall: self.recall * factor,
            f1: self.f1 * factor,
        }
    }
}

impl Div<f64> for PrecisionRecall {
    type Output = PrecisionRecall;

    fn div(self, divisor: f64) -> PrecisionRecall {
        PrecisionRecall {
            precision: self.precision / divisor,
            recall: self.recall / divisor,
            f1: self.f1 / divisor,
        }
    }
}
