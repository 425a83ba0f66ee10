//! Parts that hold parts, while they are being read.

use unboil_html::{AttrName, NodeId, Source, Tag};

use super::task;
use crate::render::content::{Cell, Item, List, Part, Piece, Row, Table, What, as_line};
use crate::render::table;
use crate::render::word::WordItem;

/// Bytes of the longest heading of several paragraphs.
const MAX_HEADING: usize = 200;

/// What is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Heading(u8),
    List { is_ordered: bool },
    Item { number: i64, ticked: Option<bool> },
    WordItem(WordItem),
    Term,
    Description,
    Quote,
    Callout,
    Table,
    Caption,
    Row { is_head: bool },
    Cell { is_head: bool, columns: u32, rows: u32 },
    Note,
}

impl Kind {
    /// Whether all that a part of this kind holds becomes one line, where it can.
    pub(super) fn is_line(self) -> bool {
        matches!(self, Kind::Heading(_) | Kind::Term | Kind::Caption)
    }
}

/// A part that is being read, with what it holds so far.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) kind: Kind,
    pub(super) parts: Vec<Part<'a>>,
    /// What stands in a list or table, and is written ahead of it.
    before: Vec<Part<'a>>,
    /// Those of a list.
    items: Vec<Item<'a>>,
    table: Table<'a>,
    cells: Vec<Cell<'a>>,
    label: String,
    /// The number of a list's next item, and how numbers go on.
    next: (i64, i64),
}

impl<'a> Frame<'a> {
    pub(super) fn new(kind: Kind) -> Frame<'a> {
        Frame {
            kind,
            parts: Vec::new(),
            before: Vec::new(),
            items: Vec::new(),
            table: Table::default(),
            cells: Vec::new(),
            label: String::new(),
            next: (1, 1),
        }
    }

    pub(super) fn note(label: String) -> Frame<'a> {
        Frame { label, ..Frame::new(Kind::Note) }
    }

    /// Counts an item of a list, whether or not it is kept; its number.
    pub(super) fn count_item(&mut self, source: Source, item: NodeId) -> i64 {
        let (next, step) = self.next;
        let number = number(source, item, "value").unwrap_or(next);
        self.next.0 = number.saturating_add(step);
        number
    }

    /// The frame of an item, in a list.
    pub(super) fn item(&mut self, source: Source, item: NodeId) -> Option<Frame<'a>> {
        if !matches!(self.kind, Kind::List { .. }) {
            return None;
        }
        let number = self.count_item(source, item);
        Some(Frame::new(Kind::Item { number, ticked: task::ticked(source, item) }))
    }

    /// A cell whose content is not kept keeps its place in the row.
    pub(super) fn add_empty_cell(&mut self, source: Source, cell: NodeId) {
        if let (Kind::Row { .. }, Kind::Cell { is_head, columns, rows }) =
            (self.kind, cell_kind(source, cell))
        {
            self.cells.push(Cell { is_head, columns, rows, parts: Vec::new() });
        }
    }

    /// Ends the part, which `outer` takes.
    pub(super) fn close_into(mut self, outer: &mut Frame<'a>) {
        match self.kind {
            Kind::Heading(level) => {
                let mut rest = self.parts.split_off(heading_length(&self.parts));
                match as_line(&self.parts) {
                    Some(line) => outer.parts.push(Part::Heading(level, line)),
                    None => outer.parts.append(&mut self.parts),
                }
                outer.parts.append(&mut rest);
            }
            Kind::Term => match as_line(&self.parts) {
                Some(line) => outer.parts.push(Part::Term(line)),
                None => outer.parts.append(&mut self.parts),
            },
            Kind::List { is_ordered } => {
                self.gather_stray_parts();
                outer.parts.append(&mut self.before);
                if !self.items.is_empty() {
                    outer.parts.push(Part::List(List { is_ordered, items: self.items }));
                }
                outer.parts.append(&mut self.parts);
            }
            Kind::Item { number, ticked } => outer.add_item(Item { number, ticked, parts: self.parts }),
            Kind::Description => outer.parts.push(Part::Description(self.parts)),
            Kind::Quote | Kind::Callout => outer.parts.push(Part::Quote(self.parts)),
            Kind::WordItem(item) => add_word_item(&mut outer.parts, item, self.parts),
            Kind::Note => self.close_as_note(&mut outer.parts),
            Kind::Caption => match as_line(&self.parts) {
                Some(line) => outer.table.caption.extend(line),
                None => outer.before.append(&mut self.parts),
            },
            Kind::Cell { is_head, columns, rows } => {
                outer.cells.push(Cell { is_head, columns, rows, parts: self.parts });
            }
            Kind::Row { is_head } => {
                // The corner of a table of two directions may be an empty cell of any kind.
                let is_empty = |cell: &Cell| cell.parts.is_empty();
                let is_head = is_head
                    || self.cells.iter().all(|cell| cell.is_head || is_empty(cell))
                        && !self.cells.iter().all(is_empty);
                outer.table.rows.push(Row { is_head, cells: self.cells });
                outer.parts.append(&mut self.parts);
            }
            Kind::Table => {
                outer.parts.append(&mut self.before);
                outer.parts.push(Part::Table(self.table));
                outer.parts.append(&mut self.parts);
            }
            Kind::Page => outer.parts.append(&mut self.parts),
        }
    }

    /// Ends a footnote, which stands behind some parts.
    pub(super) fn close_as_note(mut self, parts: &mut Vec<Part<'a>>) {
        drop_return_marks(&mut self.parts);
        parts.push(Part::Note(self.label, self.parts));
    }

    /// Adds an item to a list. Parts that stand between items, such as a list right within a list, go with the item
    /// before them; those before the first item stand ahead of the list.
    fn add_item(&mut self, item: Item<'a>) {
        self.gather_stray_parts();
        self.items.push(item);
    }

    fn gather_stray_parts(&mut self) {
        let are_stray = self.parts.iter().all(|part| !matches!(part, Part::Note(..)));
        if are_stray {
            let place = self.items.last_mut().map_or(&mut self.before, |item| &mut item.parts);
            place.append(&mut self.parts);
        }
    }
}

