//! Boxes that stand out of the text: notes, tips, warnings.

use unboil_html::{Document, NodeId, Tag};

use crate::class::classes;

/// Beginnings of the classes of boxes.
const BOXES: [&str; 10] = [
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
];
/// Ends of the classes of their titles.
const TITLES: [&str; 3] = ["title", "heading", "label"];

/// Whether an element says by its class that it is a box.
pub(super) fn is_box(document: &Document, id: NodeId) -> bool {
    let fits = matches!(document.tag(id), Tag::Div | Tag::Aside | Tag::Section | Tag::Details | Tag::Table);
    fits && has_class(document, id, |class| {
        class == "alert" || BOXES.iter().any(|start| class.starts_with(start))
    })
}

/// Whether an element in a box says by its class that it is the title.
pub(super) fn is_title(document: &Document, id: NodeId) -> bool {
    has_class(document, id, |class| TITLES.iter().any(|end| class.ends_with(end)))
}

fn has_class(document: &Document, id: NodeId, fits: impl Fn(&str) -> bool) -> bool {
    classes(document, id).any(|class| fits(&class.to_ascii_lowercase()))
}
