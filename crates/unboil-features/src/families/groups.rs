//! How a block stands to the groups of paragraphs that have one direct parent.

use super::flag;
use crate::page::{BlockGroup, Place};
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::view::View;

/// Levels beyond this are not told apart.
const MAX_LEVELS: f64 = 12.0;
/// What stands after the group, by levels up to this.
const NEAR_LEVELS: f64 = 4.0;
/// This many words of plain text are a text.
const TEXT_WORDS: f64 = 100.0;

/// A group that blocks are placed against.
struct Landmark {
    name: &'static str,
    about: &'static str,
    place: fn(&BlockGroup) -> &Place,
}

static LANDMARKS: [Landmark; 2] = [
    Landmark { name: "main", about: "the group with most plain text", place: |group| &group.main },
    Landmark {
        name: "leading",
        about: "the first group with 40 % as much plain text as any",
        place: |group| &group.leading,
    },
];

pub(super) fn features() -> Vec<Feature> {
    let own = Feature::own;
    let mut features = vec![
        own("group.relative", Share, "plain text of the block's group ÷ that of the largest", |v| {
            of(v).words / v.page.groups.most_words.max(1.0)
        }),
        own("group.share", Share, "share of the page's plain text in the block's group", |v| {
            (of(v).words / v.page.totals.plain(&v.page.totals.all()).max(1.0)).min(1.0)
        }),
        own("group.blocks", Log, "plain texts in the block's group", |v| of(v).blocks.ln_1p()),
        own("group.plain_before", Log, "words of plain text before the block", |v| plain_before(v).ln_1p()),
        own("group.text_before", Flag, "at least 100 of them", |v| flag(plain_before(v) >= TEXT_WORDS)),
    ];
    for (index, Landmark { name: landmark, about, .. }) in LANDMARKS.iter().enumerate() {
        let entry = |what: &str, kind, measures: &str, measure| {
            Feature::entry(
                format!("group.{landmark}_{what}"),
                kind,
                format!("{measures}: {about}"),
                measure,
                index,
            )
        };
        features.extend([
            entry("is", Flag, "member of", |v, i| flag(place(v, i).is_member)),
            entry("before", Flag, "before the first text of", |v, i| flag(place(v, i).before)),
            entry("after", Flag, "after the last text of", |v, i| flag(place(v, i).after)),
            entry("inside", Flag, "between the first and last text of", |v, i| {
                flag(!place(v, i).before && !place(v, i).after)
            }),
            entry("words_after", Log, "words since the last text of", |v, i| place(v, i).words_after.ln_1p()),
            entry("blocks_after", Log, "blocks since the last text of", |v, i| {
                place(v, i).blocks_after.ln_1p()
            }),
            entry("blocks_before", Log, "blocks to the first text of", |v, i| {
                place(v, i).blocks_before.ln_1p()
            }),
            entry("up", Number(0, 12), "levels up to what holds both the block and", |v, i| {
                place(v, i).branch.up.min(MAX_LEVELS)
            }),
            entry("height", Number(0, 12), "levels up to what holds both, from", |v, i| {
                place(v, i).branch.height.min(MAX_LEVELS)
            }),
            entry("within", Flag, "within the element of", |v, i| flag(place(v, i).branch.height == 0.0)),
            entry("after_height", Number(0, 4), "the levels up from it, for a block after", |v, i| {
                flag(place(v, i).after) * place(v, i).branch.height.min(NEAR_LEVELS)
            }),
            entry(
                "branch_share",
                Share,
                "share of the plain text in the block's branch below what holds",
                |v, i| place(v, i).branch.share.min(1.0),
            ),
            entry("branch_words", Log, "words of the block's branch below what holds", |v, i| {
                place(v, i).branch.words.ln_1p()
            }),
            entry(
                "branch_plain",
                Share,
                "plain text ÷ words of the block's branch below what holds",
                |v, i| place(v, i).branch.plain.min(1.0),
            ),
        ]);
    }
    features
}

fn of<'a>(view: &View<'a>) -> &'a BlockGroup {
    &view.page.groups.list[view.index]
}

fn place<'a>(view: &View<'a>, landmark: usize) -> &'a Place {
    (LANDMARKS[landmark].place)(of(view))
}

fn plain_before(view: &View) -> f64 {
    view.page.totals.plain(&(0..view.index))
}
