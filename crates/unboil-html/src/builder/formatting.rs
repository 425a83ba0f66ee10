//! The list of active formatting elements and the adoption agency.

use super::Builder;
use super::class::Class;
use super::insert::opened;
use super::tree::{Id, NIL, Namespace};
use crate::Tag;
use crate::tokenizer::{EndTag, Name, StartTag, fingerprint};

/// A formatting element, or a marker, whose id is [`NIL`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    id: Id,
    tag: StartTag,
    /// Equal for elements of the same tag and attributes; known once it was asked for.
    fingerprint: Option<u64>,
}

/// Of elements alike in tag and attributes, the list holds this many: the standard's Noah's Ark clause.
const ALIKE: usize = 3;

/// Rounds of the adoption agency for one end tag.
const ROUNDS: usize = 8;

/// Formatting elements that a round of the adoption agency copies.
const COPIES: usize = 3;

impl Builder<'_> {
    pub(super) fn push_marker(&mut self) {
        let tag = self.phantom(Tag::Other);
        self.formatting.push(Entry { id: NIL, tag, fingerprint: None });
    }

    pub(super) fn clear_formatting_to_marker(&mut self) {
        while self.formatting.pop().is_some_and(|entry| entry.id != NIL) {}
    }

    /// The place of the first entry after the last marker.
    fn after_marker(&self) -> usize {
        self.formatting.iter().rposition(|entry| entry.id == NIL).map_or(0, |index| index + 1)
    }

    /// The place in the list of a node, searched back to the last marker.
    fn entry_of(&self, id: Id) -> Option<usize> {
        let entries = self.formatting.iter().enumerate().rev();
        entries
            .take_while(|(_, entry)| entry.id != NIL)
            .find(|(_, entry)| entry.id == id)
            .map(|(index, _)| index)
    }

    /// The innermost entry of a tag after the last marker.
    fn entry_named(&self, tag: Tag) -> Option<(usize, Entry)> {
        let entries = self.formatting.iter().enumerate().rev();
        let mut entries = entries.take_while(|(_, entry)| entry.id != NIL);
        entries.find(|(_, entry)| entry.tag.tag == tag).map(|(index, entry)| (index, *entry))
    }

    fn remove_entry(&mut self, index: usize) {
        if index < self.formatting.len() {
            self.formatting.remove(index);
        }
    }

    /// Opens a formatting element, which will be opened again in what follows if it is not closed.
    pub(super) fn insert_formatting(&mut self, tag: &StartTag) {
        let first = self.after_marker();
        let fingerprint = self.drop_third_alike(first, tag);
        let id = self.insert_open_for(tag);
        if self.formatting.len().saturating_sub(first) >= self.limits.formatting {
            self.truncated = true;
            return;
        }
        self.formatting.push(Entry { id, tag: *tag, fingerprint });
    }

    /// Drops the first of the entries that are alike in tag and attributes where there are three.
    fn drop_third_alike(&mut self, first: usize, tag: &StartTag) -> Option<u64> {
        let entries = self.formatting.get_mut(first..).unwrap_or_default();
        if entries.iter().filter(|entry| entry.tag.tag == tag.tag).count() < ALIKE {
            return None;
        }
        let measure = |name: Name| fingerprint(self.source, name.span, &self.limits);
        let wanted = measure(tag.name);
        let mut alike = Vec::new();
        for (index, entry) in entries.iter_mut().enumerate().filter(|(_, entry)| entry.tag.tag == tag.tag) {
            if *entry.fingerprint.get_or_insert_with(|| measure(entry.tag.name)) == wanted {
                alike.push(first + index);
            }
        }
        if let Some(&earliest) = alike.first()
            && alike.len() >= ALIKE
        {
            self.remove_entry(earliest);
        }
        Some(wanted)
    }

    /// "Reconstruct the active formatting elements": opens those again that a block has closed.
    #[inline]
    pub(super) fn reconstruct_formatting(&mut self) {
        if self.formatting.last().is_some_and(|entry| !self.is_settled(entry)) {
            self.open_formatting_again();
        }
    }

    /// Whether an entry is a marker or an open element.
    #[inline]
    fn is_settled(&self, entry: &Entry) -> bool {
        entry.id == NIL || self.tree.is_open(entry.id)
    }

    #[inline(never)]
    fn open_formatting_again(&mut self) {
        let first =
            self.formatting.iter().rposition(|entry| self.is_settled(entry)).map_or(0, |index| index + 1);
        for index in first..self.formatting.len() {
            let Some(tag) = self.formatting.get(index).map(|entry| entry.tag) else { return };
            let id = self.insert_open(&tag, Namespace::Html);
            if let Some(entry) = self.formatting.get_mut(index) {
                entry.id = id;
            }
        }
    }

    /// An open `a` ends where another begins.
    pub(super) fn end_misnested_a(&mut self) {
        let Some((_, entry)) = self.entry_named(Tag::A) else { return };
        self.adopt(Tag::A);
        if let Some(index) = self.entry_of(entry.id) {
            self.remove_entry(index);
        }
        if self.tree.is_open(entry.id)
            && let Some(index) = self.stack.position(entry.id)
        {
            self.remove_from_stack(index);
        }
    }

    /// The adoption agency: the end tag of a formatting element, which blocks may have begun within.
    pub(super) fn adopt(&mut self, tag: Tag) {
        if let Some(current) = self.stack.current()
            && current.is(tag)
        {
            // Nearly always, what ends is what began last.
            if self.formatting.last().is_some_and(|entry| entry.id == current.id) {
                self.formatting.pop();
                self.pop();
                return;
            }
            if self.entry_of(current.id).is_none() {
                self.pop();
                return;
            }
        }
        for _ in 0..ROUNDS {
            let Some((index, entry)) = self.entry_named(tag) else {
                return self.end_any_other(&EndTag { tag, name: Name::default() });
            };
            if !self.tree.is_open(entry.id) {
                return self.remove_entry(index);
            }
            if !self.stack.search(Class::SCOPE, |open| open.id == entry.id) {
                return;
            }
            let Some(place) = self.stack.position(entry.id) else { return };
            let block = self.stack.above(place).iter().position(|open| open.class.meets(Class::SPECIAL));
            let Some(block) = block else {
                self.truncate_stack(place);
                return self.remove_entry(index);
            };
            self.adopt_round(entry, place, place + block);
        }
    }

    /// Moves the furthest block, at `block` in the stack, out of the formatting element at `place`, and what is in
    /// the block into a copy of the element.
    fn adopt_round(&mut self, entry: Entry, place: usize, block: usize) {
        let Some(furthest) = self.stack.get(block).map(|open| open.id) else { return };
        let Some(common) = place.checked_sub(1).and_then(|index| self.stack.get(index)).copied() else {
            return;
        };
        let mut bookmark = None;
        let mut last = furthest;
        for (step, index) in (place + 1..block).rev().enumerate() {
            let Some(node) = self.stack.get(index).map(|open| open.id) else { continue };
            let listed = self.entry_of(node);
            let Some(listed) = listed.filter(|_| step < COPIES) else {
                if let Some(listed) = listed {
                    self.remove_entry(listed);
                }
                self.remove_from_stack(index);
                continue;
            };
            let Some(copy) = self.copy_entry(listed) else { continue };
            self.tree.set_open(node, false);
            self.tree.set_open(copy, true);
            self.stack.replace(index, copy);
            if last == furthest {
                bookmark = Some(copy);
            }
            self.tree.detach(last);
            self.tree.append(copy, last);
            last = copy;
        }
        self.tree.detach(last);
        let destination = self.place(&common);
        self.put(destination, last);
        let copy = self.tree.make(&entry.tag);
        self.tree.move_children(furthest, copy);
        self.tree.append(furthest, copy);
        self.relist(entry, copy, bookmark);
        if let Some(index) = self.stack.position(entry.id) {
            self.remove_from_stack(index);
        }
        if let Some(index) = self.stack.position(furthest) {
            self.stack.insert(index + 1, opened(copy, &entry.tag, Namespace::Html));
            self.tree.set_open(copy, true);
        }
    }

    /// Makes a copy of a listed element, which takes its place in the list.
    fn copy_entry(&mut self, index: usize) -> Option<Id> {
        let entry = self.formatting.get_mut(index)?;
        entry.id = self.tree.make(&entry.tag);
        Some(entry.id)
    }

    /// Lists the copy of an entry in its place, or after the bookmark.
    fn relist(&mut self, entry: Entry, copy: Id, bookmark: Option<Id>) {
        let renewed = Entry { id: copy, ..entry };
        match bookmark.and_then(|bookmark| self.entry_of(bookmark)) {
            Some(index) => {
                self.formatting.insert(index + 1, renewed);
                if let Some(old) = self.entry_of(entry.id) {
                    self.remove_entry(old);
                }
            }
            None => {
                let old = self.entry_of(entry.id).and_then(|index| self.formatting.get_mut(index));
                if let Some(old) = old {
                    *old = renewed;
                }
            }
        }
    }
}
