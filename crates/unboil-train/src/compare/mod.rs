//! Any number of competitors on the same pages, held against the first of them.

mod gate;
mod groups;
mod models;
mod sign;

use rayon::prelude::*;
use unboil_infer::Group;

pub use self::gate::{Gate, GateError, GateMetric, Verdict};
use self::groups::{PageGroup, groups};
pub use self::models::{FamilyChange, ModelChanges, WeightChange};
use crate::{Example, PageScore, PrecisionRecall};

/// Something that takes text out of pages, and how well.
#[derive(Clone, Debug, PartialEq)]
pub struct Competitor {
    /// What it is called.
    pub name: String,
    /// One score an example, in order.
    pub scores: Vec<PageScore>,
}

/// How a competitor did against the first one.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// Its F1 less the first's.
    pub f1: f64,
    /// 95 % interval of that: paired bootstrap over sites, widened as Student's t is. `None` where a set has fewer than six.
    pub interval: Option<(f64, f64)>,
    /// Two-sided p-value of that bootstrap: twice the share of resamples on the rarer side of 0, at most 1,
    /// and at least what a sign test of as many sites can give as the set of the fewest has.
    pub p: f64,
    /// Pages on which its F1 is higher.
    pub won: usize,
    /// Pages on which its F1 is lower.
    pub lost: usize,
    /// Two-sided p-value of the exact sign test over sites, a site being won or lost by the mean F1 of its pages.
    pub sign_p: f64,
}

/// How a competitor did on a group of pages.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Standing {
    /// Mean over its pages; segments are counted over all pages of the group first.
    pub mean: PrecisionRecall,
    /// 95 % bootstrap interval of the F1, sites resampled; `None` as for a difference.
    pub interval: Option<(f64, f64)>,
    /// Against the first competitor; `None` for the first itself.
    pub difference: Option<Difference>,
}

/// A group of pages, and how each competitor did.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GroupRow {
    /// The set; `None` for the mean of all sets, each counting once.
    pub set: Option<String>,
    /// What the pages have in common.
    pub group: Group,
    /// Number of pages.
    pub pages: usize,
    /// Number of sites, each counted once.
    pub sites: usize,
    /// In the order of the competitors.
    pub standings: Vec<Standing>,
}

impl GroupRow {
    /// Whether it is all pages of its set, or of all sets.
    pub fn is_all(&self) -> bool {
        self.group == Group::All
    }
}

/// What changed on one page.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageChange {
    /// The example's place.
    pub page: usize,
    /// F1 of the first competitor.
    pub old: f64,
    /// F1 of the other.
    pub new: f64,
}

/// Competitors on the same pages.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// Their names, in order.
    pub names: Vec<String>,
    /// All sets, each counting once.
    pub overall: GroupRow,
    /// Set by set: all pages, then types and languages, the largest groups first.
    pub rows: Vec<GroupRow>,
    /// F1 of each competitor, page by page in the order of the examples.
    pub pages: Vec<Vec<f64>>,
    /// For each competitor but the first, the pages whose F1 is another: the largest gain first, the largest loss last.
    pub changes: Vec<Vec<PageChange>>,
}

/// Compares competitors, of which there is at least one, each with a score for every example.
pub fn compare(examples: &[Example], competitors: &[Competitor], seed: u64) -> Comparison {
    // The first set has the numbers of all sets, so that both are the same where there is no other.
    let measure = |(place, group): (usize, PageGroup)| {
        group.measure(competitors, (seed, place.saturating_sub(1) as u64)).row()
    };
    let mut rows: Vec<GroupRow> = groups(examples).into_par_iter().enumerate().map(measure).collect();
    let of_page = |page: usize| competitors.iter().map(|of| of.scores[page].f1()).collect();
    Comparison {
        names: competitors.iter().map(|competitor| competitor.name.clone()).collect(),
        overall: rows.remove(0),
        rows,
        pages: (0..examples.len()).map(of_page).collect(),
        changes: competitors.iter().skip(1).map(|other| changes(&competitors[0], other)).collect(),
    }
}

fn changes(first: &Competitor, other: &Competitor) -> Vec<PageChange> {
    let pairs = first.scores.iter().zip(&other.scores).enumerate();
    let change = |(page, (old, new)): (usize, (&PageScore, &PageScore))| PageChange {
        page,
        old: old.f1(),
        new: new.f1(),
    };
    let mut changes: Vec<PageChange> = pairs.map(change).filter(|change| change.gain().abs() > 0.0).collect();
    changes.sort_by(|a, b| b.gain().total_cmp(&a.gain()).then(a.page.cmp(&b.page)));
    changes
}

impl PageChange {
    /// F1 gained: below 0 where the page was lost.
    pub fn gain(&self) -> f64 {
        self.new - self.old
    }
}

impl Comparison {
    /// All rows, that over all sets first where there are several.
    pub fn all_rows(&self) -> impl Iterator<Item = &GroupRow> {
        let sets = self.rows.iter().filter(|row| row.is_all()).count();
        std::iter::once(&self.overall).filter(move |_| sets > 1).chain(&self.rows)
    }
}

#[cfg(test)]
mod tests;
