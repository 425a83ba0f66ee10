//! Formulas in Markdown.

use crate::markdown::check;

#[test]
fn formulas_are_read_in_text_where_a_page_has_them_drawn() {
    let text = "<p>Group by \\(a\\).";
    check(text, "Group by \\\\(a\\\\).\n");
    for sign in [
        "<script src=/MathJax.js></script>",
        "<script>renderMathInElement(katex)</script>",
        "<script type='math/tex; mode=display'></script>",
        "<link rel=stylesheet href=katex.min.css>",
        "<span class='math inline'></span>",
    ] {
        check(&format!("{sign}{text}"), "Group by $a$.\n");
    }
}

#[test]
fn dollars_are_around_formulas_where_a_page_reads_them_so() {
    let text = "<p>Let $a_1$ and $$b*c$$";
    check(text, "Let $a_1$ and $$b\\*c$$\n");
    check(&format!("<link rel=stylesheet href=katex.min.css>{text}"), "Let $a_1$ and $$b\\*c$$\n");
    check(&format!("<script src=/MathJax.js></script>{text}"), "Let \\$a_1\\$ and\n\n$$\nb*c\n$$\n");
    for names in [
        "MathJax = {tex: {inlineMath: [['$', '$']]}}",
        "MathJax.Hub.Config({tex2jax: {inlineMath: [[\"$\", \"$\"], ['a', 'b']]}})",
        "katex({delimiters: [{left: \"$\", right: \"$\", display: false}]})",
    ] {
        check(&format!("<script>{names}</script>{text}"), "Let $a_1$ and\n\n$$\nb*c\n$$\n");
    }
    check("<script src=/katex.js></script><p><code>$$b$$</code>", "`$$b$$`\n");
}

#[test]
fn signs_of_formulas_are_escaped_where_there_are_formulas() {
    check("<p>$5 and $9", "$5 and $9\n");
    check("<p>$5<p><math><mi>x</mi></math>", "\\$5\n\n$x$\n");
    check(
        "<p>$5<table><caption>in <math><mi>x</mi></math></caption><tr><th>a<th>b<tr><td>1<td>2</table>",
        "\\$5\n\nin $x$\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    );
}

#[test]
fn formulas_that_are_displayed_stand_apart() {
    let script = |tex: &str| format!("<script type='math/tex; mode=display'>{tex}</script>");
    check(&format!("<p>Then{}so", script("a=b")), "Then\n\n$$\na=b\n$$\n\nso\n");
    check(&format!("<p>Then {}, so it is.", script("a=b")), "Then\n\n$$a=b$$, so it is.\n");
    check(
        &format!("<table><tr><th>x<th>y<tr><td>1{}<td>2</table>", script("a")),
        "| x | y |\n| --- | --- |\n| 1$$a$$ | 2 |\n",
    );
    let group = |tex: &str| format!("<script type='math/tex'>\\{tex}group</script>");
    check(&format!("<p>{}Then{}", group("begin"), group("end")), "Then\n");
}

#[test]
fn formulas_that_a_page_marks_are_written_as_they_are() {
    check(
        "<p>So <span class=math-container>$x_1 * y_* \\, dx \\{a\\}$</span>, then",
        "So $x_1 * y_* \\, dx \\{a\\}$, then\n",
    );
    check("<p>a<div class=math-container>$$a_b$$</div>c", "a\n\n$$\na_b\n$$\n\nc\n");
    check("<p>So <math-renderer>$a_b$</math-renderer>", "So $a_b$\n");
    check("<p>So <span class=ztext-math data-tex='a_b'>ab</span>.", "So $a_b$.\n");
    check("<p>For <span class=math>$5 or $6</span>", "For $5 or $6\n");
}
