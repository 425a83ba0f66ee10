//! What a record holds.

use serde::Serialize;
use unboil_infer::{Format, RenderOptions};

/// What a record holds of its page beyond what every record has, and how its text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// How the text is written.
    pub text: Format,
    /// Whether links have their addresses; plain text has none.
    pub links: bool,
    /// Whether there are images; plain text has none.
    pub images: bool,
    /// Whether there is what the page says of itself.
    pub metadata: bool,
}

impl Default for Contents {
    /// Plain text, without metadata.
    fn default() -> Contents {
        Contents { text: Format::Text, links: true, images: true, metadata: false }
    }
}

impl Contents {
    /// How the text of a page is written that was fetched from `url`.
    pub fn options<'a>(&self, url: Option<&'a str>) -> RenderOptions<'a> {
        RenderOptions { url, links: self.links, images: self.images }
    }
}
