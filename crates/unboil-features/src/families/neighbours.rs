//! The blocks before and after, and windows around a block.

use super::flag;
use super::text::{MAX_DENSITY, density};
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;

/// Half widths of the windows, in blocks.
const WINDOWS: [usize; 2] = [5, 15];

pub(super) fn features() -> Vec<Feature> {
    let mut features = near("words", 3, Log, |v| v.text().words, 0.0);
    features.extend(near("link_density", 3, Share, |v| v.text().link_density(), 1.0));
    features.extend(near("density", 1, Number(0, MAX_DENSITY), density, 0.0));
    features.extend(near("ends_sentence", 2, Flag, |v| flag(v.text().ends_sentence), 0.0));
    features.push(Feature::own(
        "neighbour.sibling_before",
        Flag,
        "the block before has the same parent",
        |v| same_parent(v, -1),
    ));
    features.push(Feature::own(
        "neighbour.sibling_after",
        Flag,
        "the block after has the same parent",
        |v| same_parent(v, 1),
    ));
    for (index, reach) in WINDOWS.iter().enumerate() {
        features.extend([
            Feature::entry(
                format!("neighbour.window_{reach}_words"),
                Log,
                format!("words of the mean block up to {reach} away"),
                |v, index| {
                    let window = v.window(WINDOWS[index]);
                    v.page.totals.words(&window) / window.len() as f64
                },
                index,
            ),
            Feature::entry(
                format!("neighbour.window_{reach}_link_density"),
                Share,
                format!("linked words ÷ words up to {reach} blocks away"),
                |v, index| {
                    let window = v.window(WINDOWS[index]);
                    share(v.page.totals.linked(&window), v.page.totals.words(&window))
                },
                index,
            ),
            Feature::entry(
                format!("neighbour.window_{reach}_long"),
                Share,
                format!("words in blocks of 12 words or more ÷ words up to {reach} blocks away"),
                |v, index| {
                    let window = v.window(WINDOWS[index]);
                    share(v.page.totals.long(&window), v.page.totals.words(&window))
                },
                index,
            ),
        ]);
    }
    features
}

/// What is looked at in the neighbours up to some blocks away, and what stands beyond the ends of the page.
fn near(
    name: &str,
    reach: isize,
    kind: Kind,
    of: impl Fn(&View) -> f64 + Copy + Send + Sync + 'static,
    otherwise: f64,
) -> Vec<Feature> {
    let column = |offset: isize| {
        let side = if offset < 0 { "before" } else { "after" };
        Feature::own(
            format!("neighbour.{name}_{side}_{}", offset.abs()),
            kind,
            format!("{name} of the block {} {side}", offset.abs()),
            move |v| v.neighbour(offset).map_or(otherwise, |neighbour| of(&neighbour)),
        )
    };
    (1..=reach).flat_map(|distance| [-distance, distance]).map(column).collect()
}

/// A part of a whole that is more than 0, without the rounding of running totals.
#[inline]
pub(super) fn share(part: f64, whole: f64) -> f64 {
    (part / whole).clamp(0.0, 1.0)
}

fn same_parent(view: &View, offset: isize) -> f64 {
    let parent = |v: &View| v.page.elements.list[v.page.elements.owners[v.index]].parent;
    flag(view.neighbour(offset).is_some_and(|other| parent(&other) == parent(view)))
}
