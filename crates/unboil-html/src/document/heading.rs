//! Buttons that are headings.

use super::{Document, NodeId, NodeKind};
use crate::Tag;

/// Elements from a button on upwards among which its heading is.
const LEVELS: usize = 4;
/// Nodes that are looked at for headings in a button, and for text of a heading beside one.
const MAX_NODES: usize = 64;

impl Document {
    /// Whether a button, or what has the role of one, heads a part of the page, as those that open answers do: it holds a
    /// heading, or all words of a heading or term.
    pub fn is_heading_button(&self, id: NodeId) -> bool {
        let inner = (id.0 + 1..self.node(id).end.0).map(NodeId);
        if inner.take(MAX_NODES).any(|inner| self.tag(inner).heading_level().is_some()) {
            return id != NodeId::ROOT;
        }
        let is_heading = |id: &NodeId| self.tag(*id).heading_level().is_some() || self.tag(*id) == Tag::Dt;
        self.path(id).take(LEVELS).find(is_heading).is_some_and(|heading| self.is_all_of(heading, id))
    }

    /// Whether an element has no words but in a part of it; not where more nodes would have to be asked than are.
    fn is_all_of(&self, element: NodeId, part: NodeId) -> bool {
        let end = self.node(element).end;
        let mut id = element;
        for _ in 0..MAX_NODES {
            id = if id == part { self.node(id).end } else { id };
            if id >= end {
                return true;
            }
            if let NodeKind::Text(text) = self.node(id).kind
                && self.text(text).contains(char::is_alphanumeric)
            {
                return false;
            }
            id = self.behind(id);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, NodeId, Tag};

    #[track_caller]
    fn check(html: &str, expected: bool) {
        let document = Document::parse(html);
        let mut ids = (0..document.len() as u32).map(NodeId);
        let button = ids.find(|id| document.tag(*id) == Tag::Button).expect("a button");
        assert_eq!(document.is_heading_button(button), expected, "{html}");
    }

    #[test]
    fn buttons_that_are_all_of_a_heading_or_hold_one_are_headings() {
        check("<h2><button>Is it open?</button></h2>", true);
        check("<dt><div> <button>Is it <b>open</b>?</button> <svg><title>x</title></svg>+</div></dt>", true);
        check("<button><i></i><h3>Is it open?</h3></button>", true);
        check("<h2>Is it open? <button>Share</button></h2>", false);
        check("<h2>Is it open?</h2><button>Share</button>", false);
        check("<p><button>Share</button></p>", false);
        check(&format!("<h2>{}<button>Share</button></h2>", "<i></i>".repeat(100)), false);
    }
}
