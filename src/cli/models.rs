//! `unboil models`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use unboil::Model;
use unboil::io::Output;
use unboil_infer::SetMetrics;

use super::{Outcome, model, table};

/// List the models in a folder: what made them, from what, and how good they are.
///
/// F1 is the mean over sets, out of fold and with each set left out of training,
/// as the model's file tells: models of other sets cannot be compared by it.
/// Use `unboil compare` for that.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The folder; every .json file in it is taken for a model.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let files = files(&args.folder).with_context(|| args.folder.display().to_string())?;
    anyhow::ensure!(!files.is_empty(), "{}: has no .json file", args.folder.display());
    let head = ["model", "unboil", "columns", "pages", "out of fold", "left out", "sets"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut unusable = Vec::new();
    for file in &files {
        match model::load(file) {
            Ok(model) => rows.push(row(file, &model)),
            Err(error) => unusable.push(format!("{error:#}")),
        }
    }
    let mut output = Output::open(None)?;
    write!(output, "{}", table::table(&rows))?;
    for error in &unusable {
        writeln!(output, "{error}")?;
    }
    output.finish()?;
    Ok(if unusable.is_empty() { Outcome::Done } else { Outcome::SomeErrors })
}

/// The files of a folder that may be models, in order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn row(file: &Path, model: &Model) -> Vec<String> {
    let body = model.body();
    let manifest = &body.manifest;
    let sets: Vec<&str> = manifest.sets.iter().map(|set| set.name.as_str()).collect();
    vec![
        file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        body.unboil.clone(),
        body.first.columns.len().to_string(),
        manifest.sets.iter().map(|set| set.pages).sum::<usize>().to_string(),
        mean_f1(&manifest.out_of_fold),
        mean_f1(&manifest.left_out),
        sets.join(","),
    ]
}

/// The mean of the sets' F1; empty where there are none.
fn mean_f1(sets: &[SetMetrics]) -> String {
    let f1: Vec<f64> = sets.iter().filter_map(|set| Some(set.groups.first()?.f1)).collect();
    if f1.is_empty() { String::new() } else { format!("{:.4}", f1.iter().sum::<f64>() / f1.len() as f64) }
}
