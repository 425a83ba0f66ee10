//! Where nodes go, and the elements that end without an end tag.

use super::class::Class;
use super::stack::Open;
use super::table::is_table_part;
use super::tree::{Id, NIL, Namespace};
use super::{Builder, Mode};
use crate::tokenizer::{Marks, Name, RawText, Reading, StartTag, Text, read_into};
use crate::{Span, Tag};

/// "The appropriate place for inserting a node".
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// After the last child.
    Within(Id),
    Before(Id),
}

impl Builder<'_> {
    /// The place for a node that is meant for `target`: before the table where foster parenting applies.
    #[inline]
    pub(super) fn place(&self, target: &Open) -> Place {
        if self.foster_parenting && target.class.meets(Class::FOSTERED) {
            return self.foster_place();
        }
        Place::Within(target.id)
    }

    /// The place before the innermost table, or within what stands in for it.
    #[inline(never)]
    fn foster_place(&self) -> Place {
        for (index, open) in self.stack.topmost_first() {
            if open.is(Tag::Template) {
                return Place::Within(open.id);
            }
            if open.is(Tag::Table) {
                if self.tree.parent(open.id) != NIL {
                    return Place::Before(open.id);
                }
                let above = index.checked_sub(1).and_then(|index| self.stack.get(index));
                return Place::Within(above.map_or(0, |open| open.id));
            }
        }
        Place::Within(0)
    }

    pub(super) fn put(&mut self, place: Place, id: Id) {
        match place {
            Place::Within(parent) => self.tree.append(parent, id),
            Place::Before(sibling) => self.tree.insert_before(sibling, id),
        }
    }

    /// Puts a text, which `read` writes, at a place.
    pub(super) fn put_text(&mut self, place: Place, source: Span, read: impl FnOnce(&mut String)) {
        match place {
            Place::Within(parent) => self.tree.append_text(parent, source, read),
            Place::Before(sibling) => {
                if let Some(id) = self.tree.make_text(source, read) {
                    self.tree.insert_before(sibling, id);
                }
            }
        }
    }

    /// Makes an element at the current place without opening it.
    #[inline(always)]
    pub(super) fn insert(&mut self, tag: &StartTag) -> Id {
        let Some(current) = self.stack.current() else { return self.tree.make(tag) };
        match self.place(current) {
            Place::Within(parent) => self.tree.append_new(parent, tag),
            Place::Before(sibling) => {
                let id = self.tree.make(tag);
                self.tree.insert_before(sibling, id);
                id
            }
        }
    }

    /// Makes an element at the current place and opens it.
    #[inline]
    pub(super) fn insert_open(&mut self, tag: &StartTag, namespace: Namespace) -> Id {
        if self.stack.len() >= self.wrapper_depth() {
            self.leave_room(tag.tag);
        }
        let id = self.insert(tag);
        self.push(id, tag, namespace);
        id
    }

    /// Closes elements until one of a tag is not too deep. What is read in another way than what is around it, such as
    /// `svg` and `template`, stays open, and no row or table is left without its cells: what is in them stays in them.
    #[inline(never)]
    fn leave_room(&mut self, tag: Tag) {
        let is_part = is_table_part(tag);
        while self.stack.len() > 2 {
            let is_between_cells = !is_part && self.left_table && self.current_in(Class::FOSTERED);
            let has_room = self.stack.len() < self.depth_for(tag) && !is_between_cells;
            if has_room || self.begins_apart() {
                break;
            }
            self.truncated = true;
            let is_table = |open: Open| open.tag == Tag::Table || is_table_part(open.tag);
            self.left_table |= self.pop().is_some_and(is_table);
        }
    }

    /// Whether the current element is read in another way than the one around it.
    fn begins_apart(&self) -> bool {
        let is_apart = |open: &Open| open.namespace != Namespace::Html || open.tag.is_unread();
        let innermost = self.stack.above(self.stack.len().saturating_sub(2));
        matches!(innermost, [outer, current] if is_apart(current) && !is_apart(outer))
    }

    /// Goes on in the mode that fits where a part of a table was closed to leave room.
    #[inline(never)]
    pub(super) fn fit_mode(&mut self) {
        self.left_table = false;
        let mode = self.reset_mode();
        if self.mode == Mode::Text {
            self.original_mode = mode;
        } else {
            self.mode = mode;
        }
    }

    /// How many elements may be around one of a tag.
    fn depth_for(&self, tag: Tag) -> usize {
        let is_wrapper = |tag| matches!(tag, Tag::Div | Tag::Span);
        let is_wrapped = || self.stack.current().is_some_and(|open| is_wrapper(open.tag));
        if tag == Tag::Table || is_wrapper(tag) && is_wrapped() {
            self.wrapper_depth()
        } else {
            self.limits.depth
        }
    }

    /// How many elements may be around a wrapper right within a wrapper, and around a table: they have to leave some room,
    /// so that an article in too many wrappers keeps its structure, and a table its cells.
    fn wrapper_depth(&self) -> usize {
        self.limits.depth - self.limits.depth / 16
    }

    #[inline]
    pub(super) fn push(&mut self, id: Id, tag: &StartTag, namespace: Namespace) {
        self.stack.push(opened(id, tag, namespace));
        self.tree.set_open(id, true);
    }

    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.stack.pop()?;
        self.tree.set_open(open.id, false);
        Some(open)
    }

    pub(super) fn remove_from_stack(&mut self, index: usize) {
        if index + 1 < self.stack.len() {
            self.tree.end_nesting();
        }
        if let Some(open) = self.stack.remove(index) {
            self.tree.set_open(open.id, false);
        }
    }

    pub(super) fn truncate_stack(&mut self, len: usize) {
        while self.stack.len() > len {
            self.pop();
        }
    }

    /// Opens the HTML element of a start tag.
    #[inline]
    pub(super) fn insert_open_for(&mut self, tag: &StartTag) -> Id {
        self.insert_open(tag, Namespace::Html)
    }

    /// Makes the HTML element of a start tag that has no content.
    #[inline(never)]
    pub(super) fn insert_for(&mut self, tag: &StartTag) -> Id {
        self.insert(tag)
    }

    /// Opens an HTML element that no tag began.
    pub(super) fn insert_phantom(&mut self, tag: Tag) -> Id {
        self.insert_open(&self.phantom(tag), Namespace::Html)
    }

    /// The start tag of an element that no tag began, at the place that is being read.
    pub(super) fn phantom(&self, tag: Tag) -> StartTag {
        let here = self.tokenizer.position() as u32;
        let span = Span { start: here, end: here };
        StartTag {
            tag,
            name: Name::default(),
            span,
            attrs: (0, 0),
            marks: Marks::default(),
            self_closing: false,
        }
    }

    /// Opens an element whose content is raw text, or makes one without content where XHTML closes it at once.
    pub(super) fn insert_raw_text(&mut self, tag: &StartTag, raw: fn(Span) -> RawText) {
        if tag.self_closing && self.tokenizer.is_xhtml() {
            self.insert_for(tag);
            return;
        }
        self.insert_open_for(tag);
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        self.tokenizer.begin_raw_text(raw(tag.name.span));
    }

    /// Puts a text at the current place; that of scripts and style sheets is not kept.
    pub(super) fn insert_text(&mut self, text: &Text) {
        let Some(current) = self.stack.current() else { return };
        if text.is_empty() || matches!(current.tag, Tag::Script | Tag::Style) {
            return;
        }
        let raw = text.span.of(self.source);
        let place = self.place(current);
        if text.reading == Reading::Space {
            let range = Span { start: text.span.end, ..text.span };
            return self.put_text(place, range, |out| out.push_str(raw));
        }
        self.put_text(place, trimmed(raw, text.span), |out| read_into(out, raw, text.reading));
    }

    pub(super) fn current_is(&self, tag: Tag) -> bool {
        self.stack.current().is_some_and(|open| open.is(tag))
    }

    pub(super) fn current_in(&self, class: Class) -> bool {
        self.stack.current().is_some_and(|open| open.class.meets(class))
    }

    pub(super) fn in_scope(&self, tag: Tag) -> bool {
        self.stack.in_scope(tag, Class::SCOPE)
    }

    /// "Generate implied end tags", except for elements of one tag.
    pub(super) fn implied_ends_except(&mut self, except: Tag) {
        while self.current_in(Class::IMPLIED_END) && !self.current_is(except) {
            self.pop();
        }
    }

    /// "Generate implied end tags".
    pub(super) fn implied_ends(&mut self) {
        self.implied_ends_except(Tag::Other);
    }

    /// Pops elements until one of the tag has been popped; the root stays.
    pub(super) fn pop_until(&mut self, tag: Tag) {
        self.pop_until_any(|open| open.is(tag));
    }

    pub(super) fn pop_until_any(&mut self, wanted: impl Fn(&Open) -> bool) {
        while self.stack.len() > 1 {
            if self.pop().is_some_and(|open| wanted(&open)) {
                break;
            }
        }
    }

    /// Pops elements until the current one is of a class; the root stays.
    pub(super) fn clear_back_to(&mut self, class: Class) {
        while self.stack.len() > 1 && !self.current_in(class) {
            self.pop();
        }
    }

    pub(super) fn close_p(&mut self) {
        self.implied_ends_except(Tag::P);
        self.pop_until(Tag::P);
    }

    pub(super) fn close_p_in_button_scope(&mut self) {
        if self.stack.in_scope(Tag::P, Class::SCOPE.or(Class::BUTTON)) {
            self.close_p();
        }
    }
}

/// The open element of a start tag.
pub(super) fn opened(id: Id, tag: &StartTag, namespace: Namespace) -> Open {
    let StartTag { tag, name, marks, .. } = *tag;
    Open { id, tag, namespace, class: Class::of(tag, namespace), html_encoding: marks.html_encoding, name }
}

/// The range of a text without the white space around it.
pub(super) fn trimmed(raw: &str, span: Span) -> Span {
    let start = span.start + (raw.len() - raw.trim_ascii_start().len()) as u32;
    if start == span.end {
        return Span { start, end: start };
    }
    Span { start, end: span.end - (raw.len() - raw.trim_ascii_end().len()) as u32 }
}
