//! The modes up to the body.

use super::class::is_metadata;
use super::stack::Open;
use super::tree::Namespace;
use super::{Builder, Flow, Mode};
use crate::Tag;
use crate::tokenizer::{EndTag, RawText, StartTag, Text};

impl Builder<'_> {
    /// Anything but a doctype begins a page in quirks mode.
    pub(super) fn leave_initial(&mut self) -> Flow {
        self.quirks = true;
        self.again(Mode::BeforeHtml)
    }

    pub(super) fn start_before_html(&mut self, tag: &StartTag) -> Flow {
        if tag.tag == Tag::Html {
            self.insert_open_for(tag);
            return self.done(Mode::BeforeHead);
        }
        self.leave_before_html()
    }

    pub(super) fn end_before_html(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Head | Tag::Body | Tag::Html | Tag::Br => self.leave_before_html(),
            _ => Flow::Done,
        }
    }

    fn leave_before_html(&mut self) -> Flow {
        self.insert_phantom(Tag::Html);
        self.again(Mode::BeforeHead)
    }

    pub(super) fn start_before_head(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => self.start_in_body(tag),
            Tag::Head => {
                self.head = self.insert_open_for(tag);
                self.done(Mode::InHead)
            }
            _ => self.leave_before_head(),
        }
    }

    pub(super) fn end_before_head(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Head | Tag::Body | Tag::Html | Tag::Br => self.leave_before_head(),
            _ => Flow::Done,
        }
    }

    fn leave_before_head(&mut self) -> Flow {
        self.head = self.insert_phantom(Tag::Head);
        self.again(Mode::InHead)
    }

    pub(super) fn start_in_head(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => return self.start_in_body(tag),
            Tag::Base | Tag::Basefont | Tag::Bgsound | Tag::Link | Tag::Meta => {
                self.insert_for(tag);
            }
            Tag::Title => self.insert_raw_text(tag, RawText::Rcdata),
            Tag::Noframes | Tag::Style => self.insert_raw_text(tag, RawText::Rawtext),
            Tag::Script => self.insert_raw_text(tag, RawText::Script),
            Tag::Noscript => {
                self.insert_open_for(tag);
                self.mode = Mode::InHeadNoscript;
            }
            Tag::Template => {
                self.push_marker();
                self.frameset_ok = false;
                self.has_template = true;
                self.mode = Mode::InTemplate;
                self.template_modes.push(Mode::InTemplate);
                self.insert_open_for(tag);
            }
            Tag::Head => {}
            _ => return self.leave_head(),
        }
        Flow::Done
    }

    pub(super) fn end_in_head(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Head => {
                self.pop();
                self.done(Mode::AfterHead)
            }
            Tag::Body | Tag::Html | Tag::Br => self.leave_head(),
            Tag::Template => {
                self.end_template();
                Flow::Done
            }
            _ => Flow::Done,
        }
    }

    fn leave_head(&mut self) -> Flow {
        self.pop();
        self.again(Mode::AfterHead)
    }

    pub(super) fn start_in_head_noscript(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => self.start_in_body(tag),
            Tag::Basefont | Tag::Bgsound | Tag::Link | Tag::Meta | Tag::Noframes | Tag::Style => {
                self.start_in_head(tag)
            }
            Tag::Head | Tag::Noscript => Flow::Done,
            _ => self.leave_head_noscript(),
        }
    }

    pub(super) fn end_in_head_noscript(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Noscript => {
                self.pop();
                self.done(Mode::InHead)
            }
            Tag::Br => self.leave_head_noscript(),
            _ => Flow::Done,
        }
    }

    fn leave_head_noscript(&mut self) -> Flow {
        self.pop();
        self.again(Mode::InHead)
    }

    pub(super) fn start_after_head(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => self.start_in_body(tag),
            Tag::Body => {
                self.insert_open_for(tag);
                self.frameset_ok = false;
                self.done(Mode::InBody)
            }
            Tag::Frameset => {
                self.insert_open_for(tag);
                self.done(Mode::InFrameset)
            }
            metadata if is_metadata(metadata) => self.start_in_reopened_head(tag),
            Tag::Head => Flow::Done,
            _ => self.leave_after_head(),
        }
    }

    fn start_in_reopened_head(&mut self, tag: &StartTag) -> Flow {
        let head = self.head;
        self.tree.end_nesting();
        self.push(head, &self.phantom(Tag::Head), Namespace::Html);
        let flow = self.start_in_head(tag);
        if let Some(index) = self.stack.position(head) {
            self.remove_from_stack(index);
        }
        flow
    }

    pub(super) fn end_after_head(&mut self, tag: &EndTag) -> Flow {
        match tag.tag {
            Tag::Template => self.end_in_head(tag),
            Tag::Body | Tag::Html | Tag::Br => self.leave_after_head(),
            _ => Flow::Done,
        }
    }

    fn leave_after_head(&mut self) -> Flow {
        self.insert_phantom(Tag::Body);
        self.again(Mode::InBody)
    }

    /// One step towards the body, where text needs it; whether one was taken.
    fn step_to_body(&mut self) -> bool {
        match self.mode {
            Mode::Initial => self.leave_initial(),
            Mode::BeforeHtml => self.leave_before_html(),
            Mode::BeforeHead => self.leave_before_head(),
            Mode::InHead => self.leave_head(),
            Mode::InHeadNoscript => self.leave_head_noscript(),
            Mode::AfterHead => self.leave_after_head(),
            _ => return false,
        };
        true
    }

    /// White space stays in the head, or is dropped before it; other text begins the body.
    pub(super) fn text_before_body(&mut self, text: Text) {
        let (space, rest) = text.split_space(self.source);
        if matches!(self.mode, Mode::InHead | Mode::InHeadNoscript | Mode::AfterHead) {
            self.insert_text(&space);
        }
        if rest.is_empty() {
            return;
        }
        self.leave_head_modes();
        self.text(&rest);
    }

    /// Goes on to the body: a page that ends early has a head and a body nevertheless.
    pub(super) fn leave_head_modes(&mut self) {
        while self.step_to_body() {}
    }

    /// Closes the innermost template, or shadow root, which is written as one.
    pub(super) fn end_template(&mut self) {
        let is_template = |open: &&Open| matches!(open.tag, Tag::ShadowRoot | Tag::Template);
        let innermost = || self.stack.topmost_first().map(|(_, open)| open).find(is_template);
        if self.stack.has(Tag::ShadowRoot) && innermost().is_some_and(|open| open.is(Tag::ShadowRoot)) {
            self.pop_until(Tag::ShadowRoot);
            self.mode = self.reset_mode();
            return;
        }
        if !self.stack.has(Tag::Template) {
            return;
        }
        while self.current_in(super::Class::THOROUGH_END) {
            self.pop();
        }
        self.pop_until(Tag::Template);
        self.clear_formatting_to_marker();
        self.template_modes.pop();
        self.mode = self.reset_mode();
    }
}
