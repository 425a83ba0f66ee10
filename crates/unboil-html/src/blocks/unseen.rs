//! What is out of sight: by an inline style, or for all but screen readers by the classes that common style sheets have.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::{memchr_iter, memchr2};

use crate::{Document, NodeId, NodeKind};

/// Names in classes of Bootstrap, Tailwind, WordPress, Elementor, Drupal, Foundation, Lightning, jQuery UI, Amazon and
/// others, found in any case and within longer names.
const NAMES: [&str; 17] = [
    "sr-only",
    "sr_only",
    "sronly",
    "show-for-sr",
    "visually-hidden",
    "visually_hidden",
    "visuallyhidden",
    "hidden-visually",
    "hiddenvisually",
    "hide-visually",
    "screen-reader",
    "screenreader",
    "elementor-screen-only",
    "assistive-text",
    "hidden-accessible",
    "element-invisible",
    "offscreen",
];

/// What takes the class of such a name back, unless it waits for the focus.
const SEEN: &str = "not-sr-only";

/// Bytes from which on a hidden text is long: some 30 words. What tips and sort keys say is shorter, what "read more" opens
/// is longer.
const LONG_BYTES: u32 = 200;
/// Nodes of it that are looked at.
const MAX_NODES: usize = 64;

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(NAMES).ok());

/// Whether an inline element of this class is out of sight, but not for screen readers.
pub(super) fn is_for_screen_readers(class: &str) -> bool {
    let is_seen = |name: &str| name.ends_with(SEEN) && !name.starts_with("focus");
    FINDER.as_ref().is_some_and(|finder| finder.is_match(class))
        && !class.split_ascii_whitespace().any(is_seen)
}

/// Whether what an inline element hides is the rest of a text that opens, and not a word or two beside it.
pub(super) fn is_long(document: &Document, id: NodeId) -> bool {
    let inner = (id.0 + 1..document.node(id).end.0).take(MAX_NODES);
    let bytes = inner.map(|id| match document.node(NodeId(id)).kind {
        NodeKind::Text(text) => text.end - text.start,
        NodeKind::Element(_) => 0,
    });
    bytes.sum::<u32>() >= LONG_BYTES
}

/// Whether an inline style takes the element out of sight: by `display:none` or `visibility:hidden`, of several
/// declarations of a property by the last, or the last that is important.
pub(super) fn hides(style: &str, plain: &mut String) -> bool {
    // Both `display` and `visibility` have a `y`; most styles have none.
    if memchr2(b'y', b'Y', style.as_bytes()).is_none() {
        return false;
    }
    // Which is the last letter before a colon, and `none` or `hidden` comes after it.
    let may_hide = |at: usize| {
        let property = style.get(..at).unwrap_or_default();
        let value = style.get(at + 1..).unwrap_or_default();
        let is_last = property.ends_with("*/") || property.trim_end().ends_with(['y', 'Y']);
        is_last && value.trim_start().starts_with(['n', 'N', 'h', 'H', '/'])
    };
    if !memchr_iter(b':', style.as_bytes()).any(may_hide) {
        return false;
    }
    if !style.contains("/*") {
        return declares(style, "display", "none") || declares(style, "visibility", "hidden");
    }
    copy_without_comments(style, plain);
    declares(plain, "display", "none") || declares(plain, "visibility", "hidden")
}

/// Whether the declaration of a property that counts has this value.
fn declares(style: &str, property: &str, wanted: &str) -> bool {
    let (mut has_value, mut is_settled) = (false, false);
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        if !name.trim_ascii().eq_ignore_ascii_case(property) {
            continue;
        }
        let (value, is_important) = match value.rsplit_once('!') {
            Some((value, mark)) => (value, mark.trim_ascii().eq_ignore_ascii_case("important")),
            None => (value, false),
        };
        if is_important || !is_settled {
            has_value = value.trim_ascii().eq_ignore_ascii_case(wanted);
            is_settled |= is_important;
        }
    }
    has_value
}

fn copy_without_comments(style: &str, plain: &mut String) {
    plain.clear();
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_common_style_sheets() {
        let check = |class, expected| assert_eq!(is_for_screen_readers(class), expected, "{class}");
        check("sr-only", true);
        check("link u-srOnly", true);
        check("styles_ndsScreenReaderOnly__x1", true);
        check("visually-hidden-focusable", true);
        check("sr-only focus:not-sr-only", true);
        check("sr-only md:not-sr-only", false);
        check("not-sr-only", false);
        check("hidden screen-only widescreen", false);
        check("", false);
    }

    #[test]
    fn styles_hide_by_the_declaration_that_counts() {
        let mut plain = String::new();
        let mut check = |style: &str, expected| assert_eq!(hides(style, &mut plain), expected, "{style}");
        check("display:none", true);
        check("color:red; Display :\n NONE ;", true);
        check("visibility:hidden", true);
        check("display:none !important", true);
        check("/* a; */ display: none /* b */; color: red", true);
        check("visibility/* a */: hidden", true);
        check("display:block", false);
        check("display:block;display:none", true);
        check("display:none;display:block", false);
        check("display:none ! IMPORTANT;display:block", true);
        check("display:none;display:block!important;display:none", false);
        check("display:none;visibility:visible", true);
        check("-webkit-backface-visibility:hidden", false);
        check("content-visibility: hidden", false);
        check("--display:none", false);
        check("/* display:none; */ color: red", false);
        check("/* display:none", false);
        check("visib ility:hid den", false);
        check("y:n", false);
        check("display::none", false);
        check("display;none", false);
    }
}
