//! The content of a page as a tree of parts, which the writers of Markdown and HTML share.

use unboil_html::NodeId;

/// All content of a page.
#[derive(Debug, Default)]
pub(super) struct Content<'a> {
    pub(super) parts: Vec<Part<'a>>,
    /// Where links go, by [`Style::link`]: each a whole address or one relative to the page, of a scheme that is safe.
    pub(super) links: Vec<String>,
}

/// One part of content that stands on lines of its own.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'a> {
    Paragraph(Vec<Piece<'a>>),
    /// A heading of a level, 1 to 6.
    Heading(u8, Vec<Piece<'a>>),
    List(List<'a>),
    /// A term that is described.
    Term(Vec<Piece<'a>>),
    /// What describes the terms before it.
    Description(Vec<Part<'a>>),
    Quote(Vec<Part<'a>>),
    Code {
        /// Name of the language; empty where the page does not say.
        language: String,
        /// Lines as written, without a line break at the end.
        text: String,
    },
    Table(Table<'a>),
    /// The footnote of a label, which [`What::Reference`] refers to.
    Note(String, Vec<Part<'a>>),
    Rule,
}

#[derive(Debug, PartialEq)]
pub(super) struct List<'a> {
    pub(super) is_ordered: bool,
    pub(super) items: Vec<Item<'a>>,
}

#[derive(Debug, PartialEq)]
pub(super) struct Item<'a> {
    /// The number that a reader sees, in an ordered list.
    pub(super) number: i64,
    /// Whether the box of the item is ticked; `None` where it has no box.
    pub(super) ticked: Option<bool>,
    pub(super) parts: Vec<Part<'a>>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Table<'a> {
    pub(super) caption: Vec<Piece<'a>>,
    pub(super) rows: Vec<Row<'a>>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Row<'a> {
    pub(super) is_head: bool,
    pub(super) cells: Vec<Cell<'a>>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Cell<'a> {
    pub(super) is_head: bool,
    /// Columns and rows that it spans, at least 1.
    pub(super) columns: u32,
    pub(super) rows: u32,
    pub(super) parts: Vec<Part<'a>>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece<'a> {
    pub(super) what: What<'a>,
    pub(super) style: Style,
    /// Whether white space stands before it.
    pub(super) is_spaced: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'a> {
    /// Text without line breaks, white space collapsed.
    Text(&'a str),
    /// A formula as TeX, in the line or displayed on its own.
    Math {
        tex: String,
        is_display: bool,
    },
    Image(Image),
    Break,
    /// Refers to the footnote of a label.
    Reference(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Image {
    pub(super) address: String,
    pub(super) alt: String,
}

/// How a piece is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Index of the link's address.
    pub(super) link: Option<u32>,
    pub(super) marks: Marks,
    /// The element of code around it.
    pub(super) code: Option<NodeId>,
}

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

/// One mark, from the outermost in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Deleted,
    Subscript,
    Superscript,
}

impl Mark {
    pub(super) const ALL: [Mark; 5] =
        [Mark::Strong, Mark::Emphasis, Mark::Deleted, Mark::Subscript, Mark::Superscript];

    /// The HTML element of the mark.
    pub(super) fn element(self) -> &'static str {
        match self {
            Mark::Strong => "strong",
            Mark::Emphasis => "em",
            Mark::Deleted => "del",
            Mark::Subscript => "sub",
            Mark::Superscript => "sup",
        }
    }
}

impl Marks {
    pub(super) fn has(self, mark: Mark) -> bool {
        self.0 & 1 << mark as u8 != 0
    }

    pub(super) fn add(&mut self, mark: Mark) {
        self.0 |= 1 << mark as u8;
    }
}

/// The pieces of paragraphs, as one line; `None` where there are other parts as well.
pub(super) fn as_line<'a>(parts: &[Part<'a>]) -> Option<Vec<Piece<'a>>> {
    let mut line: Vec<Piece> = Vec::new();
    for part in parts {
        let Part::Paragraph(pieces) = part else { return None };
        // What begins a paragraph is a word of its own.
        for (at, piece) in pieces.iter().enumerate() {
            let is_spaced = !line.is_empty() && (at == 0 || piece.is_spaced);
            line.push(Piece { is_spaced, ..piece.clone() });
        }
    }
    Some(line)
}
