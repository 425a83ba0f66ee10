//! Tokens → tree.
//!
//! Source: HTML standard, 13.2.6 "Tree construction", with scripting off. Names are the standard's.

mod after;
mod body;
mod body_end;
mod class;
mod foreign;
mod formatting;
mod head;
mod insert;
mod mode;
mod rest;
mod rows;
mod stack;
mod streamed;
mod table;
mod tree;

use std::mem;

use crate::document::Document;
use crate::tokenizer::{EndTag, StartTag, Text, Token, Tokenizer};
use crate::{Limits, Span};
use class::Class;
use formatting::Entry;
use mode::{Flow, Mode};
use stack::{Open, Stack};
use tree::{Id, Memory, NIL, Tree};

/// Memory that is kept from one page to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    tree: Memory,
    stack: Stack,
    formatting: Vec<Entry>,
    template_modes: Vec<Mode>,
    table_text: Vec<Text>,
}

struct Builder<'a> {
    source: &'a str,
    limits: Limits,
    tokenizer: Tokenizer<'a>,
    tree: Tree<'a>,
    stack: Stack,
    /// The list of active formatting elements.
    formatting: Vec<Entry>,
    template_modes: Vec<Mode>,
    /// Text in a table whose place is open until it is known whether it is only white space.
    table_text: Vec<Text>,
    mode: Mode,
    /// The mode to return to after raw text.
    original_mode: Mode,
    head: Id,
    form: Id,
    quirks: bool,
    frameset_ok: bool,
    foster_parenting: bool,
    ignore_line_feed: bool,
    truncated: bool,
    /// Whether the page has a template, into whose place a streamed part may belong.
    has_template: bool,
    /// Whether a part of a table was closed because what is in it was too deep, so that the mode may not fit.
    left_table: bool,
}

/// Parses `source` into the empty `document`; whether a limit was reached.
pub(crate) fn build(source: &str, limits: Limits, scratch: &mut Scratch, document: &mut Document) -> bool {
    let mut builder = Builder::new(source, limits, scratch, document);
    builder.read();
    builder.finish(scratch)
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, limits: Limits, scratch: &mut Scratch, document: &'a mut Document) -> Self {
        let Scratch { tree, mut stack, mut formatting, mut template_modes, table_text } = mem::take(scratch);
        stack.clear();
        formatting.clear();
        template_modes.clear();
        Builder {
            source,
            limits,
            tokenizer: Tokenizer::new(source, 0, limits),
            tree: Tree::new(source, document, tree),
            stack,
            formatting,
            template_modes,
            table_text,
            mode: Mode::Initial,
            original_mode: Mode::InBody,
            head: NIL,
            form: NIL,
            quirks: false,
            frameset_ok: true,
            foster_parenting: false,
            ignore_line_feed: false,
            truncated: false,
            has_template: false,
            left_table: false,
        }
    }

    fn read(&mut self) {
        loop {
            let in_foreign = || self.stack.is_foreign();
            let ignore_line_feed = mem::take(&mut self.ignore_line_feed);
            let attributes = self.tree.document.attributes_mut();
            // By reference: a copy of what has just been written would have to wait for it.
            match &self.tokenizer.next(in_foreign, attributes) {
                None => break,
                Some(Token::Text(text)) if ignore_line_feed => {
                    self.text(&text.without_line_feed(self.source));
                }
                Some(Token::Text(text)) => self.text(text),
                Some(Token::Comment) => self.flush_table_text(),
                Some(Token::Doctype { quirks }) if self.mode == Mode::Initial => {
                    self.quirks = *quirks;
                    self.mode = Mode::BeforeHtml;
                }
                Some(Token::Doctype { .. }) => {}
                Some(Token::Start(tag)) => {
                    self.flush_table_text();
                    self.start(tag);
                }
                Some(Token::End(tag)) => {
                    self.flush_table_text();
                    self.end(tag);
                }
            }
            if self.left_table {
                self.fit_mode();
            }
            if self.tree.len() >= self.limits.nodes && !self.tokenizer.is_raw_text() {
                self.truncated = true;
                break;
            }
        }
        self.flush_table_text();
        self.end_of_file();
    }

    /// Puts what is missing of a page and, where the nodes were too many, the rest of it as one text.
    fn end_of_file(&mut self) {
        if self.mode == Mode::Text {
            self.pop();
            self.mode = self.original_mode;
        }
        while self.stack.has(crate::Tag::Template) {
            self.end_template();
        }
        self.leave_head_modes();
        let rest = Span { start: self.tokenizer.position() as u32, end: self.source.len() as u32 };
        if self.truncated && rest.start < rest.end {
            self.insert_rest(rest);
        }
        self.settle_streamed();
    }

    fn finish(mut self, scratch: &mut Scratch) -> bool {
        let truncated = self.truncated || self.tokenizer.truncated();
        self.truncate_stack(0);
        let Builder { tree, stack, formatting, template_modes, mut table_text, .. } = self;
        table_text.clear();
        let tree = tree.finish(self.limits.depth);
        *scratch = Scratch { tree, stack, formatting, template_modes, table_text };
        truncated
    }

    /// Whether the usual rules hold, under which most of a page is read: those of HTML in the body.
    #[inline]
    fn is_plain(&self) -> bool {
        self.mode == Mode::InBody && !self.stack.is_foreign()
    }

    #[inline]
    fn start(&mut self, tag: &StartTag) {
        // As most tags are read; the others may pass through other modes.
        if !(self.is_plain() && self.start_in_body(tag) == Flow::Done) {
            self.start_in_any_mode(tag);
        }
    }

    #[inline]
    fn end(&mut self, tag: &EndTag) {
        let is_plain = |open: &Open| open.is(tag.tag) && open.class.meets(Class::PLAIN_END);
        if self.mode == Mode::InBody && self.stack.current().is_some_and(is_plain) {
            self.pop();
        } else {
            self.end_in_any_mode(tag);
        }
    }

    #[inline(always)]
    fn text(&mut self, text: &Text) {
        if self.is_plain() {
            self.text_in_body(text);
        } else {
            self.text_in_any_mode(text);
        }
    }
}
