//! What a stage is fitted on.

use unboil_features::FeatureMatrix;

use crate::fit::fit_largest;
use crate::{Fitted, Problem, Rows, TrainError, fit};

/// The columns of a stage, the regression that it begins from, and how many columns it keeps.
#[derive(Clone, Copy)]
pub(super) struct Inputs<'m> {
    /// The rows of each page.
    pub(super) rows: &'m [Rows<'m>],
    /// The regression that is adapted, where there is one.
    pub(super) base: Option<&'m Fitted>,
    /// How many columns each fit keeps, by its own rows alone; all where not given.
    pub(super) columns: Option<usize>,
}

impl<'m> Inputs<'m> {
    /// The features of each page.
    pub(super) fn features(&self) -> Vec<&'m FeatureMatrix> {
        self.rows.iter().map(|rows| rows.features).collect()
    }

    /// Fits a problem of some of the rows, with as many columns as are wanted.
    pub(super) fn fit(
        &self,
        problem: &Problem,
        lambda: f64,
        start: Option<&Fitted>,
    ) -> Result<Fitted, TrainError> {
        match self.columns {
            Some(wanted) => fit_largest(problem, wanted, lambda, start),
            None => fit(problem, lambda, start),
        }
    }
}
