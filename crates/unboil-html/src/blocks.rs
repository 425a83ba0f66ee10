//! Document → leaf blocks.

mod cutter;
mod unseen;
mod words;

use std::borrow::Cow;

use crate::{Document, NodeId, Span};
use cutter::Scratch;
pub use words::without_break_hints;

/// How a block stands in the page, beyond its place in the tree: what holds for all of its words, so that a paragraph
/// with a hidden word in it is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockFlags {
    /// Within an element that is hidden by the `hidden` attribute or an inline style.
    pub hidden: bool,
    /// Within `aria-hidden="true"`.
    pub aria_hidden: bool,
    /// Within `<noscript>`.
    pub noscript: bool,
    /// Within a form control: `button`, but for [headings](Document::is_heading_button), `select`, `option`, `textarea`
    /// or `datalist`.
    pub control: bool,
}

impl BlockFlags {
    /// What holds for both.
    fn and(self, other: BlockFlags) -> BlockFlags {
        BlockFlags {
            hidden: self.hidden && other.hidden,
            aria_hidden: self.aria_hidden && other.aria_hidden,
            noscript: self.noscript && other.noscript,
            control: self.control && other.control,
        }
    }
}

/// A run of text that a reader sees as one paragraph, heading, item, cell or line.
#[derive(Clone, Debug)]
pub struct Block {
    /// The innermost element that is not inline and holds the block.
    pub owner: NodeId,
    /// The deepest element that holds all of the block's text: the owner, or an inline element within it.
    pub holder: NodeId,
    /// How the block stands in the page.
    pub flags: BlockFlags,
    /// Images within or just before the block.
    pub images: u32,
    /// Whether some of its words are seen, and some in inline elements that are not.
    has_asides: bool,
    text: Span,
    runs: (u32, u32),
}

/// A part of a block's text that comes from one text node.
#[derive(Clone, Debug)]
pub struct Run {
    /// The text node.
    pub node: NodeId,
    /// The innermost `a` around it.
    pub link: Option<NodeId>,
    /// Whether it stands within `b` or `strong`.
    pub bold: bool,
    /// Whether it stands in an inline element that is hidden, or only for screen readers.
    unseen: bool,
    /// The block that it belongs to.
    pub block: u32,
    /// Where it was written, see [`Document::source`].
    pub source: Span,
    text: Span,
}

/// The leaf blocks of a page in document order, their texts with white space collapsed.
///
/// A block ends at each border of an element that is not inline and at each `<br>`; a text without a letter or digit
/// makes no block. Hidden parts and `<noscript>` are blocks as well, with a flag where all words are of them. Where two
/// inline elements meet, words are parted by a space, unless one goes on in small letters in a paragraph or item or
/// behind a single letter, and so are labels, sentences, brackets, quotations, tags and amounts of money; where a text meets
/// one, unless it goes on in anything but a capital. Chinese and Japanese
/// are never parted, Thai and others without spaces between words as if they had small letters. Elements that only
/// change how letters look, as `<b>` does, part nothing, nor do those within an element of code, and what a `sub` or
/// `sup` holds stays with the words around it, but for the marks of footnotes, the cents of a price and,
/// behind another element, numbers behind numbers and words behind words. Readings of ruby text without parentheses get
/// them. Soft hyphens and zero-width spaces are left out.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    text: String,
    list: Vec<Block>,
    runs: Vec<Run>,
    /// For each node, the number of runs before it; one entry more for the end.
    runs_before: Vec<u32>,
    truncated: bool,
    scratch: Scratch,
}

impl Blocks {
    /// A document is cut into at most this many blocks; all text behind them belongs to the last.
    pub const MAX: usize = 80_000;

    /// Cuts a document into its blocks. Never fails; a page without text has no blocks.
    pub fn of(document: &Document) -> Blocks {
        let mut blocks = Blocks::default();
        blocks.refill(document);
        blocks
    }

    /// Cuts another document, in the memory that is there.
    pub fn refill(&mut self, document: &Document) {
        *self = cutter::cut(document, std::mem::take(self));
    }

    /// Notes the number of runs before a node and all nodes before it, to be called before a run is added.
    fn count_runs_before(&mut self, node: NodeId) {
        self.runs_before.resize(node.index() + 1, self.runs.len() as u32);
    }

    /// Drops the runs from one on, as if they had never been counted.
    fn forget_runs(&mut self, first: usize) {
        self.runs.truncate(first);
        let kept = first as u32;
        let counted = self.runs_before.iter().rposition(|before| *before <= kept);
        self.runs_before.truncate(counted.map_or(0, |last| last + 1));
    }

