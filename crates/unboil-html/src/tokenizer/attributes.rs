//! The attributes of a tag.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

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
    fn skip_space(&mut self) {
        while self.byte().is_some_and(is_space) {
            self.at += 1;
        }
    }

    #[inline]
    fn value(&mut self) -> (usize, usize) {
        self.skip_space();
        let start = self.at;
        if let Some(quote @ (b'"' | b'\'')) = self.byte() {
            let rest = self.source.get(start + 1..).unwrap_or_default();
            let end = memchr(quote, rest).map(|found| start + 1 + found);
            self.at = end.map_or(self.source.len(), |end| end + 1);
            return (start + 1, end.unwrap_or(self.source.len()));
        }
        while self.byte().is_some_and(|byte| byte != b'>' && !is_space(byte)) {
            self.at += 1;
        }
        (start, self.at)
    }
}

impl<'a> Iterator for AttributeScanner<'a> {
    type Item = RawAttribute<'a>;

    #[inline]
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
                byte if is_space(byte) => self.at += 1,
                _ => break,
            }
        }
        let start = self.at;
        self.at += 1;
        while self.byte().is_some_and(|byte| !matches!(byte, b'=' | b'>' | b'/') && !is_space(byte)) {
            self.at += 1;
        }
        let name = self.source.get(start..self.at).unwrap_or_default();
        self.skip_space();
        if self.byte() != Some(b'=') {
            return Some(RawAttribute { name, value: (0, 0) });
        }
        self.at += 1;
        Some(RawAttribute { name, value: self.value() })
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

/// Reads a tag's attributes up to its end and keeps the named ones, the first of each name; whether a limit was
/// reached.
pub(super) fn keep(
    scanner: &mut AttributeScanner<'_>,
    source: &str,
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
        let value = attribute.value_in(source);
        let end = value.floor_char_boundary(limits.attribute_bytes);
        truncated |= end < value.len() && !is_data_address(value);
        attributes.push(name, value.get(..end).unwrap_or_default(), read_value_into);
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
