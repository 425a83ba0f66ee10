//! Counting words alike in all scripts.

use unboil_html::{is_cjk, is_unspaced};

use crate::combining::is_combining;

/// Characters of Chinese or Japanese to a word.
const CJK_CHARS_PER_WORD: f64 = 1.6;
/// Characters to a word in scripts that write neither spaces nor ideographs.
const UNSPACED_CHARS_PER_WORD: f64 = 5.0;
/// What a Chinese or Japanese character counts beyond one where a width in characters is meant:
/// .62 words of about six characters.
pub(crate) const CJK_EXTRA_WIDTH: f64 = 2.75;

/// Whether a character belongs to a word.
#[inline]
pub(crate) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => is_word_byte(c as u8),
        // What most letters beyond ASCII are is told by their range; the rest takes a look into tables.
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{400}'..='\u{481}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        '\u{2010}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Whether a character belongs to the word of the one before it, which may be a letter of its own or a mark.
#[inline]
pub(crate) fn is_within_word(c: char) -> bool {
    is_word(c) || is_combining(c)
}

/// Whether a character that is not ASCII belongs to the token of the one before it, which is no CJK character.
#[inline]
pub(crate) fn goes_on(c: char) -> bool {
    if is_word(c) { !is_cjk(c) } else { is_combining(c) }
}

/// The mark at a place of a text, if there is one.
#[inline]
pub(crate) fn mark_at(text: &str, at: usize) -> Option<char> {
    // Most of what stands behind a CJK character begins with a byte of ASCII or of ideographs.
    let may_be_mark = text.as_bytes().get(at).is_some_and(|byte| matches!(byte, 0xc0..=0xe3 | 0xea..));
    may_be_mark.then(|| char_at(text, at)).filter(|c| is_combining(*c) && !is_word(*c))
}

/// Whether an ASCII character belongs to a word.
pub(crate) const fn is_word_byte(byte: u8) -> bool {
    static WORD: [bool; 256] = {
        let mut word = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
            byte += 1;
        }
        word
    };
    WORD[byte as usize]
}

/// The bytes that [`first_eight`] reads.
pub(crate) const EIGHT: usize = 8;

/// The first eight bytes of the token from `start` to `end` in a text, the first in the lowest bits; zeros behind its end.
#[inline]
pub(crate) fn first_eight(text: &[u8], start: usize, end: usize) -> u64 {
    let count = (end - start).min(EIGHT);
    let Some(bytes) = text[start..].first_chunk::<EIGHT>() else {
        // At the end of the text there are fewer to read.
        let mut bytes = [0; EIGHT];
        bytes[..count].copy_from_slice(&text[start..start + count]);
        return u64::from_le_bytes(bytes);
    };
    u64::from_le_bytes(*bytes) & u64::MAX.checked_shr(64 - 8 * count as u32).unwrap_or(0)
}

/// The tokens of a text: each CJK character is one, and so is each run of other word characters. Marks belong to the
/// character before them.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    Tokens::of(text).map(|token| &text[token.start..token.end])
}

/// Where a token stands in a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Finds the tokens of a text, in order.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// CJK tokens and characters of other scripts without spaces that were passed.
    cjk: usize,
    unspaced: usize,
}

impl Tokens<'_> {
    pub(crate) fn of(text: &str) -> Tokens<'_> {
        Tokens { text, at: 0, cjk: 0, unspaced: 0 }
    }

    /// The number of words, once all tokens are passed and counted.
    pub(crate) fn words(&self, tokens: usize) -> f64 {
        weigh(tokens, self.cjk, self.unspaced)
    }

    /// Passes a character that is not ASCII.
    #[inline]
    fn pass(&mut self) -> char {
        let c = char_at(self.text, self.at);
        self.unspaced += usize::from(is_unspaced(c));
        self.at += c.len_utf8();
        c
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let start = loop {
            let byte = *bytes.get(self.at)?;
            let start = self.at;
            if byte.is_ascii() {
                self.at += 1;
                if is_word_byte(byte) {
                    break start;
                }
            } else {
                let c = self.pass();
                if is_word(c) {
                    if is_cjk(c) {
                        self.cjk += 1;
                        while mark_at(self.text, self.at).is_some() {
                            self.pass();
                        }
                        return Some(Token { start, end: self.at });
                    }
                    break start;
                }
            }
        };
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii() {
                if !is_word_byte(byte) {
                    break;
                }
                self.at += 1;
            } else {
                if !goes_on(char_at(self.text, self.at)) {
                    break;
                }
                self.pass();
            }
        }
        Some(Token { start, end: self.at })
    }
}

