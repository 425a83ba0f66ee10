//! The title of a page, without the name of its site.

use super::page::Heading;
use super::statements::Statements;
use super::{Origin, Stated};

/// What stands between a title and the name of a site.
const SEPARATORS: [&str; 12] =
    [" | ", " – ", " — ", " - ", " » ", " « ", " · ", " • ", " :: ", " ‹ ", " › ", "│"];
/// Weaker ones, which stand in titles as well.
const WEAK_SEPARATORS: [&str; 4] = ["|", " : ", ": ", "_"];
/// The weaker one before the name of a section.
const SECTION_SEPARATOR: &str = " : ";

/// Bytes of a longer `<title>` are not compared with headings.
const MAX_TITLE: usize = 500;

/// The names that a site is known by, as letters and digits alone.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    site: String,
    /// The labels of the host but for `www` and the last one.
    host: Vec<String>,
    whole_host: String,
}

impl SiteNames {
    pub(super) fn of(site: Option<&str>, url: Option<&str>) -> SiteNames {
        let host =
            url.and_then(|url| url::Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
        let host = host.unwrap_or_default();
        let labels: Vec<&str> = host.split('.').filter(|label| *label != "www").collect();
        let kept = labels.len().saturating_sub(1).max(1);
        SiteNames {
            site: letters(site.unwrap_or_default()),
            whole_host: letters(&labels.join("")),
            host: labels
                .iter()
                .take(kept)
                .map(|label| letters(label))
                .filter(|label| label.len() > 2)
                .collect(),
        }
    }

    /// Whether a text is the site's name, or the name of its host.
    pub(super) fn has(&self, text: &str) -> bool {
        let text = letters(text);
        let without_article = text.strip_prefix("the").or(text.strip_prefix("der")).unwrap_or(&text);
        !text.is_empty()
            && (text == self.site
                || text == self.whole_host
                || self.host.iter().any(|label| *label == text || *label == without_article)
                || text.len() > 5 && self.whole_host.starts_with(&text))
    }
}

/// Chooses among what structured data, `<title>` and headings say: a heading that is a title elsewhere, the headline
/// of structured data, the only heading of the first level, or a title without the name of the site.
pub(super) fn choose(stated: &Statements, headings: &[Heading], names: &SiteNames) -> Option<Stated<String>> {
    let titles: Vec<Stated<String>> = stated.titles().map(|title| cut(title, names)).collect();
    let element = cut(of_element(&stated.title_element, headings), names);
    let heading = |heading: &Heading| {
        let source = if heading.is_headline { Origin::Microdata } else { Origin::Heading };
        let value = without_label(heading, titles.iter().chain([&element])).to_owned();
        Stated { value, source }
    };
    let own: Vec<&Heading> = headings.iter().filter(|heading| is_own(heading, names)).collect();
    let said: Vec<String> = titles.iter().map(|title| letters(&title.value)).collect();
    let in_element = letters(&stated.title_element);
    let is_said = |heading: &&&Heading| {
        let text = letters(&heading.text);
        match said.is_empty() {
            false => said.iter().any(|said| is_same(said, &text)),
            true => is_same(&letters(&element.value), &text),
        }
    };
    let is_in_element = |heading: &&&Heading| {
        let text = letters(&heading.text);
        heading.level == 1
            && text.chars().count() > 3
            && in_element.contains(&text)
            && text.len() * 3 > in_element.len()
    };
    let mut first: Vec<&Heading> = own.iter().filter(|heading| heading.level == 1).copied().collect();
    first.dedup_by_key(|heading| letters(&heading.text));
    let only = if let [only] = first.as_slice() { Some(*only) } else { None };
    let before_section = only.and_then(|only| before_section(&stated.title_element, &only.text));
    let is_said_exactly = |heading: &&&Heading| said.contains(&letters(&heading.text));
    let found = own
        .iter()
        .find(is_said_exactly)
        .or_else(|| own.iter().find(is_said))
        .or_else(|| own.iter().find(is_in_element))
        .map(|found| heading(found))
        .or_else(|| own.iter().find(|found| found.is_headline).map(|found| heading(found)))
        .or_else(|| stated.headline().map(|title| cut(title, names)))
        .or_else(|| only.filter(|_| before_section.is_none()).map(heading))
        .or_else(|| titles.iter().find(|title| !title.value.is_empty()).cloned())
        .or_else(|| before_section.map(|title| Stated { value: title.to_owned(), ..element.clone() }))
        .or_else(|| Some(element.clone()))
        .filter(|title| !title.value.is_empty());
    found.or_else(|| headings.first().map(heading))
}

/// A heading without what stands before the title in it where the titles elsewhere have none of that: a section in an element
/// of its own, or a word such as "Thread:".
fn without_label<'t>(heading: &'t Heading, mut titles: impl Iterator<Item = &'t Stated<String>>) -> &'t str {
    let behind_word = heading.text.split_once(": ").filter(|(word, _)| !word.contains(' '));
    let behind_word = behind_word.map(|(_, rest)| letters(rest));
    let behind_pieces = (1..heading.pieces.len()).map(|from| letters(&heading.pieces[from..].concat()));
    let ends: Vec<String> = behind_word.into_iter().chain(behind_pieces).collect();
    let is_end = |title: &&Stated<String>| {
        title.value.split_whitespace().count() > 1 && ends.contains(&letters(&title.value))
    };
    titles.find(is_end).map_or(&heading.text, |title| &title.value)
}

/// The `<title>`: the part of it that a heading says, where a heading says one; or all of it.
fn of_element(title: &str, headings: &[Heading]) -> Stated<String> {
    let said: Vec<String> = headings
        .iter()
        .filter(|heading| !heading.leads_home && title.len() <= MAX_TITLE)
        .map(|heading| letters(&heading.text))
        .collect();
    let is_said = |part: &&str| {
        let part = letters(part);
        part.len() > 3 && said.contains(&part)
    };
    let mut parts = vec![title];
    if !said.is_empty() {
        for separator in SEPARATORS {
            parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
        }
    }
    let value = parts.into_iter().find(is_said).unwrap_or(title).trim().to_owned();
    Stated { value, source: Origin::TitleElement }
}

/// What stands in a `<title>` before the heading that is its end: the site or section, of which no other name is known.
fn before_section<'t>(title: &'t str, heading: &str) -> Option<&'t str> {
    let heading = letters(heading);
    let separators = SEPARATORS.iter().chain([&SECTION_SEPARATOR]);
    let parts = separators.filter_map(|separator| title.rsplit_once(separator));
    parts
        .map(|(start, end)| (start.trim(), end))
        .find(|(_, end)| letters(end) == heading)
        .map(|(start, _)| start)
}

