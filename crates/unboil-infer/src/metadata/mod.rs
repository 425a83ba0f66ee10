//! What a page says of itself: title, authors, dates, site and the like, each with where it says so.

mod author;
mod date;
mod json_ld;
mod meta;
mod page;
mod statements;
mod title;
mod words;

use serde::Serialize;
use unboil_html::Source;

use self::statements::Statements;

/// Where in a page something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Origin {
    /// JSON-LD of schema.org.
    JsonLd,
    /// A `meta` element of the Open Graph.
    OpenGraph,
    /// Another `meta` element.
    Meta,
    /// Microdata: an element with `itemprop`.
    Microdata,
    /// A heading.
    Heading,
    /// `<title>`.
    TitleElement,
    /// A `link` element, or a link with `rel`.
    Link,
    /// A `time` element, or another with a time for machines.
    TimeElement,
    /// An element whose class says that it names the author or the date.
    Class,
    /// The `lang` of the root.
    Root,
    /// The address of the page.
    Url,
    /// Data in a script.
    Script,
    /// Plain text near the title.
    Text,
}

/// Something that a page says, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stated<T> {
    /// What it says.
    pub value: T,
    /// Where it says so.
    pub source: Origin,
}

impl Stated<date::Date> {
    fn written(self) -> Stated<String> {
        Stated { value: self.value.to_string(), source: self.source }
    }
}

/// What a page says of itself; each field is `None` where it does not say.
///
/// Where several places say different things, the most specific one is heard: structured data of the article before
/// that of the site, and either before what has to be read out of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Metadata {
    /// The title, without the name of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Stated<String>>,
    /// Names of people, or of an organisation, in their order; that of the site where no other is named; never empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<Stated<Vec<String>>>,
    /// When it was published, as ISO 8601: a day (`2024-05-31`), or a time where the page says it. The day of an update
    /// where its readers are told no other; never what only structured data says of changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Stated<String>>,
    /// When it was last changed, as ISO 8601; never a day before that of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Stated<String>>,
    /// The language, as a tag of BCP 47 (`de`, `pt-BR`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Stated<String>>,
    /// The name of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Stated<String>>,
    /// What the page is about, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Stated<String>>,
    /// The address that the page asks to be known by, whole if the page's own is known, or its `<base>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Stated<String>>,
    /// Address of the picture that stands for the page, whole if the page has any whole address, or its own is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Stated<String>>,
}

impl Metadata {
    /// Reads what a page says of itself; `url` is where it was fetched from, if that is known. Never fails, and takes
    /// time linear in the page.
    pub fn of(source: Source, url: Option<&str>) -> Metadata {
        let stated = Statements::of(source);
        let site = stated.site();
        let language = stated.language();
        let (canonical, image) = addresses(source, &stated, url);
        let own = url.or(canonical.as_ref().map(|url| url.value.as_str()));
        let names = title::SiteNames::of(site.as_ref().map(|site| site.value.as_str()), own);
        let heading = page::headings(source.document());
        let order = date::Order::of(&stated.region()).as_in(source.document());
        let date::Dates { published, modified } = date::Dates::of(source, &stated, &heading, own, order);
        let is_before = |day| published.as_ref().is_some_and(|published| day < published.value.day);
        let modified = modified.filter(|modified| !is_before(modified.value.day));
        Metadata {
            title: title::choose(&stated, &heading, &names),
            authors: stated
                .authors(&names)
                .or_else(|| author::in_page(source, &heading))
                .or_else(|| stated.namesakes()),
            modified: modified.map(Stated::written),
            published: published.map(Stated::written),
            description: stated.description(),
            language,
            site,
            url: canonical,
            image,
        }
    }
}

/// The address that the page asks to be known by and that of its picture, whole by that of the page: where it was fetched
/// from, or what it asks to be known by.
fn addresses(
    source: Source,
    stated: &Statements,
    url: Option<&str>,
) -> (Option<Stated<String>>, Option<Stated<String>>) {
    let canonical = stated.canonical();
    let own = url.or(canonical.as_ref().map(|url| url.value.as_str()));
    let mut addresses = crate::render::Addresses::of(source, own);
    let mut whole = |found: Option<Stated<String>>| {
        let Stated { value, source } = found?;
        Some(Stated { value: addresses.web(&value)?, source })
    };
    (whole(canonical), whole(stated.image()))
}

#[cfg(test)]
mod tests;
