//! Images that only decorate a page.

use std::collections::{HashMap, HashSet};

use unboil_html::{AttrName, Document, NodeId, Source, Tag};

use super::{emoji, is_image, read};
use crate::render::address::Addresses;
use crate::render::content::What;

/// An image without a text that stands this often on a page is a star, an arrow or the like.
const TIMES: usize = 3;
/// Elements above an image among which its `noscript` or `figure` is.
const LEVELS: usize = 4;

/// The images of a page that say nothing to a reader: those without a letter or an emoji in their text that are hidden from readers, or that stand
/// on the page again and again, unless they are figures.
pub(in crate::render) fn decorations(source: Source) -> HashSet<NodeId> {
    let document = source.document();
    let mut addresses = Addresses::of(source, None);
    let mut address_of = |id| match read(source, id, &mut addresses) {
        Some(What::Image(image)) => Some((id, image.address)),
        _ => None,
    };
    let has_no_text = |id: NodeId| {
        let alt = document.attr(id, AttrName::Alt).unwrap_or_default();
        !alt.contains(char::is_alphanumeric) && emoji(document, id).is_none()
    };
    let may_decorate =
        |id: &NodeId| is_image(document, *id) && has_no_text(*id) && !is_within(document, *id, Tag::Figure);
    let (hidden, others): (Vec<NodeId>, Vec<NodeId>) =
        document.nodes().map(|(id, _)| id).filter(may_decorate).partition(|id| is_hidden(document, *id));
    let others: Vec<(NodeId, String)> = others.into_iter().filter_map(&mut address_of).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    // What stands in for a late image is the same image, and no other one.
    for (_, address) in others.iter().filter(|(id, _)| !is_within(document, *id, Tag::Noscript)) {
        *times.entry(address).or_default() += 1;
    }
    let is_repeated = |address: &str| times.get(address).is_some_and(|times| *times >= TIMES);
    let repeated = others.iter().filter(|(_, address)| is_repeated(address)).map(|(id, _)| *id);
    hidden.into_iter().chain(repeated).collect()
}

/// Whether an image is hidden from those who listen to the page.
fn is_hidden(document: &Document, id: NodeId) -> bool {
    document.path(id).any(|outer| document.attr(outer, AttrName::AriaHidden) == Some("true"))
}

/// Whether an image stands close within an element of a tag.
fn is_within(document: &Document, id: NodeId, tag: Tag) -> bool {
    document.path(id).take(LEVELS).any(|outer| document.tag(outer) == tag)
}
