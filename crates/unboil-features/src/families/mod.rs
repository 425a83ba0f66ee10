//! The columns, family by family. A new family is a new file and one line here.

mod ancestors;
mod appeal;
mod classes;
mod containers;
mod ending;
mod headings;
mod keywords;
mod language;
mod neighbours;
mod overlap;
mod state;
mod text;

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
];

/// 1 for true, 0 for false.
fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}
