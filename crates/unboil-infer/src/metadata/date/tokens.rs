//! Text → numbers and words.

use super::months;

/// Letters of a month's short name.
const SHORT: usize = 3;

/// A number or a word.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number's value, if it is one of at most eight digits.
    pub(super) value: Option<u32>,
    /// How many digits the number has; a word has none.
    pub(super) digits: usize,
    /// What stands between it and the token before it.
    pub(super) gap: &'a str,
}

impl Token<'_> {
    pub(super) fn is_number(&self, digits: usize) -> bool {
        self.value.is_some() && self.digits == digits
    }

    pub(super) fn is_day(&self) -> bool {
        self.digits <= 2 && self.value.is_some_and(|day| (1..=31).contains(&day))
    }

    /// Whether it goes on with a time: minutes, seconds, or a zone, as in `10:00:00 CEST` and `10:00:00 +0200`.
    pub(super) fn is_of_time(&self) -> bool {
        self.gap == ":" || self.gap.ends_with(['+', '-']) || self.text.bytes().all(|b| b.is_ascii_uppercase())
    }

    pub(super) fn month(&self) -> Option<u32> {
        if self.value.is_some() { None } else { months::number(self.text) }
    }

    /// The month where its name stands before the day: of short names only those of English, as in "Pro 11 2021".
    pub(super) fn leading_month(&self) -> Option<u32> {
        let is_long = self.text.chars().count() > SHORT;
        self.month().filter(|_| is_long || months::is_english_month(self.text))
    }
}

/// The zeros of scripts that write numbers with digits of their own, each with its nine others behind it: of Arabic, Persian,
/// Hindi, Bengali, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese and Khmer, and those of full width.
const ZEROS: [char; 14] = ['٠', '۰', '०', '০', '૦', '௦', '౦', '೦', '൦', '๐', '໐', '၀', '០', '０'];

/// The value of a digit of any script.
pub(super) fn digit(c: char) -> Option<u32> {
    if c < ZEROS[0] {
        return c.to_digit(10);
    }
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10))
}

/// The numbers and words of a text: digits and letters are apart from each other.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut last = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        // Marks stand within words of Thai, Hindi and Arabic; a point within the short names of Thai.
        let is_word = |c: char| {
            let is_letter = c.is_alphabetic() || matches!(c, '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}');
            is_letter && digit(c).is_none()
        };
        let is_digit = |c: char| digit(c).is_some();
        let fits: &dyn Fn(char) -> bool = match c {
            c if is_digit(c) => &is_digit,
            c if is_word(c) => &is_word,
            _ => continue,
        };
        let is_thai = |c: char| matches!(c, '\u{e00}'..='\u{e7f}');
        let mut end = start + c.len_utf8();
        let mut before = c;
        while let Some((at, next)) = chars.next_if(|(at, next)| {
            let after = text[at + next.len_utf8()..].chars().next();
            fits(*next) || *next == '.' && is_thai(before) && after.is_some_and(is_thai)
        }) {
            end = at + next.len_utf8();
            before = next;
        }
        let word = &text[start..end];
        let digits = if is_digit(c) { word.chars().count() } else { 0 };
        let value =
            (1..=8).contains(&digits).then(|| word.chars().filter_map(digit).fold(0, |n, d| 10 * n + d));
        tokens.push(Token { text: word, start, end, value, digits, gap: &text[last..start] });
        last = end;
    }
    tokens
}
