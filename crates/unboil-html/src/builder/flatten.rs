//! The finished tree → the document, in document order.

use super::tree::{Element, Id, Kind, NIL, Tree};
use crate::document::{Attributes, Document, NodeId};
use crate::tokenizer::{RawText, Reading, StartTag, Text, Token, Tokenizer, read_into};
use crate::{Limits, Span, Tag};

/// Appends the tree to the empty `document`. Elements below the depth limit become siblings, neighbouring texts one.
pub(super) fn flatten(tree: &Tree, source: &str, limits: &Limits, document: &mut Document) {
    let mut flattener = Flattener { source, limits, document, open: Vec::new(), joins: false };
    let mut id = 0;
    while let Some(node) = tree.get(id) {
        match node.kind {
            Kind::Element(element) => {
                flattener.enter(element);
                if node.first != NIL {
                    id = node.first;
                    continue;
                }
                flattener.leave();
            }
            Kind::Text(text) => flattener.text(text),
        }
        id = flattener.next(tree, id);
    }
}

struct Flattener<'a> {
    source: &'a str,
    limits: &'a Limits,
    document: &'a mut Document,
    /// For each element around, what its children stand in: itself, or what it stands in where it may not hold them.
    open: Vec<(NodeId, bool)>,
    /// Whether the last node is a text that another would continue.
    joins: bool,
}

impl Flattener<'_> {
    /// The node after `id` and all that is in it; leaves the elements that end between.
    fn next(&mut self, tree: &Tree, mut id: Id) -> Id {
        while let Some(node) = tree.get(id) {
            if id != 0 && node.next != NIL {
                return node.next;
            }
            id = node.parent;
            if id != NIL {
                self.leave();
            }
        }
        NIL
    }

    fn parent(&self) -> NodeId {
        self.open.last().map_or(NodeId::ROOT, |(id, _)| *id)
    }

    fn enter(&mut self, element: Element) {
        let parent = self.parent();
        let Element { tag, name, span, attrs, .. } = element;
        let id = self.document.open(parent, tag, name.of(self.source), attrs, span);
        let holds = (self.document.node(id).depth as usize) < self.limits.depth;
        self.open.push(if holds { (id, true) } else { (parent, false) });
        self.joins = false;
    }

    fn leave(&mut self) {
        if let Some((id, true)) = self.open.pop() {
            self.document.close(id);
        }
        self.joins = false;
    }

    fn text(&mut self, text: Text) {
        if text.reading == Reading::Markup {
            return self.markup(text.span.start as usize);
        }
        let (source, parent) = (self.source, self.parent());
        let raw = text.span.of(source);
        self.document.append_text(parent, self.joins, trimmed(raw, text.span), |out| {
            read_into(out, raw, text.reading);
        });
        self.joins = true;
    }

    /// Appends the text of the rest of the page, words parted where there was markup.
    fn markup(&mut self, start: usize) {
        let (source, limits, parent) = (self.source, *self.limits, self.parent());
        let span = Span { start: start as u32, end: source.len() as u32 };
        self.document.append_text(parent, self.joins, trimmed(span.of(source), span), |out| {
            let mut tokenizer = Tokenizer::new(source, start, limits);
            let mut skipped = Attributes::default();
            let mut reads = true;
            while let Some(token) = tokenizer.next(false, &mut skipped) {
                match token {
                    Token::Text(text) if reads => read_into(out, text.span.of(source), text.reading),
                    Token::Start(StartTag { tag: Tag::Script, name, .. }) => {
                        tokenizer.begin_raw_text(RawText::Script(name.span));
                    }
                    Token::Start(StartTag { tag: Tag::Style, name, .. }) => {
                        tokenizer.begin_raw_text(RawText::Rawtext(name.span));
                    }
                    _ => out.push('\n'),
                }
                reads = !tokenizer.is_raw_text();
                skipped.clear();
            }
        });
        self.joins = true;
    }
}

/// The range of a text without the white space around it.
fn trimmed(raw: &str, span: Span) -> Span {
    let start = span.start + (raw.len() - raw.trim_ascii_start().len()) as u32;
    if start == span.end {
        return Span { start, end: start };
    }
    Span { start, end: span.end - (raw.len() - raw.trim_ascii_end().len()) as u32 }
}
