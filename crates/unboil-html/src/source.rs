//! What a page has and its document does not keep.

use std::borrow::Cow;

use memchr::memchr;

use crate::tokenizer::{AttributeScanner, script_end};
use crate::{Document, Limits, NodeId, Tag};

/// A document beside the text that it was parsed from, in which the attributes and the contents of scripts are read
/// when they are asked for: few readers need them, so that parsing does not keep them.
///
/// ```
/// use unboil_html::{Document, Source};
///
/// let text = "<img data-src=a.png><script type=math/tex>x^2</script>";
/// let document = Document::parse(text);
/// let source = Source::new(&document, text);
/// let named = |name| document.nodes().find(|(id, _)| document.name(*id) == name).unwrap().0;
/// assert_eq!(source.attr(named("img"), "data-src").as_deref(), Some("a.png"));
/// assert_eq!(source.script(named("script")), "x^2");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    document: &'a Document,
    text: &'a str,
}

impl<'a> Source<'a> {
    /// A document and the text that it was parsed from; beside any other text, what is read is not its own.
    pub fn new(document: &'a Document, text: &'a str) -> Source<'a> {
        Source { document, text }
    }

    /// The document.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// The text that it was parsed from.
    pub fn text(self) -> &'a str {
        self.text
    }

    /// The attributes of an element as its start tag has them, their names in lower case and their values whole: none
    /// for a text or for an element that no tag began. Of a tag with more than [`Limits::default`] looks at, the rest
    /// is ignored, whatever limits the document was parsed with. Takes time linear in what is read of the tag.
    pub fn attrs(self, id: NodeId) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> {
        let tag = self.start_tag(id);
        let is_end = |byte: &u8| matches!(byte, b'/' | b'>') || byte.is_ascii_whitespace();
        let name = tag.bytes().position(|byte| is_end(&byte)).unwrap_or(tag.len());
        AttributeScanner::new(tag, name)
            .take(Limits::default().attributes)
            .map(move |attribute| (attribute.lower_name(), attribute.read_in(tag)))
    }

    /// The value of an element's attribute of a name in lower case, kept by the document or not.
    pub fn attr(self, id: NodeId, name: &str) -> Option<Cow<'a, str>> {
        self.attrs(id).find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// The content of a `script` element as written; empty for any other node and within SVG and MathML, where scripts
    /// hold markup. Takes time linear in the content.
    pub fn script(self, id: NodeId) -> &'a str {
        let start = self.document.source(id).end as usize;
        if start == 0 || self.document.tag(id) != Tag::Script || self.is_foreign(id) {
            return "";
        }
        // The next node may stand before it, where one of the two was moved, but never within.
        let next = self.document.source(self.document.node(id).end).start as usize;
        let text = self.text.get(..next).filter(|_| next >= start).unwrap_or(self.text);
        text.get(start..script_end(text, start, "script")).unwrap_or_default()
    }

    /// Whether a node stands within SVG or MathML.
    fn is_foreign(self, id: NodeId) -> bool {
        self.document.path(id).any(|outer| matches!(self.document.tag(outer), Tag::Svg | Tag::Math))
    }

    /// The start tag from its name on; empty for a text.
    fn start_tag(self, id: NodeId) -> &'a str {
        let tag = self.document.source(id).of(self.text);
        match self.document.name(id) {
            "" => "",
            _ if memchr(b'<', tag.as_bytes()) == Some(0) => tag.get(1..).unwrap_or_default(),
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[(&str, &str)]) {
        let document = Document::parse(html);
        let source = Source::new(&document, html);
        let (last, _) = document.nodes().last().unwrap();
        let found: Vec<_> = source.attrs(last).collect();
        let expected: Vec<_> =
            expected.iter().map(|(name, value)| (Cow::from(*name), Cow::from(*value))).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn all_attributes_are_read() {
        check(
            "<img srcset='a 1x, b 2x' DATA-Src=c alt>",
            &[("srcset", "a 1x, b 2x"), ("data-src", "c"), ("alt", "")],
        );
        check("<img/data-a=\"&lt;&amp;\r\n\"/>", &[("data-a", "<&\n")]);
        check("<p>text", &[]);
        check("", &[]);
    }

    #[test]
    fn attributes_behind_the_limit_are_ignored() {
        let check = |before: usize, expected: Option<&str>| {
            let html = format!("<img {}data-src=b>", "a ".repeat(before));
            let document = Document::parse(&html);
            let image = document.nodes().find(|(id, _)| document.tag(*id) == Tag::Img).unwrap().0;
            assert_eq!(Source::new(&document, &html).attr(image, "data-src").as_deref(), expected);
        };
        check(Limits::default().attributes - 1, Some("b"));
        check(Limits::default().attributes, None);
    }

    #[test]
    fn scripts_are_read_up_to_their_end() {
        let check = |html: &str, expected: &str| {
            let document = Document::parse(html);
            let script = document.nodes().find(|(id, _)| document.tag(*id) == Tag::Script).unwrap().0;
            assert_eq!(Source::new(&document, html).script(script), expected);
        };
        check("<script>a < b</SCRIPT>c", "a < b");
        check("<script>a", "a");
        check("<script>\"Of </scripture>\"</script >b", "\"Of </scripture>\"");
        check("<p>x<script type=a></script>", "");
        check("<table><tr><script>a</script>b<td>c", "a");
        check("<script>a<p></script><p>b", "a<p>");
    }

    #[test]
    fn scripts_of_svg_and_mathml_are_markup() {
        let check = |html: &str| {
            let document = Document::parse(html);
            let source = Source::new(&document, html);
            let scripts = document.nodes().filter(|(id, _)| document.tag(*id) == Tag::Script);
            assert!(scripts.map(|(id, _)| source.script(id)).all(str::is_empty), "{html}");
        };
        check("<svg><script type=application/ld+json />a</svg><p>b");
        check("<svg><g><script>a</script></g></svg>");
        check("<math><script>a<mi>b</script></math>");
    }

    #[test]
    fn another_text_is_no_danger() {
        let document = Document::parse("<p><img alt='äöü'><script>äöü</script>");
        for text in ["", "ä", "<p", "äääääääääääääääääääääääääääääää"] {
            for (id, _) in document.nodes() {
                let source = Source::new(&document, text);
                assert!(source.attrs(id).count() <= text.len());
                assert!(source.script(id).len() <= text.len());
            }
        }
    }
}