/// Adds an item to the list that ends some parts, or on a deeper level, to the one that ends its last item; without such
/// a list, it begins one.
fn add_word_item<'a>(mut parts: &mut Vec<Part<'a>>, item: WordItem, inner: Vec<Part<'a>>) {
    for _ in 1..item.level {
        if !matches!(parts.last(), Some(Part::List(list)) if !list.items.is_empty()) {
            break;
        }
        let Some(Part::List(list)) = parts.last_mut() else { return };
        let Some(last) = list.items.last_mut() else { return };
        parts = &mut last.parts;
    }
    let is_ordered = item.is_ordered;
    if !matches!(parts.last(), Some(Part::List(list)) if list.is_ordered == is_ordered) {
        parts.push(Part::List(List { is_ordered, items: Vec::new() }));
    }
    if let Some(Part::List(list)) = parts.last_mut() {
        let next = list.items.last().map_or(1, |last| last.number.saturating_add(1));
        list.items.push(Item { number: item.number.unwrap_or(next), ticked: None, parts: inner });
    }
}

/// The frame that an element opens by its name and role; `around` is the kind of the one it stands in.
pub(super) fn of_element<'a>(source: Source, id: NodeId, around: Kind) -> Option<Frame<'a>> {
    let document = source.document();
    let is_heading = document.attr(id, AttrName::Role) == Some("heading");
    let kind = match document.tag(id) {
        // A heading names the row or column of its cell, and no part of the page.
        tag if tag.heading_level().is_some() && matches!(around, Kind::Cell { .. }) => return None,
        tag if let Some(level) = tag.heading_level() => Kind::Heading(level),
        _ if is_heading => Kind::Heading(number(source, id, "aria-level").unwrap_or(2).clamp(1, 6) as u8),
        Tag::Ul | Tag::Menu | Tag::Dir => Kind::List { is_ordered: false },
        Tag::Ol => return Some(ordered(source, id)),
        Tag::Dt => Kind::Term,
        Tag::Dd => Kind::Description,
        Tag::Blockquote => Kind::Quote,
        Tag::Caption if around == Kind::Table => Kind::Caption,
        Tag::Tr if around == Kind::Table => {
            let is_head = document.tag(document.node(id).parent) == Tag::Thead;
            Kind::Row { is_head }
        }
        Tag::Td | Tag::Th if matches!(around, Kind::Row { .. }) => cell_kind(source, id),
        _ => return None,
    };
    Some(Frame::new(kind))
}

