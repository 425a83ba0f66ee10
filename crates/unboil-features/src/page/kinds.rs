//! Which elements are of one kind: the children of one parent that are made alike.

use rustc_hash::FxHashMap;

use super::elements::{Element, Elements};

/// The last child of a parent without any so far.
const NONE: u32 = u32::MAX;

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
        let mut last_child = vec![NONE; elements.len()];
        for (place, element) in elements.list.iter().enumerate() {
            let make_of_this = make(element);
            let last = std::mem::replace(&mut last_child[element.parent as usize], place as u32);
            let known = if last == NONE {
                None
            } else {
                let (last, kind) = (make(&elements.list[last as usize]), kinds.of[last as usize]);
                if last == make_of_this {
                    Some(kind)
                } else {
                    others.insert((element.parent, last), kind);
                    others.get(&(element.parent, make_of_this)).copied()
                }
            };
            kinds.of.push(known.unwrap_or(kinds.count as u32));
            kinds.count += usize::from(known.is_none());
        }
        kinds
    }
}
