//! Code as it was written, whichever program drew it.

mod around;
mod block;
mod drawn;
mod language;
mod lines;
mod numbers;

use unboil_html::{Blocks, Document, NodeId, NodeKind, Tag};

pub(super) use self::around::Around;
pub(super) use self::block::{block_text, is_written, lines_of_signs};
pub(super) use self::drawn::{is_code, is_numbered, is_numbered_row};
use self::lines::Lines;
pub(super) use self::lines::is_of_lines;
pub(super) use self::numbers::{LineNumbers, is_of_line};
use super::text_within;
use crate::class::classes;

/// Parts of the classes of what copies code, names its file or runs it, beside the word `copy`.
const TOOL_PARTS: [&str; 9] = [
    "clipboard",
    "codecopy",
    "copybtn",
    "copybutton",
    "copycode",
    "toolbar",
    "code-header",
    "codeheader",
    "code-lang",
];
/// Longer texts are no tool's.
const MAX_TOOL_BYTES: usize = 60;
/// The text of a block of code: its lines and indentation, without line numbers, buttons and asides.
pub(super) fn text(document: &Document, blocks: &Blocks, code: NodeId) -> String {
    let runs = blocks.within(document, code).flat_map(|block| blocks.runs(blocks.block(block)));
    let asides = runs.filter(|run| blocks.is_aside(run)).map(|run| run.node).collect();
    let space = Space::of(document, code);
    let lines = Lines::default();
    let mut reader =
        Reader { document, asides, space, lines, out: String::new(), open: Vec::new(), is_owed: false };
    reader.read(code);
    tidy(&reader.out)
}

/// Text of code without what cannot be seen, the empty lines around it and the white space at the ends of lines.
fn tidy(text: &str) -> String {
    let text = text.replace(['\u{200b}', '\u{2060}', '\u{feff}', '\r'], "").replace('\u{a0}', " ");
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or_default();
    lines.get(first..).unwrap_or_default().join("\n")
}

/// What white space means in an element of code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    /// It is written as a reader sees it.
    Written,
    /// It is what HTML has elsewhere: a mere gap between words, and nothing at the beginning of a line.
    Gaps,
}

impl Space {
    fn of(document: &Document, code: NodeId) -> Space {
        if document.tag(code).is_inline() { Space::Gaps } else { Space::Written }
    }

    /// Appends a text of the element.
    fn push(self, out: &mut String, text: &str) {
        if self == Space::Written {
            return out.push_str(text);
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' if out.is_empty() || out.ends_with([' ', '\n']) => {}
                ' ' | '\t' | '\n' | '\r' => out.push(' '),
                _ => out.push(c),
            }
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    /// The texts that are asides, in document order.
    asides: Vec<NodeId>,
    space: Space,
    lines: Lines,
    out: String,
    /// For each line that is open: one past its last node, and the length of the text before it.
    open: Vec<Line>,
    /// Whether an inline line has ended whose line break may still come as text.
    is_owed: bool,
}

/// A line that is being read.
struct Line {
    /// One past its last node.
    end: NodeId,
    /// Length of the text before it.
    start: usize,
    is_inline: bool,
}

impl Reader<'_> {
    fn read(&mut self, code: NodeId) {
        let end = self.document.node(code).end;
        let mut id = code;
        while id < end {
            self.leave_until(id);
            let node = self.document.node(id);
            let is_skipped = id != code && is_no_code(self.document, id);
            match node.kind {
                _ if is_skipped => {}
                NodeKind::Text(_) if self.asides.binary_search(&id).is_ok() => {}
                NodeKind::Text(_) if self.is_between_lines(id) => {}
                NodeKind::Text(span) => self.text(self.document.text(span)),
                NodeKind::Element(_) if self.document.tag(id) == Tag::Br => self.end_line(),
                NodeKind::Element(_) => self.enter(id, node.end),
            }
            id = if is_skipped { node.end } else { NodeId(id.0 + 1) };
        }
        self.leave_until(end);
    }

