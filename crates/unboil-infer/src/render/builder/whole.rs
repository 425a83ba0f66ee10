//! Elements that are read as wholes: images, formulas, code, rules, and what says nothing.

use unboil_html::{Document, NodeId, NodeKind, Tag};

use super::frame::Kind;
use super::{Builder, heading};
use crate::class::classes;
use crate::render::content::{Part, What};
use crate::render::{code, image, math, word};

/// Beginnings of the classes of icon fonts that draw a picture for its name.
const ICON_FONTS: [&str; 2] = ["material-icons-", "material-symbols-"];

impl Builder<'_, '_> {
    /// Reads an element that has a meaning as a whole; whether it is one.
    pub(super) fn whole(&mut self, id: NodeId, tag: Tag) -> bool {
        let may_be_code = !self.is_in_heading();
        match tag {
            _ if image::is_image(self.document, id) => self.image(id),
            Tag::Hr => self.part(Part::Rule),
            Tag::Button if may_be_code && self.around.is_tool(self.document, id) => {}
            Tag::A | Tag::Dt if self.notes.is_return(id) => {}
            _ if heading::is_tool(self.document, id) => {}
            _ if is_icon(self.document, id) => {}
            _ if word::is_mark(self.document, id) || self.is_mark_of_note(id) => {}
            Tag::A if self.notes.reference(id).is_some() => {
                let label = self.notes.reference(id).unwrap_or_default().to_owned();
                self.push(What::Reference(label));
            }
            Tag::Tr if may_be_code && !self.is_in_table() && code::is_numbered_row(self.document, id) => {
                self.code(id);
            }
            _ if may_be_code && code::is_code(self.document, id) => self.code(id),
            Tag::Code if self.is_code_of_lines(id) => self.code(id),
            _ => return self.formula(id),
        }
        true
    }

    fn is_in_table(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.kind == Kind::Table)
    }

    fn is_code_of_lines(&self, id: NodeId) -> bool {
        let in_line = self.frames.last().is_some_and(|frame| frame.kind.is_line());
        self.style.code.is_none() && !in_line && code::is_of_lines(self.document, id)
    }

    fn image(&mut self, id: NodeId) {
        if let Some(text) = image::emoji(self.document, id) {
            return self.push(What::Text(text));
        }
        if !self.options.images {
            return;
        }
        let Some(what) = image::read(self.source, id, &mut self.addresses) else {
            self.push_apart(image::words_instead(self.source, id).unwrap_or_default());
            return;
        };
        let last = self.line.last().or_else(|| match self.frames.last()?.parts.last()? {
            Part::Paragraph(line) => line.last(),
            _ => None,
        });
        let is_twin = last.is_some_and(|last| match (&last.what, &what) {
            (What::Math { tex, .. }, What::Math { tex: alt, .. }) => tex == alt || self.in_same_formula(id),
            (What::Image(last), What::Image(image)) => {
                last == image || self.is_noscript(id) && last.alt == image.alt
            }
            _ => false,
        });
        match what {
            _ if is_twin => {}
            What::Math { tex, is_display } => self.push_math(tex, is_display),
            what => self.push(what),
        }
    }

    /// Whether an image stands in an element that shows one formula in several ways.
    fn in_same_formula(&self, id: NodeId) -> bool {
        let is_formula = |id| classes(self.document, id).any(|class| class.contains("mwe-math"));
        self.document.path(id).take(3).any(is_formula)
    }

    fn is_noscript(&self, id: NodeId) -> bool {
        self.document.path(id).take(4).any(|id| self.document.tag(id) == Tag::Noscript)
    }

    fn formula(&mut self, id: NodeId) -> bool {
        let Some(formula) = math::formula(self.source, id, &self.kept) else { return false };
        // Elements of names of their own that hold a formula stand in its line.
        let tag = self.document.tag(id);
        let is_block = super::is_block(tag) && tag != Tag::Other;
        if is_block {
            self.end_line();
        }
        if !formula.tex.is_empty() {
            self.push_math(formula.tex, formula.is_display);
        }
        if is_block {
            self.end_line();
        }
        true
    }

    fn code(&mut self, id: NodeId) {
        let text = code::text(self.document, self.blocks, id);
        if !text.is_empty() {
            let language = self.around.language(self.source, id);
            self.part(Part::Code { language, text });
        }
    }
}

/// Whether an element is a picture of an icon font, whose text, the only one, names what it shows.
pub(in crate::render) fn is_icon(document: &Document, id: NodeId) -> bool {
    if !matches!(document.tag(id), Tag::I | Tag::Span | Tag::Other | Tag::OtherInline) {
        return false;
    }
    let is_font =
        |class: &str| class == "material-icons" || ICON_FONTS.iter().any(|font| class.starts_with(font));
    let name = NodeId(id.0 + 1);
    let NodeKind::Text(span) = document.node(name).kind else { return false };
    let is_of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    document.node(id).end == document.node(name).end
        && classes(document, id).any(is_font)
        && document.text(span).trim().chars().all(is_of_name)
}
