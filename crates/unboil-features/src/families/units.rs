//! Repeated units: posts, comments, reviews, cards, rows.

use super::flag;
use super::neighbours::share;
use crate::bits::State::InUnit;
use crate::page::Unit;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Share};
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::in_state(InUnit, "unit.any", Flag, "part of a repeated unit", |_| 1.0),
        Feature::in_state(InUnit, "unit.count", Log, "units of the kind", |v| of(v).count),
        Feature::in_state(InUnit, "unit.blocks", Log, "blocks of the mean unit", |v| of(v).blocks),
        Feature::in_state(InUnit, "unit.words", Log, "words of the mean unit", |v| of(v).words),
        Feature::in_state(InUnit, "unit.dated", Share, "share of the units with a date", |v| of(v).dated),
        Feature::in_state(InUnit, "unit.linked", Share, "share of the units with a link", |v| of(v).linked),
        Feature::in_state(InUnit, "unit.plain", Share, "share of the units with plain text", |v| of(v).plain),
        Feature::in_state(InUnit, "unit.share", Share, "share of the page's words in the units", |v| {
            of(v).share
        }),
        Feature::in_state(
            InUnit,
            "unit.after",
            Share,
            "share of the page's plain text before the first unit",
            |v| of(v).after,
        ),
        Feature::in_state(InUnit, "unit.first", Flag, "part of the first unit", |v| flag(of(v).is_first)),
        Feature::in_state(InUnit, "unit.dated_after", Share, "dated times after", |v| {
            of(v).dated * of(v).after
        }),
        Feature::in_state(InUnit, "unit.linked_after", Share, "linked times after", |v| {
            of(v).linked * of(v).after
        }),
        Feature::in_state(InUnit, "unit.plain_after", Share, "plain times after", |v| {
            of(v).plain * of(v).after
        }),
        Feature::in_state(InUnit, "unit.of_words", Share, "share of its unit's words in the block", |v| {
            share(v.words(), of(v).own_words)
        }),
        Feature::in_state(InUnit, "unit.longest", Flag, "the longest block of its unit", |v| {
            flag(v.words() >= of(v).longest)
        }),
        Feature::in_state(
            InUnit,
            "unit.to_longest",
            Share,
            "words ÷ words of the longest block of its unit",
            |v| share(v.words(), of(v).longest),
        ),
        Feature::in_state(InUnit, "unit.longest_words", Log, "words of the longest block of its unit", |v| {
            of(v).longest
        }),
        Feature::in_state(InUnit, "unit.dated_plain", Share, "dated times plain", |v| {
            of(v).dated * of(v).plain
        }),
    ]
}

fn of<'a>(view: &View<'a>) -> &'a Unit {
    &view.page.units.list[view.index]
}
