//! Form controls around a block.

use super::flag;
use crate::page::BlockControls;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Number};
use crate::view::View;

/// Levels up beyond this are not told apart.
const MAX_LEVELS: f64 = 12.0;
/// Words around the nearest control where there is none.
const NO_CONTROL: f64 = 10_000.0;
/// A control with at most this many words around it is that of a small form.
const SMALL_FORM: f64 = 60.0;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::own(
            "control.up",
            Number(0, 12),
            "levels up to the first element that holds a form control",
            |v| of(v).nearest.map_or(MAX_LEVELS, |(up, _)| up.min(MAX_LEVELS)),
        ),
        Feature::own("control.words", Log, "words of that element", words),
        Feature::own("control.small", Flag, "at most 60 of them", |v| flag(words(v) <= SMALL_FORM)),
        Feature::own("control.beside_main", Flag, "it leaves out the group with most plain text", |v| {
            flag(of(v).beside_main)
        }),
        Feature::own("control.beside_leading", Flag, "it leaves out the leading group of plain text", |v| {
            flag(of(v).beside_leading)
        }),
    ]
}

fn of<'a>(view: &View<'a>) -> &'a BlockControls {
    &view.page.controls.list[view.index]
}

fn words(view: &View) -> f64 {
    of(view).nearest.map_or(NO_CONTROL, |(_, words)| words)
}
