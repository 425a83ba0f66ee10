//! The containers around a block: what they hold, how they repeat, and where the bulk of the text is.
//!
//! Sources: the scored container is that of Arc90's Readability; the deepest container of a share of the text follows
//! Sun, Song and Liao 2011, "DOM Based Content Extraction via Text Density".

use super::flag;
use super::neighbours::share;
use crate::bits::State::InCards;
use crate::page::{BlockContainers, Relation};
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;

/// The containers that are measured, counted from the innermost.
const LEVELS: [usize; 4] = [1, 2, 3, 5];
/// Levels up are not told apart beyond these.
const MAX_UP: f64 = 12.0;

pub(super) fn features() -> Vec<Feature> {
    let mut features = siblings();
    features.extend(signatures());
    features.extend(cards());
    features.extend(bulk());
    features.extend(branch());
    for index in 0..LEVELS.len() {
        features.extend([
            entry(index, "share", Share, "share of the page's words", |v, i| {
                share(level_words(v, i), v.page.totals.words(&v.page.totals.all()))
            }),
            entry(index, "words", Log, "words", level_words),
            entry(index, "link_density", Share, "linked words ÷ words", |v, i| {
                share(v.page.totals.linked(&level(v, i)), level_words(v, i))
            }),
            entry(index, "blocks", Log, "blocks, less one", |v, i| (level(v, i).len() as f64 - 1.0).max(0.0)),
            entry(index, "block_words", Log, "words of the mean block", |v, i| {
                level_words(v, i) / level(v, i).len().max(1) as f64
            }),
            entry(index, "long", Share, "words in blocks of 12 words or more ÷ words", |v, i| {
                share(v.page.totals.long(&level(v, i)), level_words(v, i))
            }),
        ]);
    }
    features
}

fn siblings() -> Vec<Feature> {
    vec![
        Feature::own("container.depth", Log, "distinct containers around the block", |v| of(v).depth),
        Feature::own(
            "container.siblings",
            Log,
            "siblings like the holder that hold text, by tag and class",
            |v| of(v).siblings,
        ),
        Feature::own("container.most_siblings", Log, "the most siblings at five levels", |v| {
            of(v).most_siblings
        }),
        Feature::own(
            "container.best_long",
            Share,
            "largest share of text of 12 words or more in the three innermost containers",
            |v| {
                let long = |at| {
                    let range = of(v).chain.range(at);
                    share(v.page.totals.long(&range), v.page.totals.words(&range))
                };
                (0..3).map(long).fold(0.0, f64::max)
            },
        ),
    ]
}

/// Blocks with the same short path of tags and classes.
fn signatures() -> Vec<Feature> {
    vec![
        Feature::shared("container.signature_blocks", Log, "blocks of the same signature", signature, |v| {
            same(v).0
        }),
        Feature::shared(
            "container.signature_share",
            Share,
            "share of the page's words in them",
            signature,
            |v| share(same(v).1, v.page.totals.words(&v.page.totals.all())),
        ),
        Feature::shared(
            "container.signature_link_density",
            Share,
            "linked words ÷ words in them",
            signature,
            |v| share(same(v).2, same(v).1),
        ),
        Feature::shared("container.signature_words", Log, "words of the mean one", signature, |v| {
            same(v).1 / same(v).0
        }),
    ]
}

/// A repeated group of siblings with links.
fn cards() -> Vec<Feature> {
    vec![
        Feature::in_state(
            InCards,
            "container.cards",
            Log,
            "siblings in the largest list of cards around the block",
            |v| of(v).cards.count,
        ),
        Feature::in_state(InCards, "container.card_words", Log, "words of the mean card", |v| {
            of(v).cards.words
        }),
        Feature::in_state(InCards, "container.card_linked", Share, "share of cards with a link", |v| {
            of(v).cards.linked
        }),
        Feature::in_state(InCards, "container.card_dated", Share, "share of cards with a date", |v| {
            of(v).cards.dated
        }),
        Feature::in_state(
            InCards,
            "container.card_balance",
            Share,
            "mean words ÷ most words of a card",
            |v| of(v).cards.balance,
        ),
    ]
}

