//! Families of words and phrases that boilerplate uses, in many languages.
//!
//! A phrase is matched in the lower-cased beginning of a block, from the start of a word on. `^` ties it to the first word
//! of the block, numbers aside, `|` at its end to the end of a word; without that it matches longer words as well, so that
//! a stem covers its inflections.

mod appeals;
mod articles;
mod credits;
mod dates;
mod discussion;
mod frame;
mod notices;
mod pleas;
mod posts;
mod see_also;
mod shops;

pub(crate) use notices::NOTICE_NAMES;

/// One family of phrases: a table entry makes its columns.
pub(crate) struct KeywordFamily {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Phrases by language, or by what they say where that says more, comma separated.
    pub(crate) phrases: &'static [(&'static str, &'static str)],
}

const fn family(
    name: &'static str,
    about: &'static str,
    phrases: &'static [(&'static str, &'static str)],
) -> KeywordFamily {
    KeywordFamily { name, about, phrases }
}

/// At most 32, so that a set of families fits a machine word.
pub(crate) static KEYWORD_FAMILIES: &[KeywordFamily] = &[
    appeals::SUBSCRIBE,
    appeals::DONATE,
    appeals::UNDESIRABLE,
    frame::COOKIE,
    frame::LEGAL,
    frame::SHARE,
    appeals::SUPPORT,
    appeals::LOGIN,
    frame::NAV,
    articles::RELATED,
    discussion::COMMENT,
    frame::ADS,
    articles::BYLINE,
    articles::TAGS,
    appeals::CTA,
    shops::CART,
    shops::FILTER,
    frame::APP,
    discussion::REVIEW,
    dates::DATE,
    notices::NOTICE,
    credits::CREDIT,
    see_also::SEE_ALSO,
    posts::POST,
    pleas::PLEA,
];
