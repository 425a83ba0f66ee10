//! What becomes of single elements in Markdown.

use crate::markdown::{check, markdown};

#[test]
fn boxes_belong_to_the_item_that_they_begin() {
    check("<ul><li>a<ul><li><input type=checkbox checked> b</ul></ul>", "- a\n  - [x] b\n");
    check("<ul><li><ul><li><input type=checkbox> b</ul></ul>", "- - [ ] b\n");
    check("<ul><li><label><input type=CheckBox checked> a</label></ul>", "- [x] a\n");
    check("<ul><li>a <input type=checkbox> b</ul>", "- a b\n");
    check("<ul><li><p><input type=checkbox> a <b>b</b><ul><li>c</ul></ul>", "- [ ] a **b**\n  - c\n");
}

#[test]
fn boxes_that_choose_or_fold_make_no_tasks() {
    check("<ul><li><div><input type=checkbox> a</div></ul>", "- a\n");
    check("<ul><li><input type=checkbox><div>a</div>b</ul>", "- a\n\n  b\n");
    check("<ul><li><input type=checkbox name=maker> a</ul>", "- a\n");
    check("<ul><li><input type=checkbox id=b><label for=b>a (3)</label></ul>", "- a (3)\n");
    check("<form><ul><li><input type=checkbox> a</ul></form>", "- a\n");
    check("<form><ul><li class=task-list-item><div><input type=checkbox> a</div></ul></form>", "- [ ] a\n");
    check("<form><ul class=contains-task-list><li><input type=checkbox> a</ul></form>", "- [ ] a\n");
}

#[test]
fn cells_stand_in_their_columns() {
    let check = |rows: &str, expected: &str| {
        check(
            &format!("<table><tr><th>a<th>b<th>c{rows}</table>"),
            &format!("| a | b | c |\n| --- | --- | --- |\n{expected}"),
        );
    };
    check(
        "<tr><td>1<td>2<td rowspan=2>3<tr><td>4<tr><td>5<td>6<td>7",
        "| 1 | 2 | 3 |\n| 4 |\n| 5 | 6 | 7 |\n",
    );
    check("<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5", "| 1 | 2 | 3 |\n| | 4 | 5 |\n");
    // An empty table within a cell has no rows of the table around it.
    check(
        "<tr><td>1<td><table><tr><td></table>2<td>3<tr><td>4<td>5<td><table><tr><td></table>6",
        "| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n",
    );
}

#[test]
fn headings_may_name_the_rows_and_columns_of_a_table() {
    let head = "| Specs | |\n| --- | --- |\n| Size | 4 |\n";
    check("<table><thead><tr><th colspan=2><h3>Specs</h3><tbody><tr><td>Size<td>4</table>", head);
    check("<table><tr><th colspan=2><h3>Specs</h3><tr><td>Size<td>4</table>", head);
    let plain = "| | |\n| --- | --- |\n| Boat | Fare |\n| Rowing | 4 |\n";
    check("<table><tr><td><h2>Boat</h2><td><h2>Fare</h2><tr><td>Rowing<td>4</table>", plain);
    check("<table><tr><td><h2>Boat</h2>x<td>b<tr><td>c<td>4</table>", "## Boat\n\nx\n\nb\n\nc\n\n4\n");
    check("<table><tr><td>a<td>b<tr><td><h2>Boat</h2><td>4</table>", "a\n\nb\n\n## Boat\n\n4\n");
    check(
        "<table><thead><tr><th>Plan<th>Price<tbody><tr><td><h3>Basic</h3><p>for one<td>4</table>",
        "| Plan | Price |\n| --- | --- |\n| Basic<br>for one | 4 |\n",
    );
}

#[test]
fn tables_are_told_by_their_columns() {
    let rows = "<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e";
    check(&format!("<table>{rows}</table>"), "| | | |\n| --- | --- | --- |\n| a | | b |\n| c | d | e |\n");
    let uneven = "<tr><td>f<td>g<tr><td>h<td>i<td>j<td>k";
    let expected = "| a | | b |\n| --- | --- | --- | --- |\n| c | d | e |\n| f | g |\n| h | i | j | k |\n";
    let expected = expected.replacen("b |\n", "b | |\n", 1);
    check(
        &format!("<table><thead><tr><td colspan=2>a<td>b<tbody><tr><td>c<td>d<td>e{uneven}</table>"),
        &expected,
    );
    check("<table><tr><td colspan=2>a<tr><td colspan=2>b</table>", "a\n\nb\n");
}

