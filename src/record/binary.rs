//! Bytes that are no page, told from one.

use crate::signature::{BZIP2, Signature, TAR, XZ, without_mark};

/// Looked at to tell a page from a binary file.
const SNIFFED: usize = 1024;

/// How files begin that are no pages. Source: WHATWG, "MIME Sniffing", sections 6 and 7; formats beside those of the standard
/// by their own descriptions.
const SIGNATURES: [Signature; 33] = [
    Signature { at: 0, bytes: b"\x89PNG", name: "a PNG image" },
    Signature { at: 0, bytes: b"\xff\xd8\xff", name: "a JPEG image" },
    Signature { at: 0, bytes: b"GIF8", name: "a GIF image" },
    Signature { at: 0, bytes: b"\0\0\x01\0", name: "an icon" },
    Signature { at: 0, bytes: b"\0\0\x02\0", name: "a cursor" },
    Signature { at: 0, bytes: b"II*\0", name: "a TIFF image" },
    Signature { at: 0, bytes: b"MM\0*", name: "a TIFF image" },
    Signature { at: 0, bytes: b"%PDF-", name: "a PDF document" },
    Signature { at: 0, bytes: b"%!PS-Adobe-", name: "a PostScript document" },
    Signature { at: 0, bytes: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name: "a document of Microsoft Office" },
    Signature { at: 0, bytes: b"PK\x03\x04", name: "a ZIP archive" },
    Signature { at: 0, bytes: b"7z\xbc\xaf\x27\x1c", name: "a 7z archive" },
    Signature { at: 0, bytes: b"Rar!\x1a\x07", name: "a RAR archive" },
    XZ,
    BZIP2,
    Signature { at: 0, bytes: b"\x04\x22\x4d\x18", name: "LZ4 data" },
    TAR,
    Signature { at: 0, bytes: b"!<arch>\n", name: "a library of programs" },
    Signature { at: 0, bytes: b"\x7fELF", name: "a program" },
    Signature { at: 0, bytes: b"\xca\xfe\xba\xbe", name: "a program" },
    Signature { at: 0, bytes: b"\xcf\xfa\xed\xfe", name: "a program" },
    Signature { at: 0, bytes: b"\0asm", name: "a program" },
    Signature { at: 0, bytes: b"\x1a\x45\xdf\xa3", name: "a WebM or Matroska file" },
    Signature { at: 0, bytes: b"OggS\0", name: "an Ogg file" },
    Signature { at: 0, bytes: b"MThd\0\0\0\x06", name: "a MIDI file" },
    Signature { at: 0, bytes: b"FLV\x01", name: "a Flash video" },
    Signature { at: 0, bytes: b"fLaC\0\0\0", name: "a FLAC file" },
    Signature { at: 0, bytes: b"\0\x01\0\0", name: "a font" },
    Signature { at: 0, bytes: b"OTTO\0", name: "a font" },
    Signature { at: 0, bytes: b"ttcf\0", name: "a font" },
    Signature { at: 0, bytes: b"wOFF\0\x01\0\0", name: "a font" },
    Signature { at: 0, bytes: b"wOF2\0\x01\0\0", name: "a font" },
    Signature { at: 0, bytes: b"SQLite format 3\0", name: "an SQLite database" },
];
/// Beginnings that could be those of a word: they count where control characters stand behind them.
const WORDS: [Signature; 10] = [
    Signature { at: 0, bytes: b"RIFF", name: "a RIFF file" },
    Signature { at: 0, bytes: b"FORM", name: "an AIFF file" },
    Signature { at: 4, bytes: b"ftyp", name: "an MP4 or AVIF file" },
    Signature { at: 0, bytes: b"ID3", name: "an MP3 file" },
    Signature { at: 0, bytes: b"BM", name: "a BMP image" },
    Signature { at: 0, bytes: b"MZ", name: "a program" },
    Signature { at: 0, bytes: b"FWS", name: "a Flash file" },
    Signature { at: 0, bytes: b"CWS", name: "a Flash file" },
    Signature { at: 0, bytes: b"ZWS", name: "a Flash file" },
    Signature { at: 0, bytes: b"wOF", name: "a font" },
];
/// Of this many bytes of a text at most one is a control character; of random ones, one in ten is.
const BYTES_PER_CONTROL: usize = 50;
/// Pages with more control characters than that have a tag for so many of them at least; random bytes, none for hundreds.
const CONTROLS_PER_TAG: usize = 8;

