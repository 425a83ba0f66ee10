//! What ends a sentence, and what closes after its end.

/// Whether a character ends a sentence wherever it stands.
pub(super) fn ends_anywhere(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '။' | '។' | '៕')
}

/// Whether a character ends a sentence where white space, what closes or nothing follows.
pub(super) const fn may_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '॥' | '։' | '።')
}

/// Whether a character closes a quotation or brackets, in any language: some also open them in others.
fn closes(c: char) -> bool {
    const QUOTES: [char; 12] = ['"', '\'', '”', '’', '“', '‘', '»', '›', '«', '‹', '」', '』'];
    const BRACKETS: [char; 8] = [')', ']', '}', '）', '］', '】', '》', '〉'];
    QUOTES.contains(&c) || BRACKETS.contains(&c)
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
    let open = text.trim_end_matches(|c: char| closes(c) || c.is_whitespace());
    open.chars().next_back().is_some_and(|last| ends_anywhere(last) || may_end(last))
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
}
