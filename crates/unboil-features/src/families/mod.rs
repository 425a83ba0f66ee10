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
    (1, text::features),
    (1, language::features),
    (1, state::features),
    (3, ancestors::features),
    (3, classes::features),
    (2, keywords::features),
    (1, neighbours::features),
    (1, overlap::features),
    (2, containers::features),
    (2, headings::features),
    (2, ending::features),
    (2, appeal::features),
    (1, groups::features),
    (2, units::features),
    (2, replies::features),
    (4, class_text::features),
    (1, controls::features),
    (2, teasers::features),
];

/// 1 for true, 0 for false.
fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}
