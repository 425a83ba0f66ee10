//! Elements whose content is text, whatever it looks like, up to their end tag.

use memchr::{memchr, memchr2};

use super::text::Reading;
use crate::Span;

const NOSCRIPT: &str = "noscript";

/// Which rules end a raw text; each but the last ends at the end tag of the name that began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RawText {
    /// `title` and `textarea`: character references are resolved.
    Rcdata(Span),
    /// `style`, `xmp`, `iframe`, `noembed`, `noframes`.
    Rawtext(Span),
    /// `script`: an end tag within `<!-- <script> ... -->` does not count.
    Script(Span),
    /// `plaintext`: to the end of the page.
    Plaintext,
}

impl RawText {
    pub(super) fn reading(self) -> Reading {
        match self {
            RawText::Rcdata(_) => Reading::Rcdata,
            _ => Reading::Raw,
        }
    }
}

/// Where the raw text that begins at `start` ends: at its end tag or at the end of the page; within `noscript`, which is
/// one text to browsers that run scripts, at the end tag of that as well.
pub(super) fn end(source: &str, start: usize, raw: RawText, in_noscript: bool) -> usize {
    let name = match raw {
        RawText::Plaintext => return source.len(),
        RawText::Script(name) if !in_noscript => return script_end(source, start, name.of(source)),
        RawText::Rcdata(name) | RawText::Rawtext(name) | RawText::Script(name) => name.of(source),
    };
    let names = [name, NOSCRIPT];
    let names = if in_noscript { &names[..] } else { &names[..1] };
    end_tag(source, start, names).unwrap_or(source.len())
}

/// Where the first end tag of `noscript` begins, from `start` on.
pub(super) fn noscript_end(source: &str, start: usize) -> Option<usize> {
    end_tag(source, start, &[NOSCRIPT])
}

/// Where the first end tag of one of the names begins, from `start` on.
fn end_tag(source: &str, start: usize, names: &[&str]) -> Option<usize> {
    let mut at = start;
    loop {
        at += memchr(b'<', rest(source, at))?;
        let after = rest(source, at + 1);
        let is_end = |name: &&str| is_name(after.get(1..).unwrap_or_default(), name);
        if after.first() == Some(&b'/') && names.iter().any(is_end) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a tag of that name begins here, as far as its name goes.
fn is_name(bytes: &[u8], name: &str) -> bool {
    let delimited = |byte: &u8| matches!(byte, b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r' | 0x0c);
    bytes.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(name.len()).is_some_and(delimited)
}

fn rest(source: &str, at: usize) -> &[u8] {
    source.as_bytes().get(at..).unwrap_or_default()
}

/// How deep a script is in `<!-- <script>`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Comment,
    Script,
}

/// Where the content of a script that begins at `start` ends, given the name of its tag.
pub(crate) fn script_end(source: &str, start: usize, name: &str) -> usize {
    let mut escape = Escape::None;
    let mut at = start;
    while let Some(found) = next_special(rest(source, at), escape) {
        at += found;
        let here = rest(source, at);
        if here.starts_with(b"-->") {
            escape = Escape::None;
            at += 3;
        } else if escape == Escape::None && here.starts_with(b"<!--") {
            // The two dashes may be those of `-->` as well: `<!-->` ends at once.
            escape = Escape::Comment;
            at += 2;
        } else if here.starts_with(b"</") && is_name(here.get(2..).unwrap_or_default(), name) {
            if escape != Escape::Script {
                return at;
            }
            escape = Escape::Comment;
            at += 2;
        } else {
            if escape == Escape::Comment
                && is_name(here.get(1..).unwrap_or_default(), name)
                && here.first() == Some(&b'<')
            {
                escape = Escape::Script;
            }
            at += 1;
        }
    }
    source.len()
}

/// The next byte that may change the state: dashes count only within comments.
fn next_special(bytes: &[u8], escape: Escape) -> Option<usize> {
    match escape {
        Escape::None => memchr(b'<', bytes),
        _ => memchr2(b'<', b'-', bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, make: fn(Span) -> RawText, name: &str, expected: &str) {
        check_within(false, source, make, name, expected);
    }

    #[track_caller]
    fn check_within(in_noscript: bool, source: &str, make: fn(Span) -> RawText, name: &str, expected: &str) {
        let page = format!("{name}{source}");
        let span = Span { start: 0, end: name.len() as u32 };
        let end = end(&page, name.len(), make(span), in_noscript);
        assert_eq!(page.get(name.len()..end), Some(expected));
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag() {
        check("a<b></c></titlex></TITLE >x", RawText::Rcdata, "title", "a<b></c></titlex>");
        check("a</style", RawText::Rawtext, "style", "a</style");
        check("a</xmp/>", RawText::Rawtext, "xmp", "a");
    }

    #[test]
    fn raw_text_within_noscript_ends_with_it() {
        let check = |source, make, name, expected| check_within(true, source, make, name, expected);
        check("a</NoScript>b</iframe>", RawText::Rawtext, "iframe", "a");
        check("a</iframe>b</noscript>", RawText::Rawtext, "iframe", "a");
        check("<!--a</noscript>b--></script>", RawText::Script, "script", "<!--a");
        check_within(false, "a</noscript>b</iframe>", RawText::Rawtext, "iframe", "a</noscript>b");
    }

    #[test]
    fn scripts_know_comments() {
        check("a</script>b", RawText::Script, "script", "a");
        check("<!--</script>b", RawText::Script, "script", "<!--");
        check("<!--<script></script>b--></script>c", RawText::Script, "script", "<!--<script></script>b-->");
        check("<!--><script></script>", RawText::Script, "script", "<!--><script>");
        check("<!---><script></script>", RawText::Script, "script", "<!---><script>");
        check("<!--<scriptx></script>", RawText::Script, "script", "<!--<scriptx>");
    }
}
