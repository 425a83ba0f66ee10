//! What is out of sight: by an inline style, or for all but screen readers by the classes that common style sheets have.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::{memchr_iter, memchr2};

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

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(NAMES).ok());

/// Whether an inline element of this class is out of sight, but not for screen readers.
pub(super) fn is_for_screen_readers(class: &str) -> bool {
    let is_seen = |name: &str| name.ends_with(SEEN) && !name.starts_with("focus");
    FINDER.as_ref().is_some_and(|finder| finder.is_match(class))
        && !class.split_ascii_whitespace().any(is_seen)
}

/// Whether an inline style takes the element out of sight.
pub(super) fn hides(style: &str, compact: &mut String) -> bool {
    // Both `display` and `visibility` have a `y`; most styles have none.
    if memchr2(b'y', b'Y', style.as_bytes()).is_none() {
        return false;
    }
    // Which is the last letter before a colon, and `none` or `hidden` comes after it.
    let may_hide = |at: usize| {
        let property = style.get(..at).unwrap_or_default();
        let value = style.get(at + 1..).unwrap_or_default();
        property.trim_end().ends_with(['y', 'Y']) && value.trim_start().starts_with(['n', 'N', 'h', 'H'])
    };
    if !memchr_iter(b':', style.as_bytes()).any(may_hide) {
        return false;
    }
    compact.clear();
    compact.extend(style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()));
    compact.contains("display:none") || compact.contains("visibility:hidden")
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
    fn styles_hide_whatever_their_spaces_and_case() {
        let mut compact = String::new();
        let mut check = |style: &str, expected| assert_eq!(hides(style, &mut compact), expected, "{style}");
        check("color:red; Display :\u{a0}NONE", true);
        check("visib ility:hid den;", true);
        check("display:block", false);
        check("display:none", true);
        check("y:n", false);
        check("display::none", false);
    }
}
