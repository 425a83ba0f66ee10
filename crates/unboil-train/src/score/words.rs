//! The words of the metric: WCXB's `\w+`, with each Chinese or Japanese character for a word.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A character of Chinese or Japanese, or a run of other letters, digits and `_`. Letters and digits are those of
/// Python's `\w`, in which WCXB's own scorer is written: marks above and below letters part words.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let cjk = r"\u{3040}-\u{30ff}\u{3400}-\u{9fff}\u{f900}-\u{faff}";
    match Regex::new(&format!(r"[{cjk}]|[\p{{L}}\p{{N}}_--[{cjk}]]+")) {
        Ok(word) => word,
        Err(error) => unreachable!("the pattern of a word is fixed: {error}"),
    }
});

/// The words of a lower-case text.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    WORD.find_iter(text).map(|word| word.as_str())
}

/// Where the words of a text stand.
pub(crate) fn words_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    WORD.find_iter(text).map(|word| word.range())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_metric() {
        let check = |text, expected: &[&str]| assert_eq!(words_of(text).collect::<Vec<_>>(), expected);
        check("a well-known fact: 3,5_x.", &["a", "well", "known", "fact", "3", "5_x"]);
        check("東京・tower高い", &["東", "京", "・", "tower", "高", "い"]);
        check("caf\u{e9} e\u{301}t", &["café", "e", "t"]);
        check(" — ", &[]);
    }
}
