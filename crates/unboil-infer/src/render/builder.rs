//! Labelled blocks → the tree of content.

mod callout;
mod frame;
pub(super) mod heading;
mod line;
mod note;
mod quotation;
mod task;
pub(super) mod whole;

use unboil_html::{AttrName, Blocks, Document, NodeId, NodeKind, Source, Tag};

use self::frame::{Frame, Kind};
use self::note::AroundNote;
use super::address::Addresses;
use super::content::{Content, Mark, Part, Piece, Style, What};
use super::kept::Kept;
use super::notes::Notes;
use super::{RenderOptions, code, math, table, word};
use crate::Label;

/// Frames within frames; deeper elements only pass on what they hold.
const MAX_FRAMES: usize = 30;

/// The content of a page by the labels of its blocks, one a block.
pub(super) fn content<'a>(
    source: Source<'a>,
    blocks: &'a Blocks,
    labels: &[Label],
    options: &RenderOptions,
) -> Content<'a> {
    let document = source.document();
    let kept = Kept::of(source, blocks, labels);
    let builder = Builder {
        source,
        document,
        blocks,
        notes: Notes::of(document, &kept),
        kept,
        addresses: Addresses::of(source, options.url),
        around: code::Around::default(),
        delimiters: None,
        options: *options,
        frames: vec![Frame::new(Kind::Page)],
        open: Vec::new(),
        style: Style::default(),
        line: Vec::new(),
        owed: Vec::new(),
        has_gap: false,
        follows_aside: false,
        next_run: 0,
        links: Vec::new(),
    };
    builder.build()
}

/// An element that is being read.
struct Open<'a> {
    /// One past its last node.
    end: NodeId,
    /// The style around it.
    outside: Style,
    is_block: bool,
    has_frame: bool,
    /// Whether it is a quotation whose marks are written.
    is_quotation: bool,
    /// What stands around it, where it is a note within a line.
    around_note: Option<AroundNote<'a>>,
}

/// Walks the document once, keeping the open elements and the line that is being gathered.
struct Builder<'a, 'o> {
    source: Source<'a>,
    document: &'a Document,
    blocks: &'a Blocks,
    kept: Kept<'a>,
    notes: Notes,
    addresses: Addresses,
    around: code::Around,
    /// What stands around formulas in the text of the page, once that has been asked.
    delimiters: Option<&'static [math::Delimiter]>,
    options: RenderOptions<'o>,
    /// The frames around the place that is being read, the page first.
    frames: Vec<Frame<'a>>,
    open: Vec<Open<'a>>,
    style: Style,
    line: Vec<Piece<'a>>,
    /// The notes of the line, to be written behind it.
    owed: Vec<Part<'a>>,
    /// Whether white space stands before what comes next.
    has_gap: bool,
    /// Whether an aside has been passed over, see [`Blocks::is_aside`].
    follows_aside: bool,
    next_run: usize,
    links: Vec<String>,
}

