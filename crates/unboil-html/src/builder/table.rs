//! Tables, their captions and column groups.

use super::class::Class;
use super::{Builder, Flow, Mode, NIL};
use crate::Tag;
use crate::tokenizer::{EndTag, StartTag, Text};

impl Builder<'_> {
    pub(super) fn in_table_scope(&self, tag: Tag) -> bool {
        self.stack.in_scope(tag, Class::TABLE_SCOPE)
    }

    /// What may not stand in a table is read as in the body and goes before the table.
    fn start_fostered(&mut self, tag: &StartTag) -> Flow {
        self.fostered(|builder| builder.start_in_body(tag))
    }

    fn text_fostered(&mut self, text: Text) {
        self.fostered(|builder| builder.text_in_body(&text));
    }

    fn fostered<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        self.tree.end_nesting();
        self.foster_parenting = true;
        let read = read(self);
        self.foster_parenting = false;
        read
    }

    /// Text directly in a table waits until all of it is known.
    pub(super) fn text_in_table(&mut self, text: Text) {
        if self.current_in(Class::FOSTERED) {
            self.table_text.push(text);
        } else {
            self.text_fostered(text);
        }
    }

    /// White space stays in the table; text with other characters goes before it.
    #[inline]
    pub(super) fn flush_table_text(&mut self) {
        if !self.table_text.is_empty() {
            self.place_table_text();
        }
    }

    #[inline(never)]
    fn place_table_text(&mut self) {
        let mut texts = std::mem::take(&mut self.table_text);
        let is_space = texts.iter().all(|text| text.is_space(self.source));
        for text in texts.drain(..) {
            if is_space {
                self.insert_text(&text);
            } else {
                self.text_fostered(text);
            }
        }
        self.table_text = texts;
    }

    pub(super) fn start_in_table(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Caption => {
                self.clear_back_to(Class::TABLE_CONTEXT);
                self.push_marker();
                self.insert_open_for(tag);
                self.done(Mode::InCaption)
            }
            Tag::Colgroup => {
                self.clear_back_to(Class::TABLE_CONTEXT);
                self.insert_open_for(tag);
                self.done(Mode::InColumnGroup)
            }
            Tag::Col => {
                self.clear_back_to(Class::TABLE_CONTEXT);
                self.insert_phantom(Tag::Colgroup);
                self.again(Mode::InColumnGroup)
            }
            Tag::Tbody | Tag::Tfoot | Tag::Thead => {
                self.clear_back_to(Class::TABLE_CONTEXT);
                self.insert_open_for(tag);
                self.done(Mode::InTableBody)
            }
            Tag::Td | Tag::Th | Tag::Tr => {
                self.clear_back_to(Class::TABLE_CONTEXT);
                self.insert_phantom(Tag::Tbody);
                self.again(Mode::InTableBody)
            }
            Tag::Table => {
                if !self.in_table_scope(Tag::Table) {
                    return Flow::Done;
                }
                self.pop_until(Tag::Table);
                self.again(self.reset_mode())
            }
            Tag::Style | Tag::Script | Tag::Template => self.start_in_head(tag),
            Tag::Input if tag.marks.hidden_type => {
                self.insert_for(tag);
                Flow::Done
            }
            Tag::Form => {
                if !self.stack.has(Tag::Template) && self.form == NIL {
                    self.form = self.insert_for(tag);
                }
                Flow::Done
            }
            _ => self.start_fostered(tag),
        }
    }

    pub(super) fn end_in_table(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Table => {
                if self.in_table_scope(Tag::Table) {
                    self.pop_until(Tag::Table);
                    self.mode = self.reset_mode();
                }
                Flow::Done
            }
            Tag::Body
            | Tag::Caption
            | Tag::Col
            | Tag::Colgroup
            | Tag::Html
            | Tag::Tbody
            | Tag::Td
            | Tag::Tfoot
            | Tag::Th
            | Tag::Thead
            | Tag::Tr => Flow::Done,
            Tag::Template => self.end_in_head(tag),
            _ => self.fostered(|builder| builder.end_in_body(tag)),
        }
    }

    pub(super) fn start_in_caption(&mut self, tag: &StartTag) -> Flow {
        if is_table_part(tag.tag) { self.leave_caption() } else { self.start_in_body(tag) }
    }

    pub(super) fn end_in_caption(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Table => self.leave_caption(),
            Tag::Caption => {
                self.leave_caption();
                Flow::Done
            }
            Tag::Body
            | Tag::Col
            | Tag::Colgroup
            | Tag::Html
            | Tag::Tbody
            | Tag::Td
            | Tag::Tfoot
            | Tag::Th
            | Tag::Thead
            | Tag::Tr => Flow::Done,
            _ => self.end_in_body(tag),
        }
    }

    fn leave_caption(&mut self) -> Flow {
        if !self.in_table_scope(Tag::Caption) {
            return Flow::Done;
        }
        self.implied_ends();
        self.pop_until(Tag::Caption);
        self.clear_formatting_to_marker();
        self.again(Mode::InTable)
    }

    pub(super) fn text_in_column_group(&mut self, text: Text) {
        let (space, rest) = text.split_space(self.source);
        self.insert_text(&space);
        if !rest.is_empty() && self.leave_column_group() == Flow::Again {
            self.text(&rest);
        }
    }

    pub(super) fn start_in_column_group(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => self.start_in_body(tag),
            Tag::Col => {
                self.insert_for(tag);
                Flow::Done
            }
            Tag::Template => self.start_in_head(tag),
            _ => self.leave_column_group(),
        }
    }

    pub(super) fn end_in_column_group(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Colgroup => {
                self.leave_column_group();
                Flow::Done
            }
            Tag::Col => Flow::Done,
            Tag::Template => self.end_in_head(tag),
            _ => self.leave_column_group(),
        }
    }

    fn leave_column_group(&mut self) -> Flow {
        if !self.current_is(Tag::Colgroup) {
            return Flow::Done;
        }
        self.pop();
        self.again(Mode::InTable)
    }
}

/// Whether a tag starts a part of a table, before which captions and cells end.
pub(super) fn is_table_part(tag: Tag) -> bool {
    use Tag::{Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr};
    matches!(tag, Caption | Col | Colgroup | Tbody | Td | Tfoot | Th | Thead | Tr)
}
