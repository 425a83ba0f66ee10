//! Dates in the page: in what is marked as one, and in the text near the title.

use std::sync::LazyLock;

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

use super::read::{Order, find, iso};
use crate::metadata::page::{Heading, is_of_others, text};
use crate::metadata::words::Words;
use crate::metadata::{Origin, Stated};

/// Parts of the classes and ids of elements that give a date.
static CLASSES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "date", "publish", "posted", "time", "datum", "fecha", "meta", "byline", "info", "dateline", "data",
        "post-on",
    ])
});
/// Parts of those of elements whose dates are of others.
static OTHERS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&["comment", "related", "sidebar", "widget", "recommend", "teaser", "footer", "event"])
});
/// Characters of an element that gives a date.
const MAX_CHARACTERS: usize = 200;
/// Bytes before the date in a longer text.
const MAX_BEFORE: usize = 30;
/// Names of what scripts know of the page, from which a date follows within a few characters.
static KEYS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "\"datePublished\"",
        "\"published_at\"",
        "\"publishedAt\"",
        "\"publishDate\"",
        "\"createdAt\"",
        "\"created_at\"",
    ])
});
const KEY_BYTES: usize = 40;
const MAX_KEYS: usize = 20;
/// Bytes of a class; longer ones are lists of styles.
const MAX_CLASS: usize = 300;
/// Texts after and before the title among which a date is looked for.
const TEXTS_AFTER: usize = 25;
const TEXTS_BEFORE: usize = 8;
/// Texts of the page that are looked at in the end.
const MAX_TEXTS: usize = 3000;

/// The first date that microdata or a microformat calls that of publication.
pub(super) fn marked(source: Source, order: Order) -> Option<Stated<String>> {
    let document = source.document();
    let mut weaker = None;
    for (id, node) in document.nodes() {
        let NodeKind::Element(element) = &node.kind else { continue };
        let attr = |name| document.attr(id, name).unwrap_or_default();
        let itemprop = attr(AttrName::Itemprop);
        let is_published = !itemprop.is_empty()
            && itemprop.split_ascii_whitespace().any(|name| matches!(name, "datePublished" | "dateCreated"));
        let class = attr(AttrName::Class);
        let is_entry = matches!(element.tag, Tag::Abbr | Tag::Time)
            && class
                .split_ascii_whitespace()
                .any(|class| matches!(class, "published" | "entry-date" | "dt-published"));
        let is_pubdate = element.tag == Tag::Time && source.attr(id, "pubdate").is_some();
        if !is_published && !is_entry && !is_pubdate {
            continue;
        }
        let Some(value) = value(document, id, order) else { continue };
        let found =
            Stated { value, source: if is_published { Origin::Microdata } else { Origin::TimeElement } };
        if is_published {
            return Some(found);
        }
        weaker = weaker.or(Some(found));
    }
    weaker
}

/// The date that an element gives: in an attribute for machines, else in its text.
fn value(document: &Document, id: NodeId, order: Order) -> Option<String> {
    let attrs = [AttrName::Datetime, AttrName::Content, AttrName::Title];
    let machine =
        attrs.iter().filter_map(|name| document.attr(id, *name)).find_map(|value| iso(value, order));
    machine.or_else(|| {
        let text = text(document, id);
        if text.chars().count() <= MAX_CHARACTERS { iso(&text, order) } else { None }
    })
}

/// A date among candidates: how sure it is, 0 for the surest, and how far from the title.
struct Candidate {
    rank: (u32, u32),
    found: Stated<String>,
}

