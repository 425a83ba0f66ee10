//! The families of the words that class and id values are made of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::tables::CLASS_FAMILIES;

/// Class and id values are read up to this many bytes.
const VALUE_BYTES: usize = 400;
/// No word of the families has more bytes.
const WORD_BYTES: usize = 16;

/// The words of the families.
struct Words {
    families: FxHashMap<&'static [u8], u64>,
    /// The lengths of the words that begin with two letters, as bits, by [`beginning`]: most words of pages have none
    /// of them.
    lengths: [u32; 1 << 10],
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { families: FxHashMap::default(), lengths: [0; 1 << 10] };
    for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
        for word in family.words.split_whitespace().map(str::as_bytes) {
            *words.families.entry(word).or_insert(0) |= 1 << bit;
            words.lengths[beginning(word[0], word[1])] |= 1 << word.len();
        }
    }
    words
});

/// The first two letters of a word, without regard to case.
fn beginning(first: u8, second: u8) -> usize {
    usize::from(first & 31) << 5 | usize::from(second & 31)
}

impl Words {
    /// The families of a word in any case.
    #[inline]
    fn families(&self, word: &[u8]) -> u64 {
        match word {
            [first, second, ..]
                if word.len() <= WORD_BYTES
                    && self.lengths[beginning(*first, *second)] >> word.len() & 1 == 1 =>
            {
                self.look_up(word)
            }
            _ => 0,
        }
    }

    fn look_up(&self, word: &[u8]) -> u64 {
        let mut lower = [0; WORD_BYTES];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.families.get(&*lower).copied().unwrap_or(0)
    }
}

/// The class families of the words in a class or id value, split at other characters and at `aB` and `a1` borders.
pub(super) fn families_in(value: &str) -> u64 {
    let value = &value.as_bytes()[..value.len().min(VALUE_BYTES)];
    let words = &*WORDS;
    let (mut found, mut start, mut last) = (0, 0, OTHER);
    for (at, byte) in value.iter().enumerate() {
        let class = CLASSES[usize::from(*byte)];
        let splits = matches!((last, class), (_, OTHER) | (LOWER, UPPER) | (LOWER | UPPER, DIGIT));
        if splits {
            found |= words.families(&value[start..at]);
            start = at + usize::from(class == OTHER);
        }
        last = class;
    }
    found | words.families(&value[start..])
}

const OTHER: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 3;

/// What each byte is.
static CLASSES: [u8; 256] = {
    let mut classes = [OTHER; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            _ => OTHER,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[&str]) {
        let found = families_in(value);
        let names = CLASS_FAMILIES.iter().enumerate().filter(|(bit, _)| found >> bit & 1 == 1);
        assert_eq!(names.map(|(_, family)| family.name).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn class_words_are_split_at_separators_and_case() {
        check("post-comments", &["comment", "article"]);
        check("relatedPosts", &["related"]);
        check("c-newsletter__box css-1x9", &["box", "newsletter"]);
        check("commentary", &[]);
        check("", &[]);
    }

    #[test]
    fn families_fit_their_word() {
        assert!(CLASS_FAMILIES.len() <= 64);
        let mut words = CLASS_FAMILIES.iter().flat_map(|family| family.words.split_whitespace());
        assert!(words.all(|word| (2..=WORD_BYTES).contains(&word.len())));
    }
}
