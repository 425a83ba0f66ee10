//! `unboil compare`.

mod text;

use std::path::PathBuf;

use anyhow::Result;
use unboil::io::{load, probe, read_lines, write_file};
use unboil::report::compare_page;
use unboil::results::{Compared, Competitors, Entry};
use unboil_features::Schema;
use unboil_train::{BOOTSTRAP_SEED, Gate};

use super::Outcome;

/// Compare models and other tools on the same labelled pages.
///
/// A competitor is a model file, `default` for the built-in model, or a file of
/// what any other tool took out of the pages, as JSON Lines of {"id", "text"};
/// NAME=FILE gives it a name. All are held against the first: intervals are of
/// a paired bootstrap over sites, every set counts once. docs/compare.md says
/// how the numbers come about, and what --json writes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The competitors, the one to hold the others against first.
    #[arg(required = true, value_name = "COMPETITOR")]
    competitors: Vec<PathBuf>,
    /// Label files, one set each.
    #[arg(long, required = true, num_args = 1.., value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// Exit with 1 unless the second competitor's difference to the first
    /// passes, as in 'f1>=-0.002', or the lower end of its interval, as in
    /// 'f1.low>=0'; of one set, as in 'wcxb:recall>=0', or of a group, as in
    /// 'wcxb/page_type=forum:f1>=-0.01'. Repeatable.
    #[arg(long, value_name = "GATE")]
    gate: Vec<Gate>,
    /// Pages won and lost, and weights, to show: the largest changes first.
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: usize,
    /// Also write a page that shows the tables, and what each competitor took
    /// out of the pages that changed most.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Also write everything, page by page, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Seed of the bootstrap.
    #[arg(long, value_name = "N", default_value_t = BOOTSTRAP_SEED)]
    seed: u64,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let outputs = || args.html.iter().chain(&args.json);
    probe(outputs(), args.competitors.iter().chain(&args.data))?;
    let mut competitors = Competitors::default();
    args.competitors.iter().try_for_each(|argument| competitors.add_argument(argument))?;
    let examples = load(read_lines(&args.data)?, Schema::full(), &|| ())?;
    let compared = Compared::of(competitors, &examples, &args.gate, args.seed)?;

    if let Some(path) = &args.json {
        write_file(path, &serde_json::to_vec_pretty(&compared.json(&examples))?)?;
    }
    if let Some(path) = &args.html {
        let sides: Vec<_> = compared.entries.iter().map(Entry::side).collect();
        let page = compare_page(&examples, &compared.comparison, &sides, args.top);
        write_file(path, page.as_bytes())?;
    }
    super::print(&text::text(&compared, &examples, args.top), outputs())?;
    let passed = compared.gates.iter().all(|(_, verdict)| verdict.passed);
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}
