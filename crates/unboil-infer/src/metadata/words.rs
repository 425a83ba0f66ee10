//! Words that are looked for within classes, ids and scripts.

use aho_corasick::AhoCorasick;

/// A list of words, all of which are looked for at once, in whatever case.
pub(super) struct Words(Option<AhoCorasick>);

impl Words {
    /// Words that are looked for in the order of their list.
    pub(super) fn new(list: &[&str]) -> Words {
        // Only lists that are too long for memory make no automaton.
        Words(AhoCorasick::builder().ascii_case_insensitive(true).build(list).ok())
    }

    /// Whether a text contains one of them.
    pub(super) fn are_in(&self, text: &str) -> bool {
        !text.is_empty() && self.0.as_ref().is_some_and(|words| words.is_match(text))
    }

    /// The first of the list that a text contains, by its place there.
    pub(super) fn first_in(&self, text: &str) -> Option<usize> {
        let words = self.0.as_ref().filter(|words| words.is_match(text))?;
        words.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).min()
    }

    /// Where each of them ends in a text.
    pub(super) fn ends_in(&self, text: &str) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(move |words| words.find_iter(text).map(|found| found.end()))
    }
}
