//! CSS selectors on a page, for people who label or check pages by hand: scraper finds the elements, and they are found
//! again in our own document by their place among all elements, which is the same in both.

use anyhow::{Context, Result};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, driver};
use scraper::error::SelectorErrorKind;
use scraper::{Html, HtmlTreeSink, Selector};
use unboil_html::{Blocks, Document, NodeId, NodeKind, Tag};

/// Reads a list of selectors, as in a style sheet.
///
/// # Errors
/// When it is no list of selectors.
pub fn selector(text: &str) -> Result<Selector> {
    Selector::parse(text).map_err(|error| match error {
        // Of these, scraper says no more than that they should be reported.
        SelectorErrorKind::UnexpectedSelectorParseError(kind) => {
            anyhow::anyhow!("`{text}` has a part that is unknown or not supported ({kind:?})")
        }
        error => anyhow::anyhow!("`{text}` is no CSS selector: {error}"),
    })
}

/// The elements of a page that a selector finds, in document order.
///
/// # Errors
/// When the page is nested too deeply, or is too large, for the two trees to be the same.
pub fn select(text: &str, document: &Document, selector: &Selector) -> Result<Vec<NodeId>> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let options = ParseOpts { tree_builder, ..Default::default() };
    let html = driver::parse_document(HtmlTreeSink::new(Html::new_document()), options).one(text);
    let ours: Vec<NodeId> = document
        .nodes()
        .filter(|(_, node)| matches!(node.kind, NodeKind::Element(_)))
        .map(|(id, _)| id)
        .collect();
    let mut found = Vec::new();
    let elements = html.tree.root().descendants().filter_map(scraper::ElementRef::wrap);
    for (index, element) in elements.enumerate() {
        let id = ours.get(index).filter(|id| is_named(document, **id, element.value().name()));
        let id = id.context("the page is nested too deeply, or too large, for selectors")?;
        if selector.matches(&element) {
            found.push(*id);
        }
    }
    Ok(found)
}

/// Whether an element of ours has a name in scraper's tree, in which a shadow root is the `template` that it is written as.
fn is_named(document: &Document, id: NodeId, name: &str) -> bool {
    match document.tag(id) {
        Tag::ShadowRoot => name == "template",
        _ => document.name(id).eq_ignore_ascii_case(name),
    }
}

/// Whether each block of a page is content by what is kept of it and what is dropped again.
///
/// # Errors
/// Those of [`select`].
pub fn is_content(
    text: &str,
    document: &Document,
    blocks: &Blocks,
    keep: &Selector,
    drop: Option<&Selector>,
) -> Result<Vec<bool>> {
    let mut is_content = vec![false; blocks.len()];
    for (selector, kept) in [(Some(keep), true), (drop, false)] {
        let Some(selector) = selector else { continue };
        for element in select(text, document, selector)? {
            is_content[blocks.within(document, element)].fill(kept);
        }
    }
    Ok(is_content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, css: &str, expected: &[&str]) {
        let document = Document::parse(html);
        let blocks = unboil_html::Blocks::of(&document);
        let found = select(html, &document, &selector(css).unwrap()).unwrap();
        let texts: Vec<&str> = found
            .into_iter()
            .flat_map(|id| blocks.within(&document, id))
            .map(|block| blocks.text(blocks.block(block)))
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn elements_are_found_in_our_own_document() {
        let page = "<title>t</title><script>var x</script><!-- c --><nav>Menu</nav><table><p>out<tr><td>in</table>\
            <main><p class=a>One<p>Two</main>";
        check(page, "main p.a, nav", &["Menu", "One"]);
        check(page, "td", &["in"]);
        check(page, "p", &["out", "One", "Two"]);
        check(page, ".none", &[]);
    }

    #[test]
    fn shadow_roots_are_templates() {
        let page = "<div><template shadowrootmode=open><p class=a>One</p></template></div><p>Two";
        check(page, "p", &["One", "Two"]);
        check(page, "p.a", &["One"]);
        check(page, "template", &["One"]);
        check(page, "div", &["One"]);
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        assert!(selector("p[").unwrap_err().to_string().contains("`p[` is no CSS selector"));
    }
}