/// What bytes are that begin like no text: by their signature, or because they have many control characters.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let is_there = |signature: &&Signature| signature.begins(bytes);
    if let Some(found) = SIGNATURES.iter().find(is_there) {
        return Some(found.name);
    }
    let sample = &bytes[..bytes.len().min(SNIFFED)];
    if is_utf16(sample) || begins_as_markup(sample) {
        return None;
    }
    let controls = sample.iter().filter(|byte| is_control(**byte)).count();
    if let Some(found) = WORDS.iter().find(is_there).filter(|_| controls > 0) {
        return Some(found.name);
    }
    let is_much = controls * BYTES_PER_CONTROL > sample.len() && controls > tags(sample) * CONTROLS_PER_TAG;
    is_much.then_some("binary data")
}

/// What no text has, in any encoding that browsers know but UTF-16. ISO-2022-JP has escapes; the bytes from 0x80 on are
/// letters of many encodings.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

/// Whether a page begins here, whatever follows: `<!`, `<?`, or the name of a tag and its end.
fn begins_as_markup(sample: &[u8]) -> bool {
    let Some(tag) = without_mark(sample).trim_ascii_start().strip_prefix(b"<") else { return false };
    let name = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_tag = name > 0 && matches!(tag.get(name), Some(b'>' | b' ' | b'\t' | b'\n' | b'\r' | b'/'));
    is_tag || tag.starts_with(b"!") || tag.starts_with(b"?")
}

/// How many tags, comments and the like begin.
fn tags(sample: &[u8]) -> usize {
    let begins =
        |pair: &&[u8]| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || b"!?/".contains(&pair[1]));
    sample.windows(2).filter(begins).count()
}

/// Whether it is UTF-16, by its mark or because every other byte is often zero, and no other.
fn is_utf16(sample: &[u8]) -> bool {
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let is_one_sided = even.max(odd) * 4 > sample.len() && even.min(odd) * 16 < even.max(odd);
    is_one_sided || sample.starts_with(b"\xff\xfe") || sample.starts_with(b"\xfe\xff")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_data_is_told_from_text() {
        let check = |bytes: &[u8], expected: Option<&str>| assert_eq!(binary_kind(bytes), expected);
        check(b"", None);
        check(b"<p>text", None);
        check("текст без разметки".as_bytes(), None);
        check(b"<\0p\0>\0a\0", None);
        check(b"\0<\0p\0>\0a", None);
        check(b"BMW and RIFF, 1AY&SY", None);
        check(b"%PDF-1.7", Some("a PDF document"));
        check(&[1, 2, 3, 4, 5, 200, 6, 7], Some("binary data"));
        check(b"\0\0\0\x20ftypavif\0\0", Some("an MP4 or AVIF file"));
        check(b"BM\x36\0\0\0\0\0", Some("a BMP image"));
        check(b"BZh91AY&SY", Some("bzip2 data"));
        check(&[[b' '; 257].as_slice(), b"ustar"].concat(), Some("a tar archive"));
        // Zeros at even and odd places: no UTF-16.
        check(&[0; 100], Some("binary data"));
    }

    /// Whatever stands in random bytes by chance, a `<` and a letter in every other kilobyte.
    #[test]
    fn random_bytes_are_no_page() {
        let mut state = 1_u64;
        let mut random = || {
            // Source: Knuth 1997, "The Art of Computer Programming", volume 2, the generator MMIX.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        for length in [300, 1_000, 10_000] {
            for _ in 0..300 {
                let bytes: Vec<u8> = (0..length).map(|_| random()).collect();
                assert!(binary_kind(&bytes).is_some(), "{bytes:?}");
            }
        }
    }

    #[test]
    fn stray_control_characters_make_no_page_binary() {
        let check = |page: &[u8]| assert_eq!(binary_kind(page), None, "{page:?}");
        check(b"\x01<p>x");
        check(&[b"text ".repeat(20).as_slice(), b"\0\x01"].concat());
        check(&b"<td>\x02\x03\x04\x05</td>".repeat(60));
        check(&[b"text<b>".repeat(9), b"\0".repeat(70)].concat());
        check(&[b"\n<!doctype html><p>".as_slice(), &b"\0".repeat(900)].concat());
        check(&[b"<Body class=a>".as_slice(), &b"\x01".repeat(900)].concat());
        // ISO-2022-JP, and letters of windows-1251 that are control characters elsewhere.
        check(&b"\x1b$B$3$l\x1b(B ".repeat(60));
        check(&b"\x80\x81\x8a\x9f ".repeat(60));
        check(&[b"\xff\xfe".as_slice(), &[0x01, 0x4e].repeat(60)].concat());
    }
}
