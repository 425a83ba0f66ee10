//! `unboil import`: other layouts of labelled pages → label files. One variant an importer.

mod selectors;
mod wcxb;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Subcommand;
use unboil::io::{canonical, folder_of, probe};

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
        /// Label file to write. Paths of pages below its folder are relative to
        /// it, so that it can be moved with them; others are absolute.
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
        /// Label file to write. Paths of pages below its folder are relative to
        /// it, so that it can be moved with them; others are absolute.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    match &args.layout {
        Layout::Wcxb { folder, output } => {
            probe([output], [])?;
            wcxb::import(folder, output)
        }
        Layout::Selectors { rules, folder, output } => {
            probe([output], [rules])?;
            selectors::import(rules, folder, output)
        }
    }
}

/// How label files written to one folder name their pages.
struct PagePaths {
    folder: PathBuf,
}

impl PagePaths {
    fn of(label_file: &Path) -> Result<PagePaths> {
        Ok(PagePaths { folder: canonical(folder_of(label_file))? })
    }

    /// The name of a page with an absolute path: the path from the folder on where the page lies below it.
    fn name<'p>(&self, page: &'p Path) -> Result<&'p str> {
        let path = page.strip_prefix(&self.folder).unwrap_or(page);
        path.to_str().with_context(|| {
            format!("{}: the path is no UTF-8, and a label file can hold no other; rename it", page.display())
        })
    }
}
