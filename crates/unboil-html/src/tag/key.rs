//! Element names as numbers, and the table that finds their tags.

use super::Tag;
use crate::space::{below, each};

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
    /// The name that `bytes` begin with, as a tag has it, and how many bytes it takes.
    #[inline]
    pub(crate) fn read(bytes: &[u8]) -> (NameKey, usize) {
        NameKey::read_short(bytes).unwrap_or_else(|| NameKey::read_long(bytes))
    }

    /// A name of at most 7 bytes in lower case, as most are, without a look at each of them.
    #[inline]
    fn read_short(bytes: &[u8]) -> Option<(NameKey, usize)> {
        let word = u64::from_le_bytes(*bytes.first_chunk()?);
        let ends = below(word, b' ' + 1) | below(word ^ each(b'/'), 1) | below(word ^ each(b'>'), 1);
        if ends == 0 {
            return None;
        }
        let count = ends.trailing_zeros() / 8;
        let unused = 64 - 8 * count;
        let name = word.swap_bytes().checked_shr(unused)?;
        let letters = each(0x20).checked_shr(unused)?;
        let is_end = lower(*bytes.get(count as usize)?) == 0;
        let packed = u128::from(name | 1 << (8 * count));
        (is_end && name & letters == letters).then_some((NameKey { packed, bytes: count }, count as usize))
    }

    /// A name of any length.
    #[inline(never)]
    fn read_long(bytes: &[u8]) -> (NameKey, usize) {
        let mut key = NameKey::default();
        bytes.iter().map(|&byte| lower(byte)).take_while(|&byte| byte != 0).for_each(|byte| key.push(byte));
        (key, key.bytes as usize)
    }

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

/// For each byte of a tag's name, the same in lower case; 0 for those that end the name. NUL, which does not, is a byte
/// that no text has.
static LOWER: [u8; 256] = lower_bytes();

#[allow(clippy::indexing_slicing, reason = "runs in the compiler, where a wrong index is an error")]
const fn lower_bytes() -> [u8; 256] {
    let mut lower = [0; 256];
    let mut at = 0;
    while at < lower.len() {
        lower[at] = match at as u8 {
            0 => 0xff,
            b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'/' | b'>' => 0,
            byte => byte.to_ascii_lowercase(),
        };
        at += 1;
    }
    lower
}

#[inline]
fn lower(byte: u8) -> u8 {
    LOWER.get(byte as usize).copied().unwrap_or_default()
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
    fn names_are_read_up_to_what_ends_them() {
        let check = |name: &str, tag| {
            for end in [">", "/>", " a", "\t", "\n", "\x0c", "\r", ""] {
                for after in ["", "p", "b\0c>", "<a href=x>text</a>"] {
                    let after = if end.is_empty() { "" } else { after };
                    let (key, bytes) = NameKey::read(format!("{name}{end}{after}").as_bytes());
                    assert_eq!((key.tag(), bytes), (tag, name.len()), "{name}{end}{after}");
                }
            }
        };
        for tag in Tag::ALL {
            check(tag.name(), *tag);
            check(&tag.name().to_ascii_uppercase(), *tag);
        }
        for name in ["p\0", "p\x01", "p\u{b}", "pé", "p<", "x-card", "p_P", "a-name-longer-than-15-bytes", ""]
        {
            check(name, Tag::Other);
        }
    }

    #[test]
    fn other_names_have_no_tag() {
        for name in ["", "x", "x-card", "pp", "\0p", "a-name-longer-than-15-bytes", "\u{212a}bd"] {
            assert_eq!(Tag::named(name), Tag::Other);
        }
    }
}
