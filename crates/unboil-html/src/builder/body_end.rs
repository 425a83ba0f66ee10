//! End tags in the body.

use super::class::Class;
use super::stack::Open;
use super::tree::Namespace;
use super::{Builder, Flow, Mode, NIL};
use crate::Tag;
use crate::tokenizer::{EndTag, Name};

impl Builder<'_> {
    pub(super) fn end_in_body(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Template => self.end_template(),
            Tag::Body => {
                if self.in_scope(Tag::Body) {
                    self.mode = Mode::AfterBody;
                }
            }
            Tag::Html => {
                if self.in_scope(Tag::Body) {
                    return self.again(Mode::AfterBody);
                }
            }
            Tag::Address
            | Tag::Article
            | Tag::Aside
            | Tag::Blockquote
            | Tag::Button
            | Tag::Center
            | Tag::Details
            | Tag::Dialog
            | Tag::Dir
            | Tag::Div
            | Tag::Dl
            | Tag::Fieldset
            | Tag::Figcaption
            | Tag::Figure
            | Tag::Footer
            | Tag::Header
            | Tag::Hgroup
            | Tag::Listing
            | Tag::Main
            | Tag::Menu
            | Tag::Nav
            | Tag::Ol
            | Tag::Pre
            | Tag::Search
            | Tag::Section
            | Tag::Select
            | Tag::Summary
            | Tag::Ul => {
                if self.in_scope(tag.tag) {
                    self.implied_ends();
                    self.pop_until(tag.tag);
                }
            }
            Tag::Form => self.end_form(),
            Tag::P => {
                if !self.stack.in_scope(Tag::P, Class::SCOPE.or(Class::BUTTON)) {
                    self.insert_phantom(Tag::P);
                }
                self.close_p();
            }
            Tag::Li => self.end_item(tag.tag, Class::SCOPE.or(Class::LIST)),
            Tag::Dd | Tag::Dt => self.end_item(tag.tag, Class::SCOPE),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                if self.stack.search(Class::SCOPE, |open| open.class.meets(Class::HEADING)) {
                    self.implied_ends();
                    self.pop_until_any(|open| open.class.meets(Class::HEADING));
                }
            }
            Tag::A
            | Tag::B
            | Tag::Big
            | Tag::Code
            | Tag::Em
            | Tag::Font
            | Tag::I
            | Tag::Nobr
            | Tag::S
            | Tag::Small
            | Tag::Strike
            | Tag::Strong
            | Tag::Tt
            | Tag::U => self.adopt(tag.tag),
            Tag::Applet | Tag::Marquee | Tag::Object => {
                if self.in_scope(tag.tag) {
                    self.implied_ends();
                    self.pop_until(tag.tag);
                    self.clear_formatting_to_marker();
                }
            }
            Tag::Br => {
                self.reconstruct_formatting();
                self.insert(&self.phantom(Tag::Br));
                self.frameset_ok = false;
            }
            _ => self.end_any_other(tag),
        }
        Flow::Done
    }

    fn end_form(&mut self) {
        if self.stack.has(Tag::Template) {
            if self.in_scope(Tag::Form) {
                self.implied_ends();
                self.pop_until(Tag::Form);
            }
            return;
        }
        let form = std::mem::replace(&mut self.form, NIL);
        if form == NIL || !self.stack.search(Class::SCOPE, |open| open.id == form) {
            return;
        }
        self.implied_ends();
        if let Some(index) = self.stack.position(form) {
            self.remove_from_stack(index);
        }
    }

    fn end_item(&mut self, tag: Tag, bounds: Class) {
        if self.stack.in_scope(tag, bounds) {
            self.implied_ends_except(tag);
            self.pop_until(tag);
        }
    }

    /// Closes SVG or MathML from within HTML: where a limit closed elements of theirs, others that they hold may be left open.
    fn end_foreign_root(&mut self, tag: Tag) {
        let is_root = |open: &Open| open.tag == tag && open.namespace != Namespace::Html;
        let found = self.stack.topmost_first().find(|(_, open)| is_root(open));
        if let Some(index) = found.map(|(index, _)| index) {
            self.truncate_stack(index);
        }
    }

    /// "Any other end tag": closes the innermost element of the name, unless a special one stands between.
    pub(super) fn end_any_other(&mut self, tag: &EndTag) {
        if self.truncated && matches!(tag.tag, Tag::Svg | Tag::Math) {
            self.end_foreign_root(tag.tag);
        }
        if !self.stack.has(tag.tag) {
            return;
        }
        let same_name = |name: Name| tag.tag != Tag::Other || name.is(tag.name, self.source);
        let mut found = None;
        for (index, open) in self.stack.topmost_first() {
            if open.is(tag.tag) && same_name(open.name) {
                found = Some((index, open.id));
                break;
            }
            if open.class.meets(Class::SPECIAL) {
                break;
            }
        }
        if let Some((index, id)) = found {
            while self.current_in(Class::IMPLIED_END)
                && self.stack.current().is_some_and(|open| open.id != id)
            {
                self.pop();
            }
            self.truncate_stack(index);
        }
    }
}
