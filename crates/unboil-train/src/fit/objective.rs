//! The loss and its gradient, in parallel over pages and summed in their order.

use std::ops::{Add, Mul};
use std::sync::Mutex;

use argmin::core::{CostFunction, Error, Gradient};
use rayon::prelude::*;

use super::{CONSTANT, Fitted, LEAST_SCALE, Precision, Problem, Rows};

/// Pages whose sums are added up by one thread: fixed, so that the number of threads changes nothing.
const CHUNK: usize = 8;

/// How the columns are standardised.
#[derive(Clone, Debug)]
pub(super) struct Standard {
    pub(super) means: Vec<f64>,
    pub(super) scales: Vec<f64>,
    pub(super) is_constant: Vec<bool>,
    /// Sum of the rows' weights.
    pub(super) weight: f64,
}

impl Standard {
    pub(super) fn of(rows: &[Rows]) -> Standard {
        let columns = rows.first().map_or(0, |page| page.features.columns());
        let sum = |term: &(dyn Fn(usize, f64) -> f64 + Sync)| {
            let chunk = |pages: &[Rows]| {
                let mut sums = vec![0.0; columns];
                for_each_row(pages, |row, _, weight| {
                    for (column, (sum, value)) in sums.iter_mut().zip(row).enumerate() {
                        *sum += weight * term(column, f64::from(*value));
                    }
                });
                sums
            };
            ordered_sum(rows.par_chunks(CHUNK).map(chunk).collect(), columns)
        };
        let weight: f64 = rows.iter().flat_map(|page| &page.weights).sum();
        let means: Vec<f64> = sum(&|_, value| value).into_iter().map(|sum| sum / weight).collect();
        let squares = sum(&|column, value| (value - means[column]).powi(2));
        let deviations: Vec<f64> = squares.into_iter().map(|sum| (sum / weight).sqrt()).collect();
        let is_constant: Vec<bool> = deviations.iter().map(|deviation| *deviation < CONSTANT).collect();
        let scales = deviations.into_iter().map(|deviation| deviation.max(LEAST_SCALE)).collect();
        Standard { means, scales, is_constant, weight }
    }

    /// The fitted regression of the optimiser's parameters: a weight a column, then the intercept.
    pub(super) fn fitted(&self, parameters: &[f64], iterations: u64) -> Fitted {
        let (intercept, weights) =
            parameters.split_last().map_or((0.0, &[][..]), |(last, rest)| (*last, rest));
        Fitted {
            means: self.means.clone(),
            scales: self.scales.clone(),
            weights: weights.to_vec(),
            intercept,
            iterations,
        }
    }
}

/// Calls a function with each row that has a weight: its features, whether it is content, and its weight.
fn for_each_row(pages: &[Rows], mut each: impl FnMut(&[f32], bool, f64)) {
    for page in pages {
        for (index, (label, weight)) in page.labels.iter().zip(&page.weights).enumerate() {
            if *weight > 0.0 {
                each(page.features.row(index), *label, *weight);
            }
        }
    }
}

fn ordered_sum(parts: Vec<Vec<f64>>, len: usize) -> Vec<f64> {
    parts.into_iter().fold(vec![0.0; len], |mut sums, part| {
        sums.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        sums
    })
}

/// Parameters, with the loss and gradient there.
type Evaluated = (Vec<f64>, f64, Vec<f64>);

/// Loss and gradient as argmin asks for them: one after the other at the same place, so the last are kept.
pub(super) struct Objective<'a> {
    problem: &'a Problem<'a>,
    lambda: f64,
    last: Mutex<Option<Evaluated>>,
}

impl<'a> Objective<'a> {
    pub(super) fn new(problem: &'a Problem<'a>, lambda: f64) -> Self {
        Objective { problem, lambda, last: Mutex::new(None) }
    }

    pub(super) fn gradient_norm(&self, parameters: &[f64]) -> f64 {
        self.evaluate(parameters).1.iter().map(|g| g * g).sum::<f64>().sqrt()
    }

    fn kept(&self, parameters: &[f64]) -> (f64, Vec<f64>) {
        // A poisoned lock means that another thread panicked with the old value in place: that value is whole.
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((at, loss, gradient)) = last.as_ref()
            && at == parameters
        {
            return (*loss, gradient.clone());
        }
        let (loss, gradient) = self.evaluate(parameters);
        *last = Some((parameters.to_vec(), loss, gradient.clone()));
        (loss, gradient)
    }

