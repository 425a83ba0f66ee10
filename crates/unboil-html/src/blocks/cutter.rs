//! The walk that cuts a document.

mod reading;
mod space;
mod surroundings;

use std::borrow::Cow;
use std::mem;

use self::reading::Reading;
use self::surroundings::Surroundings;
use super::words::{skip_space, spaced_words, without_break_hints};
use super::{Block, BlockFlags, Blocks, Run};
use crate::{Document, Element, NodeId, NodeKind, Span, Tag};

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

/// Walks the document once, keeping the open elements and the block that is being gathered.
struct Cutter<'a> {
    document: &'a Document,
    blocks: Blocks,
    /// The class of the last inline element that had one, and whether it is for screen readers: many have the same.
    last_class: (&'a str, bool),
    open: Vec<Open>,
    around: Surroundings,
    /// The surroundings outside of the open elements that change them.
    outer: Vec<Surroundings>,
    /// Where the block being gathered begins in the text and among the runs.
    start: usize,
    first_run: usize,
    /// What holds for all of its words so far.
    flags: BlockFlags,
    /// White space since the last character.
    space: bool,
    /// Whether inline elements were entered, and left, since the last character.
    entered: bool,
    left: bool,
    /// The element of code that the last character stands in.
    last_code: Option<NodeId>,
    /// Whether a `sub` or `sup` was entered since, which goes on with the word before it.
    entered_script: bool,
    /// Whether the last character ends a number in a `sup` that the block begins with.
    left_mark: bool,
    /// Whether an `rp` was entered since the last `ruby`, and where a reading without one is told.
    has_rp: bool,
    reading: Reading,
    has_word: bool,
    /// Whether the block being gathered has words that are seen, and text that is not.
    has_seen_word: bool,
    has_unseen: bool,
    /// Whether the last block that there may be goes on where it would have ended.
    is_past_end: bool,
    images: u32,
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
        last_class: ("", false),
        open,
        around: Surroundings::default(),
        outer,
        start: 0,
        first_run: 0,
        flags: BlockFlags::default(),
        space: false,
        entered: false,
        left: false,
        last_code: None,
        entered_script: false,
        left_mark: false,
        has_rp: false,
        reading: Reading::None,
        has_word: false,
        has_seen_word: false,
        has_unseen: false,
        is_past_end: false,
        images: 0,
    };
    let mut next = NodeId::ROOT;
    while next.index() < document.len() {
        let (id, node) = (next, document.node(next));
        next.0 += 1;
        cutter.leave_until(id);
        match &node.kind {
            NodeKind::Text(text) => cutter.read(id, *text, document.source(id)),
            NodeKind::Element(element) if element.tag.is_unread() => next = node.end,
            NodeKind::Element(element) => cutter.enter(id, element, node.end),
        }
    }
    cutter.finish()
}

