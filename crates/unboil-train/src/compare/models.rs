//! What differs between two models: families of features, columns, weights.

use std::collections::BTreeMap;

use unboil_features::Feature;
use unboil_infer::{Model, StageKind};

/// Columns of a family in two models.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FamilyChange {
    /// The family.
    pub family: String,
    /// Columns in the old model; 0 where it has none.
    pub old: usize,
    /// Columns in the new one.
    pub new: usize,
}

/// The weight of a column in two models.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WeightChange {
    /// The stage.
    pub stage: StageKind,
    /// The feature.
    pub feature: String,
    /// What it measures.
    pub about: String,
    /// Log-odds that a standard deviation of it adds in the old model; `None` where it has no such column.
    pub old: Option<f64>,
    /// The same in the new one.
    pub new: Option<f64>,
}

/// What differs between two models.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ModelChanges {
    /// Families of the first stage of which the models have not the same number of columns, in order of their names.
    pub families: Vec<FamilyChange>,
    /// Columns whose weights differ or that only one of the models has, the largest change first.
    pub weights: Vec<WeightChange>,
}

impl ModelChanges {
    /// What differs in `new` from `old`.
    pub fn between(old: &Model, new: &Model) -> ModelChanges {
        let of_stage = |stage| weight_changes(stage, &weights_of(old, stage), &weights_of(new, stage));
        let mut weights: Vec<WeightChange> = StageKind::ALL.into_iter().flat_map(of_stage).collect();
        weights.sort_by(|a, b| b.size().total_cmp(&a.size()).then_with(|| a.feature.cmp(&b.feature)));
        ModelChanges { families: family_changes(old, new), weights }
    }
}

impl WeightChange {
    /// How far the weight moved, a column that is not there having none: 0 or more.
    pub fn size(&self) -> f64 {
        (self.new.unwrap_or(0.0) - self.old.unwrap_or(0.0)).abs()
    }
}

fn family_changes(old: &Model, new: &Model) -> Vec<FamilyChange> {
    let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for family in old.first().schema().features().iter().map(Feature::family) {
        families.entry(family).or_default().0 += 1;
    }
    for family in new.first().schema().features().iter().map(Feature::family) {
        families.entry(family).or_default().1 += 1;
    }
    let changed = families.into_iter().filter(|(_, (old, new))| old != new);
    changed.map(|(family, (old, new))| FamilyChange { family: family.to_owned(), old, new }).collect()
}

/// Weights by feature and revision, with what they are about.
type Weights<'m> = BTreeMap<(&'m str, u16), (f64, &'m str)>;

fn weights_of(model: &Model, stage: StageKind) -> Weights<'_> {
    let columns = model.columns(stage).into_iter();
    columns.map(|(column, about)| ((&*column.feature, column.revision), (column.weight, about))).collect()
}

fn weight_changes(stage: StageKind, old: &Weights, new: &Weights) -> Vec<WeightChange> {
    let only_new = new.iter().filter(|(key, _)| !old.contains_key(*key));
    let changes = old.iter().chain(only_new).map(|(key, (_, about))| WeightChange {
        stage,
        feature: key.0.to_owned(),
        about: (*about).to_owned(),
        old: old.get(key).map(|(weight, _)| *weight),
        new: new.get(key).map(|(weight, _)| *weight),
    });
    changes.filter(|change| change.old.is_none() || change.new.is_none() || change.size() > 0.0).collect()
}
