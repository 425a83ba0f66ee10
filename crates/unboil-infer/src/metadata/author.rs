//! Names of authors.

mod names;
mod tables;

use std::sync::LazyLock;

use unboil_html::{AttrName, Document, Element, NodeId, NodeKind, Source, Tag};

use self::names::{announces_name, begins_with_by, is_full_name, of_pieces};
pub(super) use self::names::{clean, is_account};
use self::tables::{BEFORE, BETWEEN, WRITTEN};
use super::page::{Heading, Pieces, is_of_others, own_elements, pieces};
use super::title::letters;
use super::words::Words;
use super::{Origin, Stated};
use crate::class::names;

/// Bytes of the address of an author's page.
const MAX_ADDRESS: usize = 300;
/// Characters of an element that names the author.
const MAX_BYLINE: usize = 160;
/// Elements that name an author; further ones are of lists of people.
const MAX_CANDIDATES: usize = 100;
/// Nodes within an element that tell what it names.
const MAX_INNER: usize = 40;
/// Nodes between two names that belong together.
const MAX_BETWEEN: u32 = 6;
/// Nodes and texts behind the title among which a byline is looked for, and nodes among which one that says more.
const NODES_NEAR: u32 = 200;
const PIECES_NEAR: usize = 16;
const NODES_AFTER: u32 = 20_000;

/// Parts of the classes and ids of elements that name the author, the surest first.
static CLASSES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "author-name",
        "author_name",
        "authorname",
        "byline-name",
        "author",
        "byline",
        "autor",
        "auteur",
        "verfasser",
        "redakteur",
        "writer",
        "posted-by",
    ])
});
/// What stands before the name in the address of an author's page.
const FOLDERS: [&str; 18] = [
    "author",
    "authors",
    "autor",
    "autoren",
    "autores",
    "autore",
    "autori",
    "auteur",
    "auteurs",
    "contributor",
    "contributors",
    "writer",
    "writers",
    "journalist",
    "journalists",
    "columnist",
    "columnists",
    "reporters",
];

/// An element that names an author.
struct Candidate {
    id: NodeId,
    /// How sure it is, 0 for the surest.
    rank: u32,
    names: Stated<Vec<String>>,
}

/// The authors that the page names: by `rel`, microdata, class, the address of a link, or beside the title.
///
/// A name may be that of the site here, for many sites are called after who writes them.
pub(super) fn in_page(source: Source, headings: &[Heading]) -> Option<Stated<Vec<String>>> {
    let document = source.document();
    let title = headings.iter().find(|heading| heading.level == 1 && !heading.leads_home);
    let title = title.map(|title| title.id);
    let candidates = candidates(document, title);
    let rank = candidates.iter().map(|candidate| candidate.rank).min();
    let mut best = candidates.into_iter().filter(|candidate| Some(candidate.rank) == rank);
    let Some(Candidate { mut id, mut names, .. }) = best.next() else {
        return beside_title(document, title?);
    };
    for next in best {
        if !are_together(document, id, next.id) {
            break;
        }
        id = next.id;
        for name in next.names.value {
            if !names.value.contains(&name) {
                names.value.push(name);
            }
        }
    }
    Some(names)
}

fn candidates(document: &Document, title: Option<NodeId>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let is_read = |element: &Element| !element.tag.is_unread() || element.tag == Tag::Meta;
    for (id, element) in own_elements(document, title).filter(|(_, element)| is_read(element)) {
        let Some((rank, origin)) = names_author(document, id, title) else { continue };
        // Only the surest are taken, and of a list of people only the first.
        let is_full = found.len() >= MAX_CANDIDATES;
        let is_behind = |last: &Candidate| last.rank < rank || is_full && last.rank == rank;
        if found.last().is_some_and(is_behind) {
            continue;
        }
        let said = match document.attr(id, AttrName::Content).filter(|_| element.tag == Tag::Meta) {
            Some(content) => vec![content.to_owned()],
            None => pieces(document, id),
        };
        let is_long = said.iter().map(|piece| piece.chars().count()).sum::<usize>() > MAX_BYLINE;
        if is_long || holds_code(document, id) {
            continue;
        }
        let value = of_pieces(&said);
        let is_linked = origin == Origin::Link && rank == LINKED;
        let is_sure =
            !is_linked || value.iter().all(|name| is_full_name(name) || is_named(document, id, name));
        if !value.is_empty() && is_sure {
            found.push(Candidate { id, rank, names: Stated { value, source: origin } });
        }
    }
    found
}

/// Whether an element holds code: what is set as code is the name of a module or of a function.
fn holds_code(document: &Document, id: NodeId) -> bool {
    let mut inner = (id.0..document.node(id).end.0).map(NodeId).take(MAX_INNER);
    inner.any(|inner| document.tag(inner) == Tag::Code)
}

