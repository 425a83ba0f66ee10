//! How a block stands to the groups of paragraphs that have one direct parent.

use super::flag;
use crate::page::{BlockGroup, Place};
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::schema::{Feature, Kind};
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
}

/// The place of the main group among [`LANDMARKS`].
const MAIN: usize = 0;

static LANDMARKS: [Landmark; 2] = [
    Landmark { name: "main", about: "the group with most plain text" },
    Landmark { name: "leading", about: "the first group with 40 % as much plain text as any" },
];

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own(
            "group.relative",
            Share,
            "plain text of the block's group ÷ that of the largest",
            |v| of(v).words / v.page.groups.most_words.max(1.0),
        ),
        Feature::own("group.share", Share, "share of the page's plain text in the block's group", |v| {
            (of(v).words / v.page.totals.plain(&v.page.totals.all()).max(1.0)).min(1.0)
        }),
        Feature::own("group.blocks", Log, "plain texts in the block's group", |v| of(v).blocks),
        Feature::own("group.plain_before", Log, "words of plain text before the block", plain_before),
        Feature::own("group.text_before", Flag, "at least 100 of them", |v| {
            flag(plain_before(v) >= TEXT_WORDS)
        }),
    ];
    for index in 0..LANDMARKS.len() {
        features.extend([
            entry(index, "is", Flag, "member of", |v, i| flag(place(v, i).is_member)),
            entry(index, "before", Flag, "before the first text of", |v, i| flag(place(v, i).before)),
            entry(index, "after", Flag, "after the last text of", |v, i| flag(place(v, i).after)),
            entry(index, "inside", Flag, "between the first and last text of", |v, i| {
                flag(!place(v, i).before && !place(v, i).after)
            }),
            entry(index, "words_after", Log, "words since the last text of", |v, i| place(v, i).words_after),
            entry(index, "blocks_after", Log, "blocks since the last text of", |v, i| {
                place(v, i).blocks_after
            }),
            entry(index, "blocks_before", Log, "blocks to the first text of", |v, i| {
                place(v, i).blocks_before
            }),
            entry(index, "up", Number(0, 12), "levels up to what holds both the block and", |v, i| {
                place(v, i).branch.up.min(MAX_LEVELS)
            }),
            entry(index, "height", Number(0, 12), "levels up to what holds both, from", |v, i| {
                place(v, i).branch.height.min(MAX_LEVELS)
            }),
            entry(index, "within", Flag, "within the element of", |v, i| {
                flag(place(v, i).branch.height == 0.0)
            }),
            entry(index, "after_height", Number(0, 4), "the levels up from it, for a block after", |v, i| {
                flag(place(v, i).after) * place(v, i).branch.height.min(NEAR_LEVELS)
            }),
            entry(
                index,
                "branch_share",
                Share,
                "share of the plain text in the block's branch below what holds",
                |v, i| place(v, i).branch.share.min(1.0),
            ),
            entry(index, "branch_words", Log, "words of the block's branch below what holds", |v, i| {
                place(v, i).branch.words
            }),
            entry(
                index,
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
    if landmark == MAIN { &of(view).main } else { &of(view).leading }
}

fn plain_before(view: &View) -> f64 {
    view.page.totals.plain(&(0..view.index))
}

/// The column of a landmark.
fn entry(
    landmark: usize,
    what: &str,
    kind: Kind,
    measures: &str,
    measure: impl Fn(&View, usize) -> f64 + Send + Sync + 'static,
) -> Feature {
    let Landmark { name, about, .. } = &LANDMARKS[landmark];
    Feature::entry(format!("group.{name}_{what}"), kind, format!("{measures}: {about}"), measure, landmark)
}
