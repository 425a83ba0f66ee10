//! Bytes → text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::charset;

/// Detection looks at no more than this many bytes from the first on that is not ASCII: its cost is linear, its answer
/// rarely changes later.
const DETECTION_BYTES: usize = 64 * 1024;
/// A page is UTF-8 with this many sound sequences of several bytes to each malformed one: other encodings have fewer sound
/// than malformed ones.
const SOUND_TO_MALFORMED: usize = 10;

const ESCAPE: u8 = 0x1b;

/// A page as text, and how its bytes were read.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text, without byte-order mark. Borrowed when the bytes were valid UTF-8.
    /// Malformed sequences are U+FFFD.
    pub text: Cow<'a, str>,
    /// WHATWG name of the encoding, such as `UTF-8` or `windows-1251`.
    pub encoding: &'static str,
    /// What decided the encoding.
    pub source: EncodingSource,
}

/// What decided a page's encoding, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingSource {
    /// A byte-order mark.
    ByteOrderMark,
    /// The caller's charset, such as that of an HTTP header.
    Transport,
    /// The bytes are valid UTF-8 and not plain ASCII, whatever the page declares.
    ValidUtf8,
    /// A `<meta>` in the head, or the XML declaration of a page without one.
    Meta,
    /// Statistical detection.
    Detected,
}

/// Decodes a page: byte-order mark, then `transport` (the charset of an HTTP header, if any), then valid UTF-8, then a
/// `<meta>` in the first 1,024 bytes or in the rest of the head, then an XML declaration, then detection. Never fails: what
/// cannot be read is U+FFFD.
///
/// Deviations from the standard:
///
/// - non-ASCII bytes that are valid UTF-8 throughout are UTF-8 even where a `<meta>` says otherwise, because saved and
///   re-encoded pages keep their old declaration, or where the transport names a charset of single bytes, for servers name
///   one for all of their pages;
/// - a page that declares UTF-8 is left to detection unless it is UTF-8 but for a few malformed sequences, such as one
///   that the end of a page that was cut tore apart;
/// - a `<meta>` behind the first 64 KiB, or behind the first 1,024 bytes and in the body, is ignored;
/// - UTF-16 is read without a mark, where the page begins with markup;
/// - pages that declare nothing are detected by their bytes alone, not by their address or the reader's language.
pub fn decode<'a>(bytes: &'a [u8], transport: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(bytes.get(mark..).unwrap_or_default(), encoding, EncodingSource::ByteOrderMark);
    }
    let transport = transport.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let is_single_byte = transport.is_none_or(Encoding::is_single_byte);
    if is_single_byte
        && !bytes.is_ascii()
        && let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Decoded { text, encoding: UTF_8.name(), source: EncodingSource::ValidUtf8 };
    }
    if let Some(encoding) = transport {
        return decoded(bytes, encoding, EncodingSource::Transport);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return decoded(bytes, encoding, EncodingSource::Detected);
    }
    match charset::declared(bytes) {
        Some(encoding) if encoding != UTF_8 || bytes.is_ascii() || is_mostly_utf8(bytes) => {
            decoded(bytes, encoding, EncodingSource::Meta)
        }
        _ => decoded(bytes, detect(bytes), EncodingSource::Detected),
    }
}

fn decoded<'a>(bytes: &'a [u8], encoding: &'static Encoding, source: EncodingSource) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), source }
}

