//! Dates, in the ways that pages write them.

mod changed;
mod months;
mod near;
mod read;

pub(super) use months::is_english_month;
pub(super) use read::{Order, iso};

use unboil_html::Source;

use super::page::Heading;
use super::statements::Statements;
use super::{Origin, Stated};

/// When a page was published and when it was last changed.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<Stated<String>>,
    pub(super) modified: Option<Stated<String>>,
}

impl Dates {
    /// By structured data, the page's address, what is marked as the date, or the text near its title; a page that tells only
    /// of changes was published by the last.
    pub(super) fn of(
        source: Source,
        stated: &Statements,
        headings: &[Heading],
        url: Option<&str>,
        order: Order,
    ) -> Dates {
        let told = near::in_page(source, headings, order);
        let modified = stated.modified(order).or(told.modified);
        let published = published(source, stated, headings, url, order)
            .or(told.published)
            .or_else(|| modified.clone())
            .or_else(|| near::in_scripts(source));
        if published.is_some() {
            return Dates { published, modified };
        }
        let told = near::anywhere(source, order);
        Dates { published: told.published.or_else(|| told.modified.clone()), modified: told.modified }
    }
}

/// When a page was published, where that is marked.
fn published(
    source: Source,
    stated: &Statements,
    headings: &[Heading],
    url: Option<&str>,
    order: Order,
) -> Option<Stated<String>> {
    let address = url.and_then(in_address);
    let stated_day = stated.published(order);
    // The address has the day where the site is; a time in another zone may be of the day before or after.
    match (&address, &stated_day) {
        (Some(day), Some(time)) if read::are_near(&day.value, &time.value) => return address,
        _ => {}
    }
    stated_day.or(address).or_else(|| near::marked(source, headings, order)).or_else(|| stated.dated(order))
}

/// The day in an address: `/2024/05/31/`, `/2024-05-31`.
fn in_address(url: &str) -> Option<Stated<String>> {
    let value = read::in_path(url)?;
    Some(Stated { value, source: Origin::Url })
}

/// Whether a date is of a day before another's.
pub(super) fn is_before(date: &Stated<String>, other: Option<&Stated<String>>) -> bool {
    let day = |date: &Stated<String>| date.value.chars().take("2024-05-31".len()).collect::<String>();
    other.is_some_and(|other| day(date) < day(other))
}

#[cfg(test)]
mod tests;
