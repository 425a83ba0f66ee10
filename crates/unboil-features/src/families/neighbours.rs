//! The blocks before and after, and windows around a block.

use super::flag;
use super::language::relative_own;
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;

/// Half widths of the windows, in blocks.
const WINDOWS: [usize; 2] = [5, 15];

/// What is looked at in a neighbour: how far, and what stands beyond the ends of the page.
struct Neighbour {
    name: &'static str,
    reach: isize,
    kind: Kind,
    of: fn(&View) -> f64,
    otherwise: f64,
}

static NEIGHBOURS: &[Neighbour] = &[
    Neighbour { name: "words", reach: 3, kind: Log, of: |v| v.words(), otherwise: 0.0 },
    Neighbour {
        name: "link_density",
        reach: 3,
        kind: Share,
        of: |v| v.text().link_density(),
        otherwise: 1.0,
    },
    Neighbour {
        name: "density",
        reach: 1,
        kind: Number(0, 127),
        of: |v| v.text().density.min(127.0),
        otherwise: 0.0,
    },
    Neighbour {
        name: "ends_sentence",
        reach: 2,
        kind: Flag,
        of: |v| flag(v.text().ends_sentence),
        otherwise: 0.0,
    },
    Neighbour { name: "own_relative", reach: 2, kind: Number(0, 2), of: relative_own, otherwise: 0.0 },
];

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for neighbour in NEIGHBOURS {
        for offset in (1..=neighbour.reach).flat_map(|distance| [-distance, distance]) {
            let side = if offset < 0 { "before" } else { "after" };
            let (of, otherwise) = (neighbour.of, neighbour.otherwise);
            features.push(Feature::own(
                format!("neighbour.{}_{side}_{}", neighbour.name, offset.abs()),
                neighbour.kind,
                format!("{} of the block {} {side}", neighbour.name, offset.abs()),
                move |v| v.neighbour(offset).map_or(otherwise, |neighbour| of(&neighbour)),
            ));
        }
    }
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
                format!("words in long blocks ÷ words up to {reach} blocks away"),
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

/// A part of a whole that is more than 0, without the rounding of running totals.
#[inline]
pub(super) fn share(part: f64, whole: f64) -> f64 {
    (part / whole).clamp(0.0, 1.0)
}

fn same_parent(view: &View, offset: isize) -> f64 {
    let parent = |v: &View| v.page.document.node(v.block().owner).parent;
    flag(view.neighbour(offset).is_some_and(|other| parent(&other) == parent(view)))
}
