//! Footnotes: a link to a place that has a link back.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use unboil_html::{AttrName, Document, NodeId, NodeKind, Tag};

use super::kept::Kept;

/// Elements above a link of which the id is meant by a link back.
const LEVELS_UP: usize = 3;
/// Nodes on each side of a place among which the link is that a link back to it means.
const NODES_NEAR: u32 = 24;
/// Characters of a link that is a mark, and not a title.
const MARK_CHARACTERS: usize = 6;
/// Bytes of a term that is such a mark, with the white space in it.
const TERM_BYTES: u32 = 200;
/// What the text of a link back consists of where it has no word. The caret before notes of wikis is not among them: it is
/// read as the sign of a note as well, and other texts of these pages have it.
const RETURNS: [char; 8] = ['↩', '↵', '⏎', '⤴', '↑', ' ', '\u{fe0e}', '\u{fe0f}'];

/// The footnotes of a page whose references and texts are both kept, by the nodes that they are written in.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The links that refer to a footnote, with its label.
    references: BTreeMap<NodeId, String>,
    /// The elements of footnotes, with their labels.
    texts: BTreeMap<NodeId, String>,
    /// The links back, and the terms that hold nothing else, which say nothing where the format links by itself.
    returns: BTreeSet<NodeId>,
    labels: Labels,
}

impl Notes {
    pub(super) fn of(document: &Document, kept: &Kept) -> Notes {
        let links = fragment_links(document, kept);
        let mut notes = Notes::default();
        for back in &links {
            for there in referring(document, &links, back) {
                let place = element_of(document, there.to, back.link);
                let element = described(document, place).unwrap_or(place);
                if document.contains(element, there.link)
                    || !is_text_of_note(document, element)
                    || !kept.any(document, element)
                {
                    continue;
                }
                if element != place {
                    notes.returns.insert(place);
                }
                let label = notes.texts.entry(element).or_insert_with(|| notes.labels.take(&there.mark));
                notes.references.insert(there.link, label.clone());
                notes.returns.insert(back.link);
            }
        }
        // A note has one link back, and may be referred to again.
        for again in &links {
            let element = element_of(document, again.to, again.to);
            let element = described(document, element).unwrap_or(element);
            let is_before = again.is_kept && again.link < element && is_mark(document, again);
            if let Some(label) = notes.texts.get(&element).filter(|_| is_before) {
                notes.references.entry(again.link).or_insert_with(|| label.clone());
            }
        }
        notes
    }

    /// The label of the footnote that a link refers to.
    pub(super) fn reference(&self, link: NodeId) -> Option<&str> {
        self.references.get(&link).map(String::as_str)
    }

    /// A label for another footnote, by its mark.
    pub(super) fn label(&mut self, mark: &str) -> String {
        self.labels.take(mark)
    }

    /// The label of the footnote that an element is.
    pub(super) fn text(&self, element: NodeId) -> Option<&str> {
        self.texts.get(&element).map(String::as_str)
    }

    /// Whether an element leads back from a footnote, and says nothing else.
    pub(super) fn is_return(&self, id: NodeId) -> bool {
        self.returns.contains(&id)
    }
}

/// Whether a link leads to a place in the page by a mere arrow, as those back from a footnote do.
pub(super) fn is_return_sign(document: &Document, link: NodeId) -> bool {
    let is_within = document.attr(link, AttrName::Href).is_some_and(|href| href.starts_with('#'));
    is_within && super::text_within(document, link).chars().all(|c| RETURNS.contains(&c))
}

/// A link within the page.
struct FragmentLink {
    link: NodeId,
    /// What it leads to.
    to: NodeId,
    /// Its text, without brackets.
    mark: String,
    /// Whether its text is kept, as that of a mere arrow may not be.
    is_kept: bool,
}

/// The links within a page, in document order.
fn fragment_links(document: &Document, kept: &Kept) -> Vec<FragmentLink> {
    let mut places: HashMap<&str, NodeId> = HashMap::new();
    let mut found: Vec<(NodeId, &str)> = Vec::new();
    for (id, _) in document.nodes() {
        let tag = document.tag(id);
        let name = (tag == Tag::A).then(|| document.attr(id, AttrName::Name)).flatten();
        for place in [document.attr(id, AttrName::Id), name].into_iter().flatten() {
            places.entry(place).or_insert(id);
        }
        let href = (tag == Tag::A).then(|| document.attr(id, AttrName::Href)).flatten();
        if let Some(fragment) = href.and_then(|href| href.trim().strip_prefix('#')) {
            found.push((id, fragment));
        }
    }
    let leads = |(link, fragment): (NodeId, &str)| {
        let to = *places.get(fragment)?;
        let is_kept = kept.any(document, link);
        Some(FragmentLink { link, to, mark: mark(document, link), is_kept })
    };
    found.into_iter().filter_map(leads).collect()
}

