//! One pass over the rows: what the loss and its gradient need, for several regressions at once, in parallel over pages and
//! summed in their order.

use std::ops::{Add, Mul};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Precision, Rows};

/// Pages whose sums are added up by one thread: fixed, so that the number of threads changes nothing.
const CHUNK: usize = 8;
/// Rows that all regressions read before the next: as many as stay in the nearest cache.
const GROUP: usize = 8;

/// A regression, and the pages whose rows it is to be held against.
#[derive(Debug)]
pub(super) struct Question {
    /// Whether each page is.
    pub(super) keep: Arc<[bool]>,
    /// The weight of each feature as it is.
    pub(super) slopes: Vec<f64>,
    /// The log-odds of a row of zeros.
    pub(super) offset: f64,
    pub(super) precision: Precision,
}

/// Weighted sums over rows.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    /// Residual times each feature.
    pub(super) features: Vec<f64>,
    /// Residual: probability less label.
    pub(super) residual: f64,
    /// Log loss.
    pub(super) loss: f64,
}

impl Sums {
    fn zero(columns: usize) -> Sums {
        Sums { features: vec![0.0; columns], residual: 0.0, loss: 0.0 }
    }

    fn add(&mut self, other: &Sums) {
        self.features.iter_mut().zip(&other.features).for_each(|(sum, value)| *sum += value);
        self.residual += other.residual;
        self.loss += other.loss;
    }
}

/// The sums of each question, whatever is asked beside it.
pub(super) fn sums(rows: &[Rows], questions: &[Question]) -> Vec<Sums> {
    let is_single = |question: &Question| question.precision == Precision::Single;
    let answered = |single: bool| -> Vec<&Question> {
        questions.iter().filter(|question| is_single(question) == single).collect()
    };
    let mut single = read_as::<f32>(rows, &answered(true)).into_iter();
    let mut double = read_as::<f64>(rows, &answered(false)).into_iter();
    let next = |question| if is_single(question) { single.next() } else { double.next() };
    questions.iter().filter_map(next).collect()
}

fn read_as<T: Real>(rows: &[Rows], questions: &[&Question]) -> Vec<Sums> {
    let regressions: Vec<Regression<T>> = questions.iter().map(|question| Regression::of(question)).collect();
    let parts: Vec<Vec<Sums>> = rows
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, pages)| sums_of(chunk * CHUNK, pages, &regressions))
        .collect();
    let columns = |question: &&Question| Sums::zero(question.slopes.len());
    let mut all: Vec<Sums> = questions.iter().map(columns).collect();
    for part in &parts {
        all.iter_mut().zip(part).for_each(|(sum, part)| sum.add(part));
    }
    all
}

/// A question in the precision that rows are read in.
struct Regression<'a, T> {
    keep: &'a [bool],
    slopes: Vec<T>,
    offset: f64,
}

impl<'a, T: Real> Regression<'a, T> {
    fn of(question: &'a Question) -> Regression<'a, T> {
        let slopes = question.slopes.iter().map(|slope| T::of(*slope)).collect();
        Regression { keep: &question.keep, slopes, offset: question.offset }
    }
}

/// The sums of each regression over the rows of some pages, of which `first` is the first one's place.
///
/// Sums over a page's rows become double ones before they meet those of other pages.
fn sums_of<T: Real>(first: usize, pages: &[Rows], regressions: &[Regression<T>]) -> Vec<Sums> {
    let columns = regressions.first().map_or(0, |regression| regression.slopes.len());
    let mut sums = vec![Sums::zero(columns); regressions.len()];
    let mut of_page = vec![vec![T::default(); columns]; regressions.len()];
    for (place, page) in (first..).zip(pages) {
        let weighted: Vec<(usize, f64)> = page.weighted().collect();
        of_page.iter_mut().for_each(|features| features.fill(T::default()));
        for group in weighted.chunks(GROUP) {
            let asked = regressions.iter().zip(&mut sums).zip(&mut of_page);
            for ((regression, sums), features) in asked.filter(|((r, _), _)| r.keep[place]) {
                for &(index, weight) in group {
                    let (row, label) = (page.features.row(index), page.labels[index]);
                    let log_odds = regression.offset + dot(row, &regression.slopes).into();
                    let (residual, loss) = held_against(log_odds, label);
                    let residual = weight * residual;
                    let factor = T::of(residual);
                    features
                        .iter_mut()
                        .zip(row)
                        .for_each(|(sum, value)| *sum = *sum + factor * T::from(*value));
                    sums.residual += residual;
                    sums.loss += weight * loss;
                }
            }
        }
        for (sums, of_page) in sums.iter_mut().zip(&of_page) {
            sums.features.iter_mut().zip(of_page).for_each(|(sum, value)| *sum += (*value).into());
        }
    }
    sums
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

/// Log-odds held against a label: probability less label, and the log loss. Stable for any finite number; both hang on one
/// exponential, which is a fifth of what a row takes.
fn held_against(log_odds: f64, label: bool) -> (f64, f64) {
    let toward = if label { log_odds } else { -log_odds };
    let e = (-toward.abs()).exp();
    let wrong = if toward >= 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) };
    (if label { -wrong } else { wrong }, e.ln_1p() + (-toward).max(0.0))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residual_and_loss_are_those_of_the_sigmoid() {
        let check = |log_odds: f64, label: bool| {
            let probability = unboil_infer::sigmoid(log_odds);
            let (residual, loss) = held_against(log_odds, label);
            assert!(
                (residual - (probability - f64::from(u8::from(label)))).abs() < 1e-15,
                "{log_odds} {label}"
            );
            let of_label = if label { probability } else { 1.0 - probability };
            assert!((loss + of_label.ln()).abs() < 1e-9, "{log_odds} {label}: {loss}");
        };
        for log_odds in [-12.5, -3.0, -0.25, 0.0, 1e-9, 0.5, 4.0, 13.0] {
            check(log_odds, true);
            check(log_odds, false);
        }
        assert!((held_against(-1e9, true).1 - 1e9).abs() < 1.0 && held_against(1e9, true).1 < 1e-12);
    }
}
