//! Names of authors.

mod tables;

use std::sync::LazyLock;

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

use self::tables::{AFTER, BEFORE, BETWEEN, NOBODY, WITHIN};
use super::page::{Heading, is_of_others, text};
use super::title::SiteNames;
use super::words::Words;
use super::{Origin, Stated};

/// Authors of a page that are kept.
const MAX_AUTHORS: usize = 30;
/// Letters of a name; longer texts are sentences.
const MAX_NAME: usize = 60;
/// Characters among which a word for "by" is looked for.
const MAX_PREFIX: usize = 40;
const MAX_WORDS: usize = 6;
/// Bytes of a class; longer ones are lists of styles.
const MAX_CLASS: usize = 300;
/// Characters of an element that names the author.
const MAX_BYLINE: usize = 160;

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
/// Parts of those of elements whose authors are others.
static OTHERS: LazyLock<Words> = LazyLock::new(|| {
    Words::new(&[
        "comment",
        "reply",
        "related",
        "sidebar",
        "widget",
        "recommend",
        "teaser",
        "recent",
        "footer",
    ])
});

/// The names in texts that say who wrote something; those of nobody and of the site are left out.
pub(super) fn clean<'t>(texts: impl Iterator<Item = &'t str>, names: &SiteNames) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts.take(MAX_AUTHORS) {
        for name in split(&without_prefix(text)) {
            let is_new = !found.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if is_name(&name) && is_new && !names.has(&name) && found.len() < MAX_AUTHORS {
                found.push(name);
            }
        }
    }
    found
}

/// Whether a name is a single word, as accounts are; names of scripts without spaces and capitals are none.
pub(super) fn is_account(name: &str) -> bool {
    !name.contains(' ') && name.is_ascii()
}

/// The authors that the page names: by `rel`, microdata, class, or beside the title.
///
/// A name may be that of the site here, for many sites are called after who writes them.
pub(super) fn in_page(source: Source, headings: &[Heading]) -> Option<Stated<Vec<String>>> {
    let document = source.document();
    let mut best: Option<(u32, Stated<Vec<String>>)> = None;
    let mut others_until = NodeId::ROOT;
    for (id, node) in document.nodes() {
        let NodeKind::Element(element) = &node.kind else { continue };
        if id < others_until || element.tag.is_unread() && element.tag != Tag::Meta {
            continue;
        }
        if is_of_others(document, id, &OTHERS) {
            others_until = node.end;
            continue;
        }
        let Some((rank, origin)) = names_author(document, id) else { continue };
        if best.as_ref().is_some_and(|(best, _)| *best <= rank) {
            continue;
        }
        let value = match document.attr(id, AttrName::Content).filter(|_| element.tag == Tag::Meta) {
            Some(content) => content.to_owned(),
            None => text(document, id),
        };
        if value.chars().count() <= MAX_BYLINE {
            let value = clean(std::iter::once(value.as_str()), &SiteNames::default());
            if !value.is_empty() {
                best = Some((rank, Stated { value, source: origin }));
            }
        }
    }
    best.map(|(_, stated)| stated).or_else(|| beside_title(document, headings))
}

