//! What bytes are, by how they begin.

/// How a gzip member begins.
pub(crate) const GZIP: [u8; 2] = [0x1f, 0x8b];
/// How a frame of Zstandard begins.
pub(crate) const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// How an xz file begins.
pub(crate) const XZ: Signature = Signature { at: 0, bytes: b"\xfd7zXZ\0", name: "xz data" };
/// How a bzip2 file begins, behind `BZh` and a digit.
pub(crate) const BZIP2: Signature = Signature { at: 4, bytes: b"1AY&SY", name: "bzip2 data" };
/// What stands in the first header of a tar archive.
pub(crate) const TAR: Signature = Signature { at: 257, bytes: b"ustar", name: "a tar archive" };

/// Bytes that tell what a file is.
pub(crate) struct Signature {
    /// The byte that they begin at, from 0.
    pub(crate) at: usize,
    pub(crate) bytes: &'static [u8],
    /// What the file is, for messages.
    pub(crate) name: &'static str,
}

impl Signature {
    /// Whether a file that begins so has it.
    pub(crate) fn begins(&self, head: &[u8]) -> bool {
        head.get(self.at..).is_some_and(|head| head.starts_with(self.bytes))
    }
}

/// How bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    Plain,
    /// gzip, of one member or many.
    Gzip,
    /// Zstandard, of one frame or many.
    Zstd,
}

impl Packing {
    /// That of bytes which begin so. Zstandard may begin with a frame that is skipped, such as a dictionary.
    pub(crate) fn of(head: &[u8]) -> Packing {
        if head.starts_with(&GZIP) {
            Packing::Gzip
        } else if head.starts_with(&ZSTD) || is_skippable_frame(head) {
            Packing::Zstd
        } else {
            Packing::Plain
        }
    }
}

/// Whether a frame of Zstandard begins here that is skipped. Source: RFC 8878, section 3.1.2.
pub(crate) fn is_skippable_frame(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Bytes without the byte-order mark of UTF-8 before them.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}
