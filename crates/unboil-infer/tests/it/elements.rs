//! What becomes of single elements in Markdown.

use crate::markdown::check;

#[test]
fn boxes_belong_to_the_item_that_they_begin() {
    check("<ul><li>a<ul><li><input type=checkbox checked> b</ul></ul>", "- a\n  - [x] b\n");
    check("<ul><li><ul><li><input type=checkbox> b</ul></ul>", "- - [ ] b\n");
    check("<ul><li><label><input type=CheckBox checked> a</label></ul>", "- [x] a\n");
    check("<ul><li>a <input type=checkbox> b</ul>", "- a b\n");
    check("<ul><li><p><input type=checkbox> a <b>b</b><ul><li>c</ul></ul>", "- [ ] a **b**\n  - c\n");
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
