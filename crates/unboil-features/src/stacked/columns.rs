//! The columns of the second stage.

use std::ops::Range;

use super::page::{BULK_SHARES, LIKELY, LOG_ODDS, MAX_LOG_ODDS, Nearest, ScoredView};
use crate::logarithm::ln_1p;
use crate::measure::ScoredMeasure;
use crate::page::LEVELS;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::whole::ratio;

type Column = Feature<ScoredMeasure>;

/// The revision of all columns.
const REVISION: u16 = 3;

/// Log-odds beyond the ends of the page.
const OUTSIDE: f64 = -6.0;
/// Half widths of windows, and widths of windows to one side, in blocks.
const WINDOWS: [usize; 4] = [2, 5, 12, 30];
const SIDES: [usize; 2] = [4, 15];
/// Distances where there is no likely content on that side.
const FAR_BLOCKS: f64 = 300.0;
const FAR_WORDS: f64 = 1000.0;

pub(crate) fn features() -> Vec<Column> {
    let mut columns = block();
    columns.extend(neighbours());
    columns.extend(containers());
    columns.extend(page());
    columns.extend(nearest());
    columns.extend(runs());
    columns
}

fn entry(
    name: String,
    kind: crate::Kind,
    about: String,
    of: impl Fn(&ScoredView, usize) -> f64 + Send + Sync + 'static,
    index: usize,
) -> Column {
    let measure = ScoredMeasure::each(kind, move |view| of(view, index));
    Column { name: name.into(), revision: REVISION, about: about.into(), kind, measure }
}

fn own(
    name: &str,
    kind: crate::Kind,
    about: &str,
    of: impl Fn(&ScoredView) -> f64 + Send + Sync + 'static,
) -> Column {
    entry(name.to_owned(), kind, about.to_owned(), move |view, _| of(view), 0)
}

fn block() -> Vec<Column> {
    vec![
        own("score.log_odds", LOG_ODDS, "first-stage log-odds", log_odds),
        own("score.probability", Share, "first-stage probability", |v| v.page.probabilities[v.index]),
        own("score.by_words", Number(-127, 127), "log-odds times a quarter of ln(1 + words)", |v| {
            (log_odds(v) * f64::from(ln_1p(words(v) as f32)) / 4.0).clamp(-127.0, 127.0)
        }),
        own("score.words", Log, "words", words),
        own("score.link_density", Share, "linked words ÷ words", |v| v.page.outline.link_density[v.index]),
    ]
}

fn neighbours() -> Vec<Column> {
    let mut columns = Vec::new();
    for distance in 1..=3 {
        let about = |side: &str| format!("first-stage log-odds of the block {distance} {side}");
        columns.push(entry(format!("score.before_{distance}"), LOG_ODDS, about("before"), before, distance));
        columns.push(entry(format!("score.after_{distance}"), LOG_ODDS, about("after"), after, distance));
    }
    let mean = |what: String| format!("expected content ÷ words {what}");
    for (index, reach) in WINDOWS.iter().enumerate() {
        let about = mean(format!("up to {reach} blocks away"));
        columns.push(entry(format!("score.window_{reach}"), Share, about, window, index));
    }
    for (index, reach) in SIDES.iter().enumerate() {
        let about = |side: &str| mean(format!("in the {reach} blocks {side}"));
        columns.push(entry(format!("score.left_{reach}"), Share, about("before"), left, index));
        columns.push(entry(format!("score.right_{reach}"), Share, about("after"), right, index));
    }
    columns
}

fn containers() -> Vec<Column> {
    let mut columns = Vec::new();
    for level in 0..LEVELS {
        let at = |what: &str| format!("{what} in the container at level {level}");
        columns.push(entry(
            format!("container.mean_{level}"),
            Share,
            at("expected content ÷ words"),
            |v, l| v.page.around[v.index].mean[l],
            level,
        ));
        columns.push(entry(
            format!("container.recall_{level}"),
            Share,
            at("share of the expected content"),
            |v, l| v.page.around[v.index].recall[l],
            level,
        ));
    }
    for level in [1, 3] {
        let about = format!("its mean at level {level}, times the share of the words outside");
        columns.push(entry(
            format!("container.excess_{level}"),
            Share,
            about,
            |v, l| {
                let around = &v.page.around[v.index];
                around.mean[l] * (1.0 - around.share[l])
            },
            level,
        ));
    }
    for index in 0..BULK_SHARES.len() {
        columns.extend([
            bulk(index, "level", Number(0, 5), "level of the innermost container", |v, i| {
                bulk_level(v, i) as f64
            }),
            bulk(index, "mean", Share, "expected content ÷ words in it, the innermost container", |v, i| {
                v.page.around[v.index].mean[bulk_level(v, i)]
            }),
            bulk(
                index,
                "inner_mean",
                Share,
                "the same, one level further in than the innermost container",
                |v, i| v.page.around[v.index].mean[bulk_level(v, i).saturating_sub(1)],
            ),
            bulk(
                index,
                "inner_recall",
                Share,
                "share of the expected content one level further in than that",
                |v, i| v.page.around[v.index].recall[bulk_level(v, i).saturating_sub(1)],
            ),
        ]);
    }
    columns.extend([
        own("signature.mean", Share, "expected content ÷ words in blocks of the same signature", |v| {
            let signature = signature(v);
            ratio(signature.expected, signature.words)
        }),
        own("signature.max", LOG_ODDS, "largest log-odds of the same signature", |v| signature(v).max),
        own("signature.min", LOG_ODDS, "smallest log-odds of the same signature", |v| signature(v).min),
    ]);
    columns
}

