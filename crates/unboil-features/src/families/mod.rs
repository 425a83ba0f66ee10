//! The columns, family by family. A new family is a new file and one line here.

mod ancestors;
mod appeal;
mod class_text;
mod classes;
mod containers;
mod controls;
mod ending;
mod groups;
mod headings;
mod keywords;
mod language;
mod neighbours;
mod overlap;
mod replies;
mod state;
mod text;
mod units;

use crate::schema::Feature;

/// Every family, in the order of its columns.
pub(crate) static FAMILIES: &[fn() -> Vec<Feature>] = &[
    text::features,
    language::features,
    state::features,
    ancestors::features,
    classes::features,
    keywords::features,
    neighbours::features,
    overlap::features,
    containers::features,
    headings::features,
    ending::features,
    appeal::features,
    groups::features,
    units::features,
    replies::features,
    class_text::features,
    controls::features,
];

/// 1 for true, 0 for false.
fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}
