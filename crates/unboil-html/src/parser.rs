//! Text → [`Document`].

use crate::builder::{Scratch, build};
use crate::{Document, Limits};

/// Parses one page after another in the same memory.
///
/// ```
/// use unboil_html::{Document, Limits, Parser};
///
/// let mut parser = Parser::new(Limits { depth: 100, ..Limits::default() });
/// let mut document = Document::default();
/// for page in ["<p>One", "<p>Two"] {
///     parser.parse_into(page, &mut document);
///     assert!(!document.truncated());
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Parser {
    limits: Limits,
    scratch: Scratch,
}

impl Parser {
    /// A parser that goes no further than `limits`; [`Parser::default`] has the usual ones.
    pub fn new(limits: Limits) -> Parser {
        Parser { limits, scratch: Scratch::default() }
    }

    /// Parses a page as [`Document::parse`] does.
    pub fn parse(&mut self, text: &str) -> Document {
        let mut document = Document::default();
        self.parse_into(text, &mut document);
        document
    }

    /// Parses a page into a document, whose memory is used again.
    pub fn parse_into(&mut self, text: &str, document: &mut Document) {
        let end = text.floor_char_boundary(self.limits.input_bytes.min(Limits::MAX_INPUT_BYTES));
        let source = text.get(..end).unwrap_or_default();
        let (limits, scratch) = (self.limits, &mut self.scratch);
        document.refill(|document| build(source, limits, scratch, document) || end < text.len());
    }
}
