//! Text → tokens: tags, texts, and where comments and doctypes stand.
//!
//! Source: HTML standard, 13.2.5 "Tokenization".

mod attributes;
mod doctype;
mod raw;
mod references;
mod scan;
mod text;

pub(crate) use attributes::{AttributeScanner, Marks, fingerprint};
pub(crate) use raw::{RawText, script_end};
use text::Specials;
pub(crate) use text::{Reading, Text, read_into};

use memchr::{memchr, memmem};

use crate::document::Attributes;
use crate::space::after_space;
use crate::tag::NameKey;
use crate::{Limits, Span, Tag};
use attributes::TagEnd;

/// The namespace of XHTML, and up to which byte a page may name it.
const XHTML: &[u8] = b"http://www.w3.org/1999/xhtml";
const XHTML_BYTES: usize = 2048;

/// A piece of markup or text.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Token {
    Start(StartTag),
    End(EndTag),
    Text(Text),
    Comment,
    Doctype { quirks: bool },
}

/// The name of a tag as written, and a number that is equal for equal names, in whatever case.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Name {
    pub(crate) span: Span,
    pub(crate) fold: u32,
}

impl Name {
    pub(crate) fn of(self, source: &str) -> &str {
        self.span.of(source)
    }

    /// Whether two tags have the same name, in whatever case.
    pub(crate) fn is(self, other: Name, source: &str) -> bool {
        self.fold == other.fold && self.of(source).eq_ignore_ascii_case(other.of(source))
    }
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StartTag {
    pub(crate) tag: Tag,
    pub(crate) name: Name,
    /// The whole tag.
    pub(crate) span: Span,
    /// The attributes that are kept.
    pub(crate) attrs: (u32, u32),
    pub(crate) marks: Marks,
    pub(crate) self_closing: bool,
}

/// An end tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EndTag {
    pub(crate) tag: Tag,
    pub(crate) name: Name,
}

/// Reads a page from one token to the next.
pub(crate) struct Tokenizer<'a> {
    source: &'a str,
    at: usize,
    specials: Specials,
    raw: Option<RawText>,
    /// From where on the end of the last `noscript` is looked for, if that may be open.
    noscript: Option<usize>,
    /// Whether the page is XHTML that says so.
    is_xhtml: bool,
    limits: Limits,
    truncated: bool,
}

impl<'a> Tokenizer<'a> {
    /// Reads `source` from the byte `at` on.
    pub(crate) fn new(source: &'a str, at: usize, limits: Limits) -> Tokenizer<'a> {
        let specials = Specials::new(source, at);
        let is_xhtml = is_xhtml(source);
        Tokenizer { source, at, specials, raw: None, noscript: None, is_xhtml, limits, truncated: false }
    }

    /// Whether the page is XHTML that says so, of which some is read as XML: what HTML would lose.
    pub(crate) fn is_xhtml(&self) -> bool {
        self.is_xhtml
    }

    /// The byte at which the next token begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Whether an attribute was left out or cut.
    pub(crate) fn truncated(&self) -> bool {
        self.truncated
    }

    /// Reads what follows as raw text, up to the end tag that ends it, or that of the `noscript` that it stands in.
    pub(crate) fn begin_raw_text(&mut self, raw: RawText) {
        self.raw = Some(raw);
    }

    /// Whether raw text follows.
    pub(crate) fn is_raw_text(&self) -> bool {
        self.raw.is_some()
    }

    /// The next token, `None` at the end of the page. Attributes that are kept are added to `attributes`. CDATA
    /// sections are text only in foreign content and XHTML, comments elsewhere.
    #[inline]
    pub(crate) fn next(
        &mut self,
        in_foreign: impl FnOnce() -> bool,
        attributes: &mut Attributes,
    ) -> Option<Token> {
        if let Some(raw) = self.raw.take() {
            let start = self.at;
            self.at = raw::end(self.source, start, raw, self.is_in_noscript());
            if self.at > start {
                return Some(Token::Text(self.text(start, self.at, raw.reading())));
            }
        }
        loop {
            let start = self.at;
            let opens = self.byte(start) == Some(b'<');
            match self.byte(start + 1).filter(|_| opens) {
                Some(first) if first.is_ascii_alphabetic() => return self.start_tag(start, attributes),
                Some(b'/') => match self.byte(start + 2) {
                    Some(first) if first.is_ascii_alphabetic() => return self.end_tag(start),
                    Some(b'>') => self.at = start + 3,
                    Some(_) => return Some(self.bogus_comment(start)),
                    None => return Some(self.next_text(start)),
                },
                Some(b'!') => return Some(self.declaration(start, in_foreign())),
                Some(b'?') => return Some(self.bogus_comment(start)),
                _ => return (start < self.source.len()).then(|| self.next_text(start)),
            }
        }
    }

    /// Whether a `noscript` began before the next token, and has not ended.
    fn is_in_noscript(&mut self) -> bool {
        let at = self.at;
        let before = self.source.get(..at).unwrap_or_default();
        let is_open = |from: &usize| raw::noscript_end(before, *from).is_none();
        self.noscript = self.noscript.filter(is_open).map(|_| at);
        self.noscript.is_some()
    }

    #[inline]
    fn text(&mut self, start: usize, end: usize, reading: Reading) -> Text {
        Text::new(self.source, start, end, reading, &mut self.specials)
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &'a [u8] {
        self.source.as_bytes().get(at..).unwrap_or_default()
    }

    /// The text that begins at `start`, up to the next markup.
    #[inline(always)]
    fn next_text(&mut self, start: usize) -> Token {
        let words = self.source.len() - after_space(self.rest(start)).len();
        self.at = self.markup_from(words);
        let is_space = self.at == words;
        let span = Span { start: start as u32, end: self.at as u32 };
        Token::Text(if is_space {
            Text { span, reading: Reading::Space }
        } else {
            self.text(start, self.at, Reading::Data)
        })
    }

    /// Where markup begins, from `start` on.
    #[inline]
    fn markup_from(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            if self.byte(at) != Some(b'<') {
                let Some(found) = memchr(b'<', self.rest(at)) else { return self.source.len() };
                at += found;
            }
            if self.is_markup(at) {
                return at;
            }
            at += 1;
        }
    }

