//! Where the words of a text end, as far as single spaces part them.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::space::{after_space, below, each};

/// A text without soft hyphens, zero-width spaces, word joiners and byte-order marks, which say where a line may break or
/// not and are not seen: the words that they stand in are found by what is read. Blocks have none.
pub fn without_break_hints(text: &str) -> Cow<'_, str> {
    const HINTS: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];
    static FINDERS: LazyLock<[Finder; 4]> =
        LazyLock::new(|| ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}"].map(Finder::new));
    if text.is_ascii() || !FINDERS.iter().any(|finder| finder.find(text.as_bytes()).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(HINTS, ""))
}

/// The text without the white space that it begins with.
pub(super) fn skip_space(text: &str) -> &str {
    let rest = after_space(text.as_bytes());
    let text = text.get(text.len() - rest.len()..).unwrap_or_default();
    match rest.first() {
        Some(b'!'..=b'~') | None => text,
        _ => text.trim_start(),
    }
}

/// Bytes of the words that a text begins with, as far as single spaces part them: what stays as it is.
pub(super) fn spaced_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        if let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let spaced = spaced_bytes(word);
            at += spaced;
            if spaced == 8 {
                continue;
            }
        }
        let Some(&byte) = bytes.get(at) else { return text.len() };
        match byte {
            b' ' if bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) => at += 2,
            b'\t'..=b'\r' | b' ' => return at,
            // Lead bytes of the white space that is not ASCII.
            0xc2 | 0xe1..=0xe3 if starts_with_space(text, at) => return at,
            _ => at += 1,
        }
    }
}

/// How many of the first 8 bytes are of words that single spaces part, as far as bytes tell.
#[inline]
fn spaced_bytes(bytes: &[u8; 9]) -> usize {
    let (Some(here), Some(next)) = (bytes.first_chunk(), bytes.last_chunk()) else { return 0 };
    let (here, next) = (u64::from_le_bytes(*here), u64::from_le_bytes(*next));
    let is_wide_space = below(here ^ each(b' '), 1) & (below(next, b' ' + 1) | above_tilde(next));
    let mut others = is_wide_space | below(here, b' ');
    if here & each(0x80) != 0 {
        others |= below(here ^ each(0xc2), 1) | is_1_to_3(here ^ each(0xe0));
    }
    others.trailing_zeros() as usize / 8
}

/// Sets the highest bit of each byte above `~` in a word without a byte of 255.
#[inline]
fn above_tilde(word: u64) -> u64 {
    (word.wrapping_add(each(1)) | word) & each(0x80)
}

/// Sets the highest bit of the first byte from 1 to 3, and perhaps others behind it.
#[inline]
fn is_1_to_3(word: u64) -> u64 {
    let is_not_0 = ((word & each(0x7f)) + each(0x7f)) | word;
    below(word & each(0xfc), 1) & is_not_0
}

fn starts_with_space(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hints_at_breaks_is_left_out() {
        for hint in ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'] {
            assert_eq!(without_break_hints(&format!("{hint}ha{hint}rbour")), "harbour");
        }
        assert_eq!(without_break_hints("h\u{e4}fen"), "h\u{e4}fen");
    }

    #[test]
    fn words_end_at_white_space_that_is_not_one_space_between_words() {
        let ends = [
            "  ", " \n", "\t", "\r", "\u{b}", " \u{7f}", " \u{e9}", "\u{85}", "\u{a0}", "\u{1680}",
            "\u{2003}", "\u{3000}",
        ];
        let others = ["", "!", "\u{1}", "\u{a1}", "\u{e9}", "\u{e01}", "\u{2019}", "\u{1f600}", "a b"];
        for before in 0..20 {
            for other in others {
                let words = format!("{}x{other}", "a ! ".repeat(before));
                assert_eq!(spaced_words(&words), words.len());
                for end in ends {
                    let text = format!("{words}{end}{words}");
                    assert_eq!(spaced_words(&text), words.len(), "{text:?}");
                }
            }
        }
    }
}
