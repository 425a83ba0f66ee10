//! Boxes that stand out of the text: notes, tips, warnings.

use unboil_html::{Document, NodeId, Tag};

use crate::class::classes;

/// Beginnings of the classes of boxes.
const BOXES: [&str; 16] = [
    "admonition",
    "callout",
    "markdown-alert",
    "theme-admonition",
    "custom-block",
    "alert-",
    "infobox-note",
    "notecard",
    "notice-",
    "note-box",
    "confluence-information-macro",
    "hint-container",
    "hint-danger",
    "hint-info",
    "hint-success",
    "hint-warning",
];
/// Classes of boxes in capitals: in small letters, they may be of anything.
const IN_CAPITALS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING"];
/// Ends of the classes of their titles, before a hash that a build may have put behind.
const TITLES: [&str; 3] = ["title", "heading", "label"];

/// Whether an element says by its class that it is a box.
pub(super) fn is_box(document: &Document, id: NodeId) -> bool {
    let fits = matches!(document.tag(id), Tag::Div | Tag::Aside | Tag::Section | Tag::Details | Tag::Table);
    fits && has_class(document, id, |class| {
        let lower = class.to_ascii_lowercase();
        lower == "alert" || IN_CAPITALS.contains(&class) || BOXES.iter().any(|start| lower.starts_with(start))
    })
}

/// Whether an element in a box says by its class that it is the title.
pub(super) fn is_title(document: &Document, id: NodeId) -> bool {
    has_class(document, id, |class| {
        let lower = class.to_ascii_lowercase();
        let is_end = |start: &str| TITLES.iter().any(|end| start.ends_with(end));
        is_end(&lower) || is_hashed(class) && lower.rsplit_once('_').is_some_and(|(start, _)| is_end(start))
    })
}

/// Whether a class ends with a hash, as in `heading_FzoW`.
fn is_hashed(class: &str) -> bool {
    let is_of_hash = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    class.rsplit_once('_').is_some_and(|(_, hash)| hash.contains(is_of_hash))
}

fn has_class(document: &Document, id: NodeId, fits: impl Fn(&str) -> bool) -> bool {
    classes(document, id).any(fits)
}
