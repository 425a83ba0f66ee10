//! Small pages beside what they become: `NAME.html`, `NAME.md` and `NAME.clean.html` in `tests/render`.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use unboil_html::{Blocks, Document, NodeKind, Source};
use unboil_infer::{Format, Label, RenderOptions, render};

/// Where the pages are said to come from.
const URL: &str = "https://site.example/guide/page.html";

/// A page in a format, all of its blocks being content.
fn rendered(html: &str, format: Format) -> String {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let labels = vec![Label::Content; blocks.len()];
    let options = RenderOptions { url: Some(URL), ..RenderOptions::default() };
    render(Source::new(&document, html), &blocks, &labels, format, &options)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .filter(|path| !path.to_string_lossy().ends_with(".clean.html"))
        .collect();
    pages.sort();
    pages
}

/// Holds a format of every page to the file beside it. `UPDATE=1` writes the files; read what changed.
fn check(ending: &str, format: Format) {
    let pages = pages();
    assert!(pages.len() >= 8);
    for page in pages {
        let found = rendered(&fs::read_to_string(&page).unwrap(), format);
        let golden = page.with_extension(ending);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &found).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(found, expected, "{}", golden.display());
    }
}

#[test]
fn pages_become_their_markdown() {
    check("md", Format::Markdown);
}

#[test]
fn pages_become_their_html() {
    check("clean.html", Format::Html);
}

/// Asserts that HTML has nothing but the elements and attributes that are let through.
#[track_caller]
fn check_clean(html: &str) {
    const ELEMENTS: &str = "html head body p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code table caption thead \
                            tbody tr th td hr br a img strong em del sub sup span aside input";
    const ATTRIBUTES: &str = "href src alt start value class colspan rowspan id role type disabled checked";
    let document = Document::parse(html);
    for (id, node) in document.nodes() {
        if matches!(node.kind, NodeKind::Text(_)) {
            continue;
        }
        let name = document.name(id);
        assert!(ELEMENTS.split_whitespace().any(|known| known == name), "<{name}> in {html}");
        for (attribute, value) in Source::new(&document, html).attrs(id) {
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == attribute), "{attribute} in {html}");
            let scheme =
                value.trim().split([':', '/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
            let is_address = matches!(&*attribute, "href" | "src");
            let is_unsafe = ["javascript", "data", "vbscript", "blob", "file"].contains(&scheme.as_str());
            assert!(!(is_address && is_unsafe && value.contains(':')), "{value} in {html}");
        }
    }
}

#[test]
fn headings_keep_their_line_breaks() {
    let html = "<h2>1.<br>Two<br><b>three</b></h2>";
    assert_eq!(rendered(html, Format::Html), "<h2>1.<br>\nTwo<br>\nthree</h2>\n");
    assert_eq!(rendered(html, Format::Markdown), "## 1. Two three\n");
    assert_eq!(rendered(html, Format::Text), "1.\nTwo\nthree\n");
}

#[test]
fn cleaned_pages_are_clean() {
    for page in pages() {
        check_clean(&rendered(&fs::read_to_string(&page).unwrap(), Format::Html));
    }
}

proptest! {
    #[test]
    fn whatever_is_cleaned_is_clean(bits in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "a b", "<a href='", "<a href=\"", "javascript:x", " jAvaScript:x", "&#106;avascript:x", "'>", "\">",
        "<img src=", "data:image/png;base64,AA", " onerror=x", "<script>", "</script>", "<svg>", "<math>", "<style>",
        "</style>", "<pre class='language-", "<table>", "<tr>", "<td colspan='", "<th>", "<li value=\"", "<ol start=", "7",
        "<iframe src=x>", "&lt;", "&quot;", "\"", "'", ">", "<", "<!--", "-->", "<noscript>", "<template>", "<b ", "<i>", "/",
        "https://x.example/", "<sup><a href=#n>1</a></sup>", "<li id=n>x <a href=#m>", "\u{1}", "\t",
    ]), 0..30)) {
        check_clean(&rendered(&format!("<p>text{}", bits.concat()), Format::Html));
    }
}

proptest! {
    /// However parts stand in parts, each word of a page is once in each format.
    #[test]
    fn all_formats_have_the_same_words(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "<h2>", "</h2>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "<table>", "</table>", "<caption>", "<thead>",
        "<tbody>", "<tr>", "<td>", "<th>", "<dl>", "</dl>", "<dt>", "<dd>", "<pre>", "</pre>", "<code>", "</code>",
        "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "<br>", "<b>", "</b>", "<a href=/x>", "</a>", "<div>",
        "</div>", "<span>", "<span class=sr-only>", "</span>", "<details>", "<summary>", "<hr>", "w", "w", "w", "w", "w", "w", "w", "w",
    ]), 0..40)) {
        let number = |(at, part): (usize, &&str)| if *part == "w" { format!("w{at}x") } else { part.to_string() };
        let html: String = parts.iter().enumerate().map(number).collect();
        let words = |text: &str| -> Vec<usize> {
            (0..parts.len()).map(|at| text.matches(&format!("w{at}x")).count()).collect()
        };
        let wanted = words(&rendered(&html, Format::Text));
        for format in [Format::Markdown, Format::Html] {
            prop_assert_eq!(words(&rendered(&html, format)), wanted.clone(), "{}", html);
        }
    }
}

#[test]
fn links_and_images_are_left_out_as_asked() {
    let html = "<p>a <a href=/b>link</a> and <img src=/c.png alt=picture> more";
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let check = |links: bool, images: bool, expected: &str| {
        let options = RenderOptions { url: None, links, images };
        let found =
            render(Source::new(&document, html), &blocks, &[Label::Content], Format::Markdown, &options);
        assert_eq!(found, expected);
    };
    check(true, true, "a [link](/b) and ![picture](/c.png) more\n");
    check(false, true, "a link and ![picture](/c.png) more\n");
    check(true, false, "a [link](/b) and more\n");
}

/// Only images among content are content.
#[test]
fn images_go_with_the_text_that_is_nearest() {
    let check = |html: &str, content: &[&str], expected: &str| {
        let document = Document::parse(html);
        let blocks = Blocks::of(&document);
        let label =
            |block| if content.contains(&blocks.text(block)) { Label::Content } else { Label::Boilerplate };
        let labels: Vec<Label> = blocks.iter().map(label).collect();
        let source = Source::new(&document, html);
        let found = render(source, &blocks, &labels, Format::Markdown, &RenderOptions::default());
        assert_eq!(found, expected, "{html}");
    };
    let text = |html: &str, expected: &str| check(html, &["text", "more"], expected);
    text("<nav><img src=n>menu</nav><p>text<div><img src=a></div><p>more", "text\n\n![](a)\n\nmore\n");
    text("<article><h1>x</h1><img src=a><p>text</article>", "![](a)\n\ntext\n");
    text("<article><p>text</p><img src=a></article><aside>x</aside>", "text\n\n![](a)\n");
    text("<article><p>text</article><aside><img src=a>x</aside>", "text\n");
    text("<p>text<div class=author>x<img src=a></div><p>more", "text\n\nmore\n");
}
