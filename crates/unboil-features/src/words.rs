//! Counting words alike in all scripts.

use std::ops::Range;

use unboil_html::is_cjk;

/// Characters of Chinese or Japanese to a word.
const CJK_CHARS_PER_WORD: f64 = 1.6;
/// Characters to a word in scripts that write neither spaces nor ideographs.
const UNSPACED_CHARS_PER_WORD: f64 = 5.0;
/// What a Chinese or Japanese character counts beyond one where a width in characters is meant:
/// .62 words of about six characters.
pub(crate) const CJK_EXTRA_WIDTH: f64 = 2.75;

/// Whether a character is of a script without spaces between words that is not CJK: Thai, Lao, Burmese, Khmer.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a character belongs to a word.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether an ASCII character belongs to a word.
pub(crate) const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The tokens of a text: each CJK character is one, and so is each run of other word characters.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    ranges_of_tokens(text).map(|range| &text[range])
}

/// Where the tokens of a text stand.
pub(crate) fn ranges_of_tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let (start, is_cjk) = token_start(text, end)?;
        end = if is_cjk { start + char_at(text, start).len_utf8() } else { token_end(text, start) };
        Some(start..end)
    })
}

/// Where the next token starts, and whether it is a CJK character.
fn token_start(text: &str, mut at: usize) -> Option<(usize, bool)> {
    loop {
        let byte = *text.as_bytes().get(at)?;
        if is_word_byte(byte) {
            return Some((at, false));
        }
        if byte.is_ascii() {
            at += 1;
        } else {
            let c = char_at(text, at);
            if is_word(c) {
                return Some((at, is_cjk(c)));
            }
            at += c.len_utf8();
        }
    }
}

/// Where a token that is no CJK character ends, looked for from within it.
fn token_end(text: &str, mut at: usize) -> usize {
    while let Some(&byte) = text.as_bytes().get(at) {
        if is_word_byte(byte) {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let c = char_at(text, at);
            if !is_word(c) || is_cjk(c) {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Number of words of a text, at least 0: tokens, where a CJK character counts 1/1.6 word and a character of another
/// script without spaces 1/5.
pub fn count_words(text: &str) -> f64 {
    if text.is_ascii() {
        let is_word = text.bytes().map(is_word_byte);
        let starts =
            is_word.fold((0, false), |(starts, before), word| (starts + u32::from(word & !before), word));
        return f64::from(starts.0);
    }
    let tokens = tokens(text).count();
    let cjk = text.chars().filter(|c| is_cjk(*c) && is_word(*c)).count();
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    weigh(tokens, cjk, unspaced)
}

/// The number of words for a number of tokens, those that are CJK characters, and characters of other scripts
/// without spaces.
pub(crate) fn weigh(tokens: usize, cjk: usize, unspaced: usize) -> f64 {
    let (tokens, cjk, unspaced) = (tokens as f64, cjk as f64, unspaced as f64);
    tokens - cjk + cjk / CJK_CHARS_PER_WORD + unspaced / UNSPACED_CHARS_PER_WORD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_and_cjk_characters() {
        let check = |text, expected: &[&str]| assert_eq!(tokens(text).collect::<Vec<_>>(), expected);
        check("A well-known fact: 3,5.", &["A", "well", "known", "fact", "3", "5"]);
        check("東京 tower高い", &["東", "京", "tower", "高", "い"]);
        check(" — ", &[]);
    }

    #[test]
    fn words_weigh_alike_in_all_scripts() {
        assert!((count_words("one two three") - 3.0).abs() < 1e-9);
        assert!((count_words("十六个汉字就是十个词的长度了吧对") - 10.0).abs() < 1e-9);
        assert!((count_words("ภาษาไทยง่าย") - 3.2).abs() < 2.0);
    }
}
