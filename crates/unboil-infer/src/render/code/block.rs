//! Code as plain text has it: the words of blocks, in the lines and with the indentation that they were written in.

use std::ops::Range;

use unboil_html::{Block, Blocks, Document, NodeId, NodeKind, Run, Tag, without_break_hints};

use super::{LineNumbers, Lines, Space, tidy};

/// Whether white space counts in an element.
pub(in crate::render) fn is_written(tag: Tag) -> bool {
    matches!(tag, Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext)
}

/// The text of a block that stands in `code`, an element of code. Its words are those of the block, without line
/// numbers; buttons are among them.
pub(in crate::render) fn block_text(
    document: &Document,
    blocks: &Blocks,
    code: NodeId,
    block: &Block,
    numbers: &mut LineNumbers,
) -> String {
    let runs = blocks.runs(block);
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return String::new() };
    let space = Space::of(document, code);
    let lines = Lines::default();
    let mut reader = Reader { document, blocks, space, lines, open: None, line: None, out: String::new() };
    let mut runs = runs.iter().peekable();
    let mut id = indentation(document, first.node);
    while id <= last.node {
        let node = document.node(id);
        match node.kind {
            NodeKind::Text(span) => {
                let run = runs.next_if(|run| run.node == id);
                let mut is_number = |run| numbers.has(document, id, blocks.run_text(run));
                if !run.is_some_and(|run| blocks.is_aside(run) || is_number(run)) {
                    reader.text(id, document.text(span), run);
                }
            }
            NodeKind::Element(_) => reader.enter(id),
        }
        id = if document.tag(id).is_unread() { node.end } else { NodeId(id.0 + 1) };
    }
    tidy(&reader.out)
}

/// The lines without a letter or digit, which are of no block, among some nodes of `code`, an element of code.
pub(in crate::render) fn lines_of_signs(
    document: &Document,
    blocks: &Blocks,
    code: NodeId,
    nodes: Range<NodeId>,
) -> String {
    let space = Space::of(document, code);
    let mut out = String::new();
    let mut last_owner = None;
    let mut id = nodes.start;
    while id < nodes.end {
        let node = document.node(id);
        let tag = document.tag(id);
        let is_element = matches!(node.kind, NodeKind::Element(_));
        if let NodeKind::Text(span) = node.kind
            && blocks.within(document, id).is_empty()
        {
            let owner = document.path(id).skip(1).find(|outer| !document.tag(*outer).is_inline());
            if last_owner.replace(owner).is_some_and(|last| last != owner) {
                end_line(&mut out);
            }
            space.push(&mut out, document.text(span));
        } else if is_element && (tag == Tag::Br || !tag.is_inline()) {
            end_line(&mut out);
        }
        let is_skipped = is_element && (tag.is_unread() || tag == Tag::Button);
        id = if is_skipped { node.end } else { NodeId(id.0 + 1) };
    }
    let lines: Vec<&str> = out.lines().filter(|line| !line.trim().is_empty()).collect();
    tidy(&lines.join("\n"))
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

struct Reader<'a> {
    document: &'a Document,
    blocks: &'a Blocks,
    space: Space,
    lines: Lines,
    /// The outermost element that is a line, of those entered.
    open: Option<NodeId>,
    /// The one that the last text stands in.
    line: Option<NodeId>,
    out: String,
}

impl Reader<'_> {
    fn enter(&mut self, id: NodeId) {
        self.leave_until(id);
        if self.open.is_none() && self.lines.has(self.document, id) {
            self.open = Some(id);
        }
    }

    fn leave_until(&mut self, next: NodeId) {
        self.open = self.open.filter(|line| self.document.contains(*line, next));
    }

    /// Reads a text: words of the block, if it is that of a run, or white space between them.
    fn text(&mut self, id: NodeId, text: &str, run: Option<&Run>) {
        let text = without_break_hints(text);
        self.leave_until(id);
        let is_next_line = std::mem::replace(&mut self.line, self.open) != self.open && !self.out.is_empty();
        if is_next_line && !self.out.ends_with('\n') && !text.starts_with('\n') {
            self.out.push('\n');
        }
        let is_parted = self.out.ends_with(char::is_whitespace) || text.starts_with(char::is_whitespace);
        if run.is_some_and(|run| self.blocks.is_spaced(run)) && !is_parted {
            self.out.push(' ');
        }
        self.space.push(&mut self.out, &text);
    }
}

/// The first of the texts of white space that stand right before a text, on its line; the text itself without any.
fn indentation(document: &Document, text: NodeId) -> NodeId {
    let is_before = |id: &NodeId| match document.node(*id).kind {
        NodeKind::Text(span) => document.text(span).trim().is_empty(),
        NodeKind::Element(_) => document.tag(*id).is_inline(),
    };
    (0..text.0).rev().map(NodeId).take_while(is_before).last().unwrap_or(text)
}
