//! Start tags and text in the body.

use super::class::{Class, is_metadata};
use super::tree::Namespace;
use super::{Builder, Flow, Mode};
use crate::Tag;
use crate::tokenizer::{RawText, Reading, StartTag, Text};

impl Builder<'_> {
    #[inline(always)]
    pub(super) fn text_in_body(&mut self, text: &Text) {
        if text.is_void(self.source) {
            return;
        }
        self.reconstruct_formatting();
        if self.frameset_ok && !text.is_space(self.source) {
            self.frameset_ok = false;
        }
        self.insert_text(text);
    }

    pub(super) fn start_in_body(&mut self, tag: &StartTag) -> Flow {
        match tag.tag {
            Tag::Html => {
                if !self.stack.has(Tag::Template) {
                    self.merge_attributes(0, tag);
                }
            }
            Tag::Body => self.start_body_again(tag),
            Tag::Frameset => self.start_frameset_in_body(tag),
            Tag::Address
            | Tag::Article
            | Tag::Aside
            | Tag::Blockquote
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
            | Tag::Main
            | Tag::Nav
            | Tag::Ol
            | Tag::P
            | Tag::Search
            | Tag::Section
            | Tag::Summary
            | Tag::Ul
            | Tag::Menu => {
                self.close_p_in_button_scope();
                self.insert_open_for(tag);
            }
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.close_p_in_button_scope();
                if self.current_in(Class::HEADING) {
                    self.pop();
                }
                self.insert_open_for(tag);
            }
            Tag::Pre | Tag::Listing => {
                self.close_p_in_button_scope();
                self.insert_open_for(tag);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
            }
            Tag::Form => self.start_form(tag),
            Tag::Li => self.start_item(tag, &[Tag::Li]),
            Tag::Dd | Tag::Dt => self.start_item(tag, &[Tag::Dd, Tag::Dt]),
            Tag::Plaintext => {
                self.close_p_in_button_scope();
                self.insert_open_for(tag);
                self.tokenizer.begin_raw_text(RawText::Plaintext);
            }
            Tag::Button => self.start_button(tag),
            Tag::A => {
                self.end_misnested_a();
                self.reconstruct_formatting();
                self.insert_formatting(tag);
            }
            Tag::B
            | Tag::Big
            | Tag::Code
            | Tag::Em
            | Tag::Font
            | Tag::I
            | Tag::S
            | Tag::Small
            | Tag::Strike
            | Tag::Strong
            | Tag::Tt
            | Tag::U => {
                self.reconstruct_formatting();
                self.insert_formatting(tag);
            }
            Tag::Nobr => {
                self.reconstruct_formatting();
                if self.in_scope(Tag::Nobr) {
                    self.adopt(Tag::Nobr);
                    self.reconstruct_formatting();
                }
                self.insert_formatting(tag);
            }
            Tag::Applet | Tag::Marquee | Tag::Object => {
                self.reconstruct_formatting();
                self.insert_open_for(tag);
                self.push_marker();
                self.frameset_ok = false;
            }
            Tag::Table => {
                if !self.quirks {
                    self.close_p_in_button_scope();
                }
                self.insert_open_for(tag);
                self.frameset_ok = false;
                self.mode = Mode::InTable;
            }
            Tag::Area | Tag::Br | Tag::Embed | Tag::Img | Tag::Image | Tag::Keygen | Tag::Wbr => {
                let tag = StartTag { tag: if tag.tag == Tag::Image { Tag::Img } else { tag.tag }, ..*tag };
                self.reconstruct_formatting();
                self.insert_for(&tag);
                self.frameset_ok = false;
            }
            Tag::Input => self.start_input(tag),
            Tag::Param | Tag::Source | Tag::Track => {
                self.insert_for(tag);
            }
            Tag::Hr => {
                self.close_p_in_button_scope();
                if self.in_scope(Tag::Select) {
                    self.implied_ends();
                }
                self.insert_for(tag);
                self.frameset_ok = false;
            }
            Tag::Textarea => {
                self.insert_raw_text(tag, RawText::Rcdata);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
            }
            Tag::Xmp => {
                self.close_p_in_button_scope();
                self.reconstruct_formatting();
                self.frameset_ok = false;
                self.insert_raw_text(tag, RawText::Rawtext);
            }
            Tag::Iframe => {
                self.frameset_ok = false;
                self.insert_raw_text(tag, RawText::Rawtext);
            }
            Tag::Noembed => self.insert_raw_text(tag, RawText::Rawtext),
            Tag::Select => self.start_select(tag),
            Tag::Option | Tag::Optgroup => self.start_option(tag),
            Tag::Rb | Tag::Rtc => {
                if self.in_scope(Tag::Ruby) {
                    self.implied_ends();
                }
                self.insert_open_for(tag);
            }
            Tag::Rp | Tag::Rt => {
                if self.in_scope(Tag::Ruby) {
                    self.implied_ends_except(Tag::Rtc);
                }
                self.insert_open_for(tag);
            }
            Tag::Math => {
                self.reconstruct_formatting();
                self.insert_foreign(tag, Namespace::MathMl);
            }
            Tag::Svg => {
                self.reconstruct_formatting();
                self.insert_foreign(tag, Namespace::Svg);
            }
            Tag::Caption
            | Tag::Col
            | Tag::Colgroup
            | Tag::Frame
            | Tag::Head
            | Tag::Tbody
            | Tag::Td
            | Tag::Tfoot
            | Tag::Th
            | Tag::Thead
            | Tag::Tr => {}
            metadata if is_metadata(metadata) => return self.start_in_head(tag),
            _ => {
                self.reconstruct_formatting();
                self.insert_open_for(tag);
            }
        }
        Flow::Done
    }

    /// A second `<body>` adds its attributes to the first.
    fn start_body_again(&mut self, tag: &StartTag) {
        let body = self.stack.get(1).filter(|open| open.is(Tag::Body)).map(|open| open.id);
        if let Some(body) = body
            && !self.stack.has(Tag::Template)
        {
            self.frameset_ok = false;
            self.merge_attributes(body, tag);
        }
    }

    /// Adds the attributes of a tag to an element, but for those that it has.
    fn merge_attributes(&mut self, id: super::Id, tag: &StartTag) {
        self.tree.merge_attributes(id, tag.attrs);
    }

    /// A frameset takes the place of a body that holds nothing yet.
    fn start_frameset_in_body(&mut self, tag: &StartTag) {
        let body = self.stack.get(1).filter(|open| open.is(Tag::Body)).map(|open| open.id);
        if let Some(body) = body
            && self.frameset_ok
        {
            self.tree.detach(body);
            self.truncate_stack(1);
            self.insert_open_for(tag);
            self.mode = Mode::InFrameset;
        }
    }

    fn start_form(&mut self, tag: &StartTag) {
        let in_template = self.stack.has(Tag::Template);
        if self.form != super::NIL && !in_template {
            return;
        }
        self.close_p_in_button_scope();
        let form = self.insert_open_for(tag);
        if !in_template {
            self.form = form;
        }
    }

    /// `li`, `dd` and `dt` end an open one of their kind.
    fn start_item(&mut self, tag: &StartTag, ended: &[Tag]) {
        self.frameset_ok = false;
        let mut found = None;
        if ended.iter().any(|&tag| self.stack.has(tag)) {
            for (_, open) in self.stack.topmost_first() {
                if ended.iter().any(|&tag| open.is(tag)) {
                    found = Some(open.tag);
                    break;
                }
                if open.class.meets(Class::SPECIAL) && !matches!(open.tag, Tag::Address | Tag::Div | Tag::P) {
                    break;
                }
            }
        }
        if let Some(found) = found {
            self.implied_ends_except(found);
            self.pop_until(found);
        }
        self.close_p_in_button_scope();
        self.insert_open_for(tag);
    }

    fn start_button(&mut self, tag: &StartTag) {
        if self.in_scope(Tag::Button) {
            self.implied_ends();
            self.pop_until(Tag::Button);
        }
        self.reconstruct_formatting();
        self.insert_open_for(tag);
        self.frameset_ok = false;
    }

    fn start_input(&mut self, tag: &StartTag) {
        if self.in_scope(Tag::Select) {
            self.pop_until(Tag::Select);
        }
        self.reconstruct_formatting();
        self.insert_for(tag);
        self.frameset_ok &= tag.marks.hidden_type;
    }

    fn start_select(&mut self, tag: &StartTag) {
        if self.in_scope(Tag::Select) {
            return self.pop_until(Tag::Select);
        }
        self.reconstruct_formatting();
        self.insert_open_for(tag);
        self.frameset_ok = false;
    }

    fn start_option(&mut self, tag: &StartTag) {
        if self.in_scope(Tag::Select) {
            self.implied_ends_except(if tag.tag == Tag::Option { Tag::Optgroup } else { Tag::Other });
        } else if self.current_is(Tag::Option) {
            self.pop();
        }
        self.reconstruct_formatting();
        self.insert_open_for(tag);
    }

    /// The reading of a text of the body that stands in foreign content.
    pub(super) fn foreign_reading(text: Text) -> Text {
        let reading = if text.reading == Reading::Data { Reading::Rcdata } else { text.reading };
        Text { reading, ..text }
    }
}
