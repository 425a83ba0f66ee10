//! Regressions on pages as wholes, in which every page counts the same.

use crate::{Fitted, Problem, Rows, TrainError, fit};

/// A fit takes at least this many pages of either kind: what a few of a kind have in common is chance.
const LEAST_PAGES: usize = 30;

/// A fit of some pages, each a row of its own; `None` where these are too few of a kind.
pub(super) fn fit_pages(rows: &[Rows], lambda: f64) -> Result<Option<Fitted>, TrainError> {
    let are_enough = |kind: bool| rows.iter().filter(|row| row.labels == [kind]).count() >= LEAST_PAGES;
    if are_enough(true) && are_enough(false) {
        fit(&Problem::new(rows)?, lambda, None).map(Some)
    } else {
        Ok(None)
    }
}
