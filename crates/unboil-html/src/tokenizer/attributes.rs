//! The attributes of a tag.

use memchr::memchr;

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

/// An attribute as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawAttribute<'a> {
    name: &'a str,
    value: &'a str,
}

/// Walks the attributes of a tag up to its `>`.
pub(crate) struct AttributeScanner<'a> {
    source: &'a str,
    at: usize,
    self_closing: bool,
    closed: bool,
}

impl<'a> AttributeScanner<'a> {
    /// Walks from `at`, the end of the tag's name.
    pub(crate) fn new(source: &'a str, at: usize) -> Self {
        AttributeScanner { source, at, self_closing: false, closed: false }
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
        self.source.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.byte().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// The text from `start` to the place that is being read.
    fn since(&self, start: usize) -> &'a str {
        self.source.get(start..self.at).unwrap_or_default()
    }

    fn value(&mut self) -> &'a str {
        self.skip_space();
        let Some(first) = self.byte() else { return "" };
        if matches!(first, b'"' | b'\'') {
            let start = self.at + 1;
            let rest = self.source.as_bytes().get(start..).unwrap_or_default();
            let end = memchr(first, rest).map(|found| start + found);
            self.at = end.unwrap_or(self.source.len());
            let value = self.since(start);
            self.at += usize::from(end.is_some());
            return value;
        }
        let start = self.at;
        while self.byte().is_some_and(|byte| byte != b'>' && !is_space(byte)) {
            self.at += 1;
        }
        self.since(start)
    }
}

impl<'a> Iterator for AttributeScanner<'a> {
    type Item = RawAttribute<'a>;

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
        let name = self.since(start);
        self.skip_space();
        if self.byte() != Some(b'=') {
            return Some(RawAttribute { name, value: "" });
        }
        self.at += 1;
        Some(RawAttribute { name, value: self.value() })
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

/// Reads a tag's attributes up to its end and keeps the named ones, the first of each name; returns their range and
/// what else the attributes say.
pub(super) fn keep(
    scanner: &mut AttributeScanner<'_>,
    limits: &Limits,
    attributes: &mut Attributes,
    truncated: &mut bool,
) -> ((u32, u32), Marks) {
    let first = attributes.len();
    let mut marks = Marks::default();
    let mut kept = 0_u32;
    for (index, attribute) in scanner.enumerate() {
        if index >= limits.attributes {
            *truncated = true;
            continue;
        }
        marks.read(attribute);
        let Some(name) = AttrName::named(attribute.name) else { continue };
        if kept & 1 << name as u32 != 0 {
            continue;
        }
        kept |= 1 << name as u32;
        let value = attribute.value;
        let end = value.floor_char_boundary(limits.attribute_bytes);
        *truncated |= end < value.len();
        attributes.push(name, value.get(..end).unwrap_or_default(), read_value_into);
    }
    ((first, attributes.len()), marks)
}

impl Marks {
    fn read(&mut self, attribute: RawAttribute<'_>) {
        let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
        match attribute.name.len() {
            4 if is("type") => self.hidden_type = attribute.value.eq_ignore_ascii_case("hidden"),
            4 if is("face") || is("size") => self.font = true,
            5 if is("color") => self.font = true,
            8 if is("encoding") => {
                let value = attribute.value;
                self.html_encoding = value.eq_ignore_ascii_case("text/html")
                    || value.eq_ignore_ascii_case("application/xhtml+xml");
            }
            _ => {}
        }
    }
}

/// A number that is equal for tags with equal attributes, whatever their order, case and quotes.
pub(crate) fn fingerprint(source: &str, name: Span, limits: &Limits) -> u64 {
    let mut value = String::new();
    AttributeScanner::new(source, name.end as usize).take(limits.attributes).fold(0, |sum: u64, attribute| {
        value.clear();
        read_value_into(&mut value, attribute.value);
        let name = attribute.name.bytes().map(|byte| byte.to_ascii_lowercase());
        sum.wrapping_add(fnv(name.chain(std::iter::once(b'=')).chain(value.bytes())))
    })
}

/// FNV-1a.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
