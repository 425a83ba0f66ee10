//! The distinct tokens of a page.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::words::{EIGHT, first_eight};

/// A table that has slots has at least this many.
const LEAST_SLOTS: usize = 1024;

/// Numbers the distinct tokens of a text, in the order in which they are first added: a hash table of ranges, so that
/// no token is copied. Tokens are told apart by 64 bits of hash alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// Where each token first stands, and its hash.
    tokens: Vec<(Range<u32>, u64)>,
    /// One more than a token's number, or 0; as many as a power of two, at most half of them taken.
    slots: Vec<u32>,
    /// A hash without this many low bits is a slot.
    shift: u32,
    factors: Factors,
}

impl Vocabulary {
    /// A vocabulary with room for a text of some bytes, of which most have fewer distinct tokens.
    pub(super) fn of_text(bytes: usize) -> Vocabulary {
        let slots = (bytes / 8).next_power_of_two().max(LEAST_SLOTS);
        Vocabulary {
            tokens: Vec::with_capacity(slots / 2),
            slots: vec![0; slots],
            shift: 64 - slots.ilog2(),
            factors: Factors::default(),
        }
    }

    /// The number of the token at a range of a text, the same that earlier ranges were of.
    #[inline(always)]
    pub(super) fn add(&mut self, text: &[u8], range: Range<usize>) -> u32 {
        if self.tokens.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = self.hash(text, range.start, range.end);
        match self.find(hash) {
            (_, Some(number)) => number,
            (slot, None) => self.insert(slot, range.start as u32..range.end as u32, hash),
        }
    }

    #[inline(never)]
    fn insert(&mut self, slot: usize, range: Range<u32>, hash: u64) -> u32 {
        self.tokens.push((range, hash));
        self.slots[slot] = self.tokens.len() as u32;
        self.tokens.len() as u32 - 1
    }

    /// The number of a token, if the text has it.
    pub(super) fn get(&self, token: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.find(self.hash(token.as_bytes(), 0, token.len())).1 }
    }

    /// Where the tokens first stand, in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        self.tokens.iter().map(|(range, _)| range.start as usize..range.end as usize)
    }

    /// The token of a number.
    pub(super) fn token<'a>(&self, text: &'a str, number: u32) -> &'a str {
        let (range, _) = &self.tokens[number as usize];
        &text[range.start as usize..range.end as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The slot of a token and its number, or the slot where it belongs.
    #[inline]
    fn find(&self, hash: u64) -> (usize, Option<u32>) {
        let mask = self.slots.len() - 1;
        let mut slot = (hash >> self.shift) as usize;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.tokens[number as usize].1 == hash {
                return (slot, Some(number));
            }
            slot = (slot + 1) & mask;
        }
        (slot, None)
    }

    /// The hash of the token from `start` to `end` in a text. No two tokens of at most eight bytes have the same.
    #[inline]
    fn hash(&self, text: &[u8], start: usize, end: usize) -> u64 {
        if end - start <= EIGHT {
            return self.factors.spread(first_eight(text, start, end));
        }
        self.factors.spread(hash_long(&text[start..end]))
    }

    #[cold]
    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(LEAST_SLOTS)];
        self.shift = 64 - self.slots.len().ilog2();
        for number in 0..self.tokens.len() {
            let (slot, _) = self.find(self.tokens[number].1);
            self.slots[slot] = number as u32 + 1;
        }
    }
}

/// Two odd numbers that no page can know, so that none can be made whose tokens all want one slot. They decide where
/// tokens are kept, and nothing else.
#[derive(Clone, Copy, Debug)]
struct Factors(u64, u64);

impl Default for Factors {
    fn default() -> Factors {
        let random = || RandomState::new().build_hasher().finish() | 1;
        Factors(random(), random())
    }
}

impl Factors {
    /// Spreads a number over all bits. No two numbers become the same.
    #[inline]
    fn spread(self, number: u64) -> u64 {
        let product = number.wrapping_mul(self.0);
        (product ^ product >> 32).wrapping_mul(self.1)
    }
}

/// The hash of a token of more than eight bytes, by all of them.
#[inline(never)]
fn hash_long(token: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(token);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_numbered_as_they_come() {
        let words: Vec<String> = (0..3000).map(|n| format!("w{}", n % 1500)).collect();
        let text = words.join(" ");
        let mut vocabulary = Vocabulary::default();
        let mut start = 0;
        for (n, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.add(text.as_bytes(), start..start + word.len()), n as u32 % 1500);
            start += word.len() + 1;
        }
        assert_eq!((vocabulary.len(), vocabulary.token(&text, 7)), (1500, "w7"));
        assert_eq!(vocabulary.iter().nth(1), Some(3..5));
        assert_eq!((vocabulary.get("w1499"), vocabulary.get("w1500")), (Some(1499), None));
        assert_eq!(Vocabulary::default().get("w"), None);
    }
    #[test]
    fn tokens_that_one_factor_sends_to_one_slot_are_found_in_few_steps() {
        // Where the golden ratio is the factor, these products are the smallest there are: all want the first slot.
        const INVERSE: u64 = 0xf1de_83e1_9937_733d;
        assert_eq!(INVERSE.wrapping_mul(0x9e37_79b9_7f4a_7c15), 1);
        let text: Vec<u8> = (1..=50_000_u64).flat_map(|n| n.wrapping_mul(INVERSE).to_le_bytes()).collect();
        let mut vocabulary = Vocabulary::default();
        for start in (0..text.len()).step_by(EIGHT) {
            vocabulary.add(&text, start..start + EIGHT);
        }
        assert_eq!(vocabulary.len(), 50_000);
        let mask = vocabulary.slots.len() - 1;
        let steps =
            |hash: u64| vocabulary.find(hash).0.wrapping_sub((hash >> vocabulary.shift) as usize) & mask;
        let longest = vocabulary.tokens.iter().map(|(_, hash)| steps(*hash)).max();
        assert!(longest < Some(1000), "{longest:?}");
    }

    #[test]
    fn tokens_of_one_head_are_told_apart() {
        let text = b"telephone telephones telephon";
        let mut vocabulary = Vocabulary::of_text(text.len());
        let numbers = [0..9, 10..20, 21..29, 0..9].map(|range| vocabulary.add(text, range));
        assert_eq!(numbers, [0, 1, 2, 0]);
    }
}
