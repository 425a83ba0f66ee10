//! White space at the beginning of texts, most of which are nothing else: the indentation between two tags.

/// Eight spaces, as they stand in deep indentation.
const SPACES: u64 = each(b' ');

/// A word of eight equal bytes.
pub(crate) const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Sets the highest bit of the first byte below a limit of at most 128, and perhaps others behind it.
#[inline]
pub(crate) fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(each(limit)) & !word & each(0x80)
}

/// The bytes after the spaces, line feeds, tabs and form feeds that `bytes` begins with.
#[inline]
pub(crate) fn after_space(mut bytes: &[u8]) -> &[u8] {
    if bytes.first().is_some_and(|&byte| byte > b' ') {
        return bytes;
    }
    while let Some((word, rest)) = bytes.split_first_chunk() {
        let word = u64::from_le_bytes(*word);
        if word == SPACES {
            bytes = rest;
            continue;
        }
        let others = others(word, b' ') & others(word, b'\n') & others(word, b'\t') & others(word, 0x0c);
        if others != 0 {
            return bytes.get(others.trailing_zeros() as usize / 8..).unwrap_or_default();
        }
        bytes = rest;
    }
    while let [b' ' | b'\n' | b'\t' | 0x0c, rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// Sets the highest bit of each byte that is not a certain one.
#[inline]
fn others(word: u64, byte: u8) -> u64 {
    let word = word ^ each(byte);
    (((word & each(0x7f)) + each(0x7f)) | word) & each(0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_white_space_at_the_beginning_is_left_out() {
        for spaces in 0..20 {
            for rest in ["", "x  y", "\r", "\u{b}"] {
                for space in ["", "\n", "\t ", "\n\u{c}  "] {
                    let text = format!("{space}{}{space}{rest}", " ".repeat(spaces));
                    assert_eq!(after_space(text.as_bytes()), rest.as_bytes());
                }
            }
        }
    }
}
