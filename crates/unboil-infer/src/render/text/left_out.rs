//! What plain text leaves out of blocks.

use std::borrow::Cow;
use std::ops::Range;

use unboil_html::{Block, Blocks, Document, NodeId, Run, Tag};

use crate::render::builder::{heading, whole};
use crate::render::code::LineNumbers;
use crate::render::{code, math, notes, word};

/// Elements around a text of a heading among which the links to edit it are.
const LEVELS: usize = 6;

/// Finds what says nothing to a reader: asides, links to the place that they stand in, arrows back from footnotes, names
/// of icons, line numbers, marks of items, and formulas as they are drawn where the page has them for screen readers as
/// well, in the order in which they are read out.
pub(super) struct LeftOut<'a> {
    document: &'a Document,
    blocks: &'a Blocks,
    /// What is drawn beside such formulas, in document order.
    drawn: Vec<Range<NodeId>>,
    numbers: LineNumbers,
    /// The link that was asked last, and whether it says nothing.
    link: (Option<NodeId>, bool),
}

impl<'a> LeftOut<'a> {
    pub(super) fn of(document: &'a Document, blocks: &'a Blocks) -> LeftOut<'a> {
        let (drawn, numbers) = (drawn(document, blocks), LineNumbers::default());
        LeftOut { document, blocks, drawn, numbers, link: (None, false) }
    }

    /// The text of a block without it; empty if nothing else is there. A power of a number gets a `^`, without which both
    /// were one number.
    pub(super) fn rest(&mut self, block: &Block) -> Cow<'a, str> {
        let blocks = self.blocks;
        let runs = blocks.runs(block);
        let in_heading = heading::is_heading(self.document, block.owner);
        let first = runs.iter().position(|run| self.has(run, in_heading));
        let has_power =
            || runs.windows(2).any(|pair| matches!(pair, [last, run] if self.is_power(last, run)));
        let has_formula = || runs.iter().any(|run| self.is_formula(run));
        if first.is_none() && !has_power() && !has_formula() {
            return blocks.seen_text(block);
        }
        let first = first.unwrap_or(runs.len());
        let (mut rest, mut is_parted, mut last) = (String::new(), false, None);
        for (at, run) in runs.iter().enumerate() {
            is_parted |= blocks.is_spaced(run);
            let before = last.replace(run);
            let is_aside = blocks.is_aside(run) && !self.is_formula(run);
            if is_aside || at >= first && self.has(run, in_heading) {
                continue;
            }
            if std::mem::take(&mut is_parted) && !rest.is_empty() {
                rest.push(' ');
            }
            if rest.ends_with(is_digit) && before.is_some_and(|before| self.is_power(before, run)) {
                rest.push('^');
            }
            rest.push_str(blocks.run_text(run));
        }
        Cow::Owned(rest)
    }

    /// Whether a run is a number that stands high right behind another.
    fn is_power(&self, last: &Run, run: &Run) -> bool {
        let is_high = |run: &Run| {
            let mut around = self.document.path(run.node).skip(1).take(2);
            around.any(|id| self.document.tag(id) == Tag::Sup)
        };
        let text = self.blocks.run_text(run);
        let number = text.strip_prefix(['-', '−', '–']).unwrap_or(text);
        number.starts_with(is_digit)
            && self.blocks.run_text(last).ends_with(is_digit)
            && !self.blocks.is_spaced(run)
            && is_high(run)
            && !is_high(last)
    }

    /// Whether a run is of a formula of MediaWiki, which hides what it means beside an image of it.
    fn is_formula(&self, run: &Run) -> bool {
        self.blocks.is_aside(run) && math::is_beside_image(self.document, run.node)
    }

    /// The text of a block that stands in `code`, an element of code, without line numbers.
    pub(super) fn rest_of_code(&mut self, code: NodeId, block: &Block) -> String {
        code::block_text(self.document, self.blocks, code, block, &mut self.numbers)
    }

    fn has(&mut self, run: &Run, in_heading: bool) -> bool {
        let after = self.drawn.partition_point(|drawn| drawn.start <= run.node);
        let drawn = after.checked_sub(1).and_then(|last| self.drawn.get(last));
        drawn.is_some_and(|drawn| drawn.contains(&run.node))
            || self.is_in_anchor(run)
            || whole::is_icon(self.document, self.document.node(run.node).parent)
            || word::is_in_mark(self.document, run.node, self.blocks.run_text(run))
            || code::is_of_line(self.document, run.node, self.blocks.run_text(run))
            || in_heading && self.is_to_edit(run)
    }

    fn is_in_anchor(&mut self, run: &Run) -> bool {
        let Some(link) = run.link else { return false };
        if self.link.0 != Some(link) {
            let is_tool = heading::is_tool(self.document, link) || notes::is_return_sign(self.document, link);
            self.link = (Some(link), is_tool);
        }
        self.link.1
    }

    fn is_to_edit(&self, run: &Run) -> bool {
        let mut around = self.document.path(run.node).skip(1).take(LEVELS);
        around.any(|id| self.document.tag(id) == Tag::Span && heading::is_tool(self.document, id))
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// What is drawn beside formulas that screen readers have as MathML.
fn drawn(document: &Document, blocks: &Blocks) -> Vec<Range<NodeId>> {
    let mut drawn: Vec<Range<NodeId>> = Vec::new();
    let formulas = document.nodes().map(|(id, _)| id).filter(|id| document.tag(*id) == Tag::Math);
    for formula in formulas {
        let outer = document.path(formula).skip(1).take(2).find(|id| math::is_assistive(document, *id));
        let Some(twin) = outer.filter(|twin| !blocks.within(document, *twin).is_empty()) else { continue };
        let whole = document.node(twin).parent;
        let is_read = drawn.last().is_some_and(|last| whole < last.end);
        if !is_read && math::is_drawn(document, whole) {
            drawn.push(NodeId(whole.0 + 1)..twin);
            drawn.push(document.node(twin).end..document.node(whole).end);
        }
    }
    drawn
}
