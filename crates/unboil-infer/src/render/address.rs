//! Links and addresses of images, made whole.

use unboil_html::{AttrName, Source, Tag};
use url::{ParseError, Url};

/// Schemes that a link may have.
const LINK_SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "ftps"];
/// Longer addresses are not kept: no server takes them.
const MAX_BYTES: usize = 4096;
/// All addresses of a page may have this many bytes for each byte of the page, and some more: a long base would else
/// make a page of many short links grow without bounds.
const BYTES_PER_BYTE: usize = 8;
const SPARE_BYTES: usize = 1 << 16;

/// Resolves the addresses of a page.
pub(crate) struct Addresses {
    base: Option<Url>,
    bytes_left: usize,
}

impl Addresses {
    /// Those of a page by its first `<base href>`, and by where it was fetched from, if that is known and on the web.
    pub(crate) fn of(source: Source, url: Option<&str>) -> Addresses {
        let document = source.document();
        let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
        let page = url.and_then(|url| Url::parse(url).ok()).filter(is_web);
        let written = document
            .nodes()
            .filter(|(id, _)| document.tag(*id) == Tag::Base)
            .find_map(|(id, _)| document.attr(id, AttrName::Href));
        let base = written.and_then(|href| match &page {
            Some(page) => page.join(href).ok(),
            None => Url::parse(href).ok(),
        });
        let bytes_left = source.text().len().saturating_mul(BYTES_PER_BYTE).saturating_add(SPARE_BYTES);
        Addresses { base: base.filter(is_web).or(page), bytes_left }
    }

    /// Where a link goes; `None` where it goes nowhere, as a bare `#` does, runs a script or is too long.
    pub(crate) fn link(&mut self, href: &str) -> Option<String> {
        if href.trim() == "#" {
            return None;
        }
        self.resolve(href, &LINK_SCHEMES)
    }

    /// The address of what can be fetched, such as an image; `None` for one that is written out.
    pub(crate) fn web(&mut self, address: &str) -> Option<String> {
        self.resolve(address, &["http", "https"])
    }

    fn resolve(&mut self, written: &str, schemes: &[&str]) -> Option<String> {
        let written = written.trim_matches(|c: char| c <= ' ');
        if written.is_empty() || written.len() > MAX_BYTES {
            return None;
        }
        let parsed = match &self.base {
            Some(base) => base.join(written),
            None => Url::parse(written),
        };
        let address = match parsed {
            Ok(url) if schemes.contains(&url.scheme()) => printable(url.as_str()),
            Err(ParseError::RelativeUrlWithoutBase) => printable(written),
            _ => return None,
        };
        self.bytes_left = self.bytes_left.checked_sub(address.len())?;
        Some(address)
    }
}

/// An address in which nothing ends it early in any format: space, quotes, angles, parentheses and control characters
/// are encoded.
fn printable(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            // A parser of addresses drops them, too.
            '\t' | '\n' | '\r' => {}
            ' ' | '"' | '<' | '>' | '(' | ')' | '\\' | '`' | '|' | '\0'..='\x1f' | '\x7f' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use unboil_html::Document;

    use super::*;

    #[track_caller]
    fn check(page: &str, url: Option<&str>, href: &str, expected: Option<&str>) {
        let document = Document::parse(page);
        let mut addresses = Addresses::of(Source::new(&document, page), url);
        assert_eq!(addresses.link(href).as_deref(), expected);
    }

    #[test]
    fn links_are_resolved_against_the_page_and_its_base() {
        let url = Some("https://a.example/b/c.html");
        check("", url, "d?e#f", Some("https://a.example/b/d?e#f"));
        check("", url, "//g.example", Some("https://g.example/"));
        check("<base href=/h/>", url, "d", Some("https://a.example/h/d"));
        check("<base href=https://i.example/j/>", None, "../d", Some("https://i.example/d"));
        check("<base target=_top><base href=/k/>", url, "d", Some("https://a.example/k/d"));
        check("<base href=javascript:x>", url, "d", Some("https://a.example/b/d"));
        check("", None, " /d e(f) ", Some("/d%20e%28f%29"));
        check("", Some("no address"), "d", Some("d"));
        check("", url, " # ", None);
        check("", None, "#", None);
        check("", Some("file:///a/b.html"), "d", Some("d"));
    }

    #[test]
    fn only_safe_schemes_are_kept() {
        for href in
            ["javascript:x", " java\nscript:x", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "x:y", ""]
        {
            check("", None, href, None);
            check("", Some("https://a.example/"), href, None);
        }
        check("", None, "mailto:a@b.example", Some("mailto:a@b.example"));
    }

    #[test]
    fn addresses_stay_linear_in_the_page() {
        let base = format!("https://a.example/{}/", "b".repeat(4000));
        let page = "<p>";
        let document = Document::parse(page);
        let mut addresses = Addresses::of(Source::new(&document, page), Some(&base));
        let bytes: usize = (0..1000).filter_map(|_| addresses.link("c")).map(|link| link.len()).sum();
        assert!(bytes <= SPARE_BYTES + BYTES_PER_BYTE * page.len());
    }
}
