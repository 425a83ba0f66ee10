//! Where names and values without quotes end.

/// Ends names and values.
pub(super) const SPACE: u8 = 1;
/// `>`.
pub(super) const CLOSE: u8 = 1 << 1;
/// `/`.
pub(super) const SLASH: u8 = 1 << 2;
/// `=`.
pub(super) const EQUALS: u8 = 1 << 3;

/// For each byte, which of these it is.
static KINDS: [u8; 256] = kinds();

#[allow(clippy::indexing_slicing, reason = "runs in the compiler, where a wrong index is an error")]
const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let spaces = [b' ', b'\n', b'\t', b'\r', 0x0c];
    let mut at = 0;
    while at < spaces.len() {
        kinds[spaces[at] as usize] = SPACE;
        at += 1;
    }
    kinds[b'>' as usize] = CLOSE;
    kinds[b'/' as usize] = SLASH;
    kinds[b'=' as usize] = EQUALS;
    kinds
}

/// Whether a byte is of one of some kinds.
#[inline]
pub(super) fn is(byte: u8, wanted: u8) -> bool {
    KINDS.get(byte as usize).is_some_and(|kind| kind & wanted != 0)
}

/// Bytes before the first of some kinds.
#[inline]
pub(super) fn bytes_before(bytes: &[u8], ends: u8) -> usize {
    bytes.iter().position(|&byte| is(byte, ends)).unwrap_or(bytes.len())
}
