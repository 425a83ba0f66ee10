//! Documents made piece by piece, such as altered copies of parsed ones.

use crate::{AttrName, Document, Head, NodeId};

/// Makes a [`Document`] in document order. The first element is the root; what comes after it is closed is its child.
#[derive(Clone, Debug, Default)]
pub struct DocumentBuilder {
    document: Document,
    open: Vec<NodeId>,
}

impl DocumentBuilder {
    /// Opens an element within the one that is open, its name in lower case.
    pub fn open<'a>(&mut self, name: &str, attrs: impl Iterator<Item = (AttrName, &'a str)>) {
        let parent = self.parent();
        self.open.push(self.document.open(parent, name, attrs));
    }

    /// Adds a text to the element that is open; before the first element there is no place for it.
    pub fn text(&mut self, text: &str) {
        if !self.document.is_empty() {
            self.document.append_text(self.parent(), text);
        }
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(id) = self.open.pop() {
            self.document.close(id);
        }
    }

    /// Number of nodes so far: the index of the next one.
    pub fn len(&self) -> usize {
        self.document.len()
    }

    /// Whether there are no nodes yet.
    pub fn is_empty(&self) -> bool {
        self.document.is_empty()
    }

    /// The document; an empty `html` where nothing was added.
    pub fn finish(mut self) -> Document {
        if self.document.is_empty() {
            self.open("html", std::iter::empty());
        }
        while !self.open.is_empty() {
            self.close();
        }
        self.document.close(NodeId::ROOT);
        let head = Head::of(&self.document);
        self.document.with_head(head)
    }

    fn parent(&self) -> NodeId {
        self.open.last().copied().unwrap_or(NodeId::ROOT)
    }
}