/// The date of a `time` element, of an element with a class for dates, or in the text near the title.
pub(super) fn in_page(source: Source, headings: &[Heading], order: Order) -> Option<Stated<String>> {
    let document = source.document();
    let title =
        headings.iter().find(|heading| heading.level == 1 && !heading.leads_home).or(headings.first());
    let place = title.map_or(NodeId::ROOT, |title| title.id);
    let mut best: Option<Candidate> = None;
    let mut others_until = NodeId::ROOT;
    for (id, node) in document.nodes() {
        let NodeKind::Element(element) = &node.kind else { continue };
        if id < others_until || element.tag.is_unread() {
            continue;
        }
        if is_of_others(document, id, &OTHERS) {
            others_until = node.end;
            continue;
        }
        let kind = match element.tag {
            Tag::Time => Some((0, Origin::TimeElement)),
            Tag::Abbr if document.attr(id, AttrName::Title).is_some() => Some((0, Origin::TimeElement)),
            _ if gives_date(document, id) => Some((1, Origin::Class)),
            _ => None,
        };
        let Some((rank, origin)) = kind else { continue };
        let distance = if id >= place { id.0 - place.0 } else { (place.0 - id.0).saturating_mul(4) };
        let rank = (rank, distance);
        if best.as_ref().is_some_and(|best| best.rank <= rank) {
            continue;
        }
        if let Some(value) = value(document, id, order) {
            best = Some(Candidate { rank, found: Stated { value, source: origin } });
        }
    }
    best.map(|best| best.found).or_else(|| beside_title(document, place, order))
}

fn gives_date(document: &Document, id: NodeId) -> bool {
    let named =
        |name| document.attr(id, name).is_some_and(|value| value.len() <= MAX_CLASS && CLASSES.are_in(value));
    document.tag(id) != Tag::Body && (named(AttrName::Class) || named(AttrName::Id))
}

/// The date in the texts just after the title, or just before it.
fn beside_title(document: &Document, title: NodeId, order: Order) -> Option<Stated<String>> {
    let mut after = texts(document, title.index()).take(TEXTS_AFTER);
    let before = texts_before(document, title);
    // A longer text may begin with its date.
    let date = |text: &str| {
        let is_short = text.chars().count() <= MAX_CHARACTERS;
        find(text, order).filter(|(_, at)| is_short || *at <= MAX_BEFORE)
    };
    let value = after.find_map(date).or_else(|| before.into_iter().find_map(date)).map(|(date, _)| date)?;
    Some(Stated { value, source: Origin::Text })
}

fn texts(document: &Document, start: usize) -> impl Iterator<Item = &str> {
    let text = |(_, node): (NodeId, &unboil_html::Node)| match node.kind {
        NodeKind::Text(span) => Some(span),
        NodeKind::Element(_) => None,
    };
    let all = document.nodes().skip(start).filter_map(text);
    all.map(|span| document.text(span).trim()).filter(|text| !text.is_empty())
}

fn texts_before(document: &Document, title: NodeId) -> Vec<&str> {
    let nodes = (0..title.0).rev().map(NodeId);
    let texts = nodes.filter_map(|id| match document.node(id).kind {
        NodeKind::Text(span) => Some(document.text(span).trim()),
        NodeKind::Element(_) => None,
    });
    texts.filter(|text| !text.is_empty()).take(TEXTS_BEFORE).collect()
}

/// The date in what scripts know of the page.
pub(super) fn in_scripts(source: Source) -> Option<Stated<String>> {
    let text = source.text();
    let value = KEYS.ends_in(text).take(MAX_KEYS).find_map(|start| {
        let end = text.floor_char_boundary(start + KEY_BYTES);
        text.get(start..end).and_then(|value| iso(value, Order::DayFirst))
    })?;
    Some(Stated { value, source: Origin::Script })
}

/// The first date in a short text of the page.
pub(super) fn anywhere(source: Source, order: Order) -> Option<Stated<String>> {
    let document = source.document();
    let short = texts(document, 0).take(MAX_TEXTS).filter(|text| text.chars().count() <= MAX_CHARACTERS);
    let (value, _) = short.filter_map(|text| find(text, order)).next()?;
    Some(Stated { value, source: Origin::Text })
}
