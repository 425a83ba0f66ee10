//! `unboil evaluate`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use unboil::io::{load, probe, read_lines, read_model, write_file};
use unboil::results::evaluated;
use unboil_features::Schema;
use unboil_infer::GroupKey;
use unboil_train::evaluate;

use super::seen::seen;
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
    probe(&args.json, args.data.iter().chain([&args.model]))?;
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
