//! The walk that cuts a document.

use std::mem;

use memchr::{memchr_iter, memchr2};

use super::{Block, BlockFlags, Blocks, Run, is_cjk};
use crate::space::{after_space, each};
use crate::{AttrName, Document, Element, NodeId, NodeKind, Span, Tag};

/// Memory that is kept from one document to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    open: Vec<Open>,
    outer: Vec<Surroundings>,
    style: String,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    tag: Tag,
    /// Whether other surroundings hold outside.
    is_border: bool,
    /// One past the last node within.
    end: NodeId,
}

/// What holds around the node that is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Surroundings {
    link: Option<NodeId>,
    bold: bool,
    flags: BlockFlags,
}

/// Walks the document once, keeping the open elements and the block that is being gathered.
struct Cutter<'a> {
    document: &'a Document,
    blocks: Blocks,
    open: Vec<Open>,
    around: Surroundings,
    /// The surroundings outside of the open elements that change them.
    outer: Vec<Surroundings>,
    /// Where the block being gathered begins in the text and among the runs.
    start: usize,
    first_run: usize,
    flags: BlockFlags,
    /// White space, or the border of an inline element, since the last character.
    space: bool,
    border: bool,
    has_word: bool,
    /// Whether the last block that there may be goes on where it would have ended.
    is_past_end: bool,
    images: u32,
    /// Nodes below this one are within an element whose text is not read.
    unread_until: NodeId,
}

/// Cuts a document in the memory of older blocks.
pub(super) fn cut(document: &Document, mut blocks: Blocks) -> Blocks {
    let mut open = mem::take(&mut blocks.scratch.open);
    let mut outer = mem::take(&mut blocks.scratch.outer);
    open.clear();
    outer.clear();
    blocks.text.clear();
    blocks.list.clear();
    blocks.runs.clear();
    blocks.runs_before.clear();
    blocks.truncated = false;
    blocks.runs_before.reserve(document.len() + 1);
    let mut cutter = Cutter {
        document,
        blocks,
        open,
        around: Surroundings::default(),
        outer,
        start: 0,
        first_run: 0,
        flags: BlockFlags::default(),
        space: false,
        border: false,
        has_word: false,
        is_past_end: false,
        images: 0,
        unread_until: NodeId::ROOT,
    };
    for (id, node) in document.nodes() {
        cutter.leave_until(id);
        cutter.blocks.runs_before.push(cutter.blocks.runs.len() as u32);
        if id < cutter.unread_until {
            continue;
        }
        match &node.kind {
            NodeKind::Text(text) => cutter.read(id, *text, document.source(id)),
            NodeKind::Element(element) => cutter.enter(id, element, node.end),
        }
    }
    cutter.finish()
}

