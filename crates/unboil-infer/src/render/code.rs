//! Code as it was written, whichever program drew it.

mod around;
mod block;
mod language;

use unboil_html::{AttrName, Blocks, Document, NodeId, NodeKind, Tag};

pub(super) use self::around::Around;
pub(super) use self::block::{block_text, is_written, lines_of_signs};
use super::text_within;
use crate::class::classes;

/// Classes of what draws code without `pre`: editors, and tables of lines.
const DRAWN: [&str; 8] = [
    "CodeMirror",
    "cm-editor",
    "ace_editor",
    "monaco-editor",
    "syntaxhighlighter",
    "crayon-syntax",
    "blob-wrapper",
    "js-file-line-container",
];
/// Parts of the classes of line numbers; whole classes where they are short. `number` and `num` are none of them: so
/// highlighters call the numbers of the code.
const NUMBER_PARTS: [&str; 9] = [
    "line-number",
    "linenumber",
    "line_number",
    "lineno",
    "gutter",
    "blob-num",
    "hljs-ln-n",
    "crayon-num",
    "lntd",
];
const NUMBER_CLASSES: [&str; 4] = ["ln", "lnt", "lno", "nums"];
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
/// Classes of inline elements of which each is a line.
const LINES: [&str; 7] =
    ["line", "cl", "token-line", "code-line", "view-line", "hljs-ln-line", "gatsby-highlight-code-line"];

/// Whether an element is a block of code.
pub(super) fn is_code(document: &Document, id: NodeId) -> bool {
    match document.tag(id) {
        tag if is_written(tag) => true,
        Tag::Div | Tag::Table => classes(document, id).any(|class| DRAWN.contains(&class)),
        _ => false,
    }
}

/// Whether a table is a block of code beside its line numbers: a row of which one cell has the code and the others
/// have numbers only.
pub(super) fn is_numbered(document: &Document, table: NodeId) -> bool {
    let within = |id: NodeId| (id.0 + 1..document.node(id).end.0).map(NodeId);
    let is_cell = |id: &NodeId| matches!(document.tag(*id), Tag::Td | Tag::Th);
    let mut cells = within(table).filter(is_cell).take(3);
    let (Some(numbers), Some(code), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    has_no_letter(document, numbers) && within(code).any(|id| document.tag(id) == Tag::Pre)
}

/// The text of a block of code: its lines and indentation, without line numbers, buttons and asides.
pub(super) fn text(document: &Document, blocks: &Blocks, code: NodeId) -> String {
    let runs = blocks.within(document, code).flat_map(|block| blocks.runs(blocks.block(block)));
    let asides = runs.filter(|run| blocks.is_aside(run)).map(|run| run.node).collect();
    let mut reader = Reader { document, asides, out: String::new(), open: Vec::new(), is_owed: false };
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

struct Reader<'a> {
    document: &'a Document,
    /// The texts that are asides, in document order.
    asides: Vec<NodeId>,
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
                NodeKind::Text(span) => self.text(self.document.text(span)),
                NodeKind::Element(_) if self.document.tag(id) == Tag::Br => self.text("\n"),
                NodeKind::Element(_) => self.enter(id, node.end),
            }
            id = if is_skipped { node.end } else { NodeId(id.0 + 1) };
        }
        self.leave_until(end);
    }

    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.is_owed) && !text.starts_with(['\n', '\r']) {
            self.out.push('\n');
        }
        self.out.push_str(text);
    }

    fn enter(&mut self, id: NodeId, end: NodeId) {
        let is_block = matches!(self.document.tag(id), Tag::Div | Tag::P | Tag::Li | Tag::Tr | Tag::Pre);
        let is_inline = !is_block && is_line(self.document, id);
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

/// Whether an element says by its class that it is a line.
fn is_line(document: &Document, id: NodeId) -> bool {
    classes(document, id).any(|class| LINES.contains(&class))
}

/// Whether an element within code is none of it: a line number, a button, a list of tools.
fn is_no_code(document: &Document, id: NodeId) -> bool {
    let tag = document.tag(id);
    if matches!(tag, Tag::Button | Tag::Textarea | Tag::Select) || tag.is_unread() {
        return matches!(document.node(id).kind, NodeKind::Element(_));
    }
    let style = document.attr(id, AttrName::Style).unwrap_or_default();
    if has_class_of_numbers(document, id) || style.contains("user-select") {
        return has_no_letter(document, id);
    }
    // What can be copied is code, whatever its classes say of that.
    !matches!(tag, Tag::Pre | Tag::Code)
        && has_class_of_tool(document, id)
        && text_within(document, id).len() <= MAX_TOOL_BYTES
}

fn has_class_of_numbers(document: &Document, id: NodeId) -> bool {
    classes(document, id).map(str::to_ascii_lowercase).any(|class| {
        NUMBER_CLASSES.contains(&class.as_str()) || NUMBER_PARTS.iter().any(|part| class.contains(part))
    })
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
