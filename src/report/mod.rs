//! Pages that are made for people to look at: self-contained HTML, no script, no request to anywhere.

mod blocks;
mod compare;
mod errors;
mod model;
mod paste;
mod plot;
mod scores;
mod weights;

use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use self::compare::{Side, compare_page};
pub use self::errors::errors_page;
pub use self::model::{TOP, model_page};
pub(crate) use self::paste::block_page;
pub use self::scores::group_name;

const STYLE: &str = include_str!("style.css");
/// Should anything of a page ever slip through as markup, a browser still runs and fetches nothing.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// A whole page.
fn page(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (body)
                footer { p { small { "Made by unboil " (env!("CARGO_PKG_VERSION")) ". Everything is in this file." } } }
            }
        }
    };
    page.into_string()
}

/// A number with a sign, as a change is told.
fn signed(number: f64) -> String {
    format!("{number:+.3}").replace('-', "−")
}
