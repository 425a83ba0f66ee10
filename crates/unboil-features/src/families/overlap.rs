//! What a block shares with the page's title and description, and with its other blocks.

use super::flag;
use crate::page::BlockOverlap;
use crate::schema::Feature;
use crate::schema::Kind::{Flag, Log, Share};
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    vec![
        Feature::own("overlap.title", Share, "Jaccard similarity of its tokens with the title", |v| {
            of(v).title
        }),
        Feature::own("overlap.in_title", Share, "share of its tokens that stand in the title", |v| {
            of(v).in_title
        }),
        Feature::own("overlap.description", Share, "share of its token triples in the description", |v| {
            of(v).description
        }),
        Feature::own("overlap.copies", Log, "other blocks with the same text", |v| f64::from(of(v).copies)),
        Feature::own("overlap.first_copy", Flag, "first of several blocks with the same text", |v| {
            flag(of(v).copies > 0 && of(v).first_copy == v.index)
        }),
    ]
}

fn of<'a>(view: &View<'a>) -> &'a BlockOverlap {
    &view.page.overlap.list[view.index]
}
