//! What holds for every page.

use proptest::prelude::*;
use unboil_html::{AttrName, Block, Blocks, Document, Limits, NodeKind, Parser, Span, Tag};

/// Tags between which comments change nothing, and none of whose content is left out.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=a>",
    "</div>",
    "<a href=x>",
    "</a>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<ul>",
    "</ul>",
    "<li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<h1>",
    "</h1>",
    "<br>",
    "<span id=s>",
    "</span>",
    "<form>",
    "</form>",
    "<x-y>",
    "</x-y>",
    "<img alt=i>",
    "<font>",
    "</font>",
    "<section>",
    "</section>",
];

/// Tags of what is not read, and of formulas.
const UNREAD: &[&str] = &[
    "<svg>",
    "</svg>",
    "<g>",
    "</g>",
    "<object>",
    "</object>",
    "<video>",
    "</video>",
    "<template>",
    "</template>",
    "<math>",
    "</math>",
    "<mi>",
    "</mi>",
];

/// Pages of tags and words, the pieces apart.
fn pieces() -> impl Strategy<Value = Vec<String>> {
    pieces_of(TAGS.to_vec())
}

/// Such pages with what is not read, and without what moves text out of it later on.
fn unread_pieces() -> impl Strategy<Value = Vec<String>> {
    let moves =
        |tag: &&str| ["<a ", "<b>", "<i>", "<font>", "<table>"].iter().any(|moving| tag.starts_with(moving));
    pieces_of(TAGS.iter().copied().filter(|tag| !moves(tag)).chain(UNREAD.iter().copied()).collect())
}

fn pieces_of(tags: Vec<&'static str>) -> impl Strategy<Value = Vec<String>> {
    let tag = proptest::sample::select(tags).prop_map(str::to_owned);
    let text = "[a-zé漢 .]{0,8}".prop_map(|text| text);
    proptest::collection::vec(prop_oneof![tag, text], 0..60)
}

/// Markup and what looks like it.
fn soup() -> impl Strategy<Value = String> {
    "(<(/?(p|div|a|b|script|style|title|table|td|svg|template|!--|textarea)) ?(hidden|class='x)?>?|[a-z <&;#\r\0é]{0,6}){0,40}"
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// The letters and digits of the texts that are read, in document order.
fn letters_of_tree(document: &Document) -> String {
    let read =
        document.nodes().filter(|(id, _)| !document.path(*id).any(|outer| document.tag(outer).is_unread()));
    read.map(|(_, node)| match node.kind {
        NodeKind::Text(span) => letters(document.text(span)),
        NodeKind::Element(_) => String::new(),
    })
    .collect()
}

fn letters_of_blocks(document: &Document) -> String {
    let blocks = Blocks::of(document);
    blocks.iter().map(|block| letters(blocks.text(block))).collect()
}

/// Whether a text has all characters of another, in any order.
fn holds(text: &str, other: &str) -> bool {
    let mut characters = sorted(text).into_iter();
    sorted(other).into_iter().all(|wanted| characters.any(|character| character == wanted))
}

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters
}

