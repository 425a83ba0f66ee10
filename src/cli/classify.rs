//! `unboil classify`.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use unboil::Extractor;
use unboil::io::source::{Item, Page, Part, Progress, items};
use unboil::io::{Output, ending_of, probe};
use unboil::ordered::Ordered;
use unboil::record::{BlockRecord, PageError, RawPage, Status, classified};

use super::inputs::{InputArgs, say_what_was_left};
use super::model::ModelArgs;
use super::tally::Tally;
use super::{Outcome, interrupt, say};

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
    args.pages.check()?;
    let inputs = args.pages.inputs(args.output.as_ref());
    // What waits for input, nobody could end otherwise.
    if !inputs.may_wait() {
        interrupt::hear();
    }
    let model = args.model.load()?;
    let options = args.model.options(&model)?;
    probe(&args.output, args.pages.named())?;
    let is_table = |path: &PathBuf| ["parquet", "csv", "tsv"].contains(&ending_of(path).as_str());
    anyhow::ensure!(
        !args.output.as_ref().is_some_and(is_table),
        "blocks are written as JSON Lines; name the output .jsonl, or ask `unboil features` for a table"
    );
    let mut output = Output::open(args.output.as_deref())?;
    let mut tally = Tally::default();
    let progress = Progress::default();
    let items = items(&inputs, &args.pages.fields(), &progress);
    let ordered = Ordered {
        threads: rayon::current_num_threads(),
        begin: || Extractor::new(&model, options),
        work: classify,
        weigh: |done: &Done| done.lines.as_ref().map_or(0, Vec::len),
    };
    ordered.run(items.take_while(|_| !interrupt::is_asked()), |Done { id, lines, part }| {
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
        anyhow::Ok(())
    })?;
    if interrupt::is_asked() {
        output.interrupt()?;
        say(&format!("unboil: interrupted after {tally}"));
        return Ok(Outcome::Interrupted);
    }
    output.finish()?;
    say_what_was_left(&progress);
    Ok(if tally.is_lost() { Outcome::SomeErrors } else { Outcome::Done })
}

/// What a thread makes of a page.
struct Done {
    id: String,
    /// Its blocks, a line of JSON each, or why there are none.
    lines: Result<Vec<u8>, PageError>,
    part: Part,
}

fn classify(extractor: &mut Extractor, item: Item) -> Done {
    let part = item.part;
    let Page { id, charset, html, .. } = item.unpack();
    let lines = html.and_then(|html| {
        let raw = RawPage { charset: charset.as_deref(), html: &html, ..RawPage::default() };
        classified(&raw, extractor, |found| BlockRecord::lines(&id, found))
    });
    Done { id, lines, part }
}
