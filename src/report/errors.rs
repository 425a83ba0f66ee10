//! Labelled pages with their blocks in colours, the pages of the largest loss first.

use std::fmt::Write;

use unboil_infer::{Label, sigmoid};
use unboil_train::{Cause, Example, PageErrors, PageResult};

use super::escape;

/// Characters of a block that are shown.
const SHOWN: usize = 300;
/// Rows of blocks that are right on both sides of one that is wrong; others are folded away.
const CONTEXT: usize = 2;

const HEAD: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Errors by page</title>
<style>
:root { color-scheme: light dark; --kept: #d6336c22; --missed: #1c7ed633; --content: #2f9e4418; --line: #8886; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
summary { cursor: pointer; padding: .3rem 0; border-top: 1px solid var(--line); }
summary b { display: inline-block; min-width: 3.5rem; }
small { opacity: .75; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td { padding: .15rem .5rem; vertical-align: top; overflow-wrap: anywhere; border-left: .3rem solid transparent; }
td:first-child { width: 3rem; text-align: right; font-variant-numeric: tabular-nums; opacity: .75; }
.kept td { background: var(--kept); } .kept td:first-child { border-left-color: #d6336c; }
.missed td { background: var(--missed); } .missed td:first-child { border-left-color: #1c7ed6; }
.content td { background: var(--content); }
.rest td { opacity: .55; } .fold td { text-align: center; opacity: .5; }
.key span { padding: .1rem .5rem; margin-right: .5rem; border-left: .3rem solid transparent; }
</style></head><body>
<h1>Errors by page</h1>
<p class="key"><span style="background:var(--kept);border-color:#d6336c">boilerplate kept</span>
<span style="background:var(--missed);border-color:#1c7ed6">content missed</span>
<span style="background:var(--content)">content kept</span> The number is the probability of content.</p>
"#;

/// The page: examples, their results and errors in the same order; the `top` of them with the largest loss.
pub fn errors_page(
    examples: &[Example],
    results: &[PageResult],
    errors: &[PageErrors],
    top: usize,
) -> String {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    order.sort_by(|&a, &b| errors[b].loss.total_cmp(&errors[a].loss).then(a.cmp(&b)));
    let mut html = HEAD.to_owned();
    for index in order.into_iter().take(top) {
        let (result, errors) = (&results[index], &errors[index]);
        let causes: Vec<String> = Cause::ALL
            .iter()
            .zip(errors.by_cause)
            .filter(|(_, part)| *part >= 0.005)
            .map(|(cause, part)| format!("{} {part:.2}", cause.name()))
            .collect();
        let _ = writeln!(
            html,
            "<details><summary><b>{:.2}</b> {} <small>{} · {} · {} · lost: {}</small></summary>\n<p><small>{}</small></p>\n<table>",
            errors.loss,
            escape(&result.id),
            escape(&result.set),
            escape(&result.page_type),
            escape(&result.lang),
            causes.join(", "),
            escape(&examples[index].page.url),
        );
        blocks(&mut html, &examples[index], result);
        html.push_str("</table></details>\n");
    }
    html.push_str("</body></html>\n");
    html
}

fn blocks(html: &mut String, example: &Example, result: &PageResult) {
    let classes: Vec<&str> = example
        .measured
        .labels
        .iter()
        .zip(&result.labels)
        .map(|(truth, label)| match (truth, label) {
            (Some(false), Label::Content) => "kept",
            (Some(true), Label::Boilerplate) => "missed",
            (_, Label::Content) => "content",
            _ => "rest",
        })
        .collect();
    let is_error = |class: &&str| matches!(*class, "kept" | "missed");
    let mut folded = 0;
    for (index, class) in classes.iter().enumerate() {
        let around = index.saturating_sub(CONTEXT)..(index + CONTEXT + 1).min(classes.len());
        if !classes[around].iter().any(is_error) {
            folded += 1;
            continue;
        }
        fold(html, &mut folded);
        let blocks = example.text.blocks();
        let text: String = blocks.text(blocks.block(index)).chars().take(SHOWN).collect();
        let probability = sigmoid(result.log_odds[index]);
        let _ = writeln!(html, "<tr class={class}><td>{probability:.2}<td>{}", escape(&text));
    }
    fold(html, &mut folded);
}

fn fold(html: &mut String, folded: &mut usize) {
    if *folded > 0 {
        let _ = writeln!(html, "<tr class=fold><td><td>{folded} blocks");
    }
    *folded = 0;
}
