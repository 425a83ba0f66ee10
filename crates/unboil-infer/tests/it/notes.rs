//! What becomes of footnotes in Markdown.

use crate::markdown::check;

#[test]
fn footnotes_need_no_word_in_their_link_back() {
    let check = |note: &str, expected: &str| {
        check(
            &format!("<p>note<sup id=ra><a href=#na>1</a></sup></p>{note}"),
            &format!("note[^1]\n\n[^1]: {expected}\n"),
        );
    };
    check("<ol><li id=na><p>A note.</p><a href=#ra>↩</a></ol>", "A note.");
    check("<ol><li id=na>Call <code>x()</code><p><a href=#ra>↩</a></ol>", "Call `x()`");
    check("<ol><li id=na><p>A note. <a href=#ra><g-emoji>↩</g-emoji></a></ol>", "A note.");
    check(
        "<aside id=na class=footnote><span class=label><span>[</span><a href=#ra>1</a><span>]</span></span><p>A note.</aside>",
        "A note.",
    );
    check("<dl class=footnote><dt id=na>[<a href=#ra>1</a>]</dt> <dd><p>A note.</dl>", "A note.");
}

#[test]
fn terms_of_words_are_no_footnotes() {
    check(
        "<p>See <a id=r href=#n>tide</a><dl><dt id=n>Spring tide <a href=#r>up</a><dd>The highest.</dl>",
        "See [tide](#n)\n\n**Spring tide** [**up**](#r)\n\nThe highest.\n",
    );
}
