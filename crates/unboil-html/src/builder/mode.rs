//! Insertion modes: what reads a token in each, and which mode fits the open elements.

use super::tree::Namespace;
use super::{Builder, NIL};
use crate::Tag;
use crate::tokenizer::{EndTag, StartTag, Text};

/// Insertion modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

/// Whether a tag is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Done,
    /// The mode has changed, and the tag is to be read in the new one.
    Again,
}

/// More than the modes that a tag can pass through.
const MAX_PASSES: usize = 64;

impl Builder<'_> {
    pub(super) fn start_in_any_mode(&mut self, tag: &StartTag) {
        for _ in 0..MAX_PASSES {
            let foreign = self.is_foreign_start(tag);
            let flow = if foreign { self.start_in_foreign(tag) } else { self.start_in(self.mode, tag) };
            if flow == Flow::Done {
                return;
            }
        }
    }

    pub(super) fn end_in_any_mode(&mut self, tag: &EndTag) {
        for _ in 0..MAX_PASSES {
            let foreign = self.in_foreign();
            let flow = if foreign { self.end_in_foreign(tag) } else { self.end_in(self.mode, tag) };
            if flow == Flow::Done {
                return;
            }
        }
    }

    #[inline(always)]
    pub(super) fn start_in(&mut self, mode: Mode, tag: &StartTag) -> Flow {
        match mode {
            Mode::Initial => self.leave_initial(),
            Mode::BeforeHtml => self.start_before_html(tag),
            Mode::BeforeHead => self.start_before_head(tag),
            Mode::InHead => self.start_in_head(tag),
            Mode::InHeadNoscript => self.start_in_head_noscript(tag),
            Mode::AfterHead => self.start_after_head(tag),
            Mode::InBody => self.start_in_body(tag),
            Mode::Text => Flow::Done,
            Mode::InTable => self.start_in_table(tag),
            Mode::InCaption => self.start_in_caption(tag),
            Mode::InColumnGroup => self.start_in_column_group(tag),
            Mode::InTableBody => self.start_in_table_body(tag),
            Mode::InRow => self.start_in_row(tag),
            Mode::InCell => self.start_in_cell(tag),
            Mode::InTemplate => self.start_in_template(tag),
            Mode::AfterBody | Mode::AfterAfterBody => self.start_after_body(tag),
            Mode::InFrameset => self.start_in_frameset(tag),
            Mode::AfterFrameset | Mode::AfterAfterFrameset => self.start_after_frameset(tag),
        }
    }

    #[inline(always)]
    pub(super) fn end_in(&mut self, mode: Mode, tag: &EndTag) -> Flow {
        match mode {
            Mode::Initial => self.leave_initial(),
            Mode::BeforeHtml => self.end_before_html(tag),
            Mode::BeforeHead => self.end_before_head(tag),
            Mode::InHead => self.end_in_head(tag),
            Mode::InHeadNoscript => self.end_in_head_noscript(tag),
            Mode::AfterHead => self.end_after_head(tag),
            Mode::InBody => self.end_in_body(tag),
            Mode::Text => {
                self.pop();
                self.mode = self.original_mode;
                // That of the `noscript` that the raw text stands in.
                if tag.tag == Tag::Noscript && self.stack.has(Tag::Noscript) {
                    self.pop_until(Tag::Noscript);
                    self.mode = self.reset_mode();
                }
                Flow::Done
            }
            Mode::InTable => self.end_in_table(tag),
            Mode::InCaption => self.end_in_caption(tag),
            Mode::InColumnGroup => self.end_in_column_group(tag),
            Mode::InTableBody => self.end_in_table_body(tag),
            Mode::InRow => self.end_in_row(tag),
            Mode::InCell => self.end_in_cell(tag),
            Mode::InTemplate => self.end_in_template(tag),
            Mode::AfterBody => self.end_after_body(tag),
            Mode::AfterAfterBody => self.again(Mode::InBody),
            Mode::InFrameset => self.end_in_frameset(tag),
            Mode::AfterFrameset => self.end_after_frameset(tag),
            Mode::AfterAfterFrameset => Flow::Done,
        }
    }

    pub(super) fn text_in_any_mode(&mut self, text: &Text) {
        if text.is_empty() {
            return;
        }
        if self.is_foreign_text() {
            return self.text_in_foreign(*text);
        }
        match self.mode {
            Mode::Text => self.insert_text(text),
            Mode::InBody | Mode::InCaption | Mode::InCell | Mode::InTemplate => self.text_in_body(text),
            Mode::InTable | Mode::InTableBody | Mode::InRow => self.text_in_table(*text),
            Mode::InColumnGroup => self.text_in_column_group(*text),
            Mode::AfterBody | Mode::AfterAfterBody => self.text_after_body(*text),
            Mode::InFrameset | Mode::AfterFrameset => {}
            Mode::AfterAfterFrameset => self.text_after_frameset(*text),
            _ => self.text_before_body(*text),
        }
    }

    /// Changes the mode, in which the tag is then read.
    pub(super) fn again(&mut self, mode: Mode) -> Flow {
        self.mode = mode;
        Flow::Again
    }

    /// Changes the mode; the tag is dealt with.
    pub(super) fn done(&mut self, mode: Mode) -> Flow {
        self.mode = mode;
        Flow::Done
    }

    /// The mode that fits the open elements: "reset the insertion mode appropriately".
    pub(super) fn reset_mode(&self) -> Mode {
        use Tag::{
            Body, Caption, Colgroup, Frameset, Head, Html, Table, Tbody, Td, Template, Tfoot, Th, Thead, Tr,
        };
        let html = self.stack.topmost_first().filter(|(_, open)| open.namespace == Namespace::Html);
        for (index, open) in html {
            return match open.tag {
                Td | Th if index > 0 => Mode::InCell,
                Tr => Mode::InRow,
                Tbody | Thead | Tfoot => Mode::InTableBody,
                Caption => Mode::InCaption,
                Colgroup => Mode::InColumnGroup,
                Table => Mode::InTable,
                Template => self.template_modes.last().copied().unwrap_or(Mode::InTemplate),
                Head if index > 0 => Mode::InHead,
                Body => Mode::InBody,
                Frameset => Mode::InFrameset,
                Html if self.head == NIL => Mode::BeforeHead,
                Html => Mode::AfterHead,
                _ => continue,
            };
        }
        Mode::InBody
    }
}
