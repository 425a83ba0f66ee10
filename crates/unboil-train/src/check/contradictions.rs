//! Texts that are content on some pages of a site and boilerplate on others.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unboil_features::tokens;

use super::{Checked, Finding, Mistake, Place, quoted};
use crate::label::squeeze;

/// Texts of fewer words may well be one thing here and another there.
const MIN_WORDS: usize = 6;

/// The pages on which a text is content, and those on which it is boilerplate.
#[derive(Default)]
struct Uses<'a> {
    text: &'a str,
    content: Vec<&'a Place>,
    boilerplate: Vec<&'a Place>,
}

/// Each contradiction once, on the first page of the smaller side. Pages of two types are not held against each other:
/// a teaser is content of a listing, and none of an article.
pub(super) fn findings(pages: &[Checked]) -> Vec<Finding> {
    let mut sites: BTreeMap<(&str, &str), Vec<&Checked>> = BTreeMap::new();
    for page in pages {
        sites.entry((&page.example.site, &page.example.page.page_type)).or_default().push(page);
    }
    let several = sites.into_iter().filter(|(_, pages)| pages.len() > 1);
    several.flat_map(|((site, _), pages)| of_site(site, &pages)).collect()
}

fn of_site(site: &str, pages: &[&Checked]) -> Vec<Finding> {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for page in pages {
        for (key, (text, is_content)) in texts(page) {
            let uses = uses.entry(key).or_default();
            uses.text = text;
            if is_content { &mut uses.content } else { &mut uses.boilerplate }.push(&page.place);
        }
    }
    uses.into_values().filter_map(|uses| finding(site, &uses)).collect()
}

/// The labelled texts of a page; one that stands there twice is content if one of them is.
fn texts(page: &Checked) -> FxHashMap<String, (&str, bool)> {
    let blocks = page.example.text.blocks();
    let mut texts: FxHashMap<String, (&str, bool)> = FxHashMap::default();
    for (block, label) in blocks.iter().zip(&page.example.measured.labels) {
        let text = blocks.text(block);
        if let Some(label) = label
            && tokens(text).nth(MIN_WORDS - 1).is_some()
        {
            texts.entry(squeeze(text)).or_insert((text, false)).1 |= label;
        }
    }
    texts
}

fn finding(site: &str, uses: &Uses) -> Option<Finding> {
    let (content, boilerplate) = (("content", &uses.content), ("boilerplate", &uses.boilerplate));
    let is_mostly_content = content.1.len() > boilerplate.1.len();
    let (few, many) = if is_mostly_content { (boilerplate, content) } else { (content, boilerplate) };
    let (place, other) = (few.1.first()?, many.1.first()?);
    let mistake = Mistake::Contradiction {
        text: quoted(uses.text),
        site: site.to_owned(),
        here: few.0,
        there: many.0,
        other: (*other).clone(),
        others: many.1.len(),
    };
    Some(Finding { place: (*place).clone(), mistake })
}
