//! Dates in the page: in what is marked as one, and in the text near the title.

use std::sync::LazyLock;

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

use super::event::{Event, is_named_change, said_before};
use super::read::{dates, first, is_timestamp};
use super::{Date, Dates, Order};
use crate::class::names;
use crate::metadata::page::{Heading, is_of_readers, own_elements, text, texts_but_for};
use crate::metadata::words::Words;
use crate::metadata::{Origin, Stated};

/// Attributes that give a date to machines.
const FOR_MACHINES: [AttrName; 3] = [AttrName::Datetime, AttrName::Content, AttrName::Title];
/// Parts of the classes and ids of elements that give a date.
static CLASSES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&["date", "publish", "posted", "time", "datum", "fecha", "byline", "dateline", "post-on"])
});
/// Parts of those of elements that give a date among other things.
static WEAK_CLASSES: LazyLock<Words> = LazyLock::new(|| Words::new(&["meta", "info", "data"]));
/// Parts of those of elements that give a date on which something will happen.
static APPOINTED: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "event-date",
        "event_date",
        "event__date",
        "eventdate",
        "event-time",
        "event_time",
        "event__time",
        "event-start",
        "dtstart",
        "dtend",
        "dt-start",
        "dt-end",
        "start-date",
        "start_date",
        "startdate",
        "deadline",
        "expir",
    ])
});
/// What microdata calls such dates.
const APPOINTMENTS: [&str; 6] =
    ["startDate", "endDate", "doorTime", "validFrom", "validThrough", "priceValidUntil"];
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
/// Texts after and before the title among which a date is looked for.
const TEXTS_AFTER: usize = 25;
const TEXTS_BEFORE: usize = 8;
/// Texts behind the date of publication among which that of a change is looked for.
const TEXTS_BEHIND: usize = 8;
/// Nodes that a class for dates counts as, beside a `time` element.
const CLASS_DISTANCE: u32 = 60;
/// Nodes before an element among which a text tells what happened at its date.
const NODES_BEFORE: u32 = 6;
/// Texts of the page that are looked at in the end.
const MAX_TEXTS: usize = 3000;

