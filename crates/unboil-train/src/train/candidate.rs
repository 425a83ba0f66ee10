//! A way of choosing blocks, judged out of fold, and when one is as good as another.

use std::collections::BTreeSet;

use unboil_infer::{Calibration, OperatingPoint, SetMetrics};

use crate::Evaluation;

/// One λ at one operating point, judged out of fold.
pub(super) struct Candidate {
    pub(super) calibration: Calibration,
    pub(super) point: OperatingPoint,
    pub(super) evaluation: Evaluation,
    /// The sets that it is judged by.
    judged: Vec<String>,
    /// Mean of their F1.
    pub(super) score: f64,
}

impl Candidate {
    /// One, judged by all sets but some.
    pub(super) fn new(
        calibration: Calibration,
        point: OperatingPoint,
        evaluation: Evaluation,
        ignored: &BTreeSet<&str>,
    ) -> Candidate {
        let judged: Vec<&SetMetrics> =
            evaluation.sets.iter().filter(|set| !ignored.contains(&*set.set)).collect();
        let score = mean(judged.iter().map(|set| f1_of(set)));
        let judged = judged.into_iter().map(|set| set.set.clone()).collect();
        Candidate { calibration, point, evaluation, judged, score }
    }

    /// Whether it is as good as the best, which must not be better by more than the standard error of what their pages
    /// differ by. Source: Breiman et al. 1984, "Classification and regression trees", the one standard error rule; of
    /// the difference, since the same pages are hard for both.
    pub(super) fn is_as_good_as(&self, best: &Candidate) -> bool {
        let differences = |set: &String| {
            let pages = self.evaluation.pages.iter().zip(&best.evaluation.pages);
            let of_set = pages.filter(|(page, _)| page.set == *set);
            of_set.map(|(page, other)| other.score.f1() - page.score.f1()).collect()
        };
        let differences: Vec<Vec<f64>> = best.judged.iter().map(differences).collect();
        best.score - self.score < standard_error(&differences)
    }
}

/// The place of the best score, the first of equals; 0 without scores.
pub(super) fn first_best(scores: impl IntoIterator<Item = f64>) -> usize {
    let better = |best: (usize, f64), next: (usize, f64)| if next.1 > best.1 { next } else { best };
    scores.into_iter().enumerate().reduce(better).map_or(0, |(place, _)| place)
}

/// The F1 of all pages of a set.
pub(super) fn f1_of(set: &SetMetrics) -> f64 {
    set.groups.first().map_or(0.0, |group| group.f1)
}

/// Standard error of the mean of the sets' means; 0 without sets.
fn standard_error(sets: &[Vec<f64>]) -> f64 {
    let variance = |numbers: &Vec<f64>| {
        let own = mean(numbers.iter().copied());
        mean(numbers.iter().map(|number| (number - own).powi(2))) / numbers.len() as f64
    };
    sets.iter().map(variance).sum::<f64>().sqrt() / sets.len().max(1) as f64
}

/// The mean of numbers; 0 without any.
fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len().max(1);
    numbers.sum::<f64>() / count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_those_of_a_mean_of_means() {
        let check = |sets: &[&[f64]], expected: f64| {
            let sets: Vec<Vec<f64>> = sets.iter().map(|set| set.to_vec()).collect();
            assert!((standard_error(&sets) - expected).abs() < 1e-12, "{sets:?}");
        };
        check(&[], 0.0);
        check(&[&[0.3, 0.3]], 0.0);
        check(&[&[0.1, -0.1, 0.1, -0.1]], 0.05);
        check(&[&[0.1, -0.1, 0.1, -0.1], &[0.2]], 0.025);
    }

    #[test]
    fn the_first_of_equals_is_the_best() {
        assert_eq!(first_best([0.5, 0.7, 0.7]), 1);
        assert_eq!(first_best([]), 0);
    }
}
