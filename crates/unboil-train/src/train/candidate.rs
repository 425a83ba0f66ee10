//! A way of choosing blocks, judged out of fold, and when one is as good as another.

use std::collections::BTreeMap;

use unboil_infer::{Calibration, ExtractOptions, OperatingPoint, PageScores, SetMetrics};

use super::plan::Plan;
use crate::PageScore;
use crate::evaluate::{page_scores, set_f1};

/// One λ at one operating point, judged out of fold.
pub(super) struct Candidate {
    pub(super) calibration: Calibration,
    pub(super) point: OperatingPoint,
    /// How good the extraction of each example is.
    pub(super) pages: Vec<PageScore>,
    /// Mean F1 of the sets that it is judged by.
    pub(super) score: f64,
}

impl Candidate {
    /// One, given what its calibration makes of out-of-fold scores.
    pub(super) fn new(
        plan: &Plan,
        calibration: Calibration,
        point: OperatingPoint,
        calibrated: &[PageScores],
    ) -> Candidate {
        let pages = page_scores(plan.examples(), calibrated, point, &ExtractOptions::default());
        let of_sets: Vec<f64> = plan.judged_sets().map(|set| set_f1(set, plan.examples(), &pages)).collect();
        Candidate { calibration, point, pages, score: mean(&of_sets) }
    }

    /// Whether it is as good as the best, which must not be better by more than the standard error of what their pages
    /// differ by. Source: Breiman et al. 1984, "Classification and regression trees", the one standard error rule; of
    /// the difference, since the same pages are hard for both.
    pub(super) fn is_as_good_as(&self, best: &Candidate, plan: &Plan) -> bool {
        let of_set = |set: &str| {
            let pages = plan.examples().iter().zip(self.pages.iter().zip(&best.pages));
            let of_set = pages.filter(|(example, _)| example.set == set && example.is_judged());
            of_set.map(|(example, (page, other))| (&*example.site, other.f1() - page.f1())).collect()
        };
        let differences: Vec<Vec<(&str, f64)>> = plan.judged_sets().map(of_set).collect();
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
    set.all().map_or(0.0, |all| all.f1)
}

/// Standard error of the mean of the sets' means, given the site and a number of each page; 0 without sets. Pages of one
/// site err alike, so that sites are what is drawn: a set of a single one does not tell, and the error is infinite. Source:
/// Liang & Zeger 1986, "Longitudinal data analysis using generalized linear models".
fn standard_error(sets: &[Vec<(&str, f64)>]) -> f64 {
    let mut by_site: BTreeMap<&str, f64> = BTreeMap::new();
    for set in sets {
        let own = mean(&set.iter().map(|(_, number)| *number).collect::<Vec<f64>>());
        let mut of_set: BTreeMap<&str, f64> = BTreeMap::new();
        for (site, number) in set {
            *of_set.entry(site).or_default() += (number - own) / set.len() as f64;
        }
        let sites = of_set.len() as f64;
        if sites < 2.0 {
            return f64::INFINITY;
        }
        let of_sample = (sites / (sites - 1.0)).sqrt();
        for (site, part) in of_set {
            *by_site.entry(site).or_default() += of_sample * part;
        }
    }
    by_site.values().map(|part| part * part).sum::<f64>().sqrt() / sets.len().max(1) as f64
}

/// The mean of numbers; 0 without any.
fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_those_of_a_mean_of_means_over_sites() {
        let check = |sets: &[&[(&str, f64)]], expected: f64| {
            let of = standard_error(&sets.iter().map(|set| set.to_vec()).collect::<Vec<_>>());
            assert!((of - expected).abs() < 1e-12 || of.total_cmp(&expected).is_eq(), "{sets:?}: {of}");
        };
        let four = [("a", 0.1), ("b", -0.1), ("c", 0.1), ("d", -0.1)];
        let two = [("a", 0.1), ("a", 0.1), ("b", -0.1), ("b", -0.1)];
        check(&[], 0.0);
        check(&[&[("a", 0.3), ("b", 0.3)]], 0.0);
        check(&[&four], 0.1 / 3f64.sqrt());
        // As of two pages, one a site.
        check(&[&two], 0.1);
        check(&[&four, &[("x", 0.2), ("y", 0.2)]], 0.05 / 3f64.sqrt());
        // Sets that share their sites err alike.
        check(&[&four, &four], 0.1 / 3f64.sqrt());
        check(&[&[("a", 0.3), ("a", 0.1)]], f64::INFINITY);
        check(&[&four, &[("x", 0.2)]], f64::INFINITY);
    }

    #[test]
    fn the_first_of_equals_is_the_best() {
        assert_eq!(first_best([0.5, 0.7, 0.7]), 1);
        assert_eq!(first_best([]), 0);
    }
}
