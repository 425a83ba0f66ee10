//! Notes that a page has within the line: beside the text, or shown when a reader points at their mark.

use unboil_html::{Document, NodeId};

use super::Builder;
use super::frame::{Frame, Kind};
use crate::class::classes;
use crate::render::content::{Part, Piece, Style, What};
use crate::render::{children, text_within};

/// Classes of inline elements that are notes.
const NOTES: [&str; 3] = ["sidenote", "marginnote", "ltx_note"];
/// Classes of their marks, which the format has by itself.
const MARKS: [&str; 3] = ["ltx_note_mark", "ltx_tag_note", "ltx_note_type"];

/// The line around a note, and the notes before it in that line.
pub(super) type AroundNote<'a> = (Vec<Piece<'a>>, Vec<Part<'a>>);

impl<'a> Builder<'a, '_> {
    /// Opens a note within the line, where there may be one; what stands around it.
    pub(super) fn begin_note(&mut self, id: NodeId) -> Option<AroundNote<'a>> {
        if !has_class(self.document, id, &NOTES) {
            return None;
        }
        let may_be = |frame: &Frame| !frame.kind.is_line() && frame.kind != Kind::Note;
        if self.frames.len() >= super::MAX_FRAMES
            || !self.frames.iter().all(may_be)
            || self.style.code.is_some()
        {
            return None;
        }
        let mark =
            children(self.document, id).next().filter(|first| has_class(self.document, *first, &MARKS));
        let mark = mark.map(|mark| text_within(self.document, mark)).unwrap_or_default();
        let label = self.notes.label(&mark);
        self.has_gap = false;
        self.push(What::Reference(label.clone()));
        self.frames.push(Frame::note(label));
        self.style = Style::default();
        Some((std::mem::take(&mut self.line), std::mem::take(&mut self.owed)))
    }

    /// Closes a note and goes on with the line around it, behind which the note is written.
    pub(super) fn end_note(&mut self, (line, owed): AroundNote<'a>) {
        self.end_line();
        (self.line, self.owed) = (line, owed);
        if let Some(note) = self.frames.pop() {
            note.close_as_note(&mut self.owed);
        }
    }

    /// Whether an element is the mark of a note within the line.
    pub(super) fn is_mark_of_note(&self, id: NodeId) -> bool {
        self.frames.last().is_some_and(|frame| frame.kind == Kind::Note)
            && has_class(self.document, id, &MARKS)
    }
}

fn has_class(document: &Document, id: NodeId, known: &[&str]) -> bool {
    classes(document, id).any(|class| known.contains(&class))
}
