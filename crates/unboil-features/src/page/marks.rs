//! Which keyword families each block shows.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Span};

use super::Texts;
use crate::tables::KEYWORD_FAMILIES;
use crate::words::is_word;

/// Keywords are looked for in the beginning of a block, in characters.
const SAMPLE_CHARS: usize = 250;

/// Families whose words a plea, an offer or a notice uses, wherever in the block they stand.
static APPEALS: &[&str] = &["donate", "subscribe", "undesirable", "cookie", "login"];

/// One bit a keyword family, for each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) list: Vec<u32>,
    /// Phrases of the families of appeals in each whole block; overlapping ones all count.
    pub(crate) appeals: Vec<u32>,
}

impl Marks {
    pub(crate) fn of(texts: &Texts) -> Marks {
        let date = 1 << family("date");
        let appeals: u32 = APPEALS.iter().fold(0, |bits, name| bits | 1 << family(name));
        let mut marks = Marks::default();
        for block in &texts.list {
            let (found, hits) = read(texts.lower(block), appeals);
            marks.list.push(if block.has_numeric_date { found | date } else { found });
            marks.appeals.push(hits);
        }
        marks
    }

    pub(crate) fn shows(&self, block: usize, family: usize) -> bool {
        self.list[block] >> family & 1 == 1
    }
}

/// The index of a keyword family; names come from the table's own entries.
pub(crate) fn family(name: &str) -> usize {
    let found = KEYWORD_FAMILIES.iter().position(|family| family.name == name);
    found.unwrap_or_else(|| unreachable!("no keyword family is named {name}"))
}

/// Finds some phrases of the tables.
struct Matcher {
    automaton: AhoCorasick,
    phrases: Vec<Phrase>,
}

struct Phrase {
    family: u8,
    at_start: bool,
    word_start: bool,
    word_end: bool,
}

/// Phrases in ASCII are looked for in every text, and by a table, as it is small; the others where they can be.
static ASCII: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(AhoCorasickKind::DFA, str::is_ascii));
static OTHERS: LazyLock<Matcher> =
    LazyLock::new(|| Matcher::new(AhoCorasickKind::ContiguousNFA, |phrase| !phrase.is_ascii()));

/// The families in the beginning of a text, as bits, and the number of phrases in all of it that are of some families.
fn read(text: &str, counted: u32) -> (u32, u32) {
    let (families, count) = ASCII.read(text, counted);
    if text.is_ascii() {
        return (families, count);
    }
    let (others, other_count) = OTHERS.read(text, counted);
    (families | others, count + other_count)
}

impl Matcher {
    fn new(kind: AhoCorasickKind, belongs: fn(&str) -> bool) -> Matcher {
        let mut phrases = Vec::new();
        let mut patterns = Vec::new();
        for (index, family) in KEYWORD_FAMILIES.iter().enumerate() {
            let listed = family.phrases.iter().flat_map(|(_, phrases)| phrases.split(','));
            for phrase in listed.filter(|phrase| belongs(phrase)) {
                phrases.push(Phrase {
                    family: index as u8,
                    at_start: phrase.starts_with('^'),
                    word_start: phrase.starts_with('|'),
                    word_end: phrase.ends_with('|'),
                });
                patterns.push(phrase.trim_start_matches(['^', '|']).trim_end_matches('|'));
            }
        }
        let built = AhoCorasick::builder().kind(Some(kind)).build(patterns);
        let automaton =
            built.unwrap_or_else(|error| unreachable!("the keyword tables are too large: {error}"));
        Matcher { automaton, phrases }
    }

    /// As [`read`], for the phrases of this one.
    fn read(&self, text: &str, counted: u32) -> (u32, u32) {
        let end = sample_end(text);
        let (mut families, mut count) = (0, 0);
        for hit in self.automaton.find_overlapping_iter(text) {
            let phrase = &self.phrases[hit.pattern().as_usize()];
            if phrase.fits(text, hit.span()) {
                count += counted >> phrase.family & 1;
            }
            if hit.end() <= end && phrase.fits(&text[..end], hit.span()) {
                families |= 1 << phrase.family;
            }
        }
        (families, count)
    }
}

impl Phrase {
    /// Whether its borders fit where it was found.
    fn fits(&self, text: &str, found: Span) -> bool {
        (!self.at_start || found.start == 0)
            && (!self.word_start || !text[..found.start].ends_with(is_word))
            && (!self.word_end || !text[found.end..].starts_with(is_word))
    }
}

/// Where the beginning of a text ends in which keywords are looked for.
fn sample_end(text: &str) -> usize {
    if text.len() <= SAMPLE_CHARS {
        return text.len();
    }
    text.char_indices().nth(SAMPLE_CHARS).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = read(text, 0).0;
        let names: Vec<&str> = KEYWORD_FAMILIES
            .iter()
            .enumerate()
            .filter(|(index, _)| found >> index & 1 == 1)
            .map(|(_, family)| family.name)
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn phrases_match_stems_words_and_starts() {
        check("never miss our newsletter", &["subscribe"]);
        check("designated “undesirable” in russia", &["undesirable"]);
        check("sharecropping", &[]);
        check("share this", &["share"]);
        check("by jane doe", &["byline"]);
        check("walked by jane", &[]);
        check("поддержите нас", &["donate"]);
        check("相关阅读", &["related", "byline", "cta"]);
    }

    #[test]
    fn families_fit_their_word_and_have_no_empty_phrase() {
        assert!(KEYWORD_FAMILIES.len() <= 32);
        for phrase in KEYWORD_FAMILIES.iter().flat_map(|f| f.phrases).flat_map(|(_, list)| list.split(',')) {
            assert!(phrase.trim_matches(['^', '|']).chars().count() > 0, "empty phrase");
            assert_eq!(phrase, phrase.to_lowercase());
        }
    }
}