/// All that is said of blocks, but for where they are.
fn said(html: &str) -> Vec<String> {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let describe = |block: &Block| {
        let path: Vec<&str> = document.path(block.holder).map(|id| document.name(id)).collect();
        let class = document.attr(block.owner, AttrName::Class);
        format!("{} {path:?} {:?} {} {class:?}", blocks.text(block), block.flags, block.images)
    };
    blocks.iter().map(describe).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_hold_all_text_once(html in soup()) {
        let document = Document::parse(&html);
        prop_assert_eq!(letters_of_blocks(&document), letters_of_tree(&document));
    }

    #[test]
    fn limits_lose_no_text(pieces in pieces(), depth in 1_usize..8, nodes in 1_usize..20) {
        let html = pieces.concat();
        let limits = Limits { depth, nodes, formatting: 2, ..Limits::default() };
        let limited = Parser::new(limits).parse(&html);
        let whole = Document::parse(&html);
        prop_assert_eq!(sorted(&letters_of_tree(&limited)), sorted(&letters_of_tree(&whole)));
        prop_assert!(limited.nodes().all(|(_, node)| node.depth as usize <= depth.max(4) + 1));
        prop_assert!(!whole.truncated());
    }

    #[test]
    fn limits_hide_no_text(pieces in unread_pieces(), nodes in 1_usize..40) {
        let html = pieces.concat();
        let limited = Parser::new(Limits { nodes, ..Limits::default() }).parse(&html);
        let (read, whole) = (letters_of_tree(&limited), letters_of_tree(&Document::parse(&html)));
        prop_assert!(holds(&read, &whole), "{html}: {read} of {whole}");
    }

    #[test]
    fn ranges_lie_in_the_page_and_hold_the_text(html in soup()) {
        let document = Document::parse(&html);
        for (id, node) in document.nodes() {
            let range = document.source(id);
            prop_assert!(range.start <= range.end && range.end as usize <= html.len());
            prop_assert!(html.get(range.start as usize..range.end as usize).is_some());
            if let NodeKind::Text(text) = node.kind {
                let text = document.text(text);
                if let Some(first) = text.trim_ascii().chars().next().filter(char::is_ascii_alphabetic) {
                    prop_assert!(range.of(&html).starts_with([first, '&', '\0']), "{:?} of {:?}", range.of(&html), text);
                }
            }
        }
    }

    #[test]
    fn ranges_rise_where_nothing_is_moved(pieces in pieces()) {
        let html = pieces.concat().replace("table", "em");
        let document = Document::parse(&html);
        let blocks = Blocks::of(&document);
        let mut end = 0;
        for block in blocks.iter() {
            let Span { start, end: next } = blocks.source(block);
            prop_assert!(end <= start && start < next, "{html}");
            end = next;
        }
    }

    #[test]
    fn comments_change_nothing(pieces in pieces()) {
        prop_assume!(!pieces.iter().any(|piece| piece.contains("table")));
        prop_assert_eq!(said(&pieces.concat()), said(&pieces.join("<!-- <p>c -->")));
    }

    #[test]
    fn case_and_quotes_change_nothing(pieces in pieces()) {
        let html = pieces.concat();
        let upper = TAGS.iter().fold(html.clone(), |html, tag| {
            let (name, attribute) = tag.trim_end_matches('>').split_once(' ').unwrap_or((tag.trim_end_matches('>'), ""));
            let quoted = attribute.replace('=', " = '") + if attribute.is_empty() { "" } else { "'" };
            html.replace(tag, &format!("{} {quoted}>", name.to_ascii_uppercase()))
        });
        prop_assert_eq!(said(&html), said(&upper));
    }

    #[test]
    fn memory_used_again_changes_nothing(first in soup(), second in soup()) {
        let (mut parser, mut document, mut blocks) = (Parser::default(), Document::default(), Blocks::default());
        for html in [&first, &second, &first] {
            parser.parse_into(html, &mut document);
            blocks.refill(&document);
            prop_assert_eq!(format!("{:?}", document), format!("{:?}", Document::parse(html)));
            let fresh = Blocks::of(&document);
            prop_assert_eq!(blocks.len(), fresh.len());
            for (block, expected) in blocks.iter().zip(fresh.iter()) {
                prop_assert_eq!(format!("{block:?}"), format!("{expected:?}"));
                prop_assert_eq!(blocks.text(block), fresh.text(expected));
            }
        }
    }
}

#[track_caller]
fn check_source(html: &str, expected: &[&str]) {
    let document = Document::parse(html);
    let blocks = Blocks::of(&document);
    let sources: Vec<&str> = blocks.iter().map(|block| blocks.source(block).of(html)).collect();
    assert_eq!(sources, expected);
}

#[test]
fn the_source_of_a_block_is_what_was_written() {
    check_source("<p> a &amp; b\n<p>c <b>d</b>.", &["a &amp; b", "c <b>d</b>."]);
    check_source("<p>a<!-- b -->c", &["a<!-- b -->c"]);
    check_source("<table>a<td>b</table>", &["a", "b"]);
}

#[track_caller]
fn check_truncated(html: &str, limits: Limits, expected: bool) {
    assert_eq!(Parser::new(limits).parse(html).truncated(), expected);
}

#[test]
fn reaching_a_limit_is_told() {
    let limits =
        Limits { input_bytes: 12, depth: 4, formatting: 2, attributes: 2, attribute_bytes: 2, nodes: 8 };
    check_truncated("<p id=ab x>", limits, false);
    check_truncated("<p>éééééé", limits, true);
    check_truncated("<i><i><i><i>", limits, true);
    check_truncated("<p a b c>", limits, true);
    check_truncated("<p id=abc>", limits, true);
    check_truncated("<a src=data:>", Limits { input_bytes: 99, ..limits }, false);
    check_truncated("<p><p><p><p><p><p>", Limits { input_bytes: 99, ..limits }, true);
}