/// Whether an element names the author, and how sure that is: 0 for the surest.
fn names_author(document: &Document, id: NodeId) -> Option<(u32, Origin)> {
    let attr = |name| document.attr(id, name).unwrap_or_default();
    let has = |value: &str, word: &str| value.split_ascii_whitespace().any(|found| found == word);
    if has(attr(AttrName::Itemprop), "author") || has(attr(AttrName::Itemprop), "creator") {
        let named = (id.0 + 1..document.node(id).end.0).map(NodeId).take(40);
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
    if document.tag(id) == Tag::Meta || document.tag(id) == Tag::Body {
        return None;
    }
    [AttrName::Class, AttrName::Id].iter().find_map(|name| {
        let value = document.attr(id, *name).filter(|value| value.len() <= MAX_CLASS)?;
        let rank = CLASSES.first_in(value)?;
        let is_exact =
            value.split_ascii_whitespace().any(|token| matches!(token, "author" | "byline" | "autor"));
        Some((if is_exact { 3 } else { 4 + rank as u32 }, Origin::Class))
    })
}

/// A line shortly after the title that begins with a word for "by".
fn beside_title(document: &Document, headings: &[Heading]) -> Option<Stated<Vec<String>>> {
    let title = headings.iter().find(|heading| heading.level == 1 && !heading.leads_home)?;
    let after = document.nodes().skip(document.node(title.id).end.index()).take(120);
    let lines = after.filter_map(|(_, node)| match node.kind {
        NodeKind::Text(span) => Some(document.text(span).trim()),
        NodeKind::Element(_) => None,
    });
    let line = lines.filter(|line| !line.is_empty() && line.chars().count() <= MAX_BYLINE).take(12);
    let named = line
        .filter(|line| without_prefix(line).len() < line.len())
        .map(|line| clean(std::iter::once(line), &SiteNames::default()));
    let are_names = |found: &Vec<String>| !found.is_empty() && found.iter().all(|name| is_full_name(name));
    let value = named.into_iter().find(are_names)?;
    Some(Stated { value, source: Origin::Text })
}

/// A text without the words for "by" at its beginning.
fn without_prefix(text: &str) -> String {
    let mut rest = text.trim();
    loop {
        let lower: String = rest.chars().take(MAX_PREFIX).flat_map(char::to_lowercase).collect();
        let is_word = |prefix: &&str| {
            lower.strip_prefix(*prefix).is_some_and(|after| {
                after.starts_with([' ', ':', '\u{a0}', '：', '/'])
                    || !prefix.is_ascii() && !prefix.contains(char::is_lowercase)
            })
        };
        let Some(prefix) = BEFORE.split(',').filter(is_word).max_by_key(|prefix| prefix.len()) else { break };
        let skipped = prefix.chars().count();
        let end = rest.char_indices().nth(skipped).map_or(rest.len(), |(at, _)| at);
        rest = rest[end..].trim_start_matches([' ', ':', '\u{a0}', '：', '/']);
    }
    rest.to_owned()
}

/// The names in a list of names.
fn split(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for between in BETWEEN.split(',') {
        text = text.replace(between, ", ");
    }
    let parts: Vec<String> =
        text.split([',', ';', '/', '|', '•', '·', '\n', '、', '，']).map(trimmed).collect();
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        // "Last, First".
        [last, first]
            if text.contains(", ") && !last.contains(' ') && !first.contains(' ') && is_name(last) =>
        {
            vec![format!("{first} {last}")]
        }
        _ => parts,
    }
}

/// A name without what is said about its bearer, addresses and numbers.
fn trimmed(part: &str) -> String {
    let mut part = part.trim();
    for end in AFTER.split(',') {
        part = part.split_once(end).map_or(part, |(name, _)| name);
    }
    let part = part.split(['(', '[', '{', '<', '"', '„', '“']).next().unwrap_or_default();
    let words = part.split_whitespace().filter(|word| !word.contains('@'));
    let words: Vec<&str> = words.take_while(|word| !word.contains(|c: char| c.is_ascii_digit())).collect();
    words
        .join(" ")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
        .trim_start_matches('.')
        .to_owned()
}

/// Whether a name cannot be the beginning of a sentence: it has several words, all capitals but for those that stand within
/// names.
fn is_full_name(name: &str) -> bool {
    let is_written_so = |word: &str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_none_or(|c| !c.is_lowercase()) || WITHIN.split(',').any(|particle| particle == word)
    };
    name.contains(' ') && name.split(' ').all(is_written_so)
}

/// Whether a text may be a name: short, of letters, no address and no word for nobody.
fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=MAX_NAME).contains(&letters)
        && name.split_whitespace().count() <= MAX_WORDS
        && !NOBODY.split(',').any(|nobody| nobody == lower)
        && !BEFORE.split(',').any(|word| word == lower)
        && !["http", "www.", ".com", ".de", ".org", ".net"].iter().any(|part| lower.contains(part))
        && !name.ends_with([':', '?', '!'])
}