impl Cutter<'_> {
    fn enter(&mut self, id: NodeId, element: &Element, end: NodeId) {
        let tag = element.tag;
        if tag.is_unread() {
            self.unread_until = end;
            return;
        }
        match tag {
            Tag::Img => self.images += 1,
            Tag::Br => self.cut(),
            _ if !tag.is_inline() => self.cut(),
            _ => self.border |= !tag.is_phrase(),
        }
        let within = self.surroundings(id, element).filter(|within| *within != self.around);
        if let Some(within) = within {
            self.outer.push(mem::replace(&mut self.around, within));
        }
        self.open.push(Open { tag, is_border: within.is_some(), end });
    }

    /// What holds within an element; `None` where nothing about it changes that.
    #[inline]
    fn surroundings(&mut self, id: NodeId, element: &Element) -> Option<Surroundings> {
        let document = self.document;
        let mut within = None;
        match element.tag {
            Tag::A => self.change(&mut within).link = Some(id),
            Tag::B | Tag::Strong => self.change(&mut within).bold = true,
            Tag::Noscript => self.change(&mut within).flags.noscript = true,
            Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Datalist => {
                self.change(&mut within).flags.control = true;
            }
            _ => {}
        }
        for (name, value) in document.hiding_attrs(element) {
            let flags = &mut self.change(&mut within).flags;
            match name {
                AttrName::Hidden => flags.hidden = true,
                AttrName::Style => flags.hidden |= hides(value, &mut self.blocks.scratch.style),
                AttrName::AriaHidden => flags.aria_hidden |= value == "true",
                _ => {}
            }
        }
        within
    }

    /// The surroundings within an element, to be changed.
    fn change<'w>(&self, within: &'w mut Option<Surroundings>) -> &'w mut Surroundings {
        within.get_or_insert(self.around)
    }

    /// Leaves the open elements that end before `next`.
    fn leave_until(&mut self, next: NodeId) {
        while let Some(&Open { tag, is_border, end }) = self.open.last()
            && end <= next
        {
            self.open.pop();
            if is_border {
                self.around = self.outer.pop().unwrap_or_default();
            }
            if !tag.is_inline() {
                self.cut();
            } else if !tag.is_phrase() {
                self.border = true;
            }
        }
    }

    fn read(&mut self, node: NodeId, text: Span, source: Span) {
        // Parsed white space has an empty range where it ends; written documents have no ranges.
        if source.start == source.end && source.end > 0 {
            self.space = true;
            return;
        }
        let mut first = None;
        let mut rest = self.document.text(text);
        loop {
            let after_space = skip_space(rest);
            self.space |= after_space.len() < rest.len();
            if after_space.is_empty() {
                break;
            }
            let (words, after) =
                after_space.split_at_checked(spaced_words(after_space)).unwrap_or((after_space, ""));
            if self.space_before(words) {
                self.blocks.text.push(' ');
            }
            first.get_or_insert(self.blocks.text.len());
            self.blocks.text.push_str(words);
            self.has_word = self.has_word || words.chars().any(char::is_alphanumeric);
            (self.space, self.border) = (false, false);
            rest = after;
        }
        let (Some(first), false) = (first, self.open.is_empty()) else { return };
        if self.blocks.runs.len() == self.first_run {
            self.flags = self.around.flags;
        }
        let text = Span { start: first as u32, end: self.blocks.text.len() as u32 };
        let block = self.blocks.list.len() as u32;
        self.blocks.truncated |= self.is_past_end;
        self.blocks.runs.push(Run {
            node,
            link: self.around.link,
            bold: self.around.bold,
            block,
            source,
            text,
        });
    }

    fn space_before(&self, word: &str) -> bool {
        if self.blocks.text.len() == self.start || !self.border {
            return self.space && self.blocks.text.len() > self.start;
        }
        let parted = |c: char| c.is_alphanumeric() && !is_cjk(c);
        let (last, next) = (self.blocks.text.chars().next_back(), word.chars().next());
        self.space || (last.is_some_and(parted) && next.is_some_and(parted))
    }

    /// Ends the block that is being gathered, unless it is the last that there may be.
    #[inline]
    fn cut(&mut self) {
        if self.blocks.list.len() + 1 < Blocks::MAX {
            (self.space, self.border) = (false, false);
            if self.blocks.runs.len() > self.first_run {
                self.end();
            }
        } else {
            self.is_past_end |= self.blocks.runs.len() > self.first_run;
            self.space = true;
        }
    }

    /// Ends the block that is being gathered, which has a run.
    fn end(&mut self) {
        if self.has_word {
            let holder = self.holder();
            let owner = self.owner(holder);
            self.blocks.list.push(Block {
                owner,
                holder,
                flags: self.flags,
                images: mem::take(&mut self.images),
                text: Span { start: self.start as u32, end: self.blocks.text.len() as u32 },
                runs: (self.first_run as u32, self.blocks.runs.len() as u32),
            });
        } else {
            self.forget_gathered();
        }
        self.start = self.blocks.text.len();
        self.first_run = self.blocks.runs.len();
        self.has_word = false;
    }

    fn holder(&self) -> NodeId {
        let runs = self.blocks.runs.get(self.first_run..).unwrap_or_default();
        let mut parents = runs.iter().map(|run| self.document.node(run.node).parent);
        let first = parents.next().unwrap_or(NodeId::ROOT);
        parents.fold(first, |holder, parent| self.document.common_ancestor(holder, parent))
    }

    fn owner(&self, holder: NodeId) -> NodeId {
        let is_block = |id: &NodeId| !self.document.tag(*id).is_inline();
        self.document.path(holder).find(is_block).unwrap_or(NodeId::ROOT)
    }

    /// Drops gathered text that holds no word, as if its runs had never been counted.
    fn forget_gathered(&mut self) {
        self.blocks.text.truncate(self.start);
        self.blocks.runs.truncate(self.first_run);
        let kept = self.first_run as u32;
        for before in self.blocks.runs_before.iter_mut().rev().take_while(|before| **before > kept) {
            *before = kept;
        }
    }

    fn finish(mut self) -> Blocks {
        if self.blocks.runs.len() > self.first_run {
            self.end();
        }
        let runs = self.blocks.runs.len() as u32;
        self.blocks.runs_before.push(runs);
        self.blocks.scratch.open = self.open;
        self.blocks.scratch.outer = self.outer;
        self.blocks
    }
}

