//! The attributes of a tag.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

use super::scan::{CLOSE, EQUALS, SLASH, SPACE, bytes_before, is};
use super::text::read_value_into;
use crate::document::{AttrName, Attributes};
use crate::{Limits, Span};

/// What the tree builder asks of attributes that are not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// `type=hidden`.
    pub(crate) hidden_type: bool,
    /// `color`, `face` or `size`.
    pub(crate) font: bool,
    /// `encoding` of HTML, which makes `annotation-xml` hold HTML.
    pub(crate) html_encoding: bool,
}

/// An attribute as written: its name, and where its value is in the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawAttribute<'a> {
    name: &'a [u8],
    value: (usize, usize),
    /// Whether there may be character references in the value.
    has_references: bool,
}

/// Walks the attributes of a tag up to its `>`.
pub(crate) struct AttributeScanner<'a> {
    source: &'a [u8],
    at: usize,
    self_closing: bool,
    closed: bool,
}

impl<'a> AttributeScanner<'a> {
    /// Walks from `at`, the end of the tag's name.
    pub(crate) fn new(source: &'a str, at: usize) -> Self {
        AttributeScanner { source: source.as_bytes(), at, self_closing: false, closed: false }
    }

    /// One past the last byte that was read.
    pub(crate) fn end(&self) -> usize {
        self.at
    }

    /// Whether the tag ended in `/>`.
    pub(crate) fn is_self_closing(&self) -> bool {
        self.self_closing
    }

    /// Whether the tag's `>` was read.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.source.get(self.at).copied()
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.source.get(self.at..).unwrap_or_default()
    }

    #[inline]
    fn skip_space(&mut self) {
        while self.byte().is_some_and(|byte| is(byte, SPACE)) {
            self.at += 1;
        }
    }

    /// Reads the value after an attribute's `=`.
    #[inline]
    fn value(&mut self, name: &'a [u8]) -> RawAttribute<'a> {
        self.skip_space();
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => self.quoted_value(name, quote),
            _ => {
                let start = self.at;
                self.at += bytes_before(self.rest(), SPACE | CLOSE);
                RawAttribute { name, value: (start, self.at), has_references: true }
            }
        }
    }

    #[inline]
    fn quoted_value(&mut self, name: &'a [u8], quote: u8) -> RawAttribute<'a> {
        let start = self.at + 1;
        let rest = self.source.get(start..).unwrap_or_default();
        let mut end = memchr2(quote, b'&', rest);
        let has_references = end.is_some_and(|end| rest.get(end) == Some(&b'&'));
        if has_references {
            end = memchr(quote, rest);
        }
        self.at = end.map_or(self.source.len(), |end| start + end + 1);
        let end = end.map_or(self.source.len(), |end| start + end);
        RawAttribute { name, value: (start, end), has_references }
    }
}

impl<'a> Iterator for AttributeScanner<'a> {
    type Item = RawAttribute<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<RawAttribute<'a>> {
        loop {
            match self.byte()? {
                b'>' => {
                    self.at += 1;
                    self.closed = true;
                    return None;
                }
                b'/' => {
                    self.at += 1;
                    self.self_closing = self.byte() == Some(b'>');
                }
                byte if is(byte, SPACE) => self.at += 1,
                _ => break,
            }
        }
        // The first byte is of the name, even if it is an equals sign.
        let rest = self.rest();
        let bytes = 1 + bytes_before(rest.get(1..).unwrap_or_default(), SPACE | CLOSE | SLASH | EQUALS);
        let name = rest.get(..bytes).unwrap_or_default();
        self.at += bytes;
        if self.byte() != Some(b'=') {
            self.skip_space();
            if self.byte() != Some(b'=') {
                return Some(RawAttribute { name, value: (0, 0), has_references: false });
            }
        }
        self.at += 1;
        Some(self.value(name))
    }
}

/// Reads a tag's attributes up to its end and keeps the named ones, the first of each name; whether a limit was
/// reached. In a `clean` page, values without character references stay as they are.
#[inline]
pub(super) fn keep(
    scanner: &mut AttributeScanner<'_>,
    source: &str,
    clean: bool,
    limits: &Limits,
    attributes: &mut Attributes,
) -> bool {
    let mut kept = 0_u32;
    let mut truncated = false;
    for (index, attribute) in scanner.enumerate() {
        if index >= limits.attributes {
            truncated = true;
            continue;
        }
        let Some(name) = AttrName::of(attribute.name) else { continue };
        if kept & 1 << name as u32 != 0 {
            continue;
        }
        kept |= 1 << name as u32;
        let mut value = attribute.value_in(source);
        if value.len() > limits.attribute_bytes {
            truncated |= !is_data_address(value);
            value = value.get(..value.floor_char_boundary(limits.attribute_bytes)).unwrap_or_default();
        }
        if clean && !attribute.has_references {
            attributes.push(name, value, String::push_str);
        } else {
            attributes.push(name, value, read_value_into);
        }
    }
    truncated
}

/// Whether a value is an image or the like, written out.
fn is_data_address(value: &str) -> bool {
    value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

impl<'a> RawAttribute<'a> {
    /// The name in lower case.
    pub(crate) fn lower_name(self) -> Cow<'a, str> {
        match String::from_utf8_lossy(self.name) {
            Cow::Borrowed(name) if !name.bytes().any(|byte| byte.is_ascii_uppercase()) => name.into(),
            name => name.to_ascii_lowercase().into(),
        }
    }

    /// The value as read, in the text that was scanned.
    pub(crate) fn read_in(self, source: &'a str) -> Cow<'a, str> {
        let raw = self.value_in(source);
        if memchr3(b'&', b'\r', 0, raw.as_bytes()).is_none() {
            return raw.into();
        }
        let mut value = String::with_capacity(raw.len());
        read_value_into(&mut value, raw);
        value.into()
    }

    fn value_in(self, source: &str) -> &str {
        source.get(self.value.0..self.value.1).unwrap_or_default()
    }
}

impl Marks {
    /// Reads the attributes of a tag, whose name ends at `at`.
    pub(super) fn read(source: &str, at: usize, limits: &Limits) -> Marks {
        let mut marks = Marks::default();
        for attribute in AttributeScanner::new(source, at).take(limits.attributes) {
            let value = attribute.value_in(source);
            match attribute.name.to_ascii_lowercase().as_slice() {
                b"type" => marks.hidden_type |= value.eq_ignore_ascii_case("hidden"),
                b"color" | b"face" | b"size" => marks.font = true,
                b"encoding" => {
                    marks.html_encoding |= value.eq_ignore_ascii_case("text/html")
                        || value.eq_ignore_ascii_case("application/xhtml+xml");
                }
                _ => {}
            }
        }
        marks
    }
}

/// A number that is equal for tags with equal attributes, whatever their order, case and quotes.
pub(crate) fn fingerprint(source: &str, name: Span, limits: &Limits) -> u64 {
    let mut value = String::new();
    AttributeScanner::new(source, name.end as usize).take(limits.attributes).fold(0, |sum: u64, attribute| {
        value.clear();
        read_value_into(&mut value, attribute.value_in(source));
        let name = attribute.name.iter().map(u8::to_ascii_lowercase);
        sum.wrapping_add(fnv(name.chain(std::iter::once(b'=')).chain(value.bytes())))
    })
}

/// FNV-1a.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
