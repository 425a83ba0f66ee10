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
    stated
        .published(order)
        .or_else(|| near::marked(source, order))
        .or_else(|| url.and_then(in_address))
        .or_else(|| near::in_page(source, headings, order))
        .or_else(|| stated.dated(order))
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
