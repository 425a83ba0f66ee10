//! The distinct tokens of a page.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

/// Numbers the distinct tokens of a text, in the order in which they are first added: a hash table of ranges, so that
/// no token is copied. Tokens are told apart by 64 bits of hash alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    /// Where each token first stands, and its hash.
    tokens: Vec<(Range<u32>, u64)>,
    /// One more than a token's number, or 0; as many as a power of two, at most half of them taken.
    slots: Vec<u32>,
}

impl Vocabulary {
    /// The number of the token at a range of a text, the same that earlier ranges were of.
    #[inline]
    pub(super) fn add(&mut self, text: &str, range: Range<u32>) -> u32 {
        if self.tokens.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(&text.as_bytes()[range.start as usize..range.end as usize]);
        let (slot, known) = self.find(hash);
        known.unwrap_or_else(|| {
            self.tokens.push((range, hash));
            self.slots[slot] = self.tokens.len() as u32;
            self.tokens.len() as u32 - 1
        })
    }

    /// The number of a token, if the text has it.
    pub(super) fn get(&self, token: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.find(hash(token.as_bytes())).1 }
    }

    /// The tokens in the order of their numbers.
    pub(super) fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.tokens.iter().map(move |(range, _)| &text[range.start as usize..range.end as usize])
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
        let mut slot = hash as usize & mask;
        while let Some(number) = self.slots[slot].checked_sub(1) {
            if self.tokens[number as usize].1 == hash {
                return (slot, Some(number));
            }
            slot = (slot + 1) & mask;
        }
        (slot, None)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(1024)];
        for number in 0..self.tokens.len() {
            let (slot, _) = self.find(self.tokens[number].1);
            self.slots[slot] = number as u32 + 1;
        }
    }
}

#[inline]
fn hash(token: &[u8]) -> u64 {
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
            assert_eq!(vocabulary.add(&text, start as u32..(start + word.len()) as u32), n as u32 % 1500);
            start += word.len() + 1;
        }
        assert_eq!((vocabulary.len(), vocabulary.iter(&text).nth(7)), (1500, Some("w7")));
        assert_eq!((vocabulary.get("w1499"), vocabulary.get("w1500")), (Some(1499), None));
        assert_eq!(Vocabulary::default().get("w"), None);
    }
}