fn ordered<'a>(source: Source, list: NodeId) -> Frame<'a> {
    let document = source.document();
    let is_reversed = source.attr(list, "reversed").is_some();
    let items = || {
        let inner = (list.0 + 1..document.node(list).end.0).map(NodeId);
        inner.filter(|id| document.tag(*id) == Tag::Li && document.node(*id).parent == list).count() as i64
    };
    let start = number(source, list, "start").unwrap_or_else(|| if is_reversed { items() } else { 1 });
    Frame { next: (start, if is_reversed { -1 } else { 1 }), ..Frame::new(Kind::List { is_ordered: true }) }
}

fn cell_kind(source: Source, cell: NodeId) -> Kind {
    let span = |name: &str| table::span(source, cell, name);
    let is_head = source.document().tag(cell) == Tag::Th;
    Kind::Cell { is_head, columns: span("colspan"), rows: span("rowspan") }
}

fn number(source: Source, id: NodeId, name: &str) -> Option<i64> {
    source.attr(id, name)?.trim().parse::<i32>().ok().map(i64::from)
}

/// How many of the parts of a heading it is: all, but the first paragraph with text where they are as long as a text
/// that the heading was never closed before.
fn heading_length(parts: &[Part]) -> usize {
    let bytes = |part: &Part| match part {
        Part::Paragraph(line) => line.iter().map(|piece| bytes(piece)).sum(),
        _ => 0,
    };
    if parts.iter().map(bytes).sum::<usize>() <= MAX_HEADING {
        return parts.len();
    }
    parts.iter().position(|part| bytes(part) > 0).map_or(parts.len(), |first| first + 1)
}

fn bytes(piece: &Piece) -> usize {
    match piece.what {
        What::Text(text) => text.len(),
        _ => 0,
    }
}

/// Drops the arrows and brackets that stood beside links back.
fn drop_return_marks(parts: &mut Vec<Part>) {
    let is_of = |piece: &Piece, marks: &[char]| matches!(piece.what, What::Text(text) if text.chars().all(|c| marks.contains(&c)));
    for part in parts.iter_mut() {
        if let Part::Paragraph(line) = part {
            let is_before = |piece: &Piece| is_of(piece, &['^', '↑', '[', ']', '.', ' ']);
            let start = line.iter().position(|piece| !is_before(piece)).unwrap_or(line.len());
            line.drain(..start);
            while line.pop_if(|last| is_of(last, &['^', '↑', '↩', '\u{fe0e}', '[', ']', ' '])).is_some() {
            }
        }
    }
    parts.retain(|part| !matches!(part, Part::Paragraph(line) if line.is_empty()));
}

/// Code that is written as lines with `<br>` between them.
pub(super) fn lines_of_code<'a>(line: &[Piece]) -> Option<Part<'a>> {
    let is_code = |piece: &Piece| piece.style.code.is_some() && matches!(piece.what, What::Text(_));
    let breaks = line.iter().filter(|piece| piece.what == What::Break).count();
    if breaks == 0 || !line.iter().all(|piece| piece.what == What::Break || is_code(piece)) {
        return None;
    }
    let mut text = String::new();
    for piece in line {
        if piece.is_spaced {
            text.push(' ');
        }
        match piece.what {
            What::Text(words) => text.push_str(words),
            _ => text.push('\n'),
        }
    }
    Some(Part::Code { language: String::new(), text })
}
