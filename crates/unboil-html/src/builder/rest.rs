//! What follows the last node that a page may have.

use super::Builder;
use super::insert::trimmed;
use super::stack::Open;
use super::tree::Namespace;
use crate::document::Attributes;
use crate::tokenizer::{RawText, StartTag, Token, Tokenizer, read_into};
use crate::{Limits, Span, Tag};

impl Builder<'_> {
    /// Puts the text of the rest of the page at the current place, outside of what is not read.
    pub(super) fn insert_rest(&mut self, rest: Span) {
        let is_read = |open: &Open| open.namespace == Namespace::Html && !open.tag.is_unread();
        let read = self.stack.above(0).iter().take_while(|open| is_read(open)).count();
        self.truncate_stack(read);
        let Some(current) = self.stack.current() else { return };
        let (source, limits) = (self.source, self.limits);
        let range = trimmed(rest.of(source), rest);
        self.put_text(self.place(current), range, |out| read_rest(out, source, rest.start as usize, limits));
    }
}

/// Appends the text of a page from `start` on, words parted where there is markup.
fn read_rest(out: &mut String, source: &str, start: usize, limits: Limits) {
    let mut tokenizer = Tokenizer::new(source, start, limits);
    let mut skipped = Attributes::default();
    let mut reads = true;
    while let Some(token) = tokenizer.next(|| false, &mut skipped) {
        match token {
            Token::Text(text) if reads => read_into(out, text.span.of(source), text.reading),
            Token::Start(StartTag { tag: Tag::Script, name, .. }) => {
                tokenizer.begin_raw_text(RawText::Script(name.span));
            }
            Token::Start(StartTag { tag: Tag::Style, name, .. }) => {
                tokenizer.begin_raw_text(RawText::Rawtext(name.span));
            }
            _ => out.push('\n'),
        }
        reads = !tokenizer.is_raw_text();
        skipped.clear();
    }
}
