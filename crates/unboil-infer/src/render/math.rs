//! Formulas → TeX.

mod mathml;

use unboil_html::{AttrName, Document, NodeId, Source, Tag};

use super::kept::Kept;
use super::text_within;

/// Classes of the elements in which MathJax and KaTeX draw a formula, and whether it is displayed on its own.
const DRAWN: [(&str, bool); 9] = [
    ("katex-display", true),
    ("katex", false),
    ("MathJax_Display", true),
    ("MathJax_SVG_Display", true),
    ("MathJax", false),
    ("MathJax_SVG", false),
    ("MathJax_CHTML", false),
    ("MathJax_Preview", false),
    ("mwe-math-element", false),
];
/// Nodes after a drawing among which its script is looked for.
const NEAR: u32 = 12;

/// A formula.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Formula {
    /// Empty for a drawing whose script comes next.
    pub(super) tex: String,
    pub(super) is_display: bool,
}

/// Whether an element is a script that holds a formula.
pub(super) fn is_script(document: &Document, id: NodeId) -> bool {
    document.tag(id) == Tag::Script
        && document.attr(id, AttrName::Type).is_some_and(|kind| kind.trim_start().starts_with("math/tex"))
}

/// The formula that an element is, if it is one: a script of MathJax, what MathJax or KaTeX drew, or MathML.
pub(super) fn formula(source: Source, id: NodeId, kept: &Kept) -> Option<Formula> {
    let document = source.document();
    match document.tag(id) {
        Tag::Script => {
            let is_display = document.attr(id, AttrName::Type)?.contains("mode=display");
            is_script(document, id).then(|| Formula { tex: without_cdata(source.script(id)), is_display })
        }
        Tag::Math => Some(of_math(source, id)),
        _ => drawn(source, id, kept),
    }
}

/// The first formula in a text between the delimiters `\(` and `\)` or `\[` and `\]`, which MathJax and KaTeX read
/// wherever they are loaded: what is before it, the formula, and what is behind it.
pub(super) fn first_in_text(text: &str) -> Option<(&str, Formula, &str)> {
    let opens = |at: &usize| matches!(text.as_bytes().get(at + 1), Some(b'(' | b'['));
    let at = text.match_indices('\\').map(|(at, _)| at).find(opens)?;
    let (before, rest) = text.split_at_checked(at)?;
    let is_display = rest.starts_with("\\[");
    let (tex, after) = rest.get(2..)?.split_once(if is_display { "\\]" } else { "\\)" })?;
    let formula = Formula { tex: tex.trim().to_owned(), is_display };
    (!formula.tex.is_empty()).then_some((before, formula, after))
}

fn drawn(source: Source, id: NodeId, kept: &Kept) -> Option<Formula> {
    let document = source.document();
    let is_container = document.tag(id) == Tag::Other && document.name(id) == "mjx-container";
    let class = document.attr(id, AttrName::Class).unwrap_or_default();
    if class.is_empty() && !is_container {
        return None;
    }
    let known = DRAWN.iter().find(|(name, _)| class.split_ascii_whitespace().any(|found| found == *name));
    if !is_container && known.is_none() {
        return None;
    }
    let is_display = known.is_some_and(|(_, is_display)| *is_display)
        || is_container && source.attr(id, "display").is_some_and(|value| &*value == "true");
    let end = document.node(id).end;
    let script = (end.0..end.0.saturating_add(NEAR)).map(NodeId).find(|next| is_script(document, *next));
    // The drawing and its script have no text between them.
    let is_own = |script: NodeId| kept.any(document, script) && kept.count(end..script) == 0;
    if class.contains("MathJax") && !is_container && script.is_some_and(is_own) {
        return Some(Formula { tex: String::new(), is_display });
    }
    let math = (id.0..end.0).map(NodeId).find(|inner| document.tag(*inner) == Tag::Math)?;
    let formula = of_math(source, math);
    Some(Formula { is_display: is_display || formula.is_display, ..formula })
}

/// The TeX that MathML was made from, where it says so; else its meaning in TeX.
fn of_math(source: Source, math: NodeId) -> Formula {
    let document = source.document();
    let is_display = source.attr(math, "display").is_some_and(|display| &*display == "block");
    let is_tex = |id: &NodeId| {
        document.tag(*id) == Tag::Annotation
            && source.attr(*id, "encoding").is_some_and(|encoding| encoding.contains("tex"))
    };
    let annotation = (math.0..document.node(math).end.0).map(NodeId).find(is_tex);
    let tex = annotation
        .map(|id| text_within(document, id))
        .or_else(|| source.attr(math, "alttext").map(|tex| tex.trim().to_owned()))
        .filter(|tex| !tex.is_empty())
        .unwrap_or_else(|| mathml::tex(source, math));
    Formula { tex: tex.trim().to_owned(), is_display }
}

fn without_cdata(script: &str) -> String {
    let tex = script.trim();
    let tex = tex.trim_start_matches('%').trim_start();
    let tex =
        tex.strip_prefix("<![CDATA[").map(|tex| tex.trim_end().trim_end_matches("]]>").trim_end_matches('%'));
    tex.unwrap_or(script).trim().to_owned()
}

#[cfg(test)]
mod tests;
