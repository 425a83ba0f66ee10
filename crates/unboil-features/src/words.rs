//! Counting words alike in all scripts.

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

/// The tokens of a text: each CJK character is one, and so is each run of other word characters.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| !is_word(c));
        let first = rest.chars().next()?;
        let end = if is_cjk(first) {
            first.len_utf8()
        } else {
            rest.find(|c| !is_word(c) || is_cjk(c)).unwrap_or(rest.len())
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

/// Number of words of a text, at least 0: tokens, where a CJK character counts 1/1.6 word and a character of another
/// script without spaces 1/5.
pub fn count_words(text: &str) -> f64 {
    if text.is_ascii() {
        return tokens(text).count() as f64;
    }
    let cjk = text.chars().filter(|c| is_cjk(*c) && is_word(*c)).count() as f64;
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count() as f64;
    tokens(text).count() as f64 - cjk + cjk / CJK_CHARS_PER_WORD + unspaced / UNSPACED_CHARS_PER_WORD
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
