//! The weighted logistic regression.
//!
//! linfa-logistic takes no row weights, so the objective is our own, under argmin's L-BFGS as linfa's is; a test holds
//! the two equal where all rows weigh the same. What costs time is reading the rows, so fits of parts of the same pages
//! are made side by side, each pass over the rows answering all of them.

mod calibrate;
mod line_search;
mod objective;
mod pass;
mod side_by_side;
mod standard;

use std::sync::Arc;

use argmin::core::{Executor, State};
use argmin::solver::quasinewton::LBFGS;

pub(crate) use self::calibrate::calibrate;
use self::line_search::BoundedLineSearch;
use self::objective::Objective;
use self::pass::{Question, Sums, sums};
use self::side_by_side::Line;
pub(crate) use self::side_by_side::side_by_side;
use self::standard::{Moments, Standard};
use crate::TrainError;

/// Past steps that L-BFGS remembers.
const MEMORY: usize = 10;
/// The fit has converged where the norm of the gradient of the mean loss is below this.
const TOLERANCE: f64 = 5e-5;
/// Where rounding leaves the line search nothing to improve, a fit has converged below this.
const ROUNDING: f64 = 2e-4;
/// The same in double precision.
const DOUBLE_ROUNDING: f64 = 1e-8;
/// The norm that is enough to tell which columns have the largest weights.
const RANKING: f64 = 5e-4;
/// Iterations after which a fit has not converged.
const MAX_ITERATIONS: u64 = 2000;

/// Rows of one page: features, labels and weights; rows of weight 0 take no part.
#[derive(Clone, Debug)]
pub(crate) struct Rows<'a> {
    /// One row of features a block, all of one length.
    pub(crate) features: &'a unboil_features::FeatureMatrix,
    /// Whether each row is content.
    pub(crate) labels: Vec<bool>,
    /// The weight of each row, 0 or more.
    pub(crate) weights: Vec<f64>,
}

impl Rows<'_> {
    /// The rows that have a weight: their places, and the weights.
    fn weighted(&self) -> impl Iterator<Item = (usize, f64)> {
        self.weights.iter().copied().enumerate().filter(|(_, weight)| *weight > 0.0)
    }
}

/// A weighted logistic regression: the weighted mean of the log loss plus `lambda / 2` times the squared norm of the
/// weights of standardised columns; the intercept is not penalised.
#[derive(Clone, Debug)]
pub(crate) struct Problem<'a> {
    rows: &'a [Rows<'a>],
    /// Whether each page takes part.
    keep: Arc<[bool]>,
    standard: Standard,
    precision: Precision,
    /// What the parameters are drawn to, where not to 0 and the intercept freely.
    prior: Option<Vec<f64>>,
    /// The line that it asks in where it is fitted side by side with others.
    line: Option<Line>,
}

/// How exactly a fit is made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Precision {
    /// Rows are read in single precision: exact enough for any score, and the fastest.
    #[default]
    Single,
    /// Rows are read in double precision, and the fit has converged where the norm of the gradient of the mean loss is
    /// below the tolerance, more than 0.
    Double {
        /// The norm.
        tolerance: f64,
    },
}

impl Precision {
    /// The norm of the gradient that is aimed at, and the one that is enough where rounding leaves the line search
    /// nothing to improve.
    fn tolerances(self) -> (f64, f64) {
        match self {
            Precision::Single => (TOLERANCE, ROUNDING),
            Precision::Double { tolerance } => (tolerance, tolerance.max(DOUBLE_ROUNDING)),
        }
    }
}

/// A fitted regression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fitted {
    /// Mean of each column, by weight.
    pub(crate) means: Vec<f64>,
    /// What each column is divided by: its standard deviation, by weight, but no less than that of a flag that one word
    /// in 400 shows.
    pub(crate) scales: Vec<f64>,
    /// Weight of each standardised column; 0 for a column that is constant.
    pub(crate) weights: Vec<f64>,
    /// Log-odds at the means.
    pub(crate) intercept: f64,
    /// Iterations that it took.
    pub(crate) iterations: u64,
}

impl Fitted {
    /// The log-odds of one row.
    pub(crate) fn log_odds_of(&self, row: &[f32]) -> f64 {
        let (slopes, offset) = self.slopes();
        offset + row.iter().zip(&slopes).map(|(value, slope)| f64::from(*value) * slope).sum::<f64>()
    }

