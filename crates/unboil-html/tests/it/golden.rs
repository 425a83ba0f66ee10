//! Trees written down by hand: `golden.txt` holds pages and the outlines that the standard gives them.
//!
//! A case is a line `#page`, the page, a line `#tree` and the outline; `\n`, `\r`, `\0` and `\\` in a page stand for
//! those characters. Each outline is compared with html5ever's as well.

use crate::outline::{outline, reference_outline};

const CASES: &str = include_str!("golden.txt");

/// The pages and outlines.
fn cases() -> impl Iterator<Item = (String, &'static str)> {
    CASES.split("#page\n").skip(1).map(|case| {
        let (page, tree) = case.split_once("#tree\n").expect("each page has a tree");
        (unescape(page.trim_end_matches('\n')), tree.trim_end())
    })
}

fn unescape(page: &str) -> String {
    let parts = page.split("\\\\");
    let parts = parts.map(|part| part.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0"));
    parts.collect::<Vec<_>>().join("\\")
}

#[test]
fn pages_have_the_trees_that_the_standard_gives_them() {
    for (page, tree) in cases() {
        assert_eq!(outline(&page).trim_end(), tree, "{page:?}");
    }
}

#[test]
fn html5ever_agrees() {
    for (page, tree) in cases() {
        assert_eq!(reference_outline(&page).trim_end(), tree, "{page:?}");
    }
}

#[test]
fn there_are_many_cases() {
    assert!(cases().count() >= 60);
}