#[test]
fn rows_that_begin_with_their_names_are_data() {
    let long = "<p>w w w w w w w w w w w w w w w w w w w w</p>".repeat(9);
    let table = |name: &str| markdown(&format!("<table><tr><th>a<td>b<tr><{name}>c<td>{long}</table>"));
    assert!(table("th").starts_with("| | |\n| --- | --- |\n| a | b |\n| c | w w"));
    assert!(table("td").starts_with("a\n\nb\n\nc\n\nw w"));
}

#[test]
fn quotations_have_their_marks() {
    check("<p>She said <q>it <b>floats</b></q>.", "She said “it **floats**”.\n");
    check("<p><q cite=/x>a</q> and <q>b </q>c", "“a” and “b” c\n");
    check("<p><q>“a”</q> <code><q>b</q></code>", "“a” `b`\n");
    check("<p>x <q><a href=/b>a</a></q>", "x “[a](/b)”\n");
}

#[test]
fn marks_in_links_are_read() {
    check("<p><a href=/a><b>a</b></a><b>b</b>", "[**a**](/a)**b**\n");
    check("<p><a href=/a><b>a</b></a><b>.</b>", "[**a**](/a)**.**\n");
    check("<p><b>(</b><a href=/a><b>a</b></a>", "**(**[**a**](/a)\n");
}

#[test]
fn headings_are_without_the_links_to_their_place() {
    let check = |heading: &str, expected: &str| check(heading, &format!("{expected}\n"));
    check("<h2 id=a>Boats <a href=#a>#a</a></h2>", "## Boats");
    check("<h2>Boats<a id=a href=#a>Link to Boats</a></h2>", "## Boats");
    check("<section id=a><h2>Boats <a href=#a>#a</a></h2></section>", "## Boats");
    check("<section id=a><h2>fn <a href=#a>a</a>(b)</h2></section>", "## fn [a](#a)(b)");
    check("<section id=a><a href=#a>§</a> 1986<h2>Boats</h2></section>", "1986\n\n## Boats");
    check("<h2 id=a><a href=#a>Boats</a></h2>", "## [Boats](#a)");
    check("<h2 id=a>Boats of <a href=#b>1986</a></h2>", "## Boats of [1986](#b)");
    check("<div><h2 id=a>Boats</h2><a href=#a>Section titled “Boats”</a></div><p>b", "## Boats\n\nb");
    check("<h2 id=a>Boats</h2><p>See <a href=#a>boats</a>", "## Boats\n\nSee [boats](#a)");
}

#[test]
fn signs_that_link_to_what_they_stand_in_are_left_out() {
    check("<figure id=a><figcaption><p>Boats<a href=#a>#</a></figcaption></figure>", "Boats\n");
    check("<div id=a><span>(1)<a href=#a>¶</a></span> x</div>", "(1) x\n");
    check("<p>Boats<a href=#a>#</a>", "Boats[#](#a)\n");
    check("<figure id=a><a href=#a><img src=/b.jpg></a>Boats</figure>", "[![](/b.jpg)](#a)Boats\n");
}

#[test]
fn names_of_icons_are_left_out() {
    check("<p><i class=material-icons>local_offer</i> Fares", "Fares\n");
    check("<p>Next<span class='x material-symbols-outlined'>chevron_right</span>", "Next\n");
    check("<p><span class=material-icons-list>Two words</span>", "Two words\n");
}

#[test]
fn images_that_decorate_are_left_out() {
    let times = |image: &str, times: usize| format!("<p>a {}", image.repeat(times));
    check(&times("<img src=/star.svg alt=''>b ", 3), "a b b b\n");
    check(&times("<img src=/star.svg>b ", 2), "a ![](/star.svg)b ![](/star.svg)b\n");
    check(&times("<img src=/a.jpg alt=Boat>b ", 3), &format!("a{}\n", " ![Boat](/a.jpg)b".repeat(3)));
    check(
        &times("<img src=/blank.gif data-src=/a.jpg><noscript><img src=/a.jpg></noscript>b ", 2),
        "a ![](/a.jpg)\n\nb ![](/a.jpg)\n\nb\n",
    );
    check("<p>a <span aria-hidden=true><img src=/a.jpg></span>", "a\n");
    check("<p>a <span aria-hidden=true><img src=/a.jpg alt=Boat></span>", "a ![Boat](/a.jpg)\n");
    check("<p>a<figure aria-hidden=true><img src=/a.jpg></figure>", "a\n\n![](/a.jpg)\n");
    check("<ul><li>a<li><img aria-hidden=true src=/a.jpg></ul>", "- a\n");
}

