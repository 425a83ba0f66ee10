//! What one pass over the characters of a text counts.

use std::ops::Range;

use unboil_html::{is_cjk, is_unspaced};

use super::sentences::{ends_anywhere, ends_before, may_end, stops_by_spaces};
use crate::words::{char_at, goes_on, is_word, is_word_byte, mark_at, weigh};

/// Separators are looked for in this many first characters.
const SEPARATOR_CHARS: usize = 200;

/// Counts over the text of a block in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// CJK characters, those of them that are tokens, and characters of other scripts without spaces between words.
    pub(super) cjk: usize,
    pub(super) cjk_tokens: usize,
    pub(super) unspaced: usize,
    pub(super) sentence_ends: u32,
    pub(super) commas: u32,
    /// Whether there is a separator among the first 200 characters.
    pub(super) has_separator: bool,
    /// Where in the text the first digit from 0 to 9 stands, in bytes; `None` where there is none.
    pub(super) first_digit: Option<usize>,
}

/// The rest of a token: where it ends, the classes of its characters that are ASCII.
struct Rest {
    end: usize,
    classes: u8,
}

const DIGIT: u8 = 1;
const END: u8 = 2;
const COMMA: u8 = 4;
const SEPARATOR: u8 = 8;
/// Whether it belongs to a word, on top of what else it is.
const WORD: u8 = 16;
/// Part of a character that is not ASCII.
const OTHER: u8 = 32;

/// What each byte is.
static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = if is_word_byte(byte) { WORD } else { 0 };
        classes[byte as usize] |= match byte {
            b'0'..=b'9' => DIGIT,
            _ if may_end(byte as char) => END,
            b',' | b';' => COMMA,
            b'|' => SEPARATOR,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl Characters {
    /// Counts over a text in lower case, whose tokens are handed over on the way, as ranges of bytes.
    pub(super) fn of(text: &str, mut take_token: impl FnMut(Range<usize>)) -> Characters {
        let mut found = Characters::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let class = CLASSES[usize::from(*byte)];
            let start = at;
            let (mut classes, mut is_cjk_token) = (class, false);
            if class == OTHER {
                let c = char_at(text, at);
                at += c.len_utf8();
                found.count_other(c, text, start);
                if !is_word(c) {
                    continue;
                }
                is_cjk_token = is_cjk(c);
                if is_cjk_token {
                    found.cjk_tokens += 1;
                    while let Some(mark) = mark_at(text, at) {
                        found.unspaced += usize::from(is_unspaced(mark));
                        at += mark.len_utf8();
                    }
                }
            } else {
                at += 1;
                if class & WORD == 0 {
                    if class != 0 {
                        found.count(class, text, start);
                    }
                    continue;
                }
            }
            if !is_cjk_token {
                let rest = found.rest_of_token(text, at);
                at = rest.end;
                classes |= rest.classes;
            }
            if classes & DIGIT != 0 && found.first_digit.is_none() {
                found.first_digit = bytes[start..].iter().position(u8::is_ascii_digit).map(|at| start + at);
            }
            take_token(start..at);
        }
        if found.unspaced > 0 {
            let (ends, commas) = stops_by_spaces(text);
            found.sentence_ends += ends;
            found.commas += commas;
        }
        found
    }

    /// What belongs to a token from a place within it on.
    #[inline]
    fn rest_of_token(&mut self, text: &str, from: usize) -> Rest {
        let bytes = text.as_bytes();
        let mut rest = Rest { end: from, classes: 0 };
        loop {
            let mut next = 0;
            for byte in &bytes[rest.end..] {
                next = CLASSES[usize::from(*byte)];
                if next & WORD == 0 {
                    break;
                }
                rest.classes |= next;
                rest.end += 1;
            }
            if next != OTHER {
                return rest;
            }
            let c = char_at(text, rest.end);
            if !goes_on(c) {
                return rest;
            }
            self.unspaced += usize::from(is_unspaced(c));
            rest.end += c.len_utf8();
        }
    }

    /// The number of words, given that of the tokens.
    pub(super) fn words(&self, tokens: usize) -> f64 {
        weigh(tokens, self.cjk_tokens, self.unspaced)
    }

    /// Whether there are characters of a script without spaces between words.
    pub(super) fn has_unspaced(&self) -> bool {
        self.cjk + self.unspaced > 0
    }

    /// Counts an ASCII character of some class, given the text and its place.
    fn count(&mut self, class: u8, text: &str, at: usize) {
        match class {
            END => self.sentence_ends += u32::from(ends_before(&text[at + 1..])),
            COMMA => self.commas += 1,
            _ => self.has_separator |= is_early(text, at),
        }
    }

    /// Counts a character that is not ASCII, given the text and its place.
    fn count_other(&mut self, c: char, text: &str, at: usize) {
        if is_cjk(c) {
            self.cjk += 1;
            return;
        }
        self.unspaced += usize::from(is_unspaced(c));
        match c {
            '，' | '、' | '､' | '،' | '；' | '؛' => self.commas += 1,
            '»' | '›' | '•' | '·' | '→' => self.has_separator |= is_early(text, at),
            _ if ends_anywhere(c) => self.sentence_ends += 1,
            _ if may_end(c) => self.sentence_ends += u32::from(ends_before(&text[at + c.len_utf8()..])),
            _ => {}
        }
    }
}

