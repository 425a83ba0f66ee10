//! Groups of rows, rows and cells of tables.

use super::class::Class;
use super::table::is_table_part;
use super::{Builder, Flow, Mode};
use crate::Tag;
use crate::tokenizer::{EndTag, StartTag};

impl Builder<'_> {
    pub(super) fn start_in_table_body(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Tr => {
                self.clear_back_to(Class::BODY_CONTEXT);
                self.insert_open_for(tag);
                self.done(Mode::InRow)
            }
            Tag::Th | Tag::Td => {
                self.clear_back_to(Class::BODY_CONTEXT);
                self.insert_phantom(Tag::Tr);
                self.again(Mode::InRow)
            }
            Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Tbody | Tag::Tfoot | Tag::Thead => {
                self.leave_table_body()
            }
            _ => self.start_in_table(tag),
        }
    }

    pub(super) fn end_in_table_body(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Tbody | Tag::Tfoot | Tag::Thead => {
                if self.in_table_scope(tag.tag) {
                    self.clear_back_to(Class::BODY_CONTEXT);
                    self.pop();
                    self.mode = Mode::InTable;
                }
                Flow::Done
            }
            Tag::Table => self.leave_table_body(),
            Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html | Tag::Td | Tag::Th | Tag::Tr => {
                Flow::Done
            }
            _ => self.end_in_table(tag),
        }
    }

    fn leave_table_body(&mut self) -> Flow {
        let outer = |tag| matches!(tag, Tag::Table | Tag::Tbody | Tag::Tfoot);
        if !self.stack.search(Class::TABLE_SCOPE, |open| outer(open.tag) && open.is(open.tag)) {
            return Flow::Done;
        }
        self.clear_back_to(Class::BODY_CONTEXT);
        if !self.current_is(Tag::Table) {
            self.pop();
        }
        self.again(Mode::InTable)
    }

    pub(super) fn start_in_row(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Th | Tag::Td => {
                self.clear_back_to(Class::ROW_CONTEXT);
                self.insert_open_for(tag);
                self.push_marker();
                self.done(Mode::InCell)
            }
            Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Tbody | Tag::Tfoot | Tag::Thead | Tag::Tr => {
                self.leave_row()
            }
            _ => self.start_in_table(tag),
        }
    }

    pub(super) fn end_in_row(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Tr => {
                self.leave_row();
                Flow::Done
            }
            Tag::Table => self.leave_row(),
            Tag::Tbody | Tag::Tfoot | Tag::Thead if self.in_table_scope(tag.tag) => self.leave_row(),
            Tag::Tbody | Tag::Tfoot | Tag::Thead => Flow::Done,
            Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html | Tag::Td | Tag::Th => Flow::Done,
            _ => self.end_in_table(tag),
        }
    }

    fn leave_row(&mut self) -> Flow {
        if !self.in_table_scope(Tag::Tr) {
            return Flow::Done;
        }
        self.clear_back_to(Class::ROW_CONTEXT);
        self.pop();
        self.again(Mode::InTableBody)
    }

    pub(super) fn start_in_cell(&mut self, tag: &StartTag) -> Flow {
        if !is_table_part(tag.tag) {
            return self.start_in_body(tag);
        }
        if !self.stack.search(Class::TABLE_SCOPE, |open| open.class.meets(Class::CELL)) {
            return Flow::Done;
        }
        self.leave_cell()
    }

    pub(super) fn end_in_cell(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Td | Tag::Th => {
                if self.in_table_scope(tag.tag) {
                    self.implied_ends();
                    self.pop_until(tag.tag);
                    self.clear_formatting_to_marker();
                    self.mode = Mode::InRow;
                }
                Flow::Done
            }
            Tag::Body | Tag::Caption | Tag::Col | Tag::Colgroup | Tag::Html => Flow::Done,
            Tag::Table | Tag::Tbody | Tag::Tfoot | Tag::Thead | Tag::Tr => {
                if !self.in_table_scope(tag.tag) {
                    return Flow::Done;
                }
                self.leave_cell()
            }
            _ => self.end_in_body(tag),
        }
    }

    fn leave_cell(&mut self) -> Flow {
        self.implied_ends();
        self.pop_until_any(|open| open.class.meets(Class::CELL));
        self.clear_formatting_to_marker();
        self.again(Mode::InRow)
    }
}
