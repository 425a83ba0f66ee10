//! What the structured data of a page says: JSON-LD, `meta` elements, links and the root.

mod markup;

use std::borrow::Cow;

use unboil_html::{AttrName, Document, NodeId, NodeKind, Source, Tag};

use super::date::{self, Date, Day, Order};
use super::json_ld::JsonLd;
use super::meta::{self, Field};
use super::page::squeezed;
use super::title::SiteNames;
use super::{Origin, Stated, author};

/// Longer values are no title, name or date.
const MAX_BYTES: usize = 2000;
/// Values of one page that are kept.
const MAX_VALUES: usize = 300;

/// A value of a `meta` element.
#[derive(Debug)]
struct Value {
    field: Field,
    /// 0 for the most specific name.
    rank: usize,
    value: String,
    source: Origin,
}

/// All that structured data says.
#[derive(Debug)]
pub(super) struct Statements {
    values: Vec<Value>,
    json_ld: JsonLd,
    canonical: String,
    lang: String,
    /// `<title>`, white space collapsed.
    pub(super) title_element: String,
}

impl Statements {
    pub(super) fn of(source: Source) -> Statements {
        let document = source.document();
        let mut stated = Statements {
            values: Vec::new(),
            json_ld: JsonLd::of(source),
            canonical: String::new(),
            lang: document.head().lang.clone(),
            title_element: squeezed(&document.head().title),
        };
        for (id, _) in document.nodes() {
            match document.tag(id) {
                Tag::Meta if stated.values.len() < MAX_VALUES => stated.read_meta(source, id),
                Tag::Link if stated.canonical.is_empty() => stated.read_link(document, id),
                _ => {}
            }
        }
        stated.values.sort_by_key(|value| value.rank);
        stated
    }

    fn read_meta(&mut self, source: Source, id: NodeId) {
        let document = source.document();
        let attr = |name| document.attr(id, name);
        let is_property = attr(AttrName::Property).is_some();
        let named = attr(AttrName::Property).or(attr(AttrName::Name)).map(str::to_owned);
        let name = named.or_else(|| source.attr(id, "http-equiv").map(Cow::into_owned));
        let content = attr(AttrName::Content).unwrap_or_default();
        let (Some(name), 1..=MAX_BYTES) = (name, content.len()) else { return };
        if let Some((field, rank)) = meta::field(name.trim()) {
            let is_og = is_property && (name.starts_with("og:") || name.starts_with("article:"));
            let source = if is_og { Origin::OpenGraph } else { Origin::Meta };
            let value = plain(content);
            if !value.is_empty() {
                self.values.push(Value { field, rank, value, source });
            }
        }
    }

