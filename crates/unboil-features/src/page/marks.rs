//! Which keyword families each block shows.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::Texts;
use crate::tables::KEYWORD_FAMILIES;
use crate::words::is_word;

/// Keywords are looked for in the beginning of a block, in characters.
const SAMPLE_CHARS: usize = 250;

/// One bit a keyword family, for each block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) list: Vec<u32>,
}

impl Marks {
    pub(crate) fn of(texts: &Texts) -> Marks {
        let date = 1 << family("date");
        let list = texts.list.iter().map(|block| {
            let found = MATCHER.families(texts.lower(block));
            if block.has_numeric_date { found | date } else { found }
        });
        Marks { list: list.collect() }
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

/// Phrases of some families, as bits, in a whole text in lower case; overlapping ones all count.
pub(super) fn count_hits(text: &str, families: u32) -> f64 {
    let hits = MATCHER.hits(text).filter(|phrase| families >> phrase.family & 1 == 1);
    hits.count() as f64
}

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

static MATCHER: LazyLock<Matcher> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    let mut patterns = Vec::new();
    for (index, family) in KEYWORD_FAMILIES.iter().enumerate() {
        for phrase in family.phrases.iter().flat_map(|(_, phrases)| phrases.split(',')) {
            phrases.push(Phrase {
                family: index as u8,
                at_start: phrase.starts_with('^'),
                word_start: phrase.starts_with('|'),
                word_end: phrase.ends_with('|'),
            });
            patterns.push(phrase.trim_start_matches(['^', '|']).trim_end_matches('|'));
        }
    }
    let built = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(patterns);
    let automaton = built.unwrap_or_else(|error| unreachable!("the keyword tables are too large: {error}"));
    Matcher { automaton, phrases }
});

impl Matcher {
    fn families(&self, text: &str) -> u32 {
        let end = text.char_indices().nth(SAMPLE_CHARS).map_or(text.len(), |(at, _)| at);
        self.hits(&text[..end]).fold(0, |found, phrase| found | 1 << phrase.family)
    }

    /// The phrases in a text, each where its borders fit.
    fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a Phrase> {
        self.automaton.find_overlapping_iter(text).filter_map(|hit| {
            let phrase = &self.phrases[hit.pattern().as_usize()];
            let fits = (!phrase.at_start || hit.start() == 0)
                && (!phrase.word_start || !text[..hit.start()].ends_with(is_word))
                && (!phrase.word_end || !text[hit.end()..].starts_with(is_word));
            fits.then_some(phrase)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = MATCHER.families(text);
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
