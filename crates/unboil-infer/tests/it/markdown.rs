//! Markdown as another program reads it.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unboil_html::{Blocks, Document, Source};
use unboil_infer::{Format, Label, RenderOptions, render};

pub(crate) fn markdown(html: &str) -> String {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let labels = vec![Label::Content; blocks.len()];
    render(Source::new(&document, html), &blocks, &labels, Format::Markdown, &RenderOptions::default())
}

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(markdown, options)
}

/// The text that a reader of the Markdown sees, white space collapsed, elements as what they are.
fn read(markdown: &str) -> String {
    let mut text = String::new();
    for event in events(markdown) {
        match event {
            Event::Text(found) | Event::Code(found) => text.push_str(&found),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => {
                text.push(' ');
            }
            Event::InlineHtml(_) => {}
            Event::Html(html) => text.push_str(&format!("HTML {html}")),
            Event::Rule => text.push_str(" RULE "),
            Event::FootnoteReference(label) => text.push_str(&format!("NOTE {label}")),
            Event::TaskListMarker(_) => text.push_str(" TASK "),
            _ => {}
        }
    }
    squeeze(&text)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of the elements that are opened, paragraphs aside.
fn structure(markdown: &str) -> Vec<String> {
    let name = |event| match event {
        Event::Start(Tag::Paragraph | Tag::TableHead) => None,
        Event::Start(Tag::Heading { level, .. }) => Some(level.to_string()),
        Event::Start(Tag::List(start)) => Some(format!("list {start:?}")),
        Event::Start(tag) => {
            Some(format!("{tag:?}").split(['(', ' ', '{']).next().unwrap_or_default().to_ascii_lowercase())
        }
        Event::Code(_) => Some("code".to_owned()),
        Event::InlineHtml(html) if !html.starts_with("</") => Some(html.to_string()),
        _ => None,
    };
    events(markdown).filter_map(name).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Texts that are full of what Markdown gives a meaning to.
fn nasty() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "a",
        "b1",
        " ",
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "!",
        "<",
        ">",
        "#",
        "##",
        "-",
        "+",
        "=",
        "|",
        "---",
        "1.",
        "12)",
        "\\",
        "&",
        "&amp;",
        "&copy;",
        "<b>",
        "</b>",
        "http://x.y",
        "[^1]",
        ":",
        "$",
        "\"",
        "中文",
        "。",
        "é",
        "“",
        "![",
        "](",
        "```",
        "~~~",
        "<!--",
        "{",
        "}",
        "^",
    ]);
    prop::collection::vec(bits, 1..12).prop_map(|bits| format!("x {} y", bits.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn text_is_read_as_text(text in nasty(), name in prop::sample::select(vec!["p", "h2", "li", "dd", "blockquote"])) {
        for text in [text.as_str(), text.trim_start_matches("x ")] {
            let written = markdown(&format!("<{name}>{}</{name}>", escaped(text)));
            let expected = if text.chars().any(char::is_alphanumeric) { squeeze(text) } else { String::new() };
            prop_assert_eq!(read(&written), expected, "{}", written);
        }
    }

    #[test]
    fn marks_are_read_as_marks(
        before in "[a-z 。,*]{0,3}",
        inner in "[a-z\"*_。]{0,2}[a-z][a-z\"(*_。 ]{0,2}",
        after in "[a-z 。,*]{0,3}",
        mark in prop::sample::select(vec!["b", "em", "del", "code", "sup"]),
    ) {
        let html = format!("<p>x {}<{mark}>{}</{mark}>{} y", escaped(&before), escaped(&inner), escaped(&after));
        let written = markdown(&html);
        prop_assert_eq!(read(&written).replace(' ', ""), format!("x{before}{inner}{after}y").replace(' ', ""));
        let found = structure(&written);
        let names = ["strong", "emphasis", "strikethrough", "code", "<strong>", "<em>", "<del>", "<sup>"];
        prop_assert_eq!(found.iter().filter(|name| names.contains(&name.as_str())).count(), 1, "{}", written);
    }

    #[test]
    fn marks_may_touch(
        words in prop::collection::vec("[a-z\"(。]{1,3}", 4..5),
        marks in prop::sample::subsequence(vec!["b", "em", "del", "code", "a"], 2),
        gap in "[ ]{0,1}",
    ) {
        let (a, b) = (marks[0], marks[1]);
        let [before, first, second, after] = [0, 1, 2, 3].map(|index| escaped(&words[index]));
        let html = format!("<p>x{before}<{a} href=u>{first}x</{a}>{gap}<{b} href=u>x{second}</{b}>{after}y");
        let written = markdown(&html);
        // Words at the border of a link are set apart.
        let text = format!("x{}{}xx{}{}y", words[0], words[1], words[2], words[3]);
        prop_assert_eq!(read(&written).replace(' ', ""), text, "{}", written);
        let names = ["strong", "emphasis", "strikethrough", "code", "link", "<strong>", "<em>", "<del>"];
        let found = structure(&written).into_iter().filter(|name| names.contains(&name.as_str())).count();
        prop_assert_eq!(found, 2, "{}", written);
    }

    #[test]
    fn cells_and_links_hold_any_text(text in nasty()) {
        let cell = escaped(&text);
        let table = format!("<table><tr><th>{cell}<th>b<tr><td>c<td>{cell}</table>");
        let written = markdown(&table);
        prop_assert_eq!(read(&written), squeeze(&format!("{text} b c {text}")), "{}", written);
        let written = markdown(&format!("<p>see <a href='/x?a=1&amp;copy;2'>{cell}</a>!"));
        prop_assert_eq!(read(&written), squeeze(&format!("see {text}!")), "{}", written);
        prop_assert_eq!(structure(&written), ["link"], "{}", written);
        let link = events(&written).find_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        });
        prop_assert_eq!(link.as_deref(), Some("/x?a=1&copy;2"));
    }

    #[test]
    fn code_is_read_line_for_line(lines in prop::collection::vec("[a-z `~#*<>|]{0,8}[a-z]", 1..5)) {
        let code = lines.join("\n");
        let written = markdown(&format!("<ul><li>a<pre>{}</pre></ul>", escaped(&code)));
        let found: String = events(&written).skip_while(|event| !matches!(event, Event::Start(Tag::CodeBlock(_))))
            .filter_map(|event| match event { Event::Text(text) => Some(text.to_string()), _ => None }).collect();
        prop_assert_eq!(found.trim_end(), code.trim_end().trim_start_matches('\n'), "{}", written);
    }
}

