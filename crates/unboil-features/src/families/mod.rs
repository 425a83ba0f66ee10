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
mod teasers;
mod text;
mod units;

use crate::schema::Feature;

/// The revision of a family, and its columns.
pub(crate) type Family = (u16, fn() -> Vec<Feature>);

/// Every family, in the order of its columns.
pub(crate) static FAMILIES: &[Family] = &[
    (2, text::features),
    (2, language::features),
    (1, state::features),
    (4, ancestors::features),
    (4, classes::features),
    (3, keywords::features),
    (2, neighbours::features),
    (2, overlap::features),
    (3, containers::features),
    (3, headings::features),
    (3, ending::features),
    (3, appeal::features),
    (2, groups::features),
    (3, units::features),
    (3, replies::features),
    (5, class_text::features),
    (2, controls::features),
    (3, teasers::features),
];

/// 1 for true, 0 for false.
fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}