/// Whether a heading may be the title: it is not the name of the site.
fn is_own(heading: &Heading, names: &SiteNames) -> bool {
    !names.has(&heading.text)
        && !heading.leads_home
        && heading.text.chars().filter(|c| c.is_alphanumeric()).count() > 1
}

/// Whether a heading says what a title says, up to a few words more or less in one of them.
fn is_same(title: &str, heading: &str) -> bool {
    let (title_length, length) = (title.len(), heading.len());
    if length < 4 || title_length < 4 {
        return title == heading;
    }
    title.contains(heading) && length * 2 > title_length
        || heading.contains(title) && title_length * 3 > length * 2
}

/// A title without the name of the site at its end or beginning.
fn cut(title: Stated<String>, names: &SiteNames) -> Stated<String> {
    let Stated { value, source } = title;
    let mut rest = value.as_str();
    for separators in [SEPARATORS.as_slice(), WEAK_SEPARATORS.as_slice()] {
        for separator in separators {
            while let Some((start, _)) = rest.rsplit_once(separator).filter(|(_, end)| names.has(end)) {
                rest = start.trim();
            }
            while let Some((_, end)) = rest.split_once(separator).filter(|(start, _)| names.has(start)) {
                rest = end.trim();
            }
        }
    }
    let is_title_element = source == Origin::TitleElement;
    let rest = if is_title_element { longest_part(rest) } else { rest };
    Stated { value: rest.trim_matches([' ', '|', '-', '–', '»', '·']).to_owned(), source }
}

/// What is left of a `<title>` whose site is not known by name: the part before the last strong separator, or the one after
/// it where the first is a single word and the other more.
fn longest_part(title: &str) -> &str {
    // Between Chinese names of the page, its section and the site.
    if let Some((start, _)) = title.split_once('_').filter(|(start, _)| start.ends_with(unboil_html::is_cjk))
    {
        return start;
    }
    let strong =
        SEPARATORS.iter().filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())));
    let Some((at, length)) = strong.max() else { return title };
    let (start, end) = (title.get(..at).unwrap_or_default(), title.get(at + length..).unwrap_or_default());
    let words = |text: &str| text.split_whitespace().count();
    if words(start) >= 2 || words(start) >= words(end) { start } else { end }
}

/// The letters and digits of a text, in lower case.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
