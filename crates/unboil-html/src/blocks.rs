//! Document → leaf blocks.

use crate::{AttrName, Document, NodeId, NodeKind, Span, Tag};

/// How a block stands in the page, beyond its place in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlockFlags {
    /// Within an element that is hidden by the `hidden` attribute or an inline style.
    pub hidden: bool,
    /// Within `aria-hidden="true"`.
    pub aria_hidden: bool,
    /// Within `<noscript>`.
    pub noscript: bool,
    /// Within a form control: `button`, `select`, `option`, `textarea` or `datalist`.
    pub control: bool,
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
    /// The block that it belongs to.
    pub block: u32,
    text: Span,
}

/// The leaf blocks of a page in document order, their texts with white space collapsed.
///
/// A block ends at each border of an element that is not inline and at each `<br>`; a text without a letter or digit
/// makes no block. Hidden parts and `<noscript>` are blocks as well, with a flag. Words that meet at the border of an
/// inline element are set apart by a space, unless the element only changes how letters look, as `<b>` does.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    text: String,
    list: Vec<Block>,
    runs: Vec<Run>,
    /// For each node, the number of runs before it; one entry more for the end.
    runs_before: Vec<u32>,
}

impl Blocks {
    /// Cuts a document into its blocks. Never fails; a page without text has no blocks.
    pub fn of(document: &Document) -> Blocks {
        let mut cutter = Cutter::new(document);
        for (id, node) in document.nodes() {
            cutter.leave_until(id);
            cutter.blocks.runs_before.push(cutter.blocks.runs.len() as u32 + cutter.pending.len() as u32);
            match node.kind {
                NodeKind::Text(span) => cutter.read(id, document.text(span)),
                NodeKind::Element(_) => cutter.enter(id),
            }
        }
        cutter.finish()
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the page has no text.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The blocks in document order.
    pub fn iter(&self) -> std::slice::Iter<'_, Block> {
        self.list.iter()
    }

    /// The block of an index below [`Blocks::len`].
    pub fn block(&self, index: usize) -> &Block {
        &self.list[index]
    }

    /// The block's text: never empty, without line breaks, no white space at its ends.
    pub fn text(&self, block: &Block) -> &str {
        block.text.of(&self.text)
    }

    /// The block's runs, in order: at least one.
    pub fn runs(&self, block: &Block) -> &[Run] {
        &self.runs[block.runs.0 as usize..block.runs.1 as usize]
    }

    /// The run's text.
    pub fn run_text(&self, run: &Run) -> &str {
        run.text.of(&self.text)
    }

    /// The indices of the blocks that have text within a node, as a range.
    pub fn within(&self, document: &Document, node: NodeId) -> std::ops::Range<usize> {
        let first = self.runs_before[node.index()] as usize;
        let last = self.runs_before[document.node(node).end.index()] as usize;
        if first == last {
            let next = self.runs.get(first).map_or(self.list.len(), |run| run.block as usize);
            return next..next;
        }
        self.runs[first].block as usize..self.runs[last - 1].block as usize + 1
    }
}

/// Whether a character is written without spaces between words: Chinese characters and Japanese kana.
pub fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

/// What holds around the node that is being read.
#[derive(Clone, Copy)]
struct Surroundings {
    element: NodeId,
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

impl<'a> Cutter<'a> {
    fn new(document: &'a Document) -> Self {
        Cutter {
            document,
            blocks: Blocks { runs_before: Vec::with_capacity(document.len() + 1), ..Blocks::default() },
            open: Vec::new(),
            pending: Vec::new(),
            start: 0,
            flags: BlockFlags::default(),
            space: false,
            border: false,
            has_word: false,
            images: 0,
            unread_until: NodeId::ROOT,
        }
    }

    fn enter(&mut self, id: NodeId) {
        let tag = self.document.tag(id);
        if id < self.unread_until {
            return;
        }
        if tag.is_unread() {
            self.unread_until = self.document.node(id).end;
            return;
        }
        match tag {
            Tag::Img => self.images += 1,
            Tag::Br => self.cut(),
            _ if !tag.is_inline() => self.cut(),
            _ => self.border |= !tag.is_phrase(),
        }
        let around = self.surroundings(id, tag);
        self.open.push(around);
    }

    fn surroundings(&self, id: NodeId, tag: Tag) -> Surroundings {
        let mut around = self.open.last().copied().unwrap_or(Surroundings {
            element: id,
            link: None,
            bold: false,
            flags: BlockFlags::default(),
        });
        around.element = id;
        match tag {
            Tag::A => around.link = Some(id),
            Tag::B | Tag::Strong => around.bold = true,
            Tag::Noscript => around.flags.noscript = true,
            Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Datalist => {
                around.flags.control = true;
            }
            _ => {}
        }
        around.flags.hidden |= self.document.attr(id, AttrName::Hidden).is_some()
            || self.document.attr(id, AttrName::Style).is_some_and(hides);
        around.flags.aria_hidden |= self.document.attr(id, AttrName::AriaHidden) == Some("true");
        around
    }

    /// Leaves the open elements that end before `next`.
    fn leave_until(&mut self, next: NodeId) {
        while let Some(around) = self.open.last().copied()
            && self.document.node(around.element).end <= next
        {
            let tag = self.document.tag(around.element);
            if !tag.is_inline() {
                self.cut();
            } else if !tag.is_phrase() {
                self.border = true;
            }
            self.open.pop();
        }
    }

    fn read(&mut self, node: NodeId, text: &str) {
        let Some(around) = self.open.last().copied() else { return };
        if node < self.unread_until {
            return;
        }
        let mut first = None;
        for word in text.split_inclusive(char::is_whitespace) {
            let trimmed = word.trim_end_matches(char::is_whitespace);
            if let Some(character) = trimmed.chars().next() {
                let spaced = self.space_before(character);
                if spaced {
                    self.blocks.text.push(' ');
                }
                first.get_or_insert(self.blocks.text.len());
                self.blocks.text.push_str(trimmed);
                self.has_word = self.has_word || trimmed.chars().any(char::is_alphanumeric);
                (self.space, self.border) = (false, false);
            }
            self.space |= trimmed.len() < word.len();
        }
        let Some(first) = first else { return };
        if self.pending.is_empty() {
            self.flags = around.flags;
        }
        let text = Span { start: first as u32, end: self.blocks.text.len() as u32 };
        let block = self.blocks.list.len() as u32;
        self.pending.push(Run { node, link: around.link, bold: around.bold, block, text });
    }

    fn space_before(&self, next: char) -> bool {
        let Some(last) = self.blocks.text[self.start..].chars().next_back() else { return false };
        let parted = |c: char| c.is_alphanumeric() && !is_cjk(c);
        self.space || (self.border && parted(last) && parted(next))
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
                images: std::mem::take(&mut self.images),
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
        let parent = |run: &Run| self.document.node(run.node).parent;
        let first = parent(&self.pending[0]);
        self.pending.iter().fold(first, |holder, run| self.document.common_ancestor(holder, parent(run)))
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
        self.blocks
    }
}

/// Whether an inline style takes the element out of sight.
fn hides(style: &str) -> bool {
    let compact: String =
        style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    compact.contains("display:none") || compact.contains("visibility:hidden")
}

#[cfg(test)]
mod tests;
