//! Which keyword families each block shows.

use std::ops::Range;
use std::sync::LazyLock;

use unboil_html::Document;

use super::{BlockText, Texts};
use crate::tables::KEYWORD_FAMILIES;
use crate::words::{Tokens, first_eight, is_within_word};

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
    /// The families that the page's title shows.
    pub(crate) title: u32,
}

impl Marks {
    pub(crate) fn of(document: &Document, texts: &Texts) -> Marks {
        let date = 1 << family("date");
        let appeals: u32 = APPEALS.iter().fold(0, |bits, name| bits | 1 << family(name));
        let count = texts.list.len();
        let title = PHRASES.families_in(&document.head().title.to_lowercase());
        let mut marks = Marks { list: Vec::with_capacity(count), appeals: Vec::with_capacity(count), title };
        let candidates = Candidates::of(texts);
        for block in &texts.list {
            let (found, hits) = candidates.read(texts, block, appeals);
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

/// A phrase of the tables.
struct Phrase {
    text: &'static str,
    /// Bytes of its first token; 0 where it begins with a sign.
    first: usize,
    /// What the first token begins with, and the bits of a longer token to compare with that.
    head: u64,
    mask: u64,
    family: u8,
    at_start: bool,
    word_end: bool,
}

/// The phrases, sorted by the first three bytes of their first token: those of signs, which have none, first.
struct Phrases {
    list: Vec<Phrase>,
    /// For each [`triple`], where its phrases begin; they end where those of the next begin.
    starts: Vec<u16>,
    /// Whether a triple has phrases, a bit for each: most tokens of pages begin none.
    known: Vec<u64>,
}

impl Phrases {
    /// The phrases whose first token begins like a token, given its head, if any.
    #[inline]
    fn that_may_begin(&self, head: u64) -> Range<u16> {
        let triple = triple(head);
        if self.known[triple / 64] >> (triple % 64) & 1 == 0 {
            0..0
        } else {
            self.starts[triple]..self.starts[triple + 1]
        }
    }
}

impl Phrases {
    /// The families whose phrases stand in a text in lower case, as bits; those of signs aside.
    fn families_in(&self, text: &str) -> u32 {
        let mut families = 0;
        let mut is_first = true;
        for token in Tokens::of(text) {
            let word = &text[token.start..token.end];
            for number in self.that_may_begin(head(word)) {
                let phrase = &self.list[usize::from(number)];
                let stands = phrase.may_stand(is_first)
                    && phrase.may_begin_with(word)
                    && phrase.stands_at(text, token.start);
                families |= u32::from(stands) << phrase.family;
            }
            is_first = is_first && is_number(word);
        }
        families
    }
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut list = Vec::new();
    for (index, family) in KEYWORD_FAMILIES.iter().enumerate() {
        for phrase in family.phrases.iter().flat_map(|(_, phrases)| phrases.split(',')) {
            let text = phrase.trim_start_matches('^').trim_end_matches('|');
            let first = Tokens::of(text).next().filter(|token| token.start == 0).map_or(0, |token| token.end);
            list.push(Phrase {
                text,
                first,
                head: head(&text[..first]),
                mask: u64::MAX.checked_shl(64 - 8 * first.min(8) as u32).unwrap_or(0),
                family: index as u8,
                at_start: phrase.starts_with('^'),
                word_end: phrase.ends_with('|'),
            });
        }
    }
    list.sort_by_key(|phrase| (triple(phrase.head), phrase.first));
    let mut starts = vec![0; TRIPLES + 1];
    let mut known = vec![0; TRIPLES / 64];
    for phrase in &list {
        let triple = triple(phrase.head);
        starts[triple + 1] += 1;
        known[triple / 64] |= 1 << (triple % 64);
    }
    for triple in 0..TRIPLES {
        starts[triple + 1] += starts[triple];
    }
    Phrases { list, starts, known }
});

/// Values of [`triple`].
const TRIPLES: usize = 1 << 16;

/// A hash of the first three bytes of a token, by its head: 0 for none.
fn triple(head: u64) -> usize {
    ((head >> 40) as u32).wrapping_mul(0x9e37_79b9) as usize >> 16
}

/// The first eight bytes of a token, the first in the highest bits; zeros behind its end.
fn head(token: &str) -> u64 {
    first_eight(token.as_bytes(), 0, token.len()).swap_bytes()
}

/// The phrases that can begin with each of a page's distinct tokens.
struct Candidates {
    phrases: &'static Phrases,
    list: Vec<u16>,
    /// For each token, where its phrases stand in the list.
    ranges: Vec<(u32, u32)>,
}

impl Candidates {
    fn of(texts: &Texts) -> Candidates {
        let phrases = &*PHRASES;
        let ranges = Vec::with_capacity(texts.distinct_tokens());
        let mut candidates = Candidates { phrases, list: Vec::new(), ranges };
        for (token, head) in texts.heads().enumerate() {
            let first = candidates.list.len() as u32;
            let head = head.swap_bytes();
            for number in phrases.that_may_begin(head) {
                let phrase = &phrases.list[usize::from(number)];
                if head & phrase.mask == phrase.head && phrase.may_begin_with(texts.token(token as u32)) {
                    candidates.list.push(number);
                }
            }
            candidates.ranges.push((first, candidates.list.len() as u32));
        }
        candidates
    }

    /// The families in the beginning of a block, as bits, and the number of phrases in all of it that are of some
    /// families.
    fn read(&self, texts: &Texts, block: &BlockText, counted: u32) -> (u32, u32) {
        let (mut families, mut count) = (0, 0);
        let mut is_first = true;
        let text = texts.lower(block);
        for (token, start) in texts.placed_tokens(block) {
            let (first, end) = self.ranges[token as usize];
            let start = start - block.lower.start as usize;
            for number in &self.list[first as usize..end as usize] {
                let phrase = &self.phrases.list[usize::from(*number)];
                if phrase.may_stand(is_first) && phrase.stands_at(text, start) {
                    count += counted >> phrase.family & 1;
                    let end = start + phrase.text.len();
                    families |= u32::from(end <= SAMPLE_CHARS || end <= sample_end(text)) << phrase.family;
                }
            }
            is_first = is_first && is_number(texts.token(token));
        }
        if !block.is_ascii {
            let sample = &text[..sample_end(text)];
            for sign in self.phrases.list.iter().take_while(|phrase| phrase.first == 0) {
                families |= u32::from(sample.contains(sign.text)) << sign.family;
            }
        }
        (families, count)
    }
}

impl Phrase {
    /// Whether it may stand at a token that is the first but for numbers, or at another.
    fn may_stand(&self, is_first: bool) -> bool {
        is_first || !self.at_start
    }

    /// Whether it may stand where a token does, which begins like its first token.
    fn may_begin_with(&self, token: &str) -> bool {
        // Only a phrase of a single token can be the stem of a longer one.
        let may_go_on = self.first == self.text.len();
        token.starts_with(&self.text[..self.first]) && (may_go_on || token.len() == self.first)
    }

    /// Whether it stands at a place of a text where its first token begins.
    fn stands_at(&self, text: &str, start: usize) -> bool {
        let rest = text[start..].strip_prefix(self.text);
        rest.is_some_and(|rest| !self.word_end || !rest.starts_with(is_within_word))
    }
}

fn is_number(token: &str) -> bool {
    !token.contains(char::is_alphabetic)
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
    use unboil_html::{Blocks, Document};

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let document = Document::parse(&format!("<p>{text}"));
        let texts = Texts::of(&document, &Blocks::of(&document));
        let found = Candidates::of(&texts).read(&texts, &texts.list[0], 0).0;
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
        check("never miss our newsletter", &["subscribe", "plea"]);
        check("designated “undesirable” in russia", &["undesirable"]);
        check("sharecropping", &[]);
        check("share this", &["share"]);
        check("a newsletterabonnement", &["subscribe"]);
        check("the participant", &[]);
        check("© 2024", &["legal"]);
        check("by jane doe", &["byline"]);
        check("walked by jane", &[]);
        check("→ [read also: tides]", &["see_also"]);
        check("we read also: tides", &[]);
        check("11 likes", &["post"]);
        check("she likes", &[]);
        check("readers like you keep the ferry's paper alive", &["plea"]);
        check("the pier at low tide. photo: ada reed/getty images", &["credit"]);
        check("поддержите нас", &["donate", "plea"]);
        check("相关阅读", &["related", "byline", "cta", "see_also"]);
    }

    #[test]
    fn families_fit_their_word_and_have_no_empty_phrase() {
        assert!(KEYWORD_FAMILIES.len() <= 32);
        for phrase in KEYWORD_FAMILIES.iter().flat_map(|f| f.phrases).flat_map(|(_, list)| list.split(',')) {
            assert!(phrase.trim_matches(['^', '|']).chars().count() > 0, "empty phrase");
            assert!(!phrase.starts_with('|'), "all phrases start with a word: {phrase}");
            // Words are found by three bytes of the page's tokens, which a stem has to have.
            let stem = phrase.trim_start_matches('^');
            assert!(stem.len() > 2 || !stem.starts_with(char::is_alphanumeric), "too short: {phrase}");
            assert_eq!(phrase, phrase.to_lowercase());
        }
    }
}
