//! The stages of a model: which there are, and what each holds.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use unboil_features::family_of;

use super::ModelError;
use super::file::{finite, json, lines, object};

/// A model of more columns than this is refused.
const MAX_COLUMNS: usize = 1 << 16;
/// A weight per unit of a feature above this is no fit's; sums of smaller ones stay finite for any feature.
const LARGEST: f64 = 1e100;

/// The stages of a model, in the order in which they read a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageKind {
    /// From the features of each block to its log-odds of content.
    First,
    /// From the log-odds of all blocks of a page to better ones.
    Second,
    /// From what these expect of a page to the log-odds that it has main content at all.
    Presence,
    /// From the choice of blocks to the log-odds that its word F1 is at least .8.
    Confidence,
}

impl StageKind {
    /// All of them, in order.
    pub const ALL: [StageKind; 4] =
        [StageKind::First, StageKind::Second, StageKind::Presence, StageKind::Confidence];
}

impl fmt::Display for StageKind {
    /// Its name in model files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StageKind::First => "first",
            StageKind::Second => "second",
            StageKind::Presence => "presence",
            StageKind::Confidence => "confidence",
        })
    }
}

/// One logistic regression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// SHA-256 over the names and revisions of the columns.
    pub schema_sha256: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// Log-odds where every feature is at its mean.
    pub intercept: f64,
    /// Rows to check an implementation by.
    pub golden: Vec<Golden>,
}

impl Stage {
    pub(super) fn check(&self, kind: StageKind) -> Result<(), ModelError> {
        if self.columns.len() > MAX_COLUMNS {
            let size = self.columns.len();
            return Err(ModelError::TooLarge { what: "the table of columns", size, limit: MAX_COLUMNS });
        }
        let mut names = BTreeSet::new();
        for (index, column) in self.columns.iter().enumerate() {
            if column.feature.chars().any(char::is_control) {
                let reason =
                    format!("the name of column {index} of the {kind} stage holds control characters");
                return Err(ModelError::Malformed { reason });
            }
            if !names.insert(&column.feature) {
                let reason = format!("column `{}` is there twice", column.feature);
                return Err(ModelError::Malformed { reason });
            }
            for (value, part) in [(column.mean, "mean"), (column.scale, "scale"), (column.weight, "weight")] {
                finite(value, || format!("the {part} of column `{}`", column.feature))?;
            }
            let slope = column.weight / column.scale;
            if column.scale <= 0.0 || slope.abs().max((slope * column.mean).abs()) > LARGEST {
                let what = format!("the scale of column `{}`", column.feature);
                return Err(ModelError::NonFinite { what });
            }
        }
        finite(self.intercept, || format!("the intercept of the {kind} stage"))?;
        if let Some(index) = self.golden.iter().position(|golden| golden.row.len() != self.columns.len()) {
            let reason = format!("golden vector {index} does not have one value a column");
            return Err(ModelError::Malformed { reason });
        }
        Ok(())
    }

    pub(super) fn layout(&self) -> String {
        object(&[
            ("schema_sha256", json(&self.schema_sha256)),
            ("columns", lines(&self.columns)),
            ("intercept", json(&self.intercept)),
            ("golden", lines(&self.golden)),
        ])
    }
}

/// One column: which feature, how it is standardised, and its weight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The feature's name.
    pub feature: String,
    /// The feature's revision.
    pub revision: u16,
    /// Subtracted from the feature.
    pub mean: f64,
    /// What the difference is divided by: more than 0.
    pub scale: f64,
    /// Log-odds that one standardised unit adds.
    pub weight: f64,
}

impl Column {
    /// The feature's family.
    pub fn family(&self) -> &str {
        family_of(&self.feature)
    }
}

/// A row of features and the log-odds, before calibration, that the stage gave when it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Golden {
    /// One value a column.
    pub row: Vec<f32>,
    /// What the stage made of it.
    pub log_odds: f64,
}
