//! Which encoding a page declares: in a `<meta>`, or in an XML declaration.
//!
//! Source: HTML standard, 13.2.3.2 "prescan a byte stream to determine its encoding", shortened to what pages use.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::memchr;

/// The prescan of the HTML standard ends here.
const PRESCAN_BYTES: usize = 1024;

/// A `<meta>` further on changes the encoding as well, by the standard's tree construction; long style sheets and scripts
/// may stand before it. It is looked for up to here, or to the body.
const HEAD_BYTES: usize = 64 * 1024;

/// The encoding that a `<meta charset>` or `<meta http-equiv=content-type>` in the first 1,024 bytes declares, or in the
/// rest of the head, as far as that is in the first 64 KiB; else that of the XML declaration that the page begins with.
/// `None` where there is none or its label is unknown. UTF-16, which could not have been read this far, means UTF-8.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    in_meta(bytes).or_else(|| in_xml_declaration(bytes)).map(readable)
}

fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let mut rest = head;
    while let Some(at) = memchr(b'<', rest) {
        rest = from(rest, at + 1);
        if rest.starts_with(b"!--") {
            // The comment may be `<!-->`, so its end is looked for from its second dash on.
            let end = find(from(rest, 1), b"-->")?;
            rest = from(rest, 1 + end + 3);
        } else if let Some(attributes) = tag(rest, b"meta") {
            let (found, after) = meta(attributes);
            if found.is_some() {
                return found;
            }
            rest = after;
        } else if head.len() - rest.len() > PRESCAN_BYTES && tag(rest, b"body").is_some() {
            break;
        }
    }
    None
}

/// What is behind the name of a tag, where it is this one.
fn tag<'a>(bytes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let (found, rest) = bytes.split_at_checked(name.len())?;
    let ends = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>');
    (found.eq_ignore_ascii_case(name) && rest.first().is_some_and(ends)).then_some(rest)
}

/// The encoding of `<?xml version="1.0" encoding="..."?>`.
fn in_xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = from(bytes, bytes.iter().position(|&byte| !is_space(byte))?);
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = declaration.get(..declaration.iter().position(|&byte| byte == b'>')?)?;
    let value = from(declaration, find(declaration, b"encoding")? + b"encoding".len()).trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = value.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    Encoding::for_label(value.get(..value.iter().position(|byte| byte == quote)?)?)
}

fn readable(encoding: &'static Encoding) -> &'static Encoding {
    match encoding {
        e if e == UTF_16BE || e == UTF_16LE => UTF_8,
        e if e == X_USER_DEFINED => WINDOWS_1252,
        e => e,
    }
}

/// Reads the attributes of one meta tag; returns what it declares and the bytes after it.
fn meta(mut rest: &[u8]) -> (Option<&'static Encoding>, &[u8]) {
    let (mut charset, mut content, mut is_content_type) = (None, None, false);
    while let Some((name, value, after)) = attribute(rest) {
        rest = after;
        match name.to_ascii_lowercase().as_slice() {
            b"charset" => charset = charset.or(Encoding::for_label(value)),
            b"content" => content = content.or(in_content_type(value)),
            b"http-equiv" => is_content_type = value.eq_ignore_ascii_case(b"content-type"),
            _ => {}
        }
    }
    (charset.or(content.filter(|_| is_content_type)), rest)
}

/// The next attribute (name, value, the bytes after it), or `None` at the end of the tag.
fn attribute(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let bytes = from(bytes, bytes.iter().position(|&b| !is_space(b) && b != b'/')?);
    if bytes.first() == Some(&b'>') {
        return None;
    }
    let end = bytes.iter().position(|&b| is_space(b) || matches!(b, b'=' | b'>' | b'/'))?.max(1);
    let (name, rest) = bytes.split_at_checked(end)?;
    let equals = rest.iter().position(|&b| !is_space(b))?;
    if rest.get(equals) != Some(&b'=') {
        return Some((name, b"", rest));
    }
    let rest = from(rest, equals + 1);
    let rest = from(rest, rest.iter().position(|&b| !is_space(b))?);
    if let [quote @ (b'"' | b'\''), quoted @ ..] = rest {
        let end = quoted.iter().position(|b| b == quote)?;
        return Some((name, quoted.get(..end)?, from(quoted, end + 1)));
    }
    let end = rest.iter().position(|&b| is_space(b) || b == b'>')?;
    let (value, rest) = rest.split_at_checked(end)?;
    Some((name, value, rest))
}

/// The charset in `text/html; charset=...`.
fn in_content_type(value: &[u8]) -> Option<&'static Encoding> {
    let lower = value.to_ascii_lowercase();
    let after = from(value, find(&lower, b"charset")? + 7);
    let label = from(after, after.iter().position(|&b| !is_space(b) && b != b'=')?);
    let ends = |b: &u8| is_space(*b) || matches!(b, b';' | b'"' | b'\'');
    let end = label.iter().skip(1).position(ends).map_or(label.len(), |end| end + 1);
    let label = label.get(..end)?;
    Encoding::for_label(label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label))
}

/// The bytes from a place on; none where they end before it.
fn from(bytes: &[u8], start: usize) -> &[u8] {
    bytes.get(start..).unwrap_or_default()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}
