//! `unboil upgrade`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use unboil::Model;
use unboil::io::{model_bytes, write_file};
use unboil_infer::{FORMAT, ModelBody, format_of};

use super::Outcome;

/// Columns that are named when a model cannot be moved on.
const NAMED: usize = 5;

/// Move a model file to the format of this version.
///
/// Model files of every published format are readable without that. A model
/// whose features this version measures in another way cannot be moved: the
/// message says which, and how the model was trained.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Model file; `default` for the built-in model.
    model: PathBuf,
    /// File to write; may be the same.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let name = args.model.display();
    let bytes = model_bytes(&args.model)?;
    let format = format_of(&bytes).with_context(|| name.to_string())?;
    let body = ModelBody::read(&bytes).with_context(|| name.to_string())?;
    refuse_differences(&args.model, &body)?;
    let model = Model::new(body).with_context(|| name.to_string())?;
    model.verify().with_context(|| name.to_string())?;
    write_file(&args.output, &model.to_bytes())?;
    let text = format!("format {format} → {FORMAT}, written to {}\n", args.output.display());
    super::print(&text, [&args.output])?;
    Ok(Outcome::Done)
}

fn refuse_differences(path: &Path, body: &ModelBody) -> Result<()> {
    let differences = body.differences();
    if differences.is_empty() {
        return Ok(());
    }
    let mut text =
        format!("{}: {} of its columns are not those of this version\n", path.display(), differences.len());
    for difference in differences.iter().take(NAMED) {
        let _ = writeln!(text, "  {difference}");
    }
    if let Some(more) = differences.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more");
    }
    let _ = match body.manifest.command.as_str() {
        "" => write!(text, "train it again on its data, or use unboil {}", body.unboil),
        command => write!(text, "train it again, or use unboil {}:\n  {command}", body.unboil),
    };
    anyhow::bail!(text)
}
