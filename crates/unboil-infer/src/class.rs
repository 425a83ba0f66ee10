//! The classes of elements.

use unboil_html::{AttrName, Document, NodeId};

/// Bytes of a class attribute that are read: longer ones are lists of styles, and the copies that a parser makes of a
/// formatting element, which may be many, all have the same.
const MAX_BYTES: usize = 1000;

/// The classes of an element, none for a text. Those that end behind the first 1000 bytes are left out.
pub(crate) fn classes(document: &Document, id: NodeId) -> impl Iterator<Item = &str> {
    names(document, id, AttrName::Class).split_ascii_whitespace()
}

/// What an attribute for names holds, a class or an id, up to the last name that ends within the first 1000 bytes; nothing
/// where there is none.
pub(crate) fn names(document: &Document, id: NodeId, attr: AttrName) -> &str {
    whole_words(document.attr(id, attr).unwrap_or_default(), MAX_BYTES)
}

/// The words that end within the first bytes of a text.
fn whole_words(text: &str, bytes: usize) -> &str {
    let start = text.get(..text.floor_char_boundary(bytes)).unwrap_or_default();
    if start.len() == text.len() {
        return text;
    }
    start.rsplit_once(|c: char| c.is_ascii_whitespace()).map_or("", |(words, _)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_classes_are_read_up_to_a_whole_word() {
        let check = |bytes: usize, expected: &str| assert_eq!(whole_words("ab ç de", bytes), expected);
        check(8, "ab ç de");
        check(7, "ab ç");
        check(4, "ab");
        check(2, "");
        check(0, "");
    }
}
