//! Dates, in the ways that pages write them.

mod months;
mod near;
mod read;

pub(super) use read::{Order, iso};

use unboil_html::Source;

use super::page::Heading;
use super::statements::Statements;
use super::{Origin, Stated};

/// When a page was published: by structured data, its address, what is marked as the date, or the text near its title;
/// in the end, when it was last changed.
pub(super) fn published(
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
    stated_day
        .or(address)
        .or_else(|| near::marked(source, order))
        .or_else(|| stated.dated(order))
        .or_else(|| near::in_page(source, headings, order))
        .or_else(|| near::in_scripts(source))
        .or_else(|| stated.modified(order))
        .or_else(|| near::anywhere(source, order))
}

/// The day in an address: `/2024/05/31/`, `/2024-05-31`.
fn in_address(url: &str) -> Option<Stated<String>> {
    let value = read::in_path(url)?;
    Some(Stated { value, source: Origin::Url })
}

#[cfg(test)]
mod tests;
