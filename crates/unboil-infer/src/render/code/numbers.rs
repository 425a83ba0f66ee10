//! Line numbers beside code.

use unboil_html::{AttrName, Document, NodeId, Tag};

use crate::class::classes;

/// Parts of the classes of line numbers; whole classes where they are short. `number` and `num` are none of them: so
/// highlighters call the numbers of the code.
const PARTS: [&str; 9] = [
    "line-number",
    "linenumber",
    "line_number",
    "lineno",
    "gutter",
    "blob-num",
    "hljs-ln-n",
    "crayon-num",
    "lntd",
];
const CLASSES: [&str; 4] = ["ln", "lnt", "lno", "nums"];
/// Elements around a number among which the one is that says what it is.
const LEVELS: usize = 6;

/// Whether an element says by its class that it holds line numbers.
pub(super) fn has_class(document: &Document, id: NodeId) -> bool {
    classes(document, id)
        .map(str::to_ascii_lowercase)
        .any(|class| CLASSES.contains(&class.as_str()) || PARTS.iter().any(|part| class.contains(part)))
}

/// Whether an element holds line numbers, by its class or as it cannot be copied, and no letter.
pub(super) fn are_in(document: &Document, id: NodeId) -> bool {
    let style = document.attr(id, AttrName::Style).unwrap_or_default();
    (style.contains("user-select") || has_class(document, id)) && super::has_no_letter(document, id)
}

/// Finds line numbers among the texts of blocks, in document order.
#[derive(Default)]
pub(in crate::render) struct LineNumbers {
    /// The element that was asked last, and whether it holds line numbers.
    last: (Option<NodeId>, bool),
}

impl LineNumbers {
    /// Whether a text that stands in an element of code is a line number, or several.
    pub(in crate::render) fn has(&mut self, document: &Document, node: NodeId, text: &str) -> bool {
        if !is_number(text) {
            return false;
        }
        let mut around = document.path(node).skip(1).take(LEVELS);
        let Some(element) = around.find(|id| has_class(document, *id)) else { return false };
        if self.last.0 != Some(element) {
            self.last = (Some(element), super::has_no_letter(document, element));
        }
        self.last.1
    }
}

/// Whether a text is the number of a line of code without `pre`, as the first element of a `div` that is a line.
pub(in crate::render) fn is_of_line(document: &Document, node: NodeId, text: &str) -> bool {
    if !is_number(text) {
        return false;
    }
    let element = document.node(node).parent;
    let line = document.node(element).parent;
    document.tag(line) == Tag::Div
        && classes(document, line).any(|class| class == "line")
        && has_class(document, element)
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}
