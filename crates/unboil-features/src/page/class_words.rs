//! The families of the words that class and id values are made of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::tables::CLASS_FAMILIES;

/// Class and id values are read up to this many bytes.
const VALUE_BYTES: usize = 400;

/// The class families of the words in a class or id value, split at other characters and at `aB` and `a1` borders.
pub(super) fn families_in(value: &str) -> u64 {
    static FAMILIES: LazyLock<FxHashMap<&[u8], u64>> = LazyLock::new(|| {
        let mut families = FxHashMap::default();
        for (bit, family) in CLASS_FAMILIES.iter().enumerate() {
            for word in family.words.split_whitespace() {
                *families.entry(word.as_bytes()).or_insert(0) |= 1 << bit;
            }
        }
        families
    });
    let value = &value.as_bytes()[..value.len().min(VALUE_BYTES)];
    let mut lower = [0; VALUE_BYTES];
    let lower = &mut lower[..value.len()];
    lower.copy_from_slice(value);
    lower.make_ascii_lowercase();
    let known = &*FAMILIES;
    let families = |word: &[u8]| match word.len() {
        0 | 1 => 0,
        _ => known.get(word).copied().unwrap_or(0),
    };
    let (mut found, mut start, mut last) = (0, 0, OTHER);
    for (at, byte) in value.iter().enumerate() {
        let class = CLASSES[usize::from(*byte)];
        let splits = matches!((last, class), (_, OTHER) | (LOWER, UPPER) | (LOWER | UPPER, DIGIT));
        if splits {
            found |= families(&lower[start..at]);
            start = at + usize::from(class == OTHER);
        }
        last = class;
    }
    found | families(&lower[start..])
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
        assert!(words.all(|word| word.len() > 1));
    }
}
