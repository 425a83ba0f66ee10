//! What is told to screen readers alone, by the classes that common style sheets have for it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

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
}
