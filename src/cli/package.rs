//! `unboil package`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{Output, load, read_lines, read_model, write_folder};
use unboil::package::package;
use unboil::report::{TOP, model_page};
use unboil_features::Schema;
use unboil_train::BOOTSTRAP_SEED;

use super::Outcome;

/// Make a folder to release a model with.
///
/// It holds the model, its card, the licences of its data, with --report what
/// `unboil report` makes, and checksums for `sha256sum --check`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Model file; `default` for the built-in model.
    model: PathBuf,
    /// Folder to make: whole, or not at all.
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// Label files of pages to make a report on.
    #[arg(long, num_args = 1.., value_name = "DATA.jsonl")]
    report: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = read_model(&args.model)?;
    model.verify()?;
    anyhow::ensure!(!args.output.exists(), "{}: is there already; name a new folder", args.output.display());
    let name = args.model.file_stem().unwrap_or_default().to_string_lossy();
    let report = if args.report.is_empty() {
        None
    } else {
        let examples = load(read_lines(&args.report)?, Schema::full(), &|| ())?;
        Some(model_page(&model, &name, &examples, TOP, BOOTSTRAP_SEED))
    };
    let files = package(&model, report);
    write_folder(&args.output, &files)?;
    let mut out = Output::open(None)?;
    for (name, bytes) in &files {
        writeln!(out, "{}  {} bytes", args.output.join(name).display(), bytes.len())?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}