#[track_caller]
pub(crate) fn check(html: &str, expected: &str) {
    assert_eq!(markdown(html), expected);
}

#[test]
fn structure_is_read_as_written() {
    let check = |html: &str, expected: &[&str]| {
        assert_eq!(structure(&markdown(html)), expected, "{}", markdown(html));
    };
    check(
        "<ul><li>a<ol start=3><li>b<li>c</ol><li>d</ul>",
        &["list None", "item", "list Some(3)", "item", "item", "item"],
    );
    check("<ul><li>a</ul><ul><li>b</ul>", &["list None", "item", "list None", "item"]);
    check("<ol><li>a</ol><ol><li>b</ol>", &["list Some(1)", "item", "list Some(1)", "item"]);
    check("<ul><li><p>a<p>b<li>c</ul>", &["list None", "item", "item"]);
    check("<ul><li>a<blockquote>b</blockquote><li>c</ul>", &["list None", "item", "blockquote", "item"]);
    check("<blockquote><ul><li>a</ul><p>b</blockquote>", &["blockquote", "list None", "item"]);
    check("<h3>a <b>b</b></h3>c", &["h3"]);
    check("<p><b>a <i>b</i></b><i>c</i>", &["strong", "emphasis", "emphasis"]);
    check("<p><a href=x><b>a</b> b</a>", &["link", "strong"]);
    check("<p><b>„Wort“</b>teil", &["<strong>"]);
    check("<ul><li><ul><li>a</ul></ul>", &["list None", "item", "list None", "item"]);
}