/// The text of an element without the brackets around it.
fn mark(document: &Document, id: NodeId) -> String {
    let text = super::text_within(document, id);
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')')).to_owned()
}

/// The links before `back` that it leads back to, and that lead to where it stands.
fn referring<'a>(
    document: &Document,
    links: &'a [FragmentLink],
    back: &FragmentLink,
) -> Vec<&'a FragmentLink> {
    let is_link = document.tag(back.to) == Tag::A;
    let around =
        if is_link { document.path(back.to).take(LEVELS_UP).last().unwrap_or(back.to) } else { back.to };
    let start = around.0.max(back.to.0.saturating_sub(NODES_NEAR));
    let end = back.to.0.saturating_add(NODES_NEAR).min(document.node(around).end.0);
    let first = links.partition_point(|link| link.link.0 < start);
    let near = links.iter().skip(first).take_while(|link| link.link.0 < end);
    let is_meant =
        |there: &FragmentLink| document.contains(back.to, there.link) || is_link && there.link == back.to;
    let is_around = |there: &FragmentLink| {
        is_meant(there) || is_link && document.contains(document.node(back.to).parent, there.link)
    };
    let leads_to_own = |there: &FragmentLink| {
        there.to == back.link || document.contains(block_of(document, there.to), back.link)
    };
    let leads_here = |there: &FragmentLink| {
        leads_to_own(there) || document.contains(element_of(document, there.to, back.link), back.link)
    };
    let mut found: Vec<&FragmentLink> = near
        .filter(|there| {
            there.is_kept
                && there.link < back.link
                && is_around(there)
                && leads_here(there)
                && is_mark(document, there)
        })
        .collect();
    // What is around several notes is none of them, and what is around several references is no reference.
    for is_closer in [&leads_to_own as &dyn Fn(&FragmentLink) -> bool, &is_meant] {
        if found.iter().any(|there| is_closer(there)) {
            found.retain(|there| is_closer(there));
        }
    }
    found
}

/// Whether a link is a mark such as `1`, `[2]` or `*`.
fn is_mark(document: &Document, link: &FragmentLink) -> bool {
    let is_raised = document.path(link.link).take(LEVELS_UP).any(|id| document.tag(id) == Tag::Sup);
    link.mark.chars().count() <= if is_raised { 3 * MARK_CHARACTERS } else { MARK_CHARACTERS }
}

/// The element of a footnote: what the reference leads to, or the paragraph or item that it stands in.
fn element_of(document: &Document, to: NodeId, back: NodeId) -> NodeId {
    let element = block_of(document, to);
    if document.contains(element, back) { element } else { document.node(element).parent }
}

/// The innermost element around a place that is not inline.
fn block_of(document: &Document, place: NodeId) -> NodeId {
    document.path(place).find(|id| !document.tag(*id).is_inline()).unwrap_or(place)
}

/// The description right behind a term, where the term is a mere mark.
fn described(document: &Document, term: NodeId) -> Option<NodeId> {
    let end = document.node(term).end;
    let bytes = |id: NodeId| match document.node(id).kind {
        NodeKind::Text(span) => span.end - span.start,
        NodeKind::Element(_) => 0,
    };
    let is_short =
        || end.0 - term.0 <= NODES_NEAR && (term.0..end.0).map(NodeId).map(bytes).sum::<u32>() <= TERM_BYTES;
    let is_mark = document.tag(term) == Tag::Dt
        && is_short()
        && mark(document, term).chars().count() <= MARK_CHARACTERS;
    let after = is_mark.then_some(end)?;
    let is_blank =
        matches!(document.node(after).kind, NodeKind::Text(span) if document.text(span).trim().is_empty());
    let next = if is_blank { document.node(after).end } else { after };
    (document.tag(next) == Tag::Dd && document.node(next).parent == document.node(term).parent)
        .then_some(next)
}

fn is_text_of_note(document: &Document, element: NodeId) -> bool {
    matches!(
        document.tag(element),
        Tag::Li | Tag::P | Tag::Div | Tag::Dd | Tag::Aside | Tag::Section | Tag::Other
    ) && matches!(document.node(element).kind, NodeKind::Element(_))
}

/// The labels of a page's footnotes, which Markdown tells apart by their letters in lower case.
#[derive(Debug, Default)]
struct Labels {
    taken: HashSet<String>,
    /// The last number that a label was given to tell it from another.
    last: usize,
}

impl Labels {
    /// A label that no footnote has yet, by the mark of a reference to it.
    fn take(&mut self, mark: &str) -> String {
        let plain: String = mark.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
        let own = if plain.is_empty() { (self.taken.len() + 1).to_string() } else { plain };
        let mut label = own.clone();
        while !self.taken.insert(label.to_lowercase()) {
            // Never a number again: however many labels there are, each is met once.
            self.last = (self.last + 1).max(self.taken.len() + 1);
            label = format!("{own}-{}", self.last);
        }
        label
    }
}
