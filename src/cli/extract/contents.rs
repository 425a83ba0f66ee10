//! What is written of a page.

use unboil::address::{ADDRESS_IS, is_address};
use unboil::record::Contents;
use unboil::{Format, RenderOptions};

/// What is written of a page, and how its links and images are.
#[derive(clap::Args)]
pub(super) struct ContentArgs {
    /// Address that pages were fetched from, where the input does not say it:
    /// links and images are resolved against it.
    #[arg(long, value_parser = address)]
    pub(super) url: Option<String>,
    /// Write the text of links without their addresses, in Markdown and HTML.
    #[arg(long)]
    no_links: bool,
    /// Leave out images, in Markdown and HTML.
    #[arg(long)]
    no_images: bool,
    /// How the text of records is written.
    #[arg(long, value_enum, default_value_t = Contents::default().text)]
    text_format: Format,
    /// Add to each record what the page says of itself: title, authors, dates,
    /// site, language and more, each with where it says so.
    #[arg(long)]
    metadata: bool,
}

fn address(text: &str) -> Result<String, String> {
    if is_address(text) { Ok(text.to_owned()) } else { Err(format!("give {ADDRESS_IS}")) }
}

impl ContentArgs {
    /// What records hold.
    pub(super) fn contents(&self) -> Contents {
        Contents {
            text: self.text_format,
            links: !self.no_links,
            images: !self.no_images,
            metadata: self.metadata,
        }
    }

    /// Whether something is asked for that only records hold.
    pub(super) fn needs_records(&self) -> bool {
        self.metadata || self.text_format != Format::Text
    }

    /// How a page is written whose address the input has, if it is known.
    pub(super) fn options<'a>(&'a self, url: Option<&'a str>) -> RenderOptions<'a> {
        self.contents().options(url.or(self.url.as_deref()))
    }
}
