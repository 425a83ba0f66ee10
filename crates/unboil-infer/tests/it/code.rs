//! What becomes of code, however it is drawn.

use crate::markdown::check;

#[test]
fn code_of_lines_needs_no_pre() {
    let code =
        "<code>def f():<br>\n&nbsp;&nbsp;if x:<br>&nbsp;&nbsp;&nbsp;return [<br><br>&nbsp;&nbsp;]<br></code>";
    let expected = "```\ndef f():\n  if x:\n   return [\n\n  ]\n```\n";
    check(&format!("<p>{code}</p>"), expected);
    check(&format!("<div>See <br>{code} <br>a</div>"), &format!("See\n\n{expected}\na\n"));
    check("<p><b><code>a<br>b</code></b></p>", "```\na\nb\n```\n");
    check("<p>The <code>a<br>b</code>", "The `a`  \n`b`\n");
    check("<p><code>a</code><br>b", "`a`  \nb\n");
    check("<dl><dt><code>a<br>b</code><dd>c</dl>", "**`a b`**\n\nc\n");
}

#[test]
fn lines_of_which_one_has_a_number_are_code() {
    let line = |number: &str, code: &str| format!("<div class=line>{number}<span>{code}</span></div>\n");
    let number = |number: u32| format!("<a name=l{number}></a><span class=lineno>    {number}</span>");
    let first = line(&number(1), "#include &lt;a.h&gt;");
    let listing = format!("<div class=fragment>{first}{}<div class=ttc>x</div></div>", line("", "  a();"));
    check(&listing, "```\n#include <a.h>\n  a();\n```\n");
    check(
        &format!("<div>{}{}</div>", line("", "The sea"), line("", "and the land")),
        "The sea\n\nand the land\n",
    );
}

#[test]
fn styles_make_code() {
    let lines = "<div><span>if</span> a:</div><div><span>    </span>return b</div>";
    let style = "font-family:Consolas,monospace;font-size:14px;white-space: pre;";
    check(&format!("<div style='{style}'>{lines}</div>"), "```\nif a:\n    return b\n```\n");
    check(&format!("<div style='white-space:pre'>{lines}</div>"), "if a:\n\nreturn b\n");
    check(
        &format!("<div style='font-family:monospace;white-space:nowrap'>{lines}</div>"),
        "if a:\n\nreturn b\n",
    );
}

#[test]
fn tables_of_code_may_have_a_caption() {
    let code = "<tr><td class=linenos><pre>1\n2</pre><td class=code><pre>a:\n  b</pre>";
    let caption = "<tr><th colspan=2 class=filename>a.yml";
    check(&format!("<table>{caption}{code}</table>"), "a.yml\n\n```\na:\n  b\n```\n");
    check(&format!("<table>{code}</table>"), "```\na:\n  b\n```\n");
    check(
        &format!("<table><tr><th>Line<th>Code{code}</table>"),
        "| Line | Code |\n| --- | --- |\n| `1`<br>`2` | `a:`<br>`  b` |\n",
    );
}

#[test]
fn tables_of_lines_are_code() {
    let row =
        |line: &str| format!("<tr>\n  <td class=blob-num></td>\n  <td class=blob-code>{line}</td>\n</tr>\n");
    let rows = row("if a:") + &row("    b()");
    check(&format!("<table class=js-file-line-container>\n{rows}</table>"), "```\nif a:\n    b()\n```\n");
}

#[test]
fn pieces_of_code_may_be_lines() {
    let check =
        |code: &str, expected: &str| check(&format!("<pre>{code}</pre>"), &format!("```\n{expected}\n```\n"));
    check("<code>a() {</code><code>  <b>b</b>()</code><code>}</code>", "a() {\n  b()\n}");
    check("<code>a</code>\n<code>b</code>\n", "a\nb");
    check("<code>a</code> <code>b</code>", "a b");
    check("<code class=k>a</code><code class=p>(b)</code>", "a(b)");
    check("<code>a</code>, <code>b</code>", "a, b");
}

#[test]
fn languages_are_read_wherever_they_are_named() {
    let check = |html: &str, language: &str| check(html, &format!("```{language}\na\n```\n"));
    check("<pre class='rust block'>a</pre>", "rust");
    check("<pre class='block'>a</pre>", "");
    check("<pre lang=yaml>a</pre>", "yaml");
    check("<pre lang=en>a</pre>", "");
    check("<pre data-enlighter-language=php>a</pre>", "php");
    check("<pre data-syntaxhighlighter-params='brush: java; title: b'>a</pre>", "java");
    check("<div class='highlight hl-ipython3'><pre>a</pre></div>", "ipython3");
    check("<div class=rust><pre>a</pre></div>", "");
}
