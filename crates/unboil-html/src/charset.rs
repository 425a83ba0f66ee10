//! The `<meta>` prescan: which encoding a page declares in its first bytes.
//!
//! Source: HTML standard, 13.2.3.2 "prescan a byte stream to determine its encoding", shortened to what pages use.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The prescan of the HTML standard ends here.
const PRESCAN_BYTES: usize = 1024;

/// The encoding that a `<meta charset>` or `<meta http-equiv=content-type>` in the first 1,024 bytes declares;
/// `None` where there is none or its label is unknown. UTF-16, which could not have been read this far, means UTF-8.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = &bytes[..bytes.len().min(PRESCAN_BYTES)];
    while let Some(at) = rest.iter().position(|&byte| byte == b'<') {
        rest = &rest[at + 1..];
        if rest.starts_with(b"!--") {
            // The comment may be `<!-->`, so its end is looked for from its second dash on.
            let end = find(&rest[1..], b"-->")?;
            rest = &rest[1 + end + 3..];
        } else if rest.len() > 5 && rest[..4].eq_ignore_ascii_case(b"meta") && is_space(rest[4]) {
            let (found, after) = meta(&rest[5..]);
            if let Some(encoding) = found {
                return Some(readable(encoding));
            }
            rest = after;
        }
    }
    None
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
    let start = bytes.iter().position(|&b| !is_space(b) && b != b'/')?;
    let bytes = &bytes[start..];
    if bytes[0] == b'>' {
        return None;
    }
    let end = bytes.iter().position(|&b| is_space(b) || matches!(b, b'=' | b'>' | b'/'))?.max(1);
    let (name, rest) = bytes.split_at(end);
    let equals = rest.iter().position(|&b| !is_space(b))?;
    if rest[equals] != b'=' {
        return Some((name, b"", rest));
    }
    let rest = &rest[equals + 1..];
    let rest = &rest[rest.iter().position(|&b| !is_space(b))?..];
    if matches!(rest[0], b'"' | b'\'') {
        let end = rest[1..].iter().position(|&b| b == rest[0])?;
        return Some((name, &rest[1..=end], &rest[end + 2..]));
    }
    let end = rest.iter().position(|&b| is_space(b) || b == b'>')?;
    Some((name, &rest[..end], &rest[end..]))
}

/// The charset in `text/html; charset=...`.
fn in_content_type(value: &[u8]) -> Option<&'static Encoding> {
    let lower = value.to_ascii_lowercase();
    let after = &value[find(&lower, b"charset")? + 7..];
    let label = after.iter().position(|&b| !is_space(b) && b != b'=').map(|at| &after[at..])?;
    let end = label[1..].iter().position(|&b| is_space(b) || matches!(b, b';' | b'"' | b'\''));
    let label = end.map_or(label, |end| &label[..=end]);
    Encoding::for_label(label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}
