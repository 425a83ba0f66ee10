//! The tags and roles above a block, and the tags of its nearest elements.

use unboil_html::{NodeId, Tag};

use super::flag;
use crate::page::{ANCESTORS, ROLES};
use crate::schema::Feature;
use crate::schema::Kind::Flag;
use crate::view::View;

/// Tags told apart for the elements nearest to a block.
static NEAREST: &[Tag] = {
    use Tag::*;
    &[
        P, Li, Div, Td, Th, Dd, Dt, H1, H2, H3, H4, H5, H6, Body, Section, Article, Header, Footer, Aside,
        Nav, Main, Figcaption, Blockquote, Pre, Form, Ul, Ol, Label, Button, Option, Legend, Span, Summary,
        A, Center, Address, Tr, Table, Fieldset,
    ]
};

pub(super) fn features() -> Vec<Feature> {
    let mut features = Vec::new();
    for (bit, tag) in ANCESTORS.iter().enumerate() {
        let about = format!("within <{}>", tag.name());
        features.push(Feature::entry(format!("ancestor.{}", tag.name()), Flag, about, within_tag, bit));
    }
    for (bit, role) in ROLES.iter().enumerate() {
        let about = format!("within role={role}");
        features.push(Feature::entry(format!("ancestor.role_{role}"), Flag, about, within_role, bit));
    }
    for (index, tag) in NEAREST.iter().enumerate() {
        let name = tag.name();
        let entry = Feature::entry;
        features.extend([
            entry(format!("ancestor.owner_{name}"), Flag, format!("the owner is <{name}>"), owner_is, index),
            entry(
                format!("ancestor.holder_{name}"),
                Flag,
                format!("the holder is <{name}>"),
                holder_is,
                index,
            ),
            entry(
                format!("ancestor.outer_{name}"),
                Flag,
                format!("the owner stands in <{name}>"),
                outer_is,
                index,
            ),
        ]);
    }
    features.extend(landmarks());
    features
}

/// Inside and outside of `<main>` and `<article>`, where the page has them.
fn landmarks() -> [Feature; 6] {
    let own = Feature::own;
    [
        own("ancestor.in_main", Flag, "the page has main, the block is in it", |v| {
            flag(v.page.tree.has_main && in_main(v))
        }),
        own("ancestor.out_of_main", Flag, "the page has main, the block is outside", |v| {
            flag(v.page.tree.has_main && !in_main(v))
        }),
        own("ancestor.in_only_article", Flag, "in the page's only article", |v| {
            flag(v.page.tree.articles == 1 && in_article(v))
        }),
        own("ancestor.out_of_only_article", Flag, "outside of the page's only article", |v| {
            flag(v.page.tree.articles == 1 && !in_article(v))
        }),
        own("ancestor.in_one_of_articles", Flag, "in one of several articles", |v| {
            flag(v.page.tree.articles > 1 && in_article(v))
        }),
        own("ancestor.out_of_articles", Flag, "outside of all of several articles", |v| {
            flag(v.page.tree.articles > 1 && !in_article(v))
        }),
    ]
}

fn within_tag(view: &View, bit: usize) -> f64 {
    flag(view.page.tree.list[view.index].tags >> bit & 1 == 1)
}

fn within_role(view: &View, bit: usize) -> f64 {
    flag(view.page.tree.list[view.index].roles >> bit & 1 == 1)
}

fn is(view: &View, id: NodeId, index: usize) -> f64 {
    flag(view.page.document.tag(id) == NEAREST[index])
}

fn owner_is(view: &View, index: usize) -> f64 {
    is(view, view.block().owner, index)
}

fn holder_is(view: &View, index: usize) -> f64 {
    is(view, view.block().holder, index)
}

fn outer_is(view: &View, index: usize) -> f64 {
    let outer = view.page.tree.list[view.index].outer.map_or(Tag::Body, |id| view.page.document.tag(id));
    flag(outer == NEAREST[index])
}

fn in_main(view: &View) -> bool {
    let main_role = ROLES.iter().position(|role| *role == "main");
    view.page.tree.has_ancestor(view.index, Tag::Main)
        || main_role.is_some_and(|bit| view.page.tree.list[view.index].roles >> bit & 1 == 1)
}

fn in_article(view: &View) -> bool {
    view.page.tree.has_ancestor(view.index, Tag::Article)
}
