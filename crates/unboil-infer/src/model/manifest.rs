//! What a model was trained on, how, and how well it did.

use serde::{Deserialize, Serialize};

use super::Group;
use super::file::{json, lines, object};

/// One set of labelled pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetManifest {
    /// The set's name: that of its file.
    pub name: String,
    /// Licence and authors, as given to the trainer; empty where not given.
    pub licence: String,
    /// Pages that took part.
    pub pages: usize,
    /// Pages left out because their gold was not found in them.
    pub left_out: usize,
    /// Labelled blocks.
    pub blocks: usize,
    /// The share of the loss that the set carries, relative to the other sets'.
    pub weight: f64,
    /// SHA-256 over the lines `id SHA-256-of-page` in order.
    pub sha256: String,
}

/// How well the model did on a group of pages: means over them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMetrics {
    /// What the pages have in common.
    #[serde(rename = "name")]
    pub group: Group,
    /// Number of pages.
    pub pages: usize,
    /// Mean over pages of the word F1; for pages labelled by segments, F1 over their segments.
    pub f1: f64,
    /// Interval of the F1 at 95 %, by bootstrap over sites. `None` for fewer than six sites, which do not
    /// tell how sites vary.
    pub interval: Option<(f64, f64)>,
    /// The same for precision.
    pub precision: f64,
    /// The same for recall.
    pub recall: f64,
}

impl GroupMetrics {
    /// The interval, where it has a width.
    pub fn wide_interval(&self) -> Option<(f64, f64)> {
        self.interval.filter(|(low, high)| low < high)
    }

    /// Whether it is all pages of its set.
    pub fn is_all(&self) -> bool {
        self.group == Group::All
    }
}

/// How well the model did on one set, out of fold or with the set left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMetrics {
    /// The set.
    pub set: String,
    /// Area under the ROC curve over labelled blocks, 0 to 1; `None` where they are all content or all boilerplate.
    pub auc: Option<f64>,
    /// Precision and recall of content over labelled blocks, 0 to 1; `None` where no block was chosen, or none is content.
    pub block_precision: Option<f64>,
    /// See `block_precision`.
    pub block_recall: Option<f64>,
    /// Expected calibration error over labelled blocks, in ten bins.
    pub calibration_error: f64,
    /// Area under the ROC curve of the confidence for a word F1 of at least .8, over pages; absent where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence_auc: Option<f64>,
    /// How well pages with and without main content are told apart; `None` where that was not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<PresenceMetrics>,
    /// All pages first, then by type and by language.
    pub groups: Vec<GroupMetrics>,
}

impl SetMetrics {
    /// How the model did on all pages of the set; `None` where that is not told.
    pub fn all(&self) -> Option<&GroupMetrics> {
        self.groups.iter().find(|group| group.is_all())
    }
}

/// How well pages with main content are told from those without any.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenceMetrics {
    /// Share of the pages with content that are taken for empty, 0 to 1.
    pub lost: f64,
    /// Pages of the set whose gold is empty, and share of them that are found to be so, 0 to 1.
    pub empty: usize,
    /// See `empty`; 0 where there are none.
    pub found: f64,
}

/// What an option does to the out-of-fold F1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionEffect {
    /// The option as typed.
    pub option: String,
    /// The F1 of each set.
    pub f1: Vec<f64>,
}

/// What a change of the columns does to one set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The set.
    pub set: String,
    /// Mean F1 with the change, 0 to 1.
    pub f1: f64,
    /// That, less the F1 of all columns.
    pub change: f64,
    /// Its 95 % bootstrap interval, sites resampled; `None` for fewer than six sites.
    pub interval: Option<(f64, f64)>,
}

/// A family of features or a column, and what its change does, set by set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ablated {
    /// The family's or the column's name.
    pub name: String,
    /// Number of columns.
    pub columns: usize,
    /// In the order of the sets.
    #[serde(rename = "sets")]
    pub changes: Vec<Change>,
}

/// The model that a model was adapted from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseManifest {
    /// SHA-256 of its body: its identity.
    pub sha256: String,
    /// The sets that it learned from, those of its own base included.
    pub sets: Vec<SetManifest>,
}

/// What training on a part of the sites gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurvePoint {
    /// Pages that were trained on, copies not counted.
    pub pages: usize,
    /// Out-of-fold F1 of each set, in the order of the manifest's sets.
    pub f1: Vec<f64>,
}

/// What a model was trained on, how, and how well it did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The model that this one was adapted from; `None` for one that was trained from nothing.
    pub base: Option<BaseManifest>,
    /// The sets.
    pub sets: Vec<SetManifest>,
    /// Seed of the folds, and of all that is drawn: altered copies, the parts of a curve.
    pub seed: u64,
    /// Number of folds, by site.
    pub folds: usize,
    /// Regularisation strengths that were tried, per unit of row weight.
    pub lambdas: Vec<f64>,
    /// The one that was chosen.
    pub lambda: f64,
    /// The same for the second stage, where there is one.
    pub second_lambda: Option<f64>,
    /// Share of each set's weight that altered copies of its pages carried.
    pub augment: f64,
    /// Iterations of the first stage's final fit.
    pub iterations: u64,
    /// Out of fold, set by set.
    pub out_of_fold: Vec<SetMetrics>,
    /// Expected calibration error out of fold over the labelled blocks of all sets that have a weight, 0 to 1: of what the
    /// calibration was fitted to. `None` in files from before it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration_error: Option<f64>,
    /// Out of fold, with other options than the default ones.
    pub effects: Vec<OptionEffect>,
    /// With the whole set, and its sites, left out of the training; empty unless asked for.
    pub left_out: Vec<SetMetrics>,
    /// The learning curve, from few pages to all; empty unless asked for, and where the sites are too few for one.
    pub curve: Vec<CurvePoint>,
    /// What the first stage loses without each family of features, out of fold, the largest loss first; empty unless
    /// asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<Ablated>,
    /// The command that reproduces the model; empty when it was not trained on the command line.
    pub command: String,
}

impl Manifest {
    pub(super) fn layout(&self) -> String {
        let mut fields = vec![
            ("base", json(&self.base)),
            ("sets", lines(&self.sets)),
            ("seed", json(&self.seed)),
            ("folds", json(&self.folds)),
            ("lambdas", json(&self.lambdas)),
            ("lambda", json(&self.lambda)),
            ("second_lambda", json(&self.second_lambda)),
            ("augment", json(&self.augment)),
            ("iterations", json(&self.iterations)),
            ("out_of_fold", lines(&self.out_of_fold)),
        ];
        if self.calibration_error.is_some() {
            fields.push(("calibration_error", json(&self.calibration_error)));
        }
        fields.extend([
            ("effects", lines(&self.effects)),
            ("left_out", lines(&self.left_out)),
            ("curve", lines(&self.curve)),
        ]);
        if !self.families.is_empty() {
            fields.push(("families", lines(&self.families)));
        }
        fields.push(("command", json(&self.command)));
        object(&fields)
    }
}
