//! `unboil classify`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::Extractor;
use unboil::io::Output;
use unboil::io::source::{Page, Progress, items};
use unboil::record::{BlockRecord, RawPage, Status, classified};

use super::inputs::InputArgs;
use super::model::ModelArgs;
use super::tally::Tally;
use super::{Outcome, say};

/// Print the blocks of pages as JSON Lines, each with its probability.
///
/// A record a block: {"id", "block", "label", "probability", "path", "start",
/// "end", "unit", "text"}. The block was written from byte start to byte end
/// of the file, or, where unit is "decoded", of the file read as UTF-8. Of a
/// page that cannot be read there are none: standard error says why, and the
/// exit status is 3 when that is a whole input or the rest of one.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    pages: InputArgs,
    /// File to write to: whole, or not at all.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = args.model.load()?;
    let options = args.model.options(&model);
    super::probe(&args.output, args.pages.named())?;
    let is_table = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "parquet");
    anyhow::ensure!(
        !args.output.as_ref().is_some_and(is_table),
        "blocks are written as JSON Lines; name the output .jsonl, or ask `unboil features` for a table"
    );
    let mut output = Output::open(args.output.as_deref())?;
    let mut tally = Tally::default();
    let inputs = args.pages.inputs(args.output.as_ref());
    let mut extractor = Extractor::new(&model, options);
    for item in items(&inputs, &args.pages.fields(), &Progress::default()) {
        let part = item.part;
        let Page { id, charset, html, .. } = item.unpack();
        let lines = html.and_then(|html| {
            let raw = RawPage { charset: charset.as_deref(), html: &html, ..RawPage::default() };
            classified(&raw, &mut extractor, |found| BlockRecord::lines(&id, found))
        });
        match lines {
            Ok(lines) => {
                output.write_all(&lines)?;
                tally.count(Status::Ok, None, part);
            }
            Err(error) => {
                let status = Status::of_error(error.code);
                tally.count(status, Some(error.code), part);
                if let Some(complaint) = tally.complaint(status, &format!("{id}: {error}")) {
                    say(&format!("unboil: {complaint}"));
                }
            }
        }
    }
    output.finish()?;
    Ok(if tally.is_lost() { Outcome::SomeErrors } else { Outcome::Done })
}
