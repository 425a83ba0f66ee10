//! Pages that are made for people to look at: self-contained HTML, no request to anywhere.

mod errors;

pub use errors::errors_page;

/// Text as it may stand in HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