/// Whether nothing but words for "and" stands between two elements.
fn are_together(document: &Document, a: NodeId, b: NodeId) -> bool {
    let end = document.node(a).end;
    let between = || {
        let nodes = (end.0..b.0).map(NodeId);
        nodes.filter_map(|id| match document.node(id).kind {
            NodeKind::Text(span) => Some(document.text(span)),
            NodeKind::Element(_) => None,
        })
    };
    let is_connector = |text: &str| {
        let text = text.trim_matches([' ', ',', '\n', '\t', '\u{a0}']);
        text.is_empty() || BETWEEN.contains(&text)
    };
    end <= b && b.0 - end.0 <= MAX_BETWEEN && between().all(is_connector)
}

/// Whether a link leads to the page of somebody of this name.
fn is_named(document: &Document, link: NodeId, name: &str) -> bool {
    let href = document.attr(link, AttrName::Href).unwrap_or_default().trim_end_matches('/');
    href.rsplit('/').next().is_some_and(|last| letters(last) == letters(name))
}

/// The rank of a link that leads to an author's page.
const LINKED: u32 = 3;

/// Whether an element names the author, and how sure that is: 0 for the surest.
fn names_author(document: &Document, id: NodeId, title: Option<NodeId>) -> Option<(u32, Origin)> {
    let attr = |name| document.attr(id, name).unwrap_or_default();
    let has = |value: &str, word: &str| value.split_ascii_whitespace().any(|found| found == word);
    if has(attr(AttrName::Itemprop), "author") || has(attr(AttrName::Itemprop), "creator") {
        let named = (id.0 + 1..document.node(id).end.0).map(NodeId).take(MAX_INNER);
        let has_name = named
            .clone()
            .any(|inner| has(document.attr(inner, AttrName::Itemprop).unwrap_or_default(), "name"));
        return Some((if has_name { 2 } else { 1 }, Origin::Microdata));
    }
    let is_name = has(attr(AttrName::Itemprop), "name");
    let in_author = || {
        document
            .path(id)
            .skip(1)
            .take(3)
            .any(|outer| has(document.attr(outer, AttrName::Itemprop).unwrap_or_default(), "author"))
    };
    if is_name && in_author() {
        return Some((0, Origin::Microdata));
    }
    if has(attr(AttrName::Rel), "author") && document.tag(id) == Tag::A {
        return Some((1, Origin::Link));
    }
    if document.tag(id) == Tag::A
        && title.is_none_or(|title| title < id)
        && leads_to_author(attr(AttrName::Href))
    {
        return Some((LINKED, Origin::Link));
    }
    if document.tag(id) == Tag::Meta || document.tag(id) == Tag::Body {
        return None;
    }
    [AttrName::Class, AttrName::Id].iter().find_map(|name| {
        let value = names(document, id, *name);
        let rank = CLASSES.first_in(value)?;
        let is_exact =
            value.split_ascii_whitespace().any(|token| matches!(token, "author" | "byline" | "autor"));
        Some((if is_exact { 3 } else { 4 + rank as u32 }, Origin::Class))
    })
}

/// Whether an address is that of an author's page: `/author/ada-low`.
fn leads_to_author(href: &str) -> bool {
    if href.len() > MAX_ADDRESS {
        return false;
    }
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let mut folders = path.rsplit('/').skip(1);
    folders.next().is_some_and(|folder| FOLDERS.contains(&folder))
}

/// The first byline behind the title; further on in the page one that says that somebody wrote it.
fn beside_title(document: &Document, title: NodeId) -> Option<Stated<Vec<String>>> {
    let is_passed = |id| is_of_others(document, id, None);
    let pieces = |nodes: u32| {
        let start = document.node(title).end;
        Pieces::new(document, start, NodeId(start.0.saturating_add(nodes)), is_passed)
    };
    let near = byline(pieces(NODES_NEAR).take(PIECES_NEAR), BEFORE);
    let value = near.or_else(|| byline(pieces(NODES_AFTER), WRITTEN))?;
    Some(Stated { value, source: Origin::Text })
}

/// The full names in the first text that begins with a word for "by", or that follows such a word.
fn byline(pieces: impl Iterator<Item = String>, by: &[&str]) -> Option<Vec<String>> {
    let mut is_announced = false;
    for piece in pieces.filter(|piece| piece.chars().count() <= MAX_BYLINE) {
        if is_announced || begins_with_by(&piece, by) {
            let names = of_pieces(std::slice::from_ref(&piece));
            if !names.is_empty() && names.iter().all(|name| is_full_name(name)) {
                return Some(names);
            }
        }
        is_announced = announces_name(&piece, by);
    }
    None
}
