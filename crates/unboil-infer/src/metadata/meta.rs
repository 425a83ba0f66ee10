//! Names of `meta` elements, and what they say.

/// What something is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Author,
    Published,
    /// A day of which it is not said what happened on it.
    Dated,
    Modified,
    Site,
    Description,
    Image,
    Url,
    Language,
}

/// The names, in lower case; of those that say the same, the earlier ones are more specific.
pub(super) const NAMES: [(&str, Field); 86] = [
    ("og:title", Field::Title),
    ("citation_title", Field::Title),
    ("headline", Field::Title),
    ("parsely-title", Field::Title),
    ("sailthru.title", Field::Title),
    ("dc.title", Field::Title),
    ("dcterms.title", Field::Title),
    ("twitter:title", Field::Title),
    ("shareaholic:title", Field::Title),
    ("citation_author", Field::Author),
    ("parsely-author", Field::Author),
    ("sailthru.author", Field::Author),
    ("article:author_name", Field::Author),
    ("article:author", Field::Author),
    ("og:article:author", Field::Author),
    ("shareaholic:article_author_name", Field::Author),
    ("dc.creator", Field::Author),
    ("dc:creator", Field::Author),
    ("dcterms.creator", Field::Author),
    ("dc.creator.aut", Field::Author),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("byl", Field::Author),
    ("creator", Field::Author),
    ("rbauthors", Field::Author),
    ("dcsext.author", Field::Author),
    ("og:author", Field::Author),
    ("article:published_time", Field::Published),
    ("article:published", Field::Published),
    ("og:article:published_time", Field::Published),
    ("datepublished", Field::Published),
    ("citation_publication_date", Field::Published),
    ("citation_online_date", Field::Published),
    ("citation_date", Field::Published),
    ("dc.date.issued", Field::Published),
    ("dcterms.issued", Field::Published),
    ("dc.date.created", Field::Published),
    ("dcterms.created", Field::Published),
    ("dcterms.date", Field::Published),
    ("parsely-pub-date", Field::Published),
    ("sailthru.date", Field::Published),
    ("pubdate", Field::Published),
    ("publishdate", Field::Published),
    ("publish-date", Field::Published),
    ("publish_date", Field::Published),
    ("published_at", Field::Published),
    ("publication_date", Field::Published),
    ("datecreated", Field::Published),
    ("displaydate", Field::Published),
    ("originalpublicationdate", Field::Published),
    ("rbpubdate", Field::Published),
    ("ptime", Field::Published),
    ("article.published", Field::Published),
    ("date", Field::Dated),
    ("dc.date", Field::Dated),
    ("dc:date", Field::Dated),
    ("article_date_original", Field::Published),
    ("cxenseparse:recs:publishtime", Field::Published),
    ("og:updated_time", Field::Modified),
    ("og:article:modified_time", Field::Modified),
    ("article:modified_time", Field::Modified),
    ("datemodified", Field::Modified),
    ("lastmodifieddate", Field::Modified),
    ("dc.date.modified", Field::Modified),
    ("dcterms.modified", Field::Modified),
    ("last-modified", Field::Modified),
    ("lastmod", Field::Modified),
    ("revised", Field::Modified),
    ("og:site_name", Field::Site),
    ("citation_journal_title", Field::Site),
    ("dc.publisher", Field::Site),
    ("dcterms.publisher", Field::Site),
    ("application-name", Field::Site),
    ("apple-mobile-web-app-title", Field::Site),
    ("publisher", Field::Site),
    ("og:description", Field::Description),
    ("description", Field::Description),
    ("dc.description", Field::Description),
    ("dcterms.description", Field::Description),
    ("dcterms.abstract", Field::Description),
    ("twitter:description", Field::Description),
    ("og:image", Field::Image),
    ("twitter:image", Field::Image),
    ("og:url", Field::Url),
    ("content-language", Field::Language),
    ("og:locale", Field::Language),
];

/// What the `meta` element of a name says, and how specific it is: 0 for the most.
pub(super) fn field(name: &str) -> Option<(Field, usize)> {
    let mut lower = [0_u8; MAX_NAME];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let found = NAMES.iter().position(|(known, _)| known.as_bytes() == lower)?;
    NAMES.get(found).map(|(_, field)| (*field, found))
}

/// Bytes of the longest name.
const MAX_NAME: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_once_and_found_in_any_case() {
        for (index, (name, field_of)) in NAMES.iter().enumerate() {
            assert_eq!(field(name), Some((*field_of, index)), "{name}");
            assert_eq!(field(&name.to_ascii_uppercase()), Some((*field_of, index)), "{name}");
        }
        assert_eq!(field("viewport"), None);
        assert_eq!(field(&"x".repeat(1000)), None);
    }
}
