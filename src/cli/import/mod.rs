//! `unboil import`: other layouts of labelled pages → label files. One variant an importer.

mod selectors;
mod wcxb;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

use super::Outcome;

/// Make a label file from another layout of labelled pages.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    layout: Layout,
}

#[derive(Subcommand)]
enum Layout {
    /// The Web Content Extraction Benchmark (WCXB): html/ID.html.gz and
    /// ground-truth/ID.json.
    Wcxb {
        /// The folder with html and ground-truth.
        folder: PathBuf,
        /// Label file to write; the paths of pages in it are absolute.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// A folder of pages, labelled by CSS selectors that a person wrote for
    /// each site.
    Selectors {
        /// JSON Lines: {"site", "content": CSS, "drop": CSS}, and, if you
        /// like, "lang" and "page_type". The site is a registrable domain.
        rules: PathBuf,
        /// The folder of pages. A page is of the site of its canonical
        /// address, else of the site that its folder is named after.
        folder: PathBuf,
        /// Label file to write; the paths of pages in it are absolute.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    match &args.layout {
        Layout::Wcxb { folder, output } => wcxb::import(folder, output),
        Layout::Selectors { rules, folder, output } => selectors::import(rules, folder, output),
    }
}
