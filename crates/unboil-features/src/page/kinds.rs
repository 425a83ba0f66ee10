//! Which elements are of one kind: the children of one parent that are made alike.

use rustc_hash::FxHashMap;

use super::elements::{Element, Elements};

/// No kind.
const NONE: u32 = u32::MAX;

/// The kinds of elements, numbered in the order of the first element of each.
pub(super) struct Kinds {
    /// The kind of each element.
    pub(super) of: Vec<u32>,
    /// Number of kinds.
    pub(super) count: usize,
}

/// The kinds of the last children of a parent: that of the last, and the last other one.
#[derive(Clone, Copy)]
struct Latest {
    last: u32,
    other: u32,
}

impl Kinds {
    /// Tells apart the children of each parent by what `make` says of them.
    pub(super) fn of(elements: &Elements, make: impl Fn(&Element) -> u64) -> Kinds {
        let mut of = Vec::with_capacity(elements.len());
        let mut makes: Vec<u64> = Vec::with_capacity(elements.len());
        let mut latest_of = vec![Latest { last: NONE, other: NONE }; elements.len()];
        // The kinds of parents that have more than two: most have fewer.
        let mut earlier: FxHashMap<(u32, u64), u32> = FxHashMap::default();
        for element in &elements.list {
            let (make, new) = (make(element), makes.len() as u32);
            let latest = &mut latest_of[element.parent as usize];
            let is_of = |kind: u32| makes.get(kind as usize) == Some(&make);
            if !is_of(latest.last) {
                let kind = if is_of(latest.other) {
                    latest.other
                } else if let Some(other) = makes.get(latest.other as usize) {
                    earlier.insert((element.parent, *other), latest.other);
                    earlier.get(&(element.parent, make)).copied().unwrap_or(new)
                } else {
                    new
                };
                *latest = Latest { last: kind, other: latest.last };
                if kind == new {
                    makes.push(make);
                }
            }
            of.push(latest.last);
        }
        Kinds { of, count: makes.len() }
    }
}