    /// The log-odds of every row.
    pub(crate) fn log_odds(&self, matrix: &unboil_features::FeatureMatrix) -> Vec<f64> {
        let (slopes, offset) = self.slopes();
        let of = |row: &[f32]| row.iter().zip(&slopes).map(|(v, slope)| f64::from(*v) * slope).sum::<f64>();
        (0..matrix.rows()).map(|row| offset + of(matrix.row(row))).collect()
    }

    /// The weights, then the intercept.
    fn parameters(&self) -> Vec<f64> {
        self.weights.iter().copied().chain([self.intercept]).collect()
    }

    /// The weight of each raw feature, and what they are added to.
    fn slopes(&self) -> (Vec<f64>, f64) {
        let slopes: Vec<f64> =
            self.weights.iter().zip(&self.scales).map(|(weight, scale)| weight / scale).collect();
        let shift: f64 = slopes.iter().zip(&self.means).map(|(slope, mean)| slope * mean).sum();
        (slopes, self.intercept - shift)
    }
}

impl<'a> Problem<'a> {
    /// A problem on the rows of a number of pages.
    ///
    /// # Errors
    /// When no row has a weight, or all that have one are of one class.
    pub(crate) fn new(rows: &'a [Rows<'a>]) -> Result<Problem<'a>, TrainError> {
        Problem::on(rows, &Moments::of_each(rows), vec![true; rows.len()])
    }

    /// Problems on parts of the same pages, each told by whether a page is in it.
    ///
    /// # Errors
    /// As [`Problem::new`]: of the first that cannot be fitted.
    pub(crate) fn each(
        rows: &'a [Rows<'a>],
        keeps: impl IntoIterator<Item = Vec<bool>>,
    ) -> Result<Vec<Problem<'a>>, TrainError> {
        let moments = Moments::of_each(rows);
        keeps.into_iter().map(|keep| Problem::on(rows, &moments, keep)).collect()
    }

    fn on(rows: &'a [Rows<'a>], moments: &[Moments], keep: Vec<bool>) -> Result<Problem<'a>, TrainError> {
        let has = |wanted: bool| {
            let kept = rows.iter().zip(&keep).filter(|(_, keep)| **keep);
            let mut all = kept.flat_map(|(page, _)| page.labels.iter().zip(&page.weights));
            all.any(|(label, weight)| *label == wanted && *weight > 0.0)
        };
        match (has(true), has(false)) {
            (true, true) => {
                let standard = Standard::of(moments, &keep);
                let (keep, precision) = (keep.into(), Precision::Single);
                Ok(Problem { rows, keep, standard, precision, prior: None, line: None })
            }
            (true, false) => Err(TrainError::SingleClass { label: "main content" }),
            (false, true) => Err(TrainError::SingleClass { label: "boilerplate" }),
            (false, false) => Err(TrainError::NoWeight),
        }
    }

    /// The problem with some columns as if they were constant, so that they get no weight: one flag a column.
    #[must_use]
    pub(crate) fn without(&self, columns: &[bool]) -> Problem<'a> {
        let mut problem = self.clone();
        problem
            .standard
            .is_constant
            .iter_mut()
            .zip(columns)
            .for_each(|(is_constant, left)| *is_constant |= left);
        problem
    }

    /// The problem of adapting a regression to the rows: columns are standardised as they were for it, and the penalty is
    /// on the squared distance from its weights and its intercept, so that much data move them far and little data a
    /// little. Source: Chelba & Acero 2004, "Adaptation of maximum entropy capitalizer".
    #[must_use]
    pub(crate) fn adapting(self, base: &Fitted) -> Problem<'a> {
        let standard = Standard {
            means: base.means.clone(),
            scales: base.scales.clone(),
            is_constant: vec![false; base.means.len()],
            weight: self.standard.weight,
        };
        Problem { standard, prior: Some(base.parameters()), ..self }
    }

    /// The parameters that a fit starts from.
    fn first(&self, start: Option<&Fitted>) -> Vec<f64> {
        let mut first = match (start, &self.prior) {
            (Some(start), _) => start.parameters(),
            (None, Some(prior)) => prior.clone(),
            (None, None) => vec![0.0; self.standard.means.len() + 1],
        };
        for (weight, is_constant) in first.iter_mut().zip(&self.standard.is_constant) {
            *weight = if *is_constant { 0.0 } else { *weight };
        }
        first
    }

    /// What one pass over its rows says of a regression.
    fn sums(&self, slopes: Vec<f64>, offset: f64) -> Sums {
        let question = Question { keep: self.keep.clone(), slopes, offset, precision: self.precision };
        match &self.line {
            Some(line) => line.ask(question),
            None => sums(self.rows, &[question]).swap_remove(0),
        }
    }

    /// The problem, to be fitted at another precision than the single one.
    #[must_use]
    pub(crate) fn with(self, precision: Precision) -> Problem<'a> {
        Problem { precision, ..self }
    }
}

