//! `unboil inspect`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::Model;
use unboil::card::card;
use unboil::io::{Output, read_model};
use unboil_infer::Column;
use unboil_train::counted;

use super::{Outcome, table};

/// Show what is in a model file.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Model file; `default` for the built-in model.
    model: PathBuf,
    /// Print all weights, the largest first.
    #[arg(long)]
    weights: bool,
    /// Print the model card, in Markdown.
    #[arg(long, conflicts_with = "weights")]
    card: bool,
    /// Check that this version gives the model's golden vectors again.
    #[arg(long, conflicts_with_all = ["weights", "card"])]
    verify: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = read_model(&args.model)?;
    if args.verify {
        model.verify()?;
    }
    let text = if args.weights {
        weights(&model)
    } else if args.card {
        card(&model)
    } else if args.verify {
        let golden: usize = model.body().stages().map(|(_, stage)| stage.golden.len()).sum();
        format!("{golden} golden vectors agree\n")
    } else {
        summary(&model)
    };
    let mut output = Output::open(None)?;
    write!(output, "{text}")?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn weights(model: &Model) -> String {
    let of_stage = |(stage, _)| format!("{stage} stage\n{}", weights_of(model.columns(stage)));
    let stages: Vec<String> = model.body().stages().map(of_stage).collect();
    stages.join("\n")
}

fn weights_of(mut columns: Vec<(&Column, &str)>) -> String {
    columns.sort_by(|(a, _), (b, _)| b.weight.abs().total_cmp(&a.weight.abs()));
    let width = columns.iter().map(|(column, _)| column.feature.len()).max().unwrap_or(0);
    let row = |(column, about): &(&Column, &str)| {
        format!("{:width$}  {:>+8.4}  {about}\n", column.feature, column.weight)
    };
    columns.iter().map(row).collect()
}

fn summary(model: &Model) -> String {
    let body = model.body();
    let mut families: Vec<(&str, usize)> = Vec::new();
    for feature in model.first().schema().features() {
        match families.iter_mut().find(|(family, _)| *family == feature.family()) {
            Some((_, count)) => *count += 1,
            None => families.push((feature.family(), 1)),
        }
    }
    let later = body.stages().skip(1).map(|(stage, s)| format!(", {} in the {stage} stage", s.columns.len()));
    let later: String = later.collect();
    let families: Vec<String> = families.iter().map(|(family, count)| format!("{family} {count}")).collect();
    format!(
        "model {}\nmade by unboil {}\n{}{later}\n{}operating point: {}\n\nout of fold\n{}",
        model.sha256(),
        body.unboil,
        counted(body.first.columns.len(), "column"),
        wrapped(&families),
        body.operating_point,
        table::metrics(&body.manifest.out_of_fold, &[]),
    )
}

/// Parts of a list, as many a line as a terminal has room for.
fn wrapped(parts: &[String]) -> String {
    const WIDTH: usize = 78;
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut().filter(|line| line.len() + ", ".len() + part.len() <= WIDTH) {
            Some(line) => line.push_str(&format!(", {part}")),
            None => lines.push(part.clone()),
        }
    }
    lines.iter().map(|line| format!("  {line}\n")).collect()
}
