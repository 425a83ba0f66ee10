//! Which elements are of one kind: the children of one parent that are made alike.

use rustc_hash::FxHashMap;

use super::elements::{Element, Elements};

/// The kinds of elements, numbered in the order of the first element of each.
pub(super) struct Kinds {
    /// The kind of each element.
    pub(super) of: Vec<u32>,
    /// Number of kinds.
    pub(super) count: usize,
}

impl Kinds {
    /// Tells apart the children of each parent by what `make` says of them.
    pub(super) fn of(elements: &Elements, make: impl Fn(&Element) -> u64) -> Kinds {
        let mut kinds = Kinds { of: Vec::with_capacity(elements.len()), count: 0 };
        // The kinds of parents that have several, but for the kind of the last child of each: most have one kind alone.
        let mut others: FxHashMap<(u32, u64), u32> = FxHashMap::default();
        let mut last: Vec<Option<(u64, u32)>> = vec![None; elements.len()];
        for element in &elements.list {
            let make = make(element);
            let last = &mut last[element.parent as usize];
            let known = match *last {
                Some((last, kind)) if last == make => Some(kind),
                Some((last, kind)) => {
                    others.insert((element.parent, last), kind);
                    others.get(&(element.parent, make)).copied()
                }
                None => None,
            };
            let kind = known.unwrap_or(kinds.count as u32);
            kinds.count += usize::from(known.is_none());
            *last = Some((make, kind));
            kinds.of.push(kind);
        }
        kinds
    }
}
