//! What stands in or beside a heading and says nothing of it.

use unboil_html::{AttrName, Document, NodeId, NodeKind, Tag};

use crate::class::classes;
use crate::render::{children, text_within};

/// Elements above an element among which its heading is.
const LEVELS: usize = 4;
/// Children of an element among which the heading is that stands beside a link.
const CHILDREN: usize = 4;
/// Nodes and bytes of the longest headings of which links are asked whether they repeat them.
const MAX_NODES: u32 = 64;
const MAX_BYTES: u32 = 1000;

/// Whether an element of a heading or term is no part of it: a link that names its place, or the links by which wikis
/// have it edited; and elsewhere, a mere sign that links to what it stands in.
pub(in crate::render) fn is_tool(document: &Document, id: NodeId) -> bool {
    match document.tag(id) {
        Tag::A => is_anchor(document, id),
        Tag::Span => heading_around(document, id).is_some() && is_to_edit(document, id),
        _ => false,
    }
}

fn is_to_edit(document: &Document, id: NodeId) -> bool {
    classes(document, id).any(|class| class.contains("editsection"))
}

/// Whether a link names the place of a heading and says nothing else: a mere sign, the fragment that it leads to, or
/// words around those of the heading; by a mere sign, that of any element around it; or leads from behind its words to the
/// top of the page.
fn is_anchor(document: &Document, link: NodeId) -> bool {
    let Some((page, fragment)) = document.attr(link, AttrName::Href).and_then(|href| href.split_once('#'))
    else {
        return false;
    };
    let text = text_within(document, link);
    let is_sign = !text.contains(char::is_alphanumeric);
    let is_fragment = |outer: NodeId| document.attr(outer, AttrName::Id) == Some(fragment);
    if is_sign && !text.is_empty() && document.path(link).skip(1).take(LEVELS).any(is_fragment) {
        return true;
    }
    if let Some(heading) = heading_around(document, link) {
        let is_written_out = text.strip_prefix('#') == Some(fragment);
        let is_of_rest = |words: String| is_written_out || repeats(&text, &words.replace(&text, ""));
        return is_sign
            || page.is_empty() && is_top(fragment) && has_words(document, heading, link)
            || words_at(document, heading, fragment).is_some_and(is_of_rest);
    }
    let beside = children(document, document.node(link).parent).take(CHILDREN);
    let mut words = beside.filter_map(|id| words_at(document, id, fragment));
    words.any(|words| is_sign || repeats(&text, &words))
}

/// Whether a fragment is the place where a page begins: `top`, `top_of_page`, `page-top` and the like.
fn is_top(fragment: &str) -> bool {
    let mut words = fragment.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| ["top", "pagetop", "topofpage"].iter().any(|top| word.eq_ignore_ascii_case(top)))
}

/// Whether a heading has words before something in it, among its first nodes.
fn has_words(document: &Document, heading: NodeId, before: NodeId) -> bool {
    let mut nodes = (heading.0..before.0).take(MAX_NODES as usize);
    nodes.any(|id| match document.node(NodeId(id)).kind {
        NodeKind::Text(text) => document.text(text).contains(char::is_alphanumeric),
        NodeKind::Element(_) => false,
    })
}

/// Whether a text has the words of another.
fn repeats(text: &str, words: &str) -> bool {
    words.contains(char::is_alphanumeric) && text.contains(words.trim())
}

/// The words of a heading whose place a fragment is: its own, or that of something in it or right around it. `None` for
/// another element, another place, and a heading that is too long.
fn words_at(document: &Document, heading: NodeId, fragment: &str) -> Option<String> {
    let end = document.node(heading).end;
    if !is_heading(document, heading) || end.0 - heading.0 > MAX_NODES {
        return None;
    }
    let nodes = || (heading.0..end.0).map(NodeId);
    let bytes = |id: NodeId| match document.node(id).kind {
        NodeKind::Text(span) => span.end - span.start,
        NodeKind::Element(_) => 0,
    };
    let is_meant = |place: NodeId| document.attr(place, AttrName::Id) == Some(fragment);
    let is_here = is_meant(document.node(heading).parent) || nodes().any(is_meant);
    (is_here && nodes().map(bytes).sum::<u32>() <= MAX_BYTES).then(|| text_within(document, heading))
}

/// The heading or term that an element is in.
fn heading_around(document: &Document, id: NodeId) -> Option<NodeId> {
    document.path(id).take(LEVELS).find(|outer| is_heading(document, *outer))
}

/// Whether an element is a heading or a term.
pub(in crate::render) fn is_heading(document: &Document, id: NodeId) -> bool {
    document.tag(id).heading_level().is_some() || document.tag(id) == Tag::Dt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: bool) {
        let document = Document::parse(html);
        let links = document.nodes().filter(|(id, _)| document.attr(*id, AttrName::Href).is_some());
        let link = links.last().map_or(NodeId::ROOT, |(id, _)| id);
        assert_eq!(is_tool(&document, link), expected, "{html}");
    }

    #[test]
    fn links_from_behind_a_heading_to_the_top_are_no_part_of_it() {
        check("<h2><a id=NAME href='#NAME'></a>NAME &nbsp; <a href='#top_of_page'>top</a></h2>", true);
        check("<h2>Name <small><a href='#page-top'>Back</a></small></h2>", true);
        check("<h2><a href='#top'>The top of the hill</a></h2>", false);
        check("<h2>Down from <a href='#laptop'>here</a></h2>", false);
        check("<h2>Down from <a href='/hill#top'>the hill</a></h2>", false);
        check("<p>See <a href='#top'>the top</a></p>", false);
    }
}
