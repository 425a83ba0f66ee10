//! What one pass over the characters of a text counts.

use std::ops::Range;

use unboil_html::is_cjk;

use crate::words::{is_unspaced, is_word_byte};

/// Separators are looked for in this many first characters.
const SEPARATOR_CHARS: usize = 200;

/// Counts over the characters of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// Characters, and CJK characters among them.
    pub(super) all: usize,
    pub(super) cjk: usize,
    pub(super) sentence_ends: u32,
    pub(super) commas: u32,
    /// Whether there is a separator among the first 200 characters.
    pub(super) has_separator: bool,
    /// Whether there are characters of a script without spaces between words.
    pub(super) has_unspaced: bool,
    /// Where in the text the first digit from 0 to 9 stands, in bytes; `None` where there is none.
    pub(super) first_digit: Option<usize>,
}

const DIGIT: u8 = 1;
const END: u8 = 2;
const COMMA: u8 = 4;
const SEPARATOR: u8 = 8;
/// Whether it belongs to a word, on top of what else it is.
const WORD: u8 = 16;

/// What each ASCII character is; nothing for the bytes of others.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = if is_word_byte(byte) { WORD } else { 0 };
        classes[byte as usize] |= match byte {
            b'0'..=b'9' => DIGIT,
            b'.' | b'!' | b'?' => END,
            b',' | b';' => COMMA,
            b'|' => SEPARATOR,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl Characters {
    pub(super) fn of(text: &str) -> Characters {
        let mut found = Characters::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                at += 1;
                match CLASSES[usize::from(byte)] & !WORD {
                    0 => {}
                    DIGIT => _ = found.first_digit.get_or_insert(at - 1),
                    class => found.count(class, &text[at..]),
                }
                found.all += 1;
            } else {
                let c = text[at..].chars().next().unwrap_or(' ');
                at += c.len_utf8();
                found.count_other(c, &text[at..]);
                found.all += 1;
            }
        }
        found.has_unspaced |= found.cjk > 0;
        found
    }

    /// The counts of a text that is all ASCII, whose tokens are handed over on the way, as ranges of bytes.
    pub(super) fn of_ascii(text: &str, mut take_token: impl FnMut(Range<usize>)) -> Characters {
        let mut found = Characters::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let class = CLASSES[usize::from(*byte)];
            let start = at;
            if class & WORD == 0 {
                at += 1;
                if class != 0 {
                    found.all = start;
                    found.count(class, &text[at..]);
                }
                continue;
            }
            let mut classes = class;
            at += 1;
            for byte in &bytes[at..] {
                let class = CLASSES[usize::from(*byte)];
                if class & WORD == 0 {
                    break;
                }
                classes |= class;
                at += 1;
            }
            if classes & DIGIT != 0 && found.first_digit.is_none() {
                found.first_digit = bytes[start..].iter().position(u8::is_ascii_digit).map(|at| start + at);
            }
            take_token(start..at);
        }
        found.all = bytes.len();
        found
    }

    /// Counts an ASCII character of some class before the rest of its text.
    fn count(&mut self, class: u8, rest: &str) {
        match class {
            END => self.sentence_ends += u32::from(rest.chars().next().is_none_or(ends_sentence)),
            COMMA => self.commas += 1,
            _ => self.has_separator |= self.all < SEPARATOR_CHARS,
        }
    }

    /// Counts a character that is not ASCII.
    fn count_other(&mut self, c: char, rest: &str) {
        if is_cjk(c) {
            self.cjk += 1;
            return;
        }
        self.has_unspaced |= is_unspaced(c);
        match c {
            '。' | '！' | '？' | '｡' | '；' => self.sentence_ends += 1,
            '؟' | '۔' | '।' | '॥' | '…' => {
                self.sentence_ends += u32::from(rest.chars().next().is_none_or(ends_sentence));
            }
            '，' | '、' | '،' => self.commas += 1,
            '»' | '›' | '•' | '·' | '→' => self.has_separator |= self.all < SEPARATOR_CHARS,
            _ => {}
        }
    }
}

/// Whether a full stop ends a sentence before this character.
fn ends_sentence(next: char) -> bool {
    next.is_whitespace() || matches!(next, '"' | '”' | '’' | '»' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sentence_ends: u32, commas: u32) {
        let found = Characters::of(text);
        assert_eq!((found.sentence_ends, found.commas), (sentence_ends, commas), "{text}");
        assert_eq!(found.all, text.chars().count());
        if text.is_ascii() {
            let mut tokens = Vec::new();
            assert_eq!(Characters::of_ascii(text, |token| tokens.push(&text[token])), found);
            assert_eq!(tokens, crate::tokens(text).collect::<Vec<_>>());
        }
    }

    #[test]
    fn all_is_counted_in_one_pass() {
        check("He said \"so.\" Then, at 3.5 p.m., he left", 1, 2);
        check("Is it? Yes! No; | maybe.", 3, 1);
        check("他说，好。東京 tower高い。", 2, 1);
        check("ภาษาไทยง่าย, İstanbul’da… x_y", 1, 1);
        check("", 0, 0);
        let long = "A B2, x_y | 3.5. ".repeat(60);
        check(&format!("{long}é"), 60, 60);
        check(&long, 60, 60);
    }
}
