//! Marks of discussion: buttons to reply, quote or report, "X wrote:", and dates on lines of their own.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use super::totals::prefix;
use super::{Marks, Texts};
use crate::tables::{REPLY, SAYS};
use crate::words::tokens;

/// A reply button or a "said" line has at most this many words and bytes, a dated line this many words.
const LINE_WORDS: f64 = 12.0;
const LINE_BYTES: usize = 160;
const DATE_WORDS: f64 = 14.0;

/// Dates on lines of their own, counted before each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dates(Vec<f64>);

impl Dates {
    pub(crate) fn of(texts: &Texts, marks: &Marks) -> Dates {
        let date = super::marks::family("date");
        let is_dated = |(index, text): (usize, &super::BlockText)| {
            f64::from(u8::from(text.words <= DATE_WORDS && marks.shows(index, date)))
        };
        Dates(prefix(texts.list.iter().enumerate().map(is_dated)))
    }

    pub(crate) fn count(&self, range: &Range<usize>) -> f64 {
        self.0[range.end] - self.0[range.start]
    }
}

/// Lines of discussion, counted before each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Replies {
    replies: Vec<f64>,
    says: Vec<f64>,
}

impl Replies {
    pub(crate) fn of(texts: &Texts) -> Replies {
        // Only lines with the first token of a verb are looked at closely.
        let mut may_say = vec![false; texts.distinct_tokens()];
        let ids = FIRST_TOKENS.iter().filter_map(|token| texts.id(token));
        ids.for_each(|id| may_say[id as usize] = true);
        let is_line = |text: &super::BlockText| text.words <= LINE_WORDS && text.lower.len() <= LINE_BYTES;
        let asks =
            |text: &super::BlockText| is_line(text) && asks_to_reply(texts.lower_from_first_token(text));
        let says = |text: &super::BlockText| {
            is_line(text)
                && texts.tokens(text).iter().any(|token| may_say[*token as usize])
                && says(texts.lower(text))
        };
        let count = |found: bool| f64::from(u8::from(found));
        Replies {
            replies: prefix(texts.list.iter().map(|text| count(asks(text)))),
            says: prefix(texts.list.iter().map(|text| count(says(text)))),
        }
    }

    /// Buttons to reply, quote, report or vote.
    pub(crate) fn replies(&self, range: &Range<usize>) -> f64 {
        self.replies[range.end] - self.replies[range.start]
    }

    /// Lines that say who wrote.
    pub(crate) fn says(&self, range: &Range<usize>) -> f64 {
        self.says[range.end] - self.says[range.start]
    }
}

/// Words of reply buttons by their first character.
static REPLIES: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: FxHashMap<char, Vec<&str>> = FxHashMap::default();
    for word in REPLY.iter().flat_map(|(_, words)| words.split(',')) {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    words
});

/// What verbs of lines that say who wrote begin with.
static FIRST_TOKENS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let verbs = SAYS.iter().flat_map(|(_, verbs)| verbs.split(','));
    verbs.filter_map(|verb| tokens(verb).next()).collect()
});

static VERBS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let verbs = SAYS.iter().flat_map(|(_, verbs)| verbs.split(','));
    AhoCorasick::new(verbs).unwrap_or_else(|error| unreachable!("the table of verbs is too large: {error}"))
});

/// Whether a line, in lower case and from its first token on, begins with a word of reply buttons.
fn asks_to_reply(line: &str) -> bool {
    let begins = |word: &&str| {
        let rest = line.strip_prefix(word);
        rest.is_some_and(|rest| !word.is_ascii() || !rest.starts_with(char::is_alphanumeric))
    };
    let first = line.chars().next().unwrap_or_default();
    REPLIES.get(&first).is_some_and(|words| words.iter().any(begins))
}

/// Whether a line, in lower case, says that somebody wrote: the verb, then a colon, "on" or the end.
fn says(line: &str) -> bool {
    VERBS.find_overlapping_iter(line).any(|verb| {
        let (before, after) = (&line[..verb.start()], line[verb.end()..].trim_start());
        let is_word = !before.ends_with(char::is_alphanumeric) || !line[verb.range()].is_ascii();
        is_word && (after.is_empty() || after.starts_with([':', '：']) || after.starts_with("on "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, reply: bool, said: bool) {
        assert_eq!((asks_to_reply(line), says(line)), (reply, said), "{line}");
    }

    #[test]
    fn lines_of_discussion_are_found() {
        check("reply", true, false);
        check("antworten", true, false);
        check("回复 3", true, false);
        check("likely to rain", false, false);
        check("anna wrote:", false, true);
        check("petra schrieb :", false, true);
        check("tom said on 3 may", false, true);
        check("he said that it was late", false, false);
        check("", false, false);
    }
}
