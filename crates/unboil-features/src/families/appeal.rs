//! Whether a block speaks of the site to its readers: support pleas, newsletters, notices that read like prose.

use super::flag;
use super::neighbours::share;
use crate::bits::State::NamesSite;
use crate::page::BlockAppeal;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Number, Share};
use crate::view::View;

/// Reach of the windows, in blocks.
const REACH: [usize; 2] = [2, 6];
/// Tenfold differences in the share of words of address are not told apart beyond this.
const MAX_RELATIVE: f64 = 3.0;

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own("appeal.we", Log, "tokens of the first person plural", |v| of(v).we),
        Feature::own("appeal.you", Log, "tokens of the second person", |v| of(v).you),
        Feature::own("appeal.both", Flag, "both", |v| flag(of(v).we > 0.0 && of(v).you > 0.0)),
        Feature::own("appeal.long_both", Flag, "both, in a block of 12 words or more", |v| {
            flag(of(v).we > 0.0 && of(v).you > 0.0 && v.text().is_long())
        }),
        Feature::own("appeal.address", Share, "such tokens ÷ tokens", address),
        Feature::own(
            "appeal.relative_address",
            Number(-1, 3),
            "that share, less what is usual in text of 12 words or more, tenfold",
            |v| (10.0 * (address(v) - v.page.appeal.usual_address)).clamp(-1.0, MAX_RELATIVE),
        ),
        Feature::own(
            "appeal.hits",
            Log,
            "words on donations, newsletters, notices of law, cookies and logins",
            |v| of(v).hits,
        ),
        Feature::own("appeal.long_hits", Log, "the same, in a block of 12 words or more", |v| {
            flag(v.text().is_long()) * of(v).hits
        }),
        Feature::in_state(NamesSite, "appeal.names_site", Flag, "names the site", |_| 1.0),
        Feature::in_state(
            NamesSite,
            "appeal.names_site_unusually",
            Share,
            "names the site: 1 less the share of blocks of 12 words or more that do",
            |v| 1.0 - v.page.appeal.usual_naming,
        ),
        Feature::in_state(
            NamesSite,
            "appeal.long_names_site",
            Share,
            "the same, in a block of 12 words or more",
            |v| flag(v.text().is_long()) * (1.0 - v.page.appeal.usual_naming),
        ),
        Feature::in_state(
            NamesSite,
            "appeal.names_site_in_appeal",
            Flag,
            "names the site next to words of address or appeals",
            |v| flag(of(v).we + of(v).you + of(v).hits > 0.0),
        ),
    ];
    features.extend(REACH.iter().enumerate().map(|(index, reach)| {
        Feature::entry(
            format!("appeal.window_{reach}"),
            Share,
            format!(
                "share of the words up to {reach} blocks away, the block itself aside, in blocks that appeal"
            ),
            around,
            index,
        )
    }));
    features
}

fn of<'a>(view: &View<'a>) -> &'a BlockAppeal {
    &view.page.appeal.list[view.index]
}

fn address(view: &View) -> f64 {
    ((of(view).we + of(view).you) / view.text().tokens.len().max(1) as f64).min(1.0)
}

fn around(view: &View, index: usize) -> f64 {
    let window = view.window(REACH[index]);
    // So it is nearly everywhere.
    if !view.page.appeal.appeals_within(&window) {
        return 0.0;
    }
    let others = window.filter(|other| *other != view.index);
    let words = |block: usize| view.page.texts.list[block].words;
    let (appealing, all) = others.fold((0.0, 0.0), |(appealing, all), block| {
        let part = if view.page.appeal.list[block].appeals() { words(block) } else { 0.0 };
        (appealing + part, all + words(block))
    });
    if all > 0.0 { share(appealing, all) } else { 0.0 }
}
