//! Text as written → text as read.

use memchr::memchr3;

use super::references::{Context, reference};
use crate::Span;

/// A stretch of the page that is text, and how it is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) span: Span,
    pub(crate) reading: Reading,
}

/// Where the next byte of a page is that may be read otherwise than as it is written: an ampersand, a carriage return
/// or NUL. Few texts and values have one, which is known without a look at each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Specials {
    next: usize,
}

impl Specials {
    /// The special bytes of a page from `at` on.
    pub(super) fn new(source: &str, at: usize) -> Specials {
        let mut specials = Specials { next: 0 };
        specials.seek(source, at);
        specials
    }

    /// Whether there is one in a range, which begins nowhere before those that were asked for.
    #[inline]
    pub(super) fn any_in(&mut self, source: &str, start: usize, end: usize) -> bool {
        if self.next < start {
            self.seek(source, start);
        }
        self.next < end
    }

    #[inline(never)]
    fn seek(&mut self, source: &str, start: usize) {
        let rest = source.as_bytes().get(start..).unwrap_or_default();
        self.next = memchr3(b'&', b'\r', 0, rest).map_or(source.len(), |bytes| start + bytes);
    }
}

/// How a stretch of text is read. Line ends become `\n` in each way but the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// White space, word for word.
    Space,
    /// Word for word.
    Plain,
    /// With character references; NUL is left out.
    Data,
    /// With character references; NUL is U+FFFD.
    Rcdata,
    /// Without character references; NUL is U+FFFD.
    Raw,
}

impl Text {
    /// A stretch of text: plain where it holds nothing that another reading would change.
    #[inline]
    pub(super) fn new(
        source: &str,
        start: usize,
        end: usize,
        reading: Reading,
        specials: &mut Specials,
    ) -> Text {
        let span = Span { start: start as u32, end: end as u32 };
        // Most raw text is not kept, and not worth a look.
        let is_plain = reading != Reading::Raw && !specials.any_in(source, start, end);
        Text { span, reading: if is_plain { Reading::Plain } else { reading } }
    }

    /// The text split where its leading white space ends.
    pub(crate) fn split_space(self, source: &str) -> (Text, Text) {
        let middle = self.span.start + leading_space(self.span.of(source), self.reading) as u32;
        let (space, rest) = (Span { end: middle, ..self.span }, Span { start: middle, ..self.span });
        (Text { span: space, ..self }, Text { span: rest, ..self })
    }

    /// Whether the text is nothing but white space and what is left out.
    pub(crate) fn is_space(&self, source: &str) -> bool {
        if self.reading == Reading::Space {
            return true;
        }
        let mut rest = self.split_space(source).1;
        while self.reading == Reading::Data && rest.span.of(source).starts_with('\0') {
            rest.span.start += 1;
            rest = rest.split_space(source).1;
        }
        rest.is_empty()
    }

    /// Whether all of the text is left out.
    pub(crate) fn is_void(&self, source: &str) -> bool {
        self.is_empty() || self.reading == Reading::Data && self.span.of(source).bytes().all(|byte| byte == 0)
    }

    /// Whether there is no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.span.start == self.span.end
    }

    /// The text without a line feed at its beginning.
    pub(crate) fn without_line_feed(self, source: &str) -> Text {
        let raw = self.span.of(source);
        let bytes = match raw.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [b'&', ..] if matches!(self.reading, Reading::Data | Reading::Rcdata) => {
                reference(raw, Context::Text)
                    .filter(|found| found.first == '\n')
                    .map_or(0, |found| found.bytes)
            }
            _ => 0,
        };
        Text { span: Span { start: self.span.start + bytes as u32, ..self.span }, ..self }
    }
}

/// Bytes of the white space that the text begins with.
fn leading_space(raw: &str, reading: Reading) -> usize {
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | 0x0c | b'\r' => at += 1,
            b'&' if matches!(reading, Reading::Data | Reading::Rcdata) => {
                let found = raw.get(at..).and_then(|text| reference(text, Context::Text));
                match found.filter(|found| found.first.is_ascii_whitespace()) {
                    Some(found) => at += found.bytes,
                    None => break,
                }
            }
            _ => break,
        }
    }
    at
}

/// Appends a text as it is read.
pub(crate) fn read_into(out: &mut String, raw: &str, reading: Reading) {
    let has_references = match reading {
        Reading::Space | Reading::Plain => return out.push_str(raw),
        Reading::Data | Reading::Rcdata => Some(Context::Text),
        Reading::Raw => None,
    };
    resolve_into(out, raw, has_references, if reading == Reading::Data { "" } else { "\u{fffd}" });
}

/// Appends an attribute's value as it is read.
pub(crate) fn read_value_into(out: &mut String, raw: &str) {
    resolve_into(out, raw, Some(Context::Attribute), "\u{fffd}");
}

fn resolve_into(out: &mut String, raw: &str, references: Option<Context>, nul: &str) {
    let mut rest = raw;
    while let Some(at) = memchr3(b'&', b'\r', 0, rest.as_bytes()) {
        let (before, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let mut bytes = 1;
        match special.as_bytes().first() {
            Some(b'\r') => {
                out.push('\n');
                bytes += usize::from(special.as_bytes().get(1) == Some(&b'\n'));
            }
            Some(0) => out.push_str(nul),
            _ => match references.and_then(|context| reference(special, context)) {
                Some(found) => {
                    out.push(found.first);
                    out.extend(found.second);
                    bytes = found.bytes;
                }
                None => out.push('&'),
            },
        }
        rest = special.get(bytes..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, reading: Reading, expected: &str) {
        let mut out = String::new();
        read_into(&mut out, raw, reading);
        assert_eq!(out, expected);
    }

    #[test]
    fn each_reading_has_its_rules() {
        check("a&amp;b\0\r\nc\rd", Reading::Data, "a&b\nc\nd");
        check("a&amp;b\0", Reading::Rcdata, "a&b\u{fffd}");
        check("a&amp;b\0\r", Reading::Raw, "a&amp;b\u{fffd}\n");
        check("a&#13;\nb", Reading::Data, "a\r\nb");
    }

    #[test]
    fn values_keep_what_may_be_an_address() {
        let mut out = String::new();
        read_value_into(&mut out, "?a=1&copy=2&amp;b\r\n");
        assert_eq!(out, "?a=1&copy=2&b\n");
    }

    #[track_caller]
    fn check_space(source: &str, space: u32) {
        let text = Text::new(source, 0, source.len(), Reading::Data, &mut Specials::new(source, 0));
        assert_eq!(text.split_space(source).0.span.end, space);
    }

    #[test]
    fn white_space_may_be_written_as_references() {
        check_space(" \n&#32;&Tab;x", 12);
        check_space("&nbsp;", 0);
        check_space("&amp", 0);
        check_space(" \0 x", 1);
    }
}