    fn read_link(&mut self, document: &Document, id: NodeId) {
        let rel = document.attr(id, AttrName::Rel).unwrap_or_default();
        if rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.canonical = document.attr(id, AttrName::Href).unwrap_or_default().to_owned();
        }
    }

    /// The values of a field, the most specific ones first.
    fn values(&self, field: Field) -> impl Iterator<Item = Stated<String>> {
        let values = self.values.iter().filter(move |value| value.field == field);
        values.map(|value| Stated { value: value.value.clone(), source: value.source })
    }

    fn by_json_ld(&self, value: &str) -> Option<Stated<String>> {
        let value = Some(value.to_owned()).filter(|value| !value.is_empty())?;
        Some(Stated { value, source: Origin::JsonLd })
    }

    /// Titles, as they are said.
    pub(super) fn titles(&self) -> impl Iterator<Item = Stated<String>> {
        self.values(Field::Title).chain(self.by_json_ld(&self.json_ld.title))
    }

    pub(super) fn headline(&self) -> Option<Stated<String>> {
        self.by_json_ld(&self.json_ld.title)
    }

    pub(super) fn site(&self) -> Option<Stated<String>> {
        let is_name = |site: &Stated<String>| !site.value.contains("://") && !site.value.starts_with('@');
        self.values(Field::Site).chain(self.by_json_ld(&self.json_ld.site)).find(is_name)
    }

    pub(super) fn description(&self) -> Option<Stated<String>> {
        self.values(Field::Description).next().or_else(|| self.by_json_ld(&self.json_ld.description))
    }

    /// The address that the page asks to be known by, a whole one where it gives one.
    pub(super) fn canonical(&self) -> Option<Stated<String>> {
        let link = Some(Stated { value: self.canonical.clone(), source: Origin::Link });
        let all =
            || link.iter().filter(|link| !link.value.is_empty()).cloned().chain(self.values(Field::Url));
        let is_whole = |address: &Stated<String>| address.value.contains("://");
        all().find(is_whole).or_else(|| all().next())
    }

    pub(super) fn image(&self) -> Option<Stated<String>> {
        self.values(Field::Image).next().or_else(|| self.by_json_ld(&self.json_ld.image))
    }

    /// The root's `lang`, else what other places say, where that has the shape of a tag.
    pub(super) fn language(&self) -> Option<Stated<String>> {
        let root = Some(Stated { value: self.lang.clone(), source: Origin::Root });
        let all = root
            .into_iter()
            .chain(self.values(Field::Language))
            .chain(self.by_json_ld(&self.json_ld.language));
        all.filter_map(|Stated { value, source }| Some(Stated { value: language_tag(&value)?, source }))
            .next()
    }

    /// The language with its region, if any place says one: which decides how dates are written.
    pub(super) fn region(&self) -> String {
        let language = self.language().map(|tag| tag.value).unwrap_or_default();
        let mut all = self.values(Field::Language).filter_map(|tag| language_tag(&tag.value));
        let is_closer = |tag: &String| tag.len() > language.len() && tag.starts_with(&language);
        all.find(is_closer).unwrap_or(language)
    }

    /// The authors of JSON-LD, else those of `meta` elements, but for the site itself.
    pub(super) fn authors(&self, names: &SiteNames) -> Option<Stated<Vec<String>>> {
        let json_ld = author::clean(self.json_ld.authors.iter().map(String::as_str), names);
        if !json_ld.is_empty() {
            return Some(Stated { value: json_ld, source: Origin::JsonLd });
        }
        let values: Vec<&Value> = self.values.iter().filter(|value| value.field == Field::Author).collect();
        let mut rest = values.as_slice();
        while let Some(first) = rest.first() {
            let (same, after) =
                rest.split_at(rest.iter().take_while(|value| value.rank == first.rank).count());
            let found = author::clean(same.iter().map(|value| value.value.as_str()), names);
            // A name of one word is mostly an account.
            if found.iter().any(|name| !author::is_account(name)) {
                return Some(Stated { value: found, source: first.source });
            }
            rest = after;
        }
        None
    }

    /// The people, and whoever `meta` elements name, that are said to have written the page, whatever the site is called.
    pub(super) fn namesakes(&self) -> Option<Stated<Vec<String>>> {
        let anyone = SiteNames::default();
        let people = author::clean(self.json_ld.people.iter().map(String::as_str), &anyone);
        if !people.is_empty() {
            return Some(Stated { value: people, source: Origin::JsonLd });
        }
        self.values(Field::Author).find_map(|Stated { value, source }| {
            let value = author::clean(std::iter::once(value.as_str()), &anyone);
            Some(Stated { value, source }).filter(|found| !found.value.is_empty())
        })
    }

    /// When the page says that it was published.
    pub(super) fn published(&self, order: Order) -> Option<Stated<Date>> {
        let meta = self.date("", Field::Published, order);
        meta.or_else(|| self.date(&self.json_ld.published, Field::Published, order))
    }

    /// A day that the page gives without saying what happened on it.
    pub(super) fn dated(&self, order: Order) -> Option<Stated<Date>> {
        self.date("", Field::Dated, order)
    }

    pub(super) fn modified(&self, order: Order) -> Option<Stated<Date>> {
        self.date(&self.json_ld.modified, Field::Modified, order)
    }

    /// The day of the last change, where it is written with the year first, so that there is no doubt of it.
    pub(super) fn last_change(&self) -> Option<Day> {
        let all = self.values(Field::Modified).chain(self.by_json_ld(&self.json_ld.modified));
        all.filter_map(|stated| date::day_by_year(&stated.value)).max()
    }

    fn date(&self, json_ld: &str, field: Field, order: Order) -> Option<Stated<Date>> {
        let all = self.by_json_ld(json_ld).into_iter().chain(self.values(field));
        all.filter_map(|Stated { value, source }| Some(Stated { value: date::first(&value, order)?, source }))
            .next()
    }
}

/// A tag of BCP 47 in its usual letters.
fn language_tag(written: &str) -> Option<String> {
    let written = written.split([',', ';']).next()?.trim().replace('_', "-");
    let mut parts = written.split('-');
    let language = parts.next().filter(|part| matches!(part.len(), 2..=3))?.to_ascii_lowercase();
    if !language.chars().all(|c| c.is_ascii_alphabetic()) || language == "utf" {
        return None;
    }
    // Tags that BCP 47 has replaced.
    let replaced = [("in", "id"), ("iw", "he"), ("ji", "yi")].into_iter().find(|(old, _)| *old == language);
    let mut tag = replaced.map_or(language, |(_, new)| new.to_owned());
    for part in parts.take(2) {
        match part.len() {
            2 if part.is_ascii() => tag.push_str(&format!("-{}", part.to_ascii_uppercase())),
            3..=8 if part.chars().all(|c| c.is_ascii_alphanumeric()) => tag.push_str(&format!("-{part}")),
            _ => break,
        }
    }
    Some(tag)
}

/// Text as a reader sees it: markup and character references within values are read, white space is collapsed. References that
/// are left then were escaped twice.
pub(super) fn plain(value: &str) -> String {
    if !value.contains(['&', '<']) || value.len() > MAX_BYTES {
        return squeezed(value);
    }
    let text = read_as_html(&markup::only(value));
    // What has come out of references is text, not markup.
    if has_reference(&text) { read_as_html(&text.replace('<', "&lt;")) } else { text }
}

/// Whether a text has a character reference such as `&amp;` or `&#x26;`.
fn has_reference(text: &str) -> bool {
    let is_part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    text.split('&').skip(1).any(|after| {
        let rest = after.trim_start_matches(is_part_of_name);
        rest.len() < after.len() && rest.starts_with(';')
    })
}

fn read_as_html(value: &str) -> String {
    let document = Document::parse(value);
    let mut text = String::new();
    for (_, node) in document.nodes() {
        match node.kind {
            NodeKind::Text(span) => text.push_str(document.text(span)),
            NodeKind::Element(_) => text.push(' '),
        }
    }
    squeezed(&text)
}
