//! `unboil report`.

use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{load, probe, read_lines, read_model, write_file};
use unboil::report::{TOP, model_page};
use unboil_features::Schema;
use unboil_train::BOOTSTRAP_SEED;

use super::Outcome;

/// Make a page that shows how good a model is, and why.
///
/// One file without scripts that asks for nothing from anywhere: scores by type
/// and language, how good the probabilities are, what the model looks at, and
/// its worst pages with their blocks in colours and explained.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Model file; `default` for the built-in model.
    model: PathBuf,
    /// Label files, one set each: see data/README.md for the format.
    #[arg(required = true, value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// The page to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Pages to show, those of the largest loss.
    #[arg(long, value_name = "N", default_value_t = TOP)]
    top: usize,
    /// Seed of the bootstrap.
    #[arg(long, value_name = "N", default_value_t = BOOTSTRAP_SEED)]
    seed: u64,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    probe([&args.output], args.data.iter().chain([&args.model]))?;
    let model = read_model(&args.model)?;
    let name = args.model.file_stem().unwrap_or_default().to_string_lossy();
    let examples = load(read_lines(&args.data)?, Schema::full(), &|| ())?;
    let page = model_page(&model, &name, &examples, args.top, args.seed);
    write_file(&args.output, page.as_bytes())?;
    super::print(&format!("written to {}\n", args.output.display()), [&args.output])?;
    Ok(Outcome::Done)
}
