//! `unboil evaluate`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use unboil::Model;
use unboil::io::{load, read_lines, read_model, write_file};
use unboil::results::evaluated;
use unboil_features::Schema;
use unboil_infer::GroupKey;
use unboil_train::{Example, Seen, evaluate};

use super::{Outcome, table};

/// Score a model on labelled pages.
///
/// Mind that a model knows the pages it was trained on: only pages of other
/// sites tell how good it is.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Model file; `default` for the built-in model.
    model: PathBuf,
    /// Label files, one set each: see data/README.md for the format.
    #[arg(required = true, value_name = "DATA.jsonl")]
    data: Vec<PathBuf>,
    /// Groups of pages to show.
    #[arg(long, value_delimiter = ',', default_value = "page_type,lang", value_name = "KEYS")]
    by: Vec<String>,
    /// Also write the scores, page by page, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let key = |name: &String| {
        let key = GroupKey::named(name);
        key.with_context(|| format!("--by takes page_type and lang, not `{name}`"))
    };
    let by: Vec<GroupKey> = args.by.iter().map(key).collect::<Result<_>>()?;
    super::probe(&args.json, args.data.iter().chain([&args.model]))?;
    let model = read_model(&args.model)?;
    let examples = load(read_lines(&args.data)?, Schema::full(), &|| ())?;
    let evaluation = evaluate(&model, &examples);
    if let Some(path) = &args.json {
        write_file(path, &serde_json::to_vec_pretty(&evaluated(&model, &evaluation, &examples))?)?;
    }
    let seen = seen(&args.model.display().to_string(), &model, &examples);
    super::print(&format!("{seen}{}", table::metrics(&evaluation.sets, &by)), &args.json)?;
    Ok(Outcome::Done)
}

/// Says which sets a model has been trained on, one line a kind; empty where it has seen none.
pub(super) fn seen(name: &str, model: &Model, examples: &[Example]) -> String {
    let line = |seen: Seen, what: &str| match seen.sets(model, examples).join(", ") {
        sets if sets.is_empty() => String::new(),
        sets => format!("{name}: {what} {sets}\n"),
    };
    line(Seen::Same, "trained on these very pages, so its F1 is too high:")
        + &line(Seen::ByName, "trained on a set of this name:")
}
