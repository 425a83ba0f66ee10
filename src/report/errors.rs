//! Labelled pages with their blocks in colours, the pages of the largest loss first.

use maud::{Markup, html};
use unboil_features::Page;
use unboil_infer::Model;
use unboil_train::{Cause, Example, PageErrors, PageResult};

use super::{blocks, page};

/// The smallest part of a loss that is told.
const LEAST: f64 = 0.005;

/// The page: examples, their results and errors in the same order; the `top` of them with the largest loss.
pub fn errors_page(
    examples: &[Example],
    results: &[PageResult],
    errors: &[PageErrors],
    top: usize,
) -> String {
    let body = html! {
        h1 { "Errors by page" }
        p { "The number of a page is its loss, that of a block its probability of content." }
        (worst_pages(None, examples, results, errors, top))
    };
    page("Errors by page", &body)
}

/// The pages of the largest loss, folded up, with their blocks; explained where there is a model.
pub(super) fn worst_pages(
    model: Option<&Model>,
    examples: &[Example],
    results: &[PageResult],
    errors: &[PageErrors],
    top: usize,
) -> Markup {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    order.sort_by(|&a, &b| errors[b].loss.total_cmp(&errors[a].loss).then(a.cmp(&b)));
    html! {
        (blocks::key())
        @for at in order.into_iter().take(top) {
            details {
                summary { b { (format!("{:.2}", errors[at].loss)) } " " (about(&results[at]))
                    @let causes = causes(&errors[at]);
                    @if !causes.is_empty() { small { " · lost: " (causes) } } }
                p { small { (examples[at].page.url) } }
                @let measured = model.map(|model| (model, measured(&examples[at])));
                @let explainer = measured.as_ref().map(|(model, page)| model.explainer(page));
                (blocks::blocks(&examples[at], &results[at], explainer.as_ref()))
            }
        }
    }
}

fn measured(example: &Example) -> Page<'_> {
    Page::new(example.text.document(), example.text.blocks())
}

/// A page's name, set, type and language.
fn about(result: &PageResult) -> Markup {
    let parts = [&result.set, &result.page_type, &result.lang].map(String::as_str);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    html! { (result.id) " " small { (parts.join(" · ")) } }
}

fn causes(errors: &PageErrors) -> String {
    let parts = Cause::ALL.iter().zip(errors.by_cause).filter(|(_, part)| *part >= LEAST);
    let parts: Vec<String> = parts.map(|(cause, part)| format!("{} {part:.2}", cause.name())).collect();
    parts.join(", ")
}
