use unboil_html::Document;

use super::*;

#[track_caller]
fn check(html: &str, gold: &Gold, expected: &[Option<bool>], found: f64) {
    let labels = label_blocks(&Blocks::of(&Document::parse(html)), gold);
    assert_eq!(labels.labels, expected);
    assert!((labels.found - found).abs() < 1e-9, "found {}", labels.found);
}

#[track_caller]
fn check_refused(line: &str, expected: &str) {
    let error = LabelledPage::parse(line, "set.jsonl", 7).unwrap_err().to_string();
    assert!(error.starts_with("set.jsonl:7: ") && error.contains(expected), "{error}");
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

#[test]
fn gold_text_labels_every_block() {
    let gold = Gold::Text("The river rises.\n\nIt flows to the sea.".to_owned());
    check(
        "<p>Menu<p>The river rises.<p>Advert<p>It <b>flows</b> to the sea.",
        &gold,
        &[NO, YES, NO, YES],
        1.0,
    );
    check("<p>Menu", &gold, &[NO], 0.0);
    check("<p>Menu", &Gold::Text(String::new()), &[NO], 1.0);
    check("<p>首页<p>河流从山上来", &Gold::Text("河流从山上来".to_owned()), &[NO, YES], 1.0);
}

#[test]
fn gold_has_no_more_hints_at_line_breaks_than_blocks() {
    let parse = |labels: &str| {
        LabelledPage::parse(&format!(r#"{{"id":"a","html":"<p>",{labels}}}"#), "s", 1).unwrap().gold
    };
    let page = "<p>Die Hafen&shy;behörde</p><p>Menü</p>";
    check(page, &parse(r#""text":"Die Hafen\u00adbehörde""#), &[Some(true), Some(false)], 1.0);
    check(page, &parse(r#""must":["Hafen\u00adbehörde"]"#), &[Some(true), None], 1.0);
}

#[test]
fn segments_label_only_where_they_stand() {
    let gold = |must: &str, must_not: &str, matching| Gold::Segments {
        must: vec![must.to_owned()],
        must_not: vec![must_not.to_owned()],
        matching,
    };
    let page = "<p>The river rises in the hills.<p>Share this article now<p>Other";
    check(page, &gold("rises in the", "this article", Match::Substring), &[YES, NO, None], 1.0);
    check(page, &gold("rises in the", "Other", Match::Block), &[None, None, NO], 0.5);
    // A segment may run over several blocks; in two of them it is ambiguous.
    check(
        "<p>one two three<p>four five",
        &gold("two three four", "nothing here", Match::Substring),
        &[YES, YES],
        0.5,
    );
    check(
        "<p>said again<p>said again",
        &gold("said again", "nothing here", Match::Substring),
        &[None, None],
        0.5,
    );
    check(
        "<p>said again and said again<p>Other",
        &gold("said again", "nothing here", Match::Substring),
        &[YES, None],
        0.5,
    );
}

#[test]
fn ranges_label_the_blocks_in_them() {
    let page = "<p>Menu</p><p>The <i>river</i></p>";
    let range = BlockRange { start: 11, end: page.len(), label: unboil_infer::Label::Content };
    check(page, &Gold::Blocks(vec![range.clone()]), &[None, YES], 1.0);
    let ranges = |ranges: &[(usize, usize, unboil_infer::Label)]| {
        let range = |&(start, end, label)| BlockRange { start, end, label };
        Gold::Blocks(ranges.iter().map(range).collect())
    };
    let (content, boilerplate) = (unboil_infer::Label::Content, unboil_infer::Label::Boilerplate);
    check(page, &ranges(&[(900, 999, content)]), &[None, None], 0.0);
    check(page, &ranges(&[(9, 2, content)]), &[None, None], 0.0);
    check(page, &ranges(&[(0, usize::MAX, content), (0, 11, boilerplate)]), &[NO, YES], 1.0);
    // The greater part of "Menu" is three of its letters.
    check(page, &ranges(&[(3, 5, content), (3, 6, boilerplate)]), &[NO, None], 0.5);
    // What stands between rows is moved before the table.
    let moved = "<table><tr><td>In a cell</td></tr>Between rows</table>";
    check(moved, &ranges(&[(15, 24, boilerplate)]), &[None, NO], 1.0);
    check(moved, &ranges(&[(34, 46, content)]), &[YES, None], 1.0);
}

#[test]
fn lines_are_read_or_refused_with_file_and_line() {
    let page = LabelledPage::parse(r#"{"id":"a","html":"a.html.gz","text":"x","meta":{}}"#, "s", 1).unwrap();
    assert_eq!(
        (page.html, page.gold),
        (PageSource::Path("a.html.gz".to_owned()), Gold::Text("x".to_owned()))
    );
    check_refused("{\"id\":\"a\"", "at column 9");
    check_refused("{\"html\":\"<p>\",\"text\":\"\"}", "missing field `id`");
    check_refused("{\"id\":\"a\",\"html\":\"<p>\"}", "has no labels");
    check_refused("{\"id\":\"a\",\"html\":\"<p>\",\"text\":\"\",\"must\":[]}", "several kinds");
    check_refused("{\"id\":\"\",\"html\":\"<p>\",\"text\":\"\"}", "`id` is empty");
    check_refused("[]", "one JSON object");
    check_refused(
        r#"{"id":"a","html":"<p>","must":["The river", ""]}"#,
        "segment 2 of `must` of page `a` has no text",
    );
    check_refused(r#"{"id":"a","html":"<p>","must_not":[" \n"]}"#, "segment 1 of `must_not`");
    check_refused(r#"{"id":"a","html":"<p>","must_not":["\u00ad"]}"#, "segment 1 of `must_not`");
    check_refused("{\"id\":1.5,\"html\":\"<p>\",\"text\":\"\"}", "neither a text nor a whole number");
    let page =
        LabelledPage::parse("{\"id\":18014398509481985,\"html\":\"<p>\",\"text\":\"\"}", "set.jsonl", 1)
            .unwrap();
    assert_eq!(page.id, "18014398509481985");
}