#[test]
fn blocks_take_the_form_of_their_elements() {
    check("<h2>A</h2><p>b<p>c", "## A\n\nb\n\nc\n");
    check("<ul><li>a<ul><li>b</ul><li>c</ul><ol><li>d<li>e", "- a\n  - b\n- c\n\n1. d\n2. e\n");
    check("<blockquote><p>a<p>b</blockquote>c", "> a\n>\n> b\n\nc\n");
    check("<pre>fn a() {\n    b\n}</pre>", "```\nfn a() {\n    b\n}\n```\n");
    check("<p>a<br>b<br><br>c", "a  \nb\n\nc\n");
    check("<ol reversed><li>a<li>b</ol>", "2. a\n\n1) b\n");
    check("<ol><li>a<li value=7>b<li>c</ol>", "1. a\n\n7) b\n8) c\n");
    check("", "");
}

#[test]
fn code_is_written_whole() {
    let check = |html: &str, expected: &str| check(html, &format!("```{expected}\n```\n"));
    check("<pre><code class=language-js>a = <span class='token number'>42</span></code></pre>", "js\na = 42");
    check("<pre><span class=num>1</span> <span class=number>2</span></pre>", "\n1 2");
    check(
        "<pre><code class='hljs language-sh copyable'>make<span class=copy-code-btn>Copy</span></code></pre>",
        "sh\nmake",
    );
    check("<pre><code class='code-copy'>make</code></pre>", "\nmake");
    for tool in ["copy", "codeCopy", "CopyButton_x1", "copybtn", "hljs-copy", "zeroclipboard-container"] {
        check(&format!("<pre>make<span class={tool}>Copy</span></pre>"), "\nmake");
    }
    for no_tool in ["copyright", "photocopy", "copyable"] {
        check(&format!("<pre>make <span class={no_tool}>all</span></pre>"), "\nmake all");
    }
}

#[test]
fn languages_of_code_are_no_languages_of_text() {
    let check = |html: &str, expected: &str| check(html, &format!("```{expected}\nx\n```\n"));
    check("<div class='entry lang-en'><pre>x</pre></div>", "");
    check("<div data-lang=de><pre>x</pre></div>", "");
    check("<div class='lang-en language-rust'><pre>x</pre></div>", "rust");
    check(
        "<div class='language-plantuml highlighter-rouge'><div class=highlight><pre>x</pre></div></div>",
        "plantuml",
    );
    check("<div class='highlight-ipython3 notranslate'><pre>x</pre></div>", "ipython3");
    check("<pre class=lang-q>x</pre>", "q");
}

/// Elements around code are read once however much code they hold.
#[test]
fn all_code_in_an_element_has_its_language() {
    let written = markdown(&format!(
        "<div class='hljs rust {}'>{}</div>",
        "a ".repeat(9000),
        "<pre>x</pre>".repeat(50)
    ));
    assert_eq!(written, vec!["```rust\nx\n```\n"; 50].join("\n"));
    let written =
        markdown(&format!("<div class=code-toolbar><pre>x</pre>{}</div>", "<button>y</button>".repeat(40)));
    assert_eq!(written, "```\nx\n```\n");
}

#[test]
fn lists_whose_numbers_do_not_rise_by_one_are_several() {
    check("<ol><li>a<li value=7>b<li>c</ol><ol><li>d</ol>", "1. a\n\n7) b\n8) c\n\n1. d\n");
    assert_eq!(
        structure(&markdown(
            "<p>x<ol reversed><li>a<li>b</ol>y<ol><li value=3>c<ol reversed><li>d<li>e</ol></ol>"
        )),
        [
            "list Some(2)",
            "item",
            "list Some(1)",
            "item",
            "list Some(3)",
            "item",
            "list Some(2)",
            "item",
            "list Some(1)",
            "item"
        ],
    );
}

#[test]
fn headings_and_terms_of_code_stay_what_they_are() {
    check("<h2><code>a</code><br><code>b</code></h2>", "## `a` `b`\n");
    check("<dl><dt><code>a</code><br><code>b</code><dd>c</dl>", "**`a` `b`**\n\nc\n");
    check("<p><code>a</code><br><code>b</code>", "```\na\nb\n```\n");
}

