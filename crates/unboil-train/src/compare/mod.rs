//! Two evaluations of the same pages, held against each other.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::{Evaluation, PageResult, groups};

/// Resamplings of the bootstrap.
const RESAMPLES: usize = 2000;
/// The interval holds this share of them.
const CONFIDENCE: f64 = 0.95;

/// What changed on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageChange {
    /// The page's id.
    pub id: String,
    /// Its set.
    pub set: String,
    /// F1 before and after.
    pub old: f64,
    /// See `old`.
    pub new: f64,
}

/// What changed in a group of pages.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupChange {
    /// The set.
    pub set: String,
    /// `all`, or what the pages have in common.
    pub name: String,
    /// Number of pages.
    pub pages: usize,
    /// F1 before and after.
    pub old: f64,
    /// See `old`.
    pub new: f64,
}

/// Two models on the same pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Mean page F1 before and after, every set counting once.
    pub old: f64,
    /// See `old`.
    pub new: f64,
    /// 95 % bootstrap interval of the difference, pages resampled within their sets.
    pub interval: (f64, f64),
    /// Set by set: all pages, types, languages.
    pub groups: Vec<GroupChange>,
    /// Pages that got better, the largest gain first.
    pub won: Vec<PageChange>,
    /// Pages that got worse, the largest loss first.
    pub lost: Vec<PageChange>,
}

/// A gate that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(
    "`{0}` is no gate; write it like `f1>=-0.002`: the least difference of F1, new less old, that passes"
)]
pub struct GateError(String);

impl Comparison {
    /// The difference of the means.
    pub fn difference(&self) -> f64 {
        self.new - self.old
    }

    /// Whether the difference passes a gate such as `f1>=-0.002`.
    ///
    /// # Errors
    /// When the gate has another form.
    pub fn passes(&self, gate: &str) -> Result<bool, GateError> {
        let compact: String = gate.split_whitespace().collect();
        let least = compact.strip_prefix("f1>=").and_then(|number| number.parse::<f64>().ok());
        let least = least.filter(|least| least.is_finite()).ok_or_else(|| GateError(gate.to_owned()))?;
        Ok(self.difference() >= least)
    }
}

/// Compares two evaluations of the same examples.
pub fn compare(old: &Evaluation, new: &Evaluation, seed: u64) -> Comparison {
    let pairs = old.pages.iter().zip(&new.pages);
    let changes: Vec<PageChange> = pairs
        .map(|(old, new)| PageChange {
            id: old.id.clone(),
            set: old.set.clone(),
            old: old.score.f1(),
            new: new.score.f1(),
        })
        .collect();
    let sets: Vec<Vec<&PageChange>> =
        old.sets.iter().map(|set| changes.iter().filter(|change| change.set == set.set).collect()).collect();
    let mean = |of: fn(&PageChange) -> f64| {
        let set_mean = |set: &Vec<&PageChange>| set.iter().map(|c| of(c)).sum::<f64>() / set.len() as f64;
        sets.iter().map(set_mean).sum::<f64>() / sets.len().max(1) as f64
    };
    let side = |sign: f64| {
        let mut side: Vec<PageChange> =
            changes.iter().filter(|c| (c.new - c.old) * sign > 0.0).cloned().collect();
        side.sort_by(|a, b| (b.new - b.old).abs().total_cmp(&(a.new - a.old).abs()).then(a.id.cmp(&b.id)));
        side
    };
    Comparison {
        old: mean(|change| change.old),
        new: mean(|change| change.new),
        interval: bootstrap(&sets, seed),
        groups: group_changes(old, new),
        won: side(1.0),
        lost: side(-1.0),
    }
}

fn bootstrap(sets: &[Vec<&PageChange>], seed: u64) -> (f64, f64) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut resample = || {
        let set_mean = |set: &Vec<&PageChange>| {
            let draw = |_| {
                let change = set[(random.next_u64() % set.len() as u64) as usize];
                change.new - change.old
            };
            (0..set.len()).map(draw).sum::<f64>() / set.len() as f64
        };
        sets.iter().map(set_mean).sum::<f64>() / sets.len().max(1) as f64
    };
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| resample()).collect();
    means.sort_by(f64::total_cmp);
    let at = |share: f64| means[((share * RESAMPLES as f64) as usize).min(RESAMPLES - 1)];
    (at((1.0 - CONFIDENCE) / 2.0), at((1.0 + CONFIDENCE) / 2.0))
}

fn group_changes(old: &Evaluation, new: &Evaluation) -> Vec<GroupChange> {
    let mut changes = Vec::new();
    for set in &old.sets {
        let of = |evaluation: &Evaluation| {
            let pages: Vec<&PageResult> =
                evaluation.pages.iter().filter(|page| page.set == set.set).collect();
            groups(&pages)
        };
        changes.extend(of(old).into_iter().zip(of(new)).map(|(old, new)| GroupChange {
            set: set.set.clone(),
            name: old.name,
            pages: old.pages,
            old: old.f1,
            new: new.f1,
        }));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PageScore;

    fn evaluation(scores: &[f64]) -> Evaluation {
        let page = |(index, f1): (usize, &f64)| PageResult {
            id: index.to_string(),
            set: "set".to_owned(),
            page_type: String::new(),
            lang: String::new(),
            score: PageScore::Words { precision: *f1, recall: *f1, f1: *f1 },
            log_odds: Vec::new(),
            labels: Vec::new(),
        };
        let pages: Vec<PageResult> = scores.iter().enumerate().map(page).collect();
        let metrics = unboil_infer::SetMetrics {
            set: "set".to_owned(),
            auc: 0.0,
            block_precision: 0.0,
            block_recall: 0.0,
            calibration_error: 0.0,
            confidence_auc: None,
            groups: Vec::new(),
        };
        Evaluation { pages, sets: vec![metrics] }
    }

    #[test]
    fn differences_are_paired_and_sorted() {
        let comparison = compare(&evaluation(&[0.5, 0.9, 0.4]), &evaluation(&[0.6, 0.7, 0.4]), 1);
        assert!((comparison.difference() + 0.1 / 3.0).abs() < 1e-9);
        assert_eq!((comparison.won[0].id.as_str(), comparison.lost[0].id.as_str()), ("0", "1"));
        assert!(
            comparison.interval.0 <= comparison.difference()
                && comparison.difference() <= comparison.interval.1
        );
        assert!(comparison.passes("f1>=-0.04").unwrap());
        assert!(!comparison.passes("f1 >= -0.03").unwrap());
        assert!(comparison.passes("f2>1").is_err());
    }

    #[test]
    fn a_model_against_itself_changes_nothing() {
        let same = evaluation(&[0.5, 0.9]);
        let comparison = compare(&same, &same, 1);
        assert!(comparison.won.is_empty() && comparison.lost.is_empty());
        assert!(comparison.interval.0.abs() < 1e-12 && comparison.interval.1.abs() < 1e-12);
    }
}
