//! Repeated units: posts, comments, reviews, cards, rows.

use super::flag;
use super::neighbours::share;
use crate::page::Unit;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Share};
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::own("unit.any", Flag, "part of a repeated unit", |v| flag(of(v).count > 0.0)),
        Feature::own("unit.count", Log, "units of the kind", |v| of(v).count),
        Feature::own("unit.blocks", Log, "blocks of the mean unit", |v| of(v).blocks),
        Feature::own("unit.words", Log, "words of the mean unit", |v| of(v).words),
        Feature::own("unit.dated", Share, "share of the units with a date", |v| of(v).dated),
        Feature::own("unit.linked", Share, "share of the units with a link", |v| of(v).linked),
        Feature::own("unit.plain", Share, "share of the units with plain text", |v| of(v).plain),
        Feature::own("unit.share", Share, "share of the page's words in the units", |v| of(v).share),
        Feature::own("unit.after", Share, "share of the page's plain text before the first unit", |v| {
            of(v).after
        }),
        Feature::own("unit.first", Flag, "part of the first unit", |v| flag(of(v).is_first)),
        Feature::own("unit.dated_after", Share, "dated times after", |v| of(v).dated * of(v).after),
        Feature::own("unit.linked_after", Share, "linked times after", |v| of(v).linked * of(v).after),
        Feature::own("unit.plain_after", Share, "plain times after", |v| of(v).plain * of(v).after),
        Feature::own("unit.of_words", Share, "share of its unit's words in the block", |v| {
            flag(of(v).count > 0.0) * share(v.words(), of(v).own_words)
        }),
        Feature::own("unit.longest", Flag, "the longest block of its unit", |v| {
            flag(of(v).count > 0.0 && v.words() >= of(v).longest)
        }),
        Feature::own("unit.to_longest", Share, "words ÷ words of the longest block of its unit", |v| {
            flag(of(v).count > 0.0) * share(v.words(), of(v).longest)
        }),
        Feature::own("unit.longest_words", Log, "words of the longest block of its unit", |v| of(v).longest),
        Feature::own("unit.dated_plain", Share, "dated times plain", |v| of(v).dated * of(v).plain),
    ]
}

fn of<'a>(view: &View<'a>) -> &'a Unit {
    &view.page.units.list[view.index]
}