/// The column of one of [`BULK_SHARES`].
fn bulk(
    index: usize,
    what: &str,
    kind: crate::Kind,
    text: &str,
    of: impl Fn(&ScoredView, usize) -> f64 + Send + Sync + 'static,
) -> Column {
    let percent = (BULK_SHARES[index] * 100.0) as u32;
    let about = format!("{text} with {percent} % of the expected content");
    entry(format!("container.bulk_{percent}_{what}"), kind, about, of, index)
}

fn page() -> Vec<Column> {
    vec![
        own("page.before", Share, "share of the expected content before", |v| {
            share_of_content(v, &(0..v.index))
        }),
        own("page.rest", Share, "share of the expected content after", |v| {
            share_of_content(v, &(v.index + 1..v.page.len()))
        }),
        own("page.relative", LOG_ODDS, "log-odds, less those of the cut of largest expected F1", |v| {
            (log_odds(v) - v.page.cut).clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS)
        }),
        own("page.rank_expected", Share, "share of the expected content in blocks at least as likely", |v| {
            v.page.rank_expected[v.index]
        }),
        own("page.rank_words", Share, "share of the words in blocks at least as likely", |v| {
            v.page.rank_words[v.index]
        }),
        own("page.mean", Share, "expected content ÷ words of the page", |v| {
            ratio(v.page.expected(&v.page.all()), v.page.words(&v.page.all()))
        }),
        own("page.max", Share, "largest probability of the page", |v| v.page.most_likely),
        own("page.cut_f1", Share, "largest expected F1 of the page", |v| v.page.cut_f1.min(1.0)),
    ]
}

fn nearest() -> Vec<Column> {
    let mut columns = Vec::new();
    for (index, name) in ["likely", "long"].iter().enumerate() {
        let words = LIKELY[index].1;
        let about = |what: &str| format!("{what} likely content of {words} words or more");
        columns.push(entry(
            format!("{name}.before"),
            Log,
            about("blocks since the last"),
            |v, i| distance(near(v, i).before),
            index,
        ));
        columns.push(entry(
            format!("{name}.after"),
            Log,
            about("blocks to the next"),
            |v, i| distance(near(v, i).after),
            index,
        ));
        columns.push(entry(
            format!("{name}.between"),
            Flag,
            about("between two blocks of"),
            |v, i| f64::from(u8::from(near(v, i).before.is_some() && near(v, i).after.is_some())),
            index,
        ));
        columns.push(entry(
            format!("{name}.words_since"),
            Log,
            about("words since the last"),
            |v, i| near(v, i).words.unwrap_or(FAR_WORDS).max(0.0),
            index,
        ));
    }
    columns
}

fn runs() -> Vec<Column> {
    vec![
        own("run.gap", Log, "words of the largest unlikely gap so far", |v| v.page.gap[v.index]),
        own("run.share", Share, "share of the expected content in the block's run", |v| {
            ratio(run(v).1, v.page.expected(&v.page.all())).min(1.0)
        }),
        own("run.words", Log, "words of the block's run", |v| run(v).0),
        own("run.high", Flag, "in a run that is not unlikely", |v| f64::from(u8::from(v.is_in_run()))),
        own("run.best", Flag, "in the run with most expected content", |v| {
            f64::from(u8::from(run(v).1 >= 0.99 * v.page.best_run))
        }),
    ]
}

fn log_odds(view: &ScoredView) -> f64 {
    view.page.log_odds[view.index]
}

fn words(view: &ScoredView) -> f64 {
    view.page.outline.words[view.index]
}

fn before(view: &ScoredView, distance: usize) -> f64 {
    view.index.checked_sub(distance).map_or(OUTSIDE, |at| view.page.log_odds[at])
}

fn after(view: &ScoredView, distance: usize) -> f64 {
    view.page.log_odds.get(view.index + distance).copied().unwrap_or(OUTSIDE)
}

#[inline]
fn mean(view: &ScoredView, range: &Range<usize>) -> f64 {
    ratio(view.page.expected(range), view.page.words(range)).clamp(0.0, 1.0)
}

fn window(view: &ScoredView, index: usize) -> f64 {
    let reach = WINDOWS[index];
    mean(view, &(view.index.saturating_sub(reach)..(view.index + reach + 1).min(view.page.len())))
}

fn left(view: &ScoredView, index: usize) -> f64 {
    mean(view, &(view.index.saturating_sub(SIDES[index])..view.index))
}

fn right(view: &ScoredView, index: usize) -> f64 {
    let first = view.index + 1;
    mean(view, &(first..(first + SIDES[index]).min(view.page.len()).max(first)))
}

fn bulk_level(view: &ScoredView, index: usize) -> usize {
    view.page.around[view.index].bulk[index]
}

fn signature<'a>(view: &ScoredView<'a>) -> &'a super::page::Signature {
    &view.page.signatures[view.page.outline.signatures[view.index] as usize]
}

fn share_of_content(view: &ScoredView, range: &Range<usize>) -> f64 {
    ratio(view.page.expected(range), view.page.expected(&view.page.all())).clamp(0.0, 1.0)
}

fn near<'a>(view: &ScoredView<'a>, index: usize) -> &'a Nearest {
    &view.page.nearest[index][view.index]
}

fn distance(blocks: Option<usize>) -> f64 {
    blocks.map_or(FAR_BLOCKS, |blocks| blocks as f64)
}

fn run(view: &ScoredView) -> (f64, f64) {
    view.page.runs[view.page.run[view.index]]
}
