//! The attributes of a tag.

use std::borrow::Cow;

use memchr::{memchr, memchr3};

use super::scan::{CLOSE, EQUALS, SLASH, SPACE, bytes_before, is};
use super::text::{Specials, read_value_into};
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
    /// `shadowrootmode`, which makes a `template` a part of the page.
    pub(crate) shadow_root: bool,
}

/// An attribute as written: its name, and where its value is in the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawAttribute<'a> {
    name: &'a [u8],
    /// What the name is, where it was seen at a glance.
    known: Option<AttrName>,
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

    /// Reads the value after an attribute's `=`, and where it is.
    #[inline]
    fn value(&mut self) -> (usize, usize) {
        self.skip_space();
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.quoted_value(quote)
            }
            _ => {
                let start = self.at;
                self.at += bytes_before(self.rest(), SPACE | CLOSE);
                (start, self.at)
            }
        }
    }

    /// Reads a value up to the quote that ends it.
    #[inline]
    fn quoted_value(&mut self, quote: u8) -> (usize, usize) {
        let start = self.at;
        let end = memchr(quote, self.rest()).map_or(self.source.len(), |bytes| start + bytes);
        self.at = self.source.len().min(end + 1);
        (start, end)
    }
}

impl<'a> Iterator for AttributeScanner<'a> {
    type Item = RawAttribute<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<RawAttribute<'a>> {
        loop {
            match self.byte()? {
                byte if is(byte, SPACE) => self.at += 1,
                b'>' => {
                    self.at += 1;
                    self.closed = true;
                    return None;
                }
                b'/' => {
                    self.at += 1;
                    self.self_closing = self.byte() == Some(b'>');
                }
                _ => break,
            }
        }
        let rest = self.rest();
        if let Some((known, start)) = usual_start(rest) {
            let name = rest.get(..start - 2).unwrap_or_default();
            self.at += start;
            return Some(RawAttribute { name, known: Some(known), value: self.quoted_value(b'"') });
        }
        // The first byte is of the name, even if it is an equals sign.
        let bytes = 1 + bytes_before(rest.get(1..).unwrap_or_default(), SPACE | CLOSE | SLASH | EQUALS);
        let name = rest.get(..bytes).unwrap_or_default();
        self.at += bytes;
        if self.byte() != Some(b'=') {
            self.skip_space();
            if self.byte() != Some(b'=') {
                return Some(RawAttribute { name, known: None, value: (0, 0) });
            }
        }
        self.at += 1;
        Some(RawAttribute { name, known: None, value: self.value() })
    }
}

/// The attribute of a name that is kept, where the bytes begin with it as nearly all pages write it, and the bytes
/// up to its value, the opening quote included.
#[inline(always)]
fn usual_start(bytes: &[u8]) -> Option<(AttrName, usize)> {
    let seen = |start: &[u8], name| bytes.starts_with(start).then_some((name, start.len()));
    match bytes.first()? {
        b'c' => seen(b"class=\"", AttrName::Class),
        b'h' => seen(b"href=\"", AttrName::Href),
        b'i' => seen(b"id=\"", AttrName::Id),
        b's' => seen(b"src=\"", AttrName::Src).or_else(|| seen(b"style=\"", AttrName::Style)),
        b'a' => seen(b"alt=\"", AttrName::Alt),
        b't' => seen(b"title=\"", AttrName::Title).or_else(|| seen(b"type=\"", AttrName::Type)),
        b'r' => seen(b"rel=\"", AttrName::Rel),
        _ => None,
    }
}

/// What a tag's attributes say of it, and where it ends.
#[derive(Clone, Copy)]
pub(super) struct TagEnd {
    /// One past the last byte.
    pub(super) at: usize,
    pub(super) is_closed: bool,
    pub(super) is_self_closing: bool,
    /// Whether an attribute was left out or cut.
    pub(super) truncated: bool,
}

/// Reads a tag's attributes, from the end of its name at `at` up to its end, and keeps the named ones, the first of each
/// name. Values without special bytes stay as they are.
// Not inlined: its loop needs the registers.
#[inline(never)]
pub(super) fn keep(
    source: &str,
    at: usize,
    specials: &mut Specials,
    limits: &Limits,
    attributes: &mut Attributes,
) -> TagEnd {
    let mut kept = 0_u32;
    let mut truncated = false;
    let mut left = limits.attributes;
    let mut scanner = AttributeScanner::new(source, at);
    for attribute in scanner.by_ref() {
        let Some(others) = left.checked_sub(1) else {
            truncated = true;
            continue;
        };
        left = others;
        let Some(name) = attribute.known.or_else(|| AttrName::of(attribute.name)) else { continue };
        if kept & 1 << name as u32 != 0 {
            continue;
        }
        kept |= 1 << name as u32;
        let (start, end) = attribute.value;
        let mut value = source.get(start..end).unwrap_or_default();
        if value.len() > limits.attribute_bytes {
            truncated |= !is_data_address(value);
            value = value.get(..value.floor_char_boundary(limits.attribute_bytes)).unwrap_or_default();
        }
        if specials.any_in(source, start, end) {
            attributes.push(name, value, read_value_into);
        } else {
            attributes.push(name, value, String::push_str);
        }
    }
    let AttributeScanner { at, closed, self_closing, .. } = scanner;
    TagEnd { at, is_closed: closed, is_self_closing: self_closing, truncated }
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
            let is = |name: &str| attribute.name.eq_ignore_ascii_case(name.as_bytes());
            let says = |value: &str| attribute.value_in(source).eq_ignore_ascii_case(value);
            match attribute.name.len() {
                4 if is("type") => marks.hidden_type |= says("hidden"),
                4 | 5 if is("color") || is("face") || is("size") => marks.font = true,
                8 if is("encoding") => {
                    marks.html_encoding |= says("text/html") || says("application/xhtml+xml");
                }
                14 if is("shadowrootmode") => marks.shadow_root |= says("open") || says("closed"),
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
