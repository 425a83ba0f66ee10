//! How columns are standardised.

use rayon::prelude::*;

use super::{Fitted, Rows};

/// A column whose standard deviation is below this is constant, and gets no weight.
const CONSTANT: f64 = 1e-9;
/// A column is standardised by no less than this, the deviation of a flag that one word in 400 shows. By its own, what few
/// short blocks of one page show would outweigh all else on a page that has many of them.
const LEAST_SCALE: f64 = 0.05;

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
    /// By the rows of the pages that are kept.
    pub(super) fn of(moments: &[Moments], keep: &[bool]) -> Standard {
        let kept = moments.iter().zip(keep).filter(|(_, keep)| **keep).map(|(moments, _)| moments);
        let all = kept.fold(Moments::default(), Moments::and);
        let deviations: Vec<f64> = all.squares.iter().map(|sum| (sum / all.weight).sqrt()).collect();
        Standard {
            is_constant: deviations.iter().map(|deviation| *deviation < CONSTANT).collect(),
            scales: deviations.into_iter().map(|deviation| deviation.max(LEAST_SCALE)).collect(),
            means: all.means,
            weight: all.weight,
        }
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

/// The mean of each column of some rows, and how far they are from it; nothing where no row has a weight.
#[derive(Clone, Debug, Default)]
pub(super) struct Moments {
    weight: f64,
    means: Vec<f64>,
    /// Weighted sums of the squared distances from the means.
    squares: Vec<f64>,
}

impl Moments {
    /// Those of each page.
    pub(super) fn of_each(pages: &[Rows]) -> Vec<Moments> {
        pages.par_iter().map(Moments::of).collect()
    }

    fn of(page: &Rows) -> Moments {
        let weight: f64 = page.weights.iter().sum();
        if weight <= 0.0 {
            return Moments::default();
        }
        let sums = |term: &dyn Fn(usize, f64) -> f64| {
            let mut sums = vec![0.0; page.features.columns()];
            for (row, weight) in page.weighted() {
                for (column, (sum, value)) in sums.iter_mut().zip(page.features.row(row)).enumerate() {
                    *sum += weight * term(column, f64::from(*value));
                }
            }
            sums
        };
        let means: Vec<f64> = sums(&|_, value| value).into_iter().map(|sum| sum / weight).collect();
        let squares = sums(&|column, value| (value - means[column]).powi(2));
        Moments { weight, means, squares }
    }

    /// Those of the rows of both. Source: Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance".
    fn and(self, other: &Moments) -> Moments {
        if self.weight == 0.0 || other.weight == 0.0 {
            return if other.weight == 0.0 { self } else { other.clone() };
        }
        let weight = self.weight + other.weight;
        let share = other.weight / weight;
        let distances: Vec<f64> = other.means.iter().zip(&self.means).map(|(b, a)| b - a).collect();
        let squares = self.squares.iter().zip(&other.squares).zip(&distances);
        Moments {
            weight,
            squares: squares
                .map(|((a, b), distance)| a + b + distance * distance * self.weight * share)
                .collect(),
            means: self
                .means
                .iter()
                .zip(&distances)
                .map(|(mean, distance)| mean + distance * share)
                .collect(),
        }
    }
}
