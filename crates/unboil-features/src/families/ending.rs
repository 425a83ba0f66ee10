//! The course of the page: distances to the text that carries it, and the marks of an ending that came before.

use super::flag;
use crate::bits::BitSet;
use crate::logarithm::ln_1p;
use crate::page::{BlockEnding, END_MARKS};
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Share};
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own(
            "ending.since_strong",
            Log,
            "blocks since the last strong one (25 words, few links)",
            |v| of(v).since_strong,
        ),
        Feature::own("ending.to_strong", Log, "blocks to the next strong one", |v| of(v).to_strong),
        Feature::own(
            "ending.since_fair",
            Log,
            "blocks since the last fair one (12 words, ends a sentence)",
            |v| of(v).since_fair,
        ),
        Feature::own("ending.to_fair", Log, "blocks to the next fair one", |v| of(v).to_fair),
        Feature::own("ending.words_since", Log, "words since the last strong block began", |v| {
            of(v).words_since.max(0.0)
        }),
        Feature::own("ending.links_since", Log, "link blocks since the last strong block", |v| {
            of(v).links_since
        }),
        Feature::own("ending.inside", Flag, "between strong blocks", |v| flag(of(v).is_inside)),
        Feature::own("ending.after_last", Flag, "after the last strong block", |v| flag(of(v).is_after_last)),
        Feature::own("ending.before_first", Flag, "before the first strong block", |v| {
            flag(of(v).is_before_first)
        }),
        Feature::own("ending.covered", Share, "share of the strong text before", |v| {
            of(v).covered.clamp(0.0, 1.0)
        }),
        Feature::own("ending.rest", Share, "share of the strong text after", |v| of(v).rest.clamp(0.0, 1.0)),
        Feature::own("ending.largest_gap", Log, "largest gap between text blocks so far, in blocks", |v| {
            of(v).largest_gap
        }),
    ];
    for (mark, name) in END_MARKS.iter().enumerate() {
        features.extend([
            Feature::bit(
                format!("ending.seen_{name}"),
                format!("a short block with keywords of `{name}` came after the first strong block"),
                BitSet::Seen,
                mark,
            ),
            Feature::bit(
                format!("ending.late_{name}"),
                "such a block came after half of the strong text".to_owned(),
                BitSet::Late,
                mark,
            ),
            Feature::flagged(
                format!("ending.open_{name}"),
                Share,
                "1 ÷ (1 + ln(1 + blocks since the last such block)), unless text of the main group followed it"
                    .to_owned(),
                (BitSet::Late, mark),
                move |v| {
                    of(v).since_open[mark].map_or(0.0, |blocks| 1.0 / (1.0 + f64::from(ln_1p(blocks as f32))))
                },
            ),
        ]);
    }
    features
}

fn of<'a>(view: &View<'a>) -> &'a BlockEnding {
    &view.page.ending.list[view.index]
}
