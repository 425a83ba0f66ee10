//! The characters that CommonMark takes for punctuation.

use std::ops::RangeInclusive;

use unboil_features::is_combining;

/// Marks that enclose, signs that only say how others are written, private use, and what stands for nothing at all.
const OTHERS: [RangeInclusive<char>; 16] = [
    '\u{ad}'..='\u{ad}',
    '\u{488}'..='\u{489}',
    '\u{600}'..='\u{605}',
    '\u{61c}'..='\u{61c}',
    '\u{6dd}'..='\u{6dd}',
    '\u{70f}'..='\u{70f}',
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{20dd}'..='\u{20e4}',
    '\u{e000}'..='\u{f8ff}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0001}'..='\u{e007f}',
    '\u{f0000}'..='\u{10ffff}',
];

/// Whether CommonMark takes a character for punctuation: for a symbol as well (general categories P and S), but for no mark
/// that belongs to the letter before it, and no sign that is not seen.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let is_other = || OTHERS.iter().any(|range| range.contains(&c));
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !is_combining(c) && !is_other()
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
