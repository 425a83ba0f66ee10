//! Where words are parted at the borders of inline elements.

use super::super::{is_cjk, is_unspaced};
use super::Cutter;
use crate::{AttrName, NodeId, Tag};

/// Bytes of an amount of money at most.
const PRICE_BYTES: usize = 24;
/// Bytes of the number of a footnote or verse at most.
const MARK_BYTES: usize = 4;

impl Cutter<'_> {
    /// Whether a space stands before a word: one of the page, or one that parts it from the word before it.
    pub(super) fn space_before(&self, word: &str) -> bool {
        if self.left_mark && begins_sentence(word) {
            return true;
        }
        let is_in_code = || self.around.code.is_some() && self.around.code == self.last_code;
        let may_part = (self.entered || self.left) && !is_in_code();
        if self.blocks.text.len() == self.start || self.space || !may_part {
            return self.space && self.blocks.text.len() > self.start;
        }
        let (last, next) = (self.blocks.text.chars().next_back(), word.chars().next());
        let (Some(last), Some(next)) = (last, next) else { return false };
        if self.entered_script && self.goes_on_in_script(last, next) {
            return false;
        }
        // Where text meets one element, letters without case go on as well: Korean particles stand behind links.
        let is_between = self.entered && self.left;
        let goes_on =
            if is_between { next.is_lowercase() || is_unspaced(next) } else { !next.is_uppercase() };
        let is_one_word = last.is_alphabetic() && next.is_alphabetic() && goes_on && self.may_go_on();
        let is_parted = |c: char| c.is_alphanumeric() && !is_cjk(c);
        let (ends, begins) = (is_parted(last), is_parted(next));
        if ends && begins || !is_between {
            return ends && begins && !is_one_word;
        }
        (ends || self.ends_phrase(last, next)) && (begins || begins_phrase(last, word))
    }

    /// Whether the mark that was read last ends a label, a sentence or the like, which what an element of its own goes on with
    /// does not belong to: as in `<span>Written by:</span><span>Ada</span>`, but not in `12:`, `1,` and `www.`.
    fn ends_phrase(&self, last: char, next: char) -> bool {
        let gathered = self.blocks.text.get(self.start..).unwrap_or_default();
        let before = gathered.chars().rev().skip(1).take(2);
        let follows_word = before.filter(|c| c.is_alphabetic() && !is_cjk(*c)).count() == 2;
        match last {
            ':' | ';' | ',' | '!' | '?' | '…' => follows_word,
            '.' => follows_word && !next.is_lowercase(),
            ')' | ']' | '”' | '»' => !next.is_lowercase(),
            '%' => next.is_alphabetic(),
            _ => false,
        }
    }

    /// Whether the block has nothing but a number so far.
    pub(super) fn is_number(&self) -> bool {
        let gathered = self.blocks.text.get(self.start..).unwrap_or_default();
        !gathered.is_empty() && gathered.len() <= MARK_BYTES && gathered.chars().all(char::is_numeric)
    }

    pub(super) fn last_link(&self) -> Option<NodeId> {
        self.blocks.runs.last().and_then(|run| run.link)
    }

    /// Whether a link in or around a `sup` makes it the mark of a footnote, which stands apart from its word.
    pub(super) fn is_note(&self, link: Option<NodeId>) -> bool {
        let href = link.and_then(|link| self.document.attr(link, AttrName::Href));
        href.is_some_and(|href| href.contains('#'))
    }

    /// Whether what a `sub` or `sup` holds goes on with what was before it, as in "km2" and "1st": not a number behind a word
    /// in a link, which marks a footnote, and behind another element or in a price no number with a number.
    fn goes_on_in_script(&self, last: char, next: char) -> bool {
        let (after_number, is_number) = (last.is_numeric(), next.is_numeric());
        match self.around.link {
            Some(_) => after_number || !is_number,
            None => after_number != is_number || !(self.left || is_number && self.is_in_price()),
        }
    }

    /// Whether the last word is an amount of money.
    pub(super) fn is_in_price(&self) -> bool {
        let text = &self.blocks.text;
        let near = text.ceil_char_boundary(text.len().saturating_sub(PRICE_BYTES));
        let gathered = text.get(self.start.max(near)..).unwrap_or_default();
        gathered.rsplit(' ').next().is_some_and(|word| word.contains(['$', '€', '£', '¥']))
    }

    /// Whether a word may go on where inline elements begin or end: where text meets one (`<a>dog</a>s`), between two in
    /// prose (`<span>child</span><span>ren</span>`, but not in a row of labels), and behind a drop cap.
    fn may_go_on(&self) -> bool {
        let is_prose = || {
            let block = self.open.iter().rev().find(|open| !open.tag.is_inline());
            block.is_some_and(|block| matches!(block.tag, Tag::P | Tag::Li))
        };
        let is_letter = || {
            let gathered = self.blocks.text.get(self.start..).unwrap_or_default();
            !gathered.chars().rev().nth(1).is_some_and(char::is_alphanumeric)
        };
        self.entered != self.left || is_prose() || is_letter()
    }
}

/// Whether a word begins with a mark that stands before words: a bracket or quotation mark, the sign of a tag or account, or of
/// money, but none that may belong to the name before it, as in `f(x)`, `C#` and `US$`.
fn begins_phrase(last: char, word: &str) -> bool {
    let mut characters = word.chars();
    let (mark, next) = (characters.next(), characters.next());
    match (mark, next) {
        (Some('(' | '['), Some(next)) => next.is_numeric() || next.is_uppercase(),
        (Some('#' | '@'), Some(next)) => next.is_alphanumeric(),
        (Some('$' | '€' | '£' | '¥'), Some(next)) => next.is_numeric() && !last.is_uppercase(),
        (Some('“' | '„' | '«'), _) => true,
        _ => false,
    }
}

/// Whether a word is written as at the beginning of a sentence or name: of an isotope there is only the sign of its element.
fn begins_sentence(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.take(2).filter(|c| c.is_lowercase()).count() == 2
}
