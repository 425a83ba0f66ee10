//! The heading over a block, and the page's own heading.

use std::sync::LazyLock;

use super::flag;
use super::text::is_dated_line;
use crate::bits::BitSet;
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
    "see_also",
];
/// Lines up to this many blocks from the page's heading speak of it ...
const NEAR_BLOCKS: f64 = 5.0;
/// ... when they have at most this many words.
const LINE_WORDS: f64 = 16.0;
/// Distance in blocks where there is no heading before.
const NO_HEADING: f64 = 400.0;

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own("heading.linked", Flag, "the last heading is a link", |v| flag(of(v).is_linked)),
        Feature::own("heading.since", Log, "blocks since the last heading", |v| {
            of(v).since_last.map_or(NO_HEADING, |blocks| blocks as f64)
        }),
        Feature::own("heading.side", Number(-1, 1), "before or after the page's heading", |v| of(v).side),
        Feature::own("heading.distance", Log, "blocks between it and the page's heading", |v| of(v).distance),
        Feature::own("heading.up", Number(0, 12), "levels up to what also holds the page's heading", |v| {
            of(v).up.min(12.0)
        }),
        Feature::own("heading.meet", Share, "share of the page's words there", |v| {
            of(v).meet_share.clamp(0.0, 1.0)
        }),
    ];
    features.extend([
        Feature::own("heading.date_near", Flag, "a dated line up to 5 blocks from the page's heading", |v| {
            flag(is_near(v) && is_dated_line(v))
        }),
        Feature::own(
            "heading.byline_near",
            Flag,
            "a line that shows words of bylines, up to 5 blocks from it",
            |v| {
                static BYLINE: LazyLock<usize> = LazyLock::new(|| keyword_family("byline"));
                flag(is_near(v) && v.words() <= LINE_WORDS && v.shows(*BYLINE))
            },
        ),
        Feature::own("heading.line_near", Flag, "a line of at most 16 words up to 5 blocks from it", |v| {
            flag(is_near(v) && v.words() <= LINE_WORDS)
        }),
    ]);
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
        let about = format!("the last heading, short, shows keywords of `{name}`");
        Feature::bit(format!("heading.says_{name}"), about, BitSet::Heading, keyword_family(name))
    }));
    features
}

/// Whether the page's heading is near; not so for the heading itself.
fn is_near(view: &View) -> bool {
    of(view).side.abs() > 0.0 && of(view).distance <= NEAR_BLOCKS
}

fn of<'a>(view: &View<'a>) -> &'a BlockHeadings {
    &view.page.headings.list[view.index]
}