    /// Whether a `<` opens a tag, comment or declaration.
    #[inline]
    fn is_markup(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            Some(b'/') => self.byte(at + 2).is_some(),
            Some(b'!' | b'?') => true,
            next => next.is_some_and(|next| next.is_ascii_alphabetic()),
        }
    }

    /// What begins as markup and is none ends at the next `>`.
    fn bogus_comment(&mut self, start: usize) -> Token {
        let from = start + 2;
        self.at = memchr(b'>', self.rest(from)).map_or(self.source.len(), |found| from + found + 1);
        Token::Comment
    }

    /// `<!`: a comment, a doctype, a CDATA section, or a bogus comment.
    fn declaration(&mut self, start: usize, in_foreign: bool) -> Token {
        let rest = self.rest(start + 2);
        if rest.starts_with(b"--") {
            self.at = start + 4 + comment_bytes(self.rest(start + 4));
            return Token::Comment;
        }
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            let (quirks, bytes) = doctype::read(self.rest(start + 9));
            self.at = start + 9 + bytes;
            return Token::Doctype { quirks };
        }
        if (in_foreign || self.is_xhtml) && rest.starts_with(b"[CDATA[") {
            let start = start + 9;
            let end = memmem::find(self.rest(start), b"]]>").map(|found| start + found);
            self.at = end.map_or(self.source.len(), |end| end + 3);
            return Token::Text(self.text(start, end.unwrap_or(self.source.len()), Reading::Raw));
        }
        self.bogus_comment(start)
    }

    /// The tag of the name that begins at `start`, and where the name ends.
    #[inline(always)]
    fn name(&self, start: usize) -> (Tag, Name) {
        let (key, bytes) = NameKey::read(self.rest(start));
        let end = start + bytes;
        let span = Span { start: start as u32, end: end as u32 };
        (key.tag(), Name { span, fold: key.fold() })
    }

    /// A start tag; `None` where the page ends within it.
    #[inline(always)]
    fn start_tag(&mut self, start: usize, attributes: &mut Attributes) -> Option<Token> {
        let (tag, name) = self.name(start + 1);
        let first = attributes.len();
        let name_end = name.span.end as usize;
        let mut end = TagEnd { at: name_end + 1, is_closed: true, is_self_closing: false, truncated: false };
        if self.byte(name_end) != Some(b'>') {
            end = attributes::keep(self.source, name_end, &mut self.specials, &self.limits, attributes);
            self.truncated |= end.truncated;
        }
        self.at = end.at;
        let marks = match tag {
            Tag::Input | Tag::Font | Tag::AnnotationXml | Tag::Template => {
                Marks::read(self.source, name_end, &self.limits)
            }
            Tag::Noscript => {
                self.noscript = Some(end.at);
                Marks::default()
            }
            _ => Marks::default(),
        };
        let is_shown = tag == Tag::Template && marks.shadow_root;
        let tag = if is_shown { Tag::ShadowRoot } else { tag };
        let span = Span { start: start as u32, end: self.at as u32 };
        let attrs = (first, attributes.len());
        let self_closing = end.is_self_closing;
        end.is_closed.then_some(Token::Start(StartTag { tag, name, span, attrs, marks, self_closing }))
    }

    /// An end tag; `None` where the page ends within it.
    #[inline(always)]
    fn end_tag(&mut self, start: usize) -> Option<Token> {
        let (tag, name) = self.name(start + 2);
        let end = name.span.end as usize;
        if self.byte(end) == Some(b'>') {
            self.at = end + 1;
            return Some(Token::End(EndTag { tag, name }));
        }
        let mut scanner = AttributeScanner::new(self.source, end);
        scanner.by_ref().for_each(drop);
        self.at = scanner.end();
        scanner.is_closed().then_some(Token::End(EndTag { tag, name }))
    }
}

/// Whether a page begins with the declaration of XML, and names the namespace of XHTML soon.
fn is_xhtml(source: &str) -> bool {
    let start = source.trim_ascii_start().as_bytes();
    let head = start.get(..XHTML_BYTES).unwrap_or(start);
    start.starts_with(b"<?xml") && memmem::find(head, XHTML).is_some()
}

/// Bytes of a comment after `<!--`, its end included.
fn comment_bytes(rest: &[u8]) -> usize {
    if rest.starts_with(b">") {
        return 1;
    }
    if rest.starts_with(b"->") {
        return 2;
    }
    let mut at = 0;
    while let Some(found) = memmem::find(rest.get(at..).unwrap_or_default(), b"--") {
        at += found;
        match (rest.get(at + 2), rest.get(at + 3)) {
            (Some(b'>'), _) => return at + 3,
            (Some(b'!'), Some(b'>')) => return at + 4,
            _ => at += 1,
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests;
