//! Quotations in a line, whose marks the page leaves to the reader's program.

use unboil_html::{Document, NodeId, NodeKind, Tag};

use super::Builder;
use crate::render::content::What;

/// The marks around a quotation.
pub(super) const MARKS: [&str; 2] = ["“", "”"];
/// What begins a quotation that has its marks written out.
const WRITTEN: [char; 10] = ['"', '\'', '“', '”', '„', '‘', '‚', '«', '»', '「'];
/// Nodes of the longest quotation that is one of a line.
const MAX_NODES: u32 = 200;

impl Builder<'_, '_> {
    /// Opens a quotation that lacks its marks; whether an element is one.
    pub(super) fn begin_quotation(&mut self, id: NodeId) -> bool {
        let begins = self.style.code.is_none() && lacks_marks(self.document, id);
        if begins {
            self.push(What::Text(MARKS[0]));
        }
        begins
    }

    /// Closes a quotation, right behind its last word.
    pub(super) fn end_quotation(&mut self) {
        let has_gap = std::mem::take(&mut self.has_gap);
        self.push(What::Text(MARKS[1]));
        self.has_gap = has_gap;
    }
}

/// Whether an element is a quotation in a line that lacks its marks.
fn lacks_marks(document: &Document, id: NodeId) -> bool {
    let end = document.node(id).end;
    if document.tag(id) != Tag::Q || end.0 - id.0 > MAX_NODES {
        return false;
    }
    let mut has_words = false;
    for inner in (id.0..end.0).map(NodeId) {
        match document.node(inner).kind {
            NodeKind::Element(_) if !document.tag(inner).is_inline() => return false,
            NodeKind::Text(span) if !has_words => {
                let text = document.text(span).trim_start();
                has_words = !text.is_empty();
                if text.starts_with(WRITTEN) {
                    return false;
                }
            }
            _ => {}
        }
    }
    has_words
}
