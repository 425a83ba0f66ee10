//! The walk that cuts a document.

use std::mem;

use memchr::memchr2;

use super::{Block, BlockFlags, Blocks, Run, is_cjk};
use crate::{AttrName, Document, NodeId, NodeKind, Span, Tag};

/// Memory that is kept from one document to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    open: Vec<Surroundings>,
    pending: Vec<Run>,
    style: String,
}

/// What holds around the node that is being read.
#[derive(Clone, Copy, Debug)]
struct Surroundings {
    tag: Tag,
    /// One past the last node within.
    end: NodeId,
    link: Option<NodeId>,
    bold: bool,
    flags: BlockFlags,
}

/// Walks the document once, keeping the open elements and the block that is being gathered.
struct Cutter<'a> {
    document: &'a Document,
    blocks: Blocks,
    open: Vec<Surroundings>,
    /// Runs of the block being gathered; it begins at `start` of the text.
    pending: Vec<Run>,
    start: usize,
    flags: BlockFlags,
    /// White space, or the border of an inline element, since the last character.
    space: bool,
    border: bool,
    has_word: bool,
    images: u32,
    /// Nodes below this one are within an element whose text is not read.
    unread_until: NodeId,
}

/// Cuts a document in the memory of older blocks.
pub(super) fn cut(document: &Document, mut blocks: Blocks) -> Blocks {
    let mut open = mem::take(&mut blocks.scratch.open);
    let mut pending = mem::take(&mut blocks.scratch.pending);
    open.clear();
    pending.clear();
    blocks.text.clear();
    blocks.list.clear();
    blocks.runs.clear();
    blocks.runs_before.clear();
    blocks.runs_before.reserve(document.len() + 1);
    let mut cutter = Cutter {
        document,
        blocks,
        open,
        pending,
        start: 0,
        flags: BlockFlags::default(),
        space: false,
        border: false,
        has_word: false,
        images: 0,
        unread_until: NodeId::ROOT,
    };
    for (id, node) in document.nodes() {
        cutter.leave_until(id);
        let runs = cutter.blocks.runs.len() + cutter.pending.len();
        cutter.blocks.runs_before.push(runs as u32);
        match &node.kind {
            NodeKind::Text(span) => cutter.read(id, document.text(*span)),
            NodeKind::Element(element) => cutter.enter(id, element.tag, node.end),
        }
    }
    cutter.finish()
}

impl Cutter<'_> {
    fn enter(&mut self, id: NodeId, tag: Tag, end: NodeId) {
        if id < self.unread_until {
            return;
        }
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
        let around = self.surroundings(id, tag, end);
        self.open.push(around);
    }

    fn surroundings(&mut self, id: NodeId, tag: Tag, end: NodeId) -> Surroundings {
        let outside = Surroundings { tag, end, link: None, bold: false, flags: BlockFlags::default() };
        let mut around = Surroundings { tag, end, ..self.open.last().copied().unwrap_or(outside) };
        match tag {
            Tag::A => around.link = Some(id),
            Tag::B | Tag::Strong => around.bold = true,
            Tag::Noscript => around.flags.noscript = true,
            Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Datalist => {
                around.flags.control = true;
            }
            _ => {}
        }
        for (name, value) in self.document.attrs(id) {
            match name {
                AttrName::Hidden => around.flags.hidden = true,
                AttrName::Style => around.flags.hidden |= hides(value, &mut self.blocks.scratch.style),
                AttrName::AriaHidden => around.flags.aria_hidden |= value == "true",
                _ => {}
            }
        }
        around
    }

    /// Leaves the open elements that end before `next`.
    fn leave_until(&mut self, next: NodeId) {
        while let Some(around) = self.open.pop_if(|around| around.end <= next) {
            if !around.tag.is_inline() {
                self.cut();
            } else if !around.tag.is_phrase() {
                self.border = true;
            }
        }
    }

    fn read(&mut self, node: NodeId, text: &str) {
        let Some(around) = self.open.last().copied() else { return };
        if node < self.unread_until {
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
        let Some(first) = first else { return };
        if self.pending.is_empty() {
            self.flags = around.flags;
        }
        let text = Span { start: first as u32, end: self.blocks.text.len() as u32 };
        let block = self.blocks.list.len() as u32;
        let source = self.document.source(node);
        self.pending.push(Run { node, link: around.link, bold: around.bold, block, source, text });
    }

    fn space_before(&self, word: &str) -> bool {
        if !self.space && !self.border {
            return false;
        }
        let before = self.blocks.text.get(self.start..).unwrap_or_default();
        let Some(last) = before.chars().next_back() else { return false };
        let parted = |c: char| c.is_alphanumeric() && !is_cjk(c);
        self.space || (parted(last) && word.chars().next().is_some_and(parted))
    }

    /// Ends the block that is being gathered.
    fn cut(&mut self) {
        (self.space, self.border) = (false, false);
        if self.pending.is_empty() {
            return;
        }
        let start = self.start;
        if self.has_word {
            let holder = self.holder();
            let first_run = self.blocks.runs.len() as u32;
            self.blocks.runs.append(&mut self.pending);
            let owner = self.owner(holder);
            self.blocks.list.push(Block {
                owner,
                holder,
                flags: self.flags,
                images: mem::take(&mut self.images),
                text: Span { start: start as u32, end: self.blocks.text.len() as u32 },
                runs: (first_run, self.blocks.runs.len() as u32),
            });
        } else {
            self.forget_pending();
        }
        self.start = self.blocks.text.len();
        self.has_word = false;
    }

    fn holder(&self) -> NodeId {
        let mut parents = self.pending.iter().map(|run| self.document.node(run.node).parent);
        let first = parents.next().unwrap_or(NodeId::ROOT);
        parents.fold(first, |holder, parent| self.document.common_ancestor(holder, parent))
    }

    fn owner(&self, holder: NodeId) -> NodeId {
        let is_block = |id: &NodeId| !self.document.tag(*id).is_inline();
        self.document.path(holder).find(is_block).unwrap_or(NodeId::ROOT)
    }

    /// Drops gathered text that holds no word, as if its runs had never been counted.
    fn forget_pending(&mut self) {
        self.blocks.text.truncate(self.start);
        let count = self.pending.len() as u32;
        let kept = self.blocks.runs.len() as u32;
        for before in self.blocks.runs_before.iter_mut().rev().take_while(|before| **before > kept) {
            *before = (*before).saturating_sub(count).max(kept);
        }
        self.pending.clear();
    }

    fn finish(mut self) -> Blocks {
        self.cut();
        let runs = self.blocks.runs.len() as u32;
        self.blocks.runs_before.push(runs);
        self.blocks.scratch.open = self.open;
        self.blocks.scratch.pending = self.pending;
        self.blocks
    }
}

/// The text without the white space that it begins with.
fn skip_space(text: &str) -> &str {
    match text.as_bytes().first() {
        Some(b'!'..=b'~') | None => text,
        _ => text.trim_start(),
    }
}

/// Bytes of the words that a text begins with, as far as single spaces part them: what stays as it is.
fn spaced_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
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
