//! Marks of discussion around a block.

use std::ops::Range;

use super::flag;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log};
use crate::view::View;

/// A kind of line that is counted near the block.
struct Line {
    name: &'static str,
    about: &'static str,
    reach: usize,
    count: fn(&View, &Range<usize>) -> f64,
}

static LINES: [Line; 3] = [
    Line {
        name: "buttons",
        about: "buttons to reply, quote or report",
        reach: 6,
        count: |v, range| v.page.replies.replies(range),
    },
    Line {
        name: "says",
        about: "lines that say who wrote",
        reach: 4,
        count: |v, range| v.page.replies.says(range),
    },
    Line { name: "dates", about: "dated lines", reach: 4, count: |v, range| v.page.dates.count(range) },
];

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own("reply.seen", Flag, "a button to reply or a line of who wrote stands before", |v| {
            let before = 0..v.index;
            flag(v.page.replies.replies(&before) + v.page.replies.says(&before) > 0.0)
        }),
        Feature::own("reply.dates_before", Log, "dated lines before", |v| v.page.dates.count(&(0..v.index))),
    ];
    for (index, line) in LINES.iter().enumerate() {
        let Line { name, about, reach, .. } = line;
        features.push(Feature::entry(
            format!("reply.{name}"),
            Log,
            format!("{about} up to {reach} blocks away"),
            near,
            index,
        ));
        features.push(Feature::entry(
            format!("reply.{name}_late"),
            Log,
            format!("the same, times the share of plain text before: {name}"),
            |v, line| near(v, line) * v.page.totals.plain_before(v.index),
            index,
        ));
    }
    features
}

fn near(view: &View, line: usize) -> f64 {
    (LINES[line].count)(view, &view.window(LINES[line].reach))
}
