//! How to train, and within what bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use unboil_features::Schema;
use unboil_infer::{ModelBody, OperatingPoint};

use crate::TrainError;

/// Shifts of the log-odds that are tried for the operating point: of equals the first is chosen, that nearest to 0.
pub(super) const SHIFTS: [f64; 7] = [0.0, -0.25, 0.25, -0.5, -0.75, -1.0, -1.5];

/// Regularisation strengths to try where none is given.
const LAMBDAS: [f64; 4] = [1e-2, 3e-3, 1e-3, 3e-4];
/// The same for an adapted model: from hardly moved to free.
const ADAPTING: [f64; 5] = [1.0, 0.3, 0.1, 0.03, 0.01];

/// What λ and the weight of a set may be: beyond, the sums of a fit overflow or lose what they are made of.
const LAMBDA_BOUNDS: RangeInclusive<f64> = 1e-12..=1e12;
const WEIGHT_BOUNDS: RangeInclusive<f64> = 1e-6..=1e6;
/// What the tolerance may be: rounding leaves nothing below, and above all is below it.
const TOLERANCE_BOUNDS: RangeInclusive<f64> = 1e-12..=1.0;

/// How to train.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Seed of the folds, and of all that is drawn: altered copies, the parts of a curve.
    pub seed: u64,
    /// Number of folds, at least 2.
    pub folds: usize,
    /// Regularisation strengths to try, each from 1e-12 to 1e12; the usual ones where none is given.
    pub lambdas: Vec<f64>,
    /// The same for the second stage; those of the first where none is given.
    pub second_lambdas: Vec<f64>,
    /// Weight of each set as a whole, 0 or from 1e-6 to 1e6; 1 where not named.
    pub set_weights: BTreeMap<String, f64>,
    /// Licence and authors of each set, for the model's manifest.
    pub licences: BTreeMap<String, String>,
    /// Pages of whose gold a smaller share was found take no part in fitting, 0 to 1.
    pub min_found: f64,
    /// The shift of the operating point, by expected F1: see [`OperatingPoint::ExpectedF1`]. Where not given, that which
    /// is best out of fold; a model that is adapted keeps its own unless another is better by more than a standard error.
    pub shift: Option<f64>,
    /// What it adds where a page is in doubt; 0 for nothing. Where a model is adapted, only with a shift.
    pub doubt: f64,
    /// What it adds for long content, likewise.
    pub length: f64,
    /// The share of each set's weight that altered copies of its pages carry, from 0, for none, to below 1.
    pub augment: f64,
    /// The model to adapt to the examples, instead of training from nothing: the fits keep its columns and are drawn to
    /// its weights. It has a second stage only if the model has one; the model's presence is kept, its confidence where
    /// the examples are too few for one of their own, and its operating point where no other is surely better.
    pub base: Option<ModelBody>,
    /// How many columns each fit of the first stage keeps: those with the largest weights in a fit of all to the same
    /// rows, so that no score is of a fit whose columns its page has helped to choose. All where not given, and those of
    /// the model that is adapted.
    pub columns: Option<usize>,
    /// Whether to fit a second stage on the out-of-fold log-odds of the first.
    pub second_stage: bool,
    /// Whether to train once more for each set, of which there have to be two, without it, and score it.
    pub leave_one_set_out: bool,
    /// Whether to train on parts of the sites too, for a learning curve.
    pub curve: bool,
    /// Whether to fit the first stage without each family of features as well, to tell what it is worth.
    pub ablate: bool,
    /// The norm of the gradient at which a fit has converged, from 1e-12 to 1; the usual one where not given. Rows are then
    /// summed in double precision, for single precision cannot tell gradients much below the usual one from 0.
    pub tolerance: Option<f64>,
    /// What is written into the manifest as the command that reproduces the model.
    pub command: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 1,
            folds: 5,
            lambdas: Vec::new(),
            second_lambdas: Vec::new(),
            set_weights: BTreeMap::new(),
            licences: BTreeMap::new(),
            min_found: 0.5,
            shift: None,
            doubt: 0.0,
            length: 0.0,
            augment: 0.0,
            base: None,
            columns: None,
            second_stage: true,
            leave_one_set_out: false,
            curve: false,
            ablate: false,
            tolerance: None,
            command: String::new(),
        }
    }
}

impl Options {
    /// The options with the usual regularisation strengths where none is given, and no second stage where the model that is
    /// adapted has none.
    pub(super) fn settled(&self) -> Options {
        let has_second = self.base.as_ref().is_none_or(|base| base.second.is_some());
        let usual: &[f64] = if self.base.is_some() { &ADAPTING } else { &LAMBDAS };
        let lambdas = if self.lambdas.is_empty() { usual } else { &self.lambdas }.to_vec();
        Options { second_stage: self.second_stage && has_second, lambdas, ..self.clone() }
    }

