//! `unboil compare`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{Output, load, read_lines};
use unboil_features::Schema;
use unboil_train::{Comparison, PageChange, compare, evaluate};

use super::evaluate::load_model;
use super::{Outcome, table};

/// Compare two models on the same labelled pages.
///
/// The interval is a paired bootstrap over pages; every set counts once.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The old model's file; `default` for the built-in model.
    old: PathBuf,
    /// The new model's file; `default` for the built-in model.
    new: PathBuf,
    /// Label files, one set each.
    #[arg(long, required = true, num_args = 1.., value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// Exit with 1 unless the difference passes, as in 'f1>=-0.002'.
    #[arg(long, value_name = "GATE")]
    gate: Option<String>,
    /// Pages won and lost to show, the largest changes first.
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Seed of the bootstrap.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let (old, new) = (load_model(&args.old)?, load_model(&args.new)?);
    let examples = load(read_lines(&args.data)?, Schema::full(), &|| ())?;
    let old = evaluate(&old, &examples);
    let new = evaluate(&new, &examples);
    let comparison = compare(&old, &new, args.seed);
    let passed = args.gate.as_deref().map_or(Ok(true), |gate| comparison.passes(gate))?;
    let mut output = Output::open(None)?;
    write!(output, "{}", report(&comparison, args.top))?;
    if let Some(gate) = &args.gate {
        writeln!(output, "gate {gate}: {}", if passed { "passed" } else { "failed" })?;
    }
    output.finish()?;
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}

fn report(comparison: &Comparison, top: usize) -> String {
    let mut rows = vec![["", "pages", "old", "new", "change"].map(str::to_owned).to_vec()];
    for group in &comparison.groups {
        let name = if group.name == "all" { group.set.clone() } else { format!("  {}", group.name) };
        rows.push(vec![
            name,
            group.pages.to_string(),
            format!("{:.4}", group.old),
            format!("{:.4}", group.new),
            format!("{:+.4}", group.new - group.old),
        ]);
    }
    let mut text = table::table(&rows);
    let (low, high) = comparison.interval;
    text.push_str(&format!(
        "\nmean page F1 {:.4} → {:.4}: {:+.4}, 95 % interval {low:+.4} to {high:+.4}\n",
        comparison.old,
        comparison.new,
        comparison.difference()
    ));
    for (what, changes) in [("won", &comparison.won), ("lost", &comparison.lost)] {
        text.push_str(&format!("{what} on {} pages\n", changes.len()));
        let row = |change: &PageChange| {
            let name = format!("  {}/{}", change.set, change.id);
            vec![name, format!("{:.3}", change.old), format!("{:.3}", change.new)]
        };
        text.push_str(&table::table(&changes.iter().take(top).map(row).collect::<Vec<_>>()));
    }
    text
}
