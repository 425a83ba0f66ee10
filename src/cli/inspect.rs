//! `unboil inspect`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::Model;
use unboil::card::card;
use unboil::io::Output;

use super::evaluate::load_model;
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
    let model = load_model(&args.model)?;
    if args.verify
        && let Some((index, found)) = model.verify()
    {
        let wanted = model.body().golden[index].log_odds;
        anyhow::bail!(
            "golden vector {index} gives log-odds {found}, not {wanted}: do not use this model here"
        );
    }
    let text = if args.weights {
        weights(&model)
    } else if args.card {
        card(&model)
    } else if args.verify {
        format!("{} golden vectors agree\n", model.body().golden.len())
    } else {
        summary(&model)
    };
    let mut output = Output::open(None)?;
    write!(output, "{text}")?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn weights(model: &Model) -> String {
    let mut columns: Vec<_> = model.body().columns.iter().zip(model.schema().features()).collect();
    columns.sort_by(|(a, _), (b, _)| b.weight.abs().total_cmp(&a.weight.abs()));
    let row = |(column, feature): (&unboil_infer::Column, &unboil_features::Feature)| {
        vec![column.feature.clone(), format!("{:+.4}", column.weight), format!(" {}", feature.about)]
    };
    let rows: Vec<Vec<String>> = columns.into_iter().map(row).collect();
    let width = rows.iter().map(|row| row[0].len()).max().unwrap_or(0);
    rows.iter().map(|row| format!("{:width$}  {:>8}  {}\n", row[0], row[1], row[2].trim())).collect()
}

fn summary(model: &Model) -> String {
    let body = model.body();
    let mut families: Vec<(&str, usize)> = Vec::new();
    for feature in model.schema().features() {
        match families.iter_mut().find(|(family, _)| *family == feature.family()) {
            Some((_, count)) => *count += 1,
            None => families.push((feature.family(), 1)),
        }
    }
    let families: Vec<String> = families.iter().map(|(family, count)| format!("{family} {count}")).collect();
    format!(
        "model {}\nmade by unboil {}, {} columns ({})\noperating point {:?}\n\nout of fold\n{}",
        model.sha256(),
        body.unboil,
        body.columns.len(),
        families.join(", "),
        body.operating_point,
        table::metrics(&body.manifest.out_of_fold, &[]),
    )
}
