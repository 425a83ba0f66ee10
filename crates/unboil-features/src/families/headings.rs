//! The heading over a block, and the page's own heading.

use super::flag;
use crate::page::{BlockHeadings, keyword_family};
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::view::View;

/// Keyword families that a heading is read for.
static SPOKEN: &[&str] = &[
    "related",
    "comment",
    "share",
    "subscribe",
    "byline",
    "tags",
    "legal",
    "cta",
    "ads",
    "nav",
    "review",
    "support",
    "donate",
];
/// Distance in blocks where there is no heading before.
const NO_HEADING: f64 = 400.0;

pub(super) fn features() -> Vec<Feature> {
    let own = Feature::own;
    let mut features = vec![
        own("heading.since", Log, "blocks since the last heading", |v| {
            of(v).since_last.map_or(NO_HEADING, |blocks| blocks as f64).ln_1p()
        }),
        own("heading.side", Number(-1, 1), "before or after the page's heading", |v| of(v).side),
        own("heading.distance", Log, "blocks between it and the page's heading", |v| of(v).distance.ln_1p()),
        own("heading.up", Number(0, 12), "levels up to what also holds the page's heading", |v| {
            of(v).up.min(12.0)
        }),
        own("heading.meet", Share, "share of the page's words there", |v| of(v).meet_share.clamp(0.0, 1.0)),
    ];
    features.extend((1..=6).map(|level| {
        let at_level = |v: &View, level: usize| flag(usize::from(of(v).level) == level);
        Feature::entry(
            format!("heading.level_{level}"),
            Flag,
            format!("the last heading is h{level}"),
            at_level,
            level,
        )
    }));
    features.extend(SPOKEN.iter().map(|name| {
        let speaks = |v: &View, family: usize| flag(of(v).marks >> family & 1 == 1);
        let about = format!("the last heading, short, shows keywords of `{name}`");
        Feature::entry(format!("heading.says_{name}"), Flag, about, speaks, keyword_family(name))
    }));
    features
}

fn of<'a>(view: &View<'a>) -> &'a BlockHeadings {
    &view.page.headings.list[view.index]
}
