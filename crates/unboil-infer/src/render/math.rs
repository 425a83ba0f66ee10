//! Formulas → TeX.

mod mathml;

use unboil_html::{AttrName, Document, NodeId, Source, Tag};

use super::kept::Kept;
use super::text_within;
use crate::class::classes;

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
/// What the addresses and scripts of the programs that draw formulas have in their names.
const RENDERERS: [&str; 2] = ["mathjax", "katex"];
/// Classes of elements in which writers put TeX for them: of pandoc and Sphinx, of MkDocs, of MathJax itself.
const WRITTEN: [&str; 3] = ["math", "arithmatex", "tex2jax_process"];
/// Classes of elements of which each may hold one formula between dollars.
const BETWEEN_DOLLARS: [&str; 2] = ["math-container", "math"];
/// Nodes of the largest of them.
const MAX_NODES: u32 = 64;
/// What stands before and behind formulas in a text, and whether they are displayed on their own: first what all pages
/// with formulas may have, then what is read where a page has a script of MathJax or KaTeX, then what it has to name.
const DELIMITERS: [Delimiter; 4] =
    [("\\(", "\\)", false), ("\\[", "\\]", true), ("$$", "$$", true), ("$", "$", false)];
/// How pages name the last, without white space: to MathJax, and to KaTeX.
const NAMES_OF_DOLLAR: [&str; 6] =
    ["['$','$']", "[\"$\",\"$\"]", "left:'$'", "left:\"$\"", "'left':'$'", "\"left\":\"$\""];
/// Elements around a text of MathML among which its formula is.
const LEVELS: usize = 32;
/// Nodes after a drawing among which its script is looked for.
const NEAR: u32 = 12;

/// What stands before and behind a formula, and whether it is displayed on its own.
pub(super) type Delimiter = (&'static str, &'static str, bool);

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

/// The formula that an element is, if it is one: a script of MathJax, what MathJax or KaTeX drew, MathML, or TeX that the
/// page marks.
pub(super) fn formula(source: Source, id: NodeId, kept: &Kept) -> Option<Formula> {
    let formula = any_formula(source, id, kept)?;
    // Groups that sites open and close around what a user writes show nothing.
    let is_empty = matches!(formula.tex.as_str(), "\\begingroup" | "\\endgroup");
    Some(if is_empty { Formula { tex: String::new(), ..formula } } else { formula })
}

fn any_formula(source: Source, id: NodeId, kept: &Kept) -> Option<Formula> {
    let document = source.document();
    match document.tag(id) {
        Tag::Script => {
            let is_display = document.attr(id, AttrName::Type)?.contains("mode=display");
            is_script(document, id).then(|| Formula { tex: without_cdata(source.script(id)), is_display })
        }
        Tag::Math => Some(of_math(source, id)),
        _ => drawn(source, id, kept).or_else(|| marked(source, id)),
    }
}

/// The formula of an element that is there for one and has its TeX: in an attribute, or as its text, between dollars.
fn marked(source: Source, id: NodeId) -> Option<Formula> {
    let document = source.document();
    let has_class = |known: &[&str]| classes(document, id).any(|class| known.contains(&class));
    if has_class(&["ztext-math"]) {
        let tex = source.attr(id, "data-tex")?.trim().to_owned();
        return (!tex.is_empty()).then_some(Formula { tex, is_display: false });
    }
    let is_marked = has_class(&BETWEEN_DOLLARS) || document.name(id) == "math-renderer";
    let is_small = document.node(id).end.0 - id.0 <= MAX_NODES;
    (is_marked && is_small).then(|| between_dollars(&text_within(document, id))).flatten()
}

/// The formula that a text is which stands as a whole between dollars.
pub(super) fn between_dollars(text: &str) -> Option<Formula> {
    let within = |sign: &str| text.strip_prefix(sign)?.strip_suffix(sign);
    let (tex, is_display) =
        within("$$").map(|tex| (tex, true)).or_else(|| within("$").map(|tex| (tex, false)))?;
    let is_one = !tex.trim().is_empty() && !tex.replace("\\$", "").contains('$');
    is_one.then(|| Formula { tex: tex.trim().to_owned(), is_display })
}

/// Whether an element has the MathML that MathJax and KaTeX put beside a drawing for screen readers.
pub(super) fn is_assistive(document: &Document, id: NodeId) -> bool {
    document.name(id) == "mjx-assistive-mml"
        || classes(document, id).any(|class| matches!(class, "katex-mathml" | "MJX_Assistive_MathML"))
}

/// Whether MathJax or KaTeX draws a formula in an element.
pub(super) fn is_drawn(document: &Document, id: NodeId) -> bool {
    document.name(id) == "mjx-container"
        || classes(document, id).any(|class| DRAWN.iter().any(|(name, _)| *name == class))
}

/// Whether a node is of MathML that MediaWiki hides beside an image.
pub(super) fn is_beside_image(document: &Document, id: NodeId) -> bool {
    let formula = document.path(id).skip(1).take(LEVELS).find(|outer| document.tag(*outer) == Tag::Math);
    formula.is_some_and(|formula| {
        let mut around = document.path(formula).skip(1).take(2);
        around.any(|outer| classes(document, outer).any(|class| class == "mwe-math-element"))
    })
}

