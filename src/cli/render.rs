//! Options of how content is written, which commands share.

use unboil::RenderOptions;

/// How links and images are written, in Markdown and HTML.
#[derive(clap::Args)]
pub(super) struct RenderArgs {
    /// Address that the page was fetched from: links and images are resolved
    /// against it.
    #[arg(long)]
    url: Option<String>,
    /// Write the text of links without their addresses.
    #[arg(long)]
    no_links: bool,
    /// Leave out images.
    #[arg(long)]
    no_images: bool,
}

impl RenderArgs {
    /// Where the page was fetched from, if that was said.
    pub(super) fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The options for a page.
    pub(super) fn options(&self) -> RenderOptions<'_> {
        RenderOptions { url: self.url(), links: !self.no_links, images: !self.no_images }
    }
}
