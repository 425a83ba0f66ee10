//! `unboil check`.

mod data;
mod select;

use std::path::PathBuf;

use anyhow::Result;

use super::Outcome;

/// Look for mistakes in labelled pages before anything is trained on them.
///
/// Reports, by file and line and with what to do: lines and pages that cannot
/// be read, gold that is not in its page or is empty, near-duplicate pages,
/// texts that are content on one page of a site and boilerplate on another,
/// files of one class. Several files are held to be splits, such as train and
/// test: no page, address or site may be in two of them.
///
/// Exit status: 3 if a training on these files, with as many folds as it has
/// unless told otherwise, would stop: at a line, for too few sites, or for
/// blocks of one class alone; 1 if --strict is given and anything is found, 0
/// otherwise.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Label files, one set or split each.
    #[arg(required = true, value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// Exit with 1 if anything is found.
    #[arg(long)]
    strict: bool,
    /// Findings of each kind to show; 0 for all.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Also write all findings and counts as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Instead, hold the elements that a selector finds against the gold, page
    /// by page: how good a rule written by hand would be, or whether the gold
    /// of a site was made by another one.
    #[arg(long, value_name = "CSS", conflicts_with_all = ["strict", "top", "json"])]
    select: Option<String>,
    /// Elements within them that are not content.
    #[arg(long, value_name = "CSS", requires = "select")]
    drop: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    match &args.select {
        Some(keep) => select::run(&args.data, keep, args.drop.as_deref()),
        None => data::run(args),
    }
}
