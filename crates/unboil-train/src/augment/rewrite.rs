//! Document → altered copy, and where each of its nodes comes from.

use unboil_html::{AttrName, Document, DocumentWriter, NodeId, NodeKind, Tag};

use super::donors::Donor;

/// A piece of boilerplate and its place: before or after an element of the page.
#[derive(Clone, Debug)]
pub(super) struct Insertion {
    pub(super) donor: Donor,
    pub(super) at: NodeId,
    pub(super) after: bool,
}

/// What is taken away.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// `class`, `id`, `role` and `itemprop`.
    pub(super) anonymous: bool,
    /// `main`, `article`, `section`, `nav`, `aside`, `header` and `footer` become `div`.
    pub(super) without_semantics: bool,
    /// `p` becomes `div`.
    pub(super) without_paragraphs: bool,
    /// Headings become `p`.
    pub(super) without_headings: bool,
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
    let mut copier = Copier { builder: DocumentWriter::default(), origins: Vec::new(), style, document };
    copier.subtree(example, NodeId::ROOT, insertions);
    (copier.builder.finish(), copier.origins)
}

struct Copier<'a, 'd> {
    builder: DocumentWriter,
    origins: Vec<Origin>,
    style: Style,
    document: &'d dyn Fn(usize) -> &'a Document,
}

impl Copier<'_, '_> {
    /// Copies a subtree with what is inserted into it; what is inserted has no insertions of its own.
    fn subtree(&mut self, example: usize, root: NodeId, insertions: &[Insertion]) {
        let document = (self.document)(example);
        let mut open: Vec<NodeId> = Vec::new();
        let end = document.node(root).end;
        for (id, node) in document.nodes().skip(root.index()).take(end.index() - root.index()) {
            self.close_until(document, &mut open, id, insertions);
            self.insert(insertions, id, false);
            self.origins.push(Origin { example, node: id });
            match node.kind {
                NodeKind::Text(span) => self.builder.text(document.text(span)),
                NodeKind::Element(_) => {
                    let style = self.style;
                    let kept = |(name, _): &(AttrName, &str)| !style.anonymous || !is_name(*name);
                    self.builder.open(style.name(document, id), document.attrs(id).filter(kept));
                    open.push(id);
                }
            }
        }
        self.close_until(document, &mut open, end, insertions);
    }

    fn close_until(
        &mut self,
        document: &Document,
        open: &mut Vec<NodeId>,
        next: NodeId,
        insertions: &[Insertion],
    ) {
        while let Some(id) = open.pop_if(|id| document.node(*id).end <= next) {
            self.builder.close();
            self.insert(insertions, id, true);
        }
    }

    fn insert(&mut self, insertions: &[Insertion], at: NodeId, after: bool) {
        for insertion in insertions.iter().filter(|insertion| insertion.at == at && insertion.after == after)
        {
            self.subtree(insertion.donor.example, insertion.donor.root, &[]);
        }
    }
}

impl Style {
    fn name(self, document: &Document, id: NodeId) -> &str {
        use Tag::{Article, Aside, Footer, Header, Main, Nav, P, Section};
        let tag = document.tag(id);
        match tag {
            Article | Aside | Footer | Header | Main | Nav | Section if self.without_semantics => "div",
            P if self.without_paragraphs => "div",
            _ if self.without_headings && tag.heading_level().is_some() => "p",
            _ => document.name(id),
        }
    }
}

fn is_name(attr: AttrName) -> bool {
    matches!(attr, AttrName::Class | AttrName::Id | AttrName::Role | AttrName::Itemprop)
}