    fn evaluate(&self, parameters: &[f64]) -> (f64, Vec<f64>) {
        let standard = &self.problem.standard;
        let columns = standard.means.len();
        let weights = &parameters[..columns];
        // Standardisation is folded into the slopes, so that rows are read as they are.
        let slopes: Vec<f64> =
            weights.iter().zip(&standard.scales).map(|(weight, scale)| weight / scale).collect();
        let offset =
            parameters[columns] - slopes.iter().zip(&standard.means).map(|(s, m)| s * m).sum::<f64>();
        let rows = self.problem.rows;
        let parts = match self.problem.precision {
            Precision::Single => parts::<f32>(rows, &slopes, offset),
            Precision::Double { .. } => parts::<f64>(rows, &slopes, offset),
        };
        let sums = ordered_sum(parts, columns + 2);

        let residual = sums[columns];
        let distances = self.distances(parameters);
        let penalty: f64 = distances.iter().map(|distance| distance * distance).sum();
        let loss = sums[columns + 1] / standard.weight + self.lambda / 2.0 * penalty;
        let mut gradient: Vec<f64> = (0..columns)
            .map(|column| {
                if standard.is_constant[column] {
                    return 0.0;
                }
                let centred = sums[column] - standard.means[column] * residual;
                centred / standard.scales[column] / standard.weight + self.lambda * distances[column]
            })
            .collect();
        gradient.push(residual / standard.weight + self.lambda * distances[columns]);
        (loss, gradient)
    }

    /// How far each parameter is from where the penalty draws it; 0 for one that is free.
    fn distances(&self, parameters: &[f64]) -> Vec<f64> {
        if let Some(prior) = &self.problem.prior {
            return parameters.iter().zip(prior).map(|(parameter, prior)| parameter - prior).collect();
        }
        let mut distances = parameters.to_vec();
        distances.iter_mut().rev().take(1).for_each(|intercept| *intercept = 0.0);
        distances
    }
}

/// A number that rows are read as.
trait Real:
    Copy + Default + Send + Sync + From<f32> + Into<f64> + Add<Output = Self> + Mul<Output = Self>
{
    fn of(value: f64) -> Self;
}

impl Real for f32 {
    fn of(value: f64) -> f32 {
        value as f32
    }
}

impl Real for f64 {
    fn of(value: f64) -> f64 {
        value
    }
}

/// The sums of each chunk of pages.
fn parts<T: Real>(rows: &[Rows], slopes: &[f64], offset: f64) -> Vec<Vec<f64>> {
    let slopes: Vec<T> = slopes.iter().map(|slope| T::of(*slope)).collect();
    rows.par_chunks(CHUNK).map(|pages| sums_of(pages, &slopes, offset)).collect()
}

/// Weighted sums over the rows of some pages: residual times each feature, then the residual, then the log loss.
///
/// Sums over a page's rows become double ones before they meet those of other pages.
fn sums_of<T: Real>(pages: &[Rows], slopes: &[T], offset: f64) -> Vec<f64> {
    let columns = slopes.len();
    let mut sums = vec![0.0; columns + 2];
    let (features, rest) = sums.split_at_mut(columns);
    let mut of_page = vec![T::default(); columns];
    for page in pages {
        of_page.fill(T::default());
        for_each_row(std::slice::from_ref(page), |row, label, weight| {
            let log_odds = offset + dot(row, slopes).into();
            let residual = weight * (unboil_infer::sigmoid(log_odds) - f64::from(u8::from(label)));
            let factor = T::of(residual);
            of_page.iter_mut().zip(row).for_each(|(sum, value)| *sum = *sum + factor * T::from(*value));
            rest[0] += residual;
            rest[1] += weight * log_loss(if label { log_odds } else { -log_odds });
        });
        features.iter_mut().zip(&of_page).for_each(|(sum, value)| *sum += (*value).into());
    }
    sums
}

/// `ln(1 + exp(-z))`, stable for any finite z.
fn log_loss(z: f64) -> f64 {
    (-z.abs()).exp().ln_1p() + (-z).max(0.0)
}

/// The dot product, in lanes that the compiler can take at once.
fn dot<T: Real>(row: &[f32], slopes: &[T]) -> T {
    const LANES: usize = 8;
    let mut lanes = [T::default(); LANES];
    let (rows, slope_groups) = (row.chunks_exact(LANES), slopes.chunks_exact(LANES));
    let rest = rows.remainder().iter().zip(slope_groups.remainder());
    let tail = rest.fold(T::default(), |sum, (value, slope)| sum + T::from(*value) * *slope);
    for (values, slopes) in rows.zip(slope_groups) {
        for lane in 0..LANES {
            lanes[lane] = lanes[lane] + T::from(values[lane]) * slopes[lane];
        }
    }
    lanes.into_iter().fold(T::default(), |sum, lane| sum + lane) + tail
}

impl CostFunction for Objective<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, parameters: &Vec<f64>) -> Result<f64, Error> {
        Ok(self.kept(parameters).0)
    }
}

impl Gradient for Objective<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, parameters: &Vec<f64>) -> Result<Vec<f64>, Error> {
        Ok(self.kept(parameters).1)
    }
}
