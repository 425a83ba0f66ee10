//! Document → altered copy, and where each of its nodes comes from.

use unboil_html::{AttrName, Document, DocumentWriter, NodeId, NodeKind, Tag};

use super::donors::Donor;

/// The elements around the one cell of a table.
const AROUND_CELL: [&str; 3] = ["table", "tbody", "tr"];

/// A piece of boilerplate and its place: before or after an element of the page.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    pub(super) donor: Donor,
    pub(super) at: NodeId,
    pub(super) after: bool,
}

/// What is taken away, and how the rest is laid out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// `class`, `id`, `role` and the other attributes that name a part.
    pub(super) anonymous: bool,
    /// `main`, `article`, `section`, `nav`, `aside`, `header` and `footer` become `div`.
    pub(super) without_semantics: bool,
    /// `p` becomes `div`.
    pub(super) without_paragraphs: bool,
    /// Headings become `p`.
    pub(super) without_headings: bool,
    /// Every second `div`, section and the like that holds elements becomes a table of one cell.
    pub(super) tables: bool,
    /// `p` becomes bare text, with two `br` after it, and before it where text precedes on its line.
    pub(super) breaks: bool,
}

/// What becomes of an element.
enum Shape<'a> {
    /// An element of this name.
    Element(&'a str),
    /// The one cell of a table.
    Cell,
    /// What it holds, between line breaks.
    Bare,
}

/// Where a node of a copy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) example: usize,
    pub(super) node: NodeId,
}

/// The copy of a page, and the origin of each of its nodes.
pub(super) fn rewrite<'a>(
    example: usize,
    insertions: &[Insertion],
    style: Style,
    document: &dyn Fn(usize) -> &'a Document,
) -> (Document, Vec<Origin>) {
    let mut copier = Copier {
        builder: DocumentWriter::default(),
        origins: Vec::new(),
        style,
        document,
        is_within_line: false,
    };
    copier.subtree(example, NodeId::ROOT, insertions);
    (copier.builder.finish(), copier.origins)
}

struct Copier<'a, 'd> {
    builder: DocumentWriter,
    origins: Vec<Origin>,
    style: Style,
    document: &'d dyn Fn(usize) -> &'a Document,
    /// Whether what comes next stands on the line of a text.
    is_within_line: bool,
}

impl Copier<'_, '_> {
    /// Copies a subtree with what is inserted into it; what is inserted has no insertions of its own.
    fn subtree(&mut self, example: usize, root: NodeId, insertions: &[Insertion]) {
        let document = (self.document)(example);
        let mut open: Vec<NodeId> = Vec::new();
        let end = document.node(root).end;
        for (id, node) in document.nodes().skip(root.index()).take(end.index() - root.index()) {
            self.close_until(example, &mut open, id, insertions);
            self.insert(insertions, id, false);
            let origin = Origin { example, node: id };
            match node.kind {
                NodeKind::Text(span) => {
                    let text = document.text(span);
                    self.is_within_line |= !text.trim().is_empty();
                    self.origins.push(origin);
                    self.builder.text(text);
                }
                NodeKind::Element(_) => {
                    self.open(origin, document);
                    open.push(id);
                }
            }
        }
        self.close_until(example, &mut open, end, insertions);
    }

    fn close_until(
        &mut self,
        example: usize,
        open: &mut Vec<NodeId>,
        next: NodeId,
        insertions: &[Insertion],
    ) {
        let document = (self.document)(example);
        while let Some(id) = open.pop_if(|id| document.node(*id).end <= next) {
            self.close(Origin { example, node: id }, document);
            self.insert(insertions, id, true);
        }
    }

    fn open(&mut self, origin: Origin, document: &Document) {
        let style = self.style;
        let kept = |(name, _): &(AttrName, &str)| !style.anonymous || !is_name(*name);
        let attrs = || document.attrs(origin.node).filter(kept);
        match style.shape(document, origin.node) {
            Shape::Element(name) => self.element(origin, name, attrs()),
            Shape::Cell => {
                AROUND_CELL.iter().for_each(|name| self.element(origin, name, std::iter::empty()));
                self.element(origin, "td", attrs());
            }
            Shape::Bare if self.is_within_line => self.line_breaks(origin),
            Shape::Bare => {}
        }
        self.is_within_line &= document.tag(origin.node).is_inline();
    }

    fn close(&mut self, origin: Origin, document: &Document) {
        match self.style.shape(document, origin.node) {
            Shape::Element(_) => self.builder.close(),
            Shape::Cell => (0..=AROUND_CELL.len()).for_each(|_| self.builder.close()),
            Shape::Bare => self.line_breaks(origin),
        }
        self.is_within_line &= document.tag(origin.node).is_inline();
    }

    fn line_breaks(&mut self, origin: Origin) {
        for _ in 0..2 {
            self.element(origin, "br", std::iter::empty());
            self.builder.close();
        }
    }

    fn element<'t>(&mut self, origin: Origin, name: &str, attrs: impl Iterator<Item = (AttrName, &'t str)>) {
        self.origins.push(origin);
        self.builder.open(name, attrs);
    }

    fn insert(&mut self, insertions: &[Insertion], at: NodeId, after: bool) {
        for insertion in insertions.iter().filter(|insertion| insertion.at == at && insertion.after == after)
        {
            self.subtree(insertion.donor.example, insertion.donor.root, &[]);
        }
    }
}

impl Style {
    fn shape(self, document: &Document, id: NodeId) -> Shape<'_> {
        use Tag::{Article, Aside, Div, Footer, Header, Main, Nav, P, Section};
        let tag = document.tag(id);
        match tag {
            Article | Aside | Div | Footer | Header | Main | Nav | Section
                if self.tables && id.index().is_multiple_of(2) && holds_block_elements(document, id) =>
            {
                Shape::Cell
            }
            Article | Aside | Footer | Header | Main | Nav | Section if self.without_semantics => {
                Shape::Element("div")
            }
            P if self.breaks => Shape::Bare,
            P if self.without_paragraphs => Shape::Element("div"),
            _ if self.without_headings && tag.heading_level().is_some() => Shape::Element("p"),
            _ => Shape::Element(document.name(id)),
        }
    }
}

/// Whether an element holds another that stands on lines of its own.
fn holds_block_elements(document: &Document, id: NodeId) -> bool {
    let within = document.node(id).end.index() - id.index();
    let mut within = document.nodes().skip(id.index()).take(within).skip(1);
    within.any(|(id, node)| matches!(node.kind, NodeKind::Element(_)) && !document.tag(id).is_inline())
}

fn is_name(attr: AttrName) -> bool {
    use AttrName::{AriaLabel, Class, DataPart, Id, Itemprop, Role};
    matches!(attr, AriaLabel | Class | DataPart | Id | Itemprop | Role)
}
