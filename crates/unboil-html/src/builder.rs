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
mod rest;
mod stack;
mod table;
mod tree;

use std::mem;

use crate::document::Document;
use crate::tokenizer::{EndTag, StartTag, Text, Token, Tokenizer};
use crate::{Limits, Span};
use class::Class;
use formatting::Entry;
use stack::{Open, Stack};
use tree::{Id, Memory, NIL, Tree};

/// Insertion modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
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
enum Flow {
    Done,
    /// The mode has changed, and the tag is to be read in the new one.
    Again,
}

/// More than the modes that a tag can pass through.
const MAX_PASSES: usize = 64;

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

    fn start_in_any_mode(&mut self, tag: &StartTag) {
        for _ in 0..MAX_PASSES {
            let foreign = self.is_foreign_start(tag);
            let flow = if foreign { self.start_in_foreign(tag) } else { self.start_in(self.mode, tag) };
            if flow == Flow::Done {
                return;
            }
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

    fn end_in_any_mode(&mut self, tag: &EndTag) {
        for _ in 0..MAX_PASSES {
            let foreign = self.in_foreign();
            let flow = if foreign { self.end_in_foreign(tag) } else { self.end_in(self.mode, tag) };
            if flow == Flow::Done {
                return;
            }
        }
    }

    #[inline(always)]
    fn start_in(&mut self, mode: Mode, tag: &StartTag) -> Flow {
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
    fn end_in(&mut self, mode: Mode, tag: &EndTag) -> Flow {
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

    #[inline(always)]
    fn text(&mut self, text: &Text) {
        if self.is_plain() {
            self.text_in_body(text);
        } else {
            self.text_in_any_mode(text);
        }
    }

    fn text_in_any_mode(&mut self, text: &Text) {
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
    fn again(&mut self, mode: Mode) -> Flow {
        self.mode = mode;
        Flow::Again
    }

    /// Changes the mode; the tag is dealt with.
    fn done(&mut self, mode: Mode) -> Flow {
        self.mode = mode;
        Flow::Done
    }

    /// The mode that fits the open elements: "reset the insertion mode appropriately".
    fn reset_mode(&self) -> Mode {
        use crate::Tag::*;
        let html = self.stack.topmost_first().filter(|(_, open)| open.namespace == tree::Namespace::Html);
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
