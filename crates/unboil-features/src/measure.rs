//! How columns are measured.

use std::sync::Arc;

use crate::bits::BitSet;
use crate::stacked::ScoredView;
use crate::view::View;
use crate::{Kind, Page, ScoredPage};

/// How a column of the first stage is measured.
#[derive(Clone)]
pub struct Measure(pub(crate) Look);

/// Fills in a column's values of the blocks of a page, from one on.
type Fill = dyn Fn(&Page, usize, &mut [f32]) + Send + Sync;
/// The same of those that have a flag, by their sets.
type FlaggedFill = dyn Fn(&Page, usize, &[u64], &mut [f32]) + Send + Sync;
/// The same of a scored page.
type ScoredFill = dyn Fn(&ScoredPage, usize, &mut [f32]) + Send + Sync;

/// How a column reads a page.
#[derive(Clone)]
pub(crate) enum Look {
    /// Whether a set of the block's flags has this one.
    Bit(BitSet, usize),
    /// A number of each block.
    Blocks(Arc<Fill>),
    /// A number of each block whose set of flags has this one; 0 for all others.
    Flagged(BitSet, usize, Arc<FlaggedFill>),
}

impl Measure {
    /// Measures each block by itself, for a column of some kind.
    pub(crate) fn each(kind: Kind, measure: impl Fn(&View) -> f64 + Send + Sync + 'static) -> Measure {
        Measure(Look::Blocks(Arc::new(move |page, first, values| {
            for (row, value) in values.iter_mut().enumerate() {
                *value = measure(&View { page, index: first + row }) as f32;
            }
            kind.scale(values);
        })))
    }

    /// Measures one block of each run of blocks with the same key.
    pub(crate) fn shared<K: PartialEq>(
        kind: Kind,
        key: impl Fn(&View) -> K + Send + Sync + 'static,
        measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
    ) -> Measure {
        Measure(Look::Blocks(Arc::new(move |page, first, values| {
            let mut last: Option<(K, f32)> = None;
            for (row, value) in values.iter_mut().enumerate() {
                let view = View { page, index: first + row };
                let key = key(&view);
                *value = match last {
                    Some((ref same, found)) if *same == key => found,
                    _ => measure(&view) as f32,
                };
                last = Some((key, *value));
            }
            kind.scale(values);
        })))
    }

    /// Measures by itself each block whose set of flags has a bit.
    pub(crate) fn flagged(
        (set, bit): (BitSet, usize),
        kind: Kind,
        measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
    ) -> Measure {
        let fill = move |page: &Page, first: usize, sets: &[u64], values: &mut [f32]| {
            for ((row, value), flags) in values.iter_mut().enumerate().zip(sets) {
                let is_flagged = flags >> bit & 1 == 1;
                *value = if is_flagged { measure(&View { page, index: first + row }) as f32 } else { 0.0 };
            }
            kind.scale(values);
        };
        Measure(Look::Flagged(set, bit, Arc::new(fill)))
    }
}

/// How a column of the second stage is measured.
#[derive(Clone)]
pub struct ScoredMeasure(pub(crate) Arc<ScoredFill>);

impl ScoredMeasure {
    /// Measures each block by itself.
    pub(crate) fn each(
        kind: Kind,
        measure: impl Fn(&ScoredView) -> f64 + Send + Sync + 'static,
    ) -> ScoredMeasure {
        ScoredMeasure(Arc::new(move |page, first, values| {
            for (row, value) in values.iter_mut().enumerate() {
                *value = measure(&ScoredView { page, index: first + row }) as f32;
            }
            kind.scale(values);
        }))
    }
}

impl std::fmt::Debug for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Measure")
    }
}

impl std::fmt::Debug for ScoredMeasure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ScoredMeasure")
    }
}