impl Cutter<'_> {
    fn enter(&mut self, id: NodeId, element: &Element, end: NodeId) {
        let tag = element.tag;
        match tag {
            Tag::Img => self.images += 1,
            Tag::Br => self.cut(),
            _ if !tag.is_inline() => self.cut(),
            Tag::Sub | Tag::Sup => {
                self.entered_script = !self.is_note(self.around.link);
                self.entered |= self.is_in_price();
            }
            Tag::A => {
                self.entered = true;
                self.entered_script &= !self.is_note(Some(id));
            }
            _ => {
                self.entered |= !tag.is_phrase();
                self.enter_ruby(tag);
            }
        }
        let within = self.surroundings(id, element).filter(|within| *within != self.around);
        if let Some(within) = within {
            self.outer.push(mem::replace(&mut self.around, within));
        }
        self.open.push(Open { tag, is_border: within.is_some(), end });
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
                self.left = true;
                if matches!(tag, Tag::Rt | Tag::Rtc) {
                    self.end_reading();
                }
            } else if matches!(tag, Tag::Sub | Tag::Sup) && !self.is_note(self.last_link()) {
                (self.entered, self.left) = (false, false);
                self.left_mark = tag == Tag::Sup && self.is_number();
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
        let had_word = self.has_word;
        let mut rest = self.document.text(text);
        loop {
            let after_space = skip_space(rest);
            self.space |= after_space.len() < rest.len();
            if after_space.is_empty() {
                break;
            }
            let (words, after) =
                after_space.split_at_checked(spaced_words(after_space)).unwrap_or((after_space, ""));
            rest = after;
            let seen = seen(words);
            self.space |= seen.starts_with(' ');
            let words = seen.trim_matches(' ');
            if words.is_empty() {
                continue;
            }
            let begins_reading = self.reading == Reading::Entered;
            if self.space_before(if begins_reading { "(" } else { words }) {
                self.blocks.text.push(' ');
            }
            first.get_or_insert(self.blocks.text.len());
            if begins_reading {
                self.blocks.text.push('(');
                self.reading = Reading::Begun;
            }
            self.blocks.text.push_str(words);
            if !(self.has_seen_word || self.has_word && self.around.unseen) {
                let has_word = words.chars().any(char::is_alphanumeric);
                self.has_word |= has_word;
                self.has_seen_word = has_word && !self.around.unseen;
            }
            (self.space, self.entered, self.left) = (seen.ends_with(' '), false, false);
            (self.entered_script, self.left_mark) = (false, false);
            self.last_code = self.around.code;
        }
        let (Some(first), false) = (first, self.open.is_empty()) else { return };
        if !had_word {
            self.flags = self.around.flags;
        } else if self.flags != self.around.flags && self.has_word_from(first) {
            self.flags = self.flags.and(self.around.flags);
        }
        let text = Span { start: first as u32, end: self.blocks.text.len() as u32 };
        let block = self.blocks.list.len() as u32;
        self.blocks.truncated |= self.is_past_end;
        let Surroundings { link, bold, unseen, .. } = self.around;
        self.has_unseen |= unseen;
        self.blocks.count_runs_before(node);
        self.blocks.runs.push(Run { node, link, bold, unseen, block, source, text });
    }

    /// Whether what was gathered from a place on has a word.
    fn has_word_from(&self, first: usize) -> bool {
        self.blocks.text.get(first..).unwrap_or_default().chars().any(char::is_alphanumeric)
    }

    /// Ends the block that is being gathered, unless it is the last that there may be.
    #[inline]
    fn cut(&mut self) {
        if self.blocks.list.len() + 1 < Blocks::MAX {
            (self.space, self.entered, self.left) = (false, false, false);
            (self.entered_script, self.left_mark) = (false, false);
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
        self.end_reading();
        if self.has_word {
            let holder = self.holder();
            let owner = self.owner(holder);
            self.blocks.list.push(Block {
                owner,
                holder,
                flags: self.flags,
                images: mem::take(&mut self.images),
                has_asides: self.has_unseen && self.has_seen_word,
                text: Span { start: self.start as u32, end: self.blocks.text.len() as u32 },
                runs: (self.first_run as u32, self.blocks.runs.len() as u32),
            });
        } else {
            self.forget_gathered();
        }
        self.start = self.blocks.text.len();
        self.first_run = self.blocks.runs.len();
        (self.has_word, self.has_seen_word, self.has_unseen) = (false, false, false);
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
        self.blocks.forget_runs(self.first_run);
    }

    fn finish(mut self) -> Blocks {
        if self.blocks.runs.len() > self.first_run {
            self.end();
        }
        self.blocks.count_runs_before(NodeId(self.document.len() as u32));
        self.blocks.scratch.open = self.open;
        self.blocks.scratch.outer = self.outer;
        self.blocks
    }
}

/// Words without hints at where a line may break; single spaces part them.
fn seen(words: &str) -> Cow<'_, str> {
    let mut seen = without_break_hints(words);
    while matches!(&seen, Cow::Owned(text) if text.contains("  ")) {
        seen = Cow::Owned(seen.replace("  ", " "));
    }
    seen
}
