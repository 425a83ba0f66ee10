//! Rows of teasers: texts that each stand under a linked line.

use super::flag;
use super::neighbours::share;
use crate::bits::State::InTeasers;
use crate::page::{ROW, Teaser};
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Share};
use crate::view::View;

/// This many words of other text are a text.
const TEXT_WORDS: f64 = 60.0;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::in_state(InTeasers, "teaser.is", Flag, "a text under a linked line, or that line", |_| 1.0),
        Feature::in_state(InTeasers, "teaser.row", Flag, "in a row of three or more such texts", |v| {
            flag(of(v).texts >= ROW)
        }),
        Feature::in_state(InTeasers, "teaser.texts", Log, "texts in the row", |v| of(v).texts),
        Feature::in_state(InTeasers, "teaser.words", Log, "words of the row's mean text", |v| of(v).words),
        Feature::in_state(
            InTeasers,
            "teaser.cut",
            Share,
            "share of the row's texts that end with an ellipsis",
            |v| of(v).cut,
        ),
        Feature::in_state(
            InTeasers,
            "teaser.beside_text",
            Flag,
            "in a row, with at least 60 words of text without such lines before it",
            |v| flag(of(v).texts >= ROW && of(v).before >= TEXT_WORDS),
        ),
        Feature::in_state(
            InTeasers,
            "teaser.after",
            Share,
            "share of the text without such lines before the row, for a row",
            |v| flag(of(v).texts >= ROW) * share(of(v).before, of(v).other.max(1.0)),
        ),
        Feature::in_state(
            InTeasers,
            "teaser.alone",
            Flag,
            "in a row, with hardly any text without such lines on the page",
            |v| flag(of(v).texts >= ROW && of(v).other < TEXT_WORDS),
        ),
        Feature::in_state(
            InTeasers,
            "teaser.late",
            Log,
            "texts in the row, where text without such lines stands before it",
            |v| flag(of(v).before >= TEXT_WORDS) * of(v).texts,
        ),
    ]
}

fn of<'a>(view: &View<'a>) -> &'a Teaser {
    &view.page.teasers.list[view.index]
}
