//! Documents written piece by piece, such as altered copies of parsed ones.

use crate::{AttrName, Document, NodeId, Span, Tag};

/// Writes a [`Document`] in document order. The first element is the root; what comes after it is closed is its child.
#[derive(Clone, Debug, Default)]
pub struct DocumentWriter {
    document: Document,
    open: Vec<NodeId>,
}

impl DocumentWriter {
    /// Opens an element within the one that is open, its name in lower case.
    pub fn open<'a>(&mut self, name: &str, attrs: impl Iterator<Item = (AttrName, &'a str)>) {
        let parent = self.parent();
        let kept = self.document.attributes_mut();
        let first = kept.len();
        attrs.for_each(|(attr, value)| kept.push(attr, value, String::push_str));
        let attrs = (first, kept.len());
        self.open.push(self.document.add_element(parent, Tag::named(name), name, attrs, Span::default()));
    }

    /// Adds a text that is not empty to the element that is open; before the first element there is no place for it.
    pub fn text(&mut self, text: &str) {
        if !self.document.is_empty() {
            let parent = self.parent();
            self.document.add_text(parent, Span::default(), |strings| strings.push_str(text));
        }
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// The document; an empty `html` where nothing was added.
    pub fn finish(mut self) -> Document {
        if self.document.is_empty() {
            self.open("html", std::iter::empty());
        }
        self.document.measure(usize::MAX);
        self.document.complete();
        self.document
    }

    fn parent(&self) -> NodeId {
        self.open.last().copied().unwrap_or(NodeId::ROOT)
    }
}