/// What stands around the formulas that MathJax or KaTeX reads in the text of a page: nothing unless it has them, by its
/// scripts and styles, by what they have drawn already, or by the elements that writers set up for them.
pub(super) fn delimiters(source: Source) -> &'static [Delimiter] {
    let document = source.document();
    let names = |text: &str| {
        let lower = text.to_ascii_lowercase();
        RENDERERS.iter().any(|name| lower.contains(name))
    };
    let attr = |id, name| document.attr(id, name).unwrap_or_default();
    let (mut are_drawn, mut has_script, mut names_dollar) = (false, false, false);
    for (id, _) in document.nodes() {
        match document.tag(id) {
            Tag::Script => {
                are_drawn |= is_script(document, id);
                has_script |= names(attr(id, AttrName::Src)) || names(source.script(id));
                names_dollar |= is_named_dollar(source.script(id));
            }
            Tag::Link => are_drawn |= names(attr(id, AttrName::Href)),
            _ => are_drawn |= classes(document, id).any(|class| WRITTEN.contains(&class) || names(class)),
        }
    }
    let count = match (are_drawn, has_script, names_dollar) {
        (_, true, true) => 4,
        (_, true, false) => 3,
        (true, false, _) => 2,
        (false, false, _) => 0,
    };
    DELIMITERS.get(..count).unwrap_or_default()
}

/// Whether a script names the single dollar as what stands around formulas.
fn is_named_dollar(script: &str) -> bool {
    if !script.contains("'$'") && !script.contains("\"$\"") {
        return false;
    }
    let plain: String = script.split_whitespace().collect();
    NAMES_OF_DOLLAR.iter().any(|name| plain.contains(name))
}

/// The formulas in a text between some delimiters, each behind the words before it, and the words behind the last one. A
/// delimiter that nothing closes, or that holds nothing, is of the words, and so are a dollar behind a backslash, and two
/// of which the second stands before a digit, as those of prices.
pub(super) fn in_text<'t>(text: &'t str, delimiters: &[Delimiter]) -> (Vec<(&'t str, Formula)>, &'t str) {
    let after = |at: usize| text.get(at..).unwrap_or_default();
    let mut found = Vec::new();
    let (mut words, mut at) = (0, 0);
    // What nothing closes once, nothing closes later: the text is not searched again.
    let mut closable = delimiters.to_vec();
    while let Some(open) = after(at).find(['\\', '$']).map(|bytes| at + bytes) {
        let opened = closable.iter().find(|(opening, ..)| after(open).starts_with(opening)).copied();
        let Some(kind @ (opening, closing, is_display)) = opened else {
            at = open + if after(open).starts_with("\\$") { 2 } else { 1 };
            continue;
        };
        let start = open + opening.len();
        at = start;
        let Some(length) = length_until(after(start), closing) else {
            closable.retain(|other| *other != kind);
            continue;
        };
        let tex = text.get(start..start + length).unwrap_or_default().trim();
        let end = start + length + closing.len();
        let is_price = closing == "$" && after(end).starts_with(|c: char| c.is_ascii_digit());
        if !tex.is_empty() && !is_price {
            let before = text.get(words..open).unwrap_or_default();
            found.push((before, Formula { tex: tex.to_owned(), is_display }));
            at = end;
            words = at;
        }
    }
    (found, after(words))
}

/// Bytes of a text before what closes a formula.
fn length_until(text: &str, closing: &str) -> Option<usize> {
    let is_escaped =
        |at: usize| closing.starts_with('$') && text.get(..at).is_some_and(|tex| tex.ends_with('\\'));
    text.match_indices(closing).map(|(at, _)| at).find(|at| !is_escaped(*at))
}

fn drawn(source: Source, id: NodeId, kept: &Kept) -> Option<Formula> {
    let document = source.document();
    let is_container = !document.tag(id).is_known() && document.name(id) == "mjx-container";
    let places = classes(document, id).filter_map(|class| DRAWN.iter().position(|(name, _)| *name == class));
    let known = places.min().and_then(|place| DRAWN.get(place));
    if !is_container && known.is_none() {
        return None;
    }
    let is_display = known.is_some_and(|(_, is_display)| *is_display)
        || is_container && source.attr(id, "display").is_some_and(|value| &*value == "true");
    let end = document.node(id).end;
    let script = (end.0..end.0.saturating_add(NEAR)).map(NodeId).find(|next| is_script(document, *next));
    // The drawing and its script have no text between them.
    let is_own = |script: NodeId| kept.any(document, script) && kept.count(end..script) == 0;
    let is_of_mathjax = known.is_some_and(|(name, _)| name.starts_with("MathJax"));
    if is_of_mathjax && !is_container && script.is_some_and(is_own) {
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
            && source.attr(*id, "encoding").is_some_and(|encoding| is_encoding_of_tex(&encoding))
    };
    let annotation = (math.0..document.node(math).end.0).map(NodeId).find(is_tex);
    let tex = annotation
        .map(|id| text_within(document, id))
        .or_else(|| source.attr(math, "alttext").map(|tex| tex.trim().to_owned()))
        .filter(|tex| !tex.is_empty())
        .unwrap_or_else(|| mathml::tex(source, math));
    Formula { tex: tex.trim().to_owned(), is_display }
}

/// Whether an encoding is that of TeX: `TeX`, `LaTeX`, `application/x-tex`; but not `text/plain`.
fn is_encoding_of_tex(encoding: &str) -> bool {
    let lower = encoding.trim().to_ascii_lowercase();
    let name = lower.rsplit('/').next().unwrap_or_default();
    matches!(name.strip_prefix("x-").unwrap_or(name), "tex" | "latex")
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
