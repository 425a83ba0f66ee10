//! Options of how content is written, which commands share.

use unboil::RenderOptions;

/// How links and images are written, in Markdown and HTML.
#[derive(clap::Args)]
pub(super) struct RenderArgs {
    /// Address that a single page was fetched from: links and images are
    /// resolved against it. Records go by the addresses that inputs tell.
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
    /// The options for a page, whose address its input may tell.
    pub(super) fn options<'a>(&'a self, url: Option<&'a str>) -> RenderOptions<'a> {
        RenderOptions { url: self.url.as_deref().or(url), links: !self.no_links, images: !self.no_images }
    }
}