impl<'a> Builder<'a, '_> {
    fn build(mut self) -> Content<'a> {
        let mut id = NodeId::ROOT;
        while id.index() < self.document.len() {
            self.leave_until(id);
            id = match self.document.node(id).kind {
                NodeKind::Text(_) => self.text(id),
                NodeKind::Element(_) => self.enter(id),
            };
        }
        self.leave_until(NodeId(u32::MAX));
        self.end_line();
        let parts = self.frames.pop().map(|page| page.parts).unwrap_or_default();
        Content { parts, links: self.links }
    }

    fn text(&mut self, id: NodeId) -> NodeId {
        let NodeKind::Text(span) = self.document.node(id).kind else { return NodeId(id.0 + 1) };
        let raw = self.document.text(span);
        let run = self.kept.run(id, &mut self.next_run);
        if run.is_some_and(|run| self.blocks.is_aside(run)) {
            self.follows_aside = true;
            return NodeId(id.0 + 1);
        }
        self.has_gap |= raw.starts_with(char::is_whitespace);
        if let Some(run) = run {
            if std::mem::take(&mut self.follows_aside) {
                self.has_gap = self.blocks.is_spaced(run);
            }
            // The space may also stand before a piece that has no text, or before the mark of a quotation.
            let is_text = |what: &What| matches!(what, What::Text(text) if *text != quotation::MARKS[0]);
            let follows_text = self.line.last().is_some_and(|last| is_text(&last.what));
            self.has_gap |= follows_text && self.blocks.is_spaced(run);
            self.text_and_tex(self.blocks.run_text(run));
        } else if self.kept.is_sign(id) {
            self.push_apart(raw);
        }
        self.has_gap |= raw.ends_with(char::is_whitespace);
        NodeId(id.0 + 1)
    }

    /// Enters an element, or reads it as a whole; the node to go on with.
    fn enter(&mut self, id: NodeId) -> NodeId {
        let (tag, end) = (self.document.tag(id), self.document.node(id).end);
        if !self.kept.any(self.document, id) {
            self.pass_over(id);
            return end;
        }
        if self.whole(id, tag) {
            return end;
        }
        let is_block = is_block(tag);
        let outside = self.style;
        if is_block {
            self.end_line();
        } else {
            self.restyle(id, tag);
        }
        let frame = is_block.then(|| self.frame(id, tag)).flatten();
        let has_frame = frame.is_some();
        self.frames.extend(frame);
        if is_block && self.is_title_of_callout(id) {
            self.style.marks.add(Mark::Strong);
        }
        if tag == Tag::Pre && self.is_in_heading() {
            self.style.code = Some(id);
        }
        let is_quotation = self.begin_quotation(id);
        let around_note = if is_block { None } else { self.begin_note(id) };
        self.open.push(Open { end, outside, is_block, has_frame, is_quotation, around_note });
        NodeId(id.0 + 1)
    }

    /// What an element leaves that has no content: an inline one, what those within it leave.
    fn pass_over(&mut self, id: NodeId) {
        let end = self.document.node(id).end;
        let mut inner = id;
        while inner < end {
            let (tag, node) = (self.document.tag(inner), self.document.node(inner));
            let is_element = matches!(node.kind, NodeKind::Element(_));
            let is_open = tag.is_inline() && !tag.is_unread() && tag != Tag::Br;
            if is_element && !is_open {
                self.pass_over_line(inner, tag);
            }
            inner = if is_element && !is_open { node.end } else { NodeId(inner.0 + 1) };
        }
    }

    /// What a line break leaves, or a block that has no content.
    fn pass_over_line(&mut self, id: NodeId, tag: Tag) {
        let Some(frame) = self.frames.last_mut() else { return };
        match tag {
            Tag::Br if self.line.last().is_some_and(|last| last.what == What::Break) => {
                self.line.pop();
                self.end_line();
            }
            Tag::Br if !self.line.is_empty() => {
                self.push(What::Break);
                self.has_gap = false;
            }
            Tag::Li => {
                frame.count_item(self.source, id);
            }
            Tag::Td | Tag::Th => frame.add_empty_cell(self.source, id),
            _ if is_block(tag) => self.end_line(),
            _ => {}
        }
    }

    /// Whether a heading is read, in which blocks of code are spans.
    fn is_in_heading(&self) -> bool {
        self.frames.last().is_some_and(|frame| matches!(frame.kind, Kind::Heading(_)))
    }

    fn restyle(&mut self, id: NodeId, tag: Tag) {
        let is_heading = self.frames.iter().rev().take(2).any(|frame| matches!(frame.kind, Kind::Heading(_)));
        match tag {
            Tag::A => self.style.link = self.link(id),
            Tag::B | Tag::Strong if !is_heading => self.style.marks.add(Mark::Strong),
            Tag::I | Tag::Em => self.style.marks.add(Mark::Emphasis),
            Tag::S | Tag::Strike | Tag::Del => self.style.marks.add(Mark::Deleted),
            Tag::Sub => self.style.marks.add(Mark::Subscript),
            Tag::Sup if !self.holds_reference(id) => self.style.marks.add(Mark::Superscript),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => {
                self.style.code.get_or_insert(id);
            }
            _ => {}
        }
    }

    fn holds_reference(&self, id: NodeId) -> bool {
        let inner = (id.0..self.document.node(id).end.0).map(NodeId);
        inner.take(8).any(|inner| self.notes.reference(inner).is_some())
    }

    fn link(&mut self, id: NodeId) -> Option<u32> {
        let href = self.document.attr(id, AttrName::Href).filter(|_| self.options.links)?;
        let link = self.addresses.link(href)?;
        self.links.push(link);
        u32::try_from(self.links.len() - 1).ok()
    }

    /// The frame that an element opens, if any.
    fn frame(&mut self, id: NodeId, tag: Tag) -> Option<Frame<'a>> {
        let around = self.frames.last()?.kind;
        if self.frames.len() >= MAX_FRAMES || matches!(around, Kind::Heading(_) | Kind::Term) {
            return None;
        }
        if let Some(label) = self.notes.text(id) {
            if tag == Tag::Li {
                self.frames.last_mut()?.count_item(self.source, id);
            }
            return Some(Frame::note(label.to_owned()));
        }
        match tag {
            Tag::Table if table::is_data(self.source, self.blocks, &self.kept, id) => {
                Some(Frame::new(Kind::Table))
            }
            Tag::Li => self.frames.last_mut()?.item(self.source, id),
            _ if let Some(item) = word::item(self.document, id) => Some(Frame::new(Kind::WordItem(item))),
            _ if self.is_callout(id) => Some(Frame::new(Kind::Callout)),
            _ => frame::of_element(self.source, id, around),
        }
    }

    /// Whether an element is a box that stands out of the text, and not the text itself.
    fn is_callout(&self, id: NodeId) -> bool {
        let is_first = !self.frames.iter().any(|frame| frame.kind == Kind::Callout);
        let all = self.kept.count(NodeId::ROOT..NodeId(self.document.len() as u32));
        is_first
            && callout::is_box(self.document, id)
            && self.kept.count(id..self.document.node(id).end) * 2 <= all
    }

    fn is_title_of_callout(&self, id: NodeId) -> bool {
        let in_callout = self.frames.iter().rev().take(2).any(|frame| frame.kind == Kind::Callout);
        in_callout && callout::is_title(self.document, id)
    }

    fn leave_until(&mut self, next: NodeId) {
        while let Some(open) = self.open.pop_if(|open| open.end <= next) {
            if open.is_block {
                self.end_line();
            }
            if open.is_quotation {
                self.end_quotation();
            }
            self.style = open.outside;
            if let Some(around) = open.around_note {
                self.end_note(around);
            }
            if !open.has_frame {
                continue;
            }
            let closed = self.frames.pop();
            if let (Some(closed), Some(outer)) = (closed, self.frames.last_mut()) {
                closed.close_into(outer);
            }
        }
    }
}

/// Whether an element ends the line, as it ends a block.
fn is_block(tag: Tag) -> bool {
    !tag.is_inline() && !tag.is_unread()
}
