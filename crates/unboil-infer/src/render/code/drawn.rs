//! Blocks of code, by the elements that draw them.

use unboil_html::{AttrName, Document, NodeId, Tag};

use super::block::is_written;
use super::numbers;
use crate::class::classes;
use crate::render::children;

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
/// Classes of elements beside lines that fold them, or explain what stands in them.
const BESIDE_LINES: [&str; 2] = ["foldopen", "ttc"];
/// Rows of a table of code: one of code and its line numbers, and those of captions.
const MAX_ROWS: usize = 3;
/// Nodes of a cell of code among which its `pre` begins.
const NEAR: usize = 16;

/// Whether an element is a block of code.
pub(in crate::render) fn is_code(document: &Document, id: NodeId) -> bool {
    let is_drawn = || classes(document, id).any(|class| DRAWN.contains(&class));
    match document.tag(id) {
        Tag::Div => is_drawn() || is_listing(document, id) || is_styled(document, id),
        Tag::P => is_styled(document, id),
        Tag::Table => is_drawn(),
        tag => is_written(tag),
    }
}

/// Whether an element holds nothing but lines, of which one has its number.
fn is_listing(document: &Document, id: NodeId) -> bool {
    let is_line =
        |line: NodeId| document.tag(line) == Tag::Div && classes(document, line).any(|class| class == "line");
    let is_beside = |id: NodeId| classes(document, id).any(|class| BESIDE_LINES.contains(&class));
    let has_number = |line: NodeId| {
        is_line(line) && children(document, line).any(|part| numbers::has_class(document, part))
    };
    children(document, id).all(|line| is_line(line) || is_beside(line))
        && children(document, id).any(has_number)
}

/// Whether an inline style says that white space is written in an element, and all characters of one width.
fn is_styled(document: &Document, id: NodeId) -> bool {
    let style = document.attr(id, AttrName::Style).unwrap_or_default();
    let is_written = |(name, value): (&str, &str)| {
        name.trim() == "white-space" && matches!(value.trim(), "pre" | "pre-wrap" | "break-spaces")
    };
    style.contains("monospace") && style.split(';').filter_map(|rule| rule.split_once(':')).any(is_written)
}

/// Whether a table is a block of code beside its line numbers: one row of which a cell has the code and the other numbers
/// only, and captions.
pub(in crate::render) fn is_numbered(document: &Document, table: NodeId) -> bool {
    numbered_row(document, table).is_some()
}

/// Whether a row is the one of a table that has code beside its line numbers.
pub(in crate::render) fn is_numbered_row(document: &Document, row: NodeId) -> bool {
    has_numbered_code(document, row)
        && document
            .path(row)
            .find(|outer| document.tag(*outer) == Tag::Table)
            .is_some_and(|table| numbered_row(document, table) == Some(row))
}

fn numbered_row(document: &Document, table: NodeId) -> Option<NodeId> {
    let (mut found, mut rows) = (None, 0);
    for id in within(document, table) {
        match document.tag(id) {
            Tag::Table => return None,
            Tag::Tr => {
                rows += 1;
                let is_numbered = has_numbered_code(document, id);
                if rows > MAX_ROWS
                    || is_numbered && found.is_some()
                    || !is_numbered && !is_caption(document, id)
                {
                    return None;
                }
                found = found.or(is_numbered.then_some(id));
            }
            _ => {}
        }
    }
    found
}

fn has_numbered_code(document: &Document, row: NodeId) -> bool {
    let mut cells = cells(document, row);
    let (Some(numbers), Some(code), None) = (cells.next(), cells.next(), cells.next()) else { return false };
    has_pre(document, code) && super::has_no_letter(document, numbers)
}

fn is_caption(document: &Document, row: NodeId) -> bool {
    cells(document, row).nth(1).is_none() && !has_pre(document, row)
}

fn cells(document: &Document, row: NodeId) -> impl Iterator<Item = NodeId> {
    children(document, row).filter(|id| matches!(document.tag(*id), Tag::Td | Tag::Th))
}

/// Whether an element holds a `pre` near its beginning.
fn has_pre(document: &Document, id: NodeId) -> bool {
    within(document, id).take(NEAR).any(|id| document.tag(id) == Tag::Pre)
}

fn within(document: &Document, id: NodeId) -> impl Iterator<Item = NodeId> {
    (id.0 + 1..document.node(id).end.0).map(NodeId)
}