/// Whether a place of a text is among its first characters.
fn is_early(text: &str, at: usize) -> bool {
    at < SEPARATOR_CHARS || text[..at].chars().take(SEPARATOR_CHARS).count() < SEPARATOR_CHARS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sentence_ends: u32, commas: u32) -> Characters {
        let mut tokens = Vec::new();
        let found = Characters::of(text, |token| tokens.push(&text[token]));
        assert_eq!((found.sentence_ends, found.commas), (sentence_ends, commas), "{text}");
        assert_eq!(tokens, crate::tokens(text).collect::<Vec<_>>());
        assert!((found.words(tokens.len()) - crate::count_words(text)).abs() < 1e-9, "{text}");
        assert_eq!(found.first_digit, text.bytes().position(|byte| byte.is_ascii_digit()));
        found
    }

    #[test]
    fn all_is_counted_in_one_pass() {
        check("he said \"so.\" then, at 3.5 p.m., he left", 1, 2);
        check("is it? yes! no; | maybe.", 3, 1);
        check("don’t — the “end.” of it… it’s", 2, 0);
        check("他说，好。東京 tower高い。", 2, 1);
        check("ภาษาไทยง่าย, i̇stanbul’da… x_y", 1, 1);
        check("straße1 ünlü2é, ٣", 0, 1);
        check("er sagt „so.“ 一；二；三。 « oui. » (so.) ", 4, 2);
        check("သူသွားသည်။သူ ｡ ؛ ､", 2, 2);
        check("", 0, 0);
    }

    #[test]
    fn tokens_are_found_alike_whatever_stands_together() {
        let pieces =
            ["e", "\u{301}", "\u{e48}", "ก", "か", "\u{3099}", "ﾞ", "々", " ", "த", "்", "’", "7", "Ａ"];
        for count in 0..pieces.len().pow(4) {
            let places = std::iter::successors(Some(count), |rest| Some(rest / pieces.len())).take(4);
            let text: String = places.map(|place| pieces[place % pieces.len()]).collect();
            check(&text, 0, stops_by_spaces(&text).1);
        }
    }

    #[test]
    fn separators_count_among_the_first_characters() {
        let check = |text: String, expected| assert_eq!(check(&text, 0, 0).has_separator, expected, "{text}");
        check(format!("{}|", "a ".repeat(99)), true);
        check(format!("{}|", "a ".repeat(100)), false);
        check(format!("{}·", "é ".repeat(99)), true);
        check(format!("{}·", "é ".repeat(100)), false);
    }
}