#[test]
fn links_and_marks_are_kept() {
    check("<p>see <a href=/x>this <b>page</b></a>, or <b>not</b>.", "see [this **page**](/x), or **not**.\n");
    check("<p>Go! a[0]!<a href=x>b[1]</a>", "Go! a\\[0]\\![b\\[1\\]](x)\n");
    check("<p><a>no</a> link <a href=javascript:x>here</a>", "no link here\n");
    check("<p>H<sub>2</sub>O <del>old</del> <code>a`b</code>", "H<sub>2</sub>O ~~old~~ ``a`b``\n");
    check("<a href=/x><div>a</div><div>b</div></a>", "[a](/x)\n\n[b](/x)\n");
}

#[test]
fn deep_and_wide_pages_stay_linear() {
    let deep = format!("{}a", "<blockquote><ul><li>".repeat(3000));
    assert!(markdown(&deep).len() < 4 * deep.len());
    let base = format!("<base href=https://a.example/{}/>", "b".repeat(3000));
    let links = format!("{base}{}", "<a href=x>y</a> ".repeat(10_000));
    assert!(markdown(&links).len() < 16 * links.len());
    let spans = format!("<table>{}</table>", "<tr><th colspan=100 rowspan=100>a<td>b".repeat(2000));
    assert!(markdown(&spans).len() < 4 * spans.len());
}

#[test]
fn what_only_screen_readers_are_told_leaves_no_trace() {
    let check = |html: &str, expected: &str| {
        let html = html.replace("<s>", "<span class=sr-only>").replace("</s>", "</span>");
        assert_eq!(markdown(&html), expected, "{html}");
    };
    check(
        "<p>See <a href=https://a.example/>the map<s> (opens)</s></a>, then go.",
        "See [the map](https://a.example/), then go.\n",
    );
    check("<p>See <b>the map <s>(opens)</s></b>. Then <s>do</s>go.", "See **the map**. Then go.\n");
    check("<p><s>Price:</s> $ <b>9</b> <s>now</s><i>in all</i>", "$ **9** _in all_\n");
    check("<p>12<s>of</s>40", "12 40\n");
    check("<h2><s>The river</s></h2>", "## The river\n");
}

#[test]
fn each_line_has_its_own_marks() {
    check(
        "<p><strong>Price: $36,600 <br>Range: 245<br></strong>After",
        "**Price: $36,600**  \n**Range: 245**  \nAfter\n",
    );
    check("<p><b><br>a<i>b<br>c</i>d</b>", "**a*b***  \n**<em>c</em>d**\n");
    check("<p><a href=x><b>a<br>b</b></a>", "[**a**  \n**b**](x)\n");
    check("<p>x<sup>a<br>b</sup>", "x<sup>a</sup>  \n<sup>b</sup>\n");
}

#[test]
fn marks_are_written_as_they_are_read_beside_other_scripts() {
    let check = |html: &str, expected: &str| {
        check(html, expected);
        assert_eq!(structure(&markdown(html)), ["emphasis"], "{html}");
    };
    check("<p>a &#8205;<i>Source:</i>", "a \u{200d}*Source:*\n");
    check("<p>e\u{301}<i>x</i>", "e\u{301}*x*\n");
    check("<p>\u{2764}\u{fe0f}<i>love</i>", "\u{2764}\u{fe0f}*love*\n");
    check("<p>\u{915}\u{94d}<i>\u{937}</i>", "\u{915}\u{94d}*\u{937}*\n");
    check("<p>(<i>x</i>)", "(_x_)\n");
}

#[test]
fn marks_within_marks_are_read() {
    let html = "<p><b>era <i>The Dark Knight</i>5 and <i>Watchmen</i>s end</b>";
    check(html, "**era *The Dark Knight*5 and *Watchmen*s end**\n");
    assert_eq!(structure(&markdown(html)), ["strong", "emphasis", "emphasis"]);
}
