//! `unboil models`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use unboil::Model;
use unboil::io::{BUILTIN, Output, json_files, model_bytes};
use unboil_infer::{Manifest, ModelBody, SetMetrics, format_of};

use super::{Outcome, table};

/// List the models of folders.
///
/// A row a model: identity, format, the version that made it, columns, sets and
/// pages that it learned from, and mean F1 of its sets, out of fold and with
/// each set left out. Models of other sets cannot be compared by that: use
/// `unboil compare`. Files that cannot be used by this version say why.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Folders, or model files; the built-in model unless given.
    paths: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let head = ["", "model", "format", "unboil", "columns", "sets", "pages", "out of fold", "left out"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut failures = Vec::new();
    for path in files(&args.paths)? {
        let name = path.display().to_string();
        match model_bytes(&path).and_then(|bytes| row(&name, &bytes).with_context(|| name.clone())) {
            Ok(row) => rows.push(row),
            Err(error) => failures.push(format!("{error:#}\n")),
        }
    }
    let mut out = Output::open(None)?;
    let table = if rows.len() > 1 || failures.is_empty() { table::table(&rows) } else { String::new() };
    write!(out, "{table}{}", failures.concat())?;
    out.finish()?;
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::SomeErrors })
}

/// The files named, and those ending in `.json` of the folders named, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    if paths.is_empty() {
        return Ok(vec![BUILTIN.into()]);
    }
    let files =
        paths.iter().map(|path| if path.is_dir() { json_files(path) } else { Ok(vec![path.clone()]) });
    Ok(files.collect::<Result<Vec<_>>>()?.concat())
}

fn row(name: &str, bytes: &[u8]) -> Result<Vec<String>> {
    let format = format_of(bytes)?;
    let model = Model::new(ModelBody::read(bytes)?)?;
    let body = model.body();
    let manifest: &Manifest = &body.manifest;
    Ok(vec![
        name.to_owned(),
        model.sha256().chars().take(12).collect(),
        format.to_string(),
        body.unboil.clone(),
        body.first.columns.len().to_string(),
        manifest.sets.len().to_string(),
        manifest.sets.iter().map(|set| set.pages).sum::<usize>().to_string(),
        mean_f1(&manifest.out_of_fold),
        mean_f1(&manifest.left_out),
    ])
}

/// The mean of the sets' F1; a dash where there is none.
fn mean_f1(sets: &[SetMetrics]) -> String {
    let f1: Vec<f64> = sets.iter().filter_map(SetMetrics::all).map(|all| all.f1).collect();
    if f1.is_empty() { "–".to_owned() } else { format!("{:.4}", f1.iter().sum::<f64>() / f1.len() as f64) }
}
