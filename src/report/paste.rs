//! The page to paste HTML into, which shows its blocks.

use maud::{Markup, html};
use unboil_infer::{ClassifiedPage, Label};

use super::{blocks, page};

/// Lines of the field to paste into.
const ROWS: usize = 10;

/// A form that sends HTML as `html` to where the page is from; below it, what was found in what was sent.
pub(crate) fn block_page(found: Option<(&str, &ClassifiedPage)>) -> String {
    let pasted = found.map_or("", |(html, _)| html);
    let body = html! {
        h1 { "Which blocks are content?" }
        p { "Paste the source of a web page. It stays on this server, which asks for nothing elsewhere." }
        form method="post" action="/" {
            label for="html" { "HTML" }
            // The line end that follows the tag is not part of what is pasted.
            textarea #html name="html" rows=(ROWS) spellcheck="false" required { "\n" (pasted) }
            button { "Show its blocks" }
        }
        @if let Some((_, found)) = found { (result(found)) }
    };
    page("unboil: which blocks are content?", &body)
}

fn result(found: &ClassifiedPage) -> Markup {
    let kept = found.labels.iter().filter(|label| **label == Label::Content).count();
    html! {
        h2 { @if found.title().is_empty() { "A page without a title" } @else { (found.title()) } }
        ul.cards {
            li { b { (kept) } "blocks of content" }
            li { b { (found.blocks.len() - kept) } "blocks of boilerplate" }
            @if let Some(confidence) = found.confidence {
                li { b { (format!("{confidence:.2}")) } "confidence in the choice" }
            }
        }
        @if let Some(presence) = found.presence.filter(|_| kept == 0) {
            p.note { "The page is taken to have no main content: the probability of any is " (format!("{presence:.2}")) "." }
        }
        @if found.document.truncated() {
            p.note { "A limit of the parser was reached: the end of the page is missing." }
        }
        @if found.blocks.is_empty() {
            p { "The page has no text." }
        } @else {
            ul.key { li.content { "✓ content" } li { "· boilerplate" } }
            p.soft { "P is the probability that a block is content." }
            (blocks::all(found))
        }
    }
}

#[cfg(test)]
mod tests {
    use unboil_infer::Model;

    use super::*;

    #[test]
    fn what_is_pasted_is_shown_as_text() {
        let html = "<p>The tide <script>alert(1)</script>comes in</textarea> twice &lt;b&gt; a day.";
        let page = block_page(Some((html, &Model::builtin().classify(html.as_bytes()))));
        assert!(page.contains("&lt;/textarea&gt; twice &amp;lt;b&amp;gt; a day"));
        assert!(page.contains("twice &lt;b&gt; a day"));
        assert!(!page.contains("<script") && !page.contains("<b> a day"));
    }

    #[test]
    fn a_page_without_text_says_so() {
        let page = block_page(Some(("<br>", &Model::builtin().classify(b"<br>"))));
        assert!(page.contains("The page has no text."));
        assert!(!block_page(None).contains("no text"));
    }
}
