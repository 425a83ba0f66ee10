//! Dates, in the ways that pages write them.

mod event;
mod months;
mod near;
mod order;
mod read;
mod tokens;

pub(super) use months::is_english_month;
pub(super) use order::{Day, Order};
pub(super) use read::{Date, day_by_year, first};

use unboil_html::Source;

use super::page::Heading;
use super::statements::Statements;
use super::{Origin, Stated};

/// When a page was published and when it was last changed.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<Stated<Date>>,
    pub(super) modified: Option<Stated<Date>>,
}

impl Dates {
    /// By structured data, the page's address, what is marked as the date, or the text near its title. A page that tells its
    /// readers only of changes was published by the last, for mostly nothing else has happened to it; what only structured
    /// data knows of changes is when somebody stored it.
    pub(super) fn of(
        source: Source,
        stated: &Statements,
        headings: &[Heading],
        url: Option<&str>,
        order: Order,
    ) -> Dates {
        let modified = stated.modified(order);
        // Nothing is published after it was changed, and no page states a later day than it tells its readers.
        let order = order.until(stated.last_change());
        let told = near::in_page(source, headings, order);
        let order = order.until(told.newest_day());
        let published = published(source, stated, headings, url, order)
            .or(told.published)
            .or_else(|| told.modified.clone())
            .or_else(|| near::in_scripts(source));
        let modified = modified.or(told.modified);
        if published.is_some() || modified.is_some() {
            return Dates { published, modified };
        }
        let told = near::anywhere(source, headings, order);
        Dates { published: told.published.or_else(|| told.modified.clone()), modified: told.modified }
    }

    fn newest_day(&self) -> Option<Day> {
        let both = [&self.published, &self.modified].into_iter().flatten();
        both.map(|date| date.value.day).max()
    }
}

/// When a page was published, where that is marked.
fn published(
    source: Source,
    stated: &Statements,
    headings: &[Heading],
    url: Option<&str>,
    order: Order,
) -> Option<Stated<Date>> {
    let address = url.and_then(in_address);
    let stated_day = stated.published(order);
    // The address has the day where the site is; a time in another zone may be of the day before or after.
    match (&address, &stated_day) {
        (Some(day), Some(time)) if read::are_near(day.value.day, time.value.day) => return address,
        _ => {}
    }
    stated_day.or(address).or_else(|| near::marked(source, headings, order)).or_else(|| stated.dated(order))
}

/// The day in an address: `/2024/05/31/`, `/2024-05-31`.
fn in_address(url: &str) -> Option<Stated<Date>> {
    let value = read::in_path(url)?;
    Some(Stated { value, source: Origin::Url })
}

#[cfg(test)]
mod tests;