/// UTF-16 without a mark shows as markup whose every second byte is zero, behind white space or not.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_pad =
        |unit: &&[u8]| matches!(unit, [0, b'\t' | b'\n' | b'\r' | b' '] | [b'\t' | b'\n' | b'\r' | b' ', 0]);
    let pad = bytes.chunks(2).take_while(is_pad).count() * 2;
    match bytes.get(pad..)? {
        [b'<', 0, b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether far more of the bytes that are not ASCII are of sound UTF-8 than of malformed sequences, not counting one that
/// the end of the page tore apart.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut malformed) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        let is_torn = || str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        malformed += usize::from(!chunk.invalid().is_empty() && (chunks.peek().is_some() || !is_torn()));
    }
    sound > 0 && sound >= SOUND_TO_MALFORMED * malformed
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // ISO-2022-JP is ASCII but for its escapes.
    let first = bytes.iter().position(|byte| !byte.is_ascii() || *byte == ESCAPE).unwrap_or(0);
    let rest = bytes.get(first..).unwrap_or_default();
    let sample = rest.get(..DETECTION_BYTES).unwrap_or(rest);
    detector.feed(sample, sample.len() == rest.len());
    let found = detector.guess(None, Utf8Detection::Allow);
    if found.is_ascii_compatible() || bytes.contains(&ESCAPE) { found } else { UTF_8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], transport: Option<&str>, encoding: &str, text: &str) {
        let decoded = decode(bytes, transport);
        assert_eq!((decoded.encoding, decoded.text.as_ref()), (encoding, text));
    }

    #[test]
    fn a_byte_order_mark_beats_everything() {
        check(b"\xef\xbb\xbf<meta charset=koi8-r>\xd0\x9f", None, "UTF-8", "<meta charset=koi8-r>П");
        check(b"\xff\xfe\x1f\x04", Some("utf-8"), "UTF-16LE", "П");
        check(b"\xfe\xff\x04\x1f", None, "UTF-16BE", "П");
    }

    #[test]
    fn the_transport_charset_beats_the_declared_one() {
        check(b"<meta charset=koi8-r>\xcf", Some("windows-1251"), "windows-1251", "<meta charset=koi8-r>П");
        check(b"<meta charset=koi8-r>\xf0", Some("nonsense"), "KOI8-R", "<meta charset=koi8-r>П");
        check(b"\xc4\xe3", Some("gbk"), "GBK", "你");
        check(b"\xc4\x80", Some("gbk"), "GBK", "膧");
    }

    #[test]
    fn declared_charsets_are_found() {
        check(b"<meta charset='windows-1251'>\xcf", None, "windows-1251", "<meta charset='windows-1251'>П");
        let http = b"<META content='text/html; charset=gb2312' http-equiv=Content-Type>\xb0\xa1";
        assert_eq!(decode(http, None).encoding, "GBK");
        check(
            b"<!-- <meta charset=koi8-r> --><meta charset=utf-16>a",
            None,
            "UTF-8",
            "<!-- <meta charset=koi8-r> --><meta charset=utf-16>a",
        );
    }

    #[test]
    fn charsets_are_declared_anywhere_in_the_head() {
        let check = |before: &str, after: &str, encoding: &str| {
            for filler in ["<!-- a -->", "<style>a</style>", "<meta name=a content=b>"] {
                let head = format!("{before}{}{after}", filler.repeat(200));
                let page = [head.as_bytes(), b"\xa4 Stra\xdfe"].concat();
                let found = decode(&page, None);
                let is_declared = found.source == EncodingSource::Meta;
                assert_eq!((found.encoding, is_declared), (encoding, encoding != "windows-1252"), "{after}");
            }
        };
        check("<head>", "<meta charset=iso-8859-15></head><body>", "ISO-8859-15");
        check("<head>", "<META http-equiv=content-type content='text/html;charset=koi8-r'>", "KOI8-R");
        check("<?xml version=\"1.0\" encoding=\"iso-8859-15\"?><html>", "", "ISO-8859-15");
        check("\n<?xml version='1.0' encoding = 'iso-8859-15' ?>", "<meta charset=nonsense>", "ISO-8859-15");
        check("<?xml encoding='koi8-r'?>", "<meta charset=iso-8859-15>", "ISO-8859-15");
        check("<?xml version='1.0'?>", "", "windows-1252");
        check("<head>", "</head><body class=a><meta charset=iso-8859-15>", "windows-1252");
        check(&" ".repeat(64 * 1024), "<meta charset=iso-8859-15>", "windows-1252");
    }

    #[test]
    fn valid_utf8_is_utf8_whatever_it_declares() {
        check("<meta charset=gb2312>é".as_bytes(), None, "UTF-8", "<meta charset=gb2312>é");
        check("é".as_bytes(), Some("iso-8859-1"), "UTF-8", "é");
    }

    #[test]
    fn a_false_declaration_of_utf8_is_left_to_detection() {
        let text = "Быстрая лиса медленно шла по старому каменному мосту";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
        let page = [b"<meta charset=utf-8>".as_slice(), &bytes].concat();
        assert!(decode(&page, None).text.ends_with(text));
    }

    #[test]
    fn utf8_stays_utf8_where_it_is_damaged() {
        let text = "Быстрая лиса шла по старому мосту";
        for declared in ["", "<meta charset=utf-8>"] {
            let page = format!("{declared}{text}");
            let stray = [page.as_bytes(), b" \xe9."].concat();
            check(&stray, None, "UTF-8", &format!("{page} \u{fffd}."));
            check(
                &page.as_bytes()[..page.len() - 1],
                None,
                "UTF-8",
                &format!("{declared}{}\u{fffd}", &text[..text.len() - 2]),
            );
        }
        check(
            b"<meta charset=utf-8>Stra\xc3\x9fe \xc3",
            None,
            "UTF-8",
            "<meta charset=utf-8>Straße \u{fffd}",
        );
    }

    #[test]
    fn undeclared_pages_are_detected() {
        let text = "素早い狐は古い石の橋をゆっくりと渡り、川は木の葉と光を海へ運んだ。".repeat(3);
        for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP] {
            let (bytes, ..) = encoding.encode(&text);
            check(&bytes, None, encoding.name(), &text);
            // A long style sheet in the head tells nothing.
            let head = " ".repeat(2 * DETECTION_BYTES);
            check(&[head.as_bytes(), &bytes].concat(), None, encoding.name(), &(head.clone() + &text));
        }
    }

    #[test]
    fn utf16_without_a_mark_is_read() {
        for page in ["<p>Жук", "\r\n <!doctype html>Жук", "<?xml version='1.0' encoding='utf-16'?>Жук"]
        {
            let bytes: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
            check(&bytes, None, "UTF-16LE", page);
            let bytes: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check(&bytes, None, "UTF-16BE", page);
        }
    }

    #[test]
    fn empty_and_binary_input_decode_to_something() {
        assert_eq!(decode(b"", None).text, "");
        assert!(!decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None).text.is_empty());
    }
}
