//! Why a block got its probability: the exact terms that its log-odds add up from.

use unboil_features::{FeatureMatrix, Page};

use crate::Model;

/// What one feature adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The feature's name.
    pub feature: String,
    /// What it measures.
    pub about: String,
    /// Its value for the block.
    pub value: f64,
    /// Calibrated log-odds that it adds, against a block of mean features.
    pub log_odds: f64,
}

/// The sum that makes a block's log-odds: `base` plus all contributions.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Calibrated log-odds of content.
    pub log_odds: f64,
    /// Calibrated log-odds of a block whose features are all at their mean.
    pub base: f64,
    /// Every column's part, the largest first, whatever its sign.
    pub contributions: Vec<Contribution>,
}

impl Model {
    /// Explains one block of a page; its index is below [`Page::len`].
    pub fn explain(&self, page: &Page, block: usize) -> Explanation {
        let matrix = FeatureMatrix::of(page, self.schema());
        let row = matrix.row(block);
        let body = self.body();
        let slope = body.calibration.slope;
        let terms = body.columns.iter().zip(self.schema().features()).zip(row);
        let mut contributions: Vec<Contribution> = terms
            .map(|((column, feature), value)| Contribution {
                feature: feature.name.to_string(),
                about: feature.about.to_string(),
                value: f64::from(*value),
                log_odds: slope * column.weight * (f64::from(*value) - column.mean) / column.scale,
            })
            .collect();
        contributions.sort_by(|a, b| b.log_odds.abs().total_cmp(&a.log_odds.abs()));
        Explanation {
            log_odds: body.calibration.apply(self.raw_log_odds(row)),
            base: body.calibration.apply(body.intercept),
            contributions,
        }
    }
}
