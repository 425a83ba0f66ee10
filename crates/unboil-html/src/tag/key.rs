//! Element names as numbers, and the table that finds their tags.

use super::Tag;

/// An element name in lower case as a number, built byte by byte behind a first bit; names of more than 15 bytes are
/// unknown ones.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameKey {
    packed: u128,
    bytes: u32,
}

impl Default for NameKey {
    fn default() -> NameKey {
        NameKey { packed: 1, bytes: 0 }
    }
}

impl NameKey {
    /// Adds the name's next byte.
    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        self.packed = self.packed << 8 | u128::from(byte.to_ascii_lowercase());
        self.bytes += 1;
    }

    /// A number that is equal for equal names.
    pub(crate) fn fold(self) -> u32 {
        ((self.packed as u64 ^ (self.packed >> 64) as u64).wrapping_mul(MULTIPLIER) >> 32) as u32
    }

    /// The tag of that name; [`Tag::Other`] for an unknown one.
    #[inline]
    pub(crate) fn tag(self) -> Tag {
        if self.bytes > 15 {
            return Tag::Other;
        }
        let mut slot = hash(self.packed);
        while let Some(&(key, tag)) = SLOTS.get(slot)
            && tag != Tag::Other
        {
            if key == self.packed {
                return tag;
            }
            slot = (slot + 1) % SLOT_COUNT;
        }
        Tag::Other
    }
}

const SLOT_COUNT: usize = 512;

/// The golden ratio: spreads what differs in few bits.
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Open addressing with linear probing; a slot of [`Tag::Other`] is free. More than half of them are.
static SLOTS: [(u128, Tag); SLOT_COUNT] = slots();

const fn hash(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(MULTIPLIER) >> 55) as usize
}

#[allow(clippy::indexing_slicing, reason = "runs in the compiler, where a wrong index is an error")]
const fn slots() -> [(u128, Tag); SLOT_COUNT] {
    let mut slots = [(0, Tag::Other); SLOT_COUNT];
    let mut at = 0;
    while at < Tag::ALL.len() {
        let tag = Tag::ALL[at];
        let key = pack(tag.name().as_bytes());
        let mut slot = hash(key);
        while slots[slot].1 as u8 != Tag::Other as u8 {
            slot = (slot + 1) % SLOT_COUNT;
        }
        slots[slot] = (key, tag);
        at += 1;
    }
    slots
}

#[allow(clippy::indexing_slicing, reason = "runs in the compiler, where a wrong index is an error")]
const fn pack(name: &[u8]) -> u128 {
    let mut packed = 1;
    let mut at = 0;
    while at < name.len() {
        packed = packed << 8 | name[at] as u128;
        at += 1;
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_found_by_its_name_in_any_case() {
        for tag in Tag::ALL {
            assert_eq!(Tag::named(tag.name()), *tag);
            assert_eq!(Tag::named(&tag.name().to_ascii_uppercase()), *tag);
        }
    }

    #[test]
    fn other_names_have_no_tag() {
        for name in ["", "x", "x-card", "pp", "\0p", "a-name-longer-than-15-bytes", "\u{212a}bd"] {
            assert_eq!(Tag::named(name), Tag::Other);
        }
    }
}
