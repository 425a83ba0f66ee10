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
    (4, text::features),
    (2, state::features),
    (5, ancestors::features),
    (5, classes::features),
    (4, keywords::features),
    (4, neighbours::features),
    (2, overlap::features),
    (5, containers::features),
    (5, headings::features),
    (5, ending::features),
    (3, appeal::features),
    (3, groups::features),
    (4, units::features),
    (3, replies::features),
    (6, class_text::features),
    (3, controls::features),
    (4, teasers::features),
];

/// 1 for true, 0 for false.
fn flag(value: bool) -> f64 {
    f64::from(u8::from(value))
}
