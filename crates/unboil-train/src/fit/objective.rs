//! The penalised loss and its gradient.

use std::sync::Mutex;

use argmin::core::{CostFunction, Error, Gradient};

use super::Problem;

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
        let sums = self.problem.sums(slopes, offset);

        let distances = self.distances(parameters);
        let penalty: f64 = distances.iter().map(|distance| distance * distance).sum();
        let loss = sums.loss / standard.weight + self.lambda / 2.0 * penalty;
        let mut gradient: Vec<f64> = (0..columns)
            .map(|column| {
                if standard.is_constant[column] {
                    return 0.0;
                }
                let centred = sums.features[column] - standard.means[column] * sums.residual;
                centred / standard.scales[column] / standard.weight + self.lambda * distances[column]
            })
            .collect();
        gradient.push(sums.residual / standard.weight + self.lambda * distances[columns]);
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