/// The characters of a text that are not ASCII.
pub(crate) fn non_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut at = if text.is_ascii() { text.len() } else { 0 };
    std::iter::from_fn(move || {
        at += text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii())?;
        let c = char_at(text, at);
        at += c.len_utf8();
        Some(c)
    })
}

/// The character at a place of a text; a space at its end.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Number of words of a text, at least 0: tokens, where a CJK character counts 1/1.6 word and a character of another
/// script without spaces 1/5.
pub fn count_words(text: &str) -> f64 {
    if text.is_ascii() {
        return count_ascii_words(text.as_bytes()) as f64;
    }
    let mut tokens = Tokens::of(text);
    let count = tokens.by_ref().count();
    tokens.words(count)
}

/// Number of tokens of a text that is all ASCII: word bytes with none before them.
fn count_ascii_words(text: &[u8]) -> usize {
    let (mut count, mut was_word) = (0, false);
    for byte in text {
        let is_word = is_word_byte(*byte);
        count += usize::from(is_word & !was_word);
        was_word = is_word;
    }
    count
}

/// Appends a text in lower case.
pub(crate) fn push_lower(lower: &mut String, text: &str) {
    if !text.is_ascii() {
        return push_lower_of_any(lower, text);
    }
    let start = lower.len();
    lower.push_str(text);
    lower[start..].make_ascii_lowercase();
}

/// Appends a text of any script in lower case.
fn push_lower_of_any(lower: &mut String, text: &str) {
    if text.contains('Σ') {
        // Its lower case depends on what stands around it.
        return lower.push_str(&text.to_lowercase());
    }
    let mut rest = text;
    while !rest.is_ascii()
        && let Some(at) = rest.bytes().position(|byte| !byte.is_ascii())
    {
        let start = lower.len();
        lower.push_str(&rest[..at]);
        lower[start..].make_ascii_lowercase();
        let c = char_at(rest, at);
        match c {
            '\u{430}'..='\u{45f}' | '\u{2010}'..='\u{206f}' | '\u{2e80}'..='\u{a63f}' => lower.push(c),
            _ => lower.extend(c.to_lowercase()),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    let start = lower.len();
    lower.push_str(rest);
    lower[start..].make_ascii_lowercase();
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
    fn marks_belong_to_the_character_before_them() {
        let check = |text, expected: &[&str]| assert_eq!(tokens(text).collect::<Vec<_>>(), expected);
        check("தமிழ்நாடு அரசு", &["தமிழ்நாடு", "அரசு"]);
        check("हिन्दी ज़मीन", &["हिन्दी", "ज़मीन"]);
        check("l\u{2019}e\u{301}te\u{301} e\u{301}tait", &["l", "e\u{301}te\u{301}", "e\u{301}tait"]);
        check("ง่าย \u{301}x", &["ง่าย", "x"]);
        check("か\u{3099}き佐々木二〇ｶﾞ", &["か\u{3099}", "き", "佐", "々", "木", "二", "〇", "ｶ", "ﾞ"]);
    }

    #[test]
    fn words_weigh_alike_in_all_scripts() {
        let check = |text, expected: f64| {
            let found = count_words(text);
            assert!((found - expected).abs() < 1e-9, "{text}: {found}");
        };
        check("one two three", 3.0);
        check("十六个汉字就是十个词的长度了吧对", 10.0);
        check("ภาษาไทยง่าย", 1.0 + 11.0 / 5.0);
        check("l\u{2019}e\u{301}te\u{301} e\u{301}tait", 3.0);
    }

    #[test]
    fn words_of_ascii_are_tokens() {
        for text in ["", "one two_3, x", " (a)b c. "] {
            assert_eq!(count_ascii_words(text.as_bytes()), tokens(text).count());
        }
    }

    #[test]
    fn first_eight_bytes_are_the_token_alone() {
        let text = b"ab cdefghijk l";
        let read = |start, end| first_eight(text, start, end).to_le_bytes();
        assert_eq!((read(0, 2), read(3, 12)), (*b"ab\0\0\0\0\0\0", *b"cdefghij"));
        assert_eq!((read(13, 14), read(2, 2)), (*b"l\0\0\0\0\0\0\0", [0; 8]));
    }

    #[test]
    fn word_characters_are_letters_and_digits() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_word(c), c.is_alphanumeric() || c == '_', "{c:?}");
        }
    }

    #[test]
    fn lower_case_is_that_of_the_language_at_large() {
        for text in ["", "ABC def", "Ärger — ÉTÉ", "ОДИН два", "ΟΔΟΣ", "İstanbul", "東京 TOWER", "ＦＵＬＬ Ⅷ"]
        {
            let mut lower = String::from("x");
            push_lower(&mut lower, text);
            assert_eq!(lower[1..], text.to_lowercase());
        }
    }
}
