//! Marks of discussion around a block.

use std::ops::Range;

use super::flag;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log};
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    let mut features = vec![
        Feature::own("reply.seen", Flag, "a button to reply or a line of who wrote stands before", |v| {
            let before = 0..v.index;
            flag(v.page.replies().replies(&before) + v.page.replies().says(&before) > 0.0)
        }),
        Feature::own("reply.dates_before", Log, "dated lines before", |v| v.page.dates.count(&(0..v.index))),
    ];
    let buttons = "buttons to reply, quote or report";
    features.extend(near("buttons", buttons, 6, |v, range| v.page.replies().replies(range)));
    features.extend(near("says", "lines that say who wrote", 4, |v, range| v.page.replies().says(range)));
    features.extend(near("dates", "dated lines", 4, |v, range| v.page.dates.count(range)));
    features
}

/// The columns of a kind of line that is counted up to some blocks away.
fn near(
    name: &str,
    about: &str,
    reach: usize,
    count: impl Fn(&View, &Range<usize>) -> f64 + Copy + Send + Sync + 'static,
) -> [Feature; 2] {
    [
        Feature::own(format!("reply.{name}"), Log, format!("{about} up to {reach} blocks away"), move |v| {
            count(v, &v.window(reach))
        }),
        Feature::own(
            format!("reply.{name}_late"),
            Log,
            format!("the same, times the share of plain text before: {name}"),
            move |v| count(v, &v.window(reach)) * v.page.totals.plain_before(v.index),
        ),
    ]
}
