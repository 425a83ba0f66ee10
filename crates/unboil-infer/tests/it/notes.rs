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

#[test]
fn notes_within_the_line_are_footnotes() {
    let content = "<span class=ltx_note_content><sup class=ltx_note_mark>1</sup><span class='ltx_tag ltx_tag_note'>1</span>This was shown.</span>";
    check(
        &format!(
            "<p>Shown <b>before.<span class=ltx_note><sup class=ltx_note_mark>1</sup>{content}</span></b> It holds.</p><p>a"
        ),
        "Shown **before.[^1]** It holds.\n\n[^1]: This was shown.\n\na\n",
    );
    check(
        "<p>A sentence<label class=margin-toggle></label><input type=checkbox><span class=sidenote>Note <i>a</i>.</span> goes on<span class=marginnote>b</span>",
        "A sentence[^1] goes on[^2]\n\n[^1]: Note _a_.\n\n[^2]: b\n",
    );
    check(
        "<div>a<span class=sidenote>b</span> c<span class=sidenote>d<ul><li>e</ul></span></div>",
        "a[^1] c[^2]\n\n[^1]: b\n\n[^2]: d\n\n    - e\n",
    );
    check("<h2>Boats <span class=sidenote>a</span></h2>", "## Boats a\n");
    check("<div class=sidenote>a</div>", "a\n");
}