/// The elements that hold the bulk of the text.
fn bulk() -> Vec<Feature> {
    vec![
        Feature::own("container.in_top", Flag, "in the best scoring element", |v| flag(of(v).top.inside)),
        Feature::own("container.after_top", Flag, "after it", |v| flag(of(v).top.after)),
        Feature::own("container.before_top", Flag, "before it", |v| flag(of(v).top.before)),
        Feature::own("container.top_up", Number(0, 12), "levels up to it, or to what holds both", |v| {
            up(&of(v).top)
        }),
        Feature::own("container.top_meet", Share, "share of the page's words there", |v| {
            of(v).top.meet_share.clamp(0.0, 1.0)
        }),
        Feature::own(
            "container.in_long_50",
            Flag,
            "in the deepest element with 50 % of the text of 12 words or more",
            |v| flag(of(v).in_long[0]),
        ),
        Feature::own("container.in_long_75", Flag, "in the deepest with 75 %", |v| flag(of(v).in_long[1])),
        Feature::own("container.in_long_90", Flag, "in the deepest with 90 %", |v| flag(of(v).in_long[2])),
        Feature::own(
            "container.long_75_up",
            Number(0, 12),
            "levels up to what also holds that with 75 %",
            |v| of(v).up_long_75.min(MAX_UP),
        ),
        Feature::own(
            "container.in_strong_50",
            Flag,
            "in the deepest element with 50 % of the strong text",
            |v| flag(of(v).in_strong_50),
        ),
    ]
}

/// The deepest element with 75 % of the strong text, and the branch in which the block hangs below what holds both.
fn branch() -> Vec<Feature> {
    vec![
        Feature::own(
            "container.in_strong_75",
            Flag,
            "in the deepest element with 75 % of the strong text",
            |v| flag(strong(v).inside),
        ),
        Feature::own("container.before_strong_75", Flag, "before it", |v| flag(strong(v).before)),
        Feature::own("container.after_strong_75", Flag, "after it", |v| flag(strong(v).after)),
        Feature::own(
            "container.strong_75_up",
            Number(0, 12),
            "levels up to it, or to what holds both",
            |v| up(strong(v)),
        ),
        Feature::own("container.strong_75_meet", Share, "share of the page's words there", |v| {
            strong(v).meet_share.clamp(0.0, 1.0)
        }),
        Feature::shared(
            "container.branch_share",
            Share,
            "share of the page's words in the branch",
            branch_of,
            |v| share(v.page.totals.words(&branch_of(v)), v.page.totals.words(&v.page.totals.all())),
        ),
        Feature::shared(
            "container.branch_strong",
            Share,
            "share of the strong text in the branch",
            branch_of,
            |v| {
                share(
                    v.page.totals.strong(&branch_of(v)),
                    v.page.totals.strong(&v.page.totals.all()).max(1.0),
                )
            },
        ),
        Feature::shared(
            "container.branch_link_density",
            Share,
            "linked words ÷ words in the branch",
            branch_of,
            |v| share(v.page.totals.linked(&branch_of(v)), v.page.totals.words(&branch_of(v)).max(0.5)),
        ),
    ]
}

fn of<'a>(view: &View<'a>) -> &'a BlockContainers {
    &view.page.containers.list[view.index]
}

fn strong<'a>(view: &View<'a>) -> &'a Relation {
    &of(view).strong_75
}

fn up(relation: &Relation) -> f64 {
    relation.up.min(MAX_UP)
}

fn branch_of(view: &View) -> std::ops::Range<usize> {
    strong(view).branch.0..strong(view).branch.1
}

fn signature(view: &View) -> u32 {
    view.page.tree.list[view.index].signature
}

fn same(view: &View) -> (f64, f64, f64) {
    view.page.containers.signatures[signature(view) as usize]
}

#[inline]
fn level(view: &View, index: usize) -> std::ops::Range<usize> {
    of(view).chain.range(LEVELS[index] - 1)
}

#[inline]
fn level_words(view: &View, index: usize) -> f64 {
    view.page.totals.words(&level(view, index))
}

/// The column of one of [`LEVELS`].
fn entry(
    level: usize,
    what: &str,
    kind: Kind,
    about: &str,
    measure: impl Fn(&View, usize) -> f64 + Send + Sync + 'static,
) -> Feature {
    let number = LEVELS[level];
    Feature::shared(
        format!("container.{number}_{what}"),
        kind,
        format!("container {number}: {about}"),
        move |view| of(view).chain.0[LEVELS[level] - 1],
        move |view| measure(view, level),
    )
}
