//! The walk that cuts a document.

use std::mem;

use memchr::memchr2;

use super::{Block, BlockFlags, Blocks, Run, is_cjk};
use crate::space::after_space;
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
            NodeKind::Text(span) => cutter.read(id, document.text(*span), document.source(id)),
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
        let within = self.surroundings(id, element);
        let is_border = within != self.around;
        if is_border {
            self.outer.push(mem::replace(&mut self.around, within));
        }
        self.open.push(Open { tag, is_border, end });
    }

    /// What holds within an element.
    fn surroundings(&mut self, id: NodeId, element: &Element) -> Surroundings {
        let mut within = self.around;
        match element.tag {
            Tag::A => within.link = Some(id),
            Tag::B | Tag::Strong => within.bold = true,
            Tag::Noscript => within.flags.noscript = true,
            Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Datalist => {
                within.flags.control = true;
            }
            _ => {}
        }
        for (name, value) in self.document.hiding_attrs(element) {
            match name {
                AttrName::Hidden => within.flags.hidden = true,
                AttrName::Style => within.flags.hidden |= hides(value, &mut self.blocks.scratch.style),
                AttrName::AriaHidden => within.flags.aria_hidden |= value == "true",
                _ => {}
            }
        }
        within
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

    fn read(&mut self, node: NodeId, text: &str, source: Span) {
        // Parsed white space has an empty range where it ends; written documents have no ranges.
        if source.start == source.end && source.end > 0 {
            self.space = true;
            return;
        }
        let mut first = None;
        let mut rest = text;
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
    fn cut(&mut self) {
        if self.blocks.list.len() + 1 < Blocks::MAX {
            self.end();
        } else {
            self.is_past_end |= self.blocks.runs.len() > self.first_run;
            self.space = true;
        }
    }

    fn end(&mut self) {
        (self.space, self.border) = (false, false);
        if self.blocks.runs.len() == self.first_run {
            return;
        }
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
        self.end();
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
    while let Some(&byte) = bytes.get(at) {
        if bytes.get(at..).and_then(|rest| rest.first_chunk()).is_some_and(are_spaced) {
            at += 16;
            continue;
        }
        match byte {
            b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) => at += 2,
            b'\t'..=b'\r' | b' ' => return at,
            // Lead bytes of the white space that is not ASCII.
            0xc2 | 0xe1..=0xe3 if starts_with_space(text, at) => return at,
            _ => at += 1,
        }
    }
    text.len()
}

/// Whether the first 16 bytes are words that single spaces part, as far as bytes tell.
#[inline]
fn are_spaced(bytes: &[u8; 17]) -> bool {
    let (Some(here), Some(next)) = (bytes.first_chunk::<16>(), bytes.last_chunk::<16>()) else {
        return false;
    };
    // Without branches, so that all bytes are compared at once.
    let others = here.iter().zip(next).fold(0, |others, (&byte, &next)| {
        let is_wide_space = (byte == b' ') & ((next <= b' ') | (next > b'~'));
        let may_be_space = (byte < b' ') | (byte == 0xc2) | (byte.wrapping_sub(0xe1) < 3);
        others | u8::from(is_wide_space | may_be_space)
    });
    others == 0
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
    compact.clear();
    compact.extend(style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()));
    compact.contains("display:none") || compact.contains("visibility:hidden")
}
