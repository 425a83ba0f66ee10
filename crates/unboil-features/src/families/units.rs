//! Repeated units: posts, comments, reviews, cards, rows.

use super::flag;
use super::neighbours::share;
use crate::bits::{BitSet, State};
use crate::page::Unit;
use crate::schema::Kind::{Flag, Log, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    vec![
        column("unit.any", Flag, "part of a repeated unit", |_| 1.0),
        column("unit.count", Log, "units of the kind", |v| of(v).count),
        column("unit.blocks", Log, "blocks of the mean unit", |v| of(v).blocks),
        column("unit.words", Log, "words of the mean unit", |v| of(v).words),
        column("unit.dated", Share, "share of the units with a date", |v| of(v).dated),
        column("unit.linked", Share, "share of the units with a link", |v| of(v).linked),
        column("unit.plain", Share, "share of the units with plain text", |v| of(v).plain),
        column("unit.share", Share, "share of the page's words in the units", |v| of(v).share),
        column("unit.after", Share, "share of the page's plain text before the first unit", |v| of(v).after),
        column("unit.first", Flag, "part of the first unit", |v| flag(of(v).is_first)),
        column("unit.dated_after", Share, "dated times after", |v| of(v).dated * of(v).after),
        column("unit.linked_after", Share, "linked times after", |v| of(v).linked * of(v).after),
        column("unit.plain_after", Share, "plain times after", |v| of(v).plain * of(v).after),
        column("unit.of_words", Share, "share of its unit's words in the block", |v| {
            share(v.words(), of(v).own_words)
        }),
        column("unit.longest", Flag, "the longest block of its unit", |v| flag(v.words() >= of(v).longest)),
        column("unit.to_longest", Share, "words ÷ words of the longest block of its unit", |v| {
            share(v.words(), of(v).longest)
        }),
        column("unit.longest_words", Log, "words of the longest block of its unit", |v| of(v).longest),
        column("unit.dated_plain", Share, "dated times plain", |v| of(v).dated * of(v).plain),
    ]
}

/// A column of the blocks that are part of a unit.
fn column(
    name: &'static str,
    kind: Kind,
    about: &'static str,
    measure: impl Fn(&View) -> f64 + Send + Sync + 'static,
) -> Feature {
    Feature::flagged(name, kind, about, (BitSet::States, State::InUnit as usize), measure)
}

fn of<'a>(view: &View<'a>) -> &'a Unit {
    &view.page.units.list[view.index]
}
