//! The line that is being gathered: texts, formulas and breaks.

use super::Builder;
use super::frame::{self, Kind};
use crate::render::content::{Part, Piece, What};
use crate::render::math;

impl<'a> Builder<'a, '_> {
    /// Pushes a text with the formulas that MathJax and KaTeX find in it, if the page has them.
    pub(super) fn text_and_tex(&mut self, text: &'a str) {
        if self.style.code.is_some() || !text.contains(['\\', '$']) {
            return self.push_words(text);
        }
        let (formulas, rest) = math::in_text(text, self.delimiters());
        if formulas.is_empty() {
            return self.push_words(text);
        }
        for (before, formula) in formulas {
            self.push_words(before);
            self.push_math(formula.tex, formula.is_display);
        }
        self.push_words(rest);
    }

    /// Pushes a formula; one that is displayed begins a line where there may be several.
    pub(super) fn push_math(&mut self, tex: String, is_display: bool) {
        if is_display && !self.is_in_line() {
            self.end_line();
        }
        self.push(What::Math { tex, is_display });
    }

    /// Whether what is being read has one line alone, as headings and cells have.
    fn is_in_line(&self) -> bool {
        let kind = self.frames.last().map(|frame| frame.kind);
        kind.is_some_and(|kind| kind.is_line() || matches!(kind, Kind::Cell { .. }))
    }

    fn delimiters(&mut self) -> &'static [math::Delimiter] {
        self.delimiters.get_or_insert_with(|| math::delimiters(self.source))
    }

    /// Pushes each word of a text that is of no block.
    pub(super) fn push_apart(&mut self, text: &'a str) {
        for word in text.split_whitespace() {
            self.push(What::Text(word));
            self.has_gap = true;
        }
        self.has_gap = false;
    }

    /// Pushes a part of a text, which may begin or end with a space.
    fn push_words(&mut self, text: &'a str) {
        self.has_gap |= text.starts_with(' ');
        if !text.trim().is_empty() {
            self.push(What::Text(text.trim()));
        }
        self.has_gap |= text.ends_with(' ');
    }

    pub(super) fn push(&mut self, what: What<'a>) {
        // What ends a sentence or a clause belongs to the formula before it.
        let is_behind_formula =
            matches!(self.line.last(), Some(Piece { what: What::Math { is_display: true, .. }, .. }));
        if is_behind_formula && !matches!(what, What::Text(text) if closes(text)) && !self.is_in_line() {
            self.end_line();
        }
        let is_spaced = std::mem::take(&mut self.has_gap) && !self.line.is_empty();
        self.line.push(Piece { what, style: self.style, is_spaced });
    }

    pub(super) fn part(&mut self, part: Part<'a>) {
        self.end_line();
        if let Some(frame) = self.frames.last_mut() {
            frame.parts.push(part);
        }
    }

    /// Ends the line that is being gathered, which becomes a paragraph.
    pub(super) fn end_line(&mut self) {
        self.has_gap = false;
        while self.line.pop_if(|last| last.what == What::Break).is_some() {}
        if self.line.is_empty() {
            return;
        }
        let line = std::mem::take(&mut self.line);
        if let Some(frame) = self.frames.last_mut() {
            let code = if frame.kind.is_line() { None } else { frame::lines_of_code(&line) };
            frame.parts.push(code.unwrap_or(Part::Paragraph(line)));
            frame.parts.append(&mut self.owed);
        }
    }
}

/// Whether a text begins with what closes the words before it.
fn closes(text: &str) -> bool {
    text.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '。', '，', '、', '；', '：', '！', '？', '）'])
}