#[test]
fn lines_that_a_page_marks_in_code_are_lines() {
    let line = |text: &str| format!("<span class=gatsby-highlight-code-line>{text}</span>");
    check(
        &format!(
            "<div class=gatsby-highlight><pre class=gatsby-code-jsx>a\n{}{}b</pre></div>",
            line("  c"),
            line("  d")
        ),
        "```jsx\na\n  c\n  d\nb\n```\n",
    );
}

#[test]
fn line_breaks_part_words_whatever_they_stand_in() {
    check(
        "<p>Call us:<b><br></b>Open daily<span><i><br></i></span>Closed",
        "Call us:  \nOpen daily  \nClosed\n",
    );
    check("<h2>Gender<span><br></span>Required</h2>", "## Gender Required\n");
    check("<div>a<span><div></div></span>b</div>", "a\n\nb\n");
    check("<p>a<b><br><br></b>b", "a\n\nb\n");
}

#[test]
fn buttons_are_tools_only_beside_code() {
    check(
        "<div class=body-copy><h3><button>How much?</button></h3><p>Nothing</div>",
        "### How much?\n\nNothing\n",
    );
    check("<div class=hero_copy><button>How much?</button><p>Nothing</div>", "How much?\n\nNothing\n");
    let code = "```\nmake\n```\n";
    check("<div class=code-toolbar><pre>make</pre><div><button>Copy</button></div></div>", code);
    check("<div class=code-header><button>Copy</button></div> <pre>make</pre>", code);
    check("<pre><code>make</code></pre> <button class=copy>Copy</button>", code);
    let long = "A long answer. ".repeat(20);
    check(
        &format!("<div class=body-copy><button>How?</button><p>{long}</p><pre>make</pre></div>"),
        &format!("How?\n\n{}\n\n{code}", long.trim_end()),
    );
}

#[test]
fn cells_and_terms_of_signs_are_kept() {
    check(
        "<table><tr><th>Feature<th>Pro<tr><td>PDF<td>✓<tr><td>SSO<td> <i>✗</i> </table>",
        "| Feature | Pro |\n| --- | --- |\n| PDF | ✓ |\n| SSO | _✗_ |\n",
    );
    check("<dl><dt><code>&amp;&amp;</code><dd>logical and</dl>", "**`&&`**\n\nlogical and\n");
    check("<dl><dt>Raw<dd>★★ ★<dt>—<dd>!</dl>", "**Raw**\n\n★★ ★\n");
    let icon = "\u{f00c}";
    check(
        &format!("<table><tr><th>a<th>b<tr><td>c<td>{icon}</table>"),
        "| a | b |\n| --- | --- |\n| c | |\n",
    );
}

#[test]
fn headings_that_were_never_closed_end_behind_their_first_line() {
    let long = "Bring warm clothes and something to eat. ".repeat(6);
    let long = long.trim_end();
    check(
        &format!("<h2>What to bring<p>{long}</p><p>Another:<br>• one</p></h2><p>text"),
        &format!("## What to bring\n\n{long}\n\nAnother:  \n• one\n\ntext\n"),
    );
    check("<h2>What to bring<div>for the day</div></h2>", "## What to bring for the day\n");
    check(&format!("<h2>{long}</h2>"), &format!("## {long}\n"));
}

#[test]
fn rules_and_deep_items_stay_apart() {
    check("<p>a<ul><li>b<li><hr><li>c</ul>", "a\n\n- b\n\n- ***\n\n- c\n");
    check("<p>a<hr>b", "a\n\n---\n\nb\n");
    let deep = format!("{}<li>x<li>y<ul><li>z", "<ul><li>a".repeat(12) + "<ul>");
    assert!(
        markdown(&deep).ends_with(" x\n\n                        y\n\n                        z\n"),
        "{}",
        markdown(&deep)
    );
}

