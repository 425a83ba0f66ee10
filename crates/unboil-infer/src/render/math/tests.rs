use unboil_html::Blocks;

use super::*;
use crate::Label;

#[track_caller]
fn check(html: &str, expected: &[(&str, bool)]) {
    let document = Document::parse(html);
    let source = Source::new(&document, html);
    let blocks = Blocks::of(&document);
    let kept = Kept::of(source, &blocks, &vec![Label::Content; blocks.len()]);
    let mut found = Vec::new();
    let mut id = 0;
    while (id as usize) < document.len() {
        match formula(source, NodeId(id), &kept) {
            Some(formula) => {
                found.push(formula);
                id = document.node(NodeId(id)).end.0;
            }
            None => id += 1,
        }
    }
    let expected =
        expected.iter().map(|(tex, is_display)| Formula { tex: (*tex).to_owned(), is_display: *is_display });
    assert_eq!(found, expected.collect::<Vec<_>>(), "{html}");
}

#[track_caller]
fn check_mathml(inner: &str, expected: &str) {
    check(&format!("<math>{inner}</math>"), &[(expected, false)]);
}

#[test]
fn what_the_page_was_written_in_comes_first() {
    check("<p>a<script type=math/tex>x<y</script>", &[("x<y", false)]);
    check("<p>a<script type='math/tex; mode=display'>% <![CDATA[\nx<y %]]></script>", &[("x<y", true)]);
    check(
        "<p>a<span class=MathJax><math><mi>x</mi></math></span><script type=math/tex>x</script>",
        &[("", false), ("x", false)],
    );
    check(
        "<span class=katex-display><span class=katex><math><semantics><mi>x</mi><annotation \
         encoding=application/x-tex>x_1</annotation></semantics></math><span aria-hidden=true>x1</span></span></span>",
        &[("x_1", true)],
    );
    check("<math alttext='\\alpha' display=block><mi>a</mi></math>", &[("\\alpha", true)]);
    check(
        "<mjx-container display=true><mjx-math>x</mjx-math><mjx-assistive-mml><math><mi>x</mi></math>",
        &[("x", true)],
    );
    check("<script>x</script><p>a", &[]);
}

#[test]
fn mathml_becomes_tex() {
    check_mathml("<mi>x</mi><mo>=</mo><mn>2.5</mn>", "x = 2.5");
    check_mathml("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "\\frac{a}{b + 1}");
    check_mathml("<msup><mi>x</mi><mn>2</mn></msup><msub><mi>α</mi><mi>i</mi></msub>", "x^{2} \\alpha_{i}");
    check_mathml("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_{1}^{2}");
    check_mathml("<msqrt><mi>x</mi></msqrt><mroot><mi>y</mi><mn>3</mn></mroot>", "\\sqrt{x} \\sqrt[3]{y}");
    check_mathml(
        "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
        "\\sum_{i = 1}^{n} i",
    );
    check_mathml("<munder><mi>lim</mi><mi>x</mi></munder>", "\\lim_{x}");
    check_mathml(
        "<mover><mi>x</mi><mo>→</mo></mover><mover><mi>y</mi><mo>^</mo></mover>",
        "\\vec{x} \\hat{y}",
    );
    check_mathml("<mo>(</mo><mi>sin</mi><mo>&InvisibleTimes;</mo><mi>x</mi><mo>)</mo>", "(\\sin x)");
    check_mathml("<mtext>if 5%</mtext>", "\\text{if 5\\%}");
    check_mathml(
        "<mo>[</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd>\
         <mtd><mi>d</mi></mtd></mtr></mtable><mo>]</mo>",
        "[\\begin{matrix} a & b \\\\ c & d \\end{matrix}]",
    );
    check_mathml("<mi mathvariant=bold>v</mi><mi>rank</mi>", "\\mathbf{v} \\mathrm{rank}");
    check_mathml("<mo>{</mo><mi>x</mi><mo>≤</mo><mi>ℝ</mi><mo>}</mo>", "\\{x \\leq \\mathbb{R}\\}");
}

#[test]
fn marks_on_marks_are_in_braces() {
    check_mathml("<msup><msup><mi>α</mi><mn>2</mn></msup><mn>3</mn></msup>", "{\\alpha^{2}}^{3}");
    check_mathml(
        "<msub><mrow><msub><mi mathvariant=bold>v</mi><mi>i</mi></msub></mrow><mi>j</mi></msub>",
        "{\\mathbf{v}_{i}}_{j}",
    );
    check_mathml("<msup><mi mathvariant=bold>v</mi><mn>2</mn></msup>", "\\mathbf{v}^{2}");
}

#[test]
fn only_annotations_of_tex_are_tex() {
    let check = |encoding: &str, expected: &str| {
        let annotation = format!("<annotation encoding='{encoding}'>\\alpha</annotation>");
        check_mathml(&format!("<semantics><mi>b</mi>{annotation}</semantics>"), expected);
    };
    for encoding in ["TeX", "LaTeX", "application/x-tex", "application/x-latex"] {
        check(encoding, "\\alpha");
    }
    for encoding in ["text/plain", "StarMath 5.0", ""] {
        check(encoding, "b");
    }
}

#[test]
fn formulas_in_text_are_between_delimiters() {
    let check = |text: &str, expected: &[(&str, &str)], rest: &str| {
        let (found, last) = in_text(text, &DELIMITERS);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(before, formula)| (*before, formula.tex.as_str())).collect();
        assert_eq!((found.as_slice(), last), (expected, rest), "{text}");
    };
    check("a \\( x \\) b \\[y\\] c", &[("a ", "x"), (" b ", "y")], " c");
    check("begin with \\[, as in \\(x\\)", &[("begin with \\[, as in ", "x")], "");
    check("empty \\(\\) and \\[x\\]", &[("empty \\(\\) and ", "x")], "");
    check("only \\( \\ begins \\", &[], "only \\( \\ begins \\");
    check("a $$x$$ b $y_1$.", &[("a ", "x"), (" b ", "y_1")], ".");
    check("at $5 or $6", &[], "at $5 or $6");
    check("at \\$7 a $x\\$$", &[("at \\$7 a ", "x\\$")], "");
    check("", &[], "");
}

#[test]
fn nested_elements_are_written_once_each_however_deep() {
    check_mathml(&"<mrow>".repeat(400), "");
    for element in ["msup", "msubsup", "mfrac", "munder", "mroot"] {
        let html = format!("<math>{}<mi>x", format!("<{element}>").repeat(60));
        let document = Document::parse(&html);
        let written = mathml::tex(Source::new(&document, &html), NodeId::ROOT);
        assert_eq!(written.matches('x').count(), 1, "{element}");
    }
}
