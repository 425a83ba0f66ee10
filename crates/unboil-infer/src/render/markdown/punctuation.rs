//! The characters that CommonMark takes for punctuation.

use std::ops::RangeInclusive;

/// Where the marks stand that are written over, under or behind a letter, and the signs that only say how others are
/// written.
const MARKS: [RangeInclusive<char>; 31] = [
    '\u{300}'..='\u{36f}',
    '\u{483}'..='\u{489}',
    '\u{591}'..='\u{5bd}',
    '\u{5bf}'..='\u{5bf}',
    '\u{5c1}'..='\u{5c2}',
    '\u{5c4}'..='\u{5c5}',
    '\u{5c7}'..='\u{5c7}',
    '\u{610}'..='\u{61a}',
    '\u{61c}'..='\u{61c}',
    '\u{64b}'..='\u{65f}',
    '\u{6d6}'..='\u{6dd}',
    '\u{6df}'..='\u{6e8}',
    '\u{6ea}'..='\u{6ed}',
    '\u{900}'..='\u{963}',
    '\u{966}'..='\u{96f}',
    '\u{971}'..='\u{9ef}',
    '\u{a00}'..='\u{aef}',
    '\u{b00}'..='\u{b6f}',
    '\u{b80}'..='\u{bef}',
    '\u{c00}'..='\u{c76}',
    '\u{c80}'..='\u{d4e}',
    '\u{d80}'..='\u{df3}',
    '\u{e31}'..='\u{e3a}',
    '\u{e47}'..='\u{e4e}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{20d0}'..='\u{20f0}',
    '\u{3099}'..='\u{309a}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{fe20}'..='\u{fe2f}',
];
/// The private use areas, and what stands for nothing at all.
const OTHERS: [RangeInclusive<char>; 4] =
    ['\u{e000}'..='\u{f8ff}', '\u{feff}'..='\u{feff}', '\u{e0001}'..='\u{e01ef}', '\u{f0000}'..='\u{10ffff}'];

/// Whether CommonMark takes a character for punctuation: for a symbol as well, but for no mark that belongs to the letter
/// before it, and no sign that is not seen.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let is_other = || MARKS.iter().chain(&OTHERS).any(|range| range.contains(&c));
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !is_other()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_what_is_not_seen_are_no_punctuation() {
        for c in ".*_“–…。€©❤🙂।".chars() {
            assert!(is_punctuation(c), "{c:?}");
        }
        for c in
            "aé中९ \u{a0}\u{301}\u{94d}\u{bcd}\u{e48}\u{64e}\u{200b}\u{200d}\u{2060}\u{fe0f}\u{feff}\u{f00c}"
                .chars()
        {
            assert!(!is_punctuation(c), "{c:?}");
        }
    }
}
