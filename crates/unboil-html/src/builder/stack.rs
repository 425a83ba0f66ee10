//! The stack of open elements.

use super::class::Class;
use super::tree::{Id, Namespace};
use crate::Tag;
use crate::tokenizer::Name;

/// An open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) id: Id,
    pub(super) tag: Tag,
    pub(super) namespace: Namespace,
    pub(super) class: Class,
    /// `annotation-xml` that holds HTML.
    pub(super) html_encoding: bool,
    /// The tag's name; only elements of unknown names are told apart by it.
    pub(super) name: Name,
}

impl Open {
    pub(super) fn is(&self, tag: Tag) -> bool {
        self.tag == tag && self.namespace == Namespace::Html
    }
}

/// The open elements, the root first, and how many there are of each HTML tag, so that most searches end at once.
#[derive(Clone, Debug)]
pub(super) struct Stack {
    items: Vec<Open>,
    counts: [u32; 256],
}

impl Default for Stack {
    fn default() -> Stack {
        Stack { items: Vec::new(), counts: [0; 256] }
    }
}

impl Stack {
    pub(super) fn clear(&mut self) {
        self.items.clear();
        self.counts = [0; 256];
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    pub(super) fn current(&self) -> Option<&Open> {
        self.items.last()
    }

    /// Whether the current element is not of HTML.
    #[inline]
    pub(super) fn is_foreign(&self) -> bool {
        self.current().is_some_and(|open| open.namespace != Namespace::Html)
    }

    pub(super) fn get(&self, index: usize) -> Option<&Open> {
        self.items.get(index)
    }

    /// The open elements, the innermost first, with their places.
    pub(super) fn topmost_first(&self) -> impl Iterator<Item = (usize, &Open)> {
        self.items.iter().enumerate().rev()
    }

    /// The open elements from a place on.
    pub(super) fn above(&self, index: usize) -> &[Open] {
        self.items.get(index..).unwrap_or_default()
    }

    pub(super) fn push(&mut self, open: Open) {
        self.count(&open, 1);
        self.items.push(open);
    }

    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.items.pop()?;
        self.count(&open, -1);
        Some(open)
    }

    pub(super) fn remove(&mut self, index: usize) -> Option<Open> {
        if index >= self.items.len() {
            return None;
        }
        let open = self.items.remove(index);
        self.count(&open, -1);
        Some(open)
    }

    pub(super) fn insert(&mut self, index: usize, open: Open) {
        self.count(&open, 1);
        self.items.insert(index.min(self.items.len()), open);
    }

    /// Puts another node of the same tag in a place.
    pub(super) fn replace(&mut self, index: usize, id: Id) {
        if let Some(open) = self.items.get_mut(index) {
            open.id = id;
        }
    }

    /// The place of a node, searched from the top.
    pub(super) fn position(&self, id: Id) -> Option<usize> {
        self.items.iter().rposition(|open| open.id == id)
    }

    /// Whether an HTML element of the tag is open.
    #[inline]
    pub(super) fn has(&self, tag: Tag) -> bool {
        self.counts.get(tag as usize).is_some_and(|&count| count > 0)
    }

    /// Whether an HTML element of the tag is open and no element of `bounds` stands between.
    #[inline]
    pub(super) fn in_scope(&self, tag: Tag, bounds: Class) -> bool {
        self.has(tag) && self.search(bounds, |open| open.is(tag))
    }

    /// Whether an open element is `wanted` and no element of `bounds` stands between.
    pub(super) fn search(&self, bounds: Class, wanted: impl Fn(&Open) -> bool) -> bool {
        let found = self.items.iter().rev().find(|open| wanted(open) || open.class.meets(bounds));
        found.is_some_and(wanted)
    }

    fn count(&mut self, open: &Open, change: i32) {
        if open.namespace == Namespace::Html
            && let Some(count) = self.counts.get_mut(open.tag as usize)
        {
            *count = count.saturating_add_signed(change);
        }
    }
}
