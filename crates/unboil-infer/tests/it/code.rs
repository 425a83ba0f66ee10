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
