//! Class families and marks of an ending, weighed by the text that stands outside or before them.

use super::flag;
use crate::bits::BitSet;
use crate::page::{END_MARKS, WEIGHED, class_bit, keyword_family};
use crate::schema::Kind::{Flag, Share};
use crate::schema::{Feature, Kind};
use crate::view::View;

/// This many words of plain text are a text.
const TEXT_WORDS: f64 = 100.0;
/// Families of the last heading that are weighed.
static HEADED: &[&str] = &["comment", "related", "share", "subscribe"];

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for index in 0..WEIGHED.len() {
        features.extend([
            entry(index, "", Flag, "", |_, _| 1.0),
            entry(index, "_outside", Share, ": share of the plain text outside such parts", |v, i| {
                v.page.class_text.all(i) / all_plain(v)
            }),
            entry(
                index,
                "_after",
                Share,
                ": share of the plain text before and outside such parts",
                |v, i| v.page.class_text.before(i, v.index) / all_plain(v),
            ),
            entry(
                index,
                "_beside_text",
                Flag,
                ", with at least 100 words of plain text outside such parts",
                |v, i| flag(v.page.class_text.all(i) >= TEXT_WORDS),
            ),
        ]);
    }
    for name in HEADED {
        features.push(Feature::flagged(
            format!("class_text.headed_{name}"),
            Share,
            format!(
                "share of the plain text before, for a block whose last heading shows keywords of `{name}`"
            ),
            (BitSet::Heading, keyword_family(name)),
            |v| v.page.totals.plain_before(v.index),
        ));
        let Some(mark) = END_MARKS.iter().position(|mark| mark == name) else { continue };
        features.push(Feature::flagged(
            format!("class_text.late_{name}"),
            Flag,
            format!("after the main group of text and after a late mark of `{name}`"),
            (BitSet::Late, mark),
            |v| flag(v.page.groups.list[v.index].main.after),
        ));
        features.push(Feature::flagged(
            format!("class_text.seen_{name}"),
            Flag,
            format!("after the leading group of text and after a mark of `{name}`"),
            (BitSet::Seen, mark),
            |v| flag(v.page.groups.list[v.index].leading.after),
        ));
    }
    features
}

fn all_plain(view: &View) -> f64 {
    view.page.totals.plain(&view.page.totals.all()).max(1.0)
}

/// The column of one of [`WEIGHED`].
fn entry(
    family: usize,
    what: &str,
    kind: Kind,
    about: &str,
    measure: impl Fn(&View, usize) -> f64 + Send + Sync + 'static,
) -> Feature {
    let name = WEIGHED[family];
    let about = format!("in a part of the class family `{name}`{about}");
    let flag = (BitSet::Classed, class_bit(family));
    Feature::flagged(format!("class_text.{name}{what}"), kind, about, flag, move |view| measure(view, family))
}