#[test]
fn markup_after_the_last_node_is_text() {
    let limits = Limits { nodes: 6, ..Limits::default() };
    let document = Parser::new(limits).parse("<p>a<p>b<p>c<script>no</script><i>d</i>e");
    let blocks = Blocks::of(&document);
    let texts: Vec<&str> = blocks.iter().map(|block| blocks.text(block)).collect();
    assert_eq!(texts, ["a", "b c d e"]);
}

#[test]
fn the_text_after_the_last_node_is_not_in_what_is_unread() {
    let check = |html: &str| {
        let document = Parser::new(Limits { nodes: 6, ..Limits::default() }).parse(html);
        let blocks = Blocks::of(&document);
        assert_eq!(blocks.iter().map(|block| blocks.text(block)).collect::<Vec<_>>(), ["a"], "{html}");
    };
    check("<p><svg><g></g></svg>a");
    check("<p><object><embed></object>a");
    check("<p><template><p></template>a");
    check("<p><math><mi></mi></math>a");
}

#[test]
fn foreign_text_may_hold_html() {
    let document = Document::parse("<math><annotation-xml encoding='TEXT/HTML'><p>a</annotation-xml>");
    let p = document.nodes().find(|(id, _)| document.tag(*id) == Tag::P).map(|(id, _)| id);
    let names: Vec<&str> = document.path(p.expect("a paragraph")).map(|id| document.name(id)).collect();
    assert_eq!(names, ["p", "annotation-xml", "math", "body", "html"]);
}

#[test]
fn an_article_in_too_many_wrappers_keeps_its_structure() {
    let html = "<div>".repeat(600) + "<article><div><h1>a</h1><p>b<p>c</div></article>";
    let document = Document::parse(&html);
    let blocks = Blocks::of(&document);
    let path =
        |block: &Block| document.path(block.owner).take(4).map(|id| document.name(id)).collect::<Vec<_>>();
    let paths: Vec<_> = blocks.iter().map(path).collect();
    let within = |name| [name, "div", "article", "div"].to_vec();
    assert_eq!(paths, [within("h1"), within("p"), within("p")]);
    assert!(document.truncated());
}

#[test]
fn a_table_in_too_many_elements_keeps_its_cells_and_ends() {
    let html = "<section>".repeat(509)
        + "<table><caption>a</caption><tbody><tr><td>b<td><p>c</table><p>d"
        + &"</section>".repeat(509)
        + "<table><tr><td>e</table><p>f";
    let document = Document::parse(&html);
    let blocks = Blocks::of(&document);
    let path = |block: &Block| {
        let path: Vec<_> = document.path(block.owner).take(5).map(|id| document.name(id)).collect();
        format!("{} {}", blocks.text(block), path.join(" "))
    };
    let expected = [
        "a caption table section section section",
        "b td tr tbody table section",
        "c p td tr tbody table",
        "d p section section section section",
        "e td tr tbody table body",
        "f p body html",
    ];
    assert_eq!(blocks.iter().map(path).collect::<Vec<_>>(), expected);
}

#[test]
fn what_is_unread_stays_so_in_too_many_elements() {
    let check = |unread: &str| {
        for depth in 505..515 {
            let html = "<section>".repeat(depth) + unread + "<p>b";
            let document = Document::parse(&html);
            let blocks = Blocks::of(&document);
            let texts: Vec<&str> = blocks.iter().map(|block| blocks.text(block)).collect();
            assert_eq!(texts, ["b"], "{unread} in {depth}");
        }
    };
    check("<svg><g><text>a</text><g><text>a</text></g></g></svg>");
    check("<svg><foreignObject><div><p>a</div></foreignObject></svg>");
    check("<object><p>a<div>a<video><p>a</video>a</div></object>");
    check("<template><section>a<p>a</section><p>a</template>");
    check("<video><a>a</a><p>a</p></video>");
}

#[test]
fn a_cell_that_is_too_deep_leaves_no_table_behind() {
    for depth in 2..12 {
        let html = "<div>".repeat(depth)
            + "<table><tr><td><ul><li><p>a<b>b</ul><td>c</table>"
            + &"</div>".repeat(depth)
            + "<p>d";
        let document = Parser::new(Limits { depth: 8, ..Limits::default() }).parse(&html);
        let blocks = Blocks::of(&document);
        assert_eq!(letters_of_blocks(&document), "abcd", "{depth}");
        let last = blocks.iter().last().expect("a block");
        let path: Vec<&str> = document.path(last.owner).map(|id| document.name(id)).collect();
        assert_eq!((blocks.text(last), path), ("d", vec!["p", "body", "html"]), "{depth}");
    }
}