    /// The regularisation strengths of the second stage.
    pub(super) fn second_lambdas(&self) -> &[f64] {
        if self.second_lambdas.is_empty() { &self.lambdas } else { &self.second_lambdas }
    }

    /// The operating points that are tried: at least one, that of the model that is adapted before all others. A threshold
    /// is not shifted.
    pub(super) fn operating_points(&self) -> Vec<OperatingPoint> {
        if let (Some(base), None) = (&self.base, self.shift) {
            let own = base.operating_point;
            if let OperatingPoint::Threshold { .. } = own {
                return vec![own];
            }
            let others = SHIFTS.iter().map(|shift| own.at_shift(*shift)).filter(|other| *other != own);
            return std::iter::once(own).chain(others).collect();
        }
        let (doubt, length) = (self.doubt, self.length);
        let shifts = self.shift.map_or_else(|| SHIFTS.to_vec(), |shift| vec![shift]);
        shifts.into_iter().map(|shift| OperatingPoint::ExpectedF1 { shift, doubt, length }).collect()
    }

    /// Refuses the first option that lies outside its bounds or does not go with another, given the columns and the names of
    /// the sets that are to be trained on. [`train`](super::train) asks for it as well: before pages are read and measured, it
    /// spares the work.
    ///
    /// # Errors
    /// That option, with what it may be.
    pub fn check(&self, schema: &Schema, sets: &BTreeSet<&str>) -> Result<(), TrainError> {
        let refuse = |name, bounds, value: String| Err(TrainError::Hyperparameter { name, bounds, value });
        if self.folds < 2 {
            return refuse("the number of folds", "at least 2", self.folds.to_string());
        }
        let lambdas = || self.lambdas.iter().chain(&self.second_lambdas);
        if let Some(lambda) = lambdas().find(|lambda| !LAMBDA_BOUNDS.contains(lambda)) {
            return refuse("λ", "from 1e-12 to 1e12", shortest(*lambda));
        }
        let is_weight = |weight: &f64| *weight == 0.0 || WEIGHT_BOUNDS.contains(weight);
        if let Some(weight) = self.set_weights.values().find(|weight| !is_weight(weight)) {
            return refuse("a set's weight", "0, or from 1e-6 to 1e6", shortest(*weight));
        }
        if let Some(tolerance) = self.tolerance.filter(|tolerance| !TOLERANCE_BOUNDS.contains(tolerance)) {
            return refuse("the tolerance", "from 1e-12 to 1", shortest(tolerance));
        }
        if self.columns == Some(0) {
            return refuse("the number of columns", "at least 1", "0".to_owned());
        }
        if self.base.is_some() && (self.columns.is_some() || schema.len() < Schema::full().len()) {
            return Err(TrainError::KeptColumns);
        }
        if let (false, Some(lambda)) = (self.second_stage, self.second_lambdas.first()) {
            return refuse(
                "λ of the second stage",
                "left out where there is one stage alone",
                lambda.to_string(),
            );
        }
        let mut named = self.set_weights.keys().chain(self.licences.keys());
        if let Some(set) = named.find(|set| !sets.contains(set.as_str())) {
            return Err(TrainError::NoSuchSet { set: set.clone() });
        }
        let moves =
            [("the shift", self.shift.unwrap_or(0.0)), ("doubt", self.doubt), ("length", self.length)];
        if let Some((name, value)) =
            moves.into_iter().find(|(_, value)| !OperatingPoint::SHIFTS.contains(value))
        {
            return refuse(name, OperatingPoint::SHIFTS_ARE, value.to_string());
        }
        let is_kept = self.base.is_some() && self.shift.is_none();
        if is_kept && (self.doubt != 0.0 || self.length != 0.0) {
            let bounds = "given with a shift where a model is adapted, which has its own";
            return refuse("doubt and length", bounds, format!("alone ({} and {})", self.doubt, self.length));
        }
        if !(0.0..1.0).contains(&self.augment) {
            return refuse("the weight of altered copies", "from 0 to below 1", self.augment.to_string());
        }
        if !(0.0..=1.0).contains(&self.min_found) {
            return refuse("the least share of gold found", "0 to 1", self.min_found.to_string());
        }
        Ok(())
    }
}

/// A number as people write it: 1e300 rather than its three hundred digits.
fn shortest(number: f64) -> String {
    let (plain, scientific) = (number.to_string(), format!("{number:e}"));
    if scientific.len() < plain.len() { scientific } else { plain }
}
