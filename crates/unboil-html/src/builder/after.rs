//! Templates, framesets, and what stands after the body.

use super::class::is_metadata;
use super::{Builder, Flow, Mode};
use crate::Tag;
use crate::tokenizer::{EndTag, StartTag, Text};

impl Builder<'_> {
    pub(super) fn start_in_template(&mut self, tag: &StartTag) -> Flow {
        let mode = match tag.tag {
            metadata if is_metadata(metadata) => return self.start_in_head(tag),
            Tag::Caption | Tag::Colgroup | Tag::Tbody | Tag::Tfoot | Tag::Thead => Mode::InTable,
            Tag::Col => Mode::InColumnGroup,
            Tag::Tr => Mode::InTableBody,
            Tag::Td | Tag::Th => Mode::InRow,
            _ => Mode::InBody,
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        self.again(mode)
    }

    pub(super) fn end_in_template(&mut self, tag: &EndTag) -> Flow {
        if tag.tag == Tag::Template {
            self.end_template();
        }
        Flow::Done
    }

    /// White space after the body stays where it is; other text shows that the body had not ended.
    pub(super) fn text_after_body(&mut self, text: Text) {
        let (space, rest) = text.split_space(self.source);
        self.text_in_body(&space);
        if !rest.is_empty() {
            self.mode = Mode::InBody;
            self.text_in_body(&rest);
        }
    }

    pub(super) fn start_after_body(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => self.start_in_body(tag),
            _ => self.again(Mode::InBody),
        }
    }

    pub(super) fn end_after_body(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Html => self.done(Mode::AfterAfterBody),
            _ => self.again(Mode::InBody),
        }
    }

    pub(super) fn start_in_frameset(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => return self.start_in_body(tag),
            Tag::Frameset => {
                self.insert_open_for(tag);
            }
            Tag::Frame => {
                self.insert_for(tag);
            }
            Tag::Noframes => return self.start_in_head(tag),
            _ => {}
        }
        Flow::Done
    }

    pub(super) fn end_in_frameset(&mut self, tag: &EndTag) -> Flow {
        if tag.tag == Tag::Frameset && self.stack.len() > 1 {
            self.pop();
            if !self.current_is(Tag::Frameset) {
                self.mode = Mode::AfterFrameset;
            }
        }
        Flow::Done
    }

    /// White space at the end of a page of frames opens formatting elements again, as in the body.
    pub(super) fn text_after_frameset(&mut self, text: Text) {
        let (space, _) = text.split_space(self.source);
        self.text_in_body(&space);
    }

    pub(super) fn start_after_frameset(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => self.start_in_body(tag),
            Tag::Noframes => self.start_in_head(tag),
            _ => Flow::Done,
        }
    }

    pub(super) fn end_after_frameset(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Html => self.done(Mode::AfterAfterFrameset),
            _ => Flow::Done,
        }
    }
}
