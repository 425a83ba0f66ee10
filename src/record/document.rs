//! Texts that are no page, but documents of other kinds, told from one by how they begin.

use memchr::memmem::find;
use serde::de::IgnoredAny;

use crate::signature::without_mark;

/// The root of a document of XML that is no page.
struct Root {
    name: &'static [u8],
    /// Whether it is told by its name alone: others may stand at the beginning of a page without `<html>`.
    is_sure: bool,
    /// What the document is, for messages.
    kind: &'static str,
}

/// Source: the specifications of RSS, Atom, RDF, sitemaps, OPML and SVG.
const ROOTS: [Root; 7] = [
    Root { name: b"rss", is_sure: true, kind: "a feed" },
    Root { name: b"rdf:rdf", is_sure: true, kind: "a feed or other RDF" },
    Root { name: b"feed", is_sure: false, kind: "a feed" },
    Root { name: b"urlset", is_sure: true, kind: "a sitemap" },
    Root { name: b"sitemapindex", is_sure: true, kind: "a sitemap" },
    Root { name: b"opml", is_sure: true, kind: "a list of feeds" },
    Root { name: b"svg", is_sure: false, kind: "an SVG image" },
];

/// The head of a mail is looked at this far for what it holds, in bytes.
const MAIL_HEAD: usize = 4096;

/// What a text is that is no page: a feed, a sitemap or the like in XML, an RTF document, JSON as a whole, or a page that a
/// browser saved as mail.
pub(super) fn document_kind(bytes: &[u8]) -> Option<&'static str> {
    let text = without_mark(bytes).trim_ascii();
    match text.first()? {
        b'<' => xml_kind(text),
        b'{' if text.starts_with(b"{\\rtf") => Some("an RTF document"),
        b'{' | b'[' => serde_json::from_slice::<IgnoredAny>(text).is_ok().then_some("JSON"),
        b'A'..=b'Z' | b'a'..=b'z' => is_mhtml(text).then_some("an MHTML archive"),
        _ => None,
    }
}

/// What a document of XML is by its root, which stands behind the declaration, comments and the like.
fn xml_kind(text: &[u8]) -> Option<&'static str> {
    let mut is_declared = false;
    let mut rest = text;
    loop {
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', ..] => b">",
            _ => break,
        };
        is_declared |= rest.starts_with(b"<?xml");
        rest = rest[find(rest, end)? + end.len()..].trim_ascii_start();
    }
    let tag = rest.strip_prefix(b"<")?;
    let name = tag.split(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)).next()?;
    let root = ROOTS.iter().find(|root| name.eq_ignore_ascii_case(root.name))?;
    (root.is_sure || is_declared).then_some(root.kind)
}

/// Whether a mail of several parts begins here that hang together, as browsers save pages.
fn is_mhtml(text: &[u8]) -> bool {
    let head = &text[..text.len().min(MAIL_HEAD)];
    let mut has_type = false;
    for line in head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end) {
        let is_field = || line.iter().find(|byte| !(byte.is_ascii_alphanumeric() || **byte == b'-'));
        if line.is_empty() || !line.starts_with(b" ") && !line.starts_with(b"\t") && is_field() != Some(&b':')
        {
            break;
        }
        let line = line.to_ascii_lowercase();
        has_type |= line.starts_with(b"content-type:") && find(&line, b"multipart/related").is_some();
    }
    has_type
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_from_pages() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(document_kind(text.as_bytes()), expected, "{text}");
        };
        check("\u{feff}\n<?xml version='1.0'?><!-- a > b -->\n<rss version='2.0'><channel>", Some("a feed"));
        check("<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'a.dtd'><rss>", Some("a feed"));
        check("<rss version='2.0'><channel>", Some("a feed"));
        check("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><feed xmlns='a'>", Some("a feed"));
        check("<?xml version='1.0'?><urlset\nxmlns='a'>", Some("a sitemap"));
        check("<sitemapindex>", Some("a sitemap"));
        check("<rdf:RDF>", Some("a feed or other RDF"));
        check("<?xml version='1.0'?><svg>", Some("an SVG image"));
        check("{\\rtf1 text", Some("an RTF document"));
        check(" {\"html\": [1, \"<p>\"]}\n", Some("JSON"));
        check("[]", Some("JSON"));
        check(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=a\r\n\r\n<html>",
            Some("an MHTML archive"),
        );
        for page in [
            "",
            "<?xml version='1.0'?><!DOCTYPE html><html xmlns='a'><body><rss>",
            "<!-- <rss> --><p>text",
            "<!-- <rss>",
            "<svg></svg><p>text",
            "<feed><p>text",
            "<rssa>",
            "{% block %}<p>text",
            "{\"a\": 1} <p>text",
            "[1] As the first book says",
            "Content-Type: text/html\n\n<p>multipart/related",
            "Tide: it comes\nin twice\nContent-Type: multipart/related",
        ] {
            check(page, None);
        }
    }
}
