//! SVG and MathML.

use super::class::{Class, is_math_text};
use super::tree::Namespace;
use super::{Builder, Flow};
use crate::Tag;
use crate::tokenizer::{EndTag, StartTag, Text};

impl Builder<'_> {
    /// Whether the current element is not of HTML.
    pub(super) fn in_foreign(&self) -> bool {
        self.stack.is_foreign()
    }

    /// Whether a start tag is read by the rules of foreign content.
    pub(super) fn is_foreign_start(&self, tag: &StartTag) -> bool {
        let Some(current) = self.stack.current() else { return false };
        match current.namespace {
            Namespace::Html => false,
            Namespace::MathMl if is_math_text(current.tag) => {
                matches!(tag.tag, Tag::Mglyph | Tag::Malignmark)
            }
            Namespace::MathMl if current.tag == Tag::AnnotationXml => {
                tag.tag != Tag::Svg && !self.holds_html()
            }
            _ => !current.class.meets(Class::INTEGRATION),
        }
    }

    /// Whether a text is read by the rules of foreign content.
    pub(super) fn is_foreign_text(&self) -> bool {
        let foreign = |open: &super::stack::Open| {
            open.namespace != Namespace::Html && !open.class.meets(Class::INTEGRATION)
        };
        self.stack.current().is_some_and(foreign) && !self.holds_html()
    }

    /// Whether the current element is an `annotation-xml` that says that it holds HTML.
    fn holds_html(&self) -> bool {
        let Some(current) = self.stack.current() else { return false };
        current.tag == Tag::AnnotationXml && current.namespace == Namespace::MathMl && current.html_encoding
    }

    pub(super) fn text_in_foreign(&mut self, text: Text) {
        if self.frameset_ok && !text.is_space(self.source) {
            self.frameset_ok = false;
        }
        self.insert_text(&Self::foreign_reading(text));
    }

    /// Makes an element of SVG or MathML, which its tag may close at once.
    pub(super) fn insert_foreign(&mut self, tag: &StartTag, namespace: Namespace) {
        if tag.self_closing {
            self.insert(tag);
        } else {
            self.insert_open(tag, namespace);
        }
    }

    pub(super) fn start_in_foreign(&mut self, tag: &StartTag) -> Flow {
        if is_breakout(tag) {
            self.leave_foreign();
            return self.start_in(self.mode, tag);
        }
        let namespace = self.stack.current().map_or(Namespace::Html, |open| open.namespace);
        self.insert_foreign(tag, namespace);
        Flow::Done
    }

    pub(super) fn end_in_foreign(&mut self, tag: &EndTag) -> Flow {
        if matches!(tag.tag, Tag::Br | Tag::P) {
            self.leave_foreign();
            return self.end_in(self.mode, tag);
        }
        for index in (1..self.stack.len()).rev() {
            let Some(open) = self.stack.get(index) else { break };
            if open.namespace == Namespace::Html {
                return self.end_in(self.mode, tag);
            }
            let same = open.tag == tag.tag && (tag.tag != Tag::Other || open.name.is(tag.name, self.source));
            if same {
                self.truncate_stack(index);
                break;
            }
        }
        Flow::Done
    }

    /// Closes foreign elements up to HTML or a point where HTML may stand.
    fn leave_foreign(&mut self) {
        while self.stack.len() > 1 && self.in_foreign() && !self.current_in(Class::INTEGRATION) {
            self.pop();
        }
    }
}

/// Whether a start tag ends foreign content.
fn is_breakout(tag: &StartTag) -> bool {
    use Tag::*;
    let always = matches!(
        tag.tag,
        B | Big
            | Blockquote
            | Body
            | Br
            | Center
            | Code
            | Dd
            | Div
            | Dl
            | Dt
            | Em
            | Embed
            | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | Head
            | Hr
            | I
            | Img
            | Li
            | Listing
            | Menu
            | Meta
            | Nobr
            | Ol
            | P
            | Pre
            | Ruby
            | S
            | Small
            | Span
            | Strong
            | Strike
            | Sub
            | Sup
            | Table
            | Tt
            | U
            | Ul
            | Var
    );
    always || (tag.tag == Font && tag.marks.font)
}