    /// Number of blocks.
    #[inline]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the page has no text.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether more blocks would have been cut, were there not [`Blocks::MAX`].
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// The blocks in document order.
    #[inline]
    pub fn iter(&self) -> std::slice::Iter<'_, Block> {
        self.list.iter()
    }

    /// The block of an index; an empty one at the root for an index that is not below [`Blocks::len`].
    #[inline]
    pub fn block(&self, index: usize) -> &Block {
        self.list.get(index).unwrap_or(&NO_BLOCK)
    }

    /// The block's text: never empty, without line breaks, no white space at its ends.
    #[inline]
    pub fn text(&self, block: &Block) -> &str {
        block.text.of(&self.text)
    }

    /// The block's runs, in order: at least one.
    #[inline]
    pub fn runs(&self, block: &Block) -> &[Run] {
        self.runs.get(block.runs.0 as usize..block.runs.1 as usize).unwrap_or_default()
    }

    /// Where the block was written, in bytes of the parsed text: from the first to the last character of its runs,
    /// see [`Document::source`]. Never empty. Ranges of blocks rise and do not overlap, but for what is moved out
    /// of tables in which it may not stand.
    pub fn source(&self, block: &Block) -> Span {
        self.runs(block).iter().fold(Span::default(), |source, run| source.to(run.source))
    }

    /// The run's text.
    #[inline]
    pub fn run_text(&self, run: &Run) -> &str {
        run.text.of(&self.text)
    }

    /// Whether a run is out of sight beside words that are seen: told to screen readers alone, as "opens in a new window"
    /// in a link, or in an inline element that is hidden, as the sort key of a cell.
    #[inline]
    pub fn is_aside(&self, run: &Run) -> bool {
        run.unseen && self.block(run.block as usize).has_asides
    }

    /// The block's text without its asides, see [`Blocks::is_aside`]: never empty, no white space at its ends.
    #[inline]
    pub fn seen_text(&self, block: &Block) -> Cow<'_, str> {
        if block.has_asides {
            Cow::Owned(self.without_asides(block))
        } else {
            Cow::Borrowed(self.text(block))
        }
    }

    fn without_asides(&self, block: &Block) -> String {
        let mut seen = String::new();
        for run in self.runs(block).iter().filter(|run| !run.unseen) {
            if !seen.is_empty() && self.is_spaced(run) {
                seen.push(' ');
            }
            seen.push_str(self.run_text(run));
        }
        seen
    }

    /// Whether white space stands before the run within its block. What stands before asides is before the seen words that
    /// follow them as well, but for marks that stand right behind a word.
    pub fn is_spaced(&self, run: &Run) -> bool {
        let block = self.block(run.block as usize);
        let follows_space = |run: &Run| {
            let before = self.text.get(..run.text.start as usize).unwrap_or_default();
            block.text.start < run.text.start && before.ends_with(' ')
        };
        let is_by_itself = run.unseen || !block.has_asides || self.run_text(run).starts_with(CLOSING);
        if follows_space(run) || is_by_itself {
            return follows_space(run);
        }
        let runs = self.runs(block);
        let before = runs.partition_point(|other| other.text.start < run.text.start);
        runs.iter().take(before).rev().take_while(|other| other.unseen).any(follows_space)
    }

    /// The indices of the blocks that have text within a node, as a range.
    pub fn within(&self, document: &Document, node: NodeId) -> std::ops::Range<usize> {
        let before = |node: NodeId| self.runs_before.get(node.index()).copied().unwrap_or_default() as usize;
        let block = |run: usize| self.runs.get(run).map(|run| run.block as usize);
        let (first, end) = (before(node), before(document.node(node).end));
        let first_block = block(first).unwrap_or(self.list.len());
        match end.checked_sub(1).and_then(block) {
            Some(last) if first < end => first_block..last + 1,
            _ => first_block..first_block,
        }
    }
}

/// What stands right behind a word.
const CLOSING: [char; 9] = ['.', ',', ';', ':', '!', '?', ')', ']', '…'];

static NO_BLOCK: Block = Block {
    owner: NodeId::ROOT,
    holder: NodeId::ROOT,
    flags: BlockFlags { hidden: false, aria_hidden: false, noscript: false, control: false },
    images: 0,
    has_asides: false,
    text: Span { start: 0, end: 0 },
    runs: (0, 0),
};

/// Whether a character is written without spaces between words: Chinese characters, with 々 and 〇, and Japanese kana,
/// of half width as well.
pub fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3134f}')
}

/// Whether a character is of a script without spaces between words that is not of [`is_cjk`]: Thai, Lao, Burmese, Khmer.
pub fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests;
