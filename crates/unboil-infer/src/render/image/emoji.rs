//! Images that stand for characters.

use unboil_html::{AttrName, Document, NodeId};

use crate::class::classes;

/// The characters or the name that an image stands for: an `alt` of emoji alone, a smiley such as `;-)`, or by the class of
/// the image, a name such as `:wave:`.
pub(in crate::render) fn emoji(document: &Document, id: NodeId) -> Option<&str> {
    let alt = document.attr(id, AttrName::Alt)?.trim();
    let is_name = || {
        let is_sign = |c: char| !c.is_alphanumeric();
        alt.contains(is_sign) && !alt.contains(char::is_whitespace) && classes(document, id).any(is_class)
    };
    let is_smiley =
        || matches!(alt.len(), 2..=4) && alt.starts_with([':', ';']) && !alt.contains(char::is_whitespace);
    (alt.chars().all(is_emoji) && !alt.is_empty() || is_smiley() || is_name()).then_some(alt)
}

/// Whether a class is that of an emoji or a smiley.
fn is_class(class: &str) -> bool {
    matches!(class, "emoji" | "wp-smiley") || class.starts_with("smil")
}

/// Whether a character is an emoji, a sign that is shown as one, or of those that make one of several.
fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{200d}' | '\u{203c}' | '\u{2049}' | '\u{20e3}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}'
        | '\u{e0020}'..='\u{e007f}')
}