/// The first date that microdata or a microformat calls that of publication.
pub(super) fn marked(source: Source, headings: &[Heading], order: Order) -> Option<Stated<Date>> {
    let document = source.document();
    let title = headings.first().map(|title| title.id);
    let mut weaker = None;
    for (id, element) in own_elements(document, title) {
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
fn value(document: &Document, id: NodeId, order: Order) -> Option<Date> {
    for_machines(document, id, order).or_else(|| {
        let text = text(document, id);
        if text.chars().count() <= MAX_CHARACTERS { first(&text, order) } else { None }
    })
}

fn for_machines(document: &Document, id: NodeId, order: Order) -> Option<Date> {
    let attrs = FOR_MACHINES.iter().filter_map(|name| document.attr(id, *name));
    attrs.into_iter().find_map(|value| first(value, order))
}

/// A date among candidates, and how far from the title it is.
struct Candidate {
    rank: u32,
    found: Stated<Date>,
}

/// The dates of `time` elements, of elements with a class for dates, or in the text near the title.
pub(super) fn in_page(source: Source, headings: &[Heading], order: Order) -> Dates {
    let document = source.document();
    let title = title_of(headings);
    let (place, _) = place(document, title);
    let mut best: [Option<Candidate>; 2] = [None, None];
    let own = own_elements(document, title);
    for (id, element) in own.filter(|(_, element)| !element.tag.is_unread()) {
        let kind = match element.tag {
            Tag::Time => Some((0, Origin::TimeElement)),
            Tag::Abbr if document.attr(id, AttrName::Title).is_some() => Some((0, Origin::TimeElement)),
            _ if has_time(document, id) => Some((0, Origin::TimeElement)),
            _ if is_named_by(document, id, &CLASSES) => Some((1, Origin::Class)),
            _ if is_named_by(document, id, &WEAK_CLASSES) => Some((1, Origin::Class)),
            _ => None,
        };
        let Some((rank, origin)) = kind.filter(|_| !is_of_appointment(document, id)) else { continue };
        let distance = if id >= place { id.0 - place.0 } else { (place.0 - id.0).saturating_mul(4) };
        let rank = distance + rank * CLASS_DISTANCE;
        let is_behind = |best: &Option<Candidate>| best.as_ref().is_some_and(|best| best.rank <= rank);
        if best.iter().all(is_behind) {
            continue;
        }
        let Some((value, is_of_change)) = given(document, id, order) else { continue };
        let best = &mut best[usize::from(is_of_change)];
        let is_strong = || origin != Origin::Class || is_named_by(document, id, &CLASSES);
        if !is_behind(best) && (is_strong() || !is_short_among_others(document, id)) {
            *best = Some(Candidate { rank, found: Stated { value, source: origin } });
        }
    }
    let [published, modified] = best.map(|best| best.map(|best| best.found));
    let beside = if published.is_none() || modified.is_none() {
        beside_title(document, title, order)
    } else {
        Dates::default()
    };
    Dates { published: published.or(beside.published), modified: modified.or(beside.modified) }
}

fn title_of(headings: &[Heading]) -> Option<NodeId> {
    let of_page = headings.iter().find(|heading| heading.level == 1 && !heading.leads_home);
    of_page.or(headings.first()).map(|title| title.id)
}

/// Whether an element of any kind has a time for machines, as `relative-time` has; that of `del` and `ins` is of an edit.
fn has_time(document: &Document, id: NodeId) -> bool {
    document.attr(id, AttrName::Datetime).is_some() && !matches!(document.tag(id), Tag::Del | Tag::Ins)
        || document.attr(id, AttrName::Title).is_some_and(is_timestamp)
}

fn is_named_by(document: &Document, id: NodeId, words: &Words) -> bool {
    let named = |attr| words.are_in(names(document, id, attr));
    document.tag(id) != Tag::Body && (named(AttrName::Class) || named(AttrName::Id))
}

/// Whether an element, or what holds it, says that something will happen at its date.
fn is_of_appointment(document: &Document, id: NodeId) -> bool {
    [id, document.node(id).parent].into_iter().any(|id| {
        let itemprop = document.attr(id, AttrName::Itemprop).unwrap_or_default();
        itemprop.split_ascii_whitespace().any(|name| APPOINTMENTS.contains(&name))
            || is_named_by(document, id, &APPOINTED)
    })
}

/// Whether an element gives its date in its text alone, with no year written out and other words beside it: sizes and
/// versions look like short dates.
fn is_short_among_others(document: &Document, id: NodeId) -> bool {
    if FOR_MACHINES.iter().any(|name| document.attr(id, *name).is_some()) {
        return false;
    }
    let text = text(document, id);
    let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut numbers = text.split(|c: char| !c.is_numeric());
    let has_year = numbers.any(|number| number.chars().count() >= 4);
    !has_year && parts.nth(3).is_some()
}

/// The date that an element gives, the first that is not of handling, and whether it says that it is that of a change.
fn given(document: &Document, id: NodeId, order: Order) -> Option<(Date, bool)> {
    let own = text(document, id);
    let with_event = |(value, event)| match event {
        Some(Event::Handling) => None,
        event => Some((value, event == Some(Event::Change))),
    };
    if let Some(value) = for_machines(document, id, order) {
        let digit = own.find(char::is_numeric).unwrap_or(own.len());
        let is_before = dates(&own, Order::DAY_FIRST).next().is_none_or(|(_, at)| at == 0);
        return with_event((value, event(document, id, &own[..digit], is_before)));
    }
    let is_short = own.chars().count() <= MAX_CHARACTERS;
    let mut all = dates(if is_short { &own } else { "" }, order);
    all.find_map(|(value, at)| with_event((value, event(document, id, &own[..at], at == 0))))
}

/// What happened at the date of an element: by its class or that of what holds it, by its text before the date, or by the
/// text before the element.
fn event(document: &Document, id: NodeId, own: &str, is_before: bool) -> Option<Event> {
    let class = |id| names(document, id, AttrName::Class);
    let of_parent = || !class(id).contains("publish") && is_named_change(class(document.node(id).parent));
    if is_named_change(class(id)) || of_parent() {
        return Some(Event::Change);
    }
    let before = || texts_before(document, id, NODES_BEFORE).next().filter(|_| is_before);
    said_before(own).or_else(|| before().and_then(said_before))
}

/// The dates in the texts just after the title, or just before it.
fn beside_title(document: &Document, title: Option<NodeId>, order: Order) -> Dates {
    let (place, behind) = place(document, title);
    let after = own_texts(document, title).skip_while(|(id, _)| *id < behind).take(TEXTS_AFTER);
    let before = || own_texts(document, title).take_while(|(id, _)| *id < place).collect::<Vec<_>>();
    let before = std::iter::once_with(before).flat_map(|all| all.into_iter().rev().take(TEXTS_BEFORE));
    told(after.chain(before).map(|(_, text)| text), order)
}

/// The texts of a page but for those that readers wrote, and for dates on which something will happen.
fn own_texts(document: &Document, title: Option<NodeId>) -> impl Iterator<Item = (NodeId, &str)> {
    texts_but_for(document, move |id| is_of_readers(document, id, title) || is_of_appointment(document, id))
}

/// The title and the node behind it; without one the beginning of the page.
fn place(document: &Document, title: Option<NodeId>) -> (NodeId, NodeId) {
    title.map_or((NodeId::ROOT, NodeId::ROOT), |title| (title, document.node(title).end))
}

/// The texts before a node, the nearest first, among so many nodes.
fn texts_before(document: &Document, node: NodeId, nodes: u32) -> impl Iterator<Item = &str> {
    let nodes = (node.0.saturating_sub(nodes)..node.0).rev().map(NodeId);
    let texts = nodes.filter_map(|id| match document.node(id).kind {
        NodeKind::Text(span) => Some(document.text(span).trim()),
        NodeKind::Element(_) => None,
    });
    texts.filter(|text| !text.is_empty())
}

/// The date in what scripts know of the page.
pub(super) fn in_scripts(source: Source) -> Option<Stated<Date>> {
    let text = source.text();
    let value = KEYS.ends_in(text).take(MAX_KEYS).find_map(|start| {
        let end = text.floor_char_boundary(start + KEY_BYTES);
        text.get(start..end).and_then(|value| first(value, Order::DAY_FIRST))
    })?;
    Some(Stated { value, source: Origin::Script })
}

/// The first dates in short texts of the page.
pub(super) fn anywhere(source: Source, headings: &[Heading], order: Order) -> Dates {
    let own = own_texts(source.document(), title_of(headings));
    let short = own.map(|(_, text)| text).take(MAX_TEXTS);
    told(short.filter(|text| text.chars().count() <= MAX_CHARACTERS), order)
}

/// The first dates of either kind in texts that follow each other, that of a change up to a few texts behind that of
/// publication.
fn told<'t>(texts: impl Iterator<Item = &'t str>, order: Order) -> Dates {
    let mut told = Dates::default();
    let mut last = "";
    let mut is_manuscript = false;
    let mut texts_behind = 0;
    for text in texts {
        let is_short = text.chars().count() <= MAX_CHARACTERS;
        // A longer text may begin with its date.
        for (value, at) in dates(text, order).filter(|(_, at)| is_short || *at <= MAX_BEFORE) {
            let said = if at == 0 { last } else { &text[..at] };
            let place = match said_before(said) {
                Some(Event::Handling) => {
                    is_manuscript = true;
                    continue;
                }
                // Before publication the manuscript is revised.
                Some(Event::Change) if is_manuscript && told.published.is_none() => continue,
                Some(Event::Change) => &mut told.modified,
                Some(Event::Publication) | None => &mut told.published,
            };
            place.get_or_insert(Stated { value, source: Origin::Text });
        }
        texts_behind += usize::from(told.published.is_some());
        if texts_behind > TEXTS_BEHIND || told.published.is_some() && told.modified.is_some() {
            break;
        }
        last = text;
    }
    told
}
