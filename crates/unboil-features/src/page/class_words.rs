//! The families of the words that classes, ids and other names of parts are made of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::tables::{CLASS_FAMILIES, NOTICE_NAMES};

/// Names are read up to this many bytes.
const NAME_BYTES: usize = 400;

/// Words of families, by their hash.
struct Words {
    families: FxHashMap<u64, u64>,
    /// One bit for each start of a hash: most words of pages are none of the families.
    starts: [u64; 64],
}

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(CLASS_FAMILIES.iter().map(|family| family.words)));

static NOTICES: LazyLock<Words> = LazyLock::new(|| Words::of([NOTICE_NAMES]));

impl Words {
    /// The words of each family, separated by spaces.
    fn of(families: impl IntoIterator<Item = &'static str>) -> Words {
        let mut words = Words { families: FxHashMap::default(), starts: [0; 64] };
        for (bit, family) in families.into_iter().enumerate() {
            for word in family.split_whitespace() {
                let hash = word.bytes().fold(0, with_byte);
                *words.families.entry(hash).or_insert(0) |= 1 << bit;
                let (start, bit) = start(hash);
                words.starts[start] |= bit;
            }
        }
        words
    }

    /// The families of a word.
    #[inline]
    fn families(&self, hash: u64) -> u64 {
        let (start, bit) = start(hash);
        if self.starts[start] & bit == 0 { 0 } else { self.families.get(&hash).copied().unwrap_or(0) }
    }

    /// The families of the words in a name, split at other characters and at `aB` and `a1` borders. Words are told apart
    /// by 64 bits of hash alone.
    fn families_in(&self, name: &str) -> u64 {
        let (mut found, mut hash, mut ends_before) = (0, 0, OTHER);
        for &byte in &name.as_bytes()[..name.len().min(NAME_BYTES)] {
            let (class, ends) = CLASSES[usize::from(byte)];
            if ends_before & class != 0 {
                found |= self.families(hash);
                hash = 0;
            }
            if class != OTHER {
                hash = with_byte(hash, byte);
            }
            ends_before = ends;
        }
        found | self.families(hash)
    }
}

/// The place of a hash's start, and the bit there.
fn start(hash: u64) -> (usize, u64) {
    ((hash >> 58) as usize, 1 << (hash >> 52 & 63))
}

/// The hash of a word with another letter or digit at its end, without regard to case; that of an empty word is 0.
#[inline]
fn with_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte | 0x20)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The class families of the words in a name, as bits.
pub(super) fn families_in(name: &str) -> u64 {
    WORDS.families_in(name)
}

/// Whether a name has a word for a notice in the place of a page.
pub(super) fn names_notice(name: &str) -> bool {
    NOTICES.families_in(name) != 0
}

const OTHER: u8 = 1;
const LOWER: u8 = 2;
const UPPER: u8 = 4;
const DIGIT: u8 = 8;

/// What each byte is, and what a word ends before that ends with it.
static CLASSES: [(u8, u8); 256] = {
    let mut classes = [(OTHER, OTHER); 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => (LOWER, OTHER | UPPER | DIGIT),
            b'A'..=b'Z' => (UPPER, OTHER | DIGIT),
            b'0'..=b'9' => (DIGIT, OTHER),
            _ => (OTHER, OTHER),
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
        assert!(words.all(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphanumeric())));
    }
}