/// Fits a problem at one regularisation strength, from the weights of `start` where given. Where single precision leaves
/// the line search nothing to improve too early, the rest of the way is gone in double precision.
///
/// # Errors
/// When the optimiser does not converge, or fails.
pub(crate) fn fit(problem: &Problem, lambda: f64, start: Option<&Fitted>) -> Result<Fitted, TrainError> {
    let (tolerance, rounding) = problem.precision.tolerances();
    let found = optimise(problem, lambda, problem.first(start), tolerance)?;
    let found = match problem.precision {
        Precision::Single if found.gradient >= ROUNDING => {
            let exact = problem.clone().with(Precision::Double { tolerance: TOLERANCE });
            let rest = optimise(&exact, lambda, found.parameters, TOLERANCE)?;
            Optimum { iterations: found.iterations + rest.iterations, ..rest }
        }
        _ => found,
    };
    if found.gradient >= rounding {
        let Optimum { iterations, gradient, .. } = found;
        return Err(TrainError::NotConverged { lambda, iterations, gradient, tolerance: rounding });
    }
    Ok(problem.standard.fitted(&found.parameters, found.iterations))
}

/// Fits a problem with all columns, as well as it takes to rank them, then, from there, with those alone that got the
/// largest weights, which are as many as wanted; the others get the weight 0. Source: Guyon et al. 2002, "Gene selection
/// for cancer classification using support vector machines": one step of recursive feature elimination.
///
/// # Errors
/// As [`fit`].
pub(crate) fn fit_largest(
    problem: &Problem,
    wanted: usize,
    lambda: f64,
    start: Option<&Fitted>,
) -> Result<Fitted, TrainError> {
    let rough =
        optimise(problem, lambda, problem.first(start), problem.precision.tolerances().0.max(RANKING))?;
    let all = problem.standard.fitted(&rough.parameters, rough.iterations);
    let mut is_left = vec![true; all.weights.len()];
    largest(std::slice::from_ref(&all), wanted).into_iter().for_each(|column| is_left[column] = false);
    let kept = fit(&problem.without(&is_left), lambda, Some(&all))?;
    Ok(Fitted { iterations: all.iterations + kept.iterations, ..kept })
}

/// The columns of the largest weights, by their mean over the fits; the first of equals before the others.
pub(crate) fn largest(fits: &[Fitted], count: usize) -> Vec<usize> {
    let weight = |column: usize| fits.iter().map(|fit| fit.weights[column].abs()).sum::<f64>();
    let mut order: Vec<usize> = (0..fits.first().map_or(0, |fit| fit.weights.len())).collect();
    order.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    order.truncate(count);
    order
}

/// Where the optimiser ended.
struct Optimum {
    parameters: Vec<f64>,
    /// Norm of the gradient there.
    gradient: f64,
    iterations: u64,
}

fn optimise(problem: &Problem, lambda: f64, first: Vec<f64>, tolerance: f64) -> Result<Optimum, TrainError> {
    let solver_error = |error: argmin::core::Error| TrainError::Solver { lambda, reason: error.to_string() };
    let objective = Objective::new(problem, lambda);
    let gradient = objective.gradient_norm(&first);
    if gradient < tolerance {
        return Ok(Optimum { parameters: first, gradient, iterations: 0 });
    }
    let solver = LBFGS::new(BoundedLineSearch::new(), MEMORY)
        .with_tolerance_grad(tolerance)
        .and_then(|solver| solver.with_tolerance_cost(0.0))
        .map_err(solver_error)?;
    let result = Executor::new(objective, solver)
        .configure(|state| state.param(first).max_iters(MAX_ITERATIONS))
        .run()
        .map_err(solver_error)?;
    let state = result.state();
    let Some(best) = state.get_best_param() else {
        return Err(TrainError::Solver { lambda, reason: "the optimiser found nothing".to_owned() });
    };
    let gradient = Objective::new(problem, lambda).gradient_norm(best);
    Ok(Optimum { parameters: best.clone(), gradient, iterations: state.get_iter() })
}

#[cfg(test)]
mod tests;
