//! What ends a sentence, and what closes after its end.

/// Thai and Lao write no stop: spaces part clauses, and the first one behind this many of their characters (twelve words)
/// since the last end is taken for the end of a sentence, those before it for commas ...
const SENTENCE: usize = 60;
/// ... and so is the end of a text that has this many.
const TEXT: usize = 100;

/// Whether a character ends a sentence wherever it stands.
pub(super) fn ends_anywhere(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '။' | '។' | '៕')
}

/// Whether a character ends a sentence where white space, what closes or nothing follows.
pub(super) const fn may_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '།')
}

/// Whether a character closes a quotation or brackets, in any language: some also open them in others.
fn closes(c: char) -> bool {
    const QUOTES: [char; 12] = ['"', '\'', '”', '’', '“', '‘', '»', '›', '«', '‹', '」', '』'];
    const BRACKETS: [char; 8] = [')', ']', '}', '）', '］', '】', '》', '〉'];
    QUOTES.contains(&c) || BRACKETS.contains(&c)
}

/// Whether a character is of a script that writes no stop.
fn is_stopless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}')
}

/// The ends of sentences and the commas that spaces and the end of a text stand for, in scripts that write no stop.
pub(super) fn stops_by_spaces(text: &str) -> (u32, u32) {
    let (mut ends, mut commas, mut since) = (0, 0, 0);
    let mut last = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_stopless(c) {
            since += 1;
        } else if may_end(c) {
            since = 0;
        } else if c == ' ' && is_stopless(last) && rest.peek().is_some_and(|next| is_stopless(*next)) {
            if since < SENTENCE {
                commas += 1;
            } else {
                (ends, since) = (ends + 1, 0);
            }
        }
        last = c;
    }
    (ends + u32::from(ends_without_stop(without_closing(text))), commas)
}

/// Whether a text ends a sentence without a stop.
fn ends_without_stop(text: &str) -> bool {
    text.ends_with(is_stopless) && text.chars().filter(|c| is_stopless(*c)).nth(TEXT - 1).is_some()
}

/// A text without what closes at its end.
fn without_closing(text: &str) -> &str {
    text.trim_end_matches(|c: char| closes(c) || c.is_whitespace())
}

/// Whether what [`may_end`] a sentence does so before the rest of a text.
pub(super) fn ends_before(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| next.is_whitespace() || closes(next))
}

/// Whether a text ends with the end of a sentence, but for what closes after it.
pub(super) fn ends_sentence(text: &str) -> bool {
    // Most texts end with a letter.
    if text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let open = without_closing(text);
    open.ends_with(|last| ends_anywhere(last) || may_end(last)) || ends_without_stop(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_character_that_closes_nothing_ends_a_sentence() {
        let check = |text: &str, expected| assert_eq!(ends_sentence(text), expected, "{text}");
        for text in [
            "He left.",
            "He said “so.”",
            "Er sagte: „So.“",
            "Er sagte: »So.«",
            "Il dit : « Oui. »",
            "(He left.)",
            "He said ‘so!’",
            "他说：「好。」",
            "彼は行った｡",
            "वह गया॥",
            "သူသွားသည်။",
            "គាត់ទៅ។",
            "هل ذهب؟",
            "And then…",
        ] {
            check(text, true);
        }
        for text in ["Read it. The \"Times\"", "Read more »", "(the map)", "一；", "One;", "\"", "", "Thanks"]
        {
            check(text, false);
        }
    }

    #[test]
    fn spaces_stand_for_what_thai_and_lao_do_not_write() {
        let clause = "ใบหยุดร่วงแล้วแทงยอดใหม่สีชมพูหนึ่งยอด";
        let check = |text: String, ends, commas, ends_sentence| {
            assert_eq!(
                (stops_by_spaces(&text), super::ends_sentence(&text)),
                ((ends, commas), ends_sentence),
                "{text}"
            );
        };
        check([clause; 3].join(" "), 2, 1, true);
        check(format!("“{}”", [clause; 3].join(" ")), 2, 1, true);
        check([clause; 5].join(" "), 3, 2, true);
        check(format!("{clause} {clause} 3 {clause} cm"), 0, 1, false);
        check(format!("{clause}! {clause} {clause}."), 0, 1, true);
        // A heading has spaces as well.
        check([clause; 2].join(" "), 0, 1, false);
        check(String::from("He left"), 0, 0, false);
    }
}