    fn text(&mut self, text: &str) {
        let ends_line = self.space == Space::Written && text.starts_with(['\n', '\r']);
        if std::mem::take(&mut self.is_owed) && !ends_line {
            self.out.push('\n');
        }
        self.space.push(&mut self.out, text);
    }

    /// Whether a text is the white space between elements of which each is a line, or a part of a table.
    fn is_between_lines(&self, id: NodeId) -> bool {
        let node = self.document.node(id);
        let is_blank =
            || matches!(node.kind, NodeKind::Text(span) if self.document.text(span).trim().is_empty());
        match self.document.tag(node.parent) {
            Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr => true,
            Tag::Div => {
                let is_last = node.end == self.document.node(node.parent).end;
                let is_at_start = self.out.is_empty() || self.out.ends_with('\n');
                is_at_start && (is_last || is_block(self.document.tag(node.end))) && is_blank()
            }
            _ => false,
        }
    }

    fn end_line(&mut self) {
        self.is_owed = false;
        self.out.push('\n');
    }

    fn enter(&mut self, id: NodeId, end: NodeId) {
        let is_block = is_block(self.document.tag(id));
        let is_inline = !is_block && self.lines.has(self.document, id);
        if !is_block && !is_inline {
            return;
        }
        if std::mem::take(&mut self.is_owed) || is_block && !self.out.is_empty() && !self.out.ends_with('\n')
        {
            self.out.push('\n');
        }
        self.open.push(Line { end, start: self.out.len(), is_inline });
    }

    fn leave_until(&mut self, next: NodeId) {
        while let Some(line) = self.open.pop_if(|line| line.end <= next) {
            let is_open = self.out.len() == line.start || !self.out.ends_with('\n');
            if line.is_inline {
                self.is_owed |= is_open;
            } else if is_open || std::mem::take(&mut self.is_owed) {
                self.out.push('\n');
                self.is_owed = false;
            }
        }
    }
}

/// Whether each element of a tag is a line, or several.
fn is_block(tag: Tag) -> bool {
    matches!(tag, Tag::Div | Tag::P | Tag::Li | Tag::Tr | Tag::Pre)
}

/// Whether an element within code is none of it: a line number, a button, a list of tools.
fn is_no_code(document: &Document, id: NodeId) -> bool {
    let tag = document.tag(id);
    if matches!(tag, Tag::Button | Tag::Textarea | Tag::Select) || tag.is_unread() {
        return matches!(document.node(id).kind, NodeKind::Element(_));
    }
    if numbers::are_in(document, id) {
        return true;
    }
    if classes(document, id).any(|class| class == "ttc") {
        return true;
    }
    // What can be copied is code, whatever its classes say of that.
    !matches!(tag, Tag::Pre | Tag::Code)
        && has_class_of_tool(document, id)
        && text_within(document, id).len() <= MAX_TOOL_BYTES
}

/// Whether an element says by its class that it is of what copies code, names its file or runs it.
fn has_class_of_tool(document: &Document, id: NodeId) -> bool {
    classes(document, id).any(|class| {
        let lower = class.to_ascii_lowercase();
        TOOL_PARTS.iter().any(|part| lower.contains(part)) || says_copy(class, &lower)
    })
}

/// Whether `copy` is a word of a class, as in `copy-code`, `codeCopy` and `copyButton`, and not a part of one, as in
/// `copyable`; `lower` is the class in lower case.
fn says_copy(class: &str, lower: &str) -> bool {
    let is_word = |at: usize| {
        let (before, rest) = class.split_at_checked(at).unwrap_or_default();
        let after = rest.get("copy".len()..).unwrap_or_default();
        let begins = rest.starts_with('C') || !before.ends_with(char::is_alphabetic);
        begins && !after.starts_with(char::is_lowercase)
    };
    lower.match_indices("copy").any(|(at, _)| is_word(at))
}

fn has_no_letter(document: &Document, id: NodeId) -> bool {
    (id.0..document.node(id).end.0).map(NodeId).all(|inner| match document.node(inner).kind {
        NodeKind::Text(span) => !document.text(span).contains(char::is_alphabetic),
        NodeKind::Element(_) => true,
    })
}
