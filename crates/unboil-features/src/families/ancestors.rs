//! The tags and roles above a block, and the tags of its nearest elements.

use unboil_html::Tag;

use super::flag;
use crate::bits::BitSet;
use crate::page::{ANCESTORS, NEAREST, ROLES};
use crate::schema::Feature;
use crate::schema::Kind::Flag;
use crate::view::View;

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for (bit, tag) in ANCESTORS.iter().enumerate() {
        let about = format!("within <{}>", tag.name());
        features.push(Feature::bit(format!("ancestor.{}", tag.name()), about, BitSet::Tags, bit));
    }
    for (bit, role) in ROLES.iter().enumerate() {
        let about = format!("within role={role}");
        features.push(Feature::bit(format!("ancestor.role_{role}"), about, BitSet::Roles, bit));
    }
    for (bit, tag) in NEAREST.iter().enumerate() {
        let name = tag.name();
        let nearest = [
            ("owner", "the owner is", BitSet::Owner),
            ("holder", "the holder is", BitSet::Holder),
            ("outer", "the owner stands in", BitSet::Outer),
        ];
        features.extend(nearest.map(|(element, is, set)| {
            Feature::bit(format!("ancestor.{element}_{name}"), format!("{is} <{name}>"), set, bit)
        }));
    }
    features.extend(landmarks());
    features
}

/// Inside and outside of `<main>` and `<article>`, where the page has them.
fn landmarks() -> [Feature; 6] {
    [
        Feature::own("ancestor.in_main", Flag, "the page has main, the block is in it", |v| {
            flag(v.page.tree.has_main && in_main(v))
        }),
        Feature::own("ancestor.out_of_main", Flag, "the page has main, the block is outside", |v| {
            flag(v.page.tree.has_main && !in_main(v))
        }),
        Feature::own("ancestor.in_only_article", Flag, "in the page's only article", |v| {
            flag(v.page.tree.articles == 1 && in_article(v))
        }),
        Feature::own("ancestor.out_of_only_article", Flag, "outside of the page's only article", |v| {
            flag(v.page.tree.articles == 1 && !in_article(v))
        }),
        Feature::own("ancestor.in_one_of_articles", Flag, "in one of several articles", |v| {
            flag(v.page.tree.articles > 1 && in_article(v))
        }),
        Feature::own("ancestor.out_of_articles", Flag, "outside of all of several articles", |v| {
            flag(v.page.tree.articles > 1 && !in_article(v))
        }),
    ]
}

fn in_main(view: &View) -> bool {
    let main_role = ROLES.iter().position(|role| *role == "main");
    view.page.tree.has_ancestor(view.index, Tag::Main)
        || main_role.is_some_and(|bit| view.page.tree.list[view.index].roles >> bit & 1 == 1)
}

fn in_article(view: &View) -> bool {
    view.page.tree.has_ancestor(view.index, Tag::Article)
}