#[test]
fn footnotes_of_tables_stand_below_them() {
    check(
        "<table><tr><th>a<th>b<tr><td>c<sup id=r1><a href=#n1>1</a></sup><td><ol><li id=n1>A note <a href=#r1>↩</a></ol></table>",
        "| a | b |\n| --- | --- |\n| c[^1] | |\n\n[^1]: A note\n",
    );
}

#[test]
fn words_stand_for_an_image_without_an_address() {
    check("<p>See <img src='#' alt='the pier at night'> here", "See the pier at night here\n");
    check("<p>See <img alt=icon>here", "See here\n");
    check("<p>See <img src=/dot.gif width=1 alt='counts all readers'>here", "See here\n");
    let lazy = "<img src=data:, alt='The pier at night'>";
    check(
        &format!("<p>a {lazy}<noscript><img src=/a.jpg alt='The pier at night'></noscript>"),
        "a\n\n![The pier at night](/a.jpg)\n",
    );
    check(
        &format!("<p>a<figure>{lazy}<figcaption>The pier at night</figcaption></figure>"),
        "a\n\nThe pier at night\n",
    );
    let space = "<i></i>".repeat(8);
    let links = |href: &str, name: &str| {
        format!(
            "<a href=/a><div><img src=data:, alt='The pier'></div></a><div>{space}<a href={href}><h3>{name}</h3></a></div>"
        )
    };
    check(&links("/a", "<b>The</b> pier"), "### [The pier](/a)\n");
    check(&links("/b", "The pier"), "[The pier](/a)\n\n### [The pier](/b)\n");
    check(&links("/a", "More"), "[The pier](/a)\n\n### [More](/a)\n");
}

#[test]
fn images_of_characters_are_text() {
    check("<p>Hello<img alt='🙂' src=/1f642.svg> all", "Hello🙂 all\n");
    check("<p>a <img class=emoji alt=':wave:' src=/wave.png>", "a :wave:\n");
    check("<p>a <img class=smilies alt='8-)' src=/cool.gif>", "a 8-)\n");
    check("<p>a <img alt=';-)' src=/wink.gif>", "a ;-)\n");
    check("<p>a <img class=emoji alt=Boat src=/boat.png>", "a ![Boat](/boat.png)\n");
    check("<p>a <img alt=':wave:' src=/wave.png>", "a ![:wave:](/wave.png)\n");
    let stars = "<img src=/star.gif alt='*'>".repeat(3);
    check(&format!("<p>{stars} a"), "a\n");
    check(&"<p>a <img src=/star.svg alt='★'>".repeat(3), "a ★\n\na ★\n\na ★\n");
}

#[test]
fn boxes_are_quotes_whatever_their_software() {
    let check = |html: &str, expected: &str| {
        check(&format!("<p>a<p>b{html}"), &format!("a\n\nb\n\n{expected}\n"));
    };
    let title = "<div class=admonitionHeading_FzoW><span>note</span></div>";
    check(&format!("<div class=theme-admonition>{title}<div>c</div></div>"), "> **note**\n>\n> c");
    check(
        "<div class=confluence-information-macro><p class=title>Note</p><div>c</div></div>",
        "> **Note**\n>\n> c",
    );
    check("<div class='hint hint-info'>c</div>", "> c");
    check("<div class='hint-container tip'>c</div>", "> c");
    check("<div class=NOTE><p>Note<p>c</div>", "> Note\n>\n> c");
    check("<div class=note>c</div>", "c");
}

#[test]
fn paragraphs_of_word_lists_are_items() {
    let item = |level: u32, mark: &str, text: &str| {
        let mark = format!("<span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span>");
        format!(
            "<p class=MsoListParagraph style='margin-left:.5in;mso-list:l0 level{level} lfo1'>{mark}{text}</p>"
        )
    };
    check(
        &format!("<p>Boats{}{}{}<p>c", item(1, "·", "a"), item(2, "o", "b"), item(1, "·", "d")),
        "Boats\n\n- a\n  - b\n- d\n\nc\n",
    );
    check(&(item(1, "3.", "a") + &item(1, "4.", "b")), "3. a\n4. b\n");
    check("<p style='mso-list:none'>a</p>", "a\n");
}
