//! What one pass over the characters of a text counts.

use unboil_html::is_cjk;

use crate::words::{is_unspaced, is_word, is_word_byte, weigh};

/// Separators are looked for in this many first characters.
const SEPARATOR_CHARS: usize = 200;

/// Counts over the characters of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Characters {
    /// Characters, and CJK characters among them.
    pub(super) all: usize,
    pub(super) cjk: usize,
    /// See [`count_words`](crate::count_words).
    pub(super) words: f64,
    /// Capitals and digits among the first characters, of any script.
    pub(super) upper: usize,
    pub(super) numeric: usize,
    pub(super) sentence_ends: u32,
    pub(super) commas: u32,
    /// Whether there is a separator among the first 200 characters.
    pub(super) has_separator: bool,
    /// Whether there are characters of a script without spaces between words.
    pub(super) has_unspaced: bool,
    /// Whether there is a digit from 0 to 9.
    pub(super) has_digit: bool,
}

const WORD: u8 = 1;
const DIGIT: u8 = 2;
const END: u8 = 4;
const COMMA: u8 = 8;
const SEPARATOR: u8 = 16;

/// What each ASCII character is; nothing for the bytes of others.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => WORD | DIGIT,
            b'.' | b'!' | b'?' => END,
            b',' | b';' => COMMA,
            b'|' => SEPARATOR,
            _ if is_word_byte(byte) => WORD,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl Characters {
    /// Capitals and digits are counted among this many first characters.
    pub(super) const SAMPLE: usize = 400;

    pub(super) fn of(text: &str) -> Characters {
        if text.is_ascii() { Characters::of_ascii(text.as_bytes()) } else { Characters::of_any(text) }
    }

    fn of_ascii(text: &[u8]) -> Characters {
        let mut found = Characters { all: text.len(), ..Characters::default() };
        let (mut tokens, mut before, mut classes) = (0_usize, 0, 0);
        for (at, byte) in text.iter().enumerate() {
            let class = CLASSES[usize::from(*byte)];
            classes |= class;
            tokens += usize::from(class & !before & WORD);
            before = class;
            if class & (END | COMMA) != 0 {
                found.commas += u32::from(class & COMMA != 0);
                let ends = text.get(at + 1).is_none_or(|next| ends_sentence(char::from(*next)));
                found.sentence_ends += u32::from(class & END != 0 && ends);
            }
        }
        let sample = &text[..text.len().min(Characters::SAMPLE)];
        found.words = weigh(tokens, 0, 0);
        found.upper = sample.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        found.numeric = sample.iter().filter(|byte| byte.is_ascii_digit()).count();
        found.has_separator =
            classes & SEPARATOR != 0 && sample[..sample.len().min(SEPARATOR_CHARS)].contains(&b'|');
        found.has_digit = classes & DIGIT != 0;
        found
    }

    fn of_any(text: &str) -> Characters {
        let mut found = Characters::default();
        let (mut tokens, mut cjk_words, mut unspaced) = (0, 0, 0);
        let (mut in_token, mut may_end) = (false, false);
        for c in text.chars() {
            let is_sampled = found.all < Characters::SAMPLE;
            found.sentence_ends += u32::from(may_end && ends_sentence(c));
            may_end = false;
            let is_cjk = is_cjk(c);
            let is_word = is_word(c);
            if is_word {
                tokens += usize::from(is_cjk || !in_token);
                cjk_words += usize::from(is_cjk);
                found.has_digit |= c.is_ascii_digit();
                if is_sampled {
                    found.upper += usize::from(c.is_uppercase());
                    found.numeric += usize::from(c.is_numeric());
                }
            } else {
                match c {
                    '。' | '！' | '？' | '｡' | '；' => found.sentence_ends += 1,
                    '.' | '!' | '?' | '؟' | '۔' | '।' | '॥' | '…' => may_end = true,
                    ',' | ';' | '，' | '、' | '،' => found.commas += 1,
                    '|' | '»' | '›' | '•' | '·' | '→' if found.all < SEPARATOR_CHARS => {
                        found.has_separator = true;
                    }
                    _ => {}
                }
            }
            in_token = is_word && !is_cjk;
            unspaced += usize::from(is_unspaced(c));
            found.cjk += usize::from(is_cjk);
            found.all += 1;
        }
        found.sentence_ends += u32::from(may_end);
        found.has_unspaced = found.cjk > 0 || unspaced > 0;
        found.words = weigh(tokens, cjk_words, unspaced);
        found
    }
}

/// Whether a full stop ends a sentence before this character.
fn ends_sentence(next: char) -> bool {
    next.is_whitespace() || matches!(next, '"' | '”' | '’' | '»' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count_words;

    #[track_caller]
    fn check(text: &str, sentence_ends: u32, commas: u32) {
        let found = Characters::of(text);
        assert_eq!((found.sentence_ends, found.commas), (sentence_ends, commas), "{text}");
        assert_eq!(found.all, text.chars().count());
        assert!((found.words - count_words(text)).abs() < 1e-12, "{text}");
        let any = Characters::of_any(text);
        assert_eq!(format!("{any:?}"), format!("{found:?}"));
    }

    #[test]
    fn all_is_counted_in_one_pass() {
        check("He said \"so.\" Then, at 3.5 p.m., he left", 1, 2);
        check("Is it? Yes! No; | maybe.", 3, 1);
        check("他说，好。東京 tower高い。", 2, 1);
        check("ภาษาไทยง่าย, İstanbul’da… x_y", 1, 1);
        check("", 0, 0);
    }
}
