//! Lists as word processors write them: paragraphs that say by their style that they are items.

use unboil_html::{AttrName, Document, NodeId, Tag};

use super::text_within;

/// Nodes of a paragraph among which its mark begins.
const NEAR: u32 = 8;
/// Levels of lists.
const MAX_LEVEL: u32 = 9;
/// Bytes of the longest mark.
const MAX_MARK: usize = 8;
/// Elements around a text of a mark among which the mark is.
const LEVELS: usize = 3;

/// An item by its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordItem {
    /// 1 for the outermost list.
    pub(super) level: u32,
    pub(super) is_ordered: bool,
    /// The number that a reader sees; `None` for other marks.
    pub(super) number: Option<i64>,
}

/// The item that a paragraph is, by its style.
pub(super) fn item(document: &Document, id: NodeId) -> Option<WordItem> {
    if document.tag(id) != Tag::P {
        return None;
    }
    let list = list(document, id)?;
    let level = list.split_ascii_whitespace().find_map(|word| word.strip_prefix("level"))?;
    let level = level.parse::<u32>().ok()?.clamp(1, MAX_LEVEL);
    let end = document.node(id).end.0.min(id.0 + NEAR);
    let mark = (id.0 + 1..end).map(NodeId).find(|inner| is_mark(document, *inner));
    let mark = mark.map(|mark| text_within(document, mark)).unwrap_or_default();
    let name = mark.strip_suffix(['.', ')']);
    let number = name.and_then(|name| name.parse::<i32>().ok()).map(i64::from);
    Some(WordItem { level, is_ordered: name.is_some_and(|name| !name.is_empty()), number })
}

/// Whether an element holds the mark of such an item, which the list of a format has by itself.
pub(super) fn is_mark(document: &Document, id: NodeId) -> bool {
    document.tag(id) == Tag::Span
        && list(document, id).is_some_and(|list| list.eq_ignore_ascii_case("ignore"))
}

/// Whether a text of a block is such a mark.
pub(super) fn is_in_mark(document: &Document, node: NodeId, text: &str) -> bool {
    let text = text.trim();
    let may_be_mark = text.len() <= MAX_MARK && (text.ends_with(['.', ')']) || text.chars().nth(1).is_none());
    may_be_mark && document.path(node).skip(1).take(LEVELS).any(|outer| is_mark(document, outer))
}

/// What the style of an element says of lists.
fn list(document: &Document, id: NodeId) -> Option<&str> {
    let (_, list) = document.attr(id, AttrName::Style)?.split_once("mso-list:")?;
    list.split(';').next().map(str::trim)
}
