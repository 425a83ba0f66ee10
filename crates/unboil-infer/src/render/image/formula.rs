//! Images that show a formula.

use unboil_html::{AttrName, Document, NodeId};
use url::form_urlencoded;

use crate::class::classes;
use crate::render::math::{Formula, between_dollars};
use crate::render::one_spaced;

/// Classes of images that show a formula, whose TeX is the `alt`.
const FORMULAS: [&str; 4] =
    ["latex", "tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"];
/// What the addresses of programs that draw formulas have before their query, and the name of the TeX in it; none where
/// it is all of the query.
const PROGRAMS: [(&str, Option<&str>); 3] =
    [("/equation?", Some("tex")), ("latex.php?", Some("latex")), (".latex?", None)];

/// The formula that an image shows: by an `alt` between dollars, by its class, or by its address.
pub(super) fn formula(document: &Document, id: NodeId, alt: &str) -> Option<Formula> {
    let by_class = || {
        let class =
            classes(document, id).find(|class| FORMULAS.contains(class)).filter(|_| !alt.is_empty())?;
        Some(Formula { tex: alt.to_owned(), is_display: class.ends_with("display") })
    };
    between_dollars(alt).or_else(by_class).or_else(|| of_address(document.attr(id, AttrName::Src)?))
}

fn of_address(address: &str) -> Option<Formula> {
    let query =
        |(program, name): &(&str, Option<&'static str>)| Some((address.split_once(program)?.1, *name));
    let (query, name) = PROGRAMS.iter().find_map(query)?;
    let tex = match name {
        Some(name) => form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name)?.1.into_owned(),
        None => {
            let all = format!("={}", query.replace('+', "%2B").replace('&', "%26"));
            form_urlencoded::parse(all.as_bytes()).next()?.1.into_owned()
        }
    };
    let tex = one_spaced(&tex);
    (!tex.is_empty()).then_some(Formula { tex, is_display: false })
}

#[cfg(test)]
mod tests {
    use unboil_html::Document;

    use super::*;

    #[test]
    fn images_of_formulas_are_formulas() {
        let check = |attributes: &str, expected: Option<(&str, bool)>| {
            let document = Document::parse(&format!("<img {attributes}>"));
            let (image, _) = document.nodes().find(|(id, _)| document.name(*id) == "img").unwrap();
            let alt = document.attr(image, AttrName::Alt).unwrap_or_default();
            let found = formula(&document, image, alt);
            let found = found.as_ref().map(|formula| (formula.tex.as_str(), formula.is_display));
            assert_eq!(found, expected, "{attributes}");
        };
        check("class=latex src=a.png alt=x^2", Some(("x^2", false)));
        check("class=tex src=a.png alt='$a+b$'", Some(("a+b", false)));
        check("src=a.png alt='$ x^2$'", Some(("x^2", false)));
        check("src=a.png alt='$$x$$'", Some(("x", true)));
        check("src='https://a.example/equation?tex=x%5E2+%2B+1&amp;b=2' alt=x", Some(("x^2 + 1", false)));
        check("src='//b.example/latex.php?latex=%5Calpha&amp;bg=fff'", Some(("\\alpha", false)));
        check("src='https://c.example/gif.latex?a_b%20+&amp;c'", Some(("a_b +&c", false)));
        check("src=a.png alt='from $5 to $6'", None);
        check("src=latex?width=3 alt=LaTeX", None);
        check("class=latex src=a.png", None);
    }
}
