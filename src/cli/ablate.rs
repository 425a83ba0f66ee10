//! `unboil ablate`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;
use unboil::io::{load, probe, sets_of, write_file};
use unboil_infer::{Ablated, Change};
use unboil_train::{Ablation, Families, Options, ablate};

use super::bar::{bar, fits};
use super::data::{DataArgs, PointArgs};
use super::{Outcome, table};

/// Tell what each family of features is worth.
///
/// Trains the first stage without each family in turn, and shows what that does
/// to the out-of-fold F1 of each set, with a 95 % bootstrap interval over
/// sites. A family whose interval holds 0 may be of no use.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// Train with each family alone, instead of without it.
    #[arg(long)]
    add_alone: bool,
    /// Also deal out the values of single columns among all blocks: of this
    /// many, those with the largest weights.
    #[arg(long, value_name = "N", default_value_t = 0)]
    permute: usize,
    /// Regularisation strength.
    #[arg(long, value_name = "NUMBER", default_value_t = 1e-3)]
    lambda: f64,
    /// Train on altered copies too, as `unboil train` does.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    augment: f64,
    /// Keep this many columns, as `unboil train` does.
    #[arg(long, value_name = "N")]
    columns: Option<usize>,
    #[command(flatten)]
    point: PointArgs,
    /// Also write the tables as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    probe(&args.json, args.data.files())?;
    let schema = args.data.schema()?;
    let options = Options {
        lambdas: vec![args.lambda],
        augment: args.augment,
        columns: args.columns,
        shift: args.point.shift,
        doubt: args.point.doubt,
        length: args.point.length,
        ..args.data.options()
    };
    let families = if args.add_alone { Families::Alone } else { Families::LeftOut };
    let lines = args.data.lines()?;
    options.check(&schema, &sets_of(&lines))?;
    let measured = bar(lines.len(), "pages measured");
    let examples = load(lines, &schema, &|| measured.inc(1))?;
    measured.finish_and_clear();
    let (bar, step) = fits();
    let ablation = ablate(&examples, &schema, &options, families, args.permute, &step)?;
    bar.finish_and_clear();
    if let Some(path) = &args.json {
        write_json(path, &ablation, families)?;
    }
    super::print(&report(&ablation, families), &args.json)?;
    Ok(Outcome::Done)
}

fn report(ablation: &Ablation, families: Families) -> String {
    let what = match families {
        Families::LeftOut => "without the family",
        Families::Alone => "the family alone",
    };
    let mut text = format!("first stage, out of fold, operating point: {}\n", ablation.operating_point);
    for (index, (set, f1)) in ablation.all.iter().enumerate() {
        for (what, list) in [(what, &ablation.families), ("the column permuted", &ablation.permuted)] {
            if list.is_empty() {
                continue;
            }
            let head = [set.as_str(), "columns", "F1", "change", "95 % interval"].map(str::to_owned);
            let all = vec!["all columns".to_owned(), String::new(), format!("{f1:.4}")];
            let mut rows = vec![head.to_vec(), all];
            rows.extend(list.iter().map(|ablated| row(ablated, &ablated.changes[index])));
            text.push_str(&format!("\n{what}\n{}", table::table(&rows)));
        }
    }
    text
}

fn row(ablated: &Ablated, change: &Change) -> Vec<String> {
    vec![
        format!("  {}", ablated.name),
        ablated.columns.to_string(),
        format!("{:.4}", change.f1),
        format!("{:+.4}", change.change),
        table::interval(change.interval),
    ]
}

fn write_json(path: &Path, ablation: &Ablation, families: Families) -> Result<()> {
    let all = ablation.all.iter().map(|(set, f1)| json!({ "set": set, "f1": f1 })).collect::<Vec<_>>();
    let families_are = if families == Families::Alone { "alone" } else { "left_out" };
    let report = json!({ "operating_point": ablation.operating_point, "all": all, "families_are": families_are,
        "families": ablation.families, "permuted": ablation.permuted });
    Ok(write_file(path, &serde_json::to_vec_pretty(&report)?)?)
}