/// The text without the white space that it begins with.
fn skip_space(text: &str) -> &str {
    let rest = after_space(text.as_bytes());
    let text = text.get(text.len() - rest.len()..).unwrap_or_default();
    match rest.first() {
        Some(b'!'..=b'~') | None => text,
        _ => text.trim_start(),
    }
}

/// Bytes of the words that a text begins with, as far as single spaces part them: what stays as it is.
fn spaced_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        if let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let spaced = spaced_bytes(word);
            at += spaced;
            if spaced == 8 {
                continue;
            }
        }
        let Some(&byte) = bytes.get(at) else { return text.len() };
        match byte {
            b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) => at += 2,
            b'\t'..=b'\r' | b' ' => return at,
            // Lead bytes of the white space that is not ASCII.
            0xc2 | 0xe1..=0xe3 if starts_with_space(text, at) => return at,
            _ => at += 1,
        }
    }
}

/// How many of the first 8 bytes are of words that single spaces part, as far as bytes tell.
#[inline]
fn spaced_bytes(bytes: &[u8; 9]) -> usize {
    let (Some(here), Some(next)) = (bytes.first_chunk(), bytes.last_chunk()) else { return 0 };
    let (here, next) = (u64::from_le_bytes(*here), u64::from_le_bytes(*next));
    let is_wide_space = below(here ^ each(b' '), 1) & (below(next, b' ' + 1) | above_tilde(next));
    let mut others = is_wide_space | below(here, b' ');
    if here & each(0x80) != 0 {
        others |= below(here ^ each(0xc2), 1) | is_1_to_3(here ^ each(0xe0));
    }
    others.trailing_zeros() as usize / 8
}

/// Sets the highest bit of the first byte below a limit of at most 128, and perhaps others behind it.
#[inline]
fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(each(limit)) & !word & each(0x80)
}

/// Sets the highest bit of each byte above `~` in a word without a byte of 255.
#[inline]
fn above_tilde(word: u64) -> u64 {
    (word.wrapping_add(each(1)) | word) & each(0x80)
}

/// Sets the highest bit of the first byte from 1 to 3, and perhaps others behind it.
#[inline]
fn is_1_to_3(word: u64) -> u64 {
    let is_not_0 = ((word & each(0x7f)) + each(0x7f)) | word;
    below(word & each(0xfc), 1) & is_not_0
}

fn starts_with_space(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_whitespace)
}

/// Whether an inline style takes the element out of sight.
fn hides(style: &str, compact: &mut String) -> bool {
    // Both `display` and `visibility` have a `y`; most styles have none.
    if memchr2(b'y', b'Y', style.as_bytes()).is_none() {
        return false;
    }
    // Which is the last letter before a colon, and `none` or `hidden` comes after it.
    let may_hide = |at: usize| {
        let property = style.get(..at).unwrap_or_default();
        let value = style.get(at + 1..).unwrap_or_default();
        property.trim_end().ends_with(['y', 'Y']) && value.trim_start().starts_with(['n', 'N', 'h', 'H'])
    };
    if !memchr_iter(b':', style.as_bytes()).any(may_hide) {
        return false;
    }
    compact.clear();
    compact.extend(style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()));
    compact.contains("display:none") || compact.contains("visibility:hidden")
}

#[cfg(test)]
mod tests;
